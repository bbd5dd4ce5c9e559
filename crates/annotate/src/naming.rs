//! Which party does a name mean that somebody typed, and where does a town lie, apart from any text?

use crate::gazetteer::{Entry, Gazetteer};
use crate::words::Words;
use model::Party;

/// Names of states and organisations, and what states are called.
#[derive(Debug)]
pub struct Parties {
    gazetteer: &'static Gazetteer,
}

impl Default for Parties {
    fn default() -> Parties {
        Parties::new()
    }
}

impl Parties {
    /// Loads the word lists.
    #[must_use]
    pub fn new() -> Parties {
        Parties { gazetteer: Gazetteer::shared() }
    }

    /// The party of that name, in whatever case: a state by its code, name or adjective, an organisation by its
    /// name or acronym. `None` where there is none; a capital is a place here, not a government.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Party> {
        let name = name.trim();
        if let Some(state) = self.gazetteer.state(&name.to_uppercase()) {
            return Some(Party::new(state.code));
        }
        let phrase = folded(name);
        let phrase = phrase.strip_prefix("the ").unwrap_or(&phrase);
        self.gazetteer.meanings(phrase).find_map(|entry| match entry {
            Entry::State(i) | Entry::Adjective(i) => Some(Party::new(self.gazetteer.states[usize::from(i)].code)),
            Entry::Organisation(i) => Some(Party::new(self.gazetteer.organisations[usize::from(i)].name)),
            Entry::Capital(..) | Entry::Body(_) | Entry::Subdivision(_) | Entry::City(_) => None,
        })
    }

    /// The state for whose government the capital of that name stands: "Nairobi".
    #[must_use]
    pub fn seat(&self, town: &str) -> Option<Party> {
        let phrase = folded(town.trim());
        self.gazetteer.meanings(&phrase).find_map(|entry| match entry {
            Entry::Capital(i, true) => Some(Party::new(self.gazetteer.states[usize::from(i)].code)),
            _ => None,
        })
    }

    /// Where the town of that name lies, in degrees north and east: in the state with this code, or the largest of the name.
    ///
    /// Known are towns of 100,000 inhabitants and more, capitals, and a few smaller ones.
    #[must_use]
    pub fn located(&self, town: &str, state: Option<&str>) -> Option<(f64, f64)> {
        let words = Words::of_text(town);
        let towns = self.gazetteer.meanings(words.phrase(0..words.len())).filter_map(|entry| match entry {
            Entry::City(c) => Some(&self.gazetteer.cities[usize::from(c)]),
            _ => None,
        });
        towns.filter(|c| state.is_none_or(|s| s == c.state)).max_by_key(|c| c.inhabitants).map(|c| c.at)
    }

    /// The codes of the states that belong to an organisation or grouping, as far as is known.
    #[must_use]
    pub fn members(&self, organisation: &str) -> Vec<&str> {
        let of = self.gazetteer.organisations.iter().find(|o| o.name == organisation);
        of.map(|o| o.members(None)).unwrap_or_default()
    }

    /// What the state with this ISO 3166-1 code is called in English.
    #[must_use]
    pub fn state(&self, code: &str) -> Option<&str> {
        self.gazetteer.state(code).map(|s| s.name)
    }
}

/// A name as the lists keep it.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace(['-', '’', '\''], " ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
