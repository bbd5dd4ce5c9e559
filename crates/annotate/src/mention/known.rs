//! Names that the document has defined, bodies in small letters, and what the gazetteer knows: a state, its capital as its
//! government or as a town, a region as a party or as a place.

use super::Gathering;
use crate::annotated::{EntityKind, Form, MentionKind};
use crate::gazetteer::{Entry, Standing};
use crate::phrase::{Class, Phrase};
use crate::scene::{Definition, fold, plain};
use crate::words::Shape;
use model::Party;
use std::ops::Range;

impl Gathering<'_, '_> {
    /// Acronyms that the document defines, with a number of their own or without: "METI", "TEMM26".
    pub(super) fn acronyms(&mut self) {
        let scene = self.scene;
        let w = scene.words;
        for i in 0..w.len() {
            let Some(Definition { class, name, party }) = scene.acronyms.get(w.written(i)) else { continue };
            let range = i..i + 1;
            match class {
                Class::Mechanism | Class::Instrument => {
                    let (kind, mention) = if *class == Class::Mechanism {
                        (EntityKind::Mechanism, MentionKind::Mechanism)
                    } else {
                        (EntityKind::Instrument, MentionKind::Instrument)
                    };
                    let id = self.entity(kind, fold(name), name, &[]);
                    self.add(range, mention, Form::Short, Some(id));
                }
                _ => {
                    let party = party.clone().unwrap_or_else(|| Party::new(name.clone()));
                    let id = self.party_entity(std::slice::from_ref(&party), name);
                    self.add(range, MentionKind::Party(vec![party]), Form::Short, id);
                }
            }
        }
    }

    /// Bodies in small letters: "China's commerce ministry", "the industry ministry in Seoul", "the Chinese customs authority".
    pub(super) fn small_bodies(&mut self) {
        const OF: &[&str] = &[
            "foreign",
            "trade",
            "industry",
            "finance",
            "defence",
            "defense",
            "agriculture",
            "commerce",
            "economy",
            "environment",
            "energy",
            "transport",
            "health",
            "labour",
            "education",
            "interior",
            "justice",
            "customs",
            "central",
            "tourism",
            "culture",
            "science",
            "technology",
            "fisheries",
            "statistics",
            "immigration",
            "planning",
            "city",
            "municipal",
            "coast",
            "state",
            "national",
            "provincial",
            "prefectural",
            "farm",
            "food",
            "meteorological",
            "space",
            "security",
            "intelligence",
        ];
        const BODY: &[&str] =
            &["ministry", "authority", "bank", "agency", "department", "council", "guard", "assembly", "parliament", "court"];
        let scene = self.scene;
        let w = scene.words;
        for i in 0..w.len() {
            let end = w.block_end(i);
            let mut at = i;
            while at < end && at < i + 4 && (OF.contains(&w.folded(at)) || at > i && w.is(at, "and")) && w.shape(at) == Shape::Lower {
                at += 1;
            }
            if at == i
                || at >= end
                || !BODY.contains(&w.folded(at))
                || w.shape(at) != Shape::Lower
                || i > 0 && OF.contains(&w.folded(i - 1))
            {
                continue;
            }
            let lead =
                i.checked_sub(1).and_then(|b| scene.owner_ending(if w.is(b, "s") && b > 1 && w.is(b - 1, "'") { b - 1 } else { b + 1 }));
            let (after, _) = scene.owner_after(at + 1, false);
            // A bank or a council that nobody is tied to is any one.
            let tied = w.is_any(at, &["ministry", "guard"]) && i > 0 && w.is_any(i - 1, &["the", "\"", "”", ",", "a"]);
            let Some(owner) = lead.or(after).or_else(|| tied.then(|| scene.state_around(i).map(Party::new)).flatten()) else { continue };
            let name = plain(w.text_of(i..at + 1));
            let party = if owner.body_name().is_some() {
                Party::body(owner.root(), &format!("{} {}", owner.body_name().unwrap_or_default(), capitals(&name)))
            } else {
                Party::body(owner.root(), &name)
            };
            let id = self.party_entity(std::slice::from_ref(&party), &name);
            self.add(i..at + 1, MentionKind::Party(vec![party]), Form::Name, id);
        }
    }

