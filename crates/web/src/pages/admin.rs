//! Who may do what here, which programs may ask, and who did what?

use crate::access::{Right, Role};
use crate::asking::Asking;
use crate::page::{Block, Cell, Html, Page, Table};
use crate::people::{Act, Known, Line, People};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;

/// The people of the site; `None` where it is for one person.
pub(super) fn people<'s>(asking: &Asking<'s>) -> Option<&'s People> {
    asking.site.people()
}

/// A page for those who have accounts; without accounts it says so.
pub(super) fn page(asking: &Asking<'_>, title: &str) -> Page {
    let mut page = Page::new("site", asking.t(title));
    page.judged = false;
    if people(asking).is_none() {
        page.blocks.push(Block::Note(asking.t("alone").to_owned()));
    }
    page
}

/// What only a browser may do: a token makes no tokens and no people.
fn own(asking: &Asking<'_>) -> Result<(), Wrong> {
    if asking.person.by_token { Err(Wrong::new(403, "a token cannot do this", "sign in with a browser")) } else { Ok(()) }
}

pub(super) fn accounts<'s>(asking: &Asking<'s>) -> Result<&'s People, Wrong> {
    people(asking).ok_or_else(|| Wrong::new(404, "this site has no accounts", "start it with --people FILE"))
}

#[derive(Template)]
#[template(path = "people-form.html")]
struct PeopleForm<'p> {
    w: &'p Words,
    roles: [&'static str; 6],
    names: Vec<String>,
    /// Whether people come in by a provider's word too.
    elsewhere: bool,
}

pub(crate) fn list(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = page(asking, "q.people");
    let mut roles = Table::new(asking.words.said("role"), &["role", "rights"]);
    for role in Role::ALL {
        let rights = Right::ALL.into_iter().skip(1).filter(|r| role.may(*r)).map(Right::as_str);
        roles.rows.push(vec![Cell::text(role.as_str()), Cell::text(rights.collect::<Vec<_>>().join(", "))]);
    }
    if let Some(people) = people(asking) {
        let mut table = Table::new(asking.t("page.people"), &["name", "role", "account elsewhere"]);
        let list = people.list();
        for person in &list {
            let known = person.known.as_ref().map(Known::to_string).unwrap_or_default();
            table.rows.push([person.name.as_str(), person.role.as_str(), &known].map(Cell::text).to_vec());
        }
        page.blocks.push(Block::Table(table));
        let names = list.into_iter().map(|person| person.name).collect();
        let elsewhere = asking.site.provider.is_some();
        page.blocks.push(Block::Own(Html::of(&PeopleForm { w: asking.words, roles: Role::ALL.map(Role::as_str), names, elsewhere })));
    }
    page.blocks.push(Block::Table(roles));
    Ok(page)
}

pub(crate) fn administer(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    own(asking)?;
    accounts(asking)?.administer(asking.ask, &asking.person, &asking.site.world)?;
    Ok(Reply::to("/people?done=people"))
}

#[derive(Template)]
#[template(path = "token-form.html")]
struct TokenForm<'p> {
    w: &'p Words,
    scopes: Vec<&'static str>,
    ids: Vec<String>,
    made: String,
}

pub(crate) fn tokens(asking: &Asking<'_>) -> Result<Page, Wrong> {
    token_page(asking, String::new())
}

fn token_page(asking: &Asking<'_>, made: String) -> Result<Page, Wrong> {
    let mut page = page(asking, "q.tokens");
    let Some(people) = people(asking) else { return Ok(page) };
    let tokens = people.tokens(&asking.person.name);
    let scopes = [Right::Read, Right::Export, Right::Review, Right::Edit, Right::Audit];
    let scopes = scopes.into_iter().filter(|r| asking.may(*r)).map(Right::as_str).collect();
    let ids = tokens.iter().map(|(id, _)| id.clone()).collect();
    page.blocks.push(Block::Own(Html::of(&TokenForm { w: asking.words, scopes, ids, made })));
    let mut table = Table::new(asking.t("page.tokens"), &["id", "what", "scope", "expires"]);
    for (id, token) in tokens {
        let scope: Vec<&str> = token.scope.iter().map(|r| r.as_str()).collect();
        table.rows.push(vec![
            Cell::text(id),
            Cell::text(token.purpose),
            Cell::text(scope.join(", ")),
            Cell::text(token.expires.to_string()),
        ]);
    }
    page.blocks.push(Block::Table(table));
    Ok(page)
}

