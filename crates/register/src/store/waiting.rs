//! Rows of the open batch that the database was not told of yet: told in the order of keys, hundreds of rows cost what
//! one costs that comes by itself.

use super::{Index, Table, Visit};
use crate::Error;
use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, ControlFlow};

/// Rows that wait come to no more memory than this.
const MOST_BYTES: usize = 96 << 20;
/// The same where all tables are made anew: each time that rows are told, they fall between those that were told before.
const MOST_BYTES_ANEW: usize = 320 << 20;
/// What a row costs besides its text.
const ROW: usize = 96;

#[derive(Default)]
pub(super) struct Waiting {
    tables: BTreeMap<Table, RefCell<Pending>>,
    words: Vec<Words>,
    bytes: usize,
    /// Tables of which the database holds no row, and need not be asked; those that all were when they were emptied.
    blank: BTreeSet<Table>,
    anew: bool,
}

/// The rows of one table; `None` removes one.
pub(super) type Rows = BTreeMap<String, Option<String>>;

/// The rows of one table that wait. Of most tables nothing is asked before the database is told: what came since somebody asked is
/// put in order all at once.
#[derive(Default)]
struct Pending {
    rows: Rows,
    news: Vec<(String, Option<String>)>,
}

impl Pending {
    fn order(&mut self) {
        let news = std::mem::take(&mut self.news);
        if self.rows.is_empty() {
            // Of several with one key the last is kept.
            self.rows = news.into_iter().collect();
        } else {
            self.rows.extend(news);
        }
    }
}

/// What comes into a row of an index; `None` empties it.
pub(super) type Words = (Index, i64, Option<[String; 3]>);

impl Waiting {
    pub(super) fn set(&mut self, table: Table, key: &str, value: Option<&str>) {
        self.bytes += value.map_or(0, str::len) + key.len() + ROW;
        self.tables.entry(table).or_default().get_mut().news.push((key.to_owned(), value.map(str::to_owned)));
    }

    /// The rows of a table, in order.
    fn rows(&self, table: Table) -> Option<Ref<'_, Rows>> {
        let pending = self.tables.get(&table)?;
        // While rows are visited nothing is written, so that there is never anything to be put in order.
        if !pending.borrow().news.is_empty() {
            pending.borrow_mut().order();
        }
        Some(Ref::map(pending.borrow(), |pending| &pending.rows))
    }

    /// Fills a row of an index, or empties it.
    pub(super) fn set_words(&mut self, index: Index, row: i64, fields: Option<[&str; 3]>) {
        self.bytes += fields.map_or(0, |fields| fields.iter().map(|f| f.len()).sum()) + ROW;
        self.words.push((index, row, fields.map(|fields| fields.map(str::to_owned))));
    }

    /// What is to be done to indexes, in order, and need not be done any more.
    pub(super) fn take_words(&mut self) -> Vec<Words> {
        std::mem::take(&mut self.words)
    }

    /// The row as it will be; `None` where the database has the last word.
    pub(super) fn get(&self, table: Table, key: &str) -> Option<Option<String>> {
        match self.rows(table).and_then(|rows| rows.get(key).cloned()) {
            Some(row) => Some(row),
            None => self.blank.contains(&table).then_some(None),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.bytes > if self.anew { MOST_BYTES_ANEW } else { MOST_BYTES }
    }

    /// Everything that waits, which waits no longer; with each table whether the database has no row of it.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (Table, Rows, bool)> + use<> {
        self.bytes = 0;
        let tables = std::mem::take(&mut self.tables);
        let blank: Vec<bool> = tables.keys().map(|table| self.blank.remove(table)).collect();
        tables.into_iter().zip(blank).map(|((table, pending), blank)| {
            let mut pending = pending.into_inner();
            pending.order();
            (table, pending.rows, blank)
        })
    }

    /// Forgets what waits, and what it knows of the tables.
    pub(super) fn forget(&mut self) {
        *self = Waiting::default();
    }

    /// Takes note that the database holds no row at all.
    pub(super) fn begin_anew(&mut self) {
        *self = Waiting { blank: Table::ALL.into(), anew: true, ..Waiting::default() };
    }

    /// Rows under a prefix, those that wait among those that `stored` hands on.
    pub(super) fn scan(
        &self,
        table: Table,
        prefix: &str,
        visit: Visit<'_>,
        stored: impl FnOnce(Visit<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (rows, none) = (self.rows(table), Rows::new());
        let blank = self.blank.contains(&table);
        let stored = |visit: Visit<'_>| if blank { Ok(()) } else { stored(visit) };
        let rows = rows.as_deref().unwrap_or(&none);
        let mut rows =
            rows.range::<str, _>((Bound::Included(prefix), Bound::Unbounded)).take_while(|(k, _)| k.starts_with(prefix)).peekable();
        let mut ended = false;
        stored(&mut |key, value| {
            while let Some((own, row)) = rows.next_if(|(own, _)| own.as_str() < key) {
                if let Some(row) = row
                    && visit(own, row)?.is_break()
                {
                    ended = true;
                    return Ok(ControlFlow::Break(()));
                }
            }
            let flow = match rows.next_if(|(own, _)| own.as_str() == key) {
                Some((_, None)) => ControlFlow::Continue(()),
                Some((_, Some(row))) => visit(key, row)?,
                None => visit(key, value)?,
            };
            ended = flow.is_break();
            Ok(flow)
        })?;
        for (key, row) in rows {
            if ended {
                break;
            }
            if let Some(row) = row {
                ended = visit(key, row)?.is_break();
            }
        }
        Ok(())
    }
}
