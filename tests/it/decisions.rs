//! What people decide, from the command line, and that it holds.

use crate::program::{Desk, examples};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok(&["ingest", examples().to_str().unwrap(), "--quiet"]);
    desk
}

/// The ids of the claims in the queue, in its order.
fn queue(desk: &Desk, more: &[&str]) -> Vec<String> {
    let listed = desk.ok(&[&["review", "--list"], more].concat());
    listed.lines().filter(|l| !l.starts_with(' ')).filter_map(|l| l.split(' ').next().map(str::to_owned)).collect()
}

#[test]
fn a_review_takes_a_key_a_claim_and_undoes_the_last() {
    let desk = desk();
    let before = queue(&desk, &["--kind", "meeting"]);
    let answer = desk.run_with_input(&["review", "--kind", "meeting", "--author", "an analyst"], "a\nr\nu\na\ns\nq\n");
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.ends_with(&format!("2 of {} decided\n", before.len())), "{}", answer.out);
    let after = queue(&desk, &["--kind", "meeting"]);
    assert_eq!(after, before[2..], "the two that were accepted wait no more");
    assert!(desk.ok(&["verify"]).contains("4 decisions"), "accepted, rejected, reopened, accepted");
}

#[test]
fn what_a_review_rejects_makes_the_rule_less_sure() {
    let desk = desk();
    assert!(desk.run(&["review", "--rules"]).err.contains("no claim was accepted or rejected yet"));
    desk.run_with_input(&["review", "--kind", "meeting", "--author", "an analyst"], "r\nr\nq\n");
    let table = desk.ok(&["review", "--rules"]);
    let rejected: u32 = table.lines().skip(1).filter_map(|l| l.split('\t').nth(2)?.parse::<u32>().ok()).sum();
    assert_eq!(rejected, 2, "{table}");
    for line in table.lines().skip(1) {
        let [rule, _, _, now, before] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{table}") };
        assert!(now.parse::<f32>().unwrap() < before.parse::<f32>().unwrap(), "{table}");
        assert!(rule.starts_with("meeting/"));
    }
    let lost = table.lines().nth(1).and_then(|l| l.split('\t').nth(3)).unwrap();
    assert!(desk.ok(&["review", "--list", "--kind", "meeting"]).contains(&format!("  {lost}  ")), "the queue shows what is left of it");
}

#[test]
fn a_decision_without_an_author_or_about_nothing_is_refused_with_a_hint() {
    let desk = desk();
    let some = &queue(&desk, &[])[0];
    let answer = desk.command(&["decide", "accept", some]).env_remove("CHANCERY_AUTHOR").output().unwrap();
    let err = String::from_utf8(answer.stderr).unwrap();
    assert!(answer.status.code() == Some(2) && err.contains("needs an author") && err.contains("--author"), "{err}");
    let answer = desk.run(&["decide", "accept", "zzzz", "--author", "a"]);
    assert!(answer.code == 2 && answer.err.contains("no claim's id begins with"), "{}", answer.err);
    let answer = desk.run(&["decide", "correct", some, "colour=red", "--author", "a"]);
    assert!(answer.code == 2 && answer.err.contains("has no slot"), "{}", answer.err);
    let answer = desk.run(&["decide", "assess", "x", "perfect", "--author", "a"]);
    assert!(answer.code == 2 && answer.err.contains("done-differently"), "{}", answer.err);
}

#[test]
fn what_is_decided_holds_when_the_documents_are_read_again_and_on_the_day_before_it_did_not() {
    let desk = desk();
    let meeting = &queue(&desk, &["--kind", "meeting"])[0];
    let head = desk.ok(&["verify"]);
    desk.ok(&["decide", "correct", meeting, "place=Reykjavik", "--author", "an analyst", "-m", "the host's page"]);
    assert!(desk.ok(&["list", "meetings", "--name", "Reykjavik"]).contains("Reykjavik"));
    desk.ok(&["ingest", examples().to_str().unwrap(), "--quiet"]);
    desk.ok(&["rebuild"]);
    assert!(desk.ok(&["list", "meetings", "--name", "Reykjavik"]).contains("Reykjavik"));
    let before = desk.run(&["list", "meetings", "--name", "Reykjavik", "--known", "1"]);
    assert_eq!(before.code, 1, "{head}{}", before.out);
}

#[test]
fn a_mistyped_party_and_an_entry_that_is_not_there_are_named() {
    let desk = desk();
    let answer = desk.run(&["show", "Japan", "Atlantis"]);
    assert!(
        answer.code == 1 && answer.err.contains("none is called \"Atlantis\"") && answer.err.contains("list parties"),
        "{}",
        answer.err
    );
    let answer = desk.run(&["health", "--known", "9999"]);
    assert!(answer.code == 2 && answer.err.contains("none numbered 9999"), "{}", answer.err);
}

#[test]
fn a_document_is_attached_to_what_somebody_recorded_and_taken_off_again() {
    let desk = Desk::new();
    let claim = r#"{"kind":"meeting","date":"2026-03-02","place":"Nairobi","parties":["JPN","KEN"],"status":"held"}"#;
    desk.ok(&["file", "The two ministers met in Nairobi.", claim, "--author", "a clerk"]);
    let minutes = desk.write("minutes.txt", "Minutes\n\nTea was spoken of at length.\n");
    let minutes = minutes.to_string_lossy().into_owned();
    desk.ok(&["ingest", &minutes, "--quiet"]);
    let id = &queue(&desk, &["--kind", "meeting"])[0];
    let of_both = |desk: &Desk| desk.ok(&["show", "JPN", "KEN"]).replace(['\n', ' '], "");
    desk.ok(&["decide", "attach", id, &minutes, "--author", "a clerk"]);
    assert!(of_both(&desk).contains("minutes.txt"), "{}", of_both(&desk));
    desk.ok(&["rebuild"]);
    assert!(of_both(&desk).contains("minutes.txt"), "it is in the log");
    desk.ok(&["decide", "detach", id, &minutes, "--author", "a clerk"]);
    assert!(!of_both(&desk).contains("minutes.txt"), "{}", of_both(&desk));
    let answer = desk.run(&["decide", "attach", id, "nothing.txt", "--author", "a clerk"]);
    assert!(answer.code == 2 && answer.err.contains("no document is called"), "{}", answer.err);
}

/// An id that somebody wrote down leads on when its thing was made one with another, also where both have another id then.
#[test]
fn two_things_made_one_are_found_by_either_id_and_parted_by_both() {
    let desk = desk();
    let listed: serde_json::Value = serde_json::from_str(&desk.ok(&["list", "mechanisms", "--json"])).unwrap();
    let ids: Vec<&str> = listed["sections"][0]["items"].as_array().unwrap().iter().filter_map(|i| i["entity"].as_str()).take(2).collect();
    let [one, other] = ids[..] else { panic!("{listed}") };
    desk.ok(&["decide", "same", one, other, "--author", "a"]);
    let shown = [one, other].map(|id| desk.ok(&["show", id]));
    assert_eq!(shown[0], shown[1]);
    assert!(desk.run(&["decide", "different", "No Such Thing", one, "--author", "a"]).err.contains("no such entity"));
    desk.ok(&["decide", "different", one, other, "--author", "a"]);
    assert_ne!(desk.ok(&["show", one]), desk.ok(&["show", other]));
    let answer = desk.run(&["decide", "dismiss", "nonsense", one, "--author", "a"]);
    assert!(answer.code == 2 && answer.err.contains("one of date clash"), "{}", answer.err);
}
