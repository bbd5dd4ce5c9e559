//! What a reader is told of cases that other registers get wrong: told here as claims, asked as a reader asks.

#![allow(clippy::unwrap_used)]

mod told;

use model::DocumentId;
use register::Register;
use reports::{Book, Scope};
use serde_json::{Value, json};
use told::{ask, date, item, told};

fn session(ordinal: Option<u32>, date: &str, status: &str) -> Value {
    let mut claim = json!({"kind": "meeting", "mechanism": "Japan-China High-Level Economic Dialogue", "date": date, "status": status, "parties": ["JPN", "CHN"]});
    if let Some(n) = ordinal {
        claim["ordinal"] = json!(n);
    }
    claim
}

/// Sessions one to six with the second never told of, a pause of eight years and one of six.
fn dialogue() -> Register {
    told(&[
        ("Ministry A", "2007-12-02", json!([session(Some(1), "2007-12", "held")])),
        ("Ministry A", "2008-10-20", json!([session(None, "2008-12", "planned")])),
        ("Ministry A", "2010-08-29", json!([session(Some(3), "2010-08-28", "held")])),
        ("Ministry A", "2018-04-17", json!([session(Some(4), "2018-04-16", "held")])),
        ("Ministry A", "2019-04-15", json!([session(Some(5), "2019-04-14", "held")])),
        ("Ministry B", "2025-03-23", json!([session(Some(6), "2025-03-22", "held")])),
    ])
}

#[test]
fn a_dialogue_held_after_years_is_resumed_and_its_missing_session_is_named() {
    let snapshot = dialogue().snapshot().unwrap();
    let answer = ask(&snapshot, "2025-06-01", |book| reports::health(book, &Scope::All));
    let health = item(&answer, "Mechanisms");
    assert_eq!(health.status.as_deref(), Some("resumed"), "{health:#?}");
    let reason = health.reason.as_ref().unwrap().to_string();
    assert!(reason.contains("5 years 11 months without a session"), "{reason}");
    assert!(reason.contains("no document of the 2nd session"), "{reason}");
    let checks = ask(&snapshot, "2025-06-01", |book| reports::checks(book, &Scope::All));
    assert_eq!(
        item(&checks, "Ordinal gap").reason.as_ref().map(ToString::to_string).as_deref(),
        Some("no document of the 2nd session was read")
    );
    assert!(item(&checks, "Planned, not seen held").reason.as_ref().unwrap().to_string().contains("2008-12"));
}

#[test]
fn nobody_is_told_that_a_dialogue_lapsed_whose_sources_were_not_read() {
    let register = dialogue();
    // By the end of 2015 nothing was read after 2010.
    let then = register.said_by(date("2015-12-31")).unwrap();
    let answer = ask(&then, "2015-12-31", |book| reports::health(book, &Scope::All));
    let health = item(&answer, "Mechanisms");
    assert_eq!(health.status.as_deref(), Some("unknown"), "{health:#?}");
    assert!(health.reason.as_ref().unwrap().to_string().contains("nothing of Ministry A after 2010-08-29 was read"));
    // Once the ministry was read on, its silence means something.
    let read_on = told(&[
        ("Ministry A", "2007-12-02", json!([session(Some(1), "2007-12", "held")])),
        ("Ministry A", "2010-08-29", json!([session(Some(3), "2010-08-28", "held")])),
        ("Ministry A", "2015-12-01", json!([{"kind": "figure", "value": 3.0, "of": "something else entirely", "unit": "JPY"}])),
    ]);
    let answer = ask(&read_on.snapshot().unwrap(), "2015-12-31", |book| reports::health(book, &Scope::All));
    assert_eq!(item(&answer, "Mechanisms").status.as_deref(), Some("dormant"));
}

