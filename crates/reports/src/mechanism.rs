//! What is this mechanism, and when did it meet?

use crate::line::{list, stated};
use crate::{Answer, Book};
use register::{Entity, EntityFilter, EntityKind};

/// What is stated of a mechanism, its sessions, and which numbers of the series were not seen.
#[must_use]
pub fn mechanism(book: &Book<'_>, entity: &Entity) -> Answer {
    let mut answer = Answer::about(&entity.name);
    if let EntityKind::Mechanism(m) = &entity.kind {
        answer.detail("members", Some(list(&m.members)));
        answer.detail("level", stated(&m.level));
        answer.detail("field", stated(&m.field));
        answer.detail("established", stated(&m.established));
        answer.detail("by", stated(&m.established_by));
        answer.detail("cadence", stated(&m.cadence));
        answer.detail("reports to", stated(&m.reports_to));
    }
    let sessions = book.snapshot.meetings_of(&entity.id);
    answer.detail("not seen", unseen(&sessions));
    answer.section("Sessions", sessions.into_iter().map(|e| book.item(e)).collect(), book.limit);
    let same_name = |e: &&Entity| e.id != entity.id && e.name == entity.name;
    let others = book.snapshot.entities(&EntityFilter { kind: Some("mechanism".to_owned()), ..EntityFilter::default() });
    answer.section("Of the same name", others.into_iter().filter(same_name).map(|e| book.item(e)).collect(), book.limit);
    answer
}

/// The numbers below the highest that no session carries: a series that is told to have a 12th meeting had eleven
/// before, whether or not a document was read about each.
fn unseen(sessions: &[&Entity]) -> Option<String> {
    let mut seen: Vec<u32> = sessions
        .iter()
        .filter_map(|e| match &e.kind {
            EntityKind::Meeting(m) => m.ordinal.best().copied(),
            _ => None,
        })
        .collect();
    seen.sort_unstable();
    let last = *seen.last().filter(|n| **n < 1_000)?;
    let mut gaps: Vec<(u32, u32)> = Vec::new();
    for n in (1..=last).filter(|n| seen.binary_search(n).is_err()) {
        match gaps.last_mut() {
            Some((_, to)) if *to + 1 == n => *to = n,
            _ => gaps.push((n, n)),
        }
    }
    let named = |(from, to): &(u32, u32)| match to - from {
        0 => crate::ordinal(*from),
        _ => format!("{} to {}", crate::ordinal(*from), crate::ordinal(*to)),
    };
    (!gaps.is_empty()).then(|| gaps.iter().map(named).collect::<Vec<_>>().join(", "))
}
