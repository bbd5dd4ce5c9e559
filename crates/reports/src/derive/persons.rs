//! Who held which post when, and at which rank did a side attend?

use crate::Book;
use crate::saying::{Joint, Saying};
use model::PartialDate;
use model::claim::Participant;
use register::entity::{Meeting, Office, Person};
use register::{Entity, EntityKind};
use std::collections::BTreeMap;

/// Who takes over or leaves may act for so many days.
const TRANSITION: i64 = 30;

/// Ranks by the words of a post, the first that fits: what stands before another holds it in itself.
const RANKS: &[(&str, u8)] = &[
    ("vice premier", 6),
    ("deputy prime minister", 6),
    ("vice president", 6),
    ("prime minister", 7),
    ("premier", 7),
    ("president", 7),
    ("chancellor", 7),
    ("state councillor", 5),
    ("vice minister", 3),
    ("vice-minister", 3),
    ("deputy minister", 3),
    ("parliamentary", 3),
    ("assistant minister", 2),
    ("director-general", 2),
    ("director general", 2),
    ("minister", 4),
    ("secretary of state", 4),
    ("director", 1),
];

const RANK_NAMES: [&str; 8] = ["", "director", "director-general", "vice-minister", "minister", "state councillor", "deputy head", "head"];

/// The rank of a post in a government; nothing where its words tell none.
fn rank(post: &str) -> Option<u8> {
    let post = post.to_lowercase();
    RANKS.iter().find(|(words, _)| post.contains(words)).map(|(_, rank)| *rank)
}

/// The highest rank of each side at a meeting, for sides all of whose people have one that is known.
fn attended(meeting: &Meeting) -> BTreeMap<&str, u8> {
    let mut sides: BTreeMap<&str, Option<u8>> = BTreeMap::new();
    for Participant { post, party, .. } in meeting.participants.values() {
        let Some(party) = party else { continue };
        let found = post.as_deref().and_then(rank);
        sides.entry(party.root()).and_modify(|best| *best = best.zip(found).map(|(a, b)| a.max(b))).or_insert(found);
    }
    sides.into_iter().filter_map(|(side, rank)| Some((side, rank?))).collect()
}

/// Sides that attended a session at a lower rank than the session before it.
pub(crate) fn drops(book: &Book<'_>, held: &[&Entity]) -> Vec<Saying> {
    let mut drops = Vec::new();
    let mut before: BTreeMap<&str, (u8, &Entity)> = BTreeMap::new();
    for entity in held {
        let EntityKind::Meeting(meeting) = &entity.kind else { continue };
        for (side, now) in attended(meeting) {
            if let Some((then, session)) = before.insert(side, (now, entity))
                && now < then
            {
                let name = |rank: u8| Saying::word(RANK_NAMES[usize::from(rank)]);
                let when = Saying::maybe(session.date.map(Saying::Date));
                let values = vec![book.told(entity), book.party_said(side), name(now), name(then), when];
                drops.push(Saying::Phrase("check.rank", values));
            }
        }
    }
    drops
}

/// A meeting at which a person is shown in a post that sources bound to another time.
pub(crate) fn out_of_post(book: &Book<'_>, entity: &Entity, person: &Person) -> Option<Saying> {
    let bounded = |office: &&Office| matches!(office.date, Some(PartialDate::Between(..))) && office.post.is_some();
    let tenures: Vec<&Office> = person.posts.values().filter(bounded).collect();
    if tenures.is_empty() {
        return None;
    }
    book.attended_by(&entity.name).iter().find_map(|meeting| {
        let EntityKind::Meeting(m) = &meeting.kind else { return None };
        let date = meeting.date?;
        let shown = m.participants.values().find(|p| p.person.as_deref() == Some(entity.name.as_str()))?;
        let post = shown.post.as_deref()?;
        let same = |office: &&&Office| office.post.as_deref().is_some_and(|p| p.eq_ignore_ascii_case(post)) && may_be(office, shown);
        let mut of_post = tenures.iter().filter(same).peekable();
        of_post.peek()?;
        let apart: Vec<&&Office> = of_post.collect();
        let outside = apart.iter().all(|office| office.date.is_some_and(|tenure| days_apart(tenure, date) > TRANSITION));
        let told = Saying::All(Joint::Names, apart.iter().filter_map(|o| o.date).map(Saying::Date).collect());
        outside.then(|| Saying::Phrase("check.tenure", vec![Saying::text(post), Saying::Date(date), told]))
    })
}

fn may_be(office: &Office, shown: &Participant) -> bool {
    match (&office.party, &shown.party) {
        (Some(a), Some(b)) => a.root() == b.root(),
        _ => true,
    }
}

/// Days between two dates that do not overlap; 0 where they do or an end is open.
fn days_apart(a: PartialDate, b: PartialDate) -> i64 {
    let gap = |from: PartialDate, to: PartialDate| super::days_between(from, to).unwrap_or(0);
    gap(a, b).max(gap(b, a)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_the_rank_of_its_words() {
        for (post, expected) in [
            ("Vice Minister for International Affairs", Some(3)),
            ("Minister of Commerce", Some(4)),
            ("Deputy Prime Minister and Minister of Finance", Some(6)),
            ("Director-General for Trade", Some(2)),
            ("Chairperson", None),
        ] {
            assert_eq!(rank(post), expected, "{post}");
        }
    }
}
