//! Whom or what a verb is done to: what was taken for a part of the subject, or for a clause.

use super::{is_past, is_subject, kids_of, nominal};
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// `ratified, by 84 votes to 11, a treaty`: what stands behind the verb is no apposition to its subject.
pub(super) fn late_object(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `sent a banker wanted for fraud back home`: the participle tells of the object, and is no clause of its own.
pub(super) fn reduced_object(tree: &mut Tree<'_, '_>, v: usize) {
    if !tree.words.lex.has("handing", tree.lemma(v)) {
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

/// `closed the Pisiga crossing`: what the parser takes for a verb is what the name before it names.
pub(super) fn named_place(tree: &mut Tree<'_, '_>, i: usize) {
    if !tree.words.is_thing(i) || i == tree.range.start || matches!(tree.low(i), "work" | "works") {
        return;
    }
    let name = i - 1;
    let (Some(above), rel) = (tree.governor(name).filter(|g| *g != i), tree.rel(name)) else { return };
    for k in kids_of(tree, name).into_iter().filter(|k| *k < name) {
        let rel = tree.rel(k);
        tree.hang(k, i, rel);
    }
    for k in kids_of(tree, i).into_iter().filter(|k| *k > i) {
        let rel = tree.rel(k);
        tree.hang(k, above, rel);
    }
    tree.hang(i, above, rel);
    tree.hang(name, i, Deprel::Compound);
}
