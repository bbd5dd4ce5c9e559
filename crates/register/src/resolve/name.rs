//! **Are two names one?** A name in the form in which it is compared.
//!
//! Source: names of mechanisms on the pages of both sides, which order the dyad each its own way.

use model::{Party, Who};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Parts of hyphenated words that are no parties, so that their order stays.
const NO_PARTY: &[&str] = &[
    "ad",
    "all",
    "anti",
    "associate",
    "attorney",
    "co",
    "counter",
    "cross",
    "decision",
    "deputy",
    "director",
    "ex",
    "follow",
    "full",
    "general",
    "government",
    "governor",
    "high",
    "inter",
    "intra",
    "joint",
    "large",
    "level",
    "lieutenant",
    "long",
    "low",
    "medium",
    "mid",
    "middle",
    "multi",
    "non",
    "off",
    "on",
    "one",
    "people",
    "policy",
    "post",
    "pre",
    "private",
    "pro",
    "public",
    "re",
    "secretary",
    "self",
    "semi",
    "senior",
    "short",
    "small",
    "state",
    "sub",
    "three",
    "trans",
    "two",
    "under",
    "vice",
    "well",
    "working",
];

/// Words that stand for a number in front of a name.
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Words by which a name is known to be an organisation's.
const ORGANISATIONS: &[&str] = &[
    "administration",
    "agency",
    "alliance",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "chamber",
    "commission",
    "committee",
    "community",
    "company",
    "congress",
    "co",
    "corp",
    "corporation",
    "council",
    "delegation",
    "department",
    "development",
    "embassy",
    "federation",
    "forum",
    "foundation",
    "fund",
    "government",
    "group",
    "holdings",
    "inc",
    "industry",
    "institute",
    "league",
    "ltd",
    "media",
    "ministry",
    "mission",
    "nations",
    "news",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "post",
    "press",
    "radio",
    "republic",
    "secretariat",
    "senate",
    "service",
    "society",
    "state",
    "states",
    "times",
    "tribune",
    "union",
    "university",
    "daily",
    "herald",
    "journal",
    "television",
    "city",
    "prefecture",
    "province",
    "county",
    "region",
];

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Words in lower case without punctuation, small words and leading number; the parties of a dyad come first, in
    /// the order of the alphabet, as one side puts them there and another at the end.
    pub(crate) words: Vec<String>,
    /// Whether the name says whose it is, as `Mekong-Japan …` does.
    pub(crate) names_parties: bool,
}

impl Name {
    /// Reads `name` as written.
    pub(crate) fn read(name: &str) -> Name {
        let mut read = Name { words: Vec::new(), names_parties: false };
        let mut tight = Cow::Borrowed(name);
        // Few names need any of these, and very many are read.
        if tight.contains('(') {
            tight = Cow::Owned(without_asides(&tight));
        }
        if tight.contains('&') {
            tight = Cow::Owned(tight.replace('&', " and "));
        }
        if tight.split_whitespace().any(|token| token == "between" || token.chars().all(is_dash)) {
            tight = Cow::Owned(tighten(&tight));
        }
        let mut dyads: Vec<String> = Vec::new();
        for token in tight.split_whitespace() {
            read.push(token.trim_matches(|c: char| !c.is_alphanumeric()), &mut dyads);
        }
        let numbers = read.words.iter().take_while(|w| is_ordinal(w)).count();
        if numbers < read.words.len() {
            read.words.drain(..numbers);
        }
        if read.words.iter().any(|w| !is_small(w)) {
            read.words.retain(|w| !is_small(w));
        }
        read.names_parties = !dyads.is_empty();
        read.words.splice(..0, dyads);
        read
    }

    fn push(&mut self, token: &str, dyads: &mut Vec<String>) {
        if !token.contains(|c| is_dash(c) || c == '/') {
            self.words.extend(plain(token));
            return;
        }
        let parts: Vec<&str> = token.split(|c| is_dash(c) || c == '/').filter(|p| !p.is_empty()).collect();
        let party = |p: &&str| p.starts_with(char::is_uppercase) && !NO_PARTY.contains(&p.to_lowercase().as_str());
        let mut words: Vec<String> = parts.iter().flat_map(|p| plain(p)).collect();
        if parts.len() > 1 && parts.iter().all(party) {
            words.sort_unstable();
            dyads.extend(words);
        } else {
            self.words.extend(words);
        }
    }

    /// The words as one key.
    pub(crate) fn key(&self) -> String {
        self.words.join(" ")
    }
}

