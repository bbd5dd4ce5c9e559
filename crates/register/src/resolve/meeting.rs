use super::{Said, divide, entity, list, mechanism, name, slot, within};
use crate::entity::{Entity, EntityKind, Meeting};
use model::{Part, PartialDate, claim};
use std::collections::BTreeMap;

/// A meeting belongs to its series, else to its title, else to its parties and day.
pub(super) fn block(meeting: &claim::Meeting) -> Option<String> {
    if let Some(series) = meeting.mechanism.as_deref().and_then(mechanism::series) {
        return Some(series);
    }
    let title = meeting.title.as_deref().map(name::key).unwrap_or_default();
    let parties = name::roots(&meeting.parties);
    match (title.is_empty(), meeting.date) {
        // A title without a date may be any year's.
        (false, Some(date)) => Some(format!("meeting/{title}.{}", day(date))),
        (true, Some(date)) if parties.contains('+') && is_day(date) => Some(format!("meeting/{parties}.{}", day(date))),
        _ => None,
    }
}

/// The date without times of day, which only some accounts give.
fn day(date: PartialDate) -> String {
    let days = |p: model::Point| model::Point {
        part: if let Part::Minute(month, day, ..) = p.part { Part::Day(month, day) } else { p.part },
        ..p
    };
    match date {
        PartialDate::At(p) => days(p).to_string(),
        PartialDate::Between(Some(a), Some(b)) if days(a) == days(b) => days(a).to_string(),
        PartialDate::Between(a, b) => {
            let end = |p: Option<model::Point>| p.map_or_else(|| "..".to_owned(), |p| days(p).to_string());
            // A slash would read as a folder where ids become addresses.
            format!("{}_{}", end(a), end(b))
        }
    }
}

fn is_day(date: PartialDate) -> bool {
    let fine = |p: model::Point| matches!(p.part, Part::Day(..) | Part::Minute(..));
    match date {
        PartialDate::At(p) => fine(p),
        PartialDate::Between(Some(a), Some(b)) => fine(a) && fine(b),
        PartialDate::Between(..) => false,
    }
}

/// The meetings of a block without a series. Meetings of the same parties on one day are told apart by level.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Meeting>]) -> Vec<Entity> {
    let groups = divide(claims, |(_, m)| m.level);
    // A series has the shorter ids to itself.
    let key = if key.starts_with("claim:") { key.to_owned() } else { format!("occasion.{key}") };
    groups.into_iter().map(|(level, group)| one(&within(&key, level.map(|l| l.to_string())), &group)).collect()
}

/// The sessions of one mechanism: by number, else by date, else each claim by itself.
pub(super) fn sessions(key: &str, mechanism: &Entity, claims: &[Said<'_, claim::Meeting>]) -> Vec<Entity> {
    let mut numbered: BTreeMap<u32, Vec<Said<'_, claim::Meeting>>> = BTreeMap::new();
    let mut dated: Vec<(PartialDate, Said<'_, claim::Meeting>)> = Vec::new();
    let mut alone: Vec<Said<'_, claim::Meeting>> = Vec::new();
    for said in claims {
        match (said.1.ordinal, said.1.date) {
            (Some(ordinal), _) => numbered.entry(ordinal).or_default().push(*said),
            (None, Some(date)) => dated.push((date, *said)),
            (None, None) => alone.push(*said),
        }
    }
    // Which session a date means is asked of the numbered claims alone, so that no dated one changes the answer
    // for another.
    let mut when: Vec<(u32, PartialDate)> =
        numbered.iter().flat_map(|(n, said)| said.iter().filter_map(|(_, m)| m.date.map(|d| (*n, d)))).collect();
    // Thousands of claims tell the same few dates.
    when.sort_by_cached_key(|(n, date)| (*n, date.to_string()));
    when.dedup();
    let mut meant: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut by_day: BTreeMap<String, Vec<Said<'_, claim::Meeting>>> = BTreeMap::new();
    for (date, said) in dated {
        let sessions = meant.entry(date.to_string()).or_insert_with(|| {
            let mut sessions: Vec<u32> = when.iter().filter(|(_, d)| same_occasion(*d, date)).map(|(n, _)| *n).collect();
            sessions.dedup();
            sessions
        });
        match sessions[..] {
            [only] => numbered.entry(only).or_default().push(said),
            _ => by_day.entry(day(date)).or_default().push(said),
        }
    }
    let numbered = numbered.into_iter().map(|(n, group)| (n.to_string(), group));
    let alone = alone.into_iter().map(|said| (said.0.id.as_str().trim_start_matches("claim:").to_owned(), vec![said]));
    let groups = numbered.chain(by_day).chain(alone);
    groups
        .map(|(part, group)| {
            let mut session = one(&format!("{}.{part}", name::slug(key)), &group);
            if session.name.is_empty() {
                session.name.clone_from(&mechanism.name);
            }
            session.part_of = Some(mechanism.id.clone());
            session
        })
        .collect()
}

/// Whether two dates mean one session: one says the same or more than the other, and neither is vaguer than a month.
fn same_occasion(a: PartialDate, b: PartialDate) -> bool {
    let bounded = |d: PartialDate| match d {
        PartialDate::At(p) => !matches!(p.part, Part::Year | Part::Season(_)),
        PartialDate::Between(a, b) => [a, b].into_iter().all(|p| p.is_some_and(|p| !matches!(p.part, Part::Year | Part::Season(_)))),
    };
    bounded(a) && bounded(b) && (a.contains(&b) || b.contains(&a))
}

/// What to call a meeting: its title, else its series with its number, else nothing.
fn call(group: &[Said<'_, claim::Meeting>]) -> Option<String> {
    let titles = slot(group, |m| m.title.clone());
    let ordinal = group.iter().find_map(|(_, m)| m.ordinal);
    let series = slot(group, |m| m.mechanism.clone());
    match (series.best(), ordinal) {
        (Some(series), Some(n)) => Some(format!("{series}, {n}{}", ending(n))),
        (Some(series), None) => Some(series.clone()),
        (None, _) => titles.best().cloned(),
    }
}

fn ending(n: u32) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn one(key: &str, group: &[Said<'_, claim::Meeting>]) -> Entity {
    let view = Meeting {
        ordinal: slot(group, |m| m.ordinal),
        title: slot(group, |m| m.title.clone()),
        level: slot(group, |m| m.level),
        date: slot(group, |m| m.date),
        place: slot(group, |m| m.place.clone()),
        mode: slot(group, |m| m.mode),
        attending: list(group, |m| &m.parties),
        status: slot(group, |m| m.status),
        participants: list(group, |m| &m.participants),
    };
    let date = view.date.best().copied();
    entity(key, call(group), group, date, EntityKind::Meeting(view))
}
