//! Numbers that say something: how much, of what, when, and whether it is so or aimed at.

use crate::frame::Frame;
use crate::lexicon::singular;
use crate::mood::Mood;
use crate::reading::Reading;
use crate::words::{Class, Words};
use annotate::{MentionKind, Quantity};
use model::claim::{Figure, FigureType};
use model::{ClaimKind, Role, Span};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>) {
    let ann = reading.words.ann;
    for mention in &ann.mentions {
        let MentionKind::Quantity(quantity) = &mention.kind else { continue };
        let words = reading.words.words_of(mention.span);
        if words.start >= words.end {
            continue;
        }
        let cell = ann.document.block_at(mention.span.start).map(|b| ann.document.blocks[b].role);
        if matches!(cell, Some(Role::TableCell { .. })) {
            continue;
        }
        read_one(reading, quantity, &words);
    }
    tables(reading);
}

fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

fn read_one(reading: &mut Reading<'_, '_>, quantity: &Quantity, at: &Range<usize>) {
    let words = reading.words;
    let unit = quantity.unit.as_deref();
    let sentence = words.sentence_of(at.start);
    let range = words.ann.sentences[sentence].tokens.clone();
    if heading(reading, sentence) {
        return;
    }
    let noun = unit.filter(|u| !is_money(u) && !matches!(*u, "percent" | "share"));
    if let Some(noun) = noun {
        let last = noun.rsplit(' ').next().unwrap_or(noun).to_lowercase();
        let present = governing(reading, sentence, at.start)
            .is_some_and(|f| matches!(f.lemma.as_ref(), "attend" | "participate" | "gather" | "join" | "take" | "march" | "protest"));
        let counted = |noun: &str| words.lex.class("counted", &singular(noun)).is_some();
        if !present && (counted(&last) || counted(&noun.to_lowercase())) || is_measure_of_time(&last) && !measured(words, at) {
            return;
        }
        if quantity.value < 3.0 && quantity.bound.is_none() {
            return;
        }
    }
    // `a delegation of 35`: how many travel is said of the visit.
    let group = at.start >= range.start + 2
        && words.low(at.start - 1) == "of"
        && matches!(words.low(at.start - 2), "delegation" | "mission" | "team" | "group");
    if group && !unit.is_some_and(is_money) {
        return;
    }
    if unit.is_none() && !bare_counts(words, at, &range) {
        return;
    }
    let frame = governing(reading, sentence, at.start).cloned();
    let other = if unit.is_none() { elided(reading, at, &range) } else { None };
    let told = compared(reading, at, &range);
    let of = match &other {
        _ if told.as_ref().is_some_and(|f| f.of.is_some()) => told.as_ref().and_then(|f| f.of.clone()),
        Some((unit, words)) => {
            let whole = Quantity { unit: unit.clone(), ..quantity.clone() };
            let frame = governing(reading, sentence, words.start).cloned();
            subject(reading, &whole, words, frame.as_ref(), &range)
        }
        None => subject(reading, quantity, at, frame.as_ref(), &range),
    };
    let kind = kind_of(reading, quantity, at, frame.as_ref(), &range);
    let scope = frame.as_ref().map_or(range.clone(), |f| reading.scope(f));
    let times = reading.times(&scope);
    let near = near_date(reading, at, &range);
    let date = told.and_then(|f| f.date).or(near).or(times.at).or(times.due).or(times.since.filter(|_| kind != FigureType::Target));
    let attributed =
        frame_index(reading, sentence, at.start).and_then(|f| reading.attribution(f)).or_else(|| reading.according_to(sentence));
    let attributed = attributed.and_then(|s| s.speakers().into_iter().next());
    let unit = unit.filter(|u| *u != "share").map(str::to_owned).or(other.and_then(|(unit, _)| unit));
    let figure = Figure {
        value: quantity.value,
        max: quantity.max,
        approximate: quantity.approximate,
        bound: quantity.bound,
        unit,
        of,
        date,
        kind: Some(kind),
    };
    reading.push(ClaimKind::Figure(figure), at.clone(), "figure/quantity").attributed = attributed;
}

