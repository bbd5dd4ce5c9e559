//! Trips: who goes where, when.

use super::{filled, sides};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use annotate::{EntityKind, MentionKind};
use model::claim::{MeetingStatus, Visit};
use model::{ClaimKind, Party, Who};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let by = sides(reading, hit, frame, "visitors");
    let Some(visitors) = visitors(reading, hit, frame, &by) else { return };
    let f = &reading.frames.all[frame];
    let mut to = filled(reading, hit, frame, "to").map(|target| destinations(reading, &target)).unwrap_or_default();
    // `made a trip to meet Peruvian leaders`
    if to.is_empty()
        && let Some(met) = f.infinitive.filter(|i| reading.frames.all[*i].lemma.as_ref() == "meet")
    {
        let own = by.acting();
        let hosts = reading.who.parties_in(&reading.frames.all[met].right);
        to = hosts.into_iter().filter(|p| own.iter().all(|o| o.root() != p.root())).map(Who::from).collect();
    }
    // `will visit the logistics hub in Rzeszów`
    if to.is_empty()
        && let Some(place) = f.prep(reading.words, &["in", "at", "near"])
    {
        to = destinations(reading, &place);
    }
    if to.is_empty() || f.negated {
        return;
    }
    let from = by.acting().into_iter().next().filter(|_| by.is_known());
    if from.as_ref().is_some_and(|p| to.iter().any(|t| t.as_str() == p.as_str())) {
        return;
    }
    let times = reading.own_times(frame);
    let above = f.parent.map(|(p, _)| reading.frames.all[p].lemma.as_ref());
    let awaited = f.passive && matches!(f.lemma.as_ref(), "expect" | "schedule" | "due");
    let status = match (reading.moods[frame], above) {
        (Mood::Fact, _) if awaited => MeetingStatus::Planned,
        (Mood::Fact, _) => MeetingStatus::Held,
        (Mood::Wanted, Some("invite")) => MeetingStatus::Proposed,
        (Mood::Wanted, Some("accept")) | (Mood::Planned | Mood::Promised, _) => MeetingStatus::Planned,
        _ => return,
    };
    let purpose = filled(reading, hit, frame, "purpose").and_then(|r| reading.phrase(&r));
    let head = f.head;
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next()).filter(|a| !visitors.contains(a));
    let kind = Visit { visitors, to, from, date: times.at.or(times.since), purpose, status: Some(status), ..Visit::default() };
    let mut kind = kind;
    if !by.persons.is_empty() && matches!(reading.frames.all[frame].lemma.as_ref(), "lead" | "head") {
        let party = reading.frames.all[frame].right.clone();
        let of = reading.words.mentions_in(&party).find_map(|(_, m)| match &m.kind {
            MentionKind::Quantity(q) if reading.words.low(reading.words.words_of(m.span).start.saturating_sub(1)) == "of" => {
                Some(q.clone())
            }
            _ => None,
        });
        if let Some(q) = of {
            (kind.count, kind.approximate, kind.bound) = (Some(q.value), q.approximate, q.bound);
        }
    }
    if by.persons.is_empty()
        && let Some(range) = filled(reading, hit, frame, "visitors")
    {
        let quantity = reading.words.mentions_in(&range).find_map(|(_, m)| match &m.kind {
            MentionKind::Quantity(q) => Some(q.clone()),
            _ => None,
        });
        if let Some(q) = quantity {
            (kind.count, kind.approximate, kind.bound) = (Some(q.value), q.approximate, q.bound);
        }
        kind.from = kind.from.or_else(|| reading.who.parties_in(&range).into_iter().next());
    }
    reading.push(ClaimKind::Visit(kind), head..head + 1, &hit.rule.name).attributed = attributed;
}

/// Persons, or a description of those who go; a party alone goes nowhere.
fn visitors(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize, by: &crate::resolve::Sides) -> Option<Vec<Who>> {
    if !by.persons.is_empty() {
        return Some(by.persons.iter().map(|p| Who::new(p.name.clone())).collect());
    }
    let range = filled(reading, hit, frame, "visitors")?;
    let low = crate::words::fold(&reading.words.text(&range));
    crate::cues::speaks("delegate", &low, "travels")
        .then(|| vec![Who::new(crate::resolve::strip_determiner(&reading.words.text(&range)).to_owned())])
}

