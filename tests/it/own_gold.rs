//! Invented documents of the genre with their gold under `tests/gold/own`: what is read of them must not fall.
//!
//! The scorer stands with the development corpus beside the checkout (or where `CHANCERY_CORPUS` says); without it
//! only the form of the gold is checked.

use crate::program::{Desk, root};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// Claim F1 and slot F1 below which something was lost.
const FLOOR: (f64, f64) = (0.855, 0.795);

fn own() -> PathBuf {
    root().join("tests/gold/own")
}

#[test]
fn every_gold_file_names_a_document_that_holds_its_anchors() {
    let mut files = 0;
    for entry in std::fs::read_dir(own().join("gold")).unwrap() {
        let path = entry.unwrap().path();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let document = own().join("docs").join(gold["doc"].as_str().unwrap());
        // A line of the file may end within an anchor.
        let text = std::fs::read_to_string(&document).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = text.contains("<?xml") || text.contains("<html");
        for claim in gold["claims"].as_array().unwrap() {
            let anchor = claim["anchor"].as_str().unwrap();
            assert!(plain || text.contains(anchor), "{}: {anchor}", path.display());
            assert!(claim["kind"].is_string());
        }
        files += 1;
    }
    assert!(files >= 72, "{files} files");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "where the corpus lies is a setting of this test")]
fn the_own_documents_are_read_no_worse_than_before() {
    let shared = std::env::var_os("CHANCERY_CORPUS").map_or_else(|| root().join("../shared"), PathBuf::from);
    let score = shared.join("score");
    if !score.is_file() {
        eprintln!("skipped: no scorer at {}; set CHANCERY_CORPUS to the folder that holds it", score.display());
        return;
    }
    let desk = Desk::new();
    let out = desk.ok(&["extract", "--quiet", &own().join("docs").to_string_lossy()]);
    let read = desk.write("out.jsonl", out);
    let told = Command::new("python3").arg(&score).arg(own().join("gold")).arg(read).output().expect("the scorer starts");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let overall = told.lines().find(|l| l.starts_with("overall")).unwrap_or_else(|| panic!("{told}"));
    let numbers: Vec<f64> = overall.split([' ', ',']).filter_map(|w| w.parse().ok()).collect();
    assert!(numbers[0] >= FLOOR.0 && numbers[1] >= FLOOR.1, "{told}");
    assert!(told.contains(" quotes, 0 wrong"), "{told}");
}