fn heading(reading: &Reading<'_, '_>, sentence: usize) -> bool {
    let block = reading.words.ann.sentences[sentence].block;
    matches!(reading.document().blocks.get(block).map(|b| b.role), Some(Role::Heading { .. }))
}

fn is_measure_of_time(noun: &str) -> bool {
    matches!(singular(noun).as_str(), "day" | "hour" | "minute" | "week" | "month" | "year")
}

/// `take an average of 94 days`: a duration that somebody measured.
fn measured(words: &Words<'_>, at: &Range<usize>) -> bool {
    let before: Vec<&str> = (at.start.saturating_sub(4)..at.start).map(|i| words.low(i)).collect();
    before.iter().any(|w| matches!(*w, "average" | "take" | "takes" | "took" | "lasts" | "lasting")) && !before.contains(&"within")
}

/// A number without a noun counts where another number's noun is meant: `up from 21`, `a target of 5,500`.
fn bare_counts(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> bool {
    let before: Vec<&str> = (at.start.saturating_sub(3).max(sentence.start)..at.start).map(|i| words.low(i)).collect();
    let text = before.join(" ");
    text.ends_with("up from")
        || text.ends_with("down from")
        || text.ends_with("target of")
        || text.ends_with("compared with")
        || text.ends_with("against")
        || text.ends_with("total of")
}

/// The frame whose clause holds a word, the innermost.
fn frame_index(reading: &Reading<'_, '_>, sentence: usize, at: usize) -> Option<usize> {
    let range = reading.frames.of_sentence[sentence].clone();
    range
        .clone()
        .filter(|f| {
            let frame = &reading.frames.all[*f];
            frame.clause.start <= at && at < frame.right.end
                || frame.agent.as_ref().is_some_and(|a| a.contains(&at)) && frame.form == crate::frame::Form::Finite
        })
        .max_by_key(|f| {
            let frame = &reading.frames.all[*f];
            if frame.head < at { frame.head } else { frame.clause.start }
        })
}

fn governing<'r>(reading: &'r Reading<'_, '_>, sentence: usize, at: usize) -> Option<&'r Frame> {
    frame_index(reading, sentence, at).map(|f| &reading.frames.all[f])
}

const LEVELS: &[&str] = &[
    "stand",
    "rise",
    "grow",
    "fall",
    "reach",
    "total",
    "amount",
    "increase",
    "decrease",
    "decline",
    "account",
    "be",
    "exceed",
    "drop",
    "climb",
    "shrink",
    "surge",
    "jump",
    "hit",
    "expand",
    "double",
    "average",
    "remain",
    "represent",
    "gain",
    "lose",
    "come",
    "bring",
    "soar",
    "cross",
    "top",
    "plunge",
    "slip",
    "recover",
    "narrow",
    "widen",
    "cost",
    "value",
    "estimate",
    "assess",
    "stretch",
    "measure",
    "number",
    "weigh",
    "run",
    "equal",
    "near",
    "approach",
    "surpass",
    "pass",
    "comprise",
    "constitute",
    "make",
];

/// Verbs that bring their object to a level.
const MOVES: &[&str] = &[
    "limit", "cut", "raise", "reduce", "increase", "lower", "cap", "boost", "expand", "widen", "bring", "push", "double", "slash", "lift",
];

/// What rises or falls before a number, where the tree has not made a verb of it: `Non-oil trade rose by 12 per cent`.
fn level_before(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let verb = (at.start.saturating_sub(5).max(sentence.start + 1)..at.start).rev().find(|i| {
        let past = words
            .lex
            .verb(words.low(*i))
            .filter(|(_, f)| !matches!(f, crate::lexicon::Inflection::Base | crate::lexicon::Inflection::Gerund));
        past.is_some_and(|(lemma, _)| LEVELS.contains(&lemma) && !matches!(lemma, "be" | "come" | "make" | "stand"))
    })?;
    let start =
        (sentence.start..verb).rev().find(|i| matches!(words.low(*i), "," | ";" | ":" | "and" | "that")).map_or(sentence.start, |i| i + 1);
    (start < verb && verb - start <= 12).then_some(start..verb)
}

