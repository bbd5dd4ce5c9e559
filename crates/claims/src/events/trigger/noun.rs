//! What a noun tells, with or without a verb that carries it: `Rioting broke out`, `staged an attack`, `talks in Nairobi`.

use super::fill::{filled, roles};
use crate::events::Found;
use crate::events::noun::is_one;
use crate::events::sides::{self, Cast, Player};
use crate::rules::{Hit, Role};
use crate::tree::Tree;
use annotate::Deprel;
use model::claim::EventType;

pub(super) fn of_noun(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, i: usize, hit: &Hit<'_>) -> Option<Found> {
    let kind = hit.when.set.get("type")?.parse::<EventType>().ok()?;
    // `the battle against forest fires`
    if tree
        .kids(i)
        .iter()
        .any(|k| *k > i && matches!(tree.case(*k), Some("against" | "with" | "on" | "for")) && is_one(tree, *k, &hit.when.unless))
    {
        return None;
    }
    // `told a rally`: those who listen.
    let addressed = matches!(tree.rel(i), Deprel::Obj | Deprel::Iobj)
        && tree.governor(i).is_some_and(|g| matches!(tree.lemma(g), "tell" | "address" | "brief" | "inform"));
    if addressed {
        return None;
    }
    let verb = carried(tree, i);
    let after = |list: &[String]| {
        let preps: Vec<&str> = list.iter().map(String::as_str).collect();
        tree.oblique(i, &preps).or_else(|| verb.or_else(|| happens(tree, i)).and_then(|v| tree.oblique(v, &preps)))
    };
    let agent_of_verb = verb.filter(|_| tree.rel(i) != Deprel::Nsubj).and_then(|v| tree.agent(v)).filter(|a| *a != i);
    let own = tree.by(i).filter(|b| *b > i).or_else(|| tree.holder(i));
    let heads = |role: &Role| -> Option<usize> {
        match role {
            Role::Agent => own.or(agent_of_verb),
            Role::Object => tree.oblique(i, &["of"]),
            Role::Prep(list) => after(list),
            _ => None,
        }
    };
    let mut actors = filled(cast, &roles(hit, "actors", &["agent", "prep between"]), &heads, kind, None);
    let modifier = modifiers(cast, i, kind);
    let mut recipients = filled(
        cast,
        &roles(hit, "recipients", &["prep against,on,upon,at,with,over,toward,towards", "object"]),
        &heads,
        kind,
        Some(&actors),
    );
    if actors.is_empty() {
        actors.extend(modifier);
    }
    if actors.is_empty()
        && let Some(blamed) = blamed(tree, i)
    {
        actors = cast.of(blamed);
    }
    recipients.retain(|r| !actors.iter().any(|a| a.at == r.at));
    let guest = guest(tree, i).filter(|_| kind == EventType::Consult);
    if let Some((place, visitor)) = guest {
        actors = cast.of(visitor);
        let host = cast.state_of_phrase(place, 2).map(|p| sides::state_of(&p));
        recipients = host.into_iter().map(|p| Player { party: Some(p), sector: Some("GOV"), text: String::new(), at: place }).collect();
    }
    Some(Found {
        kind,
        mode: hit.when.set.get("mode").cloned().or(guest.map(|_| "visit".to_owned())),
        at: i,
        node: verb.or_else(|| happens(tree, i)).unwrap_or(i),
        rule: hit.rule.name.clone(),
        actors,
        recipients,
        bare: verb.is_none() && happens(tree, i).is_none() && tree.governor(i).is_some() && guest.is_none(),
        mutual: hit.when.set.contains_key("sides") && guest.is_none(),
        only_future: false,
        order: false,
    })
}

/// Verbs with which a noun tells an event.
fn carried(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let verb = tree.governor(noun).filter(|g| tree.is_verb(*g))?;
    let class = tree.words.lex.class("operator", tree.lemma(verb))?;
    let fits = match tree.rel(noun) {
        Deprel::Obj => class == "light",
        Deprel::NsubjPass => class == "light",
        Deprel::Nsubj => class == "happen" || class == "light" && tree.object(verb).is_none(),
        // `said in a rebuke to the neighbour`
        Deprel::Obl if class == "say" => tree.case(noun) == Some("in"),
        Deprel::Obl => class == "light" && tree.case(noun).is_some_and(|c| matches!(c, "on" | "in" | "into" | "to" | "out")),
        _ => false,
    };
    fits.then_some(verb)
}

/// A noun whose clause the tree hangs on it: `Protests … erupted`, taken for a participle.
fn happens(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let mut near = tree.kids(noun).iter().copied().filter(|k| *k > noun);
    near.find(|k| {
        tree.is_verb(*k)
            && matches!(tree.rel(*k), Deprel::Acl | Deprel::AclRelcl)
            && tree.words.lex.class("operator", tree.lemma(*k)) == Some("happen")
    })
}

/// `The chancellor is in Nairobi for talks`: where, and who came.
fn guest(tree: &Tree<'_, '_>, noun: usize) -> Option<(usize, usize)> {
    let mut at = noun;
    for _ in 0..3 {
        at = tree.governor(at)?;
        let here = tree.kid(at, &[Deprel::Cop]).is_some() && tree.case(at) == Some("in");
        if here {
            return tree.kid(at, &[Deprel::Nsubj]).map(|visitor| (at, visitor));
        }
    }
    None
}

/// `an attack blamed on rebels`, `a hack that officials traced to a unit`
fn blamed(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let told = tree.kids(noun).iter().copied().filter(|k| *k > noun && matches!(tree.rel(*k), Deprel::Acl | Deprel::AclRelcl));
    told.into_iter().find_map(|k| match tree.lemma(k) {
        "blame" | "pin" => tree.oblique(k, &["on"]),
        "claim" => tree.by(k),
        "trace" | "attribute" | "ascribe" | "link" => tree.oblique(k, &["to"]),
        _ => None,
    })
}

/// Who acts by what stands before the noun: `Israeli air strikes`, `rebel attacks`.
fn modifiers(cast: &Cast<'_, '_, '_>, noun: usize, kind: EventType) -> Option<Player> {
    let tree = cast.tree;
    let phrase = tree.phrase(noun);
    let party = phrase.clone().filter(|k| *k < noun).find_map(|k| cast.state_at(k));
    let role = tree.kids(noun).iter().copied().filter(|k| *k < noun && tree.holder(noun) != Some(*k)).find_map(|k| cast.sector(k));
    if party.is_none() && role.is_none() {
        return None;
    }
    let sector = role.or(match kind {
        EventType::Assault | EventType::Mobilize => Some("MIL"),
        _ => Some("GOV"),
    });
    Some(Player { party: party.map(|p| sides::state_of(&p)), sector, text: tree.words.text(&(phrase.start..noun)), at: noun })
}
