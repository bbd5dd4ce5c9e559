//! **Is the register what was recorded?** The chain, the evidence, and the tables against the log.
//!
//! In → Out: a store, in whatever state → counts, and the first differences.
//!
//! Never: repairs; stops at the first difference; fails because the register is damaged.

use crate::Error;
use crate::ahead::ahead;
use crate::fold::{self, Fold, Prepared, Recorded};
use crate::log::{Entry, Hash, Head, Payload, Undecodable};
use crate::register::is_borne_out;
use crate::store::{SqliteStore, Store, Table, rows};
use model::{Document, DocumentId};
use std::fmt;
use std::ops::ControlFlow;

/// How many differences are told in full; the rest is counted.
const MOST: usize = 20;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Entries walked.
    pub entries: u64,
    /// Snapshots among them.
    pub snapshots: u64,
    /// Readings among them.
    pub readings: u64,
    /// Decisions among them.
    pub decisions: u64,
    /// Claims whose evidence was looked up.
    pub claims: u64,
    /// Rows of the folded tables compared.
    pub rows: u64,
    /// How many differences there are.
    pub count: u64,
    /// The first of them.
    pub differences: Vec<Difference>,
}

/// One thing that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The file itself is damaged, as the database says.
    File {
        /// In the words of the database.
        message: String,
    },
    /// Entries are missing, or stand twice.
    Sequence {
        /// The entry expected.
        expected: u64,
        /// The entry found.
        found: u64,
    },
    /// An entry's fields do not give its hash: it was changed.
    Hash {
        /// Which entry.
        seq: u64,
    },
    /// An entry does not follow the one before it: one of the two was replaced.
    Chain {
        /// Which entry.
        seq: u64,
    },
    /// An entry cannot be read.
    Payload {
        /// Which entry.
        seq: u64,
        /// Why.
        message: String,
    },
    /// A claim quotes nothing, or something that is not in its text.
    Evidence {
        /// The entry of the reading.
        seq: u64,
        /// The rule that made the claim.
        rule: String,
    },
    /// A folded row is missing, too many, or another than the log gives.
    Row {
        /// Which table.
        table: &'static str,
        /// Which row.
        key: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::File { message } => write!(f, "file: {message}"),
            Difference::Sequence { expected, found } => write!(f, "entry {expected}: missing; the next is {found}"),
            Difference::Hash { seq } => write!(f, "entry {seq}: changed after it was recorded, its hash does not fit"),
            Difference::Chain { seq } => write!(f, "entry {seq}: does not follow the entry before it"),
            Difference::Payload { seq, message } => write!(f, "entry {seq}: cannot be read: {message}"),
            Difference::Evidence { seq, rule } => write!(f, "entry {seq}: a claim of rule {rule} quotes nothing of its text"),
            Difference::Row { table, key } => write!(f, "table {table}, row {key:?}: not what the log gives; rebuild the tables"),
        }
    }
}

impl Verified {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.count == 0
    }

    fn note(&mut self, difference: Difference) {
        self.count += 1;
        if self.differences.len() < MOST {
            self.differences.push(difference);
        }
    }

    /// Notes a failure to read as a difference of the file.
    fn tolerate(&mut self, done: Result<(), Error>) {
        if let Err(error) = done {
            let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            self.note(Difference::File { message: format!("{error}{cause}") });
        }
    }
}

pub(crate) fn verify(store: &dyn Store) -> Result<Verified, Error> {
    let mut verified = Verified::default();
    match store.check() {
        Ok(lines) => lines.into_iter().for_each(|message| verified.note(Difference::File { message })),
        Err(error) => verified.tolerate(Err(error)),
    }
    let mut again = SqliteStore::temporary()?;
    again.begin()?;
    let mut walk = Walk { head: Head::EMPTY, fold: Fold::whole(), last: None };
    let check = |entry: Entry| {
        let (digest, prepared) = (entry.digest(), entry.decode().map(Prepared::of));
        (entry, digest, prepared)
    };
    let walked = ahead(check, |checking| {
        store.entries(1, &mut |entry| {
            checking.push(entry, |checked| walk.entry(&mut verified, &mut again, checked))?;
            Ok(ControlFlow::Continue(()))
        })?;
        checking.finish(|checked| walk.entry(&mut verified, &mut again, checked))
    });
    verified.tolerate(walked);
    walk.fold.settle(&mut again, fold::Settle::All)?;
    again.commit()?;
    let readable = verified.is_sound();
    // Where the log is damaged the tables cannot agree with it; a list of their rows would hide the cause.
    if readable {
        let waits = fold::Waits::of(store, &again)?;
        for table in Table::ALL.into_iter().filter(|t| !matches!(t, Table::Answer | Table::Meta | Table::Stale)) {
            let compared = compare(&mut verified, store, &again, table, &waits);
            verified.tolerate(compared);
        }
    }
    Ok(verified)
}

