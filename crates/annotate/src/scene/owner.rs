//! **Whose is a body, an office, a side?** By the words before its name, after it, or around it.

use super::{Scene, fold, plain};
use crate::gazetteer::Entry;
use crate::phrase::{Class, Phrase};
use model::Party;
use std::ops::Range;

impl<'a> Scene<'a> {
    /// The state that a body or an office without one belongs to: its list's, its sentence's, its paragraph's, the document's.
    pub(crate) fn state_around(&self, i: usize) -> Option<&'static str> {
        if let Some(code) = self.label(i) {
            return Some(code);
        }
        let start = self.words.sentence_start(i, 60);
        // In a quotation's tail ("…," the spokesperson said) the sentences before say whose spokesperson it is.
        let quoted = self.words.is_any(start, &["\"", "“"]) || i > 0 && self.words.is_any(i - 1, &["\"", "”", "“"]);
        if quoted {
            let block = self.words.block(self.words.block_of(i));
            let begin = block.start.max(start.saturating_sub(80));
            let opening = (begin..start).rev().filter(|&w| self.words.starts_sentence(w)).find_map(|w| self.state_at(w)).map(|s| s.0);
            if opening.is_some() {
                return opening;
            }
        }
        self.home.or_else(|| (start..i).find_map(|w| self.state_at(w)).map(|s| s.0))
    }

    /// The state in whose capital a sentence, or the one before it in its paragraph, says that it plays: "In Ankara the mood was …".
    pub(crate) fn opening_scene(&self, sentence: usize) -> Option<&'static str> {
        let w = self.words;
        let block = w.block(w.block_of(sentence));
        let before = (block.start.max(sentence.saturating_sub(120))..sentence).rev().find(|i| w.starts_sentence(*i));
        [Some(sentence), before].into_iter().flatten().find_map(|start| {
            let seat =
                w.is(start, "in") && self.hit(start + 1).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Capital(_, true))));
            seat.then(|| self.state_at(start + 1).map(|s| s.0)).flatten()
        })
    }

    /// The party whose side an official leads or stands for: "the Kenyan delegation was led by", "Japan was represented by".
    pub(crate) fn led_party(&self, i: usize, local: bool) -> Option<Party> {
        let w = self.words;
        let by = i.checked_sub(1).filter(|&b| w.is(b, "by"))?;
        let start = w.sentence_start(i, 60).max(by.saturating_sub(25));
        // "…, and the Kenyan delegation by": the verb may be left out the second time.
        let leads = (start..by).any(|n| w.is_any(n, &["led", "headed", "represented", "chaired", "delegation"]));
        leads.then(|| (start..by).rev().find_map(|n| self.office_party_at(n, local))).flatten().map(|(p, _)| p)
    }

    /// The party that the name at word `i` gives to an office: of a governor or a mayor the place itself, of others its state.
    pub(crate) fn office_party_at(&self, i: usize, local: bool) -> Option<(Party, usize)> {
        let place = self.hit(i).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Subdivision(_) | Entry::City(_))));
        if local
            && place
            && let Some((party, range)) = self.subnational(i)
        {
            return Some((party, range.end));
        }
        self.owner_at(i)
    }

    /// Whether a state can have such an officer: the Philippines have no prime minister, Canada no president.
    pub(crate) fn has_office(&self, code: &str, title: &str) -> bool {
        let led_by = self.gazetteer.state(code).map_or("", |s| s.led_by);
        let title = title.to_lowercase();
        let leads = matches!(title.as_str(), "president" | "prime minister");
        !leads || led_by.is_empty() || led_by == title
    }

    /// The state of somebody whom an official of the document's own state meets: the one of the others that is named last and most.
    pub(crate) fn other_state(&self, i: usize, title: &str) -> Option<&'static str> {
        [25, 80].into_iter().find_map(|reach| {
            let near: Vec<&'static str> = (i.saturating_sub(reach)..i)
                .rev()
                .filter_map(|w| self.state_at(w))
                .map(|s| s.0)
                .filter(|s| Some(*s) != self.home && self.has_office(s, title))
                .collect();
            let count = |code: &str| self.state_counts.get(code).copied().unwrap_or(0);
            near.into_iter().rev().max_by_key(|code| count(code))
        })
    }

    /// The party that a body's name is, given the words before and after it; and the words of an owner after it.
    pub(crate) fn body(&self, phrase: &Phrase) -> (Party, Range<usize>, usize) {
        let (lead, start) = self.lead(phrase.words.start, phrase.head.start);
        let range = start..phrase.words.end;
        let name = plain(self.words.text_of(range.clone()));
        let (after, end) = self.owner_after(phrase.words.end, matches!(phrase.class, Class::Body));
        let known = || self.gazetteer.body_named(&fold(&name)).filter(|code| self.may_own(code)).map(Party::new);
        let noted = || self.owners.get(&fold(&name)).map(Party::new);
        let inside = || (start == phrase.words.start).then(|| self.state_at(start)).flatten().map(|s| Party::new(s.0));
        // "the Mekong River Commission": the states along a water share what is named after it.
        let shared = phrase.words.clone().any(|w| self.words.is_any(w, &["river", "lake", "basin", "sea", "ocean", "strait"]));
        let is_place = |e: &Entry| matches!(e, Entry::Subdivision(_) | Entry::City(_) | Entry::Organisation(_));
        let placed = start == phrase.words.start && self.hit(start).is_some_and(|(_, e)| e.iter().any(is_place));
        let place = || placed.then(|| self.owner_at(start)).flatten().map(|o| o.0);
        let owner = lead
            .or(after)
            .or_else(inside)
            .or_else(place)
            .or_else(noted)
            .or_else(known)
            .or_else(|| (!shared).then(|| self.state_around(phrase.words.start).map(Party::new)).flatten());
        match owner {
            Some(owner) => (Party::body(owner.root(), &name), range, end),
            None => (Party::new(name), range, end),
        }
    }

    /// The owner that stands before a head and is no part of the name: "Brazilian Ministry", "India's Department"; and where the name starts.
    pub(crate) fn lead(&self, i: usize, head: usize) -> (Option<Party>, usize) {
        let w = self.words;
        let (local, post) = match self.heads.find(w, head, head + 4) {
            Some((range, Class::Post)) => (w.is_any(range.end - 1, LOCAL), true),
            _ => (false, false),
        };
        // Before the phrase: "Japan's", "of the Chinese" are read with the phrase; a possessive stands outside it.
        let possessive = i >= 3 && w.is(i - 1, "s") && w.is(i - 2, "'");
        if possessive && let Some(owner) = self.owner_ending(i - 2) {
            return (Some(owner), i);
        }
        let Some((owner, end)) = self.office_party_at(i, local) else { return (None, i) };
        if end > head {
            return (None, i);
        }
        if w.is(end, "'") && w.is(end + 1, "s") && end + 2 <= head {
            return (Some(owner), end + 2);
        }
        let entries = self.hit(i).map_or(&[][..], |h| h.1);
        let strips = entries.iter().any(|e| matches!(e, Entry::Adjective(_) | Entry::Organisation(_) | Entry::Body(_)));
        // "Busan City Council" keeps its city, "Busan Mayor" does not.
        if strips || post { (Some(owner), end) } else { (Some(Party::new(owner.root())), i) }
    }

    /// The owner whose name ends at word `end`.
    pub(crate) fn owner_ending(&self, end: usize) -> Option<Party> {
        (1..=6).filter_map(|n| end.checked_sub(n)).find_map(|i| self.owner_at(i).filter(|(_, e)| *e == end)).map(|o| o.0)
    }

    /// The owner after a name: "of Uzbekistan", "of the Republic of Korea", ", China", "in Tokyo"; and its end.
    pub(crate) fn owner_after(&self, i: usize, comma: bool) -> (Option<Party>, usize) {
        let w = self.words;
        let mut at = i;
        // Its acronym may stand between: "Ministry of Commerce (MOFCOM) of China".
        if w.is(at, "(") && w.is(at + 2, ")") {
            at += 3;
        }
        let tied = w.is_any(at, &["of", "for"]) || comma && w.is(at, ",") && !w.starts_line(at + 1);
        if !tied {
            let seat = w.is(at, "in") && self.hit(at + 1).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Capital(_, true))));
            return if seat { (self.state_at(at + 1).map(|s| Party::new(s.0)), i) } else { (None, i) };
        }
        let the = if w.is(at + 1, "the") { at + 2 } else { at + 1 };
        let Some((end, entries)) = self.hit(the) else { return (None, i) };
        let named = entries.iter().any(|e| {
            matches!(e, Entry::State(_) | Entry::Organisation(_) | Entry::Subdivision(_)) || matches!(e, Entry::City(_)) && w.is(at, "of")
        });
        let sets = w.is(at, ",") && !entries.iter().any(|e| matches!(e, Entry::State(_)));
        // ", China and Japan" is a list of states and no owner.
        let list = w.is(at, ",") && (w.is_any(end, &["and", "'"]) || w.is(end, ",") && self.state_at(end + 1).is_some());
        if !named || sets || list {
            return (None, i);
        }
        match self.owner_at(the) {
            Some((owner, end)) => (Some(owner), end),
            None => (None, i),
        }
    }
}

/// Last words of offices that a place has, not its state.
pub(crate) const LOCAL: &[&str] = &["governor", "gov", "mayor"];
