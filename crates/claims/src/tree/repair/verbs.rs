//! Which word is the verb of its clause: one taken for a noun, a preposition, a name or the helper of another.

use super::participles::clause_rel;
use super::{is_past, kids_of, nominal};
use crate::lexicon::Inflection;
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// `Separatists shot and wounded a teacher`, where the tree has the subject and the tag is a noun's; `X test-fired`.
pub(super) fn find_verbs(tree: &mut Tree<'_, '_>) {
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

/// A finite verb taken for the preposition of its object, `The Netherlands opposed this`: it governs both.
pub(super) fn raise_marker(tree: &mut Tree<'_, '_>, v: usize) {
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
pub(super) fn raise_infinitive(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `condemned the attack, which killed seven, and called for a ceasefire`: after a comma and `and` the clause goes on that the
/// relative one stood in.
pub(super) fn close_relative(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `have strung cables`, where `have` was taken for the verb: it only helps the participle behind it.
pub(super) fn perfect(tree: &mut Tree<'_, '_>, have: usize) {
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
pub(super) fn neighbouring(tree: &mut Tree<'_, '_>, v: usize) {
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

/// `proposed that engineers be trained, and thanked the host`: the second is no wish, but hangs on the verb above.
pub(super) fn wished_apart(tree: &mut Tree<'_, '_>, v: usize) {
    if tree.rel(v) != Deprel::Conj {
        return;
    }
    let Some(wish) = tree.governor(v).filter(|g| *g < v && tree.rel(*g) == Deprel::Ccomp) else { return };
    let Some(above) = tree.governor(wish).filter(|a| *a < wish && tree.upos(*a) == Upos::Verb) else { return };
    let aux = |of: usize, wanted: fn(&str) -> bool| {
        tree.range
            .clone()
            .any(|k| tree.governor(k) == Some(of) && matches!(tree.rel(k), Deprel::Aux | Deprel::AuxPass) && wanted(tree.low(k)))
    };
    let comma = (wish..v).any(|k| tree.low(k) == ",");
    let governs = tree.range.clone().any(|k| tree.governor(k) == Some(v) && tree.rel(k) == annotate::Deprel::Obj);
    let planned = aux(wish, |low| matches!(low, "will" | "would"));
    let wished = comma && governs && (planned || aux(wish, |low| low == "be") && !aux(wish, |low| low != "be"));
    let plain = !aux(v, |_| true) && !tree.range.clone().any(|k| tree.governor(k) == Some(v) && super::is_subject(tree.rel(k)));
    if wished && plain && super::is_past(tree, v) {
        tree.hang(v, above, Deprel::Conj);
    }
}
