//! What is stated of any other entity, and who says so? Every value with the claims that give it.

use crate::asking::Asking;
use crate::page::Page;
use crate::reply::Wrong;

fn thing(asking: &Asking<'_>, kind: &'static str, question: &str) -> Result<Page, Wrong> {
    asking.book(|book| {
        let entity = asking.entity(book, kind)?;
        let answer = reports::thing(book, entity);
        Ok(asking.answered(book, kind, asking.words.fill(question, &[&asking.spelled(&book.line(entity))]), &answer))
    })
}

pub(crate) fn instrument(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "instrument", "q.instrument")
}

pub(crate) fn commitment(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "commitment", "q.commitment")
}

pub(crate) fn measure(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "measure", "q.measure")
}

pub(crate) fn project(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "project", "q.project")
}

pub(crate) fn visit(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "visit", "q.visit")
}

pub(crate) fn stance(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "stance", "q.stance")
}

pub(crate) fn figure(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "figure", "q.figure")
}

pub(crate) fn event(asking: &Asking<'_>) -> Result<Page, Wrong> {
    thing(asking, "event", "q.event")
}
