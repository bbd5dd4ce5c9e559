//! Texts that are items of a list, and the projects that they agree on.

use super::between;
use super::name::named;
use crate::cues;
use crate::reading::Reading;
use crate::words::Class;
use model::ClaimKind;
use model::claim::{Instrument, InstrumentAction};
use std::ops::Range;

/// An item of a list of texts that were signed: `a contract between X and Y for …`.
pub(crate) fn listed(reading: &mut Reading<'_, '_>, lead: usize, number: usize) {
    let words = reading.words;
    let lead_low = crate::words::fold(&words.text(&words.ann.sentences[reading.frames.all[lead].sentence].tokens));
    let before = reading.frames.all[lead].sentence.saturating_sub(6);
    let signing = (before..=reading.frames.all[lead].sentence).any(|s| {
        reading.frames.of_sentence[s].clone().any(|f| matches!(reading.frames.all[f].lemma.as_ref(), "sign" | "conclude" | "ink"))
    });
    if !signing || !cues::speaks("heading", &lead_low, "signing") {
        return;
    }
    let range = words.ann.sentences[number].tokens.clone();
    item(reading, &range, InstrumentAction::Signed, &[]);
}

/// A text that an item of a list names, with whoever it says that it is between, else `sides`.
pub(super) fn item(reading: &mut Reading<'_, '_>, range: &Range<usize>, action: InstrumentAction, sides: &[model::Party]) {
    let words = reading.words;
    let Some((name, kind)) = named(reading, range) else { return };
    if name.start > range.start + 4 {
        return;
    }
    let mut parties = between(reading, range);
    if parties.is_empty() {
        parties = sides.to_vec();
    }
    // The name without the parties between which it is: `contract for the supply of trains`.
    let topic = (name.start..range.end).find(|i| matches!(words.low(*i), "on" | "for") && words.class(*i) == Class::Prep);
    let stop = |from: usize| {
        (from..range.end)
            .find(|i| matches!(words.low(*i), "between" | ";" | "," | "(" | "by" | "under") || matches!(words.class(*i), Class::Rel))
            .unwrap_or(range.end)
    };
    let head_end = (name.start..range.end).find(|i| matches!(words.low(*i), "between" | "on" | "for" | "with")).unwrap_or(name.end);
    let head = words.text(&(name.start..head_end));
    let about = topic.map(|t| words.text(&(t..stop(t + 1))));
    let text = about.as_ref().map_or(head.clone(), |a| format!("{head} {a}"));
    let slots = Instrument { name: Some(text), kind: Some(kind), action: Some(action), parties: parties.clone(), ..Instrument::default() };
    reading.push(ClaimKind::Instrument(slots), name.clone(), "instrument/listed");
    if let Some(t) = topic {
        project(reading, &(t + 1..stop(t + 1)), parties);
    }
}

/// What is to be built or done under a signed text is an agreed project.
pub(super) fn project(reading: &mut Reading<'_, '_>, range: &Range<usize>, parties: Vec<model::Party>) {
    if !crate::kinds::project::is_project(reading.words, range) || range.is_empty() {
        return;
    }
    let status = Some(model::claim::ProjectStatus::Agreed);
    let mut slots = model::claim::Project { parties, status, ..model::claim::Project::default() };
    if crate::kinds::project::call(reading, &mut slots, range) {
        reading.push(ClaimKind::Project(slots), range.clone(), "project/signed");
    }
}
