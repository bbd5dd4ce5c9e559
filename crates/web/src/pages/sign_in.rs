//! Who are you? By a password, or by the word of a provider.

use super::admin::{accounts, page, people};
use crate::ask::Ask;
use crate::asking::Asking;
use crate::openid::{Provider, Refusal};
use crate::page::{Block, Html, Page};
use crate::people::People;
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignIn<'p> {
    w: &'p Words,
    next: String,
    wrong: String,
    /// The provider's name, with the address that leads to it.
    elsewhere: Option<(&'p str, String)>,
}

pub(crate) fn sign_in(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let wrong = match asking.ask.queried("wrong") {
        Some("tries") => asking.t("too many tries"),
        Some(_) => asking.t("wrong name or password"),
        None => "",
    };
    Ok(asked(asking, wrong.to_owned()))
}

/// The page that asks who somebody is, after something was wrong or not.
fn asked(asking: &Asking<'_>, wrong: String) -> Page {
    let mut page = page(asking, "q.sign-in");
    if people(asking).is_some() {
        let next = asking.ask.queried("next").unwrap_or("/").to_owned();
        let with = format!("/sign-in/with?next={}", crate::ask::encoded(&next));
        let elsewhere = asking.site.provider.as_ref().map(|provider| (provider.name(), with));
        page.blocks.push(Block::Own(Html::of(&SignIn { w: asking.words, next, wrong, elsewhere })));
    }
    page
}

pub(crate) fn enter(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let next = asking.ask.filled("next").unwrap_or("/");
    match accounts(asking)?.sign_in(asking.ask, &asking.site.world) {
        Ok(cookie) => Ok(Reply::to(next).with("set-cookie", cookie)),
        Err(wrong) if wrong.status == 401 => Ok(Reply::to(&format!("/sign-in?wrong=password&next={}", crate::ask::encoded(next)))),
        Err(wrong) => Err(wrong),
    }
}

pub(crate) fn leave(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let cookie = accounts(asking)?.sign_out(asking.ask, &asking.site.world)?;
    Ok(Reply::to("/sign-in").with("set-cookie", cookie))
}

/// The provider, and the people who may come by its word.
fn elsewhere<'s>(asking: &Asking<'s>) -> Result<(&'s Provider, &'s People), Wrong> {
    people(asking).and_then(|people| Some((asking.site.provider.as_ref()?, people))).ok_or_else(|| Wrong::missing("page"))
}

/// Sends the browser to the provider.
pub(crate) fn leave_for(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let (provider, people) = elsewhere(asking)?;
    match people.leave_for(provider, asking.ask, &asking.site.world) {
        Ok((address, cookie)) => Ok(Reply::to_provider(address).with("set-cookie", cookie).with("cache-control", "no-store")),
        Err(refusal) => refused(asking, provider, &refusal),
    }
}

/// Takes the browser back from the provider.
pub(crate) fn come_back(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let (provider, people) = elsewhere(asking)?;
    let reply = match people.come_back(provider, asking.ask, &asking.site.world) {
        Ok((cookie, next)) => Reply::to(&next).with("set-cookie", cookie).with("cache-control", "no-store"),
        Err(refusal) => refused(asking, provider, &refusal)?,
    };
    Ok(reply.with("set-cookie", people.finished()))
}

/// Says calmly why somebody is not let in, and asks again.
fn refused(asking: &Asking<'_>, provider: &Provider, refusal: &Refusal) -> Result<Reply, Wrong> {
    let fill = |key: &str, values: &[&str]| asking.words.fill(key, values);
    let name = provider.name();
    let (status, wrong) = match refusal {
        Refusal::Stale => (400, fill("provider.stale", &[])),
        Refusal::Declined(_) => (403, fill("provider.declined", &[name])),
        Refusal::Silent(_) => (503, fill("provider.silent", &[name])),
        Refusal::Doubtful(_) => (403, fill("provider.doubtful", &[name])),
        Refusal::Stranger(vouched) => (403, fill("provider.stranger", &[name, &vouched.subject])),
        Refusal::TooMany => (429, fill("too many tries", &[])),
        Refusal::Unkept(why) => return Err(Wrong::new(503, why.as_str(), "")),
    };
    // The page stands for itself: nothing on it leads back to the address of an answer that is over.
    let query = asking.ask.query.iter().filter(|(name, _)| name == "next").cloned().collect();
    let ask = Ask { path: crate::ask::segments("/sign-in"), query, ..asking.ask.clone() };
    let Asking { site, form, words, embedded, .. } = *asking;
    let asking = Asking { site, ask: &ask, form, params: Vec::new(), words, person: asking.person.clone(), embedded };
    let mut reply = asking.shown(&asked(&asking, wrong))?;
    reply.status = status;
    Ok(reply.with("cache-control", "no-store"))
}
