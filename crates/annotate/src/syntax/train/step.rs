//! **What does one batch teach the net?**
//!
//! In → Out: sentences as numbers → gradients, or predictions when no gradient is asked for.

use super::gemm::{Left, multiply, transpose};
use super::layer::{Normed, normalise, normalise_back, recur, recur_back, softmax_error};
use super::net::{Net, Table, UPOS_TAGS};
use super::random::Random;
use crate::Deprel;
use crate::syntax::numeric::lane_sum;
use crate::syntax::shape::{ARC, FORM, LABEL, LAYERS, VECTOR, WIDTH, part, reach};
use std::ops::Range;

/// What a word form is made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Rows of the table; those of the whole word first.
    pub(crate) rows: Vec<u32>,
    pub(crate) whole: usize,
    /// Row of the pretrained vectors.
    pub(crate) vector: Option<u32>,
    /// The lists of names that have the word.
    pub(crate) lists: u32,
}

/// A sentence as numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Item {
    pub(crate) forms: Vec<u32>,
    pub(crate) upos: Vec<u8>,
    /// `u16::MAX` where the features are too rare to be learnt.
    pub(crate) feats: Vec<u16>,
    /// Counted from 1; 0 for the root.
    pub(crate) heads: Vec<u16>,
    pub(crate) labels: Vec<u8>,
    pub(crate) names: Option<Vec<u8>>,
}

/// What does not change from batch to batch.
#[derive(Debug)]
pub(crate) struct Given<'a> {
    pub(crate) forms: &'a [Form],
    /// Pretrained vectors, row after row.
    pub(crate) vectors: &'a [f32],
}

/// How strongly things are left out while training.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noise {
    pub(crate) word: f32,
    pub(crate) vector: f32,
    pub(crate) form: f32,
    pub(crate) layer: f32,
    pub(crate) head: f32,
    pub(crate) scorer: f32,
}

impl Noise {
    pub(crate) const NONE: Noise = Noise { word: 0.0, vector: 0.0, form: 0.0, layer: 0.0, head: 0.0, scorer: 0.0 };
}

/// What the net says of a sentence: tags, heads (0 for the root), relations.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guess {
    pub(crate) upos: Vec<u8>,
    pub(crate) heads: Vec<u16>,
    pub(crate) labels: Vec<u8>,
}

/// Everything that the forward pass leaves for the backward pass.
struct Trace {
    sentences: Vec<Range<usize>>,
    rows: Vec<(u32, u32)>,
    vectors: Vec<f32>,
    form_normed: Normed,
    form_mask: Vec<f32>,
    form: Vec<f32>,
    mix_normed: Normed,
    inputs: Vec<Vec<f32>>,
    masks: Vec<Vec<f32>>,
    hidden: Vec<Vec<f32>>,
    gates: Vec<Vec<f32>>,
    states: Vec<Vec<f32>>,
    normed: Vec<Normed>,
    top: Vec<f32>,
    top_mask: Vec<f32>,
    out: Vec<f32>,
    scorer_mask: Vec<f32>,
}

/// A mask that is the same for all words of a sentence; 1 where nothing is left out.
pub(super) fn sentence_mask(sentences: &[Range<usize>], width: usize, p: f32, random: &mut Random) -> Vec<f32> {
    let n = sentences.last().map_or(0, |s| s.end);
    let mut mask = vec![1.0; n * width];
    if p > 0.0 {
        for s in sentences {
            let row: Vec<f32> = (0..width).map(|_| if random.chance(p) { 0.0 } else { 1.0 / (1.0 - p) }).collect();
            for t in s.clone() {
                mask[t * width..(t + 1) * width].copy_from_slice(&row);
            }
        }
    }
    mask
}

pub(super) fn times(a: &mut [f32], b: &[f32]) {
    for (a, b) in a.iter_mut().zip(b) {
        *a *= b;
    }
}

pub(super) fn add_rows(m: &mut [f32], row: &[f32]) {
    for r in m.chunks_exact_mut(row.len()) {
        for (a, b) in r.iter_mut().zip(row) {
            *a += b;
        }
    }
}

pub(super) fn sum_rows(m: &[f32], into: &mut [f32]) {
    for r in m.chunks_exact(into.len()) {
        for (a, b) in into.iter_mut().zip(r) {
            *a += b;
        }
    }
}

