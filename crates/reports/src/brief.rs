//! What must be known before the meeting, on one page?

use crate::derive::ledger::{Entry, Timeliness, entry};
use crate::derive::{checks, health as derive_health, lifecycle};
use crate::dyad::dated;
use crate::{Answer, Book, Item, Saying, Scope, health, irritants, ledger, line, proposals};
use register::{Entity, EntityKind};

/// Mechanisms with their health, the last and the next meetings, open commitments by due date, what stands in the way,
/// requests without an answer, instruments in force, and what does not fit together.
#[must_use]
pub fn brief(book: &Book<'_>, scope: &Scope) -> Answer {
    let about = scope.title(book);
    let mut answer = Answer::judged(format!("Brief: {}", about.trim_start_matches(" of ")), book);
    let meetings = scope.entities(book, "meeting");
    let now = book.as_of.upper();
    let held: Vec<&&Entity> = meetings.iter().filter(|e| line::status(e).as_deref() == Some("held") && e.date.is_some()).collect();
    let to_come: Vec<&&Entity> = meetings
        .iter()
        .filter(|e| matches!(line::status(e).as_deref(), Some("planned" | "postponed" | "proposed")))
        .filter(|e| e.date.and_then(|d| d.upper()).is_none_or(|u| now.is_none_or(|n| u >= n)))
        .collect();
    answer.detail("last held", held.last().map(|e| dated(book, e)));
    answer.detail("next", to_come.first().map(|e| dated(book, e)));
    mechanisms(book, scope, &mut answer);
    answer.section("Last meetings", held.iter().rev().take(5).map(|e| book.item(e)).collect(), book);
    answer.section("Announced or proposed", to_come.iter().map(|e| book.item(e)).collect(), book);
    open_commitments(book, scope, &mut answer);
    let (open, _, complaints) = irritants::gather(book, scope);
    answer.section("What stands in the way", open.into_iter().chain(complaints).collect(), book);
    requests(book, scope, &mut answer);
    instruments(book, scope, &mut answer);
    let projects = scope.entities(book, "project").into_iter().map(|e| book.item(e)).collect();
    answer.section("Projects", projects, book);
    let among: std::collections::BTreeSet<_> = scope.entities(book, "").into_iter().map(|e| e.id.clone()).collect();
    let found = checks::checks(book, &scope.filter(""));
    let odd = found.into_iter().filter(|c| among.contains(&c.entity.id) && c.kind != "due passed");
    let items = odd.map(|c| Item { status: Some(c.kind.to_owned()), reason: Some(c.reason), ..book.item(c.entity) }).collect();
    answer.section("To be checked", items, book);
    answer
}

fn mechanisms(book: &Book<'_>, scope: &Scope, answer: &mut Answer) {
    let of_scope = scope.entities(book, "mechanism").into_iter().filter(|e| !e.denied);
    let mut items: Vec<Item> =
        of_scope.filter_map(|e| derive_health::health(book, e).map(|judged| health::item(book, e, judged))).collect();
    items.sort_by_cached_key(|i| (std::cmp::Reverse(i.date.and_then(|d| d.lower())), i.text.clone()));
    answer.section("Mechanisms", items, book);
}

fn open_commitments(book: &Book<'_>, scope: &Scope, answer: &mut Answer) {
    let all = scope.entities(book, "commitment");
    let mut open: Vec<Entry<'_>> = all.iter().filter_map(|e| entry(book, e)).filter(|e| !e.progress.is_closed()).collect();
    let due = |e: &Entry<'_>| e.commitment.due.best().and_then(|d| d.upper());
    open.sort_by(|a, b| (due(a).is_none(), due(a), &a.entity.id).cmp(&(due(b).is_none(), due(b), &b.entity.id)));
    let overdue = open.iter().filter(|e| e.timeliness == Timeliness::Overdue).count();
    if !open.is_empty() {
        let counts = [open.len(), overdue].map(|n| Saying::Number(n as u64));
        answer.detail("open commitments", Some(Saying::Phrase("why.open ledger", counts.to_vec())));
    }
    answer.section_of("Open commitments", &open, book, |e| ledger::item(book, e));
}

fn requests(book: &Book<'_>, scope: &Scope, answer: &mut Answer) {
    use model::claim::StanceType;
    let mut asked: Vec<(&Entity, String)> = Vec::new();
    for entity in scope.entities(book, "stance").into_iter().filter(|e| !e.denied) {
        let EntityKind::Stance(stance) = &entity.kind else { continue };
        if matches!(stance.stance.best(), Some(StanceType::Propose | StanceType::Offer | StanceType::Request | StanceType::Demand)) {
            asked.push((entity, line::topic(stance)));
        }
    }
    answer.section_of("Proposals and requests", &asked, book, |(entity, topic)| proposals::item(book, entity, topic));
}

fn instruments(book: &Book<'_>, scope: &Scope, answer: &mut Answer) {
    let of_scope = scope.entities(book, "instrument").into_iter().filter(|e| !e.denied);
    let items = of_scope.map(|e| match lifecycle::standing(book, e) {
        Some((status, reason)) => Item { status: Some(status), reason: Some(reason), text: e.name.clone(), ..book.item(e) },
        None => book.item(e),
    });
    answer.section("Instruments", items.collect(), book);
}
