//! What points back: "he", "the minister", "both sides", "the three countries", "the Indian side", "the ministry".
//!
//! Each becomes a mention of what it stands for: the persons, states, bodies, series and texts named before it, or the
//! parties that the whole document is about. Where nothing fits it stays without a mention.

use crate::annotated::{EntityKind, Form, MentionKind};
use crate::mention::{Draft, Gathering};
use crate::number::number_at;
use crate::words::{Shape, Words};
use model::Party;
use std::collections::BTreeMap;

/// How many mentions back a list of states is looked for.
const FARTHEST: usize = 400;

/// Nouns for parties in the plural, and for what kind of party they stand.
const SIDES: &[&str] = &[
    "sides",
    "countries",
    "parties",
    "governments",
    "nations",
    "states",
    "ministers",
    "leaders",
    "delegations",
    "teams",
    "armies",
    "neighbours",
    "neighbors",
    "partners",
    "militaries",
    "presidents",
    "premiers",
    "capitals",
    "economies",
    "members",
    "heads",
    "officials",
    "allies",
    "peoples",
    "signatories",
    "counterparts",
    "diplomats",
    "navies",
    "participants",
    "republics",
    "administrations",
    "negotiators",
    "representatives",
    "envoys",
];
const BODIES: &[&str] = &[
    "ministries",
    "agencies",
    "departments",
    "bodies",
    "institutions",
    "organisations",
    "organizations",
    "companies",
    "firms",
    "universities",
    "banks",
];
const PLACES: &[&str] = &["cities", "prefectures", "provinces", "regions", "mayors", "governors", "municipalities", "localities"];

/// Adds the mentions that point back.
pub(crate) fn point_back(gathering: &mut Gathering<'_, '_>) {
    let reader = Reader::new(gathering);
    let found: Vec<Draft> = reader.read();
    let inside = |new: &Draft, old: &Draft| new.words.start <= old.words.start && old.words.end <= new.words.end;
    gathering.add_over(found, |new, old| inside(new, old) && matches!(old.kind, MentionKind::Quantity(_) | MentionKind::Party(_)));
}

struct Reader<'r> {
    words: &'r Words<'r>,
    gathering: &'r Gathering<'r, 'r>,
    /// Drafts in the order of the text.
    order: Vec<&'r Draft>,
    genders: Vec<Option<bool>>,
    /// The names of entities in lower case.
    names: Vec<String>,
    /// The parties of the whole document, the weightiest first.
    salient: Vec<Party>,
}

impl<'r> Reader<'r> {
    fn new<'x: 'r>(gathering: &'r Gathering<'x, 'x>) -> Reader<'r> {
        let mut order: Vec<&Draft> = gathering.drafts.iter().collect();
        order.sort_by_key(|d| d.words.start);
        let words = gathering.scene.words;
        let salient = salient(gathering, &order);
        Reader {
            words,
            gathering,
            order,
            genders: gathering.genders(),
            names: gathering.entities.iter().map(|e| crate::scene::fold(&e.name)).collect(),
            salient,
        }
    }

    fn read(&self) -> Vec<Draft> {
        let mut found = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let draft = self.side(i).or_else(|| self.plural(i)).or_else(|| self.pronoun(i)).or_else(|| self.definite(i));
            match draft {
                Some(d) if d.words.end > i => {
                    i = d.words.end;
                    found.push(d);
                }
                _ => i += 1,
            }
        }
        found
    }

    /// How many mentions stand before word `i`.
    fn before(&self, i: usize) -> usize {
        self.order.partition_point(|d| d.words.start < i)
    }

    fn parties_of(&self, draft: &Draft) -> Vec<Party> {
        match (&draft.kind, draft.entity) {
            (MentionKind::Party(parties), _) => parties.clone(),
            (MentionKind::Person, Some(e)) => self.party_of_person(e).into_iter().collect(),
            (MentionKind::Post(Some(party)), _) => vec![party.clone()],
            _ => Vec::new(),
        }
    }

