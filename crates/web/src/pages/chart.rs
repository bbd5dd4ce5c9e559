//! The charts: a drawing with its table, in a page or by itself.

use crate::ask::encoded;
use crate::asking::{Asking, Form, badge};
use crate::page::{Block, Cell, Chart, Page, Table};
use crate::reply::{Reply, Wrong};
use register::{Entity, EntityId};
use reports::{Book, Scope};
use share::svg::{self, Frame};
use std::collections::BTreeMap;

/// Gives `draw` what a drawing needs from this page.
fn framed(asking: &Asking<'_>, title: &str, draw: impl FnOnce(&Frame<'_>) -> String) -> String {
    let href = |id: &str| match id.strip_prefix("party:") {
        Some(party) => asking.link(&format!("/party/{}", encoded(party))),
        None => asking.entity_href(&EntityId::from_printed(id)),
    };
    let said = |word: &str| asking.words.said(word);
    let date = |date| asking.words.date(date);
    draw(&Frame { title, href: &href, said: &said, date: &date })
}

fn chart(asking: &Asking<'_>, heading: &'static str, table: Table, draw: impl FnOnce(&Frame<'_>) -> String) -> Block {
    let heading = asking.t(heading).to_owned();
    let svg = framed(asking, &heading, draw);
    Block::Chart(Chart { table: Table { caption: heading.clone(), ..table }, heading, svg })
}

/// The session ladder of a mechanism, and the time between its sessions.
pub(crate) fn sessions(asking: &Asking<'_>, book: &Book<'_>, entity: &Entity) -> Vec<Block> {
    let Some(sessions) = reports::sessions(book, entity) else { return Vec::new() };
    let mut blocks = Vec::new();
    if !sessions.rungs.is_empty() {
        let mut table = Table::new("", &["ordinal", "date", "place", "status"]);
        for rung in &sessions.rungs {
            let href = rung.entity.as_ref().map(|e| asking.entity_href(e)).unwrap_or_default();
            let number = Some(rung.number()).filter(|n| !n.is_empty()).unwrap_or_else(|| "–".to_owned());
            table.rows.push(vec![
                Cell::link(number, href),
                Cell::when(rung.date.map(|d| asking.when(d))),
                Cell::text(rung.place.clone().unwrap_or_default()),
                Cell::badge(Some(badge(&rung.status))),
            ]);
        }
        blocks.push(chart(asking, "ladder", table, |f| svg::ladder::ladder(&sessions, f)));
    }
    if !sessions.gaps.is_empty() {
        let mut table = Table::new("", &["from", "to", "gap"]);
        for gap in &sessions.gaps {
            table.rows.push(vec![Cell::when(Some(asking.when(gap.from))), Cell::when(Some(asking.when(gap.to))), Cell::number(gap.days)]);
        }
        blocks.push(chart(asking, "cadence", table, |f| svg::cadence::cadence(&sessions, f)));
    }
    blocks
}

/// Meetings in the lanes of their mechanisms.
pub(crate) fn lanes(asking: &Asking<'_>, book: &Book<'_>, scope: &Scope) -> Vec<Block> {
    let mut lanes = reports::lanes(book, scope);
    for mark in lanes.lanes.iter_mut().flat_map(|lane| &mut lane.marks) {
        mark.name = asking.called(book, &mark.entity, &mark.name);
    }
    if lanes.lanes.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new("", &["mechanism", "meeting", "date", "status"]);
    for lane in &lanes.lanes {
        for mark in &lane.marks {
            table.rows.push(vec![
                Cell::text(&lane.name),
                Cell::link(&mark.name, asking.entity_href(&mark.entity)),
                Cell::when(Some(asking.when(mark.date))),
                Cell::badge(Some(badge(&mark.status))),
            ]);
        }
    }
    vec![chart(asking, "lanes", table, |f| svg::lanes::lanes(&lanes, f))]
}

/// Commitments by progress.
pub(crate) fn standings(asking: &Asking<'_>, book: &Book<'_>, scope: &Scope) -> Vec<Block> {
    let standings = reports::standings(book, scope);
    if standings.bars.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new("", &["progress", "overdue", "due soon", "not due", "no due date", "closed"]);
    for bar in &standings.bars {
        let counts = [bar.overdue, bar.due_soon, bar.not_due, bar.no_due, bar.closed];
        table.rows.push([Cell::text(asking.words.said(&bar.progress))].into_iter().chain(counts.map(Cell::number)).collect());
    }
    vec![chart(asking, "progress chart", table, |f| svg::standing::standings(&standings, f))]
}

/// Irritants over time.
pub(crate) fn strips(asking: &Asking<'_>, book: &Book<'_>, scope: &Scope) -> Vec<Block> {
    let mut strips = reports::strips(book, scope);
    for strip in &mut strips.strips {
        strip.name = asking.called(book, &strip.entity, &strip.name);
    }
    if strips.strips.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new("", &["measure", "since", "until", "status", "times raised"]);
    for strip in &strips.strips {
        table.rows.push(vec![
            Cell::link(&strip.name, asking.entity_href(&strip.entity)),
            Cell::when(strip.since.map(|d| asking.when(d))),
            Cell::when(strip.until.map(|d| asking.when(d))),
            Cell::badge(Some(badge(&strip.status))),
            Cell::number(strip.raised.len()),
        ]);
    }
    vec![chart(asking, "strips", table, |f| svg::strips::strips(&strips, f))]
}

/// Claims about it by month, in small, with the months from which nothing was read.
pub(crate) fn pulse(asking: &Asking<'_>, book: &Book<'_>, scope: &Scope) -> Option<Block> {
    let months = reports::pulse(book, scope);
    // Of one month there is nothing to compare.
    (months.len() > 1).then(|| {
        let mut table = Table::new("", &["month", "documents", "claims"]);
        for m in months.iter().filter(|m| m.documents > 0) {
            table.rows.push(vec![Cell::text(&m.month), Cell::number(m.documents), Cell::number(m.claims)]);
        }
        chart(asking, "pulse", table, |f| svg::months::spark(&months, f))
    })
}

/// Parties by parties.
pub(crate) fn matrix(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let matrix = reports::matrix(book, &scope);
        let mut page = Page::new("question", asking.t("q.matrix"));
        page.value = serde_json::json!({ "title": page.title, "as_of": book.as_of, "pairs": matrix.pairs });
        let names = |party: &str| asking.party_name(party);
        let pair = |one: &str, other: &str| asking.link(&format!("/dyad/{}/{}", encoded(one), encoded(other)));
        let mut table = Table::new("", &["one", "other", "in common", "meetings"]);
        for p in &matrix.pairs {
            table.rows.push(vec![
                Cell::link(names(&p.one), pair(&p.one, &p.other)),
                Cell::text(names(&p.other)),
                Cell::number(p.count),
                Cell::number(p.meetings),
            ]);
        }
        asking.part(&mut table)?;
        page.blocks.push(chart(asking, "matrix chart", table, |f| svg::matrix::matrix(&matrix, &names, &pair, f)));
        Ok(page)
    })
}

