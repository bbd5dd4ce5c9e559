//! **Which atoms make one word, and after which word does a sentence end?**
//!
//! In → Out: a text and its blocks → words and sentence ends, as byte spans.
//!
//! Never: cuts at a line break inside a block; ends a sentence inside a protected span.

mod clue;

use super::Stretch;
use super::atom::{self, Atom, Kind};
use super::weights::{Section, Weights};
use clue::{Clue, end_clues, join_clues};
use model::Span;

#[cfg(test)]
mod tests;

/// Words in order, and which of them begin a sentence.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) words: Vec<Span>,
    /// The first word of each sentence and the block it stands in.
    pub(super) starts: Vec<(usize, usize)>,
}

impl Cut {
    /// The sentences as spans.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch> + '_ {
        self.starts.iter().enumerate().map(|(i, &(first, block))| {
            let last = self.starts.get(i + 1).map_or(self.words.len(), |s| s.0) - 1;
            Stretch { span: self.words[first].cover(self.words[last]), block }
        })
    }
}

/// Learnt votes on where words and sentences end.
#[derive(Debug)]
pub(super) struct Borders {
    joins: Vec<i16>,
    ends: Vec<i16>,
}

/// Votes that it takes to end a sentence without a mark; the treebanks lost line breaks that blocks still have.
const UNMARKED: i32 = 450;

/// Votes in each table; a power of two.
pub(super) const VOTES: usize = 1 << 17;

impl Borders {
    pub(super) fn open(weights: Weights<'_>) -> Option<Borders> {
        let votes = |s| Some(weights.section(s)?.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect::<Vec<i16>>());
        let borders = Borders { joins: votes(Section::Joins)?, ends: votes(Section::Ends)? };
        (borders.joins.len() == VOTES && borders.ends.len() == VOTES).then_some(borders)
    }
}

/// Whoever decides where words and sentences end: the learnt votes, or the trainer that learns them.
pub(super) trait Decide {
    /// Whether a word goes on over the border after `offset`.
    fn joins(&mut self, offset: usize, clues: &[usize]) -> bool;
    /// Whether a sentence ends at `offset`; `unmarked` where its last word is not followed by a mark.
    fn ends(&mut self, offset: usize, clues: &[usize], unmarked: bool) -> bool;
}

impl Decide for &Borders {
    fn joins(&mut self, _: usize, clues: &[usize]) -> bool {
        clues.iter().map(|&c| i32::from(self.joins[c])).sum::<i32>() > 0
    }

    fn ends(&mut self, _: usize, clues: &[usize], unmarked: bool) -> bool {
        let least = if unmarked { UNMARKED } else { 0 };
        clues.iter().map(|&c| i32::from(self.ends[c])).sum::<i32>() > least
    }
}

/// Cuts `text` inside `blocks`; `protected` spans are in order, none overlapping.
pub(super) fn cut(text: &str, blocks: &[Span], protected: &[Span]) -> Cut {
    cut_by(&mut &super::model::Model::shared().borders, text, blocks, protected)
}

/// [`cut`] with another judge.
pub(super) fn cut_by(judge: &mut impl Decide, text: &str, blocks: &[Span], protected: &[Span]) -> Cut {
    let mut cut = Cut::default();
    let mut atoms = Vec::new();
    let mut clues = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let (from, to) = (block.start as usize, block.end as usize);
        if text.get(from..to).is_none() {
            continue;
        }
        let low = protected.partition_point(|p| p.start < block.start);
        let high = protected.partition_point(|p| p.end <= block.end);
        let inside: Vec<(usize, usize)> = protected[low.min(high)..high].iter().map(|p| (p.start as usize, p.end as usize)).collect();
        atoms.clear();
        atom::split(text, from, to, &inside, &mut atoms);
        clues.clear();
        clues.extend(atoms.iter().map(|a| Clue::of(text, a)));
        Blocks { text, atoms: &atoms, clues: &clues, block: index, votes: Vec::new() }.words(judge, &mut cut);
    }
    cut
}

/// What is known of the sentence that is being read.
#[derive(Debug, Clone, Copy, Default)]
struct Opening {
    /// Its first atom.
    first: usize,
    /// Its words so far.
    length: usize,
    /// Brackets that are open.
    brackets: u8,
    /// Whether a quotation is open, as far as straight marks tell.
    quoted: bool,
}

impl Opening {
    fn add(&mut self, word: &str) {
        self.length += 1;
        match word {
            "(" | "[" => self.brackets = self.brackets.saturating_add(1),
            ")" | "]" => self.brackets = self.brackets.saturating_sub(1),
            "\"" => self.quoted = !self.quoted,
            "“" => self.quoted = true,
            "”" => self.quoted = false,
            _ => {}
        }
    }
}

/// One block while it is cut.
struct Blocks<'a> {
    text: &'a str,
    atoms: &'a [Atom],
    clues: &'a [Clue],
    block: usize,
    votes: Vec<usize>,
}

