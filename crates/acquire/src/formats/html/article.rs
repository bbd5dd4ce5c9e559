//! **Which parts of a page are its article?** A judgement over the pieces and the tree they stand in.
//!
//! In → Out: tree, cues and pieces → for every piece whether it is article, and where the article stands.
//!
//! Never: cuts inside a piece; trusts a class name against the text (a part that holds most of a page's prose
//! stays, whatever it is called).
//!
//! Source: the idea that prose gathers in one branch of the tree is Arc90's Readability; link density as the mark
//! of navigation is Kohlschütter et al., Boilerplate Detection using Shallow Text Features (2010). Weights were set
//! on pages written for this program and checked on public test pages.

use super::blocks::Piece;
use super::cues::Cue;
use super::dom::{Dom, heading_level};
use super::lines;
use model::Role;
use std::ops::Range;

/// A page with what is known of it before the judgement.
pub(super) struct Page<'d> {
    pub(super) dom: &'d Dom<'d>,
    /// Cue of every node.
    pub(super) cues: &'d [Cue],
    pub(super) pieces: &'d [Piece],
}

/// What was found to be the article.
#[derive(Debug)]
pub(super) struct Article {
    /// For every piece whether it is article.
    pub(super) keep: Vec<bool>,
    /// The pieces among which the article stands.
    pub(super) region: Range<usize>,
    /// The piece that is the headline.
    pub(super) headline: Option<usize>,
    /// For every piece whether it is put out by what its element says of it.
    pub(super) out: Vec<bool>,
    /// Elements that hold readers' comments, none inside another.
    pub(super) comments: Vec<usize>,
}

/// Share of a page's prose from which on no cue puts a part out.
const SHIELDED: f64 = 0.45;

/// Share of an element's prose that a child must hold to stand for it.
const DOMINANT: f64 = 0.75;

/// Prose below a headline that links elsewhere, from which on it is an article's own section.
const LONGEST_TEASER: usize = 220;

/// How many pieces a section of clutter has at most.
const LONGEST_SECTION: usize = 200;

/// How many pieces before the article its headline may stand.
const HEADLINE_REACH: usize = 40;

impl<'d> Page<'d> {
    /// The pieces below `node`.
    pub(super) fn pieces_of(&self, node: usize) -> Range<usize> {
        let end = self.dom.end(node);
        let first = self.pieces.partition_point(|p| p.at < node);
        first..first + self.pieces[first..].partition_point(|p| p.at < end)
    }
}

/// Characters that count as prose in a piece: those of running text outside links. Ideographs count double, since
/// one says about as much as two letters.
fn prose(piece: &Piece) -> usize {
    let free = piece.characters.saturating_sub(piece.linked);
    if piece.linked * 2 > piece.characters {
        return 0;
    }
    let wide = piece.text.chars().filter(|c| ('\u{2e80}'..'\u{fb00}').contains(c)).count();
    let free = free + wide.min(free);
    match piece.role {
        Role::Paragraph | Role::ListItem { .. } | Role::Definition => {
            let runs = free >= 80 || (free >= 25 && lines::ends_sentence(&piece.text));
            // Galleries and lists of teasers run in items more often than articles do.
            let share = if matches!(piece.role, Role::ListItem { .. }) { 2 } else { 1 };
            if runs { free / share } else { 0 }
        }
        Role::TableCell { .. } => free / 2,
        Role::Heading { .. } | Role::Term | Role::Caption => 0,
    }
}

/// Sums over the pieces up to each, so that any range costs one subtraction.
struct Sums(Vec<usize>);

impl Sums {
    fn new(values: impl Iterator<Item = usize>) -> Sums {
        let mut sums = vec![0];
        for value in values {
            sums.push(sums[sums.len() - 1] + value);
        }
        Sums(sums)
    }

    fn of(&self, range: &Range<usize>) -> usize {
        self.0[range.end] - self.0[range.start]
    }
}

