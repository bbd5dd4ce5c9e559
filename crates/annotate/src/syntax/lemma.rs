//! **What is the dictionary form of this word?**
//!
//! In → Out: a word, its tag and its features → its lemma, by an edit of its end that the treebanks teach.
//!
//! Never: changes a word that no edit fits.

use super::feature::hash;
use super::weights::{Section, Weights};
use crate::Upos;

/// What is done to a word in lower case: `cut` characters are taken from its end, `add` is put there, and the first letter may be
/// made a capital ("kenyans" → "Kenyan").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    pub(super) cut: usize,
    pub(super) add: String,
    pub(super) capital: bool,
}

/// Longest ending that an edit may depend on, in characters.
pub(super) const LONGEST_ENDING: usize = 6;

/// Keys of whole words and of endings.
const WORD: u8 = 40;
const ENDING: u8 = 41;

/// Features that change what the dictionary form is.
const TELLING: &[&str] = &["Degree", "Number", "Tense", "VerbForm", "Poss", "Person"];

/// The learnt edits.
#[derive(Debug)]
pub(super) struct Lemmas {
    edits: Vec<Edit>,
    keys: Vec<u32>,
    values: Vec<u16>,
}

impl Lemmas {
    pub(super) fn open(weights: Weights<'_>) -> Option<Lemmas> {
        let text = std::str::from_utf8(weights.section(Section::Edits)?).ok()?;
        let edits = text.lines().map(Edit::parse).collect::<Option<Vec<Edit>>>()?;
        let values = weights.section(Section::EditValues)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        let lemmas = Lemmas { edits, keys: weights.hashes(Section::EditKeys)?, values: values.collect() };
        (lemmas.keys.len() == lemmas.values.len() && lemmas.values.iter().all(|&v| (v as usize) < lemmas.edits.len())).then_some(lemmas)
    }

    fn find(&self, key: u32) -> Option<&Edit> {
        self.keys.binary_search(&key).ok().map(|i| &self.edits[self.values[i] as usize])
    }

    /// The dictionary form; names keep their capitals.
    pub(super) fn lemma(&self, form: &str, upos: Upos, feats: &str) -> Box<str> {
        let base = base(form, upos);
        let group = group(form, upos, feats);
        if let Some(edit) = self.find(word_key(&base, &group)) {
            return edit.apply(&base);
        }
        let mut edit = None;
        for ending in endings(&base) {
            match self.find(ending_key(ending, &group)) {
                Some(e) => edit = Some(e),
                None if !ending.is_empty() => break,
                None => {}
            }
        }
        edit.map_or_else(|| base.as_str().into(), |e| e.apply(&base))
    }
}

impl Edit {
    /// An edit as the weights file writes it: `1 y`, `^1 `.
    fn parse(line: &str) -> Option<Edit> {
        let (cut, add) = line.split_once(' ')?;
        let plain = cut.trim_start_matches('^');
        Some(Edit { cut: plain.parse().ok()?, add: add.to_owned(), capital: plain != cut })
    }

    fn apply(&self, word: &str) -> Box<str> {
        let kept = match self.cut.checked_sub(1) {
            None => word,
            Some(last) => word.char_indices().rev().nth(last).map_or("", |(i, _)| &word[..i]),
        };
        if kept.is_empty() && self.add.is_empty() {
            return word.into();
        }
        let mut lemma = format!("{kept}{}", self.add);
        if self.capital
            && let Some(first) = lemma.chars().next()
        {
            lemma.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        lemma.into()
    }
}

/// The word that is edited: in lower case unless it is a name, with straight apostrophes.
pub(super) fn base(form: &str, upos: Upos) -> String {
    let straight = |c: char| if matches!(c, '’' | '‘') { '\'' } else { c };
    if matches!(upos, Upos::Propn | Upos::Sym | Upos::Punct) {
        form.chars().map(straight).collect()
    } else {
        form.chars().map(straight).flat_map(char::to_lowercase).collect()
    }
}

/// The tag with the features that matter; adjectives and nouns with a capital are a group of their own, as "Kenyan" keeps it.
pub(super) fn group(form: &str, upos: Upos, feats: &str) -> String {
    let mut group = upos.as_str().to_owned();
    let mut letters = form.chars();
    if matches!(upos, Upos::Adj | Upos::Noun) && letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase) {
        group.push('^');
    }
    for feature in feats.split('|').filter(|f| TELLING.iter().any(|t| f.strip_prefix(t).is_some_and(|r| r.starts_with('=')))) {
        group.push('|');
        group.push_str(feature);
    }
    group
}

/// The endings of a word from the empty one to the longest.
pub(super) fn endings(word: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(word.char_indices().rev().take(LONGEST_ENDING).map(|(i, _)| &word[i..]))
}

pub(super) fn word_key(word: &str, group: &str) -> u32 {
    hash(WORD, group).rotate_left(7) ^ hash(WORD, word)
}

pub(super) fn ending_key(ending: &str, group: &str) -> u32 {
    hash(ENDING, group).rotate_left(7) ^ hash(ENDING, ending)
}
