//! **Who is meant?** From the words of an argument to persons and parties.
//!
//! In → Out: a run of words → [`Sides`].
//!
//! Never: invents a party: words that name nobody known stand for themselves, or for nobody.

use crate::words::{Class, Words};
use annotate::{EntityKind, MentionKind};
use model::{Party, Who};
use std::ops::Range;

/// A person with the parties the document gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) party: Option<Party>,
    pub(crate) entity: usize,
}

/// Who an argument stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    pub(crate) persons: Vec<Named>,
    pub(crate) parties: Vec<Party>,
    /// The words themselves, where they name nobody known.
    pub(crate) words: Option<String>,
}

/// Names that nobody knows, one by one: `the builder Marmara and the operator Gharb Ports`.
fn firms(words: &str) -> Vec<String> {
    let name = |piece: &str| piece.find(char::is_uppercase).map(|at| piece[at..].trim().to_owned());
    let pieces: Vec<&str> = words.split(" and ").collect();
    let names: Vec<String> = pieces.iter().filter_map(|p| name(p)).collect();
    if pieces.len() >= 2 && names.len() == pieces.len() { names } else { vec![words.to_owned()] }
}

impl Sides {
    pub(crate) fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.parties.is_empty() && self.words.is_none()
    }

    /// Whether somebody known is meant.
    pub(crate) fn is_known(&self) -> bool {
        !self.persons.is_empty() || !self.parties.is_empty()
    }

    /// The persons who speak, else the parties, else the words.
    pub(crate) fn speakers(&self) -> Vec<Who> {
        let mut out: Vec<Who> = Vec::new();
        let mut push = |w: Who| {
            if !out.contains(&w) {
                out.push(w);
            }
        };
        self.persons.iter().for_each(|p| push(Who::new(p.name.clone())));
        self.parties.iter().for_each(|p| push(Who::from(p.clone())));
        if out.is_empty() {
            out.extend(self.words.clone().map(Who::new));
        }
        out
    }

    /// The parties for which somebody acts: a person's state, without its ministry where `states` is set.
    pub(crate) fn acting(&self) -> Vec<Party> {
        let mut out: Vec<Party> = Vec::new();
        let persons = self
            .persons
            .iter()
            .filter_map(|p| p.party.clone())
            .map(|p| if p.state().is_some() && !is_local(&p) { Party::new(p.root()) } else { p });
        for party in persons.chain(self.parties.iter().cloned()) {
            if !out.contains(&party) {
                out.push(party);
            }
        }
        if out.is_empty() {
            out.extend(self.words.iter().flat_map(|w| firms(w)).map(Party::new));
        }
        out
    }
}

/// Whether a party is a subnational government.
pub(crate) fn is_local(party: &Party) -> bool {
    let Some(body) = party.body_name() else { return false };
    let low = body.to_lowercase();
    let tier = |whose: &str| crate::cues::speaks("tier", &low, whose);
    tier("local") || low.ends_with(" state") || !tier("state") && low.split_whitespace().count() == 1 && !low.contains("minist")
}

/// What the document is mainly about, for words that point at it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Context {
    /// Those who meet, sign or are compared.
    pub(crate) principals: Vec<Party>,
    /// Who speaks from a word on, in interviews and press conferences; in order.
    pub(crate) speakers: Vec<(usize, Option<Named>)>,
}

/// Resolves words against a document.
#[derive(Debug)]
pub(crate) struct Resolver<'w, 'd> {
    pub(crate) words: &'w Words<'d>,
    pub(crate) context: Context,
}

