//! **How do learnt floats become the bytes of the weights file?**

use super::course::Vocabulary;
use super::name_net::{NameNet, Source};
use super::net::{Net, Table};
use super::vectors::Vectors;
use crate::syntax::feature::hash;
use crate::syntax::model::VECTOR_KEY;
use crate::syntax::shape::{ARC, FORM, LABEL, NAME_TAGS, VECTOR, WIDTH};
use crate::syntax::weights::{Section, Writer};
use crate::{Deprel, Upos};

/// Writes the sections of the net.
pub(crate) fn write(net: &Net, table: &Table, vocabulary: &Vocabulary, masks: &[u32], vectors: &Vectors, out: &mut Writer) {
    let keys: Vec<u32> = vocabulary.rows.keys().copied().collect();
    let (steps, rows) = quantise_rows(&table.w, FORM);
    out.hashes(Section::FeatureKeys, &keys);
    out.floats(Section::FeatureSteps, &steps);
    out.bytes(Section::FeatureRows, &rows);
    let mut order: Vec<(u32, usize)> = vectors.words.iter().enumerate().map(|(i, w)| (hash(VECTOR_KEY, w), i)).collect();
    order.sort_unstable();
    order.dedup_by_key(|o| o.0);
    let sorted: Vec<f32> = order.iter().flat_map(|o| vectors.rows[o.1 * VECTOR..(o.1 + 1) * VECTOR].iter().copied()).collect();
    let (steps, rows) = quantise_rows(&sorted, VECTOR);
    out.hashes(Section::VectorKeys, &order.iter().map(|o| o.0).collect::<Vec<u32>>());
    out.floats(Section::VectorSteps, &steps);
    out.bytes(Section::VectorRows, &rows);
    out.bytes(Section::Vector, &matrix(&net.vector.w, VECTOR, FORM, None));
    out.floats(Section::FormNorm, &[&net.form_gain.w[..], &net.form_shift.w].concat());
    out.bytes(Section::Mix, &matrix(&net.mix.w, FORM, 3 * WIDTH, None));
    out.floats(Section::MixNorm, &[&net.mix_gain.w[..], &net.mix_shift.w, &net.mix_b.w].concat());
    let mut layers = Vec::new();
    for layer in &net.layers {
        layers.extend(matrix(&layer.w.w, WIDTH, 3 * WIDTH, Some(&layer.b.w)));
        layers.extend(layer.gain.w.iter().chain(&layer.shift.w).flat_map(|v| v.to_le_bytes()));
    }
    out.bytes(Section::Layers, &layers);
    out.bytes(Section::Heads, &matrix(&net.heads.w, WIDTH, net.width(), Some(&net.heads_b.w)));
    out.bytes(Section::Arc, &matrix(&net.arc.w, ARC, ARC, Some(&net.arc_b.w)));
    out.floats(Section::Roots, &[&net.arc_root.w[..], &net.label_root.w].concat());
    out.floats(Section::Distance, &net.distance.w);
    out.bytes(Section::Label, &matrix(&net.label.w, LABEL, Deprel::ALL.len(), Some(&net.label_b.w)));
    out.bytes(Section::Feats, vocabulary.feats.join("\n").as_bytes());
    debug_assert!(Upos::ALL.len() <= 32);
    out.hashes(Section::FeatsMasks, masks);
}

/// Writes the sections of the names' net, which tags as people do by hand.
pub(crate) fn write_names(net: &NameNet, out: &mut Writer) {
    const WINDOW: usize = 3 * WIDTH;
    let by_hand = &net.source.w[Source::Hand as usize * WIDTH..][..WIDTH];
    let bias: Vec<f32> = net.bias.w.iter().zip(by_hand).map(|(b, s)| b + s).collect();
    out.bytes(Section::NameForm, &matrix(&net.form.w, FORM, WINDOW, None));
    out.bytes(Section::NameVector, &matrix(&net.vector.w, VECTOR, WINDOW, None));
    out.floats(Section::NameLists, &net.lists.w);
    out.bytes(Section::NameLow, &matrix(&net.low.w, WIDTH, WIDTH, None));
    out.bytes(Section::NameTop, &matrix(&net.top.w, WIDTH, WIDTH, Some(&bias)));
    out.floats(Section::NameNorm, &[&net.gain.w[..], &net.shift.w].concat());
    out.bytes(Section::NameLayer, &matrix(&net.layer.w.w, WIDTH, WINDOW, Some(&net.layer.b.w)));
    out.floats(Section::NameLayerNorm, &[&net.layer.gain.w[..], &net.layer.shift.w].concat());
    out.bytes(Section::NameOut, &matrix(&net.out.w, WIDTH, NAME_TAGS, Some(&net.out_b.w)));
    out.floats(Section::NameMoves, &net.moves.w);
}

/// Each row as bytes, and what one step of it is worth.
fn quantise_rows(values: &[f32], width: usize) -> (Vec<f32>, Vec<u8>) {
    let mut steps = Vec::new();
    let mut bytes = Vec::with_capacity(values.len());
    for row in values.chunks_exact(width) {
        let most = row.iter().fold(1e-12f32, |m, v| m.max(v.abs()));
        steps.push(most / 127.0);
        bytes.extend(row.iter().map(|v| (v / most * 127.0).round() as i8 as u8));
    }
    (steps, bytes)
}

/// Scales of the columns, bias, bytes.
fn matrix(values: &[f32], inputs: usize, outputs: usize, bias: Option<&[f32]>) -> Vec<u8> {
    debug_assert_eq!(values.len(), inputs * outputs);
    let mut scales = vec![1e-12f32; outputs];
    for row in values.chunks_exact(outputs) {
        for (s, v) in scales.iter_mut().zip(row) {
            *s = s.max(v.abs());
        }
    }
    let none = vec![0.0; outputs];
    let bias = bias.unwrap_or(&none);
    let mut bytes: Vec<u8> = scales.iter().flat_map(|s| (s / 127.0).to_le_bytes()).collect();
    bytes.extend(bias.iter().flat_map(|b| b.to_le_bytes()));
    for row in values.chunks_exact(outputs) {
        bytes.extend(row.iter().zip(&scales).map(|(v, s)| (v / s * 127.0).round() as i8 as u8));
    }
    bytes
}
