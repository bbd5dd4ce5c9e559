//! Since when is a barrier there, how often was it raised, and by whom?

use super::alike::{named, subject};
use super::days_between;
use crate::index::{ByWord, Said};
use crate::{Book, Saying, Scope, line};
use model::PartialDate;
use model::claim::{MeasureStatus, StanceType};
use register::entity::{Measure, Stance};
use register::{Entity, EntityFilter, EntityKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Measures that are one barrier in several words.
type Members<'s> = Vec<(&'s Entity, &'s Measure)>;

/// A barrier as all sources tell it, with the times it was raised.
pub(crate) struct Irritant<'s> {
    /// The measures that are one barrier in other words; the one that most claims state is the first.
    pub(crate) measures: Members<'s>,
    pub(crate) since: Option<PartialDate>,
    pub(crate) until: Option<PartialDate>,
    pub(crate) raised: Vec<&'s Entity>,
    pub(crate) status: &'static str,
    /// Where it stands; what it says of the times it was raised is the last.
    pub(crate) reason: Vec<Saying>,
}

/// An irritant that nobody raised for two years is dormant, as at the World Trade Organization.
const DORMANT: i64 = 730;

/// Whether a stance raises something that hinders.
pub(crate) fn raises(stance: &Stance) -> bool {
    matches!(
        stance.stance.best(),
        Some(
            StanceType::Concern
                | StanceType::Demand
                | StanceType::Request
                | StanceType::Criticise
                | StanceType::Oppose
                | StanceType::Reject
        )
    )
}

/// A measure with whom it is of and whom it hits, which is asked for each measure that it is held against.
struct Placed<'s> {
    entity: &'s Entity,
    measure: &'s Measure,
    imposing: BTreeSet<&'s str>,
    hit: BTreeSet<String>,
}

/// A stance that raises something, with what it is about and whom it concerns.
struct Raising<'s, 'b> {
    entity: &'s Entity,
    said: &'b Said,
    roots: BTreeSet<&'s str>,
    /// Who takes it, and whom it names.
    sides: BTreeSet<String>,
}

