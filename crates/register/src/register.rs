use crate::ahead::ahead;
use crate::calibration::{Calibration, Reviewed};
use crate::decision::{Decision, Ruling, Verdict};
use crate::entity::{Entity, EntityId};
use crate::error::Error;
use crate::fold::{self, Fold, Prepared, Recorded, Settle};
use crate::log::{Entry, Head, Payload};
use crate::snapshot::{ClaimFilter, EntityFilter, KeptClaim, KeptDocument, Snapshot};
use crate::store::{MemoryStore, SqliteStore, Store, Table};
use crate::verify::{self, Verified};
use crate::{Timestamp, resolve};
pub(crate) use batch::is_borne_out;
use batch::{Batch, Ready, check};
use model::{Claim, ClaimId, Document, DocumentId, Validators};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// What a register is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To be read; other processes may write meanwhile.
    Read,
    /// To be read and written; it must exist.
    Write,
    /// To be read and written, and created where there is no file.
    Create,
}

/// What came of a document handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Never seen before.
    New,
    /// Seen before and read alike; nothing was recorded.
    Unchanged,
    /// The same bytes, which another reader, or a better extraction of the text, read otherwise.
    Reread,
    /// The page was read before, when it had other bytes: this is what it says now.
    NewSnapshotOf(DocumentId),
    /// Another document says the same, or nearly; one of the two counts.
    DuplicateOf(DocumentId),
}

/// A register: the log, the tables folded from it, and what to ask them.
pub struct Register {
    store: Box<dyn Store>,
    fold: Fold,
}

/// Opens the register at `path`: a file, or the address of a PostgreSQL database, `postgres://user@host/database`.
///
/// # Errors
/// There is no such file, it is no register, a newer program made it, the system refuses it, or it is damaged.
pub fn open(path: &Path, mode: Mode) -> Result<Register, Error> {
    let mut register = Register { store: open_store(path, mode)?, fold: Fold::default() };
    if register.is_stale()? {
        if mode == Mode::Read {
            return Err(Error::Stale { path: path.to_owned() });
        }
        register.rebuild()?;
    }
    Ok(register)
}

/// A register's path as it may be shown: the address of a database without its password.
#[must_use]
pub fn shown(path: &Path) -> String {
    let whole = path.display().to_string();
    let Some((scheme, rest)) = whole.split_once("://").filter(|_| is_address(&whole)) else { return whole };
    let rest = match rest.split_once('@') {
        Some((user, place)) if !user.contains('/') => format!("{}@{place}", user.split(':').next().unwrap_or_default()),
        _ => rest.to_owned(),
    };
    format!("{scheme}://{}", rest.split('?').next().unwrap_or_default())
}

fn open_store(path: &Path, mode: Mode) -> Result<Box<dyn Store>, Error> {
    if let Some(address) = path.to_str().filter(|path| is_address(path)) {
        #[cfg(feature = "postgres")]
        return Ok(Box::new(crate::store::postgres::PostgresStore::open(address, mode)?));
        #[cfg(not(feature = "postgres"))]
        return Err(Error::NoPostgres { address: address.to_owned() });
    }
    Ok(Box::new(SqliteStore::open(path, mode)?))
}

/// Whether a path is the address of a database.
fn is_address(path: &str) -> bool {
    path.starts_with("postgres://") || path.starts_with("postgresql://")
}

/// Opens a register that ends with the process.
#[must_use]
pub fn in_memory() -> Register {
    Register { store: Box::new(MemoryStore::default()), fold: Fold::default() }
}

impl Register {
    /// Records documents with the claims read from them, all or none, and says what came of each.
    ///
    /// One call is one transaction: it returns when everything has reached the disk. Hundreds of documents a call
    /// are faster than one by one.
    ///
    /// # Errors
    /// A claim's evidence does not lie in its document's text, or the store fails; nothing is recorded then.
    pub fn ingest(&mut self, read: &[(Document, Vec<Claim>)], reader: &str, now: Timestamp) -> Result<Vec<Outcome>, Error> {
        self.batch(Settle::after(read.len()), |batch| batch.ingest_all(read.iter().cloned(), reader, now))
    }

