//! Barriers and irritants: what, by whom, on what, against whom, since when.

use super::{filled, set, sides};
use crate::lexicon::singular;
use crate::mood::Mood;
use crate::reading::{Reading, Times};
use crate::rules::Hit;
use crate::words::{Class, Words};
use annotate::{Form, MentionKind};
use model::claim::{Measure, MeasureStatus, MeasureType};
use model::{ClaimKind, Party};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let f = reading.frames.all[frame].clone();
    if f.negated != hit.when.denied {
        return;
    }
    let name = filled(reading, hit, frame, "name");
    let noun = name.as_ref().and_then(|n| measure_noun(reading.words, n));
    let kind = set::<MeasureType>(hit, "type").or_else(|| noun.and_then(|(_, kind)| kind));
    // `halt shipments to X`: a restriction by its verb alone.
    let stops = matches!(f.lemma.as_ref(), "halt" | "stop" | "suspend" | "ban" | "block");
    let Some(kind) = kind.or(stops.then_some(MeasureType::Restriction)) else { return };
    if hit.rule.name.ends_with("listed") && f.lemma.as_ref() == "add" && !names_list(reading.words, name.as_ref()) {
        return;
    }
    // `will ban the re-export of bearings from 1 May`
    let dated = |r: &Range<usize>| {
        let first = reading.words.ann.tokens[r.start].mention.map(|m| &reading.words.ann.mentions[m]);
        first.is_some_and(|m| matches!(m.kind, MentionKind::Date(_)))
    };
    let mut direct = filled(reading, hit, frame, "on")
        .filter(|r| !dated(r))
        .or_else(|| f.object.clone().filter(|_| hit.rule.name.ends_with("banned")))
        .or_else(|| if stops && noun.is_none() { name.clone() } else { None });
    if kind == MeasureType::Detention
        && let Some(on) = &mut direct
    {
        let last = on.clone().rev().find(|i| matches!(reading.words.low(*i), "of" | "and") && *i + 1 < on.end);
        on.start = last.map_or(on.start, |l| l + 1);
    }
    // `the duties that X levies on Y`
    let told = f.parent.is_some_and(|(_, link)| link == crate::frame::Link::Relative);
    let behind = f
        .prep(reading.words, &["on", "against"])
        .filter(|r| told && !reading.words.mentions_in(r).any(|(_, m)| matches!(m.kind, MentionKind::Date(_))));
    let on = direct
        .clone()
        .or(behind)
        .or_else(|| noun.and_then(|(i, _)| target(reading.words, i, f.right.end).or_else(|| before(reading.words, i))));
    // `a rule that imported seed be sealed`
    let on = on.or_else(|| {
        let (i, _) = noun.filter(|(i, _)| reading.words.low(i + 1) == "that")?;
        let mut told = reading.frames.of_sentence[f.sentence].clone().map(|o| &reading.frames.all[o]);
        told.find(|o| o.head > i + 1 && o.head < i + 14 && o.form == crate::frame::Form::Finite)?;
        let end = (i + 2..f.right.end.min(i + 12)).find(|k| matches!(reading.words.class(*k), Class::Aux | Class::Modal))?;
        (i + 2 < end).then_some(i + 2..end)
    });
    let by_sides = sides(reading, hit, frame, "by");
    let mut by = by_sides.acting();
    if !by_sides.is_known() {
        by = noun.map(|(i, _)| holder(reading, i)).unwrap_or_default();
        // `Honduran sailors detained …`: those who act for a state hold for it.
        if by.is_empty() && matches!(kind, MeasureType::Detention | MeasureType::Incursion | MeasureType::Deployment) {
            by = filled(reading, hit, frame, "by").map(|r| reading.who.parties_in(&r)).unwrap_or_default();
            by.truncate(1);
        }
    }
    if matches!(kind, MeasureType::Detention | MeasureType::Incursion | MeasureType::Deployment) {
        // A state's own forces act for it.
        by = by.into_iter().map(|p| if p.state().is_some() && !crate::resolve::is_local(&p) { Party::new(p.root()) } else { p }).collect();
    }
    if kind == MeasureType::Detention && by.is_empty() {
        by = detainer(reading, frame, on.as_ref());
    }
    let status = set::<MeasureStatus>(hit, "status").unwrap_or(MeasureStatus::InForce);
    // What is to be lifted still stands.
    let ends = hit.rule.name.ends_with("lifted");
    let threat = f.parent.is_some_and(|(p, _)| matches!(reading.frames.all[p].lemma.as_ref(), "threaten" | "warn"));
    let status = match reading.moods[frame] {
        _ if threat && status == MeasureStatus::InForce && !ends => MeasureStatus::Threatened,
        // `If talks fail, X will suspend the entry of …`
        Mood::Planned if status == MeasureStatus::InForce && !ends && on_condition(reading, frame) => MeasureStatus::Threatened,
        Mood::Planned | Mood::Promised if status == MeasureStatus::InForce && !ends => MeasureStatus::Announced,
        _ => status,
    };
    let mut times = reading.own_times(frame);
    if status == MeasureStatus::Threatened && on_condition(reading, frame) {
        times.since = times.since.or(times.at);
    }
    // `will abolish the quota from 1 May`, but `will remove the ban, in force since 2021`
    let ahead = |d: &model::PartialDate| reading.facts.published.is_some_and(|p| d.lower() >= p.lower());
    if ends && status == MeasureStatus::InForce {
        times = Times {
            at: None,
            until: times.until.or(times.at).or(times.due).or(times.since.filter(ahead)),
            since: times.since.filter(|d| !ahead(d)),
            due: None,
        };
    }
    if let Some((i, _)) = noun {
        times.since = times.since.or(close_date(reading, i, &(i + 1..f.right.end)));
    }
    let hit_too = filled(reading, hit, frame, "against").or_else(|| on.clone());
    let mut against = hit_by(reading, hit_too.as_ref(), &by);
    let mut on = on;
    if kind == MeasureType::Incursion {
        // `had crossed into its territory without permission`, as the other side says: it is the one that suffers it.
        let out = |r: &Range<usize>| r.clone().find(|i| *i > r.start && reading.words.low(*i) == "without").unwrap_or(r.end);
        on = on.map(|r| r.start..out(&r));
        if against.is_empty() {
            let told = reading.attribution(frame).map(|s| s.acting()).unwrap_or_default();
            against = told.into_iter().filter(|p| p.state().is_some() && !by.iter().any(|b| b.root() == p.root())).collect();
        }
        against = against.into_iter().map(|p| Party::new(p.root())).collect();
    }
    // `Stop imports of Tanzanian maize` is no barrier where nobody else is named.
    if direct.is_some() && against.is_empty() && kind == MeasureType::Ban && by.is_empty() {
        return;
    }
    let mut status = status;
    if kind == MeasureType::Detention
        && let Some(day) = freed(reading, frame)
    {
        status = MeasureStatus::Lifted;
        times = Times { since: times.since.or(times.at), at: day, ..times };
    }
    if kind == MeasureType::Detention
        && (against.is_empty() || by.is_empty() || against.iter().all(|a| by.iter().any(|b| a.root() == b.root())))
    {
        return;
    }
    push(reading, &hit.rule.name, frame_words(&f, on.as_ref()), kind, status, by, on, against, times, Some(frame));
}

