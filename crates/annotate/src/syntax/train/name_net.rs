//! **How does the net that tags names learn?**
//!
//! In → Out: what the syntax net has made of a batch, and the lists its words stand in → scores of name tags, gradients.
//!
//! Never: changes the syntax net.

use super::chain::{self, MOVES};
use super::gemm::{Left, multiply, transpose};
use super::layer::{Normed, normalise, normalise_back, recur, recur_back};
use super::net::{Layer, Tensor};
use super::random::Random;
use super::step::{States, add_rows, sentence_mask, sum_rows, times};
use crate::syntax::lists::LISTS;
use crate::syntax::model::likeliest;
use crate::syntax::shape::{FORM, NAME_TAGS, VECTOR, WIDTH};
use std::ops::Range;

const WINDOW: usize = 3 * WIDTH;

/// The parameters.
#[derive(Debug, Clone)]
pub(crate) struct NameNet {
    /// What a word's form, pretrained vector and lists give to the word after it, to itself and to the word before it.
    pub(crate) form: Tensor,
    pub(crate) vector: Tensor,
    pub(crate) lists: Tensor,
    /// What the lowest and the highest layer of the syntax net give.
    pub(crate) low: Tensor,
    pub(crate) top: Tensor,
    pub(crate) bias: Tensor,
    /// What the kind of annotation gives, for each [`Source`].
    pub(crate) source: Tensor,
    pub(crate) gain: Tensor,
    pub(crate) shift: Tensor,
    pub(crate) layer: Layer,
    pub(crate) out: Tensor,
    pub(crate) out_b: Tensor,
    pub(crate) moves: Tensor,
}

/// Whose notion of a name a sentence is tagged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Universal NER's, by hand.
    Hand = 0,
    /// GUM's brackets.
    Brackets = 1,
}

/// What is left out while training.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drop {
    pub(crate) word: f32,
    pub(crate) state: f32,
    pub(crate) layer: f32,
    pub(crate) top: f32,
}

impl NameNet {
    pub(crate) fn new(random: &mut Random) -> NameNet {
        let mut lists = Tensor::matrix(LISTS, WINDOW, random);
        lists.w.iter_mut().for_each(|w| *w *= 0.5);
        let mut b = Tensor::constant(WINDOW, 0.0);
        b.w[WIDTH..2 * WIDTH].fill(0.5);
        NameNet {
            form: Tensor::matrix(FORM, WINDOW, random),
            vector: Tensor::matrix(VECTOR, WINDOW, random),
            lists,
            low: Tensor::matrix(WIDTH, WIDTH, random),
            top: Tensor::matrix(WIDTH, WIDTH, random),
            bias: Tensor::constant(WIDTH, 0.0),
            source: Tensor::constant(2 * WIDTH, 0.0),
            gain: Tensor::constant(WIDTH, 1.0),
            shift: Tensor::constant(WIDTH, 0.0),
            layer: Layer {
                w: Tensor::matrix(WIDTH, WINDOW, random),
                b,
                gain: Tensor::constant(WIDTH, 1.0),
                shift: Tensor::constant(WIDTH, 0.0),
            },
            out: Tensor::matrix(WIDTH, NAME_TAGS, random),
            out_b: Tensor::constant(NAME_TAGS, 0.0),
            moves: Tensor::constant(MOVES, 0.0),
        }
    }

    /// Every tensor, always in this order.
    pub(crate) fn tensors(&mut self) -> Vec<&mut Tensor> {
        vec![
            &mut self.form,
            &mut self.vector,
            &mut self.lists,
            &mut self.low,
            &mut self.top,
            &mut self.bias,
            &mut self.source,
            &mut self.gain,
            &mut self.shift,
            &mut self.layer.w,
            &mut self.layer.b,
            &mut self.layer.gain,
            &mut self.layer.shift,
            &mut self.out,
            &mut self.out_b,
            &mut self.moves,
        ]
    }
}

/// What the forward pass leaves for the backward pass.
struct Trace {
    form: Vec<f32>,
    vectors: Vec<f32>,
    low: Vec<f32>,
    top: Vec<f32>,
    first: Normed,
    hidden: Vec<f32>,
    input: Vec<f32>,
    input_mask: Vec<f32>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    second: Normed,
    end: Vec<f32>,
    end_mask: Vec<f32>,
    scores: Vec<f32>,
}

fn random_mask(len: usize, p: f32, random: &mut Random) -> Vec<f32> {
    (0..len).map(|_| if p > 0.0 && random.chance(p) { 0.0 } else { 1.0 / (1.0 - p) }).collect()
}