    fn party_of_person(&self, entity: usize) -> Option<Party> {
        self.gathering.office_party(entity)
    }

    /// "the Indian side", "the Chinese delegation", "the U.S. government", "Beijing's authorities": the state.
    fn side(&self, i: usize) -> Option<Draft> {
        let w = self.words;
        let (code, end) = self.gathering.scene.state_at(i)?;
        let at = if w.is(end, "'") && w.is(end + 1, "s") { end + 2 } else { end };
        let noun = w.is_any(at, &["side", "government", "authorities", "delegation", "team", "party"]) && w.shape(at) != Shape::Mark;
        let party = !w.is(at, "party") || w.is(at.wrapping_sub(1), "side");
        (noun && party && w.block_of(at) == w.block_of(i)).then(|| self.describe(i..at + 1, vec![Party::new(code)]))
    }

    fn describe(&self, words: std::ops::Range<usize>, parties: Vec<Party>) -> Draft {
        Draft { words, kind: MentionKind::Party(parties), form: Form::Description, entity: None }
    }

    /// "both sides", "the two countries", "the Ministers", "the three governments".
    fn plural(&self, i: usize) -> Option<Draft> {
        let w = self.words;
        let mut at = i;
        let both = w.is(at, "both");
        let the = w.is_any(at, &["the", "these", "our", "their"]);
        if both || the {
            at += 1;
            if both && w.is_any(at, &["the", "of"]) {
                at += if w.is(at + 1, "the") { 2 } else { 1 };
            }
        }
        let number = number_at(w, at).filter(|n| !n.digits && n.value >= 2.0 && n.value <= 30.0);
        let mut noun = number.map_or(at, |n| n.end);
        let counted = number.map(|n| n.value as usize).or(both.then_some(2));
        while w.is_any(
            noun,
            &[
                "foreign",
                "trade",
                "economic",
                "prime",
                "neighbouring",
                "neighboring",
                "asian",
                "participating",
                "member",
                "contracting",
                "national",
            ],
        ) && noun < at + 4
        {
            noun += 1;
        }
        let word = w.folded(noun);
        let bare = !the && !both && number.is_none();
        let class = if SIDES.contains(&word) {
            0
        } else if BODIES.contains(&word) {
            1
        } else if PLACES.contains(&word) {
            2
        } else {
            return None;
        };
        // "Ministers agreed": chairs' statements leave the article out.
        let opens = bare && word == "ministers" && w.starts_sentence(noun)
            || bare && matches!(word, "ministers" | "leaders") && w.is_name_like(noun) && noun > 0 && w.shape(noun - 1) != Shape::Capital;
        // "Committee of Ministers of Transport": whose committee it is stands behind.
        let inside = bare && noun >= 2 && w.is(noun - 1, "of") && w.is_name_like(noun - 2);
        if inside || bare && !opens || w.block_of(noun) != w.block_of(i) {
            return None;
        }
        // "the two countries' ministers", "the countries of the region": what follows says more.
        if w.is(noun + 1, "of") && class == 0 && !w.is_any(noun, &["sides", "ministers", "leaders"])
            || the
                && counted.is_none()
                && matches!(
                    word,
                    "countries"
                        | "states"
                        | "members"
                        | "officials"
                        | "heads"
                        | "participants"
                        | "partners"
                        | "economies"
                        | "representatives"
                        | "nations"
                        | "diplomats"
                        | "peoples"
                )
                && class == 0
        {
            return None;
        }
        let parties = match class {
            0 => self.states(i, counted),
            1 => self.bodies(i, counted, word),
            _ => self.local(i, counted),
        };
        let fits = parties.len() > 1 && counted.is_none_or(|n| n == parties.len() || n > 3);
        fits.then(|| self.describe(i..noun + 1, parties))
    }

