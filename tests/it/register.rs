//! `ingest` and what the register answers, also when the program is killed.

use crate::program::{Desk, examples};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

fn ingested() -> Desk {
    let desk = Desk::new();
    desk.ok(&["ingest", &examples().to_string_lossy()]);
    desk
}

/// The digest that `verify` prints: of all that the register knows, times aside.
fn digest(desk: &Desk) -> String {
    let out = desk.ok(&["verify"]);
    out.lines().find_map(|l| l.trim().strip_prefix("digest")).expect("verify prints a digest").trim().to_owned()
}

fn json(desk: &Desk, args: &[&str]) -> Value {
    serde_json::from_str(&desk.ok(args)).expect("the answer is JSON")
}

fn items<'v>(answer: &'v Value, heading: &str) -> Vec<&'v Value> {
    let sections = answer["sections"].as_array().unwrap();
    sections.iter().filter(|s| s["heading"] == heading).flat_map(|s| s["items"].as_array().unwrap()).collect()
}

#[test]
fn reading_a_document_again_changes_nothing() {
    let desk = ingested();
    let before = (digest(&desk), desk.ok(&["verify"]));
    let out = desk.ok(&["ingest", &examples().to_string_lossy()]);
    assert!(out.contains("read before") && !out.contains("new"), "{out}");
    assert_eq!(before, (digest(&desk), desk.ok(&["verify"])));
}

#[test]
fn the_same_documents_give_the_same_register_in_any_order_and_with_any_number_of_threads() {
    let one = ingested();
    let other = Desk::new();
    let mut paths: Vec<String> =
        std::fs::read_dir(examples()).unwrap().flatten().map(|e| e.path().to_string_lossy().into_owned()).collect();
    paths.sort_by_key(|p| p.bytes().rev().collect::<Vec<u8>>());
    for path in paths {
        other.ok(&["ingest", "--threads", "1", "--now", "2020-05-05T05:05:05Z", &path]);
    }
    assert_eq!(digest(&one), digest(&other));
    let third = Desk::new();
    third.ok(&["ingest", "--threads", "8", &examples().to_string_lossy()]);
    assert_eq!(one.ok(&["verify"]), third.ok(&["verify"]), "entry by entry, the chain is the same");
}

#[test]
fn rebuilding_gives_the_same_register() {
    let desk = ingested();
    let before = desk.ok(&["verify"]);
    desk.ok(&["rebuild"]);
    assert_eq!(before, desk.ok(&["verify"]));
}

#[test]
fn a_changed_page_is_a_new_snapshot_of_the_same_source() {
    let desk = Desk::new();
    let page =
        |more: &str| format!("Trade talks\n\nMay 4, 2024\n\nThe trade ministers of Chile and Peru met in Lima on 3 May 2024.\n{more}");
    desk.write("page.txt", page(""));
    desk.ok(&["ingest", "page.txt"]);
    desk.write("page.txt", page("\nThe next meeting will be held in Santiago in May 2025, the two ministers said after their talks.\n"));
    let out = desk.ok(&["ingest", "page.txt"]);
    assert!(out.contains("1 changed"), "{out}");
    let verified = desk.ok(&["verify"]);
    assert!(verified.contains("2 snapshots") && verified.contains("sound"), "{verified}");
}

#[test]
fn the_same_article_on_two_sites_counts_once() {
    let desk = Desk::new();
    let article = "<h1>Ministers meet</h1><p>The trade ministers of Chile and Peru met in Lima on 3 May 2024 and agreed to lower tariffs on fruit by the end of 2025.</p>\
        <p>The next meeting will be held in Santiago in May 2025, the two ministers said after their talks in the Peruvian capital.</p>";
    desk.write(
        "a.html",
        format!("<html><head><title>Ministers meet</title></head><body><nav>Home</nav><article>{article}</article></body></html>"),
    );
    desk.write(
        "b.html",
        format!("<html><body><div id=\"menu\">News Sport</div><main>{article}</main><footer>Imprint</footer></body></html>"),
    );
    desk.ok(&["ingest", "a.html"]);
    let once = json(&desk, &["list", "meetings", "--json"]);
    let out = desk.ok(&["ingest", "b.html"]);
    assert!(out.contains("the same as another"), "{out}");
    let twice = json(&desk, &["list", "meetings", "--json"]);
    assert_eq!(items(&once, "Meetings").len(), items(&twice, "Meetings").len());
    assert_eq!(items(&json(&desk, &["list", "documents", "--json"]), "Documents").len(), 2);
}

