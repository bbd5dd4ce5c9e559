use super::waiting::Waiting;
use super::{Acknowledged, Index, Store, Table, Visit};
use crate::Error;
use crate::log::{Entry, Hash, Head};
use crate::register::Mode;
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, params};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `CHNC` in ASCII: how the file says what it is.
const APPLICATION_ID: i64 = 0x4348_4E43;
/// The newest format of the file that this program knows, and the one in which it writes.
const FORMAT: i64 = 2;
/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many statements are kept as they were prepared: those about each table, and some more.
const STATEMENTS: usize = 160;

const SCHEMA: &str = include_str!("sqlite/schema.sql");
const TABLE: &str = include_str!("sqlite/table.sql");
const VIEWS: &str = include_str!("sqlite/views.sql");
const APPEND: &str = include_str!("sqlite/append.sql");
const ENTRIES: &str = include_str!("sqlite/entries.sql");
const HEAD: &str = include_str!("sqlite/head.sql");
const GET: &str = include_str!("sqlite/get.sql");
const ADD: &str = include_str!("sqlite/add.sql");
const PUT: &str = include_str!("sqlite/put.sql");
const REMOVE: &str = include_str!("sqlite/remove.sql");
const SCAN: &str = include_str!("sqlite/scan.sql");
const LAST: &str = include_str!("sqlite/last.sql");
const CLEAR: &str = include_str!("sqlite/clear.sql");
const CLEAR_WORDS: &str = include_str!("sqlite/clear_words.sql");
const INDEX_DOCUMENT: &str = "INSERT INTO document_words (rowid, title, quotes, body) VALUES (?1, ?2, ?3, ?4)";
const INDEX_NAME: &str = "INSERT INTO entity_names (rowid, name, alias, extra) VALUES (?1, ?2, ?3, ?4)";
const FIND_DOCUMENTS: &str = include_str!("sqlite/find_documents.sql");
const FIND_NAMES: &str = include_str!("sqlite/find_names.sql");

/// A register in one SQLite file.
pub(crate) struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    waiting: Waiting,
    /// Whether the open batch, or the next, fills the register.
    much: bool,
}

impl SqliteStore {
    /// Opens the register at `path`.
    pub(crate) fn open(path: &Path, mode: Mode) -> Result<SqliteStore, Error> {
        if mode != Mode::Create && !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let access = match mode {
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
        let explain = |source| explain(path, source);
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(explain)?;
        connection.busy_timeout(PATIENCE).map_err(explain)?;
        keep_plans(&connection).map_err(explain)?;
        let mut store = SqliteStore { connection, path: path.to_owned(), waiting: Waiting::default(), much: false };
        let blank = match store.is_blank() {
            Err(Error::ReadOnly { .. }) if mode == Mode::Read => {
                undo_what_was_killed(path).map_err(explain)?;
                store.is_blank()?
            }
            blank => blank?,
        };
        if blank {
            if mode != Mode::Create {
                return Err(Error::Blank { path: path.to_owned() });
            }
            store.create()?;
        }
        store.recognise(mode)?;
        if mode == Mode::Read {
            // A question comes back to the same pages again and again.
            store.connection.execute_batch("PRAGMA cache_size = -65536").map_err(explain)?;
        } else {
            store.configure()?;
        }
        store.connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(store)
    }

    /// A private register that ends with the process and lies on the disk where it outgrows memory.
    pub(crate) fn temporary() -> Result<SqliteStore, Error> {
        let path = PathBuf::from("(temporary)");
        let connection = Connection::open("").map_err(|e| explain(&path, e))?;
        keep_plans(&connection).map_err(|e| explain(&path, e))?;
        let mut store = SqliteStore { connection, path, waiting: Waiting::default(), much: false };
        store.create()?;
        store.waiting.begin_anew();
        store.connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(store)
    }

    fn explain(&self, source: rusqlite::Error) -> Error {
        explain(&self.path, source)
    }

    /// Whether the file holds nothing at all, as one that was about to be created when the power failed.
    fn is_blank(&self) -> Result<bool, Error> {
        let tables = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
        Ok(tables.map_err(|e| self.explain(e))? == 0)
    }

    fn create(&mut self) -> Result<(), Error> {
        self.configure()?;
        // Another process may have created it while this one waited for the lock.
        self.shape(|store| if store.is_blank()? { store.run(&format!("{SCHEMA}{}{VIEWS}", tables())) } else { Ok(()) })
    }

    /// Makes the tables of an older format anew, without a row: whoever opens a register so folds the log again.
    fn renew(&mut self) -> Result<(), Error> {
        self.configure()?;
        self.shape(|store| {
            let old = format!("DROP TABLE folded; {}{VIEWS} PRAGMA user_version = {FORMAT};", tables());
            if store.pragma("user_version")? < FORMAT { store.run(&old) } else { Ok(()) }
        })
    }

    /// Changes the form of the file, all or nothing.
    fn shape(&mut self, change: impl FnOnce(&SqliteStore) -> Result<(), Error>) -> Result<(), Error> {
        self.begin()?;
        match change(self) {
            Ok(()) => self.commit().map(drop),
            Err(error) => {
                self.rollback();
                Err(error)
            }
        }
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|e| self.explain(e))
    }

