//! Persons: "Foreign Minister Aiko Sato", "Mr. Ken Mori, Director, …, METI", "his counterpart, Wang Li".
//!
//! A name is found by the office or the honorific before it, by the office after it, or by the other cell of a table row.

use crate::gazetteer::Entry;
use crate::office::OfficeFound;
use crate::phrase::{Class, Phrase};
use crate::scene::Scene;
use crate::words::Shape;
use model::Party;
use std::ops::Range;

/// A person's name at one place, with the office given there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonFound {
    pub(crate) words: Range<usize>,
    pub(crate) office: Option<OfficeFound>,
    /// The party that words after the name give: "Minister Dung, a representative of Vietnam".
    pub(crate) party: Option<Party>,
    /// The party that the sentence makes likely.
    pub(crate) guess: Option<Party>,
}

/// Words of respect before a name, full stops aside.
const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "hon",
    "honourable",
    "honorable",
    "shri",
    "smt",
    "sri",
    "madam",
    "madame",
    "sir",
    "dame",
    "excellency",
    "dato",
    "datuk",
    "tan",
    "tun",
    "ratu",
    "messrs",
    "rt",
    "comrade",
    "sheikh",
    "sheikha",
    "haji",
    "eng",
    "amb",
    "pehin",
    "u",
    "daw",
    "herr",
    "frau",
    "monsieur",
    "senhor",
    "senor",
    "gen",
    "lt",
    "col",
    "capt",
    "rev",
    "fr",
    "king",
    "queen",
    "prince",
    "princess",
    "h",
    "e",
];

const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "dos", "das", "do", "di", "del", "la", "le", "bin", "binti", "bint", "ibn", "al", "el", "ul",
    "ur", "zu", "ter", "ten",
];

/// Capitalised words that start sentences or headlines and are no part of a name.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "as",
    "but",
    "or",
    "if",
    "when",
    "while",
    "after",
    "before",
    "during",
    "also",
    "he",
    "she",
    "they",
    "it",
    "we",
    "his",
    "her",
    "their",
    "its",
    "our",
    "this",
    "that",
    "these",
    "those",
    "both",
    "all",
    "some",
    "no",
    "not",
    "yes",
    "there",
    "here",
    "meets",
    "visits",
    "holds",
    "attends",
    "signs",
    "says",
    "calls",
    "welcomes",
    "leads",
    "joins",
    "hosts",
    "receives",
    "arrives",
    "discusses",
    "concludes",
    "will",
    "held",
    "said",
    "told",
    "met",
    "meet",
    "visit",
    "attend",
    "delivers",
    "urges",
    "asks",
    "announces",
    "launches",
    "opens",
    "addresses",
    "pays",
    "makes",
    "gives",
    "mr",
    "ms",
    "mrs",
    "dr",
    "shri",
    "smt",
    "today",
    "yesterday",
    "however",
    "meanwhile",
    "according",
    "under",
    "over",
    "new",
    "press",
    "joint",
    "high",
    "level",
    "government",
    "ministry",
    "department",
    "minister",
    "president",
    "meeting",
    "agreement",
    "conference",
    "general",
    "state",
    "national",
    "international",
    "foreign",
    "respectively",
    "affairs",
    "trade",
    "economic",
    "economy",
    "contact",
    "tel",
    "email",
    "photo",
    "image",
    "source",
    "page",
];

