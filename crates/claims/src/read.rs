//! From an annotated document to its claims: occasions first, for what they fix; then what verbs and nouns say.

use crate::code::{self, Standing};
use crate::confidence;
use crate::kinds::{commitment, event, figure, instrument, measure, mechanism, meeting, post, project, stance, visit};
use crate::lexicon::Lexicon;
use crate::merge;
use crate::mood::Mood;
use crate::reading::{Draft, Reading};
use crate::rules::{Hit, Rulebook};
use crate::words::Words;
use annotate::{Annotated, EntityKind};
use model::claim::{MeetingStatus, Polarity};
use model::{Claim, ClaimKind, Notice, Party, Who};

/// Reads an annotated document.
pub(crate) fn read(ann: &Annotated<'_>, lexicon: &Lexicon, rules: &Rulebook) -> (Vec<Claim>, Vec<Notice>) {
    if ann.sentences.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let words = Words::new(ann, lexicon);
    let mut reading = Reading::new(&words, rules);
    reading.who.context.principals = title_parties(&reading);
    let mut series = mechanism::gather(&reading);
    mechanism::describe(&reading, &mut series);
    let occasions = meeting::gather(&reading, &series);
    principals(&mut reading, &occasions);
    fill_series(&mut series, &occasions, &reading);
    meeting::push(&mut reading, &occasions);
    mechanism::push(&mut reading, &series);
    post::read(&mut reading);
    for number in 0..ann.sentences.len() {
        sentence(&mut reading, number);
    }
    figure::read(&mut reading);
    let drafts = std::mem::take(&mut reading.found);
    let mut drafts = merge::merge(drafts);
    complete(&reading, &occasions, &mut drafts);
    let known = standing(&reading);
    let claims = drafts.into_iter().map(|d| claim(&reading, d, &known)).collect();
    (sorted(claims), reading.notices)
}

/// The parties that the headline names.
fn title_parties(reading: &Reading<'_, '_>) -> Vec<Party> {
    let ann = reading.words.ann;
    let Some(first) = ann.sentences.first() else { return Vec::new() };
    let mut out = reading.who.parties_in(&first.tokens);
    out.dedup_by(|a, b| a.root() == b.root());
    if out.len() < 2 {
        // The two states that the text speaks of most.
        let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for mention in &ann.mentions {
            if let annotate::MentionKind::Party(list) = &mention.kind
                && let [one] = list.as_slice()
                && one.state().is_some()
            {
                *counts.entry(one.root().to_owned()).or_default() += 1;
            }
        }
        let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        if let [a, b, rest @ ..] = ranked.as_slice()
            && b.1 >= 2
            && rest.first().is_none_or(|c| c.1 * 2 <= b.1)
        {
            out = vec![Party::new(a.0.clone()), Party::new(b.0.clone())];
        }
    }
    out
}

fn principals(reading: &mut Reading<'_, '_>, occasions: &[meeting::Occasion]) {
    if let Some(main) = meeting::main(occasions) {
        reading.who.context.principals = main.slots.parties.clone();
        reading.facts.occasion = main.slots.date.filter(|_| main.slots.status == Some(MeetingStatus::Held));
    }
}

/// A series takes the parties and the rank that its sessions show.
fn fill_series(series: &mut [mechanism::Gathered], occasions: &[meeting::Occasion], reading: &Reading<'_, '_>) {
    for (s, g) in series.iter_mut().enumerate() {
        for o in occasions.iter().filter(|o| o.series == Some(s)) {
            if g.slots.parties.len() < 2 && o.slots.parties.len() >= 2 {
                g.slots.parties = o.slots.parties.clone();
            }
            g.slots.level = g.slots.level.or(o.slots.level);
        }
        if g.slots.parties.is_empty() && occasions.iter().any(|o| o.series == Some(s)) {
            g.slots.parties = reading.who.context.principals.clone();
        }
    }
}

/// What the verbs and nouns of a sentence say.
fn sentence(reading: &mut Reading<'_, '_>, number: usize) {
    let rules = reading.rules;
    for frame in reading.frames.of_sentence[number].clone() {
        let mood = reading.moods[frame];
        let hits = rules.of_frame(reading.words, &reading.frames.all[frame], mood);
        let mut taken: Vec<&str> = Vec::new();
        for hit in &hits {
            let kind = hit.rule.kind.as_str();
            // One reading of a verb a kind, and no plain event beside a kind of its own.
            let any = hit.when.verbs.iter().any(|v| v == "*");
            if taken.contains(&kind) || (kind == "event" || any) && !taken.is_empty() || kind == "stance" && taken.contains(&"measure") {
                continue;
            }
            let before = reading.found.len();
            apply(reading, hit, frame, kind);
            if reading.found.len() > before {
                taken.push(kind);
            }
        }
    }
    measure::nominal(reading, number);
    instrument::nominal(reading, number);
}

