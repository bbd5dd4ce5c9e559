//! **What did readers say below the article?** Comments with their authors, times and votes, told by markup.
//!
//! In → Out: the elements marked as comments → the comments in the order of the page, an answer after what it answers.
//!
//! Never: takes the form for writing one, a count of comments or a button for a comment; shows a comment twice.
//!
//! Source: comment lists of common content systems (`comment`, `commentlist`, `replies`), microdata `Comment`, and
//! newspapers' own.

use super::cues::words;
use super::dom::{Dom, collapse, is_block};
use super::lines;
use model::Comment;
use std::ops::Range;

/// Comments read from one page at most.
const MOST: usize = 10_000;

/// The comments below `zones`.
pub(super) fn read(dom: &Dom<'_>, zones: &[usize]) -> Vec<Comment> {
    let mut comments = Vec::new();
    for zone in zones {
        let items = items(dom, *zone);
        for (i, item) in items.iter().enumerate() {
            // What stands in an inner item is said there.
            let inner: Vec<Range<usize>> = items[i + 1..].iter().take_while(|n| **n < dom.end(*item)).map(|n| *n..dom.end(*n)).collect();
            if comments.len() < MOST {
                comments.extend(comment(dom, *item, &inner));
            }
        }
    }
    comments
}

/// The elements that hold one comment each, answers included, in order.
fn items(dom: &Dom<'_>, zone: usize) -> Vec<usize> {
    let marked: Vec<usize> = (zone..dom.end(zone)).filter(|n| !dom.is_text(*n) && is_marked(dom, *n)).collect();
    if !marked.is_empty() {
        return marked;
    }
    let listed = |names: &[&str]| dom.elements(zone).filter(|n| names.contains(&dom.name(*n)) && says(dom, *n)).collect::<Vec<_>>();
    let in_lists = listed(&["li"]);
    if !in_lists.is_empty() {
        return in_lists;
    }
    let articles = listed(&["article"]);
    if !articles.is_empty() {
        return articles;
    }
    // A plain run of blocks, each with a time of its own.
    let children = |node: usize| {
        let mut child = node + 1;
        std::iter::from_fn(move || {
            let found = (child < dom.end(node)).then_some(child);
            child = dom.end(child.min(dom.len() - 1));
            found
        })
    };
    let timed: Vec<usize> =
        children(zone).filter(|n| is_block(dom.name(*n)) && dom.elements(*n).any(|e| dom.name(e) == "time") && says(dom, *n)).collect();
    if !timed.is_empty() {
        return timed;
    }
    // A run of twins, each with a paragraph and something beside it: who says it.
    let is_heading = |n: usize| matches!(dom.name(n), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "form" | "p");
    let twins: Vec<usize> = children(zone).filter(|n| is_block(dom.name(*n)) && !is_heading(*n)).collect();
    let alike = |n: &usize| dom.name(*n) == dom.name(twins[0]) && dom.attribute(*n, "class") == dom.attribute(twins[0], "class");
    let told = |n: &usize| says(dom, *n) && dom.elements(*n).any(|e| matches!(dom.name(e), "b" | "strong" | "span" | "cite" | "i" | "em"));
    if !twins.is_empty() && twins.iter().all(|n| alike(n) && told(n)) {
        return twins;
    }
    // Paragraphs that begin with a name in bold and a colon.
    let lines: Vec<usize> = children(zone).filter(|n| dom.name(*n) == "p").collect();
    if !lines.is_empty() && lines.iter().all(|n| names_speaker(dom, *n)) { lines } else { Vec::new() }
}

/// "**Anna**: A fair start."
fn names_speaker(dom: &Dom<'_>, node: usize) -> bool {
    let name = node + 1;
    if name >= dom.end(node) || !matches!(dom.name(name), "b" | "strong") {
        return false;
    }
    let spoken = dom.text_of(name).ends_with(':');
    let next = dom.end(name);
    let follows =
        next < dom.end(node) && dom.is_text(next) && dom.text(next).is_some_and(|text| text.trim_start().starts_with([':', '–', '—']));
    spoken || follows
}

/// Whether an element holds text that somebody may have said.
fn says(dom: &Dom<'_>, node: usize) -> bool {
    dom.elements(node).any(|e| matches!(dom.name(e), "p" | "blockquote" | "div")) && !dom.elements(node).any(|e| dom.name(e) == "textarea")
}

