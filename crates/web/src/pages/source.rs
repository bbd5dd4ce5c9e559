//! What does this document say? The text with its claims highlighted where they stand, readers' comments folded apart.

use crate::asking::{Asking, file_name, short};
use crate::page::{Block, Cell, Html, Labelled, Page, Row, Table};
use crate::reply::Wrong;
use crate::words::Words;
use askama::Template;
use model::{Comment, Document, DocumentId, Role, Span};
use register::{ClaimFilter, KeptClaim, KeptDocument, Standing, Wanted};
use reports::Book;
use serde_json::json;
use std::collections::BTreeMap;

/// A document as an item of a list.
pub(crate) fn row(asking: &Asking<'_>, kept: &KeptDocument) -> Row {
    let title = kept.title.clone().unwrap_or_else(|| kept.sources.first().map(|s| file_name(s)).unwrap_or_default());
    Row {
        when: kept.published.map(|d| asking.when(d)),
        text: title,
        href: asking.words_href(&kept.id, None),
        reason: kept.publisher.clone().unwrap_or_default(),
        id: kept.id.as_str().to_owned(),
        ..Row::default()
    }
}

/// The document that an id, or the beginning of its digits, names.
pub(crate) fn kept<'b>(book: &Book<'b>, id: &str) -> Result<&'b KeptDocument, Wrong> {
    let id = DocumentId::from_printed(format!("sha256:{}", short(id)));
    book.snapshot.documents.get(&id).ok_or_else(|| Wrong::missing("document"))
}

/// Every document that was read, the last published first.
pub(crate) fn sources(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book(|book| {
        let mut claims: BTreeMap<&DocumentId, usize> = BTreeMap::new();
        for kept in book.snapshot.claims.values() {
            *claims.entry(&kept.claim.doc).or_default() += 1;
        }
        let mut documents: Vec<&KeptDocument> = book.snapshot.documents.values().collect();
        documents.sort_by_key(|d| (std::cmp::Reverse(d.published.and_then(|p| p.lower())), &d.id));
        let mut table =
            Table::new(asking.words.heading("Documents"), &["published", "title", "publisher", "claims", "comments", "language"]);
        for d in documents {
            let row = row(asking, d);
            table.rows.push(vec![
                Cell::when(row.when),
                Cell::link(row.text, row.href),
                Cell::text(d.publisher.clone().unwrap_or_default()),
                Cell::number(claims.get(&d.id).copied().unwrap_or_default()),
                Cell::number(d.comments),
                Cell::text(d.language.clone().unwrap_or_default()),
            ]);
        }
        let mut page = Page::new("source", asking.t("q.sources"));
        asking.part(&mut table)?;
        page.blocks.push(Block::Table(table));
        Ok(page)
    })
}

/// Two documents to choose for a comparison.
pub(crate) fn choose(asking: &Asking<'_>, book: &Book<'_>) -> Block {
    let mut documents: Vec<(String, String)> = book
        .snapshot
        .documents
        .values()
        .map(|d| {
            let row = row(asking, d);
            (short(d.id.as_str()).to_owned(), [row.reason, row.text].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": "))
        })
        .collect();
    documents.sort_by(|a, b| a.1.cmp(&b.1));
    documents.truncate(2000);
    let chosen = |name: &str| asking.ask.queried(name).unwrap_or_default().to_owned();
    Block::Own(Html::of(&Choose { w: asking.words, documents, one: chosen("one"), other: chosen("with") }))
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose<'p> {
    w: &'p Words,
    documents: Vec<(String, String)>,
    one: String,
    other: String,
}

/// A stretch of the text under the same claims.
struct Piece<'t> {
    text: &'t str,
    /// The claims that begin here: anchors.
    begins: Vec<String>,
    /// The claim to go to, where there is one, and how many there are.
    claim: Option<String>,
}

/// A block of the text in the shape it had.
struct Part<'t> {
    shape: &'static str,
    pieces: Vec<Piece<'t>>,
    /// Of a row of a table, its cells.
    cells: Vec<Vec<Piece<'t>>>,
}

/// A claim beside the text.
struct Beside {
    digits: String,
    href: String,
    kind: &'static str,
    denied: bool,
    line: String,
    standing: Standing,
}

#[derive(Template)]
#[template(path = "source.html")]
struct Reader<'p> {
    w: &'p Words,
    language: String,
    parts: Vec<Part<'p>>,
    claims: Vec<Beside>,
    comments: &'p [Comment],
    shown: String,
}

pub(crate) fn source(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let id = DocumentId::from_printed(format!("sha256:{}", short(asking.param("id"))));
    asking.book_about(&Wanted::Documents(vec![id]), |book| {
        let kept = kept(book, asking.param("id"))?;
        let (site, id) = (asking.site, &kept.id);
        let document = site.shelf.document(&site.world, id).ok_or_else(|| Wrong::missing("document"))?;
        let filter = ClaimFilter { document: Some(id.clone()), ..ClaimFilter::default() };
        let claims = site.shelf.with(&site.world, |register| Ok(register.claims(&filter)?))?;
        let mut page = Page::new("source", asking.t("q.source"));
        page.lead = row(asking, kept).text;
        page.blocks.push(Block::Facts(facts(asking, book, kept)));
        page.value = value(kept, &document, &claims);
        let beside = claims.iter().map(|k| Beside {
            digits: short(k.id.as_str()).to_owned(),
            href: asking.link(&format!("/claim/{}", short(k.id.as_str()))),
            kind: k.claim.kind.name(),
            denied: k.claim.polarity.is_some(),
            line: in_short(asking, book, k),
            standing: k.standing,
        });
        page.blocks.push(Block::Own(Html::of(&Reader {
            w: asking.words,
            language: kept.language.clone().unwrap_or_default(),
            parts: parts(asking, &document, &claims),
            claims: beside.collect(),
            comments: &document.comments,
            shown: asking.ask.queried("claim").unwrap_or_default().to_owned(),
        })));
        Ok(page)
    })
}

