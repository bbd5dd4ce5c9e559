use super::{Acknowledged, Index, Store, Table, Visit, words};
use crate::Error;
use crate::log::{Entry, Head};
use std::collections::BTreeMap;
use std::ops::{Bound, ControlFlow};

/// A register that ends with the process.
#[derive(Default)]
pub(crate) struct MemoryStore {
    log: Vec<Entry>,
    rows: BTreeMap<Table, BTreeMap<String, String>>,
    words: BTreeMap<(Index, i64), Vec<String>>,
    /// How to take back the open batch, the last change last.
    undo: Vec<Undo>,
    begun: Option<usize>,
}

enum Undo {
    Row(Table, String, Option<String>),
    Words(Index, i64, Option<Vec<String>>),
}

impl MemoryStore {
    fn set(&mut self, table: Table, key: &str, value: Option<&str>) {
        let rows = self.rows.entry(table).or_default();
        let old = match value {
            Some(value) => rows.insert(key.to_owned(), value.to_owned()),
            None => rows.remove(key),
        };
        if self.begun.is_some() {
            self.undo.push(Undo::Row(table, key.to_owned(), old));
        }
    }

    fn set_words(&mut self, index: Index, row: i64, words: Option<Vec<String>>) {
        let old = match words {
            Some(words) => self.words.insert((index, row), words),
            None => self.words.remove(&(index, row)),
        };
        if self.begun.is_some() {
            self.undo.push(Undo::Words(index, row, old));
        }
    }
}

impl Store for MemoryStore {
    fn begin(&mut self) -> Result<(), Error> {
        self.begun = Some(self.log.len());
        self.undo.clear();
        Ok(())
    }

    fn commit(&mut self) -> Result<Acknowledged, Error> {
        self.begun = None;
        self.undo.clear();
        Ok(Acknowledged { head: self.head()? })
    }

    fn rollback(&mut self) {
        let Some(length) = self.begun.take() else { return };
        self.log.truncate(length);
        while let Some(undo) = self.undo.pop() {
            match undo {
                Undo::Row(table, key, old) => self.set(table, &key, old.as_deref()),
                Undo::Words(index, row, old) => self.set_words(index, row, old),
            }
        }
    }

    fn head(&self) -> Result<Head, Error> {
        Ok(self.log.last().map_or(Head::EMPTY, Entry::head))
    }

    fn append(&mut self, entry: &Entry) -> Result<(), Error> {
        debug_assert_eq!(entry.seq, self.log.len() as u64 + 1, "an entry follows the head");
        self.log.push(entry.clone());
        Ok(())
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, Error> {
        let index = usize::try_from(seq).ok().and_then(|s| s.checked_sub(1));
        Ok(index.and_then(|i| self.log.get(i)).cloned())
    }

    fn entries(&self, from: u64, visit: &mut dyn FnMut(Entry) -> Result<ControlFlow<()>, Error>) -> Result<(), Error> {
        for entry in self.log.iter().filter(|e| e.seq >= from) {
            if visit(entry.clone())?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn get(&self, table: Table, key: &str) -> Result<Option<String>, Error> {
        Ok(self.rows.get(&table).and_then(|rows| rows.get(key)).cloned())
    }

    fn put(&mut self, table: Table, key: &str, value: &str) -> Result<(), Error> {
        self.set(table, key, Some(value));
        Ok(())
    }

    fn remove(&mut self, table: Table, key: &str) -> Result<(), Error> {
        self.set(table, key, None);
        Ok(())
    }

    fn scan(&self, table: Table, prefix: &str, visit: Visit<'_>) -> Result<(), Error> {
        let Some(rows) = self.rows.get(&table) else { return Ok(()) };
        for (key, value) in rows.range::<str, _>((Bound::Included(prefix), Bound::Unbounded)) {
            if !key.starts_with(prefix) || visit(key, value)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn last(&self, table: Table, prefix: &str, end: &str) -> Result<Option<String>, Error> {
        let Some(rows) = self.rows.get(&table) else { return Ok(None) };
        let before = rows.range::<str, _>((Bound::Included(prefix), Bound::Excluded(end))).next_back();
        Ok(before.map(|(key, _)| key.clone()).filter(|key| key.starts_with(prefix)))
    }

    fn clear(&mut self) -> Result<(), Error> {
        for table in Table::ALL {
            let keys: Vec<String> = self.rows.get(&table).into_iter().flat_map(|rows| rows.keys().cloned()).collect();
            keys.iter().for_each(|key| self.set(table, key, None));
        }
        let indexed: Vec<(Index, i64)> = self.words.keys().copied().collect();
        indexed.into_iter().for_each(|(index, row)| self.set_words(index, row, None));
        Ok(())
    }

    fn index(&mut self, index: Index, row: i64, fields: [&str; 3]) -> Result<(), Error> {
        let held = match index {
            Index::Documents => fields.iter().flat_map(|f| words(f)).collect(),
            Index::Names => fields.iter().map(|f| f.to_lowercase()).collect(),
        };
        self.set_words(index, row, Some(held));
        Ok(())
    }

    fn unindex(&mut self, index: Index, row: i64) -> Result<(), Error> {
        self.set_words(index, row, None);
        Ok(())
    }

    fn find(&self, index: Index, wanted: &[String], limit: usize) -> Result<Vec<i64>, Error> {
        let wanted: Vec<String> = wanted.iter().map(|w| w.to_lowercase()).collect();
        let holds = |held: &Vec<String>, word: &String| match index {
            Index::Documents => held.contains(word),
            Index::Names => held.iter().any(|name| name.contains(word.as_str())),
        };
        let found = self.words.iter().filter(|((i, _), held)| *i == index && wanted.iter().all(|w| holds(held, w)));
        Ok(if wanted.is_empty() { Vec::new() } else { found.map(|((_, row), _)| *row).take(limit).collect() })
    }

    fn check(&self) -> Result<Vec<String>, Error> {
        Ok(Vec::new())
    }
}
