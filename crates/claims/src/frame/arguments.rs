//! From verb groups to frames: what the tree hangs on each verb, as runs of words.

use super::groups::{Form, Group};
use super::{Frame, Link, Modality};
use crate::tree::Tree;
use crate::words::{Class, Words};
use annotate::{Deprel, MentionKind};
use std::ops::Range;

/// Chains of heads are followed no farther than this.
const DEPTH: usize = 24;

/// A sentence's tree with the verb group that each word heads.
struct Clauses<'t, 'w, 'd> {
    tree: &'t Tree<'w, 'd>,
    words: &'w Words<'d>,
    groups: &'t [Group],
    /// The word by which each group hangs in the tree: its verb, or what its copula links.
    nodes: Vec<usize>,
    /// The group of each word of the sentence that is a node.
    of_word: Vec<Option<usize>>,
}

pub(super) fn frames(tree: &Tree<'_, '_>, sentence: usize, groups: &[Group], out: &mut Vec<Frame>) {
    let base = out.len();
    let clauses = Clauses::new(tree, groups);
    for (i, group) in groups.iter().enumerate() {
        let right = group.head + 1..clauses.end(i);
        out.push(Frame {
            sentence,
            group: group.words.clone(),
            head: group.head,
            lemma: clauses.lemma(group.head),
            form: group.form,
            passive: group.passive,
            negated: group.negated,
            modality: if clauses.conditional(i) { Modality::Conditional } else { clauses.modality(i) },
            past: group.past,
            agent: None,
            object: None,
            preps: clauses.phrases(i, &right),
            right,
            infinitive: None,
            that: None,
            parent: None,
            tail: None,
            clause: clauses.start(i)..group.head + 1,
            opens: clauses.first(i),
        });
    }
    for i in 0..groups.len() {
        let parent = clauses.parent(i, DEPTH);
        let frame = &mut out[base + i];
        frame.parent = parent.map(|(p, link)| (base + p, link));
        (frame.agent, frame.object) = clauses.sides(i, frame);
    }
    for i in 0..groups.len() {
        let fails = out[base + i].parent.is_some_and(|(p, link)| link == Link::Infinitive && &*out[p].lemma == "fail" && !out[p].negated);
        out[base + i].negated ^= fails;
        let under = |link: Link, form: Form| {
            (i + 1..groups.len()).find(|j| groups[*j].form == form && out[base + *j].parent == Some((base + i, link)))
        };
        let infinitive = under(Link::Infinitive, Form::Infinitive);
        let that = under(Link::That, Form::Finite);
        let that = that.map(|j| out[base + j].clause.start..out[base + j].right.end.max(groups[j].head + 1));
        out[base + i].infinitive = infinitive.map(|j| base + j);
        out[base + i].that = that;
    }
    clauses.tails(base, out);
}

