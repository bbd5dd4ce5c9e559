//! One act on one text: which text, of what type, whose, when and where.

mod outcomes;

use outcomes::headed;
pub(crate) use outcomes::outcomes;

use super::{filled, set, sides};
use crate::mood::Mood;
use crate::reading::Reading;
use crate::rules::Hit;
use crate::series::head_of;
use crate::words::{Class, Words};
use annotate::MentionKind;
use model::claim::{Instrument, InstrumentAction, InstrumentType};
use model::{ClaimKind, Part, PartialDate, Point};
use std::ops::Range;

pub(crate) fn read(reading: &mut Reading<'_, '_>, hit: &Hit<'_>, frame: usize) {
    // `Documents signed` stands over those that were.
    let sentence = &reading.words.ann.sentences[reading.frames.all[frame].sentence];
    let role = reading.document().blocks.get(sentence.block).map(|b| b.role);
    if matches!(role, Some(model::Role::Heading { .. })) && headed(&sentence.span.of(&reading.document().text).to_lowercase()).is_some() {
        return;
    }
    let Some(action) = set::<InstrumentAction>(hit, "action") else { return };
    let f = &reading.frames.all[frame];
    if f.negated || action == InstrumentAction::Negotiated && f.form != crate::frame::Form::Finite {
        return;
    }
    if reading.moods[frame] == Mood::Planned && action != InstrumentAction::Negotiated {
        return;
    }
    let Some(range) = filled(reading, hit, frame, "name") else { return };
    let range = whole_name(reading.words, range, reading.words.ann.sentences[f.sentence].tokens.end);
    let Some((name, kind)) = named(reading, &range) else { return };
    // `reaffirmed its support for the agreement` renews the support, not the text.
    if action == InstrumentAction::Reconfirmed
        && crate::rules::head_noun(reading.words, &range).is_some_and(|h| {
            matches!(
                reading.words.low(h),
                "support" | "goal" | "determination" | "opposition" | "readiness" | "interest" | "position" | "view"
            )
        })
    {
        return;
    }
    let heading = matches!(
        reading.document().blocks.get(reading.words.ann.sentences[f.sentence].block).map(|b| b.role),
        Some(model::Role::Heading { .. })
    );
    if heading && generic(reading, &name)
        || action == InstrumentAction::Formulated && !is_capital_name(reading.words, &name) && !is_definite(reading.words, &name)
    {
        return;
    }
    // A meeting that was launched, a project that was completed: other kinds read them.
    if generic(reading, &name)
        && !matches!(action, InstrumentAction::Signed | InstrumentAction::Adopted | InstrumentAction::Issued)
        && !is_capital_name(reading.words, &name)
        && matches!(
            action,
            InstrumentAction::Launched
                | InstrumentAction::Formulated
                | InstrumentAction::Revised
                | InstrumentAction::Proposed
                | InstrumentAction::Agreed
        )
        && !is_definite(reading.words, &name)
    {
        return;
    }
    let topic = (name.start..name.end).find(|i| matches!(reading.words.low(*i), "on" | "for") && reading.words.class(*i) == Class::Prep);
    let named = name.end;
    push(reading, &hit.rule.name, frame, action, name, kind, Some(hit));
    if let (InstrumentAction::Signed, Some(topic)) = (action, topic) {
        let parties = match reading.found.last().map(|d| &d.kind) {
            Some(ClaimKind::Instrument(i)) => i.parties.clone(),
            _ => Vec::new(),
        };
        let end = undated(reading.words, topic + 1..named.max(topic + 1)).end;
        project(reading, &(topic + 1..end), parties);
    }
}

/// `a memorandum | of understanding on fisheries`: where the clause was cut inside the name, the rest of it.
fn whole_name(words: &Words<'_>, range: Range<usize>, end: usize) -> Range<usize> {
    let cut =
        words.low(range.end) == "of" && matches!(words.low(range.end + 1), "understanding" | "intent" | "cooperation" | "co-operation");
    if !cut || range.end + 2 > end {
        return range;
    }
    let stop = (range.end + 2..end)
        .find(|i| matches!(words.class(*i), Class::Verb | Class::Aux | Class::Modal | Class::Rel | Class::Sub | Class::To | Class::Punct))
        .unwrap_or(end);
    range.start..stop
}

