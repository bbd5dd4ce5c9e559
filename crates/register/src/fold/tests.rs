use crate::fixture::{article, attended, claim, document, mechanism, meeting, now, signed};
use crate::{Decision, EntityId, EntityKind, Error, Progress, Register, Snapshot, Standing, Verdict, in_memory};
use model::{Claim, ClaimId, ClaimKind, Document, PartialDate};

fn decide(register: &mut Register, verdict: Verdict) -> Result<(), Error> {
    register.decide(Decision { verdict, author: "an analyst".to_owned(), reason: "seen".to_owned() }, now(50))
}

fn read(topic: &str, kinds: Vec<ClaimKind>) -> (Document, Vec<Claim>) {
    let document = document(&format!("https://{topic}.example/"), &article(topic), "2024-01-02");
    let claims = kinds.into_iter().map(|k| claim(&document, k)).collect();
    (document, claims)
}

fn told(documents: &[(Document, Vec<Claim>)]) -> Register {
    let mut register = in_memory();
    for read in documents {
        register.ingest(std::slice::from_ref(read), "r1", now(0)).unwrap();
    }
    register
}

fn ids(snapshot: &Snapshot, kind: &str) -> Vec<String> {
    snapshot.entities.keys().filter(|id| id.kind() == kind).map(ToString::to_string).collect()
}

fn id(text: &str) -> EntityId {
    EntityId::from_printed(text)
}

/// What is decided leaves the tables as the log has them, on every way to them.
fn is_sound(register: &Register) {
    let verified = register.verify().unwrap();
    assert!(verified.is_sound(), "{verified:?}");
    let said = register.said_by("2030".parse::<PartialDate>().unwrap()).unwrap();
    assert_eq!(crate::Snapshot { until: None, ..said }, register.snapshot().unwrap());
}

fn pact() -> Vec<(Document, Vec<Claim>)> {
    vec![read("pact", vec![signed("Rice Agreement", "2019-04", &["JPN", "KOR"])])]
}

fn only(register: &Register) -> ClaimId {
    register.snapshot().unwrap().claims.keys().next().unwrap().clone()
}

#[test]
fn a_corrected_slot_counts_in_place_of_the_one_that_was_read() {
    let mut register = told(&pact());
    let claim = only(&register);
    let slots = serde_json::json!({"date": "2019-11", "at": "Seoul"}).as_object().unwrap().clone();
    decide(&mut register, Verdict::Correct { claim: claim.clone(), slots: slots.clone() }).unwrap();
    let date =
        |register: &Register| register.snapshot().unwrap().entities[&id("instrument:rice-agreement.jpn+kor")].date.map(|d| d.to_string());
    assert_eq!(date(&register).as_deref(), Some("2019-11"));
    is_sound(&register);
    // A reader that reads the same again does not undo it.
    let mut again = pact();
    again[0].1[0].confidence = 0.4;
    register.ingest(&again, "r2", now(60)).unwrap();
    assert_eq!(date(&register).as_deref(), Some("2019-11"));
    decide(&mut register, Verdict::Correct { claim: claim.clone(), slots: serde_json::Map::new() }).unwrap();
    assert_eq!(date(&register).as_deref(), Some("2019-04"));
    for wrong in [serde_json::json!({"colour": "red"}), serde_json::json!({"date": "soon"})] {
        let slots = wrong.as_object().unwrap().clone();
        let refused = decide(&mut register, Verdict::Correct { claim: claim.clone(), slots });
        assert!(matches!(refused, Err(Error::Correction { .. })), "{wrong}");
    }
    is_sound(&register);
}

#[test]
fn a_claim_is_struck_out_and_taken_back() {
    let mut register = told(&pact());
    let before = register.digest().unwrap();
    let claim = only(&register);
    decide(&mut register, Verdict::Reject { claim: claim.clone() }).unwrap();
    assert!(register.snapshot().unwrap().claims.is_empty());
    assert_eq!(register.claim(&claim).unwrap().unwrap().standing, Standing::Rejected);
    decide(&mut register, Verdict::Reopen { claim }).unwrap();
    assert_eq!(register.digest().unwrap(), before);
    is_sound(&register);
}

fn two_names() -> Vec<(Document, Vec<Claim>)> {
    vec![
        read(
            "one",
            vec![
                mechanism("Lakes Energy Dialogue", &["KEN", "UGA"]),
                meeting("Lakes Energy Dialogue", Some(1), Some("2020-05-01"), &["KEN", "UGA"]),
            ],
        ),
        read("two", vec![meeting("Dialogue on the Energy of the Lakes Region", Some(2), Some("2021-05-01"), &["KEN", "UGA"])]),
    ]
}

const ONE: &str = "mechanism:lakes-energy-dialogue.ken+uga";
const OTHER: &str = "mechanism:dialogue-energy-lakes-region.ken+uga";

