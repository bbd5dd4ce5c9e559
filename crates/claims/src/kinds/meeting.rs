//! Occasions on which parties meet: named and numbered ones, talks, calls, and who was there.

mod joining;
mod participants;
mod place;
mod status;
mod talks;
mod verbal;

use joining::{headline, join};
pub(crate) use place::place_in;
use place::place_of;
use status::status_of;
use verbal::{level_of_people, verbal};

use super::mechanism::{self, Gathered};
use crate::cues;
use crate::frame::Frame;
use crate::reading::Reading;
use crate::series::{self, Deictic, Naming};
use crate::words::Class;
use annotate::MentionKind;
use model::claim::{Level, Meeting, MeetingStatus, Mode, Participant, ParticipantRole};
use model::{ClaimKind, PartialDate, Party, Role, Span, Who};
use std::ops::Range;

/// An occasion in the making.
#[derive(Debug, Clone)]
pub(crate) struct Occasion {
    pub(crate) slots: Meeting,
    pub(crate) series: Option<usize>,
    pub(crate) deictic: Option<Deictic>,
    pub(crate) evidence: Vec<Span>,
    pub(crate) at: Range<usize>,
    pub(crate) attributed: Option<Who>,
    /// Entities of the persons who met.
    pub(crate) persons: Vec<usize>,
    /// Whether words point at an occasion named before.
    pub(crate) pointing: bool,
    pub(crate) rule: &'static str,
    pub(crate) heading: bool,
}

/// Whether a verb says that an occasion takes place.
fn holds(reading: &Reading<'_, '_>, frame: &Frame) -> bool {
    reading.words.lex.class("holding", &frame.lemma).is_some()
}

/// Reads all occasions of the document, the main one first where there is one.
pub(crate) fn gather(reading: &Reading<'_, '_>, list: &[Gathered]) -> Vec<Occasion> {
    let words = reading.words;
    let mut out: Vec<Occasion> = Vec::new();
    for number in 0..words.ann.sentences.len() {
        let mut here = named(reading, list, number);
        // `held talks with X` is read once, as the occasion that its noun names or as the verb's.
        let told: Vec<Range<usize>> = here.iter().map(|o| o.at.clone()).collect();
        let apart = |o: &Occasion| {
            let f = reading.frames.at(number, o.at.start).map(|f| &reading.frames.all[f]);
            !f.is_some_and(|f| matches!(f.lemma.as_ref(), "hold" | "have" | "conduct") && told.iter().any(|t| f.right.contains(&t.start)))
        };
        let told_by_verb = verbal(reading, number).into_iter().chain(verbal::sittings(reading, list, number));
        for told in told_by_verb.filter(apart).collect::<Vec<_>>() {
            match here.iter_mut().find(|o| joining::sits_at(reading, number, &told, o)) {
                Some(session) => joining::absorb(session, told),
                None => here.push(told),
            }
        }
        for occasion in here {
            join(&mut out, occasion);
        }
    }
    headline(reading, &mut out);
    participants::read(reading, &mut out);
    finish(reading, list, &mut out);
    out
}

/// Occasions that a sentence names: `the 12th Meeting`, `talks between X and Y`.
fn named(reading: &Reading<'_, '_>, list: &[Gathered], number: usize) -> Vec<Occasion> {
    let words = reading.words;
    let sentence = &words.ann.sentences[number];
    let heading = matches!(reading.document().blocks.get(sentence.block).map(|b| b.role), Some(Role::Heading { .. }));
    let namings = series::namings(words, &sentence.tokens);
    let mut out = Vec::new();
    for naming in namings.iter().chain(&elided(reading, list, number)) {
        if let Some(occasion) = occasion(reading, list, number, naming, &namings, heading) {
            out.push(occasion);
        }
    }
    out
}

