//! Pages that were written already: the same question by the same rights on the same register has the same page.
//!
//! Never: keeps what depends on anything but the register, the day and the request: the pages of people are written anew.

use crate::access::Right;
use crate::asking::Asking;
use crate::book::locked;
use crate::reply::{Body, Reply, Wrong};
use crate::routes::Route;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Bytes of pages that are kept at a time.
const KEPT: usize = 256 * 1024 * 1024;

/// Written pages, all of one state of the register.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    entry: u64,
    bytes: usize,
    /// How often any page was asked for.
    asked: u64,
    pages: BTreeMap<String, Written>,
}

struct Written {
    kind: &'static str,
    bytes: Vec<u8>,
    /// When it was asked for last, counted in pages asked for.
    asked: u64,
}

impl Pages {
    fn find(&mut self, key: &str) -> Option<Reply> {
        self.asked += 1;
        let page = self.pages.get_mut(key)?;
        page.asked = self.asked;
        Some(Reply::of(page.kind, page.bytes.clone()))
    }

    /// Keeps a page; where they become too many bytes, those that were asked for longest ago go.
    fn keep(&mut self, key: String, kind: &'static str, bytes: Vec<u8>) {
        self.bytes += bytes.len() + key.len();
        self.pages.insert(key, Written { kind, bytes, asked: self.asked });
        if self.bytes <= KEPT {
            return;
        }
        let mut by_age: Vec<(u64, String)> = self.pages.iter().map(|(key, page)| (page.asked, key.clone())).collect();
        by_age.sort_unstable();
        for (_, key) in by_age {
            if self.bytes <= KEPT / 4 * 3 {
                break;
            }
            let gone = self.pages.remove(&key).map_or(0, |page| page.bytes.len());
            self.bytes = self.bytes.saturating_sub(gone + key.len());
        }
    }
}

impl Kept {
    /// The page as it was written before, or as `write` writes it now.
    pub(crate) fn page(&self, asking: &Asking<'_>, route: &Route, write: impl FnOnce() -> Result<Reply, Wrong>) -> Result<Reply, Wrong> {
        if route.needs != Right::Read || matches!(route.path, "/tokens" | "/saved" | "/saved/{id}") {
            return write();
        }
        let entry = asking.site.shelf.entry(&asking.site.world)?;
        let key = key(asking);
        {
            let mut kept = locked(&self.0);
            if kept.entry != entry {
                *kept = Pages { entry, ..Pages::default() };
            }
            if let Some(reply) = kept.find(&key) {
                return Ok(reply);
            }
        }
        let reply = write()?;
        if let (Body::Whole(bytes), true, 200) = (&reply.body, reply.headers.is_empty(), reply.status) {
            let mut kept = locked(&self.0);
            // The register may have grown while the page was written.
            if kept.entry == entry && asking.site.shelf.entry(&asking.site.world)? == entry {
                kept.keep(key, reply.kind, bytes.clone());
            }
        }
        Ok(reply)
    }
}

/// Everything that a page depends on besides the register.
fn key(asking: &Asking<'_>) -> String {
    let look = ["theme", "contrast", "size"].map(|name| asking.ask.cookie(name).unwrap_or_default());
    let host = asking.ask.header("host").unwrap_or_default();
    let today = asking.site.world.today();
    format!(
        "{:?} {:?} {:?} {} {} {look:?} {host:?} {today} {:?} {:?}",
        asking.ask.path, asking.ask.query, asking.form, asking.embedded, asking.words.tag, asking.person.name, asking.person.rights
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_that_were_asked_for_longest_ago_go_first() {
        let mut kept = Pages::default();
        let size = KEPT / 8;
        for n in 0..8 {
            kept.keep(format!("page {n}"), "text/html", vec![b' '; size - 6]);
            assert!(kept.find("page 0").is_some());
        }
        assert_eq!((kept.pages.len(), kept.bytes), (8, KEPT));
        kept.keep("one more".to_owned(), "text/html", vec![b' '; size]);
        assert!(
            kept.bytes <= KEPT / 4 * 3 && kept.bytes == kept.pages.iter().map(|(key, page)| key.len() + page.bytes.len()).sum::<usize>()
        );
        assert!(kept.find("page 0").is_some() && kept.find("one more").is_some() && kept.find("page 1").is_none());
    }
}
