//! **Which words of a sentence tell an event?** Its verbs first, then the nouns that no verb has used.
//!
//! In → Out: the tree of a sentence and the rules of kind `event` → what was found, before what governs it is looked at.

mod argument;
mod fill;
mod fit;
mod noun;
mod verb;

use fit::fits;
use noun::of_noun;
use verb::of_verb;

use super::Found;
use super::sides::Cast;
use crate::lexicon::singular;
use crate::reading::Reading;
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
