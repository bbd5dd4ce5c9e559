//! The development corpus, where it lies beside the checkout or where `CHANCERY_CORPUS` says.

use crate::program::{Desk, root};
use std::path::PathBuf;
use std::process::Command;

#[allow(clippy::disallowed_methods, reason = "where the corpus lies is a setting of this test")]
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("CHANCERY_CORPUS").map_or_else(|| root().join("../shared"), PathBuf::from);
    let there = folder.join("score").exists() && folder.join("corpus/gold").exists();
    if !there {
        eprintln!("skipped: no development corpus at {}", folder.display());
    }
    there.then_some(folder)
}

/// The counts of one line of the scorer's report: `document: title 5/5, …`.
fn document_checks(report: &str) -> (f64, f64) {
    let line = report.lines().find(|l| l.starts_with("document: ")).expect("the scorer reports the document layer");
    let count = |text: &str| text.trim().parse::<f64>().expect("a count");
    line.trim_start_matches("document: ").split(", ").fold((0.0, 0.0), |(right, all), check| {
        let (a, n) = check.rsplit(' ').next().and_then(|c| c.split_once('/')).expect("right/all");
        (right + count(a), all + count(n))
    })
}

fn score(folder: &str) -> Option<String> {
    let shared = shared()?;
    let desk = Desk::new();
    let docs = shared.join("corpus/docs").join(folder);
    let out = desk.write("out.jsonl", desk.ok(&["extract".as_ref(), docs.as_os_str()]));
    let gold = desk.path("corpus/gold");
    std::fs::create_dir_all(&gold).unwrap();
    // The scorer finds documents beside the gold: a corpus of this folder alone.
    for (part, from) in [("gold", shared.join("corpus/gold").join(folder)), ("docs", docs)] {
        let to = desk.path("corpus").join(part).join(folder);
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().flatten() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    let run = Command::new("python3").arg(shared.join("score")).arg(gold).arg(out).output().expect("the scorer runs");
    let report = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "an evidence quote is wrong, or the output is not the contract's:\n{report}");
    Some(report)
}

#[test]
fn the_document_layer_is_right_on_the_founding_documents() {
    let Some(report) = score("seeds") else { return };
    let (right, all) = document_checks(&report);
    assert!(right >= all, "{report}");
}

#[test]
fn the_document_layer_is_right_on_the_composed_documents() {
    let Some(report) = score("authored") else { return };
    let (right, all) = document_checks(&report);
    assert!(right >= 0.95 * all, "{right} of {all}\n{report}");
}
