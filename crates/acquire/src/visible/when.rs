//! Published and updated dates.

use super::date::{Found, find};
use super::label::Slot;
use super::title::Title;
use super::{Ranked, best, publisher};
use crate::boilerplate::{Page, fold};
use model::PartialDate;

/// A date that stands by itself or behind a label.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    line: usize,
    slot: Option<Slot>,
    date: PartialDate,
    /// Whether a place stands beside it: at the head of a statement it then dates the occasion.
    pub(super) place: bool,
    /// Whether the line says more than the date, so that it belongs to the article.
    pub(super) sentence: bool,
    /// "Issued 28 May 2025 by the Secretariat".
    pub(super) by: Option<String>,
    /// "Lisbon, 4 June 2025": where and when a text was issued, while "4 June 2025, Lisbon" tells of an occasion.
    dateline: bool,
}

/// Longest way from a label to its date, in bytes: "on Wednesday, the ".
const REACH: usize = 24;

/// The date behind a label; `None` where no date follows at once.
pub(super) fn labelled(slot: Slot, value: &str, line: usize, page: &Page<'_>) -> Option<Sighting> {
    let value = &value[..value.floor_char_boundary(160)];
    let found = find(value).into_iter().next().filter(|f| f.start <= REACH && !f.range)?;
    let rest = value[found.end..].trim();
    if !found.day && slot == Slot::Date || rest.split_whitespace().count() > 14 {
        return None;
    }
    if slot == Slot::Date && (line >= page.first && line <= page.last || of_occasion(page, line)) {
        return None;
    }
    let by = rest
        .find("by ")
        .filter(|&at| at == 0 || rest[..at].ends_with(' '))
        .and_then(|at| publisher::named(rest[at + 3..].trim_start_matches("the ")));
    let sentence = by.is_some() && !page.lines[line].text.contains(':') && page.lines[line].text.split_whitespace().count() > 6;
    Some(Sighting { line, slot: Some(slot), date: found.date, place: false, sentence, by, dateline: false })
}

/// Whether a dated line stands with those that say where an occasion took place and who came.
fn of_occasion(page: &Page<'_>, line: usize) -> bool {
    let around = page.lines[line.saturating_sub(2)..page.lines.len().min(line + 5)].iter();
    let labels = [
        "venue",
        "place",
        "location",
        "chair",
        "co-chairs",
        "participants",
        "present",
        "attendees",
        "time",
        "host",
        "where",
        "who",
        "agenda",
    ];
    let label = |text: &str| fold(text.split([':', '\t']).next().unwrap_or_default().split("  ").next().unwrap_or_default());
    around.filter(|l| l.text.len() <= 300).any(|l| labels.contains(&label(l.text).as_str()))
}

/// A date that stands alone in its piece, but for a time, a weekday, a place or the name of a genre.
pub(super) fn bare(part: &str, line: usize, page: &Page<'_>, whole: bool) -> Option<Sighting> {
    if part.len() > 120 {
        return None;
    }
    let found = find(part);
    let [found] = found[..] else { return None };
    if !found.day || found.range || of_occasion(page, line) || fold(&part[..found.start]).starts_with("done ") {
        return None;
    }
    let beside = beside(part, &found);
    let extra: Vec<&str> = beside.iter().map(String::as_str).filter(|w| !GENRE.contains(w)).collect();
    let place = !extra.is_empty();
    let around = unbracketed(&format!("{} {}", &part[..found.start], &part[found.end..]));
    let capital = around
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| extra.contains(&fold(w).as_str()))
        .all(|w| !w.starts_with(char::is_lowercase));
    if extra.len() > 4 || place && (!capital || !whole) || page.cues[line].is_some() && place {
        return None;
    }
    let before = part[..found.start].trim_end();
    let before = [" le", " den", " el", " a", " the", " on"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
    let dateline = place && before.ends_with(',') && part[found.end..].trim_end_matches('.').is_empty();
    Some(Sighting { line, slot: None, date: found.date, place, sentence: false, by: None, dateline })
}

/// Words that count the issues of a periodical.
const ISSUES: &[&str] = &["no", "nr", "nº", "n°", "vol", "volume", "issue", "number", "edition", "year"];

/// The date of an issue: "No. 44, 17 April 2026", "Annual Review, Issue 9 (May 2023)".
pub(super) fn issue(text: &str, line: usize) -> Option<Sighting> {
    if text.len() > 120 {
        return None;
    }
    let [found] = find(text)[..] else { return None };
    let before = fold(&text[..found.start]);
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric() && !"º°".contains(c)).filter(|w| !w.is_empty()).collect();
    let counted = |pair: &[&str]| ISSUES.contains(&pair[0]) && is_count(pair[1]);
    let after = fold(&text[found.end..]);
    let behind: Vec<&str> = after.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let numbered = words.windows(2).any(counted) || behind.windows(2).any(counted);
    // "Decree No. 12 of 3 May 2024" tells of a text.
    let of = words.last().is_some_and(|w| ["of", "dated", "on", "du", "vom", "de"].contains(w));
    let ends = behind.is_empty() || behind.len() <= 4 && behind.windows(2).any(counted);
    (numbered && !of && ends && !found.range && words.len() <= 12).then_some(Sighting {
        line,
        slot: Some(Slot::Date),
        date: found.date,
        place: false,
        sentence: false,
        by: None,
        dateline: false,
    })
}

