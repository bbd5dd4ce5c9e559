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
const KEPT: usize = 64 * 1024 * 1024;

/// Written pages, all of one state of the register.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    entry: u64,
    bytes: usize,
    pages: BTreeMap<String, (&'static str, Vec<u8>)>,
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
            if kept.entry != entry || kept.bytes > KEPT {
                *kept = Pages { entry, ..Pages::default() };
            }
            if let Some((kind, bytes)) = kept.pages.get(&key) {
                return Ok(Reply::of(kind, bytes.clone()));
            }
        }
        let reply = write()?;
        if let (Body::Whole(bytes), true, 200) = (&reply.body, reply.headers.is_empty(), reply.status) {
            let mut kept = locked(&self.0);
            // The register may have grown while the page was written.
            if kept.entry == entry && asking.site.shelf.entry(&asking.site.world)? == entry {
                kept.bytes += bytes.len() + key.len();
                kept.pages.insert(key, (reply.kind, bytes.clone()));
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
