//! What does this document say, and where does it come from?

use crate::{Answer, Book};
use register::{EntityFilter, KeptDocument};

/// What is known of a document, its copies, and what it states.
#[must_use]
pub fn document(book: &Book<'_>, kept: &KeptDocument) -> Answer {
    let mut answer = Answer::about(kept.title.clone().unwrap_or_else(|| kept.sources.first().cloned().unwrap_or_default()));
    answer.detail("source", Some(kept.sources.join(", ")));
    answer.detail("publisher", kept.publisher.clone());
    answer.detail("author", kept.author.clone());
    answer.detail("office", kept.office.clone());
    answer.detail("published", kept.published.map(|d| d.to_string()));
    answer.detail("updated", kept.updated.map(|d| d.to_string()));
    answer.detail("language", kept.language.clone());
    answer.detail("comments", (kept.comments > 0).then(|| format!("{} by readers, kept apart", kept.comments)));
    answer.detail("id", Some(kept.id.to_string()));
    let same: Vec<String> = book.snapshot.copies(&kept.id).iter().flat_map(|d| d.sources.clone()).collect();
    answer.detail("same article", Some(same.join(", ")));
    if let Some(counting) = &kept.same_as {
        let source = book.snapshot.documents.get(counting).and_then(|d| d.sources.first());
        let other = source.cloned().unwrap_or_else(|| counting.to_string());
        answer.notes.push(format!("Its claims are counted once, with those of {other}."));
    }
    if let Some(later) = &kept.revised_by {
        answer.notes.push(format!("The page was changed since: see {later}."));
    }
    book.sections(&mut answer, &EntityFilter { document: Some(kept.id.clone()), ..EntityFilter::default() });
    answer
}
