//! What is left of an act under what governs it: who promises a visit agrees, who refuses one rejects.

use super::sides::Cast;
use super::{Act, Found, completes};
use crate::tree::Tree;
use EventType::{
    Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request, Retreat, Sanction, Support,
    Threaten,
};
use annotate::Deprel;
use model::claim::EventType;

/// How an act stands to the sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stand {
    /// `will`, `plans to`
    future: bool,
    /// `would`, `may`
    possible: bool,
    /// `may`: nobody knows.
    open: bool,
    /// `must`, `should`
    required: bool,
    /// `not`, `failed to`
    negated: bool,
    /// `if …`
    conditional: bool,
    /// `to end the war`: an aim, not a deed.
    aim: bool,
    /// In a clause beside the point.
    aside: bool,
    /// In a relative clause.
    relative: bool,
    /// The act that governs it, and whether it completes that act.
    outer: Option<(usize, bool)>,
    /// The speaker's verb.
    speech: Option<usize>,
}

/// Reduces all acts of a sentence, the main one first.
pub(super) fn reduce(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, mut found: Vec<Found>) -> Vec<Act> {
    let stands: Vec<Stand> = (0..found.len()).map(|i| stand(tree, &found, i)).collect();
    let words: Vec<EventType> = found.iter().map(|f| f.kind).collect();
    let mut gone = vec![false; found.len()];
    // The innermost first, so that what it is reduced to counts for the one above.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(depth(tree, found[*i].node)));
    for &i in &order {
        let Some((o, content)) = stands[i].outer else { continue };
        if gone[i] {
            continue;
        }
        if content || found[i].bare || stands[i].aim {
            let inner = found[i].clone();
            compose(&mut found[o], &inner);
            gone[i] = true;
        }
    }
    let mut acts: Vec<(usize, Act)> = Vec::new();
    for (i, f) in found.iter().enumerate() {
        if gone[i] {
            continue;
        }
        if f.only_future && !(stands[i].future || stands[i].possible) {
            continue;
        }
        let Some(mut kind) = alone(f.kind, &stands[i]) else { continue };
        let mut f = f.clone();
        if stands[i].required {
            // Who says that somebody must act asks for it.
            let speaker = stands[i].speech.and_then(|v| tree.agent(v)).map(|a| cast.of(a)).unwrap_or_default();
            if !speaker.is_empty() {
                f.recipients = std::mem::replace(&mut f.actors, speaker);
            }
        }
        // `The envoy will be sent home, the president said`: who announces it does it.
        if f.actors.is_empty()
            && (stands[i].future || stands[i].possible)
            && let Some(speaker) = stands[i].speech.and_then(|v| tree.agent(v))
        {
            f.actors = cast.of(speaker);
        }
        // Who says that the other broke the truce accuses.
        if kind == Reject
            && matches!(tree.lemma(f.at), "violate" | "breach" | "flout" | "break" | "contravene")
            && let Some(speaker) = stands[i].speech.and_then(|v| tree.agent(v)).map(|a| cast.of(a)).filter(|s| !s.is_empty())
            && !speaker.iter().any(|s| f.actors.iter().any(|a| a.party == s.party))
        {
            kind = Accuse;
            f.recipients = std::mem::replace(&mut f.actors, speaker);
        }
        // `has told Chad that it will cut off aid`
        if f.recipients.is_empty()
            && matches!(kind, Threaten | Agree | Concede | Reject)
            && let Some(told) =
                stands[i].speech.filter(|v| tree.lemma(*v) == "tell").and_then(|v| tree.kid(v, &[Deprel::Iobj, Deprel::Obj]))
        {
            f.recipients =
                cast.of(told).into_iter().filter(|s| s.party.is_some() && matches!(s.sector, Some("GOV" | "REB" | "MIL") | None)).collect();
        }
        if f.mutual && matches!(kind, Consult | Cooperate | Assault | Support | Agree | Accuse | Retreat) {
            let others = std::mem::take(&mut f.recipients);
            f.actors.extend(others);
        }
        // Two who agree have no recipient.
        let both = kind == Agree && f.actors.len() >= 2;
        if matches!(kind, Agree | Request | Reject | Threaten | Concede) && f.recipients.is_empty() && !both {
            f.recipients = addressed(tree, cast, &f);
        }
        let mode = if kind == f.kind { f.mode } else { threat(kind, f.kind).map(str::to_owned) };
        let aside = stands[i].aside || f.bare;
        let rank = usize::from(stands[i].relative) * 200 + usize::from(aside) * 100 + depth_without_speech(tree, f.node);
        acts.push((
            rank,
            Act {
                kind,
                mode,
                at: f.at,
                rule: f.rule,
                actors: f.actors,
                recipients: f.recipients,
                aside,
                background: f.bare || stands[i].relative,
                scope: tree.span(f.node),
                word: words[i],
            },
        ));
    }
    acts.sort_by_key(|(rank, a)| (*rank, a.at));
    join_outcomes(tree, &mut acts);
    share_actors(&mut acts);
    take_blame(tree, &mut acts);
    let main = acts.iter().any(|(_, a)| !a.aside);
    // What nouns and relative clauses mention beside a main event is its background.
    acts.retain(|(_, a)| !main || !a.background);
    acts.into_iter().map(|(_, a)| a).collect()
}

