//! Pages of outlets and ministries that do not exist, in the clutter of those that do: what is the article, and
//! what does the page say of itself?
//!
//! Each `pages/<name>.txt` has its expectations in `pages/<name>.json`. Each folder was written while the rules
//! stood still, measured once, and only then taken into the rules; the figures of those first readings are in
//! `tests/gold/SCORES.md`.

#![allow(clippy::unwrap_used)]

use acquire::{Limits, Origin};
use model::{Document, Role};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn read(path: &Path) -> Document {
    let origin = Origin { source: path.display().to_string(), ..Origin::default() };
    let mut found = Vec::new();
    acquire::read(&mut fs::File::open(path).unwrap(), &origin, &Limits::default(), &mut |read| found.push(read.unwrap()));
    assert_eq!(found.len(), 1, "{}", path.display());
    found.remove(0)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// What is not as expected, in words.
fn faults(document: &Document, expected: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let date = |date: &Option<model::PartialDate>| date.map(|d| d.to_string());
    let mut fields = vec![
        ("title", document.title.clone()),
        ("published", date(&document.published)),
        ("updated", date(&document.updated)),
        ("publisher", document.publisher.clone()),
        ("author", document.author.clone()),
    ];
    fields.extend(
        [("office", document.office.clone()), ("language", document.language.clone())]
            .into_iter()
            .filter(|(name, _)| expected.get(name).is_some()),
    );
    for (name, found) in fields {
        let wanted = expected.get(name).and_then(Value::as_str);
        if found.as_deref().map(bare) != wanted.map(bare) {
            faults.push(format!("{name}: wanted {wanted:?}, found {found:?}"));
        }
    }
    let text = bare(&document.text);
    let listed = |name: &str| expected.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    faults.extend(
        listed("keeps").iter().filter_map(Value::as_str).filter(|part| !text.contains(&bare(part))).map(|part| format!("lost: {part:?}")),
    );
    faults.extend(
        listed("drops").iter().filter_map(Value::as_str).filter(|part| text.contains(&bare(part))).map(|part| format!("kept: {part:?}")),
    );
    let count = |role: fn(&Role) -> bool| document.blocks.iter().filter(|b| role(&b.role)).count();
    for (name, found) in [
        ("comments", document.comments.len()),
        ("items", count(|r| matches!(r, Role::ListItem { .. }))),
        ("cells", count(|r| matches!(r, Role::TableCell { .. }))),
        ("paragraphs", count(|r| matches!(r, Role::Paragraph))),
    ] {
        if expected.get(name).and_then(Value::as_u64).is_some_and(|wanted| wanted != found as u64) {
            faults.push(format!("{name}: wanted {}, found {found}", expected[name]));
        }
    }
    let ups: Vec<Value> = document.comments.iter().map(|c| c.up.into()).collect();
    let authors: Vec<Value> = document.comments.iter().map(|c| c.author.clone().into()).collect();
    for (name, found) in [("ups", ups), ("authors", authors)] {
        if expected.get(name).is_some_and(|wanted| *wanted != Value::from(found.clone())) {
            faults.push(format!("{name}: wanted {}, found {found:?}", expected[name]));
        }
    }
    faults
}

#[test]
fn every_page_is_read_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<_> = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 106, "{} pages", pages.len());
    let mut wrong = Vec::new();
    for path in pages {
        let expected: Value = serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        for fault in faults(&read(&path), &expected) {
            wrong.push(format!("{}: {fault}", path.file_stem().unwrap().display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
