//! Occasions that a verb tells of, without a noun that names them.

use super::{Gathered, Occasion, merged, mode_in, participants, place_in};
use crate::cues;
use crate::frame::{Form, Frame, Modality};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::series;
use model::claim::{Level, Meeting, MeetingStatus, ParticipantRole};
use std::ops::Range;

/// Occasions that a verb tells of: `X met Y`, `X held talks with Y`, `X received Y`, `X called on Y`.
pub(super) fn verbal(reading: &Reading<'_, '_>, number: usize) -> Vec<Occasion> {
    let words = reading.words;
    let mut out = Vec::new();
    for f in reading.frames.of_sentence[number].clone() {
        let frame = &reading.frames.all[f];
        if frame.negated {
            continue;
        }
        let Some((a, b)) = met(reading, frame) else { continue };
        let (status, fits) = status_of_mood(reading.moods[f]);
        if !fits {
            continue;
        }
        let mut parties = a.acting();
        parties = merged(parties, &b.acting());
        let scope = reading.scope(frame);
        let times = reading.times(&scope);
        let people: Vec<_> = a.persons.iter().chain(&b.persons).collect();
        let mut present = Vec::new();
        for (side, receives) in [(&a, matches!(frame.lemma.as_ref(), "receive" | "host")), (&b, false)] {
            for p in &side.persons {
                let role = if receives { ParticipantRole::Host } else { ParticipantRole::Participant };
                participants::add(&mut present, participants::of_entity(reading, p.entity, role));
            }
        }
        let text = crate::words::fold(&words.text(&scope));
        let level = level_of_people(reading, &people.iter().map(|p| p.entity).collect::<Vec<_>>())
            .or_else(|| frame.agent.as_ref().and_then(|a| series::level_of(words, a)));
        let slots = Meeting {
            date: times.at.or(times.due),
            place: place_in(reading, &(frame.head..frame.right.end)),
            mode: mode_in(&text),
            level,
            parties,
            status: Some(status),
            participants: present,
            ..Meeting::default()
        };
        let attributed =
            reading.attribution(f).and_then(|s| s.speakers().into_iter().next()).filter(|s| !people.iter().any(|p| p.name == s.as_str()));
        out.push(Occasion {
            slots,
            series: None,
            deictic: None,
            evidence: vec![reading.evidence(frame.head)],
            at: frame.head..frame.head + 1,
            attributed,
            persons: people.iter().map(|p| p.entity).collect(),
            pointing: false,
            rule: "meeting/verb",
            heading: false,
        });
    }
    out
}

/// Sessions that a verb tells of with the body that sits as its subject: `It will meet in Lomé in May`, `and convened again in June`.
pub(super) fn sittings(reading: &Reading<'_, '_>, list: &[Gathered], number: usize) -> Vec<Occasion> {
    let words = reading.words;
    let frames = reading.frames.of_sentence[number].clone();
    let mut out = Vec::new();
    for f in frames.clone() {
        let frame = &reading.frames.all[f];
        let sits = matches!(frame.lemma.as_ref(), "meet" | "convene" | "reconvene" | "gather" | "sit" | "assemble");
        if !sits || frame.passive || frame.negated || frame.object.is_some() && frame.lemma.as_ref() != "meet" {
            continue;
        }
        let Some(agent) = frame.agent.clone() else { continue };
        let pronoun = agent.len() == 1 && matches!(words.low(agent.start), "it" | "they" | "which" | "who");
        let named = list.iter().position(|g| g.places.get(g.places.partition_point(|p| *p < agent.start)).is_some_and(|p| *p < agent.end));
        // The first verb of a body named in its sentence is read with its name.
        let first = frames.clone().all(|o| o >= f || reading.frames.all[o].agent.as_ref() != Some(&agent));
        let series = match named {
            Some(s) if !first => Some(s),
            // `They` are those whom the document is about; `it` is the body named last.
            None if pronoun && words.low(agent.start) == "they" => (0..list.len()).min_by_key(|s| list[*s].places.first()),
            None if pronoun => last_named(list, words.ann.sentences[number].tokens.start),
            _ => continue,
        };
        if series.is_none() {
            continue;
        }
        let (status, fits) = status_of_mood(reading.moods[f]);
        let times = reading.own_times(f);
        let place = place_in(reading, &(frame.head..frame.right.end));
        if !fits || place.is_none() && times.at.is_none() && times.due.is_none() {
            continue;
        }
        let text = crate::words::fold(&words.text(&reading.scope(frame)));
        let slots = Meeting {
            mechanism: series.and_then(|s| list[s].slots.name.clone()),
            date: times.at.or(times.due),
            place,
            mode: mode_in(&text),
            status: Some(status),
            ..Meeting::default()
        };
        out.push(Occasion {
            slots,
            series,
            deictic: None,
            evidence: vec![reading.evidence(frame.head)],
            at: frame.head..frame.head + 1,
            attributed: reading.attribution(f).and_then(|s| s.speakers().into_iter().next()),
            persons: Vec::new(),
            pointing: false,
            rule: "meeting/verb",
            heading: false,
        });
    }
    out
}