/// `A bomb killed ten, police said, blaming rebels`: whom they blame is held to have done it.
fn take_blame(tree: &Tree<'_, '_>, acts: &mut [(usize, Act)]) {
    let blamed =
        acts.iter().find(|(_, a)| a.kind == Accuse && matches!(tree.low(a.at), "blaming" | "accusing")).map(|(_, a)| a.recipients.clone());
    if let Some(blamed) = blamed.filter(|b| !b.is_empty())
        && let Some((_, act)) = acts.iter_mut().find(|(_, a)| a.kind == Assault && a.actors.is_empty())
    {
        act.actors = blamed;
    }
}

/// `were rounded up and flown home by the army`: who does the second did the first.
fn share_actors(acts: &mut [(usize, Act)]) {
    let Some((first, rest)) = acts.split_first_mut() else { return };
    if !first.1.actors.is_empty() {
        return;
    }
    let same = rest.iter().find(|(_, a)| a.kind == first.1.kind && !a.actors.is_empty());
    if let Some((_, other)) = same
        && (other.recipients.is_empty()
            || other.recipients.iter().any(|r| first.1.recipients.iter().any(|f| f.at == r.at || f.party == r.party)))
    {
        first.1.actors.clone_from(&other.actors);
    }
}

/// `rammed a van into a bus, killing 14 of them`: what came of it is part of it, wherever the tree hangs it.
fn join_outcomes(tree: &Tree<'_, '_>, acts: &mut Vec<(usize, Act)>) {
    let outcome = |a: &Act| a.kind == Assault && tree.words.lex.has("outcome", tree.low(a.at));
    let Some(main) = acts.iter().position(|(_, a)| a.kind == Assault && !outcome(a)) else { return };
    let mut victims: Vec<super::Player> = Vec::new();
    acts.retain(|(_, a)| {
        let joins = outcome(a);
        if joins && victims.is_empty() {
            victims.clone_from(&a.recipients);
        }
        !joins
    });
    let main = main.min(acts.len().saturating_sub(1));
    if let Some((_, act)) = acts.get_mut(main)
        && act.kind == Assault
        && act.recipients.iter().all(|r| r.sector.is_none())
        && act.actors.len() < 2
    {
        let state = act.recipients.iter().find_map(|r| r.party.clone());
        victims.retain(|v| !act.actors.iter().any(|a| a.at == v.at));
        if !victims.is_empty() {
            victims.iter_mut().filter(|v| v.party.is_none()).for_each(|v| v.party.clone_from(&state));
            act.recipients = victims;
        }
    }
}

