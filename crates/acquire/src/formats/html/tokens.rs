//! **Where do tags begin and end?** The tokens of an HTML page, whatever its state.
//!
//! In → Out: decoded text → tags, attributes and text, all borrowed from it, in one pass.
//!
//! Never: fails; copies; looks at a byte more than a constant number of times, so that neither an attribute
//! of 50 MB nor a million unclosed comments cost more than their length.
//!
//! Source: HTML Living Standard, section 13.2.5, without the states that only tell errors apart.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// One piece of markup or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name …>`; the attributes are those in this range of [`Tokens::attributes`].
    Start { name: &'a str, attributes: Range<usize>, closed: bool },
    /// `</name>`
    End { name: &'a str },
    /// Text with its character references undecoded.
    Text(&'a str),
    /// Text of a script, a style sheet and the like, in which nothing is markup.
    Raw(&'a str),
}

/// An attribute as written, its value undecoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute<'a> {
    /// Name in the page's own case.
    pub(super) name: &'a str,
    /// Value without its quotation marks; empty where there is none.
    pub(super) value: &'a str,
}

/// Elements whose content is no markup.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Reads tokens off a page.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The raw element that was just opened.
    raw: Option<usize>,
    /// Raw elements known to have no end tag in the rest of the page: each is searched for in vain only once.
    endless: [bool; RAW.len()],
    /// Whether the rest of the page holds no `-->`, found out at most once.
    uncommented: bool,
    /// Attributes of all tags so far.
    pub(super) attributes: Vec<Attribute<'a>>,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of `html`.
    pub(super) fn new(html: &'a str) -> Tokens<'a> {
        Tokens { html, at: 0, raw: None, endless: [false; RAW.len()], uncommented: false, attributes: Vec::new() }
    }

    /// The rest of the page.
    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    /// What follows a raw element's start tag, up to its end tag. Without one the element is taken as empty,
    /// so that a forgotten `</title>` does not swallow the page; a script or style without end runs to the end.
    fn raw_text(&mut self, which: usize) -> Option<Token<'a>> {
        if self.endless[which] {
            return None;
        }
        let rest = self.rest();
        let end = end_tag(rest, RAW[which]);
        if end.is_none() {
            self.endless[which] = true;
            if !matches!(RAW[which], "script" | "style" | "plaintext") {
                return None;
            }
        }
        let length = end.unwrap_or(rest.len());
        self.at += length;
        (length > 0).then(|| Token::Raw(&rest[..length]))
    }

    /// Steps over a comment, a declaration or a processing instruction at `<`.
    fn pass_over(&mut self) {
        let rest = self.rest();
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            if comment.starts_with('>') {
                5
            } else if comment.starts_with("->") {
                6
            } else if self.uncommented {
                rest.len()
            } else if let Some(end) = comment.find("-->") {
                4 + end + 3
            } else {
                self.uncommented = true;
                rest.len()
            }
        } else {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        };
        self.at += length;
    }

    /// A tag at `<` or `</`; `None` where the page ends inside it.
    fn tag(&mut self) -> Option<Token<'a>> {
        let bytes = self.html.as_bytes();
        let is_end = bytes.get(self.at + 1) == Some(&b'/');
        let start = self.at + 1 + usize::from(is_end);
        let mut at = start;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'/' | b'>') {
            at += 1;
        }
        let name = &self.html[start..at];
        let first = self.attributes.len();
        let mut closed = false;
        loop {
            while at < bytes.len() && (is_space(bytes[at]) || bytes[at] == b'/') {
                closed = bytes[at] == b'/';
                at += 1;
            }
            match bytes.get(at) {
                None => {
                    self.at = bytes.len();
                    return None;
                }
                Some(b'>') => {
                    self.at = at + 1;
                    break;
                }
                Some(_) => at = self.attribute(at),
            }
            closed = false;
        }
        if is_end {
            self.attributes.truncate(first);
            return Some(Token::End { name });
        }
        self.raw = RAW.iter().position(|raw| name.eq_ignore_ascii_case(raw));
        Some(Token::Start { name, attributes: first..self.attributes.len(), closed })
    }

    /// Reads the attribute at `at` and returns where it ends.
    fn attribute(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let start = at;
        // An equals sign at the very beginning belongs to the name.
        let mut at = at + 1;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'/' | b'>' | b'=') {
            at += 1;
        }
        let end = at;
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while at < bytes.len() && is_space(bytes[at]) {
                at += 1;
            }
            (value, at) = self.value(at);
        }
        // A name that begins inside a character cannot be: all delimiters are ASCII.
        self.attributes.push(Attribute { name: &self.html[start..end], value });
        at
    }

    /// Reads the value at `at`: quoted, or up to white space or `>`.
    fn value(&self, at: usize) -> (&'a str, usize) {
        let bytes = self.html.as_bytes();
        match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let value = &self.html[at + 1..];
                let length = value.find(char::from(*quote)).unwrap_or(value.len());
                (&value[..length], (at + 1 + length + 1).min(bytes.len()))
            }
            _ => {
                let length = bytes[at..].iter().take_while(|b| !is_space(**b) && **b != b'>').count();
                (&self.html[at..at + length], at + length)
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(which) = self.raw.take()
            && let Some(text) = self.raw_text(which)
        {
            return Some(text);
        }
        let start = self.at;
        loop {
            let Some(offset) = self.rest().find('<') else {
                self.at = self.html.len();
                return (start < self.at).then(|| Token::Text(&self.html[start..]));
            };
            let at = self.at + offset;
            let after = self.html.as_bytes().get(at + 1).copied().unwrap_or(b' ');
            let named = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
            let is_tag = after.is_ascii_alphabetic() || (after == b'/' && named(self.html.as_bytes().get(at + 2)));
            let is_other = matches!(after, b'!' | b'?' | b'/');
            if !is_tag && !is_other {
                self.at = at + 1;
                continue;
            }
            if at > start {
                self.at = at;
                return Some(Token::Text(&self.html[start..at]));
            }
            self.at = at;
            if is_tag {
                return self.tag();
            }
            self.pass_over();
            return self.next_after_comment();
        }
    }
}