#[test]
fn two_entities_are_one_and_two_again_as_a_person_says() {
    let mut register = told(&two_names());
    let before = register.digest().unwrap();
    assert_eq!(ids(&register.snapshot().unwrap(), "mechanism"), [OTHER, ONE]);
    decide(&mut register, Verdict::Same { one: id(ONE), other: id(OTHER) }).unwrap();
    let snapshot = register.snapshot().unwrap();
    assert_eq!(ids(&snapshot, "mechanism"), [OTHER], "the first by id stands for both");
    assert_eq!(snapshot.meetings_of(&id(OTHER)).len(), 2);
    is_sound(&register);
    // What is read later under the other name joins too.
    let later = read("three", vec![meeting("Lakes Energy Dialogue", Some(3), Some("2022-05-01"), &["KEN", "UGA"])]);
    register.ingest(&[later], "r1", now(60)).unwrap();
    assert_eq!(register.snapshot().unwrap().meetings_of(&id(OTHER)).len(), 3);
    is_sound(&register);
    decide(&mut register, Verdict::Different { one: id(ONE), other: id(OTHER) }).unwrap();
    assert_eq!(ids(&register.snapshot().unwrap(), "mechanism"), [OTHER, ONE]);
    is_sound(&register);
    let mut alone = told(&two_names());
    decide(&mut alone, Verdict::Same { one: id(OTHER), other: id(ONE) }).unwrap();
    decide(&mut alone, Verdict::Different { one: id(OTHER), other: id(ONE) }).unwrap();
    assert_eq!(alone.digest().unwrap(), before, "what was taken back leaves no trace in the tables");
}

/// What two things become may have an id that neither had: that of one which was told from its like by its parties.
#[test]
fn an_id_that_is_gone_leads_to_what_its_thing_became() {
    let mut register = told(&[
        read("one", vec![meeting("Foreign Ministers' Meeting", Some(1), Some("2020-05-01"), &["KEN", "UGA"])]),
        read("two", vec![meeting("Lakes-Uganda Foreign Ministers' Meeting", Some(2), Some("2022-05-01"), &[])]),
    ]);
    let named = ids(&register.snapshot().unwrap(), "mechanism");
    let of = |word: &str| named.iter().find(|id| id.contains(word)).unwrap_or_else(|| panic!("{word}: {named:?}")).clone();
    let (one, other) = (of("lakes"), of("ken"));
    decide(&mut register, Verdict::Same { one: id(&one), other: id(&other) }).unwrap();
    let now = ids(&register.snapshot().unwrap(), "mechanism");
    for gone in [&one, &other] {
        let left = register.current(&id(gone)).unwrap().unwrap_or_else(|| panic!("{gone}: {now:?}"));
        assert!(now.iter().any(|known| known == left.as_str()), "{gone} leads to {left}, of {now:?}");
    }
    assert!(now.iter().all(|known| !named.contains(known)), "{now:?} of {named:?}");
    is_sound(&register);
}

#[test]
fn what_has_no_such_id_or_is_the_same_twice_cannot_be_set_apart() {
    let mut register = told(&two_names());
    let apart = |one: &str, other: &str| Verdict::Different { one: id(one), other: id(other) };
    assert!(matches!(decide(&mut register, apart("Lakes Energy Dialogue", ONE)), Err(Error::NoSuchEntity { .. })));
    assert!(matches!(decide(&mut register, apart(ONE, ONE)), Err(Error::NeverTwo { .. })));
    assert!(matches!(decide(&mut register, Verdict::Unsure { one: id(ONE), other: id(ONE) }), Err(Error::NeverTwo { .. })));
}

#[test]
fn a_short_name_and_a_full_one_are_one_person() {
    let mut register = told(&[
        read("full", vec![attended("Dialogue", 1, "Aiko Sato", "JPN")]),
        read("short", vec![attended("Dialogue", 2, "Sato", "JPN")]),
    ]);
    assert_eq!(ids(&register.snapshot().unwrap(), "person"), ["person:aiko-sato.jpn", "person:sato.jpn"]);
    decide(&mut register, Verdict::Same { one: id("person:aiko-sato.jpn"), other: id("person:sato.jpn") }).unwrap();
    let snapshot = register.snapshot().unwrap();
    assert_eq!(ids(&snapshot, "person"), ["person:aiko-sato.jpn"]);
    assert_eq!(snapshot.entities[&id("person:aiko-sato.jpn")].claims.len(), 2);
    is_sound(&register);
}

#[test]
fn what_can_never_be_one_is_refused() {
    let mut register = told(&two_names());
    let one = |a: &str, b: &str| Verdict::Same { one: id(a), other: id(b) };
    assert!(matches!(decide(&mut register, one(ONE, ONE)), Err(Error::NeverOne { .. })));
    assert!(matches!(decide(&mut register, one(ONE, "party:ken")), Err(Error::NeverOne { .. })));
    assert!(matches!(decide(&mut register, one(ONE, "mechanism:none")), Err(Error::NoSuchEntity { .. })));
    assert_eq!(register.head().unwrap().seq, 4, "nothing was recorded");
}