impl Blocks<'_> {
    fn words(&mut self, judge: &mut impl Decide, cut: &mut Cut) {
        let mut begin = true;
        let mut first = 0;
        let mut opening = Opening::default();
        let mut before = None;
        for i in 0..self.atoms.len() {
            if i + 1 < self.atoms.len() && self.joins(judge, first, i) {
                continue;
            }
            if begin || self.atoms[first].parted {
                cut.starts.push((cut.words.len(), self.block));
                opening = Opening { first, ..Opening::default() };
                before = None;
            }
            let span = Span::new(self.atoms[first].start, self.atoms[i].end);
            cut.words.push(span);
            opening.add(span.of(self.text));
            begin = self.ends(judge, first, i, before, &opening);
            before = Some((first, i));
            first = i + 1;
        }
    }

    /// Whether the word that began at atom `first` goes on after atom `i`.
    fn joins(&mut self, judge: &mut impl Decide, first: usize, i: usize) -> bool {
        let (a, b) = (self.atoms[i], self.atoms[i + 1]);
        if b.spaced || [a.kind, b.kind].contains(&Kind::Protected) || b.kind == Kind::Ending || a.kind == Kind::Ending {
            return false;
        }
        if first == i && a.kind == Kind::Letters && &self.text[b.start..b.end] == "." && self.abbreviates(i) {
            return true;
        }
        join_clues(self.clues, self.atoms, first, i, &mut self.votes);
        judge.joins(a.end, &self.votes)
    }

    /// Whether the letters of atom `i` and the full stop after them are an abbreviation that what follows completes.
    fn abbreviates(&self, i: usize) -> bool {
        let Some(next) = self.atoms.get(i + 2) else { return false };
        let bare = self.text[self.atoms[i].start..self.atoms[i].end].to_lowercase();
        let after = self.text[next.start..].chars().next().unwrap_or(' ');
        next.spaced
            && (BEFORE_NAMES.contains(&bare.as_str()) && after.is_uppercase()
                || BEFORE_NUMBERS.contains(&bare.as_str()) && after.is_numeric())
    }

    /// Whether the block up to atom `i` is the number of what follows: `1.`, `(a)`, `iii)`.
    fn numbers(&self, i: usize) -> bool {
        i <= 2
            && self.atoms[..=i].iter().all(|a| match a.kind {
                Kind::Digits | Kind::Mark => a.end - a.start <= 3,
                Kind::Letters => self.text[a.start..a.end].chars().all(|c| "ivxIVXabcdefghABCDEFGH".contains(c)) && a.end - a.start <= 4,
                Kind::Ending | Kind::Address | Kind::Protected => false,
            })
            && matches!(&self.text[self.atoms[i].start..self.atoms[i].end], "." | ")")
    }

    /// Whether the sentence that opened so ends after the word of atoms `first..=i`.
    fn ends(&mut self, judge: &mut impl Decide, first: usize, i: usize, before: Option<(usize, usize)>, opening: &Opening) -> bool {
        let Some(next) = self.atoms.get(i + 1) else { return true };
        if next.parted {
            return true;
        }
        let word = &self.text[self.atoms[first].start..self.atoms[i].end];
        let last = self.text[..self.atoms[i].end].chars().next_back().unwrap_or(' ');
        let after = self.text[next.start..].chars().next().unwrap_or(' ');
        let closes = matches!(after, ',' | ';' | ':' | '.' | ')' | ']' | '!' | '?' | '%');
        if !next.spaced && (closes || last.is_alphanumeric()) || self.atoms[i].kind == Kind::Protected {
            return false;
        }
        // `Chile accused Peru of …`: a name after a word without a mark goes on with the sentence.
        let named = next.kind == Kind::Protected && last.is_alphanumeric();
        if named || self.numbers(i) || never(word, last, after) {
            return false;
        }
        end_clues(self.clues, self.atoms, (first, i), before, opening, &mut self.votes);
        judge.ends(self.atoms[i].end, &self.votes, last.is_alphanumeric())
    }
}

/// Abbreviations that stand before what they belong to.
const BEFORE_NAMES: &[&str] = &[
    "adm", "amb", "art", "brig", "capt", "cf", "cmdr", "col", "dr", "ed", "eds", "e.g", "fig", "figs", "gen", "gov", "govs", "hon", "h.e",
    "h.m", "h.h", "h.r.h", "i.e", "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "nos", "para", "paras", "pp", "pres", "prof", "rep",
    "reps", "rev", "sen", "sens", "sgt", "st", "viz", "vol", "vols", "vs",
];

/// Abbreviations that stand before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "sec", "ch", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "p", "approx", "ca", "res",
    "doc", "reg",
];

/// Whether a full stop belongs to an abbreviation that what follows completes.
fn never(word: &str, last: char, after: char) -> bool {
    let Some(bare) = word.strip_suffix('.').filter(|b| b.starts_with(char::is_alphabetic)) else {
        return last == '.' && matches!(after, ',' | ';' | ')');
    };
    let bare = bare.to_lowercase();
    BEFORE_NAMES.contains(&bare.as_str())
        || after.is_numeric() && BEFORE_NUMBERS.contains(&bare.as_str())
        || after.is_lowercase()
        || matches!(after, ',' | ';' | ')' | ':')
}
