//! Which states, capitals, subdivisions, cities, organisations and well-known bodies does a phrase name?
//!
//! The lists lie in `data/*.tsv` and are read once. Names are kept as [`Words`] fold them, so that accents,
//! apostrophes and hyphens are matched however they are set.

use crate::words::{Shape, Words};
use std::collections::HashMap;
use std::ops::Range;

/// One thing that a phrase may name, as an index into the list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    State(u16),
    Adjective(u16),
    /// A capital, and whether it stands for the government in the press.
    Capital(u16, bool),
    Organisation(u16),
    Body(u16),
    Subdivision(u16),
    City(u16),
}

/// A state or territory.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// First month of the government's fiscal year.
    pub(crate) fiscal: u8,
    /// Whether a fiscal year bears the number of the calendar year in which it ends.
    pub(crate) fiscal_by_end: bool,
    pub(crate) currency: &'static str,
    /// "president" or "prime minister", where it has only one of the two; empty otherwise.
    pub(crate) led_by: &'static str,
}

/// A first-level subdivision.
#[derive(Debug)]
pub(crate) struct Subdivision {
    pub(crate) state: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) name: &'static str,
}

/// A city, or a smaller place kept by hand.
#[derive(Debug)]
pub(crate) struct City {
    pub(crate) state: &'static str,
    pub(crate) inhabitants: u32,
    /// Degrees north and east.
    pub(crate) at: (f64, f64),
}

/// What an organisation is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Acts under its own name.
    Organisation,
    /// Meets under its own name, without a legal person.
    Grouping,
    /// A text whose signatories go by its name.
    Pact,
    /// A name for several states.
    Set,
}

/// An international organisation, a grouping or a named set of states.
#[derive(Debug)]
pub(crate) struct Organisation {
    pub(crate) name: &'static str,
    pub(crate) standing: Standing,
    members: Vec<(&'static str, u16, u16)>,
}

impl Organisation {
    /// The members in `year`, or the latest known ones.
    pub(crate) fn members(&self, year: Option<u16>) -> Vec<&'static str> {
        let year = year.unwrap_or(u16::MAX - 1);
        self.members.iter().filter(|(_, from, to)| *from <= year && year < *to).map(|m| m.0).collect()
    }
}

/// A body that goes by an acronym.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) state: Option<&'static str>,
    pub(crate) name: &'static str,
}

#[derive(Debug, Clone, Copy)]
struct Name {
    entry: Entry,
    /// Written in capitals throughout, so that "us" and "it" are no acronyms.
    capitals: bool,
}

/// The lists, and the index over all their names.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    pub(crate) states: Vec<State>,
    pub(crate) subdivisions: Vec<Subdivision>,
    pub(crate) cities: Vec<City>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) bodies: Vec<Body>,
    names: HashMap<Box<str>, Vec<Name>>,
    /// The longest name that starts with a word, in words.
    longest: HashMap<Box<str>, u8>,
    codes: HashMap<&'static str, u16>,
    /// Names of bodies, with the one state that has such a body.
    owners: HashMap<Box<str>, Option<&'static str>>,
}

/// Rows of a data file, without its header.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// The state that the first half of a compound stands for: "Ethio-Djibouti".
pub(crate) fn first_half(word: &str) -> Option<&'static str> {
    static HALVES: std::sync::LazyLock<HashMap<&'static str, &'static str>> = std::sync::LazyLock::new(|| {
        let pair = |row: Vec<&'static str>| if let [name, code] = row[..] { Some((name, code)) } else { None };
        rows(include_str!("../data/prefixes.tsv")).filter_map(pair).collect()
    });
    HALVES.get(word).copied()
}

fn each(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|n| !n.is_empty())
}

/// States that are no more.
const GONE: &[&str] = &["SUN", "YUG", "CSK", "DDR", "ANT", "SCG"];