/// `the second took place in Tunis`: a number alone, where a numbered series was named before.
fn elided(reading: &Reading<'_, '_>, list: &[Gathered], number: usize) -> Vec<Naming> {
    let words = reading.words;
    let range = words.ann.sentences[number].tokens.clone();
    let numbered = |at: usize| list.iter().any(|g| g.numbered && g.places.first().is_some_and(|p| *p < at));
    let end = range.end.min(range.start + 400);
    (range.start..end)
        .filter(|i| {
            let after = words.low(i + 1);
            let opens = *i == range.start && matches!(after, ":" | "-" | "–" | "—" | "(");
            opens && series::ordinal(words.low(*i)).is_some() && !list.is_empty() && dated_or_placed(words, &(i + 1..end.min(i + 9)))
                || *i > range.start
                    && words.low(i - 1) == "the"
                    && series::ordinal(words.low(*i)).is_some()
                    && matches!(after, "took" | "takes" | "was" | "is" | "will" | "met" | "in" | "at" | "on" | "," | "being")
                    && !words.low(*i).starts_with(|c: char| c.is_ascii_digit())
                    && numbered(*i)
                    && (words.class(i + 1) != Class::Prep
                        || words
                            .ann
                            .tokens
                            .get(i + 2)
                            .and_then(|t| t.mention)
                            .is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_) | MentionKind::Place)))
                    && dated_or_placed(words, &(i + 1..end.min(i + 9)))
        })
        .map(|i| {
            let whole = if i > range.start { i - 1..i + 1 } else { i..i + 1 };
            Naming { name: i..i + 1, whole, ordinal: series::ordinal(words.low(i)), deictic: None, named: false }
        })
        .collect()
}

/// The series whose sessions a list gives: the one that its heading or its lead-in names.
fn listed_under(reading: &Reading<'_, '_>, list: &[Gathered], number: usize) -> Option<usize> {
    let words = reading.words;
    let blocks = &reading.document().blocks;
    let lead = (number.saturating_sub(40)..number).rev().map(|n| &words.ann.sentences[n]).find(|s| {
        let heading = matches!(blocks.get(s.block).map(|b| b.role), Some(Role::Heading { .. }));
        heading || s.span.of(&reading.document().text).trim_end().ends_with(':')
    })?;
    let list = &list[..list.len().min(crate::read::RECENT)];
    let named = |g: &Gathered| g.places.get(g.places.partition_point(|p| *p < lead.tokens.start)).is_some_and(|p| *p < lead.tokens.end);
    list.iter().position(named).or_else(|| {
        let heads: Vec<String> = lead.tokens.clone().map(|i| series::head_of(words, i)).collect();
        list.iter().position(|g| heads.contains(&g.head))
    })
}

fn dated_or_placed(words: &crate::words::Words<'_>, range: &Range<usize>) -> bool {
    words.mentions_in(range).any(|(_, m)| matches!(m.kind, MentionKind::Date(_) | MentionKind::Place))
}

