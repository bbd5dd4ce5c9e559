//! What came of it? Later acts between the same parties that speak of the same subject.

use super::alike::{likeness, subject};
use crate::{Book, line};
use model::Party;
use model::claim::{InstrumentAction, MeasureStatus};
use register::{Entity, EntityFilter, EntityKind};

/// Half of the smaller subject's words, and two of them where there are two.
const ALIKE: f64 = 0.5;

/// What was done after `entity` came up, between parties it names, on the subject of `phrase`; the likest first.
pub(crate) fn bearing<'s>(book: &Book<'s>, entity: &Entity, phrase: &str) -> Vec<&'s Entity> {
    let wanted = subject(book, phrase);
    let Some(said) = entity.date.or_else(|| first_said(book, entity)).and_then(|d| d.lower()) else { return Vec::new() };
    if wanted.is_empty() {
        return Vec::new();
    }
    let sides = roots(&entity.parties);
    let mut found: Vec<(f64, &Entity)> = Vec::new();
    for party in &sides {
        for other in book.snapshot.entities(&EntityFilter { party: Some(party.clone()), ..EntityFilter::default() }) {
            let later = other.date.or_else(|| first_said(book, other)).and_then(|d| d.lower()).is_some_and(|l| l > said);
            let between = sides.iter().filter(|side| other.concerns(side)).count() >= sides.len().min(2);
            if !later || !between || other.id == entity.id || !is_act(other) || found.iter().any(|(_, e)| e.id == other.id) {
                continue;
            }
            let has = subject(book, &line::line(other));
            let shared = wanted.intersection(&has).count();
            let like = likeness(&wanted, &has);
            if like >= ALIKE && shared >= wanted.len().min(2) {
                found.push((like, other));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.into_iter().map(|(_, e)| e).take(3).collect()
}

/// Whether something was done, and not only said.
fn is_act(entity: &Entity) -> bool {
    !entity.denied
        && match &entity.kind {
            EntityKind::Instrument(i) => i.acts.values().any(|a| !matches!(a.action, None | Some(InstrumentAction::Proposed))),
            EntityKind::Measure(m) => matches!(m.status.latest(), Some(MeasureStatus::Eased | MeasureStatus::Lifted)),
            EntityKind::Commitment(_) | EntityKind::Project(_) | EntityKind::Visit(_) => true,
            EntityKind::Meeting(_) => line::status(entity).as_deref() == Some("held"),
            EntityKind::Party(_)
            | EntityKind::Person(_)
            | EntityKind::Mechanism(_)
            | EntityKind::Stance(_)
            | EntityKind::Figure(_)
            | EntityKind::Event(_) => false,
        }
}

/// When the first document that states an entity was published.
pub(crate) fn first_said(book: &Book<'_>, entity: &Entity) -> Option<model::PartialDate> {
    book.snapshot.evidence(entity).filter_map(|k| k.said).min_by_key(|d| d.lower())
}

pub(crate) fn roots(parties: &[Party]) -> Vec<String> {
    let mut roots: Vec<String> = parties.iter().map(|p| p.root().to_owned()).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}
