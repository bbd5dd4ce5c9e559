//! **What does the page say of its article?** Titles, dates and names in markup made for machines.
//!
//! In → Out: tree → [`Head`]: every title the page offers, who published and wrote it, when.
//!
//! Never: reads the visible text; shifts a date by its zone; believes that a section's name is a publisher's.
//!
//! Source: schema.org in JSON-LD and microdata, the Open Graph protocol, DCMI Metadata Terms, and the names of
//! `meta` that newsrooms and ministries use.

use super::dom::{Dom, collapse, heading_level};
use super::jsonld;
use crate::{stamp, visible};
use model::PartialDate;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Titles as the page offers them, the best first, without the site's name.
    pub(super) titles: Vec<String>,
    /// Whether one of them comes from elsewhere than `<title>`, which may name the site alone.
    pub(super) titled: bool,
    /// The other parts of `<title>`, in order: the site's name, often sections too.
    pub(super) site_parts: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<PartialDate>,
    pub(super) updated: Option<PartialDate>,
    pub(super) language: Option<String>,
}

/// Names of `meta` that give the day of publication, the best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date.issued",
    "dc.issued",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "publication_date",
    "publication-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.available",
    "dcterms.created",
    "dc.date.created",
    "article:published",
    "date",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "bt:pubdate",
    "release_date",
    "originalpublicationdate",
];

/// Names of `meta` that give the day of the last change, the best first.
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dcterms.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "modified",
    "revised",
    "article.updated",
    "updated",
    "bt:moddate",
    "og:article:modified_time",
];

const SITE: &[&str] = &[
    "og:site_name",
    "dcterms.publisher",
    "dc.publisher",
    "citation_publisher",
    "publisher",
    "sitename",
    "contentsource",
    "application-name",
    "copyright",
];

const AUTHOR: &[&str] =
    &["citation_author", "author", "article:author", "dcterms.creator", "dc.creator", "parsely-author", "sailthru.author", "byl"];

const TITLE: &[&str] = &["og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title", "parsely-title", "headline"];

/// The day that a stamp names, written for machines or for people. Coarser dates do not date a page.
pub(super) fn day(stamp: &str) -> Option<PartialDate> {
    let stamp = &stamp[..stamp.floor_char_boundary(100)];
    let is_day =
        |date: &PartialDate| matches!(date, PartialDate::At(point) if matches!(point.part, model::Part::Day(..) | model::Part::Minute(..)));
    stamp::date(stamp).filter(is_day).or_else(|| visible::find_dates(stamp).into_iter().find(|f| f.day && !f.range).map(|f| f.date))
}

/// All `meta` of a page as pairs of lower-case name and value.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn read(dom: &Dom<'_>) -> Metas {
        let mut pairs = Vec::new();
        for node in dom.elements(0).filter(|n| dom.name(*n) == "meta") {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| dom.attribute(node, a));
            if let (Some(name), Some(value)) = (name, dom.attribute(node, "content")) {
                let value = collapse(&value);
                if !value.is_empty() {
                    pairs.push((name.trim().to_ascii_lowercase(), value));
                }
            }
        }
        Metas(pairs)
    }

    /// Values of the first of `names` that there is.
    fn all<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = &'m str> {
        names.iter().flat_map(|name| self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str()))
    }
}

/// Reads what a page says of its article.
pub(super) fn read(dom: &Dom<'_>) -> Head {
    let metas = Metas::read(dom);
    let linked = jsonld::read(dom);
    let mut head = Head { language: language(dom, &metas), ..Head::default() };
    head.published = linked.published.or_else(|| metas.all(PUBLISHED).find_map(day)).or_else(|| stamped(dom, "datePublished"));
    head.updated = linked.updated.or_else(|| metas.all(UPDATED).find_map(day)).or_else(|| stamped(dom, "dateModified"));
    head.publisher = linked.publisher.or_else(|| metas.all(SITE).next().map(str::to_owned)).map(|p| site(&p)).filter(|p| is_name(p));
    head.author = linked.author.or_else(|| author(&metas)).or_else(|| signed(dom)).filter(|a| head.publisher.as_deref() != Some(a));
    let shown: Vec<String> = linked.headline.into_iter().chain(metas.all(TITLE).map(str::to_owned)).collect();
    titles(dom, shown, &mut head);
    head
}

