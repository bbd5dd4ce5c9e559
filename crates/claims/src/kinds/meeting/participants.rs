//! Who was there: lists and tables under `Participants`, and sentences that say who chaired, led, attended.

use super::Occasion;
use crate::cues;
use crate::reading::Reading;
use crate::words::Class;
use annotate::{EntityKind, MentionKind};
use model::Role;
use model::claim::{Participant, ParticipantRole};
use std::collections::BTreeMap;

/// A person with the office the document gives.
pub(super) fn of_entity(reading: &Reading<'_, '_>, entity: usize, role: ParticipantRole) -> Participant {
    let e = &reading.words.ann.entities[entity];
    let office = e.offices.iter().find(|o| !o.former);
    Participant {
        person: Some(e.name.clone()),
        post: office.map(|o| o.title.clone()).filter(|t| !t.is_empty()),
        party: office.and_then(|o| o.party.clone()).or_else(|| e.parties.first().cloned()),
        role,
    }
}

/// Adds somebody, or the role that one who is there already turns out to have.
pub(super) fn add(list: &mut Vec<Participant>, new: Participant) {
    match list.iter_mut().find(|p| super::same_participant(p, &new)) {
        Some(old) => {
            if old.role == ParticipantRole::Participant {
                old.role = new.role;
            }
            old.post = old.post.take().or(new.post);
            old.party = old.party.take().or(new.party);
        }
        None => list.push(new),
    }
}

pub(super) fn read(reading: &Reading<'_, '_>, out: &mut [Occasion]) {
    let Some(main) = out.iter().position(|o| o.slots.date.is_some() && o.deictic.is_none()).or(if out.is_empty() { None } else { Some(0) })
    else {
        return;
    };
    lists(reading, &mut out[main]);
    outline(reading, &mut out[main]);
    prose(reading, out, main);
    chairs(reading, out);
    without_guests(out);
}

/// `under the chairmanship of X`, `under the co-chairmanship of X and Y`, `with Palau in the chair`, `at the invitation of X`.
fn chairs(reading: &Reading<'_, '_>, out: &mut [Occasion]) {
    let words = reading.words;
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    let mut told: BTreeMap<model::Span, usize> = BTreeMap::new();
    for (n, o) in out.iter().enumerate() {
        named.entry(words.sentence_of(o.at.start)).or_insert(n);
        o.evidence.iter().for_each(|e| {
            told.entry(*e).or_insert(n);
        });
    }
    for number in 0..words.ann.sentences.len() {
        let sentence = words.ann.sentences[number].tokens.clone();
        let span = words.ann.sentences[number].span;
        let Some(index) = named.get(&number).or_else(|| told.get(&span)).copied() else { continue };
        let o = &mut out[index];
        let end = sentence.end.min(sentence.start + 160);
        for i in sentence.start..end {
            let low = words.low(i);
            let (range, role) = if words.lex.has("chairing", low) && words.low(i + 1) == "of" && i > 1 && under(words, i) {
                let verb = |k: &usize| matches!(words.class(*k), Class::Verb | Class::Aux | Class::Modal) || words.low(*k) == ";";
                let stop = (i + 2..end).find(verb).unwrap_or(end);
                (i + 2..stop, if words.lex.says("chairing", low, "joint") { ParticipantRole::CoChair } else { ParticipantRole::Chair })
            } else if low == "chair" && words.low(i.saturating_sub(1)) == "the" && words.low(i.saturating_sub(2)) == "in" {
                let Some(with) = (sentence.start..i - 2).rev().take(8).find(|k| words.low(*k) == "with") else { continue };
                (with + 1..i - 2, ParticipantRole::Chair)
            } else if matches!(low, "observer" | "observers" | "guest" | "guests") && i > sentence.start + 2 {
                let at = if words.class(i - 1) == Class::Det { i - 2 } else { i - 1 };
                let with = (sentence.start..at).rev().take(8).find(|k| words.low(*k) == "with").filter(|_| words.low(at) == "as");
                let Some(with) = with.filter(|w| !(w + 1..at).any(|k| words.class(k) == Class::Verb)) else { continue };
                (with + 1..at, if low.starts_with("guest") { ParticipantRole::Guest } else { ParticipantRole::Observer })
            } else if low == "invitation" && words.low(i + 1) == "of" && i == sentence.start + 2 {
                let host =
                    words.mentions_in(&(i + 2..end)).find(|(_, m)| m.kind == MentionKind::Person).map(|(_, m)| words.words_of(m.span));
                let meets = reading.frames.of_sentence[number].clone().any(|f| reading.frames.all[f].lemma.as_ref() == "meet");
                let Some(host) = host.filter(|_| meets) else { continue };
                (host, ParticipantRole::Host)
            } else {
                continue;
            };
            let sides = reading.who.who(&range);
            let several = sides.persons.len() + sides.parties.len() >= 2;
            let role = if role == ParticipantRole::Chair && several { ParticipantRole::CoChair } else { role };
            for p in &sides.persons {
                let new = of_entity(reading, p.entity, role);
                if role == ParticipantRole::Host
                    && let Some(party) = new.party.as_ref().map(|p| model::Party::new(p.root()))
                    && !o.slots.parties.iter().any(|p| p.root() == party.root())
                {
                    o.slots.parties.insert(0, party);
                }
                add(&mut o.slots.participants, new);
                if !o.persons.contains(&p.entity) {
                    o.persons.push(p.entity);
                }
            }
            if sides.persons.is_empty() {
                for party in &sides.parties {
                    add(&mut o.slots.participants, Participant { person: None, post: None, party: Some(party.clone()), role });
                }
            }
        }
    }
}

