//! Which country a bare role belongs to: `police`, `protesters`, `gunmen` are somewhere.

use super::sides::{Cast, Player, state_of};
use super::{Act, same_state};
use crate::reading::Reading;
use annotate::{Deprel, MentionKind};
use model::Party;
use model::claim::EventType;

/// Where a sentence stands.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// The state of the dateline.
    dateline: Option<Party>,
    /// States that the sentence names, in order.
    here: Vec<Party>,
    /// The state that the document speaks of most.
    document: Option<Party>,
}

impl Setting {
    pub(super) fn of(reading: &Reading<'_, '_>, cast: &Cast<'_, '_, '_>, number: usize) -> Setting {
        let ann = reading.words.ann;
        let tree = cast.tree;
        let mut here: Vec<Party> = Vec::new();
        for i in tree.range.clone() {
            if let Some(party) = cast.state_at(i).map(|p| state_of(&p)).filter(|p| p.state().is_some() && !here.contains(p)) {
                here.push(party);
            }
        }
        let first = tree.range.start;
        let dash = (first + 1..tree.range.end.min(first + 9)).find(|i| matches!(tree.low(*i), "-" | "--" | ":" | "—"));
        let dateline = dash.and_then(|d| (first..d).find_map(|i| cast.state_at(i))).map(|p| state_of(&p));
        let document = (number > 0 || here.is_empty()).then(|| most_named(ann)).flatten();
        Setting { dateline, here, document }
    }
}

/// The state that a document names first and most.
fn most_named(ann: &annotate::Annotated<'_>) -> Option<Party> {
    let mut counts: Vec<(Party, usize)> = Vec::new();
    for mention in ann.mentions.iter().take(200) {
        let party = match (&mention.kind, mention.entity) {
            (MentionKind::Party(list), _) => list.first().filter(|p| p.state().is_some()).map(state_of),
            (MentionKind::Place, Some(e)) => ann.entities[e].parties.first().map(state_of),
            _ => None,
        };
        let Some(party) = party else { continue };
        match counts.iter_mut().find(|(p, _)| *p == party) {
            Some((_, n)) => *n += 1,
            None => counts.push((party, 1)),
        }
    }
    // Of two named as often the first.
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(p, _)| p)
}

