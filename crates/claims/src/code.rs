//! **Which PLOVER event is it?** Type, actors and recipients, as the kind and its slots decide them.
//!
//! In → Out: a draft → its coding, or none.
//!
//! Never: codes what is denied, nor an act whose actor nobody names.
//!
//! Source: the PLOVER 2.0 manual; the table of claims and types that the corpus guide gives.

use crate::reading::Draft;
use model::claim::{
    Actor, EventType, InstrumentAction, MeasureStatus, MeasureType, Meeting, MeetingStatus, Mode, PoliticalEvent, ProjectStatus, StanceType,
};
use model::{ClaimKind, Party, Who};
use std::collections::BTreeMap;

/// The party that a person or a place stands for.
pub(crate) type Standing = BTreeMap<String, Party>;

fn party(p: &Party) -> Actor {
    Actor { text: None, party: Some(p.clone()), sector: None }
}

fn parties(list: &[Party]) -> Vec<Actor> {
    list.iter().map(party).collect()
}

fn standing(list: &[Who], known: &Standing) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for who in list {
        let p = known.get(who.as_str()).cloned().unwrap_or_else(|| Party::new(who.as_str()));
        let actor = party(&p);
        if !out.contains(&actor) {
            out.push(actor);
        }
    }
    out
}

fn event(kind: EventType, actors: Vec<Actor>, recipients: Vec<Actor>) -> Option<PoliticalEvent> {
    let recipients = recipients.into_iter().filter(|r| !actors.contains(r)).collect();
    (!actors.is_empty()).then(|| PoliticalEvent { kind, mode: None, contexts: Vec::new(), actors, recipients })
}

/// The type that a draft would be coded with, whoever its sides are.
pub(crate) fn kind(draft: &Draft) -> Option<EventType> {
    code(draft, &Standing::new()).map(|e| e.kind)
}

/// Codes a draft; one that carries its event keeps it.
pub(crate) fn code(draft: &Draft, known: &Standing) -> Option<PoliticalEvent> {
    if draft.negative || draft.background {
        return None;
    }
    if draft.event.is_some() {
        return draft.event.clone();
    }
    let mut coded = by_slots(draft, known)?;
    if let Some((actors, recipients)) = &draft.cast {
        take_over(&mut coded.actors, actors);
        take_over(&mut coded.recipients, recipients);
        let actors = coded.actors.clone();
        coded.recipients.retain(|r| !actors.iter().any(|a| same(a, r)));
    }
    Some(coded)
}

fn same(a: &Actor, b: &Actor) -> bool {
    let root = |x: &Actor| x.party.as_ref().map(|p| p.root().to_owned());
    root(a) == root(b) && a.sector == b.sector
}

/// Sides that the slots name keep their party and gain words and sector; where the slots name nobody known, the sentence decides.
fn take_over(slots: &mut Vec<Actor>, cast: &[Actor]) {
    let known = |a: &Actor| a.party.as_ref().is_some_and(|p| p.state().is_some());
    if !slots.iter().any(known) && cast.iter().any(|c| c.party.is_some()) {
        *slots = cast.to_vec();
        return;
    }
    for actor in slots.iter_mut() {
        let root = actor.party.as_ref().map(|p| p.root().to_owned());
        if let Some(found) = cast.iter().find(|c| c.party.as_ref().map(|p| p.root().to_owned()) == root) {
            actor.text = actor.text.take().or_else(|| found.text.clone());
            actor.sector = actor.sector.take().or_else(|| found.sector.clone());
        }
    }
}

