//! Numbers that say something: how much, of what, when, and whether it is so or aimed at.

mod subject;
mod tables;

use subject::{compared, elided, subject};
use tables::tables;

use crate::frame::Frame;
use crate::lexicon::singular;
use crate::mood::Mood;
use crate::reading::Reading;
use crate::words::{Class, Words};
use annotate::{MentionKind, Quantity};
use model::claim::{Figure, FigureType};
use model::{ClaimKind, Role};
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
        let present = governing(reading, sentence, at.start).is_some_and(|f| words.lex.has("attending", &f.lemma));
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
    let has = |sense: &str| before.iter().any(|w| reading.words.lex.says("amount-noun", w, sense));
    if has("target") {
        return FigureType::Target;
    }
    if has("estimate") {
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
        if reading.words.lex.says("amount", &frame.lemma, "planned")
            || frame.lemma.as_ref() == "set" && words.low(frame.head + 1) == "aside"
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
