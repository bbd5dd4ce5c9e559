//! Entities brought up to date with the claims that came and went.
//!
//! A block of many claims that every other document adds to would be resolved again with all of them each time. So where
//! much is read a block waits until it has grown by far, which costs a constant number of looks at each claim however many
//! there come to be; until then it stands among the stale ones, and whoever asks resolves it for himself.

use super::claims::{SILENT, held, line_of, link_end, read_claim};
use super::{Fold, indexed, indexed_key, load, parse, unindex};
use crate::Error;
use crate::entity::{Entity, EntityId, EntityKind};
use crate::resolve;
use crate::snapshot::KeptClaim;
use crate::store::{Index, Store, Table, rows};
use model::ClaimId;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A block that waits is resolved again when so many times as many claims came as it had.
const GROWTH: u64 = 3;
/// So many blocks and more are resolved in one pass over all claims; fewer are each looked up.
const MANY: usize = if cfg!(test) { 4 } else { 2_000 };
/// An entity of more parties than this is not put under each pair of them.
const FEW_PARTIES: usize = 8;

/// Which blocks are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settle {
    /// Every one.
    All,
    /// Those that were touched, but of those with at least so many claims only the ones that grew by far.
    Some(u64),
    /// None, as everything will be in the end.
    Later,
}

impl Settle {
    /// After a batch of so many documents. Where documents come one by one, only what takes long waits.
    pub(crate) fn after(documents: usize) -> Settle {
        if documents < 20 { Settle::Some(4096) } else { Settle::Some(1) }
    }
}

/// A block that waits: how many of its claims came or went, and whom those name.
#[derive(Debug, Default, Clone)]
pub(super) struct Touched {
    pub(super) changes: u64,
    pub(super) roots: BTreeSet<String>,
}

impl Touched {
    fn read(row: &str) -> Touched {
        let mut lines = row.lines();
        let changes = lines.next().and_then(|n| n.parse().ok()).unwrap_or(1);
        Touched { changes, roots: lines.map(str::to_owned).collect() }
    }

    fn write(&self) -> String {
        let mut row = self.changes.to_string();
        for root in &self.roots {
            row.push('\n');
            row.push_str(root);
        }
        row
    }

    fn add(&mut self, other: Touched) {
        self.changes += other.changes;
        self.roots.extend(other.roots);
    }
}

/// The key under which a party leads to a block that waits.
fn waiting_key(root: &str, block: &str) -> String {
    format!("{root}\t{WAITING}\t{block}")
}

/// Stands behind the block of an entity that is not the only one of it.
const AND_OTHERS: &str = "\t+";

/// The block in a row of what is looked up, and whether it has several entities.
pub(crate) fn block_in(value: &str) -> (&str, bool) {
    value.strip_suffix(AND_OTHERS).map_or((value, false), |block| (block, true))
}

/// Stands for the kind where the entities of a block are not yet known.
pub(crate) const WAITING: &str = "+";

/// What is known of a block that was resolved: how many claims it had, and its entities' ids.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) claims: u64,
    pub(crate) ids: Vec<String>,
}

impl Resolved {
    pub(crate) fn load(store: &dyn Store, block: &str) -> Result<Resolved, Error> {
        Ok(Resolved::read(&store.get(Table::Resolved, block)?.unwrap_or_default()))
    }

    pub(crate) fn read(row: &str) -> Resolved {
        let mut lines = row.lines();
        let claims = lines.next().and_then(|n| n.parse().ok()).unwrap_or(0);
        Resolved { claims, ids: lines.map(str::to_owned).collect() }
    }
}

impl Fold {
    /// Resolves what was touched since the last time, or lets it wait.
    pub(crate) fn settle(&mut self, store: &mut dyn Store, which: Settle) -> Result<(), Error> {
        self.index_last(store)?;
        self.settle_parties(store)?;
        self.settle_alone(store)?;
        let touched = std::mem::take(&mut self.touched);
        if which == Settle::All {
            let mut blocks: BTreeSet<String> = touched.into_keys().collect();
            for (block, row) in rows(store, Table::Stale, "")? {
                unstale(store, &block, &Touched::read(&row))?;
                blocks.insert(block);
            }
            if let Some(whole) = self.whole.take() {
                // What a decision made to be resolved before, and has no claims left, is not met with.
                blocks.extend(rows(store, Table::Resolved, "")?.into_iter().map(|(block, _)| block));
                self.settle_sorted(store, whole, blocks)?;
            } else if blocks.len() < MANY {
                blocks.iter().try_for_each(|block| self.settle_block(store, block))?;
            } else {
                let claims = self.gather(store, &blocks)?;
                self.settle_sorted(store, claims, blocks)?;
            }
        } else {
            touched.into_iter().try_for_each(|(block, news)| self.settle_or_wait(store, &block, news, which))?;
        }
        self.recent.clear();
        Ok(())
    }