/// What a claim says by itself, in a line; its slots where they are too few for one.
pub(crate) fn in_short(asking: &Asking<'_>, book: &Book<'_>, kept: &KeptClaim) -> String {
    let Some(entity) = register::spoken_of(kept) else {
        return share::plain::one_line(&share::plain::claim_line(&kept.claim.kind));
    };
    let dated = entity.date.filter(|_| !matches!(entity.kind.name(), "commitment" | "measure" | "person"));
    let line = share::plain::one_line(&asking.line(book, &entity));
    dated.map_or(line.clone(), |date| format!("{line} ({})", asking.words.date(date)))
}

fn facts(asking: &Asking<'_>, book: &Book<'_>, kept: &KeptDocument) -> Vec<Labelled> {
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Vec<Cell>| {
        if value.iter().any(|c| !c.text.is_empty()) {
            facts.push(Labelled { label: asking.words.said(label), value });
        }
    };
    let text = |value: &Option<String>| vec![Cell::text(value.clone().unwrap_or_default())];
    add("publisher", text(&kept.publisher));
    add("published", vec![Cell::when(kept.published.map(|d| asking.when(d)))]);
    add("updated", vec![Cell::when(kept.updated.map(|d| asking.when(d)))]);
    add("author", text(&kept.author));
    add("office", text(&kept.office));
    let original = |source: &String| {
        if source.starts_with("https://") || source.starts_with("http://") {
            Cell::link(source, source)
        } else {
            Cell::text(file_name(source))
        }
    };
    add("source", kept.sources.iter().map(original).collect());
    let same = book.snapshot.copies(&kept.id).into_iter().map(|d| Cell::link(row(asking, d).text, asking.words_href(&d.id, None)));
    add("same article", same.collect());
    let compare = asking.link(&format!("/compare?one={}", short(kept.id.as_str())));
    add("other", vec![Cell::link(asking.t("compare with"), compare)]);
    facts
}

pub(crate) fn value(kept: &KeptDocument, document: &Document, claims: &[KeptClaim]) -> serde_json::Value {
    let contract = claims.iter().map(|k| json!({ "id": k.id, "standing": k.standing, "counts": k.counts, "claim": share::contract::claim_records(document, std::slice::from_ref(&k.claim)).next().and_then(|r| serde_json::to_value(r).ok()) }));
    json!({
        "document": kept,
        "text": document.text,
        "claims": contract.collect::<Vec<_>>(),
        "comments": document.comments,
        "notices": document.notices,
    })
}

/// The text in parts; rows of tables are put together again.
fn parts<'t>(asking: &Asking<'_>, document: &'t Document, claims: &[KeptClaim]) -> Vec<Part<'t>> {
    let marks = marks(claims);
    let href = |claim: &str| asking.link(&format!("/claim/{claim}"));
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut last_row = None;
    for block in &document.blocks {
        let pieces = pieces(&document.text, block.span, &marks, &href);
        if let Role::TableCell { table, row, .. } = block.role {
            match parts.last_mut().filter(|_| last_row == Some((table, row))) {
                Some(part) => part.cells.push(pieces),
                None => parts.push(Part { shape: "row", pieces: Vec::new(), cells: vec![pieces] }),
            }
            last_row = Some((table, row));
            continue;
        }
        last_row = None;
        let shape = match block.role {
            Role::Heading { level: 0..=2 } => "heading",
            Role::Heading { .. } => "subheading",
            Role::ListItem { .. } => "item",
            Role::Caption => "caption",
            Role::Paragraph | Role::TableCell { .. } | Role::Term | Role::Definition => "paragraph",
        };
        parts.push(Part { shape, pieces, cells: Vec::new() });
    }
    parts
}

/// Where claims stand: span and digits of the id, by place.
fn marks(claims: &[KeptClaim]) -> Vec<(Span, String, bool)> {
    let mut marks: Vec<(Span, String, bool)> = claims
        .iter()
        .filter(|k| k.standing != Standing::Rejected)
        .flat_map(|k| k.claim.evidence.iter().enumerate().map(|(n, span)| (*span, short(k.id.as_str()).to_owned(), n == 0)))
        .collect();
    marks.sort_by(|a, b| (a.0.start, a.0.end, &a.1).cmp(&(b.0.start, b.0.end, &b.1)));
    marks
}

/// A block cut wherever a claim's words begin or end.
fn pieces<'t>(text: &'t str, block: Span, marks: &[(Span, String, bool)], href: &dyn Fn(&str) -> String) -> Vec<Piece<'t>> {
    let inside: Vec<&(Span, String, bool)> = marks.iter().filter(|(span, ..)| span.start < block.end && span.end > block.start).collect();
    let mut cuts: Vec<u32> = vec![block.start, block.end];
    for (span, ..) in &inside {
        cuts.extend([span.start.clamp(block.start, block.end), span.end.clamp(block.start, block.end)]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let over = || inside.iter().filter(|(span, ..)| span.start <= from && span.end >= to);
            // The shortest evidence over a stretch is the most particular.
            let nearest = over().min_by_key(|(span, ..)| span.end - span.start).map(|(_, digits, _)| href(digits));
            let begins =
                inside.iter().filter(|(span, _, first)| *first && span.start.max(block.start) == from && span.start >= block.start);
            Piece {
                text: text.get(from as usize..to as usize).unwrap_or_default(),
                begins: begins.map(|(_, digits, _)| digits.clone()).collect(),
                claim: nearest,
            }
        })
        .collect()
}
