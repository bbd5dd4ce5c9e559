//! What parties say they will do, one claim a verb phrase.

use super::stance::infinitives;
use super::{filled, set, sides};
use crate::cues;
use crate::frame::{Form, Link, Modality};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use model::ClaimKind;
use model::claim::{Commitment, CommitmentStatus};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let f = &reading.frames.all[frame];
    let any = hit.when.verbs.iter().any(|v| v == "*");
    if any
        && (reading.words.lex.class("passing", &f.lemma).is_some() && !is_act(reading, frame)
            || f.passive
            || f.form != Form::Finite
            || f.modality != Modality::Planned && !reported_would(reading, frame))
    {
        return;
    }
    if any && matches!(f.parent, Some((_, Link::That))) && governed(reading, frame) {
        return;
    }
    let mut by = sides(reading, hit, frame, "by");
    // `No agreement was reached on X`: those who met.
    let both = &reading.who.context.principals;
    if !any && f.passive && f.agent.is_none() && !by.is_known() && both.len() >= 2 {
        by = crate::resolve::Sides { parties: both.clone(), ..crate::resolve::Sides::default() };
    }
    if !by.is_known() && !super::stance::acts(reading, &by.words) {
        return;
    }
    let negative = reading.denied(f);
    // `was not authorised to speak to the media`, `would hear of no change`: the one binds nobody, the other is a refusal.
    let silent = f.infinitive.is_some_and(|i| reading.words.lex.says("speech", &reading.frames.all[i].lemma, "withheld"));
    if negative && (silent || any && !f.negated) {
        return;
    }
    // `Headway was made` binds nobody; that none was made says what was not agreed. What could be agreed is not yet.
    let head = f.object.as_ref().and_then(|o| crate::rules::head_noun(reading.words, o)).map(|h| reading.words.low(h).to_owned());
    let said = !any && (head.is_some_and(|h| matches!(h.as_str(), "headway" | "breakthrough")) || reading.moods[frame] == Mood::Possible);
    if said && !negative {
        return;
    }
    let Some(status) = set::<CommitmentStatus>(hit, "status") else { return };
    let head = f.head;
    let to = sides(reading, hit, frame, "to");
    let acting = by.acting();
    let to: Vec<_> = to.acting().into_iter().filter(|p| to.is_known() && !acting.contains(p)).collect();
    let attributed = reading
        .attribution(frame)
        .and_then(|s| s.speakers().into_iter().next())
        .filter(|a| !acting.iter().any(|p| p.as_str() == a.as_str()));
    for range in actions(reading, hit, frame, any) {
        if occasion(reading, &range) {
            continue;
        }
        let Some(action) = reading.phrase(&range) else { continue };
        let times = reading.times(&range);
        let opening = if any { reading.own_times(frame) } else { crate::reading::Times::default() };
        // What is to hold from a day on is due by it, where the day is still to come.
        let from = times.since.or(opening.since).filter(|d| reading.facts.published.is_none_or(|p| d.lower() >= p.lower()));
        let due = times.due.or(times.at).or(times.until).or(opening.due).or(opening.at).or(from);
        let kind = Commitment {
            by: acting.clone(),
            to: to.clone(),
            action: Some(action),
            field: field(reading, &range),
            date: None,
            due,
            status: Some(status),
        };
        let attributed = attributed.clone();
        let draft = reading.push(ClaimKind::Commitment(kind), range.start.max(head)..range.end.max(head + 1), &hit.rule.name);
        draft.negative = negative;
        draft.attributed = attributed;
        draft.evidence = vec![];
        let at = draft.at.start;
        let span = reading.evidence(at);
        if let Some(last) = reading.found.last_mut() {
            last.evidence = vec![span];
        }
    }
}

/// `X said the prefecture would back the bid`: `will`, as somebody reports it.
fn reported_would(reading: &Reading<'_, '_>, frame: usize) -> bool {
    let f = &reading.frames.all[frame];
    let would = f.group.clone().any(|i| matches!(reading.words.low(i), "would" | "'d"));
    let said = f.parent.filter(|(_, link)| *link == Link::That).is_some_and(|(p, _)| {
        let lemma = reading.frames.all[p].lemma.as_ref();
        reading.words.lex.reports(lemma) && !matches!(lemma, "warn" | "suggest")
    });
    would && (said || f.tail.is_some())
}

