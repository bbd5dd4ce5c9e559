//! What is built, run or delivered, and how far it is.

use super::{filled, set, sides};
use crate::cues;
use crate::read::RECENT;
use crate::reading::{Draft, Reading};
use crate::rules::Hit;
use crate::series::head_of;
use crate::words::{Class, Words};
use annotate::MentionKind;
use model::ClaimKind;
use model::claim::{Project, ProjectStatus};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let Some(status) = set::<ProjectStatus>(hit, "status") else { return };
    let f = reading.frames.all[frame].clone();
    // `A ship that both are building`
    let going_on = status == ProjectStatus::Completed && f.form == crate::frame::Form::Finite && !f.past && !f.passive;
    let status = if going_on { ProjectStatus::UnderWay } else { status };
    let Some(range) = filled(reading, hit, frame, "name") else { return };
    // What is handed over is asked for by the pattern itself.
    let goods = !hit.when.objects.is_empty();
    if !goods && !is_project(reading.words, &range) {
        return;
    }
    let sentence = reading.words.ann.sentences[f.sentence].tokens.clone();
    // Counted projects are told by [`states`].
    if reading.moods[frame] == crate::mood::Mood::Fact
        && progress(reading.words, &f).is_some()
        && count(reading.words, &range).is_some()
        && counted_noun(reading.words, &sentence, &range).is_some()
    {
        return;
    }
    // `Work on the road was begun`: the thing worked on.
    let whole = after_work(reading.words, &range);
    let range = without_aside(reading.words, whole.clone());
    let times = reading.own_times(frame);
    let agent = sides(reading, hit, frame, "parties");
    let mut parties = if agent.is_known() { agent.acting() } else { Vec::new() };
    // `the port, a project of Japan and Fiji,`
    if parties.is_empty() && is_project(reading.words, &(range.end..whole.end)) {
        parties = reading.who.parties_in(&(range.end..whole.end));
    }
    // `handed over nine buses`: so many of one thing.
    let count = reading.words.mentions_in(&range).find_map(|(_, m)| match &m.kind {
        MentionKind::Quantity(q) if goods && reading.words.words_of(m.span).start == range.start && q.unit.is_some() => Some(q.clone()),
        MentionKind::Quantity(q) if q.unit.as_deref().is_some_and(|u| u.contains("project") || u.contains("action")) => Some(q.clone()),
        _ => None,
    });
    let mut kind = Project { parties, status: Some(status), date: times.at.or(times.since), ..Project::default() };
    if let Some(q) = count {
        kind.count = Some(q.value);
        kind.approximate = q.approximate;
        kind.bound = q.bound;
    }
    let number = |i: &usize| reading.words.class(*i) == Class::Num && goods;
    let range = range.clone().find(|i| !number(i)).filter(|_| kind.count.is_some()).map_or(range.clone(), |first| first..range.end);
    if !call(reading, &mut kind, &range) {
        return;
    }
    let negated = f.negated;
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next());
    let draft = reading.push(ClaimKind::Project(kind), f.head..f.head + 1, &hit.rule.name);
    draft.negative = negated;
    draft.attributed = attributed;
}

