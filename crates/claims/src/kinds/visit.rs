//! Trips: who goes where, when.

use super::{filled, set, sides};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use annotate::{EntityKind, MentionKind};
use model::claim::{MeetingStatus, Visit};
use model::{ClaimKind, Party, Who};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let by = sides(reading, hit, frame, "visitors");
    let Some(visitors) = visitors(reading, hit, frame, &by) else { return };
    let Some(target) = filled(reading, hit, frame, "to") else { return };
    let to = destinations(reading, &target);
    let f = &reading.frames.all[frame];
    if to.is_empty() || f.negated {
        return;
    }
    let from = by.acting().into_iter().next().filter(|_| by.is_known());
    if from.as_ref().is_some_and(|p| to.iter().any(|t| t.as_str() == p.as_str())) {
        return;
    }
    let scope = reading.scope(f);
    let times = reading.times(&scope);
    let status =
        set(hit, "status").unwrap_or(if reading.moods[frame] == Mood::Fact { MeetingStatus::Held } else { MeetingStatus::Planned });
    let purpose = filled(reading, hit, frame, "purpose").and_then(|r| reading.phrase(&r));
    let head = f.head;
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next()).filter(|a| !visitors.contains(a));
    let kind = Visit { visitors, to, from, date: times.at.or(times.since), purpose, status: Some(status), ..Visit::default() };
    reading.push(ClaimKind::Visit(kind), head..head + 1, &hit.rule.name).attributed = attributed;
}

/// Persons, or a description of those who go; a party alone goes nowhere.
fn visitors(reading: &Reading<'_, '_>, hit: &Hit<'_>, frame: usize, by: &crate::resolve::Sides) -> Option<Vec<Who>> {
    if !by.persons.is_empty() {
        return Some(by.persons.iter().map(|p| Who::new(p.name.clone())).collect());
    }
    let range = filled(reading, hit, frame, "visitors")?;
    let low = crate::words::fold(&reading.words.text(&range));
    let people = [
        "delegation",
        "mission",
        "team",
        "governors",
        "mayors",
        "ministers",
        "officials",
        "experts",
        "president",
        "minister",
        "leaders",
        "executives",
        "members",
        "envoy",
    ];
    people.iter().any(|p| low.contains(p)).then(|| vec![Who::new(crate::resolve::strip_determiner(&reading.words.text(&range)).to_owned())])
}

/// Where a trip goes: the states, governments and towns named.
pub(crate) fn destinations(reading: &Reading<'_, '_>, range: &Range<usize>) -> Vec<Who> {
    let ann = reading.words.ann;
    let mut out: Vec<Who> = Vec::new();
    let stop = range
        .clone()
        .find(|i| matches!(reading.words.class(*i), crate::words::Class::Prep) && reading.words.low(*i) != "of" && *i > range.start)
        .unwrap_or(range.end);
    for (_, mention) in reading.words.mentions_in(&(range.start..stop)) {
        let who = match (&mention.kind, mention.entity.map(|e| &ann.entities[e])) {
            (MentionKind::Party(list), _) if mention.form != annotate::Form::Adjective => {
                list.first().map(|p: &Party| Who::from(p.clone()))
            }
            (MentionKind::Place, Some(e)) if e.kind == EntityKind::Place => Some(Who::new(e.name.clone())),
            (MentionKind::Place, _) => Some(Who::new(reading.document().quote(mention.span))),
            _ => None,
        };
        if let Some(who) = who.filter(|w| !out.contains(w)) {
            out.push(who);
        }
    }
    out
}
