//! An entity in a line, in the words of its claims.

use crate::saying::{Joint, Saying};
use model::PartialDate;
use model::claim::StanceType;
use register::entity::{Count, Entity, EntityKind, Office, Slot};
use std::fmt::Display;

/// What the entity is, for a list in which its kind is known; its date and status stand in columns of their own.
#[must_use]
pub fn line(entity: &Entity) -> String {
    saying(entity, &str::to_owned).to_string()
}

/// The same as it is said in any language, with `named` saying what a party is called; it is given persons too, as it
/// cannot be told where a slot holds either.
pub(crate) fn saying(entity: &Entity, named: &dyn Fn(&str) -> String) -> Saying {
    let party = |p: &str| Saying::Party(p.to_owned(), named(p));
    let names = |names: Vec<Saying>| Saying::All(Joint::Names, names);
    let all = |slot: &Slot<model::Party>| names(slot.values().map(|p| party(p.as_str())).collect());
    let whos = |slot: &Slot<model::Who>| names(slot.values().map(|w| party(w.as_str())).collect());
    let date = |slot: &Slot<PartialDate>| Saying::maybe(slot.best().map(|d| Saying::Date(*d)));
    match &entity.kind {
        EntityKind::Party(_) => party(&entity.name),
        EntityKind::Mechanism(_) => Saying::text(&entity.name),
        EntityKind::Person(p) => {
            let office = |o: &Office| {
                let post = o.post.as_deref().map_or(Saying::Phrase("line.no office", Vec::new()), Saying::text);
                Saying::Phrase("line.office", vec![post, Saying::maybe(o.party.as_ref().map(|p| party(p.as_str())))])
            };
            let offices = Saying::All(Joint::Clauses, p.posts.values().map(office).collect());
            Saying::Phrase("line.person", vec![Saying::text(&entity.name), offices])
        }
        EntityKind::Meeting(m) => {
            // The register tells sessions apart by number or date; both are said here in words of their own.
            let number = m.ordinal.best().map(|n| ordinal(*n)).unwrap_or_default();
            let day = entity.date.map(|d| format!(", {d}")).unwrap_or_default();
            let series = entity.name.trim_end_matches(&day).trim_end_matches(&format!(", {number}"));
            // A meeting without a name is called by who met, in the words of the register.
            let series = match series.strip_prefix("meeting of ") {
                Some(_) if !m.attending.is_empty() => Saying::Phrase("line.meeting of", vec![all(&m.attending)]),
                _ => Saying::text(series),
            };
            let mode = m.mode.best().map(|m| m.as_str()).filter(|m| *m != "in-person").map(Saying::word);
            let number = Saying::maybe(m.ordinal.best().map(|n| Saying::ordinal(*n)));
            Saying::Phrase("line.meeting", vec![number, series, best(&m.place), Saying::maybe(mode)])
        }
        EntityKind::Instrument(i) => {
            let acts = i.acts.values().filter_map(|a| Some(act(a.action?.as_str(), a.date)));
            Saying::Phrase("line.instrument", vec![Saying::text(&entity.name), names(acts.collect())])
        }
        EntityKind::Visit(v) => {
            let visitors = if v.visitors.is_empty() { Saying::text(&entity.name) } else { whos(&v.visitors) };
            let from = Saying::maybe(v.from.best().map(|p| party(p.as_str())));
            let number = Saying::text(v.count.best().map(count).unwrap_or_default());
            Saying::Phrase("line.visit", vec![visitors, from, whos(&v.to), best(&v.purpose), number])
        }
        EntityKind::Measure(m) => {
            let form = Saying::word(m.form.best().map_or("measure", |f| f.as_str()));
            Saying::Phrase("line.measure", vec![all(&m.by), form, Saying::text(list(&m.on)), all(&m.against), date(&m.since)])
        }
        EntityKind::Project(p) => {
            let told = p.count.best().filter(|c| !begins_with(&entity.name, c.value));
            let count = Saying::text(told.map(count).unwrap_or_default());
            Saying::Phrase("line.project", vec![count, Saying::text(&entity.name), all(&p.partners), date(&p.due)])
        }
        EntityKind::Commitment(c) => Saying::Phrase("line.commitment", vec![all(&c.by), best(&c.action), date(&c.due)]),
        EntityKind::Stance(s) => Saying::Phrase(taken(s.stance.best()), vec![whos(&s.by), whos(&s.to), best(&s.about)]),
        EntityKind::Figure(f) => {
            let value = Saying::text(f.value.best().map(count).unwrap_or_default());
            Saying::Phrase("line.figure", vec![value, best(&f.unit), best(&f.of)])
        }
        EntityKind::Event(e) => {
            let place = best(&e.place);
            let Some(coding) = e.coding.best() else {
                return Saying::Phrase("line.event", vec![Saying::NOTHING, Saying::text(&entity.name), Saying::NOTHING, place]);
            };
            let actor = |a: &model::claim::Actor| a.party.as_ref().map(|p| party(p.as_str())).or_else(|| a.text.clone().map(Saying::Text));
            let side = |actors: &[model::claim::Actor]| names(actors.iter().filter_map(actor).collect());
            Saying::Phrase("line.event", vec![side(&coding.actors), Saying::word(coding.kind.as_str()), side(&coding.recipients), place])
        }
    }
}

