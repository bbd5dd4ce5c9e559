//! The claims of a document as the tables hold them, and what follows in other tables when one comes, goes, or counts.

use super::{Fold, load, short, stored};
use crate::Error;
use crate::decision::Standing;
use crate::resolve::{self, PARTY, Place};
use crate::snapshot::KeptClaim;
use crate::store::{Store, Table, rows};
use model::{ClaimId, DocumentId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How a claim stands in the tables that are looked up by what claims speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Absent,
    /// It is there and counts for nothing today, though it may on an earlier day.
    Silent,
    Counting,
}

impl Presence {
    pub(crate) fn of(kept: &KeptClaim) -> Presence {
        match (kept.counts, kept.standing) {
            (true, _) => Presence::Counting,
            (false, Standing::Rejected) => Presence::Absent,
            (false, _) => Presence::Silent,
        }
    }
}

/// What a claim that stands alone leaves to be done.
#[derive(Debug, Default)]
pub(super) struct Alone {
    /// The claim, where it counts.
    pub(super) kept: Option<Arc<KeptClaim>>,
    /// Ids of the entities that it gave before.
    pub(super) gone: BTreeSet<String>,
}

/// The value of a link whose claim does not count.
pub(crate) const SILENT: &str = "-";

/// Key of a document's claims.
pub(crate) fn claims_key(document: &DocumentId) -> &str {
    short(document.as_str())
}

pub(super) fn link_key(block: &str, kept: &KeptClaim) -> String {
    [block, short(kept.claim.doc.as_str()), short(kept.id.as_str())].join("\t")
}

pub(super) fn holder_key(claim: &ClaimId, document: &DocumentId) -> String {
    [short(claim.as_str()), short(document.as_str())].join("\t")
}

/// What the keys begin with under which a claim's documents stand.
pub(crate) fn holders(claim: &ClaimId) -> String {
    format!("{}\t", short(claim.as_str()))
}

/// The kind of the claim in a line; `None` where the line is not as it is written here.
pub(crate) fn kind_of(line: &str) -> Option<&str> {
    let (_, kind) = line.get(..96.min(line.len()))?.split_once("\"is\":{\"kind\":\"")?;
    kind.split('"').next()
}

/// The lines of a row of claims: JSON has no line breaks of its own, so a claim is found without reading the others.
pub(crate) fn lines(row: &str) -> impl Iterator<Item = &str> {
    row.lines().map(|line| line.trim_end_matches(',')).filter(|line| line.starts_with('{'))
}

/// The line of one claim, by the first digits of its id.
pub(crate) fn line_of<'r>(row: &'r str, claim: &str) -> Option<&'r str> {
    let beginning = format!("{{\"id\":\"claim:{claim}");
    lines(row).find(|line| line.starts_with(&beginning))
}

/// A claim as its row has it.
pub(crate) fn read_claim(document: &str, line: &str) -> Result<KeptClaim, Error> {
    stored::read(line).map_err(|source| Error::Row { table: Table::Claim.name(), key: document.to_owned(), source })
}

/// The claims of a document's last reading, by id.
pub(crate) fn claims_of(store: &dyn Store, document: &DocumentId) -> Result<Vec<KeptClaim>, Error> {
    let key = claims_key(document);
    let Some(row) = store.get(Table::Claim, key)? else { return Ok(Vec::new()) };
    lines(&row).map(|line| read_claim(key, line)).collect()
}

/// Writes the claims of a document, which come sorted by id.
pub(super) fn save_claims(store: &mut dyn Store, document: &DocumentId, claims: &[Arc<KeptClaim>]) -> Result<(), Error> {
    let key = claims_key(document);
    if claims.is_empty() {
        return store.remove(Table::Claim, key);
    }
    let mut row = String::with_capacity(claims.len() * 640);
    row.push('[');
    for (at, kept) in claims.iter().enumerate() {
        row.push_str(if at == 0 { "\n" } else { ",\n" });
        row.push_str(&stored::write(kept));
    }
    row.push_str("\n]");
    store.put(Table::Claim, key, &row)
}

/// Writes what a document's claims say of one party alone, or of persons: an account of a meeting says so of both sides.
pub(super) fn save_aside(
    store: &mut dyn Store,
    document: &DocumentId,
    claims: &[Arc<KeptClaim>],
    places: &[Vec<Place>],
) -> Result<(), Error> {
    let mut row = String::new();
    for (kept, places) in claims.iter().zip(places) {
        if !speaks_aside(kept.claim.kind.name()) || kept.standing == Standing::Rejected {
            continue;
        }
        let mut roots = roots_of(kept).into_iter();
        let (root, None) = (roots.next().unwrap_or_default(), roots.next()) else { continue };
        for place in places.iter().filter(|place| !place.block.starts_with(PARTY)) {
            row.push_str(&format!("{root}\t{}\t{}\n", short(kept.id.as_str()), place.block));
        }
    }
    if row.is_empty() { store.remove(Table::Aside, claims_key(document)) } else { store.put(Table::Aside, claims_key(document), &row) }
}

/// Whether a claim of this kind may be of one party and be said to another.
pub(crate) fn speaks_aside(kind: &str) -> bool {
    matches!(kind, "stance" | "commitment" | "measure")
}

/// A claim as each of the documents holds it whose text has it.
pub(crate) fn held(store: &dyn Store, claim: &ClaimId) -> Result<Vec<KeptClaim>, Error> {
    let mut held = Vec::new();
    for (key, _) in rows(store, Table::Holder, &holders(claim))? {
        let (claim, document) = key.split_once('\t').unwrap_or((&key, ""));
        let Some(row) = store.get(Table::Claim, document)? else { continue };
        held.extend(line_of(&row, claim).map(|line| read_claim(document, line)).transpose()?);
    }
    Ok(held)
}

