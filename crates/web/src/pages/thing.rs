//! What is stated of any other entity, and who says so? Every value with the claims that give it; where it stands is
//! judged, with the reason.

use super::claim::cells;
use crate::access::Right;
use crate::asking::{Asking, badge};
use crate::page::{Block, Cell, Html, Labelled, List, Page, Table};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;
use register::{Entity, EntityId, EntityKind, Progress, Verdict};
use reports::Book;

/// The question about a kind of thing.
fn question(kind: &str) -> Option<(&'static str, &'static str)> {
    let known = [
        ("instrument", "q.instrument"),
        ("commitment", "q.commitment"),
        ("measure", "q.measure"),
        ("project", "q.project"),
        ("visit", "q.visit"),
        ("stance", "q.stance"),
        ("figure", "q.figure"),
        ("event", "q.event"),
    ];
    known.into_iter().find(|(k, _)| *k == kind)
}

pub(crate) fn thing(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let (kind, question) = question(asking.ask.path.first().map_or("", String::as_str)).ok_or_else(|| Wrong::missing("page"))?;
    asking.book_of(kind, |book| {
        let entity = asking.entity(book, kind)?;
        let mut answer = reports::thing(book, entity);
        // What is promised or said is the question; who and when stand below it.
        let said = match &entity.kind {
            EntityKind::Commitment(c) => c.action.best().cloned(),
            EntityKind::Stance(s) => s.about.best().cloned(),
            EntityKind::Instrument(_) => Some(entity.name.clone()),
            _ => None,
        };
        let what = said.unwrap_or_else(|| asking.line(book, entity));
        answer.details.clear();
        let mut page = asking.answered(book, kind, asking.words.fill(question, &[&what]), &answer);
        page.value = serde_json::json!({ "entity": entity, "answer": answer });
        let mut facts = judged(asking, book, entity);
        facts.extend(slots(asking, entity));
        page.blocks.retain(|b| !matches!(b, Block::Note(_)));
        page.blocks.insert(0, Block::Facts(facts));
        if kind == "instrument" {
            lifecycle(asking, book, entity, &mut page);
        }
        if kind == "commitment" && asking.may(Right::Edit) {
            page.blocks.push(Block::Own(Html::of(&Assess {
                w: asking.words,
                entity: entity.id.as_str().to_owned(),
                back: asking.with("done", ""),
                words: Progress::ALL.map(Progress::as_str),
            })));
        }
        page.blocks.extend(super::together::links(asking, entity));
        Ok(page)
    })
}

/// What was done to an instrument, in order, and its other versions.
fn lifecycle(asking: &Asking<'_>, book: &Book<'_>, entity: &Entity, page: &mut Page) {
    let EntityKind::Instrument(instrument) = &entity.kind else { return };
    let mut acts: Vec<_> = instrument.acts.stated().iter().collect();
    acts.sort_by_key(|s| (s.value.date.is_none(), s.value.date.and_then(|d| d.lower())));
    let mut table = Table::new(asking.t("lifecycle"), &["date", "what", "place", "source"]);
    for act in acts {
        let claim =
            entity.giving(act).first().map(|c| asking.link(&format!("/claim/{}", crate::asking::short(c.as_str())))).unwrap_or_default();
        table.rows.push(vec![
            Cell::when(act.value.date.map(|d| asking.when(d))),
            Cell::text(act.value.action.map(|a| asking.words.said(a.as_str())).unwrap_or_default()),
            Cell::text(act.value.at.clone().unwrap_or_default()),
            Cell::link(asking.t("evidence"), claim),
        ]);
    }
    if !table.rows.is_empty() {
        page.blocks.insert(1.min(page.blocks.len()), Block::Table(table));
    }
    let versions = reports::versions(book, entity);
    if versions.len() > 1 {
        let rows = versions.into_iter().map(|e| asking.row(book, &book.item_of(e))).collect();
        let list = List { heading: asking.t("supersedes").to_owned(), rows, more: 0, more_href: String::new(), level: 2 };
        page.blocks.insert(2.min(page.blocks.len()), Block::List(list));
    }
}

/// Every slot with every value; more than one is a disagreement, or a list.
pub(crate) fn slots(asking: &Asking<'_>, entity: &Entity) -> Vec<Labelled> {
    let value = serde_json::to_value(&entity.kind).unwrap_or_default();
    let stated = value["stated"].as_object().into_iter().flatten();
    stated
        .map(|(slot, values)| {
            let each = values.as_array().into_iter().flatten();
            let value: Vec<Cell> = each
                .flat_map(|v| {
                    // What every claim gives names none of them.
                    let first = v["claims"][0].as_str().or_else(|| entity.claims.first().map(model::ClaimId::as_str));
                    let claim = first.map(|c| format!("/claim/{}", crate::asking::short(c)));
                    cells(asking, &v["value"]).into_iter().map(move |c| (c, claim.clone()))
                })
                // A value leads to the claim that gives it.
                .map(|(cell, claim)| Cell { href: claim.map(|c| asking.link(&c)).unwrap_or_default(), ..cell })
                .collect();
            Labelled { label: asking.words.said(&slot.replace('_', " ")), value }
        })
        .collect()
}

/// Where it stands on the day asked for, and why.
fn judged<'b>(asking: &Asking<'_>, book: &Book<'b>, entity: &'b Entity) -> Vec<Labelled> {
    let Some(item) = reports::judgement(book, entity) else { return Vec::new() };
    let mut facts = vec![Labelled { label: asking.words.said("standing"), value: vec![Cell::badge(item.status.as_deref().map(badge))] }];
    if let Some(reason) = &item.reason {
        facts.push(Labelled { label: asking.words.said("reason"), value: vec![Cell::text(reason.told(asking.words))] });
    }
    facts
}

#[derive(Template)]
#[template(path = "assess.html")]
struct Assess<'p> {
    w: &'p Words,
    entity: String,
    back: String,
    words: [&'static str; 11],
}

/// Records how far a commitment is, in the judgement of the person who asks.
pub(crate) fn assess(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let commitment = asking.ask.filled("entity").ok_or_else(|| Wrong::new(400, "the form names no commitment", ""))?;
    let word = asking.ask.filled("progress").unwrap_or_default();
    let progress = Progress::ALL.into_iter().find(|p| p.as_str() == word);
    let progress = progress
        .ok_or_else(|| Wrong::new(400, format!("{word:?} is no word for progress"), Progress::ALL.map(Progress::as_str).join(", ")))?;
    asking.decide(Verdict::Assess { commitment: EntityId::from_printed(commitment), progress })?;
    Ok(Reply::to(&super::review::told(asking.ask.filled("back").unwrap_or("/commitments"), &format!("done={word}"))))
}

/// Records that a check does not matter for an entity.
pub(crate) fn dismiss(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let (Some(check), Some(entity)) = (asking.ask.filled("check"), asking.ask.filled("entity")) else {
        return Err(Wrong::new(400, "the form names no check", ""));
    };
    asking.decide(Verdict::Dismiss { check: check.to_lowercase(), entity: EntityId::from_printed(entity) })?;
    Ok(Reply::to(&super::review::told(asking.ask.filled("back").unwrap_or("/checks"), "done=dismiss")))
}
