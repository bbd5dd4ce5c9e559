//! **Who takes part in an event?** From a noun phrase to parties with their sectors.
//!
//! In → Out: the head of a phrase → [`Player`]s, one for each side that it names.

mod country;
mod named;
mod pronoun;
mod sector;
mod sender;

pub(crate) use country::state_of;

use crate::tree::Tree;
use annotate::{Deprel, MentionKind, Parties, Upos};
use model::Party;
use model::claim::Actor;

/// One side of an event before its country is settled.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Player {
    pub(crate) party: Option<Party>,
    pub(crate) sector: Option<&'static str>,
    pub(crate) text: String,
    /// The head of its phrase.
    pub(crate) at: usize,
}

impl Player {
    pub(crate) fn actor(&self) -> Actor {
        let text = crate::resolve::strip_determiner(&self.text).to_owned();
        Actor { text: Some(text).filter(|t| !t.is_empty()), party: self.party.clone(), sector: self.sector.map(str::to_owned) }
    }
}

/// Finds the sides that phrases of a sentence name.
#[derive(Debug)]
pub(crate) struct Cast<'t, 'w, 'd> {
    pub(crate) tree: &'t Tree<'w, 'd>,
    pub(crate) naming: &'t Parties,
}

impl Cast<'_, '_, '_> {
    /// The sides of a phrase and of those that stand beside it.
    pub(crate) fn of(&self, head: usize) -> Vec<Player> {
        let mut out: Vec<Player> = Vec::new();
        for part in self.tree.conjuncts(head) {
            for side in self.one(part, 4) {
                if !out.iter().any(|o| o.party.is_some() && o.party == side.party && o.sector == side.sector) {
                    out.push(side);
                }
            }
        }
        self.share_adjective(head, &mut out);
        out
    }

    /// `Israeli soldiers and settlers`: what stands before the first holds of the others.
    fn share_adjective(&self, head: usize, sides: &mut [Player]) {
        let Some((first, rest)) = sides.split_first_mut() else { return };
        if first.at == head && self.adjective(head).is_some() {
            rest.iter_mut().filter(|s| s.party.is_none() && s.sector.is_some()).for_each(|s| s.party.clone_from(&first.party));
        }
    }

    /// Whether a noun only measures what follows it: `hundreds of`, `a group of`.
    fn measures(&self, i: usize) -> bool {
        self.tree.words.lex.noun_class("partitive", self.tree.low(i)).is_some()
    }

    fn one(&self, head: usize, depth: usize) -> Vec<Player> {
        let tree = self.tree;
        if depth > 0
            && self.measures(head)
            && let Some(part) = tree.oblique(head, &["of"])
        {
            let inner = self.of_part(part, depth - 1);
            if !inner.is_empty() {
                return inner;
            }
        }
        // `14 of them`
        if depth > 0
            && tree.upos(head) == Upos::Num
            && let Some(part) = tree.oblique(head, &["of"])
        {
            return self.of_part(part, depth - 1);
        }
        if let Some(found) = self.sender(head, depth) {
            return found;
        }
        if let Some(found) = self.named(head) {
            return found;
        }
        let Some(side) = self.described(head) else { return Vec::new() };
        let mut out = vec![side];
        out.extend(self.fellows(&out[0]));
        out
    }

    fn of_part(&self, part: usize, depth: usize) -> Vec<Player> {
        self.tree.conjuncts(part).into_iter().flat_map(|p| self.one(p, depth)).collect()
    }

    fn text(&self, head: usize) -> String {
        self.tree.words.text(&self.tree.phrase(head))
    }

    /// The side of a common noun: its sector by the word and those before it, its country by what modifies it.
    fn described(&self, head: usize) -> Option<Player> {
        let tree = self.tree;
        if !matches!(tree.upos(head), Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Pron) {
            return None;
        }
        if tree.upos(head) == Upos::Pron {
            return self.pronoun(head);
        }
        // `the commander of the Rapid Support Forces`: the group acts.
        if self.group(head).is_none()
            && tree.words.lex.noun_class("sector", tree.low(head)).is_some_and(|s| s.starts_with('*') || matches!(s, "UAF" | "REB" | "CRM"))
            && let Some(of) = tree.oblique(head, &["of", "from"])
            && let Some((party, sector, _)) = self.group(of)
            && !matches!(sector, Some("CVL" | "GOV" | "PRE"))
        {
            return Some(Player { party: Some(party), sector, text: self.text(head), at: head });
        }
        let sector = self.sector(head);
        let known = tree.words.ann.tokens[head].mention.is_none().then(|| self.leader_named(tree.low(head))).flatten();
        if let Some(party) = known.filter(|_| tree.upos(head) == Upos::Propn) {
            return Some(Player { party: Some(party), sector: sector.or(Some("GOV")), text: self.text(head), at: head });
        }
        if sector.is_none()
            && tree.words.words[head].text.ends_with('s')
            && let Some(state) = self.state_at(head).filter(|p| p.state().is_some())
            && matches!(
                tree.words.ann.tokens[head].mention.map(|m| &tree.words.ann.mentions[m].kind),
                Some(MentionKind::Quantity(_)) | None
            )
        {
            // `300 Haitians`, which no gazetteer lists
            return Some(Player { party: Some(state_of(&state)), sector: Some("CVL"), text: self.text(head), at: head });
        }
        let sector = sector?;
        Some(Player { party: self.country(head), sector: Some(sector), text: self.text(head), at: head })
    }

    /// The further states of `the Latvian and Estonian presidents`.
    fn fellows(&self, side: &Player) -> Vec<Player> {
        let tree = self.tree;
        let Some(first) = side.party.as_ref().filter(|p| p.state().is_some()) else { return Vec::new() };
        let mut out: Vec<Player> = Vec::new();
        for i in tree.phrase(side.at).filter(|i| *i != side.at && tree.rel(*i) == Deprel::Conj) {
            if let Some(party) = self.state_at(i).map(|p| state_of(&p)).filter(|p| p.root() != first.root()) {
                out.push(Player { party: Some(party), ..side.clone() });
            }
        }
        // `officials from Ethiopia, Egypt and Sudan`
        let from = tree.kids(side.at).iter().copied().filter(|k| *k > side.at && matches!(tree.case(*k), Some("of" | "from")));
        for k in from.flat_map(|k| tree.conjuncts(k)) {
            let party = self.state_at(k).map(|p| state_of(&p)).filter(|p| p.state().is_some() && p.root() != first.root());
            if let Some(party) = party.filter(|p| !out.iter().any(|o| o.party.as_ref() == Some(p))) {
                out.push(Player { party: Some(party), ..side.clone() });
            }
        }
        out
    }
}
