//! **What does the net say of these words?**
//!
//! In → Out: the forms of a batch of sentences → tags, features, scores of heads, relations, name tags.
//!
//! Never: lets one sentence of a batch see another; gives other bits on another processor.

mod names;
mod run;

#[cfg(feature = "train")]
pub(super) use names::{likeliest, may_follow};
pub(super) use run::{Answer, Scratch};

use super::Class;
use super::feature::{Features, hash, vector_key};
use super::kernel::{self, Packed, Path};
use super::lemma::Lemmas;
use super::segment::Borders;
use super::shape::{ARC, FORM, LABEL, LAYERS, REACH, VECTOR, WIDTH, part};
use super::weights::{Section, Weights, floats};
use crate::{Deprel, Upos};
use names::Names;
use std::sync::OnceLock;

/// Everything learnt, ready to run.
#[derive(Debug)]
pub(super) struct Model {
    features: Rows,
    vectors: Rows,
    vector: Packed,
    form_norm: Norm,
    mix: Packed,
    mix_b: Vec<f32>,
    mix_norm: Norm,
    layers: Vec<(Packed, Norm)>,
    heads: Packed,
    arc: Packed,
    arc_root: Vec<f32>,
    label_root: Vec<f32>,
    distance: Vec<f32>,
    label: Packed,
    names: Names,
    /// Feature sets.
    pub(super) feats: Vec<&'static str>,
    /// For each tag the feature sets that it may stand with.
    feats_of: Vec<Vec<u16>>,
    pub(super) lemmas: Lemmas,
    pub(super) borders: Borders,
    path: Path,
}

#[derive(Debug)]
struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Rows of bytes under ascending keys.
#[derive(Debug)]
struct Rows {
    keys: Vec<u32>,
    steps: Vec<f32>,
    bytes: &'static [u8],
}

impl Rows {
    fn open(weights: Weights<'static>, keys: Section, steps: Section, bytes: Section, width: usize) -> Option<Rows> {
        let rows = Rows { keys: weights.hashes(keys)?, steps: weights.floats(steps)?, bytes: weights.section(bytes)? };
        (rows.keys.len() == rows.steps.len() && rows.bytes.len() == rows.keys.len() * width).then_some(rows)
    }

    fn find(&self, key: u32) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }
}

/// The kind of hash under which pretrained vectors stand.
pub(super) const VECTOR_KEY: u8 = 50;

