//! Who wrote it and which office is in charge.

use super::label::Slot;
use super::{Ranked, Sightings};
use crate::boilerplate::{Cue, Page, fold, pieces};
use std::ops::Range;

/// Words that name a part of a public body.
const UNITS: &[&str] = &[
    "division",
    "office",
    "bureau",
    "department",
    "directorate",
    "directorate-general",
    "section",
    "unit",
    "secretariat",
    "undersecretariat",
    "sub-directorate",
    "subdivision",
    "desk",
    "branch",
    "team",
    "directorates",
    "group",
    "課",
    "室",
    "局",
    "部",
];

/// Whom a byline names, and the outlet behind the name.
#[derive(Debug, PartialEq)]
pub(super) struct Byline {
    pub(super) names: String,
    pub(super) outlet: String,
}

/// A byline whose last part names an outlet: "By Ann Bell, Lake Wire", "By Ann Bell in Port Elba | Lake Wire".
pub(super) fn with_outlet(part: &str) -> Option<Byline> {
    let rest = ["By ", "by ", "BY "].iter().find_map(|by| part.trim().strip_prefix(by)).filter(|rest| rest.len() <= 160)?;
    let (who, outlet) =
        [", ", " | ", " / ", " – ", " — ", " - "].iter().filter_map(|sign| rest.rsplit_once(sign)).max_by_key(|(who, _)| who.len())?;
    let (who, outlet) = (who.trim(), outlet.trim().trim_start_matches("for ").trim_end_matches('.'));
    let name = who.split([',', '|']).next().map(|name| name.split(" in ").next().unwrap_or(name).trim())?;
    let writes = fold(outlet).split(' ').any(|w| POSTS.contains(&w) || w == "staff");
    (is_name(name) && super::publisher::is_outlet(outlet) && !writes)
        .then(|| Byline { names: named(name).unwrap_or_else(|| name.to_owned()), outlet: outlet.to_owned() })
}

/// Names behind "By": "By Ann Bell and Cy Dow, Staff Writers".
pub(super) fn byline(part: &str) -> Option<String> {
    if let Some(found) = with_outlet(part) {
        return Some(found.names);
    }
    if let Some((name, place)) = part.trim().strip_prefix("From ").and_then(|rest| rest.split_once(" in "))
        && is_name(name)
        && place.split_whitespace().count() <= 3
        && place.starts_with(char::is_uppercase)
    {
        return Some(name.to_owned());
    }
    let rest = ["By ", "by ", "BY "].iter().find_map(|by| part.trim().strip_prefix(by))?;
    let rest = rest.trim_start_matches(':').trim();
    if super::find_dates(rest).iter().any(|f| f.start == 0) {
        return None;
    }
    if let Some(agency) = rest.split(',').next().filter(|name| is_wire(name)) {
        return Some(agency.trim().to_owned());
    }
    named(rest)
        .filter(|name| !super::publisher::is_body(name) && name.split_whitespace().count() > 1 || name.split_whitespace().count() <= 2)
}

/// A news agency by its name, whose byline goes on with the place: "Associated Press, Geneva".
fn is_wire(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = words.iter().all(|w| matches!(*w, "of" | "and") || w.starts_with(char::is_uppercase));
    (2..=6).contains(&words.len()) && capital && words.iter().any(|w| ["Press", "Agency", "Agence", "Newswire", "Wire"].contains(w))
}

/// "Ann Bell - Lake Review Reporter": a name and the post of whoever has it.
pub(super) fn with_post(part: &str) -> Option<String> {
    let (name, post) = [" - ", " – ", " — ", ", "].iter().find_map(|sign| part.split_once(sign))?;
    let last = fold(post.split_whitespace().last()?);
    (post.split_whitespace().count() <= 6 && POSTS.contains(&last.as_str()) && is_name(name.trim())).then(|| name.trim().to_owned())
}

/// Posts of those who write.
const POSTS: &[&str] = &[
    "reporter",
    "correspondent",
    "writer",
    "columnist",
    "editor",
    "journalist",
    "contributor",
    "fellow",
    "analyst",
    "researcher",
    "scholar",
];

/// A value behind "Posted by" that names nobody.
pub(super) fn is_nobody(value: &str) -> bool {
    ["admin", "administrator", "webmaster", "editor", "editors", "staff", "staff writer", "newsroom", "superuser"]
        .contains(&fold(value).as_str())
}

