//! Who has how much to do with whom?

use crate::{Book, Scope};
use register::EntityKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pairs of states and organisations, those with most between them first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// The pairs.
    pub pairs: Vec<Tie>,
}

/// Two parties with how much concerns both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The first in the order of letters.
    pub one: String,
    /// The other.
    pub other: String,
    /// How many meetings, commitments and other entities concern both.
    pub count: usize,
    /// How many of them are meetings.
    pub meetings: usize,
}

/// How much each pair of parties has in common; of one party where the scope is one.
#[must_use]
pub fn matrix(book: &Book<'_>, scope: &Scope) -> Matrix {
    let mut shared: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let of = match scope {
        Scope::Parties(one, None) => Some(model::Party::new(one.as_str()).root().to_owned()),
        _ => None,
    };
    let filter = match scope {
        Scope::Parties(one, None) => register::EntityFilter { party: Some(one.clone()), ..Default::default() },
        _ => register::EntityFilter::default(),
    };
    let entities = match scope {
        Scope::All | Scope::Parties(_, None) => book.snapshot.entities(&filter),
        Scope::Parties(_, Some(_)) | Scope::Mechanism(_) => scope.entities(book, ""),
    };
    for entity in entities {
        if matches!(entity.kind, EntityKind::Party(_) | EntityKind::Person(_)) {
            continue;
        }
        let mut roots: Vec<&str> = entity.parties.iter().map(model::Party::root).collect();
        roots.sort_unstable();
        roots.dedup();
        for (i, one) in roots.iter().enumerate() {
            for other in &roots[i + 1..] {
                if of.as_deref().is_none_or(|of| of == *one || of == *other) {
                    let (count, meetings) = shared.entry((one, other)).or_default();
                    *count += 1;
                    *meetings += usize::from(matches!(entity.kind, EntityKind::Meeting(_)));
                }
            }
        }
    }
    let mut pairs: Vec<Tie> = shared
        .into_iter()
        .map(|((one, other), (count, meetings))| Tie { one: one.to_owned(), other: other.to_owned(), count, meetings })
        .collect();
    let second = |p: &Tie| if of.as_deref() == Some(p.one.as_str()) { p.other.clone() } else { p.one.clone() };
    pairs.sort_by_cached_key(|p| (std::cmp::Reverse(p.count), second(p), p.other.clone()));
    Matrix { pairs }
}