impl<'a> Tokens<'a> {
    /// The next token after something that is none: a loop, since a page may hold a million comments in a row.
    fn next_after_comment(&mut self) -> Option<Token<'a>> {
        while let Some(next) = self.rest().strip_prefix('<') {
            let is_other =
                next.starts_with(['!', '?']) || (next.starts_with('/') && !next[1..].starts_with(|c: char| c.is_ascii_alphabetic()));
            if !is_other {
                break;
            }
            self.pass_over();
        }
        self.next()
    }
}

/// Where `</name` stands in `text`, in whatever case.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let at = from + found;
        let after = at + 2 + name.len();
        let named = bytes.get(at + 2..after).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        if named && bytes.get(after).is_none_or(|b| is_space(*b) || matches!(b, b'/' | b'>')) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Names of character references, with what they stand for and whether they need no semicolon.
static REFERENCES: LazyLock<HashMap<&'static str, (String, bool)>> = LazyLock::new(|| {
    let lines = include_str!("entities.tsv").lines().filter(|l| !l.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        let name = fields.next()?;
        let points = fields.next()?.split(' ').filter_map(|p| char::from_u32(u32::from_str_radix(p, 16).ok()?));
        Some((name, (points.collect(), fields.next().is_some())))
    });
    rows.collect()
});

/// Characters that numeric references from 128 to 159 mean, since browsers read them as Windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// `text` with its character references decoded; what is none stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes().get(1) {
            Some(b'#') => numeric(&rest[2..], &mut decoded).map(|n| n + 2),
            Some(b) if b.is_ascii_alphabetic() => named(&rest[1..], &mut decoded).map(|n| n + 1),
            _ => None,
        };
        match length {
            Some(length) => rest = &rest[length..],
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Decodes what follows `&#`; returns how much of it was used.
fn numeric(text: &str, decoded: &mut String) -> Option<usize> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let point = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    decoded.push(match point {
        128..=159 => WINDOWS_1252[point as usize - 128],
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER),
    });
    Some(prefix + length + usize::from(digits[length..].starts_with(';')))
}

/// Longest name of a reference.
const LONGEST: usize = 32;

/// Decodes what follows `&`; returns how much of it was used.
fn named(text: &str, decoded: &mut String) -> Option<usize> {
    let length = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if text[length..].starts_with(';')
        && let Some((meaning, _)) = REFERENCES.get(&text[..length])
    {
        decoded.push_str(meaning);
        return Some(length + 1);
    }
    let bare = (2..=length.min(6)).rev().find(|n| REFERENCES.get(&text[..*n]).is_some_and(|(_, bare)| *bare))?;
    decoded.push_str(&REFERENCES[&text[..bare]].0);
    Some(bare)
}
