//! Standing dialogues, bodies and series: once each, with all that the document says of them.

use crate::reading::Reading;
use crate::series::{self, Naming, key, level_of, same_name};
use crate::words::Class;
use annotate::MentionKind;
use model::claim::{Cadence, Mechanism};
use model::{ClaimKind, Span};
use std::ops::Range;

/// A series gathered from its namings.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) slots: Mechanism,
    pub(crate) key: Vec<String>,
    pub(crate) evidence: Vec<Span>,
    pub(crate) at: Range<usize>,
    /// Last words of its name, by which `the council` finds it.
    pub(crate) head: String,
}

/// Gathers the series of the document.
pub(crate) fn gather(reading: &Reading<'_, '_>) -> Vec<Gathered> {
    let words = reading.words;
    let mut out: Vec<Gathered> = Vec::new();
    for sentence in &words.ann.sentences {
        for naming in series::namings(words, &sentence.tokens) {
            if !qualifies(reading, &naming) {
                continue;
            }
            let Some(name) = clean_name(reading, &naming.name) else { continue };
            add(reading, &mut out, &naming, name);
        }
    }
    out
}

/// Whether a naming is of a series: a name with capitals and more than one word, or a numbered described one.
fn qualifies(reading: &Reading<'_, '_>, naming: &Naming) -> bool {
    let words = reading.words;
    let content = naming
        .name
        .clone()
        .filter(|i| matches!(words.class(*i), Class::Noun | Class::Adj | Class::Num))
        .map(|i| words.low(i).split([' ', '-']).count())
        .sum::<usize>();
    let mechanism = words.mentions_in(&naming.name).any(|(_, m)| m.kind == MentionKind::Mechanism);
    if mechanism && naming.named {
        return content >= 2;
    }
    let capitals =
        naming.name.clone().filter(|i| series::is_capital(words, *i)).map(|i| words.words[i].text.split(' ').count()).sum::<usize>();
    let head = series::head_of(words, last_head(reading, &naming.name));
    if naming.named && capitals >= 2 {
        return !matches!(
            head.as_str(),
            "cooperation"
                | "partnership"
                | "exchange"
                | "mission"
                | "process"
                | "call"
                | "discussion"
                | "retreat"
                | "talk"
                | "convention"
                | "platform"
                | "panel"
                | "board"
                | "assembly"
                | "congress"
        ) || naming.ordinal.is_some()
            || mechanism;
    }
    // `the first high-level Japan-China economic dialogue`
    let regular = words.low(naming.whole.start + 1) == "regular" || naming.whole.clone().any(|i| words.low(i) == "regular");
    (naming.ordinal.is_some() || regular)
        && content >= 2
        && words.lex.noun_class("series", &head).is_some()
        && !matches!(head.as_str(), "cooperation" | "partnership" | "process" | "platform")
        && (regular || !series::parties_of(words, &naming.name).is_empty() || naming.name.len() >= 3)
}

fn last_head(reading: &Reading<'_, '_>, name: &Range<usize>) -> usize {
    let words = reading.words;
    let end = name.clone().find(|i| words.class(*i) == Class::Prep && *i > name.start).unwrap_or(name.end);
    end.max(name.start + 1) - 1
}

fn clean_name(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let text = reading.words.text(range);
    let text = crate::resolve::strip_determiner(&text).split(" (").next()?.trim().to_owned();
    (text.split_whitespace().count() >= 2 || text.contains('-')).then_some(text)
}

fn add(reading: &Reading<'_, '_>, out: &mut Vec<Gathered>, naming: &Naming, name: String) {
    let words = reading.words;
    let key = key(&name);
    let span = reading.evidence(naming.whole.start);
    let parties = series::parties_of(words, &naming.name);
    let level = level_of(words, &naming.name);
    let found = out.iter_mut().find(|g| same_name(&g.key, &key));
    match found {
        Some(g) => {
            if key.len() > g.key.len() {
                g.slots.name = Some(name);
                g.key = key;
            }
            g.slots.level = g.slots.level.or(level);
            if g.slots.parties.len() < parties.len() {
                g.slots.parties = parties;
            }
            if !g.evidence.contains(&span) {
                g.evidence.push(span);
            }
        }
        None => {
            let head = series::head_of(words, last_head(reading, &naming.name));
            out.push(Gathered {
                slots: Mechanism { name: Some(name), level, parties, ..Mechanism::default() },
                key,
                evidence: vec![span],
                at: naming.whole.clone(),
                head,
            });
        }
    }
}

