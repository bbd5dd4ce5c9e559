//! **Which atoms make one word, and after which word does a sentence end?**
//!
//! In → Out: a text and its blocks → words and sentence ends, as byte spans.
//!
//! Never: cuts at a line break inside a block; ends a sentence inside a protected span.

use super::Stretch;
use super::atom::{self, Atom, Kind};
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

/// Cuts `text` inside `blocks`; `protected` spans are in order, none overlapping.
pub(super) fn cut(text: &str, blocks: &[Span], protected: &[Span]) -> Cut {
    let mut cut = Cut::default();
    let mut atoms = Vec::new();
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
        block_words(text, &atoms, index, &mut cut);
    }
    cut
}

fn block_words(text: &str, atoms: &[Atom], block: usize, cut: &mut Cut) {
    let mut begin = true;
    let mut first = 0;
    for i in 0..atoms.len() {
        if i + 1 < atoms.len() && joins(text, atoms, first, i) {
            continue;
        }
        if begin || atoms[first].parted {
            cut.starts.push((cut.words.len(), block));
        }
        cut.words.push(Span::new(atoms[first].start, atoms[i].end));
        begin = ends(text, atoms, first, i, cut);
        first = i + 1;
    }
}

/// Whether the word that began at atom `first` goes on after atom `i`.
fn joins(text: &str, atoms: &[Atom], first: usize, i: usize) -> bool {
    let (a, b) = (atoms[i], atoms[i + 1]);
    if b.spaced || a.kind == Kind::Protected || b.kind == Kind::Protected || b.kind == Kind::Ending || a.kind == Kind::Ending {
        return false;
    }
    let next = |k: usize| atoms.get(k).filter(|n| !n.spaced);
    match (a.kind, b.kind) {
        (Kind::Digits, Kind::Mark) => {
            let mark = &text[b.start..b.end];
            let more = next(i + 2).is_some_and(|n| n.kind == Kind::Digits);
            more && matches!(mark, "." | "," | ":" | "/")
                || mark == "." && first == i && atoms[first].spaced && cutless(atoms, first) && next(i + 2).is_none()
        }
        (Kind::Mark, Kind::Digits) => i > first && matches!(&text[a.start..a.end], "." | "," | ":" | "/"),
        (Kind::Letters, Kind::Digits) | (Kind::Digits, Kind::Letters) | (Kind::Letters, Kind::Letters) => true,
        (Kind::Letters, Kind::Mark) => &text[b.start..b.end] == "." && abbreviates(text, atoms, first, i),
        (Kind::Mark, Kind::Letters) => i > first && &text[a.start..a.end] == "." && atoms[first].kind == Kind::Letters && initial(text, b),
        _ => false,
    }
}

/// Whether atom `first` opens its block, as the number of an outline does.
fn cutless(atoms: &[Atom], first: usize) -> bool {
    first == 0 && atoms.len() > 2
}

fn initial(text: &str, atom: Atom) -> bool {
    text[atom.start..atom.end].chars().take(2).count() == 1
}

/// Abbreviations that keep their full stop and never end a sentence.
const NEVER_END: &[&str] = &[
    "adm", "amb", "art", "brig", "capt", "cf", "cmdr", "col", "dept", "dr", "ed", "eds", "e.g", "fig", "figs", "gen", "gov", "govs", "hon",
    "h.e", "h.m", "h.h", "h.r.h", "i.e", "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "para", "paras", "pp", "pres",
    "prof", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "st", "viz", "vol", "vols", "vs",
];

/// Abbreviations that keep their full stop and may end a sentence.
const MAY_END: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "a.m", "p.m", "am", "pm", "bros", "co", "corp", "etc", "inc", "jr", "ltd", "sr", "u.s", "u.k", "u.n",
    "approx", "est", "al",
];

fn abbreviates(text: &str, atoms: &[Atom], first: usize, i: usize) -> bool {
    let word = text[atoms[first].start..atoms[i].end].to_lowercase();
    let next = atoms.get(i + 2);
    let number = next.is_some_and(|n| n.kind == Kind::Digits);
    match word.as_str() {
        "no" | "nos" | "sec" | "art" | "fig" | "mar" | "sun" | "sat" | "am" | "pm" => number,
        w if NEVER_END.contains(&w) || MAY_END.contains(&w) => true,
        w if w.chars().count() == 1 => {
            text[atoms[first].start..].starts_with(char::is_uppercase) || next.is_some_and(|n| !n.spaced && n.kind == Kind::Letters)
        }
        w => w.contains('.') && w.split('.').all(|p| p.chars().count() == 1),
    }
}

/// Whether a sentence ends after the word of atoms `first..=i`.
fn ends(text: &str, atoms: &[Atom], first: usize, i: usize, cut: &Cut) -> bool {
    let Some(next) = atoms.get(i + 1) else { return true };
    if next.parted {
        return true;
    }
    let word = &text[atoms[first].start..atoms[i].end];
    let sentence_first = cut.starts.last().map_or(0, |s| s.0);
    let opener = cut.words.len() - sentence_first;
    let stop = |w: &str| w.ends_with(['.', '!', '?', '…', '。']);
    let closer = matches!(word, ")" | "]" | "\"" | "”" | "’" | "''" | "'");
    let before = cut.words.len().checked_sub(2).filter(|&k| k >= sentence_first).map(|k| cut.words[k].of(text));
    let full = stop(word) || closer && before.is_some_and(|b| stop(b) && (b.len() == 1 || !abbreviation(b)));
    if !full || !next.spaced || opener < 2 {
        return false;
    }
    let after = text[next.start..next.end].chars().next().unwrap_or(' ');
    if after.is_lowercase() || matches!(after, ',' | ';' | ')' | ']') {
        return false;
    }
    if word.len() > 1 && abbreviation(word) {
        let bare = word.trim_end_matches('.').to_lowercase();
        return !NEVER_END.contains(&bare.as_str()) && bare.len() > 1 && after.is_uppercase() && opens(text, *next);
    }
    true
}

fn abbreviation(word: &str) -> bool {
    word.ends_with('.') && word.starts_with(char::is_alphanumeric)
}

/// Words that open a sentence far more often than they continue a name.
fn opens(text: &str, next: Atom) -> bool {
    const OPENERS: &[&str] = &[
        "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "This", "These", "That", "But", "However", "For", "As",
        "Both", "After", "With",
    ];
    OPENERS.contains(&&text[next.start..next.end])
}
