//! Who published the page: its masthead, "Published by", the foot of the page, a wire's tag.

use super::masthead::Masthead;
use super::title::Title;
use super::{Ranked, best};
use crate::boilerplate::{Cue, Page, fold, pieces};
use std::ops::Range;
use std::sync::LazyLock;

/// The words of `names.tsv` by kind.
struct Names {
    outlet: Vec<&'static str>,
    starts: Vec<&'static str>,
    ends: Vec<&'static str>,
    told: Vec<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let rows = || include_str!("names.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let of = |kind: &str| rows().filter(|row| row.0 == kind).map(|row| row.1).collect();
    Names { outlet: of("outlet"), starts: of("starts"), ends: of("ends"), told: of("told") }
});

fn words_of(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| c.is_whitespace() || "|,".contains(c))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

fn title_case(text: &str) -> bool {
    let small = [
        "of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "&", "at", "y", "e", "und", "für", "del", "do", "da", "dos", "das",
        "di", "der", "von", "el", "al", "et", "to",
    ];
    text.split_whitespace().all(|w| small.contains(&w) || w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
}

/// Whether a name is that of a public body or an organisation.
pub(super) fn is_body(name: &str) -> bool {
    let folded = fold(name);
    let last = words_of(name).pop().unwrap_or_default();
    NAMES.starts.iter().any(|s| folded.starts_with(s)) || NAMES.ends.contains(&last.as_str())
}

/// Whether a name begins as that of a ministry or the like, whatever unit it goes on to name.
pub(super) fn is_whole_body(name: &str) -> bool {
    let folded = fold(name);
    folded.contains("secretariat") || NAMES.starts.iter().any(|s| folded.trim_start_matches("the ").starts_with(s))
}

/// Whether a name has the words of an outlet's or a body's.
fn is_known(name: &str) -> bool {
    is_body(name) || words_of(name).iter().rev().take(2).any(|w| NAMES.outlet.contains(&w.as_str()))
}

/// Whether a name is known by its last words as an outlet's: "Lake Wire", "Sahel Press Agency".
pub(super) fn is_outlet(name: &str) -> bool {
    let words = words_of(name);
    (1..=5).contains(&words.len()) && title_case(name) && words.last().is_some_and(|w| NAMES.outlet.contains(&w.as_str()))
}

/// An acronym and a place: the bureau that posts a page for whoever speaks in it.
pub(super) fn is_bureau(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let acronym = words.first().is_some_and(|w| (2..=6).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase()));
    acronym && words.len() <= 3 && words.iter().all(|w| w.starts_with(char::is_uppercase))
}

/// Words that name a kind of organisation wherever they stand in its name.
const ORGANISATIONS: &[&str] = &[
    "federation",
    "confederation",
    "association",
    "league",
    "institute",
    "society",
    "chamber",
    "council",
    "foundation",
    "academy",
    "university",
    "committee",
    "ministry",
    "department",
    "secretariat",
    "commission",
    "organisation",
    "organization",
    "parliament",
    "centre",
    "center",
    "alliance",
    "union",
    "authority",
    "assembly",
    "senate",
];

/// Whether a name is that of a body, an association or the like, and not of what it issues.
pub(super) fn is_organisation(name: &str) -> bool {
    let words = words_of(name);
    let issued = words.last().is_some_and(|w| NAMES.outlet.contains(&w.as_str()));
    !issued && is_titled(name) && (is_body(name) || words.iter().any(|w| ORGANISATIONS.contains(&w.as_str())))
}

/// "Association of Lake Towns", "League of Municipalities": the kind of body before whose it is.
fn heads_body(words: &[String]) -> bool {
    let of = words.iter().position(|w| ["of", "for"].contains(&w.as_str()));
    of.and_then(|of| words.get(of.checked_sub(1)?)).is_some_and(|w| ORGANISATIONS.contains(&w.as_str()))
}

/// Whether a line is written as a name is, and tells nothing.
pub(super) fn is_titled(name: &str) -> bool {
    let words = words_of(name);
    !words.is_empty() && words.len() <= 10 && title_case(name) && !words.iter().any(|w| NAMES.told.contains(&w.as_str()))
}

/// Whether a line may be the name of an outlet nobody has heard of.
pub(super) fn is_outlet_name(name: &str) -> bool {
    is_titled(name) && !name.bytes().any(|b| b.is_ascii_digit())
}

/// "Lake Review - English edition" without the edition.
pub(super) fn without_edition(name: &str) -> &str {
    let edition = |rest: &str| fold(rest.trim_end_matches(')')).ends_with("edition") && rest.split_whitespace().count() <= 4;
    [" - ", " – ", " — ", " | ", ", ", " ("]
        .iter()
        .find_map(|sign| name.rsplit_once(sign))
        .filter(|(_, rest)| edition(rest))
        .map_or(name, |(name, _)| name.trim())
}