/// Gives the sides of an act their countries, and an act of one side against its own place a recipient.
pub(super) fn settle(cast: &Cast<'_, '_, '_>, setting: &Setting, act: &mut Act) {
    let place = location(cast, act.at);
    // `Units were placed on alert`: the forces themselves act.
    if act.kind == EventType::Mobilize && act.actors.is_empty() && cast.tree.is_verb(act.at) {
        act.actors = cast.tree.object(act.at).map(|o| cast.of(o)).unwrap_or_default();
    }
    if act.kind == EventType::Protest && act.recipients.is_empty() {
        act.recipients = addressed(cast, act);
    }
    let bare = |s: &Player| s.party.is_none();
    let known = |list: &[Player]| list.iter().find_map(|s| s.party.clone()).map(|p| state_of(&p)).filter(|p| p.state().is_some());
    // Who arrests a foreigner does so at home.
    let abroad_at_home = matches!(act.kind, EventType::Coerce | EventType::Sanction) && act.actors.iter().all(|a| bare(a) && domestic(a));
    let at_home = known(&act.recipients).filter(|_| abroad_at_home).and_then(|r| setting.here.iter().find(|p| **p != r).cloned());
    let home = place
        .clone()
        .or_else(|| known(&act.actors).filter(|_| act.actors.iter().any(domestic)))
        .or(at_home)
        .or_else(|| known(&act.recipients))
        .or_else(|| known(&act.actors))
        .or_else(|| setting.dateline.clone())
        .or_else(|| setting.here.first().cloned())
        .or_else(|| setting.document.clone());
    // Those who suffer live where their phrase says, or in the other state of which the sentence speaks.
    let violent = matches!(act.kind, EventType::Assault | EventType::Coerce | EventType::Threaten);
    let abroad = known(&act.actors).filter(|_| violent && act.actors.iter().any(|a| matches!(a.sector, Some("MIL"))));
    for side in act.recipients.iter_mut().filter(|s| bare(s)) {
        let own = cast.place_within(side.at);
        let other = || {
            let from = abroad.as_ref()?;
            setting.here.iter().find(|p| *p != from).cloned()
        };
        side.party = own.or_else(|| place.clone()).or_else(other);
    }
    // `given 48 hours to leave Chad`, `recognised the leader as winner of Chad's election`
    if act.actors.is_empty()
        && matches!((act.kind, act.mode.as_deref()), (EventType::Sanction, Some("expel")) | (EventType::Coerce, Some("deport")))
    {
        let sent = known(&act.recipients);
        let left = cast.tree.oblique(act.at, &["from", "of"]).and_then(|k| cast.state_of_phrase(k, 2)).map(|p| state_of(&p));
        let other = || setting.here.iter().find(|p| sent.as_ref() != Some(p)).cloned();
        let from = left.filter(|p| sent.as_ref() != Some(p)).or_else(|| other().filter(|_| act.kind == EventType::Sanction));
        act.actors.extend(from.map(|party| Player { party: Some(party), sector: Some("GOV"), text: String::new(), at: act.at }));
    }
    if act.kind == EventType::Support
        && let Some(abroad) = cast
            .tree
            .kids(act.at)
            .iter()
            .filter(|k| **k > act.at && cast.tree.case(**k) == Some("as"))
            .find_map(|k| cast.state_of_phrase(*k, 3))
    {
        act.recipients.iter_mut().filter(|s| bare(s)).for_each(|s| s.party = Some(state_of(&abroad)));
    }
    for side in act.actors.iter_mut().filter(|s| bare(s)) {
        side.party = cast.place_within(side.at);
    }
    // `fishermen held in Chad were set free`
    if act.kind == EventType::Retreat && act.mode.as_deref() == Some("release") && act.actors.is_empty() {
        let held = act.recipients.iter().find_map(|r| cast.place_within(r.at).filter(|p| !same_state(r, p)));
        act.actors.extend(held.map(|p| Player { party: Some(p), sector: None, text: String::new(), at: act.at }));
    }
    // What is abroad is no seizure at home: `froze the assets of two Georgian commanders`.
    let far = known(&act.actors).zip(known(&act.recipients)).is_some_and(|(a, r)| a != r);
    if act.kind == EventType::Coerce
        && matches!(cast.tree.lemma(act.at), "freeze" | "block")
        && far
        && act.actors.iter().all(|a| cast.naming.named(&a.text).is_some_and(|p| p.state().is_some()))
        && act.mode.as_deref() == Some("seize")
    {
        act.kind = EventType::Sanction;
        act.mode = Some("discontinue".to_owned());
    }
    if let Some(home) = &home {
        for side in act.actors.iter_mut().chain(&mut act.recipients).filter(|s| bare(s)) {
            side.party = Some(home.clone());
        }
    }
    // Violence somewhere hurts those who live there, whoever else is not named.
    if act.kind == EventType::Assault
        && act.recipients.is_empty()
        && let Some(place) = place.clone()
        && !act.actors.iter().any(|a| same_state(a, &place))
    {
        act.recipients.push(Player { party: Some(place), sector: None, text: String::new(), at: act.at });
    }
    if act.kind == EventType::Aid && act.recipients.is_empty() {
        let there = place.clone().or_else(|| cast.tree.object_after(act.at).and_then(|o| cast.place_within(o)));
        let there = there.filter(|p| !act.actors.iter().any(|a| same_state(a, p)));
        act.recipients.extend(there.map(|p| Player { party: Some(p), sector: None, text: String::new(), at: act.at }));
    }
    // Violence that names nobody is done to those who live there, also at home.
    let alone = act.actors.len() == 1 && act.recipients.is_empty() && cast.tree.object(act.at).is_some_and(|o| !cast.tree.dated(o));
    if act.kind == EventType::Assault && alone {
        let party = place.clone().or_else(|| known(&act.actors)).or_else(|| home.clone());
        act.recipients.extend(party.map(|p| Player { party: Some(p), sector: Some("CVL"), text: String::new(), at: act.at }));
    }
    // A crowd that only a noun names is that of the place; a verdict is a court's.
    let somebody = match (act.kind, act.mode.as_deref()) {
        (EventType::Protest, _) => Some("CVL"),
        (EventType::Sanction, Some("convict")) => Some("JUD"),
        _ => None,
    };
    if act.actors.is_empty()
        && let (Some(sector), Some(home)) = (somebody, home)
    {
        act.actors.push(Player { party: Some(home), sector: Some(sector), text: String::new(), at: act.at });
    }
    // `to the border with Guyana`
    if act.kind == EventType::Mobilize && act.recipients.is_empty() {
        let tree = cast.tree;
        let near = tree.kids(act.at).iter().copied().flat_map(|k| std::iter::once(k).chain(tree.kids(k).iter().copied()));
        let beyond =
            near.filter(|k| is_border(tree.low(*k))).find_map(|k| tree.oblique(k, &["with"])).and_then(|k| cast.state_of_phrase(k, 2));
        let beyond = beyond.filter(|p| p.state().is_some());
        act.recipients.extend(beyond.map(|p| Player { party: Some(state_of(&p)), sector: None, text: String::new(), at: act.at }));
    }
    // Forces moved within their own land are moved against nobody.
    if act.kind == EventType::Mobilize {
        let own = act.actors.clone();
        act.recipients.retain(|r| r.sector.is_some() || !own.iter().any(|a| r.party.as_ref().is_some_and(|p| same_state(a, p))));
        let all = |sectors: &[&str]| !own.is_empty() && own.iter().all(|a| a.sector.is_some_and(|s| sectors.contains(&s)));
        if act.mode.as_deref() == Some("troops") {
            if all(&["COP"]) {
                act.mode = Some("police".to_owned());
            } else if all(&["REB", "UAF", "PRM"]) {
                act.mode = Some("militia".to_owned());
            }
        }
    }
    let actors = act.actors.clone();
    act.recipients.retain(|r| !actors.iter().any(|a| a.party == r.party && a.sector == r.sector && (a.party.is_some() || a.at == r.at)));
    dedup(&mut act.actors);
    dedup(&mut act.recipients);
}