/// What a figure is a figure of.
fn subject(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    at: &Range<usize>,
    frame: Option<&Frame>,
    sentence: &Range<usize>,
) -> Option<String> {
    let words = reading.words;
    let weight = quantity.unit.as_deref().is_some_and(is_weight) && words.low(at.end) != "of";
    let money =
        quantity.unit.as_deref().is_some_and(|u| is_money(u) || u == "percent" || u == "share") || quantity.unit.is_none() || weight;
    // `is 70 per cent complete`
    if quantity.unit.as_deref() == Some("percent") && matches!(words.low(at.end), "complete" | "completed" | "finished" | "ready") {
        return Some(words.low(at.end).to_owned());
    }
    // `41 per cent of our exports`
    if words.low(at.end) == "of" && money {
        let end = phrase_end(words, at.end + 1, sentence.end);
        return reading.phrase(&(at.end + 1..end));
    }
    // `a 35 billion yen loan`, `a 30 percent surtax on X`: the noun that the amount stands before.
    if money && !weight && quantity.unit.as_deref() != Some("share") && modifies(words, at, sentence) {
        let end = phrase_end(words, at.end + 1, sentence.end);
        let barrier = words.lex.noun_class("measure", words.low(end - 1)).is_some() && words.low(end) == "on";
        let end = if barrier { phrase_end(words, end + 1, sentence.end) } else { end };
        return reading.phrase(&(at.end..end));
    }
    // `up 9 percent from 2023`: of what the clause before speaks.
    if money
        && at.start > sentence.start
        && matches!(words.low(at.start - 1), "up" | "down")
        && let Some(subject) = level_subject(reading, at, sentence)
    {
        return reading.phrase(&subject);
    }
    if money
        && compares(words, at, sentence)
        && let Some(subject) = level_subject(reading, at, sentence)
    {
        return reading.phrase(&subject);
    }
    if money {
        if let Some(text) = noun_before(reading, at, sentence) {
            return Some(text);
        }
        if let Some(frame) = frame {
            let level = LEVELS.contains(&frame.lemma.as_ref());
            let subject = if frame.passive { frame.object.clone() } else { frame.agent.clone() };
            if let Some(subject) = subject.clone().filter(|s| level && !s.contains(&at.start)) {
                return reading.phrase(&subject);
            }
            // `limits the catch to 299,000 tonnes`
            let moved = matches!(words.low(at.start.saturating_sub(1)), "to" | "by") && MOVES.contains(&frame.lemma.as_ref());
            if let Some(object) = frame.object.clone().filter(|o| moved && !o.contains(&at.start)) {
                return reading.phrase(&object);
            }
            if let Some(subject) = level_before(words, at, sentence) {
                return reading.phrase(&subject);
            }
            // `was valued at 2.3 billion`, `stretched for 9 km`: of what the clause is about.
            let aside = frame.preps.iter().any(|(p, r)| {
                matches!(words.low(*p), "at" | "with" | "for" | "to" | "by" | "over") && r.contains(&at.start) && at.start <= r.start + 3
            });
            let bare = frame.passive || frame.object.is_none();
            if let Some(subject) = subject.clone().filter(|s| aside && bare && !s.contains(&at.start) && s.end <= frame.head) {
                return reading.phrase(&subject);
            }
            // `57 million had been disbursed`, `more than 60 per cent went to Asia`: what became of the amount itself.
            if subject.as_ref().is_some_and(|s| s.start >= at.start.saturating_sub(3) && s.contains(&at.start) && s.end <= at.end + 1)
                && frame.lemma.as_ref() != "be"
            {
                let end = counted_end(words, frame.head + 1, sentence.end.min(frame.right.end.max(frame.head + 1)));
                return reading.phrase(&(frame.head..end.max(frame.head + 1))).or_else(|| Some(words.low(frame.head).to_owned()));
            }
            // `will pay 35 million euros into the fund`: what stands after says what for.
            let after = at.end..phrase_end(words, (at.end + 1).min(sentence.end), sentence.end).max(at.end);
            if matches!(words.low(at.end), "into" | "for" | "to" | "in") && after.len() > 1 {
                let into = reading.phrase(&(after.start + 1..after.end));
                if into.is_some() {
                    return into;
                }
            }
            if frame.head < at.start {
                return reading.phrase(&(frame.head..at.start)).or_else(|| Some(words.low(frame.head).to_owned()));
            }
        }
        if let Some(subject) = level_before(words, at, sentence) {
            return reading.phrase(&subject);
        }
        return None;
    }
    // `12 tonnes of relief supplies`
    if words.low(at.end) == "of" && quantity.unit.as_deref().is_some_and(is_weight) {
        let end = phrase_end(words, at.end + 1, sentence.end);
        return reading.phrase(&(at.end + 1..end));
    }
    let start = noun_start(words, at);
    let end = counted_end(words, at.end.max(start + 1), sentence.end);
    reading.phrase(&(start..end))
}