/// Measures grouped into barriers, each judged.
pub(crate) fn irritants<'s>(book: &Book<'s>, measures: &[&'s Entity], stances: &[&'s Entity]) -> Vec<Irritant<'s>> {
    let mut groups: Vec<(BTreeSet<String>, Vec<Placed<'s>>)> = Vec::new();
    let mut by_word = ByWord::default();
    let mut by_weight: Vec<&Entity> = measures.iter().filter(|e| !e.denied).copied().collect();
    let undated = |e: &Entity| matches!(&e.kind, EntityKind::Measure(m) if m.since.is_empty());
    by_weight.sort_by_key(|e| (Reverse(e.claims.len()), undated(e), &e.id));
    for entity in by_weight {
        let EntityKind::Measure(measure) = &entity.kind else { continue };
        let on = on(measure);
        let topic = subject(book, &on);
        let imposing: BTreeSet<&str> = measure.by.values().map(|p| p.root()).collect();
        // Whom it hits is stated, or its goods are called so: `Japanese seafood`.
        let told = measure.against.values().map(|p| p.root().to_owned()).chain(named(book, &on));
        let hit = told.filter(|p| !imposing.contains(p.as_str())).collect();
        let placed = Placed { entity, measure, imposing, hit };
        let one = |(at, _): &(usize, usize)| groups[*at].1.iter().all(|other| may_be_one(other, &placed));
        // Of several the one that hits the same, then the one most alike, then the one of most claims.
        let likeness = |(at, shared): &(usize, usize)| {
            let hits_the_same = groups[*at].1.iter().any(|other| !other.hit.is_disjoint(&placed.hit));
            (hits_the_same, *shared, Reverse(*at))
        };
        match by_word.alike(&topic, SAME_BARRIER).into_iter().filter(one).max_by_key(likeness) {
            Some((at, _)) => groups[at].1.push(placed),
            None => {
                by_word.add(groups.len(), &topic);
                groups.push((topic, vec![placed]));
            }
        }
    }
    let raising = |entity: &&'s Entity| {
        let raises = matches!(&entity.kind, EntityKind::Stance(stance) if raises(stance));
        let said = book.said(&entity.id).filter(|_| raises)?;
        Some(Raising { entity, said, roots: book.roots(entity), sides: said.by.union(&said.named).cloned().collect() })
    };
    let stances: Vec<Raising<'_, '_>> = stances.iter().filter_map(raising).collect();
    let mut topics = ByWord::default();
    stances.iter().enumerate().for_each(|(at, stance)| topics.add(at, &stance.said.subject));
    let near = |topic: &BTreeSet<String>| topics.alike(topic, SAME_TOPIC).into_iter().map(|(at, _)| at);
    let mut raised: Vec<Vec<usize>> = groups.iter().map(|(topic, members)| raised(book, members, &stances, near(topic))).collect();
    // Who speaks of a barrier that hits his own side does not speak of another of which nobody says whom it hits.
    let aimed = |members: &[Placed<'_>], stance: usize| members.iter().any(|m| !stances[stance].sides.is_disjoint(&m.hit));
    let told = groups.iter().zip(&raised).flat_map(|((_, members), raised)| raised.iter().filter(|at| aimed(members, **at)));
    let well_aimed: BTreeSet<usize> = told.copied().collect();
    for ((_, members), raised) in groups.iter().zip(&mut raised) {
        raised.retain(|at| !well_aimed.contains(at) || aimed(members, *at));
    }
    let judged = |((_, members), raised): ((_, Vec<Placed<'s>>), Vec<usize>)| {
        judge(book, members, raised.into_iter().map(|at| stances[at].entity).collect())
    };
    groups.into_iter().zip(raised).map(judged).collect()
}

/// How much of their subjects two measures share that are one barrier.
const SAME_BARRIER: f64 = 0.67;
/// How much of its subject a stance shares with a measure that it raises.
const SAME_TOPIC: f64 = 0.5;

/// Whether the slots leave room for two measures to be one: the same kind by the same parties, no two beginnings, and none
/// that it hits where both say whom.
fn may_be_one(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let begin = |m: &Measure| m.since.best().copied();
    let apart = matches!((begin(a.measure), begin(b.measure)), (Some(a), Some(b)) if !a.overlaps(&b));
    let other = !a.hit.is_empty() && !b.hit.is_empty() && a.hit.is_disjoint(&b.hit);
    a.measure.form.best() == b.measure.form.best() && a.imposing == b.imposing && !apart && !other
}

fn on(measure: &Measure) -> String {
    measure.on.values().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn judge<'s>(book: &Book<'s>, members: Vec<Placed<'s>>, raised: Vec<&'s Entity>) -> Irritant<'s> {
    let members: Members<'_> = members.into_iter().map(|m| (m.entity, m.measure)).collect();
    let first = |dates: &mut dyn Iterator<Item = PartialDate>| dates.min_by_key(|d| d.lower());
    let since = first(&mut members.iter().filter_map(|(_, m)| m.since.best().copied()));
    let until = members.iter().find_map(|(_, m)| m.until.best().copied().or_else(|| lifted(m)));
    let (status, reason) = status(book, &members, &raised, since);
    Irritant { measures: members, since, until, raised, status, reason }
}

/// Of the stances that speak of what the measures are on, those that raise it: addressed to who imposes them where they are addressed to anybody, and
/// taken by who is hit where that is known.
fn raised(book: &Book<'_>, members: &[Placed<'_>], stances: &[Raising<'_, '_>], near: impl Iterator<Item = usize>) -> Vec<usize> {
    let imposers: BTreeSet<&str> = members.iter().flat_map(|m| m.imposing.iter().copied()).collect();
    let hit: BTreeSet<&str> = members.iter().flat_map(|m| m.hit.iter().map(String::as_str)).collect();
    let both: BTreeSet<&str> = imposers.union(&hit).copied().collect();
    let concerned: BTreeSet<&str> = members.iter().flat_map(|m| book.roots(m.entity)).collect();
    let among = |parties: &BTreeSet<String>, wanted: &BTreeSet<&str>| parties.iter().any(|p| wanted.contains(p.as_str()));
    let one_of = |parties: &BTreeSet<String>, wanted: &BTreeSet<&str>| parties.is_empty() || wanted.is_empty() || among(parties, wanted);
    let about = |at: &usize| {
        let stance = &stances[*at];
        let Said { named, by, to, .. } = stance.said;
        let between = one_of(to, &imposers) && one_of(by, &hit) && one_of(named, &both) && !among(by, &imposers);
        between && !stance.roots.is_disjoint(&concerned)
    };
    near.filter(about).collect()
}

