//! One act on one text: which text, of what type, whose, when and where.

mod listed;
mod name;
mod outcomes;
mod period;
mod pillars;
mod talks;

pub(crate) use listed::listed;
use listed::project;
pub(crate) use name::named;
use name::{generic, is_capital_name, is_definite, undated, whole_name, with_years};
use outcomes::headed;
pub(crate) use outcomes::outcomes;
pub(crate) use period::is_year;
use period::{period, runs};
pub(crate) use pillars::pillars;
use talks::negotiations;

use super::{filled, set, sides};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use crate::words::Class;
use annotate::MentionKind;
use model::claim::{Instrument, InstrumentAction, InstrumentType};
use model::{ClaimKind, PartialDate};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    // `Documents signed` stands over those that were.
    let sentence = &reading.words.ann.sentences[reading.frames.all[frame].sentence];
    let role = reading.document().blocks.get(sentence.block).map(|b| b.role);
    if matches!(role, Some(model::Role::Heading { .. })) && headed(&sentence.span.of(&reading.document().text).to_lowercase()).is_some() {
        return;
    }
    let Some(action) = set::<InstrumentAction>(hit, "action") else { return };
    let f = &reading.frames.all[frame];
    if f.negated || action == InstrumentAction::Negotiated && f.form != crate::frame::Form::Finite {
        return;
    }
    if reading.moods[frame] == Mood::Planned && action != InstrumentAction::Negotiated {
        return;
    }
    let Some(range) = filled(reading, hit, frame, "name") else { return };
    let range = whole_name(reading.words, range, reading.words.ann.sentences[f.sentence].tokens.end);
    let Some((name, kind)) = named(reading, &range) else { return };
    // `reaffirmed its support for the agreement` renews the support, not the text.
    if action == InstrumentAction::Reconfirmed
        && crate::rules::head_noun(reading.words, &range).is_some_and(|h| reading.words.lex.has("attitude", reading.words.low(h)))
    {
        return;
    }
    let heading = matches!(
        reading.document().blocks.get(reading.words.ann.sentences[f.sentence].block).map(|b| b.role),
        Some(model::Role::Heading { .. })
    );
    if heading && generic(reading, &name)
        || action == InstrumentAction::Formulated && !is_capital_name(reading.words, &name) && !is_definite(reading.words, &name)
    {
        return;
    }
    // A meeting that was launched, a project that was completed: other kinds read them.
    if generic(reading, &name)
        && !matches!(action, InstrumentAction::Signed | InstrumentAction::Adopted | InstrumentAction::Issued)
        && !is_capital_name(reading.words, &name)
        && matches!(
            action,
            InstrumentAction::Launched
                | InstrumentAction::Formulated
                | InstrumentAction::Revised
                | InstrumentAction::Proposed
                | InstrumentAction::Agreed
        )
        && !is_definite(reading.words, &name)
    {
        return;
    }
    let topic = (name.start..name.end).find(|i| matches!(reading.words.low(*i), "on" | "for") && reading.words.class(*i) == Class::Prep);
    let named = name.end;
    push(reading, &hit.rule.name, frame, action, name, kind, Some(hit));
    if let (InstrumentAction::Signed, Some(topic)) = (action, topic) {
        let parties = match reading.found.last().map(|d| &d.kind) {
            Some(ClaimKind::Instrument(i)) => i.parties.clone(),
            _ => Vec::new(),
        };
        let end = undated(reading.words, topic + 1..named.max(topic + 1)).end;
        project(reading, &(topic + 1..end), parties);
    }
}

pub(crate) fn push(
    reading: &mut Reading<'_, '_>,
    rule: &str,
    frame: usize,
    action: InstrumentAction,
    name: Range<usize>,
    kind: InstrumentType,
    hit: Option<&Hit<'_>>,
) {
    let f = reading.frames.all[frame].clone();
    let scope = reading.scope(&f);
    let name = with_years(reading.words, undated(reading.words, name));
    // What follows the verb dates it before what stands elsewhere: `…, signed in 2022, entered into force on 1 May 2024`.
    let own = f.head.max(if name.start > f.head { name.end } else { f.head })..scope.end;
    let between_them = f.head..name.start.max(f.head);
    let runs_for = |t: &crate::reading::Times| matches!(t.at, Some(PartialDate::Between(Some(a), Some(b))) if is_year(&a) && is_year(&b));
    let mut period = None;
    let mut times = crate::reading::Times::default();
    for part in [between_them, own, scope.start..name.start, name.end..scope.end] {
        let mut found = reading.times(&part);
        if runs_for(&found) {
            period = period.or(found.at.take());
        }
        times = times.or(found);
    }
    let between = between(reading, &(name.start..f.right.end.max(name.end)));
    let agent = hit.map(|h| sides(reading, h, frame, "parties")).unwrap_or_default();
    let own = if agent.persons.is_empty() { agent.acting() } else { agent.persons.iter().filter_map(|p| p.party.clone()).collect() };
    let agent_range = hit.and_then(|h| filled(reading, h, frame, "parties"));
    let sitting =
        agent_range.as_ref().filter(|_| !agent.is_known()).and_then(|r| crate::series::namings(reading.words, r).into_iter().next());
    // Words that name nobody stand for a company where they are a name, else for nobody.
    let company = agent.words.is_some()
        && sitting.is_none()
        && agent_range.as_ref().is_some_and(|r| {
            r.clone().skip(1).any(|i| crate::series::is_capital(reading.words, i))
                || crate::series::is_capital(reading.words, r.start) && r.len() <= 4
        });
    let with = f.prep(reading.words, &["with"]).map(|r| reading.who.who(&r)).filter(|s| s.is_known());
    let mut parties = if between.len() >= 2 {
        between
    } else if agent.is_known() || company && !f.passive {
        own
    } else {
        Vec::new()
    };
    if let Some(with) = with.filter(|_| parties.len() == 1) {
        parties.extend(with.acting());
    }
    parties.dedup();
    let period = self::period(reading, &name).or(period).or_else(|| runs(reading, frame));
    let at = sitting
        .map(|n| {
            reading
                .words
                .text(&(if reading.words.class(n.whole.start) == Class::Det { n.whole.start + 1 } else { n.whole.start }..n.whole.end))
        })
        .or_else(|| place(reading, &f));
    let date = times.at.or(times.since).filter(|d| Some(*d) != period);
    let text = reading.phrase(&name).unwrap_or_default();
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next());
    let kind = Instrument { name: Some(text), kind: Some(kind), action: Some(action), date, period, parties, pillars: Vec::new(), at };
    let head = f.head;
    let draft = reading.push(ClaimKind::Instrument(kind), head.min(name.start)..head.max(name.end), rule);
    draft.attributed = attributed;
    let span = reading.evidence(head);
    if let Some(last) = reading.found.last_mut() {
        last.evidence = vec![span];
    }
}