/// Counted projects, and those of which a phrase says how far they are: `33 are under way`, `has been on hold`.
pub(crate) fn states(reading: &mut Reading<'_, '_>, number: usize) {
    let range = reading.words.ann.sentences[number].tokens.clone();
    for f in reading.frames.of_sentence[number].clone() {
        let frame = reading.frames.all[f].clone();
        let words = reading.words;
        let subject = if frame.passive { frame.object.clone() } else { frame.agent.clone() };
        let Some(subject) = subject.filter(|_| frame.form == crate::frame::Form::Finite) else { continue };
        // `Of the seven projects, four have been completed and two dropped`: the part counted stands last.
        let subject = own_number(words, &frame).unwrap_or_else(|| last_part(words, &subject));
        let Some(status) = progress(words, &frame) else { continue };
        if reading.moods[f] != crate::mood::Mood::Fact {
            continue;
        }
        let counted = count(words, &subject);
        let noun = counted_noun(words, &range, &subject);
        let by_rule = reading.found.iter().rev().take(4).any(|d| matches!(d.kind, ClaimKind::Project(_)) && d.at.start == frame.head);
        let known = counted.is_some() && noun.is_some();
        let told = known || !by_rule && is_project(words, &subject);
        if !told {
            continue;
        }
        let subject = after_work(words, &subject);
        let times = reading.own_times(f);
        let mut slots = Project { status: Some(status), date: times.at.or(times.since), ..Project::default() };
        if known {
            let status = if frame.negated && status == ProjectStatus::Started { ProjectStatus::Agreed } else { status };
            slots.status = Some(status);
            slots.count = counted;
            slots.description = noun;
        } else {
            call(reading, &mut slots, &subject);
            slots.parties = super::instrument::between(reading, &range);
        }
        let negative = frame.negated && !known;
        let draft = reading.push(ClaimKind::Project(slots), frame.head..frame.head + 1, "project/status");
        draft.negative = negative;
    }
}

/// How far a clause says that its subject is.
fn progress(words: &Words<'_>, frame: &crate::frame::Frame) -> Option<ProjectStatus> {
    let at = frame.right.start;
    // `is 60 per cent complete`
    let part = (at..frame.right.end.min(at + 6)).any(|i| matches!(words.low(i), "complete" | "completed" | "finished" | "ready"))
        && words.mentions_in(&(at..frame.right.end.min(at + 6))).any(|(_, m)| matches!(&m.kind, MentionKind::Quantity(_)));
    if part && matches!(frame.lemma.as_ref(), "be" | "remain") {
        return Some(ProjectStatus::UnderWay);
    }
    let said = words.lex.class("progress-verb", &frame.lemma)?;
    if said == "phrase" {
        let start = if matches!(words.low(at), "still" | "now" | "already" | "currently" | "also") { at + 1 } else { at };
        return (1..=3).rev().find_map(|n| {
            let phrase = (start..start + n).map(|i| words.low(i)).collect::<Vec<_>>().join(" ");
            words.lex.class("progress", &phrase)?.parse().ok()
        });
    }
    let being = frame.group.clone().any(|i| words.low(i) == "being");
    let voices: &[&str] = match frame.passive {
        true if being => &["being", "passive"],
        true => &["passive"],
        false => &["active"],
    };
    let status = |voice: &&str| said.split(' ').find_map(|s| s.split_once('=').filter(|(v, _)| v == voice));
    voices.iter().find_map(status)?.1.parse().ok()
}

/// Gives a project the words of a phrase, as its name or as what it is; `false` where the phrase says nothing.
pub(crate) fn call(reading: &Reading<'_, '_>, slots: &mut Project, range: &Range<usize>) -> bool {
    let name = named(reading.words, range).filter(|_| slots.count.is_none());
    let text = reading.phrase(name.as_ref().unwrap_or(range));
    let slot = if name.is_some() { &mut slots.name } else { &mut slots.description };
    *slot = text;
    slot.is_some()
}

/// The words of a phrase that are a name: with a capital at its head and at another word, `Kazungula Grid Interconnector`, or
/// with one that says which of its kind it is, `the 150 MW Sherobod solar park`. A state or its adjective makes no name.
fn named(words: &Words<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let capital = |i: &usize| crate::series::is_capital(words, *i);
    let preposition = |from: usize| (from..range.end).find(|i| words.class(*i) == Class::Prep && *i > range.start);
    let end = preposition(range.start).filter(|i| words.low(*i) != "of").unwrap_or(range.end);
    let head = (range.start..end).rev().find(|i| words.class(*i) == Class::Noun)?;
    if capital(&head) && (range.start..end).filter(capital).count() >= 2 {
        return Some(range.clone());
    }
    let end = preposition(range.start).unwrap_or(range.end);
    let party = |i: usize| {
        words.mentions_in(&(i..i + 1)).any(|(_, m)| matches!(m.kind, MentionKind::Party(_)) && m.form == annotate::Form::Adjective)
    };
    let counts = |i: usize| words.mentions_in(&(i..i + 1)).any(|(_, m)| matches!(m.kind, MentionKind::Quantity(_)));
    let first = (range.start..end).find(|i| words.class(*i) != Class::Det && words.class(*i) != Class::Punct && !counts(*i))?;
    let proper = words.ann.tokens[first].upos == annotate::Upos::Propn && capital(&first) && !party(first);
    let kind = (first + 1..end).rev().find(|i| words.class(*i) == Class::Noun)?;
    (proper && is_project(words, &(first..kind + 1)) && !(first..kind).any(|i| words.class(i) == Class::Poss)).then_some(first..kind + 1)
}

