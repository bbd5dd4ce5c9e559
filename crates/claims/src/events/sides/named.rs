//! Sides that a name tells: parties, persons and their posts, groups that act for no government, leaders whom all know.

use super::country::state_of;
use super::sector::sector_named;
use super::{Cast, Player};
use crate::words::fold;
use annotate::{Deprel, EntityKind, Form, MentionKind};
use model::{Party, Span};

impl Cast<'_, '_, '_> {
    /// The sides of a head that is itself a name.
    pub(super) fn named(&self, head: usize) -> Option<Vec<Player>> {
        let ann = self.tree.words.ann;
        let side = |party: Option<Party>, sector| Player { party, sector, text: self.text(head), at: head };
        if let Some((party, sector, name)) = self.group(head)
            && (name.contains(&head) || self.loose(head))
        {
            return Some(vec![side(Some(party), sector)]);
        }
        let mention = &ann.mentions[ann.tokens[head].mention?];
        if mention.form == Form::Adjective {
            return None;
        }
        let entity = mention.entity.map(|e| &ann.entities[e]);
        match &mention.kind {
            MentionKind::Party(list) if !crate::resolve::is_region(list) => {
                // `the Afghan government` has words of its own that say who it is.
                let sector = self.sector(head).filter(|_| mention.form == Form::Description);
                // `the Mapuche people`, `U.S. Marines`: a name that is no body's, with a noun that says who they are.
                if let [only] = list.as_slice()
                    && only.state().is_none()
                    && self.naming.named(only.root()).is_none()
                    && entity.is_none_or(|e| e.offices.is_empty())
                    && let Some(sector) = self.sector(head)
                    && !self.between_states(only.root())
                {
                    return Some(vec![side(self.country(head), Some(sector))]);
                }
                let one = |p: &Party| side(Some(p.clone()), sector.or_else(|| sector_of_body(self, p)));
                Some(list.iter().map(one).collect())
            }
            MentionKind::Person => {
                let held = entity.and_then(|e| e.offices.iter().find_map(|o| o.party.clone()).or_else(|| e.parties.first().cloned()));
                let known = self.leader(mention.span).or_else(|| entity.and_then(|e| self.leader_named(&e.name)));
                let role = self.role(head);
                let sector = role.as_ref().and_then(|r| r.1).or_else(|| entity.filter(|e| !e.offices.is_empty()).map(|_| "GOV"));
                // A title without its country may have been given that of another: a leader whom all know is himself.
                let near = self.tree.phrase(head);
                let said =
                    (near.start.saturating_sub(6).max(self.tree.range.start)..near.end).any(|i| i != head && self.state_at(i).is_some());
                let held = held.filter(|_| said || known.is_none());
                let party = held.or_else(|| role.and_then(|r| r.0)).or(known.clone()).or_else(|| self.country(head));
                Some(vec![side(party.map(|p| state_of(&p)), sector.or_else(|| known.map(|_| "GOV")))])
            }
            MentionKind::Post(party) => {
                let party = party.clone().or_else(|| entity.and_then(|e| e.parties.first().cloned())).or_else(|| self.country(head));
                Some(vec![side(party.map(|p| state_of(&p)), self.sector(head).or(Some("GOV")))])
            }
            MentionKind::Place => {
                let party = entity.filter(|e| e.kind == EntityKind::Place).and_then(|e| e.parties.first())?;
                Some(vec![side(Some(state_of(party)), None)])
            }
            _ => None,
        }
    }

    /// The role that stands beside a name, with its country: `opposition leader Bobi Tano`, `X, the head of the union`.
    fn role(&self, head: usize) -> Option<(Option<Party>, Option<&'static str>)> {
        let beside = |k: &usize| matches!(self.tree.rel(*k), Deprel::Nmod | Deprel::Compound | Deprel::Appos | Deprel::Amod | Deprel::Flat);
        let roles = self.tree.kids(head).iter().copied().filter(beside).filter(|k| self.tree.case(*k).is_none());
        roles.filter_map(|k| self.sector(k).map(|s| (self.country(k), Some(s)))).next()
    }

    /// Whether a noun says no more than that the group before it acts: `Hezbollah fighters`.
    fn loose(&self, head: usize) -> bool {
        let tree = self.tree;
        if tree.holder(head).is_some() {
            return false;
        }
        tree.words.lex.noun_class("sector", tree.low(head)).is_none_or(|s| s.starts_with('*') || matches!(s, "UAF" | "REB" | "MIL"))
    }

    /// A group that acts for no government, by its name, and the words that name it.
    pub(super) fn group(&self, head: usize) -> Option<(Party, Option<&'static str>, std::ops::Range<usize>)> {
        let tree = self.tree;
        let words = tree.words;
        let phrase = tree.phrase(head);
        for start in phrase.clone() {
            if !words.words[start].text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '\'')
                && words.low(start).len() <= 6
            {
                continue;
            }
            let mut name = String::new();
            let mut last = None;
            for i in start..phrase.end.min(start + 5) {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(words.low(i));
                last = words.lex.class("group", &name).map(|v| (v, i + 1)).or(last);
            }
            if let Some((value, end)) = last
                && let Some((state, sector)) = value.split_once(' ')
            {
                let name = words.text(&(start..end));
                // A region or a government stands for its state; a group beside it keeps its name.
                let party = match (state, sector) {
                    ("-", _) => Party::new(name),
                    ("UNO", _) => Party::new("United Nations"),
                    (_, "GOV" | "CVL" | "PRE" | "MIL") => Party::new(state),
                    _ => Party::body(state, &name),
                };
                return Some((party, sector_named(sector), start..end));
            }
        }
        None
    }

    /// Whether a name says that it is of several states.
    fn between_states(&self, name: &str) -> bool {
        fold(name).split([' ', '-']).any(|w| self.tree.words.lex.has("worldwide", w))
    }

    fn leader(&self, span: Span) -> Option<Party> {
        self.leader_named(span.of(&self.tree.words.ann.document.text))
    }

    pub(super) fn leader_named(&self, name: &str) -> Option<Party> {
        let low = fold(name);
        let lex = self.tree.words.lex;
        let found = lex.class("leader", &low).or_else(|| lex.class("leader", low.rsplit(' ').next()?));
        found.map(Party::new)
    }
}

/// The sector of a party by its name; a state alone acts by its government.
fn sector_of_body(cast: &Cast<'_, '_, '_>, party: &Party) -> Option<&'static str> {
    match party.body_name() {
        None => party.state().map(|_| "GOV"),
        Some(body) => {
            let low = fold(body);
            let found = low
                .split(' ')
                .find_map(|w| cast.tree.words.lex.noun_class("sector", w).filter(|v| !v.starts_with('*')).and_then(sector_named));
            found.or_else(|| party.state().map(|_| "GOV"))
        }
    }
}
