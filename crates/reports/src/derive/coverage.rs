//! Until when was it looked? Silence means something only where somebody read on.

use crate::Book;
use model::Moment;
use register::Entity;
use std::collections::BTreeSet;

/// When the last document was published by any publisher that told of the entity, and by whom.
pub(crate) fn last_read(book: &Book<'_>, entity: &Entity) -> Option<(Moment, String)> {
    let publishers: BTreeSet<String> = book.documents_of(entity).filter_map(|d| d.publisher.clone()).collect();
    let told = publishers.into_iter().filter_map(|p| Some((book.read_until(&p)?, p)));
    told.max()
}
