//! Was a meeting held, is it planned, or was it put off?

use crate::frame::{Form, Frame, Modality};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::series::{Deictic, Naming};
use model::PartialDate;
use model::claim::MeetingStatus;

pub(super) fn status_of(
    reading: &Reading<'_, '_>,
    frame: Option<&Frame>,
    naming: &Naming,
    number: usize,
    date: Option<PartialDate>,
) -> MeetingStatus {
    let sentence = &reading.words.ann.sentences[number].tokens;
    let frames = reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]);
    let around = |f: &Frame| {
        f.object.as_ref().is_some_and(|o| o.start <= naming.whole.end && naming.whole.start <= o.end)
            || f.right.contains(&naming.whole.start)
            || f.agent.as_ref().is_some_and(|a| a.contains(&naming.whole.start))
    };
    for f in frames.clone().filter(|f| around(f)) {
        match f.lemma.as_ref() {
            "postpone" | "defer" | "delay" => return MeetingStatus::Postponed,
            "put" if reading.words.low(f.head + 1) == "off" => return MeetingStatus::Postponed,
            "cancel" | "scrap" | "call" if f.lemma.as_ref() != "call" || reading.words.low(f.head + 1) == "off" => {
                return MeetingStatus::Cancelled;
            }
            "propose" | "suggest" if f.modality == Modality::Held => return MeetingStatus::Proposed,
            _ => {}
        }
    }
    let low: Vec<&str> = (sentence.start..sentence.end.min(sentence.start + 120)).map(|i| reading.words.low(i)).collect();
    if low.iter().any(|w| matches!(*w, "postponed")) && frames.clone().count() <= 2 {
        return MeetingStatus::Postponed;
    }
    let looked_forward = frames.clone().any(|f| f.lemma.as_ref() == "look" && reading.words.low(f.head + 1) == "forward" && around(f));
    let mood = frame.and_then(|f| reading.frames.at(f.sentence, f.head)).map(|f| reading.moods[f]);
    let future =
        date.is_some_and(|d| reading.facts.published.is_some_and(|p| matches!((d.lower(), p.upper()), (Some(l), Some(u)) if l > u)));
    let past = date.is_some_and(|d| reading.facts.published.is_some_and(|p| matches!((d.upper(), p.lower()), (Some(u), Some(l)) if u < l)));
    match mood {
        _ if !past && (looked_forward || is_to_be_held(reading, naming)) => MeetingStatus::Planned,
        Some(Mood::Planned | Mood::Promised | Mood::Required) if !past => MeetingStatus::Planned,
        Some(Mood::Wanted | Mood::Possible) if !past && naming.deictic != Some(Deictic::Previous) => {
            if frame.is_some_and(|f| {
                f.form == Form::Infinitive && reading.frames.at(f.sentence, f.head).is_some_and(|i| wanted_by_offer(reading, i))
            }) {
                MeetingStatus::Proposed
            } else {
                MeetingStatus::Planned
            }
        }
        _ if future || naming.deictic == Some(Deictic::Next) && !past => MeetingStatus::Planned,
        _ if low.iter().any(|w| matches!(*w, "eagerness" | "hopes" | "proposal" | "proposed")) && mood != Some(Mood::Fact) && !past => {
            MeetingStatus::Proposed
        }
        _ => MeetingStatus::Held,
    }
}

/// `the second session, to be held in May`
fn is_to_be_held(reading: &Reading<'_, '_>, naming: &Naming) -> bool {
    let words = reading.words;
    let after = (naming.whole.end..).find(|k| !matches!(words.low(*k), "," | ")")).unwrap_or(naming.whole.end);
    words.low(after) == "to"
        && words.low(after + 1) == "be"
        && matches!(words.low(after + 2), "held" | "convened" | "hosted" | "organised" | "organized" | "conducted")
}

fn wanted_by_offer(reading: &Reading<'_, '_>, frame: usize) -> bool {
    reading.frames.all[frame].parent.is_some_and(|(p, _)| reading.words.lex.says("promise", &reading.frames.all[p].lemma, "offered"))
}
