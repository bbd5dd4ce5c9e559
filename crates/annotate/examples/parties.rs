//! Scores mentions of parties against texts marked by eye: `cargo run --release --example parties -- FILE [--draw|--verbose]`.
//!
//! FILE holds documents, each begun by a line `=== NAME`, lines `publisher:` and `published:` where it has them, and paragraphs
//! with every mention of a party as `[[words|PARTY]]`; `[[words|]]` is a party whose name the marker leaves open, of which
//! only the words count. Lines that begin with `#` are comments. Counted are names, short forms and adjectives, not words that
//! point back. `--draw` prints the same documents as the layer marks them.

use annotate::{Annotated, Annotator, Form, MentionKind};
use model::{Block, Document, DocumentId, Role, Span};
use std::collections::BTreeMap;
use std::io::Write;

/// Where a mention stands and which parties it means, joined by `+`; none where that is open.
type Marks = BTreeMap<(usize, usize), Option<String>>;

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    fn show(&self) -> String {
        let ratio = |n: usize, d: usize| n as f64 / d.max(1) as f64;
        let (p, r) = (ratio(self.right, self.found), ratio(self.right, self.wanted));
        let f1 = 2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64;
        format!("P {p:.3} R {r:.3} F1 {f1:.3} ({} right of {} marked, {} found)", self.right, self.wanted, self.found)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (path, option) = (args.next().ok_or("which file?")?, args.next().unwrap_or_default());
    let text = std::fs::read_to_string(path)?;
    let annotator = Annotator::new();
    let mut out = std::io::stdout().lock();
    let (mut spans, mut parties) = (Tally::default(), Tally::default());
    let body: String = text.lines().filter(|l| !l.starts_with('#')).flat_map(|l| [l, "\n"]).collect();
    for part in body.split("=== ").skip(1) {
        let (name, rest) = part.split_once('\n').unwrap_or((part, ""));
        let (document, wanted) = read(rest);
        let annotated = annotator.annotate(&document).0;
        let found = marks(&annotated);
        if option == "--draw" {
            writeln!(out, "=== {name}\n{}", draw(rest, &document, &found))?;
            continue;
        }
        spans.wanted += wanted.len();
        spans.found += found.len();
        let open = wanted.values().filter(|w| w.is_none()).count();
        let open_found = found.keys().filter(|k| matches!(wanted.get(k), Some(None))).count();
        parties.wanted += wanted.len() - open;
        parties.found += found.len() - open_found;
        for (span, party) in &wanted {
            let words = &document.text[span.0..span.1];
            match (party, found.get(span)) {
                (_, None) => show(&mut out, &option, name, "missed", words, party.as_deref().unwrap_or_default(), &document, *span)?,
                (None, Some(_)) => spans.right += 1,
                (Some(p), Some(f)) => {
                    spans.right += 1;
                    let f = f.as_deref().unwrap_or_default();
                    if p == f {
                        parties.right += 1;
                    } else {
                        show(&mut out, &option, name, "other", words, &format!("{p}, not {f}"), &document, *span)?;
                    }
                }
            }
        }
        for (span, party) in found.iter().filter(|f| !wanted.contains_key(f.0)) {
            show(
                &mut out,
                &option,
                name,
                "beyond",
                &document.text[span.0..span.1],
                party.as_deref().unwrap_or_default(),
                &document,
                *span,
            )?;
        }
    }
    if option != "--draw" {
        writeln!(out, "mentions  {}\nparties   {}", spans.show(), parties.show())?;
    }
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "one line of output")]
fn show(
    out: &mut impl Write,
    option: &str,
    name: &str,
    what: &str,
    words: &str,
    party: &str,
    document: &Document,
    span: (usize, usize),
) -> std::io::Result<()> {
    if option == "--verbose" {
        let from = document.text[..span.0].char_indices().rev().nth(40).map_or(0, |c| c.0);
        let to = document.text[span.1..].char_indices().nth(30).map_or(document.text.len(), |c| span.1 + c.0);
        writeln!(out, "{name}: {what} {words:?} {party}    …{:?}…", &document.text[from..to])?;
    }
    Ok(())
}

/// A document without its marks, and the marks.
fn read(marked: &str) -> (Document, Marks) {
    let field = |name: &str| marked.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_owned());
    let (mut text, mut wanted, mut blocks) = (String::new(), Marks::new(), Vec::new());
    let body = marked.lines().filter(|l| !l.starts_with("publisher:") && !l.starts_with("published:"));
    for line in body.filter(|l| !l.trim().is_empty()) {
        let start = text.len();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("[[") {
            text.push_str(before);
            let Some((mark, after)) = after.split_once("]]") else { break };
            let (words, party) = mark.split_once('|').unwrap_or((mark, ""));
            wanted.insert((text.len(), text.len() + words.len()), (!party.is_empty()).then(|| party.to_owned()));
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        let role = if blocks.is_empty() { Role::Heading { level: 1 } } else { Role::Paragraph };
        blocks.push(Block { span: Span::new(start, text.len()), role });
        text.push('\n');
    }
    let document = Document {
        id: DocumentId::of(text.as_bytes()),
        title: blocks.first().map(|b| b.span.of(&text).to_owned()),
        blocks,
        published: field("published:").and_then(|v| v.parse().ok()),
        publisher: field("publisher:"),
        text,
        ..Document::of_text("")
    };
    (document, wanted)
}

fn marks(annotated: &Annotated<'_>) -> Marks {
    let parties = annotated.mentions.iter().filter(|m| m.form != Form::Description).filter_map(|m| match &m.kind {
        MentionKind::Party(parties) => {
            let name = parties.iter().map(|p| p.as_str()).collect::<Vec<_>>().join("+");
            Some(((m.span.start as usize, m.span.end as usize), Some(name)))
        }
        _ => None,
    });
    parties.collect()
}

fn draw(head: &str, document: &Document, found: &Marks) -> String {
    let mut out = String::new();
    for line in head.lines().filter(|l| l.starts_with("publisher:") || l.starts_with("published:")) {
        out.push_str(line);
        out.push('\n');
    }
    let mut at = 0;
    for (span, party) in found {
        out.push_str(&document.text[at..span.0]);
        out.push_str(&format!("[[{}|{}]]", &document.text[span.0..span.1], party.as_deref().unwrap_or_default()));
        at = span.1;
    }
    out.push_str(&document.text[at..]);
    out
}
