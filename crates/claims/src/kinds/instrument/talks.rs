//! Texts under negotiation: `Negotiations on the FTA, which started in 2012`.

use super::name::named;
use crate::mood::Mood;
use crate::reading::Reading;
use model::ClaimKind;
use model::claim::{Instrument, InstrumentAction};

/// Negotiations on a text: `Negotiations on the FTA, which started in 2012`.
pub(super) fn negotiations(reading: &mut Reading<'_, '_>, sentence: usize) {
    let range = reading.words.ann.sentences[sentence].tokens.clone();
    let words = reading.words;
    let end = range.end.min(range.start + 300);
    if under_talks(reading, sentence) {
        return;
    }
    let Some(at) = (range.start..end).find(|i| words.low(*i) == "negotiations") else { return };
    let begun = reading.frames.of_sentence[sentence].clone().map(|f| (f, &reading.frames.all[f])).find(|(f, x)| {
        reading.moods[*f] == Mood::Fact
            && matches!(x.lemma.as_ref(), "start" | "begin" | "launch" | "open" | "resume" | "commence")
            && x.head > at
    });
    let Some((_, frame)) = begun else { return };
    let topic = words.low(at + 1);
    if !matches!(topic, "on" | "for" | "of" | "towards") {
        return;
    }
    let Some((name, kind)) = named(reading, &(at + 2..frame.group.start)) else { return };
    let times = reading.times(&(frame.head..end));
    let text = reading.phrase(&name);
    let slots = Instrument {
        name: text,
        kind: Some(kind),
        action: Some(InstrumentAction::Negotiated),
        date: times.at.or(times.since),
        ..Instrument::default()
    };
    reading.push(ClaimKind::Instrument(slots), at..at + 1, "instrument/negotiations");
}

/// `X is in talks with Y on an agreement`, `the sides continue negotiations on a treaty`.
fn under_talks(reading: &mut Reading<'_, '_>, sentence: usize) -> bool {
    let words = reading.words;
    for f in reading.frames.of_sentence[sentence].clone() {
        let frame = &reading.frames.all[f];
        if reading.moods[f] != Mood::Fact || frame.negated {
            continue;
        }
        let right = frame.right.start..frame.right.end.min(frame.right.start + 40);
        let holds = match frame.lemma.as_ref() {
            "be" | "remain" => words.low(right.start) == "in",
            lemma => words.lex.says("course", lemma, "talks"),
        };
        let Some(at) = right.clone().take(5).find(|i| matches!(words.low(*i), "talks" | "negotiations")).filter(|_| holds) else {
            continue;
        };
        let Some(on) = (at + 1..right.end).find(|i| matches!(words.low(*i), "on" | "for" | "towards" | "toward")) else { continue };
        let Some((name, kind)) = named(reading, &(on + 1..right.end)) else { continue };
        let mut parties = reading.agent(f).acting();
        if let Some(with) = frame.prep(words, &["with"]) {
            parties.extend(reading.who.who(&with).acting());
        }
        let slots = Instrument {
            name: reading.phrase(&name),
            kind: Some(kind),
            action: Some(InstrumentAction::Negotiated),
            date: reading.times(&right).since.or(reading.times(&right).at.filter(|_| frame.past && frame.lemma.as_ref() != "be")),
            parties,
            ..Instrument::default()
        };
        reading.push(ClaimKind::Instrument(slots), at..at + 1, "instrument/negotiations");
        return true;
    }
    false
}
