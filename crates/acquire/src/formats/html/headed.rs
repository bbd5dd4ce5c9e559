//! **Where do readers' comments stand that no class name marks?** Under a heading that says so.
//!
//! In → Out: tree → the cue of the part under such a heading becomes that of comments.
//!
//! Never: takes a part for comments in which nobody is named; looks at more than a few headings of a page.
//!
//! Source: pages of small outlets, written by hand: "Readers say (2)" over paragraphs that begin with a name in bold.

use super::comments;
use super::cues::Cue;
use super::dom::{Dom, heading_level};
use crate::boilerplate;

/// Headings of comments that are followed up on one page.
const MOST: usize = 8;

/// Gives the parts under headings of comments the cue of comments.
pub(super) fn mark(dom: &Dom<'_>, cues: &mut [Cue]) {
    let is_heading = |n: &usize| heading_level(dom.name(*n)).is_some();
    let over = |n: &usize| {
        let text = dom.text_of(*n);
        text.len() <= 160 && boilerplate::cue(&text) == Some(boilerplate::Cue::Comments)
    };
    let found: Vec<usize> = dom.elements(0).filter(is_heading).filter(over).take(MOST).collect();
    for heading in found {
        let parts = [Some(below(dom, heading)).flatten(), around(dom, heading)];
        let named = |zone: &usize| {
            let said = comments::read(dom, &[*zone]);
            !said.is_empty() && said.iter().all(|comment| comment.author.is_some())
        };
        if let Some(zone) = parts.into_iter().flatten().find(named) {
            cues[zone] = Cue::Comments;
        }
    }
}

/// The list or part that follows the heading.
fn below(dom: &Dom<'_>, heading: usize) -> Option<usize> {
    let until = dom.end(dom.parent(heading));
    let mut next = dom.end(heading);
    while next < until && dom.is_text(next) && dom.text(next).is_none_or(|text| text.trim().is_empty()) {
        next += 1;
    }
    (next < until && matches!(dom.name(next), "ol" | "ul" | "div" | "section" | "dl")).then_some(next)
}

/// The part that the heading opens, if that holds nothing else.
fn around(dom: &Dom<'_>, heading: usize) -> Option<usize> {
    let parent = dom.parent(heading);
    let opens = (parent + 1..heading).all(|n| dom.is_text(n) && dom.text(n).is_none_or(|text| text.trim().is_empty()));
    (opens && matches!(dom.name(parent), "section" | "div")).then_some(parent)
}
