//! Mistakes of the parser that would hide who does what, put right before the tree is read.
//!
//! A past form after its subject is often taken for a participle of the noun behind it (`Mali severed military ties`)
//! or before it (`A car bomb killed 15 people`). Where that leaves a clause without a verb, the verb takes the clause.

use super::Tree;
use crate::lexicon::Inflection;
use annotate::{Deprel, Upos};
use std::ops::Range;

pub(super) fn repair(tree: &mut Tree<'_, '_>) {
    join_roots(tree);
    verb_of_headline(tree);
    find_verbs(tree);
    for i in tree.range.clone() {
        raise_marker(tree, i);
        raise_infinitive(tree, i);
        own_it(tree, i);
        close_relative(tree, i);
    }
    for v in tree.range.clone() {
        if tree.upos(v) == Upos::Verb {
            perfect(tree, v);
            neighbouring(tree, v);
            stolen_subject(tree, v);
            late_object(tree, v);
            lost_subject(tree, v);
            listed_subject(tree, v);
            reduced_object(tree, v);
        }
    }
    for i in tree.range.clone() {
        join_list(tree, i);
    }
    bare_root(tree);
    for v in tree.range.clone() {
        if tree.upos(v) != Upos::Verb || v == tree.range.start {
            continue;
        }
        let form =
            tree.words.lex.verb(tree.low(v)).map_or_else(|| tree.low(v).ends_with("ed").then_some(Inflection::Past), |(_, f)| Some(f));
        if !matches!(form, Some(Inflection::Past | Inflection::Preterite | Inflection::Third)) {
            continue;
        }
        match tree.rel(v) {
            Deprel::Amod | Deprel::Compound => before_noun(tree, v),
            Deprel::Acl => after_noun(tree, v),
            Deprel::Nmod => {
                free_of_case(tree, v);
                after_noun(tree, v);
            }
            _ => {}
        }
    }
    for v in tree.range.clone() {
        let says = tree.words.lex.class("operator", tree.lemma(v)) == Some("say")
            || matches!(tree.lemma(v), "warn" | "charge" | "allege" | "complain" | "contend");
        if tree.upos(v) == Upos::Verb && says {
            speech_tail(tree, v);
            under_speech(tree, v);
        }
    }
}

/// The words that hang on one, before they are counted.
fn kids_of(tree: &Tree<'_, '_>, i: usize) -> Vec<usize> {
    tree.range.clone().filter(|k| tree.governor(*k) == Some(i)).collect()
}

fn is_subject(rel: Deprel) -> bool {
    matches!(rel, Deprel::Nsubj | Deprel::NsubjPass)
}

fn is_past(tree: &Tree<'_, '_>, v: usize) -> bool {
    let form = tree.words.lex.verb(tree.low(v));
    form.map_or_else(
        || tree.low(v).ends_with("ed"),
        |(_, f)| matches!(f, Inflection::Past | Inflection::Participle | Inflection::Preterite),
    )
}

/// `have strung cables`, where `have` was taken for the verb: it only helps the participle behind it.
fn perfect(tree: &mut Tree<'_, '_>, have: usize) {
    if !matches!(tree.low(have), "have" | "has" | "had") {
        return;
    }
    let near = (have + 1..tree.range.end.min(have + 3))
        .find(|p| tree.upos(*p) == Upos::Verb && tree.governor(*p) == Some(have) && tree.rel(*p) == Deprel::Xcomp && is_past(tree, *p));
    let Some(p) = near else { return };
    let (above, rel) = (tree.governor(have), tree.rel(have));
    for k in kids_of(tree, have).into_iter().filter(|k| *k != p) {
        let rel = tree.rel(k);
        tree.hang(k, p, rel);
    }
    tree.hang(p, above.unwrap_or(p), rel);
    tree.hang(have, p, Deprel::Aux);
}

/// `accused neighbouring Rwanda`: no verb of its own.
fn neighbouring(tree: &mut Tree<'_, '_>, v: usize) {
    if !matches!(tree.low(v), "neighbouring" | "neighboring") {
        return;
    }
    let Some(above) = tree.governor(v) else { return };
    let Some(noun) = kids_of(tree, v).into_iter().find(|k| *k > v && nominal(tree, *k)) else { return };
    let rel = tree.rel(v);
    tree.hang(noun, above, if rel == Deprel::Xcomp { Deprel::Obj } else { rel });
    for k in kids_of(tree, v) {
        let rel = tree.rel(k);
        tree.hang(k, noun, rel);
    }
    tree.hang(v, noun, Deprel::Amod);
}