/// An entry with the hash that its fields give and what it holds.
type Checked = (Entry, Hash, Result<Prepared, Undecodable>);

/// The state between two entries.
struct Walk {
    head: Head,
    fold: Fold,
    last: Option<Document>,
}

impl Walk {
    fn entry(&mut self, verified: &mut Verified, again: &mut SqliteStore, (entry, digest, prepared): Checked) -> Result<(), Error> {
        verified.entries += 1;
        if entry.seq != self.head.seq + 1 {
            verified.note(Difference::Sequence { expected: self.head.seq + 1, found: entry.seq });
        }
        if digest != entry.hash {
            verified.note(Difference::Hash { seq: entry.seq });
        } else if entry.previous != self.head.hash {
            verified.note(Difference::Chain { seq: entry.seq });
        }
        self.head = entry.head();
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
                verified.note(Difference::Payload { seq: entry.seq, message: format!("{error}{cause}") });
                return Ok(());
            }
        };
        match &prepared {
            Prepared::Snapshot(taken) => {
                verified.snapshots += 1;
                self.last = Some(taken.document.clone());
            }
            Prepared::Reading(read) => {
                verified.readings += 1;
                verified.claims += read.told as u64;
                self.recall(again, &read.document)?;
                let text = self.last.as_ref().filter(|d| d.id == read.document).map_or("", |d| d.text.as_str());
                for (kept, _) in read.claims.iter().filter(|(kept, _)| !is_borne_out(&kept.claim, text)) {
                    verified.note(Difference::Evidence { seq: entry.seq, rule: kept.claim.rule.clone() });
                }
            }
            Prepared::Decision(_) => verified.decisions += 1,
        }
        if verified.is_sound() {
            // The copy has the log too, since a reading's quotes are taken from its snapshot.
            again.append(&entry)?;
            self.fold.apply(again, entry.seq, prepared)?;
        }
        Ok(())
    }

    /// Fetches the document of a reading that does not follow its snapshot.
    fn recall(&mut self, again: &SqliteStore, id: &DocumentId) -> Result<(), Error> {
        if self.last.as_ref().is_some_and(|d| d.id == *id) {
            return Ok(());
        }
        let Some(recorded) = fold::load::<Recorded>(again, Table::Place, id.as_str())? else { return Ok(()) };
        if let Some(Ok(Payload::Snapshot(snapped))) = again.entry(recorded.snapshot)?.map(|e| e.decode()) {
            self.last = Some(snapped.document);
        }
        Ok(())
    }
}

/// Compares a table with the one made again, walking both in the order of keys; what waits to be resolved is left aside.
fn compare(verified: &mut Verified, store: &dyn Store, again: &dyn Store, table: Table, waits: &fold::Waits) -> Result<(), Error> {
    let mut expected = rows(again, table, "")?.into_iter().filter(|(key, _)| !waits.holds(table, key)).peekable();
    let mut wrong: Vec<String> = Vec::new();
    let mut count = 0;
    store.scan(table, "", &mut |key, value| {
        if waits.holds(table, key) {
            return Ok(ControlFlow::Continue(()));
        }
        count += 1;
        while let Some((missing, _)) = expected.next_if(|(k, _)| k.as_str() < key) {
            wrong.push(missing);
        }
        match expected.next_if(|(k, _)| k == key) {
            Some((_, same)) if same == value => {}
            _ => wrong.push(key.to_owned()),
        }
        Ok(ControlFlow::Continue(()))
    })?;
    wrong.extend(expected.map(|(key, _)| key));
    verified.rows += count;
    for key in wrong {
        verified.note(Difference::Row { table: table.name(), key });
    }
    Ok(())
}
