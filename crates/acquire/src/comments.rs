//! **What did the readers write under the article, and how was it voted?**
//!
//! In → Out: the lines under a comments heading → comments in the order of the page.
//!
//! Never: takes an article's words for a comment where no vote, name or time parts the comments; says who wrote
//! a comment where the page does not.
//!
//! Source: the plain-text look of common comment systems.

use crate::boilerplate::{Cue, Line, cue, fold, pieces};
use model::Comment;

/// What a line is to the comments around it.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    /// `5 ( +8 / -3 )`, `Respect 12`, `Like (4) Dislike (1)`.
    Vote { up: Option<u32>, down: Option<u32>, score: Option<i32> },
    /// A time alone, which says that the line before it is a name.
    Time,
    /// A name and a time in one line.
    Signed { author: String, posted: String },
    /// "Marta says:"; when may stand below or at the end of what she says.
    Says { author: String },
    /// "Reply", "Report", "Log in to comment".
    Furniture,
    /// What somebody wrote, or a name.
    Text,
}

/// The line that stands over the comments, or the number of lines if there is none. `first` is the first line of
/// running text: a count before it only points at the comments.
pub(crate) fn heading(lines: &[Line<'_>], cues: &[Option<Cue>], first: usize) -> usize {
    let heads: Vec<usize> = (first + 1..lines.len()).filter(|&i| cues[i] == Some(Cue::Comments)).collect();
    for (k, &head) in heads.iter().enumerate() {
        let until = heads.get(k + 1).copied().unwrap_or(lines.len());
        let parted = lines[head + 1..until].iter().any(|line| !matches!(mark(line.text), Mark::Text | Mark::Furniture));
        if parted || until == lines.len() && running(&lines[head + 1..]) < 3 {
            // Heads that follow one another at once ("12 Comments", "Login to comment") are one.
            let mut at = head;
            for &earlier in heads[..k].iter().rev() {
                if at - earlier > 2 {
                    break;
                }
                at = earlier;
            }
            return at;
        }
    }
    lines.len()
}

fn running(lines: &[Line<'_>]) -> usize {
    lines.iter().filter(|line| line.text.split_whitespace().count() >= 20).count()
}

/// The number that a heading promises: "12 Comments", "Comments (4)".
pub(crate) fn promised(heading: &str) -> Option<usize> {
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The comments in `lines`, which follow their heading.
pub(crate) fn read(lines: &[Line<'_>]) -> Vec<Comment> {
    let marks: Vec<Mark> = lines.iter().map(|line| mark(line.text)).collect();
    let count = |is: fn(&Mark) -> bool| marks.iter().filter(|m| is(m)).count();
    let votes = count(|m| matches!(m, Mark::Vote { .. }));
    let signed = count(|m| matches!(m, Mark::Time | Mark::Signed { .. } | Mark::Says { .. }));
    if votes > 0 && signed * 2 < votes {
        by_votes(lines, &marks)
    } else if signed > 0 {
        by_names(lines, &marks)
    } else {
        by_labels(lines, &marks)
    }
}

/// "Anna: A fair start.": a name before a colon opens a comment, where each first line of a group has one.
fn by_labels(lines: &[Line<'_>], marks: &[Mark]) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    for (line, mark) in lines.iter().zip(marks) {
        if *mark != Mark::Text {
            break;
        }
        let said = line.text.split_once(": ").filter(|(name, said)| is_person(name) && !said.trim().is_empty());
        match (said, comments.last_mut()) {
            (Some((name, said)), _) => comments.push(Comment {
                author: Some(name.trim().to_owned()),
                posted: None,
                text: said.trim().to_owned(),
                up: None,
                down: None,
                score: None,
            }),
            (None, Some(comment)) if !line.gap => add(&mut comment.text, line.text),
            (None, _) => break,
        }
    }
    comments
}

/// A name of at most three capitalised words.
fn is_person(name: &str) -> bool {
    let words = name.split_whitespace().count();
    is_name(name) && words <= 3 && name.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()))
}

/// Each vote closes a comment. Names that only some comments have are those of readers who are answered, so
/// they stay in the text.
fn by_votes(lines: &[Line<'_>], marks: &[Mark]) -> Vec<Comment> {
    let (mut comments, mut text) = (Vec::new(), String::new());
    for (line, mark) in lines.iter().zip(marks) {
        match mark {
            Mark::Vote { up, down, score } => {
                let said = std::mem::take(&mut text);
                if !said.is_empty() {
                    comments.push(Comment { author: None, posted: None, text: said, up: *up, down: *down, score: *score });
                }
            }
            Mark::Furniture => {}
            Mark::Time | Mark::Signed { .. } | Mark::Says { .. } | Mark::Text => add(&mut text, line.text),
        }
    }
    comments
}

/// Each name with a time opens a comment.
fn by_names(lines: &[Line<'_>], marks: &[Mark]) -> Vec<Comment> {
    let says = marks.iter().any(|mark| matches!(mark, Mark::Says { .. }));
    let named = |i: usize| match &marks[i] {
        Mark::Signed { author, posted } => Some((author.clone(), Some(posted.clone()), 1)),
        Mark::Says { author } if marks.get(i + 1) == Some(&Mark::Time) => Some((author.clone(), Some(lines[i + 1].text.to_owned()), 2)),
        Mark::Says { author } => Some((author.clone(), None, 1)),
        // Where names have "says" behind them, a time without one closes what was said.
        Mark::Text if !says && marks.get(i + 1) == Some(&Mark::Time) && is_name(lines[i].text) => {
            Some((lines[i].text.to_owned(), Some(lines[i + 1].text.to_owned()), 2))
        }
        _ => None,
    };
    let (mut comments, mut open): (Vec<Comment>, bool) = (Vec::new(), false);
    let mut i = 0;
    while i < lines.len() {
        if let Some((author, posted, used)) = named(i) {
            comments.push(Comment { author: Some(author), posted, text: String::new(), up: None, down: None, score: None });
            open = true;
            i += used;
            continue;
        }
        if let Some(comment) = comments.last_mut().filter(|_| open) {
            match &marks[i] {
                Mark::Vote { up, down, score } => (comment.up, comment.down, comment.score) = (*up, *down, *score),
                Mark::Time if says && comment.posted.is_none() => comment.posted = Some(lines[i].text.to_owned()),
                Mark::Text | Mark::Time => match bare_votes(lines, marks, i) {
                    Some((up, down, used)) => {
                        (comment.up, comment.down) = (Some(up), down);
                        comment.score = down.and_then(|down| i32::try_from(i64::from(up) - i64::from(down)).ok());
                        i += used - 1;
                    }
                    None => add(&mut comment.text, lines[i].text),
                },
                Mark::Furniture => open = !closes(lines[i].text),
                Mark::Signed { .. } | Mark::Says { .. } => {}
            }
        }
        i += 1;
    }
    comments.retain(|comment| !comment.text.is_empty());
    comments
}

/// Whether nothing of the comment follows: everything but the buttons under it closes it.
fn closes(text: &str) -> bool {
    !matches!(cue(text), Some(Cue::Tool) | Some(Cue::Rule)) && !is_button(&fold(text))
}

/// One or two numbers alone in their lines, after the comment: votes for and against it.
fn bare_votes(lines: &[Line<'_>], marks: &[Mark], i: usize) -> Option<(u32, Option<u32>, usize)> {
    let number = |i: usize| -> Option<u32> { (marks.get(i) == Some(&Mark::Text)).then(|| lines[i].text.parse().ok()).flatten() };
    let up = number(i)?;
    Some(match number(i + 1) {
        Some(down) => (up, Some(down), 2),
        None => (up, None, 1),
    })
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(line);
}

fn mark(text: &str) -> Mark {
    if text.len() > 160 {
        return Mark::Text;
    }
    let folded = fold(text);
    if let Some((up, down, score)) = votes(&folded) {
        return Mark::Vote { up, down, score };
    }
    let parts: Vec<String> = pieces(text).into_iter().map(fold).collect();
    let voted = parts.iter().find_map(|part| votes(part));
    if let Some((up, down, score)) = voted.filter(|_| parts.iter().all(|part| votes(part).is_some() || is_button(part))) {
        return Mark::Vote { up, down, score };
    }
    if is_button(&folded) {
        return Mark::Furniture;
    }
    match time_at(text) {
        Some(0) => return Mark::Time,
        Some(at) => {
            let author = without_number(&text[..at]).trim_end_matches(|c: char| c.is_whitespace() || ",·•|-–—@(:".contains(c));
            let author = author.strip_suffix(" says").or(author.strip_suffix(" wrote")).unwrap_or(author);
            if is_name(author) {
                return Mark::Signed { author: author.to_owned(), posted: text[at..].trim_end_matches(')').to_owned() };
            }
        }
        None => {}
    }
    if let Some(author) = said_by(text).filter(|author| is_name(author)) {
        return Mark::Says { author: author.to_owned() };
    }
    match cue(text) {
        None | Some(Cue::Section | Cue::Survey | Cue::Advert) => Mark::Text,
        Some(Cue::Rail) if time_at(text).is_some() => Mark::Time,
        Some(_) => Mark::Furniture,
    }
}

fn is_button(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = bare.split([' ', '|', '·', '•', '/']).filter(|w| !w.is_empty()).collect();
    let button = |w: &&str| {
        [
            "reply",
            "report",
            "share",
            "flag",
            "like",
            "dislike",
            "quote",
            "respect",
            "edit",
            "delete",
            "permalink",
            "upvote",
            "downvote",
            "recommend",
            "abuse",
            "link",
            "more",
            "less",
        ]
        .contains(w)
    };
    !parts.is_empty() && parts.len() <= 5 && parts.iter().all(button)
        || [
            "sort by",
            "newest first",
            "oldest first",
            "best first",
            "show replies",
            "hide replies",
            "view replies",
            "view more comments",
            "load more comments",
        ]
        .iter()
        .any(|w| bare.starts_with(w))
            && parts.len() <= 8
}

/// Votes for, against, and the score, of `5 ( +8 / -3 )`, `+7 -4`, `👍 12 👎 3`, `likes: 5`, `respect 12`, `12 likes`.
fn votes(folded: &str) -> Option<(Option<u32>, Option<u32>, Option<i32>)> {
    let mut numbers: Vec<(char, i64)> = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let mut rest = folded;
    let mut marks = String::new();
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit() || c == ',');
            let sign = marks.chars().rev().find(|c| !c.is_whitespace()).unwrap_or(' ');
            numbers.push((sign, rest[..end].replace(',', "").parse().ok().filter(|n| *n < 10_000_000)?));
            marks.push('0');
            rest = &rest[end..];
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            words.push(&rest[..end]);
            marks.push('a');
            rest = &rest[end..];
        } else {
            marks.push(c);
            rest = &rest[c.len_utf8()..];
        }
        if numbers.len() > 3 || words.len() > 3 {
            return None;
        }
    }
    if !marks.chars().all(|c| c.is_whitespace() || "0a()+-−–/:|·,▲▼△▽👍👎↑↓❤♥\u{fe0f}".contains(c)) {
        return None;
    }
    let small = |n: i64| u32::try_from(n).ok();
    let signed = |(sign, n): (char, i64)| i32::try_from(if "-−–".contains(sign) { -n } else { n }).ok();
    let difference = |up: i64, down: i64| i32::try_from(up - down).ok();
    let good = |w: &&str| {
        ["like", "likes", "respect", "recommend", "recommended", "upvotes", "upvote", "up", "points", "point", "agree", "votes", "thumbs"]
            .contains(w)
    };
    let bad = |w: &&str| ["dislike", "dislikes", "downvotes", "downvote", "down", "disagree"].contains(w);
    match numbers[..] {
        [score, ('+', up), ('-' | '−' | '–', down)] if words.is_empty() => Some((small(up), small(down), signed(score))),
        [('+', up), ('-' | '−' | '–', down)] if words.is_empty() => Some((small(up), small(down), difference(up, down))),
        [(u, up), (d, down)] if words.is_empty() && "▲👍↑".contains(u) && "▼👎↓\u{fe0f}".contains(d) => {
            Some((small(up), small(down), difference(up, down)))
        }
        [(_, up), (_, down)] if words.iter().any(good) && words.iter().any(bad) => Some((small(up), small(down), difference(up, down))),
        [(sign, n)] if words.is_empty() && "▲👍↑❤♥".contains(sign) => Some((small(n), None, None)),
        [n] if !words.is_empty() && words.iter().all(good) && words.iter().any(|w| *w == "points" || *w == "point") => {
            Some((None, None, signed(n)))
        }
        [(_, n)] if !words.is_empty() && words.iter().all(good) => Some((small(n), None, None)),
        _ => None,
    }
}

/// Whether a line is a time and nothing else: "11 March at 16:40", "2 hours ago".
pub(crate) fn is_time(text: &str) -> bool {
    text.len() <= 60 && time_at(text) == Some(0)
}

/// "1. Marta", "#2 Anna" without their numbers.
fn without_number(text: &str) -> &str {
    let rest = text.strip_prefix('#').unwrap_or(text);
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = name.len() < rest.len() && name.starts_with(['.', ')', ' ']);
    if counted { name[1..].trim_start() } else { text }
}

/// Who speaks in "Marta says:", "Marta said...".
fn said_by(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches([':', '.', '…', ' ']);
    let marked = bare.len() < text.len();
    [" says", " said", " wrote", " writes"].iter().find_map(|verb| bare.strip_suffix(verb)).filter(|_| marked)
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 40
        && text.split_whitespace().count() <= 4
        && text.chars().any(char::is_alphanumeric)
        && (!text.ends_with(['.', '!', '?', ':', ';']) || ends_in_initial(text))
        && text.parse::<u32>().is_err()
}

/// "Marta C."
fn ends_in_initial(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    text.ends_with('.') && text.contains(' ') && last.chars().count() == 1 && last.starts_with(char::is_uppercase)
}

/// Where in the line a time begins that goes on to its end: "Today 08:15 am JST", "2 hours ago", "Dec 3, 5.02pm".
fn time_at(text: &str) -> Option<usize> {
    let tail = words_of(text);
    let times = tail.iter().rev().take_while(|w| is_time_word(w.1)).count();
    let from = tail.len().checked_sub(times).filter(|_| times > 0)?;
    let said: Vec<String> = tail[from..].iter().map(|w| fold(w.1)).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    if said.is_empty() {
        return None;
    }
    let clock = said.iter().any(|w| is_clock(w));
    let dated = said.iter().any(|w| {
        MONTHS.iter().any(|m| w.starts_with(m))
            || ["today", "yesterday"].contains(&w.as_str())
            || w.bytes().filter(u8::is_ascii_digit).count() >= 6
    });
    let ago = said.last().is_some_and(|w| w == "ago") && said.len() >= 3 || said.len() == 1 && is_short_ago(&said[0]) && from > 0;
    if ago || dated && (clock || said.len() >= 2 || said[0].bytes().filter(u8::is_ascii_digit).count() >= 6) {
        return Some(tail[from].0);
    }
    None
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Words with their places; a name may run into the word "Today" or the month that follows it.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        let glued = |stem: &str| word.len() > stem.len() && word.ends_with(stem);
        let cut = [
            "Today",
            "Yesterday",
            "Jan.",
            "Feb.",
            "Mar.",
            "March",
            "April",
            "May",
            "June",
            "July",
            "Aug.",
            "Sep.",
            "Sept.",
            "Oct.",
            "Nov.",
            "Dec.",
        ]
        .iter()
        .find(|stem| glued(stem));
        match cut {
            Some(stem) => {
                let cut = word.len() - stem.len();
                words.push((start, &word[..cut]));
                words.push((start + cut, &word[cut..]));
            }
            None => words.push((start, word)),
        }
    }
    words
}

fn is_clock(folded: &str) -> bool {
    let mut parts = folded.trim_end_matches("pm").trim_end_matches("am").split([':', '.', 'h']);
    let number = |s: Option<&str>, most: u32| s.is_some_and(|s| (1..=2).contains(&s.len()) && s.parse::<u32>().is_ok_and(|n| n <= most));
    number(parts.next(), 24) && number(parts.next(), 59)
}

fn is_short_ago(folded: &str) -> bool {
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && digits.len() < folded.len()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && ["m", "h", "d", "w", "y", "mo", "min"].contains(&&folded[digits.len()..])
}

fn is_time_word(word: &str) -> bool {
    let folded = fold(word);
    let bare = folded.trim_matches(|c: char| ",.()·•|-–@".contains(c));
    let digits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit() || b"-/.:".contains(&b)) && bare.len() <= 12;
    let unit = ["second", "minute", "min", "hour", "hr", "day", "week", "month", "year"].contains(&bare.trim_end_matches('s'));
    let known = [
        "",
        "today",
        "yesterday",
        "ago",
        "at",
        "on",
        "am",
        "pm",
        "a.m",
        "p.m",
        "edited",
        "jst",
        "utc",
        "gmt",
        "est",
        "edt",
        "pst",
        "bst",
        "cet",
        "ist",
        "kst",
        "aest",
        "a",
        "an",
        "posted",
    ]
    .contains(&bare);
    let month = MONTHS.iter().any(|m| bare.starts_with(m)) && bare.len() <= 9;
    digits || unit || known || month || is_clock(bare) || is_short_ago(bare)
}

#[cfg(test)]
mod tests;
