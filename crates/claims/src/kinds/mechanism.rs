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
    /// The first words of all its namings, in order.
    pub(crate) places: Vec<usize>,
    /// Whether a number or `next` shows that it is one of several.
    pub(crate) numbered: bool,
    /// The numbers of the sessions that the document names with it.
    pub(crate) ordinals: Vec<u32>,
}

impl Gathered {
    /// Where it was named last before a word.
    pub(crate) fn place_before(&self, at: usize) -> Option<usize> {
        self.places.partition_point(|p| *p < at).checked_sub(1).map(|n| self.places[n])
    }
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
            let Some(name) = clean_name(reading, &with_members(words, &naming.name)) else { continue };
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
    // A spokesperson's briefings are no dialogue, nor are negotiations on one text.
    let low = crate::words::fold(&words.text(&naming.name));
    if low.contains("press conference")
        || low.contains("press briefing")
        || low.contains("news conference")
        || low.starts_with("negotiations")
    {
        return false;
    }
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
    if meets_regularly(reading, naming) {
        return true;
    }
    // `the first Norway-Chile fisheries dialogue`
    let regular = words.low(naming.whole.start + 1) == "regular" || naming.whole.clone().any(|i| words.low(i) == "regular");
    (naming.ordinal.is_some() || regular)
        && content >= 2
        && words.lex.noun_class("series", &head).is_some()
        && !matches!(head.as_str(), "cooperation" | "partnership" | "process" | "platform")
        && (regular || !series::parties_of(words, &naming.name).is_empty() || naming.name.len() >= 3)
}

/// `The working group of senior officials meets every year`: a body whose rhythm the text gives.
fn meets_regularly(reading: &Reading<'_, '_>, naming: &Naming) -> bool {
    let words = reading.words;
    let number = words.sentence_of(naming.whole.start);
    let head = series::head_of(words, last_head(reading, &naming.name));
    let standing = matches!(words.low(naming.whole.start), "the" | "a" | "its" | "their")
        && words.lex.noun_class("series", &head).is_some()
        || words.lex.noun_class("series", &words.text(&naming.name).to_lowercase()).is_some();
    let whole = words.low(naming.name.end) == "of" || naming.name.len() >= 2;
    standing
        && whole
        && !matches!(head.as_str(), "cooperation" | "partnership" | "exchange" | "process" | "platform")
        && reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]).any(|f| {
            let subject = if f.passive { &f.object } else { &f.agent };
            matches!(f.lemma.as_ref(), "meet" | "convene" | "sit" | "gather")
                && !f.past
                && subject.as_ref().is_some_and(|s| s.contains(&naming.name.start))
        })
        && cadence(words, &words.ann.sentences[number].tokens).is_some()
}

fn last_head(reading: &Reading<'_, '_>, name: &Range<usize>) -> usize {
    let words = reading.words;
    let end = name.clone().find(|i| words.class(*i) == Class::Prep && *i > name.start).unwrap_or(name.end);
    end.max(name.start + 1) - 1
}

/// A described body with those of whom it is made up: `working group of senior officials`.
fn with_members(words: &crate::words::Words<'_>, name: &Range<usize>) -> Range<usize> {
    let plain = !name.clone().any(|i| series::is_capital(words, i));
    if !plain || words.low(name.end) != "of" {
        return name.clone();
    }
    let end =
        (name.end + 1..words.words.len().min(name.end + 5)).take_while(|i| matches!(words.class(*i), Class::Noun | Class::Adj)).last();
    end.map_or(name.clone(), |e| name.start..e + 1)
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
    // `Dialogue of senior officials`
    let next = naming.name.end;
    let of = || (words.low(next) == "of").then(|| level_of(words, &(next + 1..(next + 4).min(words.words.len())))).flatten();
    let level = level_of(words, &naming.name).or_else(of);
    let from = out.len().saturating_sub(crate::read::RECENT);
    let found = out[from..].iter_mut().find(|g| same_name(&g.key, &key));
    match found {
        Some(g) => {
            if key.len() > g.key.len() {
                g.slots.name = Some(name);
                g.key = key;
            }
            g.slots.level = g.slots.level.or(level);
            g.places.push(naming.whole.start);
            g.numbered |= naming.ordinal.is_some() || naming.deictic.is_some();
            g.ordinals.extend(naming.ordinal);
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
                places: vec![naming.whole.start],
                numbered: naming.ordinal.is_some() || naming.deictic.is_some(),
                ordinals: naming.ordinal.into_iter().collect(),
                head,
            });
        }
    }
}