/// `Drones launched by rebels hit a market`, `soldiers stationed in Chad flew home`: the participle took the subject of the verb behind it.
fn stolen_subject(tree: &mut Tree<'_, '_>, p: usize) {
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

/// `ratified, by 84 votes to 11, a treaty`: what stands behind the verb is no apposition to its subject.
fn late_object(tree: &mut Tree<'_, '_>, v: usize) {
    let kids = kids_of(tree, v);
    let Some(subject) = kids.iter().copied().find(|k| *k < v && is_subject(tree.rel(*k))) else { return };
    if kids.iter().any(|k| matches!(tree.rel(*k), Deprel::AuxPass | Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp)) {
        return;
    }
    let late = kids_of(tree, subject).into_iter().find(|o| *o > v && tree.rel(*o) == Deprel::Appos && nominal(tree, *o));
    if let Some(object) = late {
        tree.hang(object, v, Deprel::Obj);
        tree.hang(subject, v, Deprel::Nsubj);
    }
}

/// `Reporters who had gone there were beaten, a group said`: of two subjects before the speaker's verb the first is that of what is said.
fn speech_tail(tree: &mut Tree<'_, '_>, say: usize) {
    let kids = kids_of(tree, say);
    let subjects: Vec<usize> = kids.iter().copied().filter(|k| *k < say && is_subject(tree.rel(*k))).collect();
    match subjects.as_slice() {
        [] => {
            let Some(main) = tree.governor(say).filter(|m| *m < say && tree.upos(*m) == Upos::Verb) else { return };
            let others: Vec<usize> = kids_of(tree, main).into_iter().filter(|k| is_subject(tree.rel(*k))).collect();
            if let [_, speaker] = others.as_slice()
                && *speaker > main
                && *speaker < say
            {
                tree.hang(*speaker, say, Deprel::Nsubj);
            }
        }
        [.., first, speaker] => {
            let (first, speaker) = (*first, *speaker);
            if !(first..speaker).any(|k| matches!(tree.low(k), "," | "\"" | "”")) {
                return;
            }
            let lacks = |tree: &Tree<'_, '_>, c: usize| !kids_of(tree, c).into_iter().any(|k| is_subject(tree.rel(k)));
            let between = |c: &usize| *c > first && *c < speaker;
            let told = kids.iter().copied().find(|c| between(c) && tree.rel(*c) == Deprel::Ccomp && tree.upos(*c) == Upos::Verb);
            let clause = match told {
                Some(c) => Some(c).filter(|c| lacks(tree, *c)),
                None => kids_of(tree, first).into_iter().find(|c| {
                    between(c)
                        && tree.upos(*c) == Upos::Verb
                        && match tree.rel(*c) {
                            Deprel::AclRelcl => {
                                lacks(tree, *c)
                                    && kids_of(tree, *c).into_iter().any(|k| matches!(tree.rel(k), Deprel::Aux | Deprel::AuxPass))
                            }
                            Deprel::Acl => is_past(tree, *c) && kids_of(tree, *c).into_iter().any(|k| tree.rel(k) == Deprel::Obj),
                            _ => false,
                        }
                }),
            };
            let Some(clause) = clause else { return };
            let passive = kids_of(tree, clause).into_iter().any(|k| tree.rel(k) == Deprel::AuxPass);
            tree.hang(clause, say, Deprel::Ccomp);
            tree.hang(first, clause, if passive { Deprel::NsubjPass } else { Deprel::Nsubj });
            for k in kids_of(tree, first).into_iter().filter(|k| *k > clause) {
                let rel = tree.rel(k);
                tree.hang(k, clause, rel);
            }
        }
        _ => {}
    }
}

/// `The guns have arrived, the ministry confirmed`: what is said hangs on the speaker's verb, as it does elsewhere.
fn under_speech(tree: &mut Tree<'_, '_>, say: usize) {
    let Some(main) = tree.governor(say).filter(|m| *m < say && tree.upos(*m) == Upos::Verb) else { return };
    if !matches!(tree.rel(say), Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp) {
        return;
    }
    let kids = kids_of(tree, say);
    let Some(speaker) = kids.iter().copied().find(|k| *k > main && *k < say && is_subject(tree.rel(*k))) else { return };
    let after = |k: &usize| *k > speaker || matches!(tree.rel(*k), Deprel::Cc | Deprel::Mark);
    let own =
        kids.iter().any(|k| after(k) && matches!(tree.rel(*k), Deprel::Cc | Deprel::Mark | Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj));
    let comma = (main + 1..speaker).any(|k| matches!(tree.low(k), "," | "\"" | "”"));
    if own || !comma || tree.lemma(say) == tree.lemma(main) {
        return;
    }
    let (above, rel) = (tree.governor(main), tree.rel(main));
    tree.hang(say, above.unwrap_or(say), rel);
    tree.hang(main, say, Deprel::Ccomp);
    // What stands before the speaker belongs to what is said.
    for k in kids.into_iter().filter(|k| *k > main && *k < speaker) {
        let rel = tree.rel(k);
        tree.hang(k, main, rel);
    }
}

/// `Doctors in Malawi downed stethoscopes`: a sentence without a verb, where a past form was taken for an adjective.
fn verb_of_headline(tree: &mut Tree<'_, '_>) {
    let Some(root) = tree.range.clone().find(|i| tree.governor(*i).is_none()) else { return };
    if !nominal(tree, root) || kids_of(tree, root).into_iter().any(|k| matches!(tree.rel(k), Deprel::Cop | Deprel::Nsubj)) {
        return;
    }
    let past = (tree.range.start + 1..tree.range.end).find(|i| {
        matches!(tree.upos(*i), Upos::Adj | Upos::Noun)
            && matches!(tree.rel(*i), Deprel::Amod | Deprel::Compound)
            && tree.governor(*i).is_some_and(|n| n > *i && nominal(tree, n))
            && nominal(tree, *i - 1)
            && tree.words.lex.verb(tree.low(*i)).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Preterite))
    });
    if let Some(v) = past {
        tree.take_for_verb(v);
        before_noun(tree, v);
        return;
    }
    // `Authorities in Chad blocked access`: the verb and the place before it went to the noun behind it.
    let caught = (root + 2..tree.range.end).find(|v| {
        tree.upos(*v) == Upos::Verb
            && tree.rel(*v) == Deprel::Amod
            && is_past(tree, *v)
            && nominal(tree, *v - 1)
            && tree.governor(*v).is_some_and(|n| n > *v && tree.governor(*v - 1) == Some(n) && tree.governor(n) == Some(root))
    });
    let Some((v, noun)) = caught.and_then(|v| tree.governor(v).map(|n| (v, n))) else { return };
    for k in kids_of(tree, noun).into_iter().filter(|k| *k < v - 1) {
        let rel = tree.rel(k);
        tree.hang(k, v - 1, rel);
    }
    tree.hang(v - 1, root, Deprel::Nmod);
    tree.hang(v, v, Deprel::Root);
    tree.hang(root, v, Deprel::Nsubj);
    tree.hang(noun, v, Deprel::Obj);
}