/// Parts the page's titles from the site's name.
fn titles(dom: &Dom<'_>, shown: Vec<String>, head: &mut Head) {
    let in_svg = |node: usize| dom.name(dom.parent(node)) == "svg";
    let whole = dom
        .elements(0)
        .find(|n| dom.name(*n) == "title" && !in_svg(*n))
        .and_then(|n| dom.raw(n))
        .map(|t| collapse(&super::tokens::decode(t)));
    let parts: Vec<String> = whole.as_deref().map(parts_of_title).unwrap_or_default();
    let is_site = |part: &str| head.publisher.as_deref().is_some_and(|p| same(p, part));
    for title in shown {
        let kept: Vec<String> = parts_of_title(&title).into_iter().filter(|p| !is_site(p)).collect();
        let repeated = kept.iter().position(|p| parts.contains(p));
        let title = match repeated {
            Some(i) if kept.len() > 1 => kept[i].clone(),
            _ => without_site(&title, head.publisher.as_deref()),
        };
        if !title.is_empty() && !head.titles.contains(&title) {
            head.titles.push(title);
        }
    }
    head.titled = !head.titles.is_empty();
    // Without another word for the title, a heading of the page tells which part is it; a site's name may come first.
    let known = parts.iter().position(|p| head.titles.iter().any(|t| same(t, p)));
    let headed = || {
        let headings = headings(dom);
        let level = |p: &String| headings.iter().find(|(text, _)| *text == super::lines::fold(p)).map(|(_, level)| *level);
        let candidates = parts.iter().enumerate().filter(|(_, p)| !is_site(p)).filter_map(|(i, p)| Some((i, level(p)?, p.len())));
        candidates.min_by_key(|(i, level, length)| (*level, usize::MAX - length, *i)).map(|(i, ..)| i)
    };
    let spoken = || {
        let long = |p: &String| p.split(' ').count() > 4;
        let first = parts.iter().position(|p| !is_site(p))?;
        Some(if long(&parts[first]) { first } else { parts.iter().position(|p| long(p) && !is_site(p)).unwrap_or(first) })
    };
    let chosen = known.or_else(headed).or_else(spoken);
    head.site_parts = parts.iter().enumerate().filter(|(i, _)| Some(*i) != chosen).map(|(_, p)| p.clone()).collect();
    if let Some(chosen) = chosen
        && !head.titles.contains(&parts[chosen])
    {
        head.titles.push(parts[chosen].clone());
    }
}

/// The highest headings of a page, folded, with their levels.
fn headings(dom: &Dom<'_>) -> Vec<(String, u8)> {
    // The name of a site is a heading too on many pages, at their head.
    let is_head = |n: usize| {
        ["class", "id"].iter().any(|a| {
            dom.attribute(n, a).is_some_and(|v| super::cues::words(&v).iter().any(|w| matches!(w.as_str(), "header" | "logo" | "masthead")))
        })
    };
    let in_head = |n: usize| (0..4).scan(n, |node, _| Some(std::mem::replace(node, dom.parent(*node)))).any(|n| n != 0 && is_head(n));
    let nodes =
        dom.elements(0).filter_map(|n| Some((n, heading_level(dom.name(n)).filter(|level| *level <= 3)?))).filter(|(n, _)| !in_head(*n));
    nodes.take(60).map(|(n, level)| (super::lines::fold(&dom.text_of(n)), level)).collect()
}

/// Whether two names are the same but for case and marks.
fn same(a: &str, b: &str) -> bool {
    super::lines::fold(a) == super::lines::fold(b)
}

/// The title without the site's name at its end or beginning.
fn without_site(title: &str, site: Option<&str>) -> String {
    let parts = parts_of_title(title);
    match site {
        Some(site) if parts.len() > 1 && parts.last().is_some_and(|p| same(p, site)) => {
            let last = parts.last().expect("there are parts");
            title[..title.rfind(last.as_str()).unwrap_or(title.len())]
                .trim_end_matches([' ', '|', '-', '–', '—', '·', ':', '»', '/', '•'])
                .to_owned()
        }
        _ => title.to_owned(),
    }
}

