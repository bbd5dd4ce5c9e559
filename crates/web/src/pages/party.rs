//! What is between two parties, what has one to do with, and who is a person?

use crate::ask::encoded;
use crate::asking::Asking;
use crate::page::{Block, Page};
use crate::reply::Wrong;
use register::EntityId;
use reports::{Book, Scope};

/// The party that a segment of the path names: by code, name or id.
fn named(asking: &Asking<'_>, book: &Book<'_>, name: &str) -> Result<String, Wrong> {
    if let Some(party) = (asking.site.world.party)(name) {
        return Ok(party);
    }
    let id = EntityId::from_printed(format!("party:{name}"));
    if let Some(entity) = book.snapshot.entities.get(&id) {
        return Ok(entity.name.clone());
    }
    let known = book.snapshot.entities.values().find(|e| e.kind.name() == "party" && e.name == name);
    known.map(|e| e.name.clone()).ok_or_else(|| Wrong::missing("party"))
}

pub(crate) fn dyad(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book(|book| {
        let (one, other) = (named(asking, book, asking.param("one"))?, named(asking, book, asking.param("other"))?);
        let scope = Scope::Parties(one.clone(), Some(other.clone()));
        let answer = reports::brief(book, &scope);
        let title = asking.words.fill("q.dyad", &[&asking.party_name(&one), &asking.party_name(&other)]);
        let mut page = asking.answered(book, "dyad", title, &answer);
        page.tabs = asking.tabs_of(&scope, "page.brief");
        for block in super::chart::lanes(asking, book, &scope) {
            page.blocks.insert(1.min(page.blocks.len()), block);
        }
        page.calendar = Some(format!("/calendar.ics?party={}&other={}", encoded(&one), encoded(&other)));
        Ok(page)
    })
}

pub(crate) fn party(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book(|book| {
        let name = named(asking, book, asking.param("name"))?;
        let answer = reports::party(book, &name);
        let mut page = asking.answered(book, "party", asking.words.fill("q.party", &[&asking.party_name(&name)]), &answer);
        // Partners lead to the pair.
        let partners = reports::matrix(book, &Scope::Parties(name.clone(), None));
        for block in &mut page.blocks {
            let Block::List(list) = block else { continue };
            if list.heading != asking.words.said("With whom") {
                continue;
            }
            for (row, pair) in list.rows.iter_mut().zip(&partners.pairs) {
                let other = if pair.one == name { &pair.other } else { &pair.one };
                row.text = format!("{} – {}", asking.party_name(&name), asking.party_name(other));
                row.href = asking.link(&format!("/dyad/{}/{}", encoded(&name), encoded(other)));
                row.reason = format!("{} in common", pair.count);
            }
        }
        page.tabs = asking.tabs_of(&Scope::Parties(name.clone(), None), "filter.party");
        page.calendar = Some(format!("/calendar.ics?party={}", encoded(&name)));
        Ok(page)
    })
}

pub(crate) fn person(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book(|book| {
        let entity = asking.entity(book, "person")?;
        let answer = reports::person(book, entity);
        Ok(asking.answered(book, "person", asking.words.fill("q.person", &[&entity.name]), &answer))
    })
}