/// Whether what a clause announces hangs on a condition: `If talks fail, …`.
fn on_condition(reading: &Reading<'_, '_>, frame: usize) -> bool {
    reading.frames.of_sentence[reading.frames.all[frame].sentence].clone().any(|f| {
        let other = &reading.frames.all[f];
        other.modality == crate::frame::Modality::Conditional && other.parent.is_some_and(|(p, _)| p == frame)
    })
}

/// When those who were held were let go, as the same sentence tells: `held two pilots in May; they were let go on 3 June`.
fn freed(reading: &Reading<'_, '_>, frame: usize) -> Option<Option<model::PartialDate>> {
    let words = reading.words;
    let f = &reading.frames.all[frame];
    let mut later = reading.frames.of_sentence[f.sentence].clone().map(|o| (o, &reading.frames.all[o]));
    let (index, _) = later.find(|(o, other)| {
        let are_they = |r: &Range<usize>| r.len() == 1 && matches!(words.low(r.start), "they" | "them" | "who" | "whom");
        let held = other.object.as_ref().is_some_and(are_they) || other.object.is_none() && other.agent.as_ref().is_some_and(are_they);
        // `were set free`, `went home`
        let phrase = format!("{} {}", other.lemma, words.low(other.head + 1));
        let frees = [other.lemma.as_ref(), phrase.as_str()].iter().any(|verb| words.lex.says("measure-verb", verb, "frees"));
        other.head > f.head && held && !other.negated && frees && reading.moods[*o] == Mood::Fact
    })?;
    Some(reading.own_times(index).at)
}

