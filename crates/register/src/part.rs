//! **What of the register does one question need?** A party, two of them, a thing, a document: not the whole.
//!
//! In → Out: what is wanted, and a day → a [`Snapshot`] in which everything that concerns it is whole, with every document that
//! it rests on and every claim, or, as what concerns a party may be most of the register, without the claims: those of an entity
//! can be asked for later.
//!
//! Never: holds an entity otherwise than the whole register does. It may hold more than was wanted: what shares a block comes
//! along. So a question that filters by what it is about gets the same answer from the part and from the whole.

mod day;
mod lean;

use crate::decision::Standing;
use crate::entity::{Entity, EntityId, EntityKind};
use crate::fold::{self, Judged, Moved, SILENT};
use crate::past;
use crate::register::Register;
use crate::resolve::{self, PARTY};
use crate::snapshot::{KeptClaim, KeptDocument, Snapshot};
use crate::store::{Index, Store, Table, rows};
use crate::{Error, search};
use model::{DocumentId, Moment, PartialDate, Party};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// What concerns a party, and what is said by persons who stand for it.
    Party(String),
    /// Of what concerns a party, or both of two, only these kinds of things, in the words of [`EntityKind::NAMES`]; in an outline
    /// nothing else.
    OfKinds(Vec<String>, &'static [&'static str]),
    /// What concerns both of two parties, and what either says or does by itself where a meeting of the two alone is told of.
    Between(String, String),
    /// The same, and what either says by itself wherever that is told, to nobody or to the other: it may raise what stands
    /// between them.
    Parties(String, String),
    /// Things with what belongs to them: a mechanism with its sessions, a person with what the person did and said.
    Entities(Vec<EntityId>),
    /// Things with everything that the documents say which tell of them.
    Accounts(Vec<EntityId>),
    /// Documents with their copies and everything they say.
    Documents(Vec<DocumentId>),
    /// Things and documents by themselves, as a list of what was found has them.
    Found(Vec<EntityId>, Vec<DocumentId>),
}

impl Register {
    /// What is wanted, as documents published by the end of `until` have it, or all.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn part(&self, wanted: &Wanted, until: Option<PartialDate>) -> Result<Snapshot, Error> {
        self.some_of(wanted, until, false)
    }

    /// The same without the claims of what the tables have as it stands on the day asked for, where it is not what a document
    /// says; [`Register::told`] gives those of an entity.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn outline(&self, wanted: &Wanted, until: Option<PartialDate>) -> Result<Snapshot, Error> {
        self.some_of(wanted, until, true)
    }

    fn some_of(&self, wanted: &Wanted, until: Option<PartialDate>, lean: bool) -> Result<Snapshot, Error> {
        let much = !matches!(wanted, Wanted::Accounts(_) | Wanted::Documents(_));
        let lean = match until {
            None => lean && much || matches!(wanted, Wanted::Found(..)),
            Some(until) => lean && much && !matches!(wanted, Wanted::Found(..)) && day::ends_a_day(until),
        };
        let mut part = Part {
            store: self.store(),
            moved: Moved::load(self.store())?,
            until,
            lean: None,
            seen: BTreeSet::new(),
            clusters: BTreeSet::new(),
            whole: BTreeSet::new(),
            snapshot: Snapshot { outline: lean, until, ..Snapshot::default() },
        };
        self.store().at_one_time(&mut || {
            if lean {
                part.lean = Some(lean::Waiting::load(self.store())?);
            }
            match wanted {
                Wanted::Party(party) => part.party(party)?,
                Wanted::Between(one, other) => part.parties(one, other, false)?,
                Wanted::Parties(one, other) => part.parties(one, other, true)?,
                Wanted::OfKinds(parties, kinds) => match parties.as_slice() {
                    // What one of two says by itself is found through the meetings of the two.
                    [one, other] if !lean || kinds.iter().any(|kind| fold::speaks_aside(kind)) => part.parties(one, other, false)?,
                    [one] if !lean => part.party(one)?,
                    parties => part.of_kinds(parties, kinds)?,
                },
                Wanted::Entities(ids) => part.entities(ids)?,
                Wanted::Accounts(ids) => part.accounts(ids)?,
                Wanted::Documents(ids) => part.documents(ids)?,
                Wanted::Found(entities, documents) if lean => part.found(entities, documents)?,
                Wanted::Found(entities, documents) => {
                    part.entities(entities)?;
                    part.documents(documents)?;
                }
            }
            part.complete()
        })?;
        Ok(part.snapshot)
    }

    /// Entities that words may name: of those with a name, the ones whose name or alias holds every word. Numbers of sessions
    /// and words too short to be looked up are left aside.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn named(&self, words: &str, limit: usize) -> Result<Vec<EntityId>, Error> {
        let mut wanted = search::words(words);
        wanted.retain(|w| w.chars().count() > 2 && !w.starts_with(|c: char| c.is_ascii_digit()));
        let mut ids = Vec::new();
        for row in self.store().find(Index::Names, &wanted, limit)? {
            let Some(named) = fold::indexed(self.store(), Index::Names, row)? else { continue };
            ids.extend(named.split('\t').next().map(EntityId::from_printed));
        }
        Ok(ids)
    }

    /// The document that was last read at an address, or that has this id.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn document_at(&self, address: &str) -> Result<Option<DocumentId>, Error> {
        if self.store().get(Table::Document, address)?.is_some() {
            return Ok(Some(DocumentId::from_printed(address)));
        }
        let Some(source) = fold::source_key(address) else { return Ok(None) };
        Ok(self.store().get(Table::Latest, &source)?.map(DocumentId::from_printed))
    }
}