fn is_capital_name(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| crate::series::is_capital(words, i) && words.class(i) == Class::Noun)
}

fn is_definite(words: &Words<'_>, range: &Range<usize>) -> bool {
    range.start > 0 && matches!(words.low(range.start - 1), "the" | "their" | "its")
}

/// Whether the name is one noun alone.
fn generic(reading: &Reading<'_, '_>, name: &Range<usize>) -> bool {
    name.clone().filter(|i| reading.words.class(*i) == Class::Noun).count() <= 1
}

pub(crate) fn push(
    reading: &mut Reading<'_, '_>,
    rule: &str,
    frame: usize,
    action: InstrumentAction,
    name: Range<usize>,
    kind: InstrumentType,
    hit: Option<&Hit<'_>>,
) {
    let f = reading.frames.all[frame].clone();
    let scope = reading.scope(&f);
    let name = with_years(reading.words, undated(reading.words, name));
    // What follows the verb dates it before what stands elsewhere: `…, signed in 2022, entered into force on 1 May 2024`.
    let own = f.head.max(if name.start > f.head { name.end } else { f.head })..scope.end;
    let between_them = f.head..name.start.max(f.head);
    let runs_for = |t: &crate::reading::Times| matches!(t.at, Some(PartialDate::Between(Some(a), Some(b))) if is_year(&a) && is_year(&b));
    let mut period = None;
    let mut times = crate::reading::Times::default();
    for part in [between_them, own, scope.start..name.start, name.end..scope.end] {
        let mut found = reading.times(&part);
        if runs_for(&found) {
            period = period.or(found.at.take());
        }
        times = times.or(found);
    }
    let between = between(reading, &(name.start..f.right.end.max(name.end)));
    let agent = hit.map(|h| sides(reading, h, frame, "parties")).unwrap_or_default();
    let own = if agent.persons.is_empty() { agent.acting() } else { agent.persons.iter().filter_map(|p| p.party.clone()).collect() };
    let agent_range = hit.and_then(|h| filled(reading, h, frame, "parties"));
    let sitting =
        agent_range.as_ref().filter(|_| !agent.is_known()).and_then(|r| crate::series::namings(reading.words, r).into_iter().next());
    // Words that name nobody stand for a company where they are a name, else for nobody.
    let company = agent.words.is_some()
        && sitting.is_none()
        && agent_range.as_ref().is_some_and(|r| {
            r.clone().skip(1).any(|i| crate::series::is_capital(reading.words, i))
                || crate::series::is_capital(reading.words, r.start) && r.len() <= 4
        });
    let with = f.prep(reading.words, &["with"]).map(|r| reading.who.who(&r)).filter(|s| s.is_known());
    let mut parties = if between.len() >= 2 {
        between
    } else if agent.is_known() || company && !f.passive {
        own
    } else {
        Vec::new()
    };
    if let Some(with) = with.filter(|_| parties.len() == 1) {
        parties.extend(with.acting());
    }
    parties.dedup();
    let period = self::period(reading, &name).or(period).or_else(|| runs(reading, frame));
    let at = sitting
        .map(|n| {
            reading
                .words
                .text(&(if reading.words.class(n.whole.start) == Class::Det { n.whole.start + 1 } else { n.whole.start }..n.whole.end))
        })
        .or_else(|| place(reading, &f));
    let date = times.at.or(times.since).filter(|d| Some(*d) != period);
    let text = reading.phrase(&name).unwrap_or_default();
    let attributed = reading.attribution(frame).and_then(|s| s.speakers().into_iter().next());
    let kind = Instrument { name: Some(text), kind: Some(kind), action: Some(action), date, period, parties, pillars: Vec::new(), at };
    let head = f.head;
    let draft = reading.push(ClaimKind::Instrument(kind), head.min(name.start)..head.max(name.end), rule);
    draft.attributed = attributed;
    let span = reading.evidence(head);
    if let Some(last) = reading.found.last_mut() {
        last.evidence = vec![span];
    }
}

/// A name without the day that ends it: `letter of intent on fisheries | on 3 May 2021`.
fn undated(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let Some(last) = name.end.checked_sub(1).filter(|l| *l > name.start) else { return name };
    let date = words.ann.tokens[last].mention.map(|m| &words.ann.mentions[m]).filter(|m| matches!(m.kind, MentionKind::Date(_)));
    let Some(start) = date.map(|m| words.words_of(m.span).start) else { return name };
    let prep = start.checked_sub(1).filter(|p| *p > name.start && matches!(words.class(*p), Class::Prep));
    prep.map_or(name.clone(), |p| name.start..p)
}

