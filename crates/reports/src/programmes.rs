//! Which projects belong to which programme, and how far are they?

use crate::{Answer, Book, Item, Scope};
use register::{Entity, EntityKind};
use std::collections::BTreeMap;

/// Projects by the work programme or initiative that sources put them under, the largest first, each with the programme itself
/// where the register has it; those under none last.
#[must_use]
pub fn programmes(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Projects by programme{}", scope.title(book)), book);
    let mut under: BTreeMap<String, (String, Vec<&Entity>)> = BTreeMap::new();
    let mut alone: Vec<Item> = Vec::new();
    for entity in scope.entities(book, "project").into_iter().filter(|e| !e.denied) {
        let EntityKind::Project(project) = &entity.kind else { continue };
        match project.under.best() {
            Some(name) => under.entry(key(name)).or_insert_with(|| (name.clone(), Vec::new())).1.push(entity),
            None => alone.push(book.item(entity)),
        }
    }
    let mut umbrellas: BTreeMap<String, &Entity> = BTreeMap::new();
    for entity in book.snapshot.entities.values().filter(|e| matches!(e.kind.name(), "instrument" | "mechanism" | "project")) {
        let key = key(&entity.name);
        if under.contains_key(&key) {
            umbrellas.entry(key).or_insert(entity);
        }
    }
    let mut groups: Vec<(String, (String, Vec<&Entity>))> = under.into_iter().collect();
    groups.sort_by(|a, b| b.1.1.len().cmp(&a.1.1.len()).then_with(|| a.0.cmp(&b.0)));
    for (key, (name, projects)) in groups {
        let umbrella = umbrellas.get(&key).filter(|u| projects.iter().all(|p| p.id != u.id));
        let items = umbrella.into_iter().chain(&projects).map(|e| book.item(e)).collect();
        answer.section(&name, items, book);
    }
    answer.section("Under no programme", alone, book);
    answer
}

/// A name by which sources may call one programme: letter case, articles and what stands in brackets aside.
fn key(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name).to_lowercase();
    bare.strip_prefix("the ").unwrap_or(&bare).trim().to_owned()
}
