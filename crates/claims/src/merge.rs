//! **Which drafts say the same fact?** All mentions of a fact become one claim with several pieces of evidence.
//!
//! In → Out: drafts in the order of the text → drafts, each fact once.
//!
//! Never: joins two acts on one text, nor a measure and the end of another.

use crate::reading::Draft;
use crate::series::{key, same_name};
use model::claim::{Commitment, Figure, Instrument, InstrumentAction, Measure, MeasureStatus, Project, Stance, Visit};
use model::{ClaimKind, PartialDate, Party, Span, Who};

/// Merges what says the same; the order of first mentions is kept.
pub(crate) fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        // What is far back is looked at as well, but never more than this many drafts of the kind.
        let same = out.iter_mut().rev().filter(|d| d.kind.name() == draft.kind.name()).take(400).find(|d| says_the_same(d, &draft));
        match same {
            Some(old) => absorb(old, draft),
            None => out.push(draft),
        }
    }
    out.retain(complete);
    out
}

fn words(text: Option<&str>) -> Vec<String> {
    text.map(key).unwrap_or_default()
}

/// How much two texts share: the harmonic mean of the two coverages.
pub(crate) fn likeness(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let common = a.iter().filter(|w| b.contains(w)).count() as f64;
    2.0 * common / (a.len() + b.len()) as f64
}

fn share_who(a: &[Who], b: &[Who]) -> bool {
    a.iter().any(|x| b.contains(x))
}

fn share_root(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.root() == y.root()))
}

fn compatible(a: Option<PartialDate>, b: Option<PartialDate>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.overlaps(&b),
        _ => true,
    }
}

fn says_the_same(a: &Draft, b: &Draft) -> bool {
    if a.negative != b.negative {
        return false;
    }
    match (&a.kind, &b.kind) {
        (ClaimKind::Post(x), ClaimKind::Post(y)) => x.person == y.person && x.former == y.former,
        (ClaimKind::Stance(x), ClaimKind::Stance(y)) => same_stance(x, y),
        (ClaimKind::Commitment(x), ClaimKind::Commitment(y)) => same_commitment(x, y),
        (ClaimKind::Instrument(x), ClaimKind::Instrument(y)) => same_instrument(x, y),
        (ClaimKind::Measure(x), ClaimKind::Measure(y)) => same_measure(x, y),
        // `the first visit since November 2020, when he made a trip`: two verbs or nouns of one sentence tell two trips, unless both say when.
        (ClaimKind::Visit(x), ClaimKind::Visit(y)) => {
            same_visit(x, y) && (a.evidence != b.evidence || x.date.is_none() == y.date.is_none())
        }
        (ClaimKind::Figure(x), ClaimKind::Figure(y)) => same_figure(x, y),
        (ClaimKind::Project(x), ClaimKind::Project(y)) => same_project(x, y),
        (ClaimKind::Event(x), ClaimKind::Event(y)) => {
            a.evidence == b.evidence && a.event.as_ref().map(|e| e.kind) == b.event.as_ref().map(|e| e.kind)
                || x.date.is_some() && x.date == y.date && a.event == b.event
        }
        _ => false,
    }
}

fn same_stance(x: &Stance, y: &Stance) -> bool {
    x.stance == y.stance && share_who(&x.by, &y.by) && likeness(&words(x.about.as_deref()), &words(y.about.as_deref())) >= 0.6
}

fn same_commitment(x: &Commitment, y: &Commitment) -> bool {
    share_root(&x.by, &y.by) && likeness(&words(x.action.as_deref()), &words(y.action.as_deref())) >= 0.6
}

fn same_instrument(x: &Instrument, y: &Instrument) -> bool {
    let (a, b) = (words(x.name.as_deref()), words(y.name.as_deref()));
    let near = a == b || same_name(&a, &b) || likeness(&a, &b) >= 0.8;
    let parties = x.parties.is_empty() || y.parties.is_empty() || share_root(&x.parties, &y.parties);
    x.action == y.action && near && compatible(x.date, y.date) && parties && compatible(x.period, y.period)
}

fn same_measure(x: &Measure, y: &Measure) -> bool {
    let by = x.by.is_empty() || y.by.is_empty() || share_root(&x.by, &y.by);
    let (a, b) = (words(x.on.first().map(String::as_str)), words(y.on.first().map(String::as_str)));
    let on = a.is_empty()
        || b.is_empty()
        || likeness(&a, &b) >= 0.75
        || x.against.len() >= 2 && x.against == y.against
        || a.iter().all(|w| b.contains(w))
        || b.iter().all(|w| a.contains(w));
    x.kind == y.kind && by && on
}

fn same_visit(x: &Visit, y: &Visit) -> bool {
    share_who(&x.visitors, &y.visitors)
        && x.status == y.status
        && compatible(x.date, y.date)
        && (share_who(&x.to, &y.to) || x.to.is_empty() || y.to.is_empty())
}

fn same_figure(x: &Figure, y: &Figure) -> bool {
    x.value == y.value
        && x.unit == y.unit
        && x.max == y.max
        && compatible(x.date, y.date)
        && (x.of.is_none() || y.of.is_none() || likeness(&words(x.of.as_deref()), &words(y.of.as_deref())) >= 0.5)
}

