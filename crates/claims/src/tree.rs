//! The dependency tree of a sentence: who is subject, object or oblique of a verb, and what a noun governs.

mod repair;

use crate::lexicon::Inflection;
use crate::words::Words;
use annotate::{Deprel, Upos};
use std::ops::Range;

/// A sentence as a tree; words are counted in the document.
#[derive(Debug)]
pub(crate) struct Tree<'w, 'd> {
    pub(crate) words: &'w Words<'d>,
    pub(crate) range: Range<usize>,
    /// What each word hangs on, and how, with the mistakes that `repair` knows put right.
    heads: Vec<usize>,
    rels: Vec<Deprel>,
    /// Words that stand as verbs although they are tagged as nouns.
    verbs: Vec<bool>,
    /// The words that hang on each word of the sentence, in order.
    kids: Vec<Vec<usize>>,
}

/// Chains of heads are followed no farther than this.
const DEPTH: usize = 24;

impl<'w, 'd> Tree<'w, 'd> {
    pub(crate) fn new(words: &'w Words<'d>, range: Range<usize>) -> Tree<'w, 'd> {
        let tokens = &words.ann.tokens[range.clone()];
        let heads = tokens.iter().zip(range.clone()).map(|(t, i)| if range.contains(&t.head) { t.head } else { i }).collect();
        let rels = tokens.iter().map(|t| t.deprel).collect();
        let verbs = vec![false; tokens.len()];
        let mut tree = Tree { words, range, heads, rels, verbs, kids: Vec::new() };
        repair::repair(&mut tree);
        tree.kids = vec![Vec::new(); tree.range.len()];
        for i in tree.range.clone() {
            if let Some(head) = tree.governor(i) {
                tree.kids[head - tree.range.start].push(i);
            }
        }
        tree
    }

    /// Hangs a word elsewhere; only before the kids are counted.
    pub(super) fn hang(&mut self, i: usize, head: usize, rel: Deprel) {
        self.heads[i - self.range.start] = head;
        self.rels[i - self.range.start] = rel;
    }

    pub(crate) fn kids(&self, i: usize) -> &[usize] {
        i.checked_sub(self.range.start).and_then(|n| self.kids.get(n)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn rel(&self, i: usize) -> Deprel {
        self.rels[i - self.range.start]
    }

    pub(crate) fn upos(&self, i: usize) -> Upos {
        if self.verbs[i - self.range.start] {
            Upos::Verb
        } else if self.words.is_thing(i) {
            Upos::Noun
        } else {
            self.words.ann.tokens[i].upos
        }
    }

    /// Takes a word for a verb.
    pub(super) fn take_for_verb(&mut self, i: usize) {
        self.verbs[i - self.range.start] = true;
    }

    pub(crate) fn lemma(&self, i: usize) -> &str {
        if self.verbs[i - self.range.start]
            && let Some((lemma, _)) = self.words.lex.verb(self.low(i))
        {
            return lemma;
        }
        &self.words.words[i].lemma
    }

    pub(crate) fn low(&self, i: usize) -> &str {
        self.words.low(i)
    }

    fn feat(&self, i: usize, feature: &str) -> bool {
        self.words.ann.tokens[i].feats.contains(feature)
    }

    /// What a word hangs on; `None` for a root.
    pub(crate) fn governor(&self, i: usize) -> Option<usize> {
        let head = self.heads[i - self.range.start];
        (head != i).then_some(head)
    }

    /// The first word that hangs on `i` by one of some relations.
    pub(crate) fn kid(&self, i: usize, wanted: &[Deprel]) -> Option<usize> {
        self.kids(i).iter().copied().find(|k| wanted.contains(&self.rel(*k)))
    }

    /// The preposition of a phrase, in lower case; of `because of` the last word.
    pub(crate) fn case(&self, i: usize) -> Option<&str> {
        let mut marks = self.kids(i).iter().copied().filter(|k| *k < i && self.rel(*k) == Deprel::Case && self.low(*k) != "'s");
        let first = marks.clone().next()?;
        let last = marks.next_back().unwrap_or(first);
        Some(self.low(if self.low(last) == "of" && last > first { first } else { last }))
    }

    /// The word that opens a clause: `if`, `after`, `for`, `to`.
    pub(crate) fn mark(&self, i: usize) -> Option<&str> {
        self.kids(i).iter().copied().find(|k| *k < i && matches!(self.rel(*k), Deprel::Mark | Deprel::Case)).map(|k| self.low(k))
    }

    /// Whether a word stands as a verb.
    pub(crate) fn is_verb(&self, i: usize) -> bool {
        self.upos(i) == Upos::Verb
    }

    /// Whether a verb's subject suffers what it says.
    pub(crate) fn passive(&self, i: usize) -> bool {
        let marked = self.kids(i).iter().any(|k| matches!(self.rel(*k), Deprel::AuxPass | Deprel::OblAgent));
        let past = self.words.lex.verb(self.low(i)).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Participle));
        let participle = self.feat(i, "Voice=Pass") || past && self.feat(i, "VerbForm=Part") && !self.low(i).ends_with("ing");
        let bare = self.kid(i, &[Deprel::Nsubj, Deprel::Aux]).is_none();
        let modifies = matches!(self.rel(i), Deprel::Acl | Deprel::Advcl | Deprel::Amod) && participle && bare;
        // A headline leaves its auxiliary out: `Two soldiers killed in ambush`; a verb that governs something is active.
        let governs = self.kid(i, &[Deprel::Obj, Deprel::Iobj, Deprel::Xcomp, Deprel::Ccomp]).is_some()
            || matches!(self.low(i + 1), "on" | "upon" | "for" | "off");
        let headed = self.kid(i, &[Deprel::NsubjPass]).is_some() && !governs;
        marked || modifies || headed
    }