/// `a fence that Quito has put up within Peru's border strip`: what one side builds where the other's ground or water is.
pub(crate) fn built(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = reading.frames.all[frame].clone();
    let words = reading.words;
    let builds = words.lex.says("measure-verb", &f.lemma, "builds");
    let Some(thing) = f.object.clone().filter(|_| builds && !f.negated && reading.moods[frame] == Mood::Fact) else { return };
    let by = reading.agent(frame).acting();
    let ground = |r: &Range<usize>| r.clone().any(|i| words.lex.has("ground", words.low(i)));
    let place = f.prep(words, &["within", "in", "inside", "on", "off", "near"]).filter(ground);
    let Some(against) = place.map(|r| hit_by(reading, Some(&r), &by)).filter(|a| a.len() == 1 && by.len() == 1) else { return };
    let at = f.head..f.head + 1;
    push(reading, "measure/built", at, MeasureType::Construction, MeasureStatus::InForce, by, Some(thing), against, Times::default(), None);
}

/// Who holds those who `were arrested in Kribi`: the state where it was, else the only other one that the sentence names.
fn detainer(reading: &Reading<'_, '_>, frame: usize, on: Option<&Range<usize>>) -> Vec<Party> {
    let f = &reading.frames.all[frame];
    let held: Vec<Party> = on.map(|r| reading.who.parties_in(r)).unwrap_or_default();
    let other = |p: &Party| held.iter().all(|h| h.root() != p.root());
    let there = f.prep(reading.words, &["in", "at", "near", "off"]).map(|r| reading.who.parties_in(&r)).unwrap_or_default();
    if let Some(state) = there.into_iter().find(other) {
        return vec![Party::new(state.root())];
    }
    let mut named = reading.who.parties_in(&reading.words.ann.sentences[f.sentence].tokens);
    named.retain(other);
    named.dedup_by(|a, b| a.root() == b.root());
    if let [one] = named.as_slice() { vec![Party::new(one.root())] } else { Vec::new() }
}

fn frame_words(f: &crate::frame::Frame, on: Option<&Range<usize>>) -> Range<usize> {
    f.head..on.map_or(f.head + 1, |r| r.end.max(f.head + 1))
}

#[allow(clippy::too_many_arguments, reason = "the slots of the claim")]
fn push(
    reading: &mut Reading<'_, '_>,
    rule: &str,
    at: Range<usize>,
    kind: MeasureType,
    status: MeasureStatus,
    by: Vec<Party>,
    on: Option<Range<usize>>,
    against: Vec<Party>,
    times: Times,
    frame: Option<usize>,
) {
    let on: Vec<String> = on.and_then(|r| reading.phrase(&r)).into_iter().collect();
    // Where a document plays between two, what one puts up stands against the other, whoever's goods it names.
    let against = if against.is_empty() { reading.opposite_in(at.start, &by).into_iter().collect() } else { against };
    let unsaid = by.is_empty() && frame.is_none_or(|f| reading.frames.all[f].passive && reading.frames.all[f].agent.is_none());
    let by = if unsaid { reading.opposite(&against).into_iter().collect() } else { by };
    let lifted = status == MeasureStatus::Lifted;
    let since = times.since.or(times.at.filter(|_| !lifted && status != MeasureStatus::Threatened && status != MeasureStatus::Eased));
    let until = if lifted { times.at.or(times.until) } else { times.until };
    let attributed = frame.and_then(|f| reading.attribution(f)).and_then(|s| s.speakers().into_iter().next());
    let since = since.filter(|s| !lifted || Some(*s) != until);
    let measure = Measure { kind: Some(kind), by, on, against, since, until, status: Some(status) };
    reading.push(ClaimKind::Measure(measure), at, rule).attributed = attributed;
}

