//! **In which lists of names does a word stand?**
//!
//! In → Out: a word form → a bit for each list that has the word, alone or as part of a longer name.
//!
//! Never: keeps the lists themselves; the file holds hashes of their words.

use super::feature::hash;
use super::weights::{Section, Weights};

/// How many lists there are.
pub(super) const LISTS: usize = 24;

/// The kind of hash under which the words of lists stand.
const LISTED: u8 = 60;

/// Hashes of listed words in ascending order, and the lists of each.
#[derive(Debug, Default)]
pub(super) struct Lists {
    keys: Vec<u32>,
    masks: Vec<u32>,
}

impl Lists {
    pub(super) fn open(weights: Weights<'_>) -> Option<Lists> {
        let lists = Lists { keys: weights.hashes(Section::ListKeys)?, masks: weights.hashes(Section::ListMasks)? };
        (lists.keys.len() == lists.masks.len()).then_some(lists)
    }

    /// The lists that have the word as it is written, or, of a word all in capitals, as a name is written.
    pub(super) fn of(&self, form: &str) -> u32 {
        let of = |form: &str| self.keys.binary_search(&key(form)).map_or(0, |at| self.masks[at]);
        let known = of(form);
        if known == 0 && form.len() > 3 && form.len() < 40 && form.chars().all(|c| c.is_uppercase()) {
            let mut letters = form.chars();
            let first: String = letters.next().into_iter().collect();
            return of(&(first + &letters.as_str().to_lowercase()));
        }
        known
    }
}

/// The hash of a listed word.
fn key(form: &str) -> u32 {
    hash(LISTED, form)
}

/// The lists as the trainer puts them together.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub(super) struct Drawn(std::collections::BTreeMap<u32, u32>);

#[cfg(feature = "train")]
impl Drawn {
    pub(super) fn add(&mut self, form: &str, list: usize) {
        *self.0.entry(key(form)).or_default() |= 1 << list;
    }

    pub(super) fn lists(&self) -> Lists {
        Lists { keys: self.0.keys().copied().collect(), masks: self.0.values().copied().collect() }
    }

    pub(super) fn write(&self, out: &mut super::weights::Writer) {
        let lists = self.lists();
        out.hashes(Section::ListKeys, &lists.keys);
        out.hashes(Section::ListMasks, &lists.masks);
    }
}
