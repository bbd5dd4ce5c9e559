//! Until when was it looked? Silence means something only where somebody read on.

use crate::Book;
use model::Moment;
use register::Entity;
use std::collections::BTreeSet;

/// When the last document was published by any publisher that told of the entity, and by whom.
pub(crate) fn last_read(book: &Book<'_>, entity: &Entity) -> Option<(Moment, String)> {
    let mut publishers: BTreeSet<&str> = BTreeSet::new();
    for kept in book.snapshot.evidence(entity) {
        publishers.extend(book.snapshot.documents.get(&kept.claim.doc).and_then(|d| d.publisher.as_deref()));
    }
    let told = book.snapshot.documents.values().filter(|d| d.publisher.as_deref().is_some_and(|p| publishers.contains(p)));
    told.filter_map(|d| Some((d.published?.lower()?, d.publisher.clone()?))).max()
}
