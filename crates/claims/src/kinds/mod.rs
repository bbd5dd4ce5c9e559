//! **How is each kind of claim made?** One file a kind, where arguments alone do not decide the slots.
//!
//! In → Out: [`Reading`](crate::reading::Reading) → drafts of claims.

pub(crate) mod commitment;
pub(crate) mod event;
pub(crate) mod figure;
pub(crate) mod instrument;
pub(crate) mod measure;
pub(crate) mod mechanism;
pub(crate) mod meeting;
pub(crate) mod post;
pub(crate) mod project;
pub(crate) mod stance;
pub(crate) mod visit;

use crate::reading::Reading;
use crate::resolve::Sides;
use crate::rules::{Hit, Role, argument, parse_role};
use std::ops::Range;

/// The words that fill a slot of a hit in a frame.
pub(crate) fn filled(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize, slot: &str) -> Option<Range<usize>> {
    let roles = hit.when.fill.get(slot)?;
    roles.iter().filter_map(|r| parse_role(r)).find_map(|r| argument(reading.words, &reading.frames.all[frame], hit.behind, &r))
}

/// Who fills a slot of a hit in a frame.
pub(crate) fn sides(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize, slot: &str) -> Sides {
    let Some(roles) = hit.when.fill.get(slot) else { return Sides::default() };
    let f = &reading.frames.all[frame];
    let who = |role: Role| match role {
        Role::Agent => Some(reading.agent(frame)),
        // Only the phrase itself: what follows it in the clause names others.
        Role::Prep(list) => f.preps.iter().find(|(p, _)| list.iter().any(|l| l == reading.words.low(*p))).map(|(_, r)| reading.who.who(r)),
        other => argument(reading.words, f, hit.behind, &other).map(|r| reading.who.who(&r)),
    };
    roles.iter().filter_map(|r| parse_role(r)).filter_map(who).find(|s| !s.is_empty()).unwrap_or_default()
}

/// A word that a hit sets for a slot, in its vocabulary.
pub(crate) fn set<T: std::str::FromStr>(hit: &Hit<'_>, slot: &str) -> Option<T> {
    hit.when.set.get(slot)?.parse().ok()
}