/// A ban of which nobody says whom it hits takes neither the wordings nor the raisings of one that is known to hit somebody.
#[test]
fn what_is_told_of_a_ban_goes_to_the_one_that_hits_the_same() {
    let vague = json!([{"kind": "measure", "type": "ban", "by": ["NOR"], "on": ["fishing"], "since": "2012", "status": "in-force"}]);
    let again = json!([
        {"kind": "measure", "type": "ban", "by": ["NOR"], "on": ["fishing"], "since": "2012", "status": "in-force"},
        {"kind": "measure", "type": "ban", "by": ["NOR"], "on": ["fishing"], "status": "in-force"}
    ]);
    let aimed = json!([{"kind": "measure", "type": "ban", "by": ["NOR"], "against": ["ISL"], "on": ["Icelandic seafood imports"], "since": "2023-08", "status": "in-force"}]);
    let worded = json!([
        {"kind": "measure", "type": "ban", "by": ["NOR"], "on": ["Icelandic fishery products"], "status": "in-force"},
        {"kind": "stance", "stance": "request", "by": ["ISL"], "to": ["NOR"], "about": "the removal of its ban on fishery products", "date": "2025-03-22"}
    ]);
    let register = told(&[
        ("Wire", "2023-08-24", vague),
        ("Paper", "2023-09-01", again),
        ("Wire", "2023-08-25", aimed),
        ("Ministry", "2025-03-23", worded),
    ]);
    let answer = ask(&register.snapshot().unwrap(), "2025-12-01", |book| reports::irritants(book, &Scope::Parties("NOR".into(), None)));
    let of =
        |begin: &str| answer.sections[0].items.iter().find(|i| i.date == Some(date(begin))).unwrap().reason.as_ref().unwrap().to_string();
    assert!(of("2012").contains("not raised") && !of("2012").contains("fishery"), "{answer:#?}");
    assert!(of("2023-08").contains("raised once") && of("2023-08").contains("fishery products"), "{answer:#?}");
}

#[test]
fn a_ban_is_one_irritant_in_all_its_wordings_and_every_raising_counts() {
    let register = told(&[
        (
            "Wire",
            "2023-08-25",
            json!([{"kind": "measure", "type": "ban", "by": ["CHN"], "against": ["JPN"], "on": ["Japanese seafood imports"], "since": "2023-08", "status": "in-force"}]),
        ),
        (
            "Ministry",
            "2025-03-23",
            json!([
                {"kind": "measure", "type": "ban", "by": ["CHN"], "against": ["JPN"], "on": ["imports of Japanese marine products"], "status": "in-force"},
                {"kind": "stance", "stance": "request", "by": ["JPN"], "to": ["CHN"], "about": "the early lifting of the ban on Japanese fishery products", "date": "2025-03-22"}
            ]),
        ),
        (
            "Paper",
            "2025-10-31",
            json!([{"kind": "stance", "stance": "request", "by": ["JPN:Ministry of Economy, Trade and Industry"], "to": ["CHN"], "about": "resumption of seafood imports", "date": "2025-10-30"}]),
        ),
        (
            "Wire",
            "2025-11-05",
            json!([
                {"kind": "post", "person": "Aiko Sato", "post": "Foreign Minister", "party": "JPN"},
                {"kind": "stance", "stance": "demand", "by": ["Aiko Sato"], "about": "lift its blanket ban on seafood", "date": "2025-11-04"}
            ]),
        ),
        (
            "Paper",
            "2025-10-31",
            json!([{"kind": "measure", "type": "ban", "by": ["CHN"], "against": ["JPN"], "on": ["Japanese beef imports"], "since": "2001", "status": "in-force"}]),
        ),
    ]);
    let answer = ask(&register.snapshot().unwrap(), "2025-12-01", |book| {
        reports::irritants(book, &Scope::Parties("JPN".into(), Some("CHN".into())))
    });
    let open = &answer.sections[0];
    assert_eq!((open.heading.as_str(), open.items.len()), ("Open", 2), "{answer:#?}");
    let seafood = open.items.iter().find(|i| i.text.contains("seafood")).unwrap();
    assert_eq!(seafood.date, Some(date("2023-08")));
    assert!(seafood.reason.as_ref().unwrap().to_string().contains("raised 3 times, last 2025-11-04"), "{seafood:#?}");
    let beef = open.items.iter().find(|i| i.text.contains("beef")).unwrap();
    assert!(beef.reason.as_ref().unwrap().to_string().contains("not raised"), "{beef:#?}");
}

