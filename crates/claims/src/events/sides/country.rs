//! **Of which state is somebody, or something?** By what stands before a noun, by what hangs on it, by where it is.

use super::Cast;
use annotate::{Deprel, MentionKind, Upos};
use model::Party;

impl Cast<'_, '_, '_> {
    /// The state that a word names by itself.
    pub(crate) fn state_at(&self, i: usize) -> Option<Party> {
        let tree = self.tree;
        let ann = tree.words.ann;
        // `Sri Lankan`, where only a part is known as a name.
        if i > tree.range.start
            && tree.words.words[i - 1].text.starts_with(char::is_uppercase)
            && tree.words.words[i].text.starts_with(char::is_uppercase)
        {
            let pair = format!("{} {}", tree.low(i - 1), tree.low(i));
            if let Some(party) = self.naming.named(&pair).filter(|p| p.state().is_some()) {
                return Some(party);
            }
        }
        if let Some(mention) = ann.tokens[i].mention.map(|m| &ann.mentions[m]) {
            match &mention.kind {
                MentionKind::Party(list) if !crate::resolve::is_region(list) => {
                    return self.group(i).map(|g| g.0).or_else(|| list.first().cloned());
                }
                MentionKind::Place => {
                    let known = mention.entity.and_then(|e| ann.entities[e].parties.first()).map(state_of);
                    // `Nigeria's Plateau`: a name with its state in it.
                    let owner = || mention.span.of(&ann.document.text).split_once("'s ").and_then(|(state, _)| self.naming.named(state));
                    return known.or_else(owner);
                }
                MentionKind::Post(Some(party)) => return Some(state_of(party)),
                MentionKind::Date(_) | MentionKind::Person => return None,
                _ => {}
            }
        }
        let text = tree.words.words[i].text;
        if !text.starts_with(char::is_uppercase) || text.len() < 3 {
            return None;
        }
        let named = self.naming.named(text).or_else(|| self.naming.named(text.strip_suffix('s')?));
        named.filter(|p| p.state().is_some() && text.chars().skip(1).any(char::is_lowercase))
    }

    /// The nationality before a noun.
    pub(super) fn adjective(&self, head: usize) -> Option<Party> {
        let tree = self.tree;
        let phrase = tree.phrase(head);
        phrase.clone().filter(|i| *i != head).filter_map(|i| self.state_at(i)).find(|p| p.state().is_some())
    }

    /// The state of those whose role is not known.
    pub(crate) fn nationality(&self, head: usize) -> Option<Party> {
        let own = self.adjective(head).or_else(|| self.tree.holder(head).and_then(|h| self.state_at(h)));
        own.map(|p| state_of(&p)).filter(|p| p.state().is_some())
    }

    /// The state to which a thing belongs, wherever it is.
    pub(crate) fn owner(&self, head: usize, depth: usize) -> Option<Party> {
        let tree = self.tree;
        let own = self.state_at(head).or_else(|| self.adjective(head)).map(|p| state_of(&p));
        own.or_else(|| {
            let inner = tree.kids(head).iter().copied().filter(|k| {
                *k > head
                    && depth > 0
                    && (matches!(tree.rel(*k), Deprel::Appos | Deprel::Conj)
                        || matches!(tree.case(*k), Some("of" | "from" | "with" | "to" | "by" | "for" | "between")))
            });
            inner.filter(|k| !tree.dated(*k)).find_map(|k| self.owner(k, depth - 1))
        })
    }

    /// The country that what modifies a noun gives it.
    pub(crate) fn country(&self, head: usize) -> Option<Party> {
        let tree = self.tree;
        if let Some(party) = self.group(head).map(|g| g.0).or_else(|| self.adjective(head)) {
            return Some(state_of(&party));
        }
        if let Some(body) = self.body(head) {
            return Some(body);
        }
        if let Some(poss) = tree.holder(head)
            && tree.upos(poss) == Upos::Pron
            && let Some(side) = self.possessor(poss)
        {
            return side.party;
        }
        // `hackers working for North Korea`
        let serves = tree.kids(head).iter().copied().find_map(|k| match (tree.rel(k), tree.lemma(k)) {
            (Deprel::Acl, "work" | "fight" | "act") => tree.oblique(k, &["for"]),
            (Deprel::Acl, "send" | "dispatch" | "come" | "hail" | "arrive") => tree.oblique(k, &["from"]),
            (Deprel::Acl | Deprel::Amod, "loyal" | "link" | "belong" | "allied" | "ally") => tree.oblique(k, &["to", "with"]),
            (Deprel::Appos, _) if self.adjective(k).is_some() => Some(k),
            _ => None,
        });
        if let Some(state) = serves.and_then(|s| self.state_of_phrase(s, 2)) {
            return Some(state_of(&state));
        }
        let after = tree.kids(head).iter().copied().filter(|k| {
            *k > head
                && matches!(
                    tree.case(*k),
                    Some("of" | "in" | "from" | "at" | "near" | "across" | "outside" | "around" | "inside" | "throughout")
                )
        });
        after.flat_map(|k| tree.conjuncts(k)).find_map(|k| self.state_of_phrase(k, 3))
    }

    /// The organisation before or after a role: `the United Nations human rights chief`, `head of the African Union`.
    fn body(&self, head: usize) -> Option<Party> {
        let tree = self.tree;
        let ann = tree.words.ann;
        let beside = tree.kids(head).iter().copied().filter(|k| {
            matches!(tree.rel(*k), Deprel::Compound | Deprel::NmodPoss | Deprel::Amod) && *k < head
                || *k > head && matches!(tree.case(*k), Some("of" | "from" | "at"))
        });
        beside.into_iter().find_map(|k| {
            let mention = &ann.mentions[ann.tokens[k].mention?];
            let MentionKind::Party(list) = &mention.kind else { return None };
            let [only] = list.as_slice() else { return None };
            (only.state().is_none() && self.naming.named(only.root()).is_some() && self.group(k).is_none()).then(|| Party::new(only.root()))
        })
    }

    /// The state in which or of which a phrase speaks: `the Syrian city of Idlib`.
    pub(crate) fn state_of_phrase(&self, head: usize, depth: usize) -> Option<Party> {
        let tree = self.tree;
        let group = || self.group(head).map(|g| g.0);
        let own = self.state_at(head).or_else(group).or_else(|| self.adjective(head)).map(|p| state_of(&p));
        own.or_else(|| {
            let inner = tree
                .kids(head)
                .iter()
                .copied()
                .filter(|k| *k > head && depth > 0 && matches!(tree.rel(*k), Deprel::Nmod | Deprel::Appos | Deprel::Conj));
            inner.filter(|k| !tree.dated(*k)).find_map(|k| self.state_of_phrase(k, depth - 1))
        })
    }

    /// The state in which those live whom a phrase names, by what is told of them: `farmers who were walking home in Cameroon`.
    pub(crate) fn place_within(&self, head: usize) -> Option<Party> {
        let tree = self.tree;
        let mut open = vec![head];
        for _ in 0..40 {
            let at = open.pop()?;
            for k in tree.kids(at).iter().copied().filter(|k| *k > head) {
                let inside = matches!(
                    tree.rel(k),
                    Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Obl | Deprel::Appos | Deprel::Conj | Deprel::Advmod
                );
                let place = matches!(tree.case(k), Some("in" | "at" | "near" | "outside" | "from" | "of" | "off"));
                if place
                    && !tree.dated(k)
                    && !crate::events::place::is_border(tree.low(k))
                    && let Some(state) = self.state_of_phrase(k, 2).filter(|p| p.state().is_some())
                {
                    return Some(state_of(&state));
                }
                if inside {
                    open.push(k);
                }
            }
        }
        None
    }
}

/// A state without its body; an organisation as it is.
pub(crate) fn state_of(party: &Party) -> Party {
    if party.state().is_some() { Party::new(party.root()) } else { party.clone() }
}
