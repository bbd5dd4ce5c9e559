//! **What has been read so far?** A document under reading: its frames, who is meant, what was found.

use crate::frame::{Frame, Frames};
use crate::mood::{self, Mood};
use crate::resolve::{Resolver, Sides};
use crate::rules::Rulebook;
use crate::words::{Class, Words};
use annotate::{Connective, MentionKind};
use model::{ClaimKind, Document, Notice, PartialDate, Party, Span, Who};
use std::collections::BTreeMap;
use std::ops::Range;

/// A claim in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) kind: ClaimKind,
    pub(crate) evidence: Vec<Span>,
    /// The words that triggered it.
    pub(crate) at: Range<usize>,
    pub(crate) attributed: Option<Who>,
    pub(crate) negative: bool,
    pub(crate) rule: String,
    /// PLOVER type and sides, where the kind does not decide them.
    pub(crate) event: Option<model::claim::PoliticalEvent>,
    /// Who takes part by the tree of its sentence, where the slots name nobody.
    pub(crate) cast: Option<(Vec<model::claim::Actor>, Vec<model::claim::Actor>)>,
    /// How near it stands to what its sentence mainly says; the main event is 0.
    pub(crate) rank: u32,
    /// Beside what the lead tells: no event of its own.
    pub(crate) background: bool,
}

/// The times that a clause names, by what they mean to it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    pub(crate) at: Option<PartialDate>,
    pub(crate) due: Option<PartialDate>,
    pub(crate) since: Option<PartialDate>,
    pub(crate) until: Option<PartialDate>,
}

impl Times {
    /// These times, and those of another scope where these say nothing.
    pub(crate) fn or(self, other: Times) -> Times {
        Times {
            at: self.at.or(other.at),
            due: self.due.or(other.due),
            since: self.since.or(other.since),
            until: self.until.or(other.until),
        }
    }
}

/// What the document is about, once its main occasion is known.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facts {
    pub(crate) published: Option<PartialDate>,
    pub(crate) publisher: Option<Party>,
    /// Date of the main occasion.
    pub(crate) occasion: Option<PartialDate>,
    /// The two parties between whom the document plays, where hardly anybody else is named.
    pub(crate) pair: Option<[Party; 2]>,
    /// The state whose ministry publishes the document.
    pub(crate) home: Option<Party>,
}

/// A document under reading.
#[derive(Debug)]
pub(crate) struct Reading<'w, 'd> {
    pub(crate) words: &'w Words<'d>,
    pub(crate) frames: Frames,
    pub(crate) moods: Vec<Mood>,
    pub(crate) who: Resolver<'w, 'd>,
    pub(crate) rules: &'w Rulebook,
    pub(crate) facts: Facts,
    pub(crate) found: Vec<Draft>,
    pub(crate) notices: Vec<Notice>,
    /// Claims made before the sentences are gone through, by the sentences that tell them.
    told_before: BTreeMap<usize, Vec<usize>>,
    /// The first claim that the sentence at hand makes.
    first_here: usize,
}

/// The rank of a draft that no event of its sentence told.
pub(crate) const UNRANKED: u32 = 9;

/// Evidence longer than this proves nothing.
const EVIDENCE_CHARS: usize = 1200;

impl<'w, 'd> Reading<'w, 'd> {
    pub(crate) fn new(words: &'w Words<'d>, rules: &'w Rulebook) -> Reading<'w, 'd> {
        let frames = Frames::build(words);
        let moods = (0..frames.all.len()).map(|f| mood::of(words.lex, &frames, f)).collect();
        let who = Resolver { words, context: crate::resolve::Context::default() };
        let document = words.ann.document;
        let facts = Facts {
            published: document.published.or(document.updated),
            home: home(words),
            publisher: publisher(words),
            occasion: None,
            pair: pair(words),
        };
        let notices = words.ann.sentences.iter().filter(|s| s.tokens.len() > crate::frame::SENTENCE_WORDS).map(|s| {
            let message = format!("a sentence of {} words was read as far as its word {}", s.tokens.len(), crate::frame::SENTENCE_WORDS);
            Notice::at("claims/long-sentence", s.span, message)
        });
        let notices = notices.take(20).collect();
        Reading { words, frames, moods, who, rules, facts, found: Vec::new(), notices, told_before: BTreeMap::new(), first_here: 0 }
    }