    /// "the Commission" in a document about the Union that names no other commission.
    pub(super) fn union_commission(&mut self, phrases: &[Phrase]) {
        let scene = self.scene;
        let w = scene.words;
        let is_other = |p: &Phrase| {
            let name = w.phrase(p.words.clone());
            p.head.clone().any(|i| w.is(i, "commission")) && !name.starts_with("european")
        };
        if !scene.names_union || phrases.iter().any(is_other) {
            return;
        }
        let party = Party::body("European Union", "European Commission");
        for i in 1..w.len() {
            let bare = w.is(i, "commission") && w.shape(i) == Shape::Capital && w.is(i - 1, "the") && w.block_of(i - 1) == w.block_of(i);
            if bare && (!w.is_name_like(i + 1) || w.starts_line(i + 1)) && self.free(&(i..i + 1)) {
                let id = self.party_entity(std::slice::from_ref(&party), "European Commission");
                self.add(i..i + 1, MentionKind::Party(vec![party.clone()]), Form::Short, id);
            }
        }
    }

    /// "the Ministry" on a ministry's own page, where the text names no other.
    pub(super) fn own_body(&mut self, phrases: &[Phrase]) {
        const HEADS: &[&str] = &["ministry", "secretariat", "department", "embassy", "agency", "association", "authority", "bureau"];
        let scene = self.scene;
        let w = scene.words;
        let Some((name, party)) = scene.publisher_party() else { return };
        let own = fold(&name);
        let has = |head: &str| own.split(' ').any(|word| word == head);
        let Some(head) = HEADS.iter().find(|h| has(h)) else { return };
        if phrases.iter().any(|p| p.words.clone().any(|i| w.is(i, head)) && w.phrase(p.words.clone()) != own) {
            return;
        }
        for i in 1..w.len() {
            let bare = w.is(i, head) && w.shape(i) == Shape::Capital && w.is(i - 1, "the") && w.block_of(i - 1) == w.block_of(i);
            if bare && (!w.is_name_like(i + 1) || w.starts_line(i + 1)) && self.free(&(i..i + 1)) {
                let id = self.party_entity(std::slice::from_ref(&party), &name);
                self.add(i..i + 1, MentionKind::Party(vec![party.clone()]), Form::Short, id);
            }
        }
    }

    /// What the gazetteer knows: states, adjectives, capitals, organisations, subdivisions, cities.
    pub(super) fn known(&mut self) {
        let scene = self.scene;
        let mut i = 0;
        while i < scene.words.len() {
            let Some((end, entries)) = scene.hit(i).filter(|(end, _)| self.free(&(i..*end))) else {
                i += 1;
                continue;
            };
            let next = self.known_at(i, end, entries);
            i = next.max(i + 1);
        }
    }

