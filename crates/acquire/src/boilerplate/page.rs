//! The walk over a page's lines: where the article begins, where it ends, and what breaks in between.

use super::lexicon::is_space;
use super::{Cue, cue, fold, pieces};
use crate::{comments, visible};

/// One visible line or block of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Without white space at either end.
    pub(crate) text: &'a str,
    /// Whether it is set apart from the line before it.
    pub(crate) gap: bool,
}

/// A page's lines, judged.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) cues: Vec<Option<Cue>>,
    /// Lines that are sentences of an article by their own look.
    strong: Vec<bool>,
    /// Lines in a section of furniture that stands inside the article.
    aside: Vec<bool>,
    /// The first line of running text; as many as there are lines if there is none.
    pub(crate) first: usize,
    /// The last line of running text.
    pub(crate) last: usize,
    /// One past the last line of the article.
    pub(crate) end: usize,
    /// The line that stands over the readers' comments; as many as there are lines if there are none.
    pub(crate) comments: usize,
}

/// What lies ahead of each line, so that no line looks through all that follow it.
struct Ahead {
    /// The first running text from here on; one entry more than there are lines.
    next: Vec<Option<usize>>,
    /// The last running text that another follows at once.
    last_pair: Option<usize>,
}

impl Ahead {
    fn of(strong: &[bool]) -> Ahead {
        let mut next = vec![None; strong.len() + 1];
        for i in (0..strong.len()).rev() {
            next[i] = if strong[i] { Some(i) } else { next[i + 1] };
        }
        Ahead { next, last_pair: strong.windows(2).rposition(|pair| pair[0] && pair[1]) }
    }
}

/// Words, or half as many characters where a script does not part words.
pub(crate) fn words(text: &str) -> usize {
    if text.is_ascii() {
        return count(text);
    }
    let (mut words, mut wide, mut inside) = (0, 0, false);
    for c in text.chars() {
        let space = c.is_whitespace();
        words += usize::from(!space && !inside);
        inside = !space;
        wide += usize::from(!c.is_ascii() && (('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{0e00}'..='\u{0eff}').contains(&c)));
    }
    words + wide / 2
}

/// Pieces between white space.
pub(super) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let mut inside = false;
    let starts = |b: u8| !std::mem::replace(&mut inside, !is_space(b)) && !is_space(b);
    text.bytes().map(starts).filter(|starts| *starts).count()
}

/// Whether the text ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "\"')]”’»*".contains(c));
    text.ends_with(['.', '!', '?', '。', '！', '？', '।'])
}

/// Whether the text was cut short by whoever lists it: "The delegation said that…".
fn cut_short(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "]»>".contains(c));
    text.ends_with('…')
        || text.ends_with("...")
        || fold(&text[text.floor_char_boundary(text.len().saturating_sub(24))..]).ends_with("read more")
}

/// Whether a line tells what a picture shows or who took it.
pub(crate) fn is_caption(text: &str) -> bool {
    if text.len() > 600 {
        return false;
    }
    let start = fold(&text[..text.floor_char_boundary(24)]);
    let folded = fold(&text[text.floor_char_boundary(text.len().saturating_sub(90))..]);
    let starts = ["photo:", "photo by", "image:", "picture:", "caption:", "photograph:", "file photo", "(photo", "[photo", "foto:", "写真"];
    let has = [
        " image: ",
        " photo: ",
        " photo by ",
        " picture: ",
        " photograph: ",
        "(photo",
        "[photo",
        "getty images",
        "ap photo",
        "afp photo",
        "file photo",
        "photo courtesy",
        "/afp",
        "/reuters",
        "/ap)",
        "| photo",
        "epa-efe",
        "[yonhap]",
        "(yonhap)",
    ];
    // Each of the marks inside has one of these.
    let may = || folded.contains('/') || ["photo", "image", "picture", "efe", "yonhap"].iter().any(|w| folded.contains(w));
    starts.iter().any(|w| start.starts_with(w)) || may() && has.iter().any(|w| folded.contains(w))
}

/// Whether a text is a sentence or more of an article by its own look.
pub(crate) fn is_running(text: &str) -> bool {
    let words = words(text);
    !is_caption(text) && !cut_short(text) && (words >= 10 && (ends_sentence(text) || text.ends_with([':', ';'])) || words >= 30)
}

