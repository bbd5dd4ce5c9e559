//! **Where does it say so?** Words looked up in documents and names.
//!
//! In → Out: words as a person types them → documents with a passage and the claims it touches; entities by name.
//!
//! Never: fails on what somebody typed. Words are letters and digits; all other signs only part them, so nothing
//! that the index's query language gives a meaning to can reach it.

use crate::entity::{Entity, EntityId};
use crate::fold;
use crate::snapshot::{ClaimFilter, KeptClaim};
use crate::store::{Index, Store};
use crate::{Error, Register};
use model::{Document, DocumentId, Span};

/// More words than a person looks for; the rest of a pasted page is left out.
const MOST_WORDS: usize = 16;
/// Bytes of text around the first word of a passage.
const AROUND: usize = 120;

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Documents that hold every word, the best first.
    pub documents: Vec<Hit>,
    /// Entities whose name holds every word, the best first.
    pub entities: Vec<Entity>,
}

/// A document that holds every word.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which document.
    pub document: DocumentId,
    /// Its headline.
    pub title: Option<String>,
    /// Where a passage with the words stands in its text; empty at the start where only the title holds them.
    pub passage: Span,
    /// The passage as written.
    pub snippet: String,
    /// Where the words stand in the text, in order.
    pub matches: Vec<Span>,
    /// Claims whose evidence holds one of the words, in the order of first evidence.
    pub claims: Vec<KeptClaim>,
}

/// The words of a query: runs of letters and digits.
pub(crate) fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = query.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.truncate(MOST_WORDS);
    words
}

pub(crate) fn search(register: &Register, store: &dyn Store, query: &str, limit: usize) -> Result<Found, Error> {
    let words = words(query);
    let mut found = Found::default();
    for row in store.find(Index::Documents, &words, limit)? {
        let Some(id) = fold::indexed(store, Index::Documents, row)? else { continue };
        if let Some(document) = register.document(&DocumentId::from_printed(id))? {
            found.documents.push(hit(register, document, &words)?);
        }
    }
    for row in store.find(Index::Names, &words, limit)? {
        let named = fold::indexed(store, Index::Names, row)?;
        let Some((id, _)) = named.as_deref().and_then(|n| n.split_once('\t')) else { continue };
        found.entities.extend(register.entity(&EntityId::from_printed(id))?);
    }
    Ok(found)
}

fn hit(register: &Register, document: Document, words: &[String]) -> Result<Hit, Error> {
    let matches = places(&document.text, words);
    let passage = passage(&document.text, &matches);
    let touched = |kept: &KeptClaim| kept.claim.evidence.iter().any(|e| matches.iter().any(|m| e.overlaps(*m)));
    let filter = ClaimFilter { document: Some(document.id.clone()), ..ClaimFilter::default() };
    let claims = register.claims(&filter)?.into_iter().filter(touched).collect();
    let snippet = passage.of(&document.text).to_owned();
    Ok(Hit { document: document.id, title: document.title, passage, snippet, matches, claims })
}

/// Where the words stand in a text. Marks over letters are left aside, as the index does.
fn places(text: &str, words: &[String]) -> Vec<Span> {
    let wanted: Vec<String> = words.iter().map(|w| bare(w)).collect();
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric() || is_mark(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if wanted.contains(&bare(&text[from..at])) {
                    found.push(Span::new(from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word in lower case without marks over its letters, for the letters of Latin-1 and Latin Extended-A.
fn bare(word: &str) -> String {
    const PLAIN: &[(&str, char)] = &[
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ĥħ", 'h'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľŀł", 'l'),
        ("ñńņňŉ", 'n'),
        ("òóôõöōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťŧț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];
    let plain = |c: char| PLAIN.iter().find(|(marked, _)| marked.contains(c)).map_or(c, |(_, plain)| *plain);
    word.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(plain).collect()
}

/// A passage around the place where most of the words stand close together, cut at white space.
fn passage(text: &str, matches: &[Span]) -> Span {
    let reach =
        |first: &Span| matches.iter().filter(|m| m.start >= first.start && m.start as usize - first.start as usize <= AROUND).count();
    let centre = matches.iter().rev().max_by_key(|m| reach(m)).map_or(0, |m| m.start as usize);
    let from = text.floor_char_boundary(centre.saturating_sub(AROUND));
    let to = text.floor_char_boundary((centre + 2 * AROUND).min(text.len()));
    let from =
        if from == 0 { 0 } else { text[from..centre].find(char::is_whitespace).map_or(from, |at| text.ceil_char_boundary(from + at + 1)) };
    let to = if to == text.len() { to } else { text[centre..to].rfind(char::is_whitespace).map_or(to, |at| centre + at) };
    Span::new(from, to.max(from))
}

#[cfg(test)]
mod tests;
