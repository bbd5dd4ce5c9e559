//! One side's stand on one topic.

use super::{filled, set, sides};
use crate::frame::{Form, Link};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use crate::words::Class;
use model::claim::{Stance, StanceType};
use model::{ClaimKind, Who};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let mut by = sides(reading, hit, frame, "by");
    let Some(stance) = set::<StanceType>(hit, "stance") else { return };
    if by.is_empty()
        || !by.is_known() && !acts(reading, &by.words)
        || reading.frames.all[frame].negated != hit.when.denied && !(hit.when.denied && reading.denied(&reading.frames.all[frame]))
        || keeps_silent(reading, frame)
    {
        return;
    }
    let topics = topics(reading, hit, frame);
    let to = sides(reading, hit, frame, "to");
    // `Participants called on Chile to …`: the others did.
    let asked = to.acting();
    // `The Committee called on Morocco`: it is not Morocco and one other who ask.
    if by.persons.is_empty() && by.parties.len() == 2 && asked.len() == 1 && by.parties.contains(&asked[0]) {
        return;
    }
    if by.persons.is_empty() && by.parties.len() > 2 && asked.len() == 1 {
        by.parties.retain(|p| *p != asked[0]);
    }
    let head = reading.frames.all[frame].head;
    let beside = || (topics.is_empty() && stance == StanceType::Criticise).then(|| reading.opposite_in(head, &by.acting())).flatten();
    let to = if to.is_known() { to } else { crate::resolve::Sides { parties: beside().into_iter().collect(), ..to } };
    let to: Vec<Who> = to.speakers().into_iter().filter(|_| to.is_known()).filter(|w| !by.speakers().contains(w)).collect();
    let attributed = reading.attribution(frame).map(|s| s.speakers()).unwrap_or_default();
    let attributed = attributed.into_iter().next().filter(|a| !by.speakers().contains(a) && !same_side(&by, a));
    let head = reading.frames.all[frame].head;
    // `wanted Iraq to drop the case` asks somebody; `expects sales to double` asks nobody.
    if hit.when.verbs.iter().any(|v| v == "want") && to.is_empty() && hit.when.needs.iter().any(|n| n == "infinitive") {
        return;
    }
    if matches!(reading.frames.all[frame].lemma.as_ref(), "hope" | "wish" | "expect") && !of_others(reading, frame, &by) {
        return;
    }
    // To summon an ambassador or to protest to somebody finds fault, even where the sentence does not say with what.
    if topics.is_empty() && matches!(stance, StanceType::Criticise | StanceType::Welcome) && !to.is_empty() {
        let kind = ClaimKind::Stance(Stance { by: by.speakers(), to, stance: Some(stance), about: None, date: None });
        reading.push(kind, head..head + 1, &hit.rule.name);
        return;
    }
    for topic in topics {
        let Some(about) = reading.phrase(&topic) else { continue };
        let kind = ClaimKind::Stance(Stance { by: by.speakers(), to: to.clone(), stance: Some(stance), about: Some(about), date: None });
        let attributed = attributed.clone();
        let draft = reading.push(kind, head..topic.end.max(head + 1), &hit.rule.name);
        draft.attributed = attributed;
    }
}

/// `The US side should stop its wrongdoing`, said by somebody: a demand on who is to act.
pub(crate) fn required(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = &reading.frames.all[frame];
    if reading.moods[frame] != Mood::Required || f.form != Form::Finite {
        return;
    }
    let to = reading.agent(frame);
    let speaker = reading.attribution(frame).or_else(|| {
        reading.who.speaker(f.head).map(|n| crate::resolve::Sides { persons: vec![n.clone()], ..crate::resolve::Sides::default() })
    });
    let Some(by) = speaker.filter(|s| s.is_known()) else { return };
    let own = |p: &model::Party| by.acting().iter().any(|b| b.root() == p.root());
    if !to.is_known() || to.acting().iter().any(own) {
        return;
    }
    let range = f.head..f.right.end.max(f.head + 1);
    let head = f.head;
    let Some(about) = reading.phrase(&range) else { return };
    let to = to.acting().into_iter().map(Who::from).collect();
    let kind = ClaimKind::Stance(Stance { by: by.speakers(), to, stance: Some(StanceType::Demand), about: Some(about), date: None });
    reading.push(kind, head..range.end, "stance/required");
}

