use super::*;
use crate::cues;
use model::claim::{Cadence, Mode, ProjectStatus};
use std::collections::BTreeSet;
use std::path::Path;

/// The lists in a folder below `words`: name and text.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(folder);
    let mut out = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
        out.push((path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()));
    }
    out
}

#[test]
fn every_list_says_what_it_is_for_and_whose_it_is() {
    for (name, text) in files("").into_iter().chain(files("cues")) {
        let opening: Vec<&str> = text.lines().take_while(|l| l.starts_with("# ")).collect();
        assert!(opening.len() >= 2 && opening.last().unwrap().starts_with("# Origin: "), "{name}: {opening:?}");
        assert!(opening.last().unwrap().contains(" Licence: "), "{name}");
    }
}

#[test]
fn every_list_of_words_is_read() {
    let read: BTreeSet<&str> = CLASSES.iter().map(|(name, _)| *name).chain(["verbs", "verbs-conflict", "functions"]).collect();
    let there = files("");
    assert_eq!(read, there.iter().map(|(name, _)| name.as_str()).collect());
    for (name, _) in files("cues") {
        assert!(!cues::all(&name).is_empty(), "{name}");
    }
}

#[test]
fn no_list_has_an_entry_twice() {
    let entries = |name: &str, text: &str| -> Vec<String> {
        let open = CLASSES.iter().any(|(n, _)| *n == name);
        text.lines().filter(|l| !l.starts_with('#')).map(|l| if open { l.split('\t').next().unwrap() } else { l }.to_owned()).collect()
    };
    for (name, text) in files("").into_iter().chain(files("cues")) {
        let mut known = BTreeSet::new();
        for entry in entries(&name, &text) {
            assert!(known.insert(entry.clone()), "{name} has {entry:?} twice");
        }
    }
}

#[test]
fn what_lists_say_is_in_the_vocabulary() {
    for (cue, says) in cues::all("cadence") {
        assert!(says.parse::<Cadence>().is_ok(), "{cue}: {says}");
    }
    for (cue, says) in cues::all("mode") {
        assert!(says.parse::<Mode>().is_ok(), "{cue}: {says}");
    }
    for (cue, says) in cues::all("progress-cell") {
        assert!(says.parse::<ProjectStatus>().is_ok(), "{cue}: {says}");
    }
    let verbs = CLASSES.iter().find(|(name, _)| *name == "progress-verb").unwrap().1;
    for (verb, says) in lines(verbs).filter_map(|l| l.split_once('\t')) {
        let status = |s: &str| s == "phrase" || s.split_once('=').is_some_and(|(_, status)| status.parse::<ProjectStatus>().is_ok());
        assert!(says.split(' ').all(status), "{verb}: {says}");
    }
}

#[test]
fn the_cues_of_one_context_stand_together() {
    let mut contexts: Vec<&str> = cues::all("context").iter().map(|(_, says)| *says).collect();
    contexts.dedup();
    assert_eq!(contexts.len(), contexts.iter().collect::<BTreeSet<_>>().len(), "{contexts:?}");
}