/// `Japan - China` as `Japan-China`, where both sides of the dash begin in capitals; so `between Japan and China`.
fn tighten(name: &str) -> String {
    let tokens: Vec<&str> = name.split_whitespace().collect();
    let capital = |t: Option<&&str>| t.is_some_and(|t| t.starts_with(char::is_uppercase));
    let mut tight = String::with_capacity(name.len());
    for (i, token) in tokens.iter().enumerate() {
        let dash = token.chars().all(is_dash) && i > 0 && capital(tokens.get(i - 1)) && capital(tokens.get(i + 1));
        let after_dash = i > 1 && tokens[i - 1].chars().all(is_dash) && capital(tokens.get(i - 2)) && capital(Some(token));
        let between = |at: usize| at > 1 && tokens[at] == "and" && tokens[at - 2] == "between" && capital(tokens.get(at - 1));
        if between(i) && capital(tokens.get(i + 1)) {
            tight.push('-');
            continue;
        }
        let after_and = i > 0 && between(i - 1) && capital(Some(token));
        if i > 0 && !dash && !after_dash && !after_and {
            tight.push(' ');
        }
        tight.push_str(token);
    }
    tight
}

/// The words of a part without punctuation; articles are dropped, a possessive loses its apostrophe.
fn plain(part: &str) -> Vec<String> {
    let own = |word: &String| !matches!(word.as_str(), "a" | "an" | "the");
    if !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Some(part.to_ascii_lowercase()).filter(own).into_iter().collect();
    }
    let bare: String = part.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`' | '.')).collect();
    bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).filter(own).collect()
}

/// A name without what stands in brackets where that is its acronym or its years: `Vision (MIDV) (2016-2020)`.
fn without_asides(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((aside, tail)) = after.split_once(')') else { break };
        out.push_str(before);
        if aside.chars().any(char::is_lowercase) || out.trim().is_empty() {
            out.push_str(&format!("({aside})"));
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Words that tell no two names apart.
fn is_small(word: &str) -> bool {
    matches!(word, "of" | "on" | "for" | "in" | "between" | "and" | "with" | "at" | "among" | "to")
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    let numbered = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(ending, "st" | "nd" | "rd" | "th");
    numbered || ORDINALS.contains(&word)
}

/// The words of a text in the form in which it is compared.
pub(crate) fn key(text: &str) -> String {
    Name::read(text).key()
}

/// Words of a text as a key, those of a list in the order of the alphabet.
pub(crate) fn keys<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut keys: Vec<String> = texts.into_iter().map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.join("+")
}

/// The root parties, sorted: `CHN+JPN`.
pub(crate) fn roots<'p>(parties: impl IntoIterator<Item = &'p Party>) -> String {
    let mut roots: Vec<String> = parties.into_iter().map(|p| party_key(&Party::new(p.root()))).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.join("+")
}

/// A party in the form in which it is compared.
pub(crate) fn party_key(party: &Party) -> String {
    match (party.state(), party.body_name()) {
        (Some(state), None) => state.to_lowercase(),
        (_, Some(body)) => format!("{}:{}", slug(&key(party.root())), slug(&key(body))),
        (None, None) => slug(&key(party.as_str())),
    }
}

/// A person's name in the form in which it is compared: family and given name come in either order.
pub(crate) fn person_key(name: &str) -> String {
    let mut words: Vec<String> = name.split_whitespace().flat_map(plain).collect();
    words.sort_unstable();
    words.join(" ")
}

/// What somebody who speaks or is addressed is, as far as the name alone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Speaker {
    Party(Party),
    Person(String),
    /// A description, or one capitalised word that may be either.
    Unknown,
}

pub(crate) fn speaker(who: &Who) -> Speaker {
    let text = who.as_str();
    let party = Party::new(text);
    if party.state().is_some() || party.body_name().is_some() {
        return Speaker::Party(party);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let named =
        |w: &&str| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || is_dash(c) || matches!(c, '\'' | '’' | '.'));
    let organisation = words.iter().flat_map(|w| plain(w)).any(|w| ORGANISATIONS.contains(&w.as_str()));
    let acronym =
        words.len() == 1 && text.chars().count() > 1 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || is_dash(c));
    if acronym || (organisation && text.starts_with(char::is_uppercase)) {
        Speaker::Party(party)
    } else if (2..=5).contains(&words.len()) && words.iter().all(named) {
        Speaker::Person(text.to_owned())
    } else {
        Speaker::Unknown
    }
}

/// A key as part of an id: words joined by hyphens, long ones cut and told apart by their digest.
pub(crate) fn slug(key: &str) -> String {
    const LONGEST: usize = 72;
    let joined = key.replace(' ', "-");
    if joined.len() <= LONGEST {
        return joined;
    }
    let cut = joined.floor_char_boundary(LONGEST - 9);
    let digest = Sha256::digest(key.as_bytes());
    format!("{}-{:02x}{:02x}{:02x}{:02x}", joined[..cut].trim_end_matches('-'), digest[0], digest[1], digest[2], digest[3])
}

#[cfg(test)]
mod tests;
