//! **In which order are names taught, and from what?**

use super::conllu::Sentence;
use super::course::{CLIP, Lesson, collapse};
use super::evaluate::{Count, spans};
use super::name_net::{Drop, NameNet, Source, learn, tagged};
use super::net::{Net, Rate, Table, update};
use super::own_names::suggest;
use super::random::Random;
use super::step::{Form, Given, Item, Noise, States, states};
use crate::syntax::shape::NAME_TAGS;
use std::collections::BTreeSet;

/// Passes over the data while the teacher learns, and while the net itself does.
const TAUGHT_PASSES: usize = 6;
const PASSES: usize = 6;
/// Words in a batch, about.
const BATCH: usize = 400;
const STEP: f32 = 2e-3;
const DECAY: f32 = 0.02;
/// How much of what the syntax net gives is left out; words most, so that names never met are learnt from their surroundings.
const NOISE: Noise = Noise { word: 0.3, vector: 0.05, form: 0.05, ..Noise::NONE };
const DROP: Drop = Drop { word: 0.2, state: 0.3, layer: 0.3, top: 0.3 };
/// A sentence without names teaches less, so only so many of them are read each time.
const PLAIN: f32 = 0.4;
/// How often names by hand are read in a pass, and how much they count; beside 1 for brackets.
const COPIES: usize = 2;
const BY_HAND: f32 = 1.0;
const SUGGESTED: f32 = 0.7;

/// The syntax net, which stays as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base<'a> {
    pub(super) net: &'a Net,
    pub(super) table: &'a Table,
    pub(super) forms: &'a [Form],
    pub(super) vectors: &'a [f32],
    pub(super) class_forms: &'a [u32],
}

impl Base<'_> {
    fn states(&self, batch: &[&Item], noise: Noise, random: &mut Random) -> States {
        states(self.net, self.table, &Given { forms: self.forms, vectors: self.vectors }, batch, noise, random)
    }
}

/// A sentence with names to learn from.
struct Sample<'a> {
    lesson: &'a Lesson,
    source: Source,
    weight: f32,
}

impl Sample<'_> {
    fn has_names(&self) -> bool {
        self.lesson.item.names.iter().flatten().any(|&t| t != 0)
    }
}

/// Learns names.
fn run(base: Base<'_>, samples: &[Sample<'_>], passes: usize, seed: u64) -> NameNet {
    let random = &mut Random::new(seed);
    let mut net = NameNet::new(random);
    let share = |s: &Sample<'_>| if s.has_names() { 1.0 } else { PLAIN };
    let words: f32 = samples.iter().map(|s| s.lesson.item.forms.len() as f32 * share(s)).sum();
    let total = words * passes as f32 / BATCH as f32;
    let mut taken = 0;
    for _ in 0..passes {
        let mut order: Vec<usize> = (0..samples.len()).collect();
        order.retain(|&i| samples[i].has_names() || random.chance(PLAIN));
        random.shuffle(&mut order);
        let mut at = 0;
        while at < order.len() {
            let mut batch: Vec<Item> = Vec::new();
            let (mut sources, mut weights) = (Vec::new(), Vec::new());
            let mut size = 0;
            while at < order.len() && size < BATCH {
                let sample = &samples[order[at]];
                at += 1;
                let covers = random.chance(0.3);
                let item = if covers { collapse(sample.lesson, 0.7, base.class_forms, random) } else { sample.lesson.item.clone() };
                size += item.forms.len();
                batch.push(item);
                sources.push(sample.source);
                weights.push(sample.weight);
            }
            taken += 1;
            let pace = (taken as f32 / 100.0).min(1.0) * (1.0 - taken as f32 / total).max(0.0);
            let refs: Vec<&Item> = batch.iter().collect();
            let states = base.states(&refs, NOISE, random);
            let tags: Vec<&[u8]> = batch.iter().map(|i| i.names.as_deref().unwrap_or_default()).collect();
            learn(&mut net, &states, &sources, &tags, &weights, DROP, random);
            update(net.tensors(), Rate::at(STEP * pace, taken, DECAY), CLIP);
        }
    }
    net
}

type Tagged = Vec<(Vec<u8>, Vec<[f32; NAME_TAGS]>)>;

fn tag_all(base: Base<'_>, net: &NameNet, items: &[&Item], source: Source) -> Tagged {
    let mut all = Vec::new();
    for chunk in items.chunks(32) {
        let states = base.states(chunk, Noise::NONE, &mut Random::new(0));
        all.extend(tagged(net, &states, source));
    }
    all
}

/// Learns from names by hand and from GUM's, tags with that what has none (`bare`, whose words stand in `sentences`), then
/// learns from all.
pub(super) fn teach(base: Base<'_>, by_hand: &[&Lesson], gum: &[Lesson], bare: &[Lesson], sentences: &[Sentence]) -> NameNet {
    let mut samples = Vec::new();
    for _ in 0..COPIES {
        samples.extend(by_hand.iter().map(|l| Sample { lesson: l, source: Source::Hand, weight: BY_HAND }));
    }
    samples.extend(gum.iter().map(|lesson| Sample { lesson, source: Source::Brackets, weight: 1.0 }));
    let teacher = run(base, &samples, TAUGHT_PASSES, 7);
    let items: Vec<&Item> = bare.iter().map(|l| &l.item).collect();
    let mut guesses = tag_all(base, &teacher, &items, Source::Hand);
    for (tags, odds) in &mut guesses {
        for (tag, row) in tags.iter_mut().zip(odds) {
            *tag = (0..NAME_TAGS).fold(0, |best, tag| if row[tag] > row[best] { tag } else { best }) as u8;
        }
    }
    let suggested: Vec<Lesson> = bare.iter().zip(suggest(sentences, &guesses)).map(|(lesson, tags)| lesson.named(tags)).collect();
    samples.extend(suggested.iter().map(|lesson| Sample { lesson, source: Source::Hand, weight: SUGGESTED }));
    run(base, &samples, PASSES, 8)
}

/// Strict F1 of names, all and by class, of what `net` says of the items.
pub(super) fn score(base: Base<'_>, net: &NameNet, items: &[&Item], source: Source, counts: &mut [Count; 4]) {
    for (item, (tags, _)) in items.iter().zip(tag_all(base, net, items, source)) {
        let Some(gold) = &item.names else { continue };
        let gold: Vec<u8> = gold.iter().map(|&t| if t == super::names::UNKNOWN { 0 } else { t }).collect();
        let (found, wanted) = (spans(&tags), spans(&gold));
        for (k, count) in counts.iter_mut().enumerate() {
            let of =
                |all: &BTreeSet<(usize, usize, u8)>| all.iter().filter(|s| k == 0 || s.2 == 2 * k as u8).copied().collect::<BTreeSet<_>>();
            count.add(&of(&found), &of(&wanted));
        }
    }
}