/// Whether a line names two bodies side by side, as over a joint statement: neither is the publisher.
fn names_two(name: &str) -> bool {
    let is_side = |side: &str| is_body(side) || is_state(side);
    [" – ", " - ", " — ", " and "]
        .iter()
        .any(|sign| name.split_once(sign).is_some_and(|(a, b)| is_side(a.trim()) && is_side(b.trim()) && (*sign != " and " || is_state(a))))
}

/// "SOUTHERN ISLES COMMUNITY (SIC)" without its acronym.
fn spelled(name: &str) -> &str {
    name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).map_or(name, |(name, _)| name)
}

/// Whether line `i`, over the headline, is the name of the outlet or body whose page it is.
pub(super) fn is_masthead(page: &Page<'_>, i: usize, foot: &Foot) -> bool {
    let (name, suffix) = without_suffix(page.lines[i].text);
    let name = spelled(without_edition(name));
    let words = words_of(name);
    let public = NAMES.starts.iter().any(|s| fold(name).starts_with(s)) || is_state(name);
    let joins = |w: &String| ["between", "and", "of", "with", "by", "in", "on", "at", "from"].contains(&w.as_str());
    if words.first().is_none_or(joins)
        || words.len() > if public { 12 } else { 8 }
        || name.ends_with(['.', '!', '?']) && words.len() > 3
        || name.contains(": ")
    {
        return false;
    }
    let known = foot.names(name);
    if known && words.len() <= 6 {
        return true;
    }
    // A ministry may be one of external relations; its conference is another thing.
    let fields = ["relations", "cooperation", "partnership", "plan"];
    if words.iter().any(|w| NAMES.told.contains(&w.as_str()) && !((public || heads_body(&words)) && fields.contains(&w.as_str())))
        || !title_case(name)
    {
        return false;
    }
    let outlet = words.iter().rev().take(2).any(|w| NAMES.outlet.contains(&w.as_str()));
    // The codes of languages stand above too.
    let nothing_above = (0..i).all(|j| page.cues[j].is_some() || page.lines[j].text.len() <= 3);
    let over_menu = nothing_above
        && page.lines.get(i + 1).is_some_and(|l| !l.gap)
        && matches!(page.cues[i + 1], Some(Cue::Navigation | Cue::Section | Cue::Prompt));
    let body = public || heads_body(&words) || words.last().is_some_and(|w| NAMES.ends.contains(&w.as_str())) && words.len() <= 6;
    let lower_suffix = suffix.is_some_and(|s| s.starts_with(char::is_lowercase));
    outlet && words.len() <= 6 || body || (lower_suffix || over_menu) && words.len() <= 5
}

/// Whether a name is that of a whole state, which stands over the ministry that speaks.
fn is_state(name: &str) -> bool {
    let folded = fold(name);
    let states = [
        "republic of",
        "kingdom of",
        "government of",
        "state of",
        "commonwealth of",
        "federal republic",
        "sultanate of",
        "república",
        "république",
        "gobierno de",
        "governo",
    ];
    let institution =
        ["presidency", "ministry", "embassy", "consulate", "office", "department", "parliament", "mission", "permanent mission"];
    let is_state = !institution.iter().any(|w| folded.starts_with(w));
    states.iter().any(|s| folded.trim_start_matches("the ").starts_with(s))
        || is_state && folded.contains(" republic of ")
        || folded.starts_with("islamic republic")
}

/// The lines under the article in lower case, read once.
#[derive(Debug)]
pub(super) struct Foot {
    /// A line, and whether it is one in which a page names itself.
    lines: Vec<(String, bool)>,
}

impl Foot {
    pub(super) fn of(page: &Page<'_>, tail: &Range<usize>) -> Foot {
        let signs = |j: usize| matches!(page.cues[j], Some(Cue::Legal | Cue::Unsubscribe | Cue::Disclaimer | Cue::Credit));
        let text = |j: usize| page.lines[j].text;
        Foot { lines: tail.clone().map(|j| (fold(&text(j)[..text(j).floor_char_boundary(400)]), signs(j))).collect() }
    }

    /// Whether the foot names it: in a copyright line, a sender's note, or by itself among the last lines.
    fn names(&self, name: &str) -> bool {
        let folded = fold(name);
        let start: Vec<&str> = folded.split(' ').collect();
        let short = start[..start.len().min(2)].join(" ");
        let distinct = start.len() >= 2 && short.len() >= 6;
        let last = self.lines.len().saturating_sub(12);
        self.lines.iter().enumerate().any(|(k, (line, signs))| {
            *line == folded && k >= last || *signs && (line.contains(&folded) || distinct && line.contains(&short))
        })
    }
}

