//! Which tellings are of one occasion, and what each adds to it.

use super::{Occasion, participants};
use crate::reading::Reading;
use crate::series::Deictic;
use model::claim::MeetingStatus;

/// Adds an occasion, or what it says to one that is the same.
pub(super) fn join(out: &mut Vec<Occasion>, new: Occasion) {
    let from = out.len().saturating_sub(crate::read::RECENT);
    let position = out[from..]
        .iter()
        .position(|o| same(o, &new))
        .map(|n| from + n)
        .or_else(|| if new.pointing && new.slots.date.is_none() { out.len().checked_sub(1) } else { None });
    match position {
        Some(i) => absorb(&mut out[i], new),
        None if new.pointing && new.slots.date.is_none() && new.slots.place.is_none() => {}
        None => out.push(new),
    }
}

/// An occasion that the headline names and the lead dates is one, if nothing speaks against it.
pub(super) fn headline(reading: &Reading<'_, '_>, out: &mut Vec<Occasion>) {
    let block = |o: &Occasion| reading.words.ann.sentences[reading.words.sentence_of(o.at.start)].block;
    let titled = |o: &&Occasion| {
        o.heading || matches!(reading.document().blocks.get(block(o)).map(|b| b.role), Some(model::Role::Heading { level: 1 }))
    };
    let Some(first) = out.first().filter(|o| titled(o) && o.slots.date.is_none()) else { return };
    let lead = reading.words.ann.sentences.iter().find(|s| s.tokens.len() > 10 && s.span.start > first.evidence[0].start).map(|s| s.span);
    let fits = |o: &Occasion| {
        lead.is_some_and(|l| o.evidence.contains(&l))
            && o.slots.date.is_some()
            && (o.slots.ordinal.is_none() || o.slots.ordinal == first.slots.ordinal || first.slots.ordinal.is_none())
            && (o.series.is_none() || first.series.is_none() || o.series == first.series)
    };
    if let Some(i) = (1..out.len()).find(|i| fits(&out[*i])) {
        let other = out.remove(i);
        absorb(&mut out[0], other);
    }
}

fn same(a: &Occasion, b: &Occasion) -> bool {
    let dates = match (a.slots.date, b.slots.date) {
        (Some(x), Some(y)) => Some(x.overlaps(&y)),
        _ => None,
    };
    if dates == Some(false)
        || (a.slots.status == Some(MeetingStatus::Held)) != (b.slots.status == Some(MeetingStatus::Held))
            && dates.is_none()
            && !a.heading
            && !b.heading
            && !b.pointing
    {
        return false;
    }
    let same_series = a.series.is_some() && a.series == b.series;
    if let (Some(x), Some(y)) = (a.slots.ordinal, b.slots.ordinal) {
        return x == y && (same_series || a.series.is_none() || b.series.is_none());
    }
    if a.deictic != b.deictic
        && (a.deictic == Some(Deictic::Previous) || b.deictic == Some(Deictic::Previous) || b.deictic == Some(Deictic::Next))
    {
        return false;
    }
    if same_series {
        // A headline that names the session and the sentence that dates it speak of one place.
        let near = matches!((&a.slots.place, &b.slots.place), (Some(x), Some(y)) if x.contains(y.as_str()) || y.contains(x.as_str()));
        if dates.is_none() && near && a.slots.ordinal.is_some() != b.slots.ordinal.is_some() {
            return true;
        }
        return dates == Some(true)
            || a.slots.ordinal.is_none() && b.slots.ordinal.is_none() && b.deictic.is_none()
            || b.slots.ordinal.is_none() && b.deictic.is_none() && b.slots.date.is_none();
    }
    let persons = !a.persons.is_empty()
        && !b.persons.is_empty()
        && a.persons.iter().all(|p| b.persons.contains(p)) | b.persons.iter().all(|p| a.persons.contains(p));
    if persons {
        return dates != Some(false);
    }
    if b.pointing {
        return dates == Some(true) || b.slots.date.is_none() && !b.slots.parties.is_empty() && same_parties(a, b);
    }
    let titles = a.slots.title.is_some() && a.slots.title == b.slots.title;
    titles
        || a.series.is_none()
            && b.series.is_none()
            && same_parties(a, b)
            && (dates == Some(true) || a.slots.date.is_none() != b.slots.date.is_none())
            && !(a.slots.title.is_some() && b.slots.title.is_some())
}

/// `A met B for the ninth session of X`: the verb and the session it is for are one occasion.
pub(super) fn sits_at(reading: &Reading<'_, '_>, number: usize, told: &Occasion, session: &Occasion) -> bool {
    let words = reading.words;
    let named = session.rule == "meeting/named" && (session.slots.ordinal.is_some() || session.series.is_some());
    let frame = reading.frames.at(number, told.at.start).map(|f| &reading.frames.all[f]);
    named
        && session.slots.status == told.slots.status
        && frame.is_some_and(|f| f.right.contains(&session.at.start))
        && session.at.start.checked_sub(1).is_some_and(|p| matches!(words.low(p), "for" | "at" | "during" | "in"))
}

fn same_parties(a: &Occasion, b: &Occasion) -> bool {
    let roots = |o: &Occasion| o.slots.parties.iter().map(|p| p.root().to_owned()).collect::<std::collections::BTreeSet<_>>();
    let (x, y) = (roots(a), roots(b));
    x.len() >= 2 && x == y
}

pub(super) fn absorb(a: &mut Occasion, b: Occasion) {
    for span in b.evidence {
        if !a.evidence.contains(&span) {
            a.evidence.push(span);
        }
    }
    a.slots.date = crate::merge::finer(a.slots.date, b.slots.date);
    a.slots.ordinal = a.slots.ordinal.or(b.slots.ordinal);
    a.slots.place = match (a.slots.place.take(), b.slots.place) {
        (Some(x), Some(y)) if y.len() > x.len() && y.contains(&x) => Some(y),
        (x, y) => x.or(y),
    };
    a.slots.mode = a.slots.mode.or(b.slots.mode);
    a.slots.level = a.slots.level.or(b.slots.level);
    a.slots.mechanism = a.slots.mechanism.take().or(b.slots.mechanism);
    a.slots.title = a.slots.title.take().or(b.slots.title);
    a.series = a.series.or(b.series);
    if a.slots.parties.len() < b.slots.parties.len()
        || a.slots.parties.len() == b.slots.parties.len() && a.heading && !b.slots.parties.is_empty()
    {
        a.slots.parties = b.slots.parties;
    }
    for p in b.slots.participants {
        participants::add(&mut a.slots.participants, p);
    }
    for p in b.persons {
        if !a.persons.contains(&p) {
            a.persons.push(p);
        }
    }
    if matches!(b.slots.status, Some(MeetingStatus::Postponed | MeetingStatus::Cancelled))
        || a.heading && a.slots.status == Some(MeetingStatus::Held)
    {
        a.slots.status = b.slots.status;
    }
    a.attributed = a.attributed.take().or(b.attributed);
    a.heading &= b.heading;
}
