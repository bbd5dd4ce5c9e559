//! **Which series do words stand for?** By name, by acronym, or by `the council` and `its fourth meeting`.

use super::Gathered;
use crate::reading::Reading;
use crate::series::{self, Naming, key, same_name};
use crate::words::Class;
use annotate::MentionKind;
use std::ops::Range;

/// The series that a naming or `the council` stands for.
pub(crate) fn find(reading: &Reading<'_, '_>, list: &[Gathered], naming: &Naming) -> Option<usize> {
    let text = name_text(reading, &naming.name);
    let k = key(&text);
    // Those that were named about here: the first ones that start after it are not yet known to the reader.
    let here = list.partition_point(|g| g.at.start <= naming.whole.start);
    let from = here.saturating_sub(crate::read::RECENT);
    let list = &list[from..list.len().min(here + crate::read::RECENT)];
    let exact = list.iter().position(|g| g.key == k).or_else(|| list.iter().position(|g| same_name(&g.key, &k)));
    if let Some(i) = exact {
        return Some(from + i);
    }
    let generic = k.len() == 1 && naming.whole.len() <= 5;
    if !generic {
        return None;
    }
    let head = series::head_of(reading.words, naming.name.end - 1);
    let last = |g: &Gathered| g.place_before(naming.whole.start);
    let nearest = |fits: &dyn Fn(&Gathered) -> bool| {
        list.iter().enumerate().filter(|(_, g)| fits(g)).filter_map(|(i, g)| last(g).map(|l| (l, i))).max().map(|(_, i)| i)
    };
    // `the forum` is the forum named last; `its fourth meeting` is one of whatever series was named last.
    let own = nearest(&|g| g.head == head);

    let lex = reading.words.lex;
    let sitting = series::ordinal(&head).is_some()
        || lex.says("gathering", &head, "session") && (naming.ordinal.is_some() || naming.deictic.is_some());
    if !sitting {
        // `The Committee` with a capital is the one that the document is about, whatever others it names.
        let capital = naming.whole.clone().last().is_some_and(|i| series::is_capital(reading.words, i));
        let title = reading.words.ann.sentences.first().map_or(0, |s| s.tokens.end);
        let titled = |g: &Gathered| g.head == head && g.at.start < title;
        let main = list.iter().take_while(|g| g.at.start < title).position(titled).filter(|_| capital);
        return main.or(own).map(|i| from + i);
    }
    // Fairs and conferences have editions; rounds are of talks.
    let fair = |g: &Gathered| lex.says("gathering", &g.head, "fair");
    let fits = |g: &Gathered| head != "round" || !fair(g);
    // `the fourth meeting` follows the third: the series whose numbers it continues, else whichever was named last.
    let continues = |g: &Gathered| fits(g) && naming.ordinal.is_some_and(|n| g.ordinals.iter().any(|o| o.abs_diff(n) == 1));
    let follows = nearest(&continues);
    // `Its next meeting`: of what the sentence before is about, where that is a series.
    let own = || told_before(reading, list, naming.whole.start).filter(|_| reading.words.low(naming.whole.start) == "its");
    follows.or_else(own).or_else(|| nearest(&fits)).map(|i| from + i)
}

/// The name that words stand for: an acronym's full name where the document gives it.
fn name_text(reading: &Reading<'_, '_>, range: &Range<usize>) -> String {
    let full = reading.words.mentions_in(range).find(|(_, m)| m.kind == MentionKind::Mechanism && m.form == annotate::Form::Short);
    match full.and_then(|(_, m)| m.entity) {
        Some(e) if range.len() <= 2 => reading.words.ann.entities[e].name.clone(),
        _ => reading.words.text(range),
    }
}

/// The series that a sentence is about: the first that it names or points at.
pub(super) fn subject_series(
    reading: &Reading<'_, '_>,
    list: &[Gathered],
    namings: &[Naming],
    sentence: &Range<usize>,
) -> Option<(usize, Naming)> {
    let named = namings.iter().find_map(|n| find(reading, list, n).map(|i| (i, n.clone())));
    let pointed = pointed(reading, list, sentence);
    match (named, pointed) {
        (Some(n), Some(p)) => Some(if p.1.whole.start < n.1.whole.start { p } else { n }),
        (n, p) => n.or(p),
    }
}

/// `the council`, `the group`: a series named before by its last word.
fn pointed(reading: &Reading<'_, '_>, list: &[Gathered], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    if let Some(it) = pronoun(reading, list, sentence) {
        return Some(it);
    }
    pointed_by_head(reading, list, sentence)
}

fn pointed_by_head(reading: &Reading<'_, '_>, list: &[Gathered], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    let words = reading.words;
    for i in sentence.clone().take(6) {
        if words.class(i) != Class::Noun || i == sentence.start || !matches!(words.low(i - 1), "the" | "this" | "its") {
            continue;
        }
        let head = series::head_of(words, i);
        let title = words.ann.sentences.first().map_or(0, |s| s.tokens.end);
        let main = list.iter().take_while(|g| g.at.start < title).position(|g| g.head == head && series::is_capital(words, i));
        let index = main.or_else(|| {
            list.iter()
                .enumerate()
                .rev()
                .skip_while(|(_, g)| g.at.start >= i)
                .take(crate::read::RECENT)
                .find(|(_, g)| g.head == head || g.key.last() == Some(&head))
                .map(|(n, _)| n)
        });
        if let Some(index) = index {
            return Some((index, Naming { name: i..i + 1, whole: i - 1..i + 1, ordinal: None, deictic: None, named: false }));
        }
    }
    None
}

/// `It was founded in 1998`: the series that the sentence before is about.
fn pronoun(reading: &Reading<'_, '_>, list: &[Gathered], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    let words = reading.words;
    let at = sentence.start;
    let opens = words.low(at) == "it" && matches!(words.class(at + 1), Class::Verb | Class::Aux | Class::Adv | Class::Adj);
    let index = told_before(reading, list, at).filter(|_| opens)?;
    Some((index, Naming { name: at..at + 1, whole: at..at + 1, ordinal: None, deictic: None, named: false }))
}

/// The series that the sentence before is about: of several that it names or points at, the first.
fn told_before(reading: &Reading<'_, '_>, list: &[Gathered], at: usize) -> Option<usize> {
    let words = reading.words;
    let number = words.sentence_of(at).checked_sub(1)?;
    let (before, here) = (&words.ann.sentences[number], &words.ann.sentences[number + 1]);
    if before.block != here.block {
        return None;
    }
    let first =
        |g: &Gathered| g.places.get(g.places.partition_point(|p| *p < before.tokens.start)).copied().filter(|p| *p < before.tokens.end);
    let near = list.iter().enumerate().rev().skip_while(|(_, g)| g.at.start >= at).take(crate::read::RECENT);
    let named = near.filter_map(|(i, g)| first(g).map(|p| (p, i))).min();
    let by_head = pointed_by_head(reading, list, &before.tokens);
    match (named, by_head) {
        (Some((p, _)), Some((i, n))) if n.whole.start < p => Some(i),
        (Some((_, i)), _) => Some(i),
        (None, by_head) => by_head.map(|(i, _)| i),
    }
}
