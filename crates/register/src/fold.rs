//! **What follows from an entry of the log?** The folded tables, brought up to date.
//!
//! In → Out: an entry, with the tables after all entries before it → the tables after it.
//!
//! Never: reads what is not in the log, so tables can be dropped and made again. Except for three things that are
//! about order — a page read again, a text read by a newer reader, a second decision about a claim — the tables do
//! not depend on the order of entries.

use crate::Error;
use crate::decision::Standing;
use crate::duplicate::{self, Marks, Simhashes};
use crate::log::Payload;
use crate::resolve::{self, Place};
use crate::snapshot::{KeptClaim, KeptDocument};
use crate::store::{Index, Sorted, Store, Table, rows};
use claims::{Alone, Presence};
use model::{Document, DocumentId, TextId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;

mod claims;
mod decided;
mod prepared;
mod settle;
mod sorted;
mod stored;

pub(crate) use claims::{SILENT, claims_key, claims_of, held, holders, kind_of, line_of, lines, read_claim, speaks_aside};
pub(crate) use decided::{Judged, Moved, block_of, corrected, current, judgements, ruling, set_apart};
pub(crate) use prepared::Prepared;
use prepared::{Read, Taken};
use settle::Touched;
pub(crate) use settle::{Resolved, SHARED, Settle, WAITING, Waits, block_in, claim_alone, digest, each_entity, entity_now, pair, speaker};

/// Where the log records a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Recorded {
    /// Entry of the last snapshot.
    pub(crate) snapshot: u64,
    /// Entry of the last reading; 0 where there is none.
    pub(crate) reading: u64,
}

/// Claims that memory holds while blocks are put together; tests are to go through the disk as well.
const IN_MEMORY: usize = if cfg!(test) { 5 } else { 150_000 };

/// What is open between two entries: the blocks whose entities are not yet resolved again.
#[derive(Debug, Default)]
pub(crate) struct Fold {
    /// Blocks with what came or went.
    touched: BTreeMap<String, Touched>,
    /// The same of claims that stand alone.
    alone: BTreeMap<String, Alone>,
    /// How many claims more, or less, spell a party so.
    spelled: BTreeMap<String, i64>,
    /// The document of the last snapshot, whose reading comes next as a rule, and its entry.
    last: Option<(u64, Box<Document>)>,
    /// Claims written since entities were last resolved, which spares reading them back. Looked up by key only.
    recent: HashMap<String, Arc<KeptClaim>>,
    /// Where persons put claims, once it was looked up.
    moved: Option<Moved>,
    /// The simhashes of all texts, once they were looked up.
    simhashes: Option<Simhashes>,
    /// The last entry that was folded.
    folded: u64,
    /// Where the log is folded from its first entry on, and nobody asks before the end: what came to every block and left it,
    /// under the key of its link. Everything is resolved from it in the end.
    whole: Option<Sorted<Option<Arc<KeptClaim>>>>,
    /// Whether any claim was decided on, once it was looked up.
    ruled: Option<bool>,
}

/// Reads a row; `None` where there is none.
pub(crate) fn load<T: DeserializeOwned>(store: &dyn Store, table: Table, key: &str) -> Result<Option<T>, Error> {
    store.get(table, key)?.map(|value| parse(table, key, &value)).transpose()
}

/// Reads the value of a row.
pub(crate) fn parse<T: DeserializeOwned>(table: Table, key: &str, value: &str) -> Result<T, Error> {
    serde_json::from_str(value).map_err(|source| Error::Row { table: table.name(), key: key.to_owned(), source })
}

fn save<T: Serialize>(store: &mut dyn Store, table: Table, key: &str, value: &T) -> Result<(), Error> {
    let value = serde_json::to_string(value).expect("rows are plain data with string keys");
    store.put(table, key, &value)
}

/// A source as a key. Documents without an address of their own are no states of one page.
pub(crate) fn source_key(source: &str) -> Option<String> {
    let source = source.trim();
    (!source.is_empty() && source != "-").then(|| source.replace(['\t', '\n'], " "))
}

