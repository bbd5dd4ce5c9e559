//! Who sat there, and what came of it? Each side with its people and what it asked for, beside the outcomes.

use crate::asking::Asking;
use crate::page::Page;
use crate::reply::Wrong;

pub(crate) fn meeting(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book(|book| {
        let entity = asking.entity(book, "meeting")?;
        let answer = reports::meeting(book, entity);
        Ok(asking.answered(book, "meeting", asking.words.fill("q.meeting", &[&book.line(entity)]), &answer))
    })
}
