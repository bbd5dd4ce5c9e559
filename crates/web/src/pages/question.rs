//! The questions about everything, a party, a pair of parties or a mechanism.

use super::chart;
use super::list::form;
use crate::access::Right;
use crate::asking::Asking;
use crate::page::{Block, Page};
use crate::reply::Wrong;
use model::DocumentId;
use register::Wanted;
use reports::{Answer, Book, Scope};

fn asked(
    asking: &Asking<'_>,
    question: &str,
    tab: &str,
    ask: fn(&Book<'_>, &Scope) -> Answer,
    draw: fn(&Asking<'_>, &Book<'_>, &Scope) -> Vec<Block>,
) -> Result<Page, Wrong> {
    asking.book_in_scope(|book| page(asking, book, (question, tab), ask, draw))
}

fn page(
    asking: &Asking<'_>,
    book: &Book<'_>,
    (question, tab): (&str, &str),
    ask: fn(&Book<'_>, &Scope) -> Answer,
    draw: fn(&Asking<'_>, &Book<'_>, &Scope) -> Vec<Block>,
) -> Result<Page, Wrong> {
    let scope = asking.scope(book)?;
    let answer = ask(book, &scope);
    let mut page = asking.answered(book, "question", asking.t(question), &answer);
    page.lead = asking.scope_name(&scope);
    page.tabs = asking.tabs_of(&scope, tab);
    for block in draw(asking, book, &scope).into_iter().rev() {
        page.blocks.insert(0, block);
    }
    if !matches!(scope, Scope::Mechanism(_)) {
        page.blocks.insert(0, Block::Own(form(asking, &["party", "other"])));
    }
    Ok(page)
}

fn nothing(_: &Asking<'_>, _: &Book<'_>, _: &Scope) -> Vec<Block> {
    Vec::new()
}

pub(crate) fn ledger(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asked(asking, "q.ledger", "menu.commitments", reports::ledger, chart::standings)
}

pub(crate) fn irritants(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of_barriers(|book| page(asking, book, ("q.irritants", "menu.irritants"), reports::irritants, chart::strips))
}

pub(crate) fn proposals(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asked(asking, "q.proposals", "page.proposals", reports::proposals, nothing)
}

pub(crate) fn health(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of_kinds(Some(reports::HEALTH_OF), |book| page(asking, book, ("q.health", "page.health"), reports::health, chart::lanes))
}

pub(crate) fn checks(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = asked(asking, "q.checks", "page.checks", reports::checks, nothing)?;
    if asking.may(Right::Edit) {
        let kinds: Vec<String> =
            page.value["sections"].as_array().into_iter().flatten().map(|s| s["heading"].as_str().unwrap_or_default().to_owned()).collect();
        let lists = page.blocks.iter_mut().filter_map(|b| if let Block::List(list) = b { Some(list) } else { None });
        for (list, kind) in lists.zip(kinds) {
            for row in &mut list.rows {
                row.dismiss = Some((kind.clone(), asking.with("done", "")));
            }
        }
    }
    Ok(page)
}

pub(crate) fn timeline(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asked(asking, "q.timeline", "page.timeline", reports::timeline, chart::lanes)
}

/// What changed since a day.
pub(crate) fn diff(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let fields = ["since", "party", "other"];
    let Some(since) = asking.ask.queried("since") else {
        let mut page = Page::new("question", asking.t("q.diff"));
        page.blocks.push(Block::Own(form(asking, &fields)));
        return Ok(page);
    };
    let (shelf, world, day) = (&asking.site.shelf, &asking.site.world, Some(asking.date(since)?));
    let earlier = match asking.wanted_in_scope() {
        Some(wanted) => shelf.about(world, day, &wanted)?,
        None => shelf.whole(world, day)?,
    };
    asking.book_in_scope(|later| {
        asking.ask_of(&earlier, |before| {
            let scope = asking.scope(later)?;
            let answer = reports::diff(before, later, &scope);
            let mut page = asking.answered(later, "question", asking.t("q.diff"), &answer);
            page.lead = format!("{} – {}", asking.words.date(before.as_of), asking.words.date(later.as_of));
            page.blocks.insert(0, Block::Own(form(asking, &fields)));
            Ok(page)
        })
    })
}

/// Where two documents' accounts differ.
pub(crate) fn compare(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let chosen: Vec<DocumentId> = ["one", "with"]
        .into_iter()
        .filter_map(|name| asking.ask.queried(name))
        .map(|id| DocumentId::from_printed(format!("sha256:{}", crate::asking::short(id))))
        .collect();
    asking.book_about(&Wanted::Documents(chosen), |book| {
        let mut page = match (asking.ask.queried("one"), asking.ask.queried("with")) {
            (Some(one), Some(other)) => {
                let (one, other) = (super::source::kept(book, one)?, super::source::kept(book, other)?);
                let answer = reports::compare(book, one, other);
                asking.answered(book, "question", asking.t("q.compare"), &answer)
            }
            _ => Page::new("question", asking.t("q.compare")),
        };
        page.blocks.insert(0, super::source::choose(asking, book));
        Ok(page)
    })
}
