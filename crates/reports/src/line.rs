//! An entity in a line, in the words of its claims.

use model::PartialDate;
use register::entity::{Count, Entity, EntityKind, Slot};
use std::fmt::Display;

/// What the entity is, for a list in which its kind is known; its date and status stand in columns of their own.
#[must_use]
pub fn line(entity: &Entity) -> String {
    line_of(entity, &str::to_owned)
}

/// The same, with `named` saying what a party is called; it is given persons too, as it cannot be told where a slot holds
/// either.
pub(crate) fn line_of(entity: &Entity, named: &dyn Fn(&str) -> String) -> String {
    let all = |slot: &Slot<model::Party>| slot.values().map(|p| named(p.as_str())).collect::<Vec<_>>().join(", ");
    let whos = |slot: &Slot<model::Who>| slot.values().map(|w| named(w.as_str())).collect::<Vec<_>>().join(", ");
    match &entity.kind {
        EntityKind::Party(_) => named(&entity.name),
        EntityKind::Mechanism(_) => entity.name.clone(),
        EntityKind::Person(p) => {
            let offices = p.posts.values().map(|o| {
                let (post, party) = (o.post.as_deref().unwrap_or("office not named"), o.party.as_ref());
                party.map_or_else(|| post.to_owned(), |party| format!("{post} ({})", named(party.as_str())))
            });
            join([entity.name.clone(), offices.collect::<Vec<_>>().join("; ")])
        }
        EntityKind::Meeting(m) => {
            // The register tells sessions apart by number or date; both are said here in words of their own.
            let number = m.ordinal.best().map(|n| ordinal(*n)).unwrap_or_default();
            let date = entity.date.map(|d| format!(", {d}")).unwrap_or_default();
            let series = entity.name.trim_end_matches(&date).trim_end_matches(&format!(", {number}"));
            // A meeting without a name is called by who met, in the words of the register.
            let series = match series.strip_prefix("meeting of ") {
                Some(_) if !m.attending.is_empty() => format!("meeting of {}", all(&m.attending)),
                _ => series.to_owned(),
            };
            join([words([number, series]), best(&m.place), best(&m.mode).replace("in-person", "")])
        }
        EntityKind::Instrument(i) => {
            let acts = i.acts.values().filter_map(|a| {
                let action = a.action?.as_str();
                Some(a.date.map_or_else(|| action.to_owned(), |d| format!("{action} {}", when(d))))
            });
            join([entity.name.clone(), acts.collect::<Vec<_>>().join(", ")])
        }
        EntityKind::Visit(v) => {
            let from = v.from.best().map(|p| format!("({})", named(p.as_str()))).unwrap_or_default();
            let to = Some(whos(&v.to)).filter(|t| !t.is_empty()).map(|t| format!("to {t}")).unwrap_or_default();
            let visitors = Some(whos(&v.visitors)).filter(|v| !v.is_empty()).unwrap_or_else(|| entity.name.clone());
            join([words([visitors, from, to]), best(&v.purpose)])
        }
        EntityKind::Measure(m) => {
            let kind = m.form.best().map_or("measure", |f| f.as_str());
            let on = Some(list(&m.on)).filter(|o| !o.is_empty()).map(|o| format!("on {o}")).unwrap_or_default();
            let against = Some(all(&m.against)).filter(|a| !a.is_empty()).map(|a| format!("against {a}")).unwrap_or_default();
            let since = m.since.best().map(|d| format!("since {}", when(*d))).unwrap_or_default();
            words([all(&m.by), kind.to_owned(), on, against, since])
        }
        EntityKind::Project(p) => {
            let count = p.count.best().map(count).unwrap_or_default();
            let due = p.due.best().map(|d| format!("due {}", when(*d))).unwrap_or_default();
            join([words([count, entity.name.clone()]), all(&p.partners), due])
        }
        EntityKind::Commitment(c) => {
            let due = c.due.best().map(|d| format!("due {}", when(*d))).unwrap_or_default();
            join([format!("{}: {}", all(&c.by), best(&c.action)).trim_start_matches(": ").to_owned(), due])
        }
        EntityKind::Stance(s) => {
            let to = Some(whos(&s.to)).filter(|t| !t.is_empty()).map(|t| format!("to {t}")).unwrap_or_default();
            format!("{}: {}", words([whos(&s.by), best(&s.stance), to]), best(&s.about))
        }
        EntityKind::Figure(f) => {
            let value = f.value.best().map(count).unwrap_or_default();
            let of = f.of.best().map(|o| format!("of {o}")).unwrap_or_default();
            words([value, best(&f.unit), of])
        }
        EntityKind::Event(e) => {
            let coded = e.coding.best().map(|c| {
                let side = |actors: &[model::claim::Actor]| {
                    actors
                        .iter()
                        .filter_map(|a| a.party.as_ref().map(|p| named(p.as_str())).or_else(|| a.text.clone()))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                words([side(&c.actors), c.kind.as_str().to_owned(), side(&c.recipients)])
            });
            join([coded.unwrap_or_else(|| entity.name.clone()), best(&e.place)])
        }
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
    words([about.to_owned(), bound, format!("{}{range}", grouped(count.value))])
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

fn best<T: Display>(slot: &Slot<T>) -> String {
    slot.best().map(ToString::to_string).unwrap_or_default()
}

fn words<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

fn join<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