/// The series that a naming or `the council` stands for.
pub(crate) fn find(reading: &Reading<'_, '_>, list: &[Gathered], naming: &Naming) -> Option<usize> {
    let text = name_text(reading, &naming.name);
    let k = key(&text);
    // Those that were named about here: the first ones that start after it are not yet known to the reader.
    let here = list.partition_point(|g| g.at.start <= naming.whole.start);
    let from = here.saturating_sub(crate::read::RECENT);
    let list = &list[from..list.len().min(here + crate::read::RECENT)];
    let exact = list.iter().position(|g| g.key == k).or_else(|| list.iter().position(|g| same_name(&g.key, &k)));
    if let Some(i) = exact {
        return Some(from + i);
    }
    let generic = k.len() == 1 && naming.whole.len() <= 5;
    if !generic {
        return None;
    }
    let head = series::head_of(reading.words, naming.name.end - 1);
    let last = |g: &Gathered| g.place_before(naming.whole.start);
    let nearest = |fits: &dyn Fn(&Gathered) -> bool| {
        list.iter().enumerate().filter(|(_, g)| fits(g)).filter_map(|(i, g)| last(g).map(|l| (l, i))).max().map(|(_, i)| i)
    };
    // `the forum` is the forum named last; `its fourth meeting` is one of whatever series was named last.
    let own = nearest(&|g| g.head == head);

    let sitting = series::ordinal(&head).is_some()
        || matches!(head.as_str(), "meeting" | "session" | "round" | "sitting" | "plenary" | "edition")
            && (naming.ordinal.is_some() || naming.deictic.is_some());
    if !sitting {
        return own.map(|i| from + i);
    }
    // Fairs and conferences have editions; rounds are of talks.
    let fair = |g: &Gathered| {
        matches!(
            g.head.as_str(),
            "expo" | "exposition" | "fair" | "forum" | "conference" | "symposium" | "seminar" | "workshop" | "congress"
        )
    };
    let fits = |g: &Gathered| head != "round" || !fair(g);
    // `the fourth meeting` follows the third: the series whose numbers it continues, else whichever was named last.
    let continues = |g: &Gathered| fits(g) && naming.ordinal.is_some_and(|n| g.ordinals.iter().any(|o| o.abs_diff(n) == 1));
    nearest(&continues).or_else(|| nearest(&fits)).map(|i| from + i)
}

/// The name that words stand for: an acronym's full name where the document gives it.
pub(crate) fn name_text(reading: &Reading<'_, '_>, range: &Range<usize>) -> String {
    let full = reading.words.mentions_in(range).find(|(_, m)| m.kind == MentionKind::Mechanism && m.form == annotate::Form::Short);
    match full.and_then(|(_, m)| m.entity) {
        Some(e) if range.len() <= 2 => reading.words.ann.entities[e].name.clone(),
        _ => reading.words.text(range),
    }
}

