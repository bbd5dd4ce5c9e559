//! What one question looks up again and again, gathered once: sessions by mechanism, versions of texts, acts and stances by the
//! words of their subjects.
//!
//! Never: changes an answer. What is found through it is what going through every entity would find.

use crate::derive::alike::{self, named, subject};
use crate::derive::lifecycle::versioned;
use crate::derive::outcome;
use crate::{Book, line};
use model::{Moment, Who};
use register::entity::{Entity, EntityKind, Slot};
use register::{EntityFilter, EntityId};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(crate) struct Index<'a> {
    sessions: OnceCell<BTreeMap<&'a EntityId, Vec<&'a Entity>>>,
    attended: OnceCell<BTreeMap<&'a str, Vec<&'a Entity>>>,
    versions: OnceCell<BTreeMap<String, Vec<(f64, &'a Entity)>>>,
    acts: OnceCell<Acts<'a>>,
    said: OnceCell<BTreeMap<&'a EntityId, Said>>,
}

/// Things that were done, by the words of their subjects.
pub(crate) struct Acts<'a> {
    pub(crate) all: Vec<Act<'a>>,
    pub(crate) by_word: ByWord,
}

pub(crate) struct Act<'a> {
    pub(crate) entity: &'a Entity,
    pub(crate) from: Moment,
    pub(crate) subject: BTreeSet<String>,
}

/// What a stance is about, and between whom.
pub(crate) struct Said {
    pub(crate) subject: BTreeSet<String>,
    pub(crate) named: BTreeSet<String>,
    pub(crate) by: BTreeSet<String>,
    pub(crate) to: BTreeSet<String>,
}

impl<'a> Book<'a> {
    /// The meetings of a mechanism, the earliest first.
    pub(crate) fn sessions(&self, mechanism: &EntityId) -> &[&'a Entity] {
        let gather = || {
            let mut sessions: BTreeMap<&EntityId, Vec<&Entity>> = BTreeMap::new();
            for entity in self.snapshot.entities(&EntityFilter::default()) {
                if let Some(mechanism) = &entity.part_of {
                    sessions.entry(mechanism).or_default().push(entity);
                }
            }
            sessions
        };
        self.index.sessions.get_or_init(gather).get(mechanism).map_or(&[], Vec::as_slice)
    }

    /// The meetings that a person of this name attended, the earliest first.
    pub(crate) fn attended_by(&self, person: &str) -> &[&'a Entity] {
        let gather = || {
            let mut attended: BTreeMap<&str, Vec<&Entity>> = BTreeMap::new();
            for entity in self.snapshot.entities(&EntityFilter { kind: Some("meeting".to_owned()), ..EntityFilter::default() }) {
                if let EntityKind::Meeting(meeting) = &entity.kind {
                    for name in meeting.participants.values().filter_map(|p| p.person.as_deref()).collect::<BTreeSet<_>>() {
                        attended.entry(name).or_default().push(entity);
                    }
                }
            }
            attended
        };
        self.index.attended.get_or_init(gather).get(person).map_or(&[], Vec::as_slice)
    }

    /// The texts that share a name but for the version, by version.
    pub(crate) fn versions(&self, base: &str) -> &[(f64, &'a Entity)] {
        let gather = || {
            let mut versions: BTreeMap<String, Vec<(f64, &Entity)>> = BTreeMap::new();
            for entity in self.snapshot.entities.values().filter(|e| matches!(e.kind, EntityKind::Instrument(_)) && !e.denied) {
                if let Some((base, version)) = versioned(&entity.name) {
                    versions.entry(base).or_default().push((version, entity));
                }
            }
            for of_base in versions.values_mut() {
                of_base.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
            }
            versions
        };
        self.index.versions.get_or_init(gather).get(base).map_or(&[], Vec::as_slice)
    }

    /// Everything that was done, and what was said to what was asked for, with a date.
    pub(crate) fn acts(&self) -> &Acts<'a> {
        self.index.acts.get_or_init(|| {
            let mut acts = Acts { all: Vec::new(), by_word: ByWord::default() };
            for entity in self.snapshot.entities.values().filter(|e| outcome::is_act(e) || outcome::is_reply(e)) {
                let Some(from) = entity.date.or(entity.first_told).and_then(|d| d.lower()) else { continue };
                let subject = match &entity.kind {
                    EntityKind::Stance(stance) => subject(self, &line::topic(stance)),
                    _ => subject(self, &line::line(entity)),
                };
                acts.by_word.add(acts.all.len(), &subject);
                acts.all.push(Act { entity, from, subject });
            }
            acts
        })
    }

    /// What a stance is about.
    pub(crate) fn said(&self, stance: &EntityId) -> Option<&Said> {
        let gather = || {
            let mut all = BTreeMap::new();
            for entity in self.snapshot.entities.values() {
                let EntityKind::Stance(said) = &entity.kind else { continue };
                let topic = line::topic(said);
                let roots = |whos: &Slot<Who>| whos.values().flat_map(|w| self.stands_for(w)).collect::<BTreeSet<String>>();
                let (by, to) = (roots(&said.by), roots(&said.to));
                all.insert(&entity.id, Said { subject: subject(self, &topic), named: named(self, &topic), by, to });
            }
            all
        };
        self.index.said.get_or_init(gather).get(stance)
    }
}

/// Sets of words in the order in which they came, looked up by the words they hold.
#[derive(Default)]
pub(crate) struct ByWord {
    holding: BTreeMap<String, Vec<usize>>,
    sizes: Vec<usize>,
    /// How many words each set shares with the one that is asked about; all nothing between two questions.
    shared: RefCell<Vec<usize>>,
}

impl ByWord {
    pub(crate) fn add(&mut self, at: usize, words: &BTreeSet<String>) {
        self.sizes.resize(self.sizes.len().max(at + 1), 0);
        self.sizes[at] = words.len();
        for word in words {
            self.holding.entry(word.clone()).or_default().push(at);
        }
    }

    /// The sets that are at least so much like these words, in the order in which they came, each with how many it shares.
    pub(crate) fn alike(&self, words: &BTreeSet<String>, least: f64) -> Vec<(usize, usize)> {
        let mut shared = self.shared.borrow_mut();
        shared.resize(self.sizes.len(), 0);
        let mut met: Vec<usize> = Vec::new();
        for at in words.iter().filter_map(|word| self.holding.get(word)).flatten() {
            if shared[*at] == 0 {
                met.push(*at);
            }
            shared[*at] += 1;
        }
        let mut alike: Vec<(usize, usize)> = met.into_iter().map(|at| (at, std::mem::take(&mut shared[at]))).collect();
        alike.retain(|(at, shared)| alike::share(*shared, words.len(), self.sizes[*at]) >= least);
        alike.sort_unstable();
        alike
    }
}
