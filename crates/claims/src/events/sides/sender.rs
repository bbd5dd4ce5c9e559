//! Who sent what acts by itself: `drones launched by rebels`, `a bomb that insurgents had hidden`.

use super::{Cast, Player};
use annotate::Deprel;

impl Cast<'_, '_, '_> {
    /// Who sent a weapon: `drones launched by rebels`.
    pub(super) fn sender(&self, head: usize, depth: usize) -> Option<Vec<Player>> {
        let tree = self.tree;
        if depth == 0 {
            return None;
        }
        let sends = |k: usize| tree.words.lex.says("sending", tree.lemma(k), "sent");
        // `a bomb that insurgents had hidden`
        let laid = |k: &usize| tree.rel(*k) == Deprel::AclRelcl && tree.words.lex.has("sending", tree.lemma(*k));
        let layer = tree
            .kids(head)
            .iter()
            .copied()
            .filter(|k| *k > head)
            .find(laid)
            .and_then(|k| tree.kid(k, &[Deprel::Nsubj]).filter(|s| !matches!(tree.low(*s), "who" | "which" | "that")));
        if let Some(layer) = layer {
            return Some(self.of_part(layer, depth - 1)).filter(|s| !s.is_empty());
        }
        let sent = tree.kids(head).iter().copied().find(|k| *k > head && tree.rel(*k) == Deprel::Acl && sends(*k) && tree.passive(*k))?;
        let by = tree.by(sent)?;
        Some(self.of_part(by, depth - 1)).filter(|s| !s.is_empty())
    }
}