fn forward(net: &Net, table: &Table, given: &Given<'_>, batch: &[&Item], noise: Noise, random: &mut Random) -> Trace {
    let mut sentences = Vec::new();
    let mut n = 0;
    for item in batch {
        sentences.push(n..n + item.forms.len());
        n += item.forms.len();
    }
    let mut rows = Vec::new();
    let mut vectors = vec![0.0; n * VECTOR];
    let mut form = vec![0.0; n * FORM];
    for (t, &f) in batch.iter().flat_map(|i| &i.forms).enumerate() {
        let info = &given.forms[f as usize];
        let whole = if noise.word > 0.0 && random.chance(noise.word) { info.whole } else { 0 };
        for &row in &info.rows[whole.min(info.rows.len())..] {
            rows.push((t as u32, row));
            let w = &table.w[row as usize * FORM..(row as usize + 1) * FORM];
            for (a, b) in form[t * FORM..(t + 1) * FORM].iter_mut().zip(w) {
                *a += b;
            }
        }
        if let Some(v) = info.vector.filter(|_| !(noise.vector > 0.0 && random.chance(noise.vector))) {
            vectors[t * VECTOR..(t + 1) * VECTOR].copy_from_slice(&given.vectors[v as usize * VECTOR..(v as usize + 1) * VECTOR]);
        }
    }
    multiply(Left::Plain, n, VECTOR, FORM, &vectors, &net.vector.w, &mut form);
    let mut unit = vec![0.0; form.len()];
    let form_normed = normalise(&form, FORM, &net.form_gain.w, &net.form_shift.w, &mut unit);
    let form_mask: Vec<f32> =
        unit.iter().map(|_| if noise.form > 0.0 && random.chance(noise.form) { 0.0 } else { 1.0 / (1.0 - noise.form) }).collect();
    times(&mut unit, &form_mask);
    let mut mixed = vec![0.0; n * 3 * WIDTH];
    multiply(Left::Plain, n, FORM, 3 * WIDTH, &unit, &net.mix.w, &mut mixed);
    let mut sum = vec![0.0; n * WIDTH];
    for s in &sentences {
        for t in s.clone() {
            for (k, other) in [(0, t.wrapping_sub(1)), (1, t), (2, t + 1)] {
                if s.contains(&other) {
                    let from = &mixed[other * 3 * WIDTH + k * WIDTH..][..WIDTH];
                    for (a, b) in sum[t * WIDTH..(t + 1) * WIDTH].iter_mut().zip(from) {
                        *a += b;
                    }
                }
            }
        }
    }
    add_rows(&mut sum, &net.mix_b.w);
    let mut h = vec![0.0; n * WIDTH];
    let mix_normed = normalise(&sum, WIDTH, &net.mix_gain.w, &net.mix_shift.w, &mut h);
    let mut trace = Trace {
        sentences,
        rows,
        vectors,
        form_normed,
        form_mask,
        form: unit,
        mix_normed,
        inputs: Vec::new(),
        masks: Vec::new(),
        hidden: Vec::new(),
        gates: Vec::new(),
        states: Vec::new(),
        normed: Vec::new(),
        top: Vec::new(),
        top_mask: Vec::new(),
        out: Vec::new(),
        scorer_mask: Vec::new(),
    };
    for layer in &net.layers {
        let mask = sentence_mask(&trace.sentences, WIDTH, noise.layer, random);
        let mut input = h.clone();
        times(&mut input, &mask);
        let mut u = vec![0.0; n * 3 * WIDTH];
        multiply(Left::Plain, n, WIDTH, 3 * WIDTH, &input, &layer.w.w, &mut u);
        add_rows(&mut u, &layer.b.w);
        let mut y = vec![0.0; n * WIDTH];
        trace.states.push(recur(&u, &h, &trace.sentences, &mut y));
        let mut next = vec![0.0; n * WIDTH];
        trace.normed.push(normalise(&y, WIDTH, &layer.gain.w, &layer.shift.w, &mut next));
        trace.inputs.push(input);
        trace.masks.push(mask);
        trace.gates.push(u);
        trace.hidden.push(std::mem::replace(&mut h, next));
    }
    trace.top_mask = sentence_mask(&trace.sentences, WIDTH, noise.head, random);
    times(&mut h, &trace.top_mask);
    let width = net.width();
    let mut out = vec![0.0; n * width];
    multiply(Left::Plain, n, WIDTH, width, &h, &net.heads.w, &mut out);
    add_rows(&mut out, &net.heads_b.w);
    for row in out.chunks_exact_mut(width) {
        let (relu, _) = row.split_at_mut(part::UPOS);
        for (i, v) in relu.iter_mut().enumerate() {
            // The two label parts meet before they are bent.
            if !(part::LABEL_DEPENDENT..part::UPOS).contains(&i) {
                *v = v.max(0.0);
            }
        }
    }
    trace.scorer_mask = sentence_mask(&trace.sentences, 2 * ARC, noise.scorer, random);
    for (row, mask) in out.chunks_exact_mut(width).zip(trace.scorer_mask.chunks_exact(2 * ARC)) {
        times(&mut row[..2 * ARC], mask);
    }
    trace.top = h;
    trace.out = out;
    trace
}