/// "Headline | Site" apart; the suffix, where there is one.
pub(crate) fn without_suffix(text: &str) -> (&str, Option<&str>) {
    for sign in [" | ", " :: ", " » ", " - ", " – ", " — "] {
        if let Some(at) = text.rfind(sign) {
            let (first, rest) = (text[..at].trim(), text[at + sign.len()..].trim());
            let dash = sign.contains(['-', '–', '—']);
            let words = words_of(rest);
            let site = words.len() <= 5 && (words.last().is_some_and(|w| NAMES.outlet.contains(&w.as_str())) || is_body(rest));
            let acronym =
                dash && rest.len() <= 6 && rest.chars().all(char::is_uppercase) && words_of(first).len() >= 2 && title_case(first);
            let descriptor =
                dash && rest.starts_with(char::is_lowercase) && words.len() <= 3 && words_of(first).len() <= 6 && title_case(first);
            if !first.is_empty()
                && words.len() <= 6
                && (!dash && (site || words_of(first).len() > 4)
                    || dash && site && title_case(rest) && words_of(first).len() > 4
                    || descriptor
                    || acronym)
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
    let value = value.strip_prefix("the ").unwrap_or(value);
    let end = value.find(|c: char| c.is_ascii_digit()).unwrap_or(value.len());
    // "Department for Trade and The Rt Hon A. B.": the minister is no publisher.
    // "Department for Trade and Ann Bell": nor is a person.
    let person =
        value.rfind(" and ").filter(|&at| is_body(&value[..at]) && super::people::is_name(&value[at + 5..]) && !is_known(&value[at + 5..]));
    let end = person.map_or(end, |at| at.min(end));
    let end = value.find(" and The ").or_else(|| value.find(" and Minister")).map_or(end, |at| at.min(end));
    let name = value[..end].trim_matches(|c: char| c.is_whitespace() || ",;:|-–—(".contains(c));
    let fits = !name.is_empty() && name.split_whitespace().count() <= 12 && name.chars().any(char::is_uppercase) | !name.is_ascii();
    fits.then(|| name.to_owned())
}

/// The publisher, of all that may name it.
pub(super) fn choose(
    page: &Page<'_>,
    title: Option<&Title>,
    tail: &Range<usize>,
    foot: &Foot,
    mut candidates: Vec<Ranked<String>>,
    opening: Option<&str>,
    masthead: &Masthead,
) -> Option<String> {
    if let Some(name) = masthead.name.map(|i| page.lines[i].text).filter(|name| !names_two(name)) {
        let name = spelled(without_edition(without_suffix(name).0));
        let known = masthead.bulletin.is_some() || is_known(name) && !is_state(name);
        candidates.push(Ranked { rank: if known { 5 } else { 4 }, value: name.to_owned() });
    }
    let until = title.map_or(page.first.min(20), |t| t.lines.start);
    for i in (0..until.min(20)).chain(until.saturating_sub(40).max(20)..until) {
        let text = page.lines[i].text;
        if page.cues[i].is_none() && text.len() <= 200 && is_masthead(page, i, foot) && !names_two(text) {
            let name = spelled(without_edition(without_suffix(text).0));
            candidates.push(Ranked { rank: if is_state(name) || !is_known(name) { 4 } else { 5 }, value: name.to_owned() });
        } else if let Some(outlet) = before_date(text) {
            candidates.push(Ranked { rank: 4, value: outlet });
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
        // What a blog's feed says of itself: "The post … appeared first on …".
        if let Some(site) = text.split_once(" appeared first on ").and_then(|(_, rest)| named(rest.trim_end_matches('.'))) {
            candidates.push(Ranked { rank: 6, value: site });
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
    Some(expanded(page, &chosen, title).or_else(|| as_written(page, &chosen)).unwrap_or(chosen))
}

/// "LAKE NEWS - Jun 3, 2025 - 20:12 | World": the outlet before the date.
fn before_date(text: &str) -> Option<String> {
    let name =
        [" - ", " | ", " – ", " — "].iter().filter_map(|sign| text.split_once(sign)).map(|(name, _)| name).min_by_key(|name| name.len())?;
    let rest = &text[name.len()..text.floor_char_boundary(120).max(name.len())];
    let dated = super::find_dates(rest).iter().any(|found| found.day && found.start <= 4);
    (dated && is_outlet(name)).then(|| name.trim().to_owned())
}

/// The body whose name begins a line at the foot: "Ministry of Trade, 1 High Street, Tel: …".
fn body_at_foot(text: &str) -> Option<String> {
    let folded = fold(text);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
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

/// A masthead in capitals as the running text writes it: "The Lake Review".
fn as_written(page: &Page<'_>, name: &str) -> Option<String> {
    if name.chars().any(char::is_lowercase) || !name.is_ascii() || name.split_whitespace().count() < 2 {
        return None;
    }
    page.lines[page.first.min(page.end)..page.end].iter().find_map(|line| {
        let at = line.text.to_ascii_lowercase().find(&name.to_ascii_lowercase())?;
        let found = line.text.get(at..at + name.len())?;
        found.chars().any(char::is_lowercase).then(|| found.to_owned())
    })
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