    /// Records very many documents in a register that holds nothing yet, all or none: everything is resolved once, in the end.
    /// The documents are taken one by one, so that there may be more of them than memory holds.
    ///
    /// # Errors
    /// The register holds something, a claim's evidence does not lie in its document's text, or the store fails; nothing is
    /// recorded then.
    pub fn fill(
        &mut self,
        read: impl IntoIterator<Item = (Document, Vec<Claim>)>,
        reader: &str,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, Error> {
        self.expect_much()?;
        self.batch(Settle::All, |batch| {
            batch.begin_anew()?;
            batch.ingest_all(read, reader, now)
        })
    }

    /// Brings everything up to date that waits for more to come: things that very many claims speak of are resolved
    /// again only when enough of those are new, and until then by everybody who asks. To be called at the end of much
    /// reading; nothing that was recorded depends on it.
    ///
    /// # Errors
    /// The store fails; nothing is changed then.
    pub fn settle(&mut self) -> Result<(), Error> {
        self.batch(Settle::All, |_| Ok(()))
    }

    /// Records a decision.
    ///
    /// # Errors
    /// The register has no such claim or entity, the correction is none that the claim could have, two entities are to
    /// be one that cannot, or the store fails.
    pub fn decide(&mut self, decision: Decision, now: Timestamp) -> Result<(), Error> {
        self.batch(Settle::after(1), |batch| {
            check(batch.store, &decision.verdict)?;
            batch.append(Ready::of(Payload::Decision(decision)), now)
        })
    }

    /// Accepts a claim; a shorthand of [`Register::decide`].
    ///
    /// # Errors
    /// As for [`Register::decide`].
    pub fn accept(&mut self, claim: ClaimId, author: &str, reason: &str, now: Timestamp) -> Result<(), Error> {
        let verdict = Verdict::Accept { claim };
        self.decide(Decision { verdict, author: author.to_owned(), reason: reason.to_owned() }, now)
    }

    /// Rejects a claim; a shorthand of [`Register::decide`].
    ///
    /// # Errors
    /// As for [`Register::decide`].
    pub fn reject(&mut self, claim: ClaimId, author: &str, reason: &str, now: Timestamp) -> Result<(), Error> {
        let verdict = Verdict::Reject { claim };
        self.decide(Decision { verdict, author: author.to_owned(), reason: reason.to_owned() }, now)
    }

    /// Keeps what servers gave with the last answers of their addresses, until the tables are made again. To be
    /// called when what the answers held is recorded: an address that has not changed since is not read again.
    ///
    /// # Errors
    /// The store fails; nothing is kept then.
    pub fn keep_answers(&mut self, answers: &[(String, Validators)]) -> Result<(), Error> {
        self.batch(Settle::after(1), |batch| {
            for (address, validators) in answers {
                let value = serde_json::to_string(validators).expect("validators are plain data");
                batch.store.put(Table::Answer, address, &value)?;
            }
            Ok(())
        })
    }

    /// What servers gave with the last answer of each address.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn answers(&self) -> Result<BTreeMap<String, Validators>, Error> {
        let mut answers = BTreeMap::new();
        self.store.scan(Table::Answer, "", &mut |address, value| {
            answers.insert(address.to_owned(), fold::parse(Table::Answer, address, value)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(answers)
    }

    /// Everything in the register but the texts and the claims that do not count.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut snapshot = Snapshot::default();
        for document in self.documents()? {
            snapshot.documents.insert(document.id.clone(), document);
        }
        self.each_claim(&mut |kept| {
            if kept.counts {
                snapshot.claims.insert(kept.id.clone(), kept);
            }
        })?;
        self.each_entity(|entity| {
            snapshot.entities.insert(entity.id.clone(), entity.clone());
        })?;
        snapshot.give_parties_their_claims();
        snapshot.note_what_was_read();
        snapshot.judge(fold::Judged::load(&*self.store)?);
        Ok(snapshot)
    }

    /// Every document, by id, without texts.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn documents(&self) -> Result<Vec<KeptDocument>, Error> {
        let mut documents: Vec<KeptDocument> = Vec::new();
        self.each(Table::Document, "", &mut |document| documents.push(document))?;
        let counting: BTreeMap<String, DocumentId> =
            documents.iter().filter(|d| d.counts).map(|d| (d.cluster.clone(), d.id.clone())).collect();
        for document in documents.iter_mut().filter(|d| !d.counts) {
            document.same_as = counting.get(&document.cluster).cloned();
        }
        Ok(documents)
    }

    /// A document as last read, with its text; `None` where the register has none of that id.
    ///
    /// # Errors
    /// The store fails, or the log's entry cannot be read.
    pub fn document(&self, id: &DocumentId) -> Result<Option<Document>, Error> {
        let Some(recorded) = fold::load::<Recorded>(&*self.store, Table::Place, id.as_str())? else { return Ok(None) };
        let seq = recorded.snapshot;
        let Some(entry) = self.store.entry(seq)? else { return Ok(None) };
        match entry.decode().map_err(|source| Error::Entry { seq, source })? {
            Payload::Snapshot(snapped) => Ok(Some(snapped.document)),
            Payload::Reading(_) | Payload::Decision(_) => Ok(None),
        }
    }

    /// When a document was last recorded: the entry of the log and its time as written.
    ///
    /// # Errors
    /// The store fails.
    pub fn recorded(&self, id: &DocumentId) -> Result<Option<(u64, String)>, Error> {
        let Some(recorded) = fold::load::<Recorded>(&*self.store, Table::Place, id.as_str())? else { return Ok(None) };
        Ok(self.store.entry(recorded.snapshot)?.map(|entry| (entry.seq, entry.recorded)))
    }

    /// Claims that a filter admits, those that do not count among them, in the order of document and first evidence.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<KeptClaim>, Error> {
        let mut claims: Vec<KeptClaim> = match &filter.document {
            Some(document) => fold::claims_of(&*self.store, document)?,
            None => {
                let mut claims = Vec::new();
                self.each_claim(&mut |kept| {
                    if filter.admits(&kept) {
                        claims.push(kept);
                    }
                })?;
                claims
            }
        };
        claims.retain(|kept| filter.admits(kept));
        let calibration = Calibration::load(&*self.store)?;
        claims.iter_mut().for_each(|kept| calibration.apply(&mut kept.claim));
        claims.sort_by(|a, b| (&a.claim.doc, a.claim.evidence.first(), &a.id).cmp(&(&b.claim.doc, b.claim.evidence.first(), &b.id)));
        Ok(claims)
    }