    /// The states meant: those of the sentence and the paragraph if their number fits, else those of the document.
    fn states(&self, i: usize, counted: Option<usize>) -> Vec<Party> {
        let want = counted.unwrap_or(0);
        let block = self.words.block(self.words.block_of(i));
        let mut near: Vec<Party> = Vec::new();
        let mut sentence = self.words.sentence_start(i, 80);
        let upto = self.before(i);
        for d in self.order[..upto].iter().rev().take_while(|d| d.words.start >= block.start).take(40) {
            if d.words.start < sentence {
                if want > 0 && near.len() == want || want == 0 && near.len() >= 2 {
                    break;
                }
                sentence = self.words.sentence_start(d.words.start, 80);
            }
            let stands = matches!(d.kind, MentionKind::Party(_) | MentionKind::Person) && !self.is_place_of(d);
            for party in self.parties_of(d).into_iter().filter(|_| stands) {
                let root = Party::new(party.root());
                if !near.contains(&root) && self.is_actor(&root) {
                    near.push(root);
                }
            }
        }
        near.reverse();
        if want > 0 && near.len() == want {
            return near;
        }
        let set = self.gathering.last_set(i);
        if want > 3
            && let Some(set) = set.filter(|s| s.len() == want)
        {
            return set;
        }
        if want > 2
            && let Some(list) = self.last_list(i, want)
        {
            return list;
        }
        let count = if want > 0 { want } else { self.salient.len().clamp(0, 12) };
        let all: Vec<Party> = self.salient.iter().take(count).cloned().collect();
        if want == 0 && near.len() >= 2 && near.iter().all(|p| all.contains(p)) && all.len() > near.len() + 2 { near } else { all }
    }

    /// The last list of exactly so many states: "a club of Peru, Chile and Fiji … the three countries".
    fn last_list(&self, i: usize, want: usize) -> Option<Vec<Party>> {
        let mut run: Vec<(Party, usize)> = Vec::new();
        let mut found = None;
        let joined = |from: usize, to: usize| {
            from <= to && to - from <= 3 && (from..to).all(|k| self.words.is_any(k, &[",", "and", "the"])) && to > from
        };
        let upto = self.before(i);
        for d in &self.order[upto.saturating_sub(FARTHEST)..upto] {
            let one = match &d.kind {
                MentionKind::Party(list)
                    if d.form == Form::Name && list.len() == 1 && list[0].state().is_some() && list[0].body_name().is_none() =>
                {
                    list[0].clone()
                }
                _ => continue,
            };
            // An acronym in brackets is the same state again.
            if run.last().is_some_and(|(p, _)| *p == one) {
                run.last_mut().expect("it has a last").1 = d.words.end + usize::from(self.words.is(d.words.end, ")"));
                continue;
            }
            if !run.last().is_some_and(|(_, end)| joined(*end, d.words.start)) {
                run.clear();
            }
            run.push((one, d.words.end));
            let closed = !self.words.is_any(d.words.end, &[",", "and"]) || self.words.is(d.words.end, ",") && run.len() == want;
            if run.len() == want && closed {
                found = Some(run.iter().map(|(p, _)| p.clone()).collect());
            }
        }
        found
    }

    fn is_actor(&self, party: &Party) -> bool {
        party.state().is_some() || self.salient.contains(party)
    }

    /// "in Japan": a state as a place is no side.
    fn is_place_of(&self, d: &Draft) -> bool {
        d.words.start > 0 && self.words.is_any(d.words.start - 1, &["in", "at", "near"])
    }

    fn bodies(&self, i: usize, counted: Option<usize>, word: &str) -> Vec<Party> {
        let head = match word {
            "ministries" => "ministry",
            "agencies" => "agency",
            "departments" => "department",
            "universities" => "university",
            "banks" => "bank",
            _ => "",
        };
        let want = counted.unwrap_or(2);
        let mut found: Vec<Party> = Vec::new();
        for d in self.order[..self.before(i)].iter().rev().take(60) {
            for party in self.parties_of(d) {
                let body = party.body_name().unwrap_or(party.as_str()).to_lowercase();
                if party.body_name().is_some() && body.contains(head) && !found.contains(&party) && found.len() < want {
                    found.push(party);
                }
            }
        }
        found.reverse();
        if found.len() == want { found } else { Vec::new() }
    }