/// Whether a line counts and dates an issue.
pub(super) fn is_issue(text: &str) -> bool {
    issue(text, 0).is_some()
}

/// "44", "XII".
fn is_count(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || word.len() <= 6 && word.bytes().all(|b| b"ivxlc".contains(&b))
}

/// The date of an answer: "Answer of Ann Bell, Minister of Trade (12 June 2025)".
pub(super) fn answer(text: &str, line: usize) -> Option<Sighting> {
    let start = fold(&text[..text.floor_char_boundary(24)]);
    let answers = ["answer of ", "answer by ", "answer from ", "answer given by ", "answered by ", "reply of ", "reply by ", "reply from "];
    if text.len() > 160 || !answers.iter().any(|w| start.starts_with(w)) {
        return None;
    }
    let found = find(text).into_iter().find(|f| f.day && !f.range)?;
    let last = text[found.end..].chars().all(|c| !c.is_alphanumeric());
    last.then_some(Sighting {
        line,
        slot: Some(Slot::Published),
        date: found.date,
        place: false,
        sentence: true,
        by: None,
        dateline: false,
    })
}

/// The date in a byline: "By A. B. — 19/11/2024 in Markets".
pub(super) fn in_byline(part: &str, line: usize) -> Option<Sighting> {
    let found = find(&part[..part.floor_char_boundary(160)]).into_iter().find(|f| f.day && !f.range)?;
    Some(Sighting { line, slot: None, date: found.date, place: false, sentence: false, by: None, dateline: false })
}

/// Words that say what kind of page it is.
const GENRE: &[&str] = &[
    "press",
    "release",
    "news",
    "media",
    "statement",
    "article",
    "readout",
    "speech",
    "announcement",
    "update",
    "pressemitteilung",
    "communiqué",
    "note",
    "briefing",
    "advisory",
    "report",
    "issued",
    "as",
    "in",
];
/// Words of times of day and of days of the week.
const TIME: &[&str] = &[
    "am",
    "pm",
    "a.m",
    "p.m",
    "at",
    "on",
    "utc",
    "gmt",
    "jst",
    "kst",
    "ist",
    "est",
    "edt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "eat",
    "cat",
    "wat",
    "sast",
    "aest",
    "aedt",
    "awst",
    "nzst",
    "nzdt",
    "hkt",
    "sgt",
    "wib",
    "msk",
    "hrs",
    "hours",
    "et",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "uhr",
    "le",
    "el",
    "den",
    "the",
    "of",
    "date",
    "dated",
    "time",
    "local",
    "gmt+8",
    "uhr",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    // The Islamic months, which stand beside the date on the sites of some countries.
    "muharram",
    "safar",
    "rabi",
    "awwal",
    "al-awwal",
    "thani",
    "al-thani",
    "jumada",
    "rajab",
    "shaban",
    "sha'ban",
    "shaaban",
    "ramadan",
    "shawwal",
    "dhu",
    "al-qadah",
    "al-qi'dah",
    "al-hijjah",
    "hijri",
    "ah",
];

/// The text without what stands in brackets: an edition, a weekday, a zone.
fn unbracketed(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The words beside a date that are no time of day and no weekday, in lower case.
fn beside(part: &str, found: &Found) -> Vec<String> {
    let around = unbracketed(&format!("{} {}", &part[..found.start], &part[found.end..]));
    let words =
        around.split(|c: char| c.is_whitespace() || ",;|()[]/".contains(c)).map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())));
    words.filter(|w| !w.is_empty() && !TIME.contains(&w.as_str()) && !is_clock(w)).collect()
}

fn is_clock(word: &str) -> bool {
    // `GMT+3`, `UTC-05:00`
    let zone = word.strip_prefix("gmt").or_else(|| word.strip_prefix("utc"));
    if zone.is_some_and(|z| z.bytes().all(|b| b.is_ascii_digit() || b"+-:".contains(&b))) {
        return true;
    }
    let bare = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h').trim_end_matches("jst");
    !bare.is_empty() && bare.len() <= 8 && bare.bytes().all(|b| b.is_ascii_digit() || b":.h".contains(&b))
}

