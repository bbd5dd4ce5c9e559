//! Who a verb's subject is: one that another verb took, that stands without a comma, or that is a list of states.

use super::{is_past, is_subject, kids_of, nominal};
use crate::tree::Tree;
use annotate::{Deprel, Upos};
use std::ops::Range;

/// `It denied that …`: who says so is no dummy.
pub(super) fn own_it(tree: &mut Tree<'_, '_>, i: usize) {
    if tree.rel(i) != Deprel::Expl || tree.low(i) != "it" {
        return;
    }
    let Some(verb) = tree.governor(i).filter(|v| tree.upos(*v) == Upos::Verb && *v > i) else { return };
    let dummy = tree.words.lex.has("dummy", tree.lemma(verb));
    let passive = tree.range.clone().any(|k| tree.governor(k) == Some(verb) && tree.rel(k) == Deprel::AuxPass);
    let other = tree.range.clone().any(|k| tree.governor(k) == Some(verb) && matches!(tree.rel(k), Deprel::Nsubj | Deprel::Csubj));
    if !dummy && !passive && !other {
        tree.hang(i, verb, Deprel::Nsubj);
    }
}

/// `Drones launched by rebels hit a market`, `soldiers stationed in Chad flew home`: the participle took the subject of the verb behind it.
pub(super) fn stolen_subject(tree: &mut Tree<'_, '_>, p: usize) {
    if !is_past(tree, p) {
        return;
    }
    let kids = kids_of(tree, p);
    if kids.iter().any(|k| matches!(tree.rel(*k), Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Mark) && *k != p + 1) {
        return;
    }
    let Some(subject) = kids.iter().copied().find(|k| *k < p && is_subject(tree.rel(*k))) else { return };
    if (subject..p).any(|k| tree.low(k) == ",") {
        return;
    }
    // The later verb governs the participle, and lacks a subject.
    if let Some(f) = tree.governor(p).filter(|f| *f > p && tree.upos(*f) == Upos::Verb && tree.rel(p) == Deprel::Advcl) {
        if is_past(tree, f)
            && !tree.range.clone().any(|k| tree.governor(k) == Some(f) && is_subject(tree.rel(k)))
            && !(p..f).any(|k| tree.low(k) == ",")
        {
            tree.hang(subject, f, Deprel::Nsubj);
            tree.hang(p, subject, Deprel::Acl);
        }
        return;
    }
    // `Hackers linked to Iran attacked a network`: the later verb hangs on the participle and has an object, but no subject.
    let bare = |tree: &Tree<'_, '_>, f: usize| {
        let own = kids_of(tree, f);
        let none = !own
            .iter()
            .any(|k| is_subject(tree.rel(*k)) || matches!(tree.rel(*k), Deprel::Mark | Deprel::Aux | Deprel::AuxPass | Deprel::Cc));
        none && own.iter().any(|k| tree.rel(*k) == Deprel::Obj)
    };
    let swapped = kids.iter().copied().find(|f| {
        *f > p + 1
            && tree.upos(*f) == Upos::Verb
            && tree.rel(*f) == Deprel::Advcl
            && is_past(tree, *f)
            && bare(tree, *f)
            && !(p..*f).any(|k| tree.low(k) == ",")
    });
    let phrase = tree.range.end > p + 1 && matches!(tree.low(p + 1), "to" | "in" | "from" | "with" | "at" | "on" | "by");
    if let Some(f) = swapped.filter(|_| phrase) {
        let (above, rel) = (tree.governor(p), tree.rel(p));
        tree.hang(f, above.unwrap_or(f), rel);
        tree.hang(subject, f, Deprel::Nsubj);
        tree.hang(p, subject, Deprel::Acl);
        for k in kids.into_iter().filter(|k| *k > f) {
            let rel = tree.rel(k);
            tree.hang(k, f, rel);
        }
        return;
    }
    // The later verb hangs on the participle, and has the participle's agent for its subject.
    if tree.range.end <= p + 1 || tree.low(p + 1) != "by" {
        return;
    }
    let later = kids.iter().copied().find(|f| *f > p && tree.upos(*f) == Upos::Verb && is_past(tree, *f));
    let Some(f) = later else { return };
    let agent = kids_of(tree, f).into_iter().find(|a| *a < f && is_subject(tree.rel(*a)) && tree.governor(p + 1) == Some(*a));
    let Some(agent) = agent else { return };
    let (above, rel) = (tree.governor(p), tree.rel(p));
    tree.hang(f, above.unwrap_or(f), rel);
    tree.hang(subject, f, Deprel::Nsubj);
    tree.hang(p, subject, Deprel::Acl);
    tree.hang(agent, p, Deprel::OblAgent);
}

