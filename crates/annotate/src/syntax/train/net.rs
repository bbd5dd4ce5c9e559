//! **Which numbers are learnt, and how does one step change them?**
//!
//! In → Out: gradients → parameters, by Adam with decoupled weight decay.

use super::random::Random;
use crate::syntax::shape::{ARC, FORM, LABEL, LAYERS, REACH, VECTOR, WIDTH, part};
use crate::{Deprel, Upos};

/// A matrix or vector of parameters with its gradient and Adam's moments.
#[derive(Debug, Clone)]
pub(crate) struct Tensor {
    pub(crate) w: Vec<f32>,
    pub(crate) g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    decays: bool,
}

impl Tensor {
    pub(super) fn matrix(rows: usize, columns: usize, random: &mut Random) -> Tensor {
        let mut t = Tensor::constant(rows * columns, 0.0);
        random.fill(&mut t.w, (6.0 / (rows + columns) as f32).sqrt());
        t.decays = true;
        t
    }

    pub(super) fn constant(len: usize, value: f32) -> Tensor {
        Tensor { w: vec![value; len], g: vec![0.0; len], m: vec![0.0; len], v: vec![0.0; len], decays: false }
    }
}

/// A recurrent layer with its normalisation.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    pub(crate) w: Tensor,
    pub(crate) b: Tensor,
    pub(crate) gain: Tensor,
    pub(crate) shift: Tensor,
}

/// All dense parameters.
#[derive(Debug, Clone)]
pub(crate) struct Net {
    pub(crate) feats: usize,
    pub(crate) vector: Tensor,
    pub(crate) form_gain: Tensor,
    pub(crate) form_shift: Tensor,
    pub(crate) mix: Tensor,
    pub(crate) mix_b: Tensor,
    pub(crate) mix_gain: Tensor,
    pub(crate) mix_shift: Tensor,
    pub(crate) layers: Vec<Layer>,
    pub(crate) heads: Tensor,
    pub(crate) heads_b: Tensor,
    pub(crate) arc: Tensor,
    pub(crate) arc_b: Tensor,
    pub(crate) arc_root: Tensor,
    pub(crate) label_root: Tensor,
    pub(crate) distance: Tensor,
    pub(crate) label: Tensor,
    pub(crate) label_b: Tensor,
}

impl Net {
    pub(crate) fn new(feats: usize, random: &mut Random) -> Net {
        let width = part::FEATS + feats;
        let layer = |random: &mut Random| {
            let mut b = Tensor::constant(3 * WIDTH, 0.0);
            b.w[WIDTH..2 * WIDTH].fill(0.5);
            Layer {
                w: Tensor::matrix(WIDTH, 3 * WIDTH, random),
                b,
                gain: Tensor::constant(WIDTH, 1.0),
                shift: Tensor::constant(WIDTH, 0.0),
            }
        };
        let mut arc = Tensor::matrix(ARC, ARC, random);
        arc.w.iter_mut().for_each(|w| *w *= 0.5);
        Net {
            feats,
            vector: Tensor::matrix(VECTOR, FORM, random),
            form_gain: Tensor::constant(FORM, 1.0),
            form_shift: Tensor::constant(FORM, 0.0),
            mix: Tensor::matrix(FORM, 3 * WIDTH, random),
            mix_b: Tensor::constant(WIDTH, 0.0),
            mix_gain: Tensor::constant(WIDTH, 1.0),
            mix_shift: Tensor::constant(WIDTH, 0.0),
            layers: (0..LAYERS).map(|_| layer(random)).collect(),
            heads: Tensor::matrix(WIDTH, width, random),
            heads_b: Tensor::constant(width, 0.0),
            arc,
            arc_b: Tensor::constant(ARC, 0.0),
            arc_root: Tensor::constant(ARC, 0.1),
            label_root: Tensor::constant(LABEL, 0.0),
            distance: Tensor::constant(2 * REACH + 1, 0.0),
            label: Tensor::matrix(LABEL, Deprel::ALL.len(), random),
            label_b: Tensor::constant(Deprel::ALL.len(), 0.0),
        }
    }