/// Finds the article of a page. `titles` are what the page says its headline is.
pub(super) fn find(page: &Page<'_>, titles: &[String]) -> Article {
    let mut out = vec![false; page.pieces.len()];
    let (banned, comments) = ban(page, &mut out, titles);
    announce(page, &mut out);
    let worth: Vec<usize> = page.pieces.iter().zip(&out).map(|(piece, out)| if *out { 0 } else { prose(piece) }).collect();
    let sums = Sums::new(worth.iter().copied());
    let root = dominant(page, &sums, &banned);
    let body = page.pieces_of(root);
    let headline = labelled(page, &body, &out).or_else(|| headline(page, &body, titles, &out));
    let region = headline.filter(|h| *h < body.start).unwrap_or(body.start)..body.end;
    let mut keep = vec![false; page.pieces.len()];
    for piece in region.clone() {
        // Between a headline and the article stand its deck, its picture and clutter: headings, sentences
        // and captions are kept.
        let speaks = piece >= body.start || worth[piece] > 0 || matches!(page.pieces[piece].role, Role::Heading { .. } | Role::Caption);
        // What stands over the headline is the name of the site or of a section, unless it says something.
        let over = headline.is_some_and(|h| piece < h) && matches!(page.pieces[piece].role, Role::Paragraph) && worth[piece] == 0;
        keep[piece] = speaks && !over && !out[piece];
    }
    if let Some(headline) = headline {
        keep[headline] = true;
    }
    drop_links(page, &mut keep, headline);
    drop_sections(page, &mut keep, &region, headline);
    drop_stamps(page, &mut keep, headline);
    drop_clutter(page, &mut keep, &region);
    Article { keep, region, headline, out, comments }
}

/// Which pieces of a fragment are article: all but what its elements or words say is not.
pub(super) fn of_fragment(page: &Page<'_>) -> Vec<bool> {
    let mut out = vec![false; page.pieces.len()];
    ban(page, &mut out, &[]);
    let mut keep: Vec<bool> = out.iter().map(|out| !out).collect();
    let whole = 0..page.pieces.len();
    drop_sections(page, &mut keep, &whole, None);
    drop_clutter(page, &mut keep, &whole);
    keep
}

/// Puts out what its element says is no article; returns the elements put out and those that hold comments.
fn ban(page: &Page<'_>, out: &mut [bool], titles: &[String]) -> (Vec<Range<usize>>, Vec<usize>) {
    let sums = Sums::new(page.pieces.iter().map(prose));
    let whole = sums.of(&(0..page.pieces.len()));
    let (mut banned, mut comments) = (Vec::new(), Vec::new());
    let mut node = 1;
    while node < page.dom.len() {
        let cue = page.cues[node];
        let is_header = page.dom.name(node) == "header" && !inside(page.dom, node, &["article", "main"]);
        if !(is_header || matches!(cue, Cue::Out | Cue::Comments)) || page.dom.is_text(node) {
            node += 1;
            continue;
        }
        let held = page.pieces_of(node);
        let holds_title =
            page.pieces[held.clone()].iter().any(|p| matches!(p.role, Role::Heading { level: 1 | 2 }) && is_title(&p.text, titles));
        let share = sums.of(&held) as f64 / whole.max(1) as f64;
        let is_paragraph = held.len() == 1 && matches!(page.dom.name(node), "p" | "li") && sums.of(&held) > 120;
        let shielded = match cue {
            Cue::Out if is_paragraph => true,
            Cue::Comments => holds_title || share > 0.9,
            _ => holds_title || (share >= SHIELDED && whole > 200),
        };
        if shielded {
            node += 1;
            continue;
        }
        out[held].fill(true);
        if cue == Cue::Comments {
            comments.push(node);
        }
        banned.push(node..page.dom.end(node));
        node = page.dom.end(node);
    }
    (banned, comments)
}

/// Whether an element around `node` has one of these names.
fn inside(dom: &Dom<'_>, node: usize, names: &[&str]) -> bool {
    let mut at = dom.parent(node);
    while at != 0 {
        if names.contains(&dom.name(at)) {
            return true;
        }
        at = dom.parent(at);
    }
    false
}