fn names_list(words: &Words<'_>, name: Option<&Range<usize>>) -> bool {
    name.is_some_and(|n| crate::cues::cue("blacklist", &crate::words::fold(&words.text(n))).is_some())
}

/// The noun that says which measure a phrase is about.
fn measure_noun(words: &Words<'_>, range: &Range<usize>) -> Option<(usize, Option<MeasureType>)> {
    range.clone().take(12).find_map(|i| {
        let low = words.low(i);
        let last = low.rsplit(' ').next().unwrap_or(low);
        let pair = if i > range.start { format!("{} {last}", words.low(i - 1)) } else { String::new() };
        let kind = words.lex.class("measure", &pair).or_else(|| words.lex.noun_class("measure", last)).or_else(|| {
            match singular(last).as_str() {
                "control" | "limit" | "barrier" | "prohibition" => Some("restriction"),
                "suspension" => Some("ban"),
                _ => None,
            }
        })?;
        Some((i, kind.parse().ok()))
    })
}

/// What a barrier is on: the phrase after `on` or `against`, or what stands before its noun.
fn target(words: &Words<'_>, noun: usize, end: usize) -> Option<Range<usize>> {
    let near = noun + 1..end.min(noun + 4);
    let near = if words.low(near.start) == "by" { near.start..end.min(near.start + 7) } else { near };
    if let Some(at) = near.clone().find(|i| {
        let amount = words
            .ann
            .tokens
            .get(i + 1)
            .and_then(|t| t.mention)
            .is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Quantity(_)))
            || words.low(i + 1) == "up";
        let dated = words.mentions_in(&(i + 1..i + 2)).any(|(_, m)| matches!(m.kind, MentionKind::Date(_)));
        matches!(words.low(*i), "on" | "against" | "for" | "into" | "of") && words.class(*i) == Class::Prep && !amount && !dated
    }) {
        let stop = (at + 1..end).find(|i| {
            let low = words.low(*i);
            matches!(words.class(*i), Class::Rel | Class::Sub | Class::Aux | Class::Modal | Class::To)
                || words.class(*i) == Class::Verb
                || matches!(
                    low,
                    "," | ";"
                        | "."
                        | ")"
                        | "over"
                        | "because"
                        | "after"
                        | "since"
                        | "as"
                        | "in"
                        | "at"
                        | "under"
                        | "by"
                        | "until"
                        | "with"
                        | "amid"
                ) && !(low == ","
                    && *i + 1 < end
                    && words.class(*i + 1) == Class::Noun
                    && (*i + 1..end.min(*i + 6)).any(|k| words.low(k) == "and"))
        });
        return Some(at + 1..stop.unwrap_or(end)).filter(|r| r.start < r.end);
    }
    None
}

/// What a barrier is on by the nouns before its own: `the fishing ban`, `its 25 percent auto tariff`.
fn before(words: &Words<'_>, noun: usize) -> Option<Range<usize>> {
    let plain = |i: usize| {
        let named = words.ann.tokens[i].mention.is_some_and(|m| {
            matches!(
                words.ann.mentions[m].kind,
                MentionKind::Party(_) | MentionKind::Quantity(_) | MentionKind::Date(_) | MentionKind::Person
            )
        });
        let kind = words.lex.has("barrier", words.low(i));
        words.class(i) == Class::Noun && !named && !kind && words.words[i].text.starts_with(char::is_lowercase)
    };
    let mut start = noun;
    while start > 0 && noun - start < 3 && plain(start - 1) {
        start -= 1;
    }
    (start < noun && !words.low(start).contains(' ')).then_some(start..noun)
}

