//! **Of what is a figure a figure?** The noun that it counts, the subject that it measures, the amount with which it is compared.

use super::is_money;
use crate::frame::Frame;
use crate::lexicon::singular;
use crate::reading::Reading;
use crate::words::{Class, Words};
use annotate::{MentionKind, Quantity};
use model::ClaimKind;
use model::claim::Figure;
use std::ops::Range;

/// What rises or falls before a number, where the tree has not made a verb of it: `Non-oil trade rose by 12 per cent`.
fn level_before(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let verb = (at.start.saturating_sub(5).max(sentence.start + 1)..at.start).rev().find(|i| {
        let past = words
            .lex
            .verb(words.low(*i))
            .filter(|(_, f)| !matches!(f, crate::lexicon::Inflection::Base | crate::lexicon::Inflection::Gerund));
        past.is_some_and(|(lemma, _)| words.lex.says("amount", lemma, "level") && !matches!(lemma, "be" | "come" | "make" | "stand"))
    })?;
    let start =
        (sentence.start..verb).rev().find(|i| matches!(words.low(*i), "," | ";" | ":" | "and" | "that")).map_or(sentence.start, |i| i + 1);
    (start < verb && verb - start <= 12).then_some(start..verb)
}

/// What a figure is a figure of.
pub(super) fn subject(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    at: &Range<usize>,
    frame: Option<&Frame>,
    sentence: &Range<usize>,
) -> Option<String> {
    let words = reading.words;
    let weight = quantity.unit.as_deref().is_some_and(|u| is_weight(words, u)) && words.low(at.end) != "of";
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
            let level = words.lex.says("amount", &frame.lemma, "level");
            let subject = if frame.passive { frame.object.clone() } else { frame.agent.clone() };
            if let Some(subject) = subject.clone().filter(|s| level && !s.contains(&at.start)) {
                return reading.phrase(&subject);
            }
            // `limits the catch to 299,000 tonnes`
            let moved = matches!(words.low(at.start.saturating_sub(1)), "to" | "by") && words.lex.says("amount", &frame.lemma, "moves");
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
    if words.low(at.end) == "of" && quantity.unit.as_deref().is_some_and(|u| is_weight(words, u)) {
        let end = phrase_end(words, at.end + 1, sentence.end);
        return reading.phrase(&(at.end + 1..end));
    }
    let start = noun_start(words, at);
    let end = counted_end(words, at.end.max(start + 1), sentence.end);
    reading.phrase(&(start..end))
}

/// The figure with which an amount is compared: `was valued at 2.3 billion, a fall of 17 per cent`.
pub(super) fn compared(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<Figure> {
    let told = |d: &crate::reading::Draft| match &d.kind {
        ClaimKind::Figure(f) if sentence.contains(&d.at.start) && d.at.start < at.start => Some(f.clone()),
        _ => None,
    };
    compares(reading.words, at, sentence).then(|| reading.found.iter().rev().take(6).find_map(told)).flatten()
}

/// Whether an amount says how far something has moved: `17 per cent less`, `a rise of 4 million`.
fn compares(words: &Words<'_>, at: &Range<usize>, sentence: &Range<usize>) -> bool {
    let of = at.start >= sentence.start + 2
        && words.low(at.start - 1) == "of"
        && words.lex.says("amount-noun", words.low(at.start - 2), "change");
    of || at.end < sentence.end && matches!(words.low(at.end), "more" | "less" | "higher" | "lower" | "fewer")
}

/// Whether an amount stands before the noun that it measures.
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
    let before = frames.rfind(|f| f.head < at.start && reading.words.lex.says("amount", &f.lemma, "level"))?;
    before.agent.clone().filter(|s| !s.contains(&at.start))
}

/// The counted noun that a bare number leaves out: that of the number before it in the sentence.
pub(super) fn elided(reading: &Reading<'_, '_>, at: &Range<usize>, sentence: &Range<usize>) -> Option<(Option<String>, Range<usize>)> {
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
fn is_weight(words: &Words<'_>, unit: &str) -> bool {
    words.lex.has("unit", &singular(&unit.to_lowercase()))
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
    if start == end || words.lex.says("amount-noun", head, "empty") && end - start == 1 {
        return None;
    }
    if matches!(head, "target" | "goal" | "value" | "average" | "estimate") && end - start > 1 {
        return reading.phrase(&(start..end - 1));
    }
    reading.phrase(&(start..end))
}