    fn local(&self, i: usize, counted: Option<usize>) -> Vec<Party> {
        let want = counted.unwrap_or(2);
        let mut found: Vec<Party> = Vec::new();
        for d in self.order[..self.before(i)].iter().rev().take(40) {
            let parties = match (&d.kind, d.entity) {
                (MentionKind::Place, Some(e)) => self.gathering.entities[e].parties.clone(),
                _ => self.parties_of(d),
            };
            for party in parties.into_iter().filter(|p| p.body_name().is_some()) {
                if !found.contains(&party) && found.len() < want {
                    found.push(party);
                }
            }
        }
        found.reverse();
        if found.len() == want { found } else { Vec::new() }
    }

    /// "he", "she", "his": the person the sentence or the one before is about.
    fn pronoun(&self, i: usize) -> Option<Draft> {
        let w = self.words;
        let she = w.is_any(i, &["she", "her", "herself"]);
        if !she && !w.is_any(i, &["he", "him", "his", "himself"]) || w.shape(i) == Shape::Upper {
            return None;
        }
        let upto = self.before(i);
        let start = w.sentence_start(i, 80);
        let fits =
            |d: &&&Draft| matches!(d.kind, MentionKind::Person) && d.entity.is_some_and(|e| self.genders[e].is_none_or(|g| g == she));
        let persons: Vec<&&Draft> = self.order[..upto].iter().rev().take(40).filter(fits).collect();
        let own = persons.iter().rev().find(|d| d.words.start >= start);
        let subject = || {
            let nearest = persons.first()?;
            let sentence = w.sentence_start(nearest.words.start, 80);
            persons.iter().rev().find(|d| d.words.start >= sentence)
        };
        let chosen = own.or_else(subject)?;
        Some(Draft { words: i..i + 1, kind: MentionKind::Person, form: Form::Description, entity: chosen.entity })
    }

    /// "the minister", "the ministry", "the meeting", "the agreement": the last of that kind.
    fn definite(&self, i: usize) -> Option<Draft> {
        let w = self.words;
        if !w.is_any(i, &["the", "this", "its", "his", "her", "their"]) {
            return None;
        }
        let mut noun = i + 1;
        while w
            .is_any(noun, &["prime", "foreign", "trade", "joint", "working", "industry", "commerce", "action", "second", "new", "latest"])
            && noun < i + 3
        {
            noun += 1;
        }
        // A noun that goes on is another name: "the ministry official", "the Meeting Room".
        let goes_on = w.is_name_like(noun + 1) && !w.starts_line(noun + 1)
            || w.is(noun + 1, "-")
            || w.is_any(noun + 1, &["of", "official", "officials", "spokesperson", "between"]);
        if goes_on || w.block_of(noun.min(w.len() - 1)) != w.block_of(i) {
            return None;
        }
        let (words, word) = (i + 1..noun + 1, w.folded(noun));
        let person = matches!(
            word,
            "minister"
                | "president"
                | "premier"
                | "governor"
                | "mayor"
                | "ambassador"
                | "commissioner"
                | "chancellor"
                | "secretary"
                | "spokesperson"
                | "chairman"
                | "chairwoman"
                | "diplomat"
                | "director"
                | "negotiator"
                | "spokesman"
                | "spokeswoman"
        );
        if person && w.is(i, "the") {
            let entity =
                self.last(i, |d| matches!(d.kind, MentionKind::Person) && d.entity.is_some_and(|e| self.gathering.holds(e, word)))?;
            return Some(Draft { words, kind: MentionKind::Person, form: Form::Description, entity: Some(entity) });
        }
        let kind = match word {
            "meeting" | "dialogue" | "forum" | "summit" | "conference" | "consultation" | "consultations" | "committee" | "group"
            | "session" | "mechanism" | "commission" => EntityKind::Mechanism,
            "agreement" | "memorandum" | "plan" | "vision" | "declaration" | "statement" | "initiative" | "roadmap" | "treaty"
            | "programme" | "framework" | "partnership" | "strategy" | "pact" => EntityKind::Instrument,
            "ministry" | "department" | "agency" | "association" | "company" | "bank" | "government" | "prefecture" | "province"
            | "city" | "bloc" | "country" | "authority" | "bureau" => EntityKind::Party,
            _ => return None,
        };
        if !w.is_any(i, &["the", "this"]) && kind != EntityKind::Party {
            return None;
        }
        let named = |e: usize| self.gathering.entities[e].kind == kind && self.names[e].contains(word);
        match kind {
            EntityKind::Party => self.definite_party(i, words, word),
            EntityKind::Mechanism | EntityKind::Instrument => {
                let entity = self.last(i, |d| d.entity.is_some_and(named))?;
                let kind = if kind == EntityKind::Mechanism { MentionKind::Mechanism } else { MentionKind::Instrument };
                Some(Draft { words, kind, form: Form::Description, entity: Some(entity) })
            }
            _ => None,
        }
    }