/// `under the joint chairmanship of`
fn under(words: &crate::words::Words<'_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|k| matches!(words.low(k), "under" | "with"))
}

/// Who only looks on or is a guest is no party to the occasion.
fn without_guests(out: &mut [Occasion]) {
    for o in out.iter_mut() {
        let looks_on = |p: &Participant| matches!(p.role, ParticipantRole::Observer | ParticipantRole::Guest);
        let root = |p: &Participant| p.party.as_ref().map(|p| p.root().to_owned());
        let sits: Vec<String> = o.slots.participants.iter().filter(|p| !looks_on(p)).filter_map(root).collect();
        let guests: Vec<String> = o.slots.participants.iter().filter(|p| looks_on(p)).filter_map(root).collect();
        o.slots.parties.retain(|p| !guests.iter().any(|g| g == p.root()) || sits.iter().any(|s| s == p.root()));
    }
}

fn role_in(low: &str) -> Option<ParticipantRole> {
    let has = |w: &str| low.contains(w);
    Some(if has("co-chair") || has("cochair") {
        ParticipantRole::CoChair
    } else if has("vice-chair") || has("vice chair") {
        ParticipantRole::ViceChair
    } else if has("(chair") || has("chair)") || has("chaired") || has("chairperson") || has("presided") {
        ParticipantRole::Chair
    } else if has("head of delegation") || has("leader of the delegation") || has("delegation was led") || has("head of the delegation") {
        ParticipantRole::HeadOfDelegation
    } else if has("observer") {
        ParticipantRole::Observer
    } else if has("guest") {
        ParticipantRole::Guest
    } else {
        return None;
    })
}

