//! Who took which stand on what, and what came of what was asked? As grids, each with a table of one thing a row.

use super::list::form;
use crate::asking::{Asking, badge};
use crate::page::{Block, Cell, Grid, Page, Row, Table};
use crate::reply::Wrong;
use register::{Entity, EntityId};
use reports::{Book, Proposal, Scope, Stand};
use serde_json::json;

/// Sides with a column of their own; those of the others stand in the last.
const SIDES: usize = 4;
/// Rows of a grid on a page.
const ROWS: usize = 40;

/// The part of the rows that is asked for, with the way to the next.
fn part<T>(asking: &Asking<'_>, rows: Vec<T>) -> Result<(Vec<T>, String), Wrong> {
    let from = match asking.ask.queried("page") {
        Some(token) => crate::asking::token_place(token).ok_or_else(|| Wrong::new(400, "page is no token of this site", ""))?,
        None => 0,
    };
    let next = if rows.len() > from + ROWS { asking.with("page", &crate::asking::place_token(from + ROWS)) } else { String::new() };
    Ok((rows.into_iter().skip(from).take(ROWS).collect(), next))
}

fn page(asking: &Asking<'_>, title: &str, tab: &str, scope: &Scope) -> Page {
    let mut page = Page::new("question", asking.t(title));
    page.lead = asking.scope_name(scope);
    page.tabs = asking.tabs_of(scope, tab);
    if !matches!(scope, Scope::Mechanism(_)) {
        page.blocks.push(Block::Own(form(asking, &["party", "other"])));
    }
    page
}

/// What a side is called: a state or organisation in the language of the page, a person as they are.
fn called(asking: &Asking<'_>, side: &str) -> String {
    if side.is_empty() { asking.words.said("Side not named") } else { asking.party_name(side) }
}

/// Stands by issue and side.
pub(crate) fn stands(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let stands = reports::stands(book, &scope);
        let mut page = page(asking, "q.stands", "page.stands", &scope);
        page.value = json!({ "title": page.title, "as_of": book.as_of, "stands": stands });
        if stands.issues.is_empty() {
            page.blocks.push(Block::Note(asking.t("nothing").to_owned()));
            return Ok(page);
        }
        let more = stands.sides.len() > SIDES;
        let own = &stands.sides[..stands.sides.len().min(SIDES)];
        let mut columns: Vec<String> = vec![asking.words.said("issue")];
        columns.extend(own.iter().map(|side| called(asking, side)));
        columns.extend(more.then(|| asking.words.said("others")));
        let mut table = Table::new(asking.t("page.stands"), &["issue", "side", "date", "stance", "what"]);
        for issue in &stands.issues {
            for stand in &issue.stands {
                table.rows.push(vec![
                    Cell::text(&issue.name),
                    Cell::text(called(asking, &stand.side)),
                    Cell::when(stand.date.map(|d| asking.when(d))),
                    Cell::text(asking.words.said(stand.stance)),
                    Cell::link(asking.called(book, &stand.entity, ""), asking.entity_href(&stand.entity)),
                ]);
            }
        }
        asking.part(&mut table)?;
        let (issues, next) = part(asking, stands.issues)?;
        let rows = issues
            .into_iter()
            .map(|issue| {
                let of = |side: Option<&String>| {
                    let here = issue.stands.iter().filter(|s| side.map_or(!own.contains(&s.side), |side| *side == s.side));
                    here.map(|s| stand(asking, s, side.is_none())).collect::<Vec<Row>>()
                };
                let mut cells: Vec<Vec<Row>> = own.iter().map(|side| of(Some(side))).collect();
                cells.extend(more.then(|| of(None)));
                (Cell::text(issue.name.clone()), cells)
            })
            .collect();
        page.blocks.push(Block::Grid(Grid { caption: asking.t("page.stands").to_owned(), columns, rows, next, table }));
        Ok(page)
    })
}

/// A stand in its cell; with its side where the column is not of one side.
fn stand(asking: &Asking<'_>, stand: &Stand, sided: bool) -> Row {
    let side = if sided { format!("{}: ", called(asking, &stand.side)) } else { String::new() };
    let word = if stand.stance.is_empty() { "stance" } else { stand.stance };
    Row {
        text: format!("{side}{}", asking.words.said(word)),
        href: asking.entity_href(&stand.entity),
        when: stand.date.map(|d| asking.when(d)),
        ..Row::default()
    }
}

