use super::*;
use model::claim::Occurrence;
use model::{DocumentId, Span};

fn record(kind: EventType, mode: Option<&str>, actors: Vec<Actor>) -> serde_json::Value {
    let text = "– Mali expelled a French diplomat.".to_owned();
    let document = Document {
        id: DocumentId::of(text.as_bytes()),
        source: "a.txt".to_owned(),
        text,
        published: "2024-03-14".parse().ok(),
        ..Document::of_text("")
    };
    let event = PoliticalEvent { kind, mode: mode.map(str::to_owned), contexts: Vec::new(), actors, recipients: Vec::new() };
    let claim = Claim {
        kind: ClaimKind::Event(Occurrence::default()),
        doc: document.id.clone(),
        evidence: vec![Span::new(4, document.text.len())],
        attributed_to: None,
        polarity: None,
        confidence: 0.9,
        rule: "event/sanction".to_owned(),
        event: Some(event),
    };
    let mut out = Vec::new();
    write_lines(&mut out, &document, &[claim]).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn actor(party: &str, sector: Option<&str>) -> Actor {
    Actor { text: None, party: Some(Party::new(party)), sector: sector.map(str::to_owned) }
}

#[test]
fn a_record_has_the_fields_of_the_manual() {
    let read = record(EventType::Sanction, Some("expel"), vec![actor("MLI", Some("GOV"))]);
    assert_eq!(read["event"], serde_json::json!(["SANCTION"]));
    assert_eq!(read["actor"], serde_json::json!([{ "code": "MLI", "sector": "GOV" }]));
    assert_eq!((read["quad_code"].as_u64(), read["event_scale"].as_f64()), (Some(4), Some(-5.5)));
    assert_eq!(read["date"], "2024-03-14");
    // The dash before the words is three bytes and one scalar value.
    assert_eq!(read["text_info"], serde_json::json!({ "sequence": 0, "start": 2, "end": 34 }));
    assert_eq!(read["text"], "Mali expelled a French diplomat.");
}

#[test]
fn those_that_are_no_state_have_codes_of_their_own() {
    for (party, sector, code) in [
        ("United Nations", None, "UNO"),
        ("European Union:European Commission", Some("GOV"), "EUR"),
        ("African Union", None, "IGO"),
        ("Amnesty International", Some("SOC"), "NGO"),
        ("Islamic State", Some("UAF"), "IMG"),
        ("NGA:Boko Haram", Some("REB"), "NGA"),
    ] {
        assert_eq!(record(EventType::Accuse, None, vec![actor(party, sector)])["actor"][0]["code"], code, "{party}");
    }
}

#[test]
fn a_claim_without_an_event_gives_no_record() {
    let text = "Nothing happened.".to_owned();
    let document = Document { id: DocumentId::of(text.as_bytes()), text, ..Document::of_text("") };
    let mut out = Vec::new();
    write_lines(&mut out, &document, &[]).unwrap();
    assert!(out.is_empty());
}
