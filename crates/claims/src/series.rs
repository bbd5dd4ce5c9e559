//! **Which standing dialogues, bodies and series does the document name?**
//!
//! In → Out: the words → [`Naming`]s, each with its number and whether it is written as a name.
//!
//! Never: takes an organisation (a party) for a series.

use crate::lexicon::singular;
use crate::words::{Class, Words};
use annotate::{EntityKind, Form, MentionKind};
use model::Party;
use model::claim::Level;
use std::ops::Range;

/// One naming of a series or an occasion.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    /// The name alone.
    pub(crate) name: Range<usize>,
    /// With article, number and `meeting of the`.
    pub(crate) whole: Range<usize>,
    pub(crate) ordinal: Option<u32>,
    /// `next`, `previous`, `last`
    pub(crate) deictic: Option<Deictic>,
    /// Whether it is written as a name, with capitals.
    pub(crate) named: bool,
}

/// A word that places an occasion beside the one at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deictic {
    Next,
    Previous,
}

/// The last word of a token, singular.
pub(crate) fn head_of(words: &Words<'_>, i: usize) -> String {
    let low = words.low(i);
    singular(low.rsplit([' ', '-']).next().unwrap_or(low))
}

/// The head of a name, which is one word of the parser, before what it is of: `Committee of Ministers`.
pub(crate) fn head_of_name(words: &Words<'_>, i: usize) -> String {
    let low = words.low(i);
    let name = [" of ", " on ", " for "].iter().filter_map(|of| low.find(of)).min().map_or(low, |of| &low[..of]);
    singular(name.rsplit([' ', '-']).next().unwrap_or(name))
}

