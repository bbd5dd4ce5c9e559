//! Which verbs and nouns tell an event, and who fills its sides.

use super::noun::is_one;
use super::sides::{Cast, Player};
use super::{Found, sides};
use crate::lexicon::singular;
use crate::reading::Reading;
use crate::rules::{Hit, Role, Trigger, When, parse_role};
use crate::tree::Tree;
use annotate::{Deprel, Upos};
use model::claim::EventType;

/// All acts that the words of a sentence may tell.
pub(super) fn find(reading: &Reading<'_, '_>, tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for i in tree.range.clone() {
        if !may_act(tree, i) {
            continue;
        }
        // `test-fired`
        let hyphen = i >= tree.range.start + 2 && tree.low(i - 1) == "-";
        let joined = if hyphen { format!("{}-{}", tree.low(i - 2), tree.lemma(i)) } else { String::new() };
        let best = reading
            .rules
            .events_of_verb(tree.lemma(i))
            .chain(reading.rules.events_of_verb(&joined))
            .filter_map(|(t, h)| fits(tree, i, t, h.when).map(|score| (score, h)))
            .max_by(|a, b| a.0.0.cmp(&b.0.0).then_with(|| b.1.rule.name.cmp(&a.1.rule.name)));
        if let Some(((_, used), hit)) = best
            && let Some(found) = of_verb(tree, cast, i, &hit)
        {
            taken.extend(used);
            taken.extend(tree.object(i).filter(|_| !hit.when.objects.is_empty()));
            taken.extend(tree.agent(i).filter(|_| !hit.when.agents.is_empty()));
            out.push(found);
        } else if let Some(found) = conditional(tree, cast, i) {
            out.push(found);
        }
    }
    for i in tree.range.clone() {
        // `Rioting broke out`
        let gerund = tree.low(i).ends_with("ing") && matches!(tree.rel(i), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
        if tree.upos(i) != Upos::Noun && !gerund || taken.contains(&i) {
            continue;
        }
        let pair = if i > tree.range.start { format!("{} {}", tree.low(i - 1), tree.low(i)) } else { String::new() };
        let single = singular(tree.low(i));
        let pair_single = if i > tree.range.start { format!("{} {single}", tree.low(i - 1)) } else { String::new() };
        let names = [pair.as_str(), pair_single.as_str(), tree.low(i), single.as_str()];
        let hit = names.iter().find_map(|n| reading.rules.events_of_noun(n).next());
        if let Some((_, hit)) = hit
            && let Some(found) = of_noun(tree, cast, i, &hit)
        {
            out.push(found);
        }
    }
    out
}

/// `Unless Chad gives way, Niger will go its own way`: what is made to depend on the other's yielding is a threat.
fn conditional(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, i: usize) -> Option<Found> {
    let will = tree.kids(i).iter().any(|k| *k < i && matches!(tree.low(*k), "will" | "would"));
    let clause = tree.kids(i).iter().copied().find(|k| tree.rel(*k) == Deprel::Advcl && tree.mark(*k) == Some("unless"))?;
    let actors = cast.of(tree.agent(i)?);
    let recipients = tree.subject(clause).map(|s| cast.of(s)).unwrap_or_default();
    (will && !actors.is_empty()).then(|| Found {
        kind: EventType::Threaten,
        mode: None,
        at: i,
        node: i,
        rule: "event/threaten".to_owned(),
        actors,
        recipients,
        bare: false,
        mutual: false,
        only_future: true,
        order: false,
    })
}

/// Whether a word stands as a verb that can tell something: no modifier of a noun.
fn may_act(tree: &Tree<'_, '_>, i: usize) -> bool {
    tree.is_verb(i) && !(matches!(tree.rel(i), Deprel::Amod | Deprel::Compound) && tree.governor(i).is_some_and(|g| g > i))
}

/// How well a pattern fits a verb, and the further words that it uses.
fn fits(tree: &Tree<'_, '_>, i: usize, trigger: &Trigger, when: &When) -> Option<(usize, Vec<usize>)> {
    let mut score = 0;
    let mut used = Vec::new();
    if let Some(rest) = &trigger.particle {
        let mut at = i + 1;
        for word in rest.split(' ') {
            let end = tree.range.end.min(at + 9);
            let next = (at..end).take_while(|k| !matches!(tree.low(*k), "," | ";" | "that" | "who" | "which"));
            let found = next.into_iter().find(|k| tree.low(*k) == word || tree.lemma(*k) == word || singular(tree.low(*k)) == word)?;
            // `called for talks on X` is no `call on`: the word must hang on the verb or on what hangs on it.
            // `on Thursday` is no `call on`.
            if tree.rel(found) == Deprel::Case && tree.governor(found).is_some_and(|g| tree.dated(g)) {
                return None;
            }
            let near = match used.first() {
                None => hangs_on(tree, found, i, 3) && !(tree.rel(found) == Deprel::Case && far_phrase(tree, found, i)),
                Some(_) => hangs_on(tree, found, i, 5),
            };
            if !near {
                return None;
            }
            used.push(found);
            at = found + 1;
            score += 2;
        }
        // What stands between is short, or is the object.
        let far =
            used.first().is_some_and(|f| f - i > 5 && tree.object_after(i).is_none_or(|o| o > *f) && !(f - i <= 8 && tree.low(*f) == "to"));
        if far {
            return None;
        }
    }
    if !when.mood.is_empty() && !to_come(tree, i) {
        return None;
    }
    match when.voice {
        Some(crate::rules::Voice::Active) if tree.passive(i) => return None,
        Some(crate::rules::Voice::Passive) if !tree.passive(i) => return None,
        _ => {}
    }
    if !when.objects.is_empty() {
        let particle = trigger.particle.as_deref();
        let mut any = false;
        // `turned their backs on the bloc`: what the particle governs is an object as well.
        for object in [object_of(tree, i, particle), governed(tree, i, particle)].into_iter().flatten() {
            any |= tree.conjuncts(object).into_iter().any(|o| is_one(tree, o, &when.objects));
            any |= tree.oblique(object, &["of"]).is_some_and(|o| is_one(tree, o, &when.objects));
        }
        if !any {
            return None;
        }
        score += 3;
    }
    if !when.agents.is_empty() {
        let agent = tree.agent(i)?;
        let any = tree.conjuncts(agent).into_iter().any(|o| is_one(tree, o, &when.agents));
        let measured = tree.oblique(agent, &["of"]).is_some_and(|o| is_one(tree, o, &when.agents));
        if !any && !measured {
            return None;
        }
        score += 3;
    }
    // Who destroys the other's tanks lays down nothing.
    if when.set.get("mode").is_some_and(|m| m == "disarm")
        && let Some(object) = tree.object(i)
        && tree.phrase(object).any(|k| {
            let mention = tree.words.ann.tokens[k].mention.map(|m| &tree.words.ann.mentions[m]);
            k < object && mention.is_some_and(|m| m.form == annotate::Form::Adjective && matches!(m.kind, annotate::MentionKind::Party(_)))
        })
        && !tree.passive(i)
    {
        return None;
    }
    if !when.unless.is_empty() {
        let near = tree.kids(i).iter().copied().chain(tree.subject(i));
        if near.into_iter().any(|k| is_one(tree, k, &when.unless)) {
            return None;
        }
    }
    let filled = |role: &String| match parse_role(role) {
        Some(Role::Object) => tree.object(i).is_some(),
        Some(Role::Infinitive) => tree.kids(i).iter().any(|k| tree.infinitive(*k) || tree.rel(*k) == Deprel::Xcomp),
        Some(Role::That) => tree.kid(i, &[Deprel::Ccomp, Deprel::Parataxis]).is_some(),
        Some(Role::Agent) => tree.agent(i).is_some(),
        Some(Role::Prep(list)) => phrase_after(tree, i, &list).is_some(),
        Some(Role::Indirect) => tree.kid(i, &[Deprel::Iobj]).is_some(),
        Some(Role::Clause(list)) => opened_by(tree, i, &list),
        _ => true,
    };
    if !when.needs.is_empty() {
        if !when.needs.iter().any(filled) {
            return None;
        }
        score += 1;
    }
    Some((score, used))
}

/// Whether a verb tells what is still to come or only possible.
fn to_come(tree: &Tree<'_, '_>, i: usize) -> bool {
    let modal = |v: usize| {
        tree.kids(v).iter().any(|k| {
            *k < v && matches!(tree.low(*k), "will" | "would" | "wo" | "shall" | "'ll" | "'d" | "could" | "may" | "might" | "must" | "to")
        })
    };
    let above = tree.governor(i).filter(|_| matches!(tree.rel(i), Deprel::Xcomp | Deprel::Conj | Deprel::Ccomp));
    modal(i) || tree.low(i) == tree.lemma(i) || tree.low(i).ends_with("ing") || above.is_some_and(modal)
}

/// Whether a clause that one of some words opens hangs on a verb.
fn opened_by(tree: &Tree<'_, '_>, i: usize, list: &[String]) -> bool {
    let clauses = tree.kids(i).iter().copied().filter(|k| *k > i && tree.rel(*k) == Deprel::Advcl);
    clauses.into_iter().any(|c| tree.kids(c).iter().any(|m| *m < c && list.iter().any(|w| w == tree.low(*m))))
}

/// The object, also where the tree takes the particle for its preposition: `handed over the bodies`.
fn object_of(tree: &Tree<'_, '_>, i: usize, particle: Option<&str>) -> Option<usize> {
    // `let go 21 women`
    let below = || {
        let first = particle?.split(' ').next()?;
        let verb = tree.kids(i).iter().copied().find(|k| *k > i && tree.low(*k) == first && tree.is_verb(*k))?;
        tree.object_after(verb)
    };
    tree.object(i).or_else(|| tree.kid(i, &[Deprel::Obj])).or_else(|| governed(tree, i, particle)).or_else(below)
}

/// What a particle of a verb governs as its preposition.
fn governed(tree: &Tree<'_, '_>, i: usize, particle: Option<&str>) -> Option<usize> {
    let particle = particle?;
    let fits = |k: &usize| *k > i && tree.case(*k).is_some_and(|c| particle.split(' ').any(|p| p == c));
    let near = tree.kids(i).iter().copied().chain(tree.object_after(i).into_iter().flat_map(|o| tree.kids(o).iter().copied()));
    near.into_iter().find(fits)
}

/// Whether a preposition governs what hangs neither on a verb nor on its object: `took guards hostage at a jail in Lima` is no `take in`.
fn far_phrase(tree: &Tree<'_, '_>, preposition: usize, verb: usize) -> bool {
    let Some(noun) = tree.governor(preposition) else { return false };
    let Some(above) = tree.governor(noun) else { return false };
    let object =
        |k: usize| matches!(tree.rel(k), Deprel::Obj | Deprel::Conj | Deprel::Xcomp | Deprel::Compound | Deprel::Nsubj | Deprel::NsubjPass);
    above != verb && noun != verb && !(object(above) || tree.rel(above) == Deprel::Obl && tree.case(above).is_none())
}

fn hangs_on(tree: &Tree<'_, '_>, i: usize, verb: usize, steps: usize) -> bool {
    let mut at = i;
    for _ in 0..steps {
        match tree.governor(at) {
            Some(g) if g == verb => return true,
            Some(g) => at = g,
            None => return false,
        }
    }
    false
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

fn roles<'h>(hit: &'h Hit<'_>, slot: &str, otherwise: &'h [&'h str]) -> Vec<Role> {
    match hit.when.fill.get(slot) {
        Some(list) => list.iter().filter_map(|r| parse_role(r)).collect(),
        None => otherwise.iter().filter_map(|r| parse_role(r)).collect(),
    }
}

fn of_verb(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, i: usize, hit: &Hit<'_>) -> Option<Found> {
    let kind = hit.when.set.get("type")?.parse::<EventType>().ok()?;
    let particle = hit.when.verbs.iter().find_map(|v| v.split_once(' ').filter(|(l, _)| *l == tree.lemma(i)).map(|(_, p)| p));
    let heads = |role: &Role| -> Option<usize> {
        match role {
            Role::Agent => tree.agent(i),
            Role::Subject => tree.subject(i),
            Role::Object => object_of(tree, i, particle),
            Role::Indirect => tree.kid(i, &[Deprel::Iobj]),
            Role::Prep(list) => phrase_after(tree, i, list),
            Role::That => tree.kid(i, &[Deprel::Ccomp]).and_then(|c| tree.kid(c, &[Deprel::Nsubj, Deprel::NsubjPass])),
            Role::Infinitive => {
                let below = tree.kids(i).iter().copied().find(|k| *k > i && tree.infinitive(*k))?;
                tree.object(below)
            }
            _ => None,
        }
    };
    let mut actors = filled(cast, &roles(hit, "actors", &["agent"]), &heads, kind, None);
    if actors.is_empty()
        && tree.passive(i)
        && tree.by(i).is_none()
        && let Some(behind) = behind(tree, i)
    {
        actors = cast.of(behind);
    }
    let recipients = filled(cast, &roles(hit, "recipients", &["object"]), &heads, kind, Some(&actors));
    let mut states: Vec<&str> = actors.iter().filter_map(|a| a.party.as_ref()).map(|p| p.root()).collect();
    states.dedup();
    // Two states exercise with each other, or do something together.
    let joint = |k: usize| tree.kids(k).iter().any(|a| matches!(tree.low(*a), "together" | "jointly" | "alongside"));
    let jointly =
        matches!(kind, EventType::Mobilize | EventType::Aid) && states.len() >= 2 && (joint(i) || tree.object(i).is_some_and(joint));
    let together = jointly
        || kind == EventType::Mobilize
            && states.len() >= 2
            && tree.object(i).is_some_and(|o| {
                matches!(
                    singular(tree.low(o)).as_str(),
                    "exercise" | "drill" | "manoeuvre" | "maneuver" | "game" | "patrol" | "landing" | "boarding"
                )
            });
    let kind = if together { EventType::Cooperate } else { kind };
    Some(Found {
        kind,
        mode: hit.when.set.get("mode").cloned().filter(|_| !together),
        at: i,
        node: i,
        rule: hit.rule.name.clone(),
        actors,
        recipients,
        bare: false,
        mutual: hit.when.set.contains_key("sides") || together,
        only_future: !hit.when.mood.is_empty(),
        order: matches!(tree.lemma(i), "order" | "instruct" | "command"),
    })
}

/// At whose bidding or by whose hands something is done to somebody: `on the orders of the ministry`.
fn behind(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    const MEANS: &[&str] = &["order", "instruction", "command", "behest", "hand", "direction", "decree"];
    let near = tree.kids(verb).iter().copied().filter(|k| *k > verb && matches!(tree.case(*k), Some("on" | "at" | "under" | "by")));
    let mut means = near.filter(|k| MEANS.contains(&singular(tree.low(*k)).as_str()));
    let noun = means.next()?;
    tree.holder(noun).or_else(|| tree.oblique(noun, &["of", "from", "by"]))
}

/// The sides of the first role that names some; a thing hit gives the state it belongs to or lies in.
/// Whoever acts already is passed over where recipients are looked for.
fn filled(
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
            "carry" | "house" | "transport" | "ferry" | "shelter" | "host" | "escort" => tree.object_after(verb),
            "own" | "run" | "operate" | "hold" | "charter" | "use" | "control" | "man" | "print" | "publish" | "write" | "make" => {
                tree.by(verb)
            }
            _ => None,
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

/// Verbs with which a noun tells an event.
fn carried(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let verb = tree.governor(noun).filter(|g| tree.is_verb(*g))?;
    let class = tree.words.lex.class("operator", tree.lemma(verb))?;
    let fits = match tree.rel(noun) {
        Deprel::Obj => class == "light",
        Deprel::NsubjPass => class == "light",
        Deprel::Nsubj => class == "happen" || class == "light" && tree.object(verb).is_none(),
        // `said in a rebuke to the neighbour`
        Deprel::Obl if class == "say" => tree.case(noun) == Some("in"),
        Deprel::Obl => class == "light" && tree.case(noun).is_some_and(|c| matches!(c, "on" | "in" | "into" | "to" | "out")),
        _ => false,
    };
    fits.then_some(verb)
}

/// A noun whose clause the tree hangs on it: `Protests … erupted`, taken for a participle.
fn happens(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let mut near = tree.kids(noun).iter().copied().filter(|k| *k > noun);
    near.find(|k| {
        tree.is_verb(*k)
            && matches!(tree.rel(*k), Deprel::Acl | Deprel::AclRelcl)
            && tree.words.lex.class("operator", tree.lemma(*k)) == Some("happen")
    })
}

fn of_noun(tree: &Tree<'_, '_>, cast: &Cast<'_, '_, '_>, i: usize, hit: &Hit<'_>) -> Option<Found> {
    let kind = hit.when.set.get("type")?.parse::<EventType>().ok()?;
    // `the battle against forest fires`
    if tree
        .kids(i)
        .iter()
        .any(|k| *k > i && matches!(tree.case(*k), Some("against" | "with" | "on" | "for")) && is_one(tree, *k, &hit.when.unless))
    {
        return None;
    }
    // `told a rally`: those who listen.
    let addressed = matches!(tree.rel(i), Deprel::Obj | Deprel::Iobj)
        && tree.governor(i).is_some_and(|g| matches!(tree.lemma(g), "tell" | "address" | "brief" | "inform"));
    if addressed {
        return None;
    }
    let verb = carried(tree, i);
    let after = |list: &[String]| {
        let preps: Vec<&str> = list.iter().map(String::as_str).collect();
        tree.oblique(i, &preps).or_else(|| verb.or_else(|| happens(tree, i)).and_then(|v| tree.oblique(v, &preps)))
    };
    let agent_of_verb = verb.filter(|_| tree.rel(i) != Deprel::Nsubj).and_then(|v| tree.agent(v)).filter(|a| *a != i);
    let own = tree.by(i).filter(|b| *b > i).or_else(|| tree.holder(i));
    let heads = |role: &Role| -> Option<usize> {
        match role {
            Role::Agent => own.or(agent_of_verb),
            Role::Object => tree.oblique(i, &["of"]),
            Role::Prep(list) => after(list),
            _ => None,
        }
    };
    let mut actors = filled(cast, &roles(hit, "actors", &["agent", "prep between"]), &heads, kind, None);
    let modifier = modifiers(cast, i, kind);
    let mut recipients = filled(
        cast,
        &roles(hit, "recipients", &["prep against,on,upon,at,with,over,toward,towards", "object"]),
        &heads,
        kind,
        Some(&actors),
    );
    if actors.is_empty() {
        actors.extend(modifier);
    }
    if actors.is_empty()
        && let Some(blamed) = blamed(tree, i)
    {
        actors = cast.of(blamed);
    }
    recipients.retain(|r| !actors.iter().any(|a| a.at == r.at));
    let guest = guest(tree, i).filter(|_| kind == EventType::Consult);
    if let Some((place, visitor)) = guest {
        actors = cast.of(visitor);
        let host = cast.state_of_phrase(place, 2).map(|p| sides::state_of(&p));
        recipients = host.into_iter().map(|p| Player { party: Some(p), sector: Some("GOV"), text: String::new(), at: place }).collect();
    }
    Some(Found {
        kind,
        mode: hit.when.set.get("mode").cloned().or(guest.map(|_| "visit".to_owned())),
        at: i,
        node: verb.or_else(|| happens(tree, i)).unwrap_or(i),
        rule: hit.rule.name.clone(),
        actors,
        recipients,
        bare: verb.is_none() && happens(tree, i).is_none() && tree.governor(i).is_some() && guest.is_none(),
        mutual: hit.when.set.contains_key("sides") && guest.is_none(),
        only_future: false,
        order: false,
    })
}

/// `The chancellor is in Nairobi for talks`: where, and who came.
fn guest(tree: &Tree<'_, '_>, noun: usize) -> Option<(usize, usize)> {
    let mut at = noun;
    for _ in 0..3 {
        at = tree.governor(at)?;
        let here = tree.kid(at, &[Deprel::Cop]).is_some() && tree.case(at) == Some("in");
        if here {
            return tree.kid(at, &[Deprel::Nsubj]).map(|visitor| (at, visitor));
        }
    }
    None
}

/// `an attack blamed on rebels`, `a hack that officials traced to a unit`
fn blamed(tree: &Tree<'_, '_>, noun: usize) -> Option<usize> {
    let told = tree.kids(noun).iter().copied().filter(|k| *k > noun && matches!(tree.rel(*k), Deprel::Acl | Deprel::AclRelcl));
    told.into_iter().find_map(|k| match tree.lemma(k) {
        "blame" | "pin" => tree.oblique(k, &["on"]),
        "claim" => tree.by(k),
        "trace" | "attribute" | "ascribe" | "link" => tree.oblique(k, &["to"]),
        _ => None,
    })
}

/// Who acts by what stands before the noun: `Israeli air strikes`, `rebel attacks`.
fn modifiers(cast: &Cast<'_, '_, '_>, noun: usize, kind: EventType) -> Option<Player> {
    let tree = cast.tree;
    let phrase = tree.phrase(noun);
    let party = phrase.clone().filter(|k| *k < noun).find_map(|k| cast.state_at(k));
    let role = tree.kids(noun).iter().copied().filter(|k| *k < noun && tree.holder(noun) != Some(*k)).find_map(|k| cast.sector(k));
    if party.is_none() && role.is_none() {
        return None;
    }
    let sector = role.or(match kind {
        EventType::Assault | EventType::Mobilize => Some("MIL"),
        _ => Some("GOV"),
    });
    Some(Player { party: party.map(|p| sides::state_of(&p)), sector, text: tree.words.text(&(phrase.start..noun)), at: noun })
}
