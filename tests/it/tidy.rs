//! House rules as programs.

use crate::program::root;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn files_under(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && !name.starts_with('.') && !name.starts_with("target") && name != "node_modules" {
            files_under(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["src", "crates", "tests", "fuzz"] {
        files_under(&root().join(folder), ".rs", &mut found);
    }
    assert!(found.len() > 20, "the sources are found");
    found
}

/// A crate may use the crates above it in the listing of `crates/`, and `model`; what stands below `model` uses
/// nothing above it but `model`.
fn allowed(from: &str, to: &str) -> bool {
    to == "model" || (to < from && (to < "model") == (from < "model"))
}

#[test]
fn the_dependency_rule_tells_reading_from_keeping() {
    assert!(allowed("claims", "annotate") && allowed("register", "model") && allowed("web", "reports"));
    assert!(!allowed("annotate", "claims") && !allowed("register", "claims") && !allowed("model", "acquire"));
}

#[test]
fn crates_depend_only_on_what_stands_above_them() {
    let crates = root().join("crates");
    let names: BTreeSet<String> =
        std::fs::read_dir(&crates).unwrap().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.contains("model") && names.len() >= 7);
    for from in &names {
        let manifest = std::fs::read_to_string(crates.join(from).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap_or_default();
        for line in dependencies.lines() {
            let to = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if names.contains(to) {
                assert!(allowed(from, to), "crates/{from} must not depend on crates/{to}: see ARCHITECTURE.md");
            }
        }
    }
}

#[test]
fn paths_that_documents_name_exist() {
    let mut documents = Vec::new();
    files_under(&root().join("docs"), ".md", &mut documents);
    for entry in std::fs::read_dir(root()).unwrap().flatten() {
        if entry.path().extension().is_some_and(|e| e == "md") {
            documents.push(entry.path());
        }
    }
    assert!(documents.len() >= 8);
    let mut missing = Vec::new();
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap();
        for word in text.split(['`', '(', ')', ' ', '\n', '|']) {
            let path = word.trim_end_matches(['.', ',', ':', ';']);
            let inside =
                ["crates/", "src/", "tests/", "docs/", "examples/", "scripts/", "fuzz/", ".ci/"].iter().any(|p| path.starts_with(p));
            if inside && !path.contains(['<', '*', '{', '…', '$']) && !root().join(path.split('#').next().unwrap_or(path)).exists() {
                missing.push(format!("{}: {path}", document.display()));
            }
        }
    }
    assert!(missing.is_empty(), "paths that are named and do not exist:\n{}", missing.join("\n"));
}

/// The rows of the glossary's table: what to say, and the names that are not used for it.
fn glossary() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("GLOSSARY.md")).unwrap();
    let rows = text.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| ---"));
    let code = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        Some(((*cells.get(1)?).to_owned(), code(cells.get(3)?)))
    })
    .collect()
}

#[test]
fn names_that_the_glossary_bans_are_not_defined() {
    let banned: BTreeSet<String> = glossary().into_iter().flat_map(|(_, not)| not).collect();
    assert!(banned.len() > 10, "{banned:?}");
    let mut found = Vec::new();
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        // The name that `Deref` gives what it leads to is not ours.
        let own = |line: &str| !line.contains("type Target =");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| own(line)) {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            while let Some(word) = words.next() {
                if ["struct", "enum", "trait", "type", "mod"].contains(&word)
                    && let Some(name) = words.next().filter(|n| banned.contains(*n))
                {
                    found.push(format!("{}:{}: {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "GLOSSARY.md has another word for these:\n{}", found.join("\n"));
}

#[test]
fn every_kind_of_claim_stands_in_the_glossary() {
    let said: Vec<String> = glossary().into_iter().map(|(say, _)| say.to_lowercase()).collect();
    for kind in model::ClaimKind::NAMES {
        assert!(said.iter().any(|say| say.split(|c: char| !c.is_alphabetic()).any(|w| w == kind)), "GLOSSARY.md lacks {kind}");
    }
}

/// `cargo run` must know which program is meant: the crates hold programs for developers too.
#[test]
fn the_readme_s_first_command_starts_the_program() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("default-members"), "cargo run takes the root package alone where no others are default members");
}
