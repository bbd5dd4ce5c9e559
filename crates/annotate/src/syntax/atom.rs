//! **What are the smallest pieces that a word can be made of?**
//!
//! In → Out: a stretch of text → runs of letters, runs of digits, runs of one mark, contraction endings.
//!
//! Never: joins pieces (that is [`segment`](super::segment)'s); leaves a character that is not white space outside an atom.

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and the marks on them.
    Letters,
    /// Digits.
    Digits,
    /// One mark, or a run of the same mark (`...`, `--`).
    Mark,
    /// The ending of a contraction or possessive: `'s`, `n't`, `’ll`.
    Ending,
    /// An address of the web or of mail, whole.
    Address,
    /// A span that must stand as one word.
    Protected,
}

/// A piece of text that is never cut further. Offsets are bytes of the whole text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// White space, or the beginning of the block, stands before it.
    pub(super) spaced: bool,
    /// At least one empty line stands before it.
    pub(super) parted: bool,
}

/// Appends the atoms of `text[from..to]`; `protected` holds the spans inside it, in order, none overlapping.
pub(super) fn split(text: &str, from: usize, to: usize, protected: &[(usize, usize)], out: &mut Vec<Atom>) {
    let mut at = from;
    let mut gap = Gap::start();
    for &(start, end) in protected {
        if start < at || end > to || start >= end {
            continue;
        }
        plain(text, at, start, &mut gap, out);
        out.push(Atom { start, end, kind: Kind::Protected, spaced: gap.spaced, parted: gap.parted });
        gap = Gap::none();
        at = end;
    }
    plain(text, at, to, &mut gap, out);
}

/// The white space seen since the last atom.
struct Gap {
    spaced: bool,
    parted: bool,
    lines: u8,
}

impl Gap {
    fn start() -> Gap {
        Gap { spaced: true, parted: false, lines: 0 }
    }

    fn none() -> Gap {
        Gap { spaced: false, parted: false, lines: 0 }
    }

    fn add(&mut self, c: char) {
        self.spaced = true;
        if c == '\n' {
            self.lines = self.lines.saturating_add(1);
            self.parted = self.lines > 1;
        }
    }
}

fn plain(text: &str, from: usize, to: usize, gap: &mut Gap, out: &mut Vec<Atom>) {
    let mut at = from;
    while let Some(c) = text[at..to].chars().next() {
        if c.is_whitespace() || is_blank(c) {
            gap.add(c);
            at += c.len_utf8();
            continue;
        }
        let first = out.len();
        let end = if gap.spaced { address(text, at, to).unwrap_or(0) } else { 0 };
        if end > at {
            out.push(Atom { start: at, end, kind: Kind::Address, spaced: gap.spaced, parted: gap.parted });
            at = end;
        } else {
            let (end, kind) = run(text, at, to, c);
            out.push(Atom { start: at, end, kind, spaced: gap.spaced, parted: gap.parted });
            at = end;
        }
        *gap = Gap::none();
        contract(text, first, out);
    }
}

/// Characters that show nothing and part nothing that a reader sees: byte order mark, zero-width space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') || c.is_control()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

fn run(text: &str, at: usize, to: usize, c: char) -> (usize, Kind) {
    let rest = &text[at..to];
    let reach = |accept: &dyn Fn(char) -> bool| at + rest.find(|c| !accept(c)).unwrap_or(rest.len());
    if is_letter(c) {
        (reach(&is_letter), Kind::Letters)
    } else if c.is_numeric() {
        (reach(&|c| c.is_numeric()), Kind::Digits)
    } else if matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '~' | '#' | '\'' | '`' | '+') {
        (reach(&|d| d == c), Kind::Mark)
    } else {
        (at + c.len_utf8(), Kind::Mark)
    }
}

/// Marks the last atom as the ending of a contraction if it and the mark before it are one: `it` `'` `s`, `don` `'` `t`.
fn contract(text: &str, last: usize, out: &mut Vec<Atom>) {
    if let Some(&whole) = out.get(last)
        && whole.kind == Kind::Letters
        && let Some(cut) = fused(&text[whole.start..whole.end])
    {
        out[last].end = whole.start + cut;
        out.push(Atom { start: whole.start + cut, end: whole.end, kind: Kind::Ending, spaced: false, parted: false });
        return;
    }
    let (Some(&host), Some(&mark), Some(&tail)) = (out.get(last.wrapping_sub(2)), out.get(last.wrapping_sub(1)), out.get(last)) else {
        return;
    };
    if mark.spaced || tail.spaced || host.kind == Kind::Mark || tail.kind != Kind::Letters || mark.kind != Kind::Mark {
        return;
    }
    if !matches!(&text[mark.start..mark.end], "'" | "’" | "`" | "‘") {
        return;
    }
    let is = |what: &str| text[tail.start..tail.end].eq_ignore_ascii_case(what);
    if is("t") && host.kind == Kind::Letters && text[host.start..host.end].ends_with(['n', 'N']) && host.end - host.start > 1 {
        out.truncate(last - 1);
        out[last - 2].end -= 1;
        out.push(Atom { start: host.end - 1, end: tail.end, kind: Kind::Ending, spaced: false, parted: false });
    } else if ["s", "re", "ve", "ll", "d", "m"].iter().any(|e| is(e)) {
        out.truncate(last);
        out[last - 1].end = tail.end;
        out[last - 1].kind = Kind::Ending;
    }
}

/// Where two words that are written as one without an apostrophe part: `can|not`, `gon|na`, `did|nt`.
fn fused(word: &str) -> Option<usize> {
    const FUSED: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("wanna", 3),
        ("gotta", 3),
        ("dont", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("isnt", 2),
        ("wasnt", 3),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("shouldnt", 6),
        ("havent", 4),
        ("hasnt", 3),
        ("arent", 3),
        ("werent", 4),
    ];
    (4..=8).contains(&word.len()).then(|| FUSED.iter().find(|f| word.eq_ignore_ascii_case(f.0)).map(|f| f.1)).flatten()
}

/// Where an address of the web or of mail that starts at `at` ends, without the punctuation of the sentence around it.
fn address(text: &str, at: usize, to: usize) -> Option<usize> {
    let rest = &text[at..to];
    let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    // The scheme stands within the first bytes; a longer search would be quadratic over a text without white space.
    let head = &chunk.as_bytes()[..chunk.len().min(64)];
    let web = head.windows(3).any(|w| w == b"://") || head.starts_with(b"www.");
    let mail = head
        .iter()
        .position(|&b| b == b'@')
        .is_some_and(|i| i > 0 && head[i + 1..].windows(2).any(|w| w[0] == b'.' && w[1].is_ascii_alphabetic()));
    if !web && !mail {
        return None;
    }
    if head.first().is_some_and(|b| !b.is_ascii_alphanumeric()) {
        return None;
    }
    let chunk = &chunk[..chunk.find(['<', '>', '"', '“', '”', ',', ';']).unwrap_or(chunk.len())];
    let mut kept = chunk.trim_end_matches(['.', ':', '!', '?', '\'', '’', '*']);
    if kept.ends_with(')') && !kept.contains('(') {
        kept = kept.trim_end_matches([')', '.']);
    }
    (kept.len() > 4).then_some(at + kept.len())
}