/// `sent a banker wanted for fraud back home`: the participle tells of the object, and is no clause of its own.
fn reduced_object(tree: &mut Tree<'_, '_>, v: usize) {
    const MOVES: &[&str] = &[
        "send",
        "hand",
        "fly",
        "deliver",
        "return",
        "transfer",
        "extradite",
        "deport",
        "arrest",
        "free",
        "release",
        "kill",
        "detain",
        "expel",
    ];
    if !MOVES.contains(&tree.lemma(v)) {
        return;
    }
    let kids = kids_of(tree, v);
    let clause = kids
        .iter()
        .copied()
        .find(|p| *p > v && matches!(tree.rel(*p), Deprel::Ccomp | Deprel::Xcomp) && tree.upos(*p) == Upos::Verb && is_past(tree, *p));
    let Some(p) = clause else { return };
    let below = kids_of(tree, p);
    if below.iter().any(|k| matches!(tree.rel(*k), Deprel::Aux | Deprel::AuxPass | Deprel::Mark | Deprel::Obj)) {
        return;
    }
    let Some(noun) = below.iter().copied().find(|k| *k > v && *k < p && is_subject(tree.rel(*k))) else { return };
    tree.hang(noun, v, Deprel::Obj);
    tree.hang(p, noun, Deprel::Acl);
    let after = below.iter().copied().position(|k| k > p && tree.rel(k) == Deprel::Advmod);
    if let Some(from) = after {
        for k in below.into_iter().skip(from) {
            let rel = tree.rel(k);
            tree.hang(k, v, rel);
        }
    }
}