/// Whether what is hoped for is to be done by somebody else: `hopes that Finnish companies will take part`.
fn of_others(reading: &Reading<'_, '_>, frame: usize, by: &crate::resolve::Sides) -> bool {
    let under = reading.frames.of_sentence[reading.frames.all[frame].sentence].clone().map(|f| &reading.frames.all[f]);
    let told =
        under.filter(|f| f.parent == Some((frame, Link::That)) && f.form == Form::Finite && !f.passive).find_map(|f| f.agent.clone());
    let Some(agent) = told else { return false };
    let own = by.acting();
    let parties = reading.who.parties_in(&agent);
    !parties.is_empty() && parties.iter().all(|p| own.iter().all(|o| o.root() != p.root()))
}

/// `That report is not true`: whoever says so denies it; what was reported stands before, if anywhere.
pub(crate) fn untrue(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = &reading.frames.all[frame];
    let words = reading.words;
    let told = f.agent.as_ref().is_some_and(|s| s.clone().any(|i| words.lex.noun_class("hearsay", words.low(i)).is_some()));
    let says = |what: &str| f.right.clone().take(4).any(|i| words.lex.says("truth", words.low(i), what));
    let false_ = says("false");
    if f.lemma.as_ref() != "be" || !told || f.negated == false_ || f.negated && !says("true") {
        return;
    }
    let speaker = reading.attribution(frame).or_else(|| {
        reading.who.speaker(f.head).map(|n| crate::resolve::Sides { persons: vec![n.clone()], ..crate::resolve::Sides::default() })
    });
    let publisher =
        || reading.facts.publisher.clone().map(|p| crate::resolve::Sides { parties: vec![p], ..crate::resolve::Sides::default() });
    let Some(by) = speaker.or_else(publisher).filter(|s| s.is_known()) else { return };
    let sentence = f.sentence;
    let reported = (0..frame).rev().map(|r| &reading.frames.all[r]).take_while(|r| r.sentence + 3 > sentence);
    let reported = reported.filter(|r| reading.words.lex.reports(&r.lemma)).find_map(|r| r.that.clone());
    let Some(about) = reported.or_else(|| f.agent.clone()).and_then(|r| reading.phrase(&r)) else { return };
    let kind =
        ClaimKind::Stance(Stance { by: by.speakers(), to: Vec::new(), stance: Some(StanceType::Deny), about: Some(about), date: None });
    let head = f.head;
    reading.push(kind, head..head + 1, "stance/untrue");
}

/// `Among the demands that Peru made were the removal of a fence and the release of fishermen`: a stand for each thing listed.
pub(crate) fn listed(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = reading.frames.all[frame].clone();
    let words = reading.words;
    if !matches!(f.lemma.as_ref(), "be" | "include" | "comprise" | "cover") || f.form != Form::Finite || f.passive || f.negated {
        return;
    }
    let sentence = words.ann.sentences[f.sentence].tokens.clone();
    let among = words.low(sentence.start) == "among" && f.head < sentence.start + 20;
    let subject = if among { sentence.start + 1..f.group.start } else { f.agent.clone().unwrap_or(0..0) };
    let stand = |i: &usize| {
        let several = words.low(*i).ends_with('s') && words.class(*i) == Class::Noun;
        words.lex.noun_class("stand", words.low(*i)).filter(|_| several).and_then(|s| s.parse::<StanceType>().ok()).map(|s| (*i, s))
    };
    let Some((noun, stance)) = subject.clone().find_map(|i| stand(&i)) else { return };
    let mut told = reading.frames.of_sentence[f.sentence].clone().map(|o| &reading.frames.all[o]);
    let maker = told.find(|o| o.group.start > noun && o.head < f.group.start && o.parent.is_some_and(|(_, l)| l == Link::Relative));
    let maker = maker.and_then(|o| o.agent.clone()).map(|a| reading.who.who(&a)).filter(|s| s.is_known());
    let by: Vec<Who> = match maker {
        Some(sides) => sides.speakers(),
        None => super::measure::holder(reading, noun).into_iter().map(Who::from).collect(),
    };
    if by.is_empty() {
        return;
    }
    for item in items(words, &f.right) {
        let Some(about) = reading.phrase(&item) else { continue };
        let kind = ClaimKind::Stance(Stance { by: by.clone(), to: Vec::new(), stance: Some(stance), about: Some(about), date: None });
        reading.push(kind, item, "stance/listed");
    }
}