/// What the net has made of a batch, for the names' net to go on from.
#[derive(Debug)]
pub(crate) struct States {
    pub(crate) sentences: Vec<Range<usize>>,
    /// Of each word: the form's row, the pretrained vector, the lists.
    pub(crate) form: Vec<f32>,
    pub(crate) vectors: Vec<f32>,
    pub(crate) lists: Vec<u32>,
    /// Outputs of the first and the last layer.
    pub(crate) low: Vec<f32>,
    pub(crate) top: Vec<f32>,
}

/// The states of a batch.
pub(crate) fn states(net: &Net, table: &Table, given: &Given<'_>, batch: &[&Item], noise: Noise, random: &mut Random) -> States {
    let mut trace = forward(net, table, given, batch, noise, random);
    let lists = batch.iter().flat_map(|i| &i.forms).map(|&f| given.forms[f as usize].lists).collect();
    let low = trace.hidden.swap_remove(1);
    States { sentences: trace.sentences, form: trace.form, vectors: trace.vectors, lists, low, top: trace.top }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut products = [0.0f32; ARC];
    for i in 0..ARC {
        products[i] = a[i] * b[i];
    }
    lane_sum(&products, |v| v)
}

/// The dependents' side of the arc scorer.
fn queries(net: &Net, out: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let width = net.width();
    let n = out.len() / width;
    let mut dependents = vec![0.0; n * ARC];
    for (d, row) in dependents.chunks_exact_mut(ARC).zip(out.chunks_exact(width)) {
        d.copy_from_slice(&row[..ARC]);
    }
    let mut q = vec![0.0; n * ARC];
    multiply(Left::Plain, n, ARC, ARC, &dependents, &net.arc.w, &mut q);
    add_rows(&mut q, &net.arc_b.w);
    (dependents, q)
}

/// Scores of every head for word `i` of a sentence; place 0 is the root, the word itself is out of the question.
fn arc_scores(net: &Net, q: &[f32], out: &[f32], sentence: &Range<usize>, i: usize, scores: &mut Vec<f32>) {
    let width = net.width();
    let query = &q[i * ARC..(i + 1) * ARC];
    scores.clear();
    scores.push(dot(query, &net.arc_root.w));
    for j in sentence.clone() {
        let head = &out[j * width + part::ARC_HEAD..][..ARC];
        scores.push(if i == j { -1e9 } else { dot(query, head) + net.distance.w[reach(i, j)] });
    }
}

fn label_hidden(net: &Net, out: &[f32], i: usize, head: Option<usize>, hidden: &mut [f32]) {
    let width = net.width();
    let dependent = &out[i * width + part::LABEL_DEPENDENT..][..LABEL];
    let other = head.map_or(&net.label_root.w[..], |j| &out[j * width + part::LABEL_HEAD..][..LABEL]);
    for ((h, a), b) in hidden.iter_mut().zip(dependent).zip(other) {
        *h = (a + b).max(0.0);
    }
}

fn dense(input: &[f32], w: &[f32], b: &[f32]) -> Vec<f32> {
    let mut out = b.to_vec();
    for (x, row) in input.iter().zip(w.chunks_exact(b.len())) {
        for (o, w) in out.iter_mut().zip(row) {
            *o += x * w;
        }
    }
    out
}

/// Adds the gradients of [`dense`] and returns that of its input.
fn dense_back(input: &[f32], error: &[f32], w: &[f32], d_w: &mut [f32], d_b: &mut [f32]) -> Vec<f32> {
    let n = error.len();
    let mut d = vec![0.0; input.len()];
    for ((x, d), (w, g)) in input.iter().zip(&mut d).zip(w.chunks_exact(n).zip(d_w.chunks_exact_mut(n))) {
        for ((e, w), g) in error.iter().zip(w).zip(g) {
            *d += e * w;
            *g += e * x;
        }
    }
    for (b, e) in d_b.iter_mut().zip(error) {
        *b += e;
    }
    d
}

