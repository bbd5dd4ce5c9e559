//! How many commitments are how far, and how many of them are late?

use crate::derive::ledger::{Timeliness, entry};
use crate::{Book, Scope};
use serde::Serialize;
use std::collections::BTreeMap;

/// Commitments by progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standings {
    /// One bar for each state of progress that occurs.
    pub bars: Vec<Bar>,
}

/// Commitments of one progress, by how they keep their time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// How far they are.
    pub progress: String,
    /// Those whose day has passed.
    pub overdue: usize,
    /// Those whose day is near.
    pub due_soon: usize,
    /// Those whose day is to come.
    pub not_due: usize,
    /// Those without a day.
    pub no_due: usize,
    /// Those that are done or closed.
    pub closed: usize,
}

impl Bar {
    /// How many there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.overdue + self.due_soon + self.not_due + self.no_due + self.closed
    }
}

/// The commitments of a scope by progress, the most first.
#[must_use]
pub fn standings(book: &Book<'_>, scope: &Scope) -> Standings {
    let mut bars: BTreeMap<&'static str, Bar> = BTreeMap::new();
    for entity in scope.entities(book, "commitment") {
        let Some(entry) = entry(book, entity) else { continue };
        let progress = entry.progress.as_str();
        let none = || Bar { progress: progress.to_owned(), overdue: 0, due_soon: 0, not_due: 0, no_due: 0, closed: 0 };
        let bar = bars.entry(progress).or_insert_with(none);
        match entry.timeliness {
            Timeliness::Overdue => bar.overdue += 1,
            Timeliness::DueSoon => bar.due_soon += 1,
            Timeliness::NotDue => bar.not_due += 1,
            Timeliness::NoDue => bar.no_due += 1,
            Timeliness::DoneOnTime | Timeliness::DoneLate | Timeliness::Unknown => bar.closed += 1,
        }
    }
    let mut bars: Vec<Bar> = bars.into_values().collect();
    bars.sort_by_key(|b| std::cmp::Reverse(b.all()));
    Standings { bars }
}
