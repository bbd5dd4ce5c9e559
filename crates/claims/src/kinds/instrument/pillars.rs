//! What a text rests on: `This vision consists of three pillars: …`, `The memorandum covers …`.

use crate::reading::Reading;
use crate::series::head_of;
use crate::words::Class;
use model::ClaimKind;
use std::ops::Range;

/// What a text rests on: `This vision consists of three pillars: …`, `The memorandum covers …`.
pub(crate) fn pillars(reading: &mut Reading<'_, '_>) {
    let words = reading.words;
    let found = reading.found.iter().enumerate().filter(|(_, d)| matches!(d.kind, ClaimKind::Instrument(_)));
    let mut texts: Vec<(usize, usize)> = found.map(|(i, d)| (d.at.start, i)).collect();
    texts.sort_unstable();
    for number in 0..words.ann.sentences.len() {
        let range = words.ann.sentences[number].tokens.clone();
        let range = range.start..range.end.min(range.start + 150);
        let Some(list) = pillar_list(reading, number, &range) else { continue };
        // The text that the sentence itself acts on, else the one before to which `it` or `this vision` points.
        let points = matches!(words.low(range.start), "it" | "this" | "the" | "its");
        let here = |d: &crate::reading::Draft| range.contains(&d.at.start);
        let before = |d: &crate::reading::Draft| points && d.at.start < range.start;
        let texts = || {
            texts[..texts.partition_point(|(at, _)| *at < range.end)]
                .iter()
                .rev()
                .take(crate::read::RECENT)
                .map(|(_, i)| (*i, &reading.found[*i]))
        };
        let target = texts().filter(|(_, d)| here(d)).max_by_key(|(_, d)| d.at.start);
        let target = target.or_else(|| texts().filter(|(_, d)| before(d)).max_by_key(|(_, d)| d.at.start)).map(|(i, _)| i);
        if let Some(ClaimKind::Instrument(text)) = target.map(|i| &mut reading.found[i].kind) {
            text.pillars = list;
        }
    }
}

/// The members of a list that `three pillars` or `covers` announces; one alone is no list.
fn pillar_list(reading: &Reading<'_, '_>, number: usize, range: &Range<usize>) -> Option<Vec<String>> {
    let words = reading.words;
    let announces = |i: usize| words.lex.has("pillar", &head_of(words, i));
    let counted = |i: usize| (i.saturating_sub(3)..i).any(|k| words.class(k) == Class::Num || words.low(k) == "following");
    let noun = range.clone().find(|i| announces(*i) && words.low(*i).ends_with('s') && counted(*i));
    let start = match noun {
        Some(at) => (at + 1..range.end.min(at + 8)).find(|i| matches!(words.low(*i), ":" | "," | "(" | "namely" | "of"))? + 1,
        None => {
            let covers = reading.frames.of_sentence[number]
                .clone()
                .map(|f| &reading.frames.all[f])
                .find(|f| matches!(f.lemma.as_ref(), "cover") && !f.passive && !f.negated && f.right.len() > 4)?;
            covers.right.start
        }
    };
    let end = (start..range.end)
        .find(|i| matches!(words.low(*i), "." | ";" | ")" | "which") || words.class(*i) == Class::Sub)
        .unwrap_or(range.end);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let commas = (start..end).any(|i| words.low(i) == ",");
    let mut from = start;
    for i in start..=end {
        let last = parts.len() + 1 >= 2 && commas && words.low(i) == "and" && words.low(i.saturating_sub(1)) == ",";
        let plain = !commas && i < end && words.low(i) == "and";
        if i == end || words.low(i) == "," || plain || last {
            if from < i {
                parts.push(from..i);
            }
            from = i + 1;
        }
    }
    // `a, b and c`: the last part of a list without a comma before `and` holds two.
    if commas && let Some(tail) = parts.pop() {
        match tail.clone().find(|i| words.low(*i) == "and").filter(|i| *i > tail.start && words.low(end.saturating_sub(1)) != "and") {
            Some(and) if !(start..end).any(|i| words.low(i) == "," && words.low(i + 1) == "and") => {
                parts.push(tail.start..and);
                parts.push(and + 1..tail.end);
            }
            _ => parts.push(tail),
        }
    }
    let list: Vec<String> = parts.iter().filter_map(|p| reading.phrase(p)).collect();
    ((2..=12).contains(&list.len()) && list.iter().all(|p| p.split(' ').count() <= 9)).then_some(list)
}