/// A digest's id without its prefix, and no longer than tells it from every other, as tables hold many of them.
pub(crate) fn short(id: &str) -> &str {
    let digits = id.split_once(':').map_or(id, |(_, digits)| digits);
    digits.get(..32).unwrap_or(digits)
}

/// The key by which documents of a cluster are ranked: a later state of the same page before an earlier, then the
/// first published, then by id.
fn rank_key(document: &KeptDocument) -> String {
    let revised = u8::from(document.revised_by.is_some());
    let published = document.published.and_then(|d| d.lower());
    let published = published.map_or_else(|| "~".to_owned(), sortable);
    format!("{}\t{revised}\t{published}\t{}", document.cluster, document.id)
}

fn document_row(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// What an entity of an index is written under.
fn indexed_key(index: Index, row: i64) -> String {
    match index {
        Index::Documents => format!("d{row}"),
        Index::Names => format!("n{row}"),
    }
}

/// What stands at a row of an index.
pub(crate) fn indexed(store: &dyn Store, index: Index, row: i64) -> Result<Option<String>, Error> {
    store.get(Table::Indexed, &indexed_key(index, row))
}

impl Fold {
    /// For a log that is folded from its first entry on.
    pub(crate) fn whole() -> Fold {
        Fold { whole: Some(Sorted::new(IN_MEMORY)), ..Fold::default() }
    }

    /// Brings the tables up to date with one entry. Entities follow at [`Fold::settle`].
    pub(crate) fn apply(&mut self, store: &mut dyn Store, seq: u64, entry: Prepared) -> Result<(), Error> {
        match entry {
            Prepared::Snapshot(taken) => self.snapshot(store, seq, *taken)?,
            Prepared::Reading(read) => self.reading(store, seq, read)?,
            Prepared::Decision(decision) => self.decision(store, seq, decision)?,
        }
        self.folded = seq;
        self.settle_where_many_are_alone(store)
    }

    fn snapshot(&mut self, store: &mut dyn Store, seq: u64, taken: Taken) -> Result<(), Error> {
        let Taken { document, text, marks } = taken;
        let known: Option<KeptDocument> = load(store, Table::Document, document.id.as_str())?;
        if let Some(known) = &known {
            // The document is taken out of its place and put in again, as what it says may have changed.
            let recorded: Recorded = load(store, Table::Place, document.id.as_str())?.unwrap_or_default();
            self.count(store, &known.id, false)?;
            store.remove(Table::Rank, &rank_key(known))?;
            self.forget_claims(store, &known.id)?;
            unindex(store, Index::Documents, document_row(recorded.snapshot))?;
        }
        let mut kept = keep(&document, text, known.as_ref());
        self.place_text(store, &mut kept, marks)?;
        save(store, Table::Document, kept.id.as_str(), &kept)?;
        if let Some(source) = source_key(&document.source) {
            self.revise(store, &source, &mut kept)?;
        }
        publish(store, known.as_ref(), &kept)?;
        kept.revised_by = revision(store, &kept)?;
        save(store, Table::Place, document.id.as_str(), &Recorded { snapshot: seq, reading: 0 })?;
        write(store, &kept)?;
        self.elect(store, &kept.cluster)?;
        note_wavering(store, &kept)?;
        if let Some(left) = known.filter(|known| known.cluster != kept.cluster) {
            self.elect(store, &left.cluster)?;
        }
        self.index_last(store)?;
        self.last = Some((seq, Box::new(document)));
        Ok(())
    }

    /// Finds the cluster of a document's text, joining clusters that the text connects.
    fn place_text(&mut self, store: &mut dyn Store, kept: &mut KeptDocument, marks: Option<Marks>) -> Result<(), Error> {
        let Some(marks) = marks else {
            // Pages of which nothing was left are not copies of each other.
            kept.cluster = kept.id.to_string();
            return Ok(());
        };
        if let Some(cluster) = store.get(Table::Text, kept.text.as_str())? {
            kept.cluster = cluster;
            return Ok(());
        }
        let written = marks.write();
        let mut clusters = self.copied(store, &marks)?;
        clusters.insert(kept.text.to_string());
        if let Some(simhash) = marks.simhash {
            store.put(Table::Simhash, &format!("{simhash:016x}\t{}", kept.text), "")?;
            self.simhashes.get_or_insert_default().add(simhash);
        }
        store.put(Table::Text, kept.text.as_str(), kept.text.as_str())?;
        store.put(Table::Member, &format!("{0}\t{0}", kept.text), &written)?;
        kept.cluster = self.join(store, &clusters)?;
        Ok(())
    }

    /// Makes one cluster of several, named by the first of its texts, and lets none of its documents count; returns
    /// the name.
    fn join(&mut self, store: &mut dyn Store, clusters: &BTreeSet<String>) -> Result<String, Error> {
        let name = clusters.first().expect("a document's own text is among the clusters").clone();
        if clusters.len() > 1
            && let Some(first) = ranked(store, &name, 1)?.pop()
        {
            self.count(store, &DocumentId::from_printed(first), false)?;
        }
        if clusters.len() > 1 {
            // Of several all are noted already.
            ranked(store, &name, 2)?.iter().try_for_each(|id| store.put(Table::Wavering, short(id), ""))?;
        }
        for other in clusters.iter().skip(1) {
            let prefix = format!("{other}\t");
            for (key, marks) in rows(store, Table::Member, &prefix)? {
                let text = &key[prefix.len()..];
                store.remove(Table::Member, &key)?;
                store.put(Table::Member, &format!("{name}\t{text}"), &marks)?;
                store.put(Table::Text, text, &name)?;
            }
            for id in ranked(store, other, usize::MAX)? {
                self.count(store, &DocumentId::from_printed(id.as_str()), false)?;
                store.put(Table::Wavering, short(&id), "")?;
                if let Some(mut member) = load::<KeptDocument>(store, Table::Document, &id)? {
                    store.remove(Table::Rank, &rank_key(&member))?;
                    member.cluster.clone_from(&name);
                    write(store, &member)?;
                }
            }
        }
        Ok(name)
    }

    /// Takes note that a page was read again. Where its two states say nearly the same, the later one counts;
    /// where they do not, both do, as the page said the one and later the other.
    fn revise(&mut self, store: &mut dyn Store, source: &str, kept: &mut KeptDocument) -> Result<(), Error> {
        let earlier = store.get(Table::Latest, source)?.filter(|id| id != kept.id.as_str());
        store.put(Table::Latest, source, kept.id.as_str())?;
        store.remove(Table::Latest, &format!("{source}\t{}", kept.id))?;
        let Some(earlier) = earlier else { return Ok(()) };
        store.put(Table::Latest, &format!("{source}\t{earlier}"), kept.id.as_str())?;
        let Some(mut earlier) = load::<KeptDocument>(store, Table::Document, &earlier)? else { return Ok(()) };
        if !corrects(store, kept, &earlier)? {
            return Ok(());
        }
        if kept.cluster != earlier.cluster {
            kept.cluster = self.join(store, &BTreeSet::from([kept.cluster.clone(), earlier.cluster.clone()]))?;
            save(store, Table::Document, kept.id.as_str(), kept)?;
            earlier = load(store, Table::Document, earlier.id.as_str())?.unwrap_or(earlier);
        }
        self.count(store, &earlier.id, false)?;
        store.remove(Table::Rank, &rank_key(&earlier))?;
        earlier.counts = false;
        earlier.revised_by = revision(store, &earlier)?;
        write(store, &earlier)
    }

    /// Lets the first document of a cluster count and no other. The one that counted before is among the first two,
    /// as at most one document was put before it.
    fn elect(&mut self, store: &mut dyn Store, cluster: &str) -> Result<(), Error> {
        for (place, id) in ranked(store, cluster, 2)?.into_iter().enumerate() {
            self.count(store, &DocumentId::from_printed(id), place == 0)?;
        }
        Ok(())
    }

    /// Lets a document count, or not, and with it those of its claims that nobody rejected.
    fn count(&mut self, store: &mut dyn Store, id: &DocumentId, counts: bool) -> Result<(), Error> {
        let Some(mut document) = load::<KeptDocument>(store, Table::Document, id.as_str())? else { return Ok(()) };
        if document.counts == counts {
            return Ok(());
        }
        document.counts = counts;
        save(store, Table::Document, id.as_str(), &document)?;
        let mut claims = Vec::new();
        for mut kept in claims_of(store, id)? {
            let was = Presence::of(&kept);
            kept.counts = counts && kept.standing != Standing::Rejected;
            let kept = Arc::new(kept);
            let places = self.moved(store)?.places(&kept);
            self.place(store, &kept, &places, (was, Presence::of(&kept)))?;
            claims.push(kept);
        }
        Fold::note_silent(store, id, &claims, !counts)?;
        claims::save_claims(store, id, &claims)
    }

    fn forget_claims(&mut self, store: &mut dyn Store, document: &DocumentId) -> Result<(), Error> {
        let claims: Vec<Arc<KeptClaim>> = claims_of(store, document)?.into_iter().map(Arc::new).collect();
        if claims.is_empty() {
            return Ok(());
        }
        Fold::note_silent(store, document, &claims, false)?;
        for kept in claims {
            let places = self.moved(store)?.places(&kept);
            self.place(store, &kept, &places, (Presence::of(&kept), Presence::Absent))?;
            store.remove(Table::Holder, &claims::holder_key(&kept.id, document))?;
        }
        claims::save_aside(store, document, &[], &[])?;
        claims::save_claims(store, document, &[])
    }

    fn reading(&mut self, store: &mut dyn Store, seq: u64, read: Read) -> Result<(), Error> {
        let Read { document: id, text, claims, spans, .. } = read;
        let document: Option<KeptDocument> = load(store, Table::Document, id.as_str())?;
        // A reading of another text than the document's last is a reading of the past.
        let Some(document) = document.filter(|d| d.text == text) else { return Ok(()) };
        let recorded: Recorded = load(store, Table::Place, id.as_str())?.unwrap_or_default();
        self.forget_claims(store, &id)?;
        let (mut claims, mut places): (Vec<KeptClaim>, Vec<Vec<Place>>) = claims.into_iter().unzip();
        let ruled = self.is_any_ruled(store)?;
        for (kept, places) in claims.iter_mut().zip(&mut places) {
            kept.said = document.published;
            if ruled {
                decided::apply(store, kept)?;
                *places = resolve::places(kept);
            }
            self.moved(store)?.take(kept, places);
            kept.counts = document.counts && kept.standing != Standing::Rejected;
        }
        let claims: Vec<Arc<KeptClaim>> = claims.into_iter().map(Arc::new).collect();
        claims::save_claims(store, &id, &claims)?;
        claims::save_aside(store, &id, &claims, &places)?;
        if !document.counts {
            Fold::note_silent(store, &id, &claims, true)?;
        }
        for (kept, places) in claims.into_iter().zip(&places) {
            store.put(Table::Holder, &claims::holder_key(&kept.id, &id), "")?;
            self.place(store, &kept, places, (Presence::Absent, Presence::of(&kept)))?;
            self.remember(kept);
        }
        save(store, Table::Place, id.as_str(), &Recorded { reading: seq, ..recorded })?;
        let Some(text) = self.text(store, &id, recorded.snapshot)? else { return Ok(()) };
        let quotes: Vec<&str> = spans.iter().map(|s| s.of(&text.text)).collect();
        unindex(store, Index::Documents, document_row(recorded.snapshot))?;
        index_document(store, recorded.snapshot, &text, &quotes.join("\n"))
    }

    /// Whether any claim was decided on, without which none need be asked for.
    fn is_any_ruled(&mut self, store: &dyn Store) -> Result<bool, Error> {
        if self.ruled.is_none() {
            let mut ruled = false;
            for prefix in ["claim:", "correct\t"] {
                store.scan(Table::Decision, prefix, &mut |_, _| {
                    ruled = true;
                    Ok(ControlFlow::Break(()))
                })?;
            }
            self.ruled = Some(ruled);
        }
        Ok(self.ruled == Some(true))
    }

    /// The document as last recorded.
    fn text(&mut self, store: &mut dyn Store, id: &DocumentId, seq: u64) -> Result<Option<Box<Document>>, Error> {
        if let Some((_, last)) = self.last.take_if(|(_, last)| last.id == *id) {
            return Ok(Some(last));
        }
        self.index_last(store)?;
        let Some(entry) = store.entry(seq)? else { return Ok(None) };
        match entry.decode().map_err(|source| Error::Entry { seq, source })? {
            Payload::Snapshot(snapped) => Ok(Some(Box::new(snapped.document))),
            Payload::Reading(_) | Payload::Decision(_) => Ok(None),
        }
    }

    /// Indexes the words of the last snapshot where no reading of it came, with which they would be indexed.
    fn index_last(&mut self, store: &mut dyn Store) -> Result<(), Error> {
        match self.last.take() {
            Some((seq, document)) => index_document(store, seq, &document, ""),
            None => Ok(()),
        }
    }

    /// Where persons put claims.
    fn moved(&mut self, store: &dyn Store) -> Result<&Moved, Error> {
        if self.moved.is_none() {
            self.moved = Some(Moved::load(store)?);
        }
        Ok(self.moved.as_ref().expect("it was just looked up"))
    }

    /// Forgets what another writer may have changed since the last batch.
    pub(crate) fn begin(&mut self, head: u64) {
        self.moved = None;
        self.ruled = None;
        if self.folded != head {
            self.simhashes = None;
        }
    }

    /// Clusters of the texts that a text is a copy of.
    fn copied(&mut self, store: &dyn Store, marks: &Marks) -> Result<BTreeSet<String>, Error> {
        let Some(simhash) = marks.simhash else { return Ok(BTreeSet::new()) };
        let known = match self.simhashes.take() {
            Some(known) => known,
            None => simhashes(store)?,
        };
        let near = self.simhashes.insert(known).near(simhash);
        let mut clusters = BTreeSet::new();
        for simhash in near {
            let prefix = format!("{simhash:016x}\t");
            for (key, _) in rows(store, Table::Simhash, &prefix)? {
                let text = &key[prefix.len()..];
                let Some(cluster) = store.get(Table::Text, text)?.filter(|c| !clusters.contains(c)) else { continue };
                let other = store.get(Table::Member, &format!("{cluster}\t{text}"))?;
                if other.is_some_and(|other| duplicate::copies(marks, &Marks::read(&other))) {
                    clusters.insert(cluster);
                }
            }
        }
        Ok(clusters)
    }
}

/// The simhashes of all texts.
fn simhashes(store: &dyn Store) -> Result<Simhashes, Error> {
    let mut known = Simhashes::default();
    store.scan(Table::Simhash, "", &mut |key, _| {
        if let Some(simhash) = key.get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok()) {
            known.add(simhash);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(known)
}

/// Takes note of when a publisher published, which tells until when it was read.
fn publish(store: &mut dyn Store, before: Option<&KeptDocument>, now: &KeptDocument) -> Result<(), Error> {
    let key =
        |d: &KeptDocument| Some(format!("{}\t{}", d.publisher.as_ref()?.replace(['\t', '\n'], " "), d.published?.lower().map(sortable)?));
    let (before, now) = (before.and_then(key), key(now));
    if before == now {
        return Ok(());
    }
    for (key, more) in before.iter().map(|k| (k, -1i64)).chain(now.iter().map(|k| (k, 1))) {
        let count = store.get(Table::Published, key)?.and_then(|n| n.parse::<i64>().ok()).unwrap_or(0) + more;
        if count > 0 {
            store.put(Table::Published, key, &count.to_string())?;
        } else {
            store.remove(Table::Published, key)?;
        }
    }
    Ok(())
}

/// A moment as text in the order of time.
pub(crate) fn sortable(m: model::Moment) -> String {
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", m.year, m.month, m.day, m.hour, m.minute)
}

/// Takes note of documents of which it must be looked up whether they count on a day, after one of them came to its cluster.
fn note_wavering(store: &mut dyn Store, came: &KeptDocument) -> Result<(), Error> {
    let first = ranked(store, &came.cluster, 2)?;
    let day = |m: model::Moment| (m.year, m.month, m.day);
    let ends = came.published.map(|d| (d.lower().map(day), d.upper().map(day)));
    if first.len() > 1 || ends.is_none_or(|(from, to)| from.is_none() || from != to) {
        store.put(Table::Wavering, claims_key(&came.id), "")?;
    }
    // One that was alone before is among the first two.
    if first.len() > 1 { first.iter().try_for_each(|id| store.put(Table::Wavering, short(id), "")) } else { Ok(()) }
}

fn write(store: &mut dyn Store, kept: &KeptDocument) -> Result<(), Error> {
    store.put(Table::Rank, &rank_key(kept), "")?;
    save(store, Table::Document, kept.id.as_str(), kept)
}

/// What the register keeps of a document, before its text has a place.
fn keep(document: &Document, text: TextId, known: Option<&KeptDocument>) -> KeptDocument {
    let mut sources = known.map(|k| k.sources.clone()).unwrap_or_default();
    if let Err(place) = sources.binary_search(&document.source) {
        sources.insert(place, document.source.clone());
    }
    KeptDocument {
        id: document.id.clone(),
        sources,
        text,
        media_type: document.media_type.clone(),
        title: document.title.clone(),
        published: document.published,
        updated: document.updated,
        publisher: document.publisher.clone(),
        author: document.author.clone(),
        office: document.office.clone(),
        language: document.language.clone(),
        bytes: document.text.len() as u64,
        comments: document.comments.len() as u64,
        cluster: String::new(),
        counts: false,
        revised_by: None,
        same_as: None,
    }
}

fn marks(store: &dyn Store, kept: &KeptDocument) -> Result<Option<Marks>, Error> {
    Ok(store.get(Table::Member, &format!("{}\t{}", kept.cluster, kept.text))?.map(|m| Marks::read(&m)))
}

/// Whether a state of a page says nearly what an earlier one said.
fn corrects(store: &dyn Store, later: &KeptDocument, earlier: &KeptDocument) -> Result<bool, Error> {
    if later.text == earlier.text {
        return Ok(earlier.bytes > 0);
    }
    Ok(match (marks(store, later)?, marks(store, earlier)?) {
        (Some(later), Some(earlier)) => duplicate::corrects(&later, &earlier),
        _ => false,
    })
}

/// The document that corrects this one, at the first of its addresses where another followed it.
fn revision(store: &dyn Store, document: &KeptDocument) -> Result<Option<DocumentId>, Error> {
    for source in document.sources.iter().filter_map(|s| source_key(s)) {
        let Some(next) = store.get(Table::Latest, &format!("{source}\t{}", document.id))? else { continue };
        let Some(next) = load::<KeptDocument>(store, Table::Document, &next)? else { continue };
        if corrects(store, &next, document)? {
            return Ok(Some(next.id));
        }
    }
    Ok(None)
}

/// Ids of the first documents of a cluster.
pub(crate) fn ranked(store: &dyn Store, cluster: &str, limit: usize) -> Result<Vec<String>, Error> {
    let mut ids: Vec<String> = Vec::new();
    store.scan(Table::Rank, &format!("{cluster}\t"), &mut |key, _| {
        ids.push(key.rsplit('\t').next().unwrap_or_default().to_owned());
        Ok(if ids.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(ids)
}

fn index_document(store: &mut dyn Store, seq: u64, document: &Document, quotes: &str) -> Result<(), Error> {
    let row = document_row(seq);
    store.index(Index::Documents, row, [document.title.as_deref().unwrap_or_default(), quotes, &document.text])?;
    store.put(Table::Indexed, &indexed_key(Index::Documents, row), document.id.as_str())
}

fn unindex(store: &mut dyn Store, index: Index, row: i64) -> Result<(), Error> {
    if indexed(store, index, row)?.is_some() {
        store.unindex(index, row)?;
        store.remove(Table::Indexed, &indexed_key(index, row))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
