//! Political events that are no other kind: their type and sides are all there is to say.

use crate::events::{self, Act};
use crate::reading::{Reading, UNRANKED};
use crate::words::Class;
use annotate::MentionKind;
use model::ClaimKind;
use model::claim::{Actor, EventType, Occurrence, PoliticalEvent};
use std::ops::Range;

/// Makes claims of the acts of a sentence that no other kind has told, and ranks those that have.
pub(crate) fn read(reading: &mut Reading<'_, '_>, number: usize) {
    let sentence = reading.words.ann.sentences[number].span;
    let block = reading.words.ann.sentences[number].block;
    let heading = matches!(reading.document().blocks.get(block).map(|b| b.role), Some(model::Role::Heading { .. }));
    let lead = number == 0 || number <= LEAD && !heading;
    for (rank, act) in events::of_sentence(reading, number).into_iter().enumerate() {
        let here = |d: &crate::reading::Draft| {
            (!lead || crate::merge::complete(d)) && d.evidence.iter().any(|e| e.start < sentence.end && sentence.start < e.end)
        };
        let told = |d: &crate::reading::Draft| here(d) && !d.negative && crate::code::kind(d) == Some(act.kind);
        let rank = rank as u32;
        let told_here = reading.told_here(number);
        let find = |reading: &Reading<'_, '_>, fits: &dyn Fn(&crate::reading::Draft) -> bool| {
            told_here.iter().copied().find(|d| fits(&reading.found[*d]))
        };
        if let Some(draft) = find(reading, &told).map(|d| &mut reading.found[d]) {
            if rank < draft.rank {
                draft.rank = rank;
                draft.cast = Some((actors(&act.actors), actors(&act.recipients)));
                let named = act.actors.iter().any(|a| a.party.is_some());
                let mut states: Vec<_> =
                    act.actors.iter().chain(&act.recipients).filter_map(|a| a.party.as_ref()).map(|p| p.root()).collect();
                states.dedup();
                let mutual = matches!(draft.kind, ClaimKind::Meeting(_) | ClaimKind::Instrument(_));
                if lead && named && (!mutual || states.len() >= 2) {
                    draft.event = Some(event(&act));
                }
            }
            continue;
        }
        // The same words told as another kind: its claim stands, coded by what governs its words.
        let same = |d: &crate::reading::Draft| d.at.contains(&act.at) && here(d) && says_more(&d.kind) && !d.negative;
        if let Some(draft) = find(reading, &same).map(|d| &mut reading.found[d]) {
            let first = draft.rank == UNRANKED && (rank == 0 || !verbal(act.kind));
            draft.rank = draft.rank.min(rank);
            let deed = lead && first && matches!(draft.kind, ClaimKind::Measure(_) | ClaimKind::Stance(_) | ClaimKind::Commitment(_));
            if draft.at.start == act.at || deed {
                draft.event = Some(event(&act));
            }
            continue;
        }
        if !lead && (act.background && act.kind != EventType::Assault || act.kind != act.word) {
            continue;
        }
        // `promised to lift curbs` is a commitment; only in the lead it counts as the concession that it promises.
        let promise =
            |d: &crate::reading::Draft| here(d) && !d.negative && matches!(d.kind, ClaimKind::Commitment(_) | ClaimKind::Stance(_));
        let promised = act.kind == EventType::Threaten;
        if (verbal(act.word) || promised)
            && act.kind != act.word
            && let Some(draft) = find(reading, &promise).map(|d| &mut reading.found[d])
        {
            draft.rank = draft.rank.min(rank);
            if lead {
                draft.event = Some(event(&act));
            }
            continue;
        }
        let more = find(reading, &|d| here(d) && says_more(&d.kind) && !(lead && d.negative)).is_some();
        if (act.background || act.aside) && more {
            continue;
        }
        // What the lead mainly says codes the stand that its words were taken for.
        if verbal(act.kind)
            && lead
            && rank == 0
            && !act.aside
            && act.actors.iter().any(|a| a.party.is_some())
            && let Some(draft) = find(reading, &|d| here(d) && d.rank == UNRANKED && !d.negative && matches!(d.kind, ClaimKind::Stance(_)))
                .map(|d| &mut reading.found[d])
        {
            draft.rank = rank;
            draft.event = Some(event(&act));
            continue;
        }
        if verbal(act.kind) && (!lead || rank > 0 || more) {
            continue;
        }
        let known = act.actors.iter().any(|a| a.party.is_some() || a.sector.is_some() && !verbal(act.kind));
        if !known && !matches!(act.kind, EventType::Assault | EventType::Coerce | EventType::Retreat | EventType::Sanction) {
            continue;
        }
        push(reading, act, rank);
    }
    if lead {
        let here = reading.told_here(number);
        let main = here.iter().any(|d| reading.found[*d].rank == 0);
        let aside = |d: &crate::reading::Draft| {
            d.rank == UNRANKED && matches!(d.kind, ClaimKind::Commitment(_) | ClaimKind::Stance(_) | ClaimKind::Measure(_))
        };
        for d in here.iter().filter(|_| main) {
            let draft = &mut reading.found[*d];
            draft.background |= aside(draft);
        }
    }
}