/// A light verb that is an act all the same: `will take necessary measures`, `will open a fast channel`.
fn is_act(reading: &Reading<'_, '_>, frame: usize) -> bool {
    let f = &reading.frames.all[frame];
    let Some(object) = &f.object else { return false };
    let noun = crate::rules::head_noun(reading.words, object).map(|h| crate::series::head_of(reading.words, h)).unwrap_or_default();
    reading.words.lex.says("passing", &f.lemma, "act")
        && reading.words.lex.class("meeting", &noun).is_none()
        && noun != "place"
        && noun != "part"
}

/// Whether the verb above makes the promise itself, so that this clause is its content.
fn governed(reading: &Reading<'_, '_>, frame: usize) -> bool {
    reading.frames.all[frame].parent.is_some_and(|(p, _)| reading.words.lex.says("promise", &reading.frames.all[p].lemma, "content"))
}

/// The verb phrases that are promised.
fn actions(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize, any: bool) -> Vec<Range<usize>> {
    let f = &reading.frames.all[frame];
    if any {
        let phrase = f.head..f.right.end.max(f.head + 1);
        return Vec::from([phrase]);
    }
    let role = hit.when.fill.get("action").and_then(|r| r.first()).map(String::as_str);
    if role == Some("infinitive") {
        let list = infinitives(reading, frame);
        if !list.is_empty() {
            return list;
        }
    }
    // What is only said to be so binds nobody: `confirmed that 200 projects have been set up`.
    if hit.when.needs.iter().any(|n| n == "that") {
        return clauses(reading, frame);
    }
    let phrase: Vec<Range<usize>> = filled(reading, hit, frame, "action").into_iter().collect();
    // `could not agree on who pays`
    let opens = matches!(reading.words.low(f.right.start), "on" | "upon") && f.right.start + 1 < f.right.end;
    let clause = f.right.start + 1..f.right.end;
    if phrase.is_empty() && opens { Vec::from([clause]) } else { phrase }
}

/// The clauses that hang on a verb: from their verb where the promisers act, else whole.
fn clauses(reading: &Reading<'_, '_>, frame: usize) -> Vec<Range<usize>> {
    let range = reading.frames.of_sentence[reading.frames.all[frame].sentence].clone();
    range
        .filter(|f| {
            let other = &reading.frames.all[*f];
            other.form == Form::Finite
                && other.parent == Some((frame, Link::That))
                && matches!(other.modality, Modality::Planned | Modality::Possible | Modality::Required)
        })
        .map(|f| {
            let other = &reading.frames.all[f];
            let own = !other.passive && other.agent.as_ref().is_some_and(|a| a.len() <= 3 || reading.who.who(a).is_known());
            let start = if own { other.head } else { other.clause.start };
            start..other.right.end.max(other.head + 1)
        })
        .collect()
}

/// Whether the phrase is about holding a stated occasion, which is a meeting of its own.
fn occasion(reading: &Reading<'_, '_>, range: &Range<usize>) -> bool {
    let lemma = reading.words.words[range.start].lemma.as_ref();
    if !matches!(lemma, "hold" | "convene" | "host" | "meet" | "visit" | "resume") {
        return false;
    }
    if matches!(lemma, "meet" | "visit") {
        return true;
    }
    let scan = range.start..range.end.min(range.start + 14);
    scan.clone().any(|i| {
        reading.words.lex.class("meeting", reading.words.low(i)).is_some() && reading.words.class(i) == crate::words::Class::Noun
            || reading.words.ann.tokens[i].mention.is_some_and(|m| reading.words.ann.mentions[m].kind == annotate::MentionKind::Mechanism)
    })
}

/// `in the field of X`, `in the areas of X and Y`.
fn field(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let words = reading.words;
    let at = range.clone().find(|i| {
        matches!(words.low(*i), "field" | "fields" | "area" | "areas" | "sector" | "sectors") && matches!(words.low(i + 1), "of" | "such")
    })?;
    let start = if words.low(at + 1) == "such" { at + 3 } else { at + 2 };
    (start < range.end).then(|| reading.phrase(&(start..range.end))).flatten()
}

