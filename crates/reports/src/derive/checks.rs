//! What does not fit together? Each check with its kind, its reason and the entity it is about.

use super::ladder::{Ladder, ranges};
use super::{health, ledger, span};
use crate::Book;
use model::PartialDate;
use register::entity::Count;
use register::{Entity, EntityFilter, EntityKind};

/// Something that a reader should look at.
pub(crate) struct Check<'s> {
    pub(crate) kind: &'static str,
    pub(crate) entity: &'s Entity,
    pub(crate) reason: String,
}

/// Every check on what a filter admits.
pub(crate) fn checks<'s>(book: &Book<'s>, filter: &EntityFilter) -> Vec<Check<'s>> {
    let mut found: Vec<Check<'s>> = Vec::new();
    for entity in book.snapshot.entities(filter).into_iter().filter(|e| !e.denied) {
        let mut add = |kind, reason| found.push(Check { kind, entity, reason });
        match &entity.kind {
            EntityKind::Mechanism(_) => mechanism(book, entity, &mut add),
            EntityKind::Meeting(m) => {
                if let Some((a, b)) = apart(m.date.values().copied()) {
                    add("date clash", format!("sources date it {a} and {b}"));
                }
                if let [one, other, ..] = m.ordinal.stated() {
                    add("ordinal clash", format!("sources number it {} and {}", crate::ordinal(one.value), crate::ordinal(other.value)));
                }
            }
            EntityKind::Visit(v) => {
                if let Some((a, b)) = apart(v.date.values().copied()) {
                    add("date clash", format!("sources date it {a} and {b}"));
                }
            }
            EntityKind::Figure(f) => {
                let counts: Vec<&Count> = f.value.values().collect();
                let clash = counts.iter().enumerate().find_map(|(i, a)| counts[..i].iter().find(|b| !may_be_one(a, b)).map(|b| (*b, *a)));
                if let Some((a, b)) = clash {
                    add("figure clash", format!("sources count {} and {}", crate::count(a), crate::count(b)));
                }
            }
            EntityKind::Commitment(_) => {
                if let Some(entry) = ledger::entry(book, entity).filter(|e| e.timeliness == ledger::Timeliness::Overdue) {
                    add("due passed", entry.reason);
                }
            }
            EntityKind::Measure(m) => {
                if let Some((a, b)) = apart(m.since.values().copied()) {
                    add("date clash", format!("sources let it begin {a} and {b}"));
                }
            }
            EntityKind::Party(_)
            | EntityKind::Person(_)
            | EntityKind::Instrument(_)
            | EntityKind::Project(_)
            | EntityKind::Stance(_)
            | EntityKind::Event(_) => {}
        }
    }
    found.retain(|c| !book.snapshot.dismissed.contains_key(&(c.kind.to_owned(), c.entity.id.clone())));
    found.sort_by(|a, b| a.kind.cmp(b.kind).then_with(|| a.entity.id.cmp(&b.entity.id)));
    found
}

fn mechanism<'s>(book: &Book<'s>, entity: &'s Entity, add: &mut impl FnMut(&'static str, String)) {
    let ladder = Ladder::of(book, entity);
    let missing = ladder.missing();
    if !missing.is_empty() {
        add("ordinal gap", format!("no document of the {} session was read", ranges(&missing)));
    }
    for (ordinal, dates) in ladder.clashes() {
        let dates: Vec<String> = dates.iter().map(ToString::to_string).collect();
        add("ordinal clash", format!("the {} session is dated {}", crate::ordinal(ordinal), dates.join(" and ")));
    }
    let Some(now) = book.as_of.lower() else { return };
    for session in ladder.unmet(now) {
        let Some(date) = session.entity.date else { continue };
        let met = ladder.held(now).iter().any(|(_, held)| held.overlaps(&date));
        if !met {
            let ago = super::days_between(date, book.as_of).map(span).unwrap_or_default();
            add("planned, not seen held", format!("was planned for {date}, {ago} before {}", book.as_of));
        }
    }
    if let Some(health) = health::health(book, entity)
        && matches!(health.state, health::State::Late | health::State::Dormant | health::State::Lapsed)
    {
        add(health.state.as_str(), health.reason);
    }
}

/// Two dates that cannot be one.
fn apart(dates: impl Iterator<Item = PartialDate>) -> Option<(PartialDate, PartialDate)> {
    let dates: Vec<PartialDate> = dates.collect();
    dates.iter().enumerate().find_map(|(i, a)| dates[..i].iter().find(|b| !a.overlaps(b)).map(|b| (*b, *a)))
}

/// Whether two counts may be of one truth, as far as their bounds and roundness leave room.
fn may_be_one(a: &Count, b: &Count) -> bool {
    let (a, b) = (range(a), range(b));
    a.0 <= b.1 && b.0 <= a.1
}

fn range(count: &Count) -> (f64, f64) {
    use model::claim::Bound;
    // "About" leaves a tenth to either side.
    let slack = if count.approximate { count.value.abs() * 0.1 } else { 0.0 };
    let upper = count.max.unwrap_or(count.value);
    match count.bound {
        Some(Bound::AtLeast | Bound::MoreThan) => (count.value - slack, f64::INFINITY),
        Some(Bound::AtMost | Bound::LessThan) => (f64::NEG_INFINITY, upper + slack),
        None => (count.value - slack, upper + slack),
    }
}
