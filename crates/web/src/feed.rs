//! The items of a page as a feed: whoever subscribes sees what comes new to a question.

use crate::asking::{Asking, Form};
use crate::page::Page;
use crate::reply::{Reply, Wrong};
use share::feed::{Entry, Feed};

pub(crate) fn feed(asking: &Asking<'_>, page: &Page) -> Result<Reply, Wrong> {
    let base = asking.base();
    let mut entries: Vec<Entry> = page
        .rows()
        .map(|(heading, row)| Entry {
            id: format!("tag:chancery,2026:{}", if row.id.is_empty() { &row.text } else { &row.id }),
            title: row.text.clone(),
            address: format!("{base}{}", row.href),
            updated: row.when.as_ref().and_then(|w| w.edtf.parse::<model::PartialDate>().ok()).and_then(|d| d.lower()),
            summary: [
                row.badge.as_ref().map(|b| b.word.clone()),
                Some(row.reason.clone()).filter(|r| !r.is_empty()),
                Some(heading.to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
            quote: row.quote.as_ref().map(|q| (q.words.clone(), q.from.clone())),
        })
        .collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
    let mut seen = std::collections::BTreeSet::new();
    entries.retain(|e| seen.insert(e.id.clone()));
    let whole = Feed {
        title: page.title.clone(),
        address: format!("{base}{}", asking.with("", "")),
        itself: format!("{base}{}{}", asking.path().replace("//", "/"), asking.form.ending()),
        updated: asking.day()?.unwrap_or_else(|| asking.site.world.today()).lower(),
        entries,
    };
    Ok(match asking.form {
        Form::JsonFeed => Reply::of("application/feed+json", share::feed::json(&whole)),
        _ => Reply::of("application/atom+xml; charset=utf-8", share::feed::atom(&whole)),
    })
}