    /// Outputs of the heads.
    pub(crate) fn width(&self) -> usize {
        part::FEATS + self.feats
    }

    /// Every tensor, always in this order.
    pub(crate) fn tensors(&mut self) -> Vec<&mut Tensor> {
        let mut all = vec![
            &mut self.vector,
            &mut self.form_gain,
            &mut self.form_shift,
            &mut self.mix,
            &mut self.mix_b,
            &mut self.mix_gain,
            &mut self.mix_shift,
            &mut self.heads,
            &mut self.heads_b,
            &mut self.arc,
            &mut self.arc_b,
            &mut self.arc_root,
            &mut self.label_root,
            &mut self.distance,
            &mut self.label,
            &mut self.label_b,
        ];
        for layer in &mut self.layers {
            all.extend([&mut layer.w, &mut layer.b, &mut layer.gain, &mut layer.shift]);
        }
        all
    }
}

/// What a step of Adam needs beside the gradient.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) step: f32,
    /// Bias corrections of the two moments.
    pub(crate) first: f32,
    pub(crate) second: f32,
    pub(crate) decay: f32,
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.99;

impl Rate {
    /// The rate of step `t`, counted from 1.
    pub(crate) fn at(step: f32, t: i32, decay: f32) -> Rate {
        let power = |beta: f32| (0..t.min(4000)).fold(1.0f32, |p, _| p * beta);
        Rate { step, first: 1.0 - power(BETA1), second: 1.0 - power(BETA2), decay }
    }

    fn apply(self, w: &mut [f32], g: &mut [f32], m: &mut [f32], v: &mut [f32], decay: f32) {
        for (((w, g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *m = BETA1 * *m + (1.0 - BETA1) * *g;
            *v = BETA2 * *v + (1.0 - BETA2) * *g * *g;
            *w -= self.step * (*m / self.first / ((*v / self.second).sqrt() + 1e-8) + decay * *w);
            *g = 0.0;
        }
    }
}

/// Changes every tensor, after scaling the whole gradient down to `clip`.
pub(crate) fn update(mut tensors: Vec<&mut Tensor>, rate: Rate, clip: f32) {
    let norm = tensors.iter().map(|t| t.g.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>()).sum::<f64>().sqrt() as f32;
    let scale = if norm > clip { clip / norm } else { 1.0 };
    for t in &mut tensors {
        if scale < 1.0 {
            t.g.iter_mut().for_each(|g| *g *= scale);
        }
        let decay = if t.decays { rate.decay } else { 0.0 };
        rate.apply(&mut t.w, &mut t.g, &mut t.m, &mut t.v, decay);
    }
}

/// The learnt rows of features, of which a step changes only those it met.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) w: Vec<f32>,
    pub(crate) g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    met: Vec<u32>,
    is_met: Vec<bool>,
}

impl Table {
    pub(crate) fn new(rows: usize, random: &mut Random) -> Table {
        let mut w = vec![0.0; rows * FORM];
        random.fill(&mut w, 0.1);
        let zeros = vec![0.0; rows * FORM];
        Table { w, g: zeros.clone(), m: zeros.clone(), v: zeros, met: Vec::new(), is_met: vec![false; rows] }
    }

    /// Adds to the gradient of a row.
    pub(crate) fn add(&mut self, row: u32, gradient: &[f32]) {
        if !std::mem::replace(&mut self.is_met[row as usize], true) {
            self.met.push(row);
        }
        let start = row as usize * FORM;
        for (g, d) in self.g[start..start + FORM].iter_mut().zip(gradient) {
            *g += d;
        }
    }

    pub(crate) fn update(&mut self, rate: Rate) {
        for row in self.met.drain(..) {
            self.is_met[row as usize] = false;
            let at = row as usize * FORM..(row as usize + 1) * FORM;
            rate.apply(&mut self.w[at.clone()], &mut self.g[at.clone()], &mut self.m[at.clone()], &mut self.v[at], 0.0);
        }
    }
}

/// How many universal tags there are; the heads' layout counts on it.
pub(crate) const UPOS_TAGS: usize = Upos::ALL.len();
