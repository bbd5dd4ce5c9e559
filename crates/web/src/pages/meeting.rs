//! Who sat there, and what came of it? Each side with its people and what it asked for, beside the outcomes.

use crate::asking::Asking;
use crate::page::{Block, Cell, Column, Html, List, Page, Table};
use crate::reply::Wrong;
use crate::words::Words;
use askama::Template;
use register::Entity;
use reports::{Book, Sitting};

/// The people of one side.
#[derive(Template)]
#[template(path = "people.html")]
struct People<'p> {
    w: &'p Words,
    people: Vec<Face>,
}

/// Somebody who sat there.
struct Face {
    name: String,
    href: String,
    rest: String,
    role: String,
}

pub(crate) fn meeting(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of("meeting", |book| {
        let entity = asking.entity(book, "meeting")?;
        let mut answer = reports::meeting(book, entity);
        let sides = reports::sides(book, entity);
        let title = asking.words.fill("q.meeting", &[&asking.line(book, entity)]);
        let mut page = Page::new("meeting", title);
        page.value = serde_json::json!({ "answer": answer, "sides": sides });
        // The sides show their people and what they said; the rest of the answer follows.
        answer.sections.retain(|s| !s.heading.starts_with("Delegation: ") && s.heading != "Proposed, asked and criticised");
        let told = answer.sections.iter().position(|s| s.heading == "Told by").map(|at| answer.sections.remove(at));
        let outcomes = std::mem::take(&mut answer.sections);
        asking.put(book, &answer, &mut page.blocks);
        let mut columns: Vec<Column> =
            sides.iter().filter(|s| !s.people.is_empty() || !s.said.is_empty()).map(|s| side(asking, book, s)).collect();
        if !outcomes.is_empty() {
            let blocks = outcomes.iter().map(|s| Block::List(List { level: 3, ..asking.list(book, &s.heading, &s.items, s.more) }));
            columns.push(Column { heading: asking.t("outcomes").to_owned(), blocks: blocks.collect() });
        }
        if !columns.is_empty() {
            page.blocks.push(Block::Sides(columns));
        }
        if let Some(told) = told {
            page.blocks.push(Block::List(List {
                heading: asking.t("accounts").to_owned(),
                ..asking.list(book, "Told by", &told.items, told.more)
            }));
        }
        around(asking, book, entity, &mut page);
        page.blocks.extend(super::together::links(asking, entity));
        Ok(page)
    })
}

fn side(asking: &Asking<'_>, book: &Book<'_>, sitting: &Sitting) -> Column {
    let mut blocks = Vec::new();
    let people: Vec<Face> = sitting
        .people
        .iter()
        .map(|p| {
            let known =
                p.person.as_ref().and_then(|name| book.snapshot.entities.values().find(|e| e.kind.name() == "person" && e.name == *name));
            let name = p.person.clone().or_else(|| p.post.clone()).unwrap_or_else(|| asking.party_name(&sitting.party));
            let post = p.post.clone().filter(|_| p.person.is_some());
            Face {
                name,
                href: known.map(|e| asking.entity_href(&e.id)).unwrap_or_default(),
                rest: [post, p.body.clone()].into_iter().flatten().collect::<Vec<_>>().join(", "),
                role: if p.role == "participant" { String::new() } else { asking.words.said(p.role) },
            }
        })
        .collect();
    if !people.is_empty() {
        blocks.push(Block::Own(Html::of(&People { w: asking.words, people })));
    }
    if !sitting.said.is_empty() {
        blocks.push(Block::List(List { heading: asking.t("proposed by").to_owned(), level: 3, ..asking.list(book, "", &sitting.said, 0) }));
    }
    let heading = if sitting.party.is_empty() { "–".to_owned() } else { asking.party_name(&sitting.party) };
    Column { heading, blocks }
}

/// The sessions before and after it.
fn around(asking: &Asking<'_>, book: &Book<'_>, entity: &Entity, page: &mut Page) {
    let Some(series) = entity.part_of.as_ref() else { return };
    let sessions = book.snapshot.meetings_of(series);
    if sessions.len() < 2 {
        return;
    }
    let mut table = Table::new(asking.t("ladder"), &["date", "meeting", "status"]);
    for session in sessions {
        table.rows.push(vec![
            Cell::when(session.date.map(|d| asking.when(d))),
            if session.id == entity.id {
                Cell::text(asking.line(book, session))
            } else {
                Cell::link(asking.line(book, session), asking.entity_href(&session.id))
            },
            Cell::badge(reports::status(session).as_deref().map(crate::asking::badge)),
        ]);
    }
    page.blocks.push(Block::Table(table));
}
