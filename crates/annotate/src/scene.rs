//! What the whole document tells about its names: its acronyms, the state it comes from, the lists that stand under a state.

use crate::gazetteer::{Entry, Gazetteer, Standing};
use crate::phrase::{Class, Grammar, Heads, Phrase};
use crate::words::{Shape, Words};
use model::{Document, Party};
use std::collections::HashMap;
use std::ops::Range;

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
        scene.labels = scene.read_labels();
        scene.home = scene.find_home();
        let names = |test: &dyn Fn(&Entry) -> bool| scene.hits.iter().flatten().flat_map(|h| &h.1).any(test);
        let names_union = names(&|e| match e {
            Entry::Organisation(o) => gazetteer.organisations[usize::from(*o)].name == "European Union",
            _ => false,
        });
        let names_seat = names(&|e| matches!(e, Entry::State(s) | Entry::Adjective(s) if gazetteer.states[usize::from(*s)].code == "BEL"));
        (scene.names_union, scene.seat_speaks) = (names_union, names_union && !names_seat);
        for i in 0..words.len() {
            if let Some((code, _)) = scene.state_at(i) {
                *scene.state_counts.entry(code).or_default() += 1;
            }
        }
        scene
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

    /// The state in whose list word `i` stands.
    pub(crate) fn label(&self, i: usize) -> Option<&'static str> {
        self.labels[self.words.block_of(i)]
    }

    /// For each block the state that heads its list: a heading, an item or a paragraph that is nothing but a state.
    fn read_labels(&self) -> Vec<Option<&'static str>> {
        let mut labels = Vec::with_capacity(self.words.blocks());
        let mut current = None;
        for (block, meta) in self.document.blocks.iter().enumerate() {
            let range = self.words.block(block);
            // "VIET NAM. President …": a state alone in front of its own paragraph.
            let lead = self.state_at(range.start).filter(|(_, end)| self.words.is_any(*end, &[".", ":"]) && end + 3 < range.end);
            if let Some((code, _)) = lead {
                labels.push(Some(code));
                continue;
            }
            if let Some(code) = self.label_of(range.clone()) {
                current = Some(code);
            } else if matches!(meta.role, model::Role::Heading { .. }) || (matches!(meta.role, model::Role::Paragraph) && range.len() > 25)
            {
                current = None;
            }
            labels.push(current);
        }
        labels
    }

    fn label_of(&self, range: Range<usize>) -> Option<&'static str> {
        let w = self.words;
        let mut at = range.start;
        while at < range.end && (w.shape(at) == Shape::Mark || w.is_any(at, &["the", "for", "from"])) {
            at += 1;
        }
        let (code, mut end) = self.state_at(at)?;
        while end < range.end && (w.shape(end) == Shape::Mark || w.is_any(end, &["side", "delegation", "participants", "party", "s"])) {
            end += 1;
        }
        (end == range.end).then_some(code)
    }

    /// The state of the publisher, of the dateline, or of the headline.
    fn find_home(&self) -> Option<&'static str> {
        let publisher = self.document.publisher.as_deref().and_then(|p| self.state_in(p, true).or_else(|| press_state(p)));
        let office = || self.document.office.as_deref().and_then(|p| self.state_in(p, true));
        if let Some(home) = publisher.or_else(office) {
            return Some(home);
        }
        let dateline = (0..self.words.blocks().min(6)).find_map(|b| self.dateline(self.words.block(b)));
        let title = || self.document.title.as_deref().and_then(|t| self.state_in(t, false));
        let (ranked, unsaid) = self.unsaid();
        // A correspondent's dateline is abroad where the paper's own ministers are another state's.
        let own = unsaid.filter(|u| dateline.is_none() || ranked.first() == Some(u));
        own.or(dateline).or_else(title).or_else(|| ranked.first().copied())
    }

    /// The publisher's name without its state, and the party it is.
    pub(crate) fn publisher_party(&self) -> Option<(String, Party)> {
        let publisher = self.document.publisher.as_deref()?;
        let words = Words::of_text(publisher);
        let owner = (0..words.len()).find(|&i| {
            let the = if words.is(i + 1, "the") { i + 2 } else { i + 1 };
            let is_state = |e: &Entry| matches!(e, Entry::State(_));
            words.is(i, "of")
                && self
                    .gazetteer
                    .find(&words, the, words.len())
                    .is_some_and(|(range, e)| range.end == words.len() && e.iter().any(is_state))
        });
        let name = plain(words.text_of(0..owner.unwrap_or(words.len())));
        let body = (0..words.len()).any(|i| matches!(self.heads.find(&words, i, words.len()), Some((_, Class::Body))));
        let home = self.state_in(publisher, true).or(self.home).filter(|_| body);
        let party = home.map_or_else(|| Party::new(name.clone()), |home| Party::body(home, &name));
        Some((name, party))
    }

    /// The states that the text names most, and the one of them whose ministers it names without saying whose they are, as a
    /// country's own papers do: no office is tied to it.
    fn unsaid(&self) -> (Vec<&'static str>, Option<&'static str>) {
        let w = self.words;
        let mut counts: std::collections::BTreeMap<&'static str, (i32, usize)> = std::collections::BTreeMap::new();
        let mut tied: Vec<&'static str> = Vec::new();
        let mut untied = false;
        for i in 0..w.len() {
            if let Some((code, end)) = self.state_at(i) {
                let entry = counts.entry(code).or_insert((0, i));
                entry.0 += if w.block_of(i) == 0 { 3 } else { 1 };
                let next = if w.is(end, "'") { end + 2 } else { end };
                let office = (next..next + 5)
                    .take_while(|&n| w.block_of(n.min(w.len() - 1)) == w.block_of(i) && !w.starts_line(n))
                    .take_while(|&n| w.is_name_like(n) || w.is_any(n, &[",", "and", "foreign", "trade"]))
                    .any(|n| self.is_post_head(n));
                // `Deputy Minister of Industry and Trade of Vietnam`
                let behind = i > 0
                    && w.is(i - 1, "of")
                    && (i.saturating_sub(9)..i - 1)
                        .rev()
                        .take_while(|&n| w.is_name_like(n) || w.is_any(n, &["of", "and", ",", "for"]))
                        .any(|n| self.is_post_head(n));
                if office || behind {
                    tied.push(code);
                }
            }
            let alone = i == 0 || !(w.is_name_like(i - 1) || w.is_any(i - 1, &["and", "s", ","])) && self.hit(i).is_none();
            let run = (i..i + 4).take_while(|&n| w.is_name_like(n)).count();
            untied |= alone && w.shape(i) == Shape::Capital && (i..i + run).any(|n| self.is_post_head(n) && n + 1 < i + run && n <= i + 1);
        }
        let mut ranked: Vec<(&'static str, (i32, usize))> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, (n, first))| (std::cmp::Reverse(*n), *first));
        let ranked: Vec<&'static str> = ranked.into_iter().take(3).map(|r| r.0).collect();
        let leaves_one_out = untied && ranked.iter().any(|r| tied.contains(r));
        let left = ranked.iter().copied().find(|r| leaves_one_out && !tied.contains(r));
        (ranked, left)
    }

    fn is_post_head(&self, i: usize) -> bool {
        self.words.is_any(i, &["minister", "president", "premier", "secretary", "chancellor", "negotiator", "ambassador", "spokesperson"])
    }

    /// The state that a text names first, or that a well-known body in it belongs to.
    fn state_in(&self, text: &str, bodies: bool) -> Option<&'static str> {
        let words = Words::of_text(text);
        let state = |e: &Entry| match e {
            Entry::State(s) | Entry::Adjective(s) | Entry::Capital(s, true) => Some(self.code(*s)),
            Entry::Body(b) => self.gazetteer.bodies[usize::from(*b)].state,
            Entry::City(c) if bodies => Some(self.gazetteer.cities[usize::from(*c)].state),
            _ => None,
        };
        let named = (0..words.len()).find_map(|i| self.gazetteer.find(&words, i, words.len())?.1.iter().find_map(state));
        named.or_else(|| {
            let whole = words.phrase(0..words.len());
            bodies.then(|| self.gazetteer.body_named(whole)).flatten()
        })
    }

    /// "NEW DELHI, Aug 19 (Reuters) -", "CURITIBA --", "Dar es Salaam, Saturday 3 May 2025." at the start of a block.
    fn dateline(&self, range: Range<usize>) -> Option<&'static str> {
        let (end, entries) = self.hit(range.start)?;
        let close = (end..range.end.min(end + 14)).any(|w| self.words.is(w, "-") && !self.words.is_joined(w) || self.taken[w])
            && self.words.is_any(end, &[",", "-", "("]);
        if !close {
            return None;
        }
        entries.iter().find_map(|e| match e {
            Entry::Capital(s, _) => Some(self.code(*s)),
            Entry::City(c) => Some(self.gazetteer.cities[usize::from(*c)].state),
            _ => None,
        })
    }

    /// The state that a body or an office without one belongs to: its list's, its sentence's, its paragraph's, the document's.
    pub(crate) fn state_around(&self, i: usize) -> Option<&'static str> {
        if let Some(code) = self.label(i) {
            return Some(code);
        }
        let start = self.words.sentence_start(i, 60);
        // In a quotation's tail ("…," the spokesperson said) the sentences before say whose spokesperson it is.
        let quoted = self.words.is_any(start, &["\"", "“"]) || i > 0 && self.words.is_any(i - 1, &["\"", "”", "“"]);
        if quoted {
            let block = self.words.block(self.words.block_of(i));
            let begin = block.start.max(start.saturating_sub(80));
            let opening = (begin..start).rev().filter(|&w| self.words.starts_sentence(w)).find_map(|w| self.state_at(w)).map(|s| s.0);
            if opening.is_some() {
                return opening;
            }
        }
        self.home.or_else(|| (start..i).find_map(|w| self.state_at(w)).map(|s| s.0))
    }

    /// The state in whose capital a sentence, or the one before it in its paragraph, says that it plays: "In Ankara the mood was …".
    pub(crate) fn opening_scene(&self, sentence: usize) -> Option<&'static str> {
        let w = self.words;
        let block = w.block(w.block_of(sentence));
        let before = (block.start.max(sentence.saturating_sub(120))..sentence).rev().find(|i| w.starts_sentence(*i));
        [Some(sentence), before].into_iter().flatten().find_map(|start| {
            let seat =
                w.is(start, "in") && self.hit(start + 1).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Capital(_, true))));
            seat.then(|| self.state_at(start + 1).map(|s| s.0)).flatten()
        })
    }

    /// The party whose side an official leads or stands for: "the Kenyan delegation was led by", "Japan was represented by".
    pub(crate) fn led_party(&self, i: usize, local: bool) -> Option<Party> {
        let w = self.words;
        let by = i.checked_sub(1).filter(|&b| w.is(b, "by"))?;
        let start = w.sentence_start(i, 60).max(by.saturating_sub(25));
        // "…, and the Kenyan delegation by": the verb may be left out the second time.
        let leads = (start..by).any(|n| w.is_any(n, &["led", "headed", "represented", "chaired", "delegation"]));
        leads.then(|| (start..by).rev().find_map(|n| self.office_party_at(n, local))).flatten().map(|(p, _)| p)
    }

    /// The party that the name at word `i` gives to an office: of a governor or a mayor the place itself, of others its state.
    pub(crate) fn office_party_at(&self, i: usize, local: bool) -> Option<(Party, usize)> {
        let place = self.hit(i).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Subdivision(_) | Entry::City(_))));
        if local
            && place
            && let Some((party, range)) = self.subnational(i)
        {
            return Some((party, range.end));
        }
        self.owner_at(i)
    }

    /// Whether a state can have such an officer: the Philippines have no prime minister, Canada no president.
    pub(crate) fn has_office(&self, code: &str, title: &str) -> bool {
        let led_by = self.gazetteer.state(code).map_or("", |s| s.led_by);
        let title = title.to_lowercase();
        let leads = matches!(title.as_str(), "president" | "prime minister");
        !leads || led_by.is_empty() || led_by == title
    }

    /// The state of somebody whom an official of the document's own state meets: the one of the others that is named last and most.
    pub(crate) fn other_state(&self, i: usize, title: &str) -> Option<&'static str> {
        [25, 80].into_iter().find_map(|reach| {
            let near: Vec<&'static str> = (i.saturating_sub(reach)..i)
                .rev()
                .filter_map(|w| self.state_at(w))
                .map(|s| s.0)
                .filter(|s| Some(*s) != self.home && self.has_office(s, title))
                .collect();
            let count = |code: &str| self.state_counts.get(code).copied().unwrap_or(0);
            near.into_iter().rev().max_by_key(|code| count(code))
        })
    }

    /// The party that a body's name is, given the words before and after it; and the words of an owner after it.
    pub(crate) fn body(&self, phrase: &Phrase) -> (Party, Range<usize>, usize) {
        let (lead, start) = self.lead(phrase.words.start, phrase.head.start);
        let range = start..phrase.words.end;
        let name = plain(self.words.text_of(range.clone()));
        let (after, end) = self.owner_after(phrase.words.end, matches!(phrase.class, Class::Body));
        let known = || self.gazetteer.body_named(&fold(&name)).map(Party::new);
        let noted = || self.owners.get(&fold(&name)).map(Party::new);
        let inside = || (start == phrase.words.start).then(|| self.state_at(start)).flatten().map(|s| Party::new(s.0));
        // "the Mekong River Commission": the states along a water share what is named after it.
        let shared = phrase.words.clone().any(|w| self.words.is_any(w, &["river", "lake", "basin", "sea", "ocean", "strait"]));
        let is_place = |e: &Entry| matches!(e, Entry::Subdivision(_) | Entry::City(_) | Entry::Organisation(_));
        let placed = start == phrase.words.start && self.hit(start).is_some_and(|(_, e)| e.iter().any(is_place));
        let place = || placed.then(|| self.owner_at(start)).flatten().map(|o| o.0);
        let owner = lead
            .or(after)
            .or_else(inside)
            .or_else(place)
            .or_else(noted)
            .or_else(known)
            .or_else(|| (!shared).then(|| self.state_around(phrase.words.start).map(Party::new)).flatten());
        match owner {
            Some(owner) => (Party::body(owner.root(), &name), range, end),
            None => (Party::new(name), range, end),
        }
    }

    /// The owner that stands before a head and is no part of the name: "Brazilian Ministry", "India's Department"; and where the name starts.
    pub(crate) fn lead(&self, i: usize, head: usize) -> (Option<Party>, usize) {
        let w = self.words;
        let (local, post) = match self.heads.find(w, head, head + 4) {
            Some((range, Class::Post)) => (w.is_any(range.end - 1, LOCAL), true),
            _ => (false, false),
        };
        // Before the phrase: "Japan's", "of the Chinese" are read with the phrase; a possessive stands outside it.
        let possessive = i >= 3 && w.is(i - 1, "s") && w.is(i - 2, "'");
        if possessive && let Some(owner) = self.owner_ending(i - 2) {
            return (Some(owner), i);
        }
        let Some((owner, end)) = self.office_party_at(i, local) else { return (None, i) };
        if end > head {
            return (None, i);
        }
        if w.is(end, "'") && w.is(end + 1, "s") && end + 2 <= head {
            return (Some(owner), end + 2);
        }
        let entries = self.hit(i).map_or(&[][..], |h| h.1);
        let strips = entries.iter().any(|e| matches!(e, Entry::Adjective(_) | Entry::Organisation(_) | Entry::Body(_)));
        // "Busan City Council" keeps its city, "Busan Mayor" does not.
        if strips || post { (Some(owner), end) } else { (Some(Party::new(owner.root())), i) }
    }

    /// The owner whose name ends at word `end`.
    pub(crate) fn owner_ending(&self, end: usize) -> Option<Party> {
        (1..=6).filter_map(|n| end.checked_sub(n)).find_map(|i| self.owner_at(i).filter(|(_, e)| *e == end)).map(|o| o.0)
    }

    /// The owner after a name: "of Uzbekistan", "of the Republic of Korea", ", China", "in Tokyo"; and its end.
    pub(crate) fn owner_after(&self, i: usize, comma: bool) -> (Option<Party>, usize) {
        let w = self.words;
        let mut at = i;
        // Its acronym may stand between: "Ministry of Commerce (MOFCOM) of China".
        if w.is(at, "(") && w.is(at + 2, ")") {
            at += 3;
        }
        let tied = w.is_any(at, &["of", "for"]) || comma && w.is(at, ",") && !w.starts_line(at + 1);
        if !tied {
            let seat = w.is(at, "in") && self.hit(at + 1).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Capital(_, true))));
            return if seat { (self.state_at(at + 1).map(|s| Party::new(s.0)), i) } else { (None, i) };
        }
        let the = if w.is(at + 1, "the") { at + 2 } else { at + 1 };
        let Some((end, entries)) = self.hit(the) else { return (None, i) };
        let named = entries.iter().any(|e| {
            matches!(e, Entry::State(_) | Entry::Organisation(_) | Entry::Subdivision(_)) || matches!(e, Entry::City(_)) && w.is(at, "of")
        });
        let sets = w.is(at, ",") && !entries.iter().any(|e| matches!(e, Entry::State(_)));
        // ", China and Japan" is a list of states and no owner.
        let list = w.is(at, ",") && (w.is_any(end, &["and", "'"]) || w.is(end, ",") && self.state_at(end + 1).is_some());
        if !named || sets || list {
            return (None, i);
        }
        match self.owner_at(the) {
            Some((owner, end)) => (Some(owner), end),
            None => (None, i),
        }
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

/// Last words of offices that a place has, not its state.
pub(crate) const LOCAL: &[&str] = &["governor", "gov", "mayor"];

/// The state whose papers and agencies go by such a word.
fn press_state(name: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("shimbun", "JPN"),
        ("kyodo", "JPN"),
        ("jiji", "JPN"),
        ("nhk", "JPN"),
        ("nikkei", "JPN"),
        ("yonhap", "KOR"),
        ("ilbo", "KOR"),
        ("xinhua", "CHN"),
        ("tass", "RUS"),
        ("interfax", "RUS"),
        ("antara", "IDN"),
        ("bernama", "MYS"),
        ("zeitung", "DEU"),
        ("anadolu", "TUR"),
        ("dawn", "PAK"),
        ("pti", "IND"),
    ];
    let name = name.to_lowercase();
    WORDS.iter().find(|(w, _)| name.split(|c: char| !c.is_alphabetic()).any(|n| n == *w)).map(|w| w.1)
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
