//! **What does the page show of itself?** Dates, names and offices in its visible lines, and whose page it is.
//!
//! In → Out: the pieces around the article, the foot of the page, what the markup says → the fields of the document.
//!
//! Never: reads the lines of navigation, advertising or comments; prefers a guess from lines to what markup states.
//!
//! Source: [`crate::visible`] for the lines; the habits of `<title>` for the publisher.

use super::article::{Article, Page};
use super::head::{self, Head};
use super::lines;
use crate::boilerplate::{self, Line};
use crate::draft::Draft;
use crate::visible::{self, Visible};
use model::Role;

/// Lines read before the article and after it.
const AROUND: usize = 40;

/// Lines read at the article's own head and foot.
const INSIDE: usize = 12;

/// Fills in what markup and lines say.
pub(super) fn fill(draft: &mut Draft, page: &Page<'_>, article: &Article, head: Head) {
    let shown = shown(page, article);
    let named = title(page, article, &head);
    let doubtful = article.headline.is_none() && !head.titled;
    draft.title = if doubtful { shown.title.clone().or(named) } else { named.or_else(|| shown.title.clone()) };
    draft.published = head.published.or(shown.published).or_else(|| timed(page, article));
    draft.updated = head.updated.or(shown.updated);
    let publisher = publisher(page, article, &head, shown.publisher);
    let not_publisher = |name: &String| publisher.as_deref().is_none_or(|p| lines::fold(p) != lines::fold(name));
    draft.office = subhead(page, article).filter(not_publisher).or(shown.office.filter(not_publisher));
    draft.author = head.author.or(shown.author).filter(not_publisher);
    draft.publisher = publisher;
    draft.language = head.language;
}

/// The lines that may say something of the page, read.
fn shown(page: &Page<'_>, article: &Article) -> Visible {
    let region = &article.region;
    let last = article.keep.iter().rposition(|keep| *keep).unwrap_or(region.end);
    let around = region.start.saturating_sub(AROUND)..page.pieces.len().min(region.end + AROUND);
    // What the middle of a long article says is not about the page.
    let middle = region.start + INSIDE..last.saturating_sub(INSIDE);
    let is_foot = |i: usize| i > last && i + AROUND >= page.pieces.len() && page.pieces[i].linked * 2 < page.pieces[i].characters;
    let pieces = page.pieces.iter().enumerate().filter(|(i, _)| {
        (around.contains(i) && !middle.contains(i) && !article.out[*i]) || (is_foot(*i) && !in_comments(page, article, *i))
    });
    let mut lines = Vec::new();
    for (i, piece) in pieces {
        let set_apart = !matches!(piece.role, Role::ListItem { .. } | Role::TableCell { .. }) || i == region.end;
        for (n, text) in piece.text.split('\n').flat_map(parted).enumerate() {
            lines.push(Line { text, gap: n == 0 && set_apart });
        }
    }
    visible::read(&boilerplate::Page::of(lines))
}

/// A short line in two where a second date stands in it: "Published 1 May 2025 10:00 Updated 2 May 2025".
fn parted(line: &str) -> Vec<&str> {
    if line.len() > 160 {
        return vec![line];
    }
    match visible::find_dates(line).as_slice() {
        [first, second] if first.day && second.day && !first.range && second.start - first.end > 6 => {
            // A time of day and marks behind the first date belong to neither.
            let rest = line[first.end..].trim_start_matches(|c: char| !c.is_alphabetic());
            let rest = rest.strip_prefix('h').map_or(rest, |time| time.trim_start_matches(|c: char| !c.is_alphabetic()));
            vec![&line[..first.end], rest]
        }
        _ => vec![line],
    }
}

fn in_comments(page: &Page<'_>, article: &Article, piece: usize) -> bool {
    let at = page.pieces[piece].at;
    article.comments.iter().any(|zone| (*zone..page.dom.end(*zone)).contains(&at))
}

/// The headline; where the page's title goes on after a colon or a dash, with what follows there.
fn title(page: &Page<'_>, article: &Article, head: &Head) -> Option<String> {
    let Some(headline) = article.headline else { return head.titles.first().cloned() };
    let headline = page.pieces[headline].text.replace('\n', " ");
    let folded = lines::fold(&headline);
    let longer = head.titles.iter().find(|t| {
        let rest = lines::fold(t);
        let goes_on = rest.strip_prefix(folded.as_str()).is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').count() > 2);
        goes_on && t.get(..t.len().min(headline.len() + 8)).is_some_and(|t| t.contains([':', '–', '—']))
    });
    Some(longer.cloned().unwrap_or(headline))
}

/// The day of the first `time` at the article's head, for pages that show how long ago it was.
fn timed(page: &Page<'_>, article: &Article) -> Option<model::PartialDate> {
    let dom = page.dom;
    let first = page.pieces.get(article.region.start.saturating_sub(6))?.at;
    let last = page.pieces.get((article.region.start + 12).min(page.pieces.len().checked_sub(1)?))?.at;
    (first.saturating_sub(4)..last)
        .filter(|n| dom.name(*n) == "time")
        .find_map(|n| dom.attribute(n, "datetime").and_then(|v| head::day(&v)))
}