/// Meeting or place at which something is done: `at the 11th Meeting`, `in Sochi`.
fn place(reading: &Reading<'_, '_>, f: &crate::frame::Frame) -> Option<String> {
    let words = reading.words;
    let scope = reading.scope(f);
    let mut town = None;
    for i in scope.clone() {
        if !matches!(words.low(i), "at" | "in" | "during") || words.class(i) != Class::Prep {
            continue;
        }
        let namings = crate::series::namings(words, &(i + 1..scope.end.min(i + 16)));
        if words.low(i) != "in"
            && let Some(naming) = namings.first().filter(|n| n.whole.start <= i + 2 && (n.named || n.ordinal.is_some()))
        {
            let start = if words.class(naming.whole.start) == Class::Det { naming.whole.start + 1 } else { naming.whole.start };
            return Some(words.text(&(start..naming.whole.end)));
        }
        let place = words.mentions_in(&(i + 1..i + 2)).find(|(_, m)| m.kind == MentionKind::Place);
        town = town.or_else(|| place.map(|(_, m)| reading.document().quote(m.span).to_owned()));
    }
    town
}

/// The parties that a text is `between`.
pub(crate) fn between(reading: &Reading<'_, '_>, range: &Range<usize>) -> Vec<model::Party> {
    let words = reading.words;
    let Some(at) = range.clone().find(|i| matches!(words.low(*i), "between" | "among")) else { return Vec::new() };
    let end = (at + 1..range.end).find(|i| {
        matches!(words.class(*i), Class::Prep) && !matches!(words.low(*i), "of")
            || matches!(words.low(*i), ";" | ".")
            || matches!(words.class(*i), Class::Verb | Class::Rel)
    });
    let span = at + 1..end.unwrap_or(range.end);
    let sides = reading.who.who(&span);
    if sides.parties.len() + sides.persons.len() >= 2 {
        return sides.acting();
    }
    // Names that nobody knows are companies: `between Hanbit Rail and the railway Temir Yollari`.
    let mut out: Vec<model::Party> = Vec::new();
    let mut start = span.start;
    for i in span.clone().chain(std::iter::once(span.end)) {
        if i == span.end || matches!(words.low(i), "and" | ",") {
            let piece = start..i;
            let known = reading.who.who(&piece);
            if known.is_known() {
                out.extend(known.acting());
            } else if let Some(first) = piece.clone().find(|k| crate::series::is_capital(words, *k)) {
                out.push(model::Party::new(words.text(&(first..piece.end))));
            }
            start = i + 1;
        }
    }
    out
}

/// Texts whose fate a noun tells: `the entry into force of the agreement`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, sentence: usize) {
    negotiations(reading, sentence);
    let range = reading.words.ann.sentences[sentence].tokens.clone();
    let words = reading.words;
    let end = range.end.min(range.start + 400);
    let Some(at) = (range.start..end.saturating_sub(4))
        .find(|i| words.low(*i) == "entry" && words.low(i + 1) == "into" && words.low(i + 2) == "force" && words.low(i + 3) == "of")
    else {
        return;
    };
    let stop = end.min(at + 30);
    let Some((name, kind)) = named(reading, &(at + 4..stop)) else { return };
    let times = reading.times(&(name.end..stop));
    let after = words.low(name.end) == "for";
    let parties = if after { reading.who.parties_in(&(name.end..stop.min(name.end + 6))) } else { Vec::new() };
    let text = reading.phrase(&name);
    let kind = Instrument {
        name: text,
        kind: Some(kind),
        action: Some(InstrumentAction::EnteredIntoForce),
        date: times.at,
        parties,
        ..Instrument::default()
    };
    reading.push(ClaimKind::Instrument(kind), at..name.end, "instrument/entry");
}
