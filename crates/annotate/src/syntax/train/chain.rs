//! **How likely is each sequence of name tags?**
//!
//! In → Out: scores of the tags of each word and of the moves between them → probabilities of tags and moves.
//!
//! Source: Lafferty, McCallum and Pereira (2001), conditional random fields; what nobody tagged is summed over.

use super::layer::exp;
use super::names::UNKNOWN;
use crate::syntax::model::may_follow;
use crate::syntax::shape::NAME_TAGS;

type Row = [f32; NAME_TAGS];

/// Scores of the first tag, and of each tag after each.
pub(super) const MOVES: usize = NAME_TAGS * (NAME_TAGS + 1);

/// Probabilities of every tag of every word, and the expected number of moves of each kind.
#[derive(Debug)]
pub(super) struct Chances {
    pub(super) tags: Vec<Row>,
    pub(super) moves: [f32; MOVES],
}

/// The probabilities where each word of `tags` has its tag, or any tag where it is `UNKNOWN`; where `tags` is none, of all sequences.
pub(super) fn chances(scores: &[f32], moves: &[f32], tags: Option<&[u8]>) -> Chances {
    let n = scores.len() / NAME_TAGS;
    let allowed = |t: usize, tag: usize| tags.is_none_or(|tags| tags[t] == UNKNOWN || usize::from(tags[t]) == tag);
    let weight = |from: Option<usize>, to: usize| {
        if may_follow(from, to) { exp(moves[from.map_or(0, |f| f + 1) * NAME_TAGS + to]) } else { 0.0 }
    };
    let start: Row = std::array::from_fn(|to| weight(None, to));
    let step: [Row; NAME_TAGS] = std::array::from_fn(|from| std::array::from_fn(|to| weight(Some(from), to)));
    let words: Vec<Row> = scores
        .chunks_exact(NAME_TAGS)
        .enumerate()
        .map(|(t, row)| {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            std::array::from_fn(|tag| if allowed(t, tag) { exp(row[tag] - most) } else { 0.0 })
        })
        .collect();
    let mut before: Vec<Row> = Vec::with_capacity(n);
    for t in 0..n {
        let mut row: Row = std::array::from_fn(|to| {
            let into = if t == 0 { start[to] } else { (0..NAME_TAGS).fold(0.0, |sum, from| sum + before[t - 1][from] * step[from][to]) };
            into * words[t][to]
        });
        scale(&mut row);
        before.push(row);
    }
    let mut after = vec![[1.0f32; NAME_TAGS]; n];
    for t in (0..n.saturating_sub(1)).rev() {
        let next: Row = std::array::from_fn(|to| words[t + 1][to] * after[t + 1][to]);
        let mut row: Row = std::array::from_fn(|from| (0..NAME_TAGS).fold(0.0, |sum, to| sum + step[from][to] * next[to]));
        scale(&mut row);
        after[t] = row;
    }
    let mut chances = Chances { tags: Vec::with_capacity(n), moves: [0.0; MOVES] };
    for t in 0..n {
        let mut row: Row = std::array::from_fn(|tag| before[t][tag] * after[t][tag]);
        scale(&mut row);
        if t == 0 {
            chances.moves[..NAME_TAGS].copy_from_slice(&row);
        } else {
            let mut pairs = [0.0f32; NAME_TAGS * NAME_TAGS];
            for from in 0..NAME_TAGS {
                for to in 0..NAME_TAGS {
                    pairs[from * NAME_TAGS + to] = before[t - 1][from] * step[from][to] * words[t][to] * after[t][to];
                }
            }
            scale(&mut pairs);
            for (sum, p) in chances.moves[NAME_TAGS..].iter_mut().zip(pairs) {
                *sum += p;
            }
        }
        chances.tags.push(row);
    }
    chances
}

/// Makes the numbers add up to 1.
fn scale(row: &mut [f32]) {
    let sum = row.iter().sum::<f32>().max(1e-30);
    row.iter_mut().for_each(|x| *x /= sum);
}