/// Whether an amount stands before the noun that it measures.
/// The figure with which an amount is compared: `was valued at 2.3 billion, a fall of 17 per cent`.
fn compared(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<Figure> {
    let told = |d: &crate::reading::Draft| match &d.kind {
        ClaimKind::Figure(f) if sentence.contains(&d.at.start) && d.at.start < at.start => Some(f.clone()),
        _ => None,
    };
    compares(reading.words, at, sentence).then(|| reading.found.iter().rev().take(6).find_map(told)).flatten()
}

/// Whether an amount says how far something has moved: `17 per cent less`, `a rise of 4 million`.
fn compares(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> bool {
    let moved = ["fall", "rise", "increase", "decrease", "drop", "decline", "growth", "gain", "jump", "surge", "reduction", "plunge"];
    let of = at.start >= sentence.start + 2 && words.low(at.start - 1) == "of" && moved.contains(&words.low(at.start - 2));
    of || at.end < sentence.end && matches!(words.low(at.end), "more" | "less" | "higher" | "lower" | "fewer")
}

fn modifies(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> bool {
    at.end < sentence.end
        && words.class(at.end) == Class::Noun
        && words.low(at.end).chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ' '))
        && !words.ann.tokens[at.end].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_)))
        && at.start > sentence.start
        && matches!(words.class(at.start - 1), Class::Det | Class::Poss | Class::Adj)
}

/// The subject of the verb of level before a number, in its sentence.
fn level_subject(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let number = reading.words.sentence_of(sentence.start);
    let mut frames = reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]);
    let before = frames.rfind(|f| f.head < at.start && LEVELS.contains(&f.lemma.as_ref()))?;
    before.agent.clone().filter(|s| !s.contains(&at.start))
}

