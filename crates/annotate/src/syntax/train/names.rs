//! **Which words of GUM are names, and of what?**
//!
//! In → Out: GUM's entity brackets → person, organisation and place names tagged as Universal NER tags them.
//!
//! Never: tags a description ("the minister") as a name.

use super::conllu::Sentence;
use crate::{Deprel, Upos};
use std::ops::Range;

/// An entity bracket: its words and GUM's type.
#[derive(Debug, Clone)]
pub(crate) struct Bracket {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) kind: String,
    /// GUM links it to an encyclopaedia, so it has a name.
    pub(crate) linked: bool,
}

/// Reads the brackets of `Entity=`, which may open in one word and close in another of the same sentence.
pub(crate) fn brackets(sentence: &Sentence) -> Vec<Bracket> {
    let mut open: Vec<(String, Bracket)> = Vec::new();
    let mut all = Vec::new();
    for (i, word) in sentence.words.iter().enumerate() {
        let mut rest = word.entity.as_str();
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let (text, after) = body.split_at(end);
            let id = text.split('-').next().unwrap_or_default().to_owned();
            let closes = after.starts_with(')');
            if opens {
                let kind = text.split('-').nth(1).unwrap_or_default().to_owned();
                let linked = text.split('-').count() > 6 || text.rsplit('-').next().is_some_and(|l| l.starts_with(char::is_uppercase));
                open.push((id.clone(), Bracket { first: i, end: i + 1, kind, linked }));
            }
            if closes && let Some(at) = open.iter().rposition(|o| o.0 == id) {
                let (_, mut bracket) = open.remove(at);
                bracket.end = i + 1;
                all.push(bracket);
            }
            rest = after.strip_prefix(')').unwrap_or(after);
            if !opens && !closes {
                break;
            }
        }
    }
    all.sort_by_key(|b| (b.first, std::cmp::Reverse(b.end)));
    all
}

/// The word of `first..end` whose head lies outside it.
pub(crate) fn top(sentence: &Sentence, first: usize, end: usize) -> Option<usize> {
    let mut tops = (first..end).filter(|&i| !(first + 1..=end).contains(&sentence.words[i].head));
    let top = tops.next()?;
    tops.next().is_none().then_some(top)
}

/// The name within a bracket: the proper nouns around its top word, joined by hyphens, and by "of" and the like unless it names a person.
pub(crate) fn name_within(sentence: &Sentence, first: usize, end: usize, kind: &str) -> Option<(usize, usize)> {
    let words = &sentence.words;
    let top = (first..end).find(|&i| !(first + 1..=end).contains(&words[i].head) && words[i].upos != Upos::Punct)?;
    let proper = |i: usize| {
        words[i].upos == Upos::Propn
            || words[i].form.starts_with(char::is_uppercase)
                && matches!(words[i].upos, Upos::Adj | Upos::Noun | Upos::Verb | Upos::X)
                && i > 0
    };
    if words[top].upos != Upos::Propn {
        return None;
    }
    let link = |i: usize| match words[i].form.as_str() {
        "-" | "." | "de" | "al" => true,
        "of" | "the" | "'s" | "’s" | "'" => kind != "person",
        "and" | "&" | "for" | "on" => kind != "person" && kind != "place",
        _ => false,
    };
    // "the Bank and the Fund" are two names.
    let beside = |i: usize| words[i].deprel == Deprel::Conj && words[i].head == top + 1;
    let mut a = top;
    while a > first {
        let mut k = a - 1;
        while k > first && link(k) && words[k].form != "the" {
            k -= 1;
        }
        if !proper(k) {
            break;
        }
        a = k;
    }
    let mut b = top + 1;
    while b < end {
        let mut k = b;
        while k + 1 < end && link(k) {
            k += 1;
        }
        if beside(k) || !proper(k) && words[k].upos != Upos::Num {
            break;
        }
        b = k + 1;
    }
    Some((a, b))
}

/// A word of which nobody knows whether it belongs to a name; nothing is learnt from it.
pub(crate) const UNKNOWN: u8 = u8::MAX;

