//! A register of log version 1 stays readable for ever.
//!
//! `frozen/v1.register` was written by the first program that had the format, from the documents below, and is
//! never written again. A change that breaks this test breaks somebody's register: read the old form beside the
//! new one instead.

#![allow(clippy::unwrap_used)]

use model::claim::{Instrument, InstrumentAction, Meeting, MeetingStatus};
use model::{Claim, ClaimKind, Document, DocumentId, Party, Span};
use register::{EntityFilter, Error, Mode, Outcome, Register, Standing, Timestamp, open};
use std::path::{Path, PathBuf};

const TEXT: &str = "The 3rd Japan-China Economic Dialogue was held in Beijing on 28 August 2010. A memorandum was signed.";

fn frozen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen/v1.register")
}

fn documents() -> Vec<(Document, Vec<Claim>)> {
    ["https://a.example/1", "https://b.example/2"].map(read).to_vec()
}

fn read(source: &str) -> (Document, Vec<Claim>) {
    let document = Document {
        id: DocumentId::of(source.as_bytes()),
        source: source.to_owned(),
        media_type: "text/html".to_owned(),
        text: TEXT.to_owned(),
        blocks: Vec::new(),
        title: Some("Third Economic Dialogue".to_owned()),
        published: "2010-08-30".parse().ok(),
        updated: None,
        publisher: Some("Ministry of Foreign Affairs".to_owned()),
        author: None,
        office: None,
        language: Some("en".to_owned()),
        comments: Vec::new(),
        notices: Vec::new(),
    };
    let parties = vec![Party::new("JPN"), Party::new("CHN")];
    let meeting = Meeting {
        mechanism: Some("Japan-China Economic Dialogue".to_owned()),
        ordinal: Some(3),
        date: "2010-08-28".parse().ok(),
        place: Some("Beijing".to_owned()),
        parties: parties.clone(),
        status: Some(MeetingStatus::Held),
        ..Meeting::default()
    };
    let memorandum =
        Instrument { action: Some(InstrumentAction::Signed), date: "2010-08-28".parse().ok(), parties, ..Instrument::default() };
    let claim = |kind, span| Claim {
        kind,
        doc: document.id.clone(),
        evidence: vec![span],
        attributed_to: None,
        polarity: None,
        confidence: 0.75,
        rule: "frozen/1".to_owned(),
        event: None,
    };
    let claims = vec![claim(ClaimKind::Meeting(meeting), Span::new(0, 75)), claim(ClaimKind::Instrument(memorandum), Span::new(76, 101))];
    (document, claims)
}

fn fill(register: &mut Register) {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let read = documents();
    register.ingest(&read, "reader 1", at("2026-10-07T09:30:00Z")).unwrap();
    let memorandum = read[0].1[1].id(&read[0].0.text_id());
    register.reject(memorandum, "an analyst", "the text does not say what kind", at("2026-10-07T10:00:00Z")).unwrap();
}

#[test]
fn a_register_of_version_1_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v1.register");
    std::fs::copy(frozen(), &path).unwrap();
    // A later program may fold the log by other rules and into other tables, which it does on opening for writing.
    assert!(matches!(open(&path, Mode::Read), Err(Error::Stale { .. })));
    let mut register = open(&path, Mode::Write).unwrap();
    assert_eq!(register.head().unwrap().seq, 5);
    assert_eq!(register.head().unwrap().hash.to_string(), "a72f8e59c9aa1762f0bb99a4b43bb3065c5ab2bdd592891146d087180c85953b");
    let verified = register.verify().unwrap();
    assert!(verified.is_sound(), "{:?}", verified.differences);
    assert_eq!((verified.snapshots, verified.readings, verified.decisions, verified.claims), (2, 2, 1, 4));
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.documents.len(), 2);
    assert_eq!(snapshot.claims.len(), 1, "one claim is rejected, and the copy's do not count");
    let dyad = EntityFilter {
        kind: Some("meeting".to_owned()),
        party: Some("JPN".to_owned()),
        other: Some("CHN".to_owned()),
        ..EntityFilter::default()
    };
    assert_eq!(snapshot.entities(&dyad).len(), 1);
    let rejected = documents()[0].1[1].id(&documents()[0].0.text_id());
    assert_eq!(register.claim(&rejected).unwrap().unwrap().standing, Standing::Rejected);
    let again = register.ingest(&documents(), "reader 2", Timestamp::from_epoch_seconds(0)).unwrap();
    assert_eq!(again, [Outcome::Unchanged, Outcome::Unchanged], "documents and claims are written as they were");
}

/// Writes the frozen register. Run it for a new version of the format, under a new name, and never again for an old.
#[test]
#[ignore = "writes the file that the test above reads"]
fn freeze() {
    let path = frozen();
    assert!(!path.exists(), "a frozen register is never written again");
    fill(&mut open(&path, Mode::Create).unwrap());
}
