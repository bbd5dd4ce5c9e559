//! Who speaks and what is said, where the speaker's verb comes last: `The guns have arrived, the ministry confirmed`.

use super::{is_past, is_subject, kids_of};
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// `Reporters who had gone there were beaten, a group said`: of two subjects before the speaker's verb the first is that of what is said.
pub(super) fn speech_tail(tree: &mut Tree<'_, '_>, say: usize) {
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
pub(super) fn under_speech(tree: &mut Tree<'_, '_>, say: usize) {
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