/// Whether a line that looks like a menu is the head of a table: a row of as many cells stands with it.
fn is_row_of_table(lines: &[Line<'_>], cues: &[Option<Cue>], i: usize) -> bool {
    let columns = pieces(lines[i].text).len();
    let gaps = lines[i].text.contains("  ") || lines[i].text.contains('\t');
    let row = |j: usize| cues[j].is_none() && pieces(lines[j].text).len() == columns;
    gaps && columns > 1 && (lines.get(i + 1).is_some_and(|next| !next.gap) && row(i + 1) || i > 0 && !lines[i].gap && row(i - 1))
}

/// A byline, or a line that is little more than a date.
fn dated_or_signed(text: &str) -> bool {
    text.len() <= 80
        && (text.starts_with("By ")
            || text.starts_with("BY ")
            || visible::find_dates(text).iter().any(|f| f.day && text.len() - (f.end - f.start) <= 40))
}

/// Lines of one group that a heading of furniture may take with it.
const LONGEST_GROUP: usize = 200;

impl<'a> Page<'a> {
    /// Judges the lines of a page, given in reading order.
    pub(crate) fn of(lines: Vec<Line<'a>>) -> Page<'a> {
        let n = lines.len();
        let mut cues: Vec<Option<Cue>> = lines.iter().map(|line| cue(line.text)).collect();
        for i in 0..n {
            if cues[i] == Some(Cue::Navigation) && is_row_of_table(&lines, &cues, i) {
                cues[i] = None;
            }
        }
        let strong: Vec<bool> = lines.iter().zip(&cues).map(|(line, cue)| cue.is_none() && is_running(line.text)).collect();
        let mut page = Page { lines, cues, strong, aside: vec![false; n], first: n, last: n, end: n, comments: n };
        page.first = page.first_running();
        page.comments = comments::heading(&page.lines, &page.cues, page.first);
        page.end = page.comments;
        page.mark_asides();
        page.find_end();
        page
    }

    /// Whether line `i` belongs to the article, if it stands in `start..end`.
    pub(crate) fn keeps(&self, i: usize) -> bool {
        let heading = self.cues[i] == Some(Cue::Section) && i > self.first;
        !self.aside[i] && (self.cues[i].is_none() || heading)
    }

    /// Whether line `i` is a sentence or more of running text.
    pub(crate) fn is_running(&self, i: usize) -> bool {
        self.strong[i]
    }

    /// Running text that is not alone: an alert over the headline is.
    fn first_running(&self) -> usize {
        let n = self.lines.len();
        let near = |i: usize| (i + 1..n.min(i + 5)).any(|j| self.strong[j]);
        // A headline may be a sentence; then who wrote it and when follows.
        let goes_on = |i: usize| (i + 1..n.min(i + 8)).any(|j| self.strong[j]);
        let headline =
            |i: usize| words(self.lines[i].text) <= 25 && goes_on(i) && (i + 1..n.min(i + 4)).any(|j| dated_or_signed(self.lines[j].text));
        let running = || (0..n).filter(|&i| self.strong[i] && !headline(i));
        running().find(|&i| near(i) || words(self.lines[i].text) >= 30).or_else(|| running().next()).unwrap_or(n)
    }

    /// One past the lines that stand together with line `i`, or the first running text among them.
    fn group_end(&self, i: usize, until: usize) -> usize {
        let until = until.min(i + LONGEST_GROUP);
        (i + 1..until).find(|&j| self.lines[j].gap || self.strong[j] && j > i + 1).unwrap_or(until)
    }

    /// Marks the sections of furniture after which the article goes on, and ends the article at the first
    /// after which it does not.
    fn mark_asides(&mut self) {
        let ahead = Ahead::of(&self.strong[..self.end]);
        let mut after = vec![0; self.end + 1];
        for i in (0..self.end).rev() {
            after[i] = after[i + 1] + if self.strong[i] { words(self.lines[i].text) } else { 0 };
        }
        let mut i = self.first + 1;
        while i < self.end {
            let Some(cue) = self.cues[i] else {
                i += 1;
                continue;
            };
            let hard = matches!(cue, Cue::Legal | Cue::Unsubscribe | Cue::End | Cue::Disclaimer);
            let before = after[self.first] - after[i];
            if hard && after[i] * 6 < before {
                self.end = i;
                return;
            }
            if cue == Cue::Advert {
                let end = self.group_end(i, self.end);
                self.set_aside(i, if end - i <= 3 { end } else { i + 1 });
            } else if cue.opens_section() && !self.says_all(i) {
                match self.resumes(i, &ahead) {
                    Some(at) => self.set_aside(i, at),
                    None => {
                        self.end = i;
                        return;
                    }
                }
            }
            i += 1;
        }
    }

    fn set_aside(&mut self, from: usize, to: usize) {
        self.aside[from..to].fill(true);
    }

    /// Whether a cue's line holds what it announces: "Related: Beef exports fall".
    fn says_all(&self, i: usize) -> bool {
        let text = self.lines[i].text;
        let content = text.split_once([':', '：', '|']).is_some_and(|(_, rest)| !rest.trim().is_empty());
        content || text.split_whitespace().count() > 8
    }

    /// Where the article goes on after the section of furniture that line `i` opens.
    fn resumes(&self, i: usize, ahead: &Ahead) -> Option<usize> {
        let mut own = self.group_end(i, self.end);
        let alone = own == i + 1;
        if alone && own < self.end && !self.strong[own] {
            own = self.group_end(own, self.end);
        }
        let next = ahead.next[own]?;
        let pair = ahead.last_pair.is_some_and(|last| last >= next);
        let at_once = next == own && (!alone || self.cues[i] != Some(Cue::Rail));
        if !pair && !at_once {
            return None;
        }
        let heading = next == own + 1 && self.cues[own].is_none() && words(self.lines[own].text) <= 10;
        Some(if heading { own } else { next })
    }

    /// Ends the article where furniture follows its last running text.
    fn find_end(&mut self) {
        let last = (self.first..self.end).rev().find(|&i| self.strong[i] && !self.aside[i]);
        self.last = last.unwrap_or(self.end.saturating_sub(1));
        let Some(last) = last else { return };
        // The name of a section over lines that are no items stands over other pages.
        let items = |i: usize| self.lines.get(i + 1).is_none_or(|next| next.text.starts_with(|c: char| !c.is_alphanumeric()));
        let anchor = (last + 1..self.end).find(|&i| self.cues[i].is_some_and(|c| !c.passes() || c == Cue::Section && !items(i)));
        let Some(mut end) = anchor else { return };
        while end > last + 1 && self.cues[end] == Some(Cue::Rail) && !self.lines[end].gap && self.cues[end - 1].is_none() {
            end -= 1;
        }
        // A heading over what was cut off.
        while end > last + 1 && self.cues[end - 1] == Some(Cue::Section) {
            end -= 1;
        }
        self.end = end;
    }
}
