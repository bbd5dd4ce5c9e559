use super::*;
use crate::fixture::{attended, ban, claim, document, mechanism, meeting, now, signed};
use crate::{EntityFilter, Snapshot, in_memory};
use model::claim::{Commitment, Figure, MeasureStatus, Polarity, Stance, StanceType};

/// The snapshot of a register in which every kind comes from a document of its own.
fn folded(kinds: Vec<ClaimKind>) -> Snapshot {
    let mut register = in_memory();
    for (i, kind) in kinds.into_iter().enumerate() {
        let document = document(&format!("{i}.html"), &format!("word{i} of a text"), &format!("2024-01-{:02}", i + 1));
        let claim = claim(&document, kind);
        register.ingest(&[(document, vec![claim])], "r1", now(0)).unwrap();
    }
    register.snapshot().unwrap()
}

/// Ids of the entities of a kind that `kinds` give, each claim from a document of its own.
fn check(kinds: Vec<ClaimKind>, kind: &str, expected: &[&str]) {
    let snapshot = folded(kinds);
    let filter = EntityFilter { kind: Some(kind.to_owned()), ..EntityFilter::default() };
    let mut found: Vec<&str> = snapshot.entities(&filter).iter().map(|e| e.id.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn both_sides_names_of_a_series_are_one_mechanism_with_its_sessions() {
    let kinds = vec![
        meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-28"), &["JPN", "CHN"]),
        meeting("China-Japan Economic Dialogue", Some(4), Some("2018-04-16"), &["CHN", "JPN"]),
        meeting("China–Japan Economic Dialogue", None, Some("2010-08"), &[]),
        mechanism("the Japan-China Economic Dialogue", &[]),
    ];
    check(kinds.clone(), "mechanism", &["mechanism:china-japan-economic-dialogue"]);
    check(kinds, "meeting", &["meeting:china-japan-economic-dialogue.3", "meeting:china-japan-economic-dialogue.4"]);
}

#[test]
fn twins_that_differ_in_a_word_of_level_stay_two() {
    let kinds = vec![
        meeting("Mekong-Japan Economic Ministers' Meeting", Some(12), Some("2020-08-27"), &[]),
        meeting("Mekong-Japan Foreign Ministers' Meeting", Some(13), Some("2020-07-09"), &[]),
    ];
    let expected = ["mechanism:japan-mekong-economic-ministers-meeting", "mechanism:japan-mekong-foreign-ministers-meeting"];
    check(kinds, "mechanism", &expected);
}

#[test]
fn a_common_name_is_a_mechanism_for_each_set_of_parties() {
    let kinds = vec![
        meeting("Foreign Ministers' Meeting", Some(2), None, &["JPN", "CHN"]),
        meeting("Foreign Ministers' Meeting", Some(2), None, &["CHN:Ministry of Foreign Affairs", "JPN"]),
        meeting("Foreign Ministers' Meeting", Some(2), None, &["IND", "KEN"]),
    ];
    let expected = ["mechanism:foreign-ministers-meeting.chn+jpn", "mechanism:foreign-ministers-meeting.ind+ken"];
    check(kinds, "mechanism", &expected);
}

#[test]
fn a_claim_without_parties_joins_the_only_mechanism_of_the_name_and_no_one_of_two() {
    let one = meeting("Trade Committee", Some(2), None, &["IND", "KEN"]);
    let bare = meeting("Trade Committee", Some(3), None, &[]);
    let other = meeting("Trade Committee", Some(2), None, &["IND", "JPN"]);
    check(vec![one.clone(), bare.clone()], "mechanism", &["mechanism:trade-committee.ind+ken"]);
    let three = ["mechanism:trade-committee", "mechanism:trade-committee.ind+jpn", "mechanism:trade-committee.ind+ken"];
    check(vec![one, bare, other], "mechanism", &three);
}

#[test]
fn two_dates_for_one_session_are_both_kept() {
    let snapshot = folded(vec![
        meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-28"), &[]),
        meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-29"), &[]),
        meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-29"), &[]),
    ]);
    let session = &snapshot.entities[&EntityId::from_printed("meeting:china-japan-economic-dialogue.3")];
    let EntityKind::Meeting(stated) = &session.kind else { panic!("a session is a meeting") };
    let dates: Vec<String> = stated.date.values().map(PartialDate::to_string).collect();
    assert_eq!(dates, ["2010-08-29", "2010-08-28"], "the date of more claims comes first");
    assert_eq!(session.claims.len(), 3);
    assert_eq!(snapshot.evidence(session).count(), 3);
}

#[test]
fn a_date_that_fits_two_sessions_joins_neither() {
    let kinds = vec![
        meeting("Japan-China Talks", Some(1), Some("2010-08-02"), &[]),
        meeting("Japan-China Talks", Some(2), Some("2010-08-28"), &[]),
        meeting("Japan-China Talks", None, Some("2010-08"), &[]),
    ];
    check(kinds, "meeting", &["meeting:china-japan-talks.1", "meeting:china-japan-talks.2", "meeting:china-japan-talks.2010-08"]);
}

#[test]
fn a_meeting_without_a_series_is_its_parties_and_day() {
    let kinds = vec![
        meeting("", None, Some("2019-05-09T15:00/2019-05-09T17:00"), &["JPN", "CHN"]),
        meeting("", None, Some("2019-05-09"), &["CHN", "JPN"]),
        meeting("", None, Some("2019-05-10"), &["CHN", "JPN"]),
    ];
    check(kinds, "meeting", &["meeting:occasion.chn+jpn.2019-05-09", "meeting:occasion.chn+jpn.2019-05-10"]);
}

#[test]
fn a_person_is_one_name_of_one_state() {
    let kinds = vec![
        attended("Dialogue", 1, "Ken Mori", "JPN:Ministry of Finance"),
        attended("Dialogue", 2, "MORI Ken", "JPN"),
        attended("Council", 1, "Wei Li", "CHN"),
        attended("Council", 2, "Wei Li", "SGP"),
    ];
    check(kinds, "person", &["person:ken-mori.jpn", "person:li-wei.chn", "person:li-wei.sgp"]);
}

#[test]
fn a_text_adopted_and_later_upgraded_is_one_instrument_with_two_acts() {
    let snapshot = folded(vec![
        signed("Mekong-Japan Vision", "2015-08-24", &["JPN", "LAO"]),
        signed("the Japan-Mekong Vision", "2019-09-10", &["JPN"]),
    ]);
    let instrument = &snapshot.entities[&EntityId::from_printed("instrument:japan-mekong-vision")];
    let EntityKind::Instrument(stated) = &instrument.kind else { panic!("it is an instrument") };
    assert_eq!(stated.acts.stated().len(), 2);
}

#[test]
fn where_a_measure_stands_is_what_was_said_last() {
    let snapshot = folded(vec![
        ban("CHN", "Japanese seafood", MeasureStatus::InForce),
        ban("CHN", "Japanese seafood", MeasureStatus::InForce),
        ban("CHN", "the Japanese seafood", MeasureStatus::Eased),
    ]);
    let measure = &snapshot.entities[&EntityId::from_printed("measure:chn.ban.japanese-seafood")];
    let EntityKind::Measure(stated) = &measure.kind else { panic!("it is a measure") };
    assert_eq!(stated.status.best(), Some(&MeasureStatus::InForce));
    assert_eq!(stated.status.latest(), Some(&MeasureStatus::Eased));
}

#[test]
fn figures_that_nothing_ties_together_stay_apart() {
    let figure = |of: &str, date: Option<&str>, value| {
        ClaimKind::Figure(Figure { value, of: Some(of.to_owned()), date: date.and_then(|d| d.parse().ok()), ..Figure::default() })
    };
    let count = |kinds| folded(kinds).entities(&EntityFilter { kind: Some("figure".to_owned()), ..EntityFilter::default() }).len();
    assert_eq!(count(vec![figure("bilateral trade volume", Some("2019"), 3.0), figure("bilateral trade volume", Some("2019"), 4.0)]), 1);
    assert_eq!(count(vec![figure("bilateral trade volume", None, 3.0), figure("bilateral trade volume", None, 3.0)]), 2);
    assert_eq!(count(vec![figure("participants", Some("2019"), 60.0), figure("participants", Some("2019"), 60.0)]), 2);
}

#[test]
fn the_same_words_said_twice_are_one_commitment_or_stance() {
    let promise = ClaimKind::Commitment(Commitment {
        by: vec![Party::new("JPN"), Party::new("CHN")],
        action: Some("resume the imports gradually".to_owned()),
        ..Commitment::default()
    });
    check(vec![promise.clone(), promise], "commitment", &["commitment:chn+jpn.resume-imports-gradually"]);
    let stand = ClaimKind::Stance(Stance {
        by: vec![Who::new("JPN")],
        stance: Some(StanceType::Request),
        about: Some("the early lifting of the ban".to_owned()),
        ..Stance::default()
    });
    check(vec![stand.clone(), stand], "stance", &["stance:jpn.request.early-lifting-ban"]);
}

#[test]
fn what_a_text_denies_is_kept_apart_from_what_another_affirms() {
    let mut register = in_memory();
    let text = document("a.html", "words of a text", "2024-01-01");
    let affirmed = claim(&text, signed("Rice Agreement", "2024-01-01", &["JPN", "KOR"]));
    let denied = Claim { polarity: Some(Polarity::Negative), ..affirmed.clone() };
    register.ingest(&[(text, vec![affirmed, denied])], "r1", now(0)).unwrap();
    let snapshot = register.snapshot().unwrap();
    let ids: Vec<(&str, bool)> =
        snapshot.entities.values().filter(|e| e.id.kind() == "instrument").map(|e| (e.id.as_str(), e.denied)).collect();
    assert_eq!(ids, [("instrument:not.rice-agreement.jpn+kor", true), ("instrument:rice-agreement.jpn+kor", false)]);
}

#[test]
fn entities_are_found_by_dyad_party_document_and_series() {
    let snapshot = folded(vec![
        meeting("Japan-China Talks", Some(1), Some("2010-08-02"), &["JPN:Ministry of Finance", "CHN"]),
        signed("Rice Agreement", "2024-01-01", &["JPN", "KOR"]),
    ]);
    let ids = |filter: EntityFilter| snapshot.entities(&filter).iter().map(|e| e.id.to_string()).collect::<Vec<_>>();
    let dyad = EntityFilter { party: Some("JPN".to_owned()), other: Some("KOR".to_owned()), ..EntityFilter::default() };
    assert_eq!(ids(dyad), ["instrument:rice-agreement.jpn+kor"]);
    let kind = EntityFilter { kind: Some("meeting".to_owned()), party: Some("JPN".to_owned()), ..EntityFilter::default() };
    assert_eq!(ids(kind), ["meeting:china-japan-talks.1"]);
    let document = snapshot.documents.values().find(|d| d.sources == ["1.html"]).unwrap().id.clone();
    let by_document = ids(EntityFilter { document: Some(document), ..EntityFilter::default() });
    assert_eq!(by_document, ["instrument:rice-agreement.jpn+kor", "party:jpn", "party:kor"]);
    let series = EntityId::from_printed("mechanism:china-japan-talks");
    assert_eq!(snapshot.meetings_of(&series).len(), 1);
    let within = EntityFilter { within: "2010".parse().ok(), ..EntityFilter::default() };
    assert_eq!(ids(within), ["meeting:china-japan-talks.1"]);
}