#[test]
fn a_bad_document_does_not_stop_the_batch() {
    let desk = Desk::new();
    desk.write("docs/a.txt", "Talks\n\nThe ministers of Chile and Peru met in Lima on 3 May 2024.\n");
    desk.write("docs/b.pdf", b"%PDF-1.4 nothing more");
    desk.write("docs/c.txt", "More talks\n\nThe ministers of Kenya and Ghana met in Accra on 4 May 2024.\n");
    let answer = desk.run(&["ingest", "docs"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("docs/b.pdf") && answer.err.contains("1 of 3 documents could not be read"), "{}", answer.err);
    assert_eq!(items(&json(&desk, &["list", "documents", "--json"]), "Documents").len(), 2);
}

#[test]
fn a_dyad_a_party_and_a_document_are_shown_with_the_words_that_say_it() {
    let desk = ingested();
    let dyad = desk.ok(&["show", "JPN", "IND"]);
    assert!(dyad.contains("Meetings") && dyad.contains('“'), "{dyad}");
    assert_eq!(dyad, desk.ok(&["show", "Japan", "India"]));
    assert_eq!(dyad.lines().count(), desk.ok(&["show", "India-Japan"]).lines().count());
    assert!(desk.ok(&["show", "China"]).contains("Measures"));
    let listed = json(&desk, &["list", "documents", "--json"]);
    assert_eq!(items(&listed, "Documents").len(), std::fs::read_dir(examples()).unwrap().count());
    let source = examples().join("asean-eu-joint-statement.txt");
    let document = desk.ok(&["show", &source.to_string_lossy()]);
    assert!(document.contains("Consultation"), "{document}");
}

#[test]
fn what_is_not_there_is_answered_with_no() {
    let desk = ingested();
    let answer = desk.run(&["show", "Zubrowka Accord"]);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""));
    assert!(answer.err.contains("Zubrowka Accord"), "{}", answer.err);
    assert_eq!(desk.run(&["search", "zubrowka"]).code, 1);
    assert_eq!(desk.run(&["list", "meetings", "--party", "ATA"]).code, 1);
    assert_eq!(desk.run(&["show", "JPN", "--register", "none.register"]).code, 2);
}

#[test]
fn words_are_found_in_documents_whatever_is_typed() {
    let desk = ingested();
    assert!(desk.ok(&["search", "semiconductor"]).contains("emiconductor"));
    for hostile in ["\"", "a AND", "NEAR(", "*", "-x", "ministers' \"", "(", "col:ministers", "';--"] {
        let answer = desk.run(&["search", "--", hostile]);
        assert!(answer.code < 2, "{hostile}: {}", answer.err);
    }
}

#[test]
fn a_changed_byte_in_the_log_is_found() {
    let desk = ingested();
    let path = desk.path("chancery.register");
    let mut bytes = std::fs::read(&path).unwrap();
    // The word stands in the log and in what is folded from it; wherever the log holds it, a hash no longer fits.
    let needle = b"Higashihiroshima";
    let places: Vec<usize> = bytes.windows(needle.len()).enumerate().filter(|(_, w)| w == needle).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| bytes[at] = b'X');
    std::fs::write(&path, bytes).unwrap();
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 1, "{}{}", answer.out, answer.err);
    assert!(answer.err.contains("entry"), "{}", answer.err);
}

