//! Mistakes of the parser that would hide who does what, put right before the tree is read.
//!
//! A past form after its subject is often taken for a participle of the noun behind it (`Mali severed military ties`)
//! or before it (`A car bomb killed 15 people`). Where that leaves a clause without a verb, the verb takes the clause.

use super::Tree;
use crate::lexicon::Inflection;
use annotate::{Deprel, Upos};

pub(super) fn repair(tree: &mut Tree<'_, '_>) {
    join_roots(tree);
    find_verbs(tree);
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
            _ => {}
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

/// `Separatists shot and wounded a teacher`, where the tree has the subject and the tag is a noun's; `X test-fired`.
fn find_verbs(tree: &mut Tree<'_, '_>) {
    for i in tree.range.clone() {
        let kid = |tree: &Tree<'_, '_>, wanted: &[Deprel]| {
            tree.range.clone().any(|k| tree.governor(k) == Some(i) && wanted.contains(&tree.rel(k)))
        };
        match tree.upos(i) {
            Upos::Noun | Upos::Adj => {
                let past = tree.words.lex.verb(tree.low(i)).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Preterite));
                if past && kid(tree, &[Deprel::Nsubj]) && !kid(tree, &[Deprel::Cop, Deprel::Det]) {
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