/// A name with the years after it, in parentheses or not: `Roadmap 2024–2028`.
fn with_years(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    if let Some(m) = words.ann.tokens.get(name.end).and_then(|t| t.mention).map(|m| &words.ann.mentions[m])
        && let MentionKind::Date(date) = &m.kind
        && matches!(date.value, Some(PartialDate::Between(Some(a), Some(b))) if is_year(&a) && is_year(&b))
        && words.low(name.end).starts_with(['1', '2'])
    {
        return name.start..words.words_of(m.span).end.max(name.end + 1);
    }
    if words.low(name.end) != "(" {
        return name;
    }
    match (name.end + 1..name.end + 6).find(|i| words.low(*i) == ")") {
        Some(close) if (name.end..close).any(|i| words.low(i).starts_with(['1', '2'])) => name.start..close + 1,
        _ => name,
    }
}

/// `which runs from 2021 to 2025`, `a plan for 2017-2020`, `The memorandum runs until 2030`.
fn runs(reading: &Reading<'_, '_>, frame: usize) -> Option<PartialDate> {
    let number = reading.frames.all[frame].sentence;
    let run = |n: usize| {
        let frames = reading.frames.of_sentence.get(n)?.clone();
        frames.map(|f| &reading.frames.all[f]).find(|f| matches!(f.lemma.as_ref(), "run" | "last" | "extend" | "remain")).and_then(|f| {
            let times = reading.times(&(f.head..f.right.end));
            times.at.filter(|d| matches!(d, PartialDate::Between(..))).or(times.until).or(times.due)
        })
    };
    let here = &reading.frames.all[frame];
    let span = here.object.clone().unwrap_or(here.right.clone());
    let own = reading.times(&span).at.filter(|d| matches!(d, PartialDate::Between(Some(a), Some(b)) if is_year(a) && is_year(b)));
    own.or_else(|| run(number)).or_else(|| run(number + 1))
}

/// An item of a list of texts that were signed: `a contract between X and Y for …`.
pub(crate) fn listed(reading: &mut Reading<'_, '_>, lead: usize, number: usize) {
    let words = reading.words;
    let lead_low = crate::words::fold(&words.text(&words.ann.sentences[reading.frames.all[lead].sentence].tokens));
    let before = reading.frames.all[lead].sentence.saturating_sub(6);
    let signing = (before..=reading.frames.all[lead].sentence).any(|s| {
        reading.frames.of_sentence[s].clone().any(|f| matches!(reading.frames.all[f].lemma.as_ref(), "sign" | "conclude" | "ink"))
    });
    if !signing || !["document", "agreement", "signed", "memorand", "contract", "following", "deal"].iter().any(|w| lead_low.contains(w)) {
        return;
    }
    let range = words.ann.sentences[number].tokens.clone();
    item(reading, &range, InstrumentAction::Signed, &[]);
}

/// A text that an item of a list names, with whoever it says that it is between, else `sides`.
fn item(reading: &mut Reading<'_, '_>, range: &Range<usize>, action: InstrumentAction, sides: &[model::Party]) {
    let words = reading.words;
    let Some((name, kind)) = named(reading, range) else { return };
    if name.start > range.start + 4 {
        return;
    }
    let mut parties = between(reading, range);
    if parties.is_empty() {
        parties = sides.to_vec();
    }
    // The name without the parties between which it is: `contract for the supply of trains`.
    let topic = (name.start..range.end).find(|i| matches!(words.low(*i), "on" | "for") && words.class(*i) == Class::Prep);
    let stop = |from: usize| {
        (from..range.end)
            .find(|i| matches!(words.low(*i), "between" | ";" | "," | "(" | "by" | "under") || matches!(words.class(*i), Class::Rel))
            .unwrap_or(range.end)
    };
    let head_end = (name.start..range.end).find(|i| matches!(words.low(*i), "between" | "on" | "for" | "with")).unwrap_or(name.end);
    let head = words.text(&(name.start..head_end));
    let about = topic.map(|t| words.text(&(t..stop(t + 1))));
    let text = about.as_ref().map_or(head.clone(), |a| format!("{head} {a}"));
    let slots = Instrument { name: Some(text), kind: Some(kind), action: Some(action), parties: parties.clone(), ..Instrument::default() };
    reading.push(ClaimKind::Instrument(slots), name.clone(), "instrument/listed");
    if let Some(t) = topic {
        project(reading, &(t + 1..stop(t + 1)), parties);
    }
}

