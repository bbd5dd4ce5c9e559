//! "Release date", "Last updated:", "Division in Charge": the words before what a page says of itself.

use crate::boilerplate::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What stands behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// When it was published.
    Published,
    /// A date that is one of publication only outside the article.
    Date,
    /// When it was last changed.
    Updated,
    /// Who wrote it.
    Author,
    /// Who published it.
    Publisher,
    /// Whom the page names as its source, which may be its publisher.
    Source,
    /// Who is in charge.
    Office,
    /// Something that is no part of the article either.
    Other,
}

/// Longest label in words.
const LONGEST: usize = 6;

static LABELS: LazyLock<HashMap<&'static str, Slot>> = LazyLock::new(|| {
    let rows = include_str!("labels.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t')).filter_map(|(slot, label)| Some((label, slot_of(slot)?))).collect()
});

fn slot_of(name: &str) -> Option<Slot> {
    Some(match name {
        "published" => Slot::Published,
        "date" => Slot::Date,
        "updated" => Slot::Updated,
        "author" => Slot::Author,
        "publisher" => Slot::Publisher,
        "source" => Slot::Source,
        "office" => Slot::Office,
        "other" => Slot::Other,
        _ => return None,
    })
}

/// A label at the start of `text`, and what stands behind it in the same piece (nothing, if it stands alone).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Labelled<'a> {
    pub(crate) slot: Slot,
    pub(crate) value: &'a str,
    /// Whether a colon parts the two.
    pub(crate) colon: bool,
}

/// The longest label that `text` starts with.
pub(crate) fn at_start(text: &str) -> Option<Labelled<'_>> {
    let text = text.trim().trim_start_matches(['[', '(', '【', '■', '●', '*', '-', '•']).trim_start();
    let mut ends: Vec<usize> = Vec::new();
    let mut in_word = false;
    for (i, c) in text.char_indices() {
        let ends_here = c.is_whitespace() || ":：".contains(c);
        if in_word && ends_here {
            ends.push(i);
        }
        in_word = !ends_here;
        if ends.len() >= LONGEST || i > 80 {
            break;
        }
    }
    if in_word && ends.len() < LONGEST && text.len() <= 80 {
        ends.push(text.len());
    }
    ends.iter().rev().find_map(|&end| {
        let label = fold(&text[..end]);
        let slot = LABELS.get(label.trim_end_matches([']', ')', '】', ',', ' '])).copied()?;
        let rest = text[end..].trim_start();
        let value = rest.trim_start_matches([':', '：', ']', ')', '】', ' ', '\u{a0}']).trim();
        Some(Labelled { slot, value, colon: rest.starts_with([':', '：', ']', '】']) })
    })
}

/// Whether the text is a label and nothing else.
pub(crate) fn alone(text: &str) -> Option<Slot> {
    at_start(text).filter(|found| found.value.is_empty()).map(|found| found.slot)
}
