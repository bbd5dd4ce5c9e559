//! Which word the sentence hangs on: of several roots one, of a noun the verb that it is the subject of.

use super::participles::before_noun;
use super::{is_past, kids_of, nominal};
use crate::lexicon::Inflection;
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// Of several roots the first verb's stays; a noun right after it is its object.
pub(super) fn join_roots(tree: &mut Tree<'_, '_>) {
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

/// `Doctors in Malawi downed stethoscopes`: a sentence without a verb, where a past form was taken for an adjective.
pub(super) fn verb_of_headline(tree: &mut Tree<'_, '_>) {
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

/// `A hack that officials traced to a unit knocked out the portal`: a noun is left without its verb, which hangs on a noun inside.
pub(super) fn bare_root(tree: &mut Tree<'_, '_>) {
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