/// Whether an element is marked as one comment.
fn is_marked(dom: &Dom<'_>, node: usize) -> bool {
    if dom.attribute(node, "itemtype").is_some_and(|t| t.trim_end_matches('/').ends_with("Comment")) {
        return true;
    }
    if !matches!(dom.name(node), "div" | "li" | "article" | "section" | "tr" | "dd" | "blockquote") || !says(dom, node) {
        return false;
    }
    let class = dom.attribute(node, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase().replace('_', "-");
        matches!(
            &*class,
            "comment"
                | "reply"
                | "cmt"
                | "post-comment"
                | "comment-item"
                | "commentitem"
                | "comment-single"
                | "single-comment"
                | "user-comment"
                | "reader-comment"
                | "c-comment"
                | "comment-wrapper"
                | "comment-wrap"
                | "comment-entry"
                | "commententry"
                | "comment-box"
                | "comment-row"
                | "comment-thread-item"
                | "comment-list-item"
                | "comments-item"
                | "comments-list-item"
                | "kommentar"
                | "commentaire"
                | "comentario"
                | "discussion-item"
                | "opinion-item"
                | "response"
                | "comment-post"
                | "li-comment"
                | "cmt-item"
                | "comment-node"
                | "feedback-item"
        ) || (class.starts_with("comment--") && class.len() < 30)
    })
}

/// Parts of a comment, told by words of class names.
const AUTHORS: &[&str] =
    &["author", "user", "username", "name", "nick", "nickname", "by", "fn", "writer", "commenter", "poster", "handle", "id"];
const TIMES: &[&str] = &["date", "time", "datetime", "posted", "timestamp", "ago", "when", "published"];
const UPS: &[&str] = &[
    "up",
    "upvote",
    "upvotes",
    "like",
    "likes",
    "thumbsup",
    "agree",
    "plus",
    "respect",
    "recommend",
    "recommends",
    "good",
    "positive",
    "thumbup",
    "sympathy",
];
const DOWNS: &[&str] = &[
    "down",
    "downvote",
    "downvotes",
    "dislike",
    "dislikes",
    "thumbsdown",
    "disagree",
    "minus",
    "bad",
    "negative",
    "thumbdown",
    "antipathy",
];
const SCORES: &[&str] =
    &["vote", "votes", "voting", "score", "points", "rating", "karma", "reactions", "reaction", "thumbs", "recommendations"];
const TEXTS: &[&str] = &["text", "content", "body", "message", "msg"];
const TOOLS: &[&str] = &[
    "actions",
    "action",
    "reply",
    "buttons",
    "btn",
    "tools",
    "toolbar",
    "report",
    "flag",
    "avatar",
    "controls",
    "links",
    "share",
    "badge",
    "edit",
    "permalink",
];

fn has_word(dom: &Dom<'_>, node: usize, list: &[&str]) -> bool {
    let class = dom.attribute(node, "class").unwrap_or_default();
    words(&class).iter().any(|w| list.contains(&w.as_str()))
}

/// What is gathered of one comment.
#[derive(Debug, Default)]
struct Parts {
    author: Option<String>,
    posted: Option<String>,
    text: String,
    /// Text that no element claimed, for comments that are not marked up inside.
    loose: String,
    up: Option<u32>,
    down: Option<u32>,
    score: Option<i32>,
}

/// Reads the comment in `item`, leaving out what stands in `inner`.
fn comment(dom: &Dom<'_>, item: usize, inner: &[Range<usize>]) -> Option<Comment> {
    let mut parts = Parts::default();
    let mut node = item + 1;
    let mut inner = inner.iter().peekable();
    while node < dom.end(item) {
        while inner.next_if(|r| r.end <= node).is_some() {}
        if let Some(range) = inner.peek()
            && range.start == node
        {
            node = range.end;
            continue;
        }
        node = if dom.is_text(node) {
            if let Some(text) = dom.text(node) {
                parts.loose.push_str(&text);
            }
            node + 1
        } else {
            parts.take(dom, node)
        };
    }
    let mut text = parts.text.trim().to_owned();
    if text.is_empty() {
        text = collapse(&parts.loose).trim_start_matches([':', '–', '—', ' ']).to_owned();
    }
    let is_clutter = text.is_empty() || !text.chars().any(char::is_alphanumeric);
    (!is_clutter).then_some(Comment {
        author: parts.author,
        posted: parts.posted,
        text,
        up: parts.up,
        down: parts.down,
        score: parts.score,
    })
}

