//! What do governments agree, and what came of it? The way in.

use crate::ask::encoded;
use crate::asking::Asking;
use crate::page::{Block, Html, List, Page, Row};
use crate::reply::Wrong;
use crate::words::Words;
use askama::Template;
use register::EntityFilter;
use reports::{Book, Scope};
use serde_json::json;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'p> {
    w: &'p Words,
    /// How much there is of each kind, with its page.
    counts: Vec<(String, usize, String)>,
    /// Pairs of parties with how much lies between them.
    dyads: Vec<(String, String, usize)>,
}

/// Pairs that the home page names.
const PAIRS: usize = 12;

pub(crate) fn home(asking: &Asking<'_>) -> Result<Page, Wrong> {
    if asking.site.shelf.is_large(&asking.site.world)? {
        return large(asking);
    }
    asking.book(|book| {
        let mut page = Page::new("home", asking.t("q.home"));
        if book.snapshot.documents.is_empty() {
            page.blocks.push(Block::Note(asking.t("home.empty").to_owned()));
            page.value = json!({ "title": page.title, "documents": 0 });
            return Ok(page);
        }
        let counts = counts(asking, book);
        let pairs = reports::matrix(book, &Scope::All);
        let dyads: Vec<(String, String, usize)> = pairs
            .pairs
            .iter()
            .take(PAIRS)
            .map(|p| {
                let href = asking.link(&format!("/dyad/{}/{}", encoded(&p.one), encoded(&p.other)));
                (href, format!("{} – {}", asking.party_name(&p.one), asking.party_name(&p.other)), p.count)
            })
            .collect();
        page.value = json!({
            "title": page.title,
            "as_of": book.as_of,
            "counts": counts.iter().map(|(name, count, _)| (name.clone(), json!(count))).collect::<serde_json::Map<_, _>>(),
            "pairs": pairs.pairs.iter().take(PAIRS).collect::<Vec<_>>(),
        });
        page.blocks.push(Block::Own(Html::of(&Home { w: asking.words, counts, dyads })));
        look(asking, book, &mut page);
        Ok(page)
    })
}

/// The way into a register that is too large to be counted while somebody waits: its states and organisations.
fn large(asking: &Asking<'_>) -> Result<Page, Wrong> {
    states(asking, "q.home", "home")
}

/// The states and organisations of a large register.
pub(crate) fn parties(asking: &Asking<'_>) -> Result<Page, Wrong> {
    states(asking, "q.parties", "party")
}

fn states(asking: &Asking<'_>, title: &str, kind: &'static str) -> Result<Page, Wrong> {
    let filter = EntityFilter { kind: Some("party".to_owned()), ..EntityFilter::default() };
    let found = asking.site.shelf.with(&asking.site.world, |register| Ok(register.entities(&filter)?))?;
    let states = found.iter().filter(|e| model::Party::new(e.name.as_str()).state() == Some(e.name.as_str()));
    let mut dyads: Vec<(String, String, usize)> =
        states.map(|e| (asking.link(&format!("/party/{}", encoded(&e.name))), asking.party_name(&e.name), 0)).collect();
    dyads.sort_by(|a, b| a.1.cmp(&b.1));
    let mut page = Page::new(kind, asking.t(title));
    page.value = json!({ "title": page.title, "parties": dyads.iter().map(|(href, name, _)| json!({ "name": name, "address": href })).collect::<Vec<_>>() });
    page.blocks.push(Block::Own(Html::of(&Home { w: asking.words, counts: Vec::new(), dyads })));
    Ok(page)
}

fn counts(asking: &Asking<'_>, book: &Book<'_>) -> Vec<(String, usize, String)> {
    let mut counts = vec![
        (asking.words.said("documents"), book.snapshot.documents.len(), asking.link("/sources")),
        (asking.words.said("claims"), book.snapshot.claims.len(), asking.link("/coverage")),
    ];
    for plural in reports::KINDS.iter().skip(1) {
        let Some(kind) = reports::kind_of(plural) else { continue };
        let count = book.snapshot.entities.values().filter(|e| e.kind.name() == kind).count();
        counts.push((asking.words.said(plural), count, asking.link(&format!("/{plural}"))));
    }
    counts.retain(|(_, count, _)| *count > 0);
    counts
}

/// What is to come, what needs a look, and what was read last.
fn look(asking: &Asking<'_>, book: &Book<'_>, page: &mut Page) {
    const FEW: usize = 6;
    let mut list = |heading: &str, rows: Vec<Row>, href: &str| {
        if rows.is_empty() {
            return;
        }
        let more = rows.len().saturating_sub(FEW);
        let rows: Vec<Row> = rows.into_iter().take(FEW).collect();
        page.blocks.push(Block::List(List { heading: asking.t(heading).to_owned(), rows, more, more_href: asking.link(href), level: 2 }));
    };
    let timeline = reports::timeline(book, &Scope::All);
    let coming = timeline.sections.iter().filter(|s| s.heading == "To come").flat_map(|s| &s.items);
    list("home.coming", coming.map(|i| asking.row(book, i)).collect(), "/calendar");
    let checks = reports::checks(book, &Scope::All);
    let kinds = checks.sections.iter().flat_map(|s| s.items.iter().take(2).map(move |i| (s, i)));
    let odd = kinds.map(|(section, item)| Row {
        badge: Some(crate::asking::badge(&section.heading.to_lowercase())),
        quote: None,
        ..asking.row(book, item)
    });
    list("home.look", odd.collect(), "/checks");
    let mut documents: Vec<_> = book.snapshot.documents.values().filter(|d| d.published.is_some()).collect();
    documents.sort_by(|a, b| b.published.and_then(|d| d.lower()).cmp(&a.published.and_then(|d| d.lower())).then_with(|| a.id.cmp(&b.id)));
    let read = documents.into_iter().map(|d| super::source::row(asking, d));
    list("home.read", read.collect(), "/sources");
}