/// A phrase without what a comma adds to it: `the bridge, worth nine million dollars`.
fn without_aside(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let aside = |i: &usize| words.low(*i) == "," && *i > range.start && words.lex.has("aside", words.low(i + 1));
    range.start..range.clone().find(aside).unwrap_or(range.end)
}

/// The last part of a list with commas where it begins with a number, else all of it.
fn last_part(words: &Words<'_>, subject: &Range<usize>) -> Range<usize> {
    let of = subject.clone().take(4).any(|i| matches!(words.low(i), "of" | "out"));
    match subject.clone().rev().find(|i| words.low(*i) == ",") {
        Some(comma) if of && comma + 1 < subject.end => comma + 1..subject.end,
        _ => subject.clone(),
    }
}

/// The bare number that stands before a verb behind `and`: the tree may lend the verb the subject of the one before.
fn own_number(words: &Words<'_>, frame: &crate::frame::Frame) -> Option<Range<usize>> {
    let at = frame.group.start.checked_sub(1)?;
    let bare =
        matches!(words.low(at.checked_sub(1)?), "and" | "while" | "," | ";") && words.sentence_of(at) == words.sentence_of(frame.head);
    (bare && count(words, &(at..at + 1)).is_some()).then_some(at..at + 1)
}

/// The number that a subject is, or begins with: `21`, `eight`, `Three projects in Myanmar`.
fn count(words: &Words<'_>, subject: &Range<usize>) -> Option<f64> {
    let quantity = words.mentions_in(subject).find_map(|(_, m)| match &m.kind {
        MentionKind::Quantity(q)
            if !q
                .unit
                .as_deref()
                .is_some_and(|u| u == "percent" || u == "share" || u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase())) =>
        {
            Some(q.value)
        }
        _ => None,
    });
    let first = words.low(subject.start);
    const SMALL: &[&str] = &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    // `two of its five sections`
    let part = (words.low(subject.start + 1) == "of").then(|| SMALL.iter().position(|w| *w == first)).flatten().map(|n| n as f64);
    part.or(quantity).or_else(|| first.parse().ok()).or_else(|| SMALL.iter().position(|w| *w == first).map(|n| n as f64))
}

/// What is counted: the noun of the subject, or the one before it in the sentence: `Of the 62 actions in the plan, 21 …`.
fn counted_noun(words: &Words<'_>, sentence: &Range<usize>, subject: &Range<usize>) -> Option<String> {
    let is_counted = |i: &usize| words.lex.has("task", &head_of(words, *i));
    let inside = subject.clone().find(is_counted);
    let end = |i: usize| {
        (i + 1..sentence.end.min(i + 9))
            .find(|k| {
                matches!(words.low(*k), "," | ";" | "worth" | "have" | "has" | "are" | "were" | "had") || words.class(*k) == Class::Verb
            })
            .unwrap_or(i + 1)
    };
    let noun = inside.or_else(|| (sentence.start..subject.start).find(is_counted))?;
    let mut first = noun;
    while first > sentence.start
        && matches!(words.class(first - 1), Class::Adj | Class::Noun)
        && words.low(first - 1).starts_with(char::is_alphabetic)
    {
        first -= 1;
    }
    Some(words.text(&(first..end(noun).max(noun + 1))).rsplit(|c: char| c.is_ascii_digit()).next()?.trim().to_owned())
}