/// The members of a list of things each told in the same way: `the N of …, the N of … and the N of …`.
fn items(words: &crate::words::Words<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let alike = |at: usize| {
        words.class(at) == Class::Det
            && (at + 1..range.end.min(at + 5)).any(|k| matches!(words.low(k), "of" | "for" | "on" | "to" | "from"))
    };
    let mut out = Vec::new();
    let mut start = range.start;
    for k in range.start + 1..range.end {
        let joins = words.low(k) == "," || words.class(k) == Class::Cc;
        if joins && alike(range.start) && alike(k + 1) && k > start {
            out.push(start..k);
            start = k + 1;
        }
    }
    out.push(start..range.end);
    out
}

/// `Its law has been hurting our firms`, said by the other side: fault is found with the law.
pub(crate) fn harmful(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = &reading.frames.all[frame];
    let harms = reading.words.lex.has("harm", &f.lemma);
    if !harms || f.negated || f.passive {
        return;
    }
    let (Some(subject), Some(by)) = (f.agent.clone(), reading.attribution(frame).filter(|s| s.is_known())) else { return };
    let named = reading.who.parties_in(&subject);
    let own = by.acting();
    if named.is_empty() || named.iter().any(|p| own.iter().any(|o| o.root() == p.root())) {
        return;
    }
    let head = f.head;
    let Some(about) = reading.phrase(&subject) else { return };
    let kind = Stance { by: by.speakers(), to: Vec::new(), stance: Some(StanceType::Criticise), about: Some(about), date: None };
    reading.push(ClaimKind::Stance(kind), head..head + 1, "stance/harmful");
}

/// Stands that a noun tells of: `a Chinese request to end the review`, `a proposal by Norway for a chapter on fish`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, number: usize) {
    let range = reading.words.ann.sentences[number].tokens.clone();
    let range = range.start..range.end.min(range.start + crate::frame::SENTENCE_WORDS);
    for i in range.clone() {
        let words = reading.words;
        let Some(stance) = words.lex.noun_class("stand", words.low(i)).filter(|_| words.class(i) == Class::Noun) else { continue };
        let Ok(stance) = stance.parse::<StanceType>() else { continue };
        // What its verb told already: `made a request to …`.
        let by = super::measure::holder(reading, i);
        let [by] = by.as_slice() else { continue };
        // What its verb told already is its holder's; `turned down a Chinese request` tells of another's stand.
        let own = |s: &Stance| s.by.iter().any(|w| model::Party::new(w.as_str()).root() == by.root()) || s.stance == Some(stance);
        let told = |d: &crate::reading::Draft| matches!(&d.kind, ClaimKind::Stance(s) if own(s)) && d.at.contains(&i);
        if reading.found.iter().rev().take(12).any(told) {
            continue;
        }
        let answered = reading.found.iter().rev().take(12).find_map(|d| match &d.kind {
            ClaimKind::Stance(s) if d.at.contains(&i) && s.stance == Some(StanceType::Reject) => Some(s.by.clone()),
            _ => None,
        });
        if by.as_str().contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(topic) = content(reading, number, i, range.end).or_else(|| despite(reading, number, i)) else { continue };
        let Some(about) = reading.phrase(&topic) else { continue };
        let by = if crate::resolve::is_local(by) || by.state().is_none() { by.clone() } else { model::Party::new(by.root()) };
        let kind = ClaimKind::Stance(Stance {
            by: vec![Who::from(by)],
            to: answered.unwrap_or_default(),
            stance: Some(stance),
            about: Some(about),
            date: None,
        });
        reading.push(kind, i..topic.end, "stance/noun");
    }
}

/// What goes on against a stand: `the works began despite strong opposition from Peru`.
fn despite(reading: &Reading<'_, '_>, number: usize, noun: usize) -> Option<Range<usize>> {
    let words = reading.words;
    let opens = (noun.saturating_sub(4)..noun).rev().find(|i| words.class(*i) == Class::Prep || words.class(*i) == Class::Sub)?;
    let beside = matches!(words.low(opens), "despite" | "amid" | "over" | "notwithstanding" | "against");
    let mut frames = reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]);
    let frame = frames.rfind(|f| beside && f.form == Form::Finite && f.head < opens && f.right.contains(&noun))?;
    if frame.passive { frame.object.clone() } else { frame.object.clone().filter(|o| o.end <= opens).or_else(|| frame.agent.clone()) }
}

