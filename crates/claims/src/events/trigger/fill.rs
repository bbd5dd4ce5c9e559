//! **Who fills a side?** The first argument that names somebody, or a thing that stands for its owner.

use crate::events::sides::{self, Cast, Player};
use crate::rules::{Hit, Role, parse_role};
use annotate::Deprel;
use model::claim::EventType;

pub(super) fn roles<'h>(hit: &'h Hit<'_>, slot: &str, otherwise: &'h [&'h str]) -> Vec<Role> {
    match hit.when.fill.get(slot) {
        Some(list) => list.iter().filter_map(|r| parse_role(r)).collect(),
        None => otherwise.iter().filter_map(|r| parse_role(r)).collect(),
    }
}

/// The sides of the first role that names some; a thing hit gives the state it belongs to or lies in.
/// Whoever acts already is passed over where recipients are looked for.
pub(super) fn filled(
    cast: &Cast<'_, '_, '_>,
    roles: &[Role],
    heads: &dyn Fn(&Role) -> Option<usize>,
    kind: EventType,
    but: Option<&[Player]>,
) -> Vec<Player> {
    let things = but.is_some();
    let but = but.unwrap_or_default();
    for role in roles {
        let Some(head) = heads(role) else { continue };
        let new = |p: &Player| !but.iter().any(|b| b.at == p.at);
        let sides: Vec<Player> = cast.of(head).into_iter().filter(new).collect();
        if !sides.is_empty() {
            return sides;
        }
        if !things {
            // `Thirty Argentine divers`: whoever they are, they are of that state; `from a camp of the rebels`
            let from = matches!(role, Role::Prep(_)).then(|| inside(cast, head, 1, but)).unwrap_or_default();
            if !from.is_empty() {
                return from;
            }
            if matches!(role, Role::Agent)
                && let Some(party) = cast.nationality(head)
            {
                let text = cast.tree.words.text(&cast.tree.phrase(head));
                return vec![Player { party: Some(party), sector: None, text, at: head }];
            }
            continue;
        }
        // `life sentences against activists`, `a statement of the union`: whom the thing concerns.
        let inner = inside(cast, head, 2, but);
        if !inner.is_empty() {
            return inner;
        }
        if suffers(kind)
            && let Some(party) = if placed(kind) { cast.state_of_phrase(head, 3) } else { cast.owner(head, 3) }
        {
            let text = cast.tree.words.text(&cast.tree.phrase(head));
            return vec![Player { party: Some(sides::state_of(&party)), sector: None, text, at: head }];
        }
    }
    Vec::new()
}

/// The sides that phrases inside a phrase name.
fn inside(cast: &Cast<'_, '_, '_>, head: usize, depth: usize, but: &[Player]) -> Vec<Player> {
    let tree = cast.tree;
    let of = |k: usize| -> Vec<Player> {
        let other = |s: &Player| !but.iter().any(|b| b.at == s.at || b.party.is_some() && b.party == s.party && b.sector == s.sector);
        cast.of(k).into_iter().filter(other).collect()
    };
    if let Some(holder) = tree.holder(head) {
        let sides: Vec<Player> = of(holder).into_iter().filter(|s| s.at != head).collect();
        if !sides.is_empty() {
            return sides;
        }
    }
    let fits =
        |k: &usize| *k > head && matches!(tree.case(*k), Some("of" | "against" | "by" | "to" | "with" | "for" | "on" | "from" | "between"));
    let near: Vec<usize> = tree.kids(head).iter().copied().filter(|k| fits(k) && !tree.dated(*k)).collect();
    // `houses belonging to families`, `a bus carrying recruits`
    let told = tree.kids(head).iter().copied().filter(|k| *k > head && tree.rel(*k) == Deprel::Acl && tree.is_verb(*k));
    for verb in told {
        let owner = match tree.lemma(verb) {
            "belong" => tree.oblique(verb, &["to"]),
            lemma => match tree.words.lex.class("bearing", lemma) {
                Some("bears") => tree.object_after(verb),
                Some(_) => tree.by(verb),
                None => None,
            },
        };
        let sides = owner.map(of).unwrap_or_default();
        if !sides.is_empty() {
            return sides;
        }
    }
    // `a ban on opposition rallies`, `student protests`
    const MARKED: &[&str] = &["OPP", "REB", "EDU", "LAB", "AGR", "JRN", "REL", "MIL", "COP", "REF"];
    let marked = tree.kids(head).iter().copied().filter(|k| *k < head && matches!(tree.rel(*k), Deprel::Compound | Deprel::Amod));
    if let Some((k, sector)) = marked.filter_map(|k| cast.sector(k).filter(|s| MARKED.contains(s)).map(|s| (k, s))).next_back() {
        let side = Player { party: cast.country(head), sector: Some(sector), text: tree.words.text(&tree.phrase(head)), at: k };
        if !but.iter().any(|b| b.at == side.at) {
            return vec![side];
        }
    }
    // `its demand that Chad hand over the ship`
    let clause = tree
        .kids(head)
        .iter()
        .copied()
        .filter(|k| *k > head && matches!(tree.rel(*k), Deprel::Ccomp | Deprel::Acl) && !tree.infinitive(*k));
    for subject in clause.filter_map(|c| tree.kid(c, &[Deprel::Nsubj, Deprel::NsubjPass])) {
        let sides = of(subject);
        if !sides.is_empty() {
            return sides;
        }
    }
    for k in near {
        let sides = of(k);
        if !sides.is_empty() {
            return sides;
        }
        let deeper = if depth > 1 { inside(cast, k, depth - 1, but) } else { Vec::new() };
        if !deeper.is_empty() {
            return deeper;
        }
    }
    Vec::new()
}

/// Whether what an event is done to may be a thing that stands for its owners.
fn suffers(kind: EventType) -> bool {
    !matches!(kind, EventType::Protest | EventType::Mobilize)
}

/// Whether whom an event concerns may be told by its place alone.
fn placed(kind: EventType) -> bool {
    use EventType::{Aid, Assault, Coerce, Retreat};
    matches!(kind, Assault | Coerce | Retreat | Aid)
}
