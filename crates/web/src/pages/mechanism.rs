//! Is this mechanism alive, and when did it meet?

use super::chart;
use crate::ask::encoded;
use crate::asking::{Asking, short};
use crate::page::Page;
use crate::reply::Wrong;
use reports::Scope;

pub(crate) fn mechanism(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of("mechanism", |book| {
        let entity = asking.entity(book, "mechanism")?;
        let answer = reports::mechanism(book, entity);
        let mut page = asking.answered(book, "mechanism", asking.words.fill("q.mechanism", &[&entity.name]), &answer);
        page.tabs = asking.tabs_of(&Scope::Mechanism(Box::new(entity.clone())), "ladder");
        page.calendar = Some(format!("/calendar.ics?mechanism={}", encoded(short(entity.id.as_str()))));
        for (n, block) in chart::sessions(asking, book, entity).into_iter().enumerate() {
            page.blocks.insert((n + 1).min(page.blocks.len()), block);
        }
        page.blocks.extend(chart::pulse(asking, book, &Scope::Mechanism(Box::new(entity.clone()))));
        page.blocks.extend(super::together::links(asking, entity));
        Ok(page)
    })
}