#[test]
fn a_ban_that_hits_another_is_another_irritant_and_only_those_it_hits_raise_it() {
    let register = told(&[
        (
            "Paper",
            "2025-10-31",
            json!([
                {"kind": "measure", "type": "ban", "by": ["CHN"], "against": ["JPN"], "on": ["Japanese beef imports"], "since": "2001", "status": "in-force"},
                {"kind": "stance", "stance": "request", "by": ["BRA"], "to": ["JPN"], "about": "open the market for beef", "date": "2025-10-01"}
            ]),
        ),
        (
            "Wire",
            "2025-12-04",
            json!([{"kind": "measure", "type": "ban", "by": ["CHN"], "against": ["AUS"], "on": ["beef from two plants"], "status": "lifted"}]),
        ),
    ]);
    let answer = ask(&register.snapshot().unwrap(), "2025-12-31", |book| reports::irritants(book, &Scope::All));
    let of = |heading: &str| answer.sections.iter().find(|s| s.heading == heading).map_or(0, |s| s.items.len());
    assert_eq!((of("Open"), of("Resolved")), (1, 1), "{answer:#?}");
    assert!(item(&answer, "Open").reason.as_ref().unwrap().to_string().contains("not raised"), "{answer:#?}");
}

#[test]
fn what_one_side_says_in_an_account_of_their_meeting_lies_between_the_two() {
    let register = told(&[(
        "Ministry",
        "2025-03-23",
        json!([
            session(Some(6), "2025-03-22", "held"),
            {"kind": "stance", "stance": "concern", "by": ["JPN"], "about": "delays at the border", "date": "2025-03-22"},
            {"kind": "stance", "stance": "concern", "by": ["JPN"], "to": ["KOR"], "about": "fishing in the strait", "date": "2025-03-22"}
        ]),
    )]);
    let snapshot = register.snapshot().unwrap();
    let answer = ask(&snapshot, "2025-06-01", |book| reports::dyad(book, "CHN", "JPN"));
    let stances = answer.sections.iter().find(|s| s.heading == "Stances").unwrap();
    let told: Vec<&str> = stances.items.iter().map(|i| i.text.as_str()).collect();
    assert_eq!(told, ["JPN voiced concern: delays at the border"]);
}

#[test]
fn lateness_follows_from_the_day_that_is_asked_for_and_is_never_stored() {
    let promise = json!([{"kind": "commitment", "by": ["JPN"], "to": ["KEN"], "action": "finish the water plant of the northern district", "due": "2025-05", "status": "agreed", "date": "2024-06-01"}]);
    let done = json!([{"kind": "commitment", "by": ["JPN"], "to": ["KEN"], "action": "finish the water plant of the northern district", "status": "done", "date": "2024-06-01"}]);
    let register = told(&[("Ministry", "2024-06-02", promise), ("Ministry", "2025-08-01", done)]);
    let at = |day: &str| {
        let snapshot = register.said_by(date(day)).unwrap();
        let answer = ask(&snapshot, day, |book| reports::ledger(book, &Scope::All));
        let section = &answer.sections[0];
        (section.heading.clone(), section.items[0].status.clone().unwrap())
    };
    assert_eq!(at("2024-12-31"), ("Open with a date".to_owned(), "unassessed, not due".to_owned()));
    assert_eq!(at("2025-04-01"), ("Due soon".to_owned(), "unassessed, due soon".to_owned()));
    assert_eq!(at("2025-06-15"), ("Overdue".to_owned(), "unassessed, overdue".to_owned()));
    assert_eq!(at("2025-09-01"), ("Done or closed".to_owned(), "done, done late".to_owned()));
}