pub(crate) fn is_project(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        words.class(i) == Class::Noun && {
            let head = crate::series::head_of(words, i);
            let pair = if i > range.start { format!("{} {head}", words.low(i - 1)) } else { String::new() };
            words.lex.noun_class("project", &head).is_some() || words.lex.noun_class("project", &pair).is_some()
        }
    }) && !range.clone().any(|i| words.lex.noun_class("meeting", words.low(i)).is_some() && words.class(i) == Class::Noun)
}

/// The thing that is worked on, completed or founded: past `work on`, `the foundation stone of`.
fn after_work(words: &Words<'_>, range: &Range<usize>) -> Range<usize> {
    let start = if words.class(range.start) == Class::Det { range.start + 1 } else { range.start };
    let joins = |i: usize| matches!(words.low(i), "on" | "of" | "at" | "for") && i + 1 < range.end;
    let work = matches!(words.low(start), "work" | "works" | "construction" | "cornerstone" | "keel") && joins(start + 1);
    let stone = words.low(start + 1) == "stone" && joins(start + 2);
    match (work, stone) {
        (true, _) => start + 2..range.end,
        (_, true) => start + 3..range.end,
        _ => range.clone(),
    }
}

/// What is welcomed or noted as done: `welcomed the completion of the bridge in April 2025`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, number: usize) {
    let words = reading.words;
    for f in reading.frames.of_sentence[number].clone() {
        let frame = reading.frames.all[f].clone();
        if reading.moods[f] != crate::mood::Mood::Fact || frame.negated || frame.passive || !words.lex.has("hailing", &frame.lemma) {
            continue;
        }
        let end = frame.right.end;
        let Some(noun) = frame.right.clone().take(4).find(|i| words.lex.class("done-noun", words.low(*i)).is_some()) else { continue };
        let status = words.lex.class("done-noun", words.low(noun)).and_then(|s| s.parse::<ProjectStatus>().ok());
        let Some(status) = status.filter(|_| words.low(noun + 1) == "of" && noun + 2 < end) else { continue };
        let stop = (noun + 2..end).find(|i| matches!(words.class(*i), Class::Rel | Class::Sub) || matches!(words.low(*i), "," | ";"));
        let stop = stop.unwrap_or(end);
        let dated = words.mentions_in(&(noun + 2..stop)).find(|(_, m)| matches!(m.kind, MentionKind::Date(_)));
        let times = reading.times(&(noun..stop));
        let stop = dated.map_or(stop, |(_, m)| words.words_of(m.span).start.saturating_sub(1).max(noun + 3));
        let range = noun + 2..stop;
        if !is_project(words, &range) {
            continue;
        }
        let mut slots = Project { status: Some(status), date: times.at, ..Project::default() };
        if call(reading, &mut slots, &after_work(words, &range)) {
            reading.push(ClaimKind::Project(slots), noun..range.end, "project/noun");
        }
    }
}