/// Adds to each word what its neighbours and itself give it, or with `back` takes the gradients apart again.
fn through_window(sentences: &[Range<usize>], wide: &mut [f32], narrow: &mut [f32], back: bool) {
    for s in sentences {
        for t in s.clone() {
            for (k, other) in [(0, t.wrapping_sub(1)), (1, t), (2, t + 1)] {
                if s.contains(&other) {
                    let (a, b) = (&mut wide[other * WINDOW + k * WIDTH..][..WIDTH], &mut narrow[t * WIDTH..(t + 1) * WIDTH]);
                    if back { a.copy_from_slice(b) } else { b.iter_mut().zip(a).for_each(|(b, a)| *b += *a) }
                }
            }
        }
    }
}

/// The bits of a word's lists.
fn bits(mask: u32) -> impl Iterator<Item = usize> {
    (0..LISTS).filter(move |k| mask >> k & 1 == 1)
}

fn forward(net: &NameNet, states: &States, sources: &[Source], drop: Drop, random: &mut Random) -> Trace {
    let n = states.lists.len();
    let mut form = states.form.clone();
    times(&mut form, &random_mask(states.form.len(), drop.word, random));
    let mut vectors = states.vectors.clone();
    times(&mut vectors, &random_mask(states.vectors.len(), drop.word, random));
    let mut wide = vec![0.0; n * WINDOW];
    multiply(Left::Plain, n, FORM, WINDOW, &form, &net.form.w, &mut wide);
    multiply(Left::Plain, n, VECTOR, WINDOW, &vectors, &net.vector.w, &mut wide);
    for (row, &mask) in wide.chunks_exact_mut(WINDOW).zip(&states.lists) {
        for k in bits(mask) {
            row.iter_mut().zip(&net.lists.w[k * WINDOW..(k + 1) * WINDOW]).for_each(|(a, b)| *a += b);
        }
    }
    let mut sum = vec![0.0; n * WIDTH];
    through_window(&states.sentences, &mut wide, &mut sum, false);
    let (mut low, mut top) = (states.low.clone(), states.top.clone());
    times(&mut low, &sentence_mask(&states.sentences, WIDTH, drop.state, random));
    times(&mut top, &sentence_mask(&states.sentences, WIDTH, drop.state, random));
    multiply(Left::Plain, n, WIDTH, WIDTH, &low, &net.low.w, &mut sum);
    multiply(Left::Plain, n, WIDTH, WIDTH, &top, &net.top.w, &mut sum);
    add_rows(&mut sum, &net.bias.w);
    for (s, &source) in states.sentences.iter().zip(sources) {
        let row = &net.source.w[source as usize * WIDTH..][..WIDTH];
        add_rows(&mut sum[s.start * WIDTH..s.end * WIDTH], row);
    }
    let mut hidden = vec![0.0; n * WIDTH];
    let first = normalise(&sum, WIDTH, &net.gain.w, &net.shift.w, &mut hidden);
    let input_mask = sentence_mask(&states.sentences, WIDTH, drop.layer, random);
    let mut input = hidden.clone();
    times(&mut input, &input_mask);
    let mut gates = vec![0.0; n * WINDOW];
    multiply(Left::Plain, n, WIDTH, WINDOW, &input, &net.layer.w.w, &mut gates);
    add_rows(&mut gates, &net.layer.b.w);
    let mut y = vec![0.0; n * WIDTH];
    let memory = recur(&gates, &hidden, &states.sentences, &mut y);
    let mut end = vec![0.0; n * WIDTH];
    let second = normalise(&y, WIDTH, &net.layer.gain.w, &net.layer.shift.w, &mut end);
    let end_mask = sentence_mask(&states.sentences, WIDTH, drop.top, random);
    times(&mut end, &end_mask);
    let mut scores = vec![0.0; n * NAME_TAGS];
    multiply(Left::Plain, n, WIDTH, NAME_TAGS, &end, &net.out.w, &mut scores);
    add_rows(&mut scores, &net.out_b.w);
    Trace { form, vectors, low, top, first, hidden, input, input_mask, gates, memory, second, end, end_mask, scores }
}