/// The counted noun that a bare number leaves out: that of the number before it in the sentence.
fn elided(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<(Option<String>, Range<usize>)> {
    let mut found = None;
    for (_, mention) in reading.words.mentions_in(&(sentence.start..at.start)) {
        if let MentionKind::Quantity(q) = &mention.kind {
            let words = reading.words.words_of(mention.span);
            if q.unit.is_some() && words.end <= at.start {
                found = Some((q.unit.clone(), words));
            }
        }
    }
    found
}

/// Whether a unit measures stuff rather than counts things.
fn is_weight(unit: &str) -> bool {
    matches!(
        singular(&unit.to_lowercase()).as_str(),
        "tonne"
            | "ton"
            | "kilogram"
            | "kilogramme"
            | "kg"
            | "litre"
            | "liter"
            | "barrel"
            | "hectare"
            | "acre"
            | "metre"
            | "meter"
            | "kilometre"
            | "kilometer"
            | "km"
            | "mw"
            | "gw"
            | "megawatt"
            | "gigawatt"
            | "dose"
            | "container"
            | "bushel"
    )
}

/// The noun inside a quantity that counts things: `300 people` begins with the number.
fn noun_start(words: &Words<'_>, at: &Range<usize>) -> usize {
    at.clone().find(|i| words.class(*i) == Class::Noun && !words.low(*i).starts_with(|c: char| c.is_ascii_digit())).unwrap_or(at.start)
}

/// Up to where a counted phrase runs: over what modifies its noun, and the verb it is subject of.
fn counted_end(words: &Words<'_>, from: usize, end: usize) -> usize {
    let mut k = from;
    while k < end && k < from + 9 {
        let low = words.low(k);
        if matches!(low, "," | ";" | "." | ":" | "(" | "and" | "but" | "by" | "since" | "\"")
            || matches!(words.class(k), Class::Rel | Class::Sub | Class::Modal)
            || words.class(k) == Class::To
            || words.class(k) == Class::Prep && k > from && !matches!(low, "of" | "in" | "for" | "from" | "on")
        {
            break;
        }
        if words.ann.tokens[k].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_))) {
            break;
        }
        k += 1;
        // What is counted with what it does: `people demonstrated`, not where and why.
        if words.class(k - 1) == Class::Verb && k - 1 > from && !matches!(words.low(k - 1), "had" | "have" | "been" | "has") {
            break;
        }
    }
    k
}

fn phrase_end(words: &Words<'_>, from: usize, end: usize) -> usize {
    let mut k = from;
    while k < end && k < from + 12 {
        let low = words.low(k);
        if matches!(low, "," | ";" | "." | ":" | "(" | ")")
            || matches!(words.class(k), Class::Rel | Class::Sub | Class::Modal | Class::Aux | Class::To)
            || words.class(k) == Class::Verb && k > from
        {
            break;
        }
        if words.class(k) == Class::Prep && !matches!(low, "of" | "between" | "in" | "for") {
            break;
        }
        if words.ann.tokens[k].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_))) {
            if k > from && words.class(k - 1) == Class::Prep {
                k -= 1;
            }
            break;
        }
        k += 1;
    }
    k
}