/// Fills in what sentences say of a series: how often, since when, to whom it reports, of whom it is made up.
pub(crate) fn describe(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    for (number, sentence) in words.ann.sentences.iter().enumerate() {
        let namings = series::namings(words, &sentence.tokens);
        let Some(about) = subject_series(reading, list, &namings, &sentence.tokens) else { continue };
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
            let own = subject.as_ref().is_some_and(|s| s.start <= naming.whole.start && naming.whole.start < s.end);
            let founding = matches!(
                frame.lemma.as_ref(),
                "establish" | "create" | "found" | "launch" | "inaugurate" | "form" | "start" | "begin" | "institute"
            ) || frame.lemma.as_ref() == "set" && words.low(frame.head + 1) == "up";
            let past = frame.past || frame.form == crate::frame::Form::Participle;
            if founding && frame.passive && own && past {
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
                    let date = reading.times(&sentence.tokens).at;
                    list[index].slots.established = list[index].slots.established.or(date);
                }
                if list[index].slots.parties.len() < 2 {
                    let all = reading.who.parties_in(&sentence.tokens);
                    if all.len() >= 2 {
                        list[index].slots.parties = all;
                    }
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
                let pronoun = to.len() <= 3 && words.low(to.start) == "it";
                let target = match target {
                    Some(n) => clean_name(reading, &n.name),
                    // `reports to it`: to the series that was named before this one.
                    None if pronoun => {
                        let before = |g: &Gathered| g.place_before(sentence.tokens.start);
                        let other = (0..list.len()).filter(|i| *i != index).filter_map(|i| before(&list[i]).map(|p| (p, i))).max();
                        other.and_then(|(_, i)| list[i].slots.name.clone())
                    }
                    None => None,
                };
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

/// The series that a sentence is about: the first that it names or points at.
fn subject_series(reading: &Reading<'_, '_>, list: &[Gathered], namings: &[Naming], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    let named = namings.iter().find_map(|n| find(reading, list, n).map(|i| (i, n.clone())));
    let pointed = pointed(reading, list, sentence);
    match (named, pointed) {
        (Some(n), Some(p)) => Some(if p.1.whole.start < n.1.whole.start { p } else { n }),
        (n, p) => n.or(p),
    }
}

/// `X, which is held at the ministerial level`.
pub(crate) fn ranks(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    for sentence in &words.ann.sentences {
        for naming in series::namings(words, &sentence.tokens) {
            let Some(index) = find(reading, list, &naming) else { continue };
            let end = sentence.tokens.end.min(naming.whole.end + 14);
            let stop = (naming.whole.end..end).find(|i| matches!(words.low(*i), ";" | ".")).unwrap_or(end);
            let Some(at) = (naming.whole.end..stop).find(|i| words.low(*i) == "level" || words.low(*i).ends_with("-level")) else {
                continue;
            };
            if let Some(level) = level_of(words, &(at.saturating_sub(2).max(naming.whole.end)..at + 1)) {
                list[index].slots.level = Some(level);
            }
        }
    }
    tables(reading, list);
}

/// A table of bodies: the cells beside a name say how often it meets, and at which rank.
fn tables(reading: &Reading<'_, '_>, list: &mut [Gathered]) {
    let words = reading.words;
    let blocks = &reading.document().blocks;
    let cell = |b: usize| match blocks.get(b).map(|b| b.role) {
        Some(model::Role::TableCell { table, row, .. }) => Some((table, row)),
        _ => None,
    };
    let mut here: Option<((u16, u16), usize)> = None;
    for sentence in &words.ann.sentences {
        let Some(place) = cell(sentence.block) else { continue };
        match here.filter(|(p, _)| *p == place) {
            None => here = series::namings(words, &sentence.tokens).iter().find_map(|n| find(reading, list, n)).map(|i| (place, i)),
            Some((_, index)) => {
                let slots = &mut list[index].slots;
                slots.cadence = slots.cadence.or(cadence(words, &sentence.tokens));
                slots.level = slots.level.or(level_of(words, &sentence.tokens));
            }
        }
    }
}

/// A series without members of its own has those of the series under which the document names it.
pub(crate) fn share_members(list: &mut [Gathered]) {
    let Some(umbrella) =
        list.iter().filter(|g| g.slots.parties.len() >= 3).max_by_key(|g| g.slots.parties.len()).map(|g| g.slots.parties.clone())
    else {
        return;
    };
    for g in list.iter_mut().filter(|g| g.slots.parties.is_empty()) {
        g.slots.parties = umbrella.clone();
    }
}

/// Whether an occasion that was named once is one of a series: a forum without number or rhythm stands alone.
pub(crate) fn stands_alone(g: &Gathered) -> bool {
    matches!(g.head.as_str(), "fair" | "festival" | "exhibition") && !g.numbered
        || matches!(
            g.head.as_str(),
            "forum" | "conference" | "expo" | "symposium" | "seminar" | "workshop" | "table" | "roundtable" | "congress" | "round"
        ) && !g.numbered
            && g.slots.cadence.is_none()
            && g.slots.established.is_none()
            && g.slots.reports_to.is_none()
}

/// `agreed to establish a working group on kava`: a body that is to be, with those who want it.
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
    let body = ["working group", "task force", "expert group", "contact group", "study group", "steering committee", "joint group"];
    let standing =
        matches!(noun.as_str(), "framework" | "mechanism" | "dialogue" | "committee" | "commission" | "council" | "forum" | "hotline");
    if !standing && !body.contains(&pair.as_str()) {
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
                    && matches!(
                        words.low(i + 1),
                        "city"
                            | "cities"
                            | "state"
                            | "states"
                            | "-"
                            | "province"
                            | "provinces"
                            | "prefecture"
                            | "prefectures"
                            | "town"
                            | "towns"
                            | "port"
                            | "ports"
                    )
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

/// `the council`, `the group`: a series named before by its last word.
fn pointed(reading: &Reading<'_, '_>, list: &[Gathered], sentence: &Range<usize>) -> Option<(usize, Naming)> {
    let words = reading.words;
    for i in sentence.clone().take(6) {
        if words.class(i) != Class::Noun || i == sentence.start || !matches!(words.low(i - 1), "the" | "this" | "its") {
            continue;
        }
        let head = series::head_of(words, i);
        let index = list
            .iter()
            .enumerate()
            .rev()
            .skip_while(|(_, g)| g.at.start >= i)
            .take(crate::read::RECENT)
            .find(|(_, g)| g.head == head || g.key.last() == Some(&head))
            .map(|(n, _)| n);
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
        (" once in two years", Cadence::Biennial),
        (" alternate years", Cadence::Biennial),
        (" two-yearly", Cadence::Biennial),
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
        (" twice per year", Cadence::Biannual),
        (" two sessions a year", Cadence::Biannual),
        (" every half year", Cadence::Biannual),
        (" in spring and autumn", Cadence::Biannual),
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
        (" year after year", Cadence::Annual),
        (" from year to year", Cadence::Annual),
        (" every twelve months", Cadence::Annual),
        (" every spring", Cadence::Annual),
        (" every summer", Cadence::Annual),
        (" every autumn", Cadence::Annual),
        (" every winter", Cadence::Annual),
        (" each year", Cadence::Annual),
        (" yearly", Cadence::Annual),
        (" held each ", Cadence::Annual),
        (" not fixed", Cadence::Irregular),
        (" irregularly", Cadence::Irregular),
        (" as needed", Cadence::Irregular),
        (" when needed", Cadence::Irregular),
        (" as required", Cadence::Irregular),
        (" from time to time", Cadence::Irregular),
        (" at irregular", Cadence::Irregular),
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
        " sits",
        " sit ",
        " gather",
        " comes together",
        " come together",
        " assemble",
        " commission",
        " council",
        " committee",
        " group",
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
    for g in list.iter().filter(|g| !stands_alone(g)) {
        let draft = reading.push(ClaimKind::Mechanism(g.slots.clone()), g.at.clone(), "mechanism/named");
        draft.evidence = g.evidence.clone();
    }
}
