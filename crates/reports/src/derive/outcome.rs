//! What came of it? Later acts between the same parties that speak of the same subject.

use super::alike::{share, subject};
use crate::{Book, line};
use model::Party;
use model::claim::{InstrumentAction, MeasureStatus, StanceType};
use register::{Entity, EntityKind};
use std::collections::BTreeSet;

/// Half of the smaller subject's words, and two of them where there are two.
const ALIKE: f64 = 0.5;

/// What was done after `entity` came up, between parties it names, on the subject of `phrase`; the likest first. What was asked for is
/// also answered by what another side promised or said to it on the same day.
pub(crate) fn bearing<'s>(book: &Book<'s>, entity: &Entity, phrase: &str) -> Vec<&'s Entity> {
    let wanted = subject(book, phrase);
    let Some(said) = entity.date.or(entity.first_told).and_then(|d| d.lower()) else { return Vec::new() };
    if wanted.is_empty() {
        return Vec::new();
    }
    let sides = roots(&entity.parties);
    let asked = book.said(&entity.id).map(|said| &said.by);
    let acts = book.acts();
    let mut found: Vec<(f64, &Entity)> = Vec::new();
    for (at, shared) in acts.by_word.alike(&wanted, ALIKE) {
        let act = &acts.all[at];
        let reply = asked.is_some_and(|asking| answers(book, act.entity, asking));
        let late = act.from > said || (act.from == said && reply);
        if shared < wanted.len().min(2) || !late || (is_reply(act.entity) && !reply) || act.entity.id == entity.id {
            continue;
        }
        // Who answers need not say again whom.
        let named = if reply { 1 } else { sides.len().clamp(1, 2) };
        let between = sides.iter().filter(|side| act.entity.concerns(side)).count() >= named;
        if between {
            found.push((share(shared, wanted.len(), act.subject.len()), act.entity));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.into_iter().map(|(_, e)| e).take(3).collect()
}

/// Whether a side that did not ask promises something, or takes a stand on what was asked.
fn answers(book: &Book<'_>, entity: &Entity, asking: &BTreeSet<String>) -> bool {
    let by: BTreeSet<String> = match &entity.kind {
        EntityKind::Commitment(c) => c.by.values().map(|p| p.root().to_owned()).collect(),
        EntityKind::Stance(_) if is_reply(entity) => book.said(&entity.id).map(|said| said.by.clone()).unwrap_or_default(),
        _ => return false,
    };
    !asking.is_empty() && !by.is_empty() && by.is_disjoint(asking)
}

/// Whether somebody says what he thinks of a matter, and asks for nothing.
pub(crate) fn is_reply(entity: &Entity) -> bool {
    use StanceType::{Oppose, Reject, Support, Welcome};
    !entity.denied && matches!(&entity.kind, EntityKind::Stance(s) if matches!(s.stance.best(), Some(Oppose | Reject | Support | Welcome)))
}

/// Whether something was done, and not only said.
pub(crate) fn is_act(entity: &Entity) -> bool {
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

pub(crate) fn roots(parties: &[Party]) -> Vec<String> {
    let mut roots: Vec<String> = parties.iter().map(|p| p.root().to_owned()).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}
