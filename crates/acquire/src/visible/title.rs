//! The headline: which of the lines over the article it is, and which is the outlet's own name.

use super::label::Slot;
use super::masthead::Masthead;
use super::publisher::{Foot, is_masthead, without_suffix};
use crate::boilerplate::{Cue, Page, fold, pieces};
use std::ops::Range;

/// A headline and the lines over it that name the outlet.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub(crate) text: String,
    pub(crate) lines: Range<usize>,
}

/// Headings that stand over a part of the article, never over the whole.
const PARTS: &[&str] = &[
    "overview",
    "outline",
    "background",
    "summary",
    "introduction",
    "latest news",
    "latest information",
    "what's new",
    "history",
    "purpose",
    "highlights",
    "key points",
    "at a glance",
    "executive summary",
    "background and purpose",
    "main points",
    "context",
    "abstract",
    "概要",
    "背景",
];

/// Whether the line is a heading over a part, not over the whole.
pub(crate) fn is_part(text: &str) -> bool {
    let folded = fold(text);
    let numbered = folded.starts_with("1.")
        || folded.starts_with("1 ")
        || folded.starts_with("i. ")
        || folded.starts_with("(1)")
        || folded.starts_with("１");
    numbered || PARTS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The headline among the lines of `head`; `foot` tells what the outlet calls itself.
pub(super) fn choose(page: &Page<'_>, head: Range<usize>, foot: &Foot, said: &[Option<Slot>], masthead: &Masthead) -> Option<Title> {
    if let Some(line) = masthead.bulletin {
        return Some(Title { text: page.lines[line].text.to_owned(), lines: line..line + 1 });
    }
    let candidates = candidates(page, head, said);
    let words = |i: usize| crate::boilerplate::words(page.lines[i].text);
    let named: Vec<usize> = candidates.iter().copied().filter(|&i| masthead.lines.contains(&i) || is_masthead(page, i, foot)).collect();
    let mut rest: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|i| !named.contains(i) && !repeats(page, *i, &candidates) && !leads_to(page, *i, &candidates))
        .collect();
    let drop_if_others = |rest: &mut Vec<usize>, bad: &dyn Fn(usize) -> bool| {
        if rest.iter().any(|&i| !bad(i)) {
            rest.retain(|&i| !bad(i));
        }
    };
    let menu = menus(&rest, &words);
    drop_if_others(&mut rest, &|i| menu.contains(&i));
    // A short line that stands with the lines of a menu is one of them.
    let menu_line = |i: usize| matches!(page.cues.get(i), Some(Some(Cue::Navigation | Cue::Section)));
    let together = |i: usize| page.lines.get(i).is_some_and(|line| !line.gap);
    drop_if_others(&mut rest, &|i| words(i) <= 3 && (i > 0 && together(i) && menu_line(i - 1) || together(i + 1) && menu_line(i + 1)));
    drop_if_others(&mut rest, &|i| page.lines[i].text.ends_with('.') && words(i) > 4);
    // The address under the name of the body: "Castle Road, Port Stanley".
    drop_if_others(&mut rest, &|i| i > 0 && !page.lines[i].gap && named.contains(&(i - 1)) && is_address(page.lines[i].text));
    drop_if_others(&mut rest, &|i| is_genre(page.lines[i].text));
    drop_if_others(&mut rest, &|i| words(i) < 3 || digits_rule(page.lines[i].text));
    let body = body_words(page);
    let told = |i: usize| overlap(page.lines[i].text, &body) >= 3;
    let first = rest.iter().copied().find(|&i| told(i)).or(rest.first().copied());
    let first = first.map(|i| {
        dated_below(page, i, &named, &rest, said)
            .filter(|&j| overlap(page.lines[j].text, &body) >= overlap(page.lines[i].text, &body))
            .unwrap_or(i)
    });
    // What follows a quotation that stands as headline tells who said it.
    let quoted = |i: usize| page.lines[i].text.starts_with(['"', '“', '‘', '«']);
    let first = first.map(|i| if i > 0 && !page.lines[i].gap && rest.contains(&(i - 1)) && quoted(i - 1) { i - 1 } else { i });
    let first = first.or_else(|| if named.len() > 1 { named.last().copied() } else { None })?;
    let joinable: Vec<usize> = candidates.iter().copied().filter(|i| !named.contains(i)).collect();
    let lines = whole(page, first, &joinable);
    let text = lines.clone().map(|i| page.lines[i].text).collect::<Vec<_>>().join(" ");
    let text = without_suffix(without_prefix(&text)).0.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Title { text, lines })
}