    /// The claims whose id begins so, each once; what stands before the digits may be left out.
    ///
    /// # Errors
    /// The store fails.
    pub fn claims_called(&self, beginning: &str) -> Result<Vec<ClaimId>, Error> {
        let digits = beginning.strip_prefix("claim:").unwrap_or(beginning);
        let mut found: Vec<ClaimId> = Vec::new();
        self.store.scan(Table::Holder, digits.get(..32).unwrap_or(digits), &mut |key, _| {
            let id = ClaimId::from_printed(format!("claim:{}", key.split('\t').next().unwrap_or_default()));
            if found.last() != Some(&id) {
                found.push(id);
            }
            Ok(if found.len() < 9 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        let whole = |id: &ClaimId| Ok(self.claim(id)?.map(|kept| kept.id));
        found.iter().filter_map(|id| whole(id).transpose()).collect()
    }

    /// Lets the next question see what others wrote since: whoever keeps a register open for reading asks so between two
    /// questions.
    ///
    /// # Errors
    /// The store fails; it is then of no more use.
    pub fn look_anew(&self) -> Result<(), Error> {
        self.store.look_anew()
    }

    /// One claim, of the document that counts where several hold it.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn claim(&self, id: &ClaimId) -> Result<Option<KeptClaim>, Error> {
        let mut held = fold::held(&*self.store, id)?;
        let counting = held.iter().position(|kept| kept.counts).unwrap_or(0);
        let Some(mut kept) = (!held.is_empty()).then(|| held.swap_remove(counting)) else { return Ok(None) };
        Calibration::load(&*self.store)?.apply(&mut kept.claim);
        Ok(Some(kept))
    }

    /// How many claims of each rule people accepted and rejected.
    ///
    /// # Errors
    /// The store fails.
    pub fn reviewed(&self) -> Result<BTreeMap<String, Reviewed>, Error> {
        Ok(Calibration::load(&*self.store)?.into_rules())
    }

    /// The last decision about where a claim stands.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn decision(&self, claim: &ClaimId) -> Result<Option<Ruling>, Error> {
        fold::ruling(&*self.store, claim)
    }

    /// What a person called the thing that a claim speaks of, where the person set it apart from the one it was put to.
    ///
    /// # Errors
    /// The store fails.
    pub fn set_apart(&self, claim: &ClaimId) -> Result<Option<String>, Error> {
        fold::set_apart(&*self.store, claim)
    }

    /// One entity; that of a party comes without its claims.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn entity(&self, id: &EntityId) -> Result<Option<Entity>, Error> {
        fold::entity_now(&*self.store, id)
    }

