//! **How does each kind of layer run forward and backward?**

use crate::syntax::numeric::{EPSILON, gate, lane_sum, squash};
use crate::syntax::shape::WIDTH;
use std::ops::Range;

/// What a normalisation remembers for its gradient.
#[derive(Debug, Default)]
pub(crate) struct Normed {
    unit: Vec<f32>,
    scale: Vec<f32>,
}

/// `y = gain * (x - mean) / deviation + shift`, row by row.
pub(crate) fn normalise(x: &[f32], width: usize, gain: &[f32], shift: &[f32], y: &mut [f32]) -> Normed {
    let mut kept = Normed { unit: vec![0.0; x.len()], scale: Vec::with_capacity(x.len() / width) };
    for ((x, y), unit) in x.chunks_exact(width).zip(y.chunks_exact_mut(width)).zip(kept.unit.chunks_exact_mut(width)) {
        let mean = lane_sum(x, |v| v) / width as f32;
        let variance = lane_sum(x, |v| (v - mean) * (v - mean)) / width as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        kept.scale.push(scale);
        for i in 0..width {
            unit[i] = (x[i] - mean) * scale;
            y[i] = unit[i] * gain[i] + shift[i];
        }
    }
    kept
}

/// Turns the gradient of the output in `d` into that of the input.
pub(crate) fn normalise_back(kept: &Normed, width: usize, gain: &[f32], d: &mut [f32], d_gain: &mut [f32], d_shift: &mut [f32]) {
    for ((d, unit), scale) in d.chunks_exact_mut(width).zip(kept.unit.chunks_exact(width)).zip(&kept.scale) {
        for i in 0..width {
            d_gain[i] += d[i] * unit[i];
            d_shift[i] += d[i];
            d[i] *= gain[i];
        }
        let mean = lane_sum(d, |v| v) / width as f32;
        let mut products = [0.0f32; WIDTH];
        for i in 0..width {
            products[i] = d[i] * unit[i];
        }
        let along = lane_sum(&products[..width], |v| v) / width as f32;
        for i in 0..width {
            d[i] = (d[i] - mean - unit[i] * along) * scale;
        }
    }
}

fn squash_slope(x: f32) -> f32 {
    let s = (x * x).min(9.0);
    let ratio = (9.0 - s) / (3.0 + s);
    ratio * ratio / 9.0
}

fn gate_slope(x: f32) -> f32 {
    0.25 * squash_slope(0.5 * x)
}

const HALF: usize = WIDTH / 2;

/// The steps of a sentence in the order in which a half of the layer takes them.
fn steps(sentence: &Range<usize>, backward: bool) -> impl DoubleEndedIterator<Item = usize> + use<> {
    let (start, end) = (sentence.start, sentence.end);
    (start..end).map(move |t| if backward { end - 1 - (t - start) } else { t })
}

/// A half row of a matrix.
fn half(m: &[f32], at: usize) -> &[f32; HALF] {
    m[at..].first_chunk().expect("a row holds both halves")
}

fn half_mut(m: &mut [f32], at: usize) -> &mut [f32; HALF] {
    m[at..].first_chunk_mut().expect("a row holds both halves")
}

/// Runs the recurrence: `c = f c' + (1 - f) z`, `y = r squash(c) + (1 - r) h`; returns the states `c`.
pub(crate) fn recur(u: &[f32], h: &[f32], sentences: &[Range<usize>], y: &mut [f32]) -> Vec<f32> {
    let mut states = vec![0.0; h.len()];
    for sentence in sentences {
        for backward in [false, true] {
            let at = usize::from(backward) * HALF;
            let mut c = [0.0f32; HALF];
            for t in steps(sentence, backward) {
                let (row, wide) = (t * WIDTH + at, t * 3 * WIDTH + at);
                let (z, uf, ur) = (half(u, wide), half(u, wide + WIDTH), half(u, wide + 2 * WIDTH));
                let (h, y) = (half(h, row), half_mut(y, row));
                for i in 0..HALF {
                    let f = gate(uf[i]);
                    c[i] = f * c[i] + (1.0 - f) * z[i];
                    let r = gate(ur[i]);
                    y[i] = r * squash(c[i]) + (1.0 - r) * h[i];
                }
                *half_mut(&mut states, row) = c;
            }
        }
    }
    states
}

/// Gradients of [`recur`]: `d` is that of `y` and becomes the part of `h` that did not pass through `u`.
pub(crate) fn recur_back(u: &[f32], h: &[f32], states: &[f32], sentences: &[Range<usize>], d: &mut [f32], d_u: &mut [f32]) {
    for sentence in sentences {
        for backward in [false, true] {
            let at = usize::from(backward) * HALF;
            let mut carry = [0.0f32; HALF];
            for t in steps(sentence, backward).rev() {
                let (row, wide) = (t * WIDTH + at, t * 3 * WIDTH + at);
                let first = if backward { t + 1 == sentence.end } else { t == sentence.start };
                let previous = match (first, backward) {
                    (true, _) => &[0.0; HALF],
                    (false, true) => half(states, row + WIDTH),
                    (false, false) => half(states, row - WIDTH),
                };
                let (z, uf, ur) = (half(u, wide), half(u, wide + WIDTH), half(u, wide + 2 * WIDTH));
                let (h, c, d) = (half(h, row), half(states, row), half_mut(d, row));
                let (mut dz, mut df, mut dr) = ([0.0f32; HALF], [0.0f32; HALF], [0.0f32; HALF]);
                for i in 0..HALF {
                    let (f, r) = (gate(uf[i]), gate(ur[i]));
                    let dc = d[i] * r * squash_slope(c[i]) + carry[i];
                    dz[i] = dc * (1.0 - f);
                    df[i] = dc * (previous[i] - z[i]) * gate_slope(uf[i]);
                    dr[i] = d[i] * (squash(c[i]) - h[i]) * gate_slope(ur[i]);
                    carry[i] = dc * f;
                    d[i] *= 1.0 - r;
                }
                *half_mut(d_u, wide) = dz;
                *half_mut(d_u, wide + WIDTH) = df;
                *half_mut(d_u, wide + 2 * WIDTH) = dr;
            }
        }
    }
}

/// `e` to the power `x`, from arithmetic alone.
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (x + 12_582_912.0) - 12_582_912.0;
    let part = (x - whole) * std::f32::consts::LN_2;
    let mut sum = 1.0 + part / 7.0;
    for k in [6.0, 5.0, 4.0, 3.0, 2.0, 1.0] {
        sum = 1.0 + sum * part / k;
    }
    sum * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// Turns scores into `probability - wanted`, times `weight`; returns the probability of what is wanted.
pub(crate) fn softmax_error(scores: &mut [f32], wanted: usize, weight: f32) -> f32 {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - most);
        total += *s;
    }
    let right = scores[wanted] / total;
    for s in scores.iter_mut() {
        *s *= weight / total;
    }
    scores[wanted] -= weight;
    right
}
