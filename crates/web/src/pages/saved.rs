//! What is new in the questions that you keep asking? Saved searches, each with what came since it was last looked at, and a
//! feed.
//!
//! Feed readers send no headers, so a feed has an address that nobody can guess, and only its digest is kept. Whoever has it
//! reads that one search, as long as its owner may read.

use crate::access::{Person, Right};
use crate::ask::{encoded, fields, segments};
use crate::asking::{Asking, Form};
use crate::page::{Block, Html, List, Page, Row};
use crate::people::{digest, secret};
use crate::reply::{Reply, Wrong, inside};
use crate::routes::{ROUTES, Serve};
use crate::saved::{Saved, Search};
use crate::words::Words;
use crate::{Ask, Method};
use askama::Template;
use register::Timestamp;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "save-form.html")]
struct SaveForm<'p> {
    w: &'p Words,
    address: String,
    title: String,
}

/// A saved search on the list of all.
struct Kept {
    id: String,
    title: String,
    address: String,
    new: usize,
    saved: String,
}

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedList<'p> {
    w: &'p Words,
    searches: Vec<Kept>,
    made: String,
}

#[derive(Template)]
#[template(path = "seen.html")]
struct SeenForm<'p> {
    w: &'p Words,
    id: String,
    address: String,
    why: String,
}

fn saved<'s>(asking: &Asking<'s>) -> Result<&'s Saved, Wrong> {
    asking.site.saved.as_ref().ok_or_else(|| Wrong::new(404, "this site keeps no searches", "start it with --saved FILE"))
}

/// Whose searches are asked for; a stranger has none.
fn owner<'a>(asking: &'a Asking<'_>) -> Option<&'a str> {
    let known = asking.person.signed_in || asking.site.people().is_none();
    known.then_some(if asking.site.people().is_some() { asking.person.name.as_str() } else { "" })
}

