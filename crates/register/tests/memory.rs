//! Ingesting needs the memory of one batch, however many documents are in the register.

#![allow(clippy::unwrap_used)]

mod made;

use made::account;
use register::{Mode, Timestamp, open};

/// Resident memory in KiB, as Linux tells it; `None` elsewhere.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[ignore = "takes a minute; run it with --release"]
fn twenty_thousand_documents_need_no_more_memory_than_ten_thousand() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = open(&folder.path().join("x"), Mode::Create).unwrap();
    let mut after = Vec::new();
    for batch in 0..100 {
        let read: Vec<_> = (batch * 200..(batch + 1) * 200).map(|n| account("memory", n, 500)).collect();
        register.ingest(&read, "test", Timestamp::from_epoch_seconds(0)).unwrap();
        after.extend(resident());
    }
    // The first eight thousand fill the database's own memory of pages.
    let [early, late] = [after[49], after[99]];
    assert!(early > 0, "the system tells how much memory is resident");
    assert!(late < early + 4 * 1024, "{after:?}");
    assert!(register.verify().unwrap().is_sound());
}
