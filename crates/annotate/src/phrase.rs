//! Names that a head word marks: "Ministry of Economy, Trade and Industry", "India-Kenya Joint Trade Committee".
//!
//! One grammar reads them all: capitalised words up to a head, then what the head's connectives tie to it. The head says
//! whether the name is a body, an institution, a series of talks, a text, an office or a place.

use crate::gazetteer::{Entry, first_half, rows};
use crate::number::ordinal_at;
use crate::words::{Shape, Words};
use std::collections::HashMap;
use std::ops::Range;

/// What a head word marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Body,
    /// A division or office of a body.
    Unit,
    Institution,
    Company,
    Mechanism,
    Instrument,
    Post,
    Place,
}

/// A name with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) words: Range<usize>,
    pub(crate) head: Range<usize>,
    pub(crate) class: Class,
}

/// The head words.
#[derive(Debug)]
pub(crate) struct Heads {
    classes: HashMap<Box<str>, Class>,
    longest: HashMap<Box<str>, usize>,
}

impl Heads {
    pub(crate) fn load() -> Heads {
        let mut heads = Heads { classes: HashMap::new(), longest: HashMap::new() };
        for row in rows(include_str!("../data/heads.tsv")) {
            let [class, list] = row[..] else { continue };
            let class = match class {
                "body" => Class::Body,
                "unit" => Class::Unit,
                "institution" => Class::Institution,
                "company" => Class::Company,
                "mechanism" => Class::Mechanism,
                "instrument" => Class::Instrument,
                "post" => Class::Post,
                _ => Class::Place,
            };
            for name in list.split('|') {
                let words = Words::of_text(name);
                let longest = heads.longest.entry(words.folded(0).into()).or_default();
                *longest = (*longest).max(words.len());
                heads.classes.insert(words.phrase(0..words.len()).into(), class);
            }
        }
        heads
    }

    /// The longest head that starts at word `i`, whatever its case.
    pub(crate) fn find(&self, words: &Words<'_>, i: usize, end: usize) -> Option<(Range<usize>, Class)> {
        let longest = *self.longest.get(words.folded(i))?;
        (1..=longest.min(end.saturating_sub(i))).rev().find_map(|n| Some((i..i + n, *self.classes.get(words.phrase(i..i + n))?)))
    }
}

/// What the grammar asks of the rest: where names of the gazetteer start.
pub(crate) struct Grammar<'g> {
    pub(crate) words: &'g Words<'g>,
    pub(crate) heads: &'g Heads,
    /// For each word, the gazetteer name that starts there.
    pub(crate) hits: &'g [Option<(usize, Vec<Entry>)>],
    /// Words of dates and quantities, which no name holds.
    pub(crate) taken: &'g [bool],
}

/// What offices and ministries are for, so that a title ends where these do.
const TOPICS: &[&str] = &[
    "affairs",
    "trade",
    "industry",
    "economy",
    "economic",
    "finance",
    "commerce",
    "security",
    "partnerships",
    "partnership",
    "environment",
    "energy",
    "transport",
    "agriculture",
    "defence",
    "defense",
    "health",
    "labour",
    "labor",
    "education",
    "science",
    "technology",
    "justice",
    "interior",
    "tourism",
    "culture",
    "development",
    "cooperation",
    "investment",
    "investments",
    "planning",
    "fisheries",
    "forestry",
    "infrastructure",
    "communications",
    "information",
    "innovation",
    "water",
    "resources",
    "mines",
    "minerals",
    "energies",
    "competition",
    "enterprise",
    "enterprises",
    "employment",
    "services",
    "relations",
    "integration",
    "climate",
    "change",
    "nature",
    "ecology",
    "state",
    "policy",
    "matters",
    "europe",
    "asia",
    "africa",
    "america",
    "americas",
    "pacific",
    "exports",
    "business",
    "research",
    "digital",
    "housing",
    "lands",
    "land",
    "welfare",
    "sports",
    "youth",
    "women",
];

/// The longest name, in words: no list of ministers is one name.
const LONGEST: usize = 28;

