//! What is in the register, at a glance?

use crate::Answer;
use register::Entity;
use register::entity::EntityKind;
use std::collections::BTreeMap;

/// Counts of everything, taken one entity at a time so that a register of any size can be summed up.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents, and those of them that count.
    documents: (u64, u64),
    /// Claims that count.
    claims: u64,
    kinds: BTreeMap<&'static str, u64>,
    shared: BTreeMap<(String, String), u64>,
    mechanism: Option<(usize, String)>,
}

impl Summary {
    /// A summary of so many documents and claims, with no entity counted yet.
    #[must_use]
    pub fn of(documents: (u64, u64), claims: u64) -> Summary {
        Summary { documents, claims, ..Summary::default() }
    }

    /// Counts an entity.
    pub fn add(&mut self, entity: &Entity) {
        *self.kinds.entry(entity.kind.name()).or_default() += 1;
        let mut states: Vec<&str> = entity.parties.iter().filter_map(model::Party::state).collect();
        states.sort_unstable();
        states.dedup();
        for (i, one) in states.iter().enumerate() {
            for other in &states[i + 1..] {
                *self.shared.entry(((*one).to_owned(), (*other).to_owned())).or_default() += 1;
            }
        }
        let told = entity.claims.len();
        if matches!(entity.kind, EntityKind::Mechanism(_)) && self.mechanism.as_ref().is_none_or(|(most, _)| told > *most) {
            self.mechanism = Some((told, entity.name.clone()));
        }
    }

    /// How much of each kind there is, and what to ask next: the two states that have most in common, and the
    /// mechanism that is told of most.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let mut answer = Answer::about("In the register");
        let (documents, counting) = self.documents;
        let copies = documents - counting;
        let repeated = if copies > 0 {
            format!(", of which {copies} {} another", if copies == 1 { "repeats" } else { "repeat" })
        } else {
            String::new()
        };
        answer.detail("documents", Some(format!("{documents}{repeated}")));
        answer.detail("claims", Some(self.claims.to_string()));
        for plural in crate::KINDS {
            let count = crate::kind_of(plural).and_then(|kind| self.kinds.get(kind));
            answer.detail(plural, count.map(ToString::to_string));
        }
        if let Some(((one, other), _)) = self.shared.iter().max_by_key(|(pair, count)| (**count, std::cmp::Reverse(*pair))) {
            answer.notes.push(format!("hint: ask what is between two parties: chancery show {one} {other}"));
        }
        if let Some((_, name)) = &self.mechanism {
            answer.notes.push(format!("hint: or what a mechanism is and when it met: chancery show {name:?}"));
        }
        answer
    }
}