/// Whom the clause that completes an act is about: `offered to act for Iran`, `refused a visa to the minister`.
fn addressed(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, act: &Found) -> Vec<super::Player> {
    let new = |s: &super::Player| !act.actors.iter().any(|a| a.at == s.at || a.party == s.party && a.sector == s.sector);
    // `demanded that the government repay`, `would retaliate if NATO deployed missiles`
    let subject = |clause: usize| tree.kid(clause, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let told = match act.kind {
        Request => tree.kid(act.node, &[Deprel::Ccomp]).and_then(subject),
        Threaten => {
            let below = tree.span(act.node);
            let mut conditions = below.filter(|k| tree.rel(*k) == Deprel::Advcl && matches!(tree.mark(*k), Some("if" | "unless")));
            conditions.next().and_then(subject).or_else(|| tree.kid(act.node, &[Deprel::Ccomp]).and_then(subject))
        }
        _ => None,
    };
    let sides: Vec<super::Player> = told.map(|t| cast.of(t)).unwrap_or_default().into_iter().filter(new).collect();
    if !sides.is_empty() {
        return sides;
    }
    let mut at = act.node;
    for _ in 0..3 {
        let clause = tree
            .kid(at, &[Deprel::Xcomp, Deprel::Ccomp])
            .or_else(|| tree.kids(at).iter().copied().find(|k| tree.rel(*k) == Deprel::Advcl && tree.infinitive(*k)));
        let Some(clause) = clause else { return Vec::new() };
        for k in tree.kids(clause).iter().copied().filter(|k| *k > clause && !tree.dated(*k)) {
            let role = matches!(tree.rel(k), Deprel::Obj | Deprel::Iobj)
                || matches!(tree.case(k), Some("to" | "with" | "for" | "against" | "from"));
            if !role {
                continue;
            }
            let sides: Vec<super::Player> = cast.of(k).into_iter().filter(new).collect();
            if !sides.is_empty() {
                return sides;
            }
            let below =
                tree.kids(k).iter().copied().find(|b| *b > k && matches!(tree.case(*b), Some("to" | "with" | "for" | "against" | "from")));
            let sides: Vec<super::Player> = below.map(|b| cast.of(b)).unwrap_or_default().into_iter().filter(new).collect();
            if !sides.is_empty() {
                return sides;
            }
        }
        at = clause;
    }
    Vec::new()
}

fn depth(tree: &Tree<'_, '_>, mut at: usize) -> usize {
    let mut steps = 0;
    while let Some(g) = tree.governor(at).filter(|_| steps < 40) {
        at = g;
        steps += 1;
    }
    steps
}

/// Clauses between a word and the root, those of speakers not counted.
fn depth_without_speech(tree: &Tree<'_, '_>, mut at: usize) -> usize {
    let (mut steps, mut depth) = (0, 0);
    while let Some(g) = tree.governor(at).filter(|_| steps < 40) {
        let conjunct = matches!(tree.rel(at), Deprel::Conj | Deprel::Parataxis | Deprel::Appos);
        let said = operator(tree, g) == Some("say") && matches!(tree.rel(at), Deprel::Ccomp);
        depth += usize::from(!conjunct && !said);
        at = g;
        steps += 1;
    }
    depth
}

fn operator<'a>(tree: &'a Tree<'_, '_>, i: usize) -> Option<&'a str> {
    tree.words.lex.class("operator", tree.lemma(i)).or_else(|| tree.words.lex.noun_class("operator", tree.low(i)))
}

/// What the auxiliaries and adverbs of a verb say.
fn own(tree: &Tree<'_, '_>, verb: usize, stand: &mut Stand) {
    let mut seen_be_to = false;
    for k in tree.kids(verb).iter().copied().filter(|k| *k < verb) {
        match tree.low(k) {
            "will" | "shall" | "'ll" | "wo" => stand.future = true,
            "would" | "could" | "'d" => stand.possible = true,
            "may" | "might" => stand.open = true,
            "must" | "should" | "ought" => stand.required = true,
            "can" if tree.negated(verb) => stand.negated = true,
            "is" | "are" | "was" | "were" if tree.rel(k) == Deprel::Cop || tree.rel(k) == Deprel::Aux => seen_be_to = true,
            "if" | "unless" => stand.conditional = true,
            _ => {}
        }
    }
    stand.future |= seen_be_to && tree.infinitive(verb) && tree.rel(verb) != Deprel::Xcomp;
    stand.negated |= tree.negated(verb);
    if tree.rel(verb) == Deprel::Conj
        && !stand.future
        && tree.kid(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Nsubj, Deprel::NsubjPass]).is_none()
        && let Some(first) = tree.governor(verb).filter(|g| tree.is_verb(*g))
        && tree.words.lex.verb(tree.low(verb)).is_some_and(|(_, f)| f == crate::lexicon::Inflection::Base)
    {
        own(tree, first, stand);
    }
}

