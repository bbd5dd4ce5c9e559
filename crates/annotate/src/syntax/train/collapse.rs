//! **Where could a protected span stand in a treebank sentence?**
//!
//! In → Out: a sentence → spans that names, dates and quantities would cover, and the sentence with some of them made one word.
//!
//! Never: covers words of which an inner one governs a word outside as anything but the whole.

use super::conllu::{Sentence, Word};
use super::names::{brackets, is_title, name_within, top, within_name};
use super::random::Random;
use crate::syntax::Class;
use crate::{Deprel, Upos};

/// A span that may stand as one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// The word that governs the others.
    pub(crate) top: usize,
    pub(crate) class: Class,
}

/// Every span of the sentence that may stand as one word; they do not overlap.
pub(crate) fn candidates(sentence: &Sentence, random: &mut Random) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |first: usize, end: usize, class: Class| {
        if let Some(top) = top(sentence, first, end) {
            found.push(Candidate { first, end, top, class });
        }
    };
    for bracket in brackets(sentence) {
        let Some((a, b)) = name_within(sentence, bracket.first, bracket.end, &bracket.kind) else { continue };
        match bracket.kind.as_str() {
            "person" => add(a, b, Class::Person),
            "organization" => add(a, b, Class::Party),
            "place" => add(a, b, if random.chance(0.5) { Class::Party } else { Class::Place }),
            "event" | "abstract" | "object" if bracket.linked && b > a + 1 => add(a, b, Class::Title),
            _ => {}
        }
    }
    for i in 0..sentence.words.len() {
        if let Some((first, end, class)) = date(sentence, i).or_else(|| quantity(sentence, i)).or_else(|| post(sentence, i)) {
            add(first, end, class);
        } else if let Some((first, end)) = proper(sentence, i) {
            add(first, end, name_class(sentence, i, first, end, random));
        }
    }
    found.sort_by_key(|c| (std::cmp::Reverse(c.end - c.first), c.first, c.class));
    let mut kept: Vec<Candidate> = Vec::new();
    for c in found {
        if kept.iter().all(|k| c.end <= k.first || k.end <= c.first) {
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| c.first);
    kept
}

/// Grows a span from word `i` over neighbours that depend on it directly or through each other.
fn grow(sentence: &Sentence, i: usize, accept: impl Fn(&Word, usize) -> bool) -> (usize, usize) {
    let words = &sentence.words;
    let inside = |k: usize, a: usize, b: usize| (a + 1..=b).contains(&words[k].head) && accept(&words[k], k);
    let (mut a, mut b) = (i, i + 1);
    loop {
        if a > 0 && inside(a - 1, a, b) {
            a -= 1;
        } else if b < words.len() && inside(b, a, b) {
            b += 1;
        } else if a > 1 && inside(a - 2, a, b) && words[a - 1].head == a - 1 && accept(&words[a - 1], a - 1) {
            a -= 2;
        } else if b + 1 < words.len() && inside(b + 1, a, b) && words[b].head == b + 2 && accept(&words[b], b) {
            b += 2;
        } else {
            return (a, b);
        }
    }
}

fn date(sentence: &Sentence, i: usize) -> Option<(usize, usize, Class)> {
    const DAYS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
    ];
    const UNITS: &[&str] = &["day", "week", "month", "year", "decade", "century", "weekend", "quarter"];
    let word = &sentence.words[i];
    let lemma = word.lemma.trim_end_matches('.').to_lowercase();
    let year = word.upos == Upos::Num && word.form.len() == 4 && (word.form.starts_with("19") || word.form.starts_with("20"));
    if matches!(word.upos, Upos::Propn) && DAYS.contains(&lemma.as_str()) {
        let part = |w: &Word, _: usize| {
            matches!(w.deprel, Deprel::Nummod | Deprel::Compound | Deprel::Flat | Deprel::Punct)
                || matches!(w.deprel, Deprel::Nmod | Deprel::Appos | Deprel::Obl | Deprel::Det | Deprel::OblTmod)
                    && (matches!(w.upos, Upos::Num) || DAYS.contains(&w.lemma.to_lowercase().as_str()))
        };
        let (a, b) = grow(sentence, i, part);
        return trimmed(sentence, a, b).map(|(a, b)| (a, b, Class::Date));
    }
    if year && !matches!(word.deprel, Deprel::Nummod | Deprel::Compound) {
        return Some((i, i + 1, Class::Date));
    }
    if UNITS.contains(&lemma.as_str()) {
        const WHICH: &[&str] = &["this", "last", "next", "previous", "past", "following", "same", "the", "early", "late"];
        let (a, b) = grow(sentence, i, |w, k| {
            k < i && matches!(w.deprel, Deprel::Det | Deprel::Amod) && WHICH.contains(&w.lemma.to_lowercase().as_str())
        });
        return (b > a + 1).then_some((a, b, Class::Date));
    }
    matches!(lemma.as_str(), "today" | "yesterday" | "tomorrow").then_some((i, i + 1, Class::Date))
}

