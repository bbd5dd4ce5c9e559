use super::waiting::{Rows, Waiting};
use super::{Acknowledged, Index, Store, Table, Visit, words};
use crate::Error;
use crate::log::{Entry, Hash, Head};
use crate::register::Mode;
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, NoTls, Row};
use std::cell::{RefCell, RefMut};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

const SCHEMA: &str = include_str!("postgres/schema.sql");
/// The newest format that this program knows.
const FORMAT: i64 = 1;
/// What writers of one register wait for: `CHNC` in ASCII.
const LOCK: i64 = 0x4348_4E43;
/// Rows fetched at a time.
const PAGE: i64 = 1_000;
/// Rows written with one trip to the server, each of which costs as much as hundreds of rows.
const TOGETHER: usize = 20_000;

/// A register in a PostgreSQL database, for several writers.
pub(crate) struct PostgresStore {
    client: RefCell<Client>,
    /// The address without its password.
    address: String,
    /// Rows of the open batch that were not sent yet.
    waiting: Waiting,
    begun: bool,
    /// Whether it only reads: each question in one transaction, which sees one state.
    reads: bool,
}

/// What a reader begins a question with. The state is the one at its first look, so that waiting holds none.
const ONE_STATE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl PostgresStore {
    pub(crate) fn open(address: &str, mode: Mode) -> Result<PostgresStore, Error> {
        let told = crate::shown(address.as_ref());
        let asks = address.parse::<postgres::Config>().is_ok_and(|config| config.get_ssl_mode() == postgres::config::SslMode::Require);
        // The driver knows no mode that also checks the certificate, and refuses such an address by itself.
        if asks {
            return Err(Error::Unencrypted { address: told });
        }
        let client = Client::connect(address, NoTls).map_err(|source| Error::Unreachable { address: told.clone(), source })?;
        let mut store =
            PostgresStore { client: RefCell::new(client), address: told, waiting: Waiting::default(), begun: false, reads: false };
        store.batch("SET client_min_messages = warning; SET lock_timeout = '5s'")?;
        if !store.has_tables()? {
            if mode != Mode::Create {
                return Err(Error::Missing { path: store.address.clone().into() });
            }
            store.create()?;
        }
        let found: i64 = store.row("SELECT format FROM chancery_format", &[])?.map_or(0, |row| row.get(0));
        if found > FORMAT {
            return Err(Error::Newer { path: store.address.clone().into(), found, known: FORMAT });
        }
        if mode == Mode::Read {
            // One state for the whole question, whatever others write meanwhile.
            store.batch(ONE_STATE)?;
            store.reads = true;
        }
        Ok(store)
    }

    fn has_tables(&self) -> Result<bool, Error> {
        let found = self.row("SELECT to_regclass('chancery_log') IS NOT NULL", &[])?;
        Ok(found.is_some_and(|row| row.get(0)))
    }

    fn create(&mut self) -> Result<(), Error> {
        self.begin()?;
        // Another writer may have created it while this one waited for the lock.
        if !self.has_tables()? {
            self.batch(SCHEMA)?;
        }
        self.commit()?;
        // An index by parts of words, where the server has the extension and lets this user have it.
        let trigrams = "CREATE EXTENSION IF NOT EXISTS pg_trgm; \
             CREATE INDEX IF NOT EXISTS chancery_entity_names_by_part ON chancery_entity_names USING gin (name gin_trgm_ops)";
        if self.batch(trigrams).is_err() {
            self.batch("ROLLBACK")?;
        }
        Ok(())
    }

    fn explain(&self, source: postgres::Error) -> Error {
        let path = || self.address.clone().into();
        match source.code() {
            Some(code) if *code == SqlState::LOCK_NOT_AVAILABLE => Error::Locked { path: path() },
            Some(code) if *code == SqlState::READ_ONLY_SQL_TRANSACTION || *code == SqlState::INSUFFICIENT_PRIVILEGE => {
                Error::ReadOnly { path: path() }
            }
            Some(code) if *code == SqlState::DISK_FULL => Error::Full { path: path() },
            _ => Error::Server { address: self.address.clone(), source },
        }
    }

    fn client(&self) -> RefMut<'_, Client> {
        self.client.borrow_mut()
    }

    fn batch(&self, sql: &str) -> Result<(), Error> {
        self.client().batch_execute(sql).map_err(|e| self.explain(e))
    }

    fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        self.client().query(sql, values).map_err(|e| self.explain(e))
    }

    fn row(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, Error> {
        self.client().query_opt(sql, values).map_err(|e| self.explain(e))
    }

    fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<(), Error> {
        self.client().execute(sql, values).map(drop).map_err(|e| self.explain(e))
    }

    fn set(&mut self, table: Table, key: &str, value: Option<&str>) -> Result<(), Error> {
        self.waiting.set(table, key, value);
        if self.waiting.is_full() { self.send() } else { Ok(()) }
    }

    /// Tells the server of the rows that wait.
    fn send(&mut self) -> Result<(), Error> {
        for (table, mut rows, _) in self.waiting.take() {
            while let Some(next) = rows.keys().nth(TOGETHER).cloned() {
                let rest = rows.split_off(&next);
                self.write(table, std::mem::replace(&mut rows, rest))?;
            }
            self.write(table, rows)?;
        }
        Ok(())
    }

    fn write(&self, table: Table, rows: Rows) -> Result<(), Error> {
        let (mut keys, mut values, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in rows {
            match value {
                Some(value) => {
                    keys.push(key);
                    values.push(value);
                }
                None => gone.push(key),
            }
        }
        if !gone.is_empty() {
            self.execute("DELETE FROM chancery_folded WHERE kind = $1 AND key = ANY($2)", &[&table.name(), &gone])?;
        }
        if !keys.is_empty() {
            let sql = "INSERT INTO chancery_folded (kind, key, value) SELECT $1, k, v FROM unnest($2::text[], $3::text[]) AS new (k, v) \
                 ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value";
            self.execute(sql, &[&table.name(), &keys, &values])?;
        }
        Ok(())
    }

    /// Rows under a prefix as the server has them.
    fn stored(&self, table: Table, prefix: &str, visit: Visit<'_>) -> Result<(), Error> {
        let sql = "SELECT key, value FROM chancery_folded WHERE kind = $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4";
        let after = "SELECT key, value FROM chancery_folded WHERE kind = $1 AND key > $2 AND key < $3 ORDER BY key LIMIT $4";
        // The last character there is ends the rows that begin so.
        let end = format!("{prefix}\u{10ffff}");
        let (mut from, mut sql, mut page) = (prefix.to_owned(), sql, 16i64);
        loop {
            let rows = self.rows(sql, &[&table.name(), &from, &end, &page])?;
            for row in &rows {
                if visit(row.get(0), row.get(1))?.is_break() {
                    return Ok(());
                }
            }
            match rows.last() {
                Some(last) if rows.len() as i64 == page => from = last.get(0),
                _ => return Ok(()),
            }
            (sql, page) = (after, PAGE);
        }
    }
}

fn entry(row: &Row) -> Entry {
    // What is no hash becomes one that nothing has.
    let hash = |column| Hash(row.get::<_, &[u8]>(column).try_into().unwrap_or([0xff; 32]));
    Entry {
        seq: u64::try_from(row.get::<_, i64>(0)).unwrap_or(0),
        recorded: row.get(1),
        kind: row.get(2),
        payload: row.get(3),
        previous: hash(4),
        hash: hash(5),
    }
}

fn stored(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// The words of a text, each once.
fn distinct(text: &str) -> Vec<String> {
    words(text).collect::<BTreeSet<String>>().into_iter().collect()
}

/// A word as part of a pattern, in which nothing else has a meaning.
fn part(word: &str) -> String {
    let escaped: String =
        word.to_lowercase().chars().flat_map(|c| ['\\'].into_iter().filter(move |_| matches!(c, '%' | '_' | '\\')).chain([c])).collect();
    format!("%{escaped}%")
}

const ENTRIES: &str = "SELECT seq, recorded, kind, payload, previous, hash FROM chancery_log WHERE seq >= $1 ORDER BY seq LIMIT $2";

impl Store for PostgresStore {
    fn look_anew(&self) -> Result<(), Error> {
        if self.reads { self.batch("COMMIT").and_then(|()| self.batch(ONE_STATE)) } else { Ok(()) }
    }

    fn begin(&mut self) -> Result<(), Error> {
        self.waiting.forget();
        self.batch("BEGIN")?;
        self.begun = true;
        self.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
    }

    fn commit(&mut self) -> Result<Acknowledged, Error> {
        self.send()?;
        let head = self.head()?;
        self.batch("COMMIT")?;
        self.waiting.forget();
        self.begun = false;
        Ok(Acknowledged { head })
    }

    fn rollback(&mut self) {
        self.waiting.forget();
        if std::mem::take(&mut self.begun) {
            // Where the connection is gone the server takes the batch back by itself.
            let _ = self.batch("ROLLBACK");
        }
    }

    fn head(&self) -> Result<Head, Error> {
        let last = self.row("SELECT seq, recorded, kind, '', previous, hash FROM chancery_log ORDER BY seq DESC LIMIT 1", &[])?;
        Ok(last.map_or(Head::EMPTY, |row| entry(&row).head()))
    }

    fn append(&mut self, entry: &Entry) -> Result<(), Error> {
        let hashes = (entry.previous.0.as_slice(), entry.hash.0.as_slice());
        let sql = "INSERT INTO chancery_log (seq, recorded, kind, payload, previous, hash) VALUES ($1, $2, $3, $4, $5, $6)";
        self.execute(sql, &[&stored(entry.seq), &entry.recorded, &entry.kind, &entry.payload, &hashes.0, &hashes.1])
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, Error> {
        Ok(self.row(ENTRIES, &[&stored(seq), &1i64])?.map(|row| entry(&row)).filter(|e| e.seq == seq))
    }

    fn entries(&self, from: u64, visit: &mut dyn FnMut(Entry) -> Result<ControlFlow<()>, Error>) -> Result<(), Error> {
        let mut from = from;
        loop {
            // Entries hold whole documents, so pages of them are short.
            let page = self.rows(ENTRIES, &[&stored(from), &64i64])?;
            for row in &page {
                let entry = entry(row);
                from = entry.seq + 1;
                if visit(entry)?.is_break() {
                    return Ok(());
                }
            }
            if page.len() < 64 {
                return Ok(());
            }
        }
    }

    fn get(&self, table: Table, key: &str) -> Result<Option<String>, Error> {
        if let Some(waits) = self.waiting.get(table, key) {
            return Ok(waits);
        }
        let found = self.row("SELECT value FROM chancery_folded WHERE kind = $1 AND key = $2", &[&table.name(), &key])?;
        Ok(found.map(|row| row.get(0)))
    }

    fn put(&mut self, table: Table, key: &str, value: &str) -> Result<(), Error> {
        self.set(table, key, Some(value))
    }

    fn remove(&mut self, table: Table, key: &str) -> Result<(), Error> {
        self.set(table, key, None)
    }

    fn scan(&self, table: Table, prefix: &str, visit: Visit<'_>) -> Result<(), Error> {
        self.waiting.scan(table, prefix, visit, |visit| self.stored(table, prefix, visit))
    }

    fn last(&self, table: Table, prefix: &str, end: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT key FROM chancery_folded WHERE kind = $1 AND key >= $2 AND key < $3 ORDER BY key DESC LIMIT 1";
        let found = self.row(sql, &[&table.name(), &prefix, &end])?;
        Ok(found.map(|row| row.get::<_, String>(0)).filter(|key| key.starts_with(prefix)))
    }

    /// A page of keys at a time: each question of its own would be a way to the server and back.
    fn each_of(&self, table: Table, keys: &[String], visit: &mut dyn FnMut(&str, &str) -> Result<(), Error>) -> Result<(), Error> {
        for page in keys.chunks(PAGE as usize) {
            let sql = "SELECT key, value FROM chancery_folded WHERE kind = $1 AND key = ANY($2)";
            let rows = self.rows(sql, &[&table.name(), &page])?;
            let mut found: BTreeMap<&str, String> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
            for key in page {
                let waits = self.waiting.get(table, key);
                if let Some(value) = waits.unwrap_or_else(|| found.remove(key.as_str())) {
                    visit(key, &value)?;
                }
            }
        }
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Error> {
        self.waiting.begin_anew();
        self.batch("DELETE FROM chancery_folded; DELETE FROM chancery_document_words; DELETE FROM chancery_entity_names")
    }

    fn index(&mut self, index: Index, row: i64, fields: [&str; 3]) -> Result<(), Error> {
        match index {
            Index::Documents => {
                let all = distinct(&fields.join("\n"));
                let sql = "INSERT INTO chancery_document_words (row, title, quotes, words) VALUES ($1, $2, $3, $4)";
                self.execute(sql, &[&row, &distinct(fields[0]), &distinct(fields[1]), &all])
            }
            Index::Names => {
                let name = fields.join("\n").to_lowercase().replace('\0', "");
                self.execute("INSERT INTO chancery_entity_names (row, name) VALUES ($1, $2)", &[&row, &name])
            }
        }
    }

    fn unindex(&mut self, index: Index, row: i64) -> Result<(), Error> {
        let sql = match index {
            Index::Documents => "DELETE FROM chancery_document_words WHERE row = $1",
            Index::Names => "DELETE FROM chancery_entity_names WHERE row = $1",
        };
        self.execute(sql, &[&row])
    }

    fn find(&self, index: Index, words: &[String], limit: usize) -> Result<Vec<i64>, Error> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = match index {
            Index::Documents => {
                let wanted = distinct(&words.join(" "));
                let sql = "SELECT row FROM chancery_document_words WHERE words @> $1 \
                     ORDER BY title @> $1 DESC, quotes @> $1 DESC, row LIMIT $2";
                self.rows(sql, &[&wanted, &limit])?
            }
            Index::Names => {
                let parts: Vec<String> = words.iter().map(|w| part(w)).collect();
                self.rows(
                    "SELECT row FROM chancery_entity_names WHERE name LIKE ALL ($1) ORDER BY length(name), row LIMIT $2",
                    &[&parts, &limit],
                )?
            }
        };
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    fn check(&self) -> Result<Vec<String>, Error> {
        // The server checks its own files.
        Ok(Vec::new())
    }
}

#[cfg(test)]
pub(crate) mod tests;