/// Parts of a title, parted by the marks that templates set between spaces.
pub(super) fn parts_of_title(title: &str) -> Vec<String> {
    let marks =
        [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", "｜", " ∣ ", " << ", " >> ", " « ", " ‹ ", " › ", " ~ ", "|"];
    let mut parts = vec![title];
    for mark in marks {
        parts = parts.into_iter().flat_map(|p| p.split(mark)).collect();
    }
    parts.into_iter().map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// Words by which an institution is known among the parts of a site's name.
const INSTITUTIONS: &[&str] = &[
    "ministry",
    "ministries",
    "department",
    "commission",
    "government",
    "office",
    "agency",
    "secretariat",
    "council",
    "embassy",
    "cabinet",
    "parliament",
    "administration",
    "authority",
    "bureau",
    "institute",
    "union",
    "association",
];

/// A publisher's name without its country in brackets and without the section of the site.
pub(super) fn site(name: &str) -> String {
    let name = collapse(name);
    let name = match name.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
        Some((before, inside)) if inside.len() < 40 => before.to_owned(),
        _ => name,
    };
    let parts = parts_of_title(&name);
    let institution = |p: &&String| super::lines::fold(p).split(' ').any(|w| INSTITUTIONS.contains(&w));
    let chosen = parts.iter().find(institution).or(parts.first()).cloned().unwrap_or(name);
    let lower = chosen.to_lowercase();
    let openings = [
        "the official website of the ",
        "official website of the ",
        "official website of ",
        "official site of ",
        "welcome to the ",
        "welcome to ",
        "home page of ",
    ];
    match openings.iter().find(|o| lower.starts_with(**o)) {
        Some(opening) => chosen[opening.len()..].to_owned(),
        None => chosen,
    }
}

/// Whether a publisher's name is one: no address, no handle, no number.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() < 120
        && !name.contains("://")
        && !name.starts_with('@')
        && name.chars().any(char::is_alphabetic)
}

/// The author named by `meta`.
fn author(metas: &Metas) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in AUTHOR {
        names.extend(metas.all(std::slice::from_ref(name)));
        if !names.is_empty() {
            break;
        }
    }
    join_names(names.into_iter().map(str::to_owned))
}

/// Names of persons in one line: `A`, `A and B`, `A, B and C`.
pub(super) fn join_names(names: impl Iterator<Item = String>) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.take(20) {
        let name = collapse(&name);
        let lower = name.to_lowercase();
        let name = if lower.starts_with("by ") { name[3..].trim().to_owned() } else { name };
        let is_person = is_name(&name)
            && name.chars().count() < 80
            && !matches!(&*lower, "admin" | "administrator" | "webmaster" | "editor" | "staff" | "root" | "guest");
        if is_person && !kept.contains(&name) {
            kept.push(name);
        }
    }
    let last = kept.pop()?;
    Some(if kept.is_empty() { last } else { format!("{} and {last}", kept.join(", ")) })
}

/// The author that microdata name, unless it is a comment's.
fn signed(dom: &Dom<'_>) -> Option<String> {
    let has =
        |n: usize, property: &str| dom.attribute(n, "itemprop").is_some_and(|p| p.split(' ').any(|p| p.eq_ignore_ascii_case(property)));
    let author = dom.elements(0).find(|n| has(*n, "author"))?;
    let mut around = dom.parent(author);
    while around != 0 {
        if dom.attribute(around, "itemtype").is_some_and(|t| t.ends_with("Comment") || t.ends_with("Review")) {
            return None;
        }
        around = dom.parent(around);
    }
    let name = dom.elements(author).find(|n| has(*n, "name"));
    let name = name.map(|n| dom.attribute(n, "content").map_or_else(|| dom.text_of(n), |c| collapse(&c)));
    join_names(std::iter::once(name.unwrap_or_else(|| dom.text_of(author))))
}

/// The day of an element that microdata mark as `property`.
fn stamped(dom: &Dom<'_>, property: &str) -> Option<PartialDate> {
    let marked =
        dom.elements(0).filter(|n| dom.attribute(*n, "itemprop").is_some_and(|p| p.split(' ').any(|p| p.eq_ignore_ascii_case(property))));
    marked.take(5).find_map(|n| {
        let value = ["content", "datetime", "title"].iter().find_map(|a| dom.attribute(n, a).and_then(|v| day(&v)));
        value.or_else(|| day(&dom.text_of(n)))
    })
}

/// The language that the page declares.
fn language(dom: &Dom<'_>, metas: &Metas) -> Option<String> {
    let root = dom.elements(0).find(|n| dom.name(*n) == "html");
    let of = |name: &str| root.and_then(|n| dom.attribute(n, name)).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let meta = || metas.all(&["content-language", "dcterms.language", "dc.language", "language", "og:locale"]).next().map(str::to_owned);
    of("lang").or_else(|| of("xml:lang")).or_else(meta)
}
