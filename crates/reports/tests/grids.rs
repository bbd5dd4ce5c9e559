//! Grids: stands by issue and side, proposals by outcome, projects by programme, claims by month.

#![allow(clippy::unwrap_used)]

mod told;

use reports::Scope;
use serde_json::json;
use told::{ask, told};

fn stance(by: &str, stance: &str, about: &str, date: &str) -> serde_json::Value {
    json!({"kind": "stance", "by": [by], "to": ["CHN"], "stance": stance, "about": about, "date": date})
}

#[test]
fn stands_on_one_issue_stand_in_one_row_whoever_takes_them() {
    let register = told(&[
        ("A", "2024-03-02", json!([stance("JPN", "concern", "export controls on gallium", "2024-03-01")])),
        (
            "B",
            "2024-05-02",
            json!([
                stance("KOR", "criticise", "the gallium export controls", "2024-05-01"),
                stance("KOR", "welcome", "fishery talks", "2024-05-01")
            ]),
        ),
    ]);
    let snapshot = register.snapshot().unwrap();
    let stands = ask(&snapshot, "2024-06-01", |book| reports::stands(book, &Scope::All));
    let [gallium, fishery] = stands.issues.as_slice() else { panic!("{stands:#?}") };
    assert_eq!(gallium.stands.iter().map(|s| (s.side.as_str(), s.stance)).collect::<Vec<_>>(), [("JPN", "concern"), ("KOR", "criticise")]);
    assert_eq!((fishery.name.as_str(), stands.sides.as_slice()), ("fishery talks", &["KOR".to_owned(), "JPN".to_owned()][..]));
}

#[test]
fn a_proposal_has_its_later_acts_and_one_without_says_so() {
    let register = told(&[
        (
            "A",
            "2024-03-02",
            json!([
                stance("JPN", "propose", "a hotline for fishery incidents", "2024-03-01"),
                stance("JPN", "request", "visa-free transit", "2024-03-01")
            ]),
        ),
        (
            "A",
            "2025-03-02",
            json!([{"kind": "instrument", "name": "Memorandum on a Fishery Incidents Hotline", "action": "signed", "date": "2025-03-01", "parties": ["JPN", "CHN"]}]),
        ),
    ]);
    let snapshot = register.snapshot().unwrap();
    let outcomes = ask(&snapshot, "2025-06-01", |book| reports::outcomes(book, &Scope::All));
    let came: Vec<Vec<&str>> = outcomes.iter().map(|p| p.came.iter().map(|id| id.kind()).collect()).collect();
    assert_eq!(outcomes.len(), 2);
    assert!(came.contains(&vec!["instrument"]) && came.contains(&vec![]), "{outcomes:#?}");
}

#[test]
fn projects_stand_under_what_sources_put_them_under() {
    let project = |name: &str, under: Option<&str>| {
        let mut claim = json!({"kind": "project", "name": name, "parties": ["JPN", "KEN"], "status": "agreed"});
        if let Some(under) = under {
            claim["under"] = json!(under);
        }
        claim
    };
    let register = told(&[(
        "A",
        "2024-03-02",
        json!([
            {"kind": "instrument", "name": "The Harbour Work Programme", "action": "adopted", "date": "2024-01-01", "parties": ["JPN", "KEN"]},
            project("Lighthouse repair at Lamu", Some("Harbour Work Programme")),
            project("Dredging of the northern channel", Some("the Harbour Work Programme (2024-2026)")),
            project("School meals in Kisumu county", None),
        ]),
    )]);
    let snapshot = register.snapshot().unwrap();
    let answer = ask(&snapshot, "2024-06-01", |book| reports::programmes(book, &Scope::All));
    let told: Vec<(&str, usize)> = answer.sections.iter().map(|s| (s.heading.as_str(), s.items.len())).collect();
    assert_eq!(told.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [3, 1], "{told:?}");
    assert!(answer.sections[0].items[0].entity.as_ref().is_some_and(|e| e.kind() == "instrument"), "the programme itself comes first");
    assert_eq!(answer.sections[1].heading, "Under no programme");
}

#[test]
fn a_month_in_which_its_publishers_were_not_read_is_told_from_one_in_which_they_were_silent() {
    let meeting = json!([{"kind": "meeting", "mechanism": "Talks", "date": "2024-01-05", "status": "held", "parties": ["JPN", "CHN"]}]);
    let register = told(&[
        ("A", "2024-01-10", meeting.clone()),
        ("A", "2024-02-10", json!([{"kind": "figure", "value": 3.0, "of": "ships built", "unit": "ships"}])),
        (
            "A",
            "2024-04-10",
            json!([{"kind": "meeting", "mechanism": "Talks", "date": "2024-04-05", "status": "held", "parties": ["JPN", "CHN"]}]),
        ),
    ]);
    let snapshot = register.snapshot().unwrap();
    let months = ask(&snapshot, "2024-06-01", |book| reports::pulse(book, &Scope::Parties("JPN".into(), Some("CHN".into()))));
    let told: Vec<(&str, bool, bool)> = months.iter().map(|m| (m.month.as_str(), m.documents > 0, m.claims > 0)).collect();
    assert_eq!(told, [("2024-01", true, true), ("2024-02", true, false), ("2024-03", false, false), ("2024-04", true, true)]);
}

/// A publisher that writes every month and of whom nothing was read for a season: we stopped reading, or it stopped writing.
#[test]
fn a_publisher_that_was_not_read_for_long_is_stale() {
    let said = || json!([{"kind": "figure", "value": 3.0, "of": "ships built", "unit": "ships"}]);
    let monthly = ["2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10"].map(|day| ("Monthly", day, said()));
    let twice = ["2020-01-10", "2020-02-10"].map(|day| ("Twice", day, said()));
    let register = told(&[monthly.as_slice(), &twice].concat());
    let snapshot = register.snapshot().unwrap();
    let of = |name: &str, day: &str| {
        let coverage = ask(&snapshot, day, reports::coverage);
        coverage.publishers.into_iter().find(|p| p.name == name).map(|p| (p.usual_gap, p.stale)).unwrap()
    };
    assert_eq!(of("Monthly", "2024-06-01"), (Some(31), false));
    assert_eq!(of("Monthly", "2024-08-01"), (Some(31), true));
    assert_eq!(of("Twice", "2024-08-01"), (None, false), "two days are no habit");
}
