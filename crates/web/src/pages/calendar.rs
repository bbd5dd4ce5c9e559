//! What was held, and what is to come? As a page, and as a calendar to subscribe to.

use super::list::form;
use crate::asking::{Asking, Form, badge};
use crate::page::{Block, Cell, Page, Table};
use crate::reply::{Reply, Wrong};
use reports::Occasion;
use serde_json::json;

pub(crate) fn calendar(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of_kinds(Some(&["meeting", "visit"]), |book| {
        let scope = asking.scope(book)?;
        let occasions = reports::calendar(book, &scope);
        let mut page = Page::new("question", asking.t("q.calendar"));
        page.lead = asking.scope_name(&scope);
        page.tabs = asking.tabs_of(&scope, "menu.calendar");
        page.calendar = Some(asking.with("page", "").replacen("/calendar", "/calendar.ics", 1));
        page.value = json!({ "title": page.title, "as_of": book.as_of, "occasions": occasions });
        let coming = |o: &&Occasion| reports::is_to_come(o.date, Some(&o.status), book.as_of);
        let (to_come, mut held): (Vec<&Occasion>, Vec<&Occasion>) = occasions.iter().partition(coming);
        held.reverse();
        page.blocks.push(Block::Own(form(asking, &["party", "other"])));
        for (heading, of) in [("To come", to_come), ("Until then", held)] {
            if of.is_empty() {
                continue;
            }
            let mut table = Table::new(asking.words.heading(heading), &["date", "what", "place", "status"]);
            for o in of {
                table.rows.push(vec![
                    Cell::when(Some(asking.when(o.date))),
                    Cell::link(asking.called(book, &o.entity, &o.name), asking.entity_href(&o.entity)),
                    Cell::text(o.place.clone().unwrap_or_default()),
                    Cell::badge(Some(badge(&o.status))),
                ]);
            }
            if heading == "Until then" {
                asking.part(&mut table)?;
            }
            page.blocks.push(Block::Table(table));
        }
        Ok(page)
    })
}

/// The same for a calendar program.
pub(crate) fn ical(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    debug_assert_eq!(asking.form, Form::Ical);
    let base = asking.base();
    asking.book_of_kinds(Some(&["meeting", "visit"]), |book| {
        let scope = asking.scope(book)?;
        let occasions = reports::calendar(book, &scope);
        let name = asking.scope_name(&scope);
        let name = if name.is_empty() { "Chancery".to_owned() } else { name };
        let href = |id: &str| format!("{base}{}", crate::asking::address(&register::EntityId::from_printed(id)));
        let now = book.as_of.lower().unwrap_or(model::Moment { year: 1970, month: 1, day: 1, hour: 0, minute: 0 });
        Ok(Reply::of("text/calendar; charset=utf-8", share::ical::calendar(&name, &occasions, &href, now)))
    })
}
