//! Who published the page: its masthead, "Published by", the foot of the page, a wire's tag.

use super::title::Title;
use super::{Ranked, best};
use crate::boilerplate::{Cue, Page, fold, pieces};
use std::ops::Range;

/// Words that end the names of outlets. Origin: composed for this program.
const OUTLET: &[&str] = &[
    "news",
    "times",
    "post",
    "herald",
    "daily",
    "weekly",
    "journal",
    "wire",
    "newswire",
    "press",
    "agency",
    "review",
    "monitor",
    "gazette",
    "tribune",
    "courier",
    "ledger",
    "observer",
    "bulletin",
    "digest",
    "chronicle",
    "broadcasting",
    "broadcaster",
    "today",
    "online",
    "shimbun",
    "telegraph",
    "guardian",
    "standard",
    "star",
    "sun",
    "mail",
    "express",
    "globe",
    "mirror",
    "reporter",
    "examiner",
    "inquirer",
    "enquirer",
    "dispatch",
    "citizen",
    "independent",
    "tv",
    "radio",
    "network",
    "media",
    "newsletter",
    "outlook",
    "insider",
    "watch",
    "voice",
    "magazine",
    "advocate",
    "argus",
    "echo",
    "sentinel",
    "messenger",
    "register",
    "record",
    "leader",
    "correspondent",
    "zeitung",
    "tageblatt",
    "presse",
    "diario",
    "correo",
    "jornal",
    "blog",
    "intelligencer",
    "pioneer",
    "nation",
    "vanguard",
    "tribunal",
    "heraldo",
    "la",
    "letter",
    "notes",
    "brief",
    "briefing",
    "dossier",
    "diplomat",
    "english",
    "新聞",
    "newsroom",
    "tidings",
    "mercury",
    "banner",
    "beacon",
    "signal",
    "compass",
];

/// Beginnings and ends of the names of public bodies.
const BODY_STARTS: &[&str] = &[
    "ministry of",
    "ministry for",
    "federal ministry",
    "department of",
    "department for",
    "office of",
    "embassy of",
    "consulate",
    "government of",
    "permanent mission",
    "mission of",
    "secretariat",
    "bureau of",
    "directorate",
    "agency for",
    "federal",
    "state council",
    "prime minister's office",
    "cabinet office",
    "cabinet secretariat",
    "delegation of",
    "presidency of",
    "prefecture of",
    "city of",
    "province of",
    "royal",
    "national",
    "european",
    "house of",
    "council of",
    "commission",
    "bank of",
    "chamber of",
    "the ministry",
    "the government",
    "the department",
    "the embassy",
    "state",
    "ministère",
    "ministerio",
    "bundesministerium",
    "auswärtiges",
    "ministério",
    "ministero",
    "kementerian",
];
const BODY_ENDS: &[&str] = &[
    "ministry",
    "secretariat",
    "commission",
    "office",
    "bureau",
    "agency",
    "department",
    "authority",
    "council",
    "center",
    "centre",
    "bank",
    "organization",
    "organisation",
    "chamber",
    "association",
    "institute",
    "foundation",
    "government",
    "embassy",
    "prefecture",
    "forum",
    "union",
    "federation",
    "administration",
    "house",
    "affairs",
    "trade",
    "industry",
    "commerce",
    "energy",
    "agriculture",
    "environment",
    "finance",
    "省",
    "庁",
    "部",
];

/// Words that name an occasion, an act or a text: a line with one is a headline, not a name.
const TOLD: &[&str] = &[
    "meeting",
    "meetings",
    "talks",
    "visit",
    "visits",
    "conference",
    "statement",
    "dialogue",
    "cooperation",
    "consultation",
    "consultations",
    "agreement",
    "summit",
    "report",
    "session",
    "communiqué",
    "communique",
    "remarks",
    "speech",
    "plan",
    "strategy",
    "overview",
    "relations",
    "memorandum",
    "interview",
    "holds",
    "held",
    "meets",
    "met",
    "signs",
    "signed",
    "agree",
    "agrees",
    "launch",
    "launches",
    "announces",
    "results",
    "result",
    "outcome",
    "declaration",
    "partnership",
    "initiative",
    "vision",
    "programme",
    "program",
    "progress",
    "release",
    "to",
];

fn words_of(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| c.is_whitespace() || "|,".contains(c))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