fn lifted(measure: &Measure) -> Option<PartialDate> {
    measure.status.stated().iter().find(|s| s.value == MeasureStatus::Lifted).and_then(|s| s.said)
}

fn status(book: &Book<'_>, members: &[(&Entity, &Measure)], raised: &[&Entity], since: Option<PartialDate>) -> (&'static str, Vec<Saying>) {
    let when = |e: &Entity| e.date.or(e.first_told);
    let last = raised.iter().filter_map(|e| when(e)).max_by_key(|d| d.lower());
    let told = members.iter().filter_map(|(e, _)| e.first_told).max_by_key(|d| d.lower());
    let quiet = last.or(told).and_then(|d| days_between(d, book.as_of));
    let open = Saying::maybe(since.and_then(|d| days_between(d, book.as_of)).filter(|d| *d > 0).map(Saying::Days));
    let last_said = last.map_or(Saying::Phrase("why.undated", Vec::new()), Saying::Date);
    let times = match raised.len() {
        0 => Saying::Phrase("why.never raised", Vec::new()),
        1 => Saying::Phrase("why.raised once", vec![last_said]),
        n => Saying::Phrase("why.raised", vec![Saying::Number(n as u64), last_said]),
    };
    let describe = |state: &'static str| vec![Saying::Phrase(state, vec![open.clone()]), times.clone()];
    let told: Vec<_> = members.iter().flat_map(|(_, m)| m.status.stated()).collect();
    // Of several said last, what most claims say.
    let latest = told.into_iter().rev().max_by_key(|s| s.said.and_then(|d| d.lower()));
    match latest.map(|s| s.value) {
        Some(MeasureStatus::Lifted) => ("resolved", describe("why.lifted")),
        Some(MeasureStatus::Eased) => ("partially resolved", describe("why.eased")),
        _ if quiet.is_some_and(|days| days >= DORMANT) => ("dormant", describe("why.open")),
        Some(MeasureStatus::Threatened) => ("threatened", vec![times]),
        _ if raised.is_empty() => ("open", describe("why.open")),
        _ => ("raised", describe("why.open")),
    }
}

/// Every stance of one of the parties asked about.
pub(crate) fn stances<'s>(book: &Book<'s>, scope: &Scope) -> Vec<&'s Entity> {
    let all = book.snapshot.entities(&EntityFilter { kind: Some("stance".to_owned()), ..EntityFilter::default() });
    all.into_iter().filter(|e| !e.denied && scope.touches(book, e)).collect()
}

/// Irritants without a measure: what one side complained of, by subject, the oldest first.
pub(crate) fn complaints<'s>(book: &Book<'_>, stances: &[&'s Entity], taken: &[&Entity]) -> Vec<Vec<&'s Entity>> {
    let mut groups: Vec<(BTreeSet<&str>, Vec<&Entity>)> = Vec::new();
    let mut by_word = ByWord::default();
    let taken: BTreeSet<_> = taken.iter().map(|t| &t.id).collect();
    for entity in stances {
        let EntityKind::Stance(stance) = &entity.kind else { continue };
        let complains =
            matches!(stance.stance.best(), Some(StanceType::Concern | StanceType::Criticise | StanceType::Oppose | StanceType::Demand));
        if !complains || taken.contains(&entity.id) {
            continue;
        }
        let topic = subject(book, &line::topic(stance));
        let roots = book.roots(entity);
        let alike = by_word.alike(&topic, SAME_BARRIER);
        let known = alike.into_iter().map(|(at, _)| at).find(|at| !groups[*at].0.is_disjoint(&roots));
        match known {
            Some(at) => {
                groups[at].0.extend(roots);
                groups[at].1.push(entity);
            }
            None => {
                by_word.add(groups.len(), &topic);
                groups.push((roots, vec![entity]));
            }
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
