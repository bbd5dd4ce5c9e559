use super::*;
use crate::fixture::{article, attended, ban, claim, document, meeting, now};
use crate::{Decision, Verdict, in_memory};
use model::claim::MeasureStatus;
use model::{Claim, Document};

fn day(text: &str) -> PartialDate {
    text.parse().unwrap()
}

/// Four documents: a ban, its copy on another site a day later, its easing in the next year, and one without a date.
fn told() -> Register {
    let mut register = in_memory();
    let of = |source: &str, topic: &str, published: &str, kinds: Vec<model::ClaimKind>| -> (Document, Vec<Claim>) {
        let document = document(source, &article(topic), published);
        let claims = kinds.into_iter().map(|k| claim(&document, k)).collect();
        (document, claims)
    };
    let dialogue = meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-28"), &["JPN", "CHN"]);
    let first = of("https://a.example/1", "seafood", "2023-08-24", vec![ban("CHN", "Japanese seafood", MeasureStatus::InForce), dialogue]);
    let mut copy = of("https://b.example/1", "seafood", "2023-08-25", vec![ban("CHN", "Japanese seafood", MeasureStatus::InForce)]);
    copy.0.id = DocumentId::of(b"other bytes");
    copy.1[0].doc = copy.0.id.clone();
    let eased = of("https://a.example/2", "easing", "2024-09-20", vec![ban("CHN", "Japanese seafood", MeasureStatus::Eased)]);
    let undated = of("https://c.example/1", "persons", "", vec![attended("Japan-China Economic Dialogue", 3, "Aiko Sato", "JPN")]);
    for (n, read) in [first, copy, eased, undated].into_iter().enumerate() {
        register.ingest(&[read], "r1", now(n as i64)).unwrap();
    }
    register
}

#[test]
fn what_everybody_had_said_at_the_end_is_what_the_register_holds() {
    let register = told();
    let said = Snapshot { until: None, ..register.said_by(day("2030-01-01")).unwrap() };
    assert_eq!(said, register.snapshot().unwrap());
}

#[test]
fn an_earlier_day_knows_nothing_of_later_documents() {
    let snapshot = told().said_by(day("2023-12-31")).unwrap();
    let measures: Vec<&Entity> = snapshot.entities.values().filter(|e| e.id.kind() == "measure").collect();
    let [ban] = measures[..] else { panic!("{measures:?}") };
    let crate::EntityKind::Measure(said) = &ban.kind else { panic!("{ban:?}") };
    assert_eq!(said.status.values().collect::<Vec<_>>(), [&MeasureStatus::InForce]);
    assert_eq!(snapshot.documents.len(), 3, "the undated one counts on every day");
}

#[test]
fn of_two_copies_the_one_that_was_there_counts() {
    let register = told();
    let counting = |until: &str| -> Vec<String> {
        let snapshot = register.said_by(day(until)).unwrap();
        snapshot.documents.values().filter(|d| d.counts && d.published.is_some()).map(|d| d.sources[0].clone()).collect()
    };
    assert_eq!(counting("2023-08-24"), ["https://a.example/1"]);
    assert!(counting("2023-08-23").is_empty());
}

#[test]
fn a_place_in_the_log_gives_the_register_that_stood_there() {
    let mut register = told();
    let whole = register.snapshot().unwrap();
    let before = register.head().unwrap();
    let some = whole.claims.keys().next().unwrap().clone();
    register.decide(Decision { verdict: Verdict::Reject { claim: some }, author: "a".to_owned(), reason: String::new() }, now(9)).unwrap();
    assert_ne!(register.snapshot().unwrap(), whole);
    assert_eq!(register.known(Known::Entry(before.seq)).unwrap().snapshot().unwrap(), whole);
    assert_eq!(register.known(Known::Time(now(8))).unwrap().snapshot().unwrap(), whole);
    assert_eq!(register.known(Known::Entry(0)).unwrap().snapshot().unwrap(), Snapshot::default());
}