fn occasion(
    reading: &Reading<'_, '_>,
    list: &[Gathered],
    number: usize,
    naming: &Naming,
    all: &[Naming],
    heading: bool,
) -> Option<Occasion> {
    let words = reading.words;
    let head = series::head_of(words, naming.name.end - 1);
    let text_low = crate::words::fold(&words.text(&naming.whole));
    let frame = holding(reading, number, naming);
    let item = naming.whole.start == words.ann.sentences[number].tokens.start && naming.whole.len() == 1;
    let under = if item { listed_under(reading, list, number) } else { None };
    let series = under.or_else(|| mechanism::find(reading, list, naming));
    let talks = if head == "round" && naming.name.len() == 1 { talks::before(reading, naming.whole.start) } else { None };
    let found = series;
    let series = found.filter(|s| talks.as_ref().is_none_or(|t| list[*s].place_before(naming.whole.start) > Some(t.start)));
    if ["press conference", "press briefing", "news conference"].iter().any(|w| text_low.contains(w)) {
        return None;
    }
    let definite = naming.whole.start < naming.name.start && matches!(words.low(naming.whole.start), "the" | "this" | "that")
        || words.class(naming.whole.start) == Class::Poss;
    let plural = crate::series::head_of(words, naming.name.end - 1) != words.low(naming.name.end - 1)
        && !matches!(words.low(naming.name.end - 1), "talks" | "negotiations" | "consultations" | "discussions")
        && !naming.named;
    let counted = naming.ordinal.is_some() || naming.deictic.is_some();
    let generic = words.lex.noun_class("meeting", &head).is_some() || words.lex.class("meeting", words.low(naming.name.end - 1)).is_some();
    if plural || words.lex.says("gathering", &head, "held") && !counted {
        return None;
    }
    if head == "negotiation" && !counted && frame.as_ref().is_some_and(|f| words.lex.says("course", &f.lemma, "negotiations")) {
        return None;
    }
    let paren = paren_after(words, naming.whole.end);
    let held = frame.as_ref().is_some_and(|f| holds(reading, f));
    let with = generic && !parties_beside(reading, naming, number).is_empty() && after_prep(words, naming);
    let dated_heading = heading && (naming.named || counted);
    let at_named = naming.named
        && after_prep(words, naming)
        && matches!(words.low(naming.whole.start - 1), "at" | "during")
        && series.is_none_or(|s| !list[s].key.is_empty())
        && near_times(reading, naming, number).at.is_some();
    // `issued after talks in Lomé`
    let near = naming.whole.end..words.ann.sentences[number].tokens.end.min(naming.whole.end + 4);
    let placed = generic
        && !naming.named
        && naming.whole.start > 0
        && matches!(words.low(naming.whole.start - 1), "after" | "following")
        && words.low(naming.whole.end) == "in"
        && words.mentions_in(&near).any(|(_, m)| m.kind == MentionKind::Place);
    if !(counted || held || with || paren.is_some() || dated_heading || at_named || placed) {
        return None;
    }
    // `The Committee held its third meeting`: the session is told once, by its own noun. `Next meeting` over a part says nothing.
    let holds_other = |f: &Frame| {
        words.lex.has("convening", &f.lemma)
            && f.agent.as_ref().is_some_and(|a| a.contains(&naming.whole.start) || naming.whole.contains(&a.start))
            && f.object.as_ref().is_some_and(|o| {
                all.iter().any(|n| (n.ordinal.is_some() || n.deictic.is_some()) && o.start <= n.whole.end && n.whole.start < o.end)
            })
    };
    // `was established in 2017 by the Summit`: who founds something is told, not when it sat.
    let founded_by = |f: &Frame| {
        let founds = words.lex.says("course", &f.lemma, "founds") || f.lemma.as_ref() == "set" && words.low(f.head + 1) == "up";
        f.passive && founds && f.agent.as_ref().is_some_and(|a| a.contains(&naming.whole.start) || naming.whole.contains(&a.start))
    };
    if !counted && reading.frames.of_sentence[number].clone().any(|f| founded_by(&reading.frames.all[f])) {
        return None;
    }
    // `The talks are conducted by a committee that was created in 2023`: what is so as a rule, and who sees to it.
    let as_a_rule = |f: &Frame| {
        let now = f.passive && !f.past && f.modality == crate::frame::Modality::Held && f.form == crate::frame::Form::Finite;
        now && holds(reading, f) && own_day(reading, f).is_none()
    };
    if !counted && !heading && frame.as_ref().is_some_and(as_a_rule) {
        return None;
    }
    let bare_heading = heading && naming.deictic.is_some() && naming.ordinal.is_none() && words.ann.sentences[number].tokens.len() <= 3;
    if bare_heading || !counted && frame.as_ref().is_some_and(holds_other) {
        return None;
    }
    // `The Committee welcomed the signing`: a body that takes a stand does not thereby sit.
    let acts = |f: &Frame| {
        f.agent.as_ref().is_some_and(|a| a.contains(&naming.whole.start) || naming.whole.contains(&a.start))
            && !f.passive
            && words.lex.says("holding", &f.lemma, "stand")
    };
    if !counted && frame.as_ref().is_some_and(acts) {
        return None;
    }
    // `came to one session as a guest`: one part of the occasion at hand.
    let part = naming.ordinal.is_some()
        && matches!(head.as_str(), "session" | "sitting")
        && naming.name.len() == 1
        && frame.as_ref().is_some_and(|f| words.lex.has("attending", &f.lemma) && f.right.contains(&naming.whole.start))
        && series.is_some_and(|s| !list[s].ordinals.iter().any(|o| naming.ordinal.is_some_and(|n| o.abs_diff(n) <= 1)))
        && near_times(reading, naming, number).at.is_none();
    if part {
        return None;
    }
    // A standing body that is only spoken of does not sit: `the Dialogue was launched`.
    if !counted
        && frame.as_ref().is_some_and(|f| words.lex.says("course", &f.lemma, "spoken"))
        && !with
        && paren.is_none()
        && !(frame.as_ref().is_some_and(|f| f.lemma.as_ref() == "propose")
            && generic
            && place_in(reading, &(naming.whole.end..words.ann.sentences[number].tokens.end.min(naming.whole.end + 12))).is_some())
    {
        return None;
    }
    if frame.as_ref().is_some_and(|f| f.lemma.as_ref() == "have" || f.negated && f.lemma.as_ref() != "take") && !counted {
        return None;
    }
    if !counted
        && mechanism::cadence(words, &words.ann.sentences[number].tokens).is_some()
        && !heading
        && paren.is_none()
        && near_times(reading, naming, number).at.is_none()
    {
        return None;
    }
    let times = occasion_times(reading, naming, number, frame.as_ref(), paren.as_ref(), all);
    let status = status_of(reading, frame.as_ref(), naming, number, times.0);
    let mut slots = Meeting {
        ordinal: naming.ordinal,
        date: times.0,
        place: place_of(reading, naming, number, frame.as_ref(), paren.as_ref()),
        status: Some(status),
        ..Meeting::default()
    };
    if let Some(due) = times.1 {
        slots.date = slots.date.or(Some(due));
    }
    slots.mode = mode_of(reading, number, naming, frame.as_ref());
    slots.level = series::level_of(words, &(naming.whole.start..naming.whole.end))
        .or_else(|| at_level(reading, naming, number))
        .or_else(|| series.and_then(|s| list[s].slots.level));
    slots.parties = parties_beside(reading, naming, number);
    let from_frame = frame.as_ref().map(|f| holders(reading, f, naming)).unwrap_or_default();
    if slots.parties.len() < 2 && from_frame.len() >= slots.parties.len()
        || from_frame.len() >= 2 && from_frame.iter().any(|p| p.body_name().is_some())
    {
        slots.parties = merged(from_frame, &slots.parties);
    }
    // `A and B put off the second round of their talks`
    if slots.parties.is_empty() && series.is_none_or(|s| list[s].slots.parties.len() < 2) {
        let whose = frame.as_ref().filter(|f| holds(reading, f) && !f.passive && !words.lex.says("holding", &f.lemma, "stand"));
        let object = whose.filter(|f| f.object.as_ref().is_some_and(|o| o.start < naming.whole.end && naming.whole.start < o.end));
        let sides = object.and_then(|f| f.agent.clone()).map(|a| reading.who.who(&a)).filter(|s| s.is_known() && s.acting().len() >= 2);
        slots.parties = sides.map(|s| s.acting()).unwrap_or_default();
    }
    if let Some(talks) = talks.as_ref().filter(|_| series.is_none() && slots.parties.len() < 2) {
        let own = series::parties_of(words, talks);
        // They are held by those who meet in the series that the text is about.
        slots.parties = if own.len() >= 2 { own } else { found.map(|s| list[s].slots.parties.clone()).unwrap_or(own) };
    }
    let name = reading.phrase(&naming.name);
    match series {
        Some(s) => slots.mechanism = list[s].slots.name.clone(),
        None if talks.is_some() => slots.mechanism = talks.and_then(|t| reading.phrase(&t)),
        None if naming.named && !generic_name(&text_low) => slots.title = name,
        None if naming.name.len() >= 2 && !counted && !definite => slots.title = name.filter(|n| title_like(n)),
        None => {}
    }
    // `will travel to Rome for talks with the minister`: those who travel meet those whom they travel to.
    let mut persons: Vec<usize> = Vec::new();
    if generic && !naming.named && with && after_prep(words, naming) && words.low(naming.whole.start - 1) == "for" {
        let mut travels = reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]);
        let trip = travels.rfind(|f| f.right.contains(&naming.whole.start) && words.lex.has("travelling", &f.lemma));
        let guest = trip.and_then(|f| if f.passive { f.object.clone() } else { f.agent.clone() }).map(|r| reading.who.who(&r));
        let host = reading.who.who(&(naming.whole.end + 1..words.ann.sentences[number].tokens.end.min(naming.whole.end + 14)));
        if let (Some(trip), Some(guest)) = (trip, guest.filter(crate::resolve::Sides::is_known)) {
            slots.parties = merged(guest.acting(), &slots.parties);
            slots.place = slots.place.take().or_else(|| place_in(reading, &(trip.head..naming.whole.start))).or_else(|| {
                let to = trip.prep(words, &["to"])?;
                let (_, m) = words.mentions_in(&to).next()?;
                matches!(m.kind, MentionKind::Place).then(|| reading.document().quote(m.span).to_owned())
            });
            let future = reading
                .frames
                .at(trip.sentence, trip.head)
                .is_some_and(|f| !matches!(reading.moods[f], crate::mood::Mood::Fact) || trip.lemma.as_ref() == "expect");
            if future && slots.status == Some(MeetingStatus::Held) {
                slots.status = Some(MeetingStatus::Planned);
            }
            for p in guest.persons.iter().chain(&host.persons) {
                participants::add(&mut slots.participants, participants::of_entity(reading, p.entity, ParticipantRole::Participant));
                persons.push(p.entity);
            }
        }
    }
    let pointing = !naming.named && definite && !counted && series.is_none() && slots.title.is_none();
    let attributed = frame
        .as_ref()
        .and_then(|f| reading.frames.at(f.sentence, f.head))
        .and_then(|f| reading.attribution(f))
        .and_then(|s| s.speakers().into_iter().next());
    Some(Occasion {
        slots,
        series,
        deictic: naming.deictic,
        evidence: vec![reading.evidence(naming.whole.start)],
        at: naming.whole.clone(),
        attributed,
        persons,
        pointing,
        rule: "meeting/named",
        heading,
    })
}