/// The page at an address, as a person may see it, with every row; in English, so that what is new does not hang on a language.
fn page_at<T>(
    asking: &Asking<'_>,
    address: &str,
    person: Person,
    read: impl FnOnce(&Asking<'_>, Page) -> Result<T, Wrong>,
) -> Result<T, Wrong> {
    let wrong = || Wrong::new(400, format!("{address:?} is no page that can be saved"), "save a list, a question or the page of a thing");
    if inside(address) != address {
        return Err(wrong());
    }
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = segments(path);
    let route = ROUTES.iter().find_map(|route| {
        let Serve::Page(serve) = route.serve else { return None };
        let fits = route.method == Method::Get && route.needs == Right::Read && !["/saved", "/saved/{id}", "/tokens"].contains(&route.path);
        Some((serve, route.takes(&path)?)).filter(|_| fits)
    });
    let (serve, params) = route.ok_or_else(wrong)?;
    if !person.may(Right::Read) {
        return Err(Wrong::missing("feed"));
    }
    let mut query = fields(query);
    query.retain(|(name, _)| !matches!(name.as_str(), "limit" | "page" | "done" | "undo" | "lang"));
    let ask = Ask { method: Method::Get, path, query, form: Vec::new(), ..asking.ask.clone() };
    let inner = Asking { site: asking.site, ask: &ask, form: Form::JsonFeed, params, words: Words::of("en"), person, embedded: false };
    let page = serve(&inner)?;
    read(&inner, page)
}

/// The items of a page: those of its lists, else the rows of its table.
fn items(page: Page) -> Vec<Row> {
    let table = if page.rows().next().is_none() { page.table() } else { None };
    let mut rows: Vec<Row> = Vec::new();
    for row in table.into_iter().flat_map(|t| t.rows) {
        let href = row.iter().map(|c| c.href.clone()).find(|h| !h.is_empty()).unwrap_or_default();
        let text = row.iter().map(|c| c.plain().to_owned()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        rows.push(Row { id: if href.is_empty() { text.clone() } else { href.clone() }, text, href, ..Row::default() });
    }
    for block in page.blocks {
        if let Block::List(list) = block {
            rows.extend(list.rows);
        }
    }
    rows.retain(|row| !row.id.is_empty());
    rows
}

/// A mark of an item, and a mark of what it says: where it stands and how it is told, but not the reason, which changes each
/// day.
fn marks(row: &Row) -> (String, String) {
    let short = |text: &str| digest(text)[..10].to_owned();
    let badge = row.badge.as_ref().map_or("", |b| b.word.as_str());
    (short(&row.id), short(&format!("{}\t{badge}", row.text)))
}

/// What is new and what changed since a search was last looked at, and how many items it has in all.
fn news(search: &Search, rows: Vec<Row>) -> (Vec<Row>, Vec<Row>, usize) {
    let all = rows.len();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for row in rows {
        let (item, says) = marks(&row);
        match search.seen.get(&item) {
            None => new.push(row),
            Some(seen) if *seen != says => changed.push(row),
            Some(_) => {}
        }
    }
    (new, changed, all)
}

/// The saved searches of the person who asks.
pub(crate) fn list(asking: &Asking<'_>) -> Result<Page, Wrong> {
    listed(asking, String::new())
}

fn listed(asking: &Asking<'_>, made: String) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.saved"));
    page.judged = false;
    let (Ok(saved), Some(owner)) = (saved(asking), owner(asking)) else {
        page.blocks.push(Block::Note(asking.t("saved.none").to_owned()));
        return Ok(page);
    };
    if let Some(address) = asking.ask.queried("address") {
        let title = page_at(asking, address, asking.person.clone(), |_, page| Ok([page.title, page.lead].join(" ").trim().to_owned()))?;
        page.blocks.push(Block::Own(Html::of(&SaveForm { w: asking.words, address: address.to_owned(), title })));
    }
    let mut searches = Vec::new();
    for search in saved.of(owner) {
        // A question that cannot be answered today stays, and says nothing.
        let rows = page_at(asking, &search.address, asking.person.clone(), |_, page| Ok(items(page))).unwrap_or_default();
        let (new, changed, _) = news(&search, rows);
        searches.push(Kept {
            new: new.len() + changed.len(),
            saved: day(asking, search.saved),
            id: search.id,
            title: search.title,
            address: search.address,
        });
    }
    page.value = json!({ "searches": searches.iter().map(|s| json!({ "id": s.id, "title": s.title, "address": s.address, "new": s.new })).collect::<Vec<_>>() });
    if searches.is_empty() && made.is_empty() {
        page.blocks.push(Block::Note(asking.t("saved.how").to_owned()));
    } else {
        page.blocks.push(Block::Own(Html::of(&SavedList { w: asking.words, searches, made })));
    }
    Ok(page)
}

fn day(asking: &Asking<'_>, time: Timestamp) -> String {
    time.to_string().get(..10).and_then(|d| d.parse().ok()).map(|d| asking.words.date(d)).unwrap_or_default()
}

/// Why an item stands in a saved search or its feed.
fn why(asking: &Asking<'_>, search: &Search) -> String {
    asking.words.fill("saved.why", &[&search.title, &day(asking, search.saved), &day(asking, search.looked)])
}

/// One search: what is new, what changed, and why it is here.
pub(crate) fn one(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let owner = owner(asking).ok_or_else(|| Wrong::missing("saved search"))?;
    let search = saved(asking)?.one(owner, asking.param("id")).ok_or_else(|| Wrong::missing("saved search"))?;
    let rows = page_at(asking, &search.address, asking.person.clone(), |_, page| Ok(items(page)))?;
    let (new, changed, all) = news(&search, rows);
    let mut page = Page::new("site", asking.words.fill("q.saved one", &[&search.title]));
    page.judged = false;
    page.lead = asking.words.fill("saved.counts", &[&new.len().to_string(), &changed.len().to_string(), &all.to_string()]);
    let seen = SeenForm { w: asking.words, id: search.id.clone(), address: search.address.clone(), why: why(asking, &search) };
    page.blocks.push(Block::Own(Html::of(&seen)));
    for (heading, rows) in [("New", new), ("Changed", changed)] {
        if !rows.is_empty() {
            page.blocks.push(Block::List(List { heading: asking.words.said(heading), rows, more: 0, more_href: String::new(), level: 2 }));
        }
    }
    Ok(page)
}

/// Saves, forgets, marks as seen, or gives the feed another address.
pub(crate) fn change(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    if asking.person.by_token {
        return Err(Wrong::new(403, "a token cannot do this", "sign in with a browser"));
    }
    let saved = saved(asking)?;
    let owner = owner(asking).ok_or_else(|| Wrong::new(403, "this needs an account", "sign in"))?;
    let world = &asking.site.world;
    let kept = |result: Result<(), String>| result.map_err(|why| Wrong::new(400, why, ""));
    let mine = || {
        let id = asking.ask.filled("id").unwrap_or_default();
        saved.one(owner, id).ok_or_else(|| Wrong::missing("saved search"))
    };
    let noted = |what: &str, search: &Search| asking.site.noted(&asking.person, what, &format!("{} {}", search.id, search.address));
    match asking.ask.filled("do") {
        Some("save") => {
            let address = asking.ask.filled("address").unwrap_or_default();
            let rows = page_at(asking, address, asking.person.clone(), |_, page| Ok(items(page)))?;
            let (key, now) = (secret(world), (world.now)());
            let search = Search {
                id: digest(&format!("{key} id"))[..12].to_owned(),
                owner: owner.to_owned(),
                title: share::plain::one_line(asking.ask.filled("title").unwrap_or(address)).chars().take(200).collect(),
                address: address.to_owned(),
                saved: now,
                digest: digest(&key),
                looked: now,
                seen: rows.iter().map(marks).collect(),
            };
            noted("save search", &search)?;
            kept(saved.put(search))?;
            shown(asking, &key)
        }
        Some("key") => {
            let key = secret(world);
            let search = Search { digest: digest(&key), ..mine()? };
            noted("renew feed", &search)?;
            kept(saved.put(search))?;
            shown(asking, &key)
        }
        Some("seen") => {
            let search = mine()?;
            let rows = page_at(asking, &search.address, asking.person.clone(), |_, page| Ok(items(page)))?;
            let seen: BTreeMap<String, String> = rows.iter().map(marks).collect();
            kept(saved.put(Search { looked: (world.now)(), seen, ..search }))?;
            Ok(Reply::to("/saved?done=seen"))
        }
        Some("remove") => {
            let search = mine()?;
            noted("forget search", &search)?;
            saved.remove(owner, &search.id).map_err(|why| Wrong::new(503, why, ""))?;
            Ok(Reply::to("/saved?done=removed"))
        }
        _ => Err(Wrong::new(400, "the form says not what to do", "")),
    }
}

/// The list with the address of a feed, which is shown this once.
fn shown(asking: &Asking<'_>, key: &str) -> Result<Reply, Wrong> {
    let page = listed(asking, format!("{}/feed/{key}.atom", asking.base()))?;
    asking.shown(&page).map(|reply| reply.with("cache-control", "no-store"))
}

/// The feed to which a key leads.
pub(crate) fn feed(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let search = saved(asking)?.keyed(asking.param("key")).ok_or_else(|| Wrong::missing("feed"))?;
    // What the owner may no longer read, the feed does not tell.
    let person = asking.site.reader(&search.owner).ok_or_else(|| Wrong::missing("feed"))?;
    let because = why(asking, &search);
    page_at(asking, &search.address, person, |inner, page| {
        let (new, changed, _) = news(&search, items(page));
        let mut told = Page::new("site", search.title.clone());
        for (heading, rows) in [("New", new), ("Changed", changed)] {
            let rows =
                rows.into_iter().map(|row| Row { reason: [because.as_str(), row.reason.as_str()].join(" ").trim().to_owned(), ..row });
            told.blocks.push(Block::List(List {
                heading: heading.to_owned(),
                rows: rows.collect(),
                more: 0,
                more_href: String::new(),
                level: 2,
            }));
        }
        let wanted = Asking { form: asking.form, params: Vec::new(), person: inner.person.clone(), ..*inner };
        Ok(crate::feed::feed(&wanted, &told)?.with("cache-control", "private, no-store"))
    })
}

/// The way to save the page that is shown, for those who can.
pub(crate) fn href(asking: &Asking<'_>) -> Option<String> {
    saved(asking).ok()?;
    owner(asking)?;
    Some(format!("/saved?address={}", encoded(&asking.with("lang", ""))))
}