/// Parties and mechanisms.
pub(crate) fn network(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let network = reports::network(book, &scope);
        let mut page = Page::new("question", asking.t("q.network"));
        page.value = serde_json::json!({ "title": page.title, "as_of": book.as_of, "network": network });
        let mut table = Table::new("", &["mechanism", "members"]);
        for (n, knot) in network.mechanisms.iter().enumerate() {
            let of = network.members.iter().filter(|(_, m)| *m == n).filter_map(|(p, _)| network.parties.get(*p));
            let names: Vec<String> = of.map(|p| asking.party_name(&p.id)).collect();
            let href = asking.entity_href(&EntityId::from_printed(knot.id.as_str()));
            table.rows.push(vec![Cell::link(&knot.name, href), Cell::text(names.join(", "))]);
        }
        page.blocks.push(chart(asking, "network chart", table, |f| svg::network::network(&network, f)));
        Ok(page)
    })
}

/// Places of meetings and visits.
pub(crate) fn map(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| {
        let scope = asking.scope(book)?;
        let (places, unknown) = reports::places(book, &scope, &asking.site.world.located);
        let mut page = Page::new("question", asking.t("q.map"));
        page.value = serde_json::json!({ "title": page.title, "as_of": book.as_of, "places": places, "unknown": unknown });
        let mut table = Table::new("", &["place", "meetings", "visits"]);
        for place in &places {
            let name = |ids: &[EntityId]| ids.first().map(|id| asking.entity_href(id)).unwrap_or_default();
            let first = if place.meetings.is_empty() { name(&place.visits) } else { name(&place.meetings) };
            table.rows.push(vec![Cell::link(&place.name, first), Cell::number(place.meetings.len()), Cell::number(place.visits.len())]);
        }
        page.blocks.push(chart(asking, "map chart", table, |f| svg::map::map(&places, f)));
        page.blocks.push(Block::Note(asking.words.fill("map.unknown", &[&unknown.to_string()])));
        Ok(page)
    })
}