fn title_case(text: &str) -> bool {
    let small = ["of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "&", "at", "y", "e", "und", "für"];
    text.split_whitespace().all(|w| small.contains(&w) || w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
}

/// Whether a name is that of a public body or an organisation.
pub(super) fn is_body(name: &str) -> bool {
    let folded = fold(name);
    let last = words_of(name).pop().unwrap_or_default();
    BODY_STARTS.iter().any(|s| folded.starts_with(s)) || BODY_ENDS.contains(&last.as_str())
}

/// Whether line `i`, over the headline, is the name of the outlet or body whose page it is.
pub(super) fn is_masthead(page: &Page<'_>, i: usize, tail: &Range<usize>) -> bool {
    let (name, suffix) = without_suffix(page.lines[i].text);
    let words = words_of(name);
    if words.is_empty() || words.len() > 8 || name.ends_with(['.', '!', '?']) && words.len() > 3 || name.contains(": ") {
        return false;
    }
    let known = named_below(page, name, tail);
    if known && words.len() <= 6 {
        return true;
    }
    if words.iter().any(|w| TOLD.contains(&w.as_str())) || !title_case(name) {
        return false;
    }
    let folded = fold(name);
    let outlet = words.iter().rev().take(2).any(|w| OUTLET.contains(&w.as_str()));
    let body = BODY_STARTS.iter().any(|s| folded.starts_with(s))
        || words.last().is_some_and(|w| BODY_ENDS.contains(&w.as_str())) && words.len() <= 6;
    let lower_suffix = suffix.is_some_and(|s| s.starts_with(char::is_lowercase));
    outlet && words.len() <= 6 || body || lower_suffix && words.len() <= 5
}

/// Whether the foot of the page names it: in a copyright line, a sender's note or by itself.
fn named_below(page: &Page<'_>, name: &str, tail: &Range<usize>) -> bool {
    let folded = fold(name);
    let start: Vec<&str> = folded.split(' ').collect();
    let short = start[..start.len().min(2)].join(" ");
    let distinct = start.len() >= 2 && short.len() >= 6;
    tail.clone().any(|j| {
        let line = fold(&page.lines[j].text[..page.lines[j].text.floor_char_boundary(400)]);
        let signs = matches!(page.cues[j], Some(Cue::Legal | Cue::Unsubscribe | Cue::Disclaimer | Cue::Credit));
        line == folded && j + 12 >= tail.end || signs && (line.contains(&folded) || distinct && line.contains(&short))
    })
}

/// "Headline | Site" apart; the suffix, where there is one.
pub(crate) fn without_suffix(text: &str) -> (&str, Option<&str>) {
    for sign in [" | ", " :: ", " » ", " - ", " – ", " — "] {
        if let Some(at) = text.rfind(sign) {
            let (first, rest) = (text[..at].trim(), text[at + sign.len()..].trim());
            let dash = sign.contains(['-', '–', '—']);
            let words = words_of(rest);
            let site = words.len() <= 5 && (words.last().is_some_and(|w| OUTLET.contains(&w.as_str())) || is_body(rest));
            let descriptor =
                dash && rest.starts_with(char::is_lowercase) && words.len() <= 3 && words_of(first).len() <= 6 && title_case(first);
            if !first.is_empty()
                && words.len() <= 6
                && (!dash && (site || words_of(first).len() > 4)
                    || dash && site && title_case(rest) && words_of(first).len() > 4
                    || descriptor)
            {
                return (first, Some(rest));
            }
        }
    }
    (text, None)
}

/// A name as a value behind "Published by": cut before a date or an address.
pub(super) fn named(value: &str) -> Option<String> {
    let value = pieces(value).first().copied().unwrap_or_default().trim();
    let end = value.find(|c: char| c.is_ascii_digit()).unwrap_or(value.len());
    let name = value[..end].trim_matches(|c: char| c.is_whitespace() || ",;:|-–—(".contains(c));
    let fits = !name.is_empty() && name.split_whitespace().count() <= 12 && name.chars().any(char::is_uppercase) | !name.is_ascii();
    fits.then(|| name.to_owned())
}

/// The publisher, of all that may name it.
pub(super) fn choose(
    page: &Page<'_>,
    title: Option<&Title>,
    tail: &Range<usize>,
    mut candidates: Vec<Ranked<String>>,
    opening: Option<&str>,
) -> Option<String> {
    let until = title.map_or(page.first.min(20), |t| t.lines.start);
    for i in 0..until {
        let text = page.lines[i].text;
        if page.cues[i].is_none() && text.len() <= 200 && is_masthead(page, i, tail) {
            candidates.push(Ranked { rank: 5, value: without_suffix(text).0.to_owned() });
        } else if let (_, Some(site)) = without_suffix(text) {
            candidates.push(Ranked { rank: 4, value: site.to_owned() });
        }
    }
    for i in tail.clone() {
        let text = page.lines[i].text;
        if text.len() > 400 {
            continue;
        }
        if let Some(body) = body_at_foot(text) {
            candidates.push(Ranked { rank: 3, value: body });
        }
        if let Some(holder) = holder(text) {
            candidates.push(Ranked { rank: 2, value: holder });
        }
    }
    if let Some(tag) = opening.and_then(wire_tag) {
        candidates.push(Ranked { rank: 2, value: tag });
    }
    if let Some(body) = title.and_then(|t| leading_body(&t.text)) {
        candidates.push(Ranked { rank: 1, value: body });
    }
    let chosen = best(candidates)?;
    Some(expanded(page, &chosen, title).unwrap_or(chosen))
}

/// The body whose name begins a line at the foot: "Ministry of Trade, 1 High Street, Tel: …".
fn body_at_foot(text: &str) -> Option<String> {
    let folded = fold(text);
    if ![
        "ministry of",
        "ministry for",
        "federal ministry",
        "department of",
        "department for",
        "embassy of",
        "government of",
        "secretariat of",
        "office of the",
        "prime minister's office",
        "cabinet",
    ]
    .iter()
    .any(|s| folded.starts_with(s))
    {
        return None;
    }
    let end = text.find(|c: char| c.is_ascii_digit() || "|()".contains(c)).unwrap_or(text.len());
    let end =
        [". ", " Tel", " TEL", " Copyright", " All rights", " ©"].iter().filter_map(|s| text.find(s)).min().map_or(end, |at| end.min(at));
    let name = text[..end].trim_matches(|c: char| c.is_whitespace() || ",;:.-–—".contains(c));
    (name.split_whitespace().count() <= 12 && title_case(name)).then(|| name.to_owned())
}

/// Who holds the copyright: "© 2009-2024 Example Daily. When using …".
fn holder(text: &str) -> Option<String> {
    let at = ["©", "(c) ", "(C) ", "Copyright", "COPYRIGHT"].iter().filter_map(|s| text.find(s)).min()?;
    let mut rest = &text[at..];
    loop {
        let before = rest.len();
        for mark in ["©", "(c)", "(C)", "Copyright", "COPYRIGHT", "by ", "the ", "The ", "-", "–", ",", "."] {
            rest = rest.trim_start().strip_prefix(mark).unwrap_or(rest.trim_start());
        }
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        if rest.len() == before {
            break;
        }
    }
    let end =
        [". ", "|", " All ", " all ", " (", ", all", " 19", " 20", " - "].iter().filter_map(|s| rest.find(s)).min().unwrap_or(rest.len());
    let name = rest[..end].trim_matches(|c: char| c.is_whitespace() || ",;:.-–—".contains(c));
    (!name.is_empty()
        && name.split_whitespace().count() <= 10
        && name.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
        && !fold(name).starts_with("all rights"))
    .then(|| name.to_owned())
}

/// "NEW DELHI, Aug 19 (Example Wire) - ": the wire.
fn wire_tag(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(120)];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let after = head[close + 1..].trim_start();
    let name = &head[open + 1..close];
    let place = head[..open].split_whitespace().next().is_some_and(|w| w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    (after.starts_with(['-', '–', '—'])
        && name.split_whitespace().count() <= 4
        && title_case(name)
        && !name.bytes().any(|b| b.is_ascii_digit())
        && (place || open < 40))
        .then(|| name.to_owned())
}

/// The body that a headline begins with: "Ministry of Commerce Regular Press Conference".
fn leading_body(title: &str) -> Option<String> {
    let folded = fold(title);
    if !["ministry of", "department of", "office of", "embassy of", "government of"].iter().any(|s| folded.starts_with(s)) {
        return None;
    }
    let stop = [
        "regular",
        "press",
        "weekly",
        "monthly",
        "daily",
        "spokesperson",
        "spokesperson's",
        "spokesman",
        "statement",
        "announces",
        "holds",
        "hosts",
        "conference",
        "briefing",
        "news",
        "releases",
        "issues",
        "remarks",
        "on",
    ];
    let words: Vec<&str> = title.split_whitespace().take_while(|w| !stop.contains(&fold(w).as_str())).collect();
    (words.len() >= 3 && words.len() <= 9 && words.len() < title.split_whitespace().count())
        .then(|| words.join(" ").trim_end_matches(',').to_owned())
}

/// The full name behind an acronym that stands for the publisher, where the page gives it.
fn expanded(page: &Page<'_>, name: &str, title: Option<&Title>) -> Option<String> {
    let acronym = name.split_whitespace().next().filter(|w| (3..=9).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase()))?;
    let general = [
        "press", "center", "centre", "news", "newsroom", "media", "room", "website", "online", "homepage", "english", "office", "releases",
        "portal",
    ];
    if !name.split_whitespace().skip(1).all(|w| general.contains(&fold(w).as_str())) {
        return None;
    }
    let bracketed = format!("({acronym})");
    let defined =
        page.lines[..page.end].iter().find_map(|line| line.text.find(&bracketed).and_then(|at| name_before(&line.text[..at], acronym)));
    defined.or_else(|| title.and_then(|t| leading_body(&t.text)).filter(|body| spells(body, acronym)))
}

/// The capitalised words before a bracketed acronym that it abbreviates.
fn name_before(text: &str, acronym: &str) -> Option<String> {
    let text = &text[text.floor_char_boundary(text.len().saturating_sub(200))..];
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut start = words.len();
    while start > 0 && words.len() - start < 14 {
        let word = words[start - 1];
        if !title_case(word) {
            break;
        }
        start -= 1;
        let name = words[start..].join(" ");
        if word.starts_with(&acronym[..1]) && words.len() - start >= 2 && spells(&name, acronym) {
            return Some(name);
        }
    }
    None
}

/// Whether the letters of the acronym occur in the name in their order.
fn spells(name: &str, acronym: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase);
    acronym.chars().all(|a| letters.any(|l| l == a))
}