/// A span must not begin or end with a mark of punctuation.
fn trimmed(sentence: &Sentence, mut a: usize, mut b: usize) -> Option<(usize, usize)> {
    let mark = |k: usize| sentence.words[k].upos == Upos::Punct;
    while a < b && mark(a) {
        a += 1;
    }
    while a < b && mark(b - 1) {
        b -= 1;
    }
    (a < b).then_some((a, b))
}

fn quantity(sentence: &Sentence, i: usize) -> Option<(usize, usize, Class)> {
    const UNITS: &[&str] = &[
        "%",
        "percent",
        "per cent",
        "$",
        "€",
        "£",
        "¥",
        "dollar",
        "yen",
        "euro",
        "pound",
        "km",
        "kilometer",
        "kilometre",
        "mile",
        "meter",
        "metre",
        "ton",
        "tonne",
        "kg",
        "million",
        "billion",
        "hectare",
        "acre",
        "degree",
        "mw",
        "foot",
    ];
    let word = &sentence.words[i];
    let lemma = word.lemma.to_lowercase();
    if UNITS.contains(&lemma.as_str()) && matches!(word.upos, Upos::Sym | Upos::Noun | Upos::Propn) {
        let (a, b) = grow(sentence, i, |w, _| w.upos == Upos::Num || w.deprel == Deprel::Compound && w.upos == Upos::Propn);
        return (b > a + 1).then_some((a, b, Class::Quantity));
    }
    if word.upos == Upos::Num {
        let (a, b) = grow(sentence, i, |w, _| w.upos == Upos::Num);
        let digits = word.form.starts_with(|c: char| c.is_ascii_digit());
        return (b > a + 1 || digits).then_some((a, b, Class::Number));
    }
    None
}

fn post(sentence: &Sentence, i: usize) -> Option<(usize, usize, Class)> {
    const POSTS: &[&str] = &[
        "president",
        "minister",
        "secretary",
        "director",
        "ambassador",
        "governor",
        "chairman",
        "mayor",
        "king",
        "queen",
        "senator",
        "general",
        "chancellor",
        "premier",
        "commissioner",
        "chair",
        "spokesman",
        "spokesperson",
        "representative",
        "envoy",
        "officer",
    ];
    let word = &sentence.words[i];
    if !POSTS.contains(&word.lemma.to_lowercase().as_str()) {
        return None;
    }
    let capital = word.form.starts_with(char::is_uppercase);
    let (a, b) = grow(sentence, i, |w, k| {
        let close = matches!(w.deprel, Deprel::Compound | Deprel::Amod | Deprel::Punct) && k < i && w.upos != Upos::Punct;
        let of = k > i && matches!(w.deprel, Deprel::Nmod) && w.upos == Upos::Propn && capital;
        close && w.form.starts_with(char::is_uppercase) == capital || of
    });
    (b > a + 1 || capital).then_some((a, b, Class::Post))
}

fn proper(sentence: &Sentence, i: usize) -> Option<(usize, usize)> {
    let words = &sentence.words;
    let word = &words[i];
    if word.upos != Upos::Propn || within_name(word.deprel) && word.head > 0 && words[word.head - 1].upos == Upos::Propn {
        return None;
    }
    let part = |w: &Word, k: usize| {
        within_name(w.deprel) && !(k < i && is_title(&w.form))
            || w.deprel == Deprel::Punct && w.form == "-"
            || w.deprel == Deprel::Amod && w.form.starts_with(char::is_uppercase) && w.upos != Upos::Adj
            || w.deprel == Deprel::Amod && w.form.starts_with(char::is_uppercase) && k < i && k > 0
    };
    let (mut a, mut b) = grow(sentence, i, part);
    // "Ministry of Foreign Affairs": an "of" phrase of proper nouns belongs to the name.
    if b + 1 < words.len() && words[b].form == "of" && words[b].head > b + 1 && words[b].head <= words.len() {
        let inner = words[b].head - 1;
        if words[inner].upos == Upos::Propn && words[inner].head == i + 1 {
            let (x, y) = grow(sentence, inner, |w, k| part(w, k) || k == b);
            if x == b {
                b = y;
            }
        }
    }
    while a < i && is_title(&words[a].form) {
        a += 1;
    }
    Some((a, b))
}

fn name_class(sentence: &Sentence, i: usize, first: usize, end: usize, random: &mut Random) -> Class {
    let words = &sentence.words[first..end];
    let place = sentence
        .words
        .iter()
        .any(|w| w.head == i + 1 && w.deprel == Deprel::Case && matches!(w.form.to_lowercase().as_str(), "in" | "at" | "near"));
    if words.iter().any(|w| w.deprel == Deprel::Flat) || first > 0 && is_title(&sentence.words[first - 1].form) {
        Class::Person
    } else if place {
        if random.chance(0.6) { Class::Place } else { Class::Party }
    } else if words.iter().any(|w| w.form == "of") || random.chance(0.6) {
        Class::Party
    } else if random.chance(0.5) {
        Class::Person
    } else {
        Class::Title
    }
}
