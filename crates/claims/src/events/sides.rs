//! Who takes part in an event: from a noun phrase to parties with their sectors.

use crate::tree::Tree;
use crate::words::fold;
use annotate::{Deprel, EntityKind, Form, MentionKind, Parties, Upos};
use model::claim::Actor;
use model::{Party, Span};

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

/// PLOVER's sectors.
const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
    "MED", "REF", "OPP", "PRE", "REL", "SOC",
];

fn sector_named(name: &str) -> Option<&'static str> {
    SECTORS.iter().copied().find(|s| *s == name)
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

    /// Who sent a weapon: `drones launched by rebels`.
    fn sender(&self, head: usize, depth: usize) -> Option<Vec<Player>> {
        let tree = self.tree;
        if depth == 0 {
            return None;
        }
        let sends = |k: usize| {
            matches!(
                tree.lemma(k),
                "launch"
                    | "fire"
                    | "send"
                    | "donate"
                    | "supply"
                    | "provide"
                    | "ship"
                    | "deliver"
                    | "dispatch"
                    | "drop"
                    | "plant"
                    | "give"
                    | "fund"
                    | "pilot"
                    | "operate"
                    | "detonate"
                    | "fly"
                    | "lay"
                    | "lend"
            )
        };
        // `a bomb that insurgents had hidden`
        let laid =
            |k: &usize| tree.rel(*k) == Deprel::AclRelcl && (sends(*k) || matches!(tree.lemma(*k), "hide" | "place" | "leave" | "bury"));
        let layer = tree
            .kids(head)
            .iter()
            .copied()
            .filter(|k| *k > head)
            .find(laid)
            .and_then(|k| tree.kid(k, &[Deprel::Nsubj]).filter(|s| !matches!(tree.low(*s), "who" | "which" | "that")));
        if let Some(layer) = layer {
            return Some(self.of_part(layer, depth - 1)).filter(|s| !s.is_empty());
        }
        let sent = tree.kids(head).iter().copied().find(|k| *k > head && tree.rel(*k) == Deprel::Acl && sends(*k) && tree.passive(*k))?;
        let by = tree.by(sent)?;
        Some(self.of_part(by, depth - 1)).filter(|s| !s.is_empty())
    }

    fn of_part(&self, part: usize, depth: usize) -> Vec<Player> {
        self.tree.conjuncts(part).into_iter().flat_map(|p| self.one(p, depth)).collect()
    }

    fn text(&self, head: usize) -> String {
        self.tree.words.text(&self.tree.phrase(head))
    }

    /// The sides of a head that is itself a name.
    fn named(&self, head: usize) -> Option<Vec<Player>> {
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
                    && !between_states(only.root())
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
    fn group(&self, head: usize) -> Option<(Party, Option<&'static str>, std::ops::Range<usize>)> {
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

    fn leader(&self, span: Span) -> Option<Party> {
        self.leader_named(span.of(&self.tree.words.ann.document.text))
    }

    fn leader_named(&self, name: &str) -> Option<Party> {
        let low = fold(name);
        let lex = self.tree.words.lex;
        let found = lex.class("leader", &low).or_else(|| lex.class("leader", low.rsplit(' ').next()?));
        found.map(Party::new)
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

    /// Who `he`, `they` or `it` is: whom annotation found, else the subject of the clause above.
    fn pronoun(&self, head: usize) -> Option<Player> {
        let tree = self.tree;
        if matches!(tree.low(head), "anyone" | "anybody" | "everyone" | "everybody" | "those") {
            return Some(Player { party: None, sector: Some("CVL"), text: self.text(head), at: head });
        }
        if tree.low(head) == "them" {
            // Whom something is done to: those named last, not who does it.
            let first = head.saturating_sub(30).max(tree.range.start);
            let mut before = (first..head).rev().filter(|i| tree.upos(*i) == Upos::Noun && !tree.dated(*i));
            let people = before.find(|i| {
                let low = tree.low(*i);
                low.ends_with('s') && self.sector(*i).is_some_and(|s| s != "GOV") || matches!(low, "people" | "men" | "women" | "children")
            });
            if let Some(people) = people {
                return self.one(people, 0).into_iter().next();
            }
        }
        if !matches!(tree.low(head), "he" | "she" | "they" | "it" | "him" | "her" | "them" | "who" | "we" | "i" | "us" | "me") {
            return None;
        }
        let mut at = tree.governor(head)?;
        for _ in 0..6 {
            at = tree.governor(at)?;
            let subject = tree.is_verb(at).then(|| tree.subject(at)).flatten();
            if let Some(subject) = subject.filter(|s| *s != head && tree.upos(*s) != Upos::Pron) {
                // Not its parts: `some of them` would ask for the pronoun again.
                return self.one(subject, 0).into_iter().next();
            }
        }
        None
    }

    /// The sector of a noun phrase: by its head, by its modifiers where the head is a word such as `leader`.
    pub(crate) fn sector(&self, head: usize) -> Option<&'static str> {
        let tree = self.tree;
        let lex = tree.words.lex;
        let of = |i: usize| {
            let low = tree.low(i);
            let pair = if i > tree.range.start { format!("{} {low}", tree.low(i - 1)) } else { String::new() };
            let last = low.rsplit([' ', '-']).next().unwrap_or(low);
            lex.noun_class("sector", &pair).or_else(|| lex.noun_class("sector", low)).or_else(|| lex.noun_class("sector", last))
        };
        let value = of(head);
        let general = value.is_some_and(|v| v.starts_with('*'));
        let modifiers = || {
            let near = tree.kids(head).iter().copied().filter(|k| {
                *k < head && matches!(tree.rel(*k), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod)
                    || *k > head && tree.case(*k) == Some("of")
            });
            near.filter_map(|k| of(k).filter(|v| !v.starts_with('*')).and_then(sector_named)).next_back()
        };
        match value {
            Some(v) if general => modifiers().or_else(|| sector_named(v.trim_start_matches('*'))),
            Some(v) => {
                let own = sector_named(v);
                // `opposition supporters`, `rebel soldiers`
                let marked = modifiers().filter(|m| matches!(*m, "REB" | "OPP" | "UAF" | "ELI"));
                marked.or(own)
            }
            None => None,
        }
    }

    /// The nationality before a noun.
    fn adjective(&self, head: usize) -> Option<Party> {
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
                    && !super::place::is_border(tree.low(k))
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

    /// Whose `its` is: the subject of the clause it stands in.
    fn possessor(&self, pronoun: usize) -> Option<Player> {
        let tree = self.tree;
        let mut at = tree.governor(pronoun)?;
        // A subject that stands before what is possessed: each step goes back, so that no two can ask each other for ever.
        let before = at.min(pronoun);
        for _ in 0..8 {
            at = tree.governor(at)?;
            let subject = tree.is_verb(at).then(|| tree.subject(at)).flatten();
            if let Some(subject) = subject.filter(|s| *s < before && tree.upos(*s) != Upos::Pron) {
                return self.one(subject, 0).into_iter().next();
            }
        }
        None
    }
}

/// Whether a name says that it is of several states.
fn between_states(name: &str) -> bool {
    const MANY: &[&str] = &[
        "international",
        "inter",
        "world",
        "african",
        "european",
        "united",
        "asian",
        "arab",
        "islamic",
        "pacific",
        "american",
        "global",
        "nations",
        "caribbean",
        "southern",
        "commonwealth",
        "eurasian",
        "atlantic",
        "gulf",
        "amnesty",
    ];
    fold(name).split([' ', '-']).any(|w| MANY.contains(&w))
}

/// A state without its body; an organisation as it is.
pub(crate) fn state_of(party: &Party) -> Party {
    if party.state().is_some() { Party::new(party.root()) } else { party.clone() }
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