/// `skirmishes Pakistan and India have agreed`: two nouns meet without a comma, and the second is the subject of the verb behind it.
pub(super) fn lost_subject(tree: &mut Tree<'_, '_>, v: usize) {
    let kids = kids_of(tree, v);
    if kids.iter().any(|k| is_subject(tree.rel(*k)))
        || matches!(tree.rel(v), Deprel::Conj | Deprel::Xcomp | Deprel::Acl | Deprel::AclRelcl | Deprel::Amod)
    {
        return;
    }
    let Some(first) = kids.iter().copied().find(|k| *k < v && matches!(tree.rel(*k), Deprel::Aux | Deprel::AuxPass)) else { return };
    if first == tree.range.start || !nominal(tree, first - 1) {
        return;
    }
    let (mut at, mut last) = (first - 1, first - 1);
    for _ in 0..6 {
        let Some(above) = tree.governor(at).filter(|g| *g < first && nominal(tree, *g)) else { return };
        let meets = tree.range.clone().any(|k| {
            k < first
                && tree.governor(k) == Some(above)
                && tree.rel(k) == Deprel::Appos
                && k > above
                && tree.upos(k) == Upos::Propn
                && !(above..k).any(|c| tree.low(c) == ",")
        });
        if meets {
            let name = kids_of(tree, above).into_iter().find(|k| tree.rel(*k) == Deprel::Appos && *k > above);
            let Some(name) = name else { return };
            tree.hang(name, v, Deprel::Nsubj);
            if last != name && at != name {
                last = at;
                tree.hang(last, name, Deprel::Conj);
            }
            return;
        }
        at = above;
    }
}

/// `works on the pier have not begun`: a noun that the parser takes for a verb is the subject of the verb behind it.
pub(super) fn abstract_subject(tree: &mut Tree<'_, '_>, i: usize) {
    let thing = tree.words.is_thing(i) && matches!(tree.low(i), "work" | "works");
    if !thing {
        return;
    }
    let helped = |v: usize| {
        tree.range.clone().any(|k| k > i && k < v && tree.governor(k) == Some(v) && matches!(tree.rel(k), Deprel::Aux | Deprel::AuxPass))
    };
    let Some(v) = (i + 1..tree.range.end).find(|v| tree.upos(*v) == Upos::Verb && helped(*v)) else { return };
    if kids_of(tree, v).iter().any(|k| is_subject(tree.rel(*k))) && tree.rel(v) != Deprel::AclRelcl {
        return;
    }
    let (above, rel) = (tree.governor(i), tree.rel(i));
    let lost: Vec<usize> = kids_of(tree, v).into_iter().filter(|k| is_subject(tree.rel(*k)) && *k < v).collect();
    for k in lost {
        tree.hang(k, i, Deprel::Dep);
    }
    tree.hang(v, above.filter(|a| *a != v).unwrap_or(v), if above.is_some() { rel } else { Deprel::Root });
    tree.hang(i, v, Deprel::Nsubj);
}

/// `At the invitation of A, Minister of X, B, Minister of Y, and C, Minister of Z, met`: past the host stand those who act, though the
/// tree takes them all for one list under the invitation.
pub(super) fn invited_subject(tree: &mut Tree<'_, '_>, v: usize) {
    let first = tree.range.start;
    let opens = first + 4 < v && matches!(tree.low(first), "at" | "on" | "upon") && tree.low(first + 1) == "the";
    if !opens || !matches!(tree.low(first + 2), "invitation" | "request" | "initiative") || tree.low(first + 3) != "of" || !is_past(tree, v)
    {
        return;
    }
    if kids_of(tree, v).iter().any(|k| is_subject(tree.rel(*k))) || (first..v).any(|k| tree.upos(k) == Upos::Verb) {
        return;
    }
    let person = |k: usize| {
        let of = tree.words.ann.tokens[k].mention?;
        (tree.words.ann.mentions[of].kind == annotate::MentionKind::Person && tree.words.ann.mentions[of].form == annotate::Form::Name)
            .then_some(of)
    };
    let mut guests: Vec<usize> = Vec::new();
    let mut before = None;
    for k in first + 4..v {
        let Some(of) = person(k) else { continue };
        let head = tree.governor(k).is_none_or(|g| person(g) != Some(of));
        let named = before != Some(of);
        before = Some(of);
        if head && named && k > first + 5 && matches!(tree.low(k - 1), "," | "and") {
            guests.push(k);
        }
    }
    let Some((lead, rest)) = guests.split_first() else { return };
    // Whoever stands before the first of them is the host.
    if !(first + 4..*lead).any(|k| person(k).is_some()) {
        return;
    }
    tree.hang(*lead, v, Deprel::Nsubj);
    for other in rest {
        tree.hang(*other, *lead, Deprel::Conj);
    }
}