impl Grammar<'_> {
    pub(crate) fn hit(&self, i: usize) -> Option<(usize, &[Entry])> {
        self.hits.get(i)?.as_ref().map(|(end, entries)| (*end, entries.as_slice()))
    }

    fn is_cap(&self, i: usize, end: usize) -> bool {
        // Headlines write their verbs with capitals too.
        const VERBS: &[&str] = &[
            "i",
            "mr",
            "ms",
            "mrs",
            "the",
            "a",
            "held",
            "signed",
            "adopted",
            "concludes",
            "concluded",
            "takes",
            "took",
            "opens",
            "begins",
            "is",
            "are",
            "was",
            "were",
            "to",
            "will",
            "meets",
            "signs",
            "agrees",
            "agree",
            "agreed",
            "hold",
            "holds",
            "with",
            "issued",
            "launched",
            "released",
            "between",
            "as",
            "by",
            "from",
            "he",
            "she",
            "they",
            "we",
            "it",
        ];
        i < end
            && self.words.is_name_like(i)
            && !self.taken[i]
            && !(VERBS.contains(&self.words.folded(i)) && (self.words.shape(i) == Shape::Capital || self.shouted(i)))
    }

    /// Whether a word stands in a line all in capitals, where its own say nothing.
    fn shouted(&self, i: usize) -> bool {
        let loud = |k: usize| self.words.shape(k) == Shape::Upper && self.words.written(k).chars().count() > 2;
        self.words.shape(i) == Shape::Upper && i > 0 && i + 1 < self.words.len() && loud(i - 1) && loud(i + 1)
    }

    /// Whether a name begins with two parties, `Polish-Vietnamese Commission`: what they have in common is neither's body.
    fn paired(&self, i: usize) -> bool {
        let party = |e: &Entry| matches!(e, Entry::State(_) | Entry::Adjective(_) | Entry::Organisation(_));
        let named = |k: usize| self.hit(k).filter(|(_, e)| e.iter().any(party)).map(|(end, _)| end);
        let half = first_half(self.words.folded(i)).map(|_| i + 1);
        named(i).or(half).filter(|end| self.words.is_any(*end, &["-", "–", "and"])).is_some_and(|end| named(end + 1).is_some())
    }

    fn head_at(&self, i: usize, end: usize) -> Option<(Range<usize>, Class)> {
        self.words.is_name_like(i).then(|| self.heads.find(self.words, i, end)).flatten()
    }

    /// The name that starts at word `i`.
    pub(crate) fn phrase_at(&self, i: usize) -> Option<Phrase> {
        const NO_START: &[&str] = &[
            "on",
            "in",
            "at",
            "for",
            "from",
            "under",
            "following",
            "this",
            "that",
            "these",
            "both",
            "after",
            "during",
            "of",
            "and",
            "or",
            "copyright",
            "also",
        ];
        let end = self.words.block_end(i).min(i + LONGEST);
        if !self.is_cap(i, end) || self.words.is_any(i, NO_START) {
            return None;
        }
        let (run_end, head, class) = self.run(i, end)?;
        let class = if class == Class::Body && self.paired(i) { Class::Mechanism } else { class };
        // In a title all in capitals a body's name ends no longer run: "COMMUNIQUÉ OF THE SIXTH MEETING OF THE … COMMISSION".
        let session = |k: usize| ordinal_at(self.words, k).is_some() || matches!(self.head_at(k, head.start), Some((_, Class::Mechanism)));
        if matches!(class, Class::Body | Class::Mechanism) && (i + 1..head.start).any(|k| self.words.shape(k) == Shape::Upper && session(k))
        {
            return None;
        }
        // "the 12th Meeting" is a meeting of a series, whose name has no number; "Second Minister" is an office.
        if class != Class::Post && ordinal_at(self.words, i).is_some() {
            return None;
        }
        // "the Meeting of the Working-Level Meeting": a bare session word names nothing; what it is of does.
        let bare = head.start == i;
        let of_named = self.words.is(run_end, "of") && (self.words.is(run_end + 1, "the") || self.is_cap(run_end + 1, end));
        if bare && class == Class::Mechanism && (of_named || run_end == head.end && head.len() == 1) {
            return None;
        }
        let mut stop = self.tail(head.end, run_end, class, end);
        if class == Class::Post {
            stop = self.before_name(head.end, stop);
        }
        if class == Class::Body {
            stop = self.before_other_head(head.end, stop);
        }
        // "Embassy of Japan": a bare head is a body where its owner follows.
        let owned = class == Class::Body && self.words.is(stop, "of") && {
            let the = if self.words.is(stop + 1, "the") { stop + 2 } else { stop + 1 };
            self.hit(the)
                .is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::State(_) | Entry::Organisation(_) | Entry::Subdivision(_))))
        };
        let joint = class == Class::Mechanism && head.len() > 2;
        if bare && stop == head.end && class != Class::Post && !owned && !joint {
            return None;
        }
        // "Solomon Islands", "World Trade Organization": the gazetteer knows better.
        if self.hit(i).is_some_and(|(hit_end, entries)| hit_end >= stop && !entries.iter().all(|e| matches!(e, Entry::City(_)))) {
            return None;
        }
        Some(Phrase { words: i..stop, head, class })
    }

    /// Where a ministry's name ends that another name follows: "Ministry of Commerce Regular Press Conference".
    fn before_other_head(&self, head_end: usize, stop: usize) -> usize {
        let other = (head_end..stop)
            .any(|i| self.head_at(i, stop).is_some_and(|(_, c)| matches!(c, Class::Mechanism | Class::Post | Class::Instrument)));
        let last = (head_end..stop).rev().find(|i| TOPICS.contains(&self.words.folded(*i)));
        last.filter(|_| other).map_or(stop, |last| last + 1)
    }

    /// Where a title ends whose topics a name follows at once: "Commissioner for International Partnerships Janis Ozolins".
    fn before_name(&self, head_end: usize, stop: usize) -> usize {
        let topic = |i: &usize| TOPICS.contains(&self.words.folded(*i));
        match (head_end..stop).rev().find(topic) {
            Some(last)
                if (2..=4).contains(&(stop - last - 1))
                    && (last + 1..stop).all(|i| self.words.is_name_like(i) || self.words.is(i, "-")) =>
            {
                last + 1
            }
            _ => stop,
        }
    }

    /// Capitalised words from `i`, joined as names join them, up to the last head among them.
    fn run(&self, i: usize, end: usize) -> Option<(usize, Range<usize>, Class)> {
        let mut found: Option<(usize, Range<usize>, Class)> = None;
        let mut at = i;
        while at < end {
            if let Some((head, class)) = self.head_at(at, end) {
                at = head.end;
                let company = class == Class::Company && self.words.is(at, ".");
                if company {
                    at += 1;
                }
                if found.as_ref().is_some_and(|(_, _, c)| *c == Class::Post) {
                    break;
                }
                let more = self.words.is(at, "'") && self.words.is_joined(at);
                found = Some((at, head, class));
                if !more {
                    match self.next_in_run(at, end, true) {
                        Some(next) => at = next,
                        None => break,
                    }
                    continue;
                }
            } else if self.is_cap(at, end) {
                at += 1;
            } else {
                break;
            }
            match self.next_in_run(at, end, found.is_some()) {
                Some(next) => at = next,
                None => break,
            }
        }
        found
    }

    /// Where a run goes on after a word of it that ends at `at`: the next capital, over a hyphen, a possessive or a list.
    fn next_in_run(&self, at: usize, end: usize, has_head: bool) -> Option<usize> {
        let w = self.words;
        if self.is_cap(at, end) && !w.starts_line(at) {
            return Some(at);
        }
        let joined_cap = |n: usize| self.is_cap(n, end);
        match w.folded(at) {
            // "Follow-up", "E-commerce" go on; "Kobe-based" does not.
            "-" if w.is_joined(at) && w.is_joined(at + 1) && is_inner(w, at + 1) && joined_cap(at + 2) => Some(at + 2),
            // "People-to-People", "Business-to-Business"
            "-" if w.is_joined(at) && w.is_any(at + 1, &["to", "in", "on", "of", "by"]) && w.is(at + 2, "-") && joined_cap(at + 3) => {
                Some(at + 3)
            }
            "-" | "/" if w.is_joined(at) && w.is_joined(at + 1) && joined_cap(at + 1) => Some(at + 1),
            "'" if w.is_joined(at) && w.is(at + 1, "s") && w.is_joined(at + 1) && joined_cap(at + 2) => Some(at + 2),
            "'" if w.is_joined(at) && joined_cap(at + 1) && at > 0 && w.folded(at - 1).ends_with('s') => Some(at + 1),
            "." if w.is_joined(at) && w.written(at.wrapping_sub(1)).len() == 1 && joined_cap(at + 1) => Some(at + 1),
            "plus" if joined_cap(at + 1) => Some(at + 1),
            "&" if joined_cap(at + 1) && !self.blocks_list(at + 1) => Some(at + 1),
            "and" if !has_head && joined_cap(at + 1) && self.list_reaches_head(at + 1, end) => Some(at + 1),
            "," if !has_head && joined_cap(at + 1) && self.comma_list(at, end) => Some(at + 1),
            _ => None,
        }
    }

    /// Whether a name of its own starts at `i`, which no list of topics would hold.
    fn blocks_list(&self, i: usize) -> bool {
        let named = self.hit(i).is_some_and(|(_, e)| {
            e.iter().any(|e| {
                matches!(
                    e,
                    Entry::State(_)
                        | Entry::Organisation(_)
                        | Entry::Body(_)
                        | Entry::Adjective(_)
                        | Entry::Subdivision(_)
                        | Entry::Capital(..)
                )
            })
        });
        let acronym = self.words.shape(i) == Shape::Upper && !self.words.is_any(i, &["it", "ict", "sme", "smes", "r"]);
        let heads_body = self.heads.find(self.words, i, i + 4).is_some_and(|(_, c)| matches!(c, Class::Body | Class::Post));
        named || acronym || heads_body
    }

    /// "Economic and Trade Ministers' Meeting": capitals from `i` reach a head.
    fn list_reaches_head(&self, i: usize, end: usize) -> bool {
        !self.blocks_list(i)
            && (i..end.min(i + 6))
                .take_while(|&w| self.is_cap(w, end) || self.words.is_any(w, &["'", "s", "-"]))
                .any(|w| self.head_at(w, end).is_some())
    }

    /// ", Trade and Industry Ministry" after "Economy": each item short, "and" before the last, a head at its end.
    fn comma_list(&self, comma: usize, end: usize) -> bool {
        let mut at = comma;
        for _ in 0..5 {
            if !self.words.is(at, ",") && !self.words.is_any(at, &["and", "&"]) {
                return false;
            }
            let last = self.words.is_any(at, &["and", "&"]);
            at += 1;
            if self.words.is(at, "and") && !last {
                return self.list_reaches_head(at + 1, end);
            }
            if self.blocks_list(at) || !self.is_cap(at, end) {
                return false;
            }
            if last {
                return self.list_reaches_head(at, end);
            }
            let items = (at..end.min(at + 4)).take_while(|&w| self.is_cap(w, end) && self.head_at(w, end).is_none()).count();
            if items == 0 || items > 3 {
                return false;
            }
            at += items;
        }
        false
    }

    /// Where a name ends that has its head at `head_end`: over "of", "for" and their like, with lists.
    fn tail(&self, head_end: usize, run_end: usize, class: Class, end: usize) -> usize {
        let connectives: &[&str] = match class {
            Class::Body | Class::Unit => &["of", "for", "on"],
            Class::Institution => &["of", "for"],
            Class::Mechanism => &["of", "on", "for", "between"],
            Class::Instrument => &["of", "on", "for", "between", "to", "against", "concerning"],
            Class::Post => &["of", "for", "to"],
            Class::Company | Class::Place => return run_end.max(head_end),
        };
        let w = self.words;
        let mut stop = run_end.max(head_end);
        let mut at = stop;
        while w.is_any(at, connectives) && at < end {
            let the = if w.is(at + 1, "the") { at + 2 } else { at + 1 };
            // "between" ties states to the name of a text; bodies only sign it.
            let between = w.is(at, "between");
            let states = self.hit(the).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::State(_) | Entry::Organisation(_))));
            if !self.is_cap(the, end) || between && !states || self.owner_starts(the, class, between) {
                break;
            }
            stop = self.list(the, class, end);
            at = stop;
        }
        stop
    }

    /// Whether what a connective ties on is the owner and no part of the name: "Ministry of Energy of Uzbekistan".
    fn owner_starts(&self, i: usize, class: Class, between: bool) -> bool {
        if between {
            return false;
        }
        let Some((hit_end, entries)) = self.hit(i) else {
            let body = self.heads.find(self.words, i, i + 4).is_some_and(|(_, c)| c == Class::Body);
            return body && matches!(class, Class::Body | Class::Unit | Class::Post);
        };
        let party = entries.iter().any(|e| matches!(e, Entry::State(_) | Entry::Organisation(_) | Entry::Body(_) | Entry::Subdivision(_)));
        // "Secretary General of the Norwegian Ministry of Salt"
        let body = || self.heads.find(self.words, hit_end, hit_end + 4).is_some_and(|(_, c)| c == Class::Body);
        if class == Class::Post && entries.iter().any(|e| matches!(e, Entry::Adjective(_))) && body() {
            return true;
        }
        // "Cooperation of Japan-China": a hyphen makes the state part of a name.
        let goes_on = self.words.is(hit_end, "-") || self.is_cap(hit_end, hit_end + 1) && !matches!(class, Class::Post | Class::Body);
        party && !goes_on && !matches!(class, Class::Instrument | Class::Institution)
    }

    /// A list of capitalised topics from `i`: "Economy, Trade and Industry", "Trade in Services and Commercial Services".
    fn list(&self, i: usize, class: Class, end: usize) -> usize {
        let w = self.words;
        let mut at = i;
        // After "Trade and Investment" a ", and" begins something else: the next of those who took part.
        let mut closed = false;
        loop {
            while self.is_cap(at, end) && !(w.starts_line(at) && at > i) {
                at += 1;
                if w.is(at, "-") && w.is_joined(at) && w.is_joined(at + 1) && (self.is_cap(at + 1, end) || w.shape(at + 1) == Shape::Lower)
                {
                    at += 2;
                }
                if w.is(at, "'") && w.is_joined(at) && w.is(at + 1, "s") && self.is_cap(at + 2, end) {
                    at += 2;
                }
            }
            let next = match w.folded(at) {
                "and" | "&" => at + 1,
                "," if self.closes_list(at, end) && !(closed && w.is(at + 1, "and")) => at + 1,
                "in" | "on" | "for" | "to" | "of" if !matches!(class, Class::Post) || w.is_any(at, &["in", "of"]) => at + 1,
                _ => return at,
            };
            let ties = w.is_any(at, &["in", "on", "for", "to", "of"]);
            closed |= w.is_any(at, &["and", "&"]);
            let next = if w.is(next, "and") { next + 1 } else { next };
            let cap = if w.is(next, "the") { next + 1 } else { next };
            if !self.is_cap(cap, end) || (!ties && self.blocks_list(cap)) || ties && self.owner_starts(cap, class, false) {
                return at;
            }
            if ties
                && self.hit(cap).is_some()
                && matches!(class, Class::Body | Class::Unit | Class::Post | Class::Mechanism | Class::Institution)
            {
                return at;
            }
            at = cap;
        }
    }

    /// Whether the comma at `at` stands in a list that "and" closes: "Trade, Industry and Energy".
    fn closes_list(&self, at: usize, end: usize) -> bool {
        let w = self.words;
        let mut i = at + 1;
        for _ in 0..5 {
            if w.is(i, "and") {
                return self.is_cap(i + 1, end) && !self.blocks_list(i + 1);
            }
            if !self.is_cap(i, end)
                || self.blocks_list(i)
                || self.head_at(i, end).is_some_and(|(_, c)| matches!(c, Class::Body | Class::Post | Class::Unit))
            {
                return false;
            }
            let mut items = 0;
            while self.is_cap(i, end) && items < 5 {
                i += 1;
                items += 1;
                if w.is(i, "-") && w.is_joined(i) {
                    i += 1;
                }
            }
            match w.folded(i) {
                "and" | "&" => {
                    return self.is_cap(i + 1, end)
                        && !self.blocks_list(i + 1)
                        && self.head_at(i + 1, end).is_none_or(|h| !matches!(h.1, Class::Body | Class::Post));
                }
                "," => i += 1,
                _ => return false,
            }
        }
        false
    }
}

/// Whether the small word after a hyphen belongs to a name.
fn is_inner(words: &Words<'_>, i: usize) -> bool {
    words.shape(i) == Shape::Lower
        && !words.is_any(i, &["based", "led", "born", "backed", "owned", "made", "wide", "style", "area", "year", "old", "funded"])
}