/// What kind and slots say.
fn by_slots(draft: &Draft, known: &Standing) -> Option<PoliticalEvent> {
    match &draft.kind {
        ClaimKind::Meeting(m) => meeting(m),
        ClaimKind::Visit(v) => {
            let kind = match v.status? {
                MeetingStatus::Held => EventType::Consult,
                MeetingStatus::Planned => EventType::Agree,
                MeetingStatus::Proposed | MeetingStatus::Postponed | MeetingStatus::Cancelled => return None,
            };
            let mut coded = event(kind, v.from.iter().map(party).collect(), standing(&v.to, known))?;
            coded.mode = (kind == EventType::Consult).then(|| "visit".to_owned());
            Some(coded)
        }
        ClaimKind::Instrument(i) => {
            let kind = match i.action? {
                InstrumentAction::Proposed => EventType::Agree,
                InstrumentAction::Negotiated => EventType::Consult,
                InstrumentAction::Suspended | InstrumentAction::Expired => return None,
                InstrumentAction::Terminated => EventType::Sanction,
                InstrumentAction::Agreed
                | InstrumentAction::Adopted
                | InstrumentAction::Endorsed
                | InstrumentAction::Signed
                | InstrumentAction::Launched
                | InstrumentAction::Revised
                | InstrumentAction::Upgraded
                | InstrumentAction::Formulated
                | InstrumentAction::Reconfirmed
                | InstrumentAction::Issued
                | InstrumentAction::EnteredIntoForce => EventType::Support,
            };
            event(kind, parties(&i.parties), Vec::new())
        }
        ClaimKind::Commitment(c) => {
            let action = c.action.as_deref().unwrap_or_default().to_lowercase();
            let speaks = |sense: &str| crate::cues::speaks("undertaking", &action, sense);
            let kind = if speaks("threat") {
                EventType::Threaten
            } else if speaks("leaves") && (action.contains("troop") || action.contains("withdraw") || action.contains("soldier")) {
                EventType::Concede
            } else {
                EventType::Agree
            };
            event(kind, parties(&c.by), parties(&c.to))
        }
        ClaimKind::Stance(s) => {
            let kind = match s.stance? {
                StanceType::Propose | StanceType::Offer => EventType::Agree,
                StanceType::Request | StanceType::Demand => EventType::Request,
                StanceType::Concern | StanceType::Criticise | StanceType::Oppose => EventType::Accuse,
                StanceType::Welcome | StanceType::Support => EventType::Support,
                StanceType::Reject | StanceType::Deny => EventType::Reject,
            };
            event(kind, standing(&s.by, known), standing(&s.to, known))
        }
        ClaimKind::Measure(m) => {
            let kind = match (m.status, m.kind?) {
                (Some(MeasureStatus::Lifted | MeasureStatus::Eased), _) => EventType::Concede,
                (Some(MeasureStatus::Threatened), _) => EventType::Threaten,
                (_, MeasureType::Ban | MeasureType::Restriction | MeasureType::Tariff | MeasureType::Quota | MeasureType::Sanction) => {
                    EventType::Sanction
                }
                (_, MeasureType::Detention) => EventType::Coerce,
                (_, MeasureType::Deployment | MeasureType::Incursion) => EventType::Mobilize,
                (_, MeasureType::Construction | MeasureType::Other) => return None,
            };
            event(kind, parties(&m.by), parties(&m.against))
        }
        ClaimKind::Project(p) => match p.status? {
            ProjectStatus::Started | ProjectStatus::UnderWay | ProjectStatus::Completed if p.parties.len() >= 2 => {
                event(EventType::Cooperate, parties(&p.parties), Vec::new())
            }
            ProjectStatus::Proposed | ProjectStatus::Agreed | ProjectStatus::Stalled | ProjectStatus::Cancelled => None,
            ProjectStatus::Started | ProjectStatus::UnderWay | ProjectStatus::Completed => None,
        },
        ClaimKind::Mechanism(_) | ClaimKind::Figure(_) | ClaimKind::Post(_) | ClaimKind::Event(_) => None,
    }
}

fn meeting(m: &Meeting) -> Option<PoliticalEvent> {
    let kind = match m.status? {
        MeetingStatus::Held => EventType::Consult,
        MeetingStatus::Planned => EventType::Agree,
        MeetingStatus::Proposed | MeetingStatus::Postponed | MeetingStatus::Cancelled => return None,
    };
    let mut coded = event(kind, parties(&m.parties), Vec::new())?;
    if kind == EventType::Consult {
        coded.mode = match m.mode {
            Some(Mode::Virtual) => Some("phone".to_owned()),
            _ if m.parties.len() > 2 => Some("multilateral".to_owned()),
            _ => None,
        };
    }
    Some(coded)
}