    /// The id under which an entity stands today: its own, or that of the one which a person made it one with; `None` where the
    /// register has neither.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn current(&self, id: &EntityId) -> Result<Option<EntityId>, Error> {
        fold::current(&*self.store, id)
    }

    /// Entities of a kind without loading the rest; the filter's document is left aside.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn entities(&self, filter: &EntityFilter) -> Result<Vec<Entity>, Error> {
        let prefix = filter.kind.as_ref().map(|k| format!("{k}:")).unwrap_or_default();
        let mut entities: Vec<Entity> = Vec::new();
        fold::each_entity(&*self.store, &prefix, &mut |key, value| {
            let entity: Entity = fold::parse(Table::Entity, key, value)?;
            if filter.admits(&entity) {
                entities.push(entity);
            }
            Ok(())
        })?;
        Ok(entities)
    }

    /// Hands on every entity in the order of ids, one at a time; those of parties come without their claims.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn each_entity(&self, mut visit: impl FnMut(&Entity)) -> Result<(), Error> {
        fold::each_entity(&*self.store, "", &mut |key, value| {
            visit(&fold::parse(Table::Entity, key, value)?);
            Ok(())
        })
    }

    /// How many documents there are, and how many of them count; then the same of claims.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn counts(&self) -> Result<[(u64, u64); 2], Error> {
        #[derive(serde::Deserialize)]
        struct Counting {
            counts: bool,
        }
        let mut counts = [(0, 0); 2];
        let mut add = |which: usize, row: &Counting| {
            counts[which].0 += 1;
            counts[which].1 += u64::from(row.counts);
        };
        self.each(Table::Document, "", &mut |row: Counting| add(0, &row))?;
        self.store.scan(Table::Claim, "", &mut |key, value| {
            for line in fold::lines(value) {
                add(1, &fold::parse(Table::Claim, key, line)?);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(counts)
    }

    /// Entries of the log from `from` on, in order; the first entry is 1.
    ///
    /// # Errors
    /// The store fails, or `visit` does.
    pub fn entries(&self, from: u64, mut visit: impl FnMut(Entry) -> Result<(), Error>) -> Result<(), Error> {
        self.store.entries(from, &mut |entry| visit(entry).map(ControlFlow::Continue))
    }

    /// The last entry of the log.
    ///
    /// # Errors
    /// The store fails.
    pub fn head(&self) -> Result<Head, Error> {
        self.store.head()
    }

    /// SHA-256 over documents, claims and entities, the same for the same documents and decisions in whatever order
    /// they came and whenever. Only the order of the states of one page, of the readings of one document, and of the
    /// decisions about one claim matters.
    ///
    /// # Errors
    /// The store fails.
    pub fn digest(&self) -> Result<String, Error> {
        fold::digest(&*self.store)
    }

    /// Drops the folded tables and makes them again from the log.
    ///
    /// # Errors
    /// The store fails, or an entry cannot be read; the tables stay as they were then.
    pub fn rebuild(&mut self) -> Result<(), Error> {
        self.batch(Settle::All, |batch| {
            batch.store.clear()?;
            *batch.fold = Fold::whole();
            ahead(Prepared::decode, |decoding| {
                let mut next = 1;
                while let Some(entry) = batch.store.entry(next)? {
                    next += 1;
                    decoding.push(entry, |made| batch.fold(made))?;
                }
                decoding.finish(|made| batch.fold(made))
            })?;
            batch.store.put(Table::Meta, "rules", &resolve::RULES.to_string())
        })
    }

    /// Takes over the log of another register, entry by entry with its hashes, and folds it; this one must be empty.
    ///
    /// # Errors
    /// This register holds something, an entry of the other does not follow the one before it, or a store fails; nothing
    /// is recorded then.
    pub fn take_over(&mut self, other: &Register) -> Result<(), Error> {
        self.expect_much()?;
        self.batch(Settle::All, |batch| {
            batch.begin_anew()?;
            batch.store.put(Table::Meta, "rules", &resolve::RULES.to_string())?;
            ahead(Prepared::decode, |decoding| {
                other.entries(1, |entry| {
                    if entry.digest() != entry.hash || entry.previous != batch.head.hash || entry.seq != batch.head.seq + 1 {
                        return Err(Error::Broken { seq: entry.seq });
                    }
                    batch.store.append(&entry)?;
                    batch.head = entry.head();
                    decoding.push(entry, |made| batch.fold(made))
                })?;
                decoding.finish(|made| batch.fold(made))
            })
        })
    }

    /// Checks the log's chain, the evidence of every claim, and the tables against the log.
    ///
    /// # Errors
    /// A temporary database cannot be made. What is wrong with the register is no error but the answer.
    pub fn verify(&self) -> Result<Verified, Error> {
        verify::verify(&*self.store)
    }

    /// Words looked up in titles, quotes and texts of documents, and in names of entities.
    ///
    /// # Errors
    /// The store fails. No words are an error: what is no word is left out.
    pub fn search(&self, words: &str, limit: usize) -> Result<crate::search::Found, Error> {
        crate::search::search(self, &*self.store, words, limit)
    }

    /// Makes ready to fill the register, unless it holds something.
    fn expect_much(&mut self) -> Result<(), Error> {
        if self.store.head()? == Head::EMPTY { self.store.expect_much() } else { Ok(()) }
    }

    fn is_stale(&self) -> Result<bool, Error> {
        let rules = self.store.get(Table::Meta, "rules")?;
        Ok(rules.as_deref() != Some(resolve::RULES.to_string().as_str()) && self.store.head()? != Head::EMPTY)
    }

    /// Every claim of every document's last reading.
    fn each_claim(&self, visit: &mut dyn FnMut(KeptClaim)) -> Result<(), Error> {
        self.store.scan(Table::Claim, "", &mut |key, value| {
            for line in fold::lines(value) {
                visit(fold::read_claim(key, line)?);
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    fn each<T: serde::de::DeserializeOwned>(&self, table: Table, prefix: &str, visit: &mut dyn FnMut(T)) -> Result<(), Error> {
        self.store.scan(table, prefix, &mut |key, value| {
            visit(fold::parse(table, key, value)?);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Runs `work` in one transaction, and takes everything back where it fails.
    fn batch<T>(&mut self, which: Settle, work: impl FnOnce(&mut Batch<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.store.begin()?;
        let done = self.store.head().and_then(|head| {
            self.fold.begin(head.seq);
            let mut batch = Batch { store: &mut *self.store, fold: &mut self.fold, head };
            let done = work(&mut batch)?;
            batch.fold.settle(batch.store, which)?;
            Ok(done)
        });
        match done.and_then(|done| self.store.commit().map(|_| done)) {
            Ok(done) => Ok(done),
            Err(error) => {
                self.store.rollback();
                self.fold = Fold::default();
                Err(error)
            }
        }
    }

    /// A register over a store that is folded already.
    pub(crate) fn over(store: Box<dyn Store>) -> Register {
        Register { store, fold: Fold::default() }
    }

    /// Records documents and leaves everything they speak of to be resolved later.
    #[cfg(test)]
    pub(crate) fn ingest_and_wait(&mut self, read: &[(Document, Vec<Claim>)], now: Timestamp) {
        self.batch(Settle::Later, |batch| batch.ingest_all(read.iter().cloned(), "r1", now)).expect("the documents are sound");
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }
}

mod batch;
#[cfg(test)]
mod tests;