/// The series that a naming or `the council` stands for.
pub(crate) fn find(reading: &Reading<'_, '_>, list: &[Gathered], naming: &Naming) -> Option<usize> {
    let text = reading.words.text(&naming.name);
    let k = key(&text);
    if let Some(i) = list.iter().position(|g| g.key == k).or_else(|| list.iter().position(|g| same_name(&g.key, &k))) {
        return Some(i);
    }
    let generic = k.len() == 1 && naming.whole.len() <= 5;
    let before = |g: &&Gathered| g.at.start < naming.whole.start;
    if generic {
        let head = series::head_of(reading.words, naming.name.end - 1);
        return list.iter().rposition(|g| before(&g) && g.head == head);
    }
    None
}

/// Fills in what sentences say of a series: how often, since when, to whom it reports, of whom it is made up.
pub(crate) fn describe(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    for (number, sentence) in words.ann.sentences.iter().enumerate() {
        let namings = series::namings(words, &sentence.tokens);
        let Some(about) = namings
            .iter()
            .find_map(|n| find(reading, list, n).map(|i| (i, n.clone())))
            .or_else(|| pointed(reading, list, &sentence.tokens))
        else {
            continue;
        };
        let (index, naming) = about;
        let span = reading.evidence(naming.whole.start);
        let mut said = false;
        if let Some(cadence) = cadence(words, &sentence.tokens) {
            said |= list[index].slots.cadence.is_none();
            list[index].slots.cadence = list[index].slots.cadence.or(Some(cadence));
        }
        for f in reading.frames.of_sentence[number].clone() {
            let frame = &reading.frames.all[f];
            let subject = if frame.passive { &frame.object } else { &frame.agent };
            let own = subject.as_ref().is_some_and(|s| {
                s.start <= naming.whole.start && naming.whole.start < s.end || naming.whole.start >= s.start && naming.whole.end <= s.end
            });
            let founding = matches!(
                frame.lemma.as_ref(),
                "establish" | "create" | "found" | "launch" | "inaugurate" | "form" | "start" | "begin" | "institute"
            ) || frame.lemma.as_ref() == "set" && words.low(frame.head + 1) == "up";
            if founding && frame.passive && own && frame.past {
                let times = reading.times(&reading.scope(frame));
                if let Some(date) = times.at.or(times.since) {
                    list[index].slots.established = list[index].slots.established.or(Some(date));
                    said = true;
                }
                if let Some(level) = frame.prep(words, &["at"]).and_then(|r| level_of(words, &r)) {
                    list[index].slots.level = Some(level);
                }
                let between = super::instrument::between(reading, &frame.right);
                if between.len() >= 2 {
                    list[index].slots.parties = between;
                }
                let at_meeting = frame
                    .preps
                    .iter()
                    .filter(|(p, _)| words.low(*p) == "at")
                    .find_map(|(_, r)| series::namings(words, r).into_iter().find(|n| n.named || n.ordinal.is_some()));
                if let Some(n) = at_meeting {
                    let start = if words.class(n.whole.start) == Class::Det { n.whole.start + 1 } else { n.whole.start };
                    list[index].slots.established_by = Some(words.text(&(start..n.whole.end)));
                }
            }
            if frame.lemma.as_ref() == "hold" && frame.past {
                let times = reading.times(&reading.scope(frame));
                if let Some(model::PartialDate::Between(Some(from), None)) = times.since {
                    list[index].slots.established = list[index].slots.established.or(Some(model::PartialDate::At(from)));
                } else if let (Some(date @ model::PartialDate::At(_)), true) = (times.since, naming.ordinal.is_none()) {
                    list[index].slots.established = list[index].slots.established.or(Some(date));
                }
            }
            if frame.lemma.as_ref() == "report"
                && let Some(to) = frame.prep(words, &["to"])
            {
                let target = series::namings(words, &to).into_iter().find(|n| n.named);
                let target = target.and_then(|n| clean_name(reading, &n.name));
                if target.as_deref() != list[index].slots.name.as_deref() {
                    list[index].slots.reports_to = list[index].slots.reports_to.take().or(target);
                    said = true;
                }
            }
        }
        if said && !list[index].evidence.contains(&span) {
            list[index].evidence.push(span);
        }
    }
}