impl<'d> Resolver<'_, 'd> {
    /// Who a noun phrase stands for.
    pub(crate) fn who(&self, range: &Range<usize>) -> Sides {
        let mut sides = self.who_as_said(range);
        // `India's Ministry of Electronics` and `the Ministry of Commerce, China` name the ministry alone.
        // `The Malawian trade minister, X`: the name after the comma is the one described before it.
        if sides.persons.len() == 1
            && (range.start..range.end).any(|i| self.words.low(i) == ",")
            && !(range.start..range.end).any(|i| self.words.low(i) == "and")
        {
            let own = sides.persons[0].party.clone();
            sides.parties.retain(|p| own.as_ref().is_none_or(|o| o.root() != p.root()));
        }
        let bodies: Vec<String> = sides.parties.iter().filter(|p| p.body_name().is_some()).map(|p| p.root().to_owned()).collect();
        sides.parties.retain(|p| p.body_name().is_some() || !bodies.iter().any(|b| b == p.as_str()));
        sides
    }

    fn who_as_said(&self, range: &Range<usize>) -> Sides {
        let core = self.core(range);
        let mut sides = Sides::default();
        for chunk in self.chunks(&core) {
            self.read_chunk(&chunk, &mut sides);
        }
        if !sides.is_known() {
            self.point_back(&core, &mut sides);
        }
        // `Ministers` are those who met: a wider set of everybody named is not meant.
        let meant = &self.context.principals;
        let plain = core.len() <= 2 && self.words.lex.says("side", self.words.low(core.end.saturating_sub(1)), "meant");
        let several = meant.len() >= 2 || meant.iter().any(|p| p.state().is_none());
        let wider = sides.parties.len() > meant.len() && several && meant.iter().all(|p| sides.parties.contains(p));
        let narrower = sides.is_known() && sides.parties.len() < meant.len() && sides.parties.iter().all(|p| meant.contains(p));
        // The ministers of a grouping act for it.
        let grouping = matches!(meant.as_slice(), [one] if one.state().is_none()) && sides.parties.len() >= 2;
        if plain && sides.persons.is_empty() && (wider || narrower || grouping || !sides.is_known() && meant.len() == 1) {
            sides = Sides { parties: meant.clone(), ..Sides::default() };
        }
        if core.len() == 1 && matches!(self.words.low(core.start), "i" | "we") && self.speaker(core.start).is_some() {
            sides = Sides::default();
            self.point_back(&core, &mut sides);
        }
        if sides.is_empty() {
            let text = self.words.text(range);
            let text = strip_determiner(&text);
            let common = (range.start..range.end)
                .any(|i| self.words.class(i) == Class::Noun && self.words.words[i].text.chars().any(char::is_alphabetic));
            if common && !text.is_empty() && range.len() <= 12 {
                sides.words = Some(text.to_owned());
            }
        }
        sides
    }

    /// The noun phrase up to what only modifies it: `the ban` of `the ban in force`.
    fn core(&self, range: &Range<usize>) -> Range<usize> {
        let mut end = range.start;
        while end < range.end {
            let class = self.words.class(end);
            let low = self.words.low(end);
            let joins = matches!(low, "of" | "between" | "&");
            if end > range.start && (class == Class::Prep && !joins || matches!(class, Class::Rel | Class::Verb | Class::Aux | Class::Sub))
            {
                break;
            }
            end += 1;
        }
        range.start..end
    }

    /// The members of a list.
    fn chunks(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = range.start;
        for i in range.clone() {
            if matches!(self.words.low(i), "," | "and" | "or" | ";") || self.words.class(i) == Class::Cc {
                if start < i {
                    out.push(start..i);
                }
                start = i + 1;
            }
        }
        if start < range.end {
            out.push(start..range.end);
        }
        out
    }

    fn read_chunk(&self, chunk: &Range<usize>, sides: &mut Sides) {
        let ann = self.words.ann;
        let mut parties: Vec<Party> = Vec::new();
        let mut person = None;
        let mut adjective_only = true;
        let mut last_end = 0;
        let mut post = None;
        for (_, mention) in self.words.mentions_in(chunk) {
            let entity = mention.entity.map(|e| (e, &ann.entities[e]));
            match &mention.kind {
                // `his country would …`: whose minister he is.
                MentionKind::Person if mention.form != annotate::Form::Name && self.is_state_word(chunk) => {
                    parties.extend(entity.and_then(|(_, e)| e.parties.first()).map(|p| Party::new(p.root())));
                    adjective_only = false;
                }
                MentionKind::Person => {
                    if let Some((e, entity)) = entity {
                        person = Some(Named { name: entity.name.clone(), party: entity.parties.first().cloned(), entity: e });
                    }
                }
                MentionKind::Party(list) if !is_region(list) => {
                    adjective_only &= mention.form == annotate::Form::Adjective;
                    parties.extend(list.iter().cloned());
                }
                MentionKind::Post(party) => match entity.filter(|(_, e)| e.kind == EntityKind::Person) {
                    Some((e, entity)) => {
                        person = Some(Named { name: entity.name.clone(), party: entity.parties.first().cloned(), entity: e })
                    }
                    None => post = party.clone().or(post),
                },
                MentionKind::Place => {
                    if let Some((_, entity)) = entity {
                        adjective_only &= chunk.len() > 2;
                        // `protested to Nairobi`: a capital that is asked or acts stands for its state, unless towns are the sides.
                        let towns = self.context.principals.iter().any(is_local);
                        let seat = if chunk.len() == 1 && !towns { self.words.lex.naming.seat(&entity.name) } else { None };
                        parties.extend(seat.or_else(|| entity.parties.first().cloned()));
                    }
                }
                _ => {}
            }
            last_end = mention.span.end;
        }
        if let Some(person) = person {
            if !sides.persons.iter().any(|p| p.entity == person.entity) {
                sides.persons.push(person);
            }
            return;
        }
        if parties.is_empty() {
            parties.extend(post);
        } else if adjective_only && !self.acts_for(chunk, last_end) {
            return;
        }
        for party in parties {
            if !sides.parties.contains(&party) {
                sides.parties.push(party);
            }
        }
    }

    /// Whether a phrase ends with a word for a state: `his country`, `her government`.
    fn is_state_word(&self, chunk: &Range<usize>) -> bool {
        chunk.len() == 2 && matches!(self.words.low(chunk.end - 1), "country" | "government" | "nation" | "state" | "side")
    }

    /// Whether what follows the adjective stands for its state: `Chinese authorities`, not `Chinese companies`.
    fn acts_for(&self, chunk: &Range<usize>, from: u32) -> bool {
        let rest: Vec<&str> = chunk.clone().filter(|i| self.words.ann.tokens[*i].span.start >= from).map(|i| self.words.low(i)).collect();
        let nouns: Vec<&str> = rest.iter().copied().filter(|w| w.chars().any(char::is_alphabetic)).collect();
        let Some(last) = nouns.last() else { return true };
        if *last == "'s" {
            return true;
        }
        let pair = nouns.len().checked_sub(2).map(|n| format!("{} {last}", nouns[n]));
        self.words.lex.noun_class("actor", last).is_some()
            || self.words.lex.noun_class("office", last).is_some()
            || pair.is_some_and(|p| self.words.lex.noun_class("actor", &p).is_some())
    }

    /// Words that point at the document's principals and carry no mention of their own.
    fn point_back(&self, range: &Range<usize>, sides: &mut Sides) {
        let low: Vec<&str> = range.clone().map(|i| self.words.low(i)).collect();
        let plural = low.last().is_some_and(|last| self.words.lex.says("side", last, "several"));
        if let [only] = low.as_slice()
            && matches!(*only, "i" | "we" | "us" | "me")
            && let Some(speaker) = self.speaker(range.start)
        {
            if matches!(*only, "i" | "me") {
                sides.persons.push(speaker.clone());
            } else if let Some(party) = &speaker.party {
                sides.parties.push(if is_local(party) { party.clone() } else { Party::new(party.root()) });
            }
            return;
        }
        let pointed = low.len() <= 4
            && plural
            && (low.len() == 1 || low.iter().any(|w| matches!(*w, "the" | "both" | "two" | "three" | "all" | "these")));
        // `each country will lend two divers`
        let each = matches!(low.as_slice(), ["each" | "either" | "neither", "country" | "side" | "party" | "state" | "government"]);
        let pointed = pointed || each;
        if pointed && self.context.principals.len() >= 2 || self.is_body(range) && self.is_sitting() {
            sides.parties.extend(self.context.principals.iter().cloned());
        }
    }

    /// `The Committee welcomed`, `the Meeting adopted`: what sits acts for those who sit in it.
    pub(crate) fn is_body(&self, range: &Range<usize>) -> bool {
        let last = range.end.saturating_sub(1);
        let definite = range.len() == 2 && matches!(self.words.low(range.start), "the" | "this");
        let capital = self.words.words.get(last).is_some_and(|w| w.text.starts_with(char::is_uppercase));
        let head = crate::series::head_of(self.words, last);
        definite && (capital || self.is_sitting()) && self.words.lex.says("gathering", &head, "acts")
    }

    /// Whether those between whom the document plays are those who sit: two and more, or a grouping.
    fn is_sitting(&self) -> bool {
        let meant = &self.context.principals;
        meant.len() >= 2 || meant.iter().any(|p| p.state().is_none())
    }

    /// The party of an adjective inside a counted phrase, `28 Chinese companies`, where the document uses it elsewhere.
    fn adjective_in(&self, span: model::Span) -> Vec<Party> {
        let ann = self.words.ann;
        let text = crate::words::fold(span.of(&ann.document.text));
        let words: Vec<&str> = text.split(' ').collect();
        // `four Norwegian divers`, `90 Norwegians`
        let written = span.of(&ann.document.text).split_whitespace().filter(|w| w.starts_with(char::is_uppercase) && w.len() > 3);
        let known = written.into_iter().find_map(|w| {
            let naming = &self.words.lex.naming;
            naming.named(w).or_else(|| w.strip_suffix('s').and_then(|one| naming.named(one))).filter(|p| p.state().is_some())
        });
        if let Some(party) = known {
            return vec![party];
        }
        let same = |m: &&annotate::Mention| {
            m.form == annotate::Form::Adjective && words.contains(&crate::words::fold(m.span.of(&ann.document.text)).as_ref())
        };
        if words.len() < 3 {
            return Vec::new();
        }
        ann.mentions
            .iter()
            .find(same)
            .and_then(|m| if let MentionKind::Party(list) = &m.kind { Some(list.clone()) } else { None })
            .unwrap_or_default()
    }

    /// Who speaks at a word.
    pub(crate) fn speaker(&self, at: usize) -> Option<&Named> {
        let next = self.context.speakers.partition_point(|(start, _)| *start <= at);
        self.context.speakers[..next].last()?.1.as_ref()
    }

    /// All parties named in a run of words, in order, whoever acts.
    pub(crate) fn parties_in(&self, range: &Range<usize>) -> Vec<Party> {
        let mut out: Vec<Party> = Vec::new();
        let ann = self.words.ann;
        for (_, mention) in self.words.mentions_in(range) {
            let found: Vec<Party> = match &mention.kind {
                MentionKind::Quantity(q) if q.unit.as_deref().is_some_and(is_money) => Vec::new(),
                MentionKind::Quantity(_) => self.adjective_in(mention.span),
                MentionKind::Party(list) if !is_region(list) => list.clone(),
                MentionKind::Person | MentionKind::Place => {
                    mention.entity.map(|e| ann.entities[e].parties.iter().take(1).cloned().collect()).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            for party in found {
                if !out.contains(&party) {
                    out.push(party);
                }
            }
        }
        out
    }
}

/// Whether a unit is the code of a currency.
fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a mention names no party but a part of the world: `African countries`.
pub(crate) fn is_region(list: &[Party]) -> bool {
    matches!(list, [one] if one.as_str().ends_with(" countries") || one.as_str().ends_with(" states") || one.as_str().ends_with(" nations"))
}

/// A phrase without its article.
pub(crate) fn strip_determiner(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['"', '“', '”']).trim_end_matches(['"', '“', '”', ',', '.', ';', ':']).trim();
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if let Some(rest) = text.strip_prefix(article) {
            return rest;
        }
    }
    text
}