#[test]
fn claims_that_speak_of_another_thing_are_set_apart() {
    let mut register = told(&two_names());
    let before = register.digest().unwrap();
    let snapshot = register.snapshot().unwrap();
    let claims: Vec<ClaimId> = snapshot
        .claims
        .values()
        .filter(|k| matches!(&k.claim.kind, ClaimKind::Meeting(m) if m.ordinal == Some(1)))
        .map(|k| k.id.clone())
        .collect();
    decide(&mut register, Verdict::Split { claims: claims.clone(), name: "older body".to_owned() }).unwrap();
    let snapshot = register.snapshot().unwrap();
    assert_eq!(ids(&snapshot, "mechanism").len(), 3, "{:?}", ids(&snapshot, "mechanism"));
    assert!(snapshot.meetings_of(&id(ONE)).is_empty());
    is_sound(&register);
    decide(&mut register, Verdict::Split { claims, name: String::new() }).unwrap();
    assert_eq!(register.digest().unwrap(), before);
}

#[test]
fn checks_are_dismissed_and_commitments_assessed_for_everybody_who_asks() {
    let promise: ClaimKind = serde_json::from_value(serde_json::json!({
        "kind": "commitment", "by": ["JPN"], "action": "finish the water plant of the north", "due": "2020"
    }))
    .unwrap();
    let mut register = told(&[read("promise", vec![promise])]);
    let commitment = register.snapshot().unwrap().entities.keys().find(|id| id.kind() == "commitment").unwrap().clone();
    let dismissed = ("due passed".to_owned(), commitment.clone());
    decide(&mut register, Verdict::Assess { commitment: commitment.clone(), progress: Progress::Partial }).unwrap();
    decide(&mut register, Verdict::Dismiss { check: dismissed.0.clone(), entity: commitment.clone() }).unwrap();
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.assessed[&commitment].decision.author, "an analyst");
    assert_eq!(snapshot.dismissed[&dismissed].entry, 4);
    is_sound(&register);
    decide(&mut register, Verdict::Assess { commitment: commitment.clone(), progress: Progress::Unassessed }).unwrap();
    decide(&mut register, Verdict::Restore { check: dismissed.0.clone(), entity: commitment.clone() }).unwrap();
    let snapshot = register.snapshot().unwrap();
    assert!(snapshot.assessed.is_empty() && snapshot.dismissed.is_empty());
    assert!(matches!(&snapshot.entities[&commitment].kind, EntityKind::Commitment(_)));
}

#[test]
fn what_people_accept_and_reject_moves_the_confidence_of_a_rule() {
    let mut several = read("pact", vec![signed("Rice Agreement", "2019-04", &["JPN", "KOR"]), signed("Tea Pact", "2020", &["JPN", "IND"])]);
    for claim in &mut several.1 {
        (claim.rule, claim.confidence) = ("instrument/signed".to_owned(), 0.5);
    }
    let mut register = told(&[several.clone()]);
    let (one, other) = {
        let snapshot = register.snapshot().unwrap();
        let mut claims = snapshot.claims.keys().cloned();
        (claims.next().unwrap(), claims.next().unwrap())
    };
    let sure = |register: &Register| (f64::from(register.claim(&other).unwrap().unwrap().claim.confidence) * 1000.0).round();
    decide(&mut register, Verdict::Accept { claim: one.clone() }).unwrap();
    decide(&mut register, Verdict::Accept { claim: one.clone() }).unwrap();
    assert_eq!(sure(&register), 524.0, "ten and one of twenty and one: a claim counts once");
    assert_eq!(register.snapshot().unwrap().claims[&other].claim.confidence, register.claim(&other).unwrap().unwrap().claim.confidence);
    is_sound(&register);
    // A reader that takes the claim from another rule leaves the decision where it was made.
    several.1.iter_mut().for_each(|claim| claim.rule = "instrument/issued".to_owned());
    register.ingest(&[several.clone()], "r2", now(60)).unwrap();
    assert_eq!(sure(&register), 500.0);
    assert_eq!(register.reviewed().unwrap()["instrument/signed"].accepted, 1);
    several.1.iter_mut().for_each(|claim| claim.rule = "instrument/signed".to_owned());
    register.ingest(&[several], "r3", now(70)).unwrap();
    decide(&mut register, Verdict::Reject { claim: one.clone() }).unwrap();
    assert_eq!(sure(&register), 476.0);
    is_sound(&register);
    decide(&mut register, Verdict::Reopen { claim: one }).unwrap();
    assert_eq!((sure(&register), register.reviewed().unwrap().len()), (500.0, 0));
    is_sound(&register);
}
