//! Every command of the README and of the guides in `docs/` does what they say.
//!
//! A `console` block holds commands after `$ ` and what they print; `…` stands for anything.

use crate::program::{Desk, examples, root};
use std::path::Path;

/// The commands of a document's `console` blocks, each with the output it shows.
fn commands(document: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(document).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(command) if inside => found.push((command.to_owned(), String::new())),
            _ if inside => {
                let (_, shown) = found.last_mut().expect("output follows a command");
                shown.push_str(line);
                shown.push('\n');
            }
            _ => {}
        }
    }
    found
}

/// Words of a command line; single and double quotes hold spaces together.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in command.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            (c, _) => word.push(c),
        }
    }
    words.push(word);
    words.retain(|w| !w.is_empty());
    words
}

/// Whether what is printed is what is shown, `…` standing for anything.
fn fits(shown: &str, printed: &str) -> bool {
    let mut parts = shown.trim_end().split('…').map(|part| part.trim_matches('\n'));
    let Some(mut rest) = parts.next().and_then(|first| printed.strip_prefix(first)) else { return false };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    open || rest.trim().is_empty()
}

#[test]
fn every_command_of_the_documents_prints_what_they_show() {
    let mut documents = vec![root().join("README.md")];
    documents.extend(
        std::fs::read_dir(root().join("docs")).unwrap().flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md")),
    );
    documents.sort();
    let mut wrong = Vec::new();
    let mut run = 0;
    for document in documents {
        // Each document starts with nothing but the examples, as its reader does.
        let desk = Desk::new();
        std::fs::create_dir(desk.path("examples")).unwrap();
        for entry in std::fs::read_dir(examples()).unwrap().flatten() {
            std::fs::copy(entry.path(), desk.path("examples").join(entry.file_name())).unwrap();
        }
        for (command, shown) in commands(&document) {
            let line = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("chancery "));
            let Some(line) = line else {
                assert!(root().join(command.split(' ').next().unwrap_or_default()).exists(), "{}: {command}", document.display());
                continue;
            };
            run += 1;
            let answer = desk.run(&words(line));
            let printed = if answer.out.is_empty() { &answer.err } else { &answer.out };
            if answer.code == 2 || !fits(&shown, printed) {
                wrong.push(format!("{}: $ {command} (exit {})\nprints\n{}{}", document.display(), answer.code, answer.out, answer.err));
            }
        }
    }
    assert!(run >= 5, "the commands are found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn three_dots_stand_for_anything_and_nothing_else_does() {
    assert!(fits("a (…\n…\nc\n", "a (2)\nb\nc\n"));
    assert!(fits("a\n…\nd\n", "a\nb\nc\nd\n") && fits("a\n…\n", "a\nb\n") && fits("a\n", "a\n"));
    assert!(!fits("a\n…\nx\n", "a\nb\nc\n") && !fits("a\n", "a\nb\n") && !fits("b\n", "a\nb\n"));
}
