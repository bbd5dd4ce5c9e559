//! **What does a border between two atoms look like?**
//!
//! In → Out: the atoms around a border → places in the tables of votes.

use super::super::atom::{Atom, Kind};
use super::{Opening, VOTES};

/// What is looked at of an atom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clue {
    /// Hash of its letters in lower case.
    text: u32,
    /// Hash of its kind, capitals and length.
    shape: u32,
    length: u32,
}

/// What stands where no atom does.
const NOTHING: Clue = Clue { text: 1, shape: 2, length: 0 };

fn blend(h: u32, v: u32) -> u32 {
    (h.rotate_left(5) ^ v).wrapping_mul(0x9e37_79b1)
}

impl Clue {
    pub(super) fn of(text: &str, atom: &Atom) -> Clue {
        let body = &text[atom.start..atom.end];
        if atom.kind == Kind::Protected {
            return Clue { text: 3, shape: 4, length: 1 };
        }
        let mut hash = 17;
        let mut chars = 0;
        let mut capitals = 0;
        let mut first = 0;
        for (k, c) in body.chars().take(20).enumerate() {
            let c = match c {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                c => c,
            };
            let upper = c.is_uppercase();
            capitals += u32::from(upper);
            first |= u32::from(upper && k == 0);
            chars += 1;
            let c = if c.is_numeric() { '0' } else { c.to_lowercase().next().unwrap_or(c) };
            hash = blend(hash, c as u32);
        }
        let case = if capitals == 0 {
            0
        } else if capitals == chars {
            1 + first
        } else {
            3 + first
        };
        let mark = if atom.kind == Kind::Mark { hash } else { 0 };
        let shape = blend(blend(atom.kind as u32 + 31, case), mark);
        Clue { text: hash, shape, length: chars.min(6) }
    }
}

fn at(clues: &[Clue], i: Option<usize>) -> Clue {
    i.and_then(|i| clues.get(i)).copied().unwrap_or(NOTHING)
}

fn place(votes: &mut Vec<usize>, kind: u32, parts: &[u32]) {
    let h = parts.iter().fold(kind.wrapping_mul(0x85eb_ca6b) ^ 0x5bd1, |h, &p| blend(h, p));
    votes.push(((h ^ (h >> 15)) as usize) & (VOTES - 1));
}

/// Clues for the border between atoms `i` and `i + 1` of a word that began at `first`.
pub(super) fn join_clues(clues: &[Clue], atoms: &[Atom], first: usize, i: usize, votes: &mut Vec<usize>) {
    votes.clear();
    let (a, b) = (clues[i], clues[i + 1]);
    let spaced = |k: usize| atoms.get(k).is_none_or(|n| n.spaced);
    let before = if atoms[i].spaced { NOTHING } else { at(clues, i.checked_sub(1)) };
    let tail = spaced(i + 2);
    let after = if tail { NOTHING } else { at(clues, Some(i + 2)) };
    let follow = at(clues, Some(i + 2));
    let begun = u32::from(first == i);
    let open = u32::from(atoms[i].spaced) * 2 + u32::from(tail);
    let head = clues[first];
    let block_first = u32::from(first == 0);
    place(votes, 1, &[a.shape, b.shape, begun]);
    place(votes, 2, &[a.text, b.text]);
    place(votes, 3, &[a.text, b.shape, open]);
    place(votes, 4, &[a.shape, b.text, open]);
    place(votes, 5, &[a.shape, b.text, begun, after.shape]);
    place(votes, 6, &[a.text, b.text, after.text]);
    place(votes, 7, &[before.text, a.text, b.text]);
    place(votes, 8, &[before.shape, a.shape, b.shape, after.shape, begun]);
    place(votes, 9, &[a.length, b.text, open, follow.shape]);
    place(votes, 10, &[a.text, b.text, follow.shape, open]);
    place(votes, 11, &[head.text, b.text, begun]);
    place(votes, 12, &[a.shape, b.text, follow.shape, open, begun]);
    place(votes, 13, &[a.shape, b.text, after.text]);
    place(votes, 14, &[block_first, a.shape, b.text, open, begun]);
    place(votes, 15, &[b.text, follow.text, open]);
}

/// Clues for a sentence end after the word of atoms `word`, which the word of atoms `before` precedes.
pub(super) fn end_clues(
    clues: &[Clue],
    atoms: &[Atom],
    word: (usize, usize),
    before: Option<(usize, usize)>,
    opening: &Opening,
    votes: &mut Vec<usize>,
) {
    votes.clear();
    let (first, i) = word;
    let hash = |span: (usize, usize)| (span.0..=span.1.min(span.0 + 8)).fold(7, |h, k| blend(h, clues[k].text));
    let w = hash(word);
    let last = clues[i];
    let long = u32::from(i > first);
    let (p, p_shape, p_length) = before.map_or((1, 2, 0), |b| (hash(b), clues[b.1].shape, clues[b.1].length));
    let (n, nn) = (at(clues, Some(i + 1)), at(clues, Some(i + 2)));
    let spaced = u32::from(atoms[i + 1].spaced);
    let nn_spaced = u32::from(atoms.get(i + 2).is_none_or(|a| a.spaced));
    let run = (opening.length as u32).min(6);
    let state = u32::from(opening.brackets.min(1)) * 2 + u32::from(opening.quoted);
    let style = clues[opening.first].shape;
    place(votes, 1, &[w, spaced]);
    place(votes, 2, &[w, n.shape, spaced]);
    place(votes, 3, &[w, n.text, spaced]);
    place(votes, 4, &[p, w]);
    place(votes, 5, &[p, w, n.shape]);
    place(votes, 6, &[last.shape, long, n.shape, spaced]);
    place(votes, 7, &[last.shape, long, n.text]);
    place(votes, 8, &[w, run]);
    place(votes, 9, &[last.shape, n.text, nn.text]);
    place(votes, 10, &[p_length, p_shape, w, n.shape]);
    place(votes, 11, &[p_shape, w, n.shape, nn.shape]);
    place(votes, 12, &[last.shape, n.shape, nn.shape, nn_spaced, spaced]);
    place(votes, 13, &[w, n.shape, run, spaced]);
    place(votes, 14, &[p, n.text]);
    place(votes, 15, &[w, state, n.shape, spaced]);
    place(votes, 16, &[last.shape, style, n.shape]);
    place(votes, 17, &[w, state, n.text]);
    place(votes, 18, &[last.shape, n.text, run]);
    place(votes, 19, &[p_shape, last.shape, n.shape, run]);
}
