//! Which mechanisms are alive, which are late, and which have lapsed?

use crate::derive::health::{Health, State, health as judge};
use crate::derive::ladder::Ladder;
use crate::{Answer, Book, Item, Saying, Scope};

/// The kinds of things that the health of mechanisms follows from.
pub const HEALTH_OF: &[&str] = &["mechanism", "meeting"];

/// Every mechanism with its state on the day asked for and the reason; those that need a look first.
#[must_use]
pub fn health(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Health of mechanisms{}", scope.title(book)), book);
    let judged = scope.entities(book, "mechanism").into_iter().filter(|e| !e.denied);
    let mut rows: Vec<(u8, Item)> = judged
        .filter_map(|entity| {
            let health = judge(book, entity)?;
            Some((rank(health.state), item(book, entity, health)))
        })
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.text.cmp(&b.1.text)));
    answer.section("Mechanisms", rows.into_iter().map(|(_, item)| item).collect(), book);
    answer
}

/// A mechanism as an item whose status is its health.
pub(crate) fn item(book: &Book<'_>, entity: &register::Entity, health: Health) -> Item {
    let missing = Ladder::of(book, entity).missing();
    let mut reason = vec![health.reason];
    if !missing.is_empty() {
        reason.push(Saying::Phrase("why.not seen", vec![Saying::Ordinals(missing)]));
    }
    Item {
        date: health.last_held,
        status: Some(health.state.as_str().to_owned()),
        reason: Some(Saying::clauses(reason)),
        ..book.item(entity)
    }
}

fn rank(state: State) -> u8 {
    match state {
        State::Lapsed => 0,
        State::Dormant => 1,
        State::Late => 2,
        State::Due => 3,
        State::NeverMet => 4,
        State::Resumed => 5,
        State::Active => 6,
        State::Unknown => 7,
    }
}