/// Whether a name says its number itself: `51 projects`, `Two actions`.
fn begins_with(name: &str, number: f64) -> bool {
    const WORDS: [&str; 13] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let first = name.split(' ').next().unwrap_or_default().replace(',', "").to_lowercase();
    first.parse() == Ok(number) || WORDS.iter().position(|w| *w == first).is_some_and(|n| (n as f64 - number).abs() < 0.5)
}

/// What was done to an instrument, and when.
pub(crate) fn act(action: &'static str, date: Option<PartialDate>) -> Saying {
    Saying::Phrase("line.act", vec![Saying::word(action), Saying::maybe(date.map(Saying::Date))])
}

/// The sentence of a stand.
fn taken(stance: Option<&StanceType>) -> &'static str {
    match stance {
        Some(StanceType::Propose) => "line.propose",
        Some(StanceType::Offer) => "line.offer",
        Some(StanceType::Request) => "line.request",
        Some(StanceType::Demand) => "line.demand",
        Some(StanceType::Concern) => "line.concern",
        Some(StanceType::Criticise) => "line.criticise",
        Some(StanceType::Welcome) => "line.welcome",
        Some(StanceType::Support) => "line.support",
        Some(StanceType::Oppose) => "line.oppose",
        Some(StanceType::Reject) => "line.reject",
        Some(StanceType::Deny) => "line.deny",
        None => "line.stance",
    }
}

/// What a stance is about, in every wording.
pub(crate) fn topic(stance: &register::entity::Stance) -> String {
    stance.about.values().map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// Where the entity stands, as its latest document has it.
#[must_use]
pub fn status(entity: &Entity) -> Option<String> {
    let status = match &entity.kind {
        EntityKind::Meeting(m) => m.status.latest().map(|s| s.as_str()),
        EntityKind::Visit(v) => v.status.latest().map(|s| s.as_str()),
        EntityKind::Measure(m) => m.status.latest().map(|s| s.as_str()),
        EntityKind::Project(p) => p.status.latest().map(|s| s.as_str()),
        EntityKind::Commitment(c) => c.status.latest().map(|s| s.as_str()),
        EntityKind::Figure(f) => f.form.best().map(|f| f.as_str()),
        EntityKind::Party(_)
        | EntityKind::Person(_)
        | EntityKind::Mechanism(_)
        | EntityKind::Instrument(_)
        | EntityKind::Stance(_)
        | EntityKind::Event(_) => None,
    };
    if entity.denied { Some("denied".to_owned()) } else { status.map(str::to_owned) }
}

/// A date for a reader: without times of day, an end only as far as it differs (`2024-09-28/29`), seasons in words.
#[must_use]
pub fn when(date: PartialDate) -> String {
    let text = date.to_string();
    let mut ends = text.split('/').map(|end| end.split('T').next().unwrap_or(end));
    let (Some(from), to) = (ends.next(), ends.next()) else { return text };
    match to.filter(|to| *to != from) {
        None => season(from),
        Some(to) => match (from.rsplit_once('-'), to.rsplit_once('-')) {
            (Some((month, _)), Some((same, day))) if month == same && from.len() == 10 => format!("{from}/{day}"),
            _ => format!("{}/{}", season(from), season(to)),
        },
    }
}

fn season(text: &str) -> String {
    let named = ["spring", "summer", "autumn", "winter"].iter().zip(["-21", "-22", "-23", "-24"]);
    let found = named.filter(|_| text.len() == 7).find_map(|(name, code)| text.strip_suffix(code).map(|year| format!("{name} {year}")));
    found.unwrap_or_else(|| text.to_owned())
}

/// `1st`, `2nd`, `12th`.
#[must_use]
pub fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A number with what is known of its precision: `about 60`, `more than 200`, `30–40`.
#[must_use]
pub fn count(count: &Count) -> String {
    let about = if count.approximate { "about" } else { "" };
    let bound = count.bound.map(|b| b.as_str().replace('-', " ")).unwrap_or_default();
    let range = count.max.map(|max| format!("–{}", grouped(max))).unwrap_or_default();
    let parts = [about.to_owned(), bound, format!("{}{range}", grouped(count.value))];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A number with its thousands parted, and no more decimals than it has.
fn grouped(value: f64) -> String {
    let plain = format!("{}", value.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), String::new()), |(w, f)| (w, format!(".{f}")));
    let parted = whole.char_indices().fold(String::new(), |mut out, (i, digit)| {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
        out
    });
    format!("{}{parted}{fraction}", if value < 0.0 { "−" } else { "" })
}

/// Every value of a slot that is a list.
pub(crate) fn list<T: Display>(slot: &Slot<T>) -> String {
    slot.values().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Every value that sources give to a slot that has one: more than one is a disagreement, and is shown.
pub(crate) fn stated<T: Display>(slot: &Slot<T>) -> Option<String> {
    (!slot.is_empty()).then(|| slot.values().map(ToString::to_string).collect::<Vec<_>>().join(" / "))
}

fn best<T: Display>(slot: &Slot<T>) -> Saying {
    Saying::text(slot.best().map(ToString::to_string).unwrap_or_default())
}

#[cfg(test)]
mod tests;