fn merged(a: Vec<Party>, b: &[Party]) -> Vec<Party> {
    let mut out = a;
    for p in b {
        if !out.iter().any(|o| o.root() == p.root()) {
            out.push(p.clone());
        }
    }
    out
}

fn generic_name(low: &str) -> bool {
    let content: Vec<&str> = low.split_whitespace().filter(|w| !matches!(*w, "the" | "a" | "an" | "their" | "its")).collect();
    content.len() <= 1
}

fn title_like(name: &str) -> bool {
    let low = name.to_lowercase();
    let words = low.split_whitespace().count();
    (2..=6).contains(&words)
        && !low.starts_with("separate")
        && !low.starts_with("bilateral")
        && !low.ends_with("talks")
        && !low.ends_with("meeting")
        || low.ends_with("summit") && words >= 2
        || low.ends_with("round table")
}

fn after_prep(words: &crate::words::Words<'_>, naming: &Naming) -> bool {
    naming
        .whole
        .start
        .checked_sub(1)
        .is_some_and(|p| words.class(p) == Class::Prep || matches!(words.low(p), "after" | "before" | "following"))
}

/// The frame whose argument a naming is.
fn holding(reading: &Reading<'_, '_>, number: usize, naming: &Naming) -> Option<Frame> {
    let range = reading.frames.of_sentence[number].clone();
    let at = naming.whole.start;
    let contains = |r: &Option<Range<usize>>| {
        r.as_ref().is_some_and(|r| r.start <= at && at < r.end || naming.whole.contains(&r.start) && naming.whole.contains(&(r.end - 1)))
    };
    let frames = range.map(|f| &reading.frames.all[f]);
    let mut subjects = frames.clone().filter(|f| contains(&f.agent) || contains(&f.object));
    let first = subjects.clone().next();
    // `the Group, which prepares the talks, met`; but not `was founded in 1950 and meets every year`.
    let aside = |f: &Frame| matches!(f.parent, Some((_, crate::frame::Link::Relative)));
    let told = first.is_some_and(|f| aside(f) && !reading.words.lex.says("course", &f.lemma, "founds"));
    let own = first.filter(|f| holds(reading, f));
    let subject_of = own.or_else(|| subjects.find(|f| holds(reading, f) && (told || aside(f)))).or(first);
    let in_right = frames.filter(|f| f.right.contains(&at)).max_by_key(|f| f.head);
    match (subject_of, in_right) {
        (Some(s), _) if holds(reading, s) => Some(s.clone()),
        (_, Some(r)) if holds(reading, r) => Some(r.clone()),
        (s, r) => s.or(r).cloned(),
    }
}

