//! Who meets in which mechanism, and which reports to which?

use crate::{Book, Scope};
use register::{Entity, EntityId, EntityKind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Parties and mechanisms with what ties them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Network {
    /// Mechanisms, those with most members first.
    pub mechanisms: Vec<Knot>,
    /// Parties that belong to any of them, by how many they belong to.
    pub parties: Vec<Knot>,
    /// Which party belongs to which mechanism: places in the two lists.
    pub members: Vec<(usize, usize)>,
    /// Which mechanism reports to which: places in the list of mechanisms.
    pub reports: Vec<(usize, usize)>,
}

/// A party or a mechanism.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Knot {
    /// What it is called.
    pub name: String,
    /// Which mechanism it is, or the code or name of the party.
    pub id: String,
    /// How many ties it has.
    pub ties: usize,
}

/// The mechanisms of a scope with their members.
#[must_use]
pub fn network(book: &Book<'_>, scope: &Scope) -> Network {
    let mechanisms: Vec<&Entity> = scope.entities(book, "mechanism").into_iter().filter(|e| !e.denied).collect();
    let members_of = |e: &Entity| -> BTreeSet<String> {
        let sessions = book.snapshot.meetings_of(&e.id);
        let parties = e.parties.iter().chain(sessions.iter().flat_map(|s| s.parties.iter()));
        parties.map(|p| p.root().to_owned()).collect()
    };
    let mut rows: Vec<(&Entity, BTreeSet<String>)> =
        mechanisms.into_iter().map(|e| (e, members_of(e))).filter(|(_, m)| !m.is_empty()).collect();
    rows.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.id.cmp(&b.0.id)));
    let mut ties: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, members) in &rows {
        for member in members {
            *ties.entry(member).or_default() += 1;
        }
    }
    let mut parties: Vec<Knot> =
        ties.iter().map(|(party, ties)| Knot { name: book.name(party), id: (*party).to_owned(), ties: *ties }).collect();
    parties.sort_by(|a, b| b.ties.cmp(&a.ties).then_with(|| a.name.cmp(&b.name)));
    let place: BTreeMap<&str, usize> = parties.iter().enumerate().map(|(n, knot)| (knot.id.as_str(), n)).collect();
    let members =
        rows.iter().enumerate().flat_map(|(m, (_, of))| of.iter().filter_map(|p| Some((*place.get(p.as_str())?, m))).collect::<Vec<_>>());
    let members = members.collect();
    let by_name: BTreeMap<String, usize> = rows.iter().enumerate().map(|(n, (e, _))| (e.name.to_lowercase(), n)).collect();
    let mut reports: Vec<(usize, usize)> = Vec::new();
    for (n, (entity, _)) in rows.iter().enumerate() {
        let EntityKind::Mechanism(mechanism) = &entity.kind else { continue };
        reports.extend(mechanism.reports_to.values().filter_map(|to| Some((n, *by_name.get(&to.to_lowercase())?))));
    }
    let mechanisms = rows
        .iter()
        .map(|(e, members)| Knot { name: e.name.clone(), id: EntityId::as_str(&e.id).to_owned(), ties: members.len() })
        .collect();
    Network { mechanisms, parties, members, reports }
}
