//! What does the register hold of one kind? With a filter that works as a plain form.

use crate::asking::Asking;
use crate::page::{Block, Html, Page};
use crate::reply::Wrong;
use crate::words::Words;
use askama::Template;
use register::EntityKind;
use reports::Filter;

#[derive(Template)]
#[template(path = "filter.html")]
pub(crate) struct FilterForm<'p> {
    pub(crate) w: &'p Words,
    pub(crate) action: String,
    pub(crate) fields: Vec<(&'static str, String, String)>,
    pub(crate) kept: Vec<(String, String)>,
}

pub(crate) fn list(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let plural = asking.ask.path.first().cloned().unwrap_or_default();
    let named = |name: &str| (asking.site.world.party)(name).unwrap_or_else(|| name.to_owned());
    let queried = |name: &str| asking.ask.queried(name);
    let filter = Filter {
        parties: [queried("party"), queried("other")].into_iter().flatten().map(named).collect(),
        within: queried("within").map(|text| asking.date(text)).transpose()?,
        status: queried("status").map(str::to_owned),
        words: queried("name").map(str::to_owned),
        ..Filter::default()
    };
    if plural == "parties" && asking.wanted_in_scope().is_none() && asking.site.shelf.is_large(&asking.site.world)? {
        return super::home::parties(asking);
    }
    // Parties are not looked up under one another.
    let kind = reports::kind_of(&plural).filter(|kind| *kind != "party");
    let kinds = EntityKind::NAMES.iter().find(|name| Some(**name) == kind).map(std::slice::from_ref);
    asking.book_of_kinds(kinds, |book| {
        let answer = reports::list(book, &plural, &filter);
        let kind = reports::kind_of(&plural).unwrap_or("source");
        let mut page = asking.answered(book, kind, asking.t(&format!("q.{plural}")), &answer);
        page.blocks.insert(0, Block::Own(form(asking, &["party", "other", "within", "status", "name"])));
        Ok(page)
    })
}

/// A form that asks the same page with other fields.
pub(crate) fn form(asking: &Asking<'_>, fields: &[&'static str]) -> Html {
    let field = |name: &&'static str| {
        (*name, asking.t(&format!("filter.{name}")).to_owned(), asking.ask.queried(name).unwrap_or_default().to_owned())
    };
    let kept = asking.ask.query.iter().filter(|(n, v)| !fields.contains(&n.as_str()) && !v.is_empty() && n != "page").cloned().collect();
    Html::of(&FilterForm { w: asking.words, action: asking.path(), fields: fields.iter().map(field).collect(), kept })
}
