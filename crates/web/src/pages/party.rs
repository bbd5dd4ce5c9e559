//! What is between two parties, what has one to do with, and who is a person?

use crate::ask::encoded;
use crate::asking::Asking;
use crate::page::{Block, Page};
use crate::reply::Wrong;
use register::{EntityFilter, EntityId, Wanted};
use reports::Scope;

/// The party that a segment of the path names: by code, name or id.
fn named(asking: &Asking<'_>, name: &str) -> Result<String, Wrong> {
    if let Some(party) = (asking.site.world.party)(name) {
        return Ok(party);
    }
    // Its id follows from its name, whatever the case and the signs of it.
    let found = asking.site.shelf.with(&asking.site.world, |register| {
        let of = |id: &str| register.entity(&EntityId::from_printed(format!("party:{id}")));
        Ok(match of(name)? {
            Some(entity) => Some(entity),
            None => {
                let mut found = None;
                for id in register.named(name, 20)? {
                    found = found.or(register.entity(&id)?.filter(|e| e.kind.name() == "party" && e.name == name));
                }
                match found {
                    Some(entity) => Some(entity),
                    None => {
                        let filter = EntityFilter { kind: Some("party".to_owned()), ..EntityFilter::default() };
                        register.entities(&filter)?.into_iter().find(|e| e.name == name)
                    }
                }
            }
        })
    })?;
    found.map(|e| e.name).ok_or_else(|| Wrong::missing("party"))
}

pub(crate) fn dyad(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let (one, other) = (named(asking, asking.param("one"))?, named(asking, asking.param("other"))?);
    asking.book_about(&Wanted::Parties(one.clone(), other.clone()), |book| {
        let scope = Scope::Parties(one.clone(), Some(other.clone()));
        let answer = reports::brief(book, &scope);
        let title = asking.words.fill("q.dyad", &[&asking.party_name(&one), &asking.party_name(&other)]);
        let mut page = asking.answered(book, "dyad", title, &answer);
        page.tabs = asking.tabs_of(&scope, "page.brief");
        for block in super::chart::lanes(asking, book, &scope) {
            page.blocks.insert(1.min(page.blocks.len()), block);
        }
        page.blocks.extend(super::chart::pulse(asking, book, &scope));
        page.calendar = Some(format!("/calendar.ics?party={}&other={}", encoded(&one), encoded(&other)));
        Ok(page)
    })
}

pub(crate) fn party(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let name = named(asking, asking.param("name"))?;
    asking.book_about(&Wanted::Party(name.clone()), |book| {
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
                row.reason = asking.words.fill("n in common", &[&pair.count.to_string()]);
            }
        }
        page.tabs = asking.tabs_of(&Scope::Parties(name.clone(), None), "filter.party");
        page.blocks.extend(super::chart::pulse(asking, book, &Scope::Parties(name.clone(), None)));
        page.calendar = Some(format!("/calendar.ics?party={}", encoded(&name)));
        Ok(page)
    })
}

pub(crate) fn person(asking: &Asking<'_>) -> Result<Page, Wrong> {
    asking.book_of("person", |book| {
        let entity = asking.entity(book, "person")?;
        let answer = reports::person(book, entity);
        let mut page = asking.answered(book, "person", asking.words.fill("q.person", &[&entity.name]), &answer);
        page.blocks.extend(super::together::links(asking, entity));
        Ok(page)
    })
}
