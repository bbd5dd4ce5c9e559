//! Provinces, prefectures and towns: of which state they are, and what their governments are called.

use super::{Scene, capitalised, plain};
use crate::gazetteer::Entry;
use model::Party;
use std::ops::Range;

impl<'a> Scene<'a> {
    /// The subnational government that the name at word `i` stands for, as the contract writes it, and the words of its name.
    pub(crate) fn subnational(&self, i: usize) -> Option<(Party, Range<usize>)> {
        let (end, entries) = self.hit(i)?;
        let kind_after = self.kind_word(end);
        let division = entries.iter().filter_map(|e| match e {
            Entry::Subdivision(s) => Some(&self.gazetteer.subdivisions[usize::from(*s)]),
            _ => None,
        });
        let wants_city = matches!(kind_after.as_deref(), Some("City" | "Village" | "Town")) || self.is_mayor_near(i, end);
        let near = self.nearest_states(i);
        let cities = entries.iter().filter_map(|e| match e {
            Entry::City(c) => Some(&self.gazetteer.cities[usize::from(*c)]),
            _ => None,
        });
        let largest_in = |state: &str| cities.clone().filter(|c| c.state == state).max_by_key(|c| c.inhabitants);
        // A name that several states have is the one's of whom the text speaks, else a capital, else the largest town's.
        let farness = |state: &str| {
            let capital = entries.iter().any(|e| matches!(e, Entry::Capital(s, _) if self.code(*s) == state));
            let largest = largest_in(state).map_or(0, |c| c.inhabitants);
            let place = near.iter().position(|n| *n == state).unwrap_or(near.len());
            let named = self.state_counts.get(state).copied().unwrap_or(0);
            (place, std::cmp::Reverse(named), !capital, std::cmp::Reverse(largest))
        };
        let named = kind_after.is_some() && !wants_city;
        let states = entries.iter().filter_map(|e| match e {
            Entry::Subdivision(s) => Some(self.gazetteer.subdivisions[usize::from(*s)].state),
            Entry::City(c) if !named => Some(self.gazetteer.cities[usize::from(*c)].state),
            Entry::Capital(s, _) if !named => Some(self.code(*s)),
            _ => None,
        });
        let state = states.min_by_key(|s| farness(s));
        let mut division = division.filter(|d| !wants_city && state == Some(d.state));
        if let Some(d) = division.next_back() {
            let kind = kind_of(d.kind);
            let range = i..if kind_after.is_some() { end + 1 } else { end };
            let name = match (kind_after.as_deref(), kind) {
                (Some(written), _) => format!("{} {written}", plain(self.words.text_of(i..end))),
                (None, Some(kind)) if !d.name.ends_with(kind) => format!("{} {kind}", plain(self.words.text_of(i..end))),
                _ => plain(self.words.text_of(i..end)),
            };
            return Some((Party::body(d.state, &name), range));
        }
        let city = largest_in(state?)?;
        let name = self.words.text_of(i..end);
        let named = match kind_after.as_deref() {
            Some(kind) => format!("{name} {kind}"),
            // A city that shares its name with its prefecture says which it is.
            None if entries
                .iter()
                .any(|e| matches!(e, Entry::Subdivision(s) if kind_of(self.gazetteer.subdivisions[usize::from(*s)].kind).is_some())) =>
            {
                format!("{name} City")
            }
            None => name.to_owned(),
        };
        Some((Party::body(city.state, &named), i..if kind_after.is_some() { end + 1 } else { end }))
    }

    fn is_mayor_near(&self, i: usize, end: usize) -> bool {
        let is_mayor = |w: usize| self.words.is_any(w, &["mayor", "city"]);
        is_mayor(end) || i >= 2 && (self.words.is(i - 1, "of") && is_mayor(i - 2))
    }

    /// "Prefecture", "Province" after a name that ends at `end`.
    fn kind_word(&self, end: usize) -> Option<String> {
        const KINDS: &[&str] = &[
            "prefecture",
            "province",
            "state",
            "region",
            "oblast",
            "county",
            "district",
            "city",
            "municipality",
            "village",
            "town",
            "governorate",
            "metropolis",
        ];
        // "Guangdong province" is written small, but "the Paraná state visit" is none.
        let small = self.words.is_any(end, &["prefecture", "province", "oblast"]);
        let kind = (self.words.is_name_like(end) || small) && self.words.is_any(end, KINDS) && !self.words.starts_line(end);
        kind.then(|| capitalised(self.words.written(end)))
    }

    /// States that the document names, those of the same sentence first, then home, then by how often.
    fn nearest_states(&self, i: usize) -> Vec<&'static str> {
        let mut near = Vec::new();
        for w in self.words.sentence_start(i, 60)..self.words.sentence_end(i, 60) {
            if let Some((code, _)) =
                self.hit(w).filter(|(_, e)| e.iter().any(|e| matches!(e, Entry::State(_) | Entry::Adjective(_)))).and(self.state_at(w))
            {
                near.push(code);
            }
        }
        near.extend(self.home);
        near
    }
}

/// The English word for a kind of subdivision, where names are called by it.
fn kind_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "Prefecture" => "Prefecture",
        "Province" => "Province",
        "State" => "State",
        "County" => "County",
        "Governorate" => "Governorate",
        "Oblast" => "Oblast",
        _ => return None,
    })
}
