//! Which negotiations a round is of: those named last by the text that they are on.

use crate::reading::Reading;
use crate::series::is_capital;
use crate::words::{Class, Words};
use std::ops::Range;

/// So many sentences before a round its negotiations are looked for.
const BACK: usize = 3;

/// The words before `at` that name negotiations: `second-phase negotiations on the Lagoon Treaty`.
pub(super) fn before(reading: &Reading<'_, '_>, at: usize) -> Option<Range<usize>> {
    let words = reading.words;
    let number = words.sentence_of(at);
    let start = words.ann.sentences[number.saturating_sub(BACK)].tokens.start;
    let talks = |i: &usize| words.class(*i) == Class::Noun && matches!(words.low(*i), "negotiations" | "talks" | "consultations");
    (start..at).rev().filter(talks).find_map(|i| whole(words, start, at, i))
}

/// The phrase of negotiations that says by capitals what they are on.
fn whole(words: &Words<'_>, start: usize, end: usize, at: usize) -> Option<Range<usize>> {
    let inside = |i: usize| matches!(words.class(i), Class::Noun | Class::Adj | Class::Num) || words.low(i) == "-";
    let first = (start..at).rev().take_while(|i| inside(*i)).last().unwrap_or(at);
    if !matches!(words.low(at + 1), "on" | "of" | "for" | "over") {
        return None;
    }
    let named = |i: &usize| is_capital(words, *i) || matches!(words.low(*i), "the" | "a" | "an" | "-" | "of" | "and" | "'s");
    let last = (at + 2..end.min(at + 14)).take_while(named).filter(|i| is_capital(words, *i)).last()?;
    Some(first..last + 1)
}
