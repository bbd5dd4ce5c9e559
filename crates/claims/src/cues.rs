//! **What does a run of text speak of?** Lists of cues: stems and phrases that may stand anywhere in it.
//!
//! In → Out: the files under `words/cues/`, in their order, and a text in lower case → what the cues in it say.
//!
//! Never: asks where a word begins; lists of whole words are the [`lexicon`](crate::lexicon)'s.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Lists of cues: a cue, and after a tab what it says.
const LISTS: &[(&str, &str)] = &[
    ("blacklist", include_str!("../words/cues/blacklist.tsv")),
    ("cadence", include_str!("../words/cues/cadence.tsv")),
    ("column", include_str!("../words/cues/column.tsv")),
    ("context", include_str!("../words/cues/context.tsv")),
    ("delegate", include_str!("../words/cues/delegate.tsv")),
    ("heading", include_str!("../words/cues/heading.tsv")),
    ("mode", include_str!("../words/cues/mode.tsv")),
    ("occasion", include_str!("../words/cues/occasion.tsv")),
    ("progress-cell", include_str!("../words/cues/progress-cell.tsv")),
    ("sitting", include_str!("../words/cues/sitting.tsv")),
    ("tier", include_str!("../words/cues/tier.tsv")),
    ("undertaking", include_str!("../words/cues/undertaking.tsv")),
];

/// A cue with what it says; the empty text where it only is one.
type Cue = (Box<str>, &'static str);

static CUES: LazyLock<HashMap<&'static str, Vec<Cue>>> = LazyLock::new(|| {
    let cue = |line: &'static str| {
        let (cue, says) = line.split_once('\t').unwrap_or((line, ""));
        // `_` stands for the blank at the edge of a cue, which a line of a file would lose.
        (cue.replace('_', " ").into(), says.trim())
    };
    LISTS.iter().map(|(name, text)| (*name, crate::lexicon::lines(text).map(cue).collect())).collect()
});

/// The cues of a list, in the order of its file.
pub(crate) fn all(list: &str) -> &'static [Cue] {
    CUES.get(list).map_or(&[], Vec::as_slice)
}

/// What the first cue of a list that stands in a text says.
pub(crate) fn cue(list: &str, text: &str) -> Option<&'static str> {
    all(list).iter().find(|(cue, _)| text.contains(cue.as_ref())).map(|(_, says)| *says)
}

/// Whether a cue that has a sense in a list stands in a text.
pub(crate) fn speaks(list: &str, text: &str, sense: &str) -> bool {
    all(list).iter().any(|(cue, says)| says.split(' ').any(|s| s == sense) && text.contains(cue.as_ref()))
}