/// Numbers in a fixed order that looks like none: the same kills on every run.
fn shuffled(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 29;
    x.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    const DOCUMENTS: usize = 300;
    let desk = Desk::new();
    for n in 0..DOCUMENTS {
        let text = format!("Talks number {n}\n\nThe trade ministers of Chile and Peru met in Lima on 3 May 2024 for the {n}th time.\n");
        desk.write(&format!("docs/{n:04}.txt"), text);
    }
    let kept = || -> BTreeSet<String> {
        if !desk.path("chancery.register").exists() {
            return BTreeSet::new();
        }
        let verified = desk.run(&["verify"]);
        if verified.err.contains("nothing was recorded in it") {
            return BTreeSet::new();
        }
        assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
        let listed = desk.run(&["list", "documents", "--json", "--limit", "1000"]);
        if listed.code == 1 {
            return BTreeSet::new();
        }
        let listed: Value = serde_json::from_str(&listed.out).unwrap();
        items(&listed, "Documents").iter().map(|d| d["text"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned()).collect()
    };
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    for round in 0..20 {
        let mut child =
            desk.command(&["ingest", "docs", "--acknowledge", "--quiet"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + shuffled(round) % 400));
        child.kill().unwrap();
        let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        acknowledged.extend(said.lines().filter_map(|l| l.split('\t').nth(2)).map(str::to_owned));
        let now = kept();
        let lost: Vec<&String> = acknowledged.difference(&now).collect();
        assert!(lost.is_empty(), "round {round}: acknowledged and lost: {lost:?}");
    }
    desk.ok(&["ingest", "docs"]);
    assert_eq!(kept().len(), DOCUMENTS);
}

/// A database of its own on the server for tests, where there is one.
#[allow(clippy::disallowed_methods, clippy::print_stderr, reason = "the test command names the server")]
fn database() -> Option<String> {
    let Ok(server) = std::env::var("CHANCERY_TEST_POSTGRES") else {
        eprintln!("skipped: CHANCERY_TEST_POSTGRES names no server");
        return None;
    };
    let schema = format!("it_{}", std::process::id());
    let made = std::process::Command::new("psql").args([&server, "-qc", &format!("CREATE SCHEMA {schema}")]).status();
    assert!(made.expect("psql comes with the server").success());
    Some(format!("{server}?options=-csearch_path%3D{schema}"))
}

#[test]
fn a_register_moves_between_a_file_and_a_database_and_answers_alike() {
    let desk = ingested();
    let file = desk.path("chancery.register").to_string_lossy().into_owned();
    let backup = desk.path("backup.register").to_string_lossy().into_owned();
    desk.ok(&["copy", &file, &backup]);
    assert_eq!(desk.ok(&["verify", "--register", &backup]).replace("backup", "chancery"), desk.ok(&["verify", "--register", &file]));
    let Some(database) = database() else { return };
    desk.ok(&["copy", &file, &database]);
    for question in [&["show", "JPN", "IND"][..], &["brief", "JPN", "IND"], &["list", "documents"], &["search", "summit"], &["checks"]] {
        let ask = |register: &str| desk.ok(&[question, &["--register", register]].concat());
        // The two rank what they find each in its own way.
        let told = |register: &str| {
            let mut lines: Vec<String> = ask(register).lines().map(str::to_owned).collect();
            if question[0] == "search" {
                lines.sort_unstable();
            }
            lines
        };
        assert_eq!(told(&database), told(&file), "{question:?}");
    }
    assert!(digest(&desk) == digest_of(&desk, &database));
    let again = desk.ok(&["ingest", &examples().to_string_lossy(), "--register", &database]);
    assert!(again.contains("read before") && !again.contains("new"), "{again}");
    let answer = desk.run(&["copy", &file, &database]);
    assert!(answer.code == 2 && answer.err.contains("entries") && !answer.err.contains("search_path"), "{}", answer.err);
}

fn digest_of(desk: &Desk, register: &str) -> String {
    let out = desk.ok(&["verify", "--register", register]);
    out.lines().find_map(|l| l.trim().strip_prefix("digest")).expect("verify prints a digest").trim().to_owned()
}

#[test]
fn a_body_and_a_text_are_found_by_their_capitals() {
    let desk = Desk::new();
    let claim = r#"{"kind":"meeting","date":"2026-03-02","place":"Nairobi","parties":["JPN:Ministry of Economy, Trade and Industry","KEN"],"status":"held"}"#;
    desk.ok(&["file", "Officials of the two met in Nairobi.", claim, "--author", "a clerk"]);
    let shown = desk.ok(&["show", "METI"]);
    assert!(shown.starts_with("JPN:Ministry of Economy, Trade and Industry") && shown.contains("Kenya"), "{shown}");
}