impl Fold {
    /// Lets a claim come, go, count or fall silent in every table but that of claims.
    pub(super) fn place(
        &mut self,
        store: &mut dyn Store,
        kept: &Arc<KeptClaim>,
        places: &[Place],
        (was, now): (Presence, Presence),
    ) -> Result<(), Error> {
        if was == now {
            return Ok(());
        }
        let counts = (was == Presence::Counting, now == Presence::Counting);
        if !self.recent.is_empty() {
            self.recent.remove(&link_end(kept));
        }
        let mut roots: Option<BTreeSet<String>> = None;
        for place in places {
            if place.block.starts_with(PARTY) {
                let more = i64::from(counts.1) - i64::from(counts.0);
                if more != 0 {
                    *self.spelled.entry(format!("{}\t{}", place.block, place.spelling)).or_default() += more;
                }
            } else if self.moved(store)?.is_alone(&place.block, kept) {
                self.place_alone(&place.block, kept, counts);
            } else {
                let key = link_key(&place.block, kept);
                match now {
                    Presence::Absent => store.remove(Table::Link, &key)?,
                    Presence::Silent => {
                        store.put(Table::Link, &key, SILENT)?;
                        store.put(Table::Wavering, &place.block, "")?;
                    }
                    Presence::Counting => store.put(Table::Link, &key, "")?,
                }
                if counts.0 == counts.1 {
                    continue;
                }
                if let Some(whole) = &mut self.whole {
                    whole.add(key, counts.1.then(|| Arc::clone(kept)))?;
                } else {
                    let touched = self.touched.entry(place.block.clone()).or_default();
                    touched.changes += 1;
                    let roots = roots.get_or_insert_with(|| roots_of(kept));
                    touched.roots.extend(roots.iter().cloned());
                }
            }
        }
        Ok(())
    }

    fn place_alone(&mut self, block: &str, kept: &Arc<KeptClaim>, (did, does): (bool, bool)) {
        if did == does {
            return;
        }
        let alone = self.alone.entry(block.to_owned()).or_default();
        if does {
            alone.kept = Some(Arc::clone(kept));
            return;
        }
        alone.gone.extend(resolve::resolve(block, &[], &[kept]).into_iter().map(|e| e.id.as_str().to_owned()));
        if alone.kept.as_ref().is_some_and(|k| k.claim.doc == kept.claim.doc) {
            alone.kept = None;
        }
    }

    /// Puts a document whose claims do not count under the parties that they name, or takes it away there: on an earlier
    /// day it may be the one that counted.
    pub(super) fn note_silent(store: &mut dyn Store, document: &DocumentId, claims: &[Arc<KeptClaim>], silent: bool) -> Result<(), Error> {
        let roots: BTreeSet<String> = claims.iter().filter(|k| k.standing != Standing::Rejected).flat_map(|k| roots_of(k)).collect();
        for root in roots {
            let key = format!("{root}\t{SILENT}\t{document}");
            if silent { store.put(Table::Of, &key, "")? } else { store.remove(Table::Of, &key)? }
        }
        Ok(())
    }

    /// Takes claims out, lets `change` have its way, and puts them back as decisions have it then.
    pub(super) fn rework(
        &mut self,
        store: &mut dyn Store,
        claims: &[ClaimId],
        change: impl FnOnce(&mut dyn Store) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut documents: BTreeSet<String> = BTreeSet::new();
        let wanted: BTreeSet<&ClaimId> = claims.iter().collect();
        for claim in claims {
            for kept in held(store, claim)?.into_iter().map(Arc::new) {
                documents.insert(kept.claim.doc.as_str().to_owned());
                let places = self.moved(store)?.places(&kept);
                self.place(store, &kept, &places, (Presence::of(&kept), Presence::Absent))?;
            }
        }
        change(store)?;
        self.moved = None;
        for document in documents {
            let document = DocumentId::from_printed(document);
            let counts = load::<crate::KeptDocument>(store, Table::Document, document.as_str())?.is_some_and(|d| d.counts);
            let mut all: Vec<Arc<KeptClaim>> = claims_of(store, &document)?.into_iter().map(Arc::new).collect();
            if !counts {
                Fold::note_silent(store, &document, &all, false)?;
            }
            for kept in all.iter_mut().filter(|k| wanted.contains(&k.id)) {
                let change = Arc::make_mut(kept);
                super::decided::apply(store, change)?;
                change.counts = counts && change.standing != Standing::Rejected;
                let places = self.moved(store)?.places(kept);
                self.place(store, kept, &places, (Presence::Absent, Presence::of(kept)))?;
            }
            if !counts {
                Fold::note_silent(store, &document, &all, true)?;
            }
            save_claims(store, &document, &all)?;
            let moved = self.moved(store)?;
            let places: Vec<Vec<Place>> =
                all.iter().map(|kept| if speaks_aside(kept.claim.kind.name()) { moved.places(kept) } else { Vec::new() }).collect();
            save_aside(store, &document, &all, &places)?;
        }
        Ok(())
    }
}

/// The states and organisations that a claim names, as keys.
fn roots_of(kept: &KeptClaim) -> BTreeSet<String> {
    resolve::parties(&kept.claim).iter().map(|p| p.root().replace(['\t', '\n'], " ")).collect()
}

/// What a link ends in: document and claim.
pub(super) fn link_end(kept: &KeptClaim) -> String {
    [short(kept.claim.doc.as_str()), short(kept.id.as_str())].join("\t")
}
