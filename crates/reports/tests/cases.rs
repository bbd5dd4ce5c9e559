//! Cases from the field that several documents tell: what agrees, what is kept apart, what stays open.

#![allow(clippy::unwrap_used)]

mod told;

use register::Register;
use reports::{Answer, Scope};
use serde_json::{Value, json};
use told::{ask, told};

fn headings(answer: &Answer) -> Vec<&str> {
    answer.sections.iter().map(|s| s.heading.as_str()).collect()
}

fn checks(register: &Register) -> Answer {
    ask(&register.snapshot().unwrap(), "2026-01-01", |book| reports::checks(book, &Scope::All))
}

fn meeting(mechanism: &str, parties: Value, more: Value) -> Value {
    let mut claim = json!({"kind": "meeting", "mechanism": mechanism, "status": "held", "parties": parties});
    claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claim
}

#[test]
fn a_dialogue_agreed_in_one_year_and_launched_in_the_next_contradicts_nobody() {
    let of = |action: &str, date: &str| json!({"kind": "instrument", "name": "High-Level Economic Dialogue", "type": "initiative", "action": action, "date": date, "parties": ["JPN", "CHN"]});
    let register = told(&[
        ("Ministry A", "2006-10-09", json!([of("agreed", "2006-10")])),
        ("Agency B", "2007-04-12", json!([of("launched", "2007-04")])),
    ]);
    let checks = checks(&register);
    assert!(!headings(&checks).iter().any(|h| h.contains("clash") || h.contains("Date")), "{checks:#?}");
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.entities.values().filter(|e| e.kind.name() == "instrument").count(), 1, "one text, two steps");
}

#[test]
fn a_regular_consultation_held_once_in_years_is_told_apart_from_its_like_and_counts_from_the_day_it_was_held() {
    let name = "vice-minister regular consultation";
    let (metimiit, metimofcom) = (
        json!(["JPN:Ministry of Economy, Trade and Industry", "CHN:Ministry of Industry and Information Technology"]),
        json!(["JPN:Ministry of Economy, Trade and Industry", "CHN:Ministry of Commerce"]),
    );
    let register = told(&[
        ("Ministry A", "2016-03-26", json!([meeting(name, metimofcom, json!({"date": "2016-03-25"}))])),
        ("Ministry A", "2018-10-12", json!([meeting(name, metimiit, json!({"date": "2018-10-11", "ordinal": 2}))])),
    ]);
    let snapshot = register.snapshot().unwrap();
    let mechanisms: Vec<_> = snapshot.entities.values().filter(|e| e.kind.name() == "mechanism").collect();
    let meetings: Vec<_> = snapshot.entities.values().filter(|e| e.kind.name() == "meeting").collect();
    assert_eq!(meetings.len(), 2, "{meetings:#?}");
    assert_eq!(mechanisms.len(), 2, "{:?}", mechanisms.iter().map(|m| &m.id).collect::<Vec<_>>());
    assert!(meetings.iter().any(|m| m.date.is_some_and(|d| d.to_string() == "2018-10-11")), "held on the 11th, released on the 12th");
}

#[test]
fn ministers_meetings_of_one_region_never_merge_over_the_kind_of_their_ministers() {
    let parties = json!(["JPN", "KHM", "LAO", "MMR", "THA", "VNM"]);
    let register = told(&[
        (
            "Agency",
            "2020-07-08",
            json!([meeting("Mekong-Japan Foreign Ministers' Meeting", parties.clone(), json!({"date": "2020-07-09", "ordinal": 13}))]),
        ),
        (
            "Ministry",
            "2020-08-27",
            json!([meeting("Mekong-Japan Economic Ministers' Meeting", parties, json!({"date": "2020-08-27", "ordinal": 12}))]),
        ),
    ]);
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.entities.values().filter(|e| e.kind.name() == "mechanism").count(), 2);
    assert!(!headings(&checks(&register)).iter().any(|h| h.contains("ordinal") || h.contains("numbers")), "two numbers in two series");
}

#[test]
fn a_meeting_promised_for_winter_is_no_day_and_stays_a_plan() {
    let plan = json!({"kind": "meeting", "mechanism": "Japan-China Economic Partnership Consultation", "date": "2007-24", "status": "planned", "parties": ["JPN", "CHN"]});
    let register = told(&[("Ministry", "2006-12-21", json!([plan]))]);
    let answer = ask(&register.snapshot().unwrap(), "2007-02-01", |book| reports::health(book, &Scope::All));
    let text = format!("{answer:?}");
    assert!(!text.contains("2007-01-01") && text.contains("2007"), "{text}");
}

#[test]
fn more_than_two_hundred_and_a_later_number_above_it_do_not_clash() {
    let figure = |value: f64, bound: Option<&str>| {
        let mut claim = json!({"kind": "figure", "value": value, "unit": "projects", "of": "private projects", "date": "2019"});
        if let Some(bound) = bound {
            claim["bound"] = json!(bound);
        }
        claim
    };
    let fits = told(&[
        ("Agency", "2019-12-01", json!([figure(200.0, Some("more-than"))])),
        ("Ministry", "2020-01-01", json!([figure(214.0, None)])),
    ]);
    assert!(!headings(&checks(&fits)).iter().any(|h| h.contains("igure")), "{:#?}", checks(&fits));
    let clashes = told(&[
        ("Agency", "2019-12-01", json!([figure(200.0, Some("more-than"))])),
        ("Ministry", "2020-01-01", json!([figure(150.0, None)])),
    ]);
    assert!(headings(&checks(&clashes)).iter().any(|h| h.contains("igure")), "{:#?}", checks(&clashes));
}

#[test]
fn about_sixty_governors_in_a_fiscal_year_on_a_page_without_a_date_keep_their_year_and_their_about() {
    let visits = json!({"kind": "visit", "visitors": ["governors and mayors"], "to": ["CHN"], "from": "JPN", "count": 60.0, "approximate": true, "date": "2024-04/2025-03", "status": "held"});
    let register = told(&[("Prefecture", "", json!([visits]))]);
    let snapshot = register.snapshot().unwrap();
    let visit = snapshot.entities.values().find(|e| e.kind.name() == "visit").unwrap();
    assert_eq!(visit.date.unwrap().to_string(), "2024-04/2025-03");
    let answer = ask(&snapshot, "2026-01-01", |book| reports::timeline(book, &Scope::All));
    assert!(format!("{answer:?}").contains("60"), "{answer:#?}");
}
