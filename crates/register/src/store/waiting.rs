//! Rows of the open batch that the database was not told of yet: told in the order of keys, hundreds of rows cost what
//! one costs that comes by itself.

use super::{Table, Visit};
use crate::Error;
use std::collections::BTreeMap;
use std::ops::{Bound, ControlFlow};

/// Rows that wait come to no more memory than this.
const MOST_BYTES: usize = 96 << 20;
/// What a row costs besides its text.
const ROW: usize = 96;

#[derive(Default)]
pub(super) struct Waiting {
    tables: BTreeMap<Table, BTreeMap<String, Option<String>>>,
    bytes: usize,
}

/// The rows of one table; `None` removes one.
pub(super) type Rows = BTreeMap<String, Option<String>>;

impl Waiting {
    pub(super) fn set(&mut self, table: Table, key: &str, value: Option<&str>) {
        let rows = self.tables.entry(table).or_default();
        let more = value.map_or(0, str::len);
        if let Some(row) = rows.get_mut(key) {
            self.bytes = self.bytes + more - row.as_ref().map_or(0, String::len);
            *row = value.map(str::to_owned);
        } else {
            self.bytes += more + key.len() + ROW;
            rows.insert(key.to_owned(), value.map(str::to_owned));
        }
    }

    /// The row as it will be; `None` where the database has the last word.
    pub(super) fn get(&self, table: Table, key: &str) -> Option<&Option<String>> {
        self.tables.get(&table)?.get(key)
    }

    pub(super) fn is_full(&self) -> bool {
        self.bytes > MOST_BYTES
    }

    /// Everything that waits, which waits no longer.
    pub(super) fn take(&mut self) -> BTreeMap<Table, Rows> {
        self.bytes = 0;
        std::mem::take(&mut self.tables)
    }

    /// Rows under a prefix, those that wait among those that `stored` hands on.
    pub(super) fn scan(
        &self,
        table: Table,
        prefix: &str,
        visit: Visit<'_>,
        stored: impl FnOnce(Visit<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(rows) = self.tables.get(&table) else { return stored(visit) };
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
