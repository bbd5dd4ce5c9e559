//! How long to wait before a host is asked again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When each host may be asked next.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<BTreeMap<String, Instant>>);

impl Pace {
    /// Waits until `host` may be asked, and keeps the next one waiting for `delay`.
    #[allow(clippy::disallowed_methods, reason = "politeness is measured in real time, and only here")]
    pub(super) fn wait(&self, host: &str, delay: Duration) {
        let now = Instant::now();
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = turns.get(host).copied().unwrap_or(now).max(now);
        turns.insert(host.to_owned(), turn + delay);
        drop(turns);
        std::thread::sleep(turn - now);
    }
}
