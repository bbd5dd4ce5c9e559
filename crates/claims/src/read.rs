//! From an annotated document to its claims: occasions first, for what they fix; then what verbs and nouns say.

use crate::code::{self, Standing};
use crate::confidence::confidence;
use crate::kinds::{commitment, event, figure, instrument, measure, mechanism, meeting, post, project, stance, visit};
use crate::lexicon::Lexicon;
use crate::merge;
use crate::mood::Mood;
use crate::reading::{Draft, Reading};
use crate::resolve::Named;
use crate::rules::{Hit, Rulebook};
use crate::words::Words;
use annotate::{Annotated, EntityKind};
use model::claim::{MeetingStatus, Polarity};
use model::{Claim, ClaimKind, Notice, Party, Who};
use std::collections::BTreeMap;

/// How many of the occasions and series named before are looked at when one is to be found again: what is farther back in a
/// document is named anew, and the work stays in proportion to the text.
pub(crate) const RECENT: usize = 400;

/// Reads an annotated document.
pub(crate) fn read(ann: &Annotated<'_>, lexicon: &Lexicon, rules: &Rulebook) -> (Vec<Claim>, Vec<Notice>) {
    if ann.sentences.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let words = Words::new(ann, lexicon);
    let mut reading = Reading::new(&words, rules);
    reading.who.context.principals = title_parties(&reading);
    reading.who.context.speakers = speakers(&reading);
    let mut series = mechanism::gather(&reading);
    mechanism::describe(&reading, &mut series);
    mechanism::ranks(&reading, &mut series);
    mechanism::share_members(&mut series);
    if reading.who.context.principals.len() < 2 {
        // A page on one framework is about its members.
        let first = series.iter().find(|g| g.slots.parties.len() >= 2).map(|g| g.slots.parties.clone());
        reading.who.context.principals = first.unwrap_or_else(|| std::mem::take(&mut reading.who.context.principals));
    }
    let mut occasions = meeting::gather(&reading, &series);
    principals(&mut reading, &occasions);
    fill_series(&mut series, &occasions, &reading);
    meeting::take_members(&series, &mut occasions);
    // A series lends its sessions their members, and so the document those whom it is about.
    principals(&mut reading, &occasions);
    meeting::push(&mut reading, &occasions);
    mechanism::push(&mut reading, &series);
    mechanism::sisters(&mut reading);
    post::read(&mut reading);
    reading.begin_sentences();
    for number in 0..ann.sentences.len() {
        reading.begin_sentence();
        sentence(&mut reading, number);
    }
    instrument::outcomes(&mut reading);
    instrument::pillars(&mut reading);
    project::tables(&mut reading);
    project::under(&mut reading);
    figure::read(&mut reading);
    let drafts = std::mem::take(&mut reading.found);
    let mut drafts = merge::merge(drafts);
    for_members(&series, &mut drafts);
    complete(&reading, &occasions, &mut drafts);
    let known = standing(&reading);
    let claims = drafts.into_iter().map(|d| (d.rank, claim(&reading, d, &known))).collect();
    (sorted(claims), reading.notices)
}

