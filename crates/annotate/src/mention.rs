//! Every name of a document as a mention, and what each mention stands for.
//!
//! Longer and surer names are found first and keep their words: dates and quantities, persons with their offices, names
//! with a head word, acronyms that the document defines, then what the gazetteer knows. What points back comes last.

use crate::annotated::{Entity, EntityKind, Form, Mention, MentionKind, Office};
use crate::gazetteer::{Entry, Standing};
use crate::person::{OfficeFound, PersonFound};
use crate::phrase::{Class, Phrase};
use crate::scene::{Definition, Scene, fold, plain};
use crate::words::Shape;
use model::Party;
use std::collections::HashMap;
use std::ops::Range;

/// A mention by its words, before all are sorted.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) words: Range<usize>,
    pub(crate) kind: MentionKind,
    pub(crate) form: Form,
    pub(crate) entity: Option<usize>,
}

/// The mentions and entities of a document while they are gathered.
pub(crate) struct Gathering<'s, 'a> {
    pub(crate) scene: &'s Scene<'a>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) entities: Vec<Entity>,
    keys: HashMap<(EntityKind, String), usize>,
    /// Offices with the person who holds them, until mentions have their places.
    offices: Vec<(usize, OfficeFound)>,
    /// For persons whose party no words fix, the one that a sentence makes likely.
    guesses: HashMap<usize, Party>,
    /// For each entity the offices found for it, as indices.
    held: Vec<Vec<usize>>,
    /// Words that a mention has taken.
    used: Vec<bool>,
}

impl<'s, 'a> Gathering<'s, 'a> {
    pub(crate) fn new(scene: &'s Scene<'a>) -> Gathering<'s, 'a> {
        let used = scene.taken.clone();
        Gathering {
            scene,
            drafts: Vec::new(),
            entities: Vec::new(),
            keys: HashMap::new(),
            offices: Vec::new(),
            guesses: HashMap::new(),
            held: Vec::new(),
            used,
        }
    }

    /// Whether none of the words belongs to a mention yet.
    fn free(&self, words: &Range<usize>) -> bool {
        words.start < words.end && words.clone().all(|w| !self.used[w])
    }

    pub(crate) fn add(&mut self, words: Range<usize>, kind: MentionKind, form: Form, entity: Option<usize>) {
        if self.free(&words) {
            self.used[words.clone()].fill(true);
            self.drafts.push(Draft { words, kind, form, entity });
        }
    }

    /// Adds mentions that may lie over others: each takes the place of those inside it that `yields` lets go, and is left
    /// out where it meets one that stays. Afterwards all are in the order of the text.
    pub(crate) fn add_over(&mut self, new: Vec<Draft>, yields: impl Fn(&Draft, &Draft) -> bool) {
        let mut by_word: Vec<u32> = vec![u32::MAX; self.scene.words.len()];
        for (n, d) in self.drafts.iter().enumerate() {
            by_word[d.words.clone()].fill(n as u32);
        }
        let mut dropped = vec![false; self.drafts.len()];
        for draft in new {
            let mut under: Vec<usize> = draft.words.clone().map(|w| by_word[w]).filter(|n| *n != u32::MAX).map(|n| n as usize).collect();
            under.dedup();
            under.retain(|&n| !dropped[n]);
            if under.iter().all(|&n| yields(&draft, &self.drafts[n])) {
                under.iter().for_each(|&n| dropped[n] = true);
                self.used[draft.words.clone()].fill(true);
                by_word[draft.words.clone()].fill(self.drafts.len() as u32);
                dropped.push(false);
                self.drafts.push(draft);
            }
        }
        let mut n = 0;
        self.drafts.retain(|_| {
            n += 1;
            !dropped[n - 1]
        });
        self.drafts.sort_by_key(|d| d.words.start);
    }

