//! **How does a batch of sentences run through the net?**

use super::super::kernel;
use super::super::tree::best_tree;
use super::super::{Class, feature::Features};
use super::{ARC, LABEL, Model, WIDTH, names, part};
use crate::syntax::shape::reach;
use crate::{Deprel, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// Word forms whose rows are kept; when there are more, all are forgotten.
const KEPT_FORMS: usize = 8192;

/// Width of a form's row: what it gives to the word after it, to itself, and to the word before it.
const MIXED: usize = 3 * WIDTH;

/// What the net says of each word of a batch.
#[derive(Debug, Default)]
pub(in super::super) struct Answer {
    pub(in super::super) upos: Vec<Upos>,
    /// Index into the model's feature sets.
    pub(in super::super) feats: Vec<u16>,
    /// Place of the head within the sentence, counted from 1; 0 for the root.
    pub(in super::super) heads: Vec<usize>,
    pub(in super::super) labels: Vec<Deprel>,
    /// `O` is 0; `B` and `I` of person, organisation and place follow.
    pub(in super::super) names: Vec<u8>,
}

/// Buffers and the rows of forms met before; what they hold never changes an answer.
#[derive(Debug, Default)]
pub(in super::super) struct Scratch {
    kept: HashMap<Box<str>, u32>,
    kept_classes: [Option<u32>; Class::ALL.len()],
    rows: Vec<f32>,
    /// What the same forms give to the names.
    name_rows: Vec<f32>,
    names: names::Scratch,
    features: Features,
    places: Vec<u32>,
    h: Vec<f32>,
    wide: Vec<f32>,
    bytes: Vec<u8>,
    steps: Vec<f32>,
    parts: [Vec<f32>; 3],
    scores: Vec<f32>,
    tree: Vec<usize>,
}

/// The vector at a length; what it held stays, for every user overwrites it.
fn sized<T: Clone + Default>(v: &mut Vec<T>, n: usize) -> &mut [T] {
    v.resize(n, T::default());
    v
}

impl Model {
    /// Answers for the words `forms`, cut into `sentences` that cover them in order.
    pub(in super::super) fn run(&self, forms: &[(&str, Option<Class>)], sentences: &[Range<usize>], s: &mut Scratch, answer: &mut Answer) {
        let n = forms.len();
        self.look_up(forms, s);
        self.mix(sentences, n, s);
        for (k, (layer, norm)) in self.layers.iter().enumerate() {
            kernel::quantise(self.path, &s.h, WIDTH, sized(&mut s.bytes, n * WIDTH), sized(&mut s.steps, n));
            if k == 1 {
                self.names.low.product(self.path, &s.bytes, &s.steps, sized(&mut s.names.low, n * WIDTH));
            }
            layer.product(self.path, &s.bytes, &s.steps, sized(&mut s.wide, n * layer.width()));
            kernel::recur(self.path, &s.wide, sentences, &mut s.h);
            kernel::normalise(self.path, &mut s.h, WIDTH, &norm.gain, &norm.shift);
        }
        kernel::quantise(self.path, &s.h, WIDTH, sized(&mut s.bytes, n * WIDTH), sized(&mut s.steps, n));
        self.heads.product(self.path, &s.bytes, &s.steps, sized(&mut s.wide, n * self.heads.width()));
        answer.upos.clear();
        answer.feats.clear();
        for row in s.wide.chunks_exact(self.heads.width()) {
            let upos = Upos::ALL[kernel::best(&row[part::UPOS..part::UPOS + Upos::ALL.len()])];
            answer.upos.push(upos);
            answer.feats.push(self.feats_for(upos, &row[part::FEATS..part::FEATS + self.feats.len()]) as u16);
        }
        self.names.tag(sentences, &s.name_rows, &s.places, (&s.bytes, &s.steps), &mut s.names, &mut answer.names);
        self.choose_heads(sentences, n, s, answer);
        self.choose_labels(sentences, n, s, answer);
    }

    /// Finds the row of every form, computing those not met before.
    fn look_up(&self, forms: &[(&str, Option<Class>)], s: &mut Scratch) {
        if s.kept.len() + forms.len() > KEPT_FORMS {
            s.kept.clear();
            s.kept_classes = Default::default();
            s.rows.clear();
            s.name_rows.clear();
        }
        s.places.clear();
        let mut fresh = Vec::new();
        let known = s.rows.len() / MIXED;
        for &(form, class) in forms {
            let next = (known + fresh.len()) as u32;
            let place = match class {
                Some(class) => *s.kept_classes[class as usize].get_or_insert(next),
                None => match s.kept.get(form) {
                    Some(&place) => place,
                    None => {
                        s.kept.insert(form.into(), next);
                        next
                    }
                },
            };
            if place == next {
                fresh.push((form, class));
            }
            s.places.push(place);
        }
        if !fresh.is_empty() {
            let end = (known + fresh.len()) * MIXED;
            s.rows.resize(end, 0.0);
            s.name_rows.resize(end, 0.0);
            self.form_rows(&fresh, &mut s.features, &mut s.rows[known * MIXED..], &mut s.name_rows[known * MIXED..]);
        }
    }

    /// Sums the window around each word.
    fn mix(&self, sentences: &[Range<usize>], n: usize, s: &mut Scratch) {
        let h = sized(&mut s.h, n * WIDTH);
        h.fill(0.0);
        for sentence in sentences {
            for t in sentence.clone() {
                let to = &mut h[t * WIDTH..(t + 1) * WIDTH];
                for (k, other) in [(0, t.wrapping_sub(1)), (1, t), (2, t + 1)] {
                    if sentence.contains(&other) {
                        let at = s.places[other] as usize * MIXED + k * WIDTH;
                        kernel::add(self.path, to, &s.rows[at..at + WIDTH]);
                    }
                }
                kernel::add(self.path, to, &self.mix_b);
            }
        }
        kernel::normalise(self.path, h, WIDTH, &self.mix_norm.gain, &self.mix_norm.shift);
    }

    fn choose_heads(&self, sentences: &[Range<usize>], n: usize, s: &mut Scratch, answer: &mut Answer) {
        let width = self.heads.width();
        let [dependents, keys, queries] = &mut s.parts;
        let (dependents, keys) = (sized(dependents, n * ARC), sized(keys, n * ARC));
        for ((row, d), k) in s.wide.chunks_exact(width).zip(dependents.chunks_exact_mut(ARC)).zip(keys.chunks_exact_mut(ARC)) {
            d.copy_from_slice(&row[part::ARC_DEPENDENT..][..ARC]);
            k.copy_from_slice(&row[part::ARC_HEAD..][..ARC]);
        }
        kernel::rectify(self.path, dependents);
        kernel::rectify(self.path, keys);
        kernel::quantise(self.path, dependents, ARC, sized(&mut s.bytes, n * ARC), sized(&mut s.steps, n));
        let queries = sized(queries, n * ARC);
        self.arc.product(self.path, &s.bytes, &s.steps, queries);
        let mut roots = vec![0.0; n];
        kernel::arcs(self.path, queries, &self.arc_root, &mut roots);
        answer.heads.clear();
        for sentence in sentences {
            let m = sentence.len();
            let at = sentence.start * ARC..sentence.end * ARC;
            let mut products = vec![0.0; m * m];
            kernel::arcs(self.path, &queries[at.clone()], &keys[at], &mut products);
            let scores = sized(&mut s.scores, m * (m + 1));
            for (d, (row, products)) in scores.chunks_exact_mut(m + 1).zip(products.chunks_exact(m)).enumerate() {
                row[0] = roots[sentence.start + d];
                for (h, (score, p)) in row[1..].iter_mut().zip(products).enumerate() {
                    *score = p + self.distance[reach(d, h)];
                }
            }
            best_tree(m, scores, &mut s.tree);
            answer.heads.extend_from_slice(&s.tree);
        }
    }

    fn choose_labels(&self, sentences: &[Range<usize>], n: usize, s: &mut Scratch, answer: &mut Answer) {
        let width = self.heads.width();
        let hidden = sized(&mut s.parts[0], n * LABEL);
        for sentence in sentences {
            for t in sentence.clone() {
                let dependent = &s.wide[t * width + part::LABEL_DEPENDENT..][..LABEL];
                let head = match answer.heads[t] {
                    0 => &self.label_root[..],
                    h => &s.wide[(sentence.start + h - 1) * width + part::LABEL_HEAD..][..LABEL],
                };
                kernel::meet(self.path, dependent, head, &mut hidden[t * LABEL..(t + 1) * LABEL]);
            }
        }
        kernel::quantise(self.path, hidden, LABEL, sized(&mut s.bytes, n * LABEL), sized(&mut s.steps, n));
        let out = sized(&mut s.scores, n * self.label.width());
        self.label.product(self.path, &s.bytes, &s.steps, out);
        answer.labels.clear();
        for (row, &head) in out.chunks_exact_mut(self.label.width()).zip(&answer.heads) {
            let scores = &mut row[..self.label.outputs()];
            scores[Deprel::Root as usize] = f32::MIN;
            answer.labels.push(if head == 0 { Deprel::Root } else { Deprel::ALL[kernel::best(scores)] });
        }
    }
}
