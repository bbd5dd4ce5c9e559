//! Which sign-ins were begun here, and by which browser? Each can be finished once, within ten minutes, by the browser that
//! began it.

use crate::people::{digest, secret};
use crate::world::World;
use std::collections::BTreeMap;

/// How long a sign-in may take, in seconds.
pub(crate) const WITHIN: i64 = 10 * 60;
/// Sign-ins that are remembered at a time; the oldest gives way.
const REMEMBERED: usize = 10_000;

/// A sign-in that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Begun {
    /// What the provider gives back with its answer, and nobody else knows.
    pub(super) state: String,
    /// What the token must repeat.
    pub(super) nonce: String,
    /// What shows that whoever brings the code began the sign-in (RFC 7636).
    pub(super) verifier: String,
    /// Where the provider sends the browser back to.
    pub(super) redirect: String,
    /// The page that was asked for.
    pub(super) next: String,
    since: i64,
}

/// The browser began a sign-in, and comes back with the state of another.
pub(super) struct OtherState;

/// Sign-ins under the digest of the browser's cookie.
#[derive(Default)]
pub(super) struct Beginnings(BTreeMap<String, Begun>);

impl Beginnings {
    /// Begins one; gives it with the browser's key.
    pub(super) fn begin(&mut self, redirect: String, next: &str, world: &World) -> (Begun, String) {
        let now = (world.now)().epoch_seconds();
        self.0.retain(|_, begun| now - begun.since < WITHIN);
        if self.0.len() >= REMEMBERED
            && let Some(oldest) = self.0.iter().min_by_key(|(_, begun)| begun.since).map(|(key, _)| key.clone())
        {
            self.0.remove(&oldest);
        }
        let begun =
            Begun { state: secret(world), nonce: secret(world), verifier: secret(world), redirect, next: next.to_owned(), since: now };
        let key = secret(world);
        self.0.insert(digest(&key), begun.clone());
        (begun, key)
    }

    /// Whether this browser began a sign-in that is not over.
    fn of(&self, key: &str, now: i64) -> Option<&Begun> {
        self.0.get(&digest(key)).filter(|begun| now - begun.since < WITHIN)
    }

    /// Takes the sign-in that this browser began with this state; `None` where it began none. A wrong state leaves it: whoever
    /// sends a browser here with one must not end what its owner began.
    pub(super) fn take(&mut self, key: &str, state: &str, now: i64) -> Option<Result<Begun, OtherState>> {
        // Digests, so that the time a comparison takes tells nothing of the state.
        let right = digest(&self.of(key, now)?.state) == digest(state);
        if right { self.0.remove(&digest(key)).map(Ok) } else { Some(Err(OtherState)) }
    }
}
