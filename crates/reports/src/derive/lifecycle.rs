//! Where does an instrument stand, and what took its place?

use crate::{Book, Saying, line};
use model::PartialDate;
use model::claim::InstrumentAction;
use register::entity::{Act, Instrument};
use register::{Entity, EntityKind};

/// What was done to an instrument up to the day asked for, the earliest first; acts without a date first.
pub(crate) fn acts(book: &Book<'_>, instrument: &Instrument) -> Vec<Act> {
    let now = book.as_of.upper();
    let mut acts: Vec<Act> =
        instrument.acts.values().filter(|a| a.date.and_then(|d| d.lower()).is_none_or(|l| now.is_none_or(|n| l <= n))).cloned().collect();
    acts.sort_by_key(|a| (a.date.and_then(|d| d.lower()), a.action.map(rank)));
    acts
}

/// Acts on one day in the order in which they follow each other.
fn rank(action: InstrumentAction) -> u8 {
    match action {
        InstrumentAction::Proposed => 0,
        InstrumentAction::Negotiated => 1,
        InstrumentAction::Formulated => 2,
        InstrumentAction::Agreed => 3,
        InstrumentAction::Adopted | InstrumentAction::Endorsed | InstrumentAction::Issued => 4,
        InstrumentAction::Signed => 5,
        InstrumentAction::Launched => 6,
        InstrumentAction::EnteredIntoForce => 7,
        InstrumentAction::Reconfirmed => 8,
        InstrumentAction::Revised | InstrumentAction::Upgraded => 9,
        InstrumentAction::Suspended => 10,
        InstrumentAction::Expired => 11,
        InstrumentAction::Terminated => 12,
    }
}

/// Where it stands, with the reason: by its last act, its period, and what came after it.
pub(crate) fn standing(book: &Book<'_>, entity: &Entity) -> Option<(String, Saying)> {
    let EntityKind::Instrument(instrument) = &entity.kind else { return None };
    let acts = acts(book, instrument);
    let last = acts.iter().rev().find(|a| a.action.is_some());
    let told = last.and_then(|a| Some(line::act(a.action?.as_str(), a.date)));
    let now = book.as_of.lower();
    let over = instrument.period.best().filter(|p| p.upper().is_some_and(|u| now.is_some_and(|n| u < n)));
    if let Some(next) = successor(book, entity) {
        let early = instrument
            .period
            .best()
            .and_then(PartialDate::upper)
            .zip(next.date.and_then(|d| d.lower()))
            .is_some_and(|(end, new)| new <= end);
        let status = if early { "superseded early" } else { "superseded" };
        let reason = Saying::Phrase("why.replaced", vec![Saying::text(&next.name), Saying::maybe(next.date.map(Saying::Date))]);
        return Some((status.to_owned(), reason));
    }
    if let Some(period) = over {
        let ran = Saying::Phrase("why.ran for", vec![Saying::Date(*period)]);
        return Some(("period over".to_owned(), Saying::clauses([Some(ran), told].into_iter().flatten().collect())));
    }
    let action = last?.action?.as_str().replace('-', " ");
    Some((action, Saying::maybe(told)))
}

/// The next version of an instrument: `Vision 2.0` after `Vision`.
pub(crate) fn successor<'s>(book: &Book<'s>, entity: &Entity) -> Option<&'s Entity> {
    let (base, version) = versioned(&entity.name)?;
    book.versions(&base).iter().find(|(number, other)| *number > version && other.id != entity.id).map(|(_, other)| *other)
}

/// Every version of an instrument, itself among them, by number: texts of one name that share a party, as many parties have
/// a work programme.
pub(crate) fn versions<'s>(book: &Book<'s>, entity: &Entity) -> Vec<&'s Entity> {
    let Some((base, _)) = versioned(&entity.name) else { return Vec::new() };
    let shares = |other: &Entity| other.id == entity.id || other.parties.iter().any(|p| entity.concerns(p.root()));
    book.versions(&base).iter().map(|(_, version)| *version).filter(|version| shares(version)).collect()
}

/// A name without its version, and the version: 1 where it states none.
pub(crate) fn versioned(name: &str) -> Option<(String, f64)> {
    let bare = name.split(" (").next().unwrap_or(name);
    let words: Vec<&str> = bare.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the")).collect();
    let (last, before) = words.split_last()?;
    let number = last.parse::<f64>().ok().filter(|n| *n < 20.0).or_else(|| roman(last));
    let (base, version) = match number {
        Some(number) => (before, number),
        None => (&words[..], 1.0),
    };
    let key = base.join(" ").to_lowercase();
    // A type noun alone names no text.
    (base.len() > 1).then_some((key, version))
}

fn roman(word: &str) -> Option<f64> {
    ["II", "III", "IV", "V", "VI"].iter().position(|r| *r == word).map(|at| at as f64 + 2.0)
}
