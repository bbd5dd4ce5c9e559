//! **From which state is the document?** By its publisher, its dateline, its headline, or the ministers it need not explain.

use super::{Scene, plain};
use crate::gazetteer::Entry;
use crate::phrase::Class;
use crate::words::{Shape, Words};
use model::Party;
use std::ops::Range;

impl<'a> Scene<'a> {
    /// The state of the publisher, of the dateline, or of the headline.
    pub(super) fn find_home(&self) -> Option<&'static str> {
        let publisher = self.document.publisher.as_deref().and_then(|p| self.state_in(p, true).or_else(|| press_state(p)));
        let office = || self.document.office.as_deref().and_then(|p| self.state_in(p, true));
        if let Some(home) = publisher.or_else(office) {
            return Some(home);
        }
        let dateline = (0..self.words.blocks().min(6)).find_map(|b| self.dateline(self.words.block(b)));
        let title = || self.document.title.as_deref().and_then(|t| self.state_in(t, false));
        let (ranked, unsaid) = self.unsaid();
        // A correspondent's dateline is abroad where the paper's own ministers are another state's.
        let own = unsaid.filter(|u| dateline.is_none() || ranked.first() == Some(u));
        own.or(dateline).or_else(title).or_else(|| ranked.first().copied())
    }

    /// The publisher's name without its state, and the party it is.
    pub(crate) fn publisher_party(&self) -> Option<(String, Party)> {
        let publisher = self.document.publisher.as_deref()?;
        let words = Words::of_text(publisher);
        let owner = (0..words.len()).find(|&i| {
            let the = if words.is(i + 1, "the") { i + 2 } else { i + 1 };
            let is_state = |e: &Entry| matches!(e, Entry::State(_));
            words.is(i, "of")
                && self
                    .gazetteer
                    .find(&words, the, words.len())
                    .is_some_and(|(range, e)| range.end == words.len() && e.iter().any(is_state))
        });
        let name = plain(words.text_of(0..owner.unwrap_or(words.len())));
        let body = (0..words.len()).any(|i| matches!(self.heads.find(&words, i, words.len()), Some((_, Class::Body))));
        let home = self.state_in(publisher, true).or(self.home).filter(|_| body);
        let party = home.map_or_else(|| Party::new(name.clone()), |home| Party::body(home, &name));
        Some((name, party))
    }

    /// The states that the text names most, and the one of them whose ministers it names without saying whose they are, as a
    /// country's own papers do: no office is tied to it.
    fn unsaid(&self) -> (Vec<&'static str>, Option<&'static str>) {
        let w = self.words;
        let mut counts: std::collections::BTreeMap<&'static str, (i32, usize)> = std::collections::BTreeMap::new();
        let mut tied: Vec<&'static str> = Vec::new();
        let mut untied = false;
        for i in 0..w.len() {
            if let Some((code, end)) = self.state_at(i) {
                let entry = counts.entry(code).or_insert((0, i));
                entry.0 += if w.block_of(i) == 0 { 3 } else { 1 };
                let next = if w.is(end, "'") { end + 2 } else { end };
                let office = (next..next + 5)
                    .take_while(|&n| w.block_of(n.min(w.len() - 1)) == w.block_of(i) && !w.starts_line(n))
                    .take_while(|&n| w.is_name_like(n) || w.is_any(n, &[",", "and", "foreign", "trade"]))
                    .any(|n| self.is_post_head(n));
                // `Deputy Minister of Industry and Trade of Vietnam`
                let behind = i > 0
                    && w.is(i - 1, "of")
                    && (i.saturating_sub(9)..i - 1)
                        .rev()
                        .take_while(|&n| w.is_name_like(n) || w.is_any(n, &["of", "and", ",", "for"]))
                        .any(|n| self.is_post_head(n));
                if office || behind {
                    tied.push(code);
                }
            }
            let alone = i == 0 || !(w.is_name_like(i - 1) || w.is_any(i - 1, &["and", "s", ","])) && self.hit(i).is_none();
            let run = (i..i + 4).take_while(|&n| w.is_name_like(n)).count();
            untied |= alone && w.shape(i) == Shape::Capital && (i..i + run).any(|n| self.is_post_head(n) && n + 1 < i + run && n <= i + 1);
        }
        let mut ranked: Vec<(&'static str, (i32, usize))> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, (n, first))| (std::cmp::Reverse(*n), *first));
        let ranked: Vec<&'static str> = ranked.into_iter().take(3).map(|r| r.0).collect();
        let leaves_one_out = untied && ranked.iter().any(|r| tied.contains(r));
        let left = ranked.iter().copied().find(|r| leaves_one_out && !tied.contains(r));
        (ranked, left)
    }

    fn is_post_head(&self, i: usize) -> bool {
        self.words.is_any(i, &["minister", "president", "premier", "secretary", "chancellor", "negotiator", "ambassador", "spokesperson"])
    }

    /// The state that a text names first, or that a well-known body in it belongs to.
    fn state_in(&self, text: &str, bodies: bool) -> Option<&'static str> {
        let words = Words::of_text(text);
        let state = |e: &Entry| match e {
            Entry::State(s) | Entry::Adjective(s) | Entry::Capital(s, true) => Some(self.code(*s)),
            Entry::Body(b) => self.gazetteer.bodies[usize::from(*b)].state,
            Entry::City(c) if bodies => Some(self.gazetteer.cities[usize::from(*c)].state),
            _ => None,
        };
        let named = (0..words.len()).find_map(|i| self.gazetteer.find(&words, i, words.len())?.1.iter().find_map(state));
        named.or_else(|| {
            let whole = words.phrase(0..words.len());
            bodies.then(|| self.gazetteer.body_named(whole)).flatten().filter(|code| self.may_own(code))
        })
    }

    /// Whether a body that has the name of a known one may be that one: the text names its state, or not two others.
    ///
    /// Many states have a "Ministry of Industry and Trade", and the one known by its acronym is not meant where two others meet.
    pub(super) fn may_own(&self, code: &str) -> bool {
        self.state_counts.contains_key(code) || self.state_counts.len() < 2
    }

    /// "NEW DELHI, Aug 19 (Reuters) -", "CURITIBA --", "Dar es Salaam, Saturday 3 May 2025." at the start of a block.
    fn dateline(&self, range: Range<usize>) -> Option<&'static str> {
        let (end, entries) = self.hit(range.start)?;
        let close = (end..range.end.min(end + 14)).any(|w| self.words.is(w, "-") && !self.words.is_joined(w) || self.taken[w])
            && self.words.is_any(end, &[",", "-", "("]);
        if !close {
            return None;
        }
        entries.iter().find_map(|e| match e {
            Entry::Capital(s, _) => Some(self.code(*s)),
            Entry::City(c) => Some(self.gazetteer.cities[usize::from(*c)].state),
            _ => None,
        })
    }
}

/// The state whose papers and agencies go by such a word.
fn press_state(name: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("shimbun", "JPN"),
        ("kyodo", "JPN"),
        ("jiji", "JPN"),
        ("nhk", "JPN"),
        ("nikkei", "JPN"),
        ("yonhap", "KOR"),
        ("ilbo", "KOR"),
        ("xinhua", "CHN"),
        ("tass", "RUS"),
        ("interfax", "RUS"),
        ("antara", "IDN"),
        ("bernama", "MYS"),
        ("zeitung", "DEU"),
        ("anadolu", "TUR"),
        ("dawn", "PAK"),
        ("pti", "IND"),
    ];
    let name = name.to_lowercase();
    WORDS.iter().find(|(w, _)| name.split(|c: char| !c.is_alphabetic()).any(|n| n == *w)).map(|w| w.1)
}
