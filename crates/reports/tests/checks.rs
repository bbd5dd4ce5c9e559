//! Each check where it must speak and where it must not.

#![allow(clippy::unwrap_used)]

mod told;

use register::Register;
use reports::Scope;
use serde_json::{Value, json};
use told::{ask, told};

/// The reason of a check by its heading; `None` where it does not fire.
fn check(register: &Register, heading: &str) -> Option<String> {
    let answer = ask(&register.snapshot().unwrap(), "2026-01-01", |book| reports::checks(book, &Scope::All));
    let section = answer.sections.iter().find(|s| s.heading == heading)?;
    section.items.first()?.reason.as_ref().map(ToString::to_string)
}

fn meeting(ordinal: u32, date: &str, more: Value) -> Value {
    let mut claim = json!({"kind": "meeting", "mechanism": "Japan-China Trade Talks", "ordinal": ordinal, "date": date, "status": "held", "parties": ["JPN", "CHN"]});
    claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claim
}

fn led(post: &str) -> Value {
    json!({"participants": [{"person": "Ken Mori", "post": post, "party": "JPN", "role": "chair"}]})
}

#[test]
fn a_side_that_sends_a_lower_rank_than_before_is_named() {
    let sessions = |first: &str, second: &str| {
        told(&[
            ("Paper", "2018-05-02", json!([meeting(1, "2018-05-01", led(first))])),
            ("Paper", "2019-05-02", json!([meeting(2, "2019-05-01", led(second))])),
        ])
    };
    let reason = check(&sessions("Foreign Minister", "Vice Minister"), "Level drop").unwrap();
    assert!(reason.contains("JPN attended at the rank of vice-minister, and of minister on 2018-05-01"), "{reason}");
    assert_eq!(check(&sessions("Vice Minister", "Foreign Minister"), "Level drop"), None);
    assert_eq!(check(&sessions("Foreign Minister", "Chairperson"), "Level drop"), None, "an unknown rank is no lower one");
}

#[test]
fn a_person_in_a_post_outside_its_tenure_is_named() {
    let shown = |at: &str| {
        told(&[(
            "Paper",
            "2021-01-02",
            json!([
                {"kind": "post", "person": "Ken Mori", "post": "Trade Minister", "party": "JPN", "date": "2015-01-01/2017-06-30"},
                meeting(1, at, led("Trade Minister"))
            ]),
        )])
    };
    assert!(check(&shown("2019-05-01"), "Tenure mismatch").unwrap().contains("Trade Minister on 2019-05-01"));
    assert_eq!(check(&shown("2016-05-01"), "Tenure mismatch"), None);
    assert_eq!(check(&shown("2017-07-20"), "Tenure mismatch"), None, "thirty days are a time of transition");
}

#[test]
fn two_numbers_on_one_day_clash_and_neighbouring_days_do_not() {
    let two = |second: &str| told(&[("Paper", "2021-01-02", json!([meeting(3, "2020-08-27", json!({})), meeting(4, second, json!({}))]))]);
    assert!(check(&two("2020-08-27"), "Ordinal clash").unwrap().contains("the 3rd and the 4th session are dated alike"));
    assert_eq!(check(&two("2020-08-28"), "Ordinal clash"), None);
}

#[test]
fn what_is_told_as_held_before_its_day_differs_from_its_date() {
    let held = |said: &str| told(&[("Paper", said, json!([meeting(1, "2020-08-27", json!({}))]))]);
    assert!(check(&held("2020-08-01"), "Status and dates differ").unwrap().contains("a document of 2020-08-01"));
    assert_eq!(check(&held("2020-08-26"), "Status and dates differ"), None, "where it is held it may be morning already");
    assert_eq!(check(&held("2020-08-28"), "Status and dates differ"), None);
}

#[test]
fn a_ban_in_force_after_its_end_differs_from_its_dates() {
    let ban = |said: &str| {
        told(&[(
            "Paper",
            said,
            json!([{"kind": "measure", "type": "ban", "by": ["CHN"], "on": ["beef"], "since": "2001", "until": "2019-12", "status": "in-force"}]),
        )])
    };
    assert!(check(&ban("2021-05-01"), "Status and dates differ").is_some());
    assert_eq!(check(&ban("2019-05-01"), "Status and dates differ"), None);
}

fn outcome() -> Value {
    json!({"kind": "commitment", "by": ["JPN", "CHN"], "action": "open the market for rice within the year", "status": "agreed"})
}

#[test]
fn an_outcome_that_one_side_alone_tells_is_named_once_the_other_account_was_read() {
    let accounts = |theirs: Option<Value>| {
        let mut documents = vec![("Trade Office of Japan", "2020-08-28", json!([meeting(1, "2020-08-27", json!({})), outcome()]))];
        documents.extend(theirs.map(|claims| ("Bureau of China", "2020-08-29", claims)));
        told(&documents)
    };
    let heading = "Told by one side";
    let reason = check(&accounts(Some(json!([meeting(1, "2020-08-27", json!({}))]))), heading).unwrap();
    assert_eq!(reason, "Japan tells of it, and the account of CHN of the same meeting does not");
    assert_eq!(check(&accounts(None), heading), None, "the other account was not read");
    assert_eq!(check(&accounts(Some(json!([meeting(1, "2020-08-27", json!({})), outcome()]))), heading), None);
}

#[test]
fn a_plan_is_unmet_only_where_somebody_was_read_on() {
    let planned = |read_on: Option<&str>| {
        let plan = json!({"kind": "meeting", "mechanism": "Japan-China Trade Talks", "date": "2020-03", "status": "planned", "parties": ["JPN", "CHN"]});
        let mut documents = vec![("Paper", "2020-01-02", json!([plan]))];
        documents.extend(
            read_on.map(|day| ("Paper", day, json!([{"kind": "figure", "value": 3.0, "of": "something else entirely", "unit": "JPY"}]))),
        );
        told(&documents)
    };
    assert!(check(&planned(Some("2021-01-01")), "Planned, not seen held").is_some());
    assert_eq!(check(&planned(Some("2020-02-01")), "Planned, not seen held"), None);
    assert_eq!(check(&planned(None), "Planned, not seen held"), None);
}

/// The ministry of one side gives its page a name, that of the other does not.
#[test]
fn two_accounts_of_one_day_are_offered_as_one_meeting() {
    let named = |place: &str| json!([{"kind": "meeting", "mechanism": "Kenya-Norway Foreign Ministers' Meeting", "date": "2025-03-02", "place": place, "parties": ["KEN", "NOR"], "status": "held"}]);
    let plain = json!([{"kind": "meeting", "date": "2025-03-02", "place": "Nairobi", "parties": ["NOR", "KEN"], "status": "held"}]);
    let found = |place: &str| {
        check(&told(&[("Ministry", "2025-03-03", named(place)), ("Other Ministry", "2025-03-04", plain.clone())]), "Perhaps one")
    };
    assert!(found("Nairobi").unwrap().contains("Kenya-Norway Foreign Ministers' Meeting"));
    assert_eq!(found("Oslo"), None);
}
