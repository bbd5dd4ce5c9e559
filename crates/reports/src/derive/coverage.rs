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
    let told = publishers.into_iter().filter_map(|p| Some((*book.snapshot.read_until.get(p)?, p.to_owned())));
    told.max()
}