    /// The entity with this key, made where there is none.
    pub(crate) fn entity(&mut self, kind: EntityKind, key: String, name: &str, parties: &[Party]) -> usize {
        let next = self.entities.len();
        let id = *self.keys.entry((kind, key)).or_insert(next);
        if id == next {
            self.entities.push(Entity { kind, name: name.to_owned(), parties: Vec::new(), offices: Vec::new() });
        }
        let entity = &mut self.entities[id];
        for party in parties {
            if !entity.parties.contains(party) {
                entity.parties.push(party.clone());
            }
        }
        id
    }

    pub(crate) fn party_entity(&mut self, parties: &[Party], name: &str) -> Option<usize> {
        let [one] = parties else { return None };
        Some(self.entity(EntityKind::Party, one.as_str().to_owned(), name, parties))
    }

    /// Names that a head marks, acronyms and the gazetteer's names.
    pub(crate) fn gather(&mut self, phrases: &[Phrase]) {
        self.quotations();
        self.persons(phrases);
        self.phrases(phrases);
        self.acronyms();
        self.small_bodies();
        self.known();
    }

    /// Titles in quotation marks: "“Mekong Industrial Development Vision 2.0”".
    fn quotations(&mut self) {
        let scene = self.scene;
        let w = scene.words;
        for block in 0..w.blocks() {
            let range = w.block(block);
            let mut i = range.start;
            while i < range.end {
                let open = matches!(w.written(i), "“" | "\"" | "„" | "«" | "‘");
                let close = if open {
                    (i + 1..range.end.min(i + 26))
                        .find(|&c| matches!(w.written(c), "”" | "\"" | "“" | "»" | "’") && (w.written(i) != "‘" || w.written(c) == "’"))
                } else {
                    None
                };
                let Some(close) = close.filter(|c| *c > i + 1) else {
                    i += 1;
                    continue;
                };
                self.quotation(i, close, range.end);
                i = close + 1;
            }
        }
    }

    fn quotation(&mut self, open: usize, close: usize, end: usize) {
        let scene = self.scene;
        let w = scene.words;
        let inner = open + 1..if w.is_any(close - 1, &[",", "."]) { close - 1 } else { close };
        let letters = inner.clone().filter(|&i| matches!(w.shape(i), Shape::Lower | Shape::Capital | Shape::Upper));
        let (mut heavy, mut capital, mut count) = (0, 0, 0);
        for i in letters {
            count += 1;
            if w.written(i).len() > 3 {
                heavy += 1;
                capital += usize::from(w.is_name_like(i));
            }
        }
        // "Central Asia plus Japan" Dialogue: the head stands outside.
        if let Some((head, class)) = scene.heads.find(w, close + 1, end).filter(|(h, _)| w.is_name_like(h.start)) {
            if matches!(class, Class::Mechanism | Class::Instrument) {
                let name = plain(w.text_of(open..head.end));
                self.add_named(open..head.end, class, name, Form::Name);
                return;
            }
        }
        if heavy == 0 || capital * 10 < heavy * 8 || inner.len() > 22 || !w.is_name_like(inner.start) {
            if count <= 4 && count > 0 && w.shape(inner.start) == Shape::Lower && capital == 0 {
                self.add(inner, MentionKind::Quoted, Form::Name, None);
            }
            return;
        }
        let class = inner.clone().rev().find_map(|i| scene.heads.find(w, i, inner.end)).map(|(_, c)| c);
        let name = plain(w.text_of(inner.clone()));
        match class {
            Some(c @ (Class::Instrument | Class::Mechanism)) => self.add_named(inner, c, name, Form::Name),
            _ => {
                let noun = (close + 1..end.min(close + 4)).chain(open.saturating_sub(3)..open);
                let class = noun
                    .filter_map(|i| scene.heads.find(w, i, end))
                    .map(|(_, c)| c)
                    .find(|c| matches!(c, Class::Instrument | Class::Mechanism));
                match class {
                    Some(c) => self.add_named(inner, c, name, Form::Name),
                    None => self.add(inner, MentionKind::Quoted, Form::Name, None),
                }
            }
        }
    }