/// What is to be built or done under a signed text is an agreed project.
fn project(reading: &mut Reading<'_, '_>, range: &Range<usize>, parties: Vec<model::Party>) {
    if !super::project::is_project(reading.words, range) || range.is_empty() {
        return;
    }
    let status = Some(model::claim::ProjectStatus::Agreed);
    let mut slots = model::claim::Project { parties, status, ..model::claim::Project::default() };
    if super::project::call(reading, &mut slots, range) {
        reading.push(ClaimKind::Project(slots), range.clone(), "project/signed");
    }
}

/// Negotiations on a text: `Negotiations on the FTA, which started in 2012`.
fn negotiations(reading: &mut Reading<'_, '_>, sentence: usize) {
    let range = reading.words.ann.sentences[sentence].tokens.clone();
    let words = reading.words;
    let end = range.end.min(range.start + 300);
    if under_talks(reading, sentence) {
        return;
    }
    let Some(at) = (range.start..end).find(|i| words.low(*i) == "negotiations") else { return };
    let begun = reading.frames.of_sentence[sentence].clone().map(|f| (f, &reading.frames.all[f])).find(|(f, x)| {
        reading.moods[*f] == Mood::Fact
            && matches!(x.lemma.as_ref(), "start" | "begin" | "launch" | "open" | "resume" | "commence")
            && x.head > at
    });
    let Some((_, frame)) = begun else { return };
    let topic = words.low(at + 1);
    if !matches!(topic, "on" | "for" | "of" | "towards") {
        return;
    }
    let Some((name, kind)) = named(reading, &(at + 2..frame.group.start)) else { return };
    let times = reading.times(&(frame.head..end));
    let text = reading.phrase(&name);
    let slots = Instrument {
        name: text,
        kind: Some(kind),
        action: Some(InstrumentAction::Negotiated),
        date: times.at.or(times.since),
        ..Instrument::default()
    };
    reading.push(ClaimKind::Instrument(slots), at..at + 1, "instrument/negotiations");
}

/// `X is in talks with Y on an agreement`, `the sides continue negotiations on a treaty`.
fn under_talks(reading: &mut Reading<'_, '_>, sentence: usize) -> bool {
    let words = reading.words;
    for f in reading.frames.of_sentence[sentence].clone() {
        let frame = &reading.frames.all[f];
        if reading.moods[f] != Mood::Fact || frame.negated {
            continue;
        }
        let right = frame.right.start..frame.right.end.min(frame.right.start + 40);
        let holds = match frame.lemma.as_ref() {
            "be" | "remain" => words.low(right.start) == "in",
            "continue" | "hold" | "conduct" | "pursue" | "open" | "launch" | "start" | "begin" | "resume" => true,
            _ => false,
        };
        let Some(at) = right.clone().take(5).find(|i| matches!(words.low(*i), "talks" | "negotiations")).filter(|_| holds) else {
            continue;
        };
        let Some(on) = (at + 1..right.end).find(|i| matches!(words.low(*i), "on" | "for" | "towards" | "toward")) else { continue };
        let Some((name, kind)) = named(reading, &(on + 1..right.end)) else { continue };
        let mut parties = reading.agent(f).acting();
        if let Some(with) = frame.prep(words, &["with"]) {
            parties.extend(reading.who.who(&with).acting());
        }
        let slots = Instrument {
            name: reading.phrase(&name),
            kind: Some(kind),
            action: Some(InstrumentAction::Negotiated),
            date: reading.times(&right).since.or(reading.times(&right).at.filter(|_| frame.past && frame.lemma.as_ref() != "be")),
            parties,
            ..Instrument::default()
        };
        reading.push(ClaimKind::Instrument(slots), at..at + 1, "instrument/negotiations");
        return true;
    }
    false
}

