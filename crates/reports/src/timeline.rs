//! What happened, in order?

use crate::derive::{is_to_come, lifecycle};
use crate::{Answer, Book, Item, Scope, line};
use model::PartialDate;
use model::claim::MeasureStatus;
use register::{Entity, EntityKind};

/// Everything with a date, the earliest first: meetings and visits, acts on instruments one by one, the beginning and the
/// end of measures, commitments with the day they fall due, stances and events. What lies after the day asked for is told
/// apart as to come.
#[must_use]
pub fn timeline(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Timeline{}", scope.title(book)), book);
    let mut items: Vec<Item> = Vec::new();
    for entity in scope.entities(book, "") {
        steps(book, entity, &mut items);
    }
    items.sort_by_cached_key(|i| (i.date.and_then(|d| d.lower()), i.date.and_then(|d| d.upper()), i.text.clone(), i.status.clone()));
    let to_come = |i: &Item| i.date.is_some_and(|date| is_to_come(date, i.status.as_deref(), book.as_of));
    let (to_come, mut items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(to_come);
    // The latest is what a reader wants first where not everything is shown.
    let hidden = items.len().saturating_sub(book.limit);
    let shown = items.split_off(hidden);
    answer.section("Until then", shown, book);
    if let Some(section) = answer.sections.first_mut().filter(|_| hidden > 0) {
        section.more = hidden;
        answer.notes.push(format!("The {hidden} earliest are left out; --limit shows more."));
    }
    answer.section("To come", to_come, book);
    answer
}

fn steps(book: &Book<'_>, entity: &Entity, items: &mut Vec<Item>) {
    let mut add = |date: Option<PartialDate>, text: String, status: Option<String>| {
        if date.is_some() {
            items.push(Item { date, text, status, ..book.item(entity) });
        }
    };
    let what = book.line(entity);
    match &entity.kind {
        EntityKind::Meeting(_) | EntityKind::Visit(_) | EntityKind::Event(_) => add(entity.date, what, line::status(entity)),
        EntityKind::Instrument(i) => {
            for act in lifecycle::acts(book, i) {
                add(act.date, entity.name.clone(), act.action.map(|a| a.as_str().to_owned()));
            }
        }
        EntityKind::Measure(m) => {
            add(m.since.best().copied(), what.clone(), Some("begins".to_owned()));
            let ended = m.status.latest().filter(|s| matches!(s, MeasureStatus::Lifted | MeasureStatus::Eased));
            add(m.until.best().copied(), what, ended.map_or_else(|| Some("ends".to_owned()), |s| Some(s.as_str().to_owned())));
        }
        EntityKind::Commitment(c) => {
            add(c.date.best().copied(), what.clone(), Some("agreed".to_owned()));
            add(c.due.best().copied(), what, Some("falls due".to_owned()));
        }
        EntityKind::Stance(s) => add(s.date.best().copied(), what, None),
        EntityKind::Project(p) => add(p.date.best().copied(), what, line::status(entity)),
        EntityKind::Mechanism(m) => add(m.established.best().copied(), what, Some("established".to_owned())),
        EntityKind::Party(_) | EntityKind::Person(_) | EntityKind::Figure(_) => {}
    }
}