/// The series named last before a word.
fn last_named(list: &[Gathered], at: usize) -> Option<usize> {
    list.iter().enumerate().filter_map(|(s, g)| Some((g.place_before(at)?, s))).max().map(|(_, s)| s)
}

/// The standing of an occasion by the mood of its verb, and whether it is one at all.
fn status_of_mood(mood: Mood) -> (MeetingStatus, bool) {
    match mood {
        Mood::Fact => (MeetingStatus::Held, true),
        Mood::Planned | Mood::Promised | Mood::Required => (MeetingStatus::Planned, true),
        Mood::Wanted | Mood::Possible | Mood::Conditional => (MeetingStatus::Proposed, false),
    }
}

/// The two sides of a verb of meeting.
fn met(reading: &Reading<'_, '_>, frame: &Frame) -> Option<(crate::resolve::Sides, crate::resolve::Sides)> {
    let words = reading.words;
    let who = |r: Option<Range<usize>>| r.map(|r| reading.who.who(&r)).filter(|s| s.is_known());
    // `The Committee met`: a session, which its name tells.
    if frame.object.is_none() && frame.agent.as_ref().is_some_and(|a| reading.who.is_body(a)) {
        return None;
    }
    let agent = who(frame.agent.clone())?;
    let none = crate::resolve::Sides::default();
    let object_head =
        frame.object.as_ref().and_then(|o| crate::rules::head_noun(words, o)).map(|h| words.low(h).to_owned()).unwrap_or_default();
    let talks = words.lex.has("talking", &object_head);
    let other = match frame.lemma.as_ref() {
        "meet" if !frame.passive => who(frame.object.clone())
            .or_else(|| who(frame.prep(words, &["with"])))
            .or_else(|| (several(&agent) || gathers(words, frame)).then(|| none.clone())),
        "receive" | "host" if !frame.passive => who(frame.object.clone()).filter(|s| !s.persons.is_empty() && !agent.persons.is_empty()),
        // `was received by the President`
        "receive" | "host" | "welcome" if frame.passive && frame.agent.is_some() => {
            who(frame.object.clone()).filter(|s| !s.persons.is_empty() && (!agent.persons.is_empty() || agent.is_known()))
        }
        "call" if words.low(frame.head + 1) == "on" && frame.infinitive.is_none() => {
            who(frame.prep(words, &["on"])).filter(|s| !s.persons.is_empty() && !agent.persons.is_empty())
        }
        "pay" if object_head == "call" => who(frame.prep(words, &["on", "to"])),
        "hold" | "have" | "conduct" if talks => who(frame.prep(words, &["with"])).or_else(|| several(&agent).then(|| none.clone())),
        "speak" | "talk" | "confer" | "consult" if frame.past || frame.modality == Modality::Planned => {
            who(frame.prep(words, &["with", "to"]))
                .filter(|s| !s.persons.is_empty() && !agent.persons.is_empty() || frame.lemma.as_ref() == "confer")
        }
        "phone" | "telephone" => who(frame.object.clone()),
        "sit" if words.low(frame.head + 1) == "down" => who(frame.prep(words, &["with"])).or_else(|| several(&agent).then(|| none.clone())),
        "huddle" | "parley" | "dine" | "lunch" => who(frame.prep(words, &["with"])),
        "have" if matches!(object_head.as_str(), "lunch" | "dinner" | "breakfast") => who(frame.prep(words, &["with"])),
        _ => None,
    }?;
    Some((agent, other))
}

/// Whether a verb without an object tells of a group that gathers: `Trade Ministers of the Forum met in Suva`.
fn gathers(words: &crate::words::Words<'_>, frame: &Frame) -> bool {
    let head = frame.agent.as_ref().is_some_and(|a| cues::speaks("delegate", &crate::words::fold(&words.text(a)), "gathers"));
    head && frame.object.is_none() && !frame.passive && frame.form == Form::Finite
}

fn several(sides: &crate::resolve::Sides) -> bool {
    sides.persons.len() + sides.parties.len() >= 2
}

/// The rank at which persons meet: that of their offices.
pub(super) fn level_of_people(reading: &Reading<'_, '_>, entities: &[usize]) -> Option<Level> {
    let mut levels = entities.iter().filter_map(|e| {
        let office = reading.words.ann.entities[*e].offices.first()?;
        let low = crate::words::fold(&office.title);
        let parts: Vec<&str> = low.split([' ', ',']).collect();
        (1..=3.min(parts.len()))
            .rev()
            .find_map(|n| parts.windows(n).find_map(|w| reading.words.lex.class("office", &w.join(" "))))
            .and_then(|l| l.parse::<Level>().ok())
    });
    let first = levels.next()?;
    // A summit takes two leaders; of unequal ranks the lower counts, and a governor is subnational.
    Some(levels.fold(first, |a, b| if a == b { a } else { a.max(b) }))
}