    fn configure(&self) -> Result<(), Error> {
        // A new file's pages hold most rows whole.
        let pragmas = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";
        self.connection.execute_batch(pragmas).map_err(|e| self.explain(e))
    }

    fn recognise(&mut self, mode: Mode) -> Result<(), Error> {
        if self.pragma("application_id")? != APPLICATION_ID {
            return Err(Error::NotARegister { path: self.path.clone() });
        }
        match self.pragma("user_version")? {
            found if found > FORMAT => Err(Error::Newer { path: self.path.clone(), found, known: FORMAT }),
            found if found < FORMAT && mode == Mode::Read => Err(Error::Stale { path: self.path.clone() }),
            found if found < FORMAT => self.renew(),
            _ => Ok(()),
        }
    }

    fn pragma(&self, name: &str) -> Result<i64, Error> {
        self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(|e| self.explain(e))
    }

    /// Runs one statement that returns no rows.
    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
        self.connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).map(drop).map_err(|e| self.explain(e))
    }

    /// Tells the database of the rows that wait.
    fn send(&mut self) -> Result<(), Error> {
        for (table, rows, blank) in self.waiting.take() {
            let prepare = |sql| self.connection.prepare_cached(&about(table, sql)).map_err(|e| self.explain(e));
            let mut put = prepare(if blank { ADD } else { PUT })?;
            let mut remove = prepare(REMOVE)?;
            for (key, value) in &rows {
                let done = match value {
                    Some(value) => put.execute([key, value]),
                    None if blank => continue,
                    None => remove.execute([key]),
                };
                done.map_err(|e| self.explain(e))?;
            }
        }
        // After everything else: an index writes what it gathered before each statement that may fail by itself, as one that
        // adds to the log.
        for (index, row, fields) in self.waiting.take_words() {
            match (index, fields) {
                (Index::Documents, Some([title, quotes, body])) => self.execute(INDEX_DOCUMENT, params![row, title, quotes, body])?,
                (Index::Documents, None) => self.execute("DELETE FROM document_words WHERE rowid = ?1", [row])?,
                (Index::Names, Some([name, alias, extra])) => self.execute(INDEX_NAME, params![row, name, alias, extra])?,
                (Index::Names, None) => self.execute("DELETE FROM entity_names WHERE rowid = ?1", [row])?,
            }
        }
        Ok(())
    }

    /// Rows under a prefix as the database has them.
    fn stored(&self, table: Table, prefix: &str, visit: Visit<'_>) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(&about(table, SCAN)).map_err(|e| self.explain(e))?;
        let mut rows = statement.query([prefix]).map_err(|e| self.explain(e))?;
        while let Some(row) = rows.next().map_err(|e| self.explain(e))? {
            let key = text(row, 0).map_err(|e| self.explain(e))?;
            let value = text(row, 1).map_err(|e| self.explain(e))?;
            if !key.starts_with(prefix) || visit(&key, &value)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn set(&mut self, table: Table, key: &str, value: Option<&str>) -> Result<(), Error> {
        self.waiting.set(table, key, value);
        if self.waiting.is_full() { self.send() } else { Ok(()) }
    }

    /// The connection, for tests that play the vandal.
    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// SQL about one of the folded tables.
fn about(table: Table, sql: &str) -> String {
    sql.replace("{table}", table.name())
}

/// SQL that makes the folded tables. Most have short rows, which lie in the tree of their keys. That tree holds whole rows at
/// every level, and of a row longer than a quarter of a page only the beginning: long ones lie beside it.
fn tables() -> String {
    let layout = |table| if matches!(table, Table::Claim | Table::Entity) { "" } else { "WITHOUT ROWID" };
    Table::ALL.iter().map(|table| about(*table, TABLE).replace("{layout}", layout(*table))).collect()
}

/// Lets a statement keep the plan that it was prepared with, and not be prepared again for every other value.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Undoes what a process wrote that was killed while it filled the register, by the journal that it left. A connection that
/// only reads refuses to read before, and must not do it.
fn undo_what_was_killed(path: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// What the database's failure means for the person who gave the path.
fn explain(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_owned();
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { path },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
        Some(ErrorCode::DiskFull) => Error::Full { path },
        Some(ErrorCode::SystemIoFailure) => Error::Disk { path, source },
        Some(ErrorCode::NotADatabase) => Error::NotARegister { path },
        Some(ErrorCode::DatabaseCorrupt) => Error::Corrupt { path, source },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::Refused { path, source },
        _ => Error::Database { path, source },
    }
}

/// The text of a column, whatever a vandal made of it: a value of another type or broken UTF-8 gives a text whose
/// hash cannot fit.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    text_in(row, column).map(str::to_owned)
}

fn text_in<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).unwrap_or("\u{fffd}"),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => "\u{fffd}",
    })
}

