use super::*;
use crate::fixture::{article, claim, document, meeting, now};
use crate::{Decision, Register, Verdict, in_memory};

fn told(kinds: Vec<ClaimKind>) -> Register {
    let mut register = in_memory();
    for (n, kind) in kinds.into_iter().enumerate() {
        let document = document(&format!("https://{n}.example/"), &article(&format!("topic{n}")), "2024-01-02");
        let claims = vec![claim(&document, kind)];
        register.ingest(&[(document, claims)], "r1", now(0)).unwrap();
    }
    register
}

fn twins() -> Register {
    told(vec![
        meeting("Mekong-Japan Economic Ministers' Meeting", Some(12), Some("2020-08-27"), &["JPN", "LAO"]),
        meeting("the Japan-Mekong Economic Ministers' Meeting", Some(11), Some("2019-09-10"), &["JPN"]),
        meeting("Mekong-Japan Foreign Ministers' Meeting", Some(13), Some("2020-07-09"), &["JPN", "LAO"]),
    ])
}

fn id(text: &str) -> EntityId {
    EntityId::from_printed(text)
}

const ECONOMIC: &str = "mechanism:japan-mekong-economic-ministers-meeting";
const FOREIGN: &str = "mechanism:japan-mekong-foreign-ministers-meeting";

#[test]
fn it_is_told_which_names_are_one_and_which_words_keep_twins_apart() {
    let told = twins().explain(&id(ECONOMIC)).unwrap().unwrap();
    assert_eq!(told.shared, ("series".to_owned(), "japan mekong economic ministers meeting".to_owned()));
    assert_eq!(told.names.len(), 2, "{:?}", told.names);
    let (twin, why) = &told.apart[0];
    assert_eq!(twin.id, id(FOREIGN));
    assert_eq!(*why, Apart::Words(vec!["economic".to_owned()], vec!["foreign".to_owned()]));
}

#[test]
fn a_person_s_judgement_is_told_and_one_against_the_register_is_a_conflict() {
    let mut register = twins();
    let mut judge =
        |verdict| register.decide(Decision { verdict, author: "an analyst".to_owned(), reason: "seen".to_owned() }, now(9)).unwrap();
    judge(Verdict::Unsure { one: id(ECONOMIC), other: id(FOREIGN) });
    let conflicts = register.snapshot().unwrap().conflicts;
    assert_eq!(conflicts.iter().map(|c| c.clash).collect::<Vec<_>>(), [crate::Clash::Unsure]);
    let told = register.explain(&id(FOREIGN)).unwrap().unwrap();
    assert_eq!(told.judged.len(), 1);
    let mut judge =
        |verdict| register.decide(Decision { verdict, author: "an analyst".to_owned(), reason: "seen".to_owned() }, now(9)).unwrap();
    judge(Verdict::Different { one: id(ECONOMIC), other: id(FOREIGN) });
    assert!(register.snapshot().unwrap().conflicts.is_empty(), "two they are");
    let mut judge =
        |verdict| register.decide(Decision { verdict, author: "an analyst".to_owned(), reason: "seen".to_owned() }, now(9)).unwrap();
    judge(Verdict::Same { one: id(ECONOMIC), other: id(FOREIGN) });
    assert!(register.snapshot().unwrap().conflicts.is_empty(), "one they are");
    let told = register.explain(&id(FOREIGN)).unwrap().unwrap();
    assert_eq!(told.entity.id, id(ECONOMIC), "the old id leads to what it became");
    assert_eq!(told.joined, ["japan mekong foreign ministers meeting"]);
}

#[test]
fn common_names_are_told_apart_by_their_parties() {
    let register = told(vec![
        meeting("Foreign Ministers' Meeting", Some(2), None, &["JPN", "CHN"]),
        meeting("Foreign Ministers' Meeting", Some(2), None, &["IND", "KEN"]),
    ]);
    let told = register.explain(&id("mechanism:foreign-ministers-meeting.chn+jpn")).unwrap().unwrap();
    assert_eq!(told.parted, "chn+jpn");
    assert!(matches!(&told.apart[..], [(other, Apart::Divided)] if other.id == id("mechanism:foreign-ministers-meeting.ind+ken")));
    assert_eq!(register.explain(&id("mechanism:nothing")).unwrap(), None);
}