fn apply(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize, kind: &str) {
    let mood = reading.moods[frame];
    match kind {
        "stance" => stance::read(reading, hit, frame),
        "commitment" if commitment::stands(mood) => commitment::read(reading, hit, frame),
        "instrument" => instrument::read(reading, hit, frame),
        "measure" => measure::read(reading, hit, frame),
        "visit" => visit::read(reading, hit, frame),
        "project" => project::read(reading, hit, frame),
        "event" if mood == Mood::Fact => event::read(reading, hit, frame),
        _ => {}
    }
}

/// Fills what follows from the document's main occasion: when a stand was taken, and before whom.
fn complete(reading: &Reading<'_, '_>, occasions: &[meeting::Occasion], drafts: &mut [Draft]) {
    let principals = &reading.who.context.principals;
    let main = meeting::main(occasions);
    for draft in drafts.iter_mut() {
        let here = occasions
            .iter()
            .filter(|o| o.slots.status == Some(MeetingStatus::Held))
            .find(|o| o.evidence.iter().any(|e| draft.evidence.contains(e)));
        match &mut draft.kind {
            ClaimKind::Stance(s) => {
                s.date = s.date.or(reading.facts.occasion);
                if s.to.is_empty() && principals.len() == 2 {
                    let known = standing(reading);
                    let roots: Vec<String> =
                        s.by.iter().map(|w| known.get(w.as_str()).map_or_else(|| w.as_str().to_owned(), |p| p.root().to_owned())).collect();
                    let others: Vec<&Party> = principals.iter().filter(|p| !roots.iter().any(|r| r == p.root())).collect();
                    if let [other] = others.as_slice()
                        && roots.len() == 1
                    {
                        s.to = vec![Who::new(other.root())];
                    }
                }
            }
            ClaimKind::Instrument(i) => {
                if i.parties.is_empty() {
                    i.parties = here.map(|o| o.slots.parties.clone()).filter(|p| p.len() >= 2).unwrap_or_else(|| principals.clone());
                }
                if i.date.is_none() {
                    i.date = here
                        .and_then(|o| o.slots.date)
                        .or_else(|| main.filter(|m| m.slots.status == Some(MeetingStatus::Held)).and_then(|m| m.slots.date));
                    i.date = i.date.map(day_only);
                }
            }
            _ => {}
        }
    }
}

/// A date without its time of day.
fn day_only(date: model::PartialDate) -> model::PartialDate {
    use model::{Part, PartialDate, Point};
    let cut = |p: Point| match p.part {
        Part::Minute(m, d, ..) => Point { part: Part::Day(m, d), ..p },
        Part::Year | Part::Season(_) | Part::Month(_) | Part::Day(..) => p,
    };
    match date {
        PartialDate::At(p) => PartialDate::At(cut(p)),
        PartialDate::Between(Some(a), Some(b)) if cut(a) == cut(b) => PartialDate::At(cut(a)),
        PartialDate::Between(a, b) => PartialDate::Between(a.map(cut), b.map(cut)),
    }
}

/// The party that each person or place of the document stands for.
fn standing(reading: &Reading<'_, '_>) -> Standing {
    let entities = reading.words.ann.entities.iter();
    entities
        .filter(|e| matches!(e.kind, EntityKind::Person | EntityKind::Place))
        .filter_map(|e| {
            let party = e.offices.iter().find(|o| !o.former).and_then(|o| o.party.clone()).or_else(|| e.parties.first().cloned())?;
            Some((e.name.clone(), party))
        })
        .collect()
}

fn claim(reading: &Reading<'_, '_>, draft: Draft, known: &Standing) -> Claim {
    let mut event = code::code(&draft, known);
    if let Some(event) = &mut event {
        event.contexts = crate::contexts::of(reading, &draft);
    }
    let mut evidence = draft.evidence;
    evidence.sort();
    evidence.dedup();
    Claim {
        kind: draft.kind,
        doc: reading.document().id.clone(),
        evidence,
        attributed_to: draft.attributed,
        polarity: draft.negative.then_some(Polarity::Negative),
        confidence: confidence::of(&draft.rule),
        rule: draft.rule,
        event,
    }
}

fn sorted(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.retain(|c| !c.evidence.is_empty());
    claims.sort_by(|a, b| a.evidence[0].cmp(&b.evidence[0]));
    claims
}
