//! **What does a page say of itself in its visible lines?** Headline, dates, author, publisher, office.
//!
//! In → Out: a judged [`Page`] → [`Visible`].
//!
//! Never: takes the date of what is told for the date of publication; guesses a year; reads markup.
//!
//! Source: `labels.tsv` and the word lists of the parts, composed for this program.

mod date;
mod label;
mod masthead;
mod people;
mod publisher;
mod title;
mod when;

pub(crate) use date::find as find_dates;
pub(crate) use label::Slot;
pub(crate) use title::is_part;

use crate::boilerplate::{Cue, Page, pieces};
use model::PartialDate;
use std::ops::Range;

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Visible {
    /// The headline.
    pub(crate) title: Option<String>,
    /// The lines it stands in; empty where there is none.
    pub(crate) title_lines: Range<usize>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) updated: Option<PartialDate>,
    pub(crate) publisher: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) office: Option<String>,
    /// For each line, what it says of the page, where it says nothing else.
    pub(crate) said: Vec<Option<Slot>>,
}

/// A value with how much weight it has; the first of the weightiest wins.
#[derive(Debug, Clone)]
struct Ranked<T> {
    rank: u8,
    value: T,
}

/// The first of the highest rank.
fn best<T>(candidates: Vec<Ranked<T>>) -> Option<T> {
    let mut best: Option<Ranked<T>> = None;
    for candidate in candidates {
        if best.as_ref().is_none_or(|b| candidate.rank > b.rank) {
            best = Some(candidate);
        }
    }
    best.map(|b| b.value)
}

/// How many lines at either end are looked at where a page has no running text.
const EDGE: usize = 40;
/// How many lines above the running text and below it may say something of the page.
const FURTHEST: usize = 400;

/// How many lines on either side of where the article begins may name who answers and when.
const HEADS_ARTICLE: usize = 12;

/// What is found line by line, before it is weighed.
#[derive(Debug, Default)]
struct Sightings {
    dates: Vec<when::Sighting>,
    authors: Vec<Ranked<String>>,
    offices: Vec<Ranked<String>>,
    publishers: Vec<Ranked<String>>,
    said: Vec<Option<Slot>>,
}

/// Reads a judged page.
pub(crate) fn read(page: &Page<'_>) -> Visible {
    let (head, tail) = zones(page);
    let mut seen = Sightings { said: vec![None; page.lines.len()], ..Sightings::default() };
    walk(page, head.clone(), &mut seen);
    walk(page, tail.clone(), &mut seen);
    if let Some(name) = tail.clone().find_map(|i| people::whose_posts(page.lines[i].text)) {
        // A blog's "Published by" names its writer.
        seen.publishers.retain(|candidate| candidate.value != name);
        seen.authors.push(Ranked { rank: 2, value: name.to_owned() });
    }
    let foot = publisher::Foot::of(page, &tail);
    let masthead = masthead::find(page, &head, &seen.said);
    let title = title::choose(page, head.clone(), &foot, &seen.said, &masthead);
    let title_lines = title.as_ref().map_or(0..0, |t| t.lines.clone());
    people::unlabelled(page, &title_lines, &head, &tail, &mut seen);
    let opening = page.lines.get(page.first).map(|line| line.text);
    let near = head.end.saturating_sub(HEADS_ARTICLE)..page.end.min(head.end + HEADS_ARTICLE);
    seen.dates.extend(near.filter_map(|i| when::answer(page.lines[i].text, i)));
    let published = when::published(page, &seen.dates, title.as_ref(), opening);
    let publisher = publisher::choose(page, title.as_ref(), &tail, &foot, seen.publishers, opening, &masthead);
    let author = best(seen.authors).or_else(|| people::credited(page, &tail, publisher.as_deref()));
    Visible {
        published,
        updated: when::updated(&seen.dates),
        office: best(seen.offices),
        title: title.map(|t| t.text),
        title_lines,
        publisher,
        author,
        said: seen.said,
    }
}

/// A headline without the outlet's name behind it.
pub(crate) fn headline(text: &str) -> &str {
    publisher::without_suffix(title::without_prefix(text)).0
}

/// Whether a text is a label and nothing else: "Release date".
pub(crate) fn is_label(text: &str) -> bool {
    label::alone(text).is_some()
}

