//! **Which words are names, and of what?**
//!
//! In → Out: what the syntax net has made of the words, and the lists they stand in → a name tag for each.

use super::super::kernel::{self, Packed};
use super::super::lists::{LISTS, Lists};
use super::super::numeric::LANES;
use super::super::shape::{FORM, NAME_TAGS, VECTOR, WIDTH};
use super::super::weights::{Section, Weights};
use super::{Norm, Path, packed};
use std::ops::Range;

/// Width of what a form gives to the word after it, to itself, and to the word before it.
const WINDOW: usize = 3 * WIDTH;

/// The net that tags names, on top of the syntax net.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) lists: Lists,
    form: Packed,
    vector: Packed,
    /// What each list gives, row after row.
    listed: Vec<f32>,
    /// From the first and the last layer of the syntax net.
    pub(super) low: Packed,
    top: Packed,
    norm: Norm,
    layer: Packed,
    layer_norm: Norm,
    out: Packed,
    moves: Vec<f32>,
    path: Path,
}

/// Buffers; what they hold never changes an answer.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// What the first layer gave.
    pub(super) low: Vec<f32>,
    h: Vec<f32>,
    wide: Vec<f32>,
    bytes: Vec<u8>,
    steps: Vec<f32>,
}

/// Bytes with what a step of each row is worth.
pub(super) type Bytes<'a> = (&'a [u8], &'a [f32]);

impl Names {
    pub(super) fn open(w: Weights<'static>, path: Path) -> Option<Names> {
        let matrix = |section, inputs, outputs| packed(w.section(section)?, inputs, outputs);
        let norm = |section| {
            let values = w.floats(section)?;
            (values.len() == 2 * WIDTH).then(|| Norm { gain: values[..WIDTH].to_vec(), shift: values[WIDTH..].to_vec() })
        };
        let names = Names {
            lists: Lists::open(w)?,
            form: matrix(Section::NameForm, FORM, WINDOW)?,
            vector: matrix(Section::NameVector, VECTOR, WINDOW)?,
            listed: w.floats(Section::NameLists)?,
            low: matrix(Section::NameLow, WIDTH, WIDTH)?,
            top: matrix(Section::NameTop, WIDTH, WIDTH)?,
            norm: norm(Section::NameNorm)?,
            layer: matrix(Section::NameLayer, WIDTH, WINDOW)?,
            layer_norm: norm(Section::NameLayerNorm)?,
            out: matrix(Section::NameOut, WIDTH, NAME_TAGS)?,
            moves: w.floats(Section::NameMoves)?,
            path,
        };
        (names.listed.len() == LISTS * WINDOW && names.moves.len() == NAME_TAGS * (NAME_TAGS + 1)).then_some(names)
    }

    /// Fills `out` with what each form gives to its window; `lists` has the lists of each.
    pub(super) fn form_rows(&self, forms: Bytes<'_>, vectors: Bytes<'_>, lists: &[u32], out: &mut [f32]) {
        let path = self.path;
        self.form.product(path, forms.0, forms.1, out);
        let mut other = vec![0.0; out.len()];
        self.vector.product(path, vectors.0, vectors.1, &mut other);
        kernel::add(path, out, &other);
        for (row, mask) in out.chunks_exact_mut(WINDOW).zip(lists) {
            for list in (0..LISTS).filter(|k| mask >> k & 1 == 1) {
                kernel::add(path, row, &self.listed[list * WINDOW..(list + 1) * WINDOW]);
            }
        }
    }

    /// The tags of a batch: `rows` holds what forms give, `places` which form each word has, `top` the last layer.
    pub(super) fn tag(
        &self,
        sentences: &[Range<usize>],
        rows: &[f32],
        places: &[u32],
        top: Bytes<'_>,
        s: &mut Scratch,
        tags: &mut Vec<u8>,
    ) {
        let (n, path) = (places.len(), self.path);
        s.h.resize(n * WIDTH, 0.0);
        self.top.product(path, top.0, top.1, &mut s.h);
        kernel::add(path, &mut s.h, &s.low[..n * WIDTH]);
        for sentence in sentences {
            for t in sentence.clone() {
                for (k, other) in [(0, t.wrapping_sub(1)), (1, t), (2, t + 1)] {
                    if sentence.contains(&other) {
                        let at = places[other] as usize * WINDOW + k * WIDTH;
                        kernel::add(path, &mut s.h[t * WIDTH..(t + 1) * WIDTH], &rows[at..at + WIDTH]);
                    }
                }
            }
        }
        kernel::normalise(path, &mut s.h, WIDTH, &self.norm.gain, &self.norm.shift);
        s.bytes.resize(n * WIDTH, 0);
        s.steps.resize(n, 0.0);
        s.wide.resize(n * WINDOW, 0.0);
        kernel::quantise(path, &s.h, WIDTH, &mut s.bytes, &mut s.steps);
        self.layer.product(path, &s.bytes, &s.steps, &mut s.wide);
        kernel::recur(path, &s.wide, sentences, &mut s.h);
        kernel::normalise(path, &mut s.h, WIDTH, &self.layer_norm.gain, &self.layer_norm.shift);
        kernel::quantise(path, &s.h, WIDTH, &mut s.bytes, &mut s.steps);
        self.out.product(path, &s.bytes, &s.steps, &mut s.wide);
        debug_assert!(self.out.width() == LANES && NAME_TAGS <= LANES);
        tags.clear();
        for sentence in sentences {
            likeliest(&s.wide[sentence.start * LANES..sentence.end * LANES], LANES, &self.moves, tags);
        }
    }
}

/// Whether a tag may stand after another, or first: nothing is inside a name that did not begin.
pub(in super::super) fn may_follow(from: Option<usize>, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from.is_some_and(|f| f == to || f + 1 == to)
}

/// Adds the best sequence of tags of a sentence, whose words' scores lie `stride` apart; `moves` scores first tags, then
/// each tag after each.
pub(in super::super) fn likeliest(scores: &[f32], stride: usize, moves: &[f32], tags: &mut Vec<u8>) {
    const NEVER: f32 = -1e30;
    let mut total = [NEVER; NAME_TAGS];
    let mut back: Vec<[u8; NAME_TAGS]> = Vec::with_capacity(scores.len() / stride);
    for (t, row) in scores.chunks_exact(stride).enumerate() {
        let mut next = [NEVER; NAME_TAGS];
        let mut chosen = [0u8; NAME_TAGS];
        for to in 0..NAME_TAGS {
            if t == 0 {
                if may_follow(None, to) {
                    next[to] = moves[to] + row[to];
                }
                continue;
            }
            for from in (0..NAME_TAGS).filter(|&f| may_follow(Some(f), to)) {
                let score = total[from] + moves[(from + 1) * NAME_TAGS + to] + row[to];
                if score > next[to] {
                    (next[to], chosen[to]) = (score, from as u8);
                }
            }
        }
        total = next;
        back.push(chosen);
    }
    let start = tags.len();
    let mut tag = kernel::best(&total);
    tags.resize(start + back.len(), 0);
    for t in (0..back.len()).rev() {
        tags[start + t] = tag as u8;
        tag = usize::from(back[t][tag]);
    }
}
