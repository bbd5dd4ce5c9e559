//! How is said what was derived? As a code with its values, put into words at the edge, in the language that is asked for.
//!
//! English stands in `saying/english.txt`, and whoever speaks another language brings the words for the same codes.

use model::PartialDate;
use register::EntityId;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// Something derived, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    /// Words that stand as they are, as a document or a person wrote them; empty where a value is missing.
    Text(String),
    /// A date.
    Date(PartialDate),
    /// A span of days.
    Days(i64),
    /// A number.
    Number(u64),
    /// Numbers of sessions, as ranges.
    Ordinals(Vec<(u32, u32)>),
    /// A party by its code, with what it is called where nobody knows better.
    Party(String, String),
    /// A word of a vocabulary.
    Word(Cow<'static, str>),
    /// An entity by its id, with its line.
    Line(EntityId, Box<Saying>),
    /// A sentence by its code, with its values.
    Phrase(&'static str, Vec<Saying>),
    /// Several beside each other.
    All(Joint, Vec<Saying>),
}

/// What stands between several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Names and other short things.
    Names,
    /// Clauses.
    Clauses,
    /// Two or more that are set against each other.
    And,
}

/// A language in which something is said.
pub trait Tongue {
    /// The words for a code.
    fn phrase(&self, code: &str) -> Option<&str>;
    /// A date as it is read.
    fn date(&self, date: PartialDate) -> String;
    /// A span of days.
    fn days(&self, days: i64) -> String;
    /// Numbers of sessions.
    fn ordinals(&self, ranges: &[(u32, u32)]) -> String;
    /// A party with a code, which is called so in English.
    fn party(&self, code: &str, called: &str) -> String;
    /// A word of a vocabulary.
    fn word(&self, word: &str) -> String;
    /// What stands between several.
    fn joint(&self, joint: Joint) -> &str;
}

impl Saying {
    /// A missing value.
    pub(crate) const NOTHING: Saying = Saying::Text(String::new());

    pub(crate) fn text(text: impl Into<String>) -> Saying {
        Saying::Text(text.into())
    }

    pub(crate) fn word(word: impl Into<Cow<'static, str>>) -> Saying {
        Saying::Word(word.into())
    }

    /// A number of a session.
    pub(crate) fn ordinal(n: u32) -> Saying {
        Saying::Ordinals(vec![(n, n)])
    }

    /// A value that may be missing.
    pub(crate) fn maybe(value: Option<Saying>) -> Saying {
        value.unwrap_or(Saying::NOTHING)
    }

    /// Clauses beside each other; one stands by itself.
    pub(crate) fn clauses(mut clauses: Vec<Saying>) -> Saying {
        if clauses.len() == 1 { clauses.remove(0) } else { Saying::All(Joint::Clauses, clauses) }
    }

    /// In the words of a language.
    #[must_use]
    pub fn told(&self, tongue: &dyn Tongue) -> String {
        match self {
            Saying::Text(text) => text.clone(),
            Saying::Date(date) => tongue.date(*date),
            Saying::Days(days) => tongue.days(*days),
            Saying::Number(number) => number.to_string(),
            Saying::Ordinals(ranges) => tongue.ordinals(ranges),
            Saying::Party(code, called) => tongue.party(code, called),
            Saying::Word(word) => tongue.word(word),
            Saying::Line(_, line) => line.told(tongue),
            Saying::Phrase(code, values) => {
                let values: Vec<String> = values.iter().map(|v| v.told(tongue)).collect();
                filled(tongue.phrase(code).unwrap_or(code), &values)
            }
            Saying::All(joint, parts) => {
                let parts = parts.iter().map(|p| p.told(tongue)).filter(|p| !p.is_empty());
                parts.collect::<Vec<_>>().join(tongue.joint(*joint))
            }
        }
    }
}

/// A sentence with its values; a part in brackets is left out where a value in it is missing.
fn filled(words: &str, values: &[String]) -> String {
    let mut out = String::with_capacity(words.len() + values.iter().map(String::len).sum::<usize>());
    let mut rest = words;
    while !rest.is_empty() {
        let (plain, optional, after) = match rest.split_once('[') {
            Some((plain, bracketed)) => {
                let (optional, after) = bracketed.split_once(']').unwrap_or((bracketed, ""));
                (plain, optional, after)
            }
            None => (rest, "", ""),
        };
        put(plain, values, &mut out);
        let mut part = String::new();
        if put(optional, values, &mut part) {
            out.push_str(&part);
        }
        rest = after;
    }
    // What is left out at the beginning or the end leaves no sign of itself.
    let whole = out.trim_matches(' ');
    if whole.len() == out.len() { out } else { whole.to_owned() }
}

/// Adds words with their values; says whether no value is missing.
fn put(words: &str, values: &[String], out: &mut String) -> bool {
    let mut whole = true;
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let value = number.parse::<usize>().ok().and_then(|n| values.get(n.checked_sub(1)?)).map_or("", String::as_str);
        whole &= !value.is_empty();
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    whole
}

/// Every code with its English words.
pub fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("saying/english.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = "))
}

/// English, with dates as programs and terminals show them.
pub struct English;

impl Tongue for English {
    fn phrase(&self, code: &str) -> Option<&str> {
        static WORDS: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
        WORDS.get_or_init(|| english().collect()).get(code).copied()
    }

    fn date(&self, date: PartialDate) -> String {
        crate::when(date)
    }

    fn days(&self, days: i64) -> String {
        crate::derive::span(days)
    }

    fn ordinals(&self, ranges: &[(u32, u32)]) -> String {
        let named = |(from, to): &(u32, u32)| match to - from {
            0 => crate::ordinal(*from),
            _ => format!("{} to {}", crate::ordinal(*from), crate::ordinal(*to)),
        };
        ranges.iter().map(named).collect::<Vec<_>>().join(", ")
    }

    fn party(&self, _: &str, called: &str) -> String {
        called.to_owned()
    }

    fn word(&self, word: &str) -> String {
        word.to_owned()
    }

    fn joint(&self, joint: Joint) -> &str {
        match joint {
            Joint::Names => ", ",
            Joint::Clauses => "; ",
            Joint::And => " and ",
        }
    }
}

impl fmt::Display for Saying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.told(&English))
    }
}

/// For programs it is said in English.
impl Serialize for Saying {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl From<String> for Saying {
    fn from(text: String) -> Saying {
        Saying::Text(text)
    }
}

impl From<PartialDate> for Saying {
    fn from(date: PartialDate) -> Saying {
        Saying::Date(date)
    }
}

#[cfg(test)]
mod tests;
