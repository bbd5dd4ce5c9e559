use super::*;
use crate::fixture::{article, claim, document, meeting, now};
use crate::{Difference, Outcome, Register, open};
use model::{Claim, Document};
use proptest::prelude::*;
use std::path::PathBuf;
use tempfile::{TempDir, tempdir};

fn read(topic: &str) -> (Document, Vec<Claim>) {
    let document = document(&format!("{topic}.html"), &article(topic), "2024-01-05");
    let claims = vec![claim(&document, meeting("Japan-China Dialogue", Some(3), None, &["JPN", "CHN"]))];
    (document, claims)
}

/// A register of six entries on disk.
fn example() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("x.register");
    let mut register = open(&path, Mode::Create).unwrap();
    register.ingest(&["tea", "steel", "seafood"].map(read), "r1", now(0)).unwrap();
    (folder, path)
}

/// The file as a vandal opens it.
fn vandal(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("DROP TRIGGER log_is_never_updated; DROP TRIGGER log_is_never_deleted; DROP TRIGGER log_has_no_holes;")
        .unwrap();
    connection
}

fn refused(path: &Path, mode: Mode) -> Error {
    open(path, mode).err().expect("the register is refused")
}

#[test]
fn the_log_refuses_change_whoever_connects() {
    let (_folder, path) = example();
    let connection = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE log SET payload = '{}' WHERE seq = 1",
        "DELETE FROM log WHERE seq = 6",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 2",
        "INSERT INTO log SELECT 9, recorded, kind, payload, previous, hash FROM log WHERE seq = 2",
    ] {
        let error = connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn what_is_no_register_is_refused_with_a_reason() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("x");
    assert!(matches!(refused(&path, Mode::Write), Error::Missing { .. }));
    assert!(matches!(refused(&folder.path().join("no/such/folder"), Mode::Create), Error::Refused { .. }));
    std::fs::write(
        &path,
        "a letter to a friend, long enough to have a header of a hundred bytes or more, were it one of the kind looked for",
    )
    .unwrap();
    assert!(matches!(refused(&path, Mode::Create), Error::NotARegister { .. }));
    let other = folder.path().join("other.sqlite");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(refused(&other, Mode::Write), Error::NotARegister { .. }));
    assert!(matches!(refused(&other, Mode::Create), Error::NotARegister { .. }));
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "").unwrap();
    assert!(matches!(refused(&empty, Mode::Write), Error::Blank { .. }));
    assert!(open(&empty, Mode::Create).is_ok());
}

#[test]
fn a_newer_format_is_refused() {
    let (_folder, path) = example();
    vandal(&path).execute_batch("PRAGMA user_version = 9").unwrap();
    assert!(matches!(refused(&path, Mode::Read), Error::Newer { found: 9, known: 2, .. }));
}

#[test]
fn tables_of_other_rules_are_made_again_by_the_next_writer() {
    let (_folder, path) = example();
    let digest = open(&path, Mode::Read).unwrap().digest().unwrap();
    vandal(&path).execute_batch("UPDATE folded_meta SET value = '0' WHERE key = 'rules'; DELETE FROM folded_entity").unwrap();
    assert!(matches!(refused(&path, Mode::Read), Error::Stale { .. }));
    assert_eq!(open(&path, Mode::Write).unwrap().digest().unwrap(), digest);
}

#[test]
fn a_register_opened_for_reading_is_not_written() {
    let (_folder, path) = example();
    let mut register = open(&path, Mode::Read).unwrap();
    assert!(matches!(register.ingest(&[read("whaling")], "r1", now(1)), Err(Error::ReadOnly { .. })));
}

#[test]
fn two_writers_take_turns_and_readers_do_not_wait() {
    let (_folder, path) = example();
    let [mut one, mut two] = [(); 2].map(|()| open(&path, Mode::Write).unwrap());
    let reader = open(&path, Mode::Read).unwrap();
    assert_eq!(one.ingest(&[read("whaling")], "r1", now(1)).unwrap(), [Outcome::New]);
    assert_eq!(two.ingest(&[read("whaling")], "r1", now(2)).unwrap(), [Outcome::Unchanged]);
    assert_eq!(two.ingest(&[read("copper")], "r1", now(3)).unwrap(), [Outcome::New]);
    assert_eq!(reader.head().unwrap().seq, 10);
    assert!(reader.verify().unwrap().is_sound());
}