/// Whether a line begins with a label that a colon or a wide gap parts from its value: "Division  Shipping Policy".
pub(crate) fn begins_labelled(text: &str) -> bool {
    let first = text[..text.floor_char_boundary(80)].split("  ").next().unwrap_or_default();
    let gapped = first.len() < text.len() && label::alone(first).is_some();
    gapped || label::at_start(text).is_some_and(|found| found.colon)
}

/// Whether a line names a writer and the post: "Ann Bell - Lake Review Reporter".
pub(crate) fn is_signature(text: &str) -> bool {
    text.len() <= 120 && people::with_post(text).is_some()
}

/// Whether a line is a date with at most a place or a label beside it: "Issued 28 May 2025 by the Secretariat".
pub(crate) fn is_date_line(text: &str) -> bool {
    let labelled = label::at_start(text).filter(|l| matches!(l.slot, Slot::Published | Slot::Date | Slot::Updated));
    title::is_date_of_occasion(text)
        || labelled.is_some_and(|l| find_dates(&l.value[..l.value.floor_char_boundary(60)]).iter().any(|f| f.start < 24))
}

/// Whether a line is a place with a date behind it and nothing else: "Lisbon, 4 June 2025".
pub(crate) fn is_dateline(text: &str) -> bool {
    when::dateline(text).is_some() && title::is_date_of_occasion(text)
}

/// The lines before the running text and those after it.
fn zones(page: &Page<'_>) -> (Range<usize>, Range<usize>) {
    let n = page.comments;
    if page.first >= n {
        let head = n.min(EDGE);
        return (0..head, head.max(n.saturating_sub(EDGE))..n);
    }
    let after = page.last + 1;
    (page.first.saturating_sub(FURTHEST)..page.first, after..n.min(after + FURTHEST))
}

/// Goes through the pieces of each line: a label alone waits for the piece after it.
fn walk(page: &Page<'_>, lines: Range<usize>, seen: &mut Sightings) {
    let mut waiting: Option<(Slot, usize)> = None;
    for i in lines {
        let text = page.lines[i].text;
        if text.len() > 400 || matches!(page.cues[i], Some(Cue::Rule | Cue::Cookie | Cue::Comments | Cue::Rail)) {
            waiting = None;
            continue;
        }
        if i < page.first
            && let Some(issue) = when::issue(text, i)
        {
            seen.dates.push(issue);
            seen.said[i] = Some(Slot::Date);
            waiting = None;
            continue;
        }
        if let Some(byline) = people::with_outlet(text) {
            seen.publishers.push(Ranked { rank: 2, value: byline.outlet });
        }
        let parts: Vec<&str> = pieces(text).into_iter().flat_map(before_label).collect();
        let is_date = |part: &&str| find_dates(part).iter().any(|f| f.day && f.start == 0 && f.end == part.len());
        let says_date = |part: &&str| label::at_start(part).is_some_and(|l| matches!(l.slot, Slot::Published | Slot::Updated));
        let dated = parts.len() > 1 && parts.iter().any(|part| is_date(part) || says_date(part));
        let mut known = 0;
        for (k, part) in parts.iter().enumerate() {
            if let Some((slot, at)) = waiting.take()
                && record(page, slot, part, i, seen)
            {
                seen.said[at] = seen.said[at].or(Some(slot));
                seen.said[i] = seen.said[i].or(Some(slot));
                known += 1;
                continue;
            }
            match label::at_start(part) {
                Some(found) if found.value.is_empty() => {
                    // The last entry of a menu labels nothing on the next line.
                    waiting = (k + 1 < parts.len() || k == 0).then_some((found.slot, i));
                    known += usize::from(k + 1 < parts.len());
                }
                Some(found) if labelled_well(part, &found) && record(page, found.slot, found.value, i, seen) => {
                    known += 1;
                    seen.said[i] = seen.said[i].or(Some(found.slot));
                }
                // "Tashi Norbu | 11 November 2024".
                _ if parts.get(k + 1).is_some_and(|next| find_dates(next).iter().any(|f| f.start < 12)) && people::is_name(part) => {
                    seen.authors.push(Ranked { rank: 1, value: (*part).to_owned() });
                    known += 1;
                }
                // "30 April 2025 | Department for Energy".
                _ if dated && people::is_office_line(part) => {
                    seen.offices.push(Ranked { rank: 3, value: (*part).to_owned() });
                    known += 1;
                }
                _ => known += usize::from(record_bare(page, part, i, parts.len() == 1, seen)),
            }
        }
        if known < parts.len().div_ceil(2) {
            seen.said[i] = None;
        }
    }
}

