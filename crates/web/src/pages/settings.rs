//! How should the site look? Kept in the browser's cookies, and nowhere else.

use crate::asking::Asking;
use crate::page::{Block, Html, Page};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;

#[derive(Template)]
#[template(
    source = "<form method=\"post\" action=\"/sign-out\"><button type=\"submit\">{{ w.t(\"sign out\") }}</button></form>",
    ext = "html"
)]
struct SignOut<'p> {
    w: &'p Words,
}

pub(crate) fn settings(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.settings"));
    page.judged = false;
    page.blocks.push(Block::Note(asking.t("settings.note").to_owned()));
    if asking.person.signed_in {
        page.blocks.push(Block::Own(Html::of(&SignOut { w: asking.words })));
    } else if asking.site.people().is_none() {
        page.blocks.push(Block::Note(asking.t("alone").to_owned()));
    }
    Ok(page)
}

/// Sets what the form names, and goes back to the page it stood on.
pub(crate) fn set(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    const YEAR: u32 = 31_536_000;
    let mut reply = Reply::to(asking.ask.filled("back").unwrap_or("/"));
    for (name, known) in [
        ("lang", &["en", "ja", "zh"][..]),
        ("theme", &["auto", "light", "dark"]),
        ("contrast", &["normal", "high"]),
        ("size", &["100", "115", "130", "150", "200"]),
    ] {
        if let Some(value) = asking.ask.filled(name).filter(|value| known.contains(value)) {
            reply = reply.with("set-cookie", format!("{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax; HttpOnly"));
        }
    }
    Ok(reply)
}

/// What the site is for whom, and how it can be used.
pub(crate) fn accessibility(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.accessibility"));
    page.judged = false;
    for n in 1..=4 {
        page.blocks.push(Block::Note(asking.t(["a11y.1", "a11y.2", "a11y.3", "a11y.4"][n - 1]).to_owned()));
    }
    Ok(page)
}