    fn definite_party(&self, i: usize, words: std::ops::Range<usize>, word: &str) -> Option<Draft> {
        let last = |fits: &dyn Fn(&Party) -> bool| {
            self.order[..self.before(i)].iter().rev().take(60).find_map(|d| {
                let place = match (&d.kind, d.entity) {
                    (MentionKind::Place, Some(e)) => self.gathering.entities[e].parties.clone(),
                    _ => self.parties_of(d),
                };
                place.into_iter().find(|p| fits(p))
            })
        };
        let party = match word {
            "bloc" => last(&|p| p.state().is_none() && self.gathering.scene.gazetteer.organisations.iter().any(|o| o.name == p.as_str()))?,
            "country" | "government" => Party::new(last(&|p| p.state().is_some())?.root()),
            word => last(&|p| p.body_name().unwrap_or(p.as_str()).to_lowercase().contains(word))?,
        };
        Some(self.describe(words, vec![party]))
    }

    fn last(&self, i: usize, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
        self.order[..self.before(i)].iter().rev().take(80).find(|d| fits(d)).and_then(|d| d.entity)
    }
}

/// The parties that the document is about: by the title, by how early and how often they are named.
fn salient(gathering: &Gathering<'_, '_>, order: &[&Draft]) -> Vec<Party> {
    let words = gathering.scene.words;
    let blocks = words.blocks();
    let mut weights: BTreeMap<Party, (i32, usize)> = BTreeMap::new();
    for d in order {
        let block = words.block_of(d.words.start);
        let heading = matches!(gathering.scene.document.blocks[block].role, model::Role::Heading { .. });
        let early = block * 4 <= blocks && block < 6;
        let weight = if heading {
            5
        } else if early {
            3
        } else {
            1
        };
        let parties: Vec<Party> = match (&d.kind, d.entity) {
            (MentionKind::Party(parties), _) => parties.clone(),
            (MentionKind::Mechanism, Some(e)) => gathering.entities[e].parties.clone(),
            (MentionKind::Person, Some(e)) => gathering.office_party(e).into_iter().collect(),
            _ => continue,
        };
        let place = d.words.start > 0 && words.is_any(d.words.start - 1, &["in", "at", "near"]);
        let several = i32::from(parties.len() > 2);
        for party in parties {
            let root = Party::new(party.root());
            let acts = root.state().is_some() || gathering.acts_as_side(&root);
            if acts && !place {
                let entry = weights.entry(root).or_insert((0, d.words.start));
                entry.0 += (weight - several).max(1);
            }
        }
    }
    let mut ranked: Vec<(Party, (i32, usize))> = weights.into_iter().collect();
    ranked.sort_by_key(|(_, (weight, first))| (std::cmp::Reverse(*weight), *first));
    let top = ranked.first().map_or(0, |r| r.1.0);
    let kept: Vec<(Party, (i32, usize))> = ranked.into_iter().filter(|r| r.1.0 * 4 >= top).collect();
    kept.into_iter().map(|r| r.0).collect()
}