/// The headline with a date or a byline at its foot, below a line that stands with the name of the body and is a section's.
fn dated_below(page: &Page<'_>, i: usize, named: &[usize], rest: &[usize], said: &[Option<Slot>]) -> Option<usize> {
    let signed = |i: usize| {
        page.lines.get(i + 1).is_some_and(|next| !next.gap) && matches!(said[i + 1], Some(Slot::Date | Slot::Published | Slot::Author))
    };
    let with_name = i > 0 && !page.lines[i].gap && named.contains(&(i - 1)) && page.lines.get(i + 1).is_some_and(|next| next.gap);
    rest.iter().copied().find(|&j| with_name && j > i && page.lines[j].gap && signed(j))
}

/// A mail's headline without the mail's word for it.
pub(crate) fn without_prefix(text: &str) -> &str {
    let prefixes = ["Subject:", "SUBJECT:", "Re:", "RE:", "Fwd:", "FW:", "Fw:", "Title:", "Betreff:", "Objet :", "Asunto:", "件名："];
    let mut rest = text;
    while let Some(shorter) = prefixes.iter().find_map(|p| rest.strip_prefix(p)) {
        rest = shorter.trim_start();
    }
    rest
}

/// The lines over the article that might be its headline.
fn candidates(page: &Page<'_>, head: Range<usize>, said: &[Option<Slot>]) -> Vec<usize> {
    let mut found = Vec::new();
    for i in head {
        let text = page.lines[i].text;
        if !found.is_empty() && is_part(text) {
            break;
        }
        let menu = text.contains('|') && pieces(text).len() >= 3;
        let plain = !menu
            && !crate::comments::is_time(text)
            && page.cues[i].is_none()
            && said[i].is_none()
            && !text.is_empty()
            && text.len() <= 400;
        if plain && !crate::boilerplate::is_caption(text) && super::label::alone(text).is_none() && !is_date_of_occasion(text) {
            found.push(i);
        }
    }
    found
}

/// "24 September 2025, Kuala Lumpur, Malaysia", "13-14 August 2025".
pub(super) fn is_date_of_occasion(text: &str) -> bool {
    let found = super::find_dates(&text[..text.floor_char_boundary(200)]);
    let Some(found) = found.first() else { return false };
    let beside = text.len() - (found.end - found.start);
    found.start == 0 && beside <= 40
        || found.range && found.start <= 8
        || found.start <= 30
            && found.end == text.len()
            && found.day
            && text[..found.start].trim_end().ends_with(',')
            && !text[..found.start].contains(':')
}

/// Whether line `i` is the browser's title, "Headline | Site", of a headline that stands below it.
fn repeats(page: &Page<'_>, i: usize, candidates: &[usize]) -> bool {
    let (first, suffix) = without_suffix(page.lines[i].text);
    if suffix.is_none() {
        return false;
    }
    let first = fold(first);
    candidates.iter().any(|&j| j > i && fold(page.lines[j].text) == first)
}

/// Whether line `i` is a path that ends with the headline below it: "News / Business / Headline".
fn leads_to(page: &Page<'_>, i: usize, candidates: &[usize]) -> bool {
    let parts = pieces(page.lines[i].text);
    let Some(last) = parts.last().filter(|_| parts.len() > 1) else { return false };
    candidates.iter().any(|&j| j > i && page.lines[j].text == *last)
}