/// The hash in a column; what is no hash becomes one that nothing has.
fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<Hash> {
    Ok(match row.get_ref(column)? {
        ValueRef::Blob(bytes) => Hash(bytes.try_into().unwrap_or([0xff; 32])),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => Hash([0xff; 32]),
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let seq = row.get::<_, i64>(0)?;
    Ok(Entry {
        seq: u64::try_from(seq).unwrap_or(0),
        recorded: text(row, 1)?,
        kind: text(row, 2)?,
        payload: text(row, 3)?,
        previous: hash(row, 4)?,
        hash: hash(row, 5)?,
    })
}

/// Each word as a string of the query language, in which nothing else has a meaning.
fn quoted(words: &[String]) -> String {
    words.iter().map(|w| format!("\"{}\"", w.replace('"', "\"\"").replace('\0', ""))).collect::<Vec<_>>().join(" ")
}

fn stored(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<(), Error> {
        self.execute("BEGIN IMMEDIATE", [])
    }

    fn expect_much(&mut self) -> Result<(), Error> {
        // A log of pages written ahead is looked through for each page, and copied in the end; new pages of a file need neither.
        // Where somebody has the file open it stays as it is.
        let alone = "PRAGMA busy_timeout = 0; PRAGMA cache_size = -262144; PRAGMA journal_mode = DELETE;";
        let _ = self.connection.execute_batch(alone);
        self.much = true;
        self.connection.busy_timeout(PATIENCE).map_err(|e| self.explain(e))
    }

    fn commit(&mut self) -> Result<Acknowledged, Error> {
        self.send()?;
        let head = self.head()?;
        self.execute("COMMIT", [])?;
        self.waiting.forget();
        if std::mem::take(&mut self.much) {
            self.configure()?;
        }
        Ok(Acknowledged { head })
    }

    fn rollback(&mut self) {
        self.waiting.forget();
        // A failed write may have ended the transaction by itself; there is nothing to do then.
        if !self.connection.is_autocommit() {
            let _ = self.execute("ROLLBACK", []);
        }
        if std::mem::take(&mut self.much) {
            let _ = self.configure();
        }
    }

    fn at_one_time(&self, read: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
        if !self.connection.is_autocommit() {
            return read();
        }
        self.execute("BEGIN", [])?;
        let done = read();
        self.execute("COMMIT", [])?;
        done
    }

    fn head(&self) -> Result<Head, Error> {
        let read = |row: &Row<'_>| Ok(Head { seq: u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0), hash: hash(row, 1)? });
        let head = self.connection.prepare_cached(HEAD).and_then(|mut s| s.query_row([], read).optional());
        Ok(head.map_err(|e| self.explain(e))?.unwrap_or(Head::EMPTY))
    }

    fn append(&mut self, entry: &Entry) -> Result<(), Error> {
        let hashes = (entry.previous.0.as_slice(), entry.hash.0.as_slice());
        self.execute(APPEND, params![stored(entry.seq), entry.recorded, entry.kind, entry.payload, hashes.0, hashes.1])
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, Error> {
        let found = self.connection.prepare_cached(ENTRIES).and_then(|mut s| s.query_row([stored(seq)], entry).optional());
        Ok(found.map_err(|e| self.explain(e))?.filter(|e| e.seq == seq))
    }

    fn entries(&self, from: u64, visit: &mut dyn FnMut(Entry) -> Result<ControlFlow<()>, Error>) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(ENTRIES).map_err(|e| self.explain(e))?;
        let mut rows = statement.query([stored(from)]).map_err(|e| self.explain(e))?;
        while let Some(row) = rows.next().map_err(|e| self.explain(e))? {
            if visit(entry(row).map_err(|e| self.explain(e))?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn get(&self, table: Table, key: &str) -> Result<Option<String>, Error> {
        if let Some(waits) = self.waiting.get(table, key) {
            return Ok(waits);
        }
        let found = self.connection.prepare_cached(&about(table, GET)).and_then(|mut s| s.query_row([key], |row| text(row, 0)).optional());
        found.map_err(|e| self.explain(e))
    }

    fn each_of(&self, table: Table, keys: &[String], visit: &mut dyn FnMut(&str, &str) -> Result<(), Error>) -> Result<(), Error> {
        // Made ready once: a page asks for a hundred thousand rows.
        let mut statement = self.connection.prepare_cached(&about(table, GET)).map_err(|e| self.explain(e))?;
        for key in keys {
            if let Some(waits) = self.waiting.get(table, key) {
                waits.map_or(Ok(()), |value| visit(key, &value))?;
                continue;
            }
            let mut rows = statement.query([key]).map_err(|e| self.explain(e))?;
            if let Some(row) = rows.next().map_err(|e| self.explain(e))? {
                visit(key, text_in(row, 0).map_err(|e| self.explain(e))?)?;
            }
        }
        Ok(())
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
        let last = self.connection.prepare_cached(&about(table, LAST));
        let found = last.and_then(|mut s| s.query_row([prefix, end], |row| text(row, 0)).optional());
        Ok(found.map_err(|e| self.explain(e))?.filter(|key| key.starts_with(prefix)))
    }

    fn clear(&mut self) -> Result<(), Error> {
        self.waiting.begin_anew();
        let cleared: String = Table::ALL.iter().map(|table| about(*table, CLEAR)).collect();
        self.run(&format!("{cleared}{CLEAR_WORDS}{VIEWS}"))
    }

    fn index(&mut self, index: Index, row: i64, fields: [&str; 3]) -> Result<(), Error> {
        self.waiting.set_words(index, row, Some(fields));
        if self.waiting.is_full() { self.send() } else { Ok(()) }
    }

    fn unindex(&mut self, index: Index, row: i64) -> Result<(), Error> {
        self.waiting.set_words(index, row, None);
        Ok(())
    }

    fn find(&self, index: Index, words: &[String], limit: usize) -> Result<Vec<i64>, Error> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = match index {
            Index::Documents => FIND_DOCUMENTS,
            Index::Names => FIND_NAMES,
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.explain(e))?;
        let rows = statement.query_map(params![quoted(words), limit], |row| row.get(0)).map_err(|e| self.explain(e))?;
        rows.collect::<Result<Vec<i64>, _>>().map_err(|e| self.explain(e))
    }

    fn check(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare("PRAGMA quick_check(20)").map_err(|e| self.explain(e))?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        Ok(lines.map_err(|e| self.explain(e))?.into_iter().filter(|line| line != "ok").collect())
    }
}

#[cfg(test)]
mod tests;
