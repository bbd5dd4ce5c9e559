//! What the document says of a series: how often it meets, since when, at which rank, to whom it reports, of whom it is made up.

use super::Gathered;
use super::cadence::cadence;
use super::find::{find, subject_series};
use super::qualify::clean_name;
use crate::reading::Reading;
use crate::series::{self, level_of};
use crate::words::Class;
use std::ops::Range;

/// Fills in what sentences say of a series: how often, since when, to whom it reports, of whom it is made up.
pub(crate) fn describe(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    for (number, sentence) in words.ann.sentences.iter().enumerate() {
        let namings = series::namings(words, &sentence.tokens);
        let Some(about) = subject_series(reading, list, &namings, &sentence.tokens) else { continue };
        let (index, naming) = about;
        let span = reading.evidence(naming.whole.start);
        let mut said = false;
        if let Some(cadence) = cadence(words, &sentence.tokens) {
            let whose = rhythmic(reading, list, &namings, &sentence.tokens).unwrap_or(index);
            said |= list[whose].slots.cadence.is_none() && whose == index;
            list[whose].slots.cadence = list[whose].slots.cadence.or(Some(cadence));
        }
        for f in reading.frames.of_sentence[number].clone() {
            let frame = &reading.frames.all[f];
            let subject = if frame.passive { &frame.object } else { &frame.agent };
            let own = subject.as_ref().is_some_and(|s| s.start <= naming.whole.start && naming.whole.start < s.end);
            let founding =
                words.lex.says("course", &frame.lemma, "founds") || frame.lemma.as_ref() == "set" && words.low(frame.head + 1) == "up";
            let past = frame.past || frame.form == crate::frame::Form::Participle;
            if founding && frame.passive && own && past {
                let times = reading.times(&reading.scope(frame));
                if let Some(date) = times.at.or(times.since) {
                    list[index].slots.established = list[index].slots.established.or(Some(date));
                    said = true;
                }
                if let Some(level) = frame.prep(words, &["at"]).and_then(|r| level_of(words, &r)) {
                    list[index].slots.level = Some(level);
                }
                let between = crate::kinds::instrument::between(reading, &frame.right);
                if between.len() >= 2 {
                    list[index].slots.parties = between;
                }
                let at_meeting = frame
                    .preps
                    .iter()
                    .filter(|(p, _)| words.low(*p) == "at")
                    .find_map(|(_, r)| series::namings(words, r).into_iter().find(|n| n.named || n.ordinal.is_some()));
                if let Some(n) = at_meeting {
                    let start = if words.class(n.whole.start) == Class::Det { n.whole.start + 1 } else { n.whole.start };
                    list[index].slots.established_by = Some(words.text(&(start..n.whole.end)));
                    let date = reading.times(&sentence.tokens).at;
                    list[index].slots.established = list[index].slots.established.or(date);
                }
                let founder = frame.agent.as_ref().and_then(|by| series::namings(words, by).into_iter().find(|n| n.named));
                if let Some(n) = founder {
                    let start = if words.class(n.whole.start) == Class::Det { n.whole.start + 1 } else { n.whole.start };
                    let by = words.text(&(start..n.whole.end));
                    list[index].slots.established_by = list[index].slots.established_by.take().or(Some(by));
                }
                if list[index].slots.parties.len() < 2 {
                    let all = reading.who.parties_in(&sentence.tokens);
                    if all.len() >= 2 {
                        list[index].slots.parties = all;
                    }
                }
            }
            if own && list[index].slots.parties.len() < 2 {
                let members = members(reading, frame);
                if members.len() >= 2 {
                    list[index].slots.parties = members;
                    said = true;
                }
            }
            if frame.lemma.as_ref() == "hold" && frame.past {
                let times = reading.times(&reading.scope(frame));
                if let Some(model::PartialDate::Between(Some(from), None)) = times.since {
                    list[index].slots.established = list[index].slots.established.or(Some(model::PartialDate::At(from)));
                } else if let (Some(date @ model::PartialDate::At(_)), true) = (times.since, naming.ordinal.is_none()) {
                    list[index].slots.established = list[index].slots.established.or(Some(date));
                }
            }
            if frame.lemma.as_ref() == "report"
                && let Some(to) = frame.prep(words, &["to"])
            {
                let target = series::namings(words, &to).into_iter().find(|n| n.named);
                let pronoun = to.len() <= 3 && words.low(to.start) == "it";
                let target = match target {
                    Some(n) => find(reading, list, &n)
                        .filter(|i| *i != index)
                        .and_then(|i| list[i].slots.name.clone())
                        .or_else(|| clean_name(reading, &n.name)),
                    // `reports to it`: to the series that was named before this one.
                    None if pronoun => {
                        let before = |g: &Gathered| g.place_before(sentence.tokens.start);
                        let other = (0..list.len()).filter(|i| *i != index).filter_map(|i| before(&list[i]).map(|p| (p, i))).max();
                        other.and_then(|(_, i)| list[i].slots.name.clone())
                    }
                    None => None,
                };
                if target.as_deref() != list[index].slots.name.as_deref() {
                    list[index].slots.reports_to = list[index].slots.reports_to.take().or(target);
                    said = true;
                }
            }
        }
        if said && !list[index].evidence.contains(&span) {
            list[index].evidence.push(span);
        }
    }
}

