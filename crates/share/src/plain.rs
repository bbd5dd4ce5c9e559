//! Documents and claims for a person who reads a terminal.

use anstyle::Style;
use model::{Claim, ClaimKind, Document};
use reports::{Answer, Item};
use std::fmt::Write as _;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// An answer for a terminal `width` columns wide; `quotes` says whether each item shows the words that say it.
///
/// Styles are ANSI sequences: whoever prints to something that is no terminal takes them out.
#[must_use]
pub fn answer(answer: &Answer, width: usize, quotes: bool) -> String {
    let mut out = String::new();
    // A list is one section, whose heading its title says already.
    let listed = matches!(answer.sections.as_slice(), [only] if answer.title.starts_with(&only.heading));
    if !listed {
        let _ = writeln!(out, "{STRONG}{}{STRONG:#}", wrap(&answer.title, width, "", ""));
    }
    if let Some(as_of) = answer.as_of {
        let _ = writeln!(out, "  {FAINT}as of {as_of}{FAINT:#}");
    }
    let labels = answer.details.iter().map(|d| d.label.chars().count()).max().unwrap_or(0);
    for detail in &answer.details {
        let label = format!("  {:<labels$}  ", detail.label);
        let _ = writeln!(out, "{}", wrap(&detail.value.to_string(), width, &label, &" ".repeat(labels + 4)));
    }
    for section in &answer.sections {
        let (gap, heading) = if listed { ("", &answer.title) } else { ("\n", &section.heading) };
        let _ = writeln!(out, "{gap}{STRONG}{heading}{STRONG:#} ({})", section.items.len() + section.more);
        let dates = section.items.iter().filter_map(|i| i.date.map(|d| reports::when(d).len())).max().unwrap_or(0);
        for shown in &section.items {
            item(&mut out, shown, dates, width, quotes);
        }
        if section.more > 0 {
            let _ = writeln!(out, "  {FAINT}… and {} more{FAINT:#}", section.more);
        }
    }
    for (n, note) in answer.notes.iter().enumerate() {
        let gap = if n == 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{}", wrap(note, width, "", "      "));
    }
    out
}

fn item(out: &mut String, item: &Item, dates: usize, width: usize, quotes: bool) {
    let date = item.date.map(reports::when).unwrap_or_default();
    let lead = if dates == 0 { "  ".to_owned() } else { format!("  {date:<dates$}  ") };
    let hang = " ".repeat(lead.len());
    let status = item.status.as_ref().map(|s| format!(" [{s}]")).unwrap_or_default();
    let _ = writeln!(out, "{}", wrap(&format!("{}{status}", item.text), width, &lead, &hang));
    if let Some(reason) = &item.reason {
        let _ = writeln!(out, "{}", wrap(&reason.to_string(), width, &format!("{hang}  "), &format!("{hang}  ")));
    }
    if let Some(evidence) = item.evidence.as_ref().filter(|_| quotes) {
        let from = evidence.publisher.as_deref().unwrap_or(&evidence.source);
        let more = item.documents.saturating_sub(1);
        let others = if more > 0 { format!(", and {more} more") } else { String::new() };
        let quote = format!("“{}” ({from}{others})", one_line(&evidence.quote));
        let _ = writeln!(out, "{FAINT}{}{FAINT:#}", wrap(&quote, width, &hang, &format!("{hang} ")));
    }
}

/// `text` on lines of at most `width` columns, the first after `lead`, the others after `hang`.
fn wrap(text: &str, width: usize, lead: &str, hang: &str) -> String {
    let options = textwrap::Options::new(width.max(40)).initial_indent(lead).subsequent_indent(hang).break_words(false);
    textwrap::fill(&one_line(text), options)
}

/// The line that says a claim in short: its kind, then its slots as `· slot value`, in the contract's words.
#[must_use]
pub fn claim_line(kind: &ClaimKind) -> String {
    let mut line = kind.name().to_owned();
    let Ok(serde_json::Value::Object(slots)) = serde_json::to_value(kind) else { return line };
    for (slot, value) in slots.iter().filter(|(slot, _)| *slot != "kind") {
        let _ = write!(line, " · {slot} {}", words(value));
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
    let _ = writeln!(out, "{}", one_line(document.title.as_deref().unwrap_or("(untitled)")));
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
            let _ = writeln!(out, "  {name:<10} {}", one_line(&value));
        }
    }
    if !document.comments.is_empty() {
        let _ = writeln!(out, "  {:<10} {} by readers, kept apart", "comments", document.comments.len());
    }
    for notice in &document.notices {
        let _ = writeln!(out, "  notice     {} ({})", one_line(&notice.message), notice.code);
    }
    for claim in claims {
        let _ = writeln!(out, "\n{}", one_line(&claim_line(&claim.kind)));
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

#[cfg(test)]
mod tests;