/// Words for parts of a site, which are no publishers.
const SECTIONS: &[&str] = &[
    "news",
    "press",
    "press release",
    "press releases",
    "media",
    "home",
    "article",
    "articles",
    "politics",
    "world",
    "business",
    "opinion",
    "economy",
    "sport",
    "sports",
    "culture",
    "national",
    "international",
    "latest",
    "newsroom",
    "media centre",
    "media center",
    "speeches",
    "statements",
    "events",
    "blog",
    "english",
    "homepage",
    "archive",
    "publications",
    "asia",
    "europe",
    "africa",
    "americas",
    "trade",
    "en",
];

/// Whose page it is: as the markup says, as `<title>` has it beside the headline, as the foot of the page signs.
fn publisher(page: &Page<'_>, article: &Article, head: &Head, shown: Option<String>) -> Option<String> {
    let beside = || {
        let mut parts = head.site_parts.iter().rev().filter(|p| !SECTIONS.contains(&lines::fold(p).as_str()) && p.chars().count() < 80);
        parts.next().map(|p| head::site(p))
    };
    let before = || before_headline(page, article, head);
    let named = head.publisher.clone().or_else(beside).or_else(|| masthead(page)).or_else(before);
    match named {
        Some(name) if is_short(&name) => {
            let spelt = |other: &String| abbreviates(&name, other);
            shown.filter(spelt).or_else(|| masthead(page).filter(spelt)).or(Some(name))
        }
        named => named.or(shown),
    }
}

/// The site's name before the headline in a title, "Lake Notes: The tunnel letter", where the page shows it too.
fn before_headline(page: &Page<'_>, article: &Article, head: &Head) -> Option<String> {
    let headline = &page.pieces[article.headline?].text;
    let site = head.titles.iter().find_map(|title| title.strip_suffix(headline.as_str())?.trim_end().strip_suffix(':'))?.trim();
    page.pieces.iter().take(AROUND).find_map(|piece| piece.text.lines().find(|line| line.trim() == site)).map(|line| line.trim().to_owned())
}

/// Whether a name is written in capitals as an acronym is.
fn is_short(name: &str) -> bool {
    !name.contains(' ') && name.chars().count() <= 10 && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Whether the letters of `short` stand in `name` in order, the first at its beginning: METI, BMWK.
fn abbreviates(short: &str, name: &str) -> bool {
    let folded = lines::fold(name);
    let mut letters = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).peekable();
    let begins = letters.peek().is_some_and(|first| folded.starts_with(*first));
    for c in folded.chars() {
        letters.next_if_eq(&c);
    }
    begins && letters.peek().is_none() && name.contains(' ')
}

/// The name in the element of the logo.
fn masthead(page: &Page<'_>) -> Option<String> {
    let dom = page.dom;
    let is_logo = |n: usize| {
        let class = dom.attribute(n, "class").unwrap_or_default();
        let id = dom.attribute(n, "id").unwrap_or_default();
        let (class, id) = (super::cues::words(&class), super::cues::words(&id));
        super::cues::is_site_title(&class)
            || super::cues::is_site_title(&id)
            || class.iter().chain(&id).any(|w| matches!(w.as_str(), "logo" | "masthead" | "brand" | "sitename" | "sitetitle"))
    };
    let found =
        dom.elements(0).take(2000).filter(|n| is_logo(*n)).map(|n| (n, dom.text_of(n))).find(|(_, t)| (3..80).contains(&t.chars().count()));
    let image = || {
        dom.elements(0)
            .take(2000)
            .find(|n| dom.name(*n) == "img" && (is_logo(*n) || is_logo(dom.parent(*n))))
            .and_then(|n| dom.attribute(n, "alt"))
    };
    let name = found.map(|(_, t)| t).or_else(|| image().map(|alt| super::dom::collapse(&alt)))?;
    (name.chars().count() >= 3 && name.to_lowercase() != "logo").then(|| head::site(&name))
}

/// Beginnings of the names of offices under a publisher.
const OFFICES: &[&str] = &[
    "directorate-general for ",
    "directorate general for ",
    "ministry of ",
    "department of ",
    "office of the ",
    "embassy of ",
    "bureau of ",
    "division of ",
    "secretariat of ",
    "office of ",
];

/// The office that stands by itself beside the headline, as under a press bureau.
fn subhead(page: &Page<'_>, article: &Article) -> Option<String> {
    let headline = article.headline.unwrap_or(article.region.start);
    let near = headline.saturating_sub(6)..page.pieces.len().min(headline + 4);
    let lone = |text: &str| {
        let lower = text.to_lowercase();
        OFFICES.iter().any(|o| lower.starts_with(o))
            && text.chars().count() < 90
            && text.split(' ').count() <= 12
            && !lines::ends_sentence(text)
            && !text.contains(['|', '>', ':'])
    };
    near.filter(|i| !article.out[*i] && *i != headline)
        .find(|i| lone(&page.pieces[*i].text) && page.pieces[*i].linked == 0)
        .map(|i| page.pieces[i].text.clone())
}