    /// Whether a word is a bare object, or an oblique that nothing introduces.
    fn is_object(&self, k: usize) -> bool {
        let bare = matches!(self.rel(k), Deprel::Obl | Deprel::Dep)
            && !self.kids(k).iter().any(|c| {
                matches!(self.rel(*c), Deprel::Case | Deprel::Mark) && !matches!(self.low(*c), "'s" | "at" | "up" | "to" if self.counted(k))
            })
            && !self.dated(k)
            && matches!(self.upos(k), Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron);
        matches!(self.rel(k), Deprel::Obj) || bare
    }

    /// `at least 15 people`: the preposition belongs to the number.
    fn counted(&self, k: usize) -> bool {
        self.kids(k).iter().any(|c| matches!(self.low(*c), "least" | "most") || self.low(*c) == "to" && *c > 0 && self.low(*c - 1) == "up")
            || self
                .kids(k)
                .iter()
                .any(|c| self.rel(*c) == Deprel::Nummod && self.kids(*c).iter().any(|n| matches!(self.low(*n), "least" | "most")))
    }

    pub(crate) fn dated(&self, k: usize) -> bool {
        let mention = self.words.ann.tokens[k].mention;
        mention.is_some_and(|m| matches!(self.words.ann.mentions[m].kind, annotate::MentionKind::Date(_)))
    }