/// `a line of credit of US$ 250 million`, `with an annual budget of`, `countervailing duties of up to`.
fn noun_before(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<String> {
    let words = reading.words;
    let mut k = at.start;
    while k > sentence.start
        && matches!(
            words.low(k - 1),
            "up" | "to" | "about" | "some" | "over" | "nearly" | "than" | "more" | "an" | "estimated" | "least" | "at"
        )
    {
        k -= 1;
    }
    if k == sentence.start {
        return None;
    }
    let glue = words.low(k - 1);
    if glue != "of" && !matches!(glue, "worth" | "(" | "per") {
        return None;
    }
    let end = k - 1;
    let mut start = end;
    while start > sentence.start && end - start < 8 {
        let p = start - 1;
        let class = words.class(p);
        if !(matches!(class, Class::Noun | Class::Adj | Class::Num) || words.low(p) == "of" && start < end) || words.low(p) == "," {
            break;
        }
        start = p;
    }
    let head = words.low(end.saturating_sub(1));
    if start == end
        || matches!(
            head,
            "target" | "goal" | "total" | "amount" | "value" | "average" | "estimate" | "sum" | "maximum" | "minimum" | "level" | "tune"
        ) && end - start == 1
    {
        return None;
    }
    if matches!(head, "target" | "goal" | "value" | "average" | "estimate") && end - start > 1 {
        return reading.phrase(&(start..end - 1));
    }
    reading.phrase(&(start..end))
}

fn kind_of(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    at: &Range<usize>,
    frame: Option<&Frame>,
    sentence: &Range<usize>,
) -> FigureType {
    let words = reading.words;
    // `three quarters of the total`: a part, whatever the clause aims at.
    if matches!(quantity.unit.as_deref(), Some("share")) && words.low(at.end) == "of" {
        return FigureType::Share;
    }
    if quantity.unit.as_deref() == Some("percent") && matches!(words.low(at.end), "complete" | "completed" | "finished" | "ready") {
        return FigureType::Share;
    }
    // `demanded that X scrap the fee of 12 dollars`: what is spoken of as known is so.
    let known = words.low(at.start.saturating_sub(1)) == "of" && at.start >= sentence.start + 3 && words.low(at.start - 3) == "the";
    if known && !matches!(words.low(at.start - 2), "target" | "goal" | "aim") {
        return FigureType::Actual;
    }
    let before: Vec<&str> = (at.start.saturating_sub(6).max(sentence.start)..at.start).map(|i| words.low(i)).collect();
    let has = |list: &[&str]| before.iter().any(|w| list.contains(w));
    if has(&["target", "targets", "goal", "aim", "aims", "pledge", "pledged", "objective"]) {
        return FigureType::Target;
    }
    if has(&["estimated", "estimate", "projected", "forecast", "expected", "anticipated"]) {
        return FigureType::Estimate;
    }
    if let Some(frame) = frame {
        let mood = reading.frames.at(frame.sentence, frame.head).map(|f| reading.moods[f]);
        let above = frame.parent.map(|(p, _)| reading.frames.all[p].lemma.clone());
        let expected = frame.lemma.as_ref() == "expect"
            || above.as_deref() == Some("expect")
            || above.as_deref() == Some("estimate")
            || frame.lemma.as_ref() == "estimate";
        if expected {
            return FigureType::Estimate;
        }
        match mood {
            Some(Mood::Planned | Mood::Promised | Mood::Wanted | Mood::Required) => return FigureType::Target,
            Some(Mood::Possible) if frame.head < at.start => {
                return if above.as_deref().is_some_and(|l| matches!(l, "announce" | "agree" | "pledge" | "promise")) {
                    FigureType::Target
                } else {
                    FigureType::Estimate
                };
            }
            _ => {}
        }
        if matches!(
            frame.lemma.as_ref(),
            "pledge" | "plan" | "aim" | "promise" | "target" | "want" | "earmark" | "allocate" | "allot" | "offer" | "budget"
        ) || frame.lemma.as_ref() == "set" && words.low(frame.head + 1) == "aside"
            || frame.lemma.as_ref() == "announce" && quantity.unit.as_deref().is_some_and(is_money) && frame.head < at.start
        {
            return FigureType::Target;
        }
    }
    let share = matches!(quantity.unit.as_deref(), Some("percent" | "share"));
    if share && (words.low(at.end) == "of" || words.low(at.end).starts_with("sa")) {
        return FigureType::Share;
    }
    if quantity.unit.as_deref() == Some("share") { FigureType::Share } else { FigureType::Actual }
}

/// A date that belongs to the number itself: the next one after it in its clause.
fn near_date(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<model::PartialDate> {
    let limit = sentence.end.min(at.end + 8);
    let stop = (at.end..limit)
        .find(|i| matches!(reading.words.low(*i), ";" | "," | "and" | "(") || matches!(reading.words.class(*i), Class::Rel | Class::Sub))
        .unwrap_or(limit);
    let times = reading.times(&(at.end..stop));
    times.at.or(times.due).or(times.since)
}

/// Numbers in tables: the row's label says of what, the column's head when or of which kind.
fn tables(reading: &mut Reading<'_, '_>) {
    let document = reading.document();
    let cells: Vec<(usize, u16, u16, u16, bool, Span)> = document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(i, b)| match b.role {
            Role::TableCell { table, row, column, header } => Some((i, table, row, column, header, b.span)),
            _ => None,
        })
        .collect();
    let mut places: std::collections::BTreeMap<(u16, u16, u16), Span> = std::collections::BTreeMap::new();
    for cell in &cells {
        places.entry((cell.1, cell.2, cell.3)).or_insert(cell.5);
    }
    let text = |table: u16, row: u16, column: u16| places.get(&(table, row, column)).copied();
    for (block, table, row, column, header, span) in cells {
        if header || row == 0 || column == 0 {
            continue;
        }
        let raw = span.of(&document.text).trim();
        // `EUR 39 million`
        let priced = raw.len() > 4
            && raw.is_char_boundary(3)
            && raw[..3].bytes().all(|b| b.is_ascii_uppercase())
            && raw[3..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if !priced && !raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '¥' | '£')) && !raw.contains('$') {
            continue;
        }
        let (Some(label), Some(head)) = (text(table, row, 0), text(table, 0, column)) else { continue };
        let caption = caption_of(reading, block);
        push_cell(reading, span, label, head, caption);
    }
}

