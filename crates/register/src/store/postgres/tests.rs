use super::*;
use crate::fixture::{article, claim, document, meeting, now};
use crate::{Register, open};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a schema of its own on the server that `CHANCERY_TEST_POSTGRES` names; `None`, and a word about it,
/// where the variable is not set.
#[allow(clippy::disallowed_methods, clippy::print_stderr, reason = "the test command names the server")]
pub(crate) fn fresh() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("CHANCERY_TEST_POSTGRES") else {
        eprintln!("skipped on PostgreSQL: CHANCERY_TEST_POSTGRES names no server");
        return None;
    };
    let schema = format!("chancery_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut client = Client::connect(&server, NoTls).unwrap();
    client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).unwrap();
    let joint = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{joint}options=-csearch_path%3D{schema}"))
}

fn ingest(register: &mut Register, topic: &str, n: u32) {
    let document = document(&format!("https://{topic}.example/{n}"), &article(&format!("{topic}{n}")), "2024-01-02");
    let claims = vec![claim(&document, meeting("Lakes Dialogue", Some(n), None, &["KEN", "UGA"]))];
    register.ingest(&[(document, claims)], "r1", now(0)).unwrap();
}

#[test]
fn a_pattern_holds_a_word_and_nothing_else() {
    assert_eq!(part(r"5%_O\"), r"%5\%\_o\\%");
}

#[test]
fn two_writers_at_once_lose_nothing_and_keep_one_chain() {
    let Some(address) = fresh() else { return };
    drop(open(Path::new(&address), Mode::Create).unwrap());
    let write = |topic: &'static str| {
        let address = address.clone();
        std::thread::spawn(move || {
            let mut register = open(Path::new(&address), Mode::Write).unwrap();
            (0..8).for_each(|n| ingest(&mut register, topic, n));
        })
    };
    let writers = [write("north"), write("south")];
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let register = open(Path::new(&address), Mode::Read).unwrap();
    let verified = register.verify().unwrap();
    assert!(verified.is_sound() && verified.snapshots == 16, "{verified:?}");
}

#[test]
fn a_reader_that_stays_sees_one_state_until_it_looks_anew() {
    let Some(address) = fresh() else { return };
    let mut writer = open(Path::new(&address), Mode::Create).unwrap();
    ingest(&mut writer, "north", 1);
    let reader = open(Path::new(&address), Mode::Read).unwrap();
    let before = reader.head().unwrap();
    ingest(&mut writer, "north", 2);
    assert_eq!(reader.head().unwrap(), before, "a question sees one state");
    reader.look_anew().unwrap();
    assert_eq!(reader.head().unwrap(), writer.head().unwrap(), "the next one sees what came since");
}

#[test]
fn the_log_refuses_every_other_change() {
    let Some(address) = fresh() else { return };
    let mut register = open(Path::new(&address), Mode::Create).unwrap();
    ingest(&mut register, "north", 1);
    let mut client = Client::connect(&address, NoTls).unwrap();
    for vandalism in ["UPDATE chancery_log SET kind = 'x'", "DELETE FROM chancery_log", "TRUNCATE chancery_log"] {
        let refused = client.batch_execute(vandalism).unwrap_err();
        assert_eq!(refused.as_db_error().map(postgres::error::DbError::message), Some("the log is append-only"), "{vandalism}");
    }
}

#[test]
fn a_register_that_is_not_there_is_not_made_by_asking() {
    let Some(address) = fresh() else { return };
    assert!(matches!(open(Path::new(&address), Mode::Read), Err(Error::Missing { .. })));
}

#[test]
fn an_address_that_asks_for_encryption_is_refused_and_never_used_without() {
    let refused = open(Path::new("postgres://clerk:secret@db.example/register?sslmode=require"), Mode::Read);
    let message = refused.err().unwrap().to_string();
    assert!(message.contains("encrypted") && !message.contains("secret"), "{message}");
}