/// A piece that a full stop parts from the date behind it: "Salt Division. Last updated: 3 May 2020".
fn before_label(part: &str) -> Vec<&str> {
    let cut = part.match_indices(". ").map(|(at, _)| at).find(|at| {
        label::at_start(&part[at + 2..])
            .is_some_and(|l| matches!(l.slot, Slot::Published | Slot::Updated) && !find_dates(l.value).is_empty())
    });
    match cut.filter(|at| part.len() <= 160 && !part[..*at].contains(". ")) {
        Some(at) => vec![&part[..at], &part[at + 2..]],
        None => vec![part],
    }
}

/// Whether a label with its value in one piece is one, and not the beginning of a sentence.
fn labelled_well(part: &str, found: &label::Labelled<'_>) -> bool {
    let said = &part[..part.len() - found.value.len()];
    match found.slot {
        Slot::Published | Slot::Updated => true,
        Slot::Author | Slot::Publisher => found.colon || said.trim_end().ends_with("by") || said.trim_end().ends_with("von"),
        // "Statement UIN HC700".
        Slot::Other if !found.value.contains(' ') && found.value.bytes().any(|b| b.is_ascii_digit()) => true,
        Slot::Date | Slot::Source | Slot::Office | Slot::Other => found.colon,
    }
}

/// Notes a labelled value; whether it is one of the label's kind.
fn record(page: &Page<'_>, slot: Slot, value: &str, i: usize, seen: &mut Sightings) -> bool {
    match slot {
        Slot::Published | Slot::Date | Slot::Updated => {
            let Some(sighting) = when::labelled(slot, value, i, page) else { return false };
            if let Some(by) = sighting.by.clone() {
                match people::named(&by).filter(|name| people::is_name(name) && !publisher::is_body(name)) {
                    Some(name) => seen.authors.push(Ranked { rank: 2, value: name }),
                    None => seen
                        .publishers
                        .push(Ranked { rank: if publisher::is_body(&by) || publisher::is_bureau(&by) { 6 } else { 1 }, value: by }),
                }
            }
            let sentence = sighting.sentence;
            seen.dates.push(sighting);
            !sentence
        }
        Slot::Author if people::is_nobody(value) => true,
        Slot::Author => {
            // "Posted by Ann Bell on 2 October 2025".
            seen.dates.extend(when::in_byline(value, i));
            people::named(value).map(|name| seen.authors.push(Ranked { rank: 4, value: name })).is_some()
        }
        // "Issued by: Communications Unit" names a part of the publisher.
        Slot::Publisher if people::is_unit(value) && !value.contains('@') && !publisher::is_whole_body(value) => {
            people::office(value).map(|office| seen.offices.push(office)).is_some()
        }
        Slot::Publisher => publisher::named(value).map(|name| seen.publishers.push(Ranked { rank: 7, value: name })).is_some(),
        Slot::Source => publisher::named(value).map(|name| seen.publishers.push(Ranked { rank: 4, value: name })).is_some(),
        // "Contact" in a menu has the next entry of the menu below it.
        Slot::Office if i < page.first && !people::is_unit(value) => false,
        Slot::Office => people::office(value).map(|office| seen.offices.push(office)).is_some(),
        Slot::Other => value.split_whitespace().count() <= 6,
    }
}

/// Notes what a piece without a label says: a date, a byline.
fn record_bare(page: &Page<'_>, part: &str, i: usize, whole: bool, seen: &mut Sightings) -> bool {
    if let Some(names) = people::byline(part).or_else(|| people::with_post(part)) {
        seen.dates.extend(when::in_byline(part, i));
        seen.authors.push(Ranked { rank: 3, value: names });
        seen.said[i] = seen.said[i].or(Some(Slot::Author));
        return true;
    }
    if let Some(sighting) = when::bare(part, i, page, whole) {
        let keep = sighting.place;
        seen.dates.push(sighting);
        if !keep {
            seen.said[i] = seen.said[i].or(Some(Slot::Date));
        }
        return !keep;
    }
    false
}

#[cfg(test)]
mod tests;
