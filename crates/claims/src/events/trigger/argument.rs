//! Where an argument of a verb stands: also below its object or its particle, where the tree often hangs it.

use crate::tree::Tree;
use annotate::Deprel;

/// The object, also where the tree takes the particle for its preposition: `handed over the bodies`.
pub(super) fn object_of(tree: &Tree<'_, '_>, i: usize, particle: Option<&str>) -> Option<usize> {
    // `let go 21 women`
    let below = || {
        let first = particle?.split(' ').next()?;
        let verb = tree.kids(i).iter().copied().find(|k| *k > i && tree.low(*k) == first && tree.is_verb(*k))?;
        tree.object_after(verb)
    };
    tree.object(i).or_else(|| tree.kid(i, &[Deprel::Obj])).or_else(|| governed(tree, i, particle)).or_else(below)
}

/// What a particle of a verb governs as its preposition.
pub(super) fn governed(tree: &Tree<'_, '_>, i: usize, particle: Option<&str>) -> Option<usize> {
    let particle = particle?;
    let fits = |k: &usize| *k > i && tree.case(*k).is_some_and(|c| particle.split(' ').any(|p| p == c));
    let near = tree.kids(i).iter().copied().chain(tree.object_after(i).into_iter().flat_map(|o| tree.kids(o).iter().copied()));
    near.into_iter().find(fits)
}

/// A phrase with one of some prepositions: on the verb, on its object, or on the verb it is told with.
pub(super) fn phrase_after(tree: &Tree<'_, '_>, i: usize, preps: &[String]) -> Option<usize> {
    let preps: Vec<&str> = preps.iter().map(String::as_str).collect();
    let direct = tree.oblique(i, &preps);
    let below = || {
        let near = tree
            .kids(i)
            .iter()
            .copied()
            .filter(|k| *k > i && !matches!(tree.rel(*k), Deprel::Conj | Deprel::Advcl | Deprel::Parataxis | Deprel::Ccomp));
        near.flat_map(|k| tree.conjuncts(k)).filter_map(|k| tree.oblique(k, &preps)).next()
    };
    // `aid worth 40 million a year to Uganda`, `exports of cameras to Turkey`
    let deep = || {
        let mut level = vec![tree.object_after(i).or_else(|| tree.passive(i).then(|| tree.subject(i)).flatten())?];
        for _ in 0..3 {
            if let Some(found) = level.iter().find_map(|k| tree.oblique(*k, &preps)) {
                return Some(found);
            }
            let below = |at: &usize| {
                let at = *at;
                tree.kids(at).iter().copied().filter(move |k| *k > at && matches!(tree.rel(*k), Deprel::Amod | Deprel::Acl | Deprel::Nmod))
            };
            level = level.iter().flat_map(below).collect();
        }
        None
    };
    // `handed over a man wanted on charges to Ghana`
    let beyond = || {
        let participles = tree.kids(i).iter().copied().chain(tree.object_after(i).into_iter().flat_map(|o| tree.kids(o).iter().copied()));
        let participles =
            participles.filter(|k| *k > i && tree.is_verb(*k) && tree.passive(*k) && matches!(tree.rel(*k), Deprel::Acl | Deprel::Advcl));
        participles.flat_map(|k| tree.kids(k).iter().copied().chain([k])).filter_map(|k| tree.oblique(k, &preps)).next()
    };
    direct.or_else(below).or_else(deep).or_else(beyond)
}
