//! How often may a password be tried? Ten times in a quarter of an hour, by name and by address alike.

use std::collections::BTreeMap;

const TRIES: usize = 10;
const WITHIN: i64 = 15 * 60;
/// Names and addresses that are remembered at a time.
const REMEMBERED: usize = 10_000;

/// Tries that failed, by name and by address.
#[derive(Default)]
pub(super) struct Guard {
    failed: BTreeMap<String, Vec<i64>>,
}

impl Guard {
    /// Whether another try is allowed.
    pub(super) fn admits(&mut self, name: &str, from: &str, now: i64) -> bool {
        for times in self.failed.values_mut() {
            times.retain(|t| now - t < WITHIN);
        }
        self.failed.retain(|_, times| !times.is_empty());
        let tried = |key: String| self.failed.get(&key).map_or(0, Vec::len);
        // Behind one address there may be many people. Where no name is given, none is guessed.
        (name.is_empty() || tried(format!("name {name}")) < TRIES) && tried(format!("from {from}")) < TRIES * 5
    }

    pub(super) fn failed(&mut self, name: &str, from: &str, now: i64) {
        if self.failed.len() >= REMEMBERED {
            // Whoever tries so many names is kept out by address.
            self.failed.retain(|key, _| key.starts_with("from "));
        }
        for key in [format!("name {name}"), format!("from {from}")] {
            self.failed.entry(key).or_default().push(now);
        }
    }

    pub(super) fn succeeded(&mut self, name: &str) {
        self.failed.remove(&format!("name {name}"));
    }
}
