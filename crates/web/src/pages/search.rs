//! Where does it say so? And where two parties or a name are typed, the way straight to them.

use crate::ask::encoded;
use crate::asking::Asking;
use crate::page::{Block, List, Page, Row};
use crate::reply::Wrong;
use register::Wanted;
use reports::Asked;

pub(crate) fn search(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let Some(words) = asking.ask.queried("q").map(str::to_owned) else {
        return Ok(Page::new("question", asking.t("q.search all")));
    };
    let limit = asking.limit()?;
    let found = asking.site.shelf.with(&asking.site.world, |register| Ok(register.search(&words, limit)?))?;
    let entities = found.entities.iter().map(|e| e.id.clone()).collect();
    let documents = found.documents.iter().map(|hit| hit.document.clone()).collect();
    asking.book_about(&Wanted::Found(entities, documents), |book| {
        let answer = reports::search(book, &words, &found);
        let mut page = asking.answered(book, "question", asking.words.fill("q.search", &[&words]), &answer);
        if answer.sections.is_empty() {
            page.blocks = vec![Block::Note(asking.t("nothing found").to_owned())];
        }
        // `Japan China` names two parties where each of the words names one.
        let apart: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let pair = if let [_, _] = apart.as_slice() { straight(asking, &reports::find(book, &apart)) } else { None };
        if let Some(row) = pair.or_else(|| straight(asking, &reports::find(book, std::slice::from_ref(&words)))) {
            let heading = asking.words.said("By name");
            match page.blocks.iter_mut().find_map(|block| if let Block::List(list) = block { Some(list) } else { None }) {
                Some(list) if list.heading == heading => list.rows.insert(0, row),
                _ => page.blocks.insert(0, Block::List(List { heading, rows: vec![row], more: 0, more_href: String::new(), level: 2 })),
            }
        }
        Ok(page)
    })
}

/// The page of what the words name, where they name one thing.
fn straight(asking: &Asking<'_>, asked: &Asked<'_>) -> Option<Row> {
    let (text, href) = match asked {
        Asked::Dyad(one, other) => (
            asking.words.fill("q.dyad", &[&asking.party_name(one), &asking.party_name(other)]),
            format!("/dyad/{}/{}", encoded(one), encoded(other)),
        ),
        Asked::Party(party) => (asking.party_name(party), format!("/party/{}", encoded(party))),
        _ => return None,
    };
    Some(Row { text, href: asking.link(&href), ..Row::default() })
}
