//! **Which proper nouns of a treebank without names are persons, organisations or places?**
//!
//! In → Out: nets that know names from elsewhere, sentences whose proper nouns are known → name tags, `UNKNOWN` where it is not sure.
//!
//! Never: calls a common noun a name.

use super::conllu::Sentence;
use super::names::{UNKNOWN, is_plural, is_title};
use crate::Upos;
use crate::syntax::shape::NAME_TAGS;
use std::collections::BTreeMap;

/// Probabilities of: no name, person, organisation, place.
type Odds = [f32; 4];

/// How sure the net must be of a name.
const SURE: f32 = 0.6;

/// The name tags of every sentence; `guesses` are the tags and odds of every word.
pub(super) fn suggest(sentences: &[Sentence], guesses: &[(Vec<u8>, Vec<[f32; NAME_TAGS]>)]) -> Vec<Vec<u8>> {
    let mut chunks: Vec<Vec<(usize, usize, Odds)>> = Vec::new();
    let mut by_name: BTreeMap<String, (Odds, f32)> = BTreeMap::new();
    for (sentence, (tags, odds)) in sentences.iter().zip(guesses) {
        let mut found = Vec::new();
        for (first, end) in proper_runs(sentence, tags) {
            let odds = mean_odds(&odds[first..end]);
            let all = by_name.entry(spelled(sentence, first, end)).or_default();
            all.1 += 1.0;
            for (a, o) in all.0.iter_mut().zip(odds) {
                *a += o;
            }
            found.push((first, end, odds));
        }
        chunks.push(found);
    }
    let mut all = Vec::new();
    for (sentence, chunks) in sentences.iter().zip(chunks) {
        let mut tags = vec![0u8; sentence.words.len()];
        for (mut first, end, own) in chunks {
            // The same letters usually name the same thing: half of the vote is theirs.
            let (sum, n) = by_name[&spelled(sentence, first, end)];
            let vote: Vec<f32> = own.iter().zip(sum).map(|(o, s)| 0.5 * o + 0.5 * s / n).collect();
            let class = (0..4).fold(0, |b, c| if vote[c] > vote[b] { c } else { b });
            if vote[class] < SURE {
                tags[first..end].fill(UNKNOWN);
                continue;
            }
            if class == 0 || class == 1 && is_plural(sentence, end - 1) {
                continue;
            }
            while class == 1 && first + 1 < end && is_title(&sentence.words[first].form) {
                first += 1;
            }
            tags[first..end].fill(2 * class as u8);
            tags[first] -= 1;
        }
        all.push(tags);
    }
    all
}

/// Runs of proper nouns, with the marks and small words that the net holds inside a name.
fn proper_runs(sentence: &Sentence, tags: &[u8]) -> Vec<(usize, usize)> {
    let words = &sentence.words;
    let proper = |i: usize| i < words.len() && words[i].upos == Upos::Propn;
    let mut runs = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !proper(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        loop {
            // A name that the net sees beginning here is another one.
            if proper(end) && tags[end].is_multiple_of(2) {
                end += 1;
            } else if proper(end + 1)
                && (words[end].form == "-" || tags[end] > 0 && tags[end].is_multiple_of(2))
                && tags[end + 1].is_multiple_of(2)
            {
                end += 2;
            } else {
                break;
            }
        }
        runs.push((i, end));
        i = end;
    }
    runs
}

fn spelled(sentence: &Sentence, first: usize, end: usize) -> String {
    sentence.words[first..end].iter().flat_map(|w| [w.form.as_str(), " "]).collect()
}

/// The mean over the words of what each class gets, whether begun or inside.
fn mean_odds(odds: &[[f32; NAME_TAGS]]) -> Odds {
    let mut mean = Odds::default();
    let n = odds.len() as f32;
    for word in odds {
        mean[0] += word[0] / n;
        for c in 0..3 {
            mean[c + 1] += (word[2 * c + 1] + word[2 * c + 2]) / n;
        }
    }
    mean
}