#[test]
fn a_writer_who_waits_too_long_is_told_why() {
    let (_folder, path) = example();
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = SqliteStore::open(&path, Mode::Write).unwrap();
    store.connection().busy_timeout(Duration::from_millis(20)).unwrap();
    let mut register = Register::over(Box::new(store));
    assert!(matches!(register.ingest(&[read("whaling")], "r1", now(1)), Err(Error::Locked { .. })));
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(register.ingest(&[read("whaling")], "r1", now(1)).unwrap(), [Outcome::New]);
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (_folder, path) = example();
    let store = SqliteStore::open(&path, Mode::Write).unwrap();
    let pages: i64 = store.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection().pragma_update(None, "max_page_count", pages + 1).unwrap();
    let mut register = Register::over(Box::new(store));
    let digest = register.digest().unwrap();
    assert!(matches!(register.ingest(&["copper", "whaling", "coal"].map(read), "r1", now(1)), Err(Error::Full { .. })));
    assert_eq!(register.digest().unwrap(), digest);
    drop(register);
    let mut register = open(&path, Mode::Write).unwrap();
    assert!(register.verify().unwrap().is_sound());
    assert_eq!(register.ingest(&[read("copper")], "r1", now(1)).unwrap(), [Outcome::New]);
}

#[test]
fn a_register_cut_short_or_written_over_is_reported_and_never_panics() {
    let (_folder, path) = example();
    // Bring everything into the one file.
    Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let whole = std::fs::read(&path).unwrap();
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    assert!(page >= 4096 && whole.len() > 3 * page);
    for at in (page..whole.len()).step_by(page) {
        let mut torn = whole.clone();
        torn[at..].iter_mut().take(page).for_each(|byte| *byte = 0xa5);
        std::fs::write(&path, &torn).unwrap();
        if let Ok(register) = open(&path, Mode::Read) {
            let verified = register.verify().unwrap();
            assert!(!verified.is_sound(), "page {} is overwritten", at / page);
        }
        std::fs::write(&path, &whole[..at]).unwrap();
        if let Ok(register) = open(&path, Mode::Read) {
            assert!(!register.verify().unwrap().is_sound(), "cut at page {}", at / page);
        }
    }
}

#[test]
fn a_missing_and_a_doctored_row_are_named() {
    let (_folder, path) = example();
    let connection = vandal(&path);
    connection.execute_batch("UPDATE folded_entity SET value = replace(value, 'Japan', 'Japon') WHERE key LIKE 'mechanism:%'; DELETE FROM folded_document WHERE key = (SELECT min(key) FROM folded_document)").unwrap();
    let verified = open(&path, Mode::Read).unwrap().verify().unwrap();
    assert_eq!(verified.count, 2, "{:?}", verified.differences);
    assert!(matches!(&verified.differences[0], Difference::Row { table: "document", .. }));
    assert!(matches!(&verified.differences[1], Difference::Row { table: "entity", key } if key.starts_with("mechanism:")));
}

#[test]
fn a_removed_and_an_exchanged_entry_are_named() {
    let (_folder, path) = example();
    vandal(&path).execute_batch("DELETE FROM log WHERE seq = 3").unwrap();
    let verified = open(&path, Mode::Read).unwrap().verify().unwrap();
    assert!(verified.differences.contains(&Difference::Sequence { expected: 3, found: 4 }), "{:?}", verified.differences);
    // An entry forged with a fitting hash still breaks the chain after it.
    let (_folder, path) = example();
    let store = SqliteStore::open(&path, Mode::Write).unwrap();
    let mut forged = store.entry(2).unwrap().unwrap();
    forged.payload = forged.payload.replace("JPN", "KOR");
    forged.hash = forged.digest();
    vandal(&path)
        .execute("UPDATE log SET payload = ?1, hash = ?2 WHERE seq = 2", params![forged.payload, forged.hash.0.as_slice()])
        .unwrap();
    let verified = Register::over(Box::new(store)).verify().unwrap();
    assert!(verified.differences.contains(&Difference::Chain { seq: 3 }), "{:?}", verified.differences);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_byte_changed_in_any_entry_is_named(seq in 1i64..=6, column in 0usize..5, at: prop::sample::Index, bit in 0u8..8) {
        let (_folder, path) = example();
        let column = ["recorded", "kind", "payload", "previous", "hash"][column];
        let connection = vandal(&path);
        let sql = format!("SELECT CAST({column} AS BLOB) FROM log WHERE seq = {seq}");
        let mut bytes: Vec<u8> = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let kept_as = if matches!(column, "previous" | "hash") { "?1" } else { "CAST(?1 AS TEXT)" };
        connection.execute(&format!("UPDATE log SET {column} = {kept_as} WHERE seq = {seq}"), [&bytes]).unwrap();
        let verified = open(&path, Mode::Read).unwrap().verify().unwrap();
        let named = verified.differences.iter().any(|d| matches!(d, Difference::Hash { seq: s } if *s == seq as u64));
        prop_assert!(named, "{:?}", verified.differences);
    }
}
