//! **Where was it?** The town, the country or the host that stands with an occasion.

use super::holds;
use crate::frame::Frame;
use crate::reading::Reading;
use crate::series::{self, Naming};
use crate::words::Class;
use annotate::MentionKind;
use model::Span;
use std::ops::Range;

/// Where: in the parentheses, or the first place after `in`, `at` near the naming.
pub(super) fn place_of(
    reading: &Reading<'_, '_>,
    naming: &Naming,
    number: usize,
    frame: Option<&Frame>,
    paren: Option<&Range<usize>>,
) -> Option<String> {
    let words = reading.words;
    if let Some(inner) = paren {
        return words
            .mentions_in(inner)
            .find(|(_, m)| m.kind == MentionKind::Place)
            .map(|(_, m)| reading.document().quote(m.span).to_owned());
    }
    let sentence = &words.ann.sentences[number].tokens;
    // `1st: Brasília, 13 September 2006`
    if naming.whole.start == sentence.start && matches!(words.low(naming.whole.end), ":" | "-" | "–" | "—") {
        let first = naming.whole.end + 1;
        let stop = (first..sentence.end).find(|i| matches!(words.low(*i), "," | "(" | ";")).unwrap_or(sentence.end);
        let dated = words.mentions_in(&(first..stop)).any(|(_, m)| matches!(m.kind, MentionKind::Date(_)));
        if first < stop && stop - first <= 4 && !dated && series::is_capital(words, first) {
            return Some(words.text(&(first..stop)));
        }
    }
    let end = sentence.end.min(naming.whole.end + 25);
    let stop = (naming.whole.end..end).find(|i| matches!(words.low(*i), ";" | "while" | "which" | "whose")).unwrap_or(end);
    let after = place_in(reading, &(naming.whole.end..stop));
    let held = frame.filter(|f| holds(reading, f));
    after
        .or_else(|| held.and_then(|f| place_in(reading, &(f.head..f.right.end))))
        .or_else(|| held.and_then(|f| state_in(reading, &(f.head..f.right.end))))
        .or_else(|| frame.filter(|f| matches!(f.lemma.as_ref(), "host" | "see")).and_then(|f| hosting_town(reading, f)))
        .or_else(|| opens_in(words, sentence).then(|| place_in(reading, &(sentence.start..naming.whole.start))).flatten())
}

/// `Hanoi hosted the eighth session`: a capital that receives is where it was.
fn hosting_town(reading: &Reading<'_, '_>, frame: &Frame) -> Option<String> {
    let words = reading.words;
    let agent = frame.agent.clone().filter(|a| a.len() <= 3)?;
    let (_, mention) = words.mentions_in(&agent).next()?;
    let town = mention.kind == MentionKind::Place || matches!(mention.kind, MentionKind::Party(_)) && mention.form == annotate::Form::Short;
    town.then(|| reading.document().quote(mention.span).to_owned()).filter(|t| t.chars().any(char::is_lowercase))
}

/// Whether a sentence begins with where: `In Quito she led …`.
fn opens_in(words: &crate::words::Words<'_>, sentence: &Range<usize>) -> bool {
    matches!(words.low(sentence.start), "in" | "at")
}

/// A country in which an occasion is held, where no town is named: `will be held in Chile in 2026`.
fn state_in(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let words = reading.words;
    range.clone().filter(|i| words.low(*i) == "in" && words.class(*i) == Class::Prep).find_map(|i| {
        let m = words.ann.tokens.get(i + 1)?.mention.map(|m| &words.ann.mentions[m])?;
        let state =
            matches!(&m.kind, MentionKind::Party(list) if list.len() == 1 && list[0].state().is_some() && list[0].body_name().is_none());
        (state && m.form == annotate::Form::Name && range.contains(&(i + 1))).then(|| reading.document().quote(m.span).to_owned())
    })
}

/// The place that follows `in` or `at`, with what it lies in: `Hill Village in Lake Prefecture`.
pub(crate) fn place_in(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let words = reading.words;
    for i in range.clone() {
        // `is planned for Dili in October`
        let slated = words.low(i) == "for"
            && i > range.start
            && matches!(words.low(i - 1), "planned" | "scheduled" | "slated" | "set" | "due")
            && series::is_capital(words, i + 1)
            && words.ann.tokens.get(i + 1).is_some_and(|t| t.mention.is_none_or(|m| words.ann.mentions[m].kind == MentionKind::Place));
        if !slated && !matches!(words.low(i), "in" | "at" | "near") || words.class(i) != Class::Prep {
            continue;
        }
        let start = if matches!(words.low(i + 1), "the") { i + 2 } else { i + 1 };
        let mut span: Option<Span> = None;
        let mut k = start;
        let mut steps = 0;
        while k < range.end && steps < 12 {
            steps += 1;
            let mention = words.ann.tokens[k].mention.map(|m| &words.ann.mentions[m]);
            let is_place = mention.is_some_and(|m| {
                m.kind == MentionKind::Place || span.is_some() && matches!(m.kind, MentionKind::Party(_)) && m.form == annotate::Form::Name
            });
            if is_place {
                let m = mention.expect("a place is a mention");
                span = Some(span.map_or(m.span, |s| s.cover(m.span)));
                k = words.words_of(m.span).end.max(k + 1);
            } else if span.is_some()
                && matches!(words.low(k), "," | "in")
                && words.ann.tokens.get(k + 1).and_then(|t| t.mention).is_some_and(|m| {
                    matches!(words.ann.mentions[m].kind, MentionKind::Place)
                        || matches!(words.ann.mentions[m].kind, MentionKind::Party(_)) && words.low(k) == ","
                })
            {
                k += 1;
            } else if span.is_none()
                && !(start == i + 2 && words.low(i) == "in")
                && series::is_capital(words, k)
                && words.class(k) == Class::Noun
                && mention.is_none()
            {
                let here = words.span(&(k..k + 1));
                span = Some(here);
                k += 1;
                while k < range.end
                    && series::is_capital(words, k)
                    && words.ann.tokens[k].mention.is_none_or(|m| words.ann.mentions[m].kind == MentionKind::Place)
                {
                    span = span.map(|s| s.cover(words.span(&(k..k + 1))));
                    k += 1;
                }
            } else {
                break;
            }
        }
        if let Some(span) = span {
            return Some(span.of(&reading.document().text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    None
}