    fn known_at(&mut self, i: usize, end: usize, entries: &[Entry]) -> usize {
        let scene = self.scene;
        let w = scene.words;
        let first = entries[0];
        if let Some(Entry::Organisation(o)) = entries.iter().find(|e| matches!(e, Entry::Organisation(_))) {
            let organisation = &scene.gazetteer.organisations[usize::from(*o)];
            let parties = scene.organisation(*o);
            let name = organisation.name;
            let id = if organisation.standing == Standing::Set { None } else { self.party_entity(&parties, name) };
            let form = if w.text_of(i..end) == name { Form::Name } else { Form::Short };
            self.add(i..end, MentionKind::Party(parties), form, id);
            return end;
        }
        match first {
            Entry::State(s) => {
                let state = &scene.gazetteer.states[usize::from(s)];
                let (code, name) = (state.code, state.name);
                if self.is_given_name(i, end) || i > 0 && w.is_any(i - 1, &["lake", "mount"]) && w.is_name_like(i - 1) {
                    return end;
                }
                let id = self.party_entity(&[Party::new(code)], name);
                self.add(i..end, MentionKind::Party(vec![Party::new(code)]), Form::Name, id);
                end
            }
            // "Latin American" is no state's adjective.
            Entry::Adjective(_) if i > 0 && w.is_any(i - 1, &["latin", "central", "pan", "afro"]) && w.is_name_like(i - 1) => end,
            Entry::Adjective(s) => {
                let state = &scene.gazetteer.states[usize::from(s)];
                let id = self.party_entity(&[Party::new(state.code)], state.name);
                self.add(i..end, MentionKind::Party(vec![Party::new(state.code)]), Form::Adjective, id);
                end
            }
            Entry::Capital(s, true) if !self.is_place(i, end) && !self.is_city_of(i, end) => {
                let state = &scene.gazetteer.states[usize::from(s)];
                let id = self.party_entity(&[Party::new(state.code)], state.name);
                self.add(i..end, MentionKind::Party(vec![Party::new(state.code)]), Form::Short, id);
                end
            }
            Entry::Body(b) => {
                let Some(party) = scene.body_party(b) else { return end };
                let name = scene.gazetteer.bodies[usize::from(b)].name;
                let id = self.party_entity(std::slice::from_ref(&party), name);
                self.add(i..end, MentionKind::Party(vec![party]), Form::Short, id);
                end
            }
            Entry::Capital(..) | Entry::Subdivision(_) | Entry::City(_) | Entry::Organisation(_) => self.place_at(i, end, entries),
        }
    }

    /// A town or region: a place, or the government that stands for it.
    fn place_at(&mut self, i: usize, end: usize, entries: &[Entry]) -> usize {
        let scene = self.scene;
        let w = scene.words;
        let small = !entries.iter().any(|e| matches!(e, Entry::Subdivision(_) | Entry::Capital(..)));
        // A city whose name goes on is another name: "Davis Street", "San Something".
        if small
            && (w.is_name_like(end)
                && !w.starts_line(end)
                && !w.is_any(end, &["prefecture", "province", "city", "village", "town", "state", "gov", "governor", "mayor"])
                || i > 0
                    && w.is_name_like(i - 1)
                    && !w.starts_line(i)
                    && !w.starts_sentence(i - 1)
                    && !w.is_any(i - 1, &["mayor", "gov", "governor"]))
        {
            return end;
        }
        let Some((party, range)) = scene.subnational(i) else {
            let name = w.text_of(i..end).to_owned();
            let id = self.entity(EntityKind::Place, fold(&name), &name, &[]);
            self.add(i..end, MentionKind::Place, Form::Name, Some(id));
            return end;
        };
        let acts = self.acts(&range) && !self.is_place(i, range.end);
        if acts && scene.seat_speaks && w.is(i, "brussels") && range.len() == 1 {
            let union = Party::new("European Union");
            let id = self.party_entity(std::slice::from_ref(&union), "European Union");
            self.add(range.clone(), MentionKind::Party(vec![union]), Form::Short, id);
            return range.end;
        }
        // A small capital that acts is its government too: "Freetown welcomed the step".
        if acts
            && range.end == end
            && !self.is_city_of(i, end)
            && let Some(Entry::Capital(s, _)) = entries.iter().find(|e| matches!(e, Entry::Capital(..)))
        {
            let state = &scene.gazetteer.states[usize::from(*s)];
            let id = self.party_entity(&[Party::new(state.code)], state.name);
            self.add(i..end, MentionKind::Party(vec![Party::new(state.code)]), Form::Short, id);
            return end;
        }
        let name = party.body_name().unwrap_or(party.as_str()).to_owned();
        if acts {
            let id = self.party_entity(std::slice::from_ref(&party), &name);
            self.add(range.clone(), MentionKind::Party(vec![party]), Form::Name, id);
        } else {
            let id = self.entity(EntityKind::Place, party.as_str().to_owned(), w.text_of(range.clone()), std::slice::from_ref(&party));
            self.add(range.clone(), MentionKind::Place, Form::Name, Some(id));
        }
        range.end
    }