/// Kinds of acts that may answer a proposal, in the order of their columns.
const ACTS: [&str; 6] = ["instrument", "commitment", "project", "measure", "meeting", "visit"];

/// Proposals by what came of them.
pub(crate) fn outcomes(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let proposals = reports::outcomes(book, &scope);
        let mut page = page(asking, "q.outcomes", "page.outcomes", &scope);
        page.value = json!({ "title": page.title, "as_of": book.as_of, "proposals": proposals });
        if proposals.is_empty() {
            page.blocks.push(Block::Note(asking.t("nothing").to_owned()));
            return Ok(page);
        }
        let entity = |id: &EntityId| book.snapshot.entities.get(id);
        let kinds: Vec<&str> =
            ACTS.into_iter().filter(|kind| proposals.iter().flat_map(|p| &p.came).any(|id| id.kind() == *kind)).collect();
        let mut columns: Vec<String> = ["side", "what", "status"].map(|c| asking.words.said(c)).into();
        columns.extend(kinds.iter().map(|kind| asking.words.said(&plural(kind))));
        let mut table = Table::new(asking.t("page.outcomes"), &["side", "date", "what", "status", "kind", "what came of it"]);
        for proposal in &proposals {
            let came: Vec<&Entity> = proposal.came.iter().filter_map(entity).collect();
            let row = |act: Option<&Entity>| {
                vec![
                    Cell::text(asking.heading(&proposal.side)),
                    Cell::when(proposal.date.map(|d| asking.when(d))),
                    Cell::link(asking.called(book, &proposal.entity, ""), asking.entity_href(&proposal.entity)),
                    Cell::badge(Some(badge(if act.is_some() { "answered?" } else { "none seen" }))),
                    Cell::text(act.map(|e| asking.words.said(e.kind.name())).unwrap_or_default()),
                    act.map(|e| Cell::link(asking.line(book, e), asking.entity_href(&e.id))).unwrap_or_default(),
                ]
            };
            if came.is_empty() {
                table.rows.push(row(None));
            }
            table.rows.extend(came.into_iter().map(|e| row(Some(e))));
        }
        asking.part(&mut table)?;
        let (proposals, next) = part(asking, proposals)?;
        let rows = proposals.iter().map(|p| (Cell::text(asking.heading(&p.side)), cells(asking, book, p, &kinds))).collect();
        page.blocks.push(Block::Grid(Grid { caption: asking.t("page.outcomes").to_owned(), columns, rows, next, table }));
        Ok(page)
    })
}

fn cells(asking: &Asking<'_>, book: &Book<'_>, proposal: &Proposal, kinds: &[&str]) -> Vec<Vec<Row>> {
    let asked = Row {
        text: asking.called(book, &proposal.entity, ""),
        href: asking.entity_href(&proposal.entity),
        when: proposal.date.map(|d| asking.when(d)),
        ..Row::default()
    };
    let status = Row { badge: Some(badge(if proposal.came.is_empty() { "none seen" } else { "answered?" })), ..Row::default() };
    let of_kind = |kind: &&str| {
        let acts = proposal.came.iter().filter(|id| id.kind() == *kind).filter_map(|id| book.snapshot.entities.get(id));
        acts.map(|e| Row {
            text: asking.line(book, e),
            href: asking.entity_href(&e.id),
            when: e.date.map(|d| asking.when(d)),
            ..Row::default()
        })
        .collect()
    };
    [vec![asked], vec![status]].into_iter().chain(kinds.iter().map(of_kind)).collect()
}

/// The kinds that can be listed are called in the plural.
fn plural(kind: &str) -> String {
    format!("{kind}s")
}

/// Projects by their programme.
pub(crate) fn programmes(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let answer = reports::programmes(book, &scope);
        let mut page = asking.answered(book, "project", asking.t("q.programmes"), &answer);
        page.lead = asking.scope_name(&scope);
        if !matches!(scope, Scope::Mechanism(_)) {
            page.blocks.insert(0, Block::Own(form(asking, &["party", "other"])));
        }
        Ok(page)
    })
}
