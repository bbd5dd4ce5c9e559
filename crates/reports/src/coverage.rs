//! What was read, how far, and what is missing?

use crate::{Book, Scope};
use model::PartialDate;
use register::EntityKind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What was read, by publisher and by month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Publishers, those with most documents first.
    pub publishers: Vec<Publisher>,
    /// Months from the first to the last in which something was published; those without documents too.
    pub months: Vec<Month>,
    /// Documents without a date of publication.
    pub undated: usize,
    /// Documents without a publisher.
    pub unsigned: usize,
    /// Documents that repeat another.
    pub copies: usize,
    /// Claims by how sure they are, in tenths: the first holds those below 0.1.
    pub sureness: [usize; 10],
    /// Claims by what persons decided: not judged, accepted, rejected among those that count.
    pub judged: [usize; 2],
}

/// A publisher, with what was read of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Publisher {
    /// Its name; empty where a document names none.
    pub name: String,
    /// Documents.
    pub documents: usize,
    /// Claims that count.
    pub claims: usize,
    /// When the first was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<PartialDate>,
    /// When the last was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<PartialDate>,
    /// Days from one day on which it published to the next, the one in the middle; of a few days nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual_gap: Option<i64>,
    /// Whether nothing of it was read for longer than twice that: from here on its silence may be that of whoever reads.
    pub stale: bool,
}

/// Fewer times between two days of publication tell of no habit.
const FEWEST_GAPS: usize = 3;

/// A month, with what was published in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2024-06`
    pub month: String,
    /// Documents.
    pub documents: usize,
    /// Claims that count.
    pub claims: usize,
}

/// What was read.
#[must_use]
pub fn coverage(book: &Book<'_>) -> Coverage {
    let snapshot = book.snapshot;
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut sureness, mut judged) = ([0; 10], [0; 2]);
    for kept in snapshot.claims.values() {
        *claims.entry(kept.claim.doc.as_str()).or_default() += 1;
        let tenth = (f64::from(kept.claim.confidence) * 10.0).clamp(0.0, 9.0) as usize;
        sureness[tenth] += 1;
        judged[usize::from(kept.standing == register::Standing::Accepted)] += 1;
    }
    let mut publishers: BTreeMap<&str, Publisher> = BTreeMap::new();
    let mut months: BTreeMap<(u16, u8), (usize, usize)> = BTreeMap::new();
    let mut days: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    let (mut undated, mut unsigned) = (0, 0);
    for document in snapshot.documents.values() {
        let name = document.publisher.as_deref().unwrap_or_default();
        let count = claims.get(document.id.as_str()).copied().unwrap_or_default();
        unsigned += usize::from(name.is_empty());
        let none = || Publisher { name: name.to_owned(), documents: 0, claims: 0, first: None, last: None, usual_gap: None, stale: false };
        let row = publishers.entry(name).or_insert_with(none);
        row.documents += 1;
        row.claims += count;
        let Some((published, day)) = document.published.and_then(|d| Some((d, d.lower()?))) else {
            undated += 1;
            continue;
        };
        let lower = |d: &Option<PartialDate>| d.and_then(|d| d.lower());
        if lower(&row.first).is_none_or(|first| day < first) {
            row.first = Some(published);
        }
        if lower(&row.last).is_none_or(|last| day > last) {
            row.last = Some(published);
        }
        days.entry(name).or_default().insert(day.day_number());
        let month = months.entry((day.year, day.month)).or_default();
        month.0 += 1;
        month.1 += count;
    }
    for (name, publisher) in publishers.iter_mut().filter(|(name, _)| !name.is_empty()) {
        let days: Vec<i64> = days.get(name).into_iter().flatten().copied().collect();
        let mut gaps: Vec<i64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_unstable();
        publisher.usual_gap = (gaps.len() >= FEWEST_GAPS).then(|| gaps[gaps.len() / 2]);
        let silent = book.as_of.upper().zip(days.last()).map(|(today, last)| today.day_number() - last);
        publisher.stale = publisher.usual_gap.zip(silent).is_some_and(|(usual, silent)| silent > 2 * usual);
    }
    let mut publishers: Vec<Publisher> = publishers.into_values().collect();
    publishers.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.name.cmp(&b.name)));
    let copies = snapshot.documents.values().filter(|d| !d.counts).count();
    Coverage { publishers, months: every(&months), undated, unsigned, copies, sureness, judged }
}

/// Claims about a scope by month, over the documents of those who tell of it: a month without a document says nothing, one
/// with documents and without claims says that nothing was told.
#[must_use]
pub fn pulse(book: &Book<'_>, scope: &Scope) -> Vec<Month> {
    let about = scope.entities(book, "").into_iter().filter(|e| !matches!(e.kind, EntityKind::Party(_) | EntityKind::Person(_)));
    let claims: BTreeMap<_, _> = about.flat_map(|e| e.claims.iter().zip(&e.documents)).collect();
    let documents: Vec<crate::Known<'_>> = claims.values().filter_map(|d| book.document(d)).collect();
    let publishers: BTreeSet<&str> = documents.iter().filter_map(|d| d.publisher.as_deref()).collect();
    let mut months: BTreeMap<(u16, u8), (usize, usize)> = BTreeMap::new();
    for day in documents.iter().filter_map(|d| d.published?.lower()) {
        months.entry((day.year, day.month)).or_default().1 += 1;
    }
    for (day, documents) in book.published(&publishers) {
        months.entry((day.year, day.month)).or_default().0 += documents;
    }
    // What a document without a publisher says was read all the same.
    months.values_mut().filter(|(_, claims)| *claims > 0).for_each(|(documents, _)| *documents = (*documents).max(1));
    every(&months)
}

/// Every month from the first to the last.
fn every(found: &BTreeMap<(u16, u8), (usize, usize)>) -> Vec<Month> {
    let (Some((first, _)), Some((last, _))) = (found.first_key_value(), found.last_key_value()) else { return Vec::new() };
    let count = |(year, month): (u16, u8)| usize::from(year) * 12 + usize::from(month) - 1;
    (count(*first)..=count(*last))
        .map(|n| {
            let key = ((n / 12) as u16, (n % 12 + 1) as u8);
            let (documents, claims) = found.get(&key).copied().unwrap_or_default();
            Month { month: format!("{:04}-{:02}", key.0, key.1), documents, claims }
        })
        .collect()
}