/// Trips that a noun tells of: `X's first visit to Y`, `the state visit of X to Y`, `a visit to Y by X`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, number: usize) {
    let words = reading.words;
    let range = words.ann.sentences[number].tokens.clone();
    let end = range.end.min(range.start + 300);
    for at in range.start..end {
        if !matches!(words.low(at), "visit" | "trip") || words.class(at) != crate::words::Class::Noun {
            continue;
        }
        // `will pay a visit to X` was read with its verb.
        let mut known = reading.found.iter().rev().take(8).filter(|d| matches!(d.kind, ClaimKind::Visit(_)));
        if known.any(|d| {
            let verb = reading.frames.at(number, d.at.start).map(|f| &reading.frames.all[f]);
            verb.is_some_and(|f| f.object.as_ref().is_some_and(|o| o.contains(&at)))
        }) {
            continue;
        }
        let stop = (at + 1..end.min(at + 16))
            .find(|i| matches!(words.low(*i), ";" | "," | "where" | "which" | "since"))
            .unwrap_or(end.min(at + 16));
        let Some(to) = (at + 1..stop).find(|i| words.low(*i) == "to" && words.class(*i) == crate::words::Class::Prep) else { continue };
        let target = destinations(reading, &(to + 1..stop));
        let after = (at + 1..stop).find(|i| matches!(words.low(*i), "of" | "by")).map(|i| i + 1..stop);
        let before = range.start.max(at.saturating_sub(8))..at;
        let person = |r: &Range<usize>| reading.who.who(&(r.start..r.end)).persons.into_iter().next();
        let possessed = words.class(at.saturating_sub(1)) == crate::words::Class::Poss
            || before.clone().any(|i| words.class(i) == crate::words::Class::Poss);
        let owner = possessed
            .then(|| words.mentions_in(&before).filter(|(_, m)| m.kind == MentionKind::Person).last())
            .flatten()
            .and_then(|(_, m)| m.entity)
            .map(|e| {
                let entity = &words.ann.entities[e];
                crate::resolve::Named { name: entity.name.clone(), party: entity.parties.first().cloned(), entity: e }
            });
        let going = reading.frames.of_sentence[number]
            .clone()
            .map(|f| &reading.frames.all[f])
            .find(|f| f.right.contains(&at) && words.lex.says("course", &f.lemma, "trip"));
        let subject = going.and_then(|f| f.agent.clone()).and_then(|a| person(&a));
        let officer = after.as_ref().and_then(|r| in_office(reading, r));
        let Some(visitor) = after.as_ref().and_then(person).or(owner).or(subject).or(officer) else { continue };
        if target.is_empty() {
            continue;
        }
        let times = reading.times(&(at..stop));
        let from = visitor.party.as_ref().map(|p| if crate::resolve::is_local(p) { p.clone() } else { Party::new(p.root()) });
        let slots = Visit {
            visitors: vec![Who::new(visitor.name)],
            to: target,
            from,
            date: times.at.or(reading.facts.occasion),
            status: Some(MeetingStatus::Held),
            ..Visit::default()
        };
        reading.push(ClaimKind::Visit(slots), at..at + 1, "visit/noun");
    }
}

/// `by a Peruvian foreign minister`: the one whom the document names in that office.
fn in_office(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<crate::resolve::Named> {
    let words = reading.words;
    let party = reading.who.parties_in(range).into_iter().next()?;
    let low = crate::words::fold(&words.text(range));
    words.ann.entities.iter().enumerate().take(crate::read::RECENT).find_map(|(e, entity)| {
        let holds = |o: &annotate::Office| {
            o.party.as_ref().is_some_and(|p| p.root() == party.root()) && low.contains(crate::words::fold(&o.title).as_ref())
        };
        let found = entity.kind == EntityKind::Person && entity.offices.iter().any(holds);
        found.then(|| crate::resolve::Named { name: entity.name.clone(), party: Some(party.clone()), entity: e })
    })
}

/// `the Georgian capital`: the adjective names where.
fn capital_follows(reading: &Reading<'_, '_>, span: model::Span) -> bool {
    let next = reading.words.words_of(span).end;
    reading.words.lex.has("seat", reading.words.low(next))
}

/// Where a trip goes: the states, governments and towns named.
pub(crate) fn destinations(reading: &Reading<'_, '_>, range: &Range<usize>) -> Vec<Who> {
    let ann = reading.words.ann;
    let mut out: Vec<Who> = Vec::new();
    let stop = range
        .clone()
        .find(|i| matches!(reading.words.class(*i), crate::words::Class::Prep) && reading.words.low(*i) != "of" && *i > range.start)
        .unwrap_or(range.end);
    for (_, mention) in reading.words.mentions_in(&(range.start..stop)) {
        let who = match (&mention.kind, mention.entity.map(|e| &ann.entities[e])) {
            (MentionKind::Party(list), _) if mention.form != annotate::Form::Adjective || capital_follows(reading, mention.span) => {
                list.first().map(|p: &Party| Who::from(p.clone()))
            }
            (MentionKind::Place, Some(e)) if e.kind == EntityKind::Place => Some(Who::new(e.name.clone())),
            (MentionKind::Place, _) => Some(Who::new(reading.document().quote(mention.span))),
            _ => None,
        };
        if let Some(who) = who.filter(|w| !out.contains(w)) {
            out.push(who);
        }
    }
    out
}