/// How much each kind of answer counts.
const FEATS_WEIGHT: f32 = 0.4;
const UPOS_WEIGHT: f32 = 0.7;

/// Adds the gradients of a batch to `net` and `table`; returns the share of heads that were most likely right.
pub(crate) fn learn(net: &mut Net, table: &mut Table, given: &Given<'_>, batch: &[&Item], noise: Noise, random: &mut Random) -> f32 {
    let mut trace = forward(net, table, given, batch, noise, random);
    let n: usize = batch.iter().map(|i| i.forms.len()).sum();
    let weight = 1.0 / n as f32;
    let width = net.width();
    let (dependents, q) = queries(net, &trace.out);
    let mut d_out = vec![0.0; n * width];
    let mut d_q = vec![0.0; n * ARC];
    let mut sure = 0.0;
    let mut scores = Vec::new();
    let mut hidden = [0.0; LABEL];
    for (item, sentence) in batch.iter().zip(&trace.sentences) {
        for i in sentence.clone() {
            let k = i - sentence.start;
            let row = &trace.out[i * width..(i + 1) * width];
            let d_row = &mut d_out[i * width..(i + 1) * width];
            d_row[part::UPOS..].copy_from_slice(&row[part::UPOS..]);
            let (d_upos, d_feats) = d_row[part::UPOS..].split_at_mut(UPOS_TAGS);
            softmax_error(d_upos, item.upos[k] as usize, UPOS_WEIGHT * weight);
            if item.feats[k] == u16::MAX {
                d_feats.fill(0.0);
            } else {
                softmax_error(d_feats, item.feats[k] as usize, FEATS_WEIGHT * weight);
            }
            arc_scores(net, &q, &trace.out, sentence, i, &mut scores);
            let gold = item.heads[k] as usize;
            sure += softmax_error(&mut scores, gold, weight);
            for (j, &e) in scores.iter().enumerate() {
                let query = &q[i * ARC..(i + 1) * ARC];
                let d_query = &mut d_q[i * ARC..(i + 1) * ARC];
                let (head, d_head) = if j == 0 {
                    (&net.arc_root.w[..], &mut net.arc_root.g[..])
                } else {
                    let at = (sentence.start + j - 1) * width + part::ARC_HEAD;
                    net.distance.g[reach(i, sentence.start + j - 1)] += e;
                    (&trace.out[at..at + ARC], &mut d_out[at..at + ARC])
                };
                for c in 0..ARC {
                    d_query[c] += e * head[c];
                    d_head[c] += e * query[c];
                }
            }
            let head = gold.checked_sub(1).map(|g| sentence.start + g);
            label_hidden(net, &trace.out, i, head, &mut hidden);
            let mut error = dense(&hidden, &net.label.w, &net.label_b.w);
            softmax_error(&mut error, item.labels[k] as usize, weight);
            let d = dense_back(&hidden, &error, &net.label.w, &mut net.label.g, &mut net.label_b.g);
            for c in (0..LABEL).filter(|&c| hidden[c] > 0.0) {
                d_out[i * width + part::LABEL_DEPENDENT + c] += d[c];
                match head {
                    Some(j) => d_out[j * width + part::LABEL_HEAD + c] += d[c],
                    None => net.label_root.g[c] += d[c],
                }
            }
        }
    }
    multiply(Left::Transposed, ARC, n, ARC, &dependents, &d_q, &mut net.arc.g);
    sum_rows(&d_q, &mut net.arc_b.g);
    let mut d_dependents = vec![0.0; n * ARC];
    multiply(Left::Plain, n, ARC, ARC, &d_q, &transpose(ARC, ARC, &net.arc.w), &mut d_dependents);
    for (row, d) in d_out.chunks_exact_mut(width).zip(d_dependents.chunks_exact(ARC)) {
        row[..ARC].copy_from_slice(d);
    }
    for ((d, out), mask) in d_out.chunks_exact_mut(width).zip(trace.out.chunks_exact(width)).zip(trace.scorer_mask.chunks_exact(2 * ARC)) {
        times(&mut d[..2 * ARC], mask);
        for i in 0..2 * ARC {
            if out[i] <= 0.0 {
                d[i] = 0.0;
            }
        }
    }
    backward(net, table, &mut trace, d_out, n);
    sure
}