/// Adds the gradients of a batch; `tags` holds each sentence's name tags, `weights` how much each counts.
pub(crate) fn learn(
    net: &mut NameNet,
    states: &States,
    sources: &[Source],
    tags: &[&[u8]],
    weights: &[f32],
    drop: Drop,
    random: &mut Random,
) {
    let trace = forward(net, states, sources, drop, random);
    let n = states.lists.len();
    let mut d_scores = vec![0.0; n * NAME_TAGS];
    for ((s, tags), weight) in states.sentences.iter().zip(tags).zip(weights) {
        let scores = &trace.scores[s.start * NAME_TAGS..s.end * NAME_TAGS];
        let all = chain::chances(scores, &net.moves.w, None);
        let right = chain::chances(scores, &net.moves.w, Some(tags));
        let weight = weight / n as f32;
        for (k, t) in s.clone().enumerate() {
            for tag in 0..NAME_TAGS {
                d_scores[t * NAME_TAGS + tag] = weight * (all.tags[k][tag] - right.tags[k][tag]);
            }
        }
        for ((g, a), r) in net.moves.g.iter_mut().zip(all.moves).zip(right.moves) {
            *g += weight * (a - r);
        }
    }
    backward(net, states, sources, &trace, &d_scores);
}

fn backward(net: &mut NameNet, states: &States, sources: &[Source], trace: &Trace, d_scores: &[f32]) {
    let n = states.lists.len();
    multiply(Left::Transposed, WIDTH, n, NAME_TAGS, &trace.end, d_scores, &mut net.out.g);
    sum_rows(d_scores, &mut net.out_b.g);
    let mut d = vec![0.0; n * WIDTH];
    multiply(Left::Plain, n, NAME_TAGS, WIDTH, d_scores, &transpose(WIDTH, NAME_TAGS, &net.out.w), &mut d);
    times(&mut d, &trace.end_mask);
    let layer = &mut net.layer;
    normalise_back(&trace.second, WIDTH, &layer.gain.w, &mut d, &mut layer.gain.g, &mut layer.shift.g);
    let mut d_gates = vec![0.0; n * WINDOW];
    recur_back(&trace.gates, &trace.hidden, &trace.memory, &states.sentences, &mut d, &mut d_gates);
    multiply(Left::Transposed, WIDTH, n, WINDOW, &trace.input, &d_gates, &mut layer.w.g);
    sum_rows(&d_gates, &mut layer.b.g);
    let mut d_input = vec![0.0; n * WIDTH];
    multiply(Left::Plain, n, WINDOW, WIDTH, &d_gates, &transpose(WIDTH, WINDOW, &layer.w.w), &mut d_input);
    times(&mut d_input, &trace.input_mask);
    d.iter_mut().zip(&d_input).for_each(|(a, b)| *a += b);
    normalise_back(&trace.first, WIDTH, &net.gain.w, &mut d, &mut net.gain.g, &mut net.shift.g);
    sum_rows(&d, &mut net.bias.g);
    for (s, &source) in states.sentences.iter().zip(sources) {
        sum_rows(&d[s.start * WIDTH..s.end * WIDTH], &mut net.source.g[source as usize * WIDTH..][..WIDTH]);
    }
    multiply(Left::Transposed, WIDTH, n, WIDTH, &trace.low, &d, &mut net.low.g);
    multiply(Left::Transposed, WIDTH, n, WIDTH, &trace.top, &d, &mut net.top.g);
    let mut d_wide = vec![0.0; n * WINDOW];
    through_window(&states.sentences, &mut d_wide, &mut d, true);
    multiply(Left::Transposed, FORM, n, WINDOW, &trace.form, &d_wide, &mut net.form.g);
    multiply(Left::Transposed, VECTOR, n, WINDOW, &trace.vectors, &d_wide, &mut net.vector.g);
    for (row, &mask) in d_wide.chunks_exact(WINDOW).zip(&states.lists) {
        for k in bits(mask) {
            net.lists.g[k * WINDOW..(k + 1) * WINDOW].iter_mut().zip(row).for_each(|(a, b)| *a += b);
        }
    }
}

/// The likeliest tags of each sentence, and the probabilities of the tags of each word, as `source` would tag them.
pub(crate) fn tagged(net: &NameNet, states: &States, source: Source) -> Vec<(Vec<u8>, Vec<[f32; NAME_TAGS]>)> {
    const NONE: Drop = Drop { word: 0.0, state: 0.0, layer: 0.0, top: 0.0 };
    let trace = forward(net, states, &vec![source; states.sentences.len()], NONE, &mut Random::new(0));
    let scores = |s: &Range<usize>| &trace.scores[s.start * NAME_TAGS..s.end * NAME_TAGS];
    let of = |s| {
        let mut tags = Vec::new();
        likeliest(scores(s), NAME_TAGS, &net.moves.w, &mut tags);
        (tags, chain::chances(scores(s), &net.moves.w, None).tags)
    };
    states.sentences.iter().map(of).collect()
}
