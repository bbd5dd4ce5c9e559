//! An answer as one page of HTML that needs nothing else: to be printed, or sent.

use crate::plain::one_line;
use reports::{Answer, Item};
use std::fmt::Write as _;

/// The look of the page: dark and light, on paper and screen, without any file beside it.
const STYLE: &str = include_str!("html/page.css");

/// An answer as a page; `quotes` says whether each item shows the words that say it. Nothing that a document says can become
/// markup, and the page runs no script and loads nothing.
#[must_use]
pub fn answer(answer: &Answer, quotes: bool) -> String {
    let title = escaped(&answer.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if let Some(as_of) = answer.as_of {
        let _ = writeln!(out, "<p class=\"as-of\">As of <time>{as_of}</time></p>");
    }
    if !answer.details.is_empty() {
        out.push_str("<dl>\n");
        for detail in &answer.details {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(&detail.label), escaped(&detail.value.to_string()));
        }
        out.push_str("</dl>\n");
    }
    for section in &answer.sections {
        let _ =
            writeln!(out, "<section>\n<h2>{} <small>{}</small></h2>\n<ul>", escaped(&section.heading), section.items.len() + section.more);
        for shown in &section.items {
            item(&mut out, shown, quotes);
        }
        out.push_str("</ul>\n");
        if section.more > 0 {
            let _ = writeln!(out, "<p>… and {} more</p>", section.more);
        }
        out.push_str("</section>\n");
    }
    for note in &answer.notes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(note));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn item(out: &mut String, item: &Item, quotes: bool) {
    out.push_str("<li>");
    if let Some(date) = item.date {
        let _ = write!(out, "<time>{}</time> ", reports::when(date));
    }
    let _ = write!(out, "<span>{}</span>", escaped(&item.text));
    if let Some(status) = &item.status {
        let _ = write!(out, " <strong>{}</strong>", escaped(status));
    }
    if let Some(reason) = &item.reason {
        let _ = write!(out, "<p>{}</p>", escaped(&reason.to_string()));
    }
    if let Some(evidence) = item.evidence.as_ref().filter(|_| quotes) {
        let from = evidence.publisher.as_deref().unwrap_or(&evidence.source);
        let _ = write!(out, "<blockquote>{} <cite>{}</cite></blockquote>", escaped(&evidence.quote), escaped(from));
    }
    out.push_str("</li>\n");
}

/// Text on one line in which no character has a meaning of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