/// Meeting or place at which something is done: `at the 11th Meeting`, `in Sochi`.
fn place(reading: &Reading<'_, '_>, f: &crate::frame::Frame) -> Option<String> {
    let words = reading.words;
    let scope = reading.scope(f);
    let mut town = None;
    for i in scope.clone() {
        if !matches!(words.low(i), "at" | "in" | "during") || words.class(i) != Class::Prep {
            continue;
        }
        let namings = crate::series::namings(words, &(i + 1..scope.end.min(i + 16)));
        if words.low(i) != "in"
            && let Some(naming) = namings.first().filter(|n| n.whole.start <= i + 2 && (n.named || n.ordinal.is_some()))
        {
            let start = if words.class(naming.whole.start) == Class::Det { naming.whole.start + 1 } else { naming.whole.start };
            return Some(words.text(&(start..naming.whole.end)));
        }
        let place = words.mentions_in(&(i + 1..i + 2)).find(|(_, m)| m.kind == MentionKind::Place);
        town = town.or_else(|| place.map(|(_, m)| reading.document().quote(m.span).to_owned()));
    }
    town
}

/// The parties that a text is `between`.
pub(crate) fn between(reading: &Reading<'_, '_>, range: &Range<usize>) -> Vec<model::Party> {
    let words = reading.words;
    let Some(at) = range.clone().find(|i| matches!(words.low(*i), "between" | "among")) else { return Vec::new() };
    let end = (at + 1..range.end).find(|i| {
        matches!(words.class(*i), Class::Prep) && !matches!(words.low(*i), "of")
            || matches!(words.low(*i), ";" | ".")
            || matches!(words.class(*i), Class::Verb | Class::Rel)
    });
    let span = at + 1..end.unwrap_or(range.end);
    let sides = reading.who.who(&span);
    if sides.parties.len() + sides.persons.len() >= 2 {
        return sides.acting();
    }
    // Names that nobody knows are companies: `between Hanbit Rail and the railway Temir Yollari`.
    let mut out: Vec<model::Party> = Vec::new();
    let mut start = span.start;
    for i in span.clone().chain(std::iter::once(span.end)) {
        if i == span.end || matches!(words.low(i), "and" | ",") {
            let piece = start..i;
            let known = reading.who.who(&piece);
            if known.is_known() {
                out.extend(known.acting());
            } else if let Some(first) = piece.clone().find(|k| crate::series::is_capital(words, *k)) {
                out.push(model::Party::new(words.text(&(first..piece.end))));
            }
            start = i + 1;
        }
    }
    out
}

/// The name and the type of the text that a phrase names.
pub(crate) fn named(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<(Range<usize>, InstrumentType)> {
    let words = reading.words;
    let quoted = words.mentions_in(range).find(|(_, m)| matches!(m.kind, MentionKind::Quoted | MentionKind::Instrument));
    if let Some((_, mention)) = quoted {
        let span = words.words_of(mention.span);
        let text = crate::words::fold(reading.document().quote(mention.span));
        let near = span.start <= range.start + 8;
        // A common noun that was marked is only the head of the name: `memorandum of understanding on fisheries`.
        let common = mention.kind != MentionKind::Quoted && !reading.document().quote(mention.span).contains(char::is_uppercase);
        if near
            && !common
            && let Some(kind) = type_in(words, &text).or_else(|| type_after(words, range, &span))
        {
            return Some((span, kind));
        }
    }
    let end = name_end(words, range);
    let head = (range.start..end).find(|i| is_instrument(words, *i))?;
    let fund = matches!(head_of(words, head).as_str(), "fund" | "facility");
    if !fund && words.ann.tokens[head].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Party(_))) {
        return None;
    }
    let mut start = range.start;
    while start < head && matches!(words.class(start), Class::Det | Class::Poss | Class::Adv | Class::Punct) {
        start += 1;
    }
    // `prepares and reports to the Committee` names no report.
    if head - start > 9 || head_of(words, head) == "report" && words.low(head + 1) == "to" {
        return None;
    }
    let text = crate::words::fold(&words.text(&(start..end)));
    let kind = type_in(words, &text)?;
    Some((start..end, kind))
}

/// `the "Han River" declaration`: the noun that follows a quoted name.
fn type_after(words: &Words<'_>, range: &Range<usize>, span: &Range<usize>) -> Option<InstrumentType> {
    (span.end..range.end.min(span.end + 3)).find_map(|i| words.lex.class("instrument", &head_of(words, i)))?.parse().ok()
}