/// Looks at what governs an act, up to the act that does or to the root.
fn stand(tree: &Tree<'_, '_>, found: &[Found], i: usize) -> Stand {
    let mut stand = Stand::default();
    let act = &found[i];
    if tree.is_verb(act.node) {
        own(tree, act.node, &mut stand);
    } else {
        stand.negated = tree.negated(act.node);
    }
    let other = |n: usize| found.iter().position(|f| (f.node == n || f.at == n) && f.at != act.at);
    if act.node != act.at
        && let Some(o) = other(act.node)
    {
        stand.outer = Some((o, true));
        return stand;
    }
    let mut at = act.node;
    let mut content = true;
    for _ in 0..24 {
        let rel = tree.rel(at);
        let Some(above) = tree.governor(at) else { break };
        let beside = matches!(rel, Deprel::Conj | Deprel::Parataxis | Deprel::List);
        if beside && !tree.is_verb(at) && !tree.is_verb(above) {
            at = above;
            continue;
        }
        match rel {
            Deprel::Advcl => {
                let infinitive = tree.infinitive(at);
                let reason = matches!(tree.mark(at), Some("for" | "of" | "from" | "against" | "by" | "on" | "about" | "over"));
                if infinitive && operator(tree, above).is_none() && !reason {
                    stand.aim = true;
                }
                // `would be sent home should another missile fall`
                let inverted = tree.kids(above).iter().any(|k| *k > above && *k < at && tree.low(*k) == "should")
                    || tree
                        .kids(at)
                        .iter()
                        .any(|k| *k < at && tree.low(*k) == "should" && tree.kid(at, &[Deprel::Nsubj]).is_some_and(|s| s > *k));
                if matches!(tree.mark(at), Some("if" | "unless")) || inverted {
                    stand.conditional = true;
                }
                if tree.kids(at).iter().any(|k| *k < at && tree.low(*k) == "before") {
                    stand.open = true;
                }
                content &= infinitive || reason;
                stand.aside |= !(infinitive || reason);
                // `expelled the envoy, accusing him of spying`: a reason, not another event.
                stand.relative |=
                    at == act.node && tree.low(at).ends_with("ing") && matches!(act.kind, Accuse | Support | Request | Reject);
            }
            Deprel::AclRelcl => {
                stand.relative = true;
                stand.aside = true;
                content = false;
            }
            Deprel::Acl if !tree.infinitive(at) => {
                // `a car bomb killed 15` hangs its verb on its subject.
                if tree.passive(at) || tree.governor(above).is_some() {
                    stand.aside = true;
                    stand.relative |= !tree.is_verb(above);
                    content = false;
                }
            }
            Deprel::Conj | Deprel::Parataxis => content = false,
            Deprel::Nsubj | Deprel::NsubjPass => content = false,
            Deprel::Appos => {}
            _ => content &= completes(rel) || rel == Deprel::Root,
        }
        if let Some(o) = other(above) {
            // `shelled a village, killing four`: one attack.
            let violence = act.kind == Assault && found[o].kind == Assault;
            let one = violence && rel == Deprel::Advcl && tree.low(at).ends_with("ing");
            // `died when soldiers shelled a market`: the second tells how.
            let how = violence
                && rel == Deprel::Advcl
                && found[o].actors.is_empty()
                && tree.kids(at).iter().any(|k| *k < at && matches!(tree.low(*k), "when" | "as" | "after" | "while"));
            content |= one || how;
            stand.outer = Some((o, content));
            return stand;
        }
        if beside {
            // A second verb stands under what governs the first.
            at = above;
            content = true;
            continue;
        }
        match operator(tree, above) {
            Some("say") => {
                if matches!(rel, Deprel::Ccomp | Deprel::Parataxis) {
                    stand.speech = stand.speech.or(Some(above));
                    content = true;
                }
            }
            Some("plan" | "want") if content => {
                stand.future = true;
                stand.negated |= tree.negated(above);
            }
            Some("fail") if content => stand.negated = true,
            Some("begin" | "light" | "happen") => stand.negated |= tree.negated(above),
            _ => {}
        }
        if tree.is_verb(above) && content && rel == Deprel::Xcomp {
            own(tree, above, &mut stand);
        }
        at = above;
    }
    stand
}

