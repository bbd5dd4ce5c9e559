//! What a verb tells: the event, and who fills its sides.

use super::argument::{object_of, phrase_after};
use super::fill::{filled, roles};
use crate::events::Found;
use crate::events::sides::Cast;
use crate::lexicon::singular;
use crate::rules::{Hit, Role};
use crate::tree::Tree;
use annotate::Deprel;
use model::claim::EventType;

pub(super) fn of_verb(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, i: usize, hit: &Hit<'_>) -> Option<Found> {
    let kind = hit.when.set.get("type")?.parse::<EventType>().ok()?;
    let particle = hit.when.verbs.iter().find_map(|v| v.split_once(' ').filter(|(l, _)| *l == tree.lemma(i)).map(|(_, p)| p));
    let heads = |role: &Role| -> Option<usize> {
        match role {
            Role::Agent => tree.agent(i),
            Role::Subject => tree.subject(i),
            Role::Object => object_of(tree, i, particle),
            Role::Indirect => tree.kid(i, &[Deprel::Iobj]),
            Role::Prep(list) => phrase_after(tree, i, list),
            Role::That => tree.kid(i, &[Deprel::Ccomp]).and_then(|c| tree.kid(c, &[Deprel::Nsubj, Deprel::NsubjPass])),
            Role::Infinitive => {
                let below = tree.kids(i).iter().copied().find(|k| *k > i && tree.infinitive(*k))?;
                tree.object(below)
            }
            _ => None,
        }
    };
    let mut actors = filled(cast, &roles(hit, "actors", &["agent"]), &heads, kind, None);
    if actors.is_empty()
        && tree.passive(i)
        && tree.by(i).is_none()
        && let Some(behind) = behind(tree, i)
    {
        actors = cast.of(behind);
    }
    let recipients = filled(cast, &roles(hit, "recipients", &["object"]), &heads, kind, Some(&actors));
    let mut states: Vec<&str> = actors.iter().filter_map(|a| a.party.as_ref()).map(|p| p.root()).collect();
    states.dedup();
    // Two states exercise with each other, or do something together.
    let joint = |k: usize| tree.kids(k).iter().any(|a| matches!(tree.low(*a), "together" | "jointly" | "alongside"));
    let jointly =
        matches!(kind, EventType::Mobilize | EventType::Aid) && states.len() >= 2 && (joint(i) || tree.object(i).is_some_and(joint));
    let together = jointly
        || kind == EventType::Mobilize
            && states.len() >= 2
            && tree.object(i).is_some_and(|o| tree.words.lex.has("exercise", &singular(tree.low(o))));
    let kind = if together { EventType::Cooperate } else { kind };
    Some(Found {
        kind,
        mode: hit.when.set.get("mode").cloned().filter(|_| !together),
        at: i,
        node: i,
        rule: hit.rule.name.clone(),
        actors,
        recipients,
        bare: false,
        mutual: hit.when.set.contains_key("sides") || together,
        only_future: !hit.when.mood.is_empty(),
        order: matches!(tree.lemma(i), "order" | "instruct" | "command"),
    })
}

/// At whose bidding or by whose hands something is done to somebody: `on the orders of the ministry`.
fn behind(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let near = tree.kids(verb).iter().copied().filter(|k| *k > verb && matches!(tree.case(*k), Some("on" | "at" | "under" | "by")));
    let mut means = near.filter(|k| tree.words.lex.has("bidding", &singular(tree.low(*k))));
    let noun = means.next()?;
    tree.holder(noun).or_else(|| tree.oblique(noun, &["of", "from", "by"]))
}
