//! **Where do the log and the folded tables lie?**
//!
//! In → Out: entries and rows, as they come → the same, later, in another process.
//!
//! Never: knows what a claim is. A store keeps a log that only grows, tables of text keys and JSON values that the
//! fold may drop and make again, and word indexes over them; every rule about their meaning lies in `fold`. So
//! another database is one more implementation of this trait, and `suite` says whether it is right.

mod memory;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
mod sorted;
mod sqlite;
#[cfg(test)]
mod suite;
mod waiting;

pub(crate) use memory::MemoryStore;
pub(crate) use sorted::{Kept, Sorted};
pub(crate) use sqlite::SqliteStore;

use crate::Error;
use crate::log::{Entry, Head};
use std::ops::ControlFlow;

/// A folded table. Its name is its `kind` in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// Document id → what the register knows of the document.
    Document,
    /// Document id → the claims of its last reading and where they stand, a line each.
    Claim,
    /// Document id → what its claims say of one party alone, or of persons: party, claim and block, a line each.
    Aside,
    /// Entity id → the entity.
    Entity,
    /// Block, document id, claim id → nothing, or `-` where the claim does not count. Claims that stand alone have none.
    Link,
    /// Block → how many claims it had when it was resolved last, then the ids of its entities, one a line.
    Resolved,
    /// Block → how many claims came or went since it was resolved last. Those not here are up to date.
    Stale,
    /// Party, two of them, or a speaker; kind of entity; when it was, `~` where that is not known; entity id → the entity's block,
    /// and `+` behind it where the block has other entities too.
    Of,
    /// Block of a party, spelling → how many claims that count spell it so.
    Party,
    /// Publisher, date → how many documents.
    Published,
    /// Claim id → the last decision.
    Decision,
    /// Claim id, document id → nothing: where the claim stands.
    Holder,
    /// Document id → the entries of the log that record it.
    Place,
    /// Source → the document last read there.
    Latest,
    /// Text id → marks of the text and its cluster.
    Text,
    /// Simhash, text id → nothing.
    Simhash,
    /// Cluster, text id → nothing.
    Member,
    /// Cluster, rank, document id → nothing; the first of a cluster represents it.
    Rank,
    /// Document id, or block → nothing: it does not follow from dates of publication alone what of it counts on a day. The document
    /// has copies or is one, or was not dated to a day; the block has claims that do not count today. What is no longer so may stay.
    Wavering,
    /// Row of an index → what stands there.
    Indexed,
    /// Address → what its server gave to ask it later whether anything changed. The one table that the log does not
    /// give: where it is lost, the address is fetched once more.
    Answer,
    /// Name → value: the version of the rules.
    Meta,
}

impl Table {
    /// Every table.
    pub(crate) const ALL: [Table; 22] = [
        Table::Document,
        Table::Claim,
        Table::Aside,
        Table::Entity,
        Table::Link,
        Table::Resolved,
        Table::Stale,
        Table::Of,
        Table::Party,
        Table::Published,
        Table::Decision,
        Table::Holder,
        Table::Place,
        Table::Latest,
        Table::Text,
        Table::Simhash,
        Table::Member,
        Table::Rank,
        Table::Wavering,
        Table::Indexed,
        Table::Answer,
        Table::Meta,
    ];

    /// As the store writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Table::Document => "document",
            Table::Claim => "claim",
            Table::Aside => "aside",
            Table::Entity => "entity",
            Table::Link => "link",
            Table::Resolved => "resolved",
            Table::Stale => "stale",
            Table::Of => "of",
            Table::Party => "party",
            Table::Published => "published",
            Table::Decision => "decision",
            Table::Holder => "holder",
            Table::Place => "place",
            Table::Latest => "latest",
            Table::Text => "text",
            Table::Simhash => "simhash",
            Table::Member => "member",
            Table::Rank => "rank",
            Table::Wavering => "wavering",
            Table::Indexed => "indexed",
            Table::Answer => "answer",
            Table::Meta => "meta",
        }
    }
}

