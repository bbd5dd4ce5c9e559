//! One set of cases for every store.

use super::{Index, MemoryStore, SqliteStore, Store, Table, rows};
use crate::fixture::now;
use crate::log::{Head, Payload};
use crate::{Decision, Verdict};
use model::ClaimId;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// Runs a case on every store, each time on an empty one.
fn each(case: impl Fn(&mut dyn Store)) {
    case(&mut MemoryStore::default());
    case(&mut SqliteStore::temporary().unwrap());
    #[cfg(feature = "postgres")]
    if let Some(mut store) = on_postgres() {
        case(&mut store);
    }
}

/// A store of its own on the server for tests, where there is one.
#[cfg(feature = "postgres")]
fn on_postgres() -> Option<super::postgres::PostgresStore> {
    super::postgres::tests::fresh().map(|address| super::postgres::PostgresStore::open(&address, crate::Mode::Create).unwrap())
}

fn payload(reason: &str) -> Payload {
    let verdict = Verdict::Accept { claim: ClaimId::from_printed("claim:1") };
    Payload::Decision(Decision { verdict, author: "a".to_owned(), reason: reason.to_owned() })
}

#[test]
fn an_empty_store_has_nothing() {
    each(|store| {
        assert_eq!(store.head().unwrap(), Head::EMPTY);
        assert_eq!(store.entry(1).unwrap(), None);
        assert_eq!(store.entry(0).unwrap(), None);
        assert_eq!(store.get(Table::Document, "x").unwrap(), None);
        assert_eq!(rows(store, Table::Document, "").unwrap(), []);
        assert_eq!(store.find(Index::Documents, &["x".to_owned()], 9).unwrap(), Vec::<i64>::new());
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn rows_are_found_by_several_keys_and_the_last_of_a_prefix_by_its_end() {
    each(|store| {
        store.begin().unwrap();
        for key in ["a\t1", "a\t2", "a\t3", "b\t1"] {
            store.put(Table::Of, key, &format!("at {key}")).unwrap();
        }
        store.commit().unwrap();
        let keys = ["b\t1", "none", "a\t2"].map(str::to_owned);
        let of = |store: &dyn Store| {
            let mut found = Vec::new();
            let mut visit = |key: &str, value: &str| {
                found.push(format!("{key}: {value}"));
                Ok(())
            };
            store.each_of(Table::Of, &keys, &mut visit).unwrap();
            found
        };
        assert_eq!(of(store), ["b\t1: at b\t1", "a\t2: at a\t2"]);
        store.begin().unwrap();
        store.put(Table::Of, "none", "now").unwrap();
        store.remove(Table::Of, "a\t2").unwrap();
        assert_eq!(of(store), ["b\t1: at b\t1", "none: now"], "what waits to be written is there, and what was removed is not");
        store.rollback();
        let last = |end: &str| store.last(Table::Of, "a\t", end).unwrap();
        assert_eq!(last("a\t\u{10ffff}").as_deref(), Some("a\t3"));
        assert_eq!(last("a\t2\u{10ffff}").as_deref(), Some("a\t2"));
        assert_eq!(last("a\t1"), None);
        assert_eq!(store.last(Table::Of, "c", "c\u{10ffff}").unwrap(), None);
    });
}

#[test]
fn the_log_gives_back_what_was_appended() {
    each(|store| {
        store.begin().unwrap();
        let mut entries = Vec::new();
        for i in 0..5 {
            let entry = store.head().unwrap().next(&payload(&format!("reason {i}")), now(i));
            store.append(&entry).unwrap();
            entries.push(entry);
        }
        let acknowledged = store.commit().unwrap();
        assert_eq!(acknowledged.head, entries[4].head());
        assert_eq!(store.head().unwrap(), entries[4].head());
        assert_eq!(store.entry(3).unwrap().as_ref(), Some(&entries[2]));
        let mut read = Vec::new();
        let mut visit = |entry: crate::log::Entry| {
            read.push(entry);
            Ok(if read.len() < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        };
        store.entries(2, &mut visit).unwrap();
        assert_eq!(read, entries[1..3]);
    });
}

#[test]
fn a_batch_taken_back_leaves_nothing() {
    each(|store| {
        store.begin().unwrap();
        store.put(Table::Text, "kept", "1").unwrap();
        store.index(Index::Documents, 1, ["kept", "", ""]).unwrap();
        store.commit().unwrap();
        store.begin().unwrap();
        let entry = store.head().unwrap().next(&payload("x"), now(0));
        store.append(&entry).unwrap();
        store.put(Table::Text, "kept", "2").unwrap();
        store.put(Table::Text, "lost", "3").unwrap();
        store.unindex(Index::Documents, 1).unwrap();
        assert_eq!(store.get(Table::Text, "kept").unwrap().as_deref(), Some("2"));
        store.rollback();
        assert_eq!(store.head().unwrap(), Head::EMPTY);
        assert_eq!(rows(store, Table::Text, "").unwrap(), [("kept".to_owned(), "1".to_owned())]);
        assert_eq!(store.find(Index::Documents, &["kept".to_owned()], 9).unwrap(), [1]);
        // Outside a batch there is nothing to take back.
        store.rollback();
        assert_eq!(rows(store, Table::Text, "").unwrap().len(), 1);
    });
}

#[test]
fn a_scan_follows_the_bytes_of_keys_under_one_prefix() {
    each(|store| {
        store.begin().unwrap();
        for key in ["a\tz", "a\té", "a\tB", "ab\tx", "a", "b", "a\t日"] {
            store.put(Table::Link, key, key).unwrap();
            store.put(Table::Simhash, key, "elsewhere").unwrap();
        }
        store.commit().unwrap();
        let keys: Vec<String> = rows(store, Table::Link, "a\t").unwrap().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["a\tB", "a\tz", "a\té", "a\t日"]);
        assert_eq!(rows(store, Table::Link, "").unwrap().len(), 7);
    });
}

#[test]
fn clearing_empties_tables_and_indexes_and_not_the_log() {
    each(|store| {
        store.begin().unwrap();
        let entry = store.head().unwrap().next(&payload("x"), now(0));
        store.append(&entry).unwrap();
        store.put(Table::Text, "x", "1").unwrap();
        store.index(Index::Documents, 7, ["title", "quote", "text"]).unwrap();
        store.index(Index::Names, 8, ["name", "", ""]).unwrap();
        store.clear().unwrap();
        store.commit().unwrap();
        assert_eq!(rows(store, Table::Text, "").unwrap(), []);
        assert_eq!(store.find(Index::Documents, &["text".to_owned()], 9).unwrap(), Vec::<i64>::new());
        assert_eq!(store.find(Index::Names, &["name".to_owned()], 9).unwrap(), Vec::<i64>::new());
        assert_eq!(store.head().unwrap(), entry.head());
        store.begin().unwrap();
        store.index(Index::Documents, 7, ["title", "quote", "text"]).unwrap();
        store.commit().unwrap();
        assert_eq!(store.find(Index::Documents, &["text".to_owned(), "title".to_owned()], 9).unwrap(), [7]);
    });
}

#[test]
fn names_are_found_by_any_three_letters() {
    each(|store| {
        store.begin().unwrap();
        store.index(Index::Names, 1, ["Japan-China Dialogue", "", ""]).unwrap();
        store.index(Index::Names, 2, ["日中経済対話", "", ""]).unwrap();
        store.commit().unwrap();
        let find = |word: &str| store.find(Index::Names, &[word.to_owned()], 9).unwrap();
        assert_eq!(find("dialog"), [1]);
        assert_eq!(find("hina"), [1]);
        assert_eq!(find("経済対"), [2]);
        assert_eq!(find("tea"), Vec::<i64>::new());
    });
}

/// What may be done to a store's tables.
#[derive(Debug, Clone)]
enum Step {
    Put(String, String),
    Remove(String),
    Commit,
    Rollback,
}

fn step() -> impl Strategy<Value = Step> {
    let key = "[a-c\t]{0,3}";
    prop_oneof![
        4 => (key, "[x-z]{0,2}").prop_map(|(k, v)| Step::Put(k, v)),
        2 => key.prop_map(Step::Remove),
        1 => Just(Step::Commit),
        1 => Just(Step::Rollback),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_store_does_the_same(steps in proptest::collection::vec(step(), 0..40), prefix in "[a-c\t]{0,2}") {
        let run = |store: &mut dyn Store| {
            store.begin().unwrap();
            for step in &steps {
                match step {
                    Step::Put(key, value) => store.put(Table::Link, key, value).unwrap(),
                    Step::Remove(key) => store.remove(Table::Link, key).unwrap(),
                    Step::Commit => {
                        store.commit().unwrap();
                        store.begin().unwrap();
                    }
                    Step::Rollback => {
                        store.rollback();
                        store.begin().unwrap();
                    }
                }
            }
            store.commit().unwrap();
            rows(store, Table::Link, &prefix).unwrap()
        };
        let wanted = run(&mut MemoryStore::default());
        prop_assert_eq!(&wanted, &run(&mut SqliteStore::temporary().unwrap()));
        #[cfg(feature = "postgres")]
        if let Some(mut store) = on_postgres() {
            prop_assert_eq!(&wanted, &run(&mut store));
        }
    }
}
