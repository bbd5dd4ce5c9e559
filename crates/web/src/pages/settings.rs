//! How should the site look? Kept in the browser's cookies, and nowhere else.

use crate::asking::Asking;
use crate::page::{Block, Page};
use crate::reply::{Reply, Wrong};

pub(crate) fn settings(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.settings"));
    page.judged = false;
    page.blocks.push(Block::Note(asking.t("alone").to_owned()));
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