/// Names as a value behind "Author".
pub(super) fn named(value: &str) -> Option<String> {
    let value = pieces(value).first().copied().unwrap_or_default();
    let end = value.find(|c: char| c.is_ascii_digit() || "(;@".contains(c)).unwrap_or(value.len());
    let mut name = without_post(value[..end].trim());
    // "Ann Bell on" before the digits of a date.
    name = name.strip_suffix(" on").or(name.strip_suffix(" at")).unwrap_or(name).trim_end();
    for sign in [
        ", Staff",
        ", staff",
        " in ",
        " for ",
        " on ",
        " at ",
        ", Correspondent",
        ", correspondent",
        ", Reporter",
        ", Editor",
        ", Chief",
        ", Senior",
        ", Special",
        ", Contributing",
        " - ",
        " – ",
        " — ",
    ] {
        if let Some(at) = name.find(sign) {
            name = name[..at].trim();
        }
    }
    let post = ["staff", "senior", "special", "writer", "correspondent", "reporter", "editor", "chief", "contributor"];
    let cut = name.split_whitespace().position(|w| post.contains(&fold(w).as_str())).filter(|at| *at >= 2);
    let words: Vec<&str> = name.split_whitespace().take(cut.unwrap_or(usize::MAX)).collect();
    let joined = words.join(" ");
    let name = joined.trim_end_matches([',', '.', ':', '-', '–', '—', ' ']);
    let count = name.split_whitespace().count();
    let small = ["and", "&", "de", "van", "von", "der", "al", "bin", "da", "del", "la", "the", "und", "et", "y", "with"];
    let proper = name.split_whitespace().all(|w| small.contains(&w) || w.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()));
    let desk = [
        "our",
        "staff",
        "correspondent",
        "correspondents",
        "agency",
        "agencies",
        "admin",
        "administrator",
        "webmaster",
        "reporters",
        "desk",
        "editor",
        "editors",
        "newsroom",
    ];
    let nobody = name.split_whitespace().any(|w| desk.contains(&fold(w).as_str()));
    (count > 0 && count <= 12 && !nobody && proper && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

/// "our transport correspondent Ann Bell" without the post.
fn without_post(name: &str) -> &str {
    let words: Vec<&str> = name.split_whitespace().take(6).collect();
    let post = words.iter().position(|w| POSTS.contains(&fold(w).as_str()));
    let Some(at) = post.filter(|at| *at + 2 < words.len() + 1 && (*at > 0 || words.len() > 2)) else { return name };
    let Some((_, rest)) = name.split_once(words[at]) else { return name };
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let proper =
        rest.split_whitespace().count() > 1 && capital(rest.split_whitespace().next()) && capital(rest.split_whitespace().next_back());
    if proper { rest.trim_start() } else { name }
}

/// A value behind "Division in Charge" or "Contact": an office, not a person, an address or a telephone.
pub(super) fn office(value: &str) -> Option<Ranked<String>> {
    let cut = [" Tel", " TEL", " tel.", " tel:", " Phone", " phone", " E-mail", " Email", " e-mail", " email", " Fax", " fax"]
        .iter()
        .filter_map(|s| value.find(s))
        .min()
        .unwrap_or(value.len());
    // "Standards Branch, standards@example.org".
    let cut = value[..cut].find('@').map_or(cut, |at| value[..at].rfind([',', ' ', '(']).unwrap_or(at));
    let value = value[..cut].trim_matches(|c: char| c.is_whitespace() || ",;:|".contains(c));
    let known = is_unit(value);
    let fits = !value.is_empty()
        && !value.contains('@')
        && value.split_whitespace().count() <= 24
        && !value.bytes().take(3).all(|b| b.is_ascii_digit() || b"+(".contains(&b))
        && !value.ends_with('.');
    let person = ["Mr", "Ms", "Mrs", "Dr"].iter().any(|t| value.starts_with(t));
    // Whom journalists may ring is not who is in charge, where the page tells both.
    let rank = if for_press(value) {
        0
    } else if known {
        4
    } else {
        2
    };
    (fits && !person && (known || value.split_whitespace().count() >= 2)).then(|| Ranked { rank, value: value.to_owned() })
}

/// Whether an office speaks to the press and no more.
fn for_press(office: &str) -> bool {
    let words = ["press", "media", "communication", "communications", "public relations", "public affairs", "spokesperson"];
    let folded = fold(office);
    words.iter().any(|w| folded.starts_with(w))
}

/// Whether a text names a part of a public body.
pub(super) fn is_unit(text: &str) -> bool {
    fold(text).split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| UNITS.contains(&w)) || text.ends_with(['課', '室', '局'])
}

/// Whether a line is the name of an office and nothing else.
pub(super) fn is_office_line(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = ["of", "and", "for", "the", "&", "in", "on", "to"];
    (2..=16).contains(&words.len())
        && is_unit(text)
        && !text.ends_with(['.', '?', '!', ':'])
        && !text.bytes().any(|b| b.is_ascii_digit())
        && words.iter().all(|w| small.contains(w) || w.starts_with(|c: char| c.is_uppercase() || "(&-".contains(c)))
}