/// What an act is by itself, where it is not yet done, denied or only possible.
fn alone(kind: EventType, stand: &Stand) -> Option<EventType> {
    let verbal = matches!(kind, Request | Accuse | Reject | Threaten | Agree | Support | Consult);
    if stand.open {
        return None;
    }
    if stand.negated {
        return match kind {
            Agree | Consult | Support | Cooperate | Aid | Concede | Retreat => Some(Reject),
            Reject => Some(Agree),
            _ => None,
        };
    }
    if stand.required && stand.speech.is_some() {
        return Some(Request);
    }
    // What stands under `if` is no event.
    if stand.conditional && !matches!(kind, Threaten) {
        return None;
    }
    if stand.future || stand.possible {
        return match kind {
            Consult | Cooperate | Aid | Agree => Some(Agree),
            Support => Some(Agree),
            Retreat | Concede => Some(Concede),
            Protest | Sanction | Mobilize | Coerce | Assault => Some(Threaten),
            Request | Accuse | Reject | Threaten => Some(kind),
        };
    }
    if stand.aim && !verbal {
        return None;
    }
    Some(kind)
}

/// The mode of a threat or a refusal by what it is about.
fn threat(kind: EventType, content: EventType) -> Option<&'static str> {
    match (kind, content) {
        (Threaten, Sanction) => Some("relations"),
        (Threaten, Coerce) => Some("restrict"),
        (Threaten, Assault | Mobilize) => Some("violence"),
        (Request | Reject, Aid | Cooperate) => Some("assist"),
        (Request | Reject, Consult) => Some("meet"),
        (Request | Reject, Retreat | Concede) => Some("yield"),
        _ => None,
    }
}

/// Joins an act into the one that governs it.
fn compose(outer: &mut Found, inner: &Found) {
    match (outer.kind, inner.kind) {
        (Agree, Retreat | Concede) if inner.mode.as_deref() != Some("access") => outer.kind = Concede,
        (Agree, Protest | Coerce | Assault | Mobilize | Threaten) => {
            outer.mode = threat(Threaten, inner.kind).map(str::to_owned);
            outer.kind = Threaten;
        }
        // Who commands orders what is done: `ordered providers to block access`.
        (Request, Coerce) if outer.actors.iter().all(|a| matches!(a.sector, Some("GOV" | "JUD" | "COP" | "MIL"))) && outer.order => {
            outer.kind = Coerce;
            outer.mode.clone_from(&inner.mode);
            outer.recipients.clone_from(&inner.recipients);
        }
        (Agree, Sanction) => outer.kind = Sanction,
        (Agree, Reject) => outer.kind = Reject,
        (Threaten, k) => outer.mode = threat(Threaten, k).map(str::to_owned).or(outer.mode.take()),
        (Request | Reject, k) => outer.mode = outer.mode.take().or(threat(outer.kind, k).map(str::to_owned)),
        // `killed in an Israeli air strike`
        (Assault, Assault) => {
            if outer.actors.is_empty() {
                outer.actors.clone_from(&inner.actors);
            }
            if outer.recipients.is_empty() {
                outer.recipients.clone_from(&inner.recipients);
            }
            outer.mode = outer.mode.take().or(inner.mode.clone());
            if outer.recipients.iter().all(|r| r.sector.is_none()) && inner.recipients.iter().any(|r| r.sector.is_some()) {
                let state = outer.recipients.iter().find_map(|r| r.party.clone());
                outer.recipients.clone_from(&inner.recipients);
                outer.recipients.iter_mut().filter(|r| r.party.is_none()).for_each(|r| r.party.clone_from(&state));
            }
        }
        _ => {}
    }
    let asks = matches!(outer.kind, Agree | Concede | Threaten | Request | Reject | Accuse | Support);
    if asks && outer.recipients.is_empty() {
        let other = |s: &&super::Player| !outer.actors.iter().any(|a| a.party == s.party && a.sector == s.sector);
        let from = if matches!(outer.kind, Request | Accuse | Support) && !inner.actors.is_empty() && inner.actors.iter().any(|s| other(&s))
        {
            &inner.actors
        } else {
            &inner.recipients
        };
        outer.recipients = from.iter().filter(other).cloned().collect();
    }
    if asks && outer.actors.is_empty() {
        outer.actors.clone_from(&inner.actors);
    }
}