/// `On 3 May 2024 Brazil, Chile and Peru signed`: states in a list are one subject, though the first met a date and hangs on it.
pub(super) fn listed_subject(tree: &mut Tree<'_, '_>, v: usize) {
    let Some(subject) = kids_of(tree, v).into_iter().find(|k| is_subject(tree.rel(*k)) && *k < v) else { return };
    let state = |tree: &Tree<'_, '_>, k: usize| -> Option<Range<usize>> {
        let of = tree.words.ann.tokens[k].mention?;
        let is_state = matches!(tree.words.ann.mentions[of].kind, annotate::MentionKind::Party(_));
        let own = |k: &usize| tree.range.contains(k) && tree.words.ann.tokens[*k].mention == Some(of);
        let start = (tree.range.start..=k).rev().take_while(own).last()?;
        is_state.then(|| start..(k..v).take_while(own).last().unwrap_or(k) + 1)
    };
    let Some(named) = state(tree, subject) else { return };
    let mut list = vec![named];
    while list[0].start >= tree.range.start + 2 && tree.low(list[0].start - 1) == "," {
        let Some(before) = state(tree, list[0].start - 2) else { break };
        list.insert(0, before);
    }
    let counts = list[0].start == tree.range.start || tree.low(list[0].start - 1).starts_with(|c: char| c.is_ascii_digit());
    if list.len() < 2 || !counts {
        return;
    }
    while let Some(at) = list.last().map(|r| r.end).filter(|at| *at < v && matches!(tree.low(*at), "," | "and")) {
        let next = if tree.low(at) == "," && tree.low(at + 1) == "and" { at + 2 } else { at + 1 };
        let Some(behind) = (next < v).then(|| state(tree, next)).flatten() else { break };
        list.push(behind);
    }
    let head =
        |tree: &Tree<'_, '_>, r: &Range<usize>| r.clone().find(|k| tree.governor(*k).is_none_or(|g| !r.contains(&g))).unwrap_or(r.start);
    let heads: Vec<usize> = list.iter().map(|r| head(tree, r)).collect();
    let above = std::iter::successors(tree.governor(v), |at| tree.governor(*at)).take(tree.range.len());
    if above.into_iter().any(|at| heads.contains(&at)) {
        return;
    }
    tree.hang(heads[0], v, tree.rel(subject));
    for other in &heads[1..] {
        tree.hang(*other, heads[0], Deprel::Conj);
    }
}

/// `Brazil, Chile and Peru`, where the second was taken for an apposition.
pub(super) fn join_list(tree: &mut Tree<'_, '_>, i: usize) {
    let state = |tree: &Tree<'_, '_>, k: usize| {
        let mention = tree.words.ann.tokens[k].mention.map(|m| &tree.words.ann.mentions[m].kind);
        matches!(mention, Some(annotate::MentionKind::Party(_)))
    };
    if tree.rel(i) != Deprel::Appos || i < tree.range.start + 2 || tree.low(i - 1) != "," || !state(tree, i) || !state(tree, i - 2) {
        return;
    }
    if i + 1 < tree.range.end
        && matches!(tree.low(i + 1), "and" | "or" | ",")
        && (i + 1..tree.range.end.min(i + 8)).any(|k| tree.low(k) == "and" && k + 1 < tree.range.end && state(tree, k + 1))
    {
        tree.hang(i, i - 2, Deprel::Conj);
    }
}