impl Parts {
    /// Takes what the element `node` says and returns where to go on.
    fn take(&mut self, dom: &Dom<'_>, node: usize) -> usize {
        let end = dom.end(node);
        let name = dom.name(node);
        if matches!(name, "script" | "style" | "form" | "svg" | "template" | "textarea" | "noscript" | "select") {
            return end;
        }
        let is_container = dom.elements(node).any(|e| is_block(dom.name(e)));
        if !is_container && self.take_votes(dom, node) {
            return end;
        }
        if name == "time" || (!is_container && self.posted.is_none() && has_word(dom, node, TIMES)) {
            let text = dom.text_of(node);
            self.posted = self.posted.take().or((!text.is_empty()).then_some(text));
            return end;
        }
        let names =
            matches!(name, "cite") || has_word(dom, node, AUTHORS) || dom.attribute(node, "itemprop").is_some_and(|p| p == "author");
        // "Ruy on 14 May said:" holds more than the name.
        let holds_name = || dom.elements(node).any(|e| dom.name(e) == "cite" || has_word(dom, e, &["fn"]));
        if names && holds_name() {
            return node + 1;
        }
        let is_first = self.text.is_empty() && self.loose.trim().is_empty();
        if self.author.is_none()
            && !is_container
            && (names || (is_first && matches!(name, "b" | "strong" | "a" | "h3" | "h4" | "h5" | "h6")))
        {
            let text = dom.text_of(node).trim_start_matches("By ").trim_end_matches(" says:").trim_end_matches(':').to_owned();
            if !text.is_empty() && text.chars().count() < 80 {
                self.author = Some(text);
                return end;
            }
        }
        if self.posted.is_none() && !is_container && self.text.is_empty() && matches!(name, "i" | "em" | "span" | "small" | "a") {
            let text = dom.text_of(node);
            if is_time(&text) {
                self.posted = Some(text);
                return end;
            }
        }
        if name == "button" {
            return end;
        }
        if !is_container && has_word(dom, node, TOOLS) {
            // Votes are often buttons among the tools.
            return if dom.elements(node).any(|e| dom.name(e) == "button") { node + 1 } else { end };
        }
        let holds_parts =
            || dom.elements(node).any(|e| dom.name(e) == "time" || [AUTHORS, TIMES, UPS, DOWNS].iter().any(|list| has_word(dom, e, list)));
        let is_text = || has_word(dom, node, TEXTS) || !holds_parts();
        if matches!(name, "p" | "blockquote" | "li") || (name == "div" && !is_container && is_text()) {
            let text = dom.text_of(node);
            if !text.is_empty() && !lines::is_clutter(&text) && !is_tool(&text) {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.text.push_str(&text);
            }
            return end;
        }
        node + 1
    }

    /// Takes the votes that `node` shows, if it shows any.
    fn take_votes(&mut self, dom: &Dom<'_>, node: usize) -> bool {
        let is_button = dom.name(node) == "button";
        let (up, down, score) = (has_word(dom, node, UPS), has_word(dom, node, DOWNS), has_word(dom, node, SCORES));
        if !(is_button || up || down || score) {
            return false;
        }
        let text = dom.text_of(node);
        if text.chars().count() > 60 || (!is_button && matches!(dom.name(node), "p")) {
            return false;
        }
        let numbers = numbers(&text);
        let folded = lines::fold(&text);
        let said = |list: &[&str]| folded.split(' ').any(|w| list.contains(&w));
        match numbers.as_slice() {
            [] => return up || down || score || is_button,
            [(1, u), (-1, d)] => (self.up, self.down) = (self.up.or(Some(*u)), self.down.or(Some(*d))),
            [(sign, n), ..] => {
                if down || *sign < 0 && (up || score) || said(DOWNS) {
                    if score && !said(DOWNS) && !down {
                        self.score = self.score.or(i32::try_from(*n).ok().map(|n| -n));
                    } else {
                        self.down = self.down.or(Some(*n));
                    }
                } else if up || said(UPS) {
                    self.up = self.up.or(Some(*n));
                } else if score || said(SCORES) {
                    self.score = self.score.or(i32::try_from(*n).ok());
                }
            }
        }
        true
    }
}

/// Numbers in a line with the sign that stands before each: 1, -1, or 0 for none.
fn numbers(text: &str) -> Vec<(i8, u32)> {
    let mut found = Vec::new();
    let mut sign = 0;
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == ',' && !digits.is_empty()) {
            if c != ',' {
                digits.push(c);
            }
            continue;
        }
        if !digits.is_empty() {
            found.extend(digits.parse().ok().map(|n| (sign, n)));
            digits.clear();
            sign = 0;
        }
        match c {
            '+' => sign = 1,
            '-' | '−' | '–' => sign = -1,
            ' ' => {}
            _ => sign = 0,
        }
    }
    found
}

/// Whether a line tells when: `2024-06-27 19:10`, `3 hours ago`, `Dec 3, 5.02pm`.
fn is_time(text: &str) -> bool {
    let short = text.chars().count() < 40;
    let lower = text.to_lowercase();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    short
        && digits > 0
        && (digits >= 6 || lower.ends_with(" ago") || lower.ends_with("am") || lower.ends_with("pm") || super::head::day(text).is_some())
}

/// Whether a line of a comment is a tool: `Reply`, `Report`, `Like 3`.
fn is_tool(text: &str) -> bool {
    let folded = lines::fold(text);
    let known = |w: &str| {
        matches!(
            w,
            "reply"
                | "report"
                | "like"
                | "share"
                | "flag"
                | "edit"
                | "delete"
                | "permalink"
                | "respect"
                | "abuse"
                | "quote"
                | "hide"
                | "dislike"
        ) || w.bytes().all(|b| b.is_ascii_digit())
    };
    folded.split(' ').count() <= 6 && folded.split(' ').all(known)
}