/// An office without a label at the foot, and a name alone between headline and date.
pub(super) fn unlabelled(page: &Page<'_>, title: &Range<usize>, head: &Range<usize>, tail: &Range<usize>, seen: &mut Sightings) {
    for i in tail.clone() {
        let text = page.lines[i].text;
        if page.cues[i].is_none() && seen.said[i].is_none() && text.len() <= 200 && is_office_line(text) {
            seen.offices.push(Ranked { rank: 1, value: text.to_owned() });
            seen.said[i] = Some(Slot::Office);
        }
    }
    if title.is_empty() {
        return;
    }
    for i in title.end..head.end {
        let date = |j: usize| matches!(seen.said.get(j).copied().flatten(), Some(Slot::Published | Slot::Date | Slot::Updated));
        let dated = date(i + 1) || i > title.end && date(i - 1) && !page.lines[i].gap;
        let text = page.lines[i].text;
        if dated && page.cues[i].is_none() && seen.said[i].is_none() && is_office_line(text) && !for_press(text) {
            seen.offices.push(Ranked { rank: 1, value: text.to_owned() });
            seen.said[i] = Some(Slot::Office);
        }
        if dated && page.cues[i].is_none() && seen.said[i].is_none() && is_name(page.lines[i].text) {
            seen.authors.push(Ranked { rank: 1, value: page.lines[i].text.to_owned() });
            seen.said[i] = Some(Slot::Author);
        }
    }
}

/// The writer whose other pages a blog offers: "View all posts by Ann Bell".
pub(super) fn whose_posts(text: &str) -> Option<&str> {
    let rest = ["View all posts by ", "All posts by ", "More posts by "].iter().find_map(|w| text.strip_prefix(w))?;
    let name = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    (name.len() <= 60 && (1..=4).contains(&name.split_whitespace().count())).then_some(name)
}

/// Two or three capitalised words.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && named(text).is_some()
        && words[0] != "By"
        && !super::publisher::is_body(text)
        && words.iter().all(|w| {
            w.starts_with(char::is_uppercase)
                && w.chars().skip(1).any(char::is_lowercase)
                && w.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
        })
}

/// Whom the foot credits, where no byline names a writer: "Reporting by A in X; Editing by B", "© AGENCY".
pub(super) fn credited(page: &Page<'_>, tail: &Range<usize>, publisher: Option<&str>) -> Option<String> {
    let is_publisher = |name: &str| publisher.is_some_and(|p| fold(p).contains(&fold(name)) || fold(name).contains(&fold(p)));
    for i in tail.clone() {
        let text = page.lines[i].text.trim_start_matches('(');
        let told = ["original text by ", "original by ", "by ", "text by ", "story by ", "written by "];
        let folded = fold(&text[..text.floor_char_boundary(120)]);
        if page.lines[i].text.starts_with('(')
            && let Some(by) = told.iter().find(|by| folded.starts_with(**by))
            && let Some(name) = text.get(by.len()..).and_then(|rest| named(rest.split([',', ')']).next().unwrap_or_default()))
        {
            return Some(name);
        }
        if page.cues[i] == Some(Cue::Credit) && fold(text).starts_with("reporting by ") {
            return reporters(&text["reporting by ".len()..]);
        }
        let agency = text.strip_prefix('©').or_else(|| page.lines[i].text.strip_prefix("(c)")).map(str::trim);
        if let Some(name) = agency.filter(|name| is_agency(name) && !is_publisher(name)) {
            return Some(name.to_owned());
        }
    }
    None
}

/// A wire's name by itself: one or two words, without a year or a company's form.
fn is_agency(name: &str) -> bool {
    let count = name.split_whitespace().count();
    (1..=2).contains(&count)
        && !name.bytes().any(|b| b.is_ascii_digit())
        && !["inc", "ltd", "gmbh", "media", "reserved"].iter().any(|w| fold(name).contains(w))
        && name.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
}

/// "A. B. in Delhi and C. D. in Beijing; Editing by E. F." without places and editors.
fn reporters(text: &str) -> Option<String> {
    let text = text.split([';', ')']).next().unwrap_or_default();
    let text = text.split(". Editing").next().unwrap_or_default().trim_end_matches('.');
    let mut names: Vec<&str> = Vec::new();
    for part in text.split(" and ").flat_map(|part| part.split(", ")) {
        let name = part.split(" in ").next().unwrap_or_default().trim();
        if !name.is_empty() && name.split_whitespace().count() <= 4 {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(" and "))
}
