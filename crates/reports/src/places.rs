//! Where was met, and who travelled where?

use crate::{Book, Scope};
use register::{EntityId, EntityKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// A town with what was there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// What it is called, as sources write it.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Meetings there.
    pub meetings: Vec<EntityId>,
    /// Visits there.
    pub visits: Vec<EntityId>,
}

/// Where a town lies, given its state where that is known: latitude and longitude.
pub type Located<'l> = &'l dyn Fn(&str, Option<&str>) -> Option<(f64, f64)>;

/// The towns of a scope's meetings and visits, those with most first, and how many occasions have no town that is known.
#[must_use]
pub fn places(book: &Book<'_>, scope: &Scope, located: Located<'_>) -> (Vec<Place>, usize) {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut unknown = 0;
    for kind in ["meeting", "visit"] {
        for entity in scope.entities(book, kind).into_iter().filter(|e| !e.denied) {
            let named: Vec<&str> = match &entity.kind {
                EntityKind::Meeting(m) => m.place.best().map(String::as_str).into_iter().collect(),
                EntityKind::Visit(v) => v.to.values().map(model::Who::as_str).collect(),
                _ => Vec::new(),
            };
            let mut found = false;
            for name in named {
                let Some((town, (latitude, longitude))) = town(book, name, located) else { continue };
                found = true;
                let none = || Place { name: town.clone(), latitude, longitude, meetings: Vec::new(), visits: Vec::new() };
                let place = places.entry(town.clone()).or_insert_with(none);
                let list = if kind == "meeting" { &mut place.meetings } else { &mut place.visits };
                list.push(entity.id.clone());
            }
            unknown += usize::from(!found);
        }
    }
    let mut places: Vec<Place> = places.into_values().collect();
    places.sort_by(|a, b| (b.meetings.len() + b.visits.len()).cmp(&(a.meetings.len() + a.visits.len())).then_with(|| a.name.cmp(&b.name)));
    (places, unknown)
}

/// The first part of a place that is a known town, in the state that a later part names: `Apia, Samoa`.
fn town(book: &Book<'_>, place: &str, located: Located<'_>) -> Option<(String, (f64, f64))> {
    let parts: Vec<&str> = place.split([',', ':']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let state = parts.iter().rev().find_map(|part| book.party(part)).map(|p| model::Party::new(p).root().to_owned());
    let mut towns = parts.iter().filter(|part| book.party(part).is_none());
    towns.find_map(|part| {
        let bare = part.trim_end_matches(" City").trim_end_matches(" Prefecture");
        located(bare, state.as_deref()).or_else(|| located(bare, None)).map(|at| (bare.to_owned(), at))
    })
}
