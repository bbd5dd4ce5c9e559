//! **Where do the treebanks end words and sentences?** An averaged perceptron learns the votes.

use super::conllu::{Paragraph, Sentence, paragraphs};
use super::random::Random;
use crate::syntax::segment::{Decide, VOTES, cut_by};
use crate::syntax::weights::{Section, Writer};
use model::Span;
use std::collections::BTreeSet;

/// Passes over the data.
const PASSES: usize = 16;

#[derive(Debug)]
struct Votes {
    now: Vec<i32>,
    /// Sum of each vote over time, for the average.
    sum: Vec<i64>,
    time: i64,
}

impl Votes {
    fn new() -> Votes {
        Votes { now: vec![0; VOTES], sum: vec![0; VOTES], time: 1 }
    }

    fn learn(&mut self, clues: &[usize], wanted: bool) {
        self.time += 1;
        let score: i32 = clues.iter().map(|&c| self.now[c]).sum();
        // A margin keeps the votes moving after the first pass.
        if (score > 4) != wanted || (score > -4) != wanted {
            for &c in clues {
                let change = if wanted { 1 } else { -1 };
                self.now[c] += change;
                self.sum[c] += i64::from(change) * self.time;
            }
        }
    }

    fn average(&self) -> Vec<u8> {
        let mean = |i: usize| 64 * i64::from(self.now[i]) - 64 * self.sum[i] / self.time;
        (0..VOTES).flat_map(|i| (mean(i).clamp(-32_000, 32_000) as i16).to_le_bytes()).collect()
    }
}

/// Decides as the treebank does and learns from it.
struct Teacher<'a> {
    joins: &'a mut Votes,
    ends: &'a mut Votes,
    word_ends: BTreeSet<usize>,
    sentence_ends: BTreeSet<usize>,
}

impl Decide for Teacher<'_> {
    fn joins(&mut self, offset: usize, clues: &[usize]) -> bool {
        let wanted = !self.word_ends.contains(&offset);
        self.joins.learn(clues, wanted);
        wanted
    }

    fn ends(&mut self, offset: usize, clues: &[usize], _: bool) -> bool {
        let wanted = self.sentence_ends.contains(&offset);
        self.ends.learn(clues, wanted);
        wanted
    }
}

/// Learns the votes and writes their sections.
pub(crate) fn write(sentences: &[Sentence], out: &mut Writer) {
    let (mut joins, mut ends) = (Votes::new(), Votes::new());
    let paragraphs = paragraphs(sentences);
    let mut order: Vec<&Paragraph> = paragraphs.iter().collect();
    let mut random = Random::new(7);
    for _ in 0..PASSES {
        random.shuffle(&mut order);
        for p in &order {
            let mut teacher = Teacher {
                joins: &mut joins,
                ends: &mut ends,
                word_ends: p.words.iter().map(|w| w.1).collect(),
                sentence_ends: p.ends.iter().map(|&e| p.words[e - 1].1).collect(),
            };
            cut_by(&mut teacher, &p.text, &[Span::new(0, p.text.len())], &[]);
        }
    }
    out.bytes(Section::Joins, &joins.average());
    out.bytes(Section::Ends, &ends.average());
}