    /// Whether a place stands where somebody acts: first in its sentence, with a possessive, between "between" and "and".
    fn acts(&self, range: &Range<usize>) -> bool {
        let w = self.scene.words;
        let before = range.start.checked_sub(1).filter(|&b| w.block_of(b) == w.block_of(range.start)).map_or("", |b| w.folded(b));
        let after = w.folded(range.end);
        let subject = w.starts_sentence(range.start) && !matches!(after, "," | "-" | "(" | "") && w.shape(range.end) == Shape::Lower;
        let possessive = after == "'" && w.is(range.end + 1, "s") && !matches!(before, "in" | "at");
        let dyad = w.is_any(range.end, &["-", "and"])
            && self.scene.hit(range.end + 1).is_some()
            && !matches!(before, "in" | "at" | "of" | "from" | "to" | "near");
        subject || possessive || dyad || matches!(before, "between" | "with" | "by" | "asked" | "help" | "urged" | "invited")
    }

    /// Whether the words before or after show that a town is meant and not its government.
    fn is_place(&self, i: usize, end: usize) -> bool {
        let w = self.scene.words;
        let block = w.block(w.block_of(i));
        let before = |n: usize| i.checked_sub(n).filter(|&b| b >= block.start).map_or("", |b| w.folded(b));
        const AT: &[&str] = &[
            "in", "at", "near", "outside", "around", "from", "to", "via", "through", "visit", "visited", "visits", "visiting", "reached",
            "left", "toward", "towards", "of", "port", "mayor", "leaving", "downtown", "central",
        ];
        let possessive = w.is(end, "'") && w.is(end + 1, "s");
        let located = AT.contains(&before(1)) && !possessive || before(1) == "the" && AT.contains(&before(2));
        let listed =
            before(1) == "and" && i >= 2 && self.drafts.iter().rev().take(3).any(|d| d.words.end == i - 1 && d.kind == MentionKind::Place);
        let addressed = w.is(end, ",")
            && self.scene.hit(end + 1).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::State(_) | Entry::Subdivision(_))))
            && before(1) != "and";
        let dateline = i == block.start && w.is_any(end, &[",", "-", "("]);
        let bracketed = before(1) == "(" && w.is_any(end, &[",", ")"]);
        let based = w.is(end, "-") && w.is(end + 1, "based");
        located || listed || addressed || dateline || bracketed || based
    }

    /// "Tokyo Prefecture", "Mexico City Council": a name goes on.
    fn is_city_of(&self, i: usize, end: usize) -> bool {
        let w = self.scene.words;
        w.is_name_like(end)
            && !w.starts_line(end)
            && w.is_any(
                end,
                &["gov", "governor", "mayor", "prefecture", "metropolitan", "city", "stock", "summit", "time", "airport", "university"],
            )
            || i > 0 && w.is_any(i - 1, &["mayor", "gov", "governor"])
    }

    /// "Michael Jordan", "Chad Smith": a state's name that is part of a person's.
    fn is_given_name(&self, i: usize, end: usize) -> bool {
        let w = self.scene.words;
        if !w.is_any(i, &["jordan", "chad", "georgia", "israel"]) || end != i + 1 {
            return false;
        }
        let unknown = |at: usize| w.is_name_like(at) && self.scene.hit(at).is_none() && self.scene.heads.find(w, at, at + 3).is_none();
        let before = i > 0 && !w.starts_line(i) && unknown(i - 1) && !w.starts_sentence(i - 1);
        let after = unknown(end) && !w.starts_line(end) && w.shape(end) == Shape::Capital;
        before || after
    }
}

/// Each word with a capital, as a name has it.
fn capitals(text: &str) -> String {
    let word = |w: &str| w.chars().next().map_or(String::new(), |c| c.to_uppercase().chain(w.chars().skip(1)).collect::<String>());
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