impl Model {
    /// The model that is compiled in.
    pub(super) fn shared() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            Model::open(analysis_weights::WEIGHTS, Path::fastest()).expect("the weights crate holds a whole file of this layout")
        })
    }

    /// Reads a weights file; `None` where a part is missing or has another size than the net.
    pub(super) fn open(bytes: &'static [u8], path: Path) -> Option<Model> {
        let w = Weights::open(bytes)?;
        let feats: Vec<&'static str> = std::str::from_utf8(w.section(Section::Feats)?).ok()?.split('\n').collect();
        let masks = w.hashes(Section::FeatsMasks)?;
        let matrix = |section, inputs, outputs| packed(w.section(section)?, inputs, outputs);
        let norm = |section, width| {
            let values = w.floats(section)?;
            (values.len() == 2 * width).then(|| Norm { gain: values[..width].to_vec(), shift: values[width..].to_vec() })
        };
        let mut rest = w.section(Section::Layers)?;
        let mut layers = Vec::new();
        for _ in 0..LAYERS {
            let (matrix, after) = rest.split_at_checked(3 * WIDTH * (8 + WIDTH))?;
            let (norm, after) = after.split_at_checked(2 * WIDTH * 4)?;
            let norm = floats(norm);
            layers.push((packed(matrix, WIDTH, 3 * WIDTH)?, Norm { gain: norm[..WIDTH].to_vec(), shift: norm[WIDTH..].to_vec() }));
            rest = after;
        }
        let roots = w.floats(Section::Roots)?;
        let mix_norm = w.floats(Section::MixNorm)?;
        let distance = w.floats(Section::Distance)?;
        if roots.len() != ARC + LABEL || mix_norm.len() != 3 * WIDTH || distance.len() != 2 * REACH + 1 || masks.len() != feats.len() {
            return None;
        }
        Some(Model {
            features: Rows::open(w, Section::FeatureKeys, Section::FeatureSteps, Section::FeatureRows, FORM)?,
            vectors: Rows::open(w, Section::VectorKeys, Section::VectorSteps, Section::VectorRows, VECTOR)?,
            vector: matrix(Section::Vector, VECTOR, FORM)?,
            form_norm: norm(Section::FormNorm, FORM)?,
            mix: matrix(Section::Mix, FORM, 3 * WIDTH)?,
            mix_b: mix_norm[2 * WIDTH..].to_vec(),
            mix_norm: Norm { gain: mix_norm[..WIDTH].to_vec(), shift: mix_norm[WIDTH..2 * WIDTH].to_vec() },
            layers,
            heads: matrix(Section::Heads, WIDTH, part::FEATS + feats.len())?,
            arc: matrix(Section::Arc, ARC, ARC)?,
            arc_root: roots[..ARC].to_vec(),
            label_root: roots[ARC..].to_vec(),
            distance,
            label: matrix(Section::Label, LABEL, Deprel::ALL.len())?,
            names: Names::open(w, path)?,
            feats_of: (0..Upos::ALL.len())
                .map(|tag| (0..feats.len() as u16).filter(|&f| masks[f as usize] >> tag & 1 == 1).collect())
                .collect(),
            feats,
            lemmas: Lemmas::open(w)?,
            borders: Borders::open(w)?,
            path,
        })
    }

    /// Fills `out` with what each form gives to its window, `named` with what it gives there to the names; no row depends on another.
    fn form_rows(&self, forms: &[(&str, Option<Class>)], features: &mut Features, out: &mut [f32], named: &mut [f32]) {
        let mut key = String::new();
        let mut vectors = vec![128u8; forms.len() * VECTOR];
        let mut vector_steps = vec![0.0; forms.len()];
        let mut lists = vec![0; forms.len()];
        let mut at = Vec::new();
        for (i, &(form, class)) in forms.iter().enumerate() {
            match class {
                Some(class) => features.read_class(class),
                None => {
                    features.read(form);
                    lists[i] = self.names.lists.of(form);
                    vector_key(form, &mut key);
                    if let Some(r) = self.vectors.find(hash(VECTOR_KEY, &key)) {
                        for (q, b) in vectors[i * VECTOR..].iter_mut().zip(&self.vectors.bytes[r * VECTOR..(r + 1) * VECTOR]) {
                            *q = b ^ 0x80;
                        }
                        vector_steps[i] = self.vectors.steps[r];
                    }
                }
            }
            at.extend(features.hashes.iter().filter_map(|&h| Some((i, self.features.find(h)?))));
        }
        // The width of both products is a multiple of sixteen, so their rows lie without gaps.
        let mut form = vec![0.0; forms.len() * self.vector.width()];
        self.vector.product(self.path, &vectors, &vector_steps, &mut form);
        for (i, r) in at {
            let bytes = &self.features.bytes[r * FORM..(r + 1) * FORM];
            kernel::add_bytes(self.path, &mut form[i * FORM..(i + 1) * FORM], bytes, self.features.steps[r]);
        }
        kernel::normalise(self.path, &mut form, FORM, &self.form_norm.gain, &self.form_norm.shift);
        let (mut bytes, mut steps) = (vec![0; form.len()], vec![0.0; forms.len()]);
        kernel::quantise(self.path, &form, FORM, &mut bytes, &mut steps);
        self.mix.product(self.path, &bytes, &steps, out);
        self.names.form_rows((&bytes, &steps), (&vectors, &vector_steps), &lists, named);
    }

    /// The likeliest feature set that may stand with the tag.
    fn feats_for(&self, upos: Upos, scores: &[f32]) -> usize {
        let best = self.feats_of[upos as usize].iter().copied().reduce(|b, f| if scores[f as usize] > scores[b as usize] { f } else { b });
        best.map_or_else(|| kernel::best(&scores[..self.feats.len()]), usize::from)
    }
}

/// A matrix as it lies in the file: scales, bias, bytes.
fn packed(bytes: &[u8], inputs: usize, outputs: usize) -> Option<Packed> {
    (bytes.len() == outputs * (8 + inputs)).then(|| {
        let (scales, rest) = bytes.split_at(4 * outputs);
        let (bias, weights) = rest.split_at(4 * outputs);
        Packed::new(inputs, outputs, weights, &floats(scales), &floats(bias))
    })
}