/// The caption that stands over a table.
fn caption_of(reading: &Reading<'_, '_>, block: usize) -> Option<Span> {
    let blocks = &reading.document().blocks;
    (0..block)
        .rev()
        .take(60)
        .find(|b| !matches!(blocks[*b].role, Role::TableCell { .. }))
        .map(|b| blocks[b])
        .filter(|b| matches!(b.role, Role::Caption))
        .map(|b| b.span)
}

fn push_cell(reading: &mut Reading<'_, '_>, span: Span, label: Span, head: Span, caption: Option<Span>) {
    let document = reading.document();
    let of = |s: Span| s.of(&document.text).trim();
    let words = reading.words.words_of(span);
    let quantity = reading.words.mentions_in(&words).find_map(|(_, m)| match &m.kind {
        MentionKind::Quantity(q) => Some(q.clone()),
        _ => None,
    });
    let plain: Option<f64> = of(span).replace([',', ' '], "").parse().ok();
    let Some((mut value, mut unit)) = quantity.as_ref().map(|q| (q.value, q.unit.clone())).or(plain.map(|v| (v, None))) else { return };
    let date_in = |reading: &Reading<'_, '_>, s: Span| {
        let times = reading.times(&reading.words.words_of(s));
        times.at.or(times.until).or(times.since).or(times.due)
    };
    let (label_date, head_date) = (date_in(reading, label), date_in(reading, head));
    if value.fract() == 0.0 && (1900.0..2200.0).contains(&value) && of(span).len() == 4 && unit.is_none() {
        return;
    }
    // `Exports (US$ million)` in head, label or caption scales the cell.
    let scale_text = [Some(head), Some(label), caption].into_iter().flatten().find(|s| of(*s).contains("illion") || of(*s).contains("000"));
    if let (Some(text), None) = (scale_text, &unit) {
        let low = of(text).to_lowercase();
        value *= if low.contains("trillion") {
            1e12
        } else if low.contains("billion") {
            1e9
        } else if low.contains("million") {
            1e6
        } else {
            1e3
        };
        unit = currency(&low).map(str::to_owned);
    }
    let head_low = of(head).to_lowercase();
    let kind = if head_low.contains("target") || head_low.contains("goal") || head_low.contains("plan") {
        FigureType::Target
    } else if head_low.contains("estimate") || head_low.contains("forecast") {
        FigureType::Estimate
    } else if unit.as_deref() == Some("percent") || head_low.contains("share") {
        FigureType::Share
    } else {
        FigureType::Actual
    };
    // Whichever of label and head is no date says what is counted.
    let subject = if label_date.is_some() { of(head) } else { of(label) };
    let subject = subject.split('(').next().unwrap_or(subject).trim().to_owned();
    let date = label_date.or(head_date);
    let figure = Figure { value, unit, of: Some(subject), date, kind: Some(kind), ..Figure::default() };
    let draft = reading.push(ClaimKind::Figure(figure), words, "figure/cell");
    draft.evidence = vec![span];
}

fn currency(low: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("us$", "USD"),
        ("usd", "USD"),
        ("a$", "AUD"),
        ("nz$", "NZD"),
        ("dollar", "USD"),
        ("euro", "EUR"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("yen", "JPY"),
        ("¥", "JPY"),
        ("won", "KRW"),
        ("yuan", "CNY"),
        ("rmb", "CNY"),
        ("rupee", "INR"),
        ("inr", "INR"),
        ("£", "GBP"),
        ("pound", "GBP"),
        ("$", "USD"),
    ];
    CODES.iter().find(|(word, _)| low.contains(word)).map(|(_, code)| *code)
}