/// Who holds a measure by its noun's words: `Beijing's ban`, `the Chinese ban`, `a ban imposed by China`.
pub(super) fn holder(reading: &Reading<'_, '_>, noun: usize) -> Vec<Party> {
    let words = reading.words;
    let sentence = &words.ann.sentences[words.sentence_of(noun)].tokens;
    let mut k = noun;
    let floor = sentence.start.max(noun.saturating_sub(8));
    while k > floor {
        let p = k - 1;
        let mention = words.ann.tokens[p].mention.map(|m| &words.ann.mentions[m]);
        if let Some(mention) = mention {
            let found = match (&mention.kind, mention.entity) {
                (MentionKind::Party(list), _) if mention.form == Form::Adjective || words.class(k) == Class::Poss => list.clone(),
                (MentionKind::Place, Some(e)) if words.class(k) == Class::Poss => words.ann.entities[e].parties.clone(),
                (MentionKind::Party(list), _) if words.low(p).ends_with("its") || mention.form == Form::Description => list.clone(),
                _ => Vec::new(),
            };
            if !found.is_empty() {
                return found;
            }
        }
        if matches!(words.class(p), Class::Prep | Class::Verb | Class::Det | Class::Sub | Class::Cc | Class::Rel) {
            break;
        }
        if words.class(p) == Class::Poss && matches!(words.low(p), "its" | "their") {
            return possessor(reading, sentence, p);
        }
        k = p;
    }
    // `intrusions by Chinese vessels`, `opposition from China`
    let from = words.low(noun + 1) == "from" && words.lex.noun_class("stand", words.low(noun)).is_some();
    if words.low(noun + 1) == "by" || from {
        let found = reading.who.parties_in(&(noun + 2..sentence.end.min(noun + 6)));
        if !found.is_empty() {
            return found.into_iter().take(1).collect();
        }
    }
    // `the ban which China has imposed since 2012`
    let mut relative = reading.frames.of_sentence[words.sentence_of(noun)].clone().map(|f| &reading.frames.all[f]);
    let imposing = relative.find(|f| {
        f.head > noun
            && f.head < noun + 24
            && !f.passive
            && f.parent.is_some_and(|(_, link)| link == crate::frame::Link::Relative)
            && words.lex.says("measure-verb", &f.lemma, "levies")
    });
    if let Some(agent) = imposing.and_then(|f| f.agent.clone()) {
        let sides = reading.who.who(&agent);
        if sides.is_known() {
            return sides.acting();
        }
    }
    // `urged X to drop the fee`: whoever could drop it holds it.
    let mut ending = reading.frames.of_sentence[words.sentence_of(noun)].clone().map(|f| &reading.frames.all[f]);
    let ending = ending
        .find(|f| f.object.as_ref().is_some_and(|o| o.contains(&noun)) && !f.passive && words.lex.says("measure-verb", &f.lemma, "ends"));
    if let Some(agent) = ending.and_then(|f| f.agent.clone()) {
        let sides = reading.who.who(&agent);
        if sides.is_known() {
            return sides.acting();
        }
    }
    // `tariffs … imposed by X`
    let frames = reading.frames.of_sentence[words.sentence_of(noun)].clone();
    let participle = frames.map(|f| &reading.frames.all[f]).find(|f| f.passive && f.head > noun && f.head < noun + 14 && f.agent.is_some());
    participle.and_then(|f| f.agent.clone()).map(|a| reading.who.who(&a).acting()).unwrap_or_default()
}

