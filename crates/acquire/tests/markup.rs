//! Web pages in the house styles of ministries, newspapers and blogs of many countries, with names that do not
//! exist: what is the article, what does the page say of itself, and what did its readers say?
//!
//! Each `pages/markup-*/<name>.html` has its expectations in `<name>.json`. Each folder was written while the rules
//! stood still, measured once, and only then taken into the rules; the figures of those first readings are in
//! `tests/gold/SCORES.md`.

#![allow(clippy::unwrap_used)]

use acquire::{Limits, Origin};
use model::{Document, Role};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn read(path: &Path) -> Document {
    let origin = Origin { source: path.display().to_string(), ..Origin::default() };
    let mut found = Vec::new();
    acquire::read(&mut fs::File::open(path).unwrap(), &origin, &Limits::default(), &mut |read| found.push(read.unwrap()));
    assert_eq!(found.len(), 1, "{}", path.display());
    found.remove(0)
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let folders = ["markup-first", "markup-second", "markup-third", "markup-fourth", "markup-fifth"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut pages: Vec<_> = folders.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    pages
}

/// What the document says, in the words of the expectations.
fn said(document: &Document) -> Value {
    let count = |role: fn(&Role) -> bool| document.blocks.iter().filter(|b| role(&b.role)).count();
    json!({
        "title": document.title,
        "published": document.published.map(|d| d.to_string()),
        "updated": document.updated.map(|d| d.to_string()),
        "publisher": document.publisher,
        "author": document.author,
        "office": document.office,
        "language": document.language.as_deref().and_then(|l| l.split('-').next()),
        "comments": document.comments.len(),
        "authors": document.comments.iter().map(|c| c.author.clone()).collect::<Vec<_>>(),
        "ups": document.comments.iter().map(|c| c.up).collect::<Vec<_>>(),
        "downs": document.comments.iter().map(|c| c.down).collect::<Vec<_>>(),
        "scores": document.comments.iter().map(|c| c.score).collect::<Vec<_>>(),
        "cells": count(|r| matches!(r, Role::TableCell { .. })),
        "items": count(|r| matches!(r, Role::ListItem { .. })),
        "terms": count(|r| matches!(r, Role::Term)),
    })
}

#[test]
fn every_page_is_read_as_expected() {
    let mut wrong = Vec::new();
    let pages = pages();
    assert_eq!(pages.len(), 30);
    for path in pages {
        let name = path.file_stem().unwrap().display().to_string();
        let expected: Value = serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let document = read(&path);
        let said = said(&document);
        for (field, wanted) in expected.as_object().unwrap() {
            match field.as_str() {
                "keeps" | "drops" => {
                    let parts = wanted.as_array().unwrap().iter().filter_map(Value::as_str);
                    let keeps = field == "keeps";
                    wrong
                        .extend(parts.filter(|part| document.text.contains(part) != keeps).map(|part| format!("{name}: {field} {part:?}")));
                }
                _ if said[field] != *wanted => wrong.push(format!("{name}: {field}: wanted {wanted}, found {}", said[field])),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
