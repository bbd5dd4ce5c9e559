//! How often something meets.

use crate::cues;
use model::claim::Cadence;
use std::ops::Range;

/// How often something meets, as a sentence says it.
pub(crate) fn cadence(words: &crate::words::Words<'_>, range: &Range<usize>) -> Option<Cadence> {
    let text = format!(" {} ", (range.start..range.end.min(range.start + 120)).map(|i| words.low(i)).collect::<Vec<_>>().join(" "));
    let meets = text.len() < 60 || cues::cue("sitting", &text).is_some();
    cues::cue("cadence", &text).filter(|_| meets && !text.contains("a year from"))?.parse().ok()
}