/// Tables of projects: a column that names them and one that says how far they are.
pub(crate) fn tables(reading: &mut Reading<'_, '_>) {
    let document = reading.document();
    let mut heads: std::collections::BTreeMap<(u16, u16), String> = std::collections::BTreeMap::new();
    let mut rows: std::collections::BTreeMap<(u16, u16), Vec<(u16, model::Span)>> = std::collections::BTreeMap::new();
    for block in &document.blocks {
        let model::Role::TableCell { table, row, column, header } = block.role else { continue };
        if row == 0 || header {
            heads.entry((table, column)).or_insert_with(|| block.span.of(&document.text).trim().to_lowercase());
        } else {
            rows.entry((table, row)).or_default().push((column, block.span));
        }
    }
    for ((table, _), cells) in rows {
        let cell = |wanted: &str| {
            let named = |(c, _): &&(u16, model::Span)| heads.get(&(table, *c)).is_some_and(|h| cues::speaks("column", h, wanted));
            cells.iter().find(named).map(|(_, span)| *span)
        };
        let (Some(name), Some(state)) = (cell("project"), cell("status")) else { continue };
        let said = cues::cue("progress-cell", &state.of(&document.text).to_lowercase());
        let Some(status) = said.and_then(|s| s.parse::<ProjectStatus>().ok()) else { continue };
        let words = reading.words.words_of(name);
        if words.is_empty() {
            continue;
        }
        let by = cell("lead");
        let parties = by.map(|span| reading.who.parties_in(&reading.words.words_of(span))).unwrap_or_default();
        let due = cell("due").and_then(|span| {
            let times = reading.times(&reading.words.words_of(span));
            times.at.or(times.due).or(times.until)
        });
        let done = status == ProjectStatus::Completed;
        let text = name.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut slots = Project { parties, status: Some(status), ..Project::default() };
        (slots.date, slots.due) = if done { (due, None) } else { (None, due) };
        let capital = words.clone().filter(|i| crate::series::is_capital(reading.words, *i)).count() >= 2;
        let whole = named(reading.words, &words).is_some_and(|n| n == words);
        if capital || whole {
            slots.name = Some(text);
        } else {
            slots.description = Some(text);
        }
        reading.push(ClaimKind::Project(slots), words, "project/table").evidence = vec![name, state];
    }
}

/// Gives counted projects, and those of a table, the text under which they stand: `the 62 actions in the plan`.
pub(crate) fn under(reading: &mut Reading<'_, '_>) {
    let words = reading.words;
    let texts: Vec<(usize, Vec<String>, String)> = reading
        .found
        .iter()
        .filter_map(|d| match &d.kind {
            ClaimKind::Instrument(i) => i.name.clone().map(|n| (d.at.start, crate::series::key(&n), n)),
            _ => None,
        })
        .filter(|(at, key, _)| {
            key.len() >= 2 && words.words[*at..words.words.len().min(at + 40)].iter().any(|w| w.text.starts_with(char::is_uppercase))
        })
        .collect();
    let pair = reading.facts.pair.clone();
    for draft in &mut reading.found {
        if let (ClaimKind::Project(p), Some(pair)) = (&mut draft.kind, &pair)
            && p.parties.is_empty()
            && p.count.is_none()
        {
            p.parties = pair.to_vec();
        }
    }
    // In the order of the text, so that what stands before a project is found from its end.
    let mut texts = texts;
    texts.sort_by_key(|(at, ..)| *at);
    for i in 0..reading.found.len() {
        let (at, table) = match &reading.found[i] {
            Draft { kind: ClaimKind::Project(p), at, rule, .. } if p.under.is_none() && (p.count.is_some() || rule == "project/table") => {
                (at.start, rule == "project/table")
            }
            _ => continue,
        };
        let sentence = words.sentence_of(at);
        let range = words.ann.sentences[sentence].tokens.clone();
        let pointed = range.clone().take(60).find_map(|k| {
            let definite = k > range.start && matches!(words.low(k - 1), "the" | "this" | "its");
            let noun = head_of(words, k);
            definite
                .then(|| {
                    texts.iter().rev().skip_while(|(t, ..)| *t >= range.end).take(RECENT).find(|(_, key, _)| key.last() == Some(&noun))
                })
                .flatten()
        });
        let block = words.ann.sentences[sentence].block;
        let beside = texts.iter().rev().skip_while(|(t, ..)| *t >= range.end).take(RECENT).find(|(t, ..)| {
            let other = words.sentence_of(*t);
            *t < range.end && words.ann.sentences[other].block == block
        });
        let framing = |name: &str| {
            let low = name.to_lowercase();
            ["programme", "program", "plan", "roadmap", "agenda", "strategy"].iter().any(|w| low.contains(w))
        };
        let before = texts.iter().rev().skip_while(|(t, ..)| *t >= at).take(RECENT).find(|(.., name)| table && framing(name));
        let name = pointed.or(beside).or(before).map(|(.., n)| n.clone());
        if let ClaimKind::Project(p) = &mut reading.found[i].kind {
            p.under = name;
        }
    }
}