    /// Notes which sentences tell the claims made so far.
    pub(crate) fn begin_sentences(&mut self) {
        let sentences = &self.words.ann.sentences;
        for (d, draft) in self.found.iter().enumerate() {
            for e in &draft.evidence {
                let first = sentences.partition_point(|s| s.span.end <= e.start);
                for number in (first..sentences.len()).take_while(|n| sentences[*n].span.start < e.end) {
                    let list = self.told_before.entry(number).or_default();
                    if list.last() != Some(&d) {
                        list.push(d);
                    }
                }
            }
        }
    }

    /// Turns to the next sentence.
    pub(crate) fn begin_sentence(&mut self) {
        self.first_here = self.found.len();
    }

    /// The claims that the sentence at hand tells, by their place in `found`.
    pub(crate) fn told_here(&self, number: usize) -> Vec<usize> {
        let before = self.told_before.get(&number).into_iter().flatten().copied();
        before.chain(self.first_here..self.found.len()).collect()
    }

    pub(crate) fn document(&self) -> &'d Document {
        self.words.ann.document
    }

    /// The sentence that holds a word, or as much around the word as evidence may have.
    pub(crate) fn evidence(&self, at: usize) -> Span {
        let sentence = &self.words.ann.sentences[self.words.sentence_of(at).min(self.words.ann.sentences.len() - 1)];
        let text = &self.document().text;
        if sentence.span.len() <= EVIDENCE_CHARS || sentence.span.of(text).chars().count() <= EVIDENCE_CHARS {
            return sentence.span;
        }
        let (mut from, mut to) = (at, at + 1);
        let range = &sentence.tokens;
        while to - from < 120 {
            let wider = from.saturating_sub(1).max(range.start)..(to + 1).min(range.end);
            if wider == (from..to) || self.words.span(&wider).len() > EVIDENCE_CHARS {
                break;
            }
            (from, to) = (wider.start, wider.end);
        }
        self.words.span(&(from..to))
    }

    pub(crate) fn push(&mut self, kind: ClaimKind, at: Range<usize>, rule: &str) -> &mut Draft {
        let evidence = vec![self.evidence(at.start)];
        self.found.push(Draft {
            kind,
            evidence,
            at,
            attributed: None,
            negative: false,
            rule: rule.to_owned(),
            event: None,
            cast: None,
            rank: UNRANKED,
            background: false,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// A text slot: the phrase without article, closing marks and the date that ends it.
    pub(crate) fn phrase(&self, range: &Range<usize>) -> Option<String> {
        let words = self.words;
        let mut range = range.start..range.end.min(range.start + 45);
        while range.start < range.end
            && (matches!(words.class(range.start), Class::Det | Class::Cc | Class::Punct | Class::Adv)
                && !matches!(words.low(range.start), "no" | "any" | "all")
                || words.low(range.start) == "that")
        {
            range.start += 1;
        }
        range.end = self.aside(&range);
        while let Some(last) = range.end.checked_sub(1).filter(|l| *l > range.start) {
            let dated = words.ann.tokens[last].mention.map(|m| &words.ann.mentions[m]).filter(|m| matches!(m.kind, MentionKind::Date(_)));
            if let Some(mention) = dated {
                let start = words.words_of(mention.span).start;
                let prep = start.checked_sub(1).filter(|p| *p > range.start && matches!(words.class(*p), Class::Prep | Class::Sub));
                // `in the first half of the year`: what the preposition governs begins with an article.
                let article = start
                    .checked_sub(2)
                    .filter(|p| *p > range.start && words.class(start - 1) == Class::Det && words.class(*p) == Class::Prep);
                range.end = prep.or(article).unwrap_or(start).max(range.start + 1);
                if range.end > start {
                    break;
                }
            } else if matches!(words.low(last), "down" | "off" | "over" | "out" | "back" | "away") && words.class(last) == Class::Prep {
                // `turned the request down`
                range.end = last;
            } else if matches!(words.class(last), Class::Punct | Class::Cc | Class::Adv) && !matches!(words.low(last), ")" | "%") {
                range.end = last;
            } else {
                break;
            }
        }
        let text = words.text(&range);
        let text = crate::resolve::strip_determiner(&text);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Where a phrase passes from what is meant to a word beside it: `the levy, which …`, `sectors such as …`.
    fn aside(&self, range: &Range<usize>) -> usize {
        let words = self.words;
        let quoted = |k: usize| range.clone().take_while(|i| *i < k).filter(|i| matches!(words.low(*i), "\"" | "“" | "”")).count() % 2 == 1;
        let opens = |k: usize| {
            let next = if k + 1 < range.end { words.low(k + 1) } else { "" };
            match words.low(k) {
                "which" | "who" | "whose" | "whom" | "including" | "where" => true,
                "that" => words.class(k) == Class::Rel && words.low(k - 1) != "so",
                "such" => next == "as",
                "according" | "contingent" | "conditional" | "provided" | "subject" => words.low(k - 1) == ",",
                _ => false,
            }
        };
        let Some(mut end) = (range.start + 2..range.end).find(|k| opens(*k) && !quoted(*k)) else { return range.end };
        // `a fund from which …`
        while end > range.start + 1
            && matches!(words.class(end - 1), Class::Prep | Class::Punct)
            && !matches!(words.low(end - 1), ")" | "%" | "\"" | "”")
        {
            end -= 1;
        }
        end
    }

    /// The words in which a frame's times stand: its clause, and what opens the sentence before it.
    pub(crate) fn scope(&self, frame: &Frame) -> Range<usize> {
        let sentence = &self.words.ann.sentences[frame.sentence].tokens;
        let first = self.frames.of_sentence[frame.sentence].clone().all(|f| {
            let other = &self.frames.all[f];
            other.head >= frame.clause.start || other.head == frame.head
        });
        let start = if first { sentence.start } else { frame.clause.start.min(frame.opens) };
        start..frame.right.end.max(frame.head + 1)
    }

    /// The times named in a run of words.
    pub(crate) fn times(&self, range: &Range<usize>) -> Times {
        let mut out = Times::default();
        for (_, mention) in self.words.mentions_in(range) {
            let MentionKind::Date(date) = &mention.kind else { continue };
            let Some(value) = date.value else { continue };
            if self.ends_name(mention.span) {
                continue;
            }
            match date.connective {
                Some(Connective::By | Connective::Before | Connective::Within) => out.due = out.due.or(Some(value)),
                Some(Connective::Since) => out.since = out.since.or(Some(value)),
                Some(Connective::Until) => out.until = out.until.or(Some(value)),
                Some(Connective::After) => {}
                Some(Connective::During) | None => out.at = out.at.or(Some(value)),
            }
        }
        out
    }

    /// Whether a year belongs to a name: `the Grain Plan to 2040`.
    fn ends_name(&self, date: Span) -> bool {
        let words = self.words;
        let at = words.words_of(date).start;
        let (Some(joins), Some(name)) = (at.checked_sub(1), at.checked_sub(2)) else { return false };
        let year = date.len() == 4 && matches!(words.low(joins), "to" | "towards" | "toward");
        let capital = words.words[name].text.starts_with(char::is_uppercase);
        year && capital && words.lex.noun_class("instrument", &crate::series::head_of(words, name)).is_some()
    }

    /// The times that a frame's own clause names: those of a relative clause inside it belong to what that tells.
    pub(crate) fn own_times(&self, frame: usize) -> Times {
        let f = &self.frames.all[frame];
        let scope = self.scope(f);
        let inner = self.frames.of_sentence[f.sentence].clone().map(|other| &self.frames.all[other]);
        let inner: Vec<Range<usize>> = inner
            .filter(|o| o.head > f.head && scope.contains(&o.head) && matches!(o.parent, Some((_, crate::frame::Link::Relative))))
            .map(|o| o.group.start..o.right.end)
            .collect();
        let mut out = Times::default();
        let mut from = scope.start;
        for told in inner {
            if told.start > from {
                out = out.or(self.times(&(from..told.start)));
            }
            from = from.max(told.end);
        }
        let out = if from < scope.end { out.or(self.times(&(from..scope.end))) } else { out };
        Times { at: out.at.or_else(|| self.dated_when(f)), ..out }
    }

    /// `since November 2020, when Vega made a trip`: the day that the relative clause is about.
    fn dated_when(&self, f: &Frame) -> Option<PartialDate> {
        let when = f.clause.start.checked_sub(1).filter(|w| self.words.low(*w) == "when")?;
        let before = when.checked_sub(1).map(|b| if self.words.low(b) == "," { b.saturating_sub(1) } else { b })?;
        let mention = self.words.ann.tokens[before].mention.map(|m| &self.words.ann.mentions[m])?;
        match &mention.kind {
            MentionKind::Date(date) => date.value.map(|value| match value {
                PartialDate::Between(Some(from), None) => PartialDate::At(from),
                other => other,
            }),
            _ => None,
        }
    }

    /// Who a frame's own words are reported from: the speaker above it, beside it, or named by `according to`.
    pub(crate) fn attribution(&self, frame: usize) -> Option<Sides> {
        // `The Ministers noted that …`: what all sides say is nobody's word.
        self.reported_from(frame).filter(|s| !s.persons.is_empty() || s.parties.len() < 2)
    }

    fn reported_from(&self, frame: usize) -> Option<Sides> {
        let f = &self.frames.all[frame];
        for (above, link) in self.frames.above(frame) {
            let parent = &self.frames.all[above];
            if link == crate::frame::Link::That && self.words.lex.reports(&parent.lemma) {
                let speaker = if parent.passive { parent.object.clone() } else { parent.agent.clone() };
                if let Some(sides) = speaker.map(|r| self.who.who(&r)).filter(|s| !s.is_empty()) {
                    return Some(sides);
                }
            }
        }
        let tail = f.tail.or_else(|| self.frames.above(frame).find_map(|(a, _)| self.frames.all[a].tail));
        if let Some(sides) = tail.and_then(|t| self.frames.all[t].agent.clone()).map(|r| self.who.who(&r)).filter(|s| !s.is_empty()) {
            return Some(sides);
        }
        self.according_to(f.sentence)
    }

    /// `According to X`, `X reported`, anywhere in the sentence.
    pub(crate) fn according_to(&self, sentence: usize) -> Option<Sides> {
        let range = &self.words.ann.sentences[sentence].tokens;
        let limit = range.end.min(range.start + 400);
        let at = (range.start..limit.saturating_sub(2)).find(|i| self.words.low(*i) == "according" && self.words.low(i + 1) == "to")?;
        let end = (at + 2..limit).find(|i| matches!(self.words.low(*i), "," | "." | ";")).unwrap_or(limit);
        Some(self.who.who(&(at + 2..end))).filter(|s| !s.is_empty())
    }

    /// Who acts in a frame; `he` in what somebody says is who says it.
    pub(crate) fn agent(&self, frame: usize) -> Sides {
        let f = &self.frames.all[frame];
        let Some(agent) = f.agent.clone() else { return Sides::default() };
        let alone = |list: &[&str]| agent.len() == 1 && list.contains(&self.words.low(agent.start));
        // Who is quoted speaks of himself and those for whom he speaks; `we agreed` is of both sides.
        let mutual = self.words.lex.has("jointly", &f.lemma);
        if alone(&["i", "we"])
            && !mutual
            && self.who.speaker(agent.start).is_none()
            && let Some(speaker) = self.attribution(frame).filter(|s| s.persons.len() == 1 && s.parties.is_empty())
        {
            return speaker;
        }
        // On a ministry's own page `we` are its state, unless the text is of several.
        if alone(&["we"])
            && !mutual
            && !self.joint()
            && self.who.speaker(agent.start).is_none()
            && let Some(own) = self.facts.home.clone()
        {
            return Sides { parties: vec![own], ..Sides::default() };
        }
        let pronoun = alone(&["he", "she", "they", "it"]);
        if pronoun {
            for (above, _) in self.frames.above(frame) {
                let parent = &self.frames.all[above];
                let subject = if parent.passive { &parent.object } else { &parent.agent };
                let Some(subject) = subject else { continue };
                if *subject == agent
                    || !self.words.lex.reports(&parent.lemma)
                        && !matches!(parent.lemma.as_ref(), "reaffirm" | "agree" | "affirm" | "reiterate" | "assure")
                {
                    continue;
                }
                let sides = self.who.who(subject);
                let single = matches!(self.words.low(agent.start), "he" | "she");
                if sides.is_known() && (!single || sides.persons.len() == 1) {
                    return sides;
                }
            }
        }
        if agent.len() == 1
            && self.words.low(agent.start) == "it"
            && let Some(sides) = self.actor_before(frame)
        {
            return sides;
        }
        self.who.who(&agent)
    }

    /// Whom `it` stands for where it acts: the party that acted last before, in the same paragraph.
    pub(crate) fn actor_before(&self, frame: usize) -> Option<Sides> {
        let at = self.frames.all[frame].sentence;
        let block = |s: usize| self.words.ann.sentences[s].block;
        let before = (0..frame).rev().map(|f| &self.frames.all[f]);
        let near = before.take_while(|f| f.sentence + 3 > at && block(f.sentence) == block(at));
        let subjects = near
            .filter(|f| f.form == crate::frame::Form::Finite)
            .filter_map(|f| if f.passive { f.object.clone() } else { f.agent.clone() });
        subjects.map(|s| self.who.who(&s)).find(|sides| sides.persons.is_empty() && sides.parties.len() == 1)
    }

    /// Whether the document calls itself a text of several: a joint statement, a communiqué.
    fn joint(&self) -> bool {
        let title = self.document().title.as_deref().unwrap_or_default().to_lowercase();
        let opening = self.words.words.iter().take(30).map(|w| w.low.as_ref()).collect::<Vec<_>>().join(" ");
        crate::cues::speaks("heading", &title, "joint") || opening.contains("we, the")
    }

    /// The other of the two parties between whom the document plays.
    pub(crate) fn opposite(&self, parties: &[Party]) -> Option<Party> {
        let [one, other] = self.facts.pair.as_ref()?;
        let [party] = parties else { return None };
        let of = |p: &Party| p.root() == party.root();
        if of(one) {
            Some(other.clone())
        } else if of(other) {
            Some(one.clone())
        } else {
            None
        }
    }

    /// The other of two sides, by the label of the paragraph or the heading over it where the document does not play between two:
    /// `CHILE / BOLIVIA. …`.
    pub(crate) fn opposite_in(&self, at: usize, parties: &[Party]) -> Option<Party> {
        let [party] = parties else { return None };
        if let Some(other) = self.opposite(parties) {
            return Some(other);
        }
        let number = self.words.sentence_of(at);
        let sentences = &self.words.ann.sentences;
        let block = sentences.get(number)?.block;
        let first = (0..=number).rev().take_while(|n| sentences[*n].block == block).last()?;
        let heading = first
            .checked_sub(1)
            .filter(|n| matches!(self.document().blocks.get(sentences[*n].block).map(|b| b.role), Some(model::Role::Heading { .. })));
        [Some(first), heading].into_iter().flatten().find_map(|n| {
            let label = &sentences[n].tokens;
            let short = label.len() <= 9 && self.frames.of_sentence[n].is_empty();
            let sides = if short { self.who.parties_in(label) } else { Vec::new() };
            match sides.as_slice() {
                [a, b] if a.root() == party.root() => Some(Party::new(b.root())),
                [a, b] if b.root() == party.root() => Some(Party::new(a.root())),
                _ => None,
            }
        })
    }

    /// Whether a noun phrase is denied by its own words: `no agreement`.
    pub(crate) fn denied(&self, frame: &Frame) -> bool {
        frame.negated
            || matches!(frame.lemma.as_ref(), "fail")
            || frame.object.as_ref().is_some_and(|o| {
                matches!(self.words.low(o.start), "no" | "neither" | "any") && (self.words.low(o.start) != "any" || frame.negated)
            })
    }
}

/// The state of the ministry or office that publishes.
fn home(words: &Words<'_>) -> Option<Party> {
    let party = publisher(words)?;
    (party.body_name().is_some() && party.state().is_some()).then(|| Party::new(party.root()))
}

/// The two parties that four of five mentions are about, neither of them named in passing.
fn pair(words: &Words<'_>) -> Option<[Party; 2]> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let named = words.ann.mentions.iter().filter_map(|m| match &m.kind {
        MentionKind::Party(list) => list.as_slice().first().filter(|_| list.len() == 1),
        _ => None,
    });
    for party in named {
        *counts.entry(party.root()).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let mut ranked: Vec<(usize, &str)> = counts.into_iter().map(|(root, n)| (n, root)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    match ranked.as_slice() {
        [(a, one), (b, other), ..] if *b >= 3 && (a + b) * 10 >= all * 8 => Some([Party::new(*one), Party::new(*other)]),
        _ => None,
    }
}

/// The party that publishes the document, where its words name one.
fn publisher(words: &Words<'_>) -> Option<Party> {
    let name = words.ann.document.publisher.as_deref()?.to_lowercase();
    words.ann.entities.iter().find_map(|e| {
        let party = e.parties.first()?;
        let body = party.body_name().unwrap_or(party.as_str());
        (e.kind == annotate::EntityKind::Party && (body.to_lowercase() == name || e.name.to_lowercase() == name)).then(|| party.clone())
    })
}