    fn settle_or_wait(&mut self, store: &mut dyn Store, block: &str, mut news: Touched, which: Settle) -> Result<(), Error> {
        let before = Resolved::load(store, block)?.claims;
        if let Some(row) = store.get(Table::Stale, block)? {
            news.add(Touched::read(&row));
        }
        if matches!(which, Settle::Some(large) if before < large || news.changes >= before * GROWTH) {
            unstale(store, block, &news)?;
            return self.settle_block(store, block);
        }
        for root in &news.roots {
            store.put(Table::Of, &waiting_key(root, block), block)?;
        }
        store.put(Table::Stale, block, &news.write())
    }

    /// Settles the blocks of which entities of these ids may come.
    pub(super) fn settle_named(&mut self, store: &mut dyn Store, ids: &[&EntityId]) -> Result<(), Error> {
        self.settle(store, Settle::Later)?;
        let from = if self.whole.is_some() { Table::Link } else { Table::Stale };
        for block in named(store, from, ids)? {
            if let Some(row) = store.get(Table::Stale, &block)? {
                unstale(store, &block, &Touched::read(&row))?;
            }
            self.settle_block(store, &block)?;
        }
        Ok(())
    }

    pub(super) fn settle_block(&mut self, store: &mut dyn Store, block: &str) -> Result<(), Error> {
        let (claims, entities) = self.resolve_block(store, block)?;
        write_block(store, block, claims, &entities.iter().map(Written::of).collect::<Vec<_>>())
    }

    /// The entities of a block as its claims have them now, and how many those are.
    fn resolve_block(&mut self, store: &dyn Store, block: &str) -> Result<(usize, Vec<Entity>), Error> {
        let claims = linked(store, block, &self.recent)?;
        let refs: Vec<&KeptClaim> = claims.iter().map(Arc::as_ref).collect();
        let joined: Vec<&str> = self.moved(store)?.joined(block).collect();
        Ok((refs.len(), if refs.is_empty() { Vec::new() } else { resolve::resolve(block, &joined, &refs) }))
    }

    fn settle_parties(&mut self, store: &mut dyn Store) -> Result<(), Error> {
        let mut changed: BTreeSet<String> = BTreeSet::new();
        for (key, more) in std::mem::take(&mut self.spelled) {
            let before = store.get(Table::Party, &key)?.and_then(|n| n.parse::<i64>().ok()).unwrap_or(0);
            let after = before + more;
            if after > 0 {
                store.put(Table::Party, &key, &after.to_string())?;
            } else {
                store.remove(Table::Party, &key)?;
            }
            if (before > 0) != (after > 0) {
                changed.insert(key.split('\t').next().unwrap_or_default().to_owned());
            }
        }
        for block in changed {
            // The first spelling is all that a party needs, and some have most claims of the register.
            let mut spelling: Option<String> = None;
            store.scan(Table::Party, &format!("{block}\t"), &mut |key, _| {
                spelling = Some(key[block.len() + 1..].to_owned());
                Ok(ControlFlow::Break(()))
            })?;
            let entities: Vec<Written> = spelling.map(|s| Written::of(&resolve::party_entity(&block, &s))).into_iter().collect();
            let id = format!("party:{}", &block[resolve::PARTY.len()..]);
            replace(store, &block, &[id], &entities)?;
        }
        Ok(())
    }

    fn settle_alone(&mut self, store: &mut dyn Store) -> Result<(), Error> {
        for (block, alone) in std::mem::take(&mut self.alone) {
            let kept = match alone.kept {
                Some(kept) => Some(kept),
                None => match claim_alone(&block) {
                    Some(claim) if !self.moved(store)?.is_home(&block) => {
                        held(store, &claim)?.into_iter().find(|k| k.counts && self.is_alone_now(&block, k)).map(Arc::new)
                    }
                    _ => None,
                },
            };
            let entities = kept.map(|k| resolve::resolve(&block, &[], &[&*k])).unwrap_or_default();
            let entities: Vec<Written> = entities.iter().map(Written::of).collect();
            let gone: Vec<String> = alone.gone.into_iter().collect();
            replace(store, &block, &gone, &entities)?;
        }
        Ok(())
    }