/// What a noun of standing is about: the infinitive or the phrase after it, past the one that says whose it is.
fn content(reading: &Reading<'_, '_>, number: usize, noun: usize, end: usize) -> Option<Range<usize>> {
    let words = reading.words;
    let frames = reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]);
    let stop = end.min(noun + 9);
    let infinitive = frames.clone().find(|f| f.form == Form::Infinitive && f.group.start > noun && f.group.start < stop);
    let phrase = (noun + 1..stop)
        .find(|k| words.class(*k) == Class::Prep && matches!(words.low(*k), "for" | "on" | "over" | "about" | "against" | "to" | "at"));
    // `its demand that Guyana call off the auction`
    let told = words.low(noun + 1) == "that";
    if let Some(clause) = frames.clone().find(|f| told && f.form == Form::Finite && f.head > noun + 1 && f.head < stop) {
        return Some(clause.head..clause.right.end.max(clause.head + 1));
    }
    let verb = frames.filter(|f| f.form == Form::Finite && f.head > noun).map(|f| f.head).min().unwrap_or(end);
    match (infinitive, phrase) {
        (Some(f), Some(k)) if k < f.group.start && words.low(k) != "for" => Some(k + 1..f.group.start),
        (Some(f), _) if f.head < verb => Some(f.head..f.right.end.max(f.head + 1)),
        (_, Some(k)) if k < verb => {
            let stop = (k + 1..end).find(|n| {
                matches!(words.low(*n), "," | ";" | "." | ")")
                    || matches!(words.class(*n), Class::Rel | Class::Sub | Class::Aux | Class::Modal | Class::Verb)
            });
            Some(k + 1..stop.unwrap_or(end)).filter(|r| r.start < r.end)
        }
        _ => None,
    }
}

/// Whether somebody says of themselves: a minister of the state that speaks.
fn same_side(by: &crate::resolve::Sides, who: &Who) -> bool {
    by.persons.iter().any(|p| p.party.as_ref().is_some_and(|party| party.as_str() == who.as_str()))
}

/// What a speaker keeps to himself is no stand: `declined to comment`.
fn keeps_silent(reading: &Reading<'_, '_>, frame: usize) -> bool {
    let f = &reading.frames.all[frame];
    // `asked not to be named`
    let nameless = matches!(f.lemma.as_ref(), "ask" | "request")
        && (f.head + 1..f.right.end.max(f.head + 6).min(reading.words.words.len()))
            .take(6)
            .any(|i| matches!(reading.words.low(i), "named" | "identified" | "quoted"));
    nameless
        || matches!(f.lemma.as_ref(), "decline" | "refuse")
            && (f.head + 1..f.right.end.min(f.head + 4)).any(|i| reading.words.lex.says("speech", reading.words.low(i), "withheld"))
}

/// Whether words that name nobody known are those of a group that can take a stand.
pub(crate) fn acts(reading: &Reading<'_, '_>, words: &Option<String>) -> bool {
    let Some(words) = words else { return false };
    let low = crate::words::fold(words);
    let head = low.split(" in ").next().unwrap_or(&low).split(" of ").next().unwrap_or(&low);
    let last = head.rsplit(' ').next().unwrap_or(head);
    reading.words.lex.noun_class("actor", last).is_some() || reading.words.lex.has("lobby", &crate::lexicon::singular(last))
}

/// The topics of a stance: one an infinitive that hangs on the verb, else the first role that is filled.
fn topics(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize) -> Vec<Range<usize>> {
    let wants_infinitive = hit.when.fill.get("about").is_some_and(|r| r.first().is_some_and(|r| r == "infinitive"));
    if wants_infinitive {
        let list = infinitives(reading, frame);
        if !list.is_empty() {
            return list;
        }
    }
    let topic = filled(reading, hit, frame, "about");
    // `in favour of a common tariff`, `the idea of a joint fleet`
    let past = |r: Range<usize>| {
        let words = reading.words;
        let at = if words.class(r.start) == Class::Det { r.start + 1 } else { r.start };
        let skips = words.lex.has("idea", words.low(at)) && words.low(at + 1) == "of" && at + 2 < r.end;
        if skips { at + 2..r.end } else { r }
    };
    topic.map(past).into_iter().collect()
}

/// The infinitives that hang on a verb, each from its verb to the end of its clause.
pub(crate) fn infinitives(reading: &Reading<'_, '_>, frame: usize) -> Vec<Range<usize>> {
    let range = reading.frames.of_sentence[reading.frames.all[frame].sentence].clone();
    range
        .filter(|f| {
            let other = &reading.frames.all[*f];
            other.form == Form::Infinitive
                && other.parent == Some((frame, Link::Infinitive))
                && matches!(reading.moods[*f], Mood::Wanted | Mood::Promised | Mood::Planned)
        })
        .map(|f| {
            let other = &reading.frames.all[f];
            other.head..other.right.end.max(other.head + 1)
        })
        .collect()
}