/// The day that a frame's own clause names.
fn own_day(reading: &Reading<'_, '_>, f: &Frame) -> Option<PartialDate> {
    let times = reading.own_times(reading.frames.at(f.sentence, f.head)?);
    times.at.or(times.due)
}

/// `Meeting (Tokyo, March 25)`.
fn paren_after(words: &crate::words::Words<'_>, at: usize) -> Option<Range<usize>> {
    if words.low(at) != "(" {
        return None;
    }
    let close = (at + 1..at + 14).find(|k| words.low(*k) == ")")?;
    let inner = at + 1..close;
    let dated = words.mentions_in(&inner).any(|(_, m)| matches!(m.kind, MentionKind::Date(_) | MentionKind::Place));
    dated.then_some(inner)
}

fn near_times(reading: &Reading<'_, '_>, naming: &Naming, number: usize) -> crate::reading::Times {
    let end = reading.words.ann.sentences[number].tokens.end;
    let stop = (naming.whole.end..end.min(naming.whole.end + 14))
        .find(|i| matches!(reading.words.low(*i), ";" | "and" | "which" | "while"))
        .unwrap_or(end.min(naming.whole.end + 14));
    reading.times(&(naming.whole.end..stop))
}

/// When: what stands in parentheses or right after the naming, else the times of its clause.
fn occasion_times(
    reading: &Reading<'_, '_>,
    naming: &Naming,
    number: usize,
    frame: Option<&Frame>,
    paren: Option<&Range<usize>>,
    all: &[Naming],
) -> (Option<PartialDate>, Option<PartialDate>) {
    let near = paren.map(|p| reading.times(p)).filter(|t| t.at.is_some()).unwrap_or_else(|| near_times(reading, naming, number));
    let own = frame.filter(|f| holds(reading, f)).map(|f| reading.times(&reading.scope(f)));
    let alone = all.len() == 1;
    let sentence = &reading.words.ann.sentences[number].tokens;
    let opening = (naming.whole.start.saturating_sub(14).max(sentence.start)..naming.whole.start).start..naming.whole.start;
    let before = reading.times(&opening);
    let mut at = near.at.or(own.and_then(|t| t.at));
    if at.is_none() && (alone || frame.is_some_and(|f| holds(reading, f))) {
        at = before.at;
    }
    let due = near.due.or(own.and_then(|t| t.due)).or(near.since.filter(|_| at.is_none()));
    (at, due)
}