/// Lists and tables under a line such as `Major participants:`.
fn lists(reading: &Reading<'_, '_>, main: &mut Occasion) {
    let words = reading.words;
    let ann = words.ann;
    let mut open = false;
    let mut default = ParticipantRole::Participant;
    let mut idle = 0;
    for sentence in &ann.sentences {
        let low = crate::words::fold(sentence.span.of(&ann.document.text));
        let short = sentence.tokens.len() <= 7;
        let title = cues::speaks("heading", &low, "attendance");
        let cell = matches!(ann.document.blocks.get(sentence.block).map(|b| b.role), Some(Role::TableCell { .. }));
        if short && title && (low.ends_with(':') || sentence.tokens.len() <= 4 || low.starts_with('(')) {
            open = true;
            default = ParticipantRole::Participant;
            idle = 0;
            continue;
        }
        if !open {
            continue;
        }
        let people: Vec<usize> = words
            .mentions_in(&sentence.tokens)
            .filter(|(_, m)| m.kind == MentionKind::Person)
            .filter_map(|(_, m)| m.entity)
            .filter(|e| ann.entities[*e].kind == EntityKind::Person)
            .collect();
        let verbs =
            sentence.tokens.clone().take(200).filter(|i| matches!(words.class(*i), Class::Verb | Class::Aux | Class::Modal)).count();
        if short && low.contains("observer") {
            default = ParticipantRole::Observer;
            continue;
        }
        if people.is_empty() {
            let parties: Vec<_> = words
                .mentions_in(&sentence.tokens)
                .filter_map(|(_, m)| match &m.kind {
                    MentionKind::Party(list) if m.form == annotate::Form::Name => list.first().cloned(),
                    _ => None,
                })
                .collect();
            if default == ParticipantRole::Observer && sentence.tokens.len() <= 12 && verbs == 0 && !parties.is_empty() {
                add(&mut main.slots.participants, Participant { person: None, post: None, party: parties.first().cloned(), role: default });
                push_evidence(main, sentence.span);
                continue;
            }
            idle += usize::from(!short && !cell)
                + usize::from(low.starts_with('(') || low.starts_with(|c: char| c.is_ascii_digit()) && low.len() < 60 && !cell);
            open = idle == 0 && verbs <= 1;
            continue;
        }
        if verbs > 2 {
            open = false;
            continue;
        }
        let role = role_in(&low).unwrap_or(default);
        for entity in people {
            add(&mut main.slots.participants, of_entity(reading, entity, role));
            if !main.persons.contains(&entity) {
                main.persons.push(entity);
            }
        }
        push_evidence(main, sentence.span);
    }
}

fn push_evidence(o: &mut Occasion, span: model::Span) {
    if !o.evidence.contains(&span) {
        o.evidence.push(span);
    }
}

/// `Date and time: …`, `Venue: …` under the outline of the main occasion.
fn outline(reading: &Reading<'_, '_>, main: &mut Occasion) {
    let ann = reading.words.ann;
    let mut label = None;
    for sentence in &ann.sentences {
        let text = sentence.span.of(&ann.document.text);
        let low = crate::words::fold(text);
        let short = low.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
        let is = |list: &[&str]| {
            list.iter().any(|w| {
                short == *w
                    || low.starts_with(&format!("{w}:"))
                    || short.starts_with(&format!("{w} ")) && sentence.tokens.len() <= 6 && *w != "place"
            })
        };
        let timed = |main: &mut Occasion| {
            let times = reading.times(&sentence.tokens);
            if let Some(at) = times.at.filter(|at| main.slots.date.is_none_or(|d| d.contains(at))) {
                main.slots.date = Some(at);
                push_evidence(main, sentence.span);
            }
        };
        if is(&["date and time", "date", "date/time", "dates", "time and date", "when"]) {
            timed(main);
            label = Some("date");
            continue;
        }
        if is(&["venue", "place", "location", "where"]) {
            label = Some("venue");
            continue;
        }
        match label {
            Some("date") => {
                timed(main);
                label = None;
            }
            Some("venue") => label = None,
            _ => {}
        }
    }
}

/// Sentences that say who did what at an occasion.
fn prose(reading: &Reading<'_, '_>, out: &mut [Occasion], main: usize) {
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    let mut told: BTreeMap<model::Span, usize> = BTreeMap::new();
    for (n, o) in out.iter().enumerate() {
        if o.rule == "meeting/named" {
            named.entry(reading.words.sentence_of(o.at.start)).or_insert(n);
        }
        o.evidence.iter().for_each(|e| {
            told.entry(*e).or_insert(n);
        });
    }
    for (number, sentence) in reading.words.ann.sentences.iter().enumerate() {
        for f in reading.frames.of_sentence[number].clone() {
            let frame = &reading.frames.all[f];
            let Some((who, role)) = actor(reading, frame) else { continue };
            // The occasion that the same sentence names, else the main one.
            let here = named.get(&number).or_else(|| told.get(&sentence.span)).copied();
            let points = reading.words.low(frame.right.start) == "the" || frame.right.is_empty() || frame.passive || frame.right.len() < 6;
            let Some(index) = here.or(points.then_some(main)) else { continue };
            let o = &mut out[index];
            let mut added = false;
            for p in &who.persons {
                add(&mut o.slots.participants, of_entity(reading, p.entity, role));
                if !o.persons.contains(&p.entity) {
                    o.persons.push(p.entity);
                }
                added = true;
            }
            // `…, and the Kenyan delegation by Ms. Auma`: the verb is left out the second time.
            if role == ParticipantRole::HeadOfDelegation {
                let words = reading.words;
                let end = sentence.tokens.end;
                for i in (frame.head + 1..end.min(frame.head + 60)).filter(|i| words.low(*i) == "delegation" && words.low(i + 1) == "by") {
                    let led = words.mentions_in(&(i + 2..end.min(i + 6))).find(|(_, m)| m.kind == MentionKind::Person);
                    if let Some(e) = led.and_then(|(_, m)| m.entity) {
                        add(&mut o.slots.participants, of_entity(reading, e, role));
                        added = true;
                    }
                }
            }
            if who.persons.is_empty() && role != ParticipantRole::Participant {
                for party in &who.parties {
                    add(&mut o.slots.participants, Participant { person: None, post: None, party: Some(party.clone()), role });
                    added = true;
                }
            }
            if added {
                push_evidence(o, reading.evidence(frame.head));
            }
        }
    }
}