/// Of several series that a sentence names, the one with whose name the rhythm stands: `the Bureau, which sits twice a year`.
fn rhythmic(reading: &Reading<'_, '_>, list: &[Gathered], namings: &[series::Naming], sentence: &Range<usize>) -> Option<usize> {
    let words = reading.words;
    let ends = namings.iter().skip(1).map(|n| n.whole.start).chain([sentence.end]);
    let told = |n: &series::Naming| {
        let next = if words.low(n.whole.end) == "," { n.whole.end + 1 } else { n.whole.end };
        words.class(next) == Class::Rel
    };
    let mut stretches = namings.iter().zip(ends).map(|(n, end)| (n, n.whole.start..end)).filter(|(n, _)| told(n));
    stretches.find(|(_, r)| cadence(words, r).is_some()).and_then(|(n, _)| find(reading, list, n))
}

/// Those of whom a series is made up: `is a forum of A, B and C`, `links A, B and C`, `is composed of A and B`.
fn members(reading: &Reading<'_, '_>, frame: &crate::frame::Frame) -> Vec<model::Party> {
    let words = reading.words;
    if frame.negated {
        return Vec::new();
    }
    let start = match words.lex.class("membership", &frame.lemma) {
        Some("body") => {
            let of = (frame.head + 1..frame.right.end.min(frame.head + 9)).find(|i| matches!(words.low(*i), "of" | "between" | "among"));
            let named = |at: usize| {
                words.lex.noun_class("series", &series::head_of(words, at)).is_some()
                    || words.lex.noun_class("instrument", &series::head_of(words, at)).is_some()
            };
            of.filter(|of| named(of - 1)).map(|of| of + 1)
        }
        Some("together") if words.low(frame.head + 1) == "together" => Some(frame.head + 2),
        Some("of") => frame.right.clone().take(4).find(|i| words.low(*i) == "of").map(|of| of + 1),
        Some("whole") => Some(frame.head + 1),
        _ => None,
    };
    let Some(start) = start.filter(|s| *s < frame.right.end) else { return Vec::new() };
    let stop =
        |i: &usize| matches!(words.class(*i), Class::Verb | Class::Aux | Class::Rel | Class::Sub | Class::Modal) || words.low(*i) == ";";
    let end = (start..frame.right.end).find(stop).unwrap_or(frame.right.end);
    let named = |m: &annotate::Mention| matches!(m.kind, annotate::MentionKind::Party(_)) && m.form != annotate::Form::Description;
    if words.mentions_in(&(start..end)).filter(|(_, m)| named(m)).count() == 0 {
        return Vec::new();
    }
    reading.who.who(&(start..end)).parties
}

/// `X, which is held at the ministerial level`.
pub(crate) fn ranks(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    for sentence in &words.ann.sentences {
        for naming in series::namings(words, &sentence.tokens) {
            let Some(index) = find(reading, list, &naming) else { continue };
            let end = sentence.tokens.end.min(naming.whole.end + 14);
            let stop = (naming.whole.end..end).find(|i| matches!(words.low(*i), ";" | ".")).unwrap_or(end);
            let Some(at) = (naming.whole.end..stop).find(|i| words.low(*i) == "level" || words.low(*i).ends_with("-level")) else {
                continue;
            };
            if let Some(level) = level_of(words, &(at.saturating_sub(2).max(naming.whole.end)..at + 1)) {
                list[index].slots.level = Some(level);
            }
        }
    }
    tables(reading, list);
}

/// A table of bodies: the cells beside a name say how often it meets, and at which rank.
fn tables(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    let blocks = &reading.document().blocks;
    let cell = |b: usize| match blocks.get(b).map(|b| b.role) {
        Some(model::Role::TableCell { table, row, .. }) => Some((table, row)),
        _ => None,
    };
    let mut here: Option<((u16, u16), usize)> = None;
    for sentence in &words.ann.sentences {
        let Some(place) = cell(sentence.block) else { continue };
        match here.filter(|(p, _)| *p == place) {
            None => here = series::namings(words, &sentence.tokens).iter().find_map(|n| find(reading, list, n)).map(|i| (place, i)),
            Some((_, index)) => {
                let slots = &mut list[index].slots;
                slots.cadence = slots.cadence.or(cadence(words, &sentence.tokens));
                slots.level = slots.level.or(level_of(words, &sentence.tokens));
            }
        }
    }
}

/// A series without members of its own has those of the series under which the document names it.
pub(crate) fn share_members(list: &mut [Gathered]) {
    let Some(umbrella) =
        list.iter().filter(|g| g.slots.parties.len() >= 3).max_by_key(|g| g.slots.parties.len()).map(|g| g.slots.parties.clone())
    else {
        return;
    };
    for g in list.iter_mut().filter(|g| g.slots.parties.is_empty()) {
        g.slots.parties = umbrella.clone();
    }
}
