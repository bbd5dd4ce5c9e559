//! In which of PLOVER's sectors somebody acts.

use super::Cast;
use annotate::Deprel;

/// PLOVER's sectors.
const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
    "MED", "REF", "OPP", "PRE", "REL", "SOC",
];

pub(super) fn sector_named(name: &str) -> Option<&'static str> {
    SECTORS.iter().copied().find(|s| *s == name)
}

impl Cast<'_, '_, '_> {
    /// The sector of a noun phrase: by its head, by its modifiers where the head is a word such as `leader`.
    pub(crate) fn sector(&self, head: usize) -> Option<&'static str> {
        let tree = self.tree;
        let lex = tree.words.lex;
        let of = |i: usize| {
            let low = tree.low(i);
            let pair = if i > tree.range.start { format!("{} {low}", tree.low(i - 1)) } else { String::new() };
            let last = low.rsplit([' ', '-']).next().unwrap_or(low);
            lex.noun_class("sector", &pair).or_else(|| lex.noun_class("sector", low)).or_else(|| lex.noun_class("sector", last))
        };
        let value = of(head);
        let general = value.is_some_and(|v| v.starts_with('*'));
        let modifiers = || {
            let near = tree.kids(head).iter().copied().filter(|k| {
                *k < head && matches!(tree.rel(*k), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod)
                    || *k > head && tree.case(*k) == Some("of")
            });
            near.filter_map(|k| of(k).filter(|v| !v.starts_with('*')).and_then(sector_named)).next_back()
        };
        match value {
            Some(v) if general => modifiers().or_else(|| sector_named(v.trim_start_matches('*'))),
            Some(v) => {
                let own = sector_named(v);
                // `opposition supporters`, `rebel soldiers`
                let marked = modifiers().filter(|m| matches!(*m, "REB" | "OPP" | "UAF" | "ELI"));
                marked.or(own)
            }
            None => None,
        }
    }
}
