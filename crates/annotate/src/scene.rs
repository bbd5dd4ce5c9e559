//! What the whole document tells about its names: its acronyms, the state it comes from, the lists that stand under a state.

mod home;
mod label;
mod owner;
mod subnational;

pub(crate) use owner::LOCAL;

use crate::gazetteer::{Entry, Gazetteer, Standing};
use crate::phrase::{Class, Grammar, Heads};
use crate::words::Words;
use model::{Document, Party};
use std::collections::HashMap;

/// A name that an acronym of the document stands for.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) class: Class,
    pub(crate) name: String,
    pub(crate) party: Option<Party>,
}

/// The document with its words, and what is known of all of it.
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) words: &'a Words<'a>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) heads: &'a Heads,
    /// For each word, the gazetteer name that starts there and its end.
    pub(crate) hits: Vec<Option<(usize, Vec<Entry>)>>,
    /// Words of dates and quantities.
    pub(crate) taken: Vec<bool>,
    /// For each block, the state that heads its list: "Japan", "Indian side".
    labels: Vec<Option<&'static str>>,
    /// The state that speaks where none is named.
    pub(crate) home: Option<&'static str>,
    /// Whether the document names the European Union, whose commissioners need no adjective.
    pub(crate) names_union: bool,
    /// Whether Brussels speaks for the Union: the document names the Union, and Belgium nowhere.
    pub(crate) seat_speaks: bool,
    /// How often each state is named, adjectives and capitals included.
    state_counts: HashMap<&'static str, usize>,
    /// What the document defines: "(METI)" after the full name.
    pub(crate) acronyms: HashMap<String, Definition>,
    /// States that the document gives to bodies by name.
    pub(crate) owners: HashMap<String, String>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        document: &'a Document,
        words: &'a Words<'a>,
        gazetteer: &'a Gazetteer,
        heads: &'a Heads,
        taken: Vec<bool>,
    ) -> Scene<'a> {
        let mut hits: Vec<Option<(usize, Vec<Entry>)>> = vec![None; words.len()];
        for block in 0..words.blocks() {
            let range = words.block(block);
            for i in range.clone() {
                hits[i] = gazetteer.find(words, i, range.end).filter(|(r, _)| !r.clone().any(|w| taken[w])).map(|(r, e)| (r.end, e));
            }
        }
        let mut scene = Scene {
            document,
            words,
            gazetteer,
            heads,
            hits,
            taken,
            labels: Vec::new(),
            home: None,
            names_union: false,
            seat_speaks: false,
            state_counts: HashMap::new(),
            acronyms: HashMap::new(),
            owners: HashMap::new(),
        };
        for i in 0..words.len() {
            if let Some((code, _)) = scene.state_at(i) {
                *scene.state_counts.entry(code).or_default() += 1;
            }
        }
        scene.labels = scene.read_labels();
        scene.home = scene.find_home();
        let names = |test: &dyn Fn(&Entry) -> bool| scene.hits.iter().flatten().flat_map(|h| &h.1).any(test);
        let names_union = names(&|e| match e {
            Entry::Organisation(o) => gazetteer.organisations[usize::from(*o)].name == "European Union",
            _ => false,
        });
        let names_seat = names(&|e| matches!(e, Entry::State(s) | Entry::Adjective(s) if gazetteer.states[usize::from(*s)].code == "BEL"));
        (scene.names_union, scene.seat_speaks) = (names_union, names_union && !names_seat);
        scene
    }

    /// The states that the document names, the most named first.
    pub(crate) fn states_by_count(&self) -> Vec<&'static str> {
        let mut list: Vec<(&'static str, usize)> = self.state_counts.iter().map(|(code, n)| (*code, *n)).collect();
        list.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
        list.into_iter().map(|(code, _)| code).collect()
    }

    pub(crate) fn grammar(&self) -> Grammar<'_> {
        Grammar { words: self.words, heads: self.heads, hits: &self.hits, taken: &self.taken }
    }

    pub(crate) fn hit(&self, i: usize) -> Option<(usize, &[Entry])> {
        self.hits.get(i)?.as_ref().map(|(end, entries)| (*end, entries.as_slice()))
    }

    fn code(&self, i: u16) -> &'static str {
        self.gazetteer.states[usize::from(i)].code
    }

    /// The state that the name at word `i` means or stands for, with its end. Adjectives and capitals count.
    pub(crate) fn state_at(&self, i: usize) -> Option<(&'static str, usize)> {
        let (end, entries) = self.hit(i)?;
        let code = entries.iter().find_map(|e| match e {
            Entry::State(s) | Entry::Adjective(s) => Some(self.code(*s)),
            _ => None,
        });
        code.or_else(|| {
            entries.iter().find_map(|e| match e {
                Entry::Capital(s, true) => Some(self.code(*s)),
                _ => None,
            })
        })
        .map(|c| (c, end))
    }

    /// The root of a party that the name at word `i` gives to what it stands by: a state, an organisation, a subdivision's government.
    pub(crate) fn owner_at(&self, i: usize) -> Option<(Party, usize)> {
        let (end, entries) = self.hit(i)?;
        if let Some((code, end)) = self.state_at(i) {
            return Some((Party::new(code), end));
        }
        entries.iter().find_map(|e| match e {
            Entry::Organisation(o) => Some((Party::new(self.gazetteer.organisations[usize::from(*o)].name), end)),
            Entry::Body(b) => self.body_party(*b).map(|p| (p, end)),
            Entry::Subdivision(_) | Entry::City(_) => self.subnational(i).map(|(p, r)| (p, r.end)),
            _ => None,
        })
    }

    pub(crate) fn body_party(&self, b: u16) -> Option<Party> {
        let body = &self.gazetteer.bodies[usize::from(b)];
        let root = body.state.or(self.home)?;
        Some(Party::body(root, body.name))
    }

    /// The parties of an organisation, or of the states that a set names.
    pub(crate) fn organisation(&self, o: u16) -> Vec<Party> {
        let organisation = &self.gazetteer.organisations[usize::from(o)];
        let members = organisation.members(None);
        if organisation.standing == Standing::Set && !members.is_empty() {
            return members.into_iter().map(Party::new).collect();
        }
        vec![Party::new(organisation.name)]
    }
}

/// With a capital at its start, as a name has it.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// A name on one line, with plain apostrophes and without accents that the document itself may drop.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As the indexes fold names.
pub(crate) fn fold(text: &str) -> String {
    let words = Words::of_text(text);
    words.phrase(0..words.len()).to_owned()
}
