//! **What does this page say?** HTML, of whatever quality.
//!
//! In → Out: decoded text → [`Draft`]: the article's parts with their roles, what page and markup say of it, and the
//! readers' comments.
//!
//! Never: runs a script or fetches a part; keeps navigation, advertising or comments in the article; recurses or
//! takes more than linear time, whatever the page.
//!
//! Source: HTML Living Standard; each step names its own.

mod article;
mod blocks;
mod comments;
mod cues;
mod dom;
mod head;
mod headed;
mod jsonld;
mod lines;
mod said;
mod tables;
mod tokens;

use crate::Origin;
use crate::draft::Draft;
use article::Page;
use blocks::Piece;
use cues::Cue;
use dom::Dom;
use model::Role;

/// Reads a decoded page.
pub(crate) fn read(html: &str, _origin: &Origin) -> Draft {
    let dom = Dom::parse(html);
    let mut cues: Vec<Cue> = (0..dom.len()).map(|n| cues::of(&dom, n)).collect();
    headed::mark(&dom, &mut cues);
    let pieces = blocks::read(&dom, &cues);
    let head = head::read(&dom);
    let page = Page { dom: &dom, cues: &cues, pieces: &pieces };
    let article = article::find(&page, &head.titles);
    let mut draft = Draft::default();
    said::fill(&mut draft, &page, &article, head);
    draft.comments = comments::read(&dom, &article.comments);
    let headline = article.headline.or_else(|| shown_headline(&pieces, &article, draft.title.as_deref()));
    let over = |i: usize, piece: &Piece| headline.is_some_and(|h| i < h) && article.headline.is_none() && is_name_line(piece);
    let kept = pieces.iter().enumerate().filter(|(i, piece)| article.keep[*i] && !over(*i, piece));
    push(&mut draft, kept.map(|(i, piece)| (piece, Some(i) == headline)));
    draft
}

/// How far into an article a headline may stand that no markup tells.
const HEAD: usize = 12;

/// The piece that is the headline by its words alone, on pages that mark none.
fn shown_headline(pieces: &[Piece], article: &article::Article, title: Option<&str>) -> Option<usize> {
    let kept = article.region.clone().filter(|i| article.keep[*i]).take(HEAD);
    title.and_then(|title| kept.into_iter().find(|i| pieces[*i].text == title))
}

/// A short line over the headline: the name of a section or an office.
fn is_name_line(piece: &Piece) -> bool {
    matches!(piece.role, Role::Paragraph) && piece.characters < 80 && !lines::ends_sentence(&piece.text)
}

/// Reads a decoded fragment, all of which is article but for the lines that systems add to it.
pub(crate) fn read_fragment(html: &str, _origin: &Origin) -> Draft {
    let dom = Dom::parse(html);
    let cues: Vec<Cue> = (0..dom.len()).map(|n| cues::of(&dom, n)).collect();
    let pieces = blocks::read(&dom, &cues);
    let keep = article::of_fragment(&Page { dom: &dom, cues: &cues, pieces: &pieces });
    let mut draft = Draft::default();
    push(&mut draft, pieces.iter().zip(keep).filter(|(_, keep)| *keep).map(|(piece, _)| (piece, false)));
    draft
}

/// Adds pieces in order, tables numbered anew by those that stay; the headline is a heading, however it was marked.
fn push<'p>(draft: &mut Draft, pieces: impl Iterator<Item = (&'p Piece, bool)>) {
    let mut numbers: Vec<u16> = Vec::new();
    for (piece, is_headline) in pieces {
        let role = match piece.role {
            Role::Heading { .. } => piece.role,
            _ if is_headline => Role::Heading { level: 1 },
            Role::TableCell { table, row, column, header } => {
                if numbers.last() != Some(&table) {
                    numbers.push(table);
                }
                Role::TableCell { table: u16::try_from(numbers.len() - 1).unwrap_or(u16::MAX), row, column, header }
            }
            other => other,
        };
        draft.push(role, without_ellipsis(&piece.text));
    }
}

/// A summary without the mark of what was cut off: `… on Friday. […]`.
fn without_ellipsis(text: &str) -> &str {
    let end = text.trim_end();
    ["[…]", "[...]", "[ … ]"].iter().find_map(|mark| end.strip_suffix(mark)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