/// An item of a list whose lead-in promises: its verb phrase is promised by the lead-in's subject.
pub(crate) fn listed(reading: &mut Reading<'_, '_>, lead: usize, number: usize) {
    let lemma = reading.frames.all[lead].lemma.clone();
    let promised = reading.words.lex.says("promise", &lemma, "lead")
        || reading.moods[lead] == Mood::Planned && matches!(lemma.as_ref(), "will" | "work" | "seek" | "do" | "include");
    let sentence = reading.words.ann.sentences[number].tokens.clone();
    // Past the mark or number of the item stands its verb, whatever the tagger makes of it.
    let opening = sentence.clone().take(4).find(|i| {
        let low = reading.words.low(*i);
        low.chars().count() > 1 && low.chars().all(|c| c.is_alphabetic() || c == '-') && reading.words.class(*i) != crate::words::Class::To
    });
    let Some(opening) = opening else { return };
    let base = reading.words.lex.verb(reading.words.low(opening)).is_some_and(|(_, f)| f == crate::lexicon::Inflection::Base);
    if !promised || !base {
        return;
    }
    let by = reading.agent(lead);
    if !by.is_known() {
        return;
    }
    let range = opening..sentence.end;
    if occasion(reading, &range) {
        return;
    }
    let Some(action) = reading.phrase(&range) else { return };
    let times = reading.times(&range);
    let status = if matches!(lemma.as_ref(), "reaffirm") { CommitmentStatus::Reaffirmed } else { CommitmentStatus::Agreed };
    let kind = Commitment {
        by: by.acting(),
        action: Some(action),
        field: field(reading, &range),
        due: times.due.or(times.at),
        status: Some(status),
        ..Commitment::default()
    };
    reading.push(ClaimKind::Commitment(kind), range, "commitment/listed");
}

/// What is to be done by nobody named, where the document says what was settled: under such a heading, or in such a list.
pub(crate) fn resolved(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = reading.frames.all[frame].clone();
    let words = reading.words;
    let both = reading.who.context.principals.clone();
    let service =
        f.lemma.as_ref() == "be" && f.right.clone().take(3).any(|i| matches!(words.low(i), "in" | "operational" | "ready" | "available"));
    let done = f.form == Form::Finite && reading.moods[frame] == Mood::Planned && f.agent.is_none() == f.passive && (f.passive || service);
    let thing = if f.passive { f.object.clone() } else { f.agent.clone() };
    let Some(thing) = thing.filter(|_| done && both.len() >= 2 && !f.negated && f.parent.is_none() && settled(reading, f.sentence)) else {
        return;
    };
    if words.mentions_in(&thing).any(|(_, m)| matches!(m.kind, annotate::MentionKind::Mechanism | annotate::MentionKind::Person))
        || thing.clone().any(|i| words.lex.noun_class("meeting", words.low(i)).is_some())
        || !f.passive && reading.who.who(&thing).is_known()
    {
        return;
    }
    let range = if f.passive { thing.start..f.right.end.max(f.head + 1) } else { thing };
    let Some(action) = reading.phrase(&range) else { return };
    let times = reading.own_times(frame);
    let due = times.due.or(times.at).or(times.since).or(times.until);
    let kind = Commitment { by: both, action: Some(action), due, status: Some(CommitmentStatus::Agreed), ..Commitment::default() };
    reading.push(ClaimKind::Commitment(kind), f.head..f.head + 1, "commitment/resolved");
}

/// Whether the heading or the lead-in over a sentence says that what follows was settled.
fn settled(reading: &Reading<'_, '_>, number: usize) -> bool {
    let document = reading.document();
    let block = reading.words.ann.sentences[number].block;
    let says = |text: &str| {
        let low = text.to_lowercase();
        low.len() <= 90 && cues::speaks("heading", &low, "settled")
    };
    document.blocks[..block.min(document.blocks.len())]
        .iter()
        .rev()
        .take(12)
        .find(|b| {
            let text = b.span.of(&document.text).trim();
            matches!(b.role, model::Role::Heading { .. }) || text.ends_with(':') && text.len() <= 120
        })
        .is_some_and(|b| says(b.span.of(&document.text)))
}

/// Whether a mood lets a commitment stand.
pub(crate) fn stands(mood: Mood) -> bool {
    matches!(mood, Mood::Fact | Mood::Planned | Mood::Possible)
}
