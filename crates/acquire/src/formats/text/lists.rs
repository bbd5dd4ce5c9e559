//! Marks of list items and numbers of headings.

/// The style of a mark, which tells lists inside lists apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `•`, `-`.
    Bullet(char),
    /// `1.`, `2)`.
    Number(char),
    /// `(1)`.
    InNumber,
    /// `a.`, `b)`.
    Letter(char),
    /// `(a)`.
    InLetter,
    /// `I.`, `II.`, `iv)`.
    Roman(char),
    /// `(i)`.
    InRoman,
    /// `1.2`, `3.1.4`: how many numbers.
    Deep(u8),
}

/// A mark: its style, its number where it has one, and how many bytes it takes with the space after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    pub(super) number: u32,
    pub(super) length: usize,
}

const BULLETS: &str = "•●○◦▪▫■□◆◇►▶▷✓✔✦➢➤‣⁃∙·※*+-–—・";

/// The mark that an item begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if BULLETS.contains(first) || ('\u{f000}'..='\u{f0ff}').contains(&first) {
        let rest = &text[first.len_utf8()..];
        let tight = "•●○◦▪■□◆◇►▶✓➢‣・".contains(first);
        let spaced = rest.starts_with(char::is_whitespace) || tight && !rest.is_empty();
        let body = rest.trim_start();
        return (spaced && !body.is_empty() && body.starts_with(|c: char| !BULLETS.contains(c))).then(|| Marker {
            style: Style::Bullet(first),
            number: 0,
            length: text.len() - body.len(),
        });
    }
    if ('①'..='⑳').contains(&first) {
        let body = text[first.len_utf8()..].trim_start();
        return Some(Marker { style: Style::InNumber, number: u32::from(first) - u32::from('①') + 1, length: text.len() - body.len() });
    }
    let (open, rest) = match text.strip_prefix(['(', '（']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|end| (1..=9).contains(end))?;
    let (mut said, mut after) = rest.split_at(end);
    let close = if let Some(tail) = after.strip_prefix([')', '）']) {
        after = tail;
        ')'
    } else if open {
        return None;
    } else if let Some(bare) = said.strip_suffix('.') {
        said = bare;
        '.'
    } else if said.contains('.') {
        ' '
    } else {
        return None;
    };
    if !(after.starts_with(char::is_whitespace) || open && !after.is_empty()) {
        return None;
    }
    let body = after.trim_start();
    if body.is_empty() {
        return None;
    }
    let length = text.len() - body.len();
    let made = |style, number| Some(Marker { style, number, length });
    if said.contains('.') {
        let parts: Vec<&str> = said.split('.').collect();
        let deep = parts.iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
        return if deep && body.starts_with(|c: char| c.is_alphabetic()) {
            made(Style::Deep(parts.len() as u8), parts.last().and_then(|p| p.parse().ok()).unwrap_or(0))
        } else {
            None
        };
    }
    if said.bytes().all(|b| b.is_ascii_digit()) {
        let number = said.parse().ok().filter(|n| *n < 200 && said.len() <= 3)?;
        // "12. März 2025" is a date, not an item.
        let dated = close == '.'
            && said.len() <= 2
            && crate::visible::find_dates(&text[..text.floor_char_boundary(24)]).iter().any(|f| f.start == 0);
        return if dated { None } else { made(if open { Style::InNumber } else { Style::Number(close) }, number) };
    }
    if let Some(number) = roman(said) {
        return made(if open { Style::InRoman } else { Style::Roman(close) }, number);
    }
    // "A." alone is as often the initial of a name.
    let letter = said.len() == 1 && (close == ')' || said.bytes().all(|b| b.is_ascii_lowercase()));
    letter
        .then(|| u32::from(said.as_bytes()[0].to_ascii_lowercase() - b'a') + 1)
        .and_then(|number| made(if open { Style::InLetter } else { Style::Letter(close) }, number))
}

/// Roman numbers as lists use them; alone, `c`, `d`, `l` and `m` are letters.
const ROMAN: &[&str] = &[
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
    "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix", "xxx",
];

/// The value of a Roman number up to 30, all of one case.
fn roman(said: &str) -> Option<u32> {
    let lower = said.to_ascii_lowercase();
    if said != lower && said != said.to_ascii_uppercase() {
        return None;
    }
    ROMAN.iter().zip(1..).find(|(number, _)| **number == lower).map(|(_, value)| value)
}
