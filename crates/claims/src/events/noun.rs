//! Whether a noun is one of those that a rule asks for, by its word, its list, or what hangs on it.

use crate::lexicon::singular;
use crate::tree::Tree;
use annotate::{Deprel, Upos};

/// Whether a noun is one of some, `@list` standing for a list; a compound counts with the word before it.
pub(super) fn is_one(tree: &Tree<'_, '_>, head: usize, nouns: &[String]) -> bool {
    let low = tree.low(head);
    let single = singular(low);
    let pair = if head > tree.range.start { format!("{} {single}", tree.low(head - 1)) } else { String::new() };
    let lex = tree.words.lex;
    let short = low.rsplit([' ', '-']).next().unwrap_or(low);
    // `sit-in`
    let joined =
        if head >= tree.range.start + 2 && tree.low(head - 1) == "-" { format!("{}-{single}", tree.low(head - 2)) } else { String::new() };
    let mention = tree.words.ann.tokens[head].mention.map(|m| &tree.words.ann.mentions[m].kind);
    let money = matches!(mention, Some(annotate::MentionKind::Quantity(q)) if q.unit.as_deref().is_some_and(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase())));
    nouns.iter().any(|n| match n.strip_prefix('@') {
        Some("any") => true,
        Some("crowd") => crowd(tree, head),
        Some("authority") => authority(tree, head),
        Some("state") => matches!(mention, Some(annotate::MentionKind::Party(list)) if list.iter().all(|p| p.state().is_some())),
        Some("body") => {
            matches!(mention, Some(annotate::MentionKind::Party(list)) if list.iter().all(|p| p.state().is_none()))
                && matches!(tree.upos(head), Upos::Propn)
        }
        Some("demonym") => demonym(tree, head),
        Some("laden") => laden(tree, head),
        Some("wanted") => {
            let charged = |k: usize| tree.is_verb(k) && lex.has("charging", tree.lemma(k));
            tree.kids(head).iter().any(|k| *k > head && charged(*k))
                || tree.governor(head).is_some_and(|g| {
                    tree.kids(g).iter().any(|k| *k > head && *k < head + 4 && tree.rel(*k) == Deprel::Advcl && charged(*k))
                })
        }
        Some("actor" | "people") if matches!(low, "he" | "she" | "him" | "her" | "they" | "them" | "who" | "whom") => true,
        Some("actor") if lex.has("deed", low) => false,
        Some("actor") => {
            use annotate::MentionKind::{Party, Person, Post};
            lex.noun_class("sector", low).is_some() || matches!(mention, Some(Party(_) | Person | Post(_)))
        }
        Some(list) => lex.noun_class(list, low).is_some() || lex.class(list, &pair).is_some() || lex.noun_class(list, short).is_some(),
        None => n == low || *n == single || *n == pair || *n == joined || money && n == "money",
    })
}

/// Whether a noun names those who act for a state.
fn authority(tree: &Tree<'_, '_>, head: usize) -> bool {
    const AUTHORITY: &[&str] = &["COP", "GOV", "MIL", "JUD", "SPY", "LEG"];
    let lex = tree.words.lex;
    let low = tree.low(head);
    let pair = if head > tree.range.start { format!("{} {low}", tree.low(head - 1)) } else { String::new() };
    let of = |name: &str| lex.noun_class("sector", name).map(|s| s.trim_start_matches('*'));
    let mention = tree.words.ann.tokens[head].mention.map(|m| &tree.words.ann.mentions[m].kind);
    let group = lex.class("group", &pair).or_else(|| lex.class("group", low)).and_then(|g| g.split_once(' '));
    match group {
        Some((_, sector)) => AUTHORITY.contains(&sector),
        None => match of(&pair).or_else(|| of(low)) {
            Some(sector) => AUTHORITY.contains(&sector),
            None => {
                matches!(mention, Some(annotate::MentionKind::Post(_)))
                    || matches!(mention, Some(annotate::MentionKind::Party(list)) if list.iter().all(|p| p.state().is_some()))
            }
        },
    }
}

/// Whether what is named carries help: `a ship with 1,500 tonnes of flour`.
fn laden(tree: &Tree<'_, '_>, head: usize) -> bool {
    let lex = tree.words.lex;
    lex.has("carrier", &singular(tree.low(head))) && tree.span(head).any(|i| i != head && lex.has("relief", &singular(tree.low(i))))
}

/// `Haitians`: people by their state.
fn demonym(tree: &Tree<'_, '_>, head: usize) -> bool {
    let text = tree.words.words[head].text;
    text.starts_with(char::is_uppercase)
        && matches!(tree.upos(head), Upos::Noun | Upos::Propn)
        && tree
            .words
            .lex
            .naming
            .named(text)
            .is_some_and(|p| p.state().is_some() && !tree.words.ann.tokens[head].deprel.eq(&Deprel::Compound))
        && text.ends_with('s')
}

/// Whether a noun names people who gather rather than command.
fn crowd(tree: &Tree<'_, '_>, head: usize) -> bool {
    const CROWD: &[&str] = &["CVL", "EDU", "LAB", "AGR", "OPP", "REF", "MED", "JRN", "REL", "PTY", "SOC"];
    let lex = tree.words.lex;
    let low = tree.low(head);
    let marked = lex.noun_class("sector", low).is_some_and(|s| CROWD.contains(&s));
    marked || lex.has("crowd", low)
}