    fn is_alone_now(&self, block: &str, kept: &KeptClaim) -> bool {
        self.moved.as_ref().is_some_and(|moved| moved.places(kept).iter().any(|p| p.block == block))
    }

    /// Settles claims that stand alone before all of them come to lie in memory.
    pub(super) fn settle_where_many_are_alone(&mut self, store: &mut dyn Store) -> Result<(), Error> {
        const MUCH: usize = 20_000;
        if self.whole.is_some() && self.alone.len() > MUCH { self.settle_alone(store) } else { Ok(()) }
    }
}

/// Lets a block wait no longer.
fn unstale(store: &mut dyn Store, block: &str, waited: &Touched) -> Result<(), Error> {
    if store.get(Table::Stale, block)?.is_some() {
        store.remove(Table::Stale, block)?;
        for root in &waited.roots {
            store.remove(Table::Of, &waiting_key(root, block))?;
        }
    }
    Ok(())
}

/// The blocks in a table whose keys begin with them, of which entities of these ids may come.
fn named(store: &dyn Store, table: Table, ids: &[&EntityId]) -> Result<BTreeSet<String>, Error> {
    let mut blocks: BTreeSet<String> = BTreeSet::new();
    for id in ids {
        for beginning in resolve::beginnings(id) {
            let mut last = String::new();
            store.scan(table, &beginning, &mut |key, _| {
                let block = key.split('\t').next().unwrap_or(key);
                if block != last {
                    last = block.to_owned();
                    if block.split_once('/').is_some_and(|(_, key)| resolve::id_names(id, key)) {
                        blocks.insert(last.clone());
                    }
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
    }
    Ok(blocks)
}

/// The claim whose block it is, where a block is that of one claim.
pub(crate) fn claim_alone(block: &str) -> Option<ClaimId> {
    let own = block.strip_prefix("not/").unwrap_or(block).strip_prefix("alone/")?;
    (!own.contains('~')).then(|| ClaimId::from_printed(own))
}

/// The claims that are linked to a block and count, sorted by document and id.
pub(crate) fn linked(
    store: &dyn Store,
    block: &str,
    recent: &std::collections::HashMap<String, Arc<KeptClaim>>,
) -> Result<Vec<Arc<KeptClaim>>, Error> {
    let prefix = format!("{block}\t");
    let mut ends: Vec<String> = Vec::new();
    store.scan(Table::Link, &prefix, &mut |key, value| {
        if value != SILENT {
            ends.push(key[prefix.len()..].to_owned());
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let mut claims: Vec<Arc<KeptClaim>> = Vec::with_capacity(ends.len());
    let mut last: (String, String) = Default::default();
    for end in ends {
        if let Some(kept) = recent.get(&end) {
            claims.push(Arc::clone(kept));
            continue;
        }
        let (document, claim) = end.split_once('\t').unwrap_or((&end, ""));
        if last.0 != document {
            last = (document.to_owned(), store.get(Table::Claim, document)?.unwrap_or_default());
        }
        claims.extend(line_of(&last.1, claim).map(|line| read_claim(document, line).map(Arc::new)).transpose()?);
    }
    Ok(claims)
}

/// An entity as the tables have it: its row, what it is looked up by, and its name where it is a name and not a sentence.
pub(super) struct Written {
    id: String,
    row: String,
    keys: BTreeSet<String>,
    name: Option<(String, String)>,
}

impl Written {
    pub(super) fn of(entity: &Entity) -> Written {
        Written {
            id: entity.id.as_str().to_owned(),
            row: serde_json::to_string(entity).expect("rows are plain data with string keys"),
            keys: under(entity),
            name: has_name(entity).then(|| (entity.name.clone(), entity.aliases.join("\n"))),
        }
    }
}

/// Writes what a block's claims, so many, were resolved to.
pub(super) fn write_block(store: &mut dyn Store, block: &str, claims: usize, entities: &[Written]) -> Result<(), Error> {
    let before = Resolved::load(store, block)?.ids;
    replace(store, block, &before, entities)?;
    if claims == 0 {
        return store.remove(Table::Resolved, block);
    }
    let mut row = claims.to_string();
    for entity in entities {
        row.push('\n');
        row.push_str(&entity.id);
    }
    store.put(Table::Resolved, block, &row)
}

/// Writes the entities of a block, and removes those that it had before and has no longer.
fn replace(store: &mut dyn Store, block: &str, before: &[String], entities: &[Written]) -> Result<(), Error> {
    for gone in before.iter().filter(|id| entities.iter().all(|e| e.id != **id)) {
        remove_entity(store, gone)?;
    }
    // Whether others come of the same block stands with each of them.
    let several = entities.len() > 1;
    let value = if several { format!("{block}{AND_OTHERS}") } else { block.to_owned() };
    let changed = several != (before.len() > 1);
    entities.iter().try_for_each(|entity| put_entity(store, &value, entity, changed))
}

fn remove_entity(store: &mut dyn Store, id: &str) -> Result<(), Error> {
    if let Some(entity) = load::<Entity>(store, Table::Entity, id)? {
        for key in under(&entity) {
            store.remove(Table::Of, &key)?;
        }
        store.remove(Table::Entity, id)?;
        if has_name(&entity) {
            unindex(store, Index::Names, name_row(id))?;
        }
    }
    Ok(())
}

/// Writes an entity, under what leads to it `value`, which may have changed where the entity has not.
fn put_entity(store: &mut dyn Store, value: &str, entity: &Written, changed: bool) -> Result<(), Error> {
    let id = entity.id.as_str();
    let known = store.get(Table::Entity, id)?;
    let same = known.as_deref() == Some(entity.row.as_str());
    if !same || changed {
        entity.keys.iter().try_for_each(|key| store.put(Table::Of, key, value))?;
    }
    if same {
        return Ok(());
    }
    store.put(Table::Entity, id, &entity.row)?;
    if let Some(known) = known {
        let known: Entity = parse(Table::Entity, id, &known)?;
        for key in under(&known).difference(&entity.keys) {
            store.remove(Table::Of, key)?;
        }
    }
    let Some((name, aliases)) = &entity.name else { return Ok(()) };
    let row = name_row(id);
    let named = format!("{id}\t{}\t{aliases}", name.replace(['\t', '\n'], " "));
    if indexed(store, Index::Names, row)?.as_deref() != Some(named.as_str()) {
        unindex(store, Index::Names, row)?;
        store.index(Index::Names, row, [name, aliases, &crate::entity::initials(name)])?;
        store.put(Table::Indexed, &indexed_key(Index::Names, row), &named)?;
    }
    Ok(())
}

fn has_name(entity: &Entity) -> bool {
    matches!(entity.kind.name(), "party" | "person" | "mechanism" | "instrument" | "project")
}

/// A row number of an index for an entity, from its id alone.
pub(super) fn name_row(id: &str) -> i64 {
    let digest = Sha256::digest(id.as_bytes());
    let bytes: [u8; 8] = digest[..8].try_into().expect("a digest has more than eight bytes");
    i64::from_be_bytes(bytes) & i64::MAX
}

/// Stands before the kind of a stance that names several parties: what one says to another is no matter of a third.
pub(crate) const SHARED: &str = "&";

/// The keys under which an entity is looked up: each state and organisation that it concerns, each pair of them, and
/// each person who speaks in it or is addressed.
fn under(entity: &Entity) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if matches!(entity.kind, EntityKind::Party(_)) {
        return keys;
    }
    // In the order in which a list has them.
    let when = entity.date.and_then(|d| d.lower()).map_or_else(|| "~".to_owned(), super::sortable);
    let end = format!("{when}\t{}", entity.id);
    let word = entity.kind.name();
    let roots: BTreeSet<String> = entity.parties.iter().map(|p| p.root().replace(['\t', '\n'], " ")).collect();
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    let wide = roots.len() > FEW_PARTIES;
    let mark = match &entity.kind {
        _ if wide => "*",
        EntityKind::Stance(_) if roots.len() > 1 => SHARED,
        _ => "",
    };
    for (at, one) in roots.iter().enumerate() {
        keys.insert(format!("{one}\t{mark}{word}\t{end}"));
        if !wide {
            keys.extend(roots[at + 1..].iter().map(|other| format!("{}\t{word}\t{end}", pair(one, other))));
        }
    }
    if let EntityKind::Stance(stance) = &entity.kind {
        for who in stance.by.values().chain(stance.to.values()).filter(|w| resolve::is_person(w)) {
            keys.insert(format!("{}\t{word}\t{end}", speaker(&resolve::person_key(who.as_str()))));
        }
    }
    keys
}

/// Two parties as a key, in whatever order they come.
pub(crate) fn pair(one: &str, other: &str) -> String {
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    format!("{one}\u{1f}{other}")
}

/// A person who speaks or is addressed, by the key of the name, as a key.
pub(crate) fn speaker(person: &str) -> String {
    format!("\u{1f}{person}")
}

/// The entities of blocks that are not up to date, as they would be, and `None` for those that would be gone.
fn fresh(store: &dyn Store, blocks: impl IntoIterator<Item = String>) -> Result<BTreeMap<String, Option<Entity>>, Error> {
    let mut fresh = BTreeMap::new();
    let mut fold = Fold::default();
    for block in blocks {
        for id in Resolved::load(store, &block)?.ids {
            fresh.insert(id, None);
        }
        for entity in fold.resolve_block(store, &block)?.1 {
            fresh.insert(entity.id.as_str().to_owned(), Some(entity));
        }
    }
    Ok(fresh)
}

/// An entity as claims have it now, with the block that it would come from where it waits.
pub(crate) fn entity_now(store: &dyn Store, id: &EntityId) -> Result<Option<Entity>, Error> {
    if let Some(fresh) = fresh(store, named(store, Table::Stale, &[id])?)?.remove(id.as_str()) {
        return Ok(fresh);
    }
    load(store, Table::Entity, id.as_str())
}

/// What stands in the tables of blocks that are not up to date, and so need not be what the log gives.
#[derive(Debug, Default)]
pub(crate) struct Waits {
    blocks: BTreeSet<String>,
    ids: BTreeSet<String>,
    named: BTreeSet<String>,
}

impl Waits {
    /// What waits in `store`; `again` has the same log and is up to date.
    pub(crate) fn of(store: &dyn Store, again: &dyn Store) -> Result<Waits, Error> {
        let mut waits = Waits::default();
        for (block, _) in rows(store, Table::Stale, "")? {
            for side in [store, again] {
                waits.ids.extend(Resolved::load(side, &block)?.ids);
            }
            waits.blocks.insert(block);
        }
        waits.named = waits.ids.iter().map(|id| indexed_key(Index::Names, name_row(id))).collect();
        Ok(waits)
    }

    /// Whether a row need not be what the log gives.
    pub(crate) fn holds(&self, table: Table, key: &str) -> bool {
        match table {
            Table::Resolved => self.blocks.contains(key),
            Table::Entity => self.ids.contains(key),
            Table::Of => {
                let mut fields = key.split('\t').skip(1);
                fields.next() == Some(WAITING) || fields.last().is_some_and(|id| self.ids.contains(id))
            }
            Table::Indexed => self.named.contains(key),
            _ => false,
        }
    }
}

/// Every entity in the order of ids as claims have it now, in JSON.
pub(crate) fn each_entity(store: &dyn Store, prefix: &str, visit: &mut dyn FnMut(&str, &str) -> Result<(), Error>) -> Result<(), Error> {
    let mut fresh = fresh(store, rows(store, Table::Stale, "")?.into_iter().map(|(block, _)| block))?;
    fresh.retain(|id, _| id.starts_with(prefix));
    let json = |entity: &Entity| serde_json::to_string(entity).expect("rows are plain data with string keys");
    let mut fresh = fresh.into_iter().peekable();
    store.scan(Table::Entity, prefix, &mut |key, value| {
        while let Some((id, entity)) = fresh.next_if(|(id, _)| id.as_str() < key) {
            if let Some(entity) = entity {
                visit(&id, &json(&entity))?;
            }
        }
        match fresh.next_if(|(id, _)| id == key) {
            Some((_, Some(entity))) => visit(key, &json(&entity))?,
            Some((_, None)) => {}
            None => visit(key, value)?,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    for (id, entity) in fresh {
        if let Some(entity) = entity {
            visit(&id, &json(&entity))?;
        }
    }
    Ok(())
}

/// SHA-256 over documents, claims and entities in the order of their keys. Entries' numbers and times are in none
/// of the three, so registers of the same documents have the same digest.
pub(crate) fn digest(store: &dyn Store) -> Result<String, Error> {
    let mut digest = Sha256::new();
    let mut add = |table: Table, key: &str, value: &str| {
        for field in [table.name(), key, value] {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field.as_bytes());
        }
    };
    for table in [Table::Document, Table::Claim] {
        store.scan(table, "", &mut |key, value| {
            add(table, key, value);
            Ok(ControlFlow::Continue(()))
        })?;
    }
    each_entity(store, "", &mut |key, value| {
        add(Table::Entity, key, value);
        Ok(())
    })?;
    Ok(crate::log::Hash(digest.finalize().into()).to_string())
}

impl Fold {
    /// Remembers a claim that was just written, which spares reading it back.
    pub(super) fn remember(&mut self, kept: Arc<KeptClaim>) {
        if self.whole.is_none() {
            self.recent.insert(link_end(&kept), kept);
        }
    }
}