    /// A series or a text with the parties that its name lists.
    fn add_named(&mut self, words: Range<usize>, class: Class, name: String, form: Form) {
        let parties = self.parties_in(&words);
        let (kind, mention) = if class == Class::Mechanism {
            (EntityKind::Mechanism, MentionKind::Mechanism)
        } else {
            (EntityKind::Instrument, MentionKind::Instrument)
        };
        let id = self.entity(kind, fold(&name), &name, &parties);
        self.add(words, mention, form, Some(id));
    }

    /// The parties that the words of a name list: "Mekong-Japan", "ASEAN-EU".
    fn parties_in(&self, words: &Range<usize>) -> Vec<Party> {
        let scene = self.scene;
        let mut parties = Vec::new();
        let mut i = words.start;
        while i < words.end {
            let mut next = i + 1;
            let mut found = Vec::new();
            if let Some((end, entries)) = scene.hit(i).filter(|(end, _)| *end <= words.end) {
                for e in entries {
                    found = match e {
                        Entry::State(s) | Entry::Adjective(s) => vec![Party::new(scene.gazetteer.states[usize::from(*s)].code)],
                        Entry::Organisation(o) => scene.organisation(*o),
                        _ => continue,
                    };
                    break;
                }
                next = if found.is_empty() { next } else { end };
            }
            if found.is_empty() && scene.words.is_name_like(i) {
                // "Mekong", "Central Asia" in the name of a series stand for their countries.
                for n in [2, 1] {
                    let set = format!("{} countries", scene.words.phrase(i..(i + n).min(words.end)));
                    let set2 = format!("{}n countries", scene.words.phrase(i..(i + n).min(words.end)));
                    found = scene
                        .gazetteer
                        .meanings(&set)
                        .chain(scene.gazetteer.meanings(&set2))
                        .find_map(|e| match e {
                            Entry::Organisation(o) => Some(scene.organisation(o)),
                            _ => None,
                        })
                        .unwrap_or_default();
                    if !found.is_empty() {
                        next = i + n;
                        break;
                    }
                }
            }
            for party in found {
                if !parties.contains(&party) {
                    parties.push(party);
                }
            }
            i = next;
        }
        parties
    }

    fn persons(&mut self, phrases: &[Phrase]) {
        let found = self.find_persons(phrases);
        let people = self.people(&found);
        for (person, id) in found.into_iter().zip(people) {
            let short = self.entities[id].name.split_whitespace().count()
                > plain(self.scene.words.text_of(person.words.clone())).split_whitespace().count();
            if let Some(mut office) = person.office {
                office.party = office.party.or_else(|| person.party.clone());
                self.add(office.words.clone(), MentionKind::Post(office.party.clone()), Form::Name, None);
                if self.held.len() <= id {
                    self.held.resize(id + 1, Vec::new());
                }
                self.held[id].push(self.offices.len());
                self.offices.push((id, office));
            }
            if let Some(guess) = person.guess {
                self.guesses.entry(id).or_insert(guess);
            }
            if let Some(party) = person.party.filter(|p| !self.entities[id].parties.contains(p)) {
                self.entities[id].parties.push(party);
            }
            self.add(person.words, MentionKind::Person, if short { Form::Short } else { Form::Name }, Some(id));
        }
        for phrase in phrases.iter().filter(|p| p.class == Class::Post) {
            if let Some(office) = self.scene.office_at(phrase.words.start, Some(phrase)) {
                let party = office.party.clone().or_else(|| self.scene.label(phrase.words.start).map(Party::new));
                self.add(office.words, MentionKind::Post(party), Form::Name, None);
            }
        }
        self.surnames();
    }

