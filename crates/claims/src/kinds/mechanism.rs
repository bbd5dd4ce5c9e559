//! Standing dialogues, bodies and series: once each, with all that the document says of them.

mod cadence;
mod describe;
mod find;
mod newly;
mod qualify;
mod sisters;

pub(crate) use cadence::cadence;
pub(crate) use describe::{describe, ranks, share_members};
pub(crate) use find::find;
pub(crate) use newly::newly;
use qualify::{clean_name, last_head, qualifies, with_members};
pub(crate) use sisters::sisters;

use crate::reading::Reading;
use crate::series::{self, Naming, key, level_of, same_name};
use model::claim::Mechanism;
use model::{ClaimKind, Span};
use std::ops::Range;

/// A series gathered from its namings.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) slots: Mechanism,
    pub(crate) key: Vec<String>,
    pub(crate) evidence: Vec<Span>,
    pub(crate) at: Range<usize>,
    /// Last words of its name, by which `the council` finds it.
    pub(crate) head: String,
    /// The first words of all its namings, in order.
    pub(crate) places: Vec<usize>,
    /// Whether a number or `next` shows that it is one of several.
    pub(crate) numbered: bool,
    /// The numbers of the sessions that the document names with it.
    pub(crate) ordinals: Vec<u32>,
}

impl Gathered {
    /// Where it was named last before a word.
    pub(crate) fn place_before(&self, at: usize) -> Option<usize> {
        self.places.partition_point(|p| *p < at).checked_sub(1).map(|n| self.places[n])
    }
}

/// Gathers the series of the document.
pub(crate) fn gather(reading: &Reading<'_, '_>) -> Vec<Gathered> {
    let words = reading.words;
    let mut out: Vec<Gathered> = Vec::new();
    for sentence in &words.ann.sentences {
        for naming in series::namings(words, &sentence.tokens) {
            if !qualifies(reading, &naming) {
                continue;
            }
            let Some(name) = clean_name(reading, &with_members(words, &naming.name)) else { continue };
            add(reading, &mut out, &naming, name);
        }
    }
    out
}

fn add(reading: &Reading<'_, '_>, out: &mut Vec<Gathered>, naming: &Naming, name: String) {
    let words = reading.words;
    let key = key(&name);
    let span = reading.evidence(naming.whole.start);
    let parties = series::parties_of(words, &naming.name);
    // `Dialogue of senior officials`
    let next = naming.name.end;
    let of = || (words.low(next) == "of").then(|| level_of(words, &(next + 1..(next + 4).min(words.words.len())))).flatten();
    let level = level_of(words, &naming.name).or_else(of);
    let from = out.len().saturating_sub(crate::read::RECENT);
    let found = out[from..].iter_mut().find(|g| same_name(&g.key, &key));
    match found {
        Some(g) => {
            if key.len() > g.key.len() {
                g.slots.name = Some(name);
                g.key = key;
            }
            g.slots.level = g.slots.level.or(level);
            g.places.push(naming.whole.start);
            g.numbered |= naming.ordinal.is_some() || naming.deictic.is_some();
            g.ordinals.extend(naming.ordinal);
            if g.slots.parties.len() < parties.len() {
                g.slots.parties = parties;
            }
            if !g.evidence.contains(&span) {
                g.evidence.push(span);
            }
        }
        None => {
            let head = series::head_of_name(words, last_head(reading, &naming.name));
            out.push(Gathered {
                slots: Mechanism { name: Some(name), level, parties, ..Mechanism::default() },
                key,
                evidence: vec![span],
                at: naming.whole.clone(),
                places: vec![naming.whole.start],
                numbered: naming.ordinal.is_some() || naming.deictic.is_some(),
                ordinals: naming.ordinal.into_iter().collect(),
                head,
            });
        }
    }
}

/// Whether an occasion that was named once is one of a series: a forum without number or rhythm stands alone.
pub(crate) fn stands_alone(words: &crate::words::Words<'_>, g: &Gathered) -> bool {
    let is = |kind: &str| words.lex.says("gathering", &g.head, kind);
    is("show") && !g.numbered
        || is("single") && !g.numbered && g.slots.cadence.is_none() && g.slots.established.is_none() && g.slots.reports_to.is_none()
}

/// Makes the claims.
pub(crate) fn push(reading: &mut Reading<'_, '_>, list: &[Gathered]) {
    for g in list.iter().filter(|g| !stands_alone(reading.words, g)) {
        let draft = reading.push(ClaimKind::Mechanism(g.slots.clone()), g.at.clone(), "mechanism/named");
        draft.evidence = g.evidence.clone();
    }
}