    /// The verb's own subject, or the one it takes over from the verb or noun it hangs on.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.subject_within(verb, DEPTH)
    }

    fn subject_within(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth == 0 {
            return None;
        }
        let subjects = self.kids(verb).iter().copied().filter(|k| matches!(self.rel(*k), Deprel::Nsubj | Deprel::NsubjPass));
        // Of two the one nearest to the verb: what stands before it is a heading or a topic.
        // A date that the tree takes for a subject is none.
        let named = subjects.clone().filter(|k| !self.dated(*k));
        let subjects = if named.clone().next().is_some() { named.collect::<Vec<_>>() } else { subjects.collect() };
        if let Some(own) = subjects.iter().copied().rfind(|k| *k < verb).or_else(|| subjects.first().copied()) {
            let relative = matches!(self.low(own), "who" | "which" | "that" | "whom") && self.rel(verb) == Deprel::AclRelcl;
            return if relative { self.governor(verb) } else { Some(own) };
        }
        let governor = self.governor(verb)?;
        match self.rel(verb) {
            Deprel::Conj | Deprel::Parataxis => {
                if self.is_verb(governor) {
                    self.subject_within(governor, depth - 1)
                } else {
                    None
                }
            }
            Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp if self.is_verb(governor) => {
                let told = self.kid(governor, &[Deprel::Obj, Deprel::Iobj]).filter(|_| self.rel(verb) == Deprel::Xcomp);
                let told = told.or_else(|| self.called_on(governor).filter(|_| self.infinitive(verb)));
                let own = || self.subject_within(governor, depth - 1);
                if self.words.lex.says("promise", self.lemma(governor), "own") { own() } else { told.or_else(own) }
            }
            Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp => self.subject_within(governor, depth - 1).or_else(|| self.holder(governor)),
            Deprel::Acl if self.infinitive(verb) => self
                .holder(governor)
                .or_else(|| self.governor(governor).filter(|v| self.is_verb(*v)).and_then(|v| self.subject_within(v, depth - 1))),
            Deprel::Acl | Deprel::AclRelcl | Deprel::Amod => Some(governor),
            _ => None,
        }
    }

    /// Whom `called on X to …` addresses.
    fn called_on(&self, verb: usize) -> Option<usize> {
        if !matches!(self.lemma(verb), "call" | "appeal" | "plead" | "shout") {
            return None;
        }
        self.kids(verb).iter().copied().find(|k| matches!(self.case(*k), Some("on" | "upon" | "to" | "for")) && !self.dated(*k))
    }

    pub(crate) fn infinitive(&self, verb: usize) -> bool {
        self.kids(verb).iter().any(|k| *k < verb && self.low(*k) == "to" && self.rel(*k) == Deprel::Mark)
    }

    /// Who has a noun: `Japan's request`, `his visit`.
    pub(crate) fn holder(&self, noun: usize) -> Option<usize> {
        self.kid(noun, &[Deprel::NmodPoss])
    }

    /// Who does what a verb says.
    pub(crate) fn agent(&self, verb: usize) -> Option<usize> {
        if self.passive(verb) { self.by(verb) } else { self.subject(verb) }
    }

    /// What follows `by`.
    pub(crate) fn by(&self, i: usize) -> Option<usize> {
        let here = |n: usize| {
            let named = |k: &usize| self.rel(*k) == Deprel::OblAgent || self.case(*k) == Some("by") && !self.dated(*k) && !self.is_verb(*k);
            self.kids(n).iter().copied().find(named)
        };
        // The tree often hangs the agent on the object before it, or on the phrase of place.
        here(i).or_else(|| self.kids(i).iter().copied().filter(|k| *k > i && !self.is_verb(*k)).find_map(here))
    }

    /// Whom or what stands after a verb without a preposition.
    pub(crate) fn object_after(&self, verb: usize) -> Option<usize> {
        let kids = || self.kids(verb).iter().copied();
        let bare = kids().find(|k| *k > verb && self.is_object(*k));
        // `allowed inspectors to visit`: whom it lets is the subject of what is let.
        let let_do = || {
            let infinitives = kids().filter(|k| matches!(self.rel(*k), Deprel::Xcomp | Deprel::Ccomp) && self.infinitive(*k));
            infinitives.filter_map(|k| self.kid(k, &[Deprel::Nsubj, Deprel::NsubjPass])).next()
        };
        // `stabbed and shot civilians`, where the tree gives the object to the first alone.
        let shared = || {
            let first = self.governor(verb).filter(|g| self.rel(verb) == Deprel::Conj && self.is_verb(*g) && verb < *g + 4)?;
            self.kids(first).iter().copied().find(|k| *k > verb && self.rel(*k) == Deprel::Obj)
        };
        bare.or_else(shared).or_else(let_do).or_else(|| self.kid(verb, &[Deprel::Iobj]).filter(|k| *k > verb))
    }

    /// To whom or what it is done.
    pub(crate) fn object(&self, verb: usize) -> Option<usize> {
        let right = self.object_after(verb);
        if self.passive(verb) {
            return self.subject(verb).or(right);
        }
        right.or_else(|| {
            // `the man whom they killed`
            (self.rel(verb) == Deprel::AclRelcl
                && self.kid(verb, &[Deprel::Nsubj]).is_some_and(|s| !matches!(self.low(s), "who" | "which" | "that")))
            .then(|| self.governor(verb))
            .flatten()
        })
    }

    /// The first phrase with one of these prepositions that hangs on a word, or on what the word governs.
    pub(crate) fn oblique(&self, i: usize, preps: &[&str]) -> Option<usize> {
        let said = |c: &str| preps.contains(&c) || c == "out" && preps.contains(&"from");
        let fits = |k: &usize| self.case(*k).is_some_and(said) && !self.dated(*k);
        self.kids(i).iter().copied().find(|k| *k > i && fits(k))
    }

    /// Words with the same rank as one: `A, B and C`.
    pub(crate) fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut out = vec![i];
        let mut at = 0;
        while at < out.len() && out.len() < 12 {
            let more = self.kids(out[at]).iter().copied().filter(|k| self.rel(*k) == Deprel::Conj && !self.is_verb(*k));
            out.extend(more);
            at += 1;
        }
        out
    }

    /// The words that hang on a word, from the first to the last.
    pub(crate) fn span(&self, head: usize) -> Range<usize> {
        let (mut first, mut last, mut steps) = (head, head, 0);
        let mut open = vec![head];
        while let Some(at) = open.pop() {
            (first, last, steps) = (first.min(at), last.max(at), steps + 1);
            if steps < 200 {
                open.extend(self.kids(at));
            }
        }
        first..last + 1
    }

    /// Whether a verb or noun is denied.
    pub(crate) fn negated(&self, i: usize) -> bool {
        self.kids(i).iter().any(|k| {
            matches!(self.low(*k), "not" | "n't" | "never" | "no" | "neither")
                && matches!(self.rel(*k), Deprel::Advmod | Deprel::Det | Deprel::Aux | Deprel::Cc)
        })
    }

    /// The words of a noun phrase without what follows its head.
    pub(crate) fn phrase(&self, head: usize) -> Range<usize> {
        let mut start = head;
        for k in self.kids(head).iter().copied().filter(|k| *k < head) {
            let inside = matches!(
                self.rel(k),
                Deprel::Det
                    | Deprel::Amod
                    | Deprel::Compound
                    | Deprel::Nummod
                    | Deprel::NmodPoss
                    | Deprel::Nmod
                    | Deprel::Flat
                    | Deprel::Appos
            );
            if inside {
                start = start.min(self.phrase_start(k, 6));
            }
        }
        let end = self.kids(head).iter().copied().filter(|k| *k > head && self.rel(*k) == Deprel::Flat).max().unwrap_or(head);
        start..end + 1
    }

    fn phrase_start(&self, head: usize, depth: usize) -> usize {
        if depth == 0 {
            return head;
        }
        self.kids(head)
            .iter()
            .filter(|k| **k < head && self.rel(**k) != Deprel::Punct)
            .map(|k| self.phrase_start(*k, depth - 1))
            .min()
            .unwrap_or(head)
    }
}