/// A word index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Index {
    /// Documents by whole words of title, quotes and text.
    Documents,
    /// Entities by three or more letters of a name.
    Names,
}

/// What has reached the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    /// The last entry that will outlive a crash from now on.
    pub(crate) head: Head,
}

/// Called for every row of a scan; `Break` ends it.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(&str, &str) -> Result<ControlFlow<()>, Error>;

/// A log that only grows, tables that can be made again, and indexes over them.
///
/// Writing happens between `begin` and `commit`; what was written is seen at once by the same store and by others
/// after `commit`. A `begin` excludes every other writer of the same register.
pub(crate) trait Store: Send {
    /// Starts a batch.
    fn begin(&mut self) -> Result<(), Error>;
    /// Makes ready for a batch that fills an empty register, which may be done in another way as long as nobody else reads it.
    fn expect_much(&mut self) -> Result<(), Error> {
        Ok(())
    }
    /// Makes the batch durable; nothing is acknowledged before this returns.
    fn commit(&mut self) -> Result<Acknowledged, Error>;
    /// Forgets the batch. Does nothing outside one.
    fn rollback(&mut self);

    /// Reads what stood there at one time, whatever others write meanwhile.
    fn at_one_time(&self, read: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
        read()
    }

    /// Ends the state that was read so far, so that the next question sees what others wrote since. Between two questions no
    /// state is held.
    fn look_anew(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The last entry of the log.
    fn head(&self) -> Result<Head, Error>;
    /// Adds an entry, which must follow the head.
    fn append(&mut self, entry: &Entry) -> Result<(), Error>;
    /// One entry.
    fn entry(&self, seq: u64) -> Result<Option<Entry>, Error>;
    /// Entries from `from` on, in order.
    fn entries(&self, from: u64, visit: &mut dyn FnMut(Entry) -> Result<ControlFlow<()>, Error>) -> Result<(), Error>;

    /// The value at `key`.
    fn get(&self, table: Table, key: &str) -> Result<Option<String>, Error>;
    /// Sets the value at `key`.
    fn put(&mut self, table: Table, key: &str, value: &str) -> Result<(), Error>;
    /// Removes the row at `key`, if any.
    fn remove(&mut self, table: Table, key: &str) -> Result<(), Error>;
    /// Rows whose key starts with `prefix`, in the order of their keys' bytes. The visit must not write.
    fn scan(&self, table: Table, prefix: &str, visit: Visit<'_>) -> Result<(), Error>;
    /// Rows at any of these keys, in the order of the keys as they are given.
    fn each_of(&self, table: Table, keys: &[String], visit: &mut dyn FnMut(&str, &str) -> Result<(), Error>) -> Result<(), Error> {
        keys.iter().try_for_each(|key| self.get(table, key)?.map_or(Ok(()), |value| visit(key, &value)))
    }

    /// The last key that starts with `prefix` and stands before `end`. Nothing of an open batch.
    fn last(&self, table: Table, prefix: &str, end: &str) -> Result<Option<String>, Error>;
    /// Empties every table and index; the log stays.
    fn clear(&mut self) -> Result<(), Error>;

    /// Puts `fields` (title, quotes, text) under `row` of an index. The row must be free.
    fn index(&mut self, index: Index, row: i64, fields: [&str; 3]) -> Result<(), Error>;
    /// Takes `row` out of an index.
    fn unindex(&mut self, index: Index, row: i64) -> Result<(), Error>;
    /// Rows that hold every word, the best first, at most `limit`.
    fn find(&self, index: Index, words: &[String], limit: usize) -> Result<Vec<i64>, Error>;

    /// What the database itself finds wrong with its file; empty where nothing.
    fn check(&self) -> Result<Vec<String>, Error>;
}

/// Words in lower case, as far as an index without diacritics needs them.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Every row under `prefix`, as pairs.
pub(crate) fn rows(store: &dyn Store, table: Table, prefix: &str) -> Result<Vec<(String, String)>, Error> {
    let mut rows = Vec::new();
    store.scan(table, prefix, &mut |key, value| {
        rows.push((key.to_owned(), value.to_owned()));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}
