//! What does not fit together? Each check with its kind, its reason and the entity it is about.

use super::ladder::Ladder;
use super::sides::Accounts;
use super::{coverage, health, ledger, persons};
use crate::Book;
use crate::saying::{Joint, Saying};
use model::claim::{MeasureStatus, MeetingStatus, ProjectStatus};
use model::{ClaimKind, PartialDate};
use register::entity::{Count, Meeting};
use register::{Clash, Entity, EntityFilter, EntityKind};
use std::collections::{BTreeMap, BTreeSet};

/// Every kind of check there is.
pub const KINDS_OF_CHECKS: &[&str] = &[
    "date clash",
    "ordinal clash",
    "ordinal gap",
    "figure clash",
    "status and dates differ",
    "weekday mismatch",
    "tenure mismatch",
    "level drop",
    "told by one side",
    "perhaps one",
    "planned, not seen held",
    "due passed",
    "late",
    "dormant",
    "lapsed",
    "judgement",
];

/// Something that a reader should look at.
pub(crate) struct Check<'s> {
    pub(crate) kind: &'static str,
    pub(crate) entity: &'s Entity,
    pub(crate) reason: Saying,
}

/// Every check on what a filter admits.
pub(crate) fn checks<'s>(book: &Book<'s>, filter: &EntityFilter) -> Vec<Check<'s>> {
    let mut found: Vec<Check<'s>> = Vec::new();
    let accounts = Accounts::of(book);
    let sessions = sessions_by_day(book, filter);
    let mut quotes = MOST_QUOTES;
    for entity in book.snapshot.entities(filter).into_iter().filter(|e| !e.denied) {
        let mut add = |kind, reason| {
            debug_assert!(KINDS_OF_CHECKS.contains(&kind), "{kind}");
            found.push(Check { kind, entity, reason });
        };
        match &entity.kind {
            EntityKind::Mechanism(_) => mechanism(book, entity, &mut add),
            EntityKind::Meeting(m) => {
                perhaps_one(book, &sessions, entity, m, &mut add);
                told_too_early(book, entity, m, &mut add);
                weekday(book, entity, &mut quotes, &mut add);
                if let Some((a, b)) = apart(m.date.values().copied()) {
                    add("date clash", two("check.dates", a, b));
                }
                if let [one, other, ..] = m.ordinal.stated() {
                    add("ordinal clash", Saying::Phrase("check.numbers", vec![Saying::ordinal(one.value), Saying::ordinal(other.value)]));
                }
            }
            EntityKind::Visit(v) => {
                if let Some((a, b)) = apart(v.date.values().copied()) {
                    add("date clash", two("check.dates", a, b));
                }
            }
            EntityKind::Figure(f) => {
                let counts: Vec<&Count> = f.value.values().collect();
                let clash = counts.iter().enumerate().find_map(|(i, a)| counts[..i].iter().find(|b| !may_be_one(a, b)).map(|b| (*b, *a)));
                if let Some((a, b)) = clash {
                    add("figure clash", Saying::Phrase("check.figures", vec![crate::count(a).into(), crate::count(b).into()]));
                }
            }
            EntityKind::Commitment(_) => {
                one_sided(book, &accounts, entity, &mut add);
                if let Some(entry) = ledger::entry(book, entity).filter(|e| e.timeliness == ledger::Timeliness::Overdue) {
                    add("due passed", entry.reason);
                }
            }
            EntityKind::Measure(m) => {
                if let Some((a, b)) = apart(m.since.values().copied()) {
                    add("date clash", two("check.begins", a, b));
                }
                if let Some(until) = m.until.best().filter(|_| m.status.latest() == Some(&MeasureStatus::InForce)) {
                    let told = m
                        .status
                        .stated()
                        .iter()
                        .filter(|s| s.value == MeasureStatus::InForce)
                        .filter_map(|s| s.said)
                        .max_by_key(|d| d.lower());
                    if let Some(told) = told.filter(|told| past(*until, *told)) {
                        add("status and dates differ", two("check.in force", told, *until));
                    }
                }
                one_sided(book, &accounts, entity, &mut add);
            }
            EntityKind::Project(p) => {
                let completed = p.status.stated().iter().find(|s| s.value == ProjectStatus::Completed).and_then(|s| s.said);
                if let (Some(said), Some(date)) =
                    (completed, p.date.best().filter(|_| p.status.latest() == Some(&ProjectStatus::Completed)))
                    && past(said, *date)
                {
                    add("status and dates differ", two("check.completed", said, *date));
                }
            }
            EntityKind::Person(p) => {
                if let Some(reason) = persons::out_of_post(book, entity, p) {
                    add("tenure mismatch", reason);
                }
            }
            EntityKind::Instrument(_) => one_sided(book, &accounts, entity, &mut add),
            EntityKind::Party(_) | EntityKind::Stance(_) | EntityKind::Event(_) => {}
        }
    }
    found.extend(judgements(book, filter));
    found.retain(|c| !book.snapshot.dismissed.contains_key(&(c.kind.to_owned(), c.entity.id.clone())));
    found.sort_by(|a, b| a.kind.cmp(b.kind).then_with(|| a.entity.id.cmp(&b.entity.id)));
    found
}