fn same_project(x: &Project, y: &Project) -> bool {
    let text = |p: &Project| words(p.name.as_deref().or(p.description.as_deref()));
    let (a, b) = (text(x), text(y));
    (likeness(&a, &b) >= 0.7 || same_name(&a, &b)) && x.count == y.count && (x.status == y.status || x.count.is_none())
}

/// The finer of two dates that agree, else the first.
pub(crate) fn finer(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    match (a, b) {
        (Some(a), Some(b)) if a.contains(&b) => Some(b),
        (a, b) => a.or(b),
    }
}

fn more<T>(a: &mut Vec<T>, b: Vec<T>) {
    if a.len() < b.len() {
        *a = b;
    }
}

pub(crate) fn add_evidence(list: &mut Vec<Span>, more: Vec<Span>) {
    for span in more {
        if !list.contains(&span) {
            list.push(span);
        }
    }
}

fn absorb(old: &mut Draft, new: Draft) {
    add_evidence(&mut old.evidence, new.evidence);
    old.rank = old.rank.min(new.rank);
    old.attributed = old.attributed.take().or(new.attributed);
    match (&mut old.kind, new.kind) {
        (ClaimKind::Stance(x), ClaimKind::Stance(y)) => {
            x.to = if x.to.is_empty() { y.to } else { std::mem::take(&mut x.to) };
            x.date = finer(x.date, y.date);
        }
        (ClaimKind::Commitment(x), ClaimKind::Commitment(y)) => {
            x.due = finer(x.due, y.due);
            x.field = x.field.take().or(y.field);
            more(&mut x.by, y.by);
            more(&mut x.to, y.to);
        }
        (ClaimKind::Instrument(x), ClaimKind::Instrument(y)) => {
            x.date = finer(x.date, y.date);
            x.period = x.period.or(y.period);
            x.at = x.at.take().or(y.at);
            more(&mut x.parties, y.parties);
            more(&mut x.pillars, y.pillars);
            if y.name.as_ref().map_or(0, String::len) > x.name.as_ref().map_or(0, String::len) {
                x.name = y.name;
            }
        }
        (ClaimKind::Measure(x), ClaimKind::Measure(y)) => absorb_measure(x, y),
        (ClaimKind::Visit(x), ClaimKind::Visit(y)) => {
            x.date = finer(x.date, y.date);
            x.purpose = x.purpose.take().or(y.purpose);
            x.from = x.from.take().or(y.from);
            more(&mut x.to, y.to);
            x.count = x.count.or(y.count);
        }
        (ClaimKind::Figure(x), ClaimKind::Figure(y)) => {
            x.of = x.of.take().or(y.of);
            x.date = finer(x.date, y.date);
        }
        (ClaimKind::Project(x), ClaimKind::Project(y)) => {
            x.date = finer(x.date, y.date);
            x.status = y.status.or(x.status);
            more(&mut x.parties, y.parties);
        }
        (ClaimKind::Post(x), ClaimKind::Post(y)) => {
            x.post = x.post.take().or(y.post);
            x.party = x.party.take().or(y.party);
        }
        _ => {}
    }
}

/// A measure takes the latest status that the document gives it; what began stays begun.
fn absorb_measure(x: &mut Measure, y: Measure) {
    more(&mut x.by, y.by);
    if x.on.is_empty() || y.on.first().is_some_and(|n| x.on.first().is_some_and(|o| n.len() > o.len() && n.len() < 90)) {
        x.on = if y.on.is_empty() { std::mem::take(&mut x.on) } else { y.on };
    }
    more(&mut x.against, y.against);
    x.since = finer(x.since, y.since);
    x.until = x.until.or(y.until);
    let rank = |s: Option<MeasureStatus>| match s {
        Some(MeasureStatus::Lifted) => 4,
        Some(MeasureStatus::Eased) => 3,
        Some(MeasureStatus::InForce) => 2,
        Some(MeasureStatus::Announced) => 1,
        Some(MeasureStatus::Threatened) | None => 0,
    };
    if rank(y.status) > rank(x.status) {
        x.status = y.status;
    }
}

/// Whether a draft says enough to stand.
pub(crate) fn complete(draft: &Draft) -> bool {
    match &draft.kind {
        ClaimKind::Measure(m) => !m.by.is_empty() && (!m.on.is_empty() || !m.against.is_empty()),
        ClaimKind::Commitment(c) => !c.by.is_empty() && c.action.as_ref().is_some_and(|a| a.contains(' ') || a.len() > 3),
        ClaimKind::Stance(s) => !s.by.is_empty(),
        ClaimKind::Instrument(i) => i.name.is_some() && (i.action != Some(InstrumentAction::Negotiated) || !i.parties.is_empty()),
        ClaimKind::Visit(v) => !v.visitors.is_empty() && !v.to.is_empty(),
        ClaimKind::Mechanism(_)
        | ClaimKind::Meeting(_)
        | ClaimKind::Project(_)
        | ClaimKind::Figure(_)
        | ClaimKind::Post(_)
        | ClaimKind::Event(_) => true,
    }
}