fn mode_of(reading: &Reading<'_, '_>, number: usize, naming: &Naming, frame: Option<&Frame>) -> Option<Mode> {
    let words = reading.words;
    let sentence = &words.ann.sentences[number].tokens;
    let from = frame.map_or(naming.whole.start, |f| f.clause.start.min(naming.whole.start));
    let to = frame.map_or(sentence.end, |f| f.right.end.max(naming.whole.end)).min(from + 80);
    mode_in(&(from..to).map(|i| words.low(i)).collect::<Vec<_>>().join(" "))
}

pub(crate) fn mode_in(low: &str) -> Option<Mode> {
    cues::cue("mode", low)?.parse().ok()
}

/// `at ministerial level`, `at the vice-minister level`.
fn at_level(reading: &Reading<'_, '_>, naming: &Naming, number: usize) -> Option<Level> {
    let words = reading.words;
    let end = words.ann.sentences[number].tokens.end.min(naming.whole.end + 24);
    let at = (naming.whole.end..end).find(|i| matches!(words.low(*i), "level") || words.low(*i).ends_with("-level"))?;
    series::level_of(words, &(at.saturating_sub(3).max(naming.whole.end)..at + 1))
}

/// The parties that stand beside a naming: in it, `between X and Y`, `of X and Y`, `with X`.
fn parties_beside(reading: &Reading<'_, '_>, naming: &Naming, number: usize) -> Vec<Party> {
    let words = reading.words;
    let inside = series::parties_of(words, &naming.name);
    let end = words.ann.sentences[number].tokens.end.min(naming.whole.end + 20);
    let next = naming.whole.end;
    if matches!(words.low(next), "between" | "among" | "of" | "with") && next < end {
        let stop = (next + 1..end)
            .find(|i| {
                matches!(words.class(*i), Class::Verb | Class::Aux | Class::Rel | Class::Modal)
                    || matches!(words.low(*i), ";" | "in" | "on" | "at" | "to")
            })
            .unwrap_or(end);
        let sides = reading.who.who(&(next + 1..stop));
        if sides.is_known() {
            return merged(inside, &sides.acting());
        }
    }
    inside
}

