//! **Which edits of word ends give the lemmas of the treebanks?**

use super::conllu::Sentence;
use crate::syntax::lemma::{Edit, base, ending_key, endings, group, word_key};
use crate::syntax::weights::{Section, Writer};
use std::collections::BTreeMap;

/// Endings that fewer words show teach nothing.
const LEAST: u32 = 2;
/// Endings of so many characters teach even when one word shows them.
const SPECIFIC: usize = 5;

/// Learns the edits and writes their sections.
pub(crate) fn write(sentences: &[Sentence], out: &mut Writer) {
    let mut words: BTreeMap<(String, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        let base = base(&word.form, word.upos);
        if let Some(edit) = edit_of(&base, &word.lemma) {
            *words.entry((group(&word.form, word.upos, &word.feats), base)).or_default().entry(edit).or_default() += 1;
        }
    }
    let best: BTreeMap<(String, String), (Edit, u32)> = words.into_iter().filter_map(|(k, edits)| Some((k, most(&edits)?))).collect();
    let mut counts: BTreeMap<(String, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    for ((group, base), (edit, _)) in &best {
        for ending in endings(base) {
            *counts.entry((group.clone(), ending.to_owned())).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    let rules: BTreeMap<(String, String), Edit> = counts
        .into_iter()
        .filter(|(k, c)| k.1.is_empty() || k.1.chars().count() >= SPECIFIC || c.values().sum::<u32>() >= LEAST)
        .filter_map(|(k, c)| Some((k, most(&c)?.0)))
        .collect();
    let mut edits: BTreeMap<Edit, u16> = BTreeMap::new();
    let mut keyed: BTreeMap<u32, Edit> = BTreeMap::new();
    for ((group, ending), edit) in &rules {
        keyed.insert(ending_key(ending, group), edit.clone());
    }
    for ((group, base), (edit, _)) in &best {
        let mut by_rule = None;
        for ending in endings(base) {
            match rules.get(&(group.clone(), ending.to_owned())) {
                Some(e) => by_rule = Some(e),
                None if !ending.is_empty() => break,
                None => {}
            }
        }
        if by_rule != Some(edit) {
            keyed.insert(word_key(base, group), edit.clone());
        }
    }
    for edit in keyed.values() {
        let next = edits.len() as u16;
        edits.entry(edit.clone()).or_insert(next);
    }
    let mut listed: Vec<(&Edit, u16)> = edits.iter().map(|(e, i)| (e, *i)).collect();
    listed.sort_by_key(|e| e.1);
    let text: String = listed.iter().map(|(e, _)| format!("{}{} {}\n", if e.capital { "^" } else { "" }, e.cut, e.add)).collect();
    out.bytes(Section::Edits, text.as_bytes());
    out.hashes(Section::EditKeys, &keyed.keys().copied().collect::<Vec<u32>>());
    let values: Vec<u8> = keyed.values().flat_map(|e| edits[e].to_le_bytes()).collect();
    out.bytes(Section::EditValues, &values);
}

fn most(edits: &BTreeMap<Edit, u32>) -> Option<(Edit, u32)> {
    edits.iter().max_by_key(|(e, n)| (**n, std::cmp::Reverse(e.cut))).map(|(e, n)| (e.clone(), *n))
}

fn edit_of(base: &str, lemma: &str) -> Option<Edit> {
    if lemma.is_empty() || lemma == "_" || lemma.contains('\n') {
        return None;
    }
    let capital = lemma.starts_with(char::is_uppercase) && !base.starts_with(char::is_uppercase);
    let lemma: String =
        if capital { lemma.chars().take(1).flat_map(char::to_lowercase).chain(lemma.chars().skip(1)).collect() } else { lemma.to_owned() };
    let same = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let cut = base.chars().count() - same;
    (cut <= 12).then(|| Edit { cut, add: lemma.chars().skip(same).collect(), capital })
}
