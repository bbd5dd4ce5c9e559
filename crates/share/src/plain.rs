//! Documents and claims for a person who reads a terminal.

use model::{Claim, ClaimKind, Document};
use std::fmt::Write as _;

/// The line that says a claim in short: its kind, then its slots as `slot value`, in the contract's words.
#[must_use]
pub fn claim_line(kind: &ClaimKind) -> String {
    let mut line = kind.name().to_owned();
    let Ok(serde_json::Value::Object(slots)) = serde_json::to_value(kind) else { return line };
    for (slot, value) in slots.iter().filter(|(slot, _)| *slot != "kind") {
        let _ = write!(line, "  {slot} {}", words(value));
    }
    line
}

fn words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(s) => s.clone(),
        serde_json::Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        serde_json::Value::Object(fields) => fields.values().map(words).collect::<Vec<_>>().join(" / "),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => value.to_string(),
    }
}

/// A document with its claims, each under the words that say it.
#[must_use]
pub fn reading(document: &Document, claims: &[Claim]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", document.title.as_deref().unwrap_or("(untitled)"));
    let known = [
        ("source", Some(document.source.clone())),
        ("publisher", document.publisher.clone()),
        ("author", document.author.clone()),
        ("office", document.office.clone()),
        ("published", document.published.map(|d| d.to_string())),
        ("updated", document.updated.map(|d| d.to_string())),
        ("language", document.language.clone()),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name:<10} {value}");
        }
    }
    if !document.comments.is_empty() {
        let _ = writeln!(out, "  {:<10} {} by readers, kept apart", "comments", document.comments.len());
    }
    for notice in &document.notices {
        let _ = writeln!(out, "  notice     {} ({})", notice.message, notice.code);
    }
    for claim in claims {
        let _ = writeln!(out, "\n{}", claim_line(&claim.kind));
        for &span in &claim.evidence {
            let _ = writeln!(out, "    “{}”", one_line(document.quote(span)));
        }
    }
    out
}

/// White space folded, and no control or bidirectional character that could redraw a terminal.
#[must_use]
pub fn one_line(text: &str) -> String {
    let hostile =
        |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let clean: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| !hostile(c)).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
