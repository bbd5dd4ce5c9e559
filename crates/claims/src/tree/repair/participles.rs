//! Past forms taken for participles of the noun behind them (`Mali severed military ties`) or before them
//! (`A car bomb killed 15 people`). Where that leaves a clause without a verb, the verb takes the clause.

use super::{kids_of, nominal};
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// `X severed ties`: the verb hangs on the noun behind it.
pub(super) fn before_noun(tree: &mut Tree<'_, '_>, v: usize) {
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
pub(super) fn after_noun(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `Rebels of the Front handed in firearms`: the preposition of the name before a verb is not the verb's.
pub(super) fn free_of_case(tree: &mut Tree<'_, '_>, v: usize) {
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
pub(super) fn clause_rel(rel: Deprel) -> Deprel {
    if rel == Deprel::Nsubj { Deprel::Ccomp } else { rel }
}