/// Against whom a crowd protests, by what it wants and what it is angry about: `marched to press the government`,
/// `walked out over the ministry's plan`, `stayed away from the election`.
fn addressed(cast: &Cast<'_, '_, '_>, act: &Act) -> Vec<Player> {
    let tree = cast.tree;
    let told = |sides: Vec<Player>| -> Vec<Player> {
        let power = |s: &Player| {
            matches!(s.sector, Some("GOV" | "LEG" | "MIL" | "JUD" | "COP" | "BUS" | "PRM" | "ELI" | "PTY"))
                && !act.actors.iter().any(|a| a.at == s.at)
        };
        sides.into_iter().filter(power).collect()
    };
    let verb = if tree.is_verb(act.at) { act.at } else { tree.governor(act.at).filter(|g| tree.is_verb(*g)).unwrap_or(act.at) };
    let mut open: Vec<usize> = vec![verb];
    if act.at != verb {
        open.push(act.at);
    }
    let mut steps = 0;
    while let Some(at) = open.pop() {
        steps += 1;
        if steps > 30 {
            break;
        }
        for k in tree.kids(at).iter().copied().filter(|k| *k > at && !tree.dated(*k)) {
            let rel = tree.rel(k);
            let wants = matches!(rel, Deprel::Advcl | Deprel::Acl | Deprel::Xcomp) && tree.infinitive(k) || rel == Deprel::Ccomp;
            // `accusing the company of breaking its word`
            if rel == Deprel::Advcl && matches!(tree.low(k), "accusing" | "blaming" | "denouncing" | "urging" | "demanding" | "condemning")
            {
                let whom = tree
                    .object_after(k)
                    .or_else(|| tree.kid(k, &[Deprel::Ccomp]).and_then(|c| tree.kid(c, &[Deprel::Nsubj, Deprel::NsubjPass])));
                let sides = whom.map(|o| told(cast.of(o))).unwrap_or_default();
                if !sides.is_empty() {
                    return sides;
                }
            }
            if wants {
                let whom = tree
                    .object_after(k)
                    .into_iter()
                    .chain(tree.kid(k, &[Deprel::Nsubj, Deprel::NsubjPass]))
                    .chain(tree.oblique(k, &["from", "against", "on"]));
                for w in whom {
                    let sides = told(cast.of(w));
                    if !sides.is_empty() {
                        return sides;
                    }
                    let sides = tree.holder(w).map(|h| told(cast.of(h))).unwrap_or_default();
                    if !sides.is_empty() {
                        return sides;
                    }
                }
                open.push(k);
                continue;
            }
            let cause = matches!(
                tree.case(k),
                Some("over" | "against" | "at" | "on" | "about" | "of" | "with" | "for" | "outside" | "by" | "in" | "from")
            );
            if cause && matches!(rel, Deprel::Obl | Deprel::Nmod | Deprel::Obj) {
                let near = tree.holder(k).into_iter().chain((tree.case(k) != Some("in") && tree.case(k) != Some("from")).then_some(k));
                for w in near {
                    let sides = told(cast.of(w));
                    if !sides.is_empty() {
                        return sides;
                    }
                }
                open.push(k);
            } else if rel == Deprel::Obj || rel == Deprel::Advcl && tree.low(k).ends_with("ing") {
                open.push(k);
            }
        }
    }
    // An election that is shunned is the government's.
    let shunned = act.mode.as_deref() == Some("boycott")
        && tree
            .kids(verb)
            .iter()
            .any(|k| matches!(crate::lexicon::singular(tree.low(*k)).as_str(), "election" | "poll" | "vote" | "referendum" | "ballot"));
    if shunned { vec![Player { party: None, sector: Some("GOV"), text: String::new(), at: act.at }] } else { Vec::new() }
}