/// `skirmishes Pakistan and India have agreed`: two nouns meet without a comma, and the second is the subject of the verb behind it.
fn lost_subject(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `On 3 May 2024 Brazil, Chile and Peru signed`: states in a list are one subject, though the first met a date and hangs on it.
fn listed_subject(tree: &mut Tree<'_, '_>, v: usize) {
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
fn join_list(tree: &mut Tree<'_, '_>, i: usize) {
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

/// `Rebels of the Front handed in firearms`: the preposition of the name before a verb is not the verb's.
fn free_of_case(tree: &mut Tree<'_, '_>, v: usize) {
    let Some(noun) = tree.governor(v).filter(|n| *n < v) else { return };
    let own: Vec<usize> = kids_of(tree, v).into_iter().filter(|k| *k < v).collect();
    let Some(name) = own.iter().copied().rfind(|k| nominal(tree, *k) && matches!(tree.rel(*k), Deprel::Compound | Deprel::Nmod)) else {
        return;
    };
    if name + 1 != v {
        return;
    }
    for k in own.into_iter().filter(|k| *k != name) {
        let rel = tree.rel(k);
        tree.hang(k, name, rel);
    }
    tree.hang(name, noun, Deprel::Nmod);
}

/// `A hack that officials traced to a unit knocked out the portal`: a noun is left without its verb, which hangs on a noun inside.
fn bare_root(tree: &mut Tree<'_, '_>) {
    let Some(root) = tree.range.clone().find(|i| tree.governor(*i).is_none()) else { return };
    if !nominal(tree, root)
        || kids_of(tree, root).into_iter().any(|k| matches!(tree.rel(k), Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass))
    {
        return;
    }
    let Some(relative) = kids_of(tree, root).into_iter().find(|k| *k > root && tree.rel(*k) == Deprel::AclRelcl) else { return };
    let verb = (relative + 1..tree.range.end).find(|v| {
        tree.upos(*v) == Upos::Verb
            && tree.rel(*v) == Deprel::Acl
            && is_past(tree, *v)
            && tree.governor(*v) == Some(*v - 1)
            && kids_of(tree, *v).into_iter().any(|k| tree.rel(k) == Deprel::Obj)
    });
    if let Some(v) = verb {
        tree.hang(v, v, Deprel::Root);
        tree.hang(root, v, Deprel::Nsubj);
        for k in kids_of(tree, root).into_iter().filter(|k| *k > v) {
            let rel = tree.rel(k);
            tree.hang(k, v, rel);
        }
    }
}

/// Of several roots the first verb's stays; a noun right after it is its object.
fn join_roots(tree: &mut Tree<'_, '_>) {
    let roots: Vec<usize> = tree.range.clone().filter(|i| tree.governor(*i).is_none()).collect();
    if roots.len() < 2 {
        return;
    }
    let main = roots.iter().copied().find(|r| tree.upos(*r) == Upos::Verb).unwrap_or(roots[0]);
    for r in roots.into_iter().filter(|r| *r != main) {
        let bare = !tree.range.clone().any(|k| k < r && tree.governor(k) == Some(r) && tree.rel(k) == Deprel::Case);
        let object = r > main && r < main + 6 && nominal(tree, r) && bare && tree.upos(main) == Upos::Verb;
        tree.hang(r, main, if object { Deprel::Obj } else { Deprel::Parataxis });
    }
}

/// A finite verb taken for the preposition of its object, `The Netherlands opposed this`: it governs both.
fn raise_marker(tree: &mut Tree<'_, '_>, v: usize) {
    if tree.rel(v) != Deprel::Case || tree.upos(v) != Upos::Verb || !tree.words.ann.tokens[v].feats.contains("VerbForm=Fin") {
        return;
    }
    let Some(object) = tree.governor(v).filter(|o| *o > v) else { return };
    let Some(subject) = tree.governor(object).filter(|s| *s < v && nominal(tree, *s)) else { return };
    let above = tree.governor(subject);
    let rel = clause_rel(tree.rel(subject));
    tree.hang(v, above.unwrap_or(v), rel);
    tree.hang(subject, v, Deprel::Nsubj);
    tree.hang(object, v, Deprel::Obj);
}

/// `offered to host talks`, where the infinitive was taken for a part of its object's name.
fn raise_infinitive(tree: &mut Tree<'_, '_>, v: usize) {
    let named = matches!(tree.rel(v), Deprel::Compound | Deprel::Amod) && tree.upos(v) == Upos::Verb && v > tree.range.start + 1;
    if !named || tree.low(v - 1) != "to" || tree.words.lex.verb(tree.low(v)).is_none_or(|(_, f)| f != Inflection::Base) {
        return;
    }
    let Some(object) = tree.governor(v).filter(|o| *o > v) else { return };
    let Some(above) = tree.governor(object).filter(|a| *a < v - 1 && tree.upos(*a) == Upos::Verb) else { return };
    tree.hang(v, above, Deprel::Xcomp);
    tree.hang(object, v, Deprel::Obj);
    tree.hang(v - 1, v, Deprel::Mark);
}

/// `It denied that …`: who says so is no dummy.
fn own_it(tree: &mut Tree<'_, '_>, i: usize) {
    if tree.rel(i) != Deprel::Expl || tree.low(i) != "it" {
        return;
    }
    let Some(verb) = tree.governor(i).filter(|v| tree.upos(*v) == Upos::Verb && *v > i) else { return };
    let dummy =
        matches!(tree.lemma(verb), "seem" | "appear" | "happen" | "turn" | "take" | "rain" | "snow" | "remain" | "follow" | "emerge");
    let passive = tree.range.clone().any(|k| tree.governor(k) == Some(verb) && tree.rel(k) == Deprel::AuxPass);
    let other = tree.range.clone().any(|k| tree.governor(k) == Some(verb) && matches!(tree.rel(k), Deprel::Nsubj | Deprel::Csubj));
    if !dummy && !passive && !other {
        tree.hang(i, verb, Deprel::Nsubj);
    }
}

/// `condemned the attack, which killed seven, and called for a ceasefire`: after a comma and `and` the clause goes on that the
/// relative one stood in.
fn close_relative(tree: &mut Tree<'_, '_>, v: usize) {
    let joined = v >= tree.range.start + 2
        && tree.rel(v) == Deprel::Conj
        && tree.upos(v) == Upos::Verb
        && tree.low(v - 1) == "and"
        && tree.low(v - 2) == ",";
    let Some(inner) = tree.governor(v).filter(|_| joined) else { return };
    if tree.rel(inner) != Deprel::AclRelcl || !tree.words.ann.tokens[v].feats.contains("VerbForm=Fin") {
        return;
    }
    let mut at = inner;
    for _ in 0..12 {
        let Some(above) = tree.governor(at) else { return };
        at = above;
        if tree.upos(at) == Upos::Verb && tree.words.ann.tokens[at].feats.contains("VerbForm=Fin") {
            tree.hang(v, at, Deprel::Conj);
            return;
        }
    }
}

/// `Separatists shot and wounded a teacher`, where the tree has the subject and the tag is a noun's; `X test-fired`.
fn find_verbs(tree: &mut Tree<'_, '_>) {
    for i in tree.range.clone() {
        let kid = |tree: &Tree<'_, '_>, wanted: &[Deprel]| {
            tree.range.clone().any(|k| tree.governor(k) == Some(i) && wanted.contains(&tree.rel(k)))
        };
        match tree.upos(i) {
            Upos::Noun | Upos::Adj => {
                let past = tree.words.lex.verb(tree.low(i)).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Preterite));
                // `to free the prisoners`
                let base = i > tree.range.start
                    && tree.low(i - 1) == "to"
                    && tree.governor(i - 1) == Some(i)
                    && tree.rel(i - 1) == Deprel::Mark
                    && tree.words.lex.verb(tree.low(i)).is_some_and(|(_, f)| f == Inflection::Base);
                let modal = tree.range.clone().any(|k| {
                    k + 3 > i
                        && k < i
                        && tree.governor(k) == Some(i)
                        && matches!(tree.low(k), "will" | "would" | "could" | "should" | "may" | "might" | "must" | "wo")
                }) && tree.words.lex.verb(tree.low(i)).is_some_and(|(_, f)| f == Inflection::Base)
                    && !kid(tree, &[Deprel::Cop]);
                if base || modal || past && kid(tree, &[Deprel::Nsubj]) && !kid(tree, &[Deprel::Cop, Deprel::Det]) {
                    tree.take_for_verb(i);
                }
            }
            Upos::Verb if i >= tree.range.start + 3 && tree.low(i - 1) == "-" && !kid(tree, &[Deprel::Nsubj, Deprel::NsubjPass]) => {
                let first = i - 2;
                let subject = (tree.range.start..first).rev().find(|k| tree.governor(*k) == Some(first) && nominal(tree, *k));
                if let Some(subject) = subject {
                    tree.hang(subject, i, Deprel::Nsubj);
                }
            }
            _ => {}
        }
    }
}

fn nominal(tree: &Tree<'_, '_>, i: usize) -> bool {
    matches!(tree.upos(i), Upos::Noun | Upos::Propn | Upos::Pron)
}

/// The word on which a phrase that ends before `v` hangs, as far as it stands before `v`.
fn top(tree: &Tree<'_, '_>, from: usize, v: usize) -> usize {
    let mut at = from;
    for _ in 0..12 {
        match tree.governor(at) {
            Some(g) if g < v && tree.upos(g) != Upos::Verb => at = g,
            _ => break,
        }
    }
    at
}

/// Whether a clause that hangs on `i` lacks a verb: nothing finite governs it and no copula makes it one.
fn verbless(tree: &Tree<'_, '_>, i: usize) -> bool {
    let own = tree.range.clone().any(|k| {
        tree.governor(k) == Some(i) && matches!(tree.rel(k), Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass) && tree.upos(k) == Upos::Aux
    });
    let clause = match tree.governor(i) {
        None => true,
        Some(g) => {
            tree.upos(g) == Upos::Verb && (matches!(tree.rel(i), Deprel::Ccomp | Deprel::Parataxis | Deprel::Root) || spare(tree, i, g))
        }
    };
    clause && !own
}

/// Whether a verb has another subject than `i` nearer to it: `Warplanes bombed positions, the army said`.
fn spare(tree: &Tree<'_, '_>, i: usize, verb: usize) -> bool {
    tree.rel(i) == Deprel::Nsubj && (i + 1..verb).any(|k| tree.governor(k) == Some(verb) && tree.rel(k) == Deprel::Nsubj)
}

/// The relation by which a clause takes the place of its noun.
fn clause_rel(rel: Deprel) -> Deprel {
    if rel == Deprel::Nsubj { Deprel::Ccomp } else { rel }
}

/// `X severed ties`: the verb hangs on the noun behind it.
fn before_noun(tree: &mut Tree<'_, '_>, v: usize) {
    let Some(noun) = tree.governor(v).filter(|n| *n > v) else { return };
    if !nominal(tree, v - 1) || tree.words.low(v - 1) == "'s" {
        return;
    }
    let subject = top(tree, v - 1, v);
    let outer = if tree.governor(noun) == Some(subject) { subject } else { noun };
    if !verbless(tree, outer) {
        return;
    }
    let above = tree.governor(outer);
    let rel = clause_rel(tree.rel(outer));
    let kids: Vec<usize> = tree.range.clone().filter(|k| tree.governor(*k) == Some(noun) && *k != v).collect();
    tree.hang(v, above.unwrap_or(v), rel);
    tree.hang(subject, v, Deprel::Nsubj);
    tree.hang(noun, v, Deprel::Obj);
    for k in kids {
        let verb = tree.upos(k) == Upos::Verb && k > noun;
        let apart = k < v && k != subject;
        if verb || apart {
            let rel = tree.rel(k);
            tree.hang(
                k,
                if apart && !matches!(rel, Deprel::Obl | Deprel::Advmod | Deprel::Punct | Deprel::Mark) { subject } else { v },
                rel,
            );
        }
    }
}

/// `A car bomb killed 15 people`: the verb hangs on its subject, which has no other.
fn after_noun(tree: &mut Tree<'_, '_>, v: usize) {
    let Some(noun) = tree.governor(v).filter(|n| *n < v) else { return };
    let subject = top(tree, noun, v);
    let by = tree.words.low(v + 1) == "by";
    let to = tree.words.class(v - 1) == crate::words::Class::To;
    if !verbless(tree, subject) || by || to {
        return;
    }
    let another = (v + 1..tree.range.end).any(|k| tree.upos(k) == Upos::Verb && tree.governor(k) == Some(subject));
    if another {
        return;
    }
    let above = tree.governor(subject);
    let rel = clause_rel(tree.rel(subject));
    let kids: Vec<usize> = tree.range.clone().filter(|k| tree.governor(*k) == Some(subject) && *k > v).collect();
    tree.hang(v, above.unwrap_or(v), rel);
    tree.hang(subject, v, Deprel::Nsubj);
    for k in kids {
        let rel = tree.rel(k);
        tree.hang(k, v, rel);
    }
}