/// Tags the names of a GUM sentence; of nested names the longer is kept.
///
/// A proper noun in a person, organisation or place that no name took is `UNKNOWN`.
pub(crate) fn tag(sentence: &Sentence) -> Vec<u8> {
    let mut tags = vec![0u8; sentence.words.len()];
    let mut doubtful = vec![false; sentence.words.len()];
    for bracket in brackets(sentence) {
        let inside = bracket.first..bracket.end;
        let base = match bracket.kind.as_str() {
            "person" => 1,
            "organization" => 3,
            "place" => 5,
            _ => {
                doubtful[inside].fill(false);
                continue;
            }
        };
        doubtful[inside.clone()].fill(true);
        let called = || (base == 1).then(|| called_by(sentence, inside)).flatten();
        let Some((mut a, b)) = name_within(sentence, bracket.first, bracket.end, &bracket.kind).or_else(called) else { continue };
        let Some(top) = top(sentence, a, b).or(b.checked_sub(1)) else { continue };
        let form = &sentence.words[top].form;
        if base == 1 && (is_plural(sentence, top) || is_title(form)) || b == a + 1 && is_common(form) {
            doubtful[a..b].fill(false);
            continue;
        }
        if base == 1 {
            let is_title = |i: usize| is_title(&sentence.words[i].form);
            let of_title = |i: usize| matches!(sentence.words[i].form.as_str(), "Vice" | "Prime" | "Deputy" | "Foreign" | "Crown");
            while a + 1 < b && (is_title(a) || of_title(a) && is_title(a + 1)) {
                doubtful[a] = false;
                a += 1;
            }
        }
        if tags[a..b].iter().all(|&t| t == 0) && (base != 1 || !is_title(&sentence.words[a].form)) {
            tags[a..b].fill(base + 1);
            tags[a] = base;
        }
    }
    for (i, tag) in tags.iter_mut().enumerate() {
        let word = &sentence.words[i];
        if *tag == 0 && doubtful[i] && word.upos == Upos::Propn && !is_title(&word.form) && !is_plural(sentence, i) {
            *tag = UNKNOWN;
        }
    }
    tags
}

/// The name after the noun that says what a person is: "the actor Mary Poe".
fn called_by(sentence: &Sentence, inside: Range<usize>) -> Option<(usize, usize)> {
    let words = &sentence.words;
    let top = inside.clone().find(|&i| !(inside.start + 1..=inside.end).contains(&words[i].head) && words[i].upos != Upos::Punct)?;
    let proper = |i: usize| i < inside.end && words[i].upos == Upos::Propn;
    let first = top + 1;
    if words[top].upos != Upos::Noun || !proper(first) || words[first].head != top + 1 {
        return None;
    }
    let mut end = first + 1;
    while proper(end) || words.get(end).is_some_and(|w| w.form == "-") && proper(end + 1) {
        end += 1;
    }
    Some((first, end))
}

/// Whether a word stands for several: "the Americans" names no person.
pub(crate) fn is_plural(sentence: &Sentence, word: usize) -> bool {
    sentence.words[word].feats.contains("Number=Plur")
}

/// Nouns that a speech writes with a capital.
fn is_common(form: &str) -> bool {
    matches!(form, "State" | "Nation" | "Government" | "City" | "Country" | "House" | "North" | "South" | "East" | "West")
}

/// Words before a name that are no part of it, and offices that stand for their holder.
pub(crate) fn is_title(form: &str) -> bool {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "president",
        "minister",
        "secretary",
        "senator",
        "sen",
        "governor",
        "gov",
        "king",
        "queen",
        "prince",
        "princess",
        "sir",
        "lord",
        "lady",
        "captain",
        "general",
        "colonel",
        "judge",
        "pope",
        "saint",
        "st",
        "rep",
        "representative",
        "mayor",
        "chairman",
        "chairwoman",
        "director",
        "ambassador",
        "chancellor",
        "premier",
        "speaker",
        "emperor",
        "duke",
        "commissioner",
        "admiral",
        "lieutenant",
        "sergeant",
        "major",
        "mom",
        "dad",
        "uncle",
        "aunt",
        "shaikh",
        "sheikh",
        "ayatollah",
    ];
    TITLES.contains(&form.trim_end_matches('.').to_lowercase().as_str())
}

/// Whether a relation holds the parts of one name together.
pub(crate) fn within_name(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Flat | Deprel::Compound)
}