fn backward(net: &mut Net, table: &mut Table, trace: &mut Trace, d_out: Vec<f32>, n: usize) {
    let width = net.width();
    multiply(Left::Transposed, WIDTH, n, width, &trace.top, &d_out, &mut net.heads.g);
    sum_rows(&d_out, &mut net.heads_b.g);
    let mut d = vec![0.0; n * WIDTH];
    multiply(Left::Plain, n, width, WIDTH, &d_out, &transpose(WIDTH, width, &net.heads.w), &mut d);
    times(&mut d, &trace.top_mask);
    for l in (0..LAYERS).rev() {
        let layer = &mut net.layers[l];
        normalise_back(&trace.normed[l], WIDTH, &layer.gain.w, &mut d, &mut layer.gain.g, &mut layer.shift.g);
        let mut d_u = vec![0.0; n * 3 * WIDTH];
        recur_back(&trace.gates[l], &trace.hidden[l], &trace.states[l], &trace.sentences, &mut d, &mut d_u);
        multiply(Left::Transposed, WIDTH, n, 3 * WIDTH, &trace.inputs[l], &d_u, &mut layer.w.g);
        sum_rows(&d_u, &mut layer.b.g);
        let mut d_in = vec![0.0; n * WIDTH];
        multiply(Left::Plain, n, 3 * WIDTH, WIDTH, &d_u, &transpose(WIDTH, 3 * WIDTH, &layer.w.w), &mut d_in);
        times(&mut d_in, &trace.masks[l]);
        for (a, b) in d.iter_mut().zip(&d_in) {
            *a += b;
        }
    }
    normalise_back(&trace.mix_normed, WIDTH, &net.mix_gain.w, &mut d, &mut net.mix_gain.g, &mut net.mix_shift.g);
    sum_rows(&d, &mut net.mix_b.g);
    let mut d_mixed = vec![0.0; n * 3 * WIDTH];
    for s in &trace.sentences {
        for t in s.clone() {
            for (k, other) in [(0, t.wrapping_sub(1)), (1, t), (2, t + 1)] {
                if s.contains(&other) {
                    d_mixed[other * 3 * WIDTH + k * WIDTH..][..WIDTH].copy_from_slice(&d[t * WIDTH..(t + 1) * WIDTH]);
                }
            }
        }
    }
    multiply(Left::Transposed, FORM, n, 3 * WIDTH, &trace.form, &d_mixed, &mut net.mix.g);
    let mut d_form = vec![0.0; n * FORM];
    multiply(Left::Plain, n, 3 * WIDTH, FORM, &d_mixed, &transpose(FORM, 3 * WIDTH, &net.mix.w), &mut d_form);
    times(&mut d_form, &trace.form_mask);
    normalise_back(&trace.form_normed, FORM, &net.form_gain.w, &mut d_form, &mut net.form_gain.g, &mut net.form_shift.g);
    multiply(Left::Transposed, VECTOR, n, FORM, &trace.vectors, &d_form, &mut net.vector.g);
    for &(t, row) in &trace.rows {
        table.add(row, &d_form[t as usize * FORM..(t as usize + 1) * FORM]);
    }
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |b, i| if scores[i] > scores[b] { i } else { b })
}

/// The most likely answers of the float net, heads chosen one by one.
pub(crate) fn guess(net: &Net, table: &Table, given: &Given<'_>, batch: &[&Item]) -> Vec<Guess> {
    let trace = forward(net, table, given, batch, Noise::NONE, &mut Random::new(0));
    let width = net.width();
    let (_, q) = queries(net, &trace.out);
    let mut scores = Vec::new();
    let mut hidden = [0.0; LABEL];
    let mut all = Vec::new();
    for sentence in &trace.sentences {
        let mut g = Guess::default();
        for i in sentence.clone() {
            let row = &trace.out[i * width..(i + 1) * width];
            g.upos.push(best(&row[part::UPOS..part::UPOS + UPOS_TAGS]) as u8);
            arc_scores(net, &q, &trace.out, sentence, i, &mut scores);
            let head = best(&scores);
            g.heads.push(head as u16);
            label_hidden(net, &trace.out, i, head.checked_sub(1).map(|h| sentence.start + h), &mut hidden);
            let labels = dense(&hidden, &net.label.w, &net.label_b.w);
            debug_assert_eq!(labels.len(), Deprel::ALL.len());
            g.labels.push(best(&labels) as u8);
        }
        all.push(g);
    }
    all
}
