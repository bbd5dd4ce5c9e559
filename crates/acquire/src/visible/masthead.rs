//! Whose page it is by the lines at its very top: a name over a menu, an issue or a date, with the headline further below.

use super::label::Slot;
use super::publisher::{is_organisation, is_outlet_name, is_titled};
use super::when;
use crate::boilerplate::{Cue, Page, ends_sentence, words};
use std::ops::Range;

/// What stands in the first group of lines.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Masthead {
    /// The lines that are masthead and no headline, the name with what is said below it.
    pub(super) lines: Range<usize>,
    /// The line that names the outlet or body.
    pub(super) name: Option<usize>,
    /// The line that names a bulletin, where no headline follows: its issue is the whole page.
    pub(super) bulletin: Option<usize>,
}

/// Longest name of an outlet in words.
const LONGEST_NAME: usize = 6;

/// Reads the first group of the lines over the article.
pub(super) fn find(page: &Page<'_>, head: &Range<usize>, said: &[Option<Slot>]) -> Masthead {
    let plain = |i: usize| page.cues[i].is_none() && said[i].is_none();
    // The codes of languages stand above too.
    let Some(top) = head.clone().find(|&i| page.cues[i].is_none() && page.lines[i].text.len() > 3) else { return Masthead::default() };
    let end = (top + 1..head.end).find(|&i| page.lines[i].gap).unwrap_or(head.end);
    if !plain(top) || end - top > 8 {
        return Masthead::default();
    }
    let issued = (top + 1..end).any(|i| when::is_issue(page.lines[i].text));
    let heads = |text: &str| words(text) >= 3 && !super::title::is_part(text) && !super::title::is_date_of_occasion(text);
    let headline = (end..head.end).find(|&i| plain(i) && heads(page.lines[i].text));
    if let Some(menu) = over_menu(page, top, head.end, &plain) {
        // The entries of the menu stand with it.
        let until = if menu < end && headline.is_some() { end } else { menu };
        return Masthead { lines: top..until, name: Some(top), bulletin: None };
    }
    match headline {
        Some(headline) => {
            let name = page.lines[top].text;
            let over = issued && is_titled(name) || is_name(name) && stands_over(page, top..end, headline, said);
            if over { Masthead { lines: top..end, name: Some(top), bulletin: None } } else { Masthead::default() }
        }
        None if issued => bulletin(page, top..end, &plain),
        None => Masthead::default(),
    }
}

/// The menu under a name, with at most a motto between them and a headline to come.
fn over_menu(page: &Page<'_>, top: usize, end: usize, plain: &dyn Fn(usize) -> bool) -> Option<usize> {
    let menu = (top + 1..end.min(top + 6)).find(|&i| matches!(page.cues[i], Some(Cue::Navigation)))?;
    let between = (top + 1..menu).filter(|&i| plain(i)).count();
    let short = |i: usize| words(page.lines[i].text) <= 10;
    let headline = (menu + 1..end).any(|i| plain(i) && words(page.lines[i].text) >= 3 && !super::title::is_part(page.lines[i].text));
    let over = is_name(page.lines[top].text) && !super::title::tells(page, top);
    (over && headline && between <= 1 && (top + 1..menu).all(short)).then_some(menu)
}

/// Whether a line may be an outlet's name; what follows a colon is its motto.
fn is_name(text: &str) -> bool {
    let name = text.split_once(": ").map_or(text, |(name, _)| name);
    let name = super::publisher::without_edition(name);
    words(name) <= LONGEST_NAME && !name.contains(',') && !ends_sentence(name) && is_outlet_name(name)
}

/// Whether the lines of the first group show that its first is a name and not the headline.
fn stands_over(page: &Page<'_>, group: Range<usize>, headline: usize, said: &[Option<Slot>]) -> bool {
    let menu = |i: usize| matches!(page.cues[i], Some(Cue::Navigation | Cue::Prompt));
    let dated = |i: usize| matches!(said[i], Some(Slot::Date | Slot::Published));
    let edition = super::publisher::without_edition(page.lines[group.start].text) != page.lines[group.start].text;
    let below = group.start + 1..group.end;
    let menu_below = || (group.end..headline).next().is_some_and(menu) && (group.end..headline).all(|i| page.cues[i].is_some());
    let signed = |i: usize| i + 1 < page.first && !page.lines[i + 1].gap && matches!(said[i + 1], Some(Slot::Author));
    let told = || super::title::tells(page, group.start);
    edition
        || below.clone().any(menu)
        || menu_below()
        || below.clone().any(dated) && !told()
        || below.is_empty() && page.lines[group.start].text.contains(": ") && signed(headline)
}

/// A bulletin and who issues it: both stand over the number of the issue, in whichever order.
fn bulletin(page: &Page<'_>, group: Range<usize>, plain: &dyn Fn(usize) -> bool) -> Masthead {
    let lines: Vec<usize> = group.filter(|&i| plain(i) && !when::is_issue(page.lines[i].text)).collect();
    let body = |i: &usize| is_organisation(page.lines[*i].text);
    let Some(&title) = lines.iter().find(|i| !body(i)) else { return Masthead::default() };
    Masthead { lines: 0..0, name: lines.iter().copied().find(|i| body(i)), bulletin: Some(title) }
}
