//! Every name of a document as a mention, and what each mention stands for.
//!
//! Longer and surer names are found first and keep their words: dates and quantities, persons with their offices, names
//! with a head word, acronyms that the document defines, then what the gazetteer knows. What points back comes last.

mod known;
mod people;
mod titles;

use crate::annotated::{Entity, EntityKind, Form, Mention, MentionKind, Office};
use crate::office::OfficeFound;
use crate::phrase::{Class, Phrase};
use crate::scene::{Scene, fold, plain};
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
        self.union_commission(phrases);
        self.own_body(phrases);
        self.known();
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

    /// The mentions in order with their spans, and the offices with their mentions.
    pub(crate) fn finish(mut self) -> (Vec<Mention>, Vec<Entity>) {
        self.drafts.sort_by_key(|d| d.words.start);
        let mut at_word: HashMap<usize, usize> = HashMap::new();
        let mut mentions: Vec<Mention> = self
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
            if let MentionKind::Post(stated @ None) = &mut mentions[mention].kind {
                *stated = party.clone();
            }
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
