//! Since when is a barrier there, how often was it raised, and by whom?

use super::alike::{likeness, named, subject};
use super::{days_between, outcome};
use crate::index::{ByWord, Said};
use crate::{Book, Saying, Scope, line};
use model::PartialDate;
use model::claim::{MeasureStatus, StanceType};
use register::entity::{Measure, Stance};
use register::{Entity, EntityFilter, EntityKind};
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

/// Measures grouped into barriers, each judged.
pub(crate) fn irritants<'s>(book: &Book<'s>, measures: &[&'s Entity], stances: &[&'s Entity]) -> Vec<Irritant<'s>> {
    let mut groups: Vec<(BTreeSet<String>, Members<'_>)> = Vec::new();
    let mut by_word = ByWord::default();
    let mut by_weight: Vec<&Entity> = measures.iter().filter(|e| !e.denied).copied().collect();
    let undated = |e: &Entity| matches!(&e.kind, EntityKind::Measure(m) if m.since.is_empty());
    by_weight.sort_by_key(|e| (std::cmp::Reverse(e.claims.len()), undated(e), &e.id));
    for entity in by_weight {
        let EntityKind::Measure(measure) = &entity.kind else { continue };
        let on = subject(book, &on(measure));
        let one = |(topic, members): &(BTreeSet<String>, Members<'_>)| {
            likeness(topic, &on) >= SAME_BARRIER && members.iter().all(|(_, m)| may_be_one(book, m, measure))
        };
        let known = by_word.sharing(&on).into_iter().find(|at| one(&groups[*at]));
        match known {
            Some(at) => groups[at].1.push((entity, measure)),
            None => {
                by_word.add(groups.len(), &on);
                groups.push((on, vec![(entity, measure)]));
            }
        }
    }
    let mut topics = ByWord::default();
    for (at, stance) in stances.iter().enumerate() {
        book.said(&stance.id).into_iter().for_each(|said| topics.add(at, &said.subject));
    }
    let near = |topic: &BTreeSet<String>| topics.sharing(topic).into_iter().map(|at| stances[at]).collect::<Vec<_>>();
    groups.into_iter().map(|(topic, members)| judge(book, &topic, members, &near(&topic))).collect()
}

/// How much of their subjects two measures share that are one barrier.
const SAME_BARRIER: f64 = 0.67;

/// Whether the slots leave room for two measures to be one: the same kind by the same parties, no two beginnings, and none
/// that it hits where both say whom.
fn may_be_one(book: &Book<'_>, a: &Measure, b: &Measure) -> bool {
    let begin = |m: &Measure| m.since.best().copied();
    let apart = matches!((begin(a), begin(b)), (Some(a), Some(b)) if !a.overlaps(&b));
    let (hit, hit_too) = (hit(book, a), hit(book, b));
    let other = !hit.is_empty() && !hit_too.is_empty() && hit.is_disjoint(&hit_too);
    a.form.best() == b.form.best() && imposing(a) == imposing(b) && !apart && !other
}

fn imposing(measure: &Measure) -> BTreeSet<String> {
    measure.by.values().map(|p| p.root().to_owned()).collect()
}

/// Whom a measure hits, as stated or as its goods are called: `Japanese seafood`.
fn hit(book: &Book<'_>, measure: &Measure) -> BTreeSet<String> {
    let stated = measure.against.values().map(|p| p.root().to_owned());
    stated.chain(named(book, &on(measure))).filter(|p| !imposing(measure).contains(p)).collect()
}

fn on(measure: &Measure) -> String {
    measure.on.values().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn judge<'s>(book: &Book<'s>, topic: &BTreeSet<String>, members: Members<'s>, stances: &[&'s Entity]) -> Irritant<'s> {
    let raised = raised(book, topic, &members, stances);
    let first = |dates: &mut dyn Iterator<Item = PartialDate>| dates.min_by_key(|d| d.lower());
    let since = first(&mut members.iter().filter_map(|(_, m)| m.since.best().copied()));
    let until = members.iter().find_map(|(_, m)| m.until.best().copied().or_else(|| lifted(m)));
    let (status, reason) = status(book, &members, &raised, since);
    Irritant { measures: members, since, until, raised, status, reason }
}

/// Stances that speak of what the measures are on: addressed to who imposes them where they are addressed to anybody, and
/// taken by who is hit where that is known.
fn raised<'s>(book: &Book<'_>, wanted: &BTreeSet<String>, members: &[(&Entity, &Measure)], stances: &[&'s Entity]) -> Vec<&'s Entity> {
    let imposers: BTreeSet<String> = members.iter().flat_map(|(_, m)| imposing(m)).collect();
    let hit: BTreeSet<String> = members.iter().flat_map(|(_, m)| hit(book, m)).collect();
    let about = |stance: &&&Entity| {
        let EntityKind::Stance(said) = &stance.kind else { return false };
        let Some(Said { subject, named, by, to }) = book.said(&stance.id) else { return false };
        let one_of =
            |parties: &BTreeSet<String>, wanted: &BTreeSet<String>| parties.is_empty() || wanted.is_empty() || !parties.is_disjoint(wanted);
        let both: BTreeSet<String> = imposers.union(&hit).cloned().collect();
        let between = one_of(to, &imposers) && one_of(by, &hit) && one_of(named, &both) && by.is_disjoint(&imposers);
        raises(said) && between && likeness(wanted, subject) >= 0.5 && members.iter().any(|(m, _)| shares_party(book, m, stance))
    };
    stances.iter().filter(about).copied().collect()
}

fn shares_party(book: &Book<'_>, a: &Entity, b: &Entity) -> bool {
    !book.roots(a).is_disjoint(&book.roots(b))
}

fn lifted(measure: &Measure) -> Option<PartialDate> {
    measure.status.stated().iter().find(|s| s.value == MeasureStatus::Lifted).and_then(|s| s.said)
}

fn status(book: &Book<'_>, members: &[(&Entity, &Measure)], raised: &[&Entity], since: Option<PartialDate>) -> (&'static str, Vec<Saying>) {
    let when = |e: &Entity| e.date.or_else(|| outcome::first_said(book, e));
    let last = raised.iter().filter_map(|e| when(e)).max_by_key(|d| d.lower());
    let told = members.iter().filter_map(|(e, _)| outcome::first_said(book, e)).max_by_key(|d| d.lower());
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
    let mut groups: Vec<(BTreeSet<String>, Vec<&Entity>)> = Vec::new();
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
        let same = |(t, members): &(BTreeSet<String>, Vec<&Entity>)| {
            likeness(t, &topic) >= 0.67 && members.iter().any(|m| shares_party(book, m, entity))
        };
        let known = by_word.sharing(&topic).into_iter().find(|at| same(&groups[*at]));
        match known {
            Some(at) => groups[at].1.push(entity),
            None => {
                by_word.add(groups.len(), &topic);
                groups.push((topic, vec![entity]));
            }
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
