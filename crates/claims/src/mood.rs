//! **Is it so, to be, or only wanted?** What governs a verb decides how its clause is to be taken.

use crate::frame::{Form, Frames, Link, Modality};
use crate::lexicon::Lexicon;
use serde::Deserialize;

/// How a clause is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mood {
    /// It is so, or was.
    Fact,
    /// `will`, `is to`, `plans to`, `is expected to`
    Planned,
    /// `agreed to`, `decided to`: the promise is the governing verb's.
    Promised,
    /// `asked X to`, `called for`, `wants to`
    Wanted,
    /// `could`, `may`, `would`
    Possible,
    /// `must`, `should`
    Required,
    /// `if …`
    Conditional,
}

/// How a frame is to be taken, with all that governs it.
pub(crate) fn of(lex: &Lexicon, frames: &Frames, frame: usize) -> Mood {
    let own = match frames.all[frame].modality {
        Modality::Held => Mood::Fact,
        Modality::Planned => Mood::Planned,
        Modality::Possible => Mood::Possible,
        Modality::Required => Mood::Required,
        Modality::Conditional => Mood::Conditional,
    };
    let Some((parent, link)) = frames.all[frame].parent else { return own };
    let above = &frames.all[parent];
    let lemma = above.lemma.as_ref();
    match (frames.all[frame].form, link) {
        (Form::Infinitive, Link::Infinitive) => {
            // What somebody failed to do was not done: the frame is denied.
            if lemma == "fail" {
                of_bounded(frames, parent)
            } else if lemma == "expect" && !above.passive {
                Mood::Wanted
            } else if let Some(word) = lex.class("governs", lemma) {
                match word {
                    "planned" => Mood::Planned,
                    "promised" => Mood::Promised,
                    _ => Mood::Wanted,
                }
            } else if lex.says("course", lemma, "real") {
                of_bounded(frames, parent)
            } else {
                // `visited X to explore Y`: an aim, not yet so.
                Mood::Wanted
            }
        }
        (Form::Infinitive, _) => Mood::Wanted,
        (Form::Finite, Link::That) if lex.says("promise", lemma, "wanted") => Mood::Wanted,
        (Form::Finite, Link::That) if own == Mood::Possible && lex.says("promise", lemma, "possible") => Mood::Promised,
        (Form::Finite, Link::That) if own == Mood::Planned && lex.says("promise", lemma, "planned") => Mood::Promised,
        (Form::Gerund, _) if matches!(lemma, "propose" | "suggest" | "consider" | "recommend" | "avoid") => Mood::Wanted,
        _ => own,
    }
}

fn of_bounded(frames: &Frames, frame: usize) -> Mood {
    match frames.all[frame].modality {
        Modality::Held => Mood::Fact,
        _ => Mood::Planned,
    }
}