/// `the council`, `the group`: a series named before by its last word.
fn pointed(reading: &Reading<'_, '_>, list: &[Gathered], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    let words = reading.words;
    for i in sentence.clone().take(6) {
        if words.class(i) != Class::Noun || i == sentence.start || !matches!(words.low(i - 1), "the" | "this" | "its") {
            continue;
        }
        let head = series::head_of(words, i);
        let index = list.iter().rposition(|g| g.at.start < i && (g.head == head || g.key.last() == Some(&head)));
        if let Some(index) = index {
            return Some((index, Naming { name: i..i + 1, whole: i - 1..i + 1, ordinal: None, deictic: None, named: false }));
        }
    }
    None
}

/// How often something meets, as a sentence says it.
pub(crate) fn cadence(words: &crate::words::Words<'_>, range: &Range<usize>) -> Option<Cadence> {
    let text = format!(" {} ", (range.start..range.end.min(range.start + 120)).map(|i| words.low(i)).collect::<Vec<_>>().join(" "));
    const PHRASES: &[(&str, Cadence)] = &[
        (" every two years", Cadence::Biennial),
        (" every other year", Cadence::Biennial),
        (" every second year", Cadence::Biennial),
        (" biennial", Cadence::Biennial),
        (" once every two years", Cadence::Biennial),
        (" every three years", Cadence::Triennial),
        (" triennial", Cadence::Triennial),
        (" every six months", Cadence::Biannual),
        (" twice a year", Cadence::Biannual),
        (" twice yearly", Cadence::Biannual),
        (" biannual", Cadence::Biannual),
        (" semi-annual", Cadence::Biannual),
        (" half-yearly", Cadence::Biannual),
        (" two times a year", Cadence::Biannual),
        (" every quarter", Cadence::Quarterly),
        (" quarterly", Cadence::Quarterly),
        (" four times a year", Cadence::Quarterly),
        (" every three months", Cadence::Quarterly),
        (" every month", Cadence::Monthly),
        (" monthly ", Cadence::Monthly),
        (" once a month", Cadence::Monthly),
        (" every year", Cadence::Annual),
        (" annual ", Cadence::Annual),
        (" annually", Cadence::Annual),
        (" once a year", Cadence::Annual),
        (" each year", Cadence::Annual),
        (" yearly", Cadence::Annual),
        (" held each ", Cadence::Annual),
        (" not fixed", Cadence::Irregular),
        (" irregularly", Cadence::Irregular),
        (" as needed", Cadence::Irregular),
        (" ad hoc", Cadence::Irregular),
    ];
    let meets = [
        " meet",
        " held",
        " hold",
        " conven",
        " session",
        " takes place",
        " took place",
        " take place",
        " consultation",
        " dialogue",
        " forum",
        " summit",
    ]
    .iter()
    .any(|w| text.contains(w))
        || text.len() < 60;
    PHRASES.iter().find(|(p, _)| text.contains(p)).filter(|_| meets && !text.contains("a year from")).map(|(_, c)| *c)
}

/// Makes the claims.
pub(crate) fn push(reading: &mut Reading<'_, '_>, list: &[Gathered]) {
    for g in list {
        let draft = reading.push(ClaimKind::Mechanism(g.slots.clone()), g.at.clone(), "mechanism/named");
        draft.evidence = g.evidence.clone();
    }
}
