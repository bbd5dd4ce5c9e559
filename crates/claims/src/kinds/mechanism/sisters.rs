//! Ties between towns and provinces: `sister cities`, `a sister-state relationship`.

use crate::reading::Reading;
use model::ClaimKind;
use model::claim::Mechanism;

/// Ties between towns and provinces: `sister cities`, `a sister-state relationship`.
pub(crate) fn sisters(reading: &mut Reading<'_, '_>) {
    let words = reading.words;
    for number in 0..words.ann.sentences.len() {
        let range = words.ann.sentences[number].tokens.clone();
        let low = |i: usize| words.low(i).to_owned();
        let end = range.end.min(range.start + 200);
        let Some(at) = (range.start..end).find(|i| {
            let joined = low(*i).starts_with("sister-") || low(*i).starts_with("twin-");
            joined
                || matches!(low(*i).as_str(), "sister" | "twin" | "friendship")
                    && (words.low(i + 1) == "-" || words.lex.has("sister", words.low(i + 1)))
        }) else {
            continue;
        };
        let frame = reading.frames.of_sentence[number]
            .clone()
            .map(|f| &reading.frames.all[f])
            .find(|f| matches!(f.lemma.as_ref(), "become" | "be" | "establish" | "sign" | "conclude" | "have") && f.right.contains(&at));
        let Some(frame) = frame else { continue };
        let mut parties = frame.agent.as_ref().map(|a| reading.who.who(a).parties).unwrap_or_default();
        for p in reading.who.parties_in(&(at..frame.right.end)) {
            if !parties.contains(&p) {
                parties.push(p);
            }
        }
        let times = reading.times(&reading.scope(frame));
        let local = parties.iter().filter(|p| crate::resolve::is_local(p)).count() >= 2;
        let Some(established) = times.at.or(times.since).filter(|_| local) else { continue };
        let established = match established {
            model::PartialDate::Between(Some(from), None) => model::PartialDate::At(from),
            other => other,
        };
        let joined = words.low(at).contains('-');
        let kind = if joined {
            words.low(at).split('-').nth(1).unwrap_or("city").to_owned()
        } else if words.low(at + 1) == "-" {
            low(at + 2)
        } else {
            low(at + 1)
        };
        let name = format!("sister-{} relationship", crate::lexicon::singular(&kind));
        let slots = Mechanism {
            name: Some(name),
            level: Some(model::claim::Level::Subnational),
            parties,
            established: Some(established),
            ..Mechanism::default()
        };
        let head = frame.head;
        reading.push(ClaimKind::Mechanism(slots), head..head + 1, "mechanism/sister");
    }
}
