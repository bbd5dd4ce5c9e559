//! **Does a pattern fit a verb?** Its particle, voice, objects, agents and whatever else a rule asks for.

use super::argument::{governed, object_of, phrase_after};
use crate::events::noun::is_one;
use crate::lexicon::singular;
use crate::rules::{Role, Trigger, When, parse_role};
use crate::tree::Tree;
use annotate::Deprel;

/// How well a pattern fits a verb, and the further words that it uses.
pub(super) fn fits(tree: &Tree<'_, '_>, i: usize, trigger: &Trigger, when: &When) -> Option<(usize, Vec<usize>)> {
    let mut score = 0;
    let mut used = Vec::new();
    if let Some(rest) = &trigger.particle {
        let mut at = i + 1;
        for word in rest.split(' ') {
            let end = tree.range.end.min(at + 9);
            let next = (at..end).take_while(|k| !matches!(tree.low(*k), "," | ";" | "that" | "who" | "which"));
            let found = next.into_iter().find(|k| tree.low(*k) == word || tree.lemma(*k) == word || singular(tree.low(*k)) == word)?;
            // `called for talks on X` is no `call on`: the word must hang on the verb or on what hangs on it.
            // `on Thursday` is no `call on`.
            if tree.rel(found) == Deprel::Case && tree.governor(found).is_some_and(|g| tree.dated(g)) {
                return None;
            }
            let near = match used.first() {
                None => hangs_on(tree, found, i, 3) && !(tree.rel(found) == Deprel::Case && far_phrase(tree, found, i)),
                Some(_) => hangs_on(tree, found, i, 5),
            };
            if !near {
                return None;
            }
            used.push(found);
            at = found + 1;
            score += 2;
        }
        // What stands between is short, or is the object.
        let far =
            used.first().is_some_and(|f| f - i > 5 && tree.object_after(i).is_none_or(|o| o > *f) && !(f - i <= 8 && tree.low(*f) == "to"));
        if far {
            return None;
        }
    }
    if !when.mood.is_empty() && !to_come(tree, i) {
        return None;
    }
    match when.voice {
        Some(crate::rules::Voice::Active) if tree.passive(i) => return None,
        Some(crate::rules::Voice::Passive) if !tree.passive(i) => return None,
        _ => {}
    }
    if !when.objects.is_empty() {
        let particle = trigger.particle.as_deref();
        let mut any = false;
        // `turned their backs on the bloc`: what the particle governs is an object as well.
        for object in [object_of(tree, i, particle), governed(tree, i, particle)].into_iter().flatten() {
            any |= tree.conjuncts(object).into_iter().any(|o| is_one(tree, o, &when.objects));
            any |= tree.oblique(object, &["of"]).is_some_and(|o| is_one(tree, o, &when.objects));
        }
        if !any {
            return None;
        }
        score += 3;
    }
    if !when.agents.is_empty() {
        let agent = tree.agent(i)?;
        let any = tree.conjuncts(agent).into_iter().any(|o| is_one(tree, o, &when.agents));
        let measured = tree.oblique(agent, &["of"]).is_some_and(|o| is_one(tree, o, &when.agents));
        if !any && !measured {
            return None;
        }
        score += 3;
    }
    // Who destroys the other's tanks lays down nothing.
    if when.set.get("mode").is_some_and(|m| m == "disarm")
        && let Some(object) = tree.object(i)
        && tree.phrase(object).any(|k| {
            let mention = tree.words.ann.tokens[k].mention.map(|m| &tree.words.ann.mentions[m]);
            k < object && mention.is_some_and(|m| m.form == annotate::Form::Adjective && matches!(m.kind, annotate::MentionKind::Party(_)))
        })
        && !tree.passive(i)
    {
        return None;
    }
    if !when.unless.is_empty() {
        let near = tree.kids(i).iter().copied().chain(tree.subject(i));
        if near.into_iter().any(|k| is_one(tree, k, &when.unless)) {
            return None;
        }
    }
    let filled = |role: &String| match parse_role(role) {
        Some(Role::Object) => tree.object(i).is_some(),
        Some(Role::Infinitive) => tree.kids(i).iter().any(|k| tree.infinitive(*k) || tree.rel(*k) == Deprel::Xcomp),
        Some(Role::That) => tree.kid(i, &[Deprel::Ccomp, Deprel::Parataxis]).is_some(),
        Some(Role::Agent) => tree.agent(i).is_some(),
        Some(Role::Prep(list)) => phrase_after(tree, i, &list).is_some(),
        Some(Role::Indirect) => tree.kid(i, &[Deprel::Iobj]).is_some(),
        Some(Role::Clause(list)) => opened_by(tree, i, &list),
        _ => true,
    };
    if !when.needs.is_empty() {
        if !when.needs.iter().any(filled) {
            return None;
        }
        score += 1;
    }
    Some((score, used))
}

/// Whether a verb tells what is still to come or only possible.
fn to_come(tree: &Tree<'_, '_>, i: usize) -> bool {
    let modal = |v: usize| {
        tree.kids(v).iter().any(|k| {
            *k < v && matches!(tree.low(*k), "will" | "would" | "wo" | "shall" | "'ll" | "'d" | "could" | "may" | "might" | "must" | "to")
        })
    };
    let above = tree.governor(i).filter(|_| matches!(tree.rel(i), Deprel::Xcomp | Deprel::Conj | Deprel::Ccomp));
    modal(i) || tree.low(i) == tree.lemma(i) || tree.low(i).ends_with("ing") || above.is_some_and(modal)
}

/// Whether a clause that one of some words opens hangs on a verb.
fn opened_by(tree: &Tree<'_, '_>, i: usize, list: &[String]) -> bool {
    let clauses = tree.kids(i).iter().copied().filter(|k| *k > i && tree.rel(*k) == Deprel::Advcl);
    clauses.into_iter().any(|c| tree.kids(c).iter().any(|m| *m < c && list.iter().any(|w| w == tree.low(*m))))
}

/// Whether a preposition governs what hangs neither on a verb nor on its object: `took guards hostage at a jail in Lima` is no `take in`.
fn far_phrase(tree: &Tree<'_, '_>, preposition: usize, verb: usize) -> bool {
    let Some(noun) = tree.governor(preposition) else { return false };
    let Some(above) = tree.governor(noun) else { return false };
    let object =
        |k: usize| matches!(tree.rel(k), Deprel::Obj | Deprel::Conj | Deprel::Xcomp | Deprel::Compound | Deprel::Nsubj | Deprel::NsubjPass);
    above != verb && noun != verb && !(object(above) || tree.rel(above) == Deprel::Obl && tree.case(above).is_none())
}

fn hangs_on(tree: &Tree<'_, '_>, i: usize, verb: usize, steps: usize) -> bool {
    let mut at = i;
    for _ in 0..steps {
        match tree.governor(at) {
            Some(g) if g == verb => return true,
            Some(g) => at = g,
            None => return false,
        }
    }
    false
}