pub(crate) fn is_capital(words: &Words<'_>, i: usize) -> bool {
    words.words.get(i).is_some_and(|w| w.text.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"'))
}

/// The number that a word gives as an ordinal: `12th`, `twelfth`, `inaugural`.
pub(crate) fn ordinal(low: &str) -> Option<u32> {
    const ONES: &[&str] = &[
        "zeroth",
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
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if low == "inaugural" {
        return Some(1);
    }
    if let Some(n) = ONES.iter().position(|w| *w == low) {
        return (n > 0).then_some(n as u32);
    }
    for (t, ten) in TENS.iter().enumerate() {
        let value = (t as u32 + 2) * 10;
        if low.strip_suffix("ieth").is_some_and(|s| ten.strip_suffix('y') == Some(s)) {
            return Some(value);
        }
        if let Some(rest) = low.strip_prefix(ten) {
            let rest = rest.trim_start_matches(['-', ' ']);
            return ONES[..10].iter().position(|w| *w == rest).filter(|n| *n > 0).map(|n| value + n as u32);
        }
    }
    let digits: String = low.chars().take_while(char::is_ascii_digit).collect();
    let suffix = low[digits.len()..].trim();
    (!digits.is_empty() && digits.len() <= 3 && matches!(suffix, "st" | "nd" | "rd" | "th")).then(|| digits.parse().ok()).flatten()
}

/// The ordinal that ends with a word: `Twenty-First` stands as three.
pub(crate) fn ordinal_at(words: &Words<'_>, k: usize) -> Option<u32> {
    let joined = (k > 1 && words.low(k - 1) == "-").then(|| format!("{}-{}", words.low(k - 2), words.low(k)));
    joined.and_then(|whole| ordinal(&whole)).or_else(|| ordinal(words.low(k)))
}

/// The rank that words speak of, the longest phrase first.
pub(crate) fn level_of(words: &Words<'_>, range: &Range<usize>) -> Option<Level> {
    let text = crate::words::fold(&words.text(range));
    level_in(words, &text)
}

pub(crate) fn level_in(words: &Words<'_>, text: &str) -> Option<Level> {
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"')).filter(|p| !p.is_empty()).collect();
    for size in (1..=3).rev() {
        for run in parts.windows(size) {
            if let Some(level) = words.lex.class("level", &run.join(" ")) {
                return level.parse().ok();
            }
        }
    }
    None
}

const CONNECTORS: &[&str] = &["of", "on", "for", "and", "&", "the", "'s", "'", "-", "plus", "between"];

/// All namings in a sentence.
pub(crate) fn namings(words: &Words<'_>, sentence: &Range<usize>) -> Vec<Naming> {
    let mut out: Vec<Naming> = Vec::new();
    let end = sentence.end.min(sentence.start + 400);
    let mut i = sentence.start;
    while i < end {
        if let Some(naming) = naming_at(words, sentence.start, end, i) {
            i = naming.whole.end.max(i + 1);
            out.push(naming);
        } else {
            i += 1;
        }
    }
    out
}

fn is_series_head(words: &Words<'_>, i: usize) -> bool {
    // `by video conference` is how, not what.
    if i > 0 && (words.low(i - 1) == "-" || words.lex.has("channel", words.low(i - 1))) {
        return false;
    }
    if let Some(m) = words.ann.tokens[i].mention.map(|m| &words.ann.mentions[m]) {
        // `the Chile-Peru Trade Council`: a body that two or more share, though it is written as an organisation.
        let shared = matches!(&m.kind, MentionKind::Party(list) if list.len() == 1 && list[0].state().is_none())
            && words.words_of(m.span).end == i + 1
            && m.span.of(&words.ann.document.text).contains(['-', '\u{2010}', '\u{2011}', '\u{2013}'])
            && words.lex.noun_class("series", &head_of(words, i)).is_some();
        match m.kind {
            _ if shared => return true,
            MentionKind::Mechanism => return true,
            MentionKind::Party(_) | MentionKind::Person | MentionKind::Date(_) | MentionKind::Quantity(_) | MentionKind::Instrument
                if m.form != Form::Adjective =>
            {
                return false;
            }
            MentionKind::Post(_) => return false,
            _ => {}
        }
    }
    let head = head_of(words, i);
    let pair = if i > 0 { format!("{} {head}", words.low(i - 1)) } else { String::new() };
    words.class(i) == Class::Noun
        && (words.lex.noun_class("series", &head).is_some()
            || words.lex.noun_class("meeting", words.low(i)).is_some()
            || words.lex.noun_class("series", &pair).is_some())
}

/// The naming whose head noun is the word at `i`.
fn naming_at(words: &Words<'_>, first: usize, end: usize, i: usize) -> Option<Naming> {
    if !is_series_head(words, i) {
        return None;
    }
    let start = left_edge(words, first, i);
    let mut stop = i + 1;
    // `Joint Commission on Economic and Trade Cooperation`, `session of the Committee`.
    let capital = is_capital(words, i);
    let counted = matches!(head_of(words, i).as_str(), "meeting" | "session" | "round" | "sitting" | "edition" | "plenary");
    let mut k = stop;
    while k < end && k < i + 14 {
        let low = words.low(k);
        if words.class(k) == Class::Verb || matches!(low, "held" | "concludes" | "concluded" | "opens" | "begins" | "convenes") {
            break;
        }
        if is_capital(words, k)
            && words.ann.tokens[k]
                .mention
                .is_none_or(|m| !matches!(words.ann.mentions[m].kind, MentionKind::Date(_) | MentionKind::Person | MentionKind::Post(_)))
            && (capital || counted)
        {
            k += 1;
            stop = k;
            continue;
        }
        let joins = CONNECTORS.contains(&low) && (capital || counted && matches!(low, "of" | "the" | "and" | "on" | "'s" | "-"));
        let lists = low == "," && capital && k + 1 < end && is_capital(words, k + 1) && words.low(k + 2) == "and";
        if !joins && !lists {
            break;
        }
        k += 1;
    }
    let whole = start..stop;
    let (ordinal, deictic, mut name) = number(words, &whole);
    // `fifth meeting of the India-Japan Joint Working Group`: the series is what follows.
    if counted && let Some(of) = (i + 1..stop).find(|k| words.low(*k) == "of") {
        let after = if words.low(of + 1) == "the" { of + 2 } else { of + 1 };
        if after < stop
            && (after..stop).any(|k| {
                is_capital(words, k) && is_series_head(words, k)
                    || words.ann.tokens[k].mention.is_some_and(|m| words.ann.mentions[m].kind == MentionKind::Mechanism)
            })
        {
            name = after..stop;
        }
    }
    // `the next session of the intergovernmental committee`
    if counted && !name.clone().any(|k| is_capital(words, k)) && words.low(i + 1) == "of" {
        let after = if matches!(words.low(i + 2), "the" | "their") { i + 3 } else { i + 2 };
        let nouns = (after..end.min(after + 6)).take_while(|k| matches!(words.class(*k), Class::Noun | Class::Adj)).last();
        if let Some(last) = nouns.filter(|l| words.lex.noun_class("series", &head_of(words, *l)).is_some() && *l > after) {
            name = after..last + 1;
            stop = last + 1;
        }
    }
    // `the Partnership Agreement` is a text.
    let last = head_of(words, name.end - 1);
    if words.lex.noun_class("instrument", &last).is_some()
        && words.lex.noun_class("series", &last).is_none()
        && name.len() >= 2
        && name.end > i + 1
        && !(i + 1..name.end).any(|k| words.class(k) == Class::Prep)
    {
        return None;
    }
    let whole = start..stop;
    let named = name.clone().filter(|k| is_capital(words, *k)).count() >= 1 && is_capital(words, name.end - 1);
    Some(Naming { name, whole, ordinal, deictic, named })
}

/// The first word of the noun phrase that ends at `i`.
fn left_edge(words: &Words<'_>, first: usize, i: usize) -> usize {
    let mut start = i;
    while start > first && i - start < 14 {
        let p = start - 1;
        let low = words.low(p);
        let class = words.class(p);
        let mention = words.ann.tokens[p].mention.map(|m| &words.ann.mentions[m]);
        if mention.is_some_and(|m| matches!(m.kind, MentionKind::Date(_) | MentionKind::Person | MentionKind::Quantity(_)))
            && ordinal(low).is_none()
        {
            break;
        }
        let joins = matches!(low, "and" | "&") || low == "," && listed(words, start, i);
        let names = is_capital(words, start) && p > first && is_capital(words, p - 1);
        let glue = matches!(low, "'s" | "'" | "-" | "/") || joins && names;
        let inside = matches!(class, Class::Noun | Class::Adj | Class::Num) || ordinal(low).is_some();
        if class == Class::Det || class == Class::Poss && !matches!(low, "'s" | "'") {
            return p;
        }
        if !inside && !glue {
            break;
        }
        start = p;
    }
    start
}

fn listed(words: &Words<'_>, start: usize, i: usize) -> bool {
    (start..i).take(4).any(|k| words.low(k) == "and")
}

/// Takes article, number and `next` off the left of a naming.
fn number(words: &Words<'_>, whole: &Range<usize>) -> (Option<u32>, Option<Deictic>, Range<usize>) {
    let mut start = whole.start;
    let mut found = None;
    let mut deictic = None;
    // A number anywhere on the left: `India's second regular`, `Attend the Third`; not that of a part, as in `second-phase`.
    let part = |k: usize| {
        let next = if words.low(k + 1) == "-" { k + 2 } else { k + 1 };
        matches!(words.low(next), "phase" | "stage" | "tranche" | "track" | "half" | "tier")
    };
    if let Some(k) = whole.clone().take(8).find(|k| ordinal(words.low(*k)).is_some() && !part(*k)) {
        found = ordinal_at(words, k);
        start = k + 1;
    }
    while start + 1 < whole.end {
        let low = words.low(start);
        match low {
            "next" | "upcoming" | "forthcoming" | "following" => deictic = Some(Deictic::Next),
            "previous" | "last" | "preceding" => deictic = Some(Deictic::Previous),
            _ if words.lex.has("edition", low) => {}
            _ => break,
        }
        if low == "regular" {
            break;
        }
        start += 1;
    }
    (found, deictic, start.min(whole.end - 1)..whole.end)
}

/// The words of a name that tell it from others.
pub(crate) fn key(text: &str) -> Vec<String> {
    let folded = crate::words::fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !matches!(*w, "the" | "of" | "on" | "for" | "and" | "a" | "an" | "in" | "s" | "between"))
        .map(singular)
        .collect()
}

/// Whether one name is a short form of the other, or the same.
pub(crate) fn same_name(a: &[String], b: &[String]) -> bool {
    let (a, b) = (&*spelt_out(a, b), &*spelt_out(b, a));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.last() == long.last() && short.iter().all(|w| long.contains(w)) && (short.len() >= 2 || long.len() == 1)
        || short.len() >= 3 && short.iter().all(|w| long.contains(w))
}

/// A name with the acronym in it written as the other name writes it: `GCC Committee of Ministers` beside `Gulf Cooperation Council`.
fn spelt_out<'a>(name: &'a [String], other: &[String]) -> std::borrow::Cow<'a, [String]> {
    for (at, word) in name.iter().enumerate() {
        let letters = word.chars().count();
        if !(3..=6).contains(&letters) || other.contains(word) {
            continue;
        }
        let spells = |run: &&[String]| run.iter().zip(word.chars()).all(|(w, c)| w.starts_with(c));
        if let Some(run) = other.windows(letters).find(spells) {
            return [&name[..at], run, &name[at + 1..]].concat().into();
        }
    }
    name.into()
}

/// The parties that a name lists.
pub(crate) fn parties_of(words: &Words<'_>, range: &Range<usize>) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for (_, mention) in words.mentions_in(range) {
        let list: Vec<Party> = match (&mention.kind, mention.entity.map(|e| &words.ann.entities[e])) {
            (MentionKind::Party(list), _) if !crate::resolve::is_region(list) => list.clone(),
            (MentionKind::Mechanism | MentionKind::Instrument, Some(e))
                if matches!(e.kind, EntityKind::Mechanism | EntityKind::Instrument) =>
            {
                e.parties.clone()
            }
            (MentionKind::Place, Some(e)) => e.parties.clone(),
            _ => Vec::new(),
        };
        for party in list {
            if !out.contains(&party) {
                out.push(party);
            }
        }
    }
    out
}