fn dedup(list: &mut Vec<Player>) {
    let mut out: Vec<Player> = Vec::new();
    for side in list.drain(..) {
        if !out.iter().any(|o| o.party == side.party && o.sector == side.sector) {
            out.push(side);
        }
    }
    *list = out;
}

/// Whether a side acts at home: police, courts, the crowd.
fn domestic(side: &Player) -> bool {
    !matches!(side.sector, Some("MIL" | "UAF") | None)
}

/// The state in which an act takes place, by the phrases of place that hang on its words.
fn location(cast: &Cast<'_, '_, '_>, at: usize) -> Option<Party> {
    let tree = cast.tree;
    let mut node = at;
    for _ in 0..3 {
        if let Some(state) = place_below(cast, node) {
            return Some(state);
        }
        match tree
            .governor(node)
            .filter(|g| tree.is_verb(*g) && matches!(tree.rel(node), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp))
        {
            Some(g) => node = g,
            None => break,
        }
    }
    None
}

/// Phrases below a word are looked at this far down: `attacked a convoy carrying engineers in the Pakistani city`.
const PLACE_DEPTH: usize = 4;

fn place_below(cast: &Cast<'_, '_, '_>, node: usize) -> Option<Party> {
    let tree = cast.tree;
    let mut level = vec![node];
    for depth in 0..PLACE_DEPTH {
        let mut next = Vec::new();
        for at in level {
            for k in tree.kids(at).iter().copied() {
                let here = matches!(
                    tree.case(k),
                    Some(
                        "in" | "at"
                            | "near"
                            | "outside"
                            | "across"
                            | "around"
                            | "inside"
                            | "throughout"
                            | "within"
                            | "through"
                            | "along"
                            | "between"
                            | "off"
                    )
                ) && matches!(tree.rel(k), Deprel::Obl | Deprel::Nmod | Deprel::OblTmod | Deprel::Advmod)
                    && !tree.dated(k)
                    && !is_border(tree.low(k));
                if here && let Some(state) = cast.state_of_phrase(k, 3).filter(|s| s.state().is_some()) {
                    return Some(state);
                }
                let inside = depth < 2 || matches!(tree.rel(k), Deprel::Nmod | Deprel::Obl | Deprel::Acl | Deprel::Obj);
                let apart = tree.rel(k) == Deprel::Parataxis
                    || depth == 0 && matches!(tree.rel(k), Deprel::Ccomp | Deprel::AclRelcl | Deprel::Conj);
                if inside && !apart {
                    next.push(k);
                }
            }
        }
        level = next;
        if level.is_empty() {
            break;
        }
    }
    None
}

/// A border is no place in the state behind it.
pub(super) fn is_border(noun: &str) -> bool {
    matches!(noun, "border" | "frontier" | "borders")
}