/// Runs of three and more short lines: a menu.
fn menus(candidates: &[usize], words: &dyn Fn(usize) -> usize) -> Vec<usize> {
    let (mut menus, mut run) = (Vec::new(), Vec::new());
    for &i in candidates {
        if words(i) > 3 || run.last().is_some_and(|&last| i > last + 2) {
            if run.len() >= 3 {
                menus.append(&mut run);
            }
            run.clear();
        }
        if words(i) <= 3 {
            run.push(i);
        }
    }
    if run.len() >= 3 {
        menus.append(&mut run);
    }
    menus
}

/// A few names with a comma between them and no verb: a street and its town.
fn is_address(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (2..=7).contains(&words.len()) && text.contains(", ") && words.iter().all(name) && !text.ends_with(['.', '?', '!'])
}

fn digits_rule(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits * 5 > text.chars().filter(|c| !c.is_whitespace()).count() * 2
}

/// The longer words of the first lines of running text.
fn body_words(page: &Page<'_>) -> Vec<String> {
    let running = (page.first..page.lines.len()).filter(|&i| page.is_running(i)).take(3);
    let mut words: Vec<String> = running.flat_map(|i| long_words(page.lines[i].text)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn long_words(text: &str) -> Vec<String> {
    let head = &text[..text.floor_char_boundary(2000)];
    fold(head).split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4).map(|w| w.chars().take(6).collect()).collect()
}

/// Tenths of a line's longer words that the article's beginning uses too.
fn overlap(text: &str, body: &[String]) -> usize {
    let words = long_words(text);
    let shared = words.iter().filter(|w| body.binary_search(w).is_ok()).count();
    if words.is_empty() { 0 } else { shared * 10 / words.len() }
}

/// Whether the article begins with words of line `i`, as it does with those of its headline.
pub(super) fn tells(page: &Page<'_>, i: usize) -> bool {
    overlap(page.lines[i].text, &body_words(page)) >= 5
}

/// Whether a line says what kind of text it is and not which: "Joint Press Statement", "AGREED MINUTES".
fn is_genre(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "joint",
        "press",
        "final",
        "statement",
        "communiqué",
        "communique",
        "declaration",
        "minutes",
        "agreed",
        "chair's",
        "chairs'",
        "co-chairs'",
        "chairman's",
        "chairperson's",
        "leaders'",
        "ministerial",
        "summary",
        "record",
        "of",
        "discussions",
        "conclusions",
        "the",
        "release",
        "media",
        "note",
        "memorandum",
        "understanding",
        "text",
        "official",
    ];
    fold(text).split(' ').all(|w| KINDS.contains(&w))
}

fn is_upper(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut upper, mut all) = (0, 0);
    for c in letters {
        all += 1;
        upper += usize::from(c.is_uppercase());
    }
    all >= 4 && upper * 10 >= all * 9
}

/// The lines of a headline that goes over several: those that stand with an upper-case one.
fn whole(page: &Page<'_>, first: usize, candidates: &[usize]) -> Range<usize> {
    let kicker = |i: usize| !page.lines[i].text.contains(' ');
    let under_upper = first > 0
        && !page.lines[first].gap
        && is_upper(page.lines[first - 1].text)
        && !kicker(first - 1)
        && candidates.contains(&(first - 1));
    if !is_upper(page.lines[first].text) && !under_upper {
        return first..first + 1;
    }
    let mut start = first;
    while start > 0 && !page.lines[start].gap && candidates.contains(&(start - 1)) && is_upper(page.lines[start - 1].text) {
        start -= 1;
    }
    let mut end = first + 1;
    // "BETWEEN", "AND": the body on the next line is no masthead.
    let open = |i: usize| page.lines[i].text.split(' ').next_back().is_some_and(|w| ["BETWEEN", "AND", "OF", "WITH"].contains(&w));
    let joins = |i: usize| candidates.contains(&i) || open(i - 1) && page.cues[i].is_none();
    while end < page.first && end - start < 6 && !page.lines[end].gap && joins(end) && page.cues[end] != Some(Cue::Section) {
        end += 1;
    }
    start..end
}
