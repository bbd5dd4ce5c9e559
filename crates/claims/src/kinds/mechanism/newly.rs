//! Bodies that are to be: `agreed to set up a working party on salt`.

use crate::reading::Reading;
use crate::series::{self, level_of};
use annotate::MentionKind;
use model::ClaimKind;
use model::claim::Mechanism;

/// `agreed to set up a working party on salt`: a body that is to be, with those who want it.
pub(crate) fn newly(reading: &mut Reading<'_, '_>, frame: usize) {
    let f = reading.frames.all[frame].clone();
    let words = reading.words;
    let founds = matches!(f.lemma.as_ref(), "establish" | "create" | "launch" | "form" | "inaugurate" | "institute")
        || f.lemma.as_ref() == "set" && words.low(f.head + 1) == "up";
    let mood = matches!(reading.moods[frame], crate::mood::Mood::Fact | crate::mood::Mood::Promised);
    let Some(object) = f.object.clone().filter(|_| founds && mood && !f.passive && !f.negated) else { return };
    let Some(head) = crate::rules::head_noun(words, &object) else { return };
    let noun = series::head_of(words, head);
    let pair = format!("{} {noun}", words.low(head.saturating_sub(1)));
    let body = |name: &str| words.lex.says("gathering", name, "founded");
    if !body(&noun) && !body(&pair) {
        return;
    }
    let told = reading.told_here(f.sentence);
    let known = |d: &usize| matches!(&reading.found[*d].kind, ClaimKind::Mechanism(_)) && object.contains(&reading.found[*d].at.start);
    let parties = reading.agent(frame).acting();
    if parties.is_empty() || told.iter().any(known) || words.mentions_in(&object).any(|(_, m)| m.kind == MentionKind::Mechanism) {
        return;
    }
    let end = f.right.end.min(object.start + 14);
    let Some(name) = reading.phrase(&(object.start..end)).map(|n| n.strip_prefix("new ").unwrap_or(&n).to_owned()) else { return };
    let told = reading.times(&words.ann.sentences[f.sentence].tokens).at;
    let established = reading.own_times(frame).at.or(told).or(reading.facts.occasion);
    let slots = Mechanism { name: Some(name), level: level_of(words, &object), parties, established, ..Mechanism::default() };
    reading.push(ClaimKind::Mechanism(slots), f.head..object.end, "mechanism/newly");
}