/// Who speaks where: a paragraph that opens with a name and a colon, or with `A:` for the one interviewed.
fn speakers(reading: &Reading<'_, '_>) -> Vec<(usize, Option<Named>)> {
    let ann = reading.words.ann;
    let person = |e: usize| {
        let entity = &ann.entities[e];
        let party = entity.offices.iter().find_map(|o| o.party.clone()).or_else(|| entity.parties.first().cloned());
        Named { name: entity.name.clone(), party: party.or_else(|| reading.facts.publisher.clone()), entity: e }
    };
    let interviewed = ann.entities.iter().position(|e| e.kind == EntityKind::Person && !e.offices.is_empty());
    let mut out = Vec::new();
    let mut label = None;
    for sentence in &ann.sentences {
        if label == Some(sentence.block) {
            continue;
        }
        let text = sentence.span.of(&ann.document.text);
        let Some((head, _)) = text.split_once(':').filter(|(h, _)| h.len() <= 60 && h.split_whitespace().count() <= 6) else { continue };
        let at = sentence.tokens.start;
        let end = reading.words.words_of(model::Span { start: sentence.span.start, end: sentence.span.start + head.len() as u32 }).end;
        let named =
            reading.words.mentions_in(&(at..end)).find(|(_, m)| m.kind == annotate::MentionKind::Person).and_then(|(_, m)| m.entity);
        let office = reading
            .words
            .ann
            .entities
            .iter()
            .position(|e| e.kind == EntityKind::Person && e.offices.iter().any(|o| o.title.eq_ignore_ascii_case(head.trim())));
        let named = named.or(office);
        let short = matches!(head.trim(), "A" | "Answer");
        match (named, short, interviewed) {
            (Some(e), _, _) => out.push((at, Some(person(e)))),
            (None, true, Some(e)) => out.push((at, Some(person(e)))),
            _ if matches!(head.trim(), "Q" | "Question")
                || !out.is_empty() && head.starts_with(char::is_uppercase) && sentence.tokens.start + 1 < end + 4 =>
            {
                out.push((at, None))
            }
            _ => continue,
        }
        label = Some(sentence.block);
    }
    // One colon after a name is no conversation.
    if out.iter().filter(|(_, p)| p.is_some()).count() >= 2 { out } else { Vec::new() }
}

/// The parties that the headline names.
fn title_parties(reading: &Reading<'_, '_>) -> Vec<Party> {
    let ann = reading.words.ann;
    let Some(first) = ann.sentences.first() else { return Vec::new() };
    let mut out = reading.who.parties_in(&first.tokens);
    out.dedup_by(|a, b| a.root() == b.root());
    if out.len() < 2 {
        // The two states that the text speaks of most.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
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
    if let Some(main) = meeting::main(reading, occasions) {
        let grouping = matches!(main.slots.parties.as_slice(), [one] if one.state().is_none());
        if main.slots.parties.len() >= 2 || grouping {
            reading.who.context.principals = main.slots.parties.clone();
        }
        reading.facts.occasion = main.slots.date.filter(|_| main.slots.status == Some(MeetingStatus::Held));
    }
}

/// A series takes the parties and the rank that its sessions show.
fn fill_series(series: &mut [mechanism::Gathered], occasions: &[meeting::Occasion], reading: &Reading<'_, '_>) {
    let mut sessions: BTreeMap<usize, Vec<&meeting::Occasion>> = BTreeMap::new();
    for o in occasions {
        sessions.entry(o.series.unwrap_or(usize::MAX)).or_default().push(o);
    }
    for (s, g) in series.iter_mut().enumerate() {
        let own = sessions.get(&s).map(Vec::as_slice).unwrap_or_default();
        for o in own {
            if g.slots.parties.len() < 2 && o.slots.parties.len() >= 2 {
                g.slots.parties = o.slots.parties.clone();
            }
            g.slots.level = g.slots.level.or(o.slots.level);
        }
        // One state alone is no series: it is where a session was.
        let several = !matches!(reading.who.context.principals.as_slice(), [one] if one.state().is_some());
        if g.slots.parties.is_empty() && !own.is_empty() && several {
            g.slots.parties = reading.who.context.principals.clone();
        }
    }
}

/// What the verbs and nouns of a sentence say.
fn sentence(reading: &mut Reading<'_, '_>, number: usize) {
    let rules = reading.rules;
    let lead = lead_in(reading, number);
    if lead.is_some()
        && let Some(first) = reading.frames.of_sentence[number].clone().next()
        && reading.words.words[reading.frames.all[first].head].inflection == Some(crate::lexicon::Inflection::Base)
    {
        // What a list item says is not yet so: its lead-in says how it is to be taken.
        reading.moods[first] = Mood::Promised;
    }
    for frame in reading.frames.of_sentence[number].clone() {
        let mood = reading.moods[frame];
        let hits = rules.of_frame(reading.words, &reading.frames.all[frame], mood);
        let mut taken: Vec<&str> = Vec::new();
        let before_hits = reading.found.len();
        for hit in &hits {
            let kind = hit.rule.kind.as_str();
            // One reading of a verb a kind.
            let any = hit.when.verbs.iter().any(|v| v == "*");
            // `will abolish its quota` binds whoever says so, and the quota stands until then.
            let promise = kind == "commitment" && taken == ["measure"] && ends_later(reading, before_hits);
            if taken.contains(&kind) || any && !taken.is_empty() && !promise || kind == "stance" && taken.contains(&"measure") {
                continue;
            }
            let before = reading.found.len();
            apply(reading, hit, frame, kind);
            if reading.found.len() > before {
                taken.push(kind);
            }
        }
        if taken.is_empty() {
            stance::required(reading, frame);
            stance::untrue(reading, frame);
            stance::listed(reading, frame);
            stance::harmful(reading, frame);
            measure::built(reading, frame);
            commitment::resolved(reading, frame);
            mechanism::newly(reading, frame);
        }
    }
    if let Some(lead) = lead {
        commitment::listed(reading, lead, number);
        instrument::listed(reading, lead, number);
    }
    project::states(reading, number);
    project::nominal(reading, number);
    visit::nominal(reading, number);
    measure::nominal(reading, number);
    stance::nominal(reading, number);
    instrument::nominal(reading, number);
    event::read(reading, number);
}

/// Whether what was just found is a barrier that is to end.
fn ends_later(reading: &Reading<'_, '_>, from: usize) -> bool {
    reading.found[from.min(reading.found.len())..].iter().any(|d| match &d.kind {
        ClaimKind::Measure(m) => d.rule.ends_with("lifted") && m.status == Some(model::claim::MeasureStatus::InForce),
        _ => false,
    })
}

/// The verb under whose colon a list item stands: `Both sides agreed to:`.
fn lead_in(reading: &Reading<'_, '_>, number: usize) -> Option<usize> {
    let sentences = &reading.words.ann.sentences;
    let blocks = &reading.document().blocks;
    let item = |n: usize| {
        let s = &sentences[n];
        let first = s.span.of(&reading.document().text).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
        matches!(blocks.get(s.block).map(|b| b.role), Some(model::Role::ListItem { .. }))
            || first.starts_with(|c: char| c.is_lowercase() || c == '(')
    };
    if !item(number) {
        return None;
    }
    for n in (number.saturating_sub(40)..number).rev() {
        let text = sentences[n].span.of(&reading.document().text);
        if text.trim_end().ends_with(':') {
            return reading.frames.of_sentence[n].clone().rev().find(|f| reading.frames.all[*f].form == crate::frame::Form::Finite);
        }
        if !item(n) {
            return None;
        }
    }
    None
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
        _ => {}
    }
}

