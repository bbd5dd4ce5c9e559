//! For whom a pronoun stands: `he`, `them`, `its`.

use super::{Cast, Player};
use annotate::Upos;

impl Cast<'_, '_, '_> {
    /// Who `he`, `they` or `it` is: whom annotation found, else the subject of the clause above.
    pub(super) fn pronoun(&self, head: usize) -> Option<Player> {
        let tree = self.tree;
        if matches!(tree.low(head), "anyone" | "anybody" | "everyone" | "everybody" | "those") {
            return Some(Player { party: None, sector: Some("CVL"), text: self.text(head), at: head });
        }
        if tree.low(head) == "them" {
            // Whom something is done to: those named last, not who does it.
            let first = head.saturating_sub(30).max(tree.range.start);
            let mut before = (first..head).rev().filter(|i| tree.upos(*i) == Upos::Noun && !tree.dated(*i));
            let people = before.find(|i| {
                let low = tree.low(*i);
                low.ends_with('s') && self.sector(*i).is_some_and(|s| s != "GOV") || matches!(low, "people" | "men" | "women" | "children")
            });
            if let Some(people) = people {
                return self.one(people, 0).into_iter().next();
            }
        }
        if !matches!(tree.low(head), "he" | "she" | "they" | "it" | "him" | "her" | "them" | "who" | "we" | "i" | "us" | "me") {
            return None;
        }
        let mut at = tree.governor(head)?;
        for _ in 0..6 {
            at = tree.governor(at)?;
            let subject = tree.is_verb(at).then(|| tree.subject(at)).flatten();
            if let Some(subject) = subject.filter(|s| *s != head && tree.upos(*s) != Upos::Pron) {
                // Not its parts: `some of them` would ask for the pronoun again.
                return self.one(subject, 0).into_iter().next();
            }
        }
        None
    }

    /// Whose `its` is: the subject of the clause it stands in.
    pub(super) fn possessor(&self, pronoun: usize) -> Option<Player> {
        let tree = self.tree;
        let mut at = tree.governor(pronoun)?;
        // A subject that stands before what is possessed: each step goes back, so that no two can ask each other for ever.
        let before = at.min(pronoun);
        for _ in 0..8 {
            at = tree.governor(at)?;
            let subject = tree.is_verb(at).then(|| tree.subject(at)).flatten();
            if let Some(subject) = subject.filter(|s| *s < before && tree.upos(*s) != Upos::Pron) {
                return self.one(subject, 0).into_iter().next();
            }
        }
        None
    }
}
