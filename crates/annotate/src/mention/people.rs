//! Persons at every place that names one, and which of them are the same.

use super::Gathering;
use crate::annotated::{EntityKind, Form, MentionKind};
use crate::gazetteer::Entry;
use crate::office::OfficeFound;
use crate::person::PersonFound;
use crate::phrase::{Class, Phrase};
use crate::scene::{fold, plain};
use crate::words::Shape;
use model::Party;
use std::collections::HashMap;
use std::ops::Range;

impl Gathering<'_, '_> {
    pub(super) fn persons(&mut self, phrases: &[Phrase]) {
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
                // The office of a name before it: "Mary Poe, Assistant Inspector".
                None => i = phrase.filter(|p| p.class != Class::Post).map_or(i + 1, |p| p.words.end),
            }
        }
        found.extend(self.speakers(&found));
        found.sort_by_key(|p| p.words.start);
        found.extend(self.shared(&found));
        found.sort_by_key(|p| p.words.start);
        self.in_order(&mut found);
        found
    }

    /// Two names behind the plural of their office: "their prime ministers, A and B".
    fn shared(&self, found: &[PersonFound]) -> Vec<PersonFound> {
        const PLURAL: &[&str] = &[
            "ministers",
            "presidents",
            "premiers",
            "chancellors",
            "secretaries",
            "governors",
            "mayors",
            "ambassadors",
            "commissioners",
            "leaders",
        ];
        let scene = self.scene;
        let w = scene.words;
        let mut out = Vec::new();
        for at in (0..w.len()).filter(|i| w.is_any(*i, PLURAL)) {
            let first = if w.is(at + 1, ",") { at + 2 } else { at + 1 };
            let Some(one) = scene.name_at(first).filter(|n| n.len() >= 2 && w.is(n.end, "and")) else { continue };
            let Some(other) = scene.name_at(one.end + 1).filter(|n| n.len() >= 2) else { continue };
            let next = found.partition_point(|p| p.words.end <= one.start);
            if found.get(next).is_some_and(|p| p.words.start < other.end) {
                continue;
            }
            let kind = |i: usize| {
                w.is_any(
                    i,
                    &[
                        "prime",
                        "foreign",
                        "trade",
                        "defence",
                        "defense",
                        "finance",
                        "energy",
                        "interior",
                        "agriculture",
                        "deputy",
                        "economy",
                        "transport",
                    ],
                )
            };
            let start = (at.saturating_sub(2)..at).rev().take_while(|i| kind(*i)).last().unwrap_or(at);
            let plural = plain(w.text_of(start..at + 1));
            let title = plural.strip_suffix("ies").map_or_else(|| plural.trim_end_matches('s').to_owned(), |t| format!("{t}y"));
            for words in [one, other] {
                let office = OfficeFound { words: start..at + 1, title: title.clone(), party: None, end: at + 1, start, former: false };
                out.push(PersonFound { words, office: Some(office), party: None, guess: None });
            }
        }
        out
    }

    /// Two officers in a row of two states named before them are theirs in turn: "Greece and Egypt …, when Prime Minister A and
    /// President B".
    fn in_order(&self, found: &mut [PersonFound]) {
        let w = self.scene.words;
        for n in 1..found.len() {
            let (one, other) = (&found[n - 1], &found[n]);
            let bare = |p: &PersonFound| p.party.is_none() && p.office.as_ref().is_some_and(|o| o.party.is_none());
            let own = other.office.as_ref().map(|o| o.words.start).filter(|o| *o >= one.words.end);
            let first = own.unwrap_or(other.words.start).min(other.words.start);
            let joined = first == one.words.end + 1 && w.is(one.words.end, "and");
            if !joined || !bare(one) || !bare(other) {
                continue;
            }
            let start = one.office.as_ref().map_or(one.words.start, |o| o.words.start.min(one.words.start));
            let mut states: Vec<&'static str> = Vec::new();
            for i in w.sentence_start(start, 60)..start {
                if let Some((code, _)) = self.scene.state_at(i)
                    && !states.contains(&code)
                {
                    states.push(code);
                }
            }
            if let [first, second] = states.as_slice() {
                found[n - 1].guess = Some(Party::new(*first));
                found[n].guess = Some(Party::new(*second));
            }
        }
    }

    /// The party of one whom an official of the document's own state meets: "Minister Hasumi plans to meet Prime Minister Amani".
    fn likely(&self, person: &PersonFound, found: &[PersonFound]) -> Option<Party> {
        const MEETS: &[&str] = &[
            "meet", "met", "meets", "meeting", "called", "calls", "call", "received", "hosted", "welcomed", "promised", "told", "assured",
        ];
        const NO_TOWN: &[&str] = &[
            "the", "a", "an", "former", "deputy", "vice", "acting", "new", "its", "his", "her", "their", "our", "state", "city", "then",
            "lord",
        ];
        let w = self.scene.words;
        let office = person
            .office
            .as_ref()
            .filter(|o| o.party.is_none() && o.words.end <= person.words.start || o.words.start > person.words.end && o.party.is_none())?;
        let first = person.words.start.min(office.start);
        let respect = (first.saturating_sub(6)..=first).find(|&s| self.scene.after_honorifics(s) == Some(first)).unwrap_or(first);
        let local = office.title.to_lowercase().split(' ').next_back().is_some_and(|w| crate::scene::LOCAL.contains(&w));
        if let Some(party) = self.scene.led_party(respect, local) {
            return Some(party);
        }
        // "Knysna mayor Thandeka Mbewu": a town that no list has.
        let town =
            office.start.checked_sub(1).filter(|t| local && w.is_name_like(*t) && !w.is_any(*t, NO_TOWN) && self.free(&(*t..*t + 1)));
        if let (Some(town), Some(home)) = (town.filter(|t| self.scene.hit(*t).is_none()), self.scene.home) {
            return Some(Party::body(home, w.text_of(town..town + 1)));
        }
        let sentence = w.sentence_start(first, 60);
        if let Some(abroad) = self.scene.opening_scene(sentence).filter(|s| Some(*s) != self.scene.home) {
            return Some(Party::new(abroad));
        }
        let other = found.last().filter(|p| p.words.start >= sentence);
        let own = other.map_or_else(|| (sentence..first).find(|&i| w.is(i, "i") && w.is_name_like(i)), |p| Some(p.words.end));
        let home = other.is_none_or(|p| p.office.as_ref().and_then(|o| o.party.as_ref()).is_none_or(|p| p.state() == self.scene.home));
        // Who is received by an official is the guest of that official's own state.
        let received = first > 0 && w.is(first - 1, "by");
        let meets = !received && own.is_some_and(|own| (own..first).any(|i| w.is_any(i, MEETS)));
        let home = home && own.is_some() && other.is_none_or(|p| p.guess.is_none());
        let not_home = self.scene.home.is_some_and(|h| !self.scene.has_office(h, &office.title));
        (home && meets || not_home).then(|| self.scene.other_state(first, &office.title)).flatten().map(Party::new)
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
        // "her Chilean colleague, X", "his Indian opposite number, X": where a name follows, the office is the same.
        let colleague = w.is(i, "colleague") && w.is(i + 1, ",") && scene.owner_ending(i).is_some();
        let number = w.is(i, "number") && i > 0 && w.is(i - 1, "opposite");
        if !w.is(i, "counterpart") && !colleague && !number {
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
        let party = scene.owner_ending(if number { i - 1 } else { i });
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

    /// The entity of each person found. Full names come first, so that "Sato" in a headline is the Sato of the text.
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

    /// Lone name words of persons: "Sato", "Wang".
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
}