impl<'t, 'w, 'd> Clauses<'t, 'w, 'd> {
    fn new(tree: &'t Tree<'w, 'd>, groups: &'t [Group]) -> Clauses<'t, 'w, 'd> {
        let node = |group: &Group| match tree.rel(group.head) {
            Deprel::Cop | Deprel::Aux | Deprel::AuxPass => tree.governor(group.head).unwrap_or(group.head),
            _ => group.head,
        };
        let nodes: Vec<usize> = groups.iter().map(node).collect();
        let mut of_word = vec![None; tree.range.len()];
        for (i, node) in nodes.iter().enumerate() {
            of_word[node - tree.range.start].get_or_insert(i);
        }
        Clauses { tree, words: tree.words, groups, nodes, of_word }
    }

    /// What a verb says: who `was unable to agree` failed to.
    fn lemma(&self, head: usize) -> Box<str> {
        let lemma = &self.words.words[head].lemma;
        if &**lemma == "be" && self.words.low(head + 1) == "unable" { "fail".into() } else { lemma.clone() }
    }

    fn group_of(&self, word: usize) -> Option<usize> {
        self.of_word[word - self.tree.range.start]
    }

    /// The group whose verb stands nearest above a word.
    fn above(&self, word: usize) -> Option<usize> {
        let mut at = word;
        for _ in 0..DEPTH {
            at = self.tree.governor(at)?;
            if let Some(group) = self.group_of(at) {
                return Some(group);
            }
        }
        None
    }

    /// Where the clause of a group begins: with its subject, where that stands before it.
    fn start(&self, i: usize) -> usize {
        let group = &self.groups[i];
        let subject = self.own_subject(i).filter(|s| *s < group.words.start);
        subject.map_or(group.words.start, |s| self.run(s, group.words.start).start.min(group.words.start))
    }

    /// The first word that hangs on a group's verb, with what opens its clause before the subject: `in March they stopped`.
    fn first(&self, i: usize) -> usize {
        let head = self.groups[i].head;
        let before = self.tree.kids(self.nodes[i]).iter().copied().filter(|k| *k < head && !self.apart(*k));
        before
            .filter(|k| self.group_of(*k).is_none())
            .map(|k| self.tree.span(k).start)
            .min()
            .unwrap_or(head)
            .min(self.groups[i].words.start)
    }

    fn own_subject(&self, i: usize) -> Option<usize> {
        let kids = self.tree.kids(self.nodes[i]).iter().copied();
        let head = self.groups[i].head;
        let mut subjects = kids.filter(|k| matches!(self.tree.rel(*k), Deprel::Nsubj | Deprel::NsubjPass));
        subjects.clone().rfind(|k| *k < head).or_else(|| subjects.next())
    }

    /// Whether a clause or phrase that hangs on a word says something of its own, so that it is no part of its phrase.
    fn apart(&self, k: usize) -> bool {
        let comma = |at: usize| at > self.tree.range.start && matches!(self.words.low(at - 1), "," | "(" | "-" | "--" | ";");
        match self.tree.rel(k) {
            Deprel::Punct | Deprel::Parataxis | Deprel::Discourse | Deprel::Vocative => true,
            // `areas such as mining and training engineers`: a gerund beside a noun is one of the list.
            Deprel::Conj => self.group_of(k).is_some_and(|g| {
                self.groups[g].form != Form::Gerund || self.tree.governor(k).is_some_and(|above| self.group_of(above).is_some())
            }),
            Deprel::Ccomp => self.group_of(k).is_some_and(|g| self.groups[g].form == Form::Finite),
            Deprel::AclRelcl | Deprel::Acl => comma(self.tree.span(k).start),
            Deprel::Advcl => {
                let finite = self.group_of(k).is_some_and(|g| self.groups[g].form == Form::Finite);
                let mark = self.tree.mark(k).unwrap_or("");
                let aside = matches!(mark, "after" | "before" | "while" | "when" | "since" | "until" | "despite" | "following" | "amid");
                comma(self.tree.span(k).start)
                    || aside
                    || finite && !matches!(mark, "" | "as" | "that" | "on" | "of" | "about" | "over" | "to" | "so")
            }
            Deprel::Cc => true,
            _ => false,
        }
    }

    /// Where what follows a group's verb ends.
    fn end(&self, i: usize) -> usize {
        let (node, head) = (self.nodes[i], self.groups[i].head);
        let mut last = head.max(node);
        let mut cut = usize::MAX;
        let mut open = vec![node];
        let mut steps = 0;
        while let Some(at) = open.pop() {
            last = last.max(at);
            steps += 1;
            if steps > self.tree.range.len() {
                break;
            }
            for k in self.tree.kids(at).iter().copied() {
                // A conjunct of a noun belongs to the noun's phrase with its comma and its `and`.
                let joined = self.tree.rel(k) == Deprel::Cc;
                if joined || !self.apart(k) {
                    open.push(k);
                } else if k > head && self.group_of(k).is_some() && self.opening(k) > head {
                    cut = cut.min(self.opening(k));
                }
            }
        }
        let mut end = (last + 1).min(cut.max(head + 1));
        while end > head + 1 && (matches!(self.words.class(end - 1), Class::Cc) || matches!(self.words.low(end - 1), "," | ";" | "." | ":"))
        {
            end -= 1;
        }
        // A closing bracket or quotation mark hangs on what it encloses.
        if matches!(self.words.low(end), ")" | "]") && end < self.tree.range.end {
            end += 1;
        }
        end
    }

    /// The first word of a clause with the mark, the comma or the `and` before it.
    fn opening(&self, k: usize) -> usize {
        let mut at = self.tree.span(k).start;
        while at > self.tree.range.start && (self.words.class(at - 1) == Class::Cc || self.words.low(at - 1) == ",") {
            at -= 1;
        }
        at
    }

    /// The words of a noun with all that belongs to it, before `limit`.
    fn run(&self, noun: usize, limit: usize) -> Range<usize> {
        let (mut first, mut last) = (noun, noun);
        let mut open = vec![noun];
        let mut steps = 0;
        while let Some(at) = open.pop() {
            (first, last, steps) = (first.min(at), last.max(at), steps + 1);
            if steps > self.tree.range.len() {
                break;
            }
            let kids = self.tree.kids(at).iter().copied().filter(|k| *k < limit || noun > limit);
            let own = |k: &usize| at != noun || !matches!(self.tree.rel(*k), Deprel::Case | Deprel::Mark | Deprel::Cop);
            open.extend(kids.filter(|k| own(k) && !self.apart(*k) && self.tree.rel(*k) != Deprel::AclRelcl));
        }
        first..if noun < limit { (last + 1).min(limit) } else { last + 1 }
    }

    /// A noun's words up to the first preposition but `of`, the first verb or relative after it.
    fn bare(&self, noun: usize, limit: usize) -> Option<Range<usize>> {
        let run = self.run(noun, limit);
        let mut end = run.end;
        for k in noun + 1..run.end {
            let class = self.words.class(k);
            let verb = self.groups.iter().any(|g| g.words.start == k);
            let dated = self.tree.dated(k) && !self.tree.dated(noun);
            if verb || dated || class == Class::Prep && self.words.low(k) != "of" || matches!(class, Class::Rel | Class::Sub) {
                end = k;
                break;
            }
        }
        trim(self.words, run.start..end)
    }

    /// Who acts, and whom or what it is done to.
    fn sides(&self, i: usize, frame: &Frame) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let (tree, group, node) = (self.tree, &self.groups[i], self.nodes[i]);
        let limit = group.words.start;
        let subject = tree.subject(node).filter(|s| *s != node);
        let subject_run = subject.and_then(|s| trim(self.words, if s < limit { self.run(s, limit) } else { self.run(s, usize::MAX) }));
        let subject_run = subject_run.map(|run| self.with_first_of_headline(run));
        if group.passive {
            let by = frame.prep(self.words, &["by"]).filter(|r| !self.opens_with_date(r));
            let by = by.or_else(|| tree.by(node).map(|b| self.run(b, usize::MAX)));
            let right = || self.object_after(i);
            return (by, subject_run.or_else(right).or_else(|| self.named_before(limit)));
        }
        let right = self.object_after(i);
        let gap = || {
            let relative =
                matches!(tree.rel(node), Deprel::AclRelcl | Deprel::Acl) && self.own_subject(i).is_some_and(|s| !self.relative(s));
            let place = self
                .own_subject(i)
                .is_some_and(|s| (tree.span(node).start..s).any(|k| matches!(self.words.low(k), "where" | "when" | "whose")));
            tree.governor(node).filter(|_| relative && !place).and_then(|g| self.bare(g, limit))
        };
        (subject_run, right.or_else(gap))
    }

    /// A quoted name right before a passive verb is what it is done to, where the tree has lost it: `the "Vision" was adopted`.
    fn named_before(&self, verb: usize) -> Option<Range<usize>> {
        let near = verb.saturating_sub(6).max(self.tree.range.start)..verb;
        let named = self.words.mentions_in(&near).filter(|(_, m)| matches!(m.kind, MentionKind::Quoted | MentionKind::Instrument));
        let span = named.last()?.1.span;
        Some(self.words.words_of(span).start..verb)
    }

    /// `Japan, China agree to …`: a headline's comma stands for `and`.
    fn with_first_of_headline(&self, run: Range<usize>) -> Range<usize> {
        let first = self.tree.range.start;
        let party =
            |k: usize| self.words.ann.tokens[k].mention.is_some_and(|m| matches!(self.words.ann.mentions[m].kind, MentionKind::Party(_)));
        let listed = run.start == first + 2 && self.words.low(first + 1) == "," && party(first) && party(run.start);
        if listed { first..run.end } else { run }
    }

    fn relative(&self, k: usize) -> bool {
        matches!(self.words.low(k), "who" | "which" | "that" | "whom")
    }

    /// The bare object after a verb.
    fn object_after(&self, i: usize) -> Option<Range<usize>> {
        let node = self.nodes[i];
        let head = self.groups[i].head;
        if node != head {
            return self.bare(node, usize::MAX).map(|r| r.start.max(head + 1)..r.end).filter(|r| r.start < r.end);
        }
        let object = self.tree.object_after(node)?;
        self.bare(object, usize::MAX)
    }

    fn opens_with_date(&self, range: &Range<usize>) -> bool {
        let first = self.words.mentions_in(range).next();
        first.is_some_and(|(_, m)| matches!(m.kind, MentionKind::Date(_)) && self.words.words_of(m.span).start <= range.start + 1)
    }

    /// The prepositional phrases after a verb, each up to the next one; those inside another verb's clause are left to it.
    fn phrases(&self, i: usize, right: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        let parts_of = self.words.lex.has("complement-of", &self.words.words[self.groups[i].head].lemma);
        let mut out = Vec::new();
        let mut open: Option<usize> = None;
        for k in right.clone() {
            let class = self.words.class(k);
            let verb = self.groups.iter().any(|g| g.words.start == k);
            // `concern over intensifying patrols`: a tagger may take the preposition for a conjunction.
            let gerund = class == Class::Sub && self.groups.iter().any(|g| g.words.start == k + 1 && g.form == Form::Gerund);
            let opens = class == Class::Prep && (self.words.low(k) != "of" || k == right.start || parts_of)
                || gerund && matches!(self.words.low(k), "over" | "about" | "on" | "against" | "for" | "at");
            if !opens && !verb && !matches!(class, Class::Rel | Class::Sub) {
                continue;
            }
            // `concern over rising costs`: what the preposition governs begins with a gerund.
            if verb && open == k.checked_sub(1) && self.groups.iter().any(|g| g.words.start == k && g.form == Form::Gerund) {
                continue;
            }
            if let Some(p) = open.take() {
                out.push((p, p + 1..k));
            }
            if opens && self.holds(i, k) {
                open = Some(k);
            }
        }
        if let Some(p) = open {
            out.push((p, p + 1..right.end));
        }
        out.into_iter().filter_map(|(p, r)| trim(self.words, r).map(|r| (p, r))).collect()
    }

    /// Whether a preposition's phrase hangs on a group's verb, or on what that governs without another finite clause between.
    fn holds(&self, i: usize, prep: usize) -> bool {
        let mut at = prep;
        for _ in 0..DEPTH {
            if at == self.nodes[i] || at == self.groups[i].head {
                return true;
            }
            if let Some(group) = self.group_of(at)
                && self.groups[group].form == Form::Finite
            {
                return false;
            }
            match self.tree.governor(at) {
                Some(g) => at = g,
                None => return false,
            }
        }
        false
    }

    /// How sure a verb is: a bare second one is as sure as the first, `will identify fields and launch projects`.
    fn modality(&self, i: usize) -> Modality {
        let group = &self.groups[i];
        let bare = group.words.len() == 1
            && group.form == Form::Finite
            && self.words.words[group.head].inflection == Some(crate::lexicon::Inflection::Base)
            && self.tree.rel(self.nodes[i]) == Deprel::Conj;
        let first = if bare { self.tree.governor(self.nodes[i]).and_then(|g| self.group_of(g)) } else { None };
        first.filter(|f| *f < i).map_or(group.modality, |f| self.groups[f].modality)
    }

    /// Whether a clause stands under `if`.
    fn conditional(&self, i: usize) -> bool {
        self.groups[i].form == Form::Finite
            && self.tree.kids(self.nodes[i]).iter().any(|k| {
                *k < self.groups[i].words.start && self.tree.rel(*k) == Deprel::Mark && matches!(self.words.low(*k), "if" | "unless")
            })
    }

    /// What a clause hangs on.
    fn parent(&self, i: usize, depth: usize) -> Option<(usize, Link)> {
        let node = self.nodes[i];
        let rel = self.tree.rel(node);
        let above = self.above(node).filter(|p| *p != i)?;
        let marked = |wanted: &str| {
            self.tree.kids(node).iter().any(|k| *k < node && self.tree.rel(*k) == Deprel::Mark && self.words.low(*k) == wanted)
        };
        let shared = |keeps: fn(Link) -> bool| {
            let (grand, link) = depth.checked_sub(1).and_then(|d| self.parent(above, d))?;
            (keeps(link) && grand != i).then_some((grand, link))
        };
        match self.groups[i].form {
            Form::Infinitive if rel == Deprel::Conj && self.groups[above].form == Form::Infinitive => {
                Some(shared(|_| true).unwrap_or((above, Link::Conjunct)))
            }
            Form::Infinitive => Some((above, Link::Infinitive)),
            Form::Participle => Some((above, Link::Relative)),
            Form::Gerund => Some((above, Link::Adverbial)),
            Form::Finite => match rel {
                Deprel::Ccomp | Deprel::Csubj | Deprel::Xcomp => Some((above, Link::That)),
                Deprel::Advcl if marked("that") => Some((above, Link::That)),
                Deprel::Acl | Deprel::AclRelcl if marked("that") && self.completes(i, above) => Some((above, Link::That)),
                Deprel::AclRelcl | Deprel::Acl => Some((above, Link::Relative)),
                Deprel::Advcl => Some((above, Link::Adverbial)),
                Deprel::Conj => Some(shared(|link| link == Link::That).unwrap_or((above, Link::Conjunct))),
                _ => None,
            },
        }
    }

    /// Whether a clause with `that` after a noun says what the noun or the verb above it holds, rather than which one is meant.
    fn completes(&self, i: usize, above: usize) -> bool {
        let Some(noun) = self.tree.governor(self.nodes[i]) else { return false };
        self.words.lex.noun_class("content", self.words.low(noun)).is_some()
            || self.words.lex.says("speech", &self.words.words[self.groups[above].head].lemma, "told")
    }

    /// Ties the clauses of a sentence to the speaker that it names beside them: `…, he said`.
    fn tails(&self, base: usize, out: &mut [Frame]) {
        for t in 0..self.groups.len() {
            let (node, group) = (self.nodes[t], &self.groups[t]);
            let reports = group.form == Form::Finite && self.words.lex.reports(&out[base + t].lemma) && out[base + t].that.is_none();
            if !reports {
                continue;
            }
            let beside = if self.tree.rel(node) == Deprel::Parataxis { self.tree.governor(node) } else { None };
            let before = self
                .tree
                .kids(node)
                .iter()
                .copied()
                .find(|k| *k < group.words.start && matches!(self.tree.rel(*k), Deprel::Ccomp | Deprel::Parataxis));
            let Some(told) = beside.or(before).and_then(|n| self.group_of(n).or_else(|| self.above(n))).filter(|f| *f != t) else {
                continue;
            };
            let own = self.tree.span(node);
            for f in 0..self.groups.len() {
                let inside = beside.is_some() && own.contains(&self.groups[f].head);
                if f != t && !inside && (f == told || self.under(base, out, f, told)) {
                    out[base + f].tail = Some(base + t);
                }
            }
        }
    }

    fn under(&self, base: usize, out: &[Frame], frame: usize, top: usize) -> bool {
        let mut at = frame;
        for _ in 0..DEPTH {
            match out[base + at].parent {
                Some((p, link)) if link != Link::That => at = p - base,
                _ => return false,
            }
            if at == top {
                return true;
            }
        }
        false
    }
}

fn trim(words: &Words<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    while range.start < range.end
        && (matches!(words.class(range.start), Class::Cc | Class::Adv | Class::Punct) && words.low(range.start) != "\"")
    {
        range.start += 1;
    }
    while range.start < range.end
        && (matches!(words.class(range.end - 1), Class::Adv | Class::Cc) || matches!(words.low(range.end - 1), "," | ";" | "." | ":" | "-"))
    {
        range.end -= 1;
    }
    (range.start < range.end).then_some(range)
}
