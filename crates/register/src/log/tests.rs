use super::*;
use crate::Verdict;
use crate::fixture::{claim, document, meeting, now};
use model::ClaimId;
use proptest::prelude::*;

#[test]
fn the_encoding_is_the_one_the_module_describes() {
    let entry = Entry {
        seq: 1,
        recorded: "2026-10-07T09:30:00Z".to_owned(),
        kind: "decision".to_owned(),
        payload: "{}".to_owned(),
        previous: Hash::ZERO,
        hash: Hash::ZERO,
    };
    let mut bytes = vec![1u8];
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
    for field in [b"2026-10-07T09:30:00Z".as_slice(), b"decision", &[0; 32], b"{}"] {
        bytes.extend([0, 0, 0, 0, 0, 0, 0, field.len() as u8]);
        bytes.extend(field);
    }
    assert_eq!(entry.digest(), Hash(Sha256::digest(&bytes).into()));
    assert_eq!(entry.digest().to_string(), "d666b72286951e3e2423df16319783a23700da322e4d6d43ce8a1ba918fbb081");
}

#[test]
fn an_unknown_kind_is_named() {
    let payload = Payload::Decision(decision("misread"));
    let mut entry = Head::EMPTY.next(&payload, now(0));
    entry.kind = "merger".to_owned();
    assert_eq!(entry.decode().unwrap_err().to_string(), "kind \"merger\" is unknown to this version");
    entry.kind = "reading".to_owned();
    assert_eq!(entry.decode().unwrap_err().to_string(), "the payload is no reading");
}

#[test]
fn a_decision_is_written_in_words() {
    let json = Payload::Decision(decision("misread")).to_json();
    assert_eq!(json, r#"{"verdict":"reject","claim":"claim:1","author":"an analyst","reason":"misread"}"#);
}

fn decision(reason: &str) -> Decision {
    let verdict = Verdict::Reject { claim: ClaimId::from_printed("claim:1") };
    Decision { verdict, author: "an analyst".to_owned(), reason: reason.to_owned() }
}

proptest! {
    #[test]
    fn a_payload_reads_as_it_was_written(text in "\\PC{1,60}", reason in "\\PC{0,40}", which in 0..3) {
        let document = document("a.html", &format!("word {text}"), "2024-05");
        let claims = vec![claim(&document, meeting("Dialogue", Some(2), Some("2024-05-03"), &["JPN", "CHN"]))];
        let payload = match which {
            0 => Payload::Snapshot(Box::new(Snapped { read: now(1), document })),
            1 => Payload::Reading(Reading { document: document.id.clone(), text: document.text_id(), reader: reason, claims }),
            _ => Payload::Decision(decision(&reason)),
        };
        let entry = Head { seq: 7, hash: Hash([9; 32]) }.next(&payload, now(0));
        prop_assert_eq!(entry.seq, 8);
        prop_assert_eq!(entry.digest(), entry.hash);
        prop_assert_eq!(entry.decode().unwrap(), payload);
    }

    #[test]
    fn any_bytes_decode_or_are_refused_without_panic(kind in "snapshot|reading|decision|.{0,5}", payload in ".{0,80}") {
        let entry = Entry { seq: 1, recorded: String::new(), kind, payload, previous: Hash::ZERO, hash: Hash::ZERO };
        let _ = entry.decode();
    }
}