impl Gazetteer {
    /// The lists, read once a program.
    pub(crate) fn shared() -> &'static Gazetteer {
        static SHARED: std::sync::LazyLock<Gazetteer> = std::sync::LazyLock::new(Gazetteer::load);
        &SHARED
    }

    pub(crate) fn load() -> Gazetteer {
        let mut g = Gazetteer {
            states: Vec::new(),
            subdivisions: Vec::new(),
            cities: Vec::new(),
            organisations: Vec::new(),
            bodies: Vec::new(),
            names: HashMap::with_capacity(16_384),
            longest: HashMap::with_capacity(8_192),
            codes: HashMap::new(),
            owners: HashMap::new(),
        };
        g.load_states();
        g.load_organisations();
        g.load_subdivisions();
        g.load_cities();
        g
    }

    fn load_states(&mut self) {
        for row in rows(include_str!("../data/states.tsv")) {
            let [code, _, names, adjectives, capitals, silent, fiscal, currency, led_by] = row[..] else { continue };
            let id = self.states.len() as u16;
            let name = names.split('|').next().unwrap_or(code);
            let by_end = fiscal.ends_with('e');
            let fiscal = fiscal.trim_end_matches('e').parse().unwrap_or(1);
            self.states.push(State { code, name, fiscal, fiscal_by_end: by_end, currency, led_by });
            self.codes.insert(code, id);
            each(names).for_each(|n| self.add(n, Entry::State(id)));
            each(adjectives).for_each(|n| self.add(n, Entry::Adjective(id)));
            // A state that is no more has no government for which its capital could stand.
            let capitals = if GONE.contains(&code) { "" } else { capitals };
            let silent = if GONE.contains(&code) { "" } else { silent };
            each(capitals).for_each(|n| self.add(n, Entry::Capital(id, true)));
            each(silent).for_each(|n| self.add(n, Entry::Capital(id, false)));
        }
    }

    fn load_organisations(&mut self) {
        for row in rows(include_str!("../data/organisations.tsv")) {
            let [name, aliases, standing, members] = row[..] else { continue };
            let id = self.organisations.len() as u16;
            let standing = match standing {
                "organisation" => Standing::Organisation,
                "grouping" => Standing::Grouping,
                "pact" => Standing::Pact,
                _ => Standing::Set,
            };
            let members = members.split_whitespace().map(member).collect();
            self.organisations.push(Organisation { name, standing, members });
            self.add(name, Entry::Organisation(id));
            each(aliases).for_each(|n| self.add(n, Entry::Organisation(id)));
        }
        for row in rows(include_str!("../data/bodies.tsv")) {
            let [acronym, state, name] = row[..] else { continue };
            let id = self.bodies.len() as u16;
            let state = (state != "-").then_some(state);
            self.bodies.push(Body { state, name });
            let words = Words::of_text(name);
            let owner = self.owners.entry(words.phrase(0..words.len()).into()).or_insert(state);
            *owner = owner.filter(|o| Some(*o) == state);
            self.add(acronym, Entry::Body(id));
        }
    }

    fn load_subdivisions(&mut self) {
        for row in rows(include_str!("../data/subdivisions.tsv")) {
            let [state, _, kind, names] = row[..] else { continue };
            let id = self.subdivisions.len() as u16;
            self.subdivisions.push(Subdivision { state, kind, name: names.split('|').next().unwrap_or_default() });
            each(names).for_each(|n| self.add(n, Entry::Subdivision(id)));
        }
    }

    fn load_cities(&mut self) {
        for row in rows(include_str!("../data/cities.tsv")) {
            let [name, state, _, north, east, inhabitants] = row[..] else { continue };
            let (Ok(north), Ok(east)) = (north.parse(), east.parse()) else { continue };
            let id = self.cities.len() as u16;
            self.cities.push(City { state, inhabitants: inhabitants.parse().unwrap_or(0), at: (north, east) });
            self.add(name, Entry::City(id));
        }
    }

    fn add(&mut self, name: &'static str, entry: Entry) {
        let words = Words::of_text(name);
        if words.len() == 0 {
            return;
        }
        let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let longest = self.longest.entry(words.folded(0).into()).or_default();
        *longest = (*longest).max(words.len().min(255) as u8);
        let names = self.names.entry(words.phrase(0..words.len()).into()).or_default();
        if !names.iter().any(|n| n.entry == entry) {
            names.push(Name { entry, capitals });
        }
    }

    /// The longest name that starts at word `i` and ends before `end`, with everything it may mean.
    ///
    /// The first word must be a capital, as names are; acronyms must be capitals throughout.
    pub(crate) fn find(&self, words: &Words<'_>, i: usize, end: usize) -> Option<(Range<usize>, Vec<Entry>)> {
        if !words.is_name_like(i) && !words.is_any(i, &["five", "countries", "states"]) {
            return None;
        }
        let longest = usize::from(*self.longest.get(words.folded(i))?);
        (1..=longest.min(end.saturating_sub(i))).rev().find_map(|n| {
            let range = i..i + n;
            let names = self.names.get(words.phrase(range.clone()))?;
            let upper =
                range.clone().all(|w| matches!(words.shape(w), Shape::Upper | Shape::Mark | Shape::Digits) || is_single_capital(words, w));
            let fits = |name: &Name| upper || !name.capitals;
            let entries: Vec<Entry> = names.iter().filter(|n| fits(n)).map(|n| n.entry).collect();
            let ends_in_word = !words.written(range.end).starts_with(char::is_alphabetic) || !words.is_joined(range.end);
            (!entries.is_empty() && ends_in_word).then_some((range, entries))
        })
    }

    /// Everything that exactly these words may mean, whatever their case.
    pub(crate) fn meanings(&self, phrase: &str) -> impl Iterator<Item = Entry> {
        self.names.get(phrase).into_iter().flatten().map(|n| n.entry)
    }

    /// The state whose body, and no other state's, has this name in lower case.
    pub(crate) fn body_named(&self, name: &str) -> Option<&'static str> {
        self.owners.get(name).copied().flatten()
    }

    /// The state with this ISO 3166-1 code.
    pub(crate) fn state(&self, code: &str) -> Option<&State> {
        self.codes.get(code).map(|&i| &self.states[usize::from(i)])
    }
}

fn is_single_capital(words: &Words<'_>, i: usize) -> bool {
    words.shape(i) == Shape::Capital && words.written(i).chars().count() == 1
}

fn member(text: &'static str) -> (&'static str, u16, u16) {
    let (code, years) = text.split_once(':').unwrap_or((text, ""));
    let (from, to) = years.split_once('-').unwrap_or((years, ""));
    (code, from.parse().unwrap_or(0), to.parse().unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests;