/// Makes a token and shows it once, or revokes one.
pub(crate) fn change_tokens(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    own(asking)?;
    let people = accounts(asking)?;
    if let Some(id) = asking.ask.filled("revoke") {
        people.revoke(id, &asking.person, &asking.site.world)?;
        return Ok(Reply::to("/tokens?done=revoked"));
    }
    let made = people.make_token(asking.ask, &asking.person, &asking.site.world)?;
    asking.shown(&token_page(asking, made)?).map(|reply| reply.with("cache-control", "no-store"))
}

/// The audit log; without accounts, the decisions of the register.
pub(crate) fn audit(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.audit"));
    page.judged = false;
    let mut table = Table::new(asking.t("page.audit"), &["id", "when", "who", "what", "about"]);
    match people(asking) {
        Some(people) => {
            for line in people.lines()? {
                let (what, about) = told(&line);
                table.rows.push(vec![
                    Cell::text(line.seq.to_string()),
                    Cell::text(line.time.to_string()),
                    Cell::text(if line.who.is_empty() { "–".to_owned() } else { line.who }),
                    Cell::text(what),
                    Cell::text(about),
                ]);
            }
        }
        None => {
            let mut rows = Vec::new();
            asking.site.shelf.with(&asking.site.world, |register| {
                register.entries(1, |entry| {
                    if let Ok(register::log::Payload::Decision(d)) = entry.decode() {
                        let told = serde_json::to_value(&d.verdict).unwrap_or_default();
                        let about = told
                            .as_object()
                            .into_iter()
                            .flatten()
                            .filter(|(k, _)| *k != "verdict")
                            .map(|(_, v)| v.to_string().replace('"', ""));
                        let about = about.chain([d.reason.clone()]).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
                        rows.push([
                            entry.seq.to_string(),
                            entry.recorded.clone(),
                            d.author,
                            told["verdict"].as_str().unwrap_or_default().to_owned(),
                            about,
                        ]);
                    }
                    Ok(())
                })?;
                Ok(())
            })?;
            rows.reverse();
            table.rows.extend(rows.into_iter().map(|row| row.map(Cell::text).to_vec()));
        }
    }
    asking.part(&mut table)?;
    page.blocks.push(Block::Table(table));
    Ok(page)
}

/// What a line says, for the table: neither passwords nor digests.
fn told(line: &Line) -> (String, String) {
    match &line.act {
        Act::Person { name, role, known, .. } => {
            let known = known.as_ref().map(|known| format!(", {known}")).unwrap_or_default();
            ("person".to_owned(), format!("{name}: {}{known}", role.as_str()))
        }
        Act::Bound { name, issuer, subject } => ("bound".to_owned(), format!("{name}: {subject} of {issuer}")),
        Act::Removed { name } => ("removed".to_owned(), name.clone()),
        Act::Token { id, name, scope, expires, .. } => {
            let scope: Vec<&str> = scope.iter().map(|r| r.as_str()).collect();
            ("token".to_owned(), format!("{id}, {name}: {} until {expires}", scope.join(", ")))
        }
        Act::Revoked { id } => ("revoked".to_owned(), id.clone()),
        Act::SignedIn { name, by } => ("signed in".to_owned(), format!("{name} {by}").trim().to_owned()),
        Act::Refused { name, from, why } => ("refused".to_owned(), format!("{name} {from} {why}").trim().to_owned()),
        Act::SignedOut { name } => ("signed out".to_owned(), name.clone()),
        Act::Did { what, about } => (what.clone(), about.clone()),
    }
}
