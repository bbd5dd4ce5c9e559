//! What is built, run or delivered, and how far it is.

use super::{filled, set, sides};
use crate::reading::Reading;
use crate::rules::Hit;
use crate::words::{Class, Words};
use annotate::MentionKind;
use model::ClaimKind;
use model::claim::{Project, ProjectStatus};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let Some(status) = set::<ProjectStatus>(hit, "status") else { return };
    let f = reading.frames.all[frame].clone();
    let Some(range) = filled(reading, hit, frame, "name") else { return };
    if !is_project(reading.words, &range) {
        return;
    }
    // `Work on the road was begun`: the thing worked on.
    let range = after_work(reading.words, &range);
    let scope = reading.scope(&f);
    let times = reading.times(&scope);
    let agent = sides(reading, hit, frame, "parties");
    let parties = if agent.is_known() { agent.acting() } else { Vec::new() };
    let count = reading.words.mentions_in(&range).find_map(|(_, m)| match &m.kind {
        MentionKind::Quantity(q) if q.unit.as_deref().is_some_and(|u| u.contains("project") || u.contains("action")) => Some(q.clone()),
        _ => None,
    });
    let capital = range.clone().filter(|i| crate::series::is_capital(reading.words, *i)).count() >= 2;
    let Some(text) = reading.phrase(&range) else { return };
    let mut kind = Project { parties, status: Some(status), date: times.at.or(times.since), ..Project::default() };
    if let Some(q) = count {
        kind.count = Some(q.value);
        kind.approximate = q.approximate;
        kind.bound = q.bound;
    }
    if capital && kind.count.is_none() {
        kind.name = Some(text)
    } else {
        kind.description = Some(text)
    }
    let negated = f.negated;
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next());
    let draft = reading.push(ClaimKind::Project(kind), f.head..f.head + 1, &hit.rule.name);
    draft.negative = negated;
    draft.attributed = attributed;
}

fn is_project(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        words.class(i) == Class::Noun && {
            let head = crate::series::head_of(words, i);
            let pair = if i > range.start { format!("{} {head}", words.low(i - 1)) } else { String::new() };
            words.lex.noun_class("project", &head).is_some() || words.lex.noun_class("project", &pair).is_some()
        }
    }) && !range.clone().any(|i| words.lex.noun_class("meeting", words.low(i)).is_some() && words.class(i) == Class::Noun)
}

fn after_work(words: &Words<'_>, range: &Range<usize>) -> Range<usize> {
    let start = if words.class(range.start) == Class::Det { range.start + 1 } else { range.start };
    let low = words.low(start);
    if matches!(low, "work" | "works" | "construction") && matches!(words.low(start + 1), "on" | "of" | "at") && start + 2 < range.end {
        return start + 2..range.end;
    }
    range.clone()
}