/// Who takes part by a verb, and in which role.
fn actor(reading: &Reading<'_, '_>, frame: &crate::frame::Frame) -> Option<(crate::resolve::Sides, ParticipantRole)> {
    let words = reading.words;
    if frame.negated {
        return None;
    }
    let text = crate::words::fold(&words.text(&frame.right));
    let object_low = frame.object.as_ref().map(|o| crate::words::fold(&words.text(o))).unwrap_or_default();
    let meeting = [&text, &object_low].into_iter().any(|t| cues::cue("occasion", t).is_some());
    let role = match frame.lemma.as_ref() {
        "co-chair" | "cochair" => ParticipantRole::CoChair,
        "chair" | "preside" if meeting || frame.passive => ParticipantRole::Chair,
        "lead" | "head" if object_low.contains("delegation") && (frame.passive || !object_low.contains(" of ")) => {
            ParticipantRole::HeadOfDelegation
        }
        "host" if meeting => ParticipantRole::Host,
        "attend" | "join" if meeting => role_in(&text).unwrap_or(ParticipantRole::Participant),
        "participate" | "take" if frame.lemma.as_ref() != "take" || words.low(frame.head + 1) == "part" => {
            role_in(&text).unwrap_or(ParticipantRole::Participant)
        }
        "represent" if frame.passive => ParticipantRole::Participant,
        _ => return None,
    };
    let sides = frame.agent.clone().map(|a| reading.who.who(&a)).filter(|s| s.is_known())?;
    let mut sides = sides;
    if matches!(role, ParticipantRole::CoChair)
        && let Some(with) = frame.prep(words, &["with"])
    {
        let other = reading.who.who(&with);
        sides.persons.extend(other.persons);
        sides.parties.extend(other.parties);
    }
    if sides.persons.is_empty() && sides.parties.len() == 2 && frame.agent.as_ref().is_some_and(|a| a.len() <= 3) {
        let office = frame.agent.as_ref().map(|a| crate::lexicon::singular(words.low(a.end - 1))).unwrap_or_default();
        sides = holders_of(reading, &sides.parties, &office).unwrap_or(sides);
    }
    if role == ParticipantRole::Chair && sides.persons.len() + sides.parties.len() >= 2 {
        return Some((sides, ParticipantRole::CoChair));
    }
    Some((sides, role))
}

/// `The two Presidents co-chaired`: those of an office whom the text has named for each side.
fn holders_of(reading: &Reading<'_, '_>, parties: &[model::Party], office: &str) -> Option<crate::resolve::Sides> {
    let entities = &reading.words.ann.entities;
    let holds = |e: &annotate::Entity, party: &model::Party| {
        let of = |o: &annotate::Office| o.party.as_ref().is_some_and(|p| p.root() == party.root());
        let called = |o: &annotate::Office| o.title.to_lowercase().split(' ').any(|w| w == office);
        e.kind == EntityKind::Person && e.offices.iter().any(|o| of(o) && called(o))
    };
    let named = |party: &model::Party| {
        let entity = entities.iter().position(|e| holds(e, party))?;
        Some(crate::resolve::Named { name: entities[entity].name.clone(), party: Some(party.clone()), entity })
    };
    let persons: Vec<crate::resolve::Named> = parties.iter().filter_map(named).collect();
    (persons.len() == parties.len()).then(|| crate::resolve::Sides { persons, ..crate::resolve::Sides::default() })
}
