use super::*;

#[test]
fn what_is_missing_leaves_no_sign_of_itself() {
    let filled = |words, values: &[&str]| super::filled(words, &values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>());
    assert_eq!(filled("[{1}: ]{2}[, due {3}]", &["India", "build it", ""]), "India: build it");
    assert_eq!(filled("[{1}: ]{2}[, due {3}]", &["", "build it", "2025"]), "build it, due 2025");
    assert_eq!(filled("[{1}][ {2}]", &["", "people"]), "people");
    assert_eq!(filled("{2}、{1}", &["a", "b"]), "b、a", "a language puts its values in the order it wants");
    assert_eq!(filled("{1}", &["{2} [x]"]), "{2} [x]", "a value is no template");
}

#[test]
fn a_saying_is_told_by_its_parts() {
    let date: PartialDate = "2024-06-19".parse().unwrap();
    let last = Saying::Phrase("why.last held", vec![date.into(), Saying::Days(400), Saying::Date(date)]);
    let gap = Saying::Phrase("why.not seen", vec![Saying::Ordinals(vec![(1, 1), (3, 5)])]);
    let whole = Saying::clauses(vec![last, gap]);
    let told = "last held 2024-06-19, 1 year 1 month before 2024-06-19; no document of the 1st, 3rd to 5th session was read";
    assert_eq!(whole.to_string(), told);
    assert_eq!(serde_json::to_value(&whole).unwrap(), told, "programs read English");
    assert_eq!(Saying::clauses(vec![Saying::text("alone")]), Saying::text("alone"));
}

#[test]
fn every_code_that_is_said_has_words() {
    let known: Vec<&str> = english().map(|(code, _)| code).collect();
    let mut used = 0;
    for file in [
        include_str!("../line.rs"),
        include_str!("../derive/health.rs"),
        include_str!("../derive/ledger.rs"),
        include_str!("../derive/lifecycle.rs"),
        include_str!("../derive/irritant.rs"),
        include_str!("../derive/checks.rs"),
        include_str!("../derive/persons.rs"),
        include_str!("../irritants.rs"),
        include_str!("../proposals.rs"),
        include_str!("../ledger.rs"),
        include_str!("../health.rs"),
        include_str!("../diff.rs"),
        include_str!("../compare.rs"),
    ] {
        for code in file.split('"').filter(|w| ["line.", "why.", "check.", "change."].iter().any(|p| w.starts_with(p))) {
            used += 1;
            assert!(known.contains(&code), "{code}");
        }
    }
    assert!(used > 60 && known.len() > 70);
}