#[test]
fn a_vision_adopted_before_its_forerunner_ran_out_supersedes_it_early() {
    let adopted = |name: &str, day: &str, period: &str| json!([{"kind": "instrument", "name": name, "type": "vision", "action": "adopted", "date": day, "period": period, "parties": ["JPN", "LAO"]}]);
    let register = told(&[
        ("Ministry", "2015-09-01", adopted("Lakes Industrial Vision (LIV)", "2015-08-24", "2016/2020")),
        ("Ministry", "2019-09-20", adopted("Lakes Industrial Vision 2.0", "2019-09-10", "2019/2023")),
    ]);
    let snapshot = register.snapshot().unwrap();
    let answer = ask(&snapshot, "2020-01-01", |book| reports::brief(book, &Scope::Parties("JPN".into(), Some("LAO".into()))));
    let instruments = answer.sections.iter().find(|s| s.heading == "Instruments").unwrap();
    let status: Vec<_> = instruments.items.iter().map(|i| i.status.as_deref().unwrap()).collect();
    assert_eq!(status, ["superseded early", "adopted"], "{instruments:#?}");
}

#[test]
fn figures_clash_only_where_no_truth_fits_both() {
    let counted = |value: f64, more: Value| {
        let mut claim =
            json!({"kind": "figure", "value": value, "of": "projects of the eight-point plan", "unit": "projects", "date": "2019"});
        for (key, value) in more.as_object().unwrap() {
            claim[key] = value.clone();
        }
        json!([claim])
    };
    let clash = |a: Value, b: Value| {
        let register = told(&[("One", "2019-05-01", a), ("Other", "2019-06-01", b)]);
        let answer = ask(&register.snapshot().unwrap(), "2020-01-01", |book| reports::checks(book, &Scope::All));
        answer.sections.iter().any(|s| s.heading == "Figure clash")
    };
    let more_than_200 = || counted(200.0, json!({"bound": "more-than"}));
    assert!(clash(more_than_200(), counted(180.0, json!({}))));
    assert!(!clash(more_than_200(), counted(230.0, json!({}))));
    assert!(!clash(counted(60.0, json!({"approximate": true})), counted(57.0, json!({}))));
}

#[test]
fn two_accounts_are_set_side_by_side() {
    let register = told(&[
        (
            "Side A",
            "2025-03-23",
            json!([session(Some(6), "2025-03-22", "held"), {"kind": "stance", "stance": "request", "by": ["JPN"], "about": "early lifting of the seafood ban"}]),
        ),
        (
            "Side B",
            "2025-03-22",
            json!([session(Some(6), "2025-03-21", "held"), {"kind": "commitment", "by": ["CHN"], "action": "widen the opening of service markets", "status": "agreed"}]),
        ),
    ]);
    let snapshot = register.snapshot().unwrap();
    let documents: Vec<_> = snapshot.documents.values().collect();
    let (a, b) =
        if documents[0].publisher.as_deref() == Some("Side A") { (documents[0], documents[1]) } else { (documents[1], documents[0]) };
    let answer = ask(&snapshot, "2025-06-01", |book| reports::compare(book, a, b));
    let differs = answer.sections.iter().find(|s| s.heading == "Told differently").unwrap();
    assert!(
        differs.items.iter().any(|i| i.reason.as_ref().map(ToString::to_string).as_deref() == Some("date: 2025-03-22 / 2025-03-21")),
        "{answer:#?}"
    );
    assert!(item(&answer, "Only by Side A").text.starts_with("stance"));
    assert!(item(&answer, "Only by Side B").text.starts_with("commitment"));
}