/// A row of what is looked up under a party, a pair or a speaker.
struct Found {
    /// The entity, but for what waits.
    id: Option<EntityId>,
    block: String,
    /// Whether the entity is the only one of its block.
    only: bool,
}

impl Found {
    /// Everything of a block.
    fn block(block: impl Into<String>) -> Found {
        Found { id: None, block: block.into(), only: false }
    }
}

/// A part in the making.
struct Part<'r> {
    store: &'r dyn Store,
    moved: Moved,
    until: Option<PartialDate>,
    /// Where entities are taken as the tables have them, without their claims: what cannot be.
    lean: Option<lean::Waiting>,
    /// Blocks, clusters and documents that were looked at.
    seen: BTreeSet<String>,
    clusters: BTreeSet<String>,
    whole: BTreeSet<DocumentId>,
    snapshot: Snapshot,
}

impl Part<'_> {
    fn party(&mut self, party: &str) -> Result<(), Error> {
        self.add_party(&resolve::party_key(&Party::new(party)))?;
        let party = Party::new(party);
        let root = party.root();
        self.silent(&[root])?;
        let found = self.under(&format!("{root}\t"))?;
        let spoken = self.spoken(&found)?;
        self.take(found)?;
        self.take(spoken)
    }

    fn parties(&mut self, one: &str, other: &str, raising: bool) -> Result<(), Error> {
        let (one, other) = (Party::new(one), Party::new(other));
        for party in [&one, &other] {
            self.add_party(&resolve::party_key(party))?;
        }
        let (one, other) = (one.root(), other.root());
        self.silent(&[one, other])?;
        let mut found = self.under(&format!("{}\t", fold::pair(one, other)))?;
        found.extend(self.wide(one, other, "")?);
        for side in [one, other] {
            // Of what waits to be resolved nobody knows yet whom it concerns.
            found.extend(self.under(&format!("{side}\t{}\t", fold::WAITING))?);
            let persons = self.under(&format!("{side}\tperson\t"))?;
            if raising {
                found.extend(self.under(&format!("{side}\tstance\t"))?);
                found.extend(self.spoken(&persons)?);
            }
        }
        self.take(found)?;
        // An account of a meeting of the two tells what one of them says or does without naming the other.
        let pair = BTreeSet::from([one, other]);
        let of_both = |e: &&Entity| {
            matches!(e.kind, EntityKind::Meeting(_) | EntityKind::Visit(_))
                && e.parties.iter().map(Party::root).collect::<BTreeSet<_>>() == pair
        };
        let mut told: BTreeSet<DocumentId> =
            self.snapshot.entities.values().filter(of_both).flat_map(|e| e.documents.iter().cloned()).collect();
        if self.lean.is_some() {
            let mut steady = std::mem::take(&mut told);
            if self.until.is_some() {
                let wavering = self.wavering(steady.iter().map(fold::claims_key))?;
                told = steady.extract_if(.., |id| wavering.contains(fold::claims_key(id))).collect();
            }
            self.take_asides(&steady, &pair)?;
        }
        let one_sided = |kept: &KeptClaim| {
            let parties = resolve::parties(&kept.claim);
            let roots: BTreeSet<&str> = parties.iter().map(Party::root).collect();
            roots.is_subset(&pair) && roots != pair
        };
        self.told(told, fold::speaks_aside, one_sided)
    }

    fn entities(&mut self, ids: &[EntityId]) -> Result<(), Error> {
        for id in ids {
            let Some(block) = self.block_of(id)? else { continue };
            self.take(vec![Found { id: Some(id.clone()), block, only: false }])?;
            if let Some(party) = id.as_str().strip_prefix("party:") {
                self.add_party(party)?;
            }
            if id.kind() == "person" {
                if self.lean.is_some() {
                    self.take_acts_of(id)?;
                    continue;
                }
                let places: BTreeSet<String> = self.claims_of(id).flat_map(|kept| self.moved.places(kept)).map(|p| p.block).collect();
                self.blocks(places.iter().map(String::as_str))?;
            }
        }
        Ok(())
    }

    fn accounts(&mut self, ids: &[EntityId]) -> Result<(), Error> {
        self.entities(ids)?;
        let belongs = |e: &&Entity| ids.contains(&e.id) || e.part_of.as_ref().is_some_and(|of| ids.contains(of));
        let own: Vec<EntityId> = self.snapshot.entities.values().filter(belongs).map(|e| e.id.clone()).collect();
        let told = self.documents_of(&own);
        self.told(told, |_| true, |_| true)
    }

    fn documents(&mut self, ids: &[DocumentId]) -> Result<(), Error> {
        for id in ids {
            let Some(document) = fold::load::<KeptDocument>(self.store, Table::Document, id.as_str())? else { continue };
            self.cluster(&document.cluster)?;
            let counting = self.snapshot.documents.get(id).map(|d| d.same_as.clone().unwrap_or_else(|| id.clone()));
            self.told(counting.into_iter().collect(), |_| true, |_| true)?;
        }
        Ok(())
    }

    /// What is looked up under a party, a pair or a speaker. Documents that do not count stand apart.
    fn under(&self, prefix: &str) -> Result<Vec<Found>, Error> {
        let mut found = Vec::new();
        self.store.scan(Table::Of, prefix, &mut |key, value| {
            if key.split('\t').nth(1) != Some(SILENT) {
                found.push(found_in(key, value));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// What concerns very many parties, these two among them, which is not put under each pair of them; of a kind, where the
    /// beginning of a key names one.
    fn wide(&self, one: &str, other: &str, kind: &str) -> Result<Vec<Found>, Error> {
        let mut found = Vec::new();
        for (key, value) in rows(self.store, Table::Of, &format!("{one}\t*{kind}"))? {
            if self.store.get(Table::Of, &format!("{other}{}", &key[one.len()..]))?.is_some() {
                found.push(found_in(&key, &value));
            }
        }
        Ok(found)
    }

    /// What persons said who are among these.
    fn spoken(&mut self, found: &[Found]) -> Result<Vec<Found>, Error> {
        let persons: BTreeSet<&str> = found.iter().filter_map(|f| f.block.strip_prefix("person/")).collect();
        let mut said = Vec::new();
        for person in persons {
            said.extend(self.under(&format!("{}\t", fold::speaker(person)))?);
        }
        Ok(said)
    }

    /// Takes in what was looked up.
    fn take(&mut self, found: Vec<Found>) -> Result<(), Error> {
        if self.lean.is_some() {
            return self.take_lean(found);
        }
        let blocks: BTreeSet<&str> = found.iter().map(|f| f.block.as_str()).collect();
        self.blocks(blocks)
    }

    /// What documents say that count on the day asked for and not today, and name one of the parties. This comes first: what
    /// shares a block with it is not what the tables have.
    fn silent(&mut self, roots: &[&str]) -> Result<(), Error> {
        if self.until.is_none() {
            return Ok(());
        }
        let mut counting: BTreeSet<DocumentId> = BTreeSet::new();
        for root in roots {
            let prefix = format!("{root}\t{SILENT}\t");
            for (key, _) in rows(self.store, Table::Of, &prefix)? {
                let id = DocumentId::from_printed(&key[prefix.len()..]);
                if self.counts(&id)? {
                    counting.insert(id);
                }
            }
        }
        self.told(counting, |_| true, |_| true)
    }

    fn block_of(&self, id: &EntityId) -> Result<Option<String>, Error> {
        fold::block_of(self.store, &self.moved, id)
    }

    fn claims_of(&self, id: &EntityId) -> impl Iterator<Item = &KeptClaim> {
        self.snapshot.entities.get(id).into_iter().flat_map(|e| self.snapshot.evidence(e))
    }

    fn documents_of(&self, ids: &[EntityId]) -> BTreeSet<DocumentId> {
        ids.iter().filter_map(|id| self.snapshot.entities.get(id)).flat_map(|e| e.documents.iter().cloned()).collect()
    }

    /// Takes in what documents say of the kinds wanted, as far as it is `wanted`.
    fn told(
        &mut self,
        documents: BTreeSet<DocumentId>,
        kinds: impl Fn(&str) -> bool,
        wanted: impl Fn(&KeptClaim) -> bool,
    ) -> Result<(), Error> {
        let mut blocks: BTreeSet<String> = BTreeSet::new();
        for document in documents {
            if !self.whole.insert(document.clone()) {
                continue;
            }
            let key = fold::claims_key(&document);
            let row = self.store.get(Table::Claim, key)?.unwrap_or_default();
            for line in fold::lines(&row).filter(|line| fold::kind_of(line).is_none_or(&kinds)) {
                let kept = fold::read_claim(key, line)?;
                if wanted(&kept) {
                    blocks.extend(self.moved.places(&kept).into_iter().map(|place| place.block));
                }
            }
        }
        self.blocks(blocks.iter().map(String::as_str))
    }

    /// Takes in the entities of blocks and every claim that they rest on. A document's row is read once for all of them.
    fn blocks<'b>(&mut self, blocks: impl IntoIterator<Item = &'b str>) -> Result<(), Error> {
        let blocks = blocks.into_iter().filter(|block| !block.starts_with(PARTY) && self.seen.insert((*block).to_owned()));
        let blocks: Vec<&str> = blocks.collect();
        // Where claims stand: document, block, claim.
        let mut places: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            self.ends(block, &mut |document, claim| places.entry(document.to_owned()).or_default().push((at, claim.to_owned())))?;
        }
        let documents: Vec<String> = places.keys().cloned().collect();
        let mut told: Vec<(KeptClaim, Vec<usize>)> = Vec::new();
        self.store.each_of(Table::Claim, &documents, &mut |document, row| {
            let mut of_claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (block, claim) in &places[document] {
                of_claims.entry(claim).or_default().push(*block);
            }
            for (claim, blocks) in of_claims {
                let kept = fold::line_of(row, claim).map(|line| fold::read_claim(document, line)).transpose()?;
                told.extend(kept.filter(|kept| kept.standing != Standing::Rejected).map(|kept| (kept, blocks)));
            }
            Ok(())
        })?;
        let wavering = if self.until.is_some() && self.lean.is_some() { Some(self.wavering(documents)?) } else { None };
        let mut claims: Vec<KeptClaim> = Vec::new();
        let mut of_blocks: Vec<Vec<usize>> = vec![Vec::new(); blocks.len()];
        for (mut kept, blocks) in told {
            kept.counts = match &wavering {
                // What the claim's own row says of its document is enough where that follows from dates.
                Some(wavering) if !wavering.contains(fold::claims_key(&kept.claim.doc)) => {
                    kept.counts && past::in_time(kept.said, self.until)
                }
                _ => self.counts(&kept.claim.doc)?,
            };
            if kept.counts {
                blocks.into_iter().for_each(|block| of_blocks[block].push(claims.len()));
                claims.push(kept);
            }
        }
        for (block, of) in blocks.into_iter().zip(of_blocks).filter(|(_, of)| !of.is_empty()) {
            let refs: Vec<&KeptClaim> = of.iter().map(|at| &claims[*at]).collect();
            let joined: Vec<&str> = self.moved.joined(block).collect();
            let entities = resolve::resolve(block, &joined, &refs);
            self.snapshot.entities.extend(entities.into_iter().map(|entity| (entity.id.clone(), entity)));
        }
        self.snapshot.claims.extend(claims.into_iter().map(|kept| (kept.id.clone(), kept)));
        Ok(())
    }

    /// Document and claim of everything that belongs to a block; what is silent today only where an earlier day is asked for.
    fn ends(&self, block: &str, visit: &mut dyn FnMut(&str, &str)) -> Result<(), Error> {
        if let Some(claim) = fold::claim_alone(block).filter(|_| !self.moved.is_home(block)) {
            let prefix = fold::holders(&claim);
            return self.store.scan(Table::Holder, &prefix, &mut |key, _| {
                visit(&key[prefix.len()..], prefix.trim_end());
                Ok(ControlFlow::Continue(()))
            });
        }
        let prefix = format!("{block}\t");
        self.store.scan(Table::Link, &prefix, &mut |key, value| {
            if value != SILENT || self.until.is_some() {
                let (document, claim) = key[prefix.len()..].split_once('\t').unwrap_or_default();
                visit(document, claim);
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Whether a document counts on the day asked for.
    fn counts(&mut self, id: &DocumentId) -> Result<bool, Error> {
        if let Some(document) = self.snapshot.documents.get(id) {
            return Ok(document.counts);
        }
        let Some(document) = fold::load::<KeptDocument>(self.store, Table::Document, id.as_str())? else { return Ok(false) };
        if self.until.is_none() {
            let counts = document.counts;
            if counts {
                self.snapshot.documents.insert(id.clone(), document);
            }
            return Ok(counts);
        }
        self.cluster(&document.cluster)?;
        Ok(self.snapshot.documents.get(id).is_some_and(|d| d.counts))
    }

    /// Takes in the documents of a cluster that there were on the day asked for, and tells which of them counted.
    fn cluster(&mut self, cluster: &str) -> Result<(), Error> {
        if !self.clusters.insert(cluster.to_owned()) {
            return Ok(());
        }
        let mut documents: Vec<KeptDocument> = Vec::new();
        for id in fold::ranked(self.store, cluster, usize::MAX)? {
            documents.extend(fold::load(self.store, Table::Document, &id)?);
        }
        documents.retain(|d: &KeptDocument| past::in_time(d.published, self.until));
        past::elect(&mut documents);
        self.snapshot.documents.extend(documents.into_iter().map(|d| (d.id.clone(), d)));
        Ok(())
    }

    fn add_party(&mut self, key: &str) -> Result<(), Error> {
        let id = format!("party:{key}");
        if let Some(party) = fold::load::<Entity>(self.store, Table::Entity, &id)? {
            self.snapshot.entities.insert(party.id.clone(), party);
        }
        Ok(())
    }

    /// Adds what every question leans on: who speaks, what took the place of a text, until when publishers were read.
    fn complete(&mut self) -> Result<(), Error> {
        let (mut speakers, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for entity in self.snapshot.entities.values() {
            if let EntityKind::Stance(stance) = &entity.kind {
                let said = stance.by.values().chain(stance.to.values()).filter(|w| resolve::is_person(w));
                speakers.extend(said.map(|w| format!("person/{}", resolve::person_key(w.as_str()))));
            }
            if matches!(entity.kind, EntityKind::Instrument(_)) {
                texts.extend(resolve::versions(&entity.name));
            }
        }
        let homes: BTreeSet<String> = speakers.iter().map(|block| self.moved.home(block).to_owned()).collect();
        self.take(homes.into_iter().map(Found::block).collect())?;
        for beginning in texts {
            let mut ids = Vec::new();
            self.store.scan(Table::Entity, &format!("instrument:{beginning}"), &mut |id, _| {
                ids.push(EntityId::from_printed(id));
                Ok(if ids.len() < 32 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
            })?;
            ids.retain(|id| !self.snapshot.entities.contains_key(id));
            let as_they_stand = self.until.is_none() && self.lean.as_ref().is_some_and(lean::Waiting::has_no_text);
            if as_they_stand { self.rows(ids)? } else { self.entities(&ids)? }
        }
        let told = self.snapshot.claims.values().flat_map(|kept| resolve::parties(&kept.claim));
        let named: BTreeSet<Party> = told.chain(self.snapshot.entities.values().flat_map(|e| e.parties.iter().cloned())).collect();
        let parties: BTreeSet<String> = named.iter().map(resolve::party_key).collect();
        for party in parties {
            self.add_party(&party)?;
        }
        self.snapshot.give_parties_their_claims();
        self.snapshot.read_until = self.read_until()?;
        self.snapshot.judge(Judged::load(self.store)?);
        Ok(())
    }

    fn read_until(&self) -> Result<BTreeMap<String, Moment>, Error> {
        let publishers: BTreeSet<&String> = self.snapshot.documents.values().filter_map(|d| d.publisher.as_ref()).collect();
        let end = self.until.and_then(|d| d.upper()).map(fold::sortable);
        let mut read = BTreeMap::new();
        for publisher in publishers {
            if let Some(moment) = last_published(self.store, publisher, end.as_deref())? {
                read.insert(publisher.clone(), moment);
            }
        }
        Ok(read)
    }
}

/// A row of what is looked up.
fn found_in(key: &str, value: &str) -> Found {
    let (block, several) = fold::block_in(value);
    let id = key.rsplit_once('\t').filter(|(before, _)| !before.ends_with(fold::WAITING));
    Found { id: id.map(|(_, id)| EntityId::from_printed(id)), block: block.to_owned(), only: !several }
}

/// What the keys of a publisher's days begin with.
fn publisher_key(publisher: &str) -> String {
    format!("{}\t", publisher.replace(['\t', '\n'], " "))
}

/// When a publisher published last, by the end given in the order of keys.
fn last_published(store: &dyn Store, publisher: &str, end: Option<&str>) -> Result<Option<Moment>, Error> {
    let prefix = publisher_key(publisher);
    let behind = format!("{prefix}{}\u{10ffff}", end.unwrap_or_default());
    let last = store.last(Table::Published, &prefix, &behind)?;
    Ok(last.and_then(|key| key[prefix.len()..].parse::<PartialDate>().ok()).and_then(|d| d.lower()))
}

#[cfg(test)]
mod tests;
