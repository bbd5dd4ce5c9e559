//! **Which names, dates and quantities stand as one word in the tree?**
//!
//! In → Out: a document's mentions → the spans that the parser sees as one word, and what each behaves like. The words inside
//! come back with [`crate::Annotated::words_of`].
//!
//! Never: joins two mentions, but for an institution and its acronym in brackets; covers words that point back.

use crate::annotated::{Form, Mention, MentionKind};
use crate::syntax::{Class, Protected};
use model::Span;

/// The protected spans of a text, in order.
pub(crate) fn protect(text: &str, mentions: &[Mention]) -> Vec<Protected> {
    let mut all = Vec::with_capacity(mentions.len());
    let mut n = 0;
    while n < mentions.len() {
        let (mention, next) = (&mentions[n], mentions.get(n + 1));
        n += 1;
        let Some(class) = class(text, mention) else { continue };
        let mut span = mention.span;
        match class {
            Class::Person => span.start = before_honorifics(text, span.start),
            Class::Party | Class::Title => {
                if let Some(end) = next.and_then(|a| end_of_acronym(text, mention, a)) {
                    span.end = end;
                    n += 1;
                }
            }
            _ => {}
        }
        all.push(Protected { span, class });
    }
    all
}

/// What a mention behaves like; `None` where its words stand for themselves.
fn class(text: &str, mention: &Mention) -> Option<Class> {
    Some(match (&mention.kind, mention.form) {
        (_, Form::Description | Form::Adjective) => return None,
        (MentionKind::Quoted, _) if !is_title(mention.span.of(text)) => return None,
        (MentionKind::Date(_), _) => Class::Date,
        (MentionKind::Quantity(q), _) if q.unit.is_none() => Class::Number,
        (MentionKind::Quantity(q), _) => match q.unit.as_deref() {
            Some(unit) if unit == "percent" || unit == "share" || unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => {
                Class::Quantity
            }
            // A counted noun keeps its own words, so that what it governs finds it.
            _ => return None,
        },
        (MentionKind::Party(_), _) => Class::Party,
        (MentionKind::Person, _) => Class::Person,
        (MentionKind::Post(_), _) => Class::Post,
        (MentionKind::Place, _) => Class::Place,
        (MentionKind::Mechanism | MentionKind::Instrument | MentionKind::Quoted, _) => Class::Title,
    })
}

/// Whether quoted words are a title: several, beginning with a capital.
fn is_title(quoted: &str) -> bool {
    quoted.starts_with(char::is_uppercase) && quoted.contains(' ')
}

/// "Ministry of Trade (MOT)": where the bracket around the acronym ends.
fn end_of_acronym(text: &str, name: &Mention, acronym: &Mention) -> Option<u32> {
    let same = name.entity.is_some() && name.entity == acronym.entity && acronym.form == Form::Short;
    let between = text.get(name.span.end as usize..acronym.span.start as usize)?;
    (same && between == " (" && text[acronym.span.end as usize..].starts_with(')')).then_some(acronym.span.end + 1)
}

/// Words of respect that may stand before a name, without their full stops.
const HONORIFICS: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "hon", "he", "shri", "smt", "sir", "dame", "madam", "professor"];

/// Where the honorifics before a name begin: "H.E. Mr. Somchai Prasert".
fn before_honorifics(text: &str, name: u32) -> u32 {
    let mut start = name as usize;
    for _ in 0..4 {
        let Some(before) = text[..start].strip_suffix(' ') else { break };
        let word = before.rfind(|c: char| !c.is_ascii_alphabetic() && c != '.').map_or(0, |at| at + 1);
        let written = before.get(word..).unwrap_or_default();
        let bare: String = written.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).collect();
        let is_one = HONORIFICS.contains(&bare.as_str()) && (bare != "he" || written.eq_ignore_ascii_case("h.e."));
        if !is_one || !written.starts_with(char::is_uppercase) {
            break;
        }
        start = word;
    }
    start as u32
}

/// Where a correspondent's dateline ends that opens a block: "NAIROBI, March 3 (Agency) - "; `knows` whether words name a town.
pub(crate) fn end_of_dateline(text: &str, block: Span, knows: impl Fn(&str) -> bool) -> Option<usize> {
    const LONGEST: usize = 64;
    let whole = block.of(text);
    let (at, dash) = ["-", "–", "—", "--"]
        .iter()
        .filter_map(|d| {
            let spaced = format!(" {d} ");
            whole.find(&spaced).map(|at| (at, spaced.len()))
        })
        .min()?;
    let line = &whole[..at];
    let place = line.split([',', '(']).next().unwrap_or_default().trim();
    let heavy = |w: &str| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let is_one =
        line.len() <= LONGEST && line.split_whitespace().all(heavy) && (place.len() < line.len() || is_upper(place)) && knows(place);
    is_one.then_some(block.start as usize + at + dash)
}

fn is_upper(place: &str) -> bool {
    place.chars().all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests;
