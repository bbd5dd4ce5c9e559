//! Political events that are no other kind: their type and sides are all there is to say.

use super::{set, sides};
use crate::reading::Reading;
use crate::resolve::Sides;
use crate::rules::Hit;
use model::ClaimKind;
use model::claim::{Actor, EventType, Occurrence, PoliticalEvent};

pub(crate) fn actors(sides: &Sides) -> Vec<Actor> {
    let known = sides.acting().into_iter().filter(|_| sides.is_known());
    let mut out: Vec<Actor> = known.map(|p| Actor { text: None, party: Some(p), sector: None }).collect();
    if out.is_empty() {
        out.extend(sides.words.clone().map(|w| Actor { text: Some(w), party: None, sector: None }));
    }
    out
}

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    let Some(kind) = set::<EventType>(hit, "type") else { return };
    let f = &reading.frames.all[frame];
    if f.negated {
        return;
    }
    let (by, to) = (sides(reading, hit, frame, "actors"), sides(reading, hit, frame, "recipients"));
    let found = |s: &Sides| s.is_known() || super::stance::acts(reading, &s.words);
    let patient = f.object.clone().map(|o| reading.who.parties_in(&o)).unwrap_or_default();
    if !found(&by) && patient.is_empty() {
        return;
    }
    let mut recipients = actors(&to);
    if !to.is_known() {
        recipients = patient
            .iter()
            .filter(|p| !by.parties.contains(p))
            .map(|p| Actor { text: None, party: Some(p.clone()), sector: None })
            .collect();
    }
    let actors = actors(&by);
    if actors.is_empty() && recipients.is_empty() {
        return;
    }
    let scope = reading.scope(f);
    let times = reading.times(&scope);
    let head = f.head;
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next());
    let draft = reading.push(ClaimKind::Event(Occurrence { date: times.at, place: None }), head..head + 1, &hit.rule.name);
    draft.attributed = attributed;
    draft.event = Some(PoliticalEvent { kind, mode: hit.when.set.get("mode").cloned(), contexts: Vec::new(), actors, recipients });
}