#[test]
fn what_changed_between_two_days_is_what_was_published_between_them() {
    let register = dialogue();
    let (before, after) = (register.said_by(date("2019-01-01")).unwrap(), register.said_by(date("2025-12-31")).unwrap());
    let none = |_: &str| None;
    let text = |_: &DocumentId| None;
    let earlier = Book::new(&before, date("2019-01-01"), 50, &text, &none, &none);
    let later = Book::new(&after, date("2025-12-31"), 50, &text, &none, &none);
    let answer = reports::diff(&earlier, &later, &Scope::All);
    let new = answer.sections.iter().find(|s| s.heading == "New").unwrap();
    let dates: Vec<_> = new.items.iter().map(|i| i.date.unwrap().to_string()).collect();
    assert_eq!(dates, ["2019-04-14", "2025-03-22"], "{answer:#?}");
    let same = reports::diff(&later, &later, &Scope::All);
    assert!(same.sections.is_empty());
}

/// A session without a date was held all the same, and the 22nd had others before it.
#[test]
fn a_mechanism_whose_sessions_have_no_date_is_not_said_never_to_have_met() {
    let said = |ordinal: Option<u32>, status: &str| json!({"kind": "meeting", "mechanism": "Laos-Thailand Timber Commission", "ordinal": ordinal, "status": status, "parties": ["LAO", "THA"]});
    let founded = json!({"kind": "mechanism", "name": "Laos-Thailand Timber Commission", "parties": ["LAO", "THA"], "established": "1991"});
    let health = |claims: Value| {
        let register = told(&[("Wire", "2023-08-24", claims)]);
        let answer = ask(&register.snapshot().unwrap(), "2023-12-01", |book| reports::health(book, &Scope::All));
        answer.sections[0].items[0].status.clone().unwrap()
    };
    assert_eq!(health(json!([founded, said(None, "planned")])), "never met");
    assert_eq!(health(json!([founded, said(None, "planned"), said(Some(22), "held")])), "unknown");
    assert_eq!(health(json!([founded, said(Some(22), "planned")])), "unknown");
}

#[test]
fn a_long_run_of_sessions_that_were_not_seen_is_one_rung() {
    let held = |ordinal: u32, date: &str| json!({"kind": "meeting", "mechanism": "Laos-Thailand Timber Commission", "ordinal": ordinal, "date": date, "status": "held", "parties": ["LAO", "THA"]});
    let register = told(&[("Wire", "2023-08-24", json!([held(2, "2003-04-05"), held(22, "2023-04-05")]))]);
    let snapshot = register.snapshot().unwrap();
    let numbers = ask(&snapshot, "2023-12-01", |book| {
        let mechanism = snapshot.entities.values().find(|e| e.kind.name() == "mechanism").unwrap();
        reports::sessions(book, mechanism).unwrap().rungs.iter().map(reports::Rung::number).collect::<Vec<_>>()
    });
    assert_eq!(numbers, ["1", "2", "3–21", "22"]);
}

/// What is promised or refused at the table, by those who were asked, is what came of it.
#[test]
fn a_request_is_answered_on_the_same_day_by_the_side_that_did_not_make_it() {
    let asked = json!({"kind": "stance", "stance": "request", "by": ["LAO"], "to": ["THA"], "about": "the opening of the timber market", "date": "2025-03-22"});
    let promised = |by: &str| json!({"kind": "commitment", "by": [by], "action": "study the opening of the timber market", "date": "2025-03-22", "status": "agreed"});
    let said = |stance: &str, by: &str| json!({"kind": "stance", "stance": stance, "by": [by], "to": ["LAO"], "about": "opening its timber market", "date": "2025-03-22"});
    let came = |other: Value| {
        let register = told(&[("Wire", "2025-03-23", json!([asked, other]))]);
        let answer = ask(&register.snapshot().unwrap(), "2025-12-01", |book| {
            reports::proposals(book, &Scope::Parties("LAO".into(), Some("THA".into())))
        });
        answer.sections[0].items[0].status.clone().unwrap()
    };
    assert_eq!(came(promised("THA")), "answered?");
    assert_eq!(came(said("reject", "THA")), "answered?");
    assert_eq!(came(promised("LAO")), "none seen", "its own promise answers nothing");
    assert_eq!(came(said("concern", "THA")), "none seen");
}
