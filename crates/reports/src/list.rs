//! What does the register hold of one kind?

use crate::answer::Item;
use crate::book::heading;
use crate::{Answer, Book};
use model::{DocumentId, PartialDate};
use register::EntityFilter;
use register::entity::EntityKind;
use std::collections::BTreeMap;

/// What is listed of a kind; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Concerning all of these parties; a body counts for its state.
    pub parties: Vec<String>,
    /// Dated within this date, or possibly so.
    pub within: Option<PartialDate>,
    /// Standing thus: `held`, `in-force`.
    pub status: Option<String>,
    /// Whose line holds these words, letter case aside.
    pub words: Option<String>,
    /// Told by a publisher whose name holds this, letter case aside.
    pub publisher: Option<String>,
}

/// The kinds that can be listed, as a user names them.
pub const KINDS: [&str; 13] = [
    "documents",
    "parties",
    "persons",
    "mechanisms",
    "meetings",
    "visits",
    "instruments",
    "commitments",
    "stances",
    "measures",
    "projects",
    "figures",
    "events",
];

/// The kind of entity that a user's word for many of it names; `None` for documents and for no kind.
#[must_use]
pub fn kind_of(plural: &str) -> Option<&'static str> {
    let singular = match plural {
        "parties" => "party",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    EntityKind::NAMES.iter().copied().find(|kind| *kind == singular)
}

/// The entities or documents of a kind that the filter admits, by date; those without a date last.
#[must_use]
pub fn list(book: &Book<'_>, plural: &str, filter: &Filter) -> Answer {
    let Some(kind) = kind_of(plural) else { return documents(book, filter) };
    let mut answer = Answer::about(title(book, heading(kind), filter));
    let mut parties = filter.parties.iter().cloned();
    let asked = EntityFilter {
        kind: Some(kind.to_owned()),
        party: parties.next(),
        other: parties.next(),
        within: filter.within,
        ..EntityFilter::default()
    };
    let rest: Vec<String> = parties.collect();
    let found = book.snapshot.entities(&asked).into_iter().filter(|e| rest.iter().all(|p| e.concerns(p)));
    let published = |e: &&register::Entity| filter.publisher.as_ref().is_none_or(|wanted| book.documents_of(e).any(|d| by(&d, wanted)));
    let items = found.filter(published).map(|e| book.item(e)).filter(|item| admits(item, filter)).collect();
    answer.section(heading(kind), items, book);
    answer
}

/// Whether a document is of a publisher whose name holds these words.
fn by(document: &register::KeptDocument, wanted: &str) -> bool {
    document.publisher.as_ref().is_some_and(|name| name.to_lowercase().contains(&wanted.to_lowercase()))
}

fn admits(item: &Item, filter: &Filter) -> bool {
    let holds = |words: &String| item.text.to_lowercase().contains(&words.to_lowercase());
    filter.status.as_ref().is_none_or(|s| item.status.as_ref() == Some(s)) && filter.words.as_ref().is_none_or(holds)
}

fn title(book: &Book<'_>, heading: &str, filter: &Filter) -> String {
    let mut title = heading.to_owned();
    if !filter.parties.is_empty() {
        let parties: Vec<String> = filter.parties.iter().map(|p| book.name(p)).collect();
        title.push_str(&format!(" of {}", parties.join(" and ")));
    }
    if let Some(within) = filter.within {
        title.push_str(&format!(", {within}"));
    }
    if let Some(status) = &filter.status {
        title.push_str(&format!(", {status}"));
    }
    title
}

fn documents(book: &Book<'_>, filter: &Filter) -> Answer {
    let mut answer = Answer::about(title(book, "Documents", filter));
    let mut items: Vec<Item> = Vec::new();
    let mut counts: BTreeMap<&DocumentId, usize> = BTreeMap::new();
    for document in book.snapshot.told().into_values() {
        *counts.entry(document).or_default() += 1;
    }
    for kept in book.snapshot.documents.values() {
        let claims = counts.get(&kept.id).copied().unwrap_or(0);
        let source = kept.sources.first().cloned().unwrap_or_default();
        let text = kept.title.clone().unwrap_or_else(|| source.clone());
        let text = kept.publisher.as_ref().map_or_else(|| text.clone(), |p| format!("{text} ({p})"));
        let item = Item {
            date: kept.published,
            status: kept.same_as.as_ref().map(|_| "same article as another".to_owned()),
            claims,
            documents: 1,
            ..Item::plain(format!("{text}, {claims} claims, {source}"))
        };
        let dated = filter.within.is_none_or(|w| kept.published.is_some_and(|p| w.overlaps(&p)));
        let published = filter.publisher.as_ref().is_none_or(|wanted| by(kept, wanted));
        if dated && published && admits(&item, filter) {
            items.push(item);
        }
    }
    items.sort_by_cached_key(|item| {
        let lower = item.date.and_then(|d| d.lower());
        (lower.is_none(), lower, item.text.clone())
    });
    answer.section("Documents", items, book);
    answer
}