/// Judgements of persons that the register does not bear out.
fn judgements<'s>(book: &Book<'s>, filter: &EntityFilter) -> Vec<Check<'s>> {
    let among: std::collections::BTreeSet<_> = book.snapshot.entities(filter).into_iter().map(|e| &e.id).collect();
    let conflicts = book.snapshot.conflicts.iter().filter_map(|conflict| {
        let ids = conflict.ruling.decision.verdict.entities();
        let entity = ids.iter().find_map(|id| book.snapshot.entities.get(*id)).filter(|e| among.contains(&e.id))?;
        let (one, other) = (ids.first()?, ids.last()?);
        let code = match conflict.clash {
            Clash::Unsure => "check.unsure",
            Clash::ToldAsOne => "check.told as one",
            Clash::ToldAsTwo => "check.told as two",
            Clash::Gone => "check.gone",
        };
        let by = Saying::text(&conflict.ruling.decision.author);
        let values = vec![by, Saying::text(one.as_str()), Saying::text(other.as_str()), Saying::Number(conflict.ruling.entry)];
        Some(Check { kind: "judgement", entity, reason: Saying::Phrase(code, values) })
    });
    conflicts.collect()
}

/// A meeting that a document tells of as held on a day after its own.
fn told_too_early(book: &Book<'_>, entity: &Entity, meeting: &Meeting, add: &mut impl FnMut(&'static str, Saying)) {
    let held = meeting.status.stated().iter().find(|s| s.value == MeetingStatus::Held);
    let Some(held) = held.filter(|_| book.documents_of(entity).any(|d| d.published.zip(entity.date).is_some_and(|(s, d)| past(s, d))))
    else {
        return;
    };
    let told = book.claims_of(entity);
    let early = told.iter().filter(|kept| entity.giving(held).contains(&kept.id)).filter_map(|kept| match &kept.claim.kind {
        ClaimKind::Meeting(m) => m.date.zip(kept.said).filter(|(date, said)| past(*said, *date)),
        _ => None,
    });
    if let Some((date, said)) = early.min_by_key(|(_, said)| said.lower())
        && entity.date == Some(date)
    {
        add("status and dates differ", two("check.held", said, date));
    }
}

/// Whether a date lies behind another wholly. A release of the evening before is no contradiction.
fn past(date: PartialDate, other: PartialDate) -> bool {
    super::days_between(date, other).is_some_and(|days| days > 1)
}

/// How many quotes a question looks at for weekdays: each is the reading of a document.
const MOST_QUOTES: usize = 1_000;

fn weekday(book: &Book<'_>, entity: &Entity, quotes: &mut usize, add: &mut impl FnMut(&'static str, Saying)) {
    if !matches!(entity.kind, EntityKind::Meeting(_)) || *quotes == 0 {
        return;
    }
    for kept in &book.claims_of(entity) {
        let date = match &kept.claim.kind {
            ClaimKind::Meeting(m) => m.date,
            _ => None,
        };
        let (Some(date), Some(rest)) = (date, quotes.checked_sub(1)) else { continue };
        *quotes = rest;
        if let Some((given, real)) = book.evidence(kept).and_then(|e| super::weekday::mismatch(&e.quote, date)) {
            add("weekday mismatch", Saying::Phrase("check.weekday", vec![date.into(), Saying::word(real), Saying::word(given)]));
            return;
        }
    }
}

