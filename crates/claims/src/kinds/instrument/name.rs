//! **What is the text called, and of what type is it?** The words of its name, from a phrase that may hold more.

use super::period::is_year;
use crate::reading::Reading;
use crate::series::head_of;
use crate::words::{Class, Words};
use annotate::MentionKind;
use model::PartialDate;
use model::claim::InstrumentType;
use std::ops::Range;

/// The name and the type of the text that a phrase names.
pub(crate) fn named(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<(Range<usize>, InstrumentType)> {
    let words = reading.words;
    let quoted = words.mentions_in(range).find(|(_, m)| matches!(m.kind, MentionKind::Quoted | MentionKind::Instrument));
    if let Some((_, mention)) = quoted {
        let span = words.words_of(mention.span);
        let text = crate::words::fold(reading.document().quote(mention.span));
        let near = span.start <= range.start + 8;
        // A common noun that was marked is only the head of the name: `memorandum of understanding on fisheries`.
        let common = mention.kind != MentionKind::Quoted && !reading.document().quote(mention.span).contains(char::is_uppercase);
        if near
            && !common
            && let Some(kind) = type_in(words, &text).or_else(|| type_after(words, range, &span))
        {
            return Some((span, kind));
        }
    }
    let end = name_end(words, range);
    let head = (range.start..end).find(|i| is_instrument(words, *i))?;
    let fund = matches!(head_of(words, head).as_str(), "fund" | "facility");
    if !fund && words.ann.tokens[head].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Party(_))) {
        return None;
    }
    let mut start = range.start;
    while start < head && matches!(words.class(start), Class::Det | Class::Poss | Class::Adv | Class::Punct) {
        start += 1;
    }
    // `prepares and reports to the Committee` names no report.
    if head - start > 9 || head_of(words, head) == "report" && words.low(head + 1) == "to" {
        return None;
    }
    let text = crate::words::fold(&words.text(&(start..end)));
    let kind = type_in(words, &text)?;
    Some((start..end, kind))
}

/// `the "Han River" declaration`: the noun that follows a quoted name.
fn type_after(words: &Words<'_>, range: &Range<usize>, span: &Range<usize>) -> Option<InstrumentType> {
    (span.end..range.end.min(span.end + 3)).find_map(|i| words.lex.class("instrument", &head_of(words, i)))?.parse().ok()
}

fn is_instrument(words: &Words<'_>, i: usize) -> bool {
    let head = head_of(words, i);
    let phrase = |n: usize| i >= n && words.lex.noun_class("instrument", &words.text(&(i - n..i + 1)).to_lowercase()).is_some();
    // `letter of intent` is no other letter, `work programme` no other programme.
    words.class(i) == Class::Noun
        && (words.lex.class("instrument", words.low(i)).is_some()
            || words.lex.noun_class("instrument", &head).is_some()
            || phrase(1)
            || phrase(2))
}

/// Where a name ends: before the first phrase that only says when, where or by whom.
fn name_end(words: &Words<'_>, range: &Range<usize>) -> usize {
    let mut k = range.start;
    while k < range.end {
        let low = words.low(k);
        let class = words.class(k);
        let kept = matches!(low, "of" | "on" | "for" | "between" | "concerning" | "regarding" | "about" | "against" | "with" | "to")
            && class == Class::Prep;
        if class == Class::Prep && !kept || matches!(class, Class::Rel | Class::Sub | Class::Verb | Class::Aux | Class::Modal) || low == ";"
        {
            break;
        }
        if class == Class::To {
            break;
        }
        if low == "," && !(crate::series::is_capital(words, k + 1) && (k + 1..range.end.min(k + 5)).any(|n| words.low(n) == "and")) {
            break;
        }
        k += 1;
    }
    k
}

/// The type that a name speaks of: the last noun of its head, the longest phrase first.
fn type_in(words: &Words<'_>, text: &str) -> Option<InstrumentType> {
    let clean = text.split('(').next().unwrap_or(text);
    let cut =
        [" on ", " for ", " between ", " with ", " concerning ", " to "].iter().filter_map(|p| clean.find(p)).min().unwrap_or(clean.len());
    for part in [&clean[..cut], clean] {
        let list: Vec<&str> = part.split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '-')).filter(|w| !w.is_empty()).collect();
        for size in (1..=3).rev() {
            let found = list.windows(size).rev().find_map(|run| words.lex.noun_class("instrument", &run.join(" ")));
            if let Some(kind) = found {
                return kind.parse().ok();
            }
        }
    }
    None
}

/// `a memorandum | of understanding on fisheries`: where the clause was cut inside the name, the rest of it.
pub(super) fn whole_name(words: &Words<'_>, range: Range<usize>, end: usize) -> Range<usize> {
    let cut =
        words.low(range.end) == "of" && matches!(words.low(range.end + 1), "understanding" | "intent" | "cooperation" | "co-operation");
    if !cut || range.end + 2 > end {
        return range;
    }
    let stop = (range.end + 2..end)
        .find(|i| matches!(words.class(*i), Class::Verb | Class::Aux | Class::Modal | Class::Rel | Class::Sub | Class::To | Class::Punct))
        .unwrap_or(end);
    range.start..stop
}

/// A name without the day that ends it: `letter of intent on fisheries | on 3 May 2021`.
pub(super) fn undated(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let Some(last) = name.end.checked_sub(1).filter(|l| *l > name.start) else { return name };
    let date = words.ann.tokens[last].mention.map(|m| &words.ann.mentions[m]).filter(|m| matches!(m.kind, MentionKind::Date(_)));
    let Some(start) = date.map(|m| words.words_of(m.span).start) else { return name };
    let prep = start.checked_sub(1).filter(|p| *p > name.start && matches!(words.class(*p), Class::Prep));
    prep.map_or(name.clone(), |p| name.start..p)
}

/// A name with the years after it, in parentheses or not: `Roadmap 2024–2028`.
pub(super) fn with_years(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    if let Some(m) = words.ann.tokens.get(name.end).and_then(|t| t.mention).map(|m| &words.ann.mentions[m])
        && let MentionKind::Date(date) = &m.kind
        && matches!(date.value, Some(PartialDate::Between(Some(a), Some(b))) if is_year(&a) && is_year(&b))
        && words.low(name.end).starts_with(['1', '2'])
    {
        return name.start..words.words_of(m.span).end.max(name.end + 1);
    }
    if words.low(name.end) != "(" {
        return name;
    }
    match (name.end + 1..name.end + 6).find(|i| words.low(*i) == ")") {
        Some(close) if (name.end..close).any(|i| words.low(i).starts_with(['1', '2'])) => name.start..close + 1,
        _ => name,
    }
}

pub(super) fn is_capital_name(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| crate::series::is_capital(words, i) && words.class(i) == Class::Noun)
}

pub(super) fn is_definite(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.start > 0 && matches!(words.low(range.start - 1), "the" | "their" | "its")
}

/// Whether the name is one noun alone.
pub(super) fn generic(reading: &Reading<'_, '_>, name: &Range<usize>) -> bool {
    name.clone().filter(|i| reading.words.class(*i) == Class::Noun).count() <= 1
}