/// Of a longer text what it leads with is its event; words further down are those of the kinds that have them.
const LEAD: usize = 1;

/// What is only said: a claim of another kind, unless no such kind has found its slots.
fn verbal(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Consult, Reject, Request, Support};
    matches!(kind, Agree | Consult | Support | Request | Accuse | Reject)
}

/// Whether a claim tells what its sentence is about.
fn says_more(kind: &ClaimKind) -> bool {
    !matches!(kind, ClaimKind::Post(_) | ClaimKind::Figure(_) | ClaimKind::Mechanism(_) | ClaimKind::Event(_))
}

fn actors(sides: &[events::Player]) -> Vec<Actor> {
    sides.iter().map(events::Player::actor).collect()
}

fn push(reading: &mut Reading<'_, '_>, act: Act, rank: u32) {
    let frame = reading.frames.at(reading.words.sentence_of(act.at), act.at);
    let scope = frame.map_or(act.at..act.at + 1, |f| reading.scope(&reading.frames.all[f]));
    let times = reading.times(&scope);
    let attributed = frame.and_then(|f| reading.attribution(f)).and_then(|s| s.speakers().into_iter().next());
    let sentence = reading.words.ann.sentences[reading.words.sentence_of(act.at)].tokens.clone();
    // What happens in the street or the field is where the sentence is; talk may be about somewhere else.
    let felt = matches!(act.kind, EventType::Protest | EventType::Assault | EventType::Mobilize);
    let place = scene(reading, &scope).or_else(|| scene(reading, &sentence).filter(|_| rank == 0 && felt));
    let event = event(&act);
    let clause = reading.words.span(&act.scope);
    let sentence = reading.evidence(act.at);
    // It stands after the main event's, which is the whole sentence.
    let clause = if clause.start > sentence.start { clause } else { reading.words.span(&(act.at..act.scope.end)) };
    let draft = reading.push(ClaimKind::Event(Occurrence { date: times.at, place }), act.at..act.at + 1, &act.rule);
    // A further event of a sentence is told by its own clause: two events never have the same evidence.
    if rank > 0 && clause.start > sentence.start && clause.end <= sentence.end {
        draft.evidence = vec![clause];
    }
    draft.attributed = attributed;
    draft.event = Some(event);
    draft.rank = rank;
}

/// Where it was: the town, region or water named after a preposition of place; a state is a side, not a scene.
fn scene(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let words = reading.words;
    let placing = |at: usize| {
        (range.start..at).rev().take(3).find(|i| words.class(*i) == Class::Prep).is_some_and(|i| {
            matches!(
                words.low(i),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "around"
                    | "across"
                    | "along"
                    | "on"
                    | "off"
                    | "over"
                    | "through"
                    | "of"
                    | "from"
                    | "by"
                    | "into"
                    | "to"
                    | "towards"
                    | "between"
                    | "against"
            )
        })
    };
    super::meeting::place_in(reading, range).or_else(|| {
        let mut places = words.mentions_in(range).filter(|(_, m)| m.kind == MentionKind::Place);
        places.find(|(_, m)| placing(words.words_of(m.span).start)).map(|(_, m)| reading.document().quote(m.span).to_owned())
    })
}

fn event(act: &Act) -> PoliticalEvent {
    PoliticalEvent {
        kind: act.kind,
        mode: act.mode.clone(),
        contexts: Vec::new(),
        actors: actors(&act.actors),
        recipients: actors(&act.recipients),
    }
}