/// Those who hold an occasion, chair it together or meet at it.
fn holders(reading: &Reading<'_, '_>, f: &Frame, naming: &Naming) -> Vec<Party> {
    if !reading.words.lex.has("convening", &f.lemma) {
        return Vec::new();
    }
    let Some(agent) = &f.agent else { return Vec::new() };
    if agent.contains(&naming.whole.start) {
        return Vec::new();
    }
    let sides = reading.who.who(agent);
    let mut out = if sides.is_known() { sides.acting() } else { Vec::new() };
    if let Some(with) = f.prep(reading.words, &["with"]) {
        let others = reading.who.who(&with);
        if others.is_known() {
            out = merged(out, &others.acting());
        }
    }
    out
}

/// Sessions of a series are held by its members, where nothing else is said.
pub(crate) fn take_members(list: &[Gathered], out: &mut [Occasion]) {
    for o in out.iter_mut() {
        let Some(g) = o.series.map(|s| &list[s]) else { continue };
        if o.slots.parties.len() < 2 && g.slots.parties.len() >= 2 {
            o.slots.parties = g.slots.parties.clone();
        }
    }
}

/// Gives occasions of a series its name, rank and members, and drops what says too little.
fn finish(reading: &Reading<'_, '_>, list: &[Gathered], out: &mut Vec<Occasion>) {
    for o in out.iter_mut() {
        if let Some(s) = o.series {
            let g = &list[s];
            if mechanism::stands_alone(reading.words, g) {
                o.slots.title = g.slots.name.clone();
                o.slots.mechanism = None;
            } else {
                o.slots.mechanism = g.slots.name.clone();
                o.slots.title = None;
            }
            o.slots.level = o.slots.level.or(g.slots.level);
            if o.slots.parties.len() < 2 && g.slots.parties.len() >= 2 {
                o.slots.parties = g.slots.parties.clone();
            }
        }
        without_members(reading, &mut o.slots.parties);
        if o.slots.level.is_none() {
            o.slots.level = level_of_people(reading, &o.persons);
        }
        if o.slots.level.is_none() && o.slots.parties.len() >= 2 && o.slots.parties.iter().all(crate::resolve::is_local) {
            o.slots.level = Some(Level::Subnational);
        }
    }
    out.retain(|o| {
        let s = &o.slots;
        s.date.is_some()
            || s.place.is_some()
            || s.ordinal.is_some() && s.mechanism.is_some()
            || s.parties.len() >= 2
            || s.title.is_some() && s.status != Some(MeetingStatus::Held)
    });
}

/// Where a grouping meets, its members are no parties of their own: one of them may be in the chair.
fn without_members(reading: &Reading<'_, '_>, parties: &mut Vec<Party>) {
    let naming = &reading.words.lex.naming;
    let members: Vec<&str> = parties.iter().flat_map(|p| naming.members(p.as_str())).collect();
    let left = |p: &Party| !members.contains(&p.root());
    if parties.iter().filter(|p| left(p)).count() >= 2 {
        parties.retain(left);
    }
}

/// The occasion that the document is about: the first that its headline or its first sentences tell of.
pub(crate) fn main<'o>(reading: &Reading<'_, '_>, list: &'o [Occasion]) -> Option<&'o Occasion> {
    let sentences = &reading.words.ann.sentences;
    let blocks = &reading.document().blocks;
    let body =
        sentences.iter().filter(|s| s.tokens.len() > 8 && !matches!(blocks.get(s.block).map(|b| b.role), Some(Role::Heading { .. })));
    let lead = body.clone().nth(2).or_else(|| body.clone().next_back()).map_or(0, |s| s.span.end);
    let opens = |o: &&Occasion| o.evidence.iter().any(|e| e.start < lead);
    let fits = |o: &&Occasion| {
        o.slots.date.is_some()
            && matches!(o.slots.status, Some(MeetingStatus::Held | MeetingStatus::Planned))
            && o.deictic != Some(Deictic::Previous)
    };
    list.iter().filter(opens).find(fits)
}

pub(crate) fn push(reading: &mut Reading<'_, '_>, list: &[Occasion]) {
    for o in list {
        let draft = reading.push(ClaimKind::Meeting(o.slots.clone()), o.at.clone(), o.rule);
        draft.evidence = o.evidence.clone();
        draft.attributed = o.attributed.clone();
    }
}

/// Whether two participants are the same person or side.
pub(crate) fn same_participant(a: &Participant, b: &Participant) -> bool {
    match (&a.person, &b.person) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.party == b.party && a.post == b.post,
        _ => false,
    }
}