/// Whose `its` is: the party nearest before that is not itself possessed.
fn possessor(reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> Vec<Party> {
    let mut list = reading.words.mentions_in(&(sentence.start..at)).filter_map(|(_, m)| match &m.kind {
        MentionKind::Party(list) if m.form != Form::Adjective => Some(list.clone()),
        _ => None,
    });
    let mut last = None;
    for parties in &mut list {
        last = Some(parties);
    }
    last.unwrap_or_default()
}

/// Whom a measure hits: the parties that its object names and that do not impose it.
fn hit_by(reading: &Reading<'_, '_>, on: Option<&Range<usize>>, by: &[Party]) -> Vec<Party> {
    let Some(on) = on else { return Vec::new() };
    reading.who.parties_in(on).into_iter().filter(|p| !by.iter().any(|b| b.root() == p.root())).collect()
}

/// Measures that a noun presumes: `its ban on seafood`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, sentence: usize) {
    let range = reading.words.ann.sentences[sentence].tokens.clone();
    let rules = reading.rules;
    for i in range.start..range.end.min(range.start + 400) {
        let words = reading.words;
        if words.class(i) != Class::Noun
            || words.ann.tokens[i]
                .mention
                .is_some_and(|m| !matches!(words.ann.mentions[m].kind, MentionKind::Mechanism | MentionKind::Instrument))
        {
            continue;
        }
        let low = words.low(i).to_owned();
        for hit in rules.of_noun(&low).filter(|h| h.rule.kind == "measure") {
            let kind = set::<MeasureType>(&hit, "type").or_else(|| measure_noun(reading.words, &(i..i + 1)).and_then(|(_, k)| k));
            let Some(kind) = kind else { continue };
            let on = target(reading.words, i, range.end.min(i + 30)).or_else(|| before(reading.words, i));
            let mut by = holder(reading, i);
            if by.is_empty() {
                by = actor_of_subject(reading, sentence, i);
            }
            if by.is_empty() || on.is_none() && !matches!(kind, MeasureType::Tariff | MeasureType::Sanction) {
                continue;
            }
            // `the inspection fee that X has charged on Y`: the verb told it.
            let weak = target(reading.words, i, range.end.min(i + 30)).is_none();
            let told = |d: &usize| match &reading.found[*d].kind {
                ClaimKind::Measure(m) => m.kind == Some(kind) && m.by == by,
                _ => false,
            };
            if weak && reading.told_here(sentence).iter().any(told) {
                continue;
            }
            let against = hit_by(reading, on.as_ref(), &by);
            let after = on.as_ref().map_or(i + 1, |o| o.end)..range.end.min(i + 30);
            let times = reading.times(&after);
            let times = Times { at: None, since: times.since.or(close_date(reading, i, &after)), ..times };
            push(reading, &hit.rule.name, i..i + 1, kind, MeasureStatus::InForce, by, on, against, times, None);
        }
    }
}

/// Whose a barrier is that a clause has as its subject, in a paragraph on one who acts: `The ban on X stays`.
fn actor_of_subject(reading: &Reading<'_, '_>, sentence: usize, noun: usize) -> Vec<Party> {
    let mut frames = reading.frames.of_sentence[sentence].clone();
    let told = frames.find(|f| {
        let frame = &reading.frames.all[*f];
        let subject = if frame.passive { &frame.object } else { &frame.agent };
        frame.form == crate::frame::Form::Finite
            && frame.agent.is_none() == frame.passive
            && subject.as_ref().is_some_and(|s| s.contains(&noun))
    });
    told.and_then(|f| reading.actor_before(f)).map(|s| s.acting()).unwrap_or_default()
}

/// `introduced by X on 7 August`: a date in the participle that hangs on the noun.
fn close_date(reading: &Reading<'_, '_>, noun: usize, after: &Range<usize>) -> Option<model::PartialDate> {
    let frames = reading.frames.of_sentence[reading.words.sentence_of(noun)].clone();
    let told = frames.map(|f| &reading.frames.all[f]).find(|f| {
        let effect = f.right.clone().take(2).any(|i| matches!(reading.words.low(i), "effect" | "force"));
        let imposed = reading.words.lex.says("measure-verb", &f.lemma, "dated")
            || effect && matches!(f.lemma.as_ref(), "come" | "enter" | "take" | "go");
        after.contains(&f.head)
            && (f.form == crate::frame::Form::Participle || imposed && matches!(f.parent, Some((_, crate::frame::Link::Relative))))
    })?;
    let times = reading.times(&(told.head..told.right.end));
    times.at.or(times.since)
}