/// Sessions of mechanisms with a day, by who met on it.
type ByDay<'s> = BTreeMap<(BTreeSet<&'s str>, i64), Vec<(&'s Entity, &'s Meeting)>>;

fn sessions_by_day<'s>(book: &Book<'s>, filter: &EntityFilter) -> ByDay<'s> {
    let mut sessions = ByDay::new();
    for entity in book.snapshot.entities(filter).into_iter().filter(|e| !e.denied && e.part_of.is_some()) {
        if let (EntityKind::Meeting(meeting), Some(key)) = (&entity.kind, day_and_parties(entity)) {
            sessions.entry(key).or_default().push((entity, meeting));
        }
    }
    sessions
}

fn day_and_parties(entity: &Entity) -> Option<(BTreeSet<&str>, i64)> {
    let roots: BTreeSet<&str> = entity.parties.iter().map(model::Party::root).collect();
    let (from, to) = (entity.date?.lower()?.day_number(), entity.date?.upper()?.day_number());
    (roots.len() > 1 && from == to).then_some((roots, from))
}

/// A meeting without a name on the day on which a session with one had the same parties: two accounts, as a rule, of one occasion.
fn perhaps_one(book: &Book<'_>, sessions: &ByDay<'_>, entity: &Entity, meeting: &Meeting, add: &mut impl FnMut(&'static str, Saying)) {
    if entity.part_of.is_some() {
        return;
    }
    let Some(known) = day_and_parties(entity).and_then(|key| sessions.get(&key)) else { return };
    let elsewhere = |other: &Meeting| matches!((meeting.place.best(), other.place.best()), (Some(a), Some(b)) if a != b);
    if let [(session, other)] = known.as_slice()
        && !elsewhere(other)
    {
        add("perhaps one", Saying::Phrase("check.perhaps one", vec![book.told(session)]));
    }
}

fn one_sided(book: &Book<'_>, accounts: &Accounts<'_>, entity: &Entity, add: &mut impl FnMut(&'static str, Saying)) {
    if let Some((by, without)) = accounts.alone(book, entity) {
        add("told by one side", Saying::Phrase("check.one side", vec![by, without]));
    }
}

fn mechanism<'s>(book: &Book<'s>, entity: &'s Entity, add: &mut impl FnMut(&'static str, Saying)) {
    let ladder = Ladder::of(book, entity);
    let missing = ladder.missing();
    if !missing.is_empty() {
        add("ordinal gap", Saying::Phrase("why.not seen", vec![Saying::Ordinals(missing)]));
    }
    for (ordinal, dates) in ladder.clashes() {
        let dates = Saying::All(Joint::And, dates.into_iter().map(Saying::Date).collect());
        add("ordinal clash", Saying::Phrase("check.session dates", vec![Saying::ordinal(ordinal), dates]));
    }
    for (one, other) in ladder.doubled() {
        add("ordinal clash", Saying::Phrase("check.doubled", vec![Saying::ordinal(one), Saying::ordinal(other)]));
    }
    let Some(now) = book.as_of.lower() else { return };
    let held: Vec<&Entity> = ladder.held(now).into_iter().map(|(rung, _)| rung.entity).collect();
    for reason in persons::drops(book, &held) {
        add("level drop", reason);
    }
    let read = coverage::last_read(book, entity).map(|(read, _)| read);
    for session in ladder.unmet(now) {
        let Some(date) = session.entity.date else { continue };
        let met = held.iter().any(|e| e.date.is_some_and(|held| held.overlaps(&date)));
        // Where nobody was read on, nothing says that it was not held.
        let read_on = date.upper().zip(read).is_some_and(|(end, read)| read > end);
        if !met && read_on {
            let ago = Saying::maybe(super::days_between(date, book.as_of).map(Saying::Days));
            add("planned, not seen held", Saying::Phrase("check.unmet", vec![date.into(), ago, book.as_of.into()]));
        }
    }
    if let Some(health) = health::health(book, entity)
        && matches!(health.state, health::State::Late | health::State::Dormant | health::State::Lapsed)
    {
        add(health.state.as_str(), health.reason);
    }
}

/// A sentence of two dates.
fn two(code: &'static str, one: PartialDate, other: PartialDate) -> Saying {
    Saying::Phrase(code, vec![one.into(), other.into()])
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