/// When the page was published, of all dates that may say so.
pub(super) fn published(page: &Page<'_>, dates: &[Sighting], title: Option<&Title>, opening: Option<&str>) -> Option<PartialDate> {
    let outcome =
        title.is_some_and(|t| is_outcome(&t.text)) || (page.first.saturating_sub(12)..page.first).any(|i| is_outcome(page.lines[i].text));
    let mut candidates: Vec<Ranked<PartialDate>> = Vec::new();
    for seen in dates {
        let head = seen.line < page.first;
        let after_title = title.is_some_and(|t| seen.line >= t.lines.end);
        let bylined = seen.line > 0 && super::people::byline(page.lines[seen.line - 1].text).is_some();
        let rank = match seen.slot {
            Some(Slot::Published) => 9,
            Some(Slot::Date) => 8,
            Some(_) => continue,
            None if (seen.place || signed_off(page, seen.line)) && outcome && !bylined && !seen.dateline => continue,
            None if head && after_title => 7,
            None if head => 5,
            None if seen.line < page.end => 4,
            None => 3,
        };
        candidates.push(Ranked { rank, value: seen.date });
    }
    if let Some(date) = opening.and_then(dateline) {
        candidates.push(Ranked { rank: 6, value: date });
    }
    if let Some(date) = title.and_then(|t| of_briefing(&t.text)).filter(|_| updated(dates).is_none()) {
        candidates.push(Ranked { rank: 2, value: date });
    }
    if let Some(date) = title.and_then(|t| bracketed(&t.text)) {
        candidates.push(Ranked { rank: 2, value: date });
    }
    best(candidates)
}

/// Whether a date after the article stands under a place: "Aitu", "22 August 2024".
fn signed_off(page: &Page<'_>, line: usize) -> bool {
    line > page.last
        && line > 0
        && !page.lines[line].gap
        && page.cues[line - 1].is_none()
        && page.lines[line - 1].text.split_whitespace().count() <= 3
}

/// When it was last changed.
pub(super) fn updated(dates: &[Sighting]) -> Option<PartialDate> {
    dates.iter().find(|seen| seen.slot == Some(Slot::Updated)).map(|seen| seen.date)
}

/// Whether the words name a text that an occasion issued: its date and place are those of the occasion.
fn is_outcome(text: &str) -> bool {
    let folded = fold(&text[..text.floor_char_boundary(300)]);
    if folded.split(' ').count() > 30 {
        return false;
    }
    [
        "statement",
        "communique",
        "communiqué",
        "declaration",
        "chair's",
        "summary",
        "minutes",
        "record of",
        "outcome",
        "conclusions",
        "memorandum",
        "agreed",
    ]
    .iter()
    .any(|w| folded.contains(w))
}

/// "Dar es Salaam, Saturday 3 May 2025. …", "TOKYO (July 3, 2025) – …": place and whole date before the first sentence.
pub(super) fn dateline(text: &str) -> Option<PartialDate> {
    let text = &text[..text.floor_char_boundary(160)];
    let found = find(text).into_iter().next().filter(|f| f.day && !f.range && f.start > 0 && f.start <= 60)?;
    let before = text[..found.start].trim_end();
    let place = before.trim_end_matches([',', ':', '(', '-', '–', '—', '[']).trim_end();
    let weekday = |w: &str| TIME.contains(&fold(w.trim_matches([',', '.'])).as_str());
    let words: Vec<&str> = place.split_whitespace().filter(|w| !weekday(w)).collect();
    let named = !words.is_empty()
        && words.len() <= 5
        && words
            .iter()
            .all(|w| w.starts_with(|c: char| c.is_uppercase()) || ["es", "de", "la", "of", "el", "do", "/", "-", "–"].contains(w));
    let parted = before.ends_with([',', ':', '(', '-', '–', '—', '[']) || words.len() < place.split_whitespace().count();
    let first =
        words.first().is_some_and(|w| !["On", "In", "From", "Since", "By", "Until", "The", "At", "As", "After", "Before"].contains(w));
    let after = text[found.end..].trim_start();
    let ends = after.starts_with(['.', '-', '–', '—', '(', ')', ':', ']', '/', '|']) || after.is_empty();
    (named && parted && first && ends).then_some(found.date)
}

/// The date in brackets at the end of a headline.
fn bracketed(title: &str) -> Option<PartialDate> {
    let open = title.rfind(['(', '（'])?;
    let found = find(&title[open..]);
    let [found] = found[..] else { return None };
    (found.day && !found.range && title[open + found.end..].trim_end().len() <= 3).then_some(found.date)
}

/// The date at the end of the headline of what was said on a day: "Weekly briefing by the Spokesperson, 3 May 2024".
fn of_briefing(title: &str) -> Option<PartialDate> {
    let folded = fold(&title[..title.floor_char_boundary(300)]);
    let said =
        ["briefing", "press conference", "news conference", "media availability", "remarks", "press release", "bulletin", "transcript"];
    let [found] = find(title)[..] else { return None };
    let before = title[..found.start].trim_end();
    let parted = before.ends_with([',', ':', '-', '–', '—', '|', '(']) || before.ends_with(" of") || before.ends_with(" on");
    let last = title[found.end..].trim_end().len() <= 1;
    (found.day && !found.range && parted && last && said.iter().any(|w| folded.contains(w))).then_some(found.date)
}
