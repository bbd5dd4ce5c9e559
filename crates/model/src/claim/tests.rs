use super::*;
use crate::{PartialDate, Party};

fn ban() -> Claim {
    Claim {
        kind: ClaimKind::Measure(Measure {
            kind: Some(MeasureType::Ban),
            by: vec![Party::new("CHN")],
            on: vec!["Japanese seafood".to_owned()],
            against: vec![Party::new("JPN"), Party::new("KOR")],
            since: PartialDate::day(2023, 8, 24),
            status: Some(MeasureStatus::InForce),
            ..Measure::default()
        }),
        doc: DocumentId::of(b"x"),
        evidence: vec![Span::new(3, 9)],
        attributed_to: None,
        polarity: None,
        confidence: 0.5,
        rule: "measure/ban".to_owned(),
        event: None,
    }
}

#[test]
fn a_claim_is_written_in_the_words_of_the_contract() {
    let json = serde_json::to_value(ban()).unwrap();
    assert_eq!(json["kind"], "measure");
    assert_eq!(json["type"], "ban");
    assert_eq!(json["by"], "CHN");
    assert_eq!(json["against"], serde_json::json!(["JPN", "KOR"]));
    assert_eq!(json["since"], "2023-08-24");
    assert_eq!(json["status"], "in-force");
    assert_eq!(json.get("until"), None);
}

#[test]
fn a_claim_survives_being_written_and_read() {
    let claim = ban();
    let json = serde_json::to_string(&claim).unwrap();
    assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
}

#[test]
fn the_id_follows_the_slots_and_not_the_reader() {
    let text = TextId::of("some text");
    let claim = ban();
    let surer = Claim { confidence: 0.9, rule: "measure/other".to_owned(), ..ban() };
    let elsewhere = Claim { evidence: vec![Span::new(4, 9)], ..ban() };
    assert_eq!(claim.id(&text), surer.id(&text));
    assert_ne!(claim.id(&text), elsewhere.id(&text));
    assert_ne!(claim.id(&text), claim.id(&TextId::of("another text")));
}

#[test]
fn an_unknown_word_is_refused_with_the_known_ones() {
    let error = "embargo".parse::<MeasureType>().unwrap_err().to_string();
    assert!(error.contains("embargo") && error.contains("sanction"), "{error}");
}

#[test]
fn a_whole_number_is_written_in_full_and_without_a_point() {
    let figure = |value| serde_json::to_string(&ClaimKind::Figure(Figure { value, ..Figure::default() })).unwrap();
    assert!(figure(4_200_000_000.0).contains(":4200000000"), "{}", figure(4_200_000_000.0));
    assert!(!figure(4_200_000_000.0).contains('.') && figure(12.9).contains("12.9"));
    let visit = ClaimKind::Visit(Visit { count: Some(60.0), ..Visit::default() });
    assert_eq!(serde_json::from_str::<ClaimKind>(&serde_json::to_string(&visit).unwrap()).unwrap(), visit);
}