impl Scene<'_> {
    /// Words of respect from word `i`; where the name starts.
    pub(crate) fn after_honorifics(&self, i: usize) -> Option<usize> {
        let w = self.words;
        let mut at = i;
        let limit = w.block_end(i).min(i + 10);
        while at < limit && w.is_name_like(at) && HONORIFICS.contains(&w.folded(at)) {
            if w.is_any(at, &["h", "e"]) && !(w.is(at + 1, ".") || w.is(at, "h") && w.is(at + 1, "e"))
                || w.is(at, "u") && !w.is(at + 1, " ")
            {
                break;
            }
            // "Sri Lanka" is nobody called Lanka.
            let is_state = self.hit(at).is_some_and(|(end, entries)| end > at + 1 && entries.iter().any(|e| matches!(e, Entry::State(_))));
            if is_state || w.is(at, "tan") && !w.is(at + 1, "sri") || w.is(at, "rt") && !w.is_any(at + 1, &["hon", "."]) {
                break;
            }
            at += 1;
            if w.is(at, ".") && w.is_joined(at) {
                at += 1;
            }
        }
        (at > i).then_some(at)
    }

    /// The name that starts at word `i`: up to five words that names are made of.
    pub(crate) fn name_at(&self, i: usize) -> Option<Range<usize>> {
        let w = self.words;
        let limit = w.block_end(i).min(i + 9);
        let mut at = i;
        let mut count = 0;
        while at < limit && count < 5 {
            if at > i && w.starts_line(at)
                || self.taken[at]
                || count == 0 && w.is_shouting(i) && !w.is_any(i.wrapping_sub(1), &[".", "mr", "ms", "dr"])
            {
                break;
            }
            if PARTICLES.contains(&w.folded(at)) && count > 0 && w.is_name_like(at + 1) && !w.is_any(at, &["do", "le"])
                || w.is_any(at, &["al", "el"]) && w.is(at + 1, "-")
            {
                at += 1;
                if w.is(at, "-") {
                    at += 1;
                }
                continue;
            }
            if !w.is_name_like(at) || NOT_NAMES.contains(&w.folded(at)) {
                break;
            }
            if self.stops_name(at, count) {
                break;
            }
            count += 1;
            at += 1;
            // "J. Smith", "Seok-ju", "O'Brien"
            if w.is(at, ".") && w.is_joined(at) && w.written(at - 1).chars().count() == 1 && w.is_name_like(at + 1) {
                at += 1;
            }
            while w.is(at, "-")
                && w.is_joined(at)
                && w.is_joined(at + 1)
                && w.shape(at + 1) != Shape::Mark
                && w.shape(at + 1) != Shape::Digits
            {
                at += 2;
            }
            if w.is(at, "'") && w.is_joined(at) && w.is_joined(at + 1) && w.is_name_like(at + 1) {
                at += 2;
            }
        }
        let letters = w.text_of(i..at).chars().filter(|c| c.is_alphabetic()).count();
        (count > 0 && letters > 1).then_some(i..at)
    }

    /// Whether word `i` is something else than part of a name: a state, an organisation, a head word.
    fn stops_name(&self, i: usize, count: usize) -> bool {
        let state = self.hit(i).is_some_and(|(end, e)| {
            e.iter().any(|e| match e {
                Entry::State(_) => true,
                Entry::Organisation(_) | Entry::Body(_) => self.words.shape(i) == Shape::Upper || end > i + 1,
                Entry::Adjective(_) => count == 0 && self.words.is_name_like(end),
                _ => false,
            })
        });
        let head = self
            .heads
            .find(self.words, i, i + 3)
            .is_some_and(|(_, c)| !matches!(c, Class::Place | Class::Institution | Class::Instrument | Class::Company | Class::Unit));
        // "Jordan", "Chad" and "Georgia" go on a name that has begun, but "Kenya" does not.
        let given = count == 0
            && self.words.is_any(i, &["jordan", "chad", "georgia", "israel", "francis", "paris"])
            && self.words.is_name_like(i + 1);
        let surname = count == 1
            && self.words.is_any(
                i,
                &[
                    "jordan", "chad", "israel", "holland", "england", "ireland", "france", "german", "french", "english", "berlin",
                    "santiago", "kiribati",
                ],
            );
        (state && !given && !surname) || head
    }

    /// The person whose office, honorific or name starts at word `i`.
    pub(crate) fn person_at(&self, i: usize, phrase: Option<&Phrase>) -> Option<PersonFound> {
        let w = self.words;
        if let Some(after) = self.after_honorifics(i) {
            let office = self.grammar().phrase_at(after).filter(|p| p.class == Class::Post).map(|p| self.capital_office(&p));
            let start = office.as_ref().map_or(after, |o| self.after_honorifics(o.end).unwrap_or(o.end));
            if let Some(name) = self.name_at(start).or_else(|| self.name_at(after)) {
                let office = office.filter(|o| o.words.end <= name.start).or_else(|| self.office_behind(name.end));
                return Some(PersonFound { words: name, office, party: None, guess: None });
            }
        }
        let office = self.office_at(i, phrase)?;
        // The name follows at once, after its party, or after a comma: "the Malawian trade minister, Vitumbiko Banda,".
        for at in [office.words.end + usize::from(w.is(office.words.end, ".") && w.is_joined(office.words.end)), office.end] {
            let start = self.after_honorifics(at).unwrap_or(at);
            if w.starts_line(start) && start > i {
                continue;
            }
            if let Some(name) = self.name_at(start) {
                let mut office = office;
                if at < office.end {
                    office.end = at;
                }
                return Some(PersonFound { words: name, office: Some(office), party: None, guess: None });
            }
        }
        let comma = office.end;
        if w.is(comma, ",") && self.points_to_one(&office) {
            let start = self.after_honorifics(comma + 1).unwrap_or(comma + 1);
            let name = self.name_at(start).filter(|n| n.len() >= 2 || start > comma + 1)?;
            let closes =
                w.is_any(name.end, &[",", ".", ")", "and", "said", "who", "in", "on", "at", "-"]) || w.shape(name.end) == Shape::Lower;
            let names_party = self.hit(name.start).is_some();
            return (closes && !names_party).then_some(PersonFound { words: name, office: Some(office), party: None, guess: None });
        }
        None
    }
}
