//! Where do these words stand?

use crate::answer::{Evidence, Item};
use crate::{Answer, Book};
use register::search::Found;

/// What a look-up of words found, as an answer.
#[must_use]
pub fn search(book: &Book<'_>, words: &str, found: &Found) -> Answer {
    let mut answer = Answer::about(format!("“{words}”"));
    let named = found.entities.iter().map(|e| {
        let whole = book.snapshot.entities.get(&e.id).unwrap_or(e);
        Item { text: format!("{} ({})", book.line(whole), whole.kind.name()), ..book.item(whole) }
    });
    answer.section("By name", named.collect(), book);
    let documents = found.documents.iter().filter_map(|hit| {
        let kept = book.snapshot.documents.get(&hit.document)?;
        let claim = hit.claims.first().map_or_else(|| model::ClaimId::from_printed(""), |k| k.id.clone());
        let title = hit.title.clone().unwrap_or_else(|| kept.sources.first().cloned().unwrap_or_default());
        Some(Item {
            date: kept.published,
            status: (!hit.claims.is_empty())
                .then(|| format!("{} claim{} here", hit.claims.len(), if hit.claims.len() == 1 { "" } else { "s" })),
            claims: hit.claims.len(),
            documents: 1,
            evidence: Some(Evidence {
                claim,
                document: kept.id.clone(),
                source: kept.sources.first().cloned().unwrap_or_default(),
                publisher: kept.publisher.clone(),
                quote: hit.snippet.clone(),
            }),
            ..Item::plain(title)
        })
    });
    answer.section("In documents", documents.collect(), book);
    answer
}