    /// Persons at every place that names one by office, honorific, list or speech label.
    fn find_persons(&self, phrases: &[Phrase]) -> Vec<PersonFound> {
        let scene = self.scene;
        let w = scene.words;
        let by_start: HashMap<usize, &Phrase> = phrases.iter().map(|p| (p.words.start, p)).collect();
        let mut found: Vec<PersonFound> = Vec::new();
        let mut i = 0;
        while i < w.len() {
            if self.used[i] || w.shape(i) == Shape::Mark || w.shape(i) == Shape::Digits {
                i += 1;
                continue;
            }
            let phrase = by_start.get(&i).copied();
            let person = scene.person_at(i, phrase).or_else(|| self.listed(i)).or_else(|| self.counterpart(i, &found, phrases));
            match person {
                Some(mut person) => {
                    person.party = scene.party_behind(person.words.end);
                    person.guess = self.likely(&person, &found);
                    let office_end = person.office.as_ref().map_or(0, |o| o.end);
                    i = person.words.end.max(office_end).max(i + 1);
                    found.push(person);
                }
                // The office of a name before it: "Wang Huiying, Assistant Inspector".
                None => i = phrase.filter(|p| p.class != Class::Post).map_or(i + 1, |p| p.words.end),
            }
        }
        found.extend(self.speakers(&found));
        found.sort_by_key(|p| p.words.start);
        found
    }

    /// The party of one whom an official of the document's own state meets: "Minister Hasumi plans to meet Prime Minister Amani".
    fn likely(&self, person: &PersonFound, found: &[PersonFound]) -> Option<Party> {
        const MEETS: &[&str] = &[
            "meet", "met", "meets", "meeting", "called", "calls", "call", "received", "hosted", "welcomed", "promised", "told", "assured",
        ];
        let w = self.scene.words;
        let office = person
            .office
            .as_ref()
            .filter(|o| o.party.is_none() && o.words.end <= person.words.start || o.words.start > person.words.end && o.party.is_none())?;
        let first = person.words.start.min(office.start);
        let respect = (first.saturating_sub(6)..=first).find(|&s| self.scene.after_honorifics(s) == Some(first)).unwrap_or(first);
        if let Some(code) = self.scene.led_state(respect) {
            return Some(Party::new(code));
        }
        let sentence = w.sentence_start(first, 60);
        let other = found.last().filter(|p| p.words.start >= sentence);
        let own = other.map_or_else(|| (sentence..first).find(|&i| w.is(i, "i") && w.is_name_like(i)), |p| Some(p.words.end))?;
        let home = other.is_none_or(|p| p.office.as_ref().and_then(|o| o.party.as_ref()).is_none_or(|p| p.state() == self.scene.home));
        let meets = (own..first).any(|i| w.is_any(i, MEETS));
        (home && meets).then(|| self.scene.other_state(first)).flatten().map(Party::new)
    }