/// What a body undertakes its members undertake: `The Bureau instructed its staff to …`.
fn for_members(series: &[mechanism::Gathered], drafts: &mut [Draft]) {
    let known: BTreeMap<&[String], &[Party]> =
        series.iter().filter(|g| g.slots.parties.len() >= 2).map(|g| (g.key.as_slice(), g.slots.parties.as_slice())).collect();
    let members = |party: &Party| {
        let key = crate::series::key(party.as_str());
        let named = party.state().is_none() && party.body_name().is_none();
        known.get(key.as_slice()).filter(|_| named).map(|list| list.to_vec())
    };
    for draft in drafts.iter_mut() {
        match &mut draft.kind {
            ClaimKind::Commitment(c) if c.by.len() == 1 => c.by = members(&c.by[0]).unwrap_or_else(|| c.by.clone()),
            ClaimKind::Stance(s) if s.by.len() == 1 => {
                if let Some(list) = members(&Party::new(s.by[0].as_str())) {
                    s.by = list.into_iter().map(Who::from).collect();
                }
            }
            _ => {}
        }
    }
}

/// Fills what follows from the document's main occasion: when a stand was taken, and before whom.
fn complete(reading: &Reading<'_, '_>, occasions: &[meeting::Occasion], drafts: &mut [Draft]) {
    let principals = &reading.who.context.principals;
    let main = meeting::main(reading, occasions);
    let known = standing(reading);
    let mut by_span: BTreeMap<model::Span, usize> = BTreeMap::new();
    let mut by_block: BTreeMap<Option<usize>, Vec<(u32, usize)>> = BTreeMap::new();
    for (n, o) in occasions.iter().enumerate().filter(|(_, o)| o.slots.status == Some(MeetingStatus::Held)) {
        for e in &o.evidence {
            by_span.entry(*e).or_insert(n);
            by_block.entry(block_of(reading, std::slice::from_ref(e))).or_default().push((e.start, n));
        }
    }
    for draft in drafts.iter_mut() {
        let here = draft.evidence.iter().filter_map(|e| by_span.get(e)).min().map(|n| &occasions[*n]);
        match &mut draft.kind {
            ClaimKind::Stance(s) => {
                let block = block_of(reading, &draft.evidence);
                let start = draft.evidence[0].start;
                let beside = by_block.get(&block).into_iter().flatten().take(RECENT).filter(|(at, _)| *at <= start);
                let near = beside.map(|(_, n)| *n).min().map(|n| &occasions[n]);
                s.date = s.date.or(near.and_then(|o| o.slots.date)).or(reading.facts.occasion).map(day_only);
                counterpart(reading, s, &draft.at, &known);
            }
            ClaimKind::Instrument(i) => {
                if i.parties.is_empty() {
                    i.parties = here.map(|o| o.slots.parties.clone()).filter(|p| p.len() >= 2).unwrap_or_else(|| principals.clone());
                }
                let start = draft.evidence[0].start;
                let block = block_of(reading, &draft.evidence);
                let item = block.is_some_and(|b| {
                    matches!(reading.document().blocks.get(b).map(|b| b.role), Some(model::Role::ListItem { .. } | model::Role::Definition))
                });
                let beside = by_block.get(&block).into_iter().flatten().take(RECENT).filter(|(at, _)| item && *at <= start);
                let near = beside.map(|(_, n)| *n).min().map(|n| &occasions[n]);
                if i.date.is_none() {
                    i.date = here
                        .or(near)
                        .and_then(|o| o.slots.date)
                        .or_else(|| main.filter(|m| m.slots.status == Some(MeetingStatus::Held)).and_then(|m| m.slots.date));
                    i.date = i.date.map(day_only);
                }
            }
            _ => {}
        }
    }
}

