//! What does a user mean by these words?

use crate::book::has_page;
use crate::{Answer, Book};
use register::{Entity, KeptDocument};

/// What was asked for.
#[derive(Debug)]
pub enum Asked<'s> {
    /// What is between two parties.
    Dyad(String, String),
    /// A party.
    Party(String),
    /// Any other entity.
    Entity(&'s Entity),
    /// A document.
    Document(&'s KeptDocument),
    /// Several things that it might be.
    Several(Vec<&'s Entity>),
    /// Nothing; what comes near.
    Nothing(Vec<&'s Entity>),
}

impl Asked<'_> {
    /// The answer to what was asked; `None` where it is not one thing.
    #[must_use]
    pub fn answer(&self, book: &Book<'_>) -> Option<Answer> {
        Some(match self {
            Asked::Dyad(one, other) => crate::dyad(book, one, other),
            Asked::Party(party) => crate::party(book, party),
            Asked::Document(kept) => crate::document(book, kept),
            Asked::Entity(entity) => match entity.kind.name() {
                "mechanism" => crate::mechanism(book, entity),
                "meeting" => crate::meeting(book, entity),
                "person" => crate::person(book, entity),
                "party" => crate::party(book, &entity.name),
                _ => crate::thing(book, entity),
            },
            Asked::Several(_) | Asked::Nothing(_) => return None,
        })
    }
}

/// What `words` name: two parties, an id, a document's address, a party, or an entity by name and number.
#[must_use]
pub fn find<'s>(book: &Book<'s>, words: &[String]) -> Asked<'s> {
    let snapshot = book.snapshot;
    let known = |name: &str| {
        book.party(name)
            .or_else(|| snapshot.entities.contains_key(&register::EntityId::from_printed(format!("party:{name}"))).then(|| name.to_owned()))
    };
    if let [_, _] = words
        && let Some((one, other)) = pair(words, &known)
    {
        return Asked::Dyad(one, other);
    }
    let asked = words.join(" ");
    if let Some(entity) = snapshot.entities.get(&register::EntityId::from_printed(asked.as_str())) {
        return Asked::Entity(entity);
    }
    let whose = |d: &&KeptDocument| d.id.as_str() == asked || d.sources.contains(&asked) || d.title.as_deref() == Some(&asked);
    if let Some(kept) = snapshot.documents.values().find(whose) {
        return Asked::Document(kept);
    }
    if let Some((one, other)) = pair(words, &known) {
        return Asked::Dyad(one, other);
    }
    if let Some(party) = known(&asked) {
        return Asked::Party(party);
    }
    by_name(book, &asked)
}

/// The two parties that words name: one each, or together as `Japan-China`, `JPN–CHN`, `Japan and China`. `known` gives the
/// party that a name stands for.
#[must_use]
pub fn pair(words: &[String], known: &dyn Fn(&str) -> Option<String>) -> Option<(String, String)> {
    if let [one, other] = words
        && let (Some(one), Some(other)) = (known(one), known(other))
    {
        return Some((one, other));
    }
    let asked = words.join(" ");
    [" and ", " – ", " - ", "–", "-", "/"].iter().find_map(|between| {
        let (one, other) = asked.split_once(between)?;
        Some((known(one.trim())?, known(other.trim())?))
    })
}

/// The entities whose line holds every word asked for; an exact name before a part of one, and what has a page of
/// its own before the rest; of a series and its sessions, the series.
fn by_name<'s>(book: &Book<'s>, asked: &str) -> Asked<'s> {
    let wanted = tokens(asked);
    if wanted.is_empty() {
        return Asked::Nothing(Vec::new());
    }
    let mut found: Vec<((u8, u8), &Entity)> = Vec::new();
    let mut near: Vec<(usize, &Entity)> = Vec::new();
    for entity in book.snapshot.entities.values() {
        let have = tokens(&crate::line(entity));
        let name = tokens(&entity.name);
        let shared = wanted.iter().filter(|w| have.contains(w)).count();
        let short = asked.len() >= 3 && register::initials(&entity.name) == asked;
        if shared == wanted.len() || short {
            let exact = short || name.len() == wanted.len() && wanted.iter().all(|w| name.contains(w));
            let kind = match entity.kind.name() {
                "mechanism" | "person" => 0,
                "meeting" => 1,
                _ => 2,
            };
            found.push(((u8::from(!exact), kind), entity));
        } else if shared > 0 && has_page(entity) {
            near.push((shared, entity));
        }
    }
    found.sort_by_key(|(rank, e)| (*rank, &e.id));
    let best = found.first().map(|(rank, _)| *rank);
    let mut tied = found.iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, e)| *e);
    match (tied.next(), tied.next(), best) {
        (Some(one), None, Some(_)) => Asked::Entity(one),
        (Some(_), Some(_), _) => Asked::Several(found.into_iter().map(|(_, e)| e).take(12).collect()),
        _ => {
            near.sort_by_key(|(shared, e)| (std::cmp::Reverse(*shared), &e.id));
            Asked::Nothing(near.into_iter().map(|(_, e)| e).take(5).collect())
        }
    }
}

/// The words of a name: lower case, ordinals as numbers, small words left out.
fn tokens(text: &str) -> Vec<String> {
    let small = ["the", "of", "and", "a", "an", "for", "on", "in"];
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|w| !w.is_empty() && !small.contains(&w.as_str()));
    words
        .map(|w| {
            ["st", "nd", "rd", "th"]
                .iter()
                .find_map(|end| w.strip_suffix(end).filter(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty()))
                .map_or(w.clone(), str::to_owned)
        })
        .collect()
}