fn is_instrument(words: &Words<'_>, i: usize) -> bool {
    let head = head_of(words, i);
    let phrase = |n: usize| i >= n && words.lex.noun_class("instrument", &words.text(&(i - n..i + 1)).to_lowercase()).is_some();
    // `letter of intent` is no other letter, `work programme` no other programme.
    words.class(i) == Class::Noun
        && (words.lex.class("instrument", words.low(i)).is_some()
            || words.lex.noun_class("instrument", &head).is_some()
            || phrase(1)
            || phrase(2))
}

/// Where a name ends: before the first phrase that only says when, where or by whom.
fn name_end(words: &Words<'_>, range: &Range<usize>) -> usize {
    let mut k = range.start;
    while k < range.end {
        let low = words.low(k);
        let class = words.class(k);
        let kept = matches!(low, "of" | "on" | "for" | "between" | "concerning" | "regarding" | "about" | "against" | "with" | "to")
            && class == Class::Prep;
        if class == Class::Prep && !kept || matches!(class, Class::Rel | Class::Sub | Class::Verb | Class::Aux | Class::Modal) || low == ";"
        {
            break;
        }
        if class == Class::To {
            break;
        }
        if low == "," && !(crate::series::is_capital(words, k + 1) && (k + 1..range.end.min(k + 5)).any(|n| words.low(n) == "and")) {
            break;
        }
        k += 1;
    }
    k
}

/// The type that a name speaks of: the last noun of its head, the longest phrase first.
pub(crate) fn type_in(words: &Words<'_>, text: &str) -> Option<InstrumentType> {
    let clean = text.split('(').next().unwrap_or(text);
    let cut =
        [" on ", " for ", " between ", " with ", " concerning ", " to "].iter().filter_map(|p| clean.find(p)).min().unwrap_or(clean.len());
    for part in [&clean[..cut], clean] {
        let list: Vec<&str> = part.split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '-')).filter(|w| !w.is_empty()).collect();
        for size in (1..=3).rev() {
            let found = list.windows(size).rev().find_map(|run| words.lex.noun_class("instrument", &run.join(" ")));
            if let Some(kind) = found {
                return kind.parse().ok();
            }
        }
    }
    None
}

/// `(2014-2017)`, `2026–2030`, `to 2040`: how long the text runs.
fn period(reading: &Reading<'_, '_>, name: &Range<usize>) -> Option<PartialDate> {
    let text = crate::words::fold(&reading.words.text(name));
    let years: Vec<u16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4)
        .filter_map(|d| d.parse().ok())
        .filter(|y| (1900..2200).contains(y))
        .collect();
    match years.as_slice() {
        [a, b] if a < b => Some(PartialDate::Between(Some(Point::year(*a)), Some(Point::year(*b)))),
        [y] if text.contains(&format!(" to {y}")) || text.contains(&format!("until {y}")) => {
            Some(PartialDate::Between(None, Some(Point::year(*y))))
        }
        _ => None,
    }
}

/// Texts whose fate a noun tells: `the entry into force of the agreement`.
pub(crate) fn nominal(reading: &mut Reading<'_, '_>, sentence: usize) {
    negotiations(reading, sentence);
    let range = reading.words.ann.sentences[sentence].tokens.clone();
    let words = reading.words;
    let end = range.end.min(range.start + 400);
    let Some(at) = (range.start..end.saturating_sub(4))
        .find(|i| words.low(*i) == "entry" && words.low(i + 1) == "into" && words.low(i + 2) == "force" && words.low(i + 3) == "of")
    else {
        return;
    };
    let stop = end.min(at + 30);
    let Some((name, kind)) = named(reading, &(at + 4..stop)) else { return };
    let times = reading.times(&(name.end..stop));
    let after = words.low(name.end) == "for";
    let parties = if after { reading.who.parties_in(&(name.end..stop.min(name.end + 6))) } else { Vec::new() };
    let text = reading.phrase(&name);
    let kind = Instrument {
        name: text,
        kind: Some(kind),
        action: Some(InstrumentAction::EnteredIntoForce),
        date: times.at,
        parties,
        ..Instrument::default()
    };
    reading.push(ClaimKind::Instrument(kind), at..name.end, "instrument/entry");
}