/// The block that holds the first of some spans.
fn block_of(reading: &Reading<'_, '_>, spans: &[model::Span]) -> Option<usize> {
    spans.first().and_then(|s| reading.document().block_at(s.start))
}

/// Of two sides the other is addressed, where the topic is nobody else's.
fn counterpart(reading: &Reading<'_, '_>, s: &mut model::claim::Stance, at: &std::ops::Range<usize>, known: &Standing) {
    let principals = &reading.who.context.principals;
    let roots: Vec<&str> = principals.iter().map(Party::root).collect();
    if !s.to.is_empty() || principals.len() != 2 || s.stance == Some(model::claim::StanceType::Support) {
        return;
    }
    if reading.who.parties_in(at).iter().any(|p| !roots.contains(&p.root())) {
        return;
    }
    let by: Vec<String> =
        s.by.iter()
            .map(|w| known.get(w.as_str()).map_or_else(|| Party::new(w.as_str()).root().to_owned(), |p| p.root().to_owned()))
            .collect();
    let others: Vec<&Party> = principals.iter().filter(|p| !by.iter().any(|r| r == p.root())).collect();
    if let ([other], true) = (others.as_slice(), by.iter().all(|b| roots.contains(&b.as_str()))) {
        let local = crate::resolve::is_local(other);
        s.to = vec![if local { Who::from((*other).clone()) } else { Who::new(other.root()) }];
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
        confidence: confidence(&draft.rule),
        rule: draft.rule,
        event,
    }
}

/// In the order of first evidence; of one sentence what it mainly says first.
fn sorted(mut claims: Vec<(u32, Claim)>) -> Vec<Claim> {
    claims.retain(|(_, c)| !c.evidence.is_empty());
    claims.sort_by(|(r, a), (s, b)| a.evidence[0].cmp(&b.evidence[0]).then(r.cmp(s)));
    claims.into_iter().map(|(_, c)| c).collect()
}