/// What was read and what is missing.
pub(crate) fn coverage(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let reviewed = asking.site.shelf.with(&asking.site.world, |register| Ok(register.reviewed()?))?;
    asking.book(|book| {
        let coverage = reports::coverage(book);
        let mut page = Page::new("question", asking.t("q.coverage"));
        page.value = serde_json::json!({ "title": page.title, "as_of": book.as_of, "coverage": coverage, "reviewed": reviewed });
        let fact =
            |label: &str, count: usize| crate::page::Labelled { label: asking.t(label).to_owned(), value: vec![Cell::number(count)] };
        let claims: usize = coverage.judged.iter().sum();
        page.blocks.push(Block::Facts(vec![
            crate::page::Labelled { label: asking.words.said("documents"), value: vec![Cell::number(book.snapshot.documents.len())] },
            fact("coverage.undated", coverage.undated),
            fact("coverage.unsigned", coverage.unsigned),
            fact("coverage.copies", coverage.copies),
            crate::page::Labelled { label: asking.words.said("claims"), value: vec![Cell::number(claims)] },
            fact("coverage.accepted", coverage.judged[1]),
        ]));
        let mut months = Table::new("", &["month", "documents", "claims"]);
        for m in coverage.months.iter().filter(|m| m.documents > 0) {
            months.rows.push(vec![Cell::text(&m.month), Cell::number(m.documents), Cell::number(m.claims)]);
        }
        page.blocks.push(chart(asking, "months", months, |f| svg::months::months(&coverage.months, f)));
        let mut publishers =
            Table::new(asking.t("publishers"), &["publisher", "documents", "claims", "first", "last", "usual gap", "status"]);
        for p in &coverage.publishers {
            let when = |d: Option<model::PartialDate>| Cell::when(d.map(|d| asking.when(d)));
            let name = if p.name.is_empty() { "–".to_owned() } else { p.name.clone() };
            publishers.rows.push(vec![
                Cell::text(name),
                Cell::number(p.documents),
                Cell::number(p.claims),
                when(p.first),
                when(p.last),
                p.usual_gap.map(Cell::number).unwrap_or_default(),
                Cell::badge(p.stale.then(|| badge("stale"))),
            ]);
        }
        asking.part(&mut publishers)?;
        page.blocks.push(Block::Table(publishers));
        let mut sure = Table::new(asking.t("quality"), &["confidence", "claims"]);
        for (tenth, count) in coverage.sureness.iter().enumerate() {
            sure.rows.push(vec![Cell::text(format!("{} – {} %", tenth * 10, tenth * 10 + 10)), Cell::number(count)]);
        }
        page.blocks.push(Block::Table(sure));
        if !reviewed.is_empty() {
            page.blocks.push(Block::Table(by_rule(asking, &reviewed)));
        }
        Ok(page)
    })
}

/// What people made of each rule's claims, by which the confidence of its others is moved.
fn by_rule(asking: &Asking<'_>, reviewed: &BTreeMap<String, register::Reviewed>) -> Table {
    let mut table = Table::new(asking.t("reviewed"), &["rule", "accepted", "rejected"]);
    for (rule, judged) in reviewed {
        table.rows.push(vec![Cell::text(rule), Cell::number(judged.accepted as usize), Cell::number(judged.rejected as usize)]);
    }
    table
}

/// The first drawing of a page by itself.
pub(crate) fn alone(asking: &Asking<'_>, page: &Page) -> Result<Reply, Wrong> {
    debug_assert_eq!(asking.form, Form::Svg);
    let wanted = asking.ask.queried("chart").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
    let mut charts = page.blocks.iter().filter_map(|b| if let Block::Chart(chart) = b { Some(chart) } else { None });
    let chart = charts.nth(wanted.saturating_sub(1)).ok_or_else(|| Wrong::missing("drawing"))?;
    Ok(Reply::of("image/svg+xml", chart.svg.clone()))
}