/// What a text rests on: `This vision consists of three pillars: …`, `The memorandum covers …`.
pub(crate) fn pillars(reading: &mut Reading<'_, '_>) {
    let words = reading.words;
    let found = reading.found.iter().enumerate().filter(|(_, d)| matches!(d.kind, ClaimKind::Instrument(_)));
    let mut texts: Vec<(usize, usize)> = found.map(|(i, d)| (d.at.start, i)).collect();
    texts.sort_unstable();
    for number in 0..words.ann.sentences.len() {
        let range = words.ann.sentences[number].tokens.clone();
        let range = range.start..range.end.min(range.start + 150);
        let Some(list) = pillar_list(reading, number, &range) else { continue };
        // The text that the sentence itself acts on, else the one before to which `it` or `this vision` points.
        let points = matches!(words.low(range.start), "it" | "this" | "the" | "its");
        let here = |d: &crate::reading::Draft| range.contains(&d.at.start);
        let before = |d: &crate::reading::Draft| points && d.at.start < range.start;
        let texts = || {
            texts[..texts.partition_point(|(at, _)| *at < range.end)]
                .iter()
                .rev()
                .take(crate::read::RECENT)
                .map(|(_, i)| (*i, &reading.found[*i]))
        };
        let target = texts().filter(|(_, d)| here(d)).max_by_key(|(_, d)| d.at.start);
        let target = target.or_else(|| texts().filter(|(_, d)| before(d)).max_by_key(|(_, d)| d.at.start)).map(|(i, _)| i);
        if let Some(ClaimKind::Instrument(text)) = target.map(|i| &mut reading.found[i].kind) {
            text.pillars = list;
        }
    }
}

/// The members of a list that `three pillars` or `covers` announces; one alone is no list.
fn pillar_list(reading: &Reading<'_, '_>, number: usize, range: &Range<usize>) -> Option<Vec<String>> {
    let words = reading.words;
    let announces =
        |i: usize| matches!(&*head_of(words, i), "pillar" | "area" | "priority" | "theme" | "component" | "chapter" | "field" | "track");
    let counted = |i: usize| (i.saturating_sub(3)..i).any(|k| words.class(k) == Class::Num || words.low(k) == "following");
    let noun = range.clone().find(|i| announces(*i) && words.low(*i).ends_with('s') && counted(*i));
    let start = match noun {
        Some(at) => (at + 1..range.end.min(at + 8)).find(|i| matches!(words.low(*i), ":" | "," | "(" | "namely" | "of"))? + 1,
        None => {
            let covers = reading.frames.of_sentence[number]
                .clone()
                .map(|f| &reading.frames.all[f])
                .find(|f| matches!(f.lemma.as_ref(), "cover") && !f.passive && !f.negated && f.right.len() > 4)?;
            covers.right.start
        }
    };
    let end = (start..range.end)
        .find(|i| matches!(words.low(*i), "." | ";" | ")" | "which") || words.class(*i) == Class::Sub)
        .unwrap_or(range.end);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let commas = (start..end).any(|i| words.low(i) == ",");
    let mut from = start;
    for i in start..=end {
        let last = parts.len() + 1 >= 2 && commas && words.low(i) == "and" && words.low(i.saturating_sub(1)) == ",";
        let plain = !commas && i < end && words.low(i) == "and";
        if i == end || words.low(i) == "," || plain || last {
            if from < i {
                parts.push(from..i);
            }
            from = i + 1;
        }
    }
    // `a, b and c`: the last part of a list without a comma before `and` holds two.
    if commas && let Some(tail) = parts.pop() {
        match tail.clone().find(|i| words.low(*i) == "and").filter(|i| *i > tail.start && words.low(end.saturating_sub(1)) != "and") {
            Some(and) if !(start..end).any(|i| words.low(i) == "," && words.low(i + 1) == "and") => {
                parts.push(tail.start..and);
                parts.push(and + 1..tail.end);
            }
            _ => parts.push(tail),
        }
    }
    let list: Vec<String> = parts.iter().filter_map(|p| reading.phrase(p)).collect();
    ((2..=12).contains(&list.len()) && list.iter().all(|p| p.split(' ').count() <= 9)).then_some(list)
}

/// A year as a point, for periods.
pub(crate) fn is_year(point: &Point) -> bool {
    point.part == Part::Year
}
