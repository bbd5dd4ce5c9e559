//! What came before an instrument, and what took its place?

use crate::Book;
use crate::derive::lifecycle;
use register::Entity;

/// The instruments that are versions of one another, this one among them, the earliest first: `Vision`, `Vision 2.0`.
#[must_use]
pub fn versions<'s>(book: &Book<'s>, entity: &Entity) -> Vec<&'s Entity> {
    lifecycle::versions(book, entity)
}
