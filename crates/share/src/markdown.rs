//! An answer as Markdown, for a note or a page of a wiki.

use crate::plain::one_line;
use reports::{Answer, Item};
use std::fmt::Write as _;

/// An answer as Markdown; `quotes` says whether each item shows the words that say it. Nothing that a document says can
/// become markup.
#[must_use]
pub fn answer(answer: &Answer, quotes: bool) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", escaped(&answer.title));
    if let Some(as_of) = answer.as_of {
        let _ = writeln!(out, "As of {as_of}.\n");
    }
    for detail in &answer.details {
        let _ = writeln!(out, "- **{}**: {}", escaped(&detail.label), escaped(&detail.value.to_string()));
    }
    for section in &answer.sections {
        let _ = writeln!(out, "\n## {} ({})\n", escaped(&section.heading), section.items.len() + section.more);
        for shown in &section.items {
            item(&mut out, shown, quotes);
        }
        if section.more > 0 {
            let _ = writeln!(out, "- … and {} more", section.more);
        }
    }
    for note in &answer.notes {
        let _ = writeln!(out, "\n{}", escaped(note));
    }
    out
}

fn item(out: &mut String, item: &Item, quotes: bool) {
    let date = item.date.map(|d| format!("{} ", reports::when(d))).unwrap_or_default();
    let status = item.status.as_ref().map(|s| format!(" *{}*", escaped(s))).unwrap_or_default();
    let _ = writeln!(out, "- {date}{}{status}", escaped(&item.text));
    if let Some(reason) = &item.reason {
        let _ = writeln!(out, "  {}", escaped(&reason.to_string()));
    }
    if let Some(evidence) = item.evidence.as_ref().filter(|_| quotes) {
        let from = evidence.publisher.as_deref().unwrap_or(&evidence.source);
        let _ = writeln!(out, "  > {} ({})", escaped(&evidence.quote), escaped(from));
    }
}

/// Text on one line in which no character has a meaning of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