/// Puts out teasers: a headline that links elsewhere and the line or two below it.
fn announce(page: &Page<'_>, out: &mut [bool]) {
    let is_heading = |i: usize| matches!(page.pieces[i].role, Role::Heading { .. });
    let mut at = 0;
    while at < page.pieces.len() {
        let piece = &page.pieces[at];
        if !is_heading(at) || piece.linked * 5 < piece.characters * 4 {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        while next < page.pieces.len() && !is_heading(next) {
            next += 1;
        }
        let below: usize = page.pieces[at + 1..next].iter().map(prose).sum();
        let listed =
            (0..6).scan(piece.block, |node, _| Some(std::mem::replace(node, page.dom.parent(*node)))).any(|n| page.dom.name(n) == "li");
        let longest = if listed { 2 * LONGEST_TEASER } else { LONGEST_TEASER };
        if below < longest && next - at <= 6 && next < page.pieces.len() {
            out[at..next].fill(true);
        }
        at = next;
    }
}

/// The innermost element that holds most of the prose: from the page downwards, as long as one child holds nearly
/// all of what its parent holds.
fn dominant(page: &Page<'_>, sums: &Sums, banned: &[Range<usize>]) -> usize {
    let mut root = 0;
    loop {
        let held = sums.of(&page.pieces_of(root));
        let mut child = root + 1;
        let mut best: Option<(usize, usize)> = None;
        while child < page.dom.end(root) {
            if !page.dom.is_text(child) && banned.binary_search_by_key(&child, |b| b.start).is_err() {
                let worth = sums.of(&page.pieces_of(child));
                if best.is_none_or(|(_, most)| worth > most) {
                    best = Some((child, worth));
                }
            }
            child = page.dom.end(child);
        }
        let Some((child, worth)) = best else { return root };
        let named = matches!(page.dom.name(child), "article" | "main")
            || page.dom.attribute(child, "itemprop").is_some_and(|p| p.eq_ignore_ascii_case("articleBody"))
            || page.dom.attribute(child, "role").is_some_and(|r| matches!(&*r, "main" | "article"));
        let classed = || {
            super::cues::words(&page.dom.attribute(child, "class").unwrap_or_default())
                .iter()
                .any(|w| matches!(w.as_str(), "article" | "story" | "entry"))
        };
        let share = if named {
            0.5
        } else if classed() {
            0.6
        } else {
            DOMINANT
        };
        if worth == 0 || (worth as f64) < share * held as f64 || is_leaf(page, child) {
            return root;
        }
        root = child;
    }
}

/// Whether an element holds one line or a list or a table, so that it cannot be the whole of an article.
fn is_leaf(page: &Page<'_>, node: usize) -> bool {
    let name = page.dom.name(node);
    matches!(name, "p" | "ul" | "ol" | "table" | "dl" | "blockquote" | "pre" | "figure" | "span" | "font" | "b" | "strong" | "em" | "i")
        && !page
            .dom
            .elements(node)
            .any(|e| matches!(page.dom.name(e), "div" | "section" | "article" | "td") || heading_level(page.dom.name(e)).is_some())
}

/// Whether a heading is one of the page's titles or the beginning of one.
fn is_title(text: &str, titles: &[String]) -> bool {
    let text = lines::fold(text);
    text.chars().count() >= 4
        && titles.iter().map(|t| lines::fold(t)).any(|t| t.starts_with(&text) || (text.starts_with(&t) && t.chars().count() >= 12))
}

/// Whether a piece is marked as the name of the site: "site-title", "blog-title".
fn names_site(page: &Page<'_>, piece: usize) -> bool {
    let class = page.dom.attribute(page.pieces[piece].block, "class").unwrap_or_default();
    super::cues::is_site_title(&super::cues::words(&class))
}

/// Whether one of the page's titles ends with a heading, after the site's name: "Lake Notes: The tunnel letter".
fn ends_title(text: &str, titles: &[String]) -> bool {
    let text = lines::fold(text);
    text.chars().count() >= 12
        && titles.iter().map(|t| lines::fold(t)).any(|t| t.strip_suffix(&text).is_some_and(|site| site.ends_with(' ')))
}

/// The headline in a table or list of labels and values, as boards of ministries show it.
fn labelled(page: &Page<'_>, body: &Range<usize>, out: &[bool]) -> Option<usize> {
    let is_label = |i: usize| {
        let marked = matches!(page.pieces[i].role, Role::TableCell { column: 0, .. } | Role::Term)
            || matches!(page.dom.name(page.pieces[i].block), "th" | "dt");
        marked
            && matches!(
                lines::fold(&page.pieces[i].text).as_str(),
                "title" | "subject" | "headline" | "제목" | "标题" | "標題" | "件名" | "题目"
            )
    };
    let near = body.start.saturating_sub(HEADLINE_REACH)..page.pieces.len().min(body.start + 6);
    let value = near.filter(|i| !out[*i]).find(|i| is_label(*i))? + 1;
    page.pieces.get(value).filter(|v| (8..300).contains(&v.characters)).map(|_| value)
}

/// The headline: the heading that says what the page's title says, else the first heading of the highest level.
fn headline(page: &Page<'_>, body: &Range<usize>, titles: &[String], out: &[bool]) -> Option<usize> {
    let before = body.start.saturating_sub(HEADLINE_REACH);
    let mut candidates = (before..body.end.min(body.start + HEADLINE_REACH))
        .filter(|i| matches!(page.pieces[*i].role, Role::Heading { .. }) && !names_site(page, *i));
    let exact = candidates
        .clone()
        .filter(|i| !out[*i] || matches!(page.pieces[*i].role, Role::Heading { level: 1 }))
        .find(|i| is_title(&page.pieces[*i].text, titles) || ends_title(&page.pieces[*i].text, titles));
    if exact.is_some() {
        return exact;
    }
    let untitled = (before..body.end.min(body.start + HEADLINE_REACH)).find(|i| {
        !out[*i]
            && page.pieces[*i].characters < 300
            && !names_site(page, *i)
            && is_title(&page.pieces[*i].text, titles)
            && page.pieces[*i].characters > 12
    });
    if untitled.is_some() {
        return untitled;
    }
    let first = candidates.clone().find(|i| !out[*i] && matches!(page.pieces[*i].role, Role::Heading { level: 1 }));
    // Under a site's name as first heading the entry has a heading of the second level.
    first.or_else(|| (before..body.end).take(HEADLINE_REACH).find(|i| names_site(page, *i)).and_then(|_| candidates.find(|i| !out[*i])))
}

/// Drops lines and lists that are nothing but links.
fn drop_links(page: &Page<'_>, keep: &mut [bool], headline: Option<usize>) {
    for (i, piece) in page.pieces.iter().enumerate() {
        let is_text = matches!(piece.role, Role::Paragraph | Role::ListItem { .. } | Role::Term | Role::Definition);
        let mostly = piece.linked * 10 > piece.characters * 7;
        if keep[i] && is_text && mostly && Some(i) != headline && !(lines::ends_sentence(&piece.text) && piece.characters > 100) {
            keep[i] = false;
        }
    }
}

/// Drops sections whose heading announces other pages, tools or comments, and headings of whose section nothing is left.
fn drop_sections(page: &Page<'_>, keep: &mut [bool], region: &Range<usize>, headline: Option<usize>) {
    for i in region.clone() {
        if !keep[i] || Some(i) == headline || !lines::opens_clutter(&page.pieces[i].text) {
            continue;
        }
        let level = match page.pieces[i].role {
            Role::Heading { level } => level,
            Role::Paragraph | Role::Term if page.pieces[i].characters < 40 => 6,
            _ => continue,
        };
        let container = page.dom.parent(page.pieces[i].block);
        let mut end = i + 1;
        // A bound on the search keeps a page of a million such lines linear.
        while end < region.end.min(i + LONGEST_SECTION)
            && !matches!(page.pieces[end].role, Role::Heading { level: l } if l <= level)
            && page.pieces[end].at < page.dom.end(container)
        {
            end += 1;
        }
        let left: usize = (i + 1..end).filter(|p| keep[*p]).map(|p| prose(&page.pieces[p])).sum();
        if left < 200 {
            keep[i..end].fill(false);
        }
    }
    drop_empty_headings(page, keep, region, headline);
}

/// Drops headings below which everything was dropped.
fn drop_empty_headings(page: &Page<'_>, keep: &mut [bool], region: &Range<usize>, headline: Option<usize>) {
    // For each level what stands below a heading of that level, gathered from the end: anything kept, anything dropped.
    let mut below = [(false, false); 7];
    for i in region.clone().rev() {
        let level = match page.pieces[i].role {
            Role::Heading { level } => usize::from(level),
            _ => 7,
        };
        if level < 7 && keep[i] && Some(i) != headline && below[level] == (false, true) {
            keep[i] = false;
        }
        for (l, (kept, dropped)) in below.iter_mut().enumerate() {
            if l >= level {
                (*kept, *dropped) = (false, false);
            } else {
                *kept |= keep[i];
                *dropped |= !keep[i];
            }
        }
    }
}

/// Drops short lines that date, sign or file the article.
fn drop_stamps(page: &Page<'_>, keep: &mut [bool], headline: Option<usize>) {
    let mut node = 1;
    while node < page.dom.len() {
        if page.cues[node] != Cue::Stamp {
            node += 1;
            continue;
        }
        let held = page.pieces_of(node);
        let characters: usize = page.pieces[held.clone()].iter().map(|p| p.characters).sum();
        if held.len() <= 6 && characters < 160 && !held.clone().any(|i| Some(i) == headline || lines::ends_sentence(&page.pieces[i].text)) {
            keep[held].fill(false);
            node = page.dom.end(node);
        } else {
            node += 1;
        }
    }
}

/// Drops lines that are clutter by their words.
fn drop_clutter(page: &Page<'_>, keep: &mut [bool], region: &Range<usize>) {
    for i in region.clone() {
        let piece = &page.pieces[i];
        if keep[i]
            && matches!(piece.role, Role::Paragraph | Role::ListItem { .. } | Role::Heading { .. } | Role::Caption)
            && lines::is_clutter(&piece.text)
        {
            keep[i] = false;
        }
    }
}