    /// A name at the start of an item, a cell or after a mark, with its office behind: "TOGAWA Jun, Vice-Minister", and
    /// the same over two cells of a row.
    fn listed(&self, i: usize) -> Option<PersonFound> {
        let scene = self.scene;
        let w = scene.words;
        if !w.is_name_like(i)
            || w.is_joined(i) && !w.is_any(i - 1, &["(", "\"", "“"])
            || i > 0 && w.is_name_like(i - 1) && !w.starts_line(i)
        {
            return None;
        }
        let name = scene.name_at(i).filter(|n| n.len() >= 2)?;
        if scene.hit(i).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::State(_) | Entry::Organisation(_) | Entry::Adjective(_))))
        {
            return None;
        }
        if let Some(office) = scene.office_behind(name.end) {
            return Some(PersonFound { words: name, office: Some(office), party: None, guess: None });
        }
        let block = w.block(w.block_of(i));
        let opens = i == block.start || w.starts_line(i);
        if !opens {
            return None;
        }
        // "MIZUSHIMA Haruka   Minister of the Environment"
        if let Some(p) = scene.grammar().phrase_at(name.end).filter(|p| p.class == Class::Post) {
            let office = scene.office_at(p.words.start, Some(&p))?;
            return Some(PersonFound { words: name, office: Some(office), party: None, guess: None });
        }
        let next = self.next_cell(w.block_of(i)).filter(|_| name.end == block.end)?;
        let cell = w.block(next);
        let office = match scene.grammar().phrase_at(cell.start) {
            Some(p) if p.class == Class::Post => scene.office_at(cell.start, Some(&p)),
            _ => scene.office_at(cell.start, None),
        }?;
        Some(PersonFound { words: name, office: Some(office), party: None, guess: None })
    }

    /// The block of the next cell in the same row.
    fn next_cell(&self, block: usize) -> Option<usize> {
        let blocks = &self.scene.document.blocks;
        match (blocks.get(block)?.role, blocks.get(block + 1)?.role) {
            (model::Role::TableCell { table, row, .. }, model::Role::TableCell { table: t, row: r, .. }) if (table, row) == (t, r) => {
                Some(block + 1)
            }
            (model::Role::Term, model::Role::Definition) => Some(block + 1),
            _ => None,
        }
    }

    /// "his Chinese counterpart, Qiao Wenbin": holds the same office for another party.
    fn counterpart(&self, i: usize, found: &[PersonFound], phrases: &[Phrase]) -> Option<PersonFound> {
        let scene = self.scene;
        let w = scene.words;
        if !w.is(i, "counterpart") {
            return None;
        }
        // The office is the one named last: "The Korean President and his Uzbek counterpart".
        let sentence = w.sentence_start(i, 60);
        let upto = phrases.partition_point(|p| p.words.end <= i);
        let standing = phrases[..upto].iter().rev().take_while(|p| p.words.start >= sentence).find(|p| p.class == Class::Post);
        let standing = standing.and_then(|p| scene.office_at(p.words.start, Some(p)));
        let held = standing.or_else(|| found.last()?.office.clone())?;
        let comma = if w.is(i + 1, ",") { i + 2 } else { i + 1 };
        let start = scene.after_honorifics(comma).unwrap_or(comma);
        let own = scene.grammar().phrase_at(start).filter(|p| p.class == Class::Post).and_then(|p| scene.office_at(start, Some(&p)));
        let name = scene.name_at(own.as_ref().map_or(start, |o| o.end))?;
        let party = scene.owner_ending(i);
        let office = own.map(|o| OfficeFound { party: o.party.clone().or(party.clone()), ..o }).or(Some(OfficeFound {
            words: i..i + 1,
            title: held.title.clone(),
            party,
            end: i + 1,
            start: i,
            former: false,
        }));
        Some(PersonFound { words: name, office, party: None, guess: None })
    }

    /// "Wen Ruilin: Good afternoon": names before a colon at the start of several blocks, media left out.
    fn speakers(&self, found: &[PersonFound]) -> Vec<PersonFound> {
        const MEDIA: &[&str] = &[
            "news", "tv", "daily", "times", "post", "press", "agency", "journal", "herald", "q", "question", "answer", "business", "radio",
            "review", "media",
        ];
        let scene = self.scene;
        let w = scene.words;
        let mut labels: Vec<(String, Range<usize>)> = Vec::new();
        for block in 0..w.blocks() {
            let range = w.block(block);
            let Some(name) =
                scene.name_at(range.start).filter(|n| n.len() >= 2 && w.is(n.end, ":") && !n.clone().any(|i| w.is_any(i, MEDIA)))
            else {
                continue;
            };
            labels.push((w.phrase(name.clone()).to_owned(), name));
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        labels.iter().for_each(|(key, _)| *times.entry(key.as_str()).or_default() += 1);
        let often = |key: &str| times.get(key).is_some_and(|n| *n > 1);
        let known = |range: &Range<usize>| {
            let next = found.partition_point(|p| p.words.end <= range.start);
            found.get(next).is_some_and(|p| p.words.start < range.end)
        };
        labels
            .iter()
            .filter(|(key, range)| often(key) && !known(range))
            .map(|(_, range)| PersonFound { words: range.clone(), office: None, party: None, guess: None })
            .collect()
    }

    /// The entity of each person found. Full names come first, so that "Kajiyama" in a headline is the Kajiyama of the text.
    fn people(&mut self, found: &[PersonFound]) -> Vec<usize> {
        let words = self.scene.words;
        let tokens =
            |r: &Range<usize>| r.clone().filter(|&i| words.shape(i) != Shape::Mark).map(|i| words.folded(i).to_owned()).collect::<Vec<_>>();
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(tokens(&found[i].words).len().min(2)), i));
        let mut people: Vec<(usize, Vec<String>)> = Vec::new();
        let mut by_token: HashMap<String, Vec<usize>> = HashMap::new();
        let mut ids = vec![0; found.len()];
        for i in order {
            let name = tokens(&found[i].words);
            let is_same = |known: &[String]| {
                name.iter().all(|t| known.contains(t)) || name.len() > 1 && known.len() > 1 && known.iter().all(|t| name.contains(t))
            };
            let near = name.iter().filter_map(|t| by_token.get(t)).flat_map(|l| l.iter().take(20));
            let same = near.map(|&n| &people[n]).find(|(_, known)| is_same(known));
            ids[i] = match same {
                Some((id, _)) => *id,
                None => {
                    let written = plain(words.text_of(found[i].words.clone()));
                    let id = self.entity(EntityKind::Person, name.join(" "), &written, &[]);
                    name.iter().for_each(|t| by_token.entry(t.clone()).or_default().push(people.len()));
                    people.push((id, name));
                    id
                }
            };
        }
        ids
    }

    /// Lone name words of persons: "Iwaya", "Wang".
    fn surnames(&mut self) {
        let scene = self.scene;
        let w = scene.words;
        let mut tokens: HashMap<String, usize> = HashMap::new();
        for (id, entity) in self.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            for token in fold(&entity.name).split(' ').filter(|t| t.chars().count() > 1 && t.chars().all(char::is_alphabetic)) {
                tokens.entry(token.to_owned()).or_insert(id);
            }
        }
        let mut i = 0;
        while i < w.len() {
            let id = tokens.get(w.folded(i)).copied().filter(|_| w.is_name_like(i) && !self.used[i] && w.shape(i) != Shape::Mark);
            let Some(id) = id else {
                i += 1;
                continue;
            };
            let mut end = i + 1;
            while end < w.len()
                && !self.used[end]
                && (tokens.get(w.folded(end)) == Some(&id) || w.is(end, "-") && tokens.get(w.folded(end + 1)) == Some(&id))
                && !w.starts_line(end)
            {
                end += 1;
            }
            // A surname that is also a place goes to the person only where no place's word stands before it.
            let place = scene.hit(i).is_some() && i > 0 && w.is_any(i - 1, &["in", "at", "from", "to", "near"]);
            let goes_on = w.is_name_like(end) && !w.starts_line(end) && end == i + 1 && scene.heads.find(w, end, w.block_end(i)).is_some();
            if !place && !goes_on && !crate::words::is_common(w.folded(i)) {
                self.add(i..end, MentionKind::Person, Form::Short, Some(id));
            }
            i = end;
        }
    }

    fn phrases(&mut self, phrases: &[Phrase]) {
        for phrase in phrases {
            match phrase.class {
                Class::Post | Class::Unit => {}
                Class::Mechanism | Class::Instrument => {
                    let range = self.without_lead(phrase);
                    let name = plain(self.scene.words.text_of(range.clone()));
                    self.add_named(range, phrase.class, name, Form::Name);
                }
                Class::Place => {
                    let name = plain(self.scene.words.text_of(phrase.words.clone()));
                    let id = self.entity(EntityKind::Place, fold(&name), &name, &[]);
                    self.add(phrase.words.clone(), MentionKind::Place, Form::Name, Some(id));
                }
                Class::Body if self.is_government(phrase) => {
                    let (owner, end) = self.scene.owner_after(phrase.words.end, false);
                    let parties: Vec<Party> = owner.or_else(|| self.scene.owner_at(phrase.words.start).map(|o| o.0)).into_iter().collect();
                    if !parties.is_empty() {
                        let id = self.party_entity(&parties, parties[0].as_str());
                        self.add(phrase.words.start..end, MentionKind::Party(parties), Form::Description, id);
                    }
                }
                Class::Body | Class::Institution | Class::Company => {
                    let (party, range, _) = self.scene.named_party(phrase);
                    let name = plain(self.scene.words.text_of(range.clone()));
                    let id = self.party_entity(std::slice::from_ref(&party), &name);
                    self.add(range, MentionKind::Party(vec![party]), Form::Name, id);
                }
            }
        }
    }

    /// "Government of Japan", "Japanese Government": the state itself.
    fn is_government(&self, phrase: &Phrase) -> bool {
        self.scene.words.phrase(phrase.head.clone()) == "government"
    }

    /// A series keeps the states in its name, but no owner's possessive: "India's Act East Policy".
    fn without_lead(&self, phrase: &Phrase) -> Range<usize> {
        let w = self.scene.words;
        let i = phrase.words.start;
        match self.scene.hit(i) {
            Some((end, _)) if w.is(end, "'") && w.is(end + 1, "s") && end + 2 <= phrase.head.start => end + 2..phrase.words.end,
            _ => phrase.words.clone(),
        }
    }

    /// Acronyms that the document defines, with a number of their own or without: "METI", "TEMM26".
    fn acronyms(&mut self) {
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
    fn small_bodies(&mut self) {
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

    /// What the gazetteer knows: states, adjectives, capitals, organisations, subdivisions, cities.
    fn known(&mut self) {
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
                if self.is_given_name(i, end) {
                    return end;
                }
                let id = self.party_entity(&[Party::new(code)], name);
                self.add(i..end, MentionKind::Party(vec![Party::new(code)]), Form::Name, id);
                end
            }
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

    /// The mentions in order with their spans, and the offices with their mentions.
    pub(crate) fn finish(mut self) -> (Vec<Mention>, Vec<Entity>) {
        self.drafts.sort_by_key(|d| d.words.start);
        let mut at_word: HashMap<usize, usize> = HashMap::new();
        let mentions: Vec<Mention> = self
            .drafts
            .iter()
            .enumerate()
            .map(|(n, d)| {
                at_word.insert(d.words.start, n);
                Mention { span: self.scene.words.span(d.words.clone()), kind: d.kind.clone(), form: d.form, entity: d.entity }
            })
            .collect();
        for n in 0..self.offices.len() {
            let (id, office) = (self.offices[n].0, self.offices[n].1.clone());
            let Some(&mention) = at_word.get(&office.words.start) else { continue };
            let party = office.party.clone().or_else(|| self.stated(id, Some(&office.title))).or_else(|| self.office_party(id));
            let held = &mut self.entities[id].offices;
            if !held.iter().any(|o| o.title.eq_ignore_ascii_case(&office.title) && o.party == party) && held.len() < 50 {
                held.push(Office { title: office.title, party, mention, former: office.former });
            }
        }
        for entity in &mut self.entities {
            keep_fullest(&mut entity.offices);
            for party in entity.offices.iter().filter_map(|o| o.party.clone()).collect::<Vec<_>>() {
                if !entity.parties.contains(&party) {
                    entity.parties.push(party);
                }
            }
        }
        (mentions, self.entities)
    }
}

/// Each word with a capital, as a name has it.
fn capitals(text: &str) -> String {
    let word = |w: &str| w.chars().next().map_or(String::new(), |c| c.to_uppercase().chain(w.chars().skip(1)).collect::<String>());
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Leaves out the short forms of an office: "Minister" beside "Minister of Economy, Trade and Industry".
fn keep_fullest(offices: &mut Vec<Office>) {
    let words =
        |t: &str| t.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let titles: Vec<Vec<String>> = offices.iter().map(|o| words(&o.title)).collect();
    let says_more = |long: &[String], short: &[String]| long.len() > short.len() && short.iter().all(|w| long.contains(w));
    let vague = |t: &[String]| {
        matches!(t.last().map(String::as_str), Some("diplomat" | "leader" | "official" | "chief" | "head" | "representative"))
    };
    let formers: Vec<bool> = offices.iter().map(|o| o.former).collect();
    let mut n = 0;
    offices.retain(|_| {
        n += 1;
        let (i, title) = (n - 1, &titles[n - 1]);
        let fuller = titles.iter().enumerate().any(|(j, t)| j != i && formers[j] == formers[i] && says_more(t, title));
        !(fuller || vague(title) && titles.len() > 1 && titles.iter().any(|t| !vague(t)))
    });
}

/// What pointing back asks of the names found so far.
impl Gathering<'_, '_> {
    /// The party of a person's office.
    pub(crate) fn office_party(&self, entity: usize) -> Option<Party> {
        let own = self.entities[entity].parties.first().cloned();
        own.or_else(|| self.stated(entity, None)).or_else(|| {
            let first = self.offices.get(*self.held(entity).first()?)?;
            let label = self.scene.label(first.1.start).map(Party::new);
            label.or_else(|| self.guesses.get(&entity).cloned()).or_else(|| self.scene.state_around(first.1.start).map(Party::new))
        })
    }

    /// The offices found for a person, as indices.
    fn held(&self, entity: usize) -> &[usize] {
        self.held.get(entity).map_or(&[], Vec::as_slice)
    }

    /// A party that words fix for an office of this person, for one with this title first.
    fn stated(&self, entity: usize, title: Option<&str>) -> Option<Party> {
        let offices = || self.held(entity).iter().map(|&n| &self.offices[n].1).filter(|o| o.party.is_some());
        let same = title.and_then(|t| offices().find(|o| o.title.eq_ignore_ascii_case(t)));
        same.or_else(|| offices().next()).and_then(|o| o.party.clone())
    }

    /// Whether the person holds an office of this name.
    pub(crate) fn holds(&self, entity: usize, noun: &str) -> bool {
        let named = |o: &OfficeFound| o.title.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == noun);
        self.held(entity).iter().take(8).any(|&n| named(&self.offices[n].1))
    }

    /// For each entity whether the text calls the person Ms (true) or Mr (false).
    pub(crate) fn genders(&self) -> Vec<Option<bool>> {
        let w = self.scene.words;
        let mut genders = vec![None; self.entities.len()];
        for d in self.drafts.iter().filter(|d| matches!(d.kind, MentionKind::Person)) {
            let Some(entity) = d.entity.filter(|&e| genders[e].is_none()) else { continue };
            let before = (1..=6).map_while(|n| d.words.start.checked_sub(n)).take_while(|&b| w.is_name_like(b) || w.is(b, "."));
            genders[entity] = before.into_iter().find_map(|b| match w.folded(b) {
                "mr" | "shri" | "sir" | "monsieur" | "herr" | "king" | "prince" => Some(false),
                "ms" | "mrs" | "smt" | "madam" | "madame" | "dame" | "queen" | "princess" | "miss" => Some(true),
                _ => None,
            });
        }
        genders
    }

    /// The last set of states named before word `i`, by a set's name or a list in brackets.
    pub(crate) fn last_set(&self, i: usize) -> Option<Vec<Party>> {
        self.drafts[..self.drafts.partition_point(|d| d.words.start < i)].iter().rev().take(400).find_map(|d| match &d.kind {
            MentionKind::Party(parties) if parties.len() > 2 => Some(parties.clone()),
            _ => None,
        })
    }

    /// Whether an organisation acts as one side of a meeting, as ASEAN and the EU do.
    pub(crate) fn acts_as_side(&self, party: &Party) -> bool {
        matches!(
            party.as_str(),
            "European Union"
                | "ASEAN"
                | "African Union"
                | "Mercosur"
                | "Gulf Cooperation Council"
                | "Pacific Islands Forum"
                | "Caribbean Community"
                | "Eurasian Economic Union"
        )
    }
}
