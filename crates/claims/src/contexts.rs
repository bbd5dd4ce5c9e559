//! **In which contexts does an event stand?** PLOVER's contexts, by the words of the evidence.

use crate::reading::{Draft, Reading};

/// The contexts that the evidence of a draft speaks of.
pub(crate) fn of(reading: &Reading<'_, '_>, draft: &Draft) -> Vec<String> {
    let text: String =
        draft.evidence.iter().take(3).map(|e| crate::words::fold(e.of(&reading.document().text))).collect::<Vec<_>>().join(" ");
    let mut out: Vec<String> = Vec::new();
    for (stem, context) in crate::cues::all("context") {
        if out.last().is_none_or(|last| last != context) && starts_word(&text, stem) {
            out.push((*context).to_owned());
        }
    }
    out
}

/// Whether some word of the text begins so.
fn starts_word(text: &str, stem: &str) -> bool {
    text.match_indices(stem).any(|(at, _)| at == 0 || !text[..at].ends_with(char::is_alphanumeric))
}
