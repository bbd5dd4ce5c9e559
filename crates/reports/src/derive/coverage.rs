//! Until when was it looked? Silence means something only where somebody read on.

use crate::Book;
use model::Moment;
use register::Entity;
use std::collections::BTreeSet;

/// When the last document was published by any publisher that told of the entity, and by whom.
pub(crate) fn last_read(book: &Book<'_>, entity: &Entity) -> Option<(Moment, String)> {
    let publishers: BTreeSet<&str> = book.snapshot.documents_of(entity).filter_map(|d| d.publisher.as_deref()).collect();
    let told = publishers.into_iter().filter_map(|p| Some((*book.snapshot.read_until.get(p)?, p.to_owned())));
    told.max()
}
