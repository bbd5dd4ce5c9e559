//! The register as a page gets it: held in memory, refreshed when its log has grown. This is the one place where a page
//! gets its [`Book`].

use crate::reply::Wrong;
use crate::world::World;
use model::{Document, DocumentId, Moment, PartialDate};
use register::{Entity, KeptClaim, KeptDocument, Mode, Register, Snapshot, Wanted};
use reports::{Book, Source};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// Registers of earlier days that are held at a time.
const DAYS_HELD: usize = 6;
/// How many claims the entities of all parts of a large register may rest on that are held at a time: some 400 bytes each.
const PARTS_HELD: usize = 1_500_000;
/// How much of what is no longer held may still be in use, by answers that are being written, while a part is loaded.
const PARTS_IN_USE: usize = PARTS_HELD / 2;
/// How often a load looks whether there is room, and after what time again, before it says that the site is busy.
const LOOKS: usize = 600;
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// Parts that are loaded at a time; who wants the same part waits for the one who loads it.
const LOADERS: usize = 2;
/// A register with more entries in its log is large: what a page is about is loaded alone, and not the whole.
const LARGE: u64 = 4_000;
/// A register with more is too large for a question about everything while somebody waits: it is asked about a party.
const TOO_LARGE: u64 = 60_000;
/// Documents whose texts are held at a time.
const TEXTS_HELD: usize = 400;

/// What the register held after an entry of its log, for a day.
pub(crate) struct Held {
    /// Documents, claims and entities.
    pub(crate) snapshot: Snapshot,
    /// The last entry of the log that it rests on.
    pub(crate) entry: u64,
    /// The day on which it is asked.
    pub(crate) as_of: PartialDate,
    /// Whether a day was asked for, and what was published later is left out.
    pub(crate) earlier: bool,
    /// What it weighs.
    size: usize,
}

/// What a snapshot weighs: an entity as much as four claims that one rests on, a claim with its slots as much as eight.
fn weight(snapshot: &Snapshot) -> usize {
    let entities: usize = snapshot.entities.values().map(|entity| entity.claims.len() + 4).sum();
    entities + 8 * snapshot.claims.len()
}

/// The register, its snapshots and its texts.
#[derive(Default)]
pub(crate) struct Shelf {
    idle: Mutex<Vec<Register>>,
    held: Mutex<BTreeMap<Option<String>, Arc<Held>>>,
    parts: Mutex<Vec<(String, Arc<Held>)>>,
    /// Every part that may still be in use, with its size.
    living: Mutex<Vec<(usize, Weak<Held>)>>,
    loading: [Mutex<()>; LOADERS],
    texts: Mutex<BTreeMap<DocumentId, Option<Arc<Document>>>>,
    /// Held by whoever writes.
    pub(crate) writing: Mutex<()>,
    /// How many exports are being written.
    pub(crate) exporting: Arc<AtomicUsize>,
}

/// What a lock guards stays whole where a page fails: every change to it is one assignment.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    /// Does something with a register that is open for reading.
    pub(crate) fn with<T>(&self, world: &World, work: impl FnOnce(&Register) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let idle = locked(&self.idle).pop();
        let register = match idle {
            Some(register) => register,
            None => (world.open)(Mode::Read)?,
        };
        let done = work(&register);
        // A register whose server is gone is opened again the next time.
        let sound = !matches!(&done, Err(wrong) if wrong.status == 503);
        if sound && register.look_anew().is_ok() {
            let mut idle = locked(&self.idle);
            if idle.len() < 8 {
                idle.push(register);
            }
        }
        done
    }

    /// What the register holds now, or held on a day.
    fn held(&self, world: &World, day: Option<PartialDate>) -> Result<Arc<Held>, Wrong> {
        self.with(world, |register| {
            let entry = register.head()?.seq;
            let key = day.map(|d| d.to_string());
            let today = world.today();
            let fresh = |h: &&Arc<Held>| h.entry == entry && (h.earlier || h.as_of == today);
            // One page makes a snapshot, and the others wait for it.
            let mut held = locked(&self.held);
            if let Some(held) = held.get(&key).filter(fresh) {
                return Ok(Arc::clone(held));
            }
            let snapshot = match day {
                Some(day) => register.said_by(day)?,
                None => register.snapshot()?,
            };
            let as_of = day.and_then(last_day).unwrap_or(today);
            let made = Arc::new(Held { size: weight(&snapshot), snapshot, entry, as_of, earlier: day.is_some() });
            held.retain(|_, h| h.entry == entry);
            if held.len() >= DAYS_HELD {
                held.retain(|k, _| k.is_none());
            }
            held.insert(key, Arc::clone(&made));
            Ok(made)
        })
    }

    /// The last entry of the register's log.
    pub(crate) fn entry(&self, world: &World) -> Result<u64, Wrong> {
        self.with(world, |register| Ok(register.head()?.seq))
    }

    /// Whether the register is too large to be loaded whole for a page.
    pub(crate) fn is_large(&self, world: &World) -> Result<bool, Wrong> {
        Ok(self.entry(world)? >= LARGE)
    }

    /// What the register holds, where it is not too large for that.
    pub(crate) fn whole(&self, world: &World, day: Option<PartialDate>) -> Result<Arc<Held>, Wrong> {
        if self.entry(world)? >= TOO_LARGE {
            return Err(Wrong::new(400, Wrong::TOO_LARGE, "name a party: ?party=JPN"));
        }
        self.held(world, day)
    }

    /// What the register holds of what is wanted; of a large register no more than that, and of what concerns parties without
    /// the claims.
    pub(crate) fn about(&self, world: &World, day: Option<PartialDate>, wanted: &Wanted) -> Result<Arc<Held>, Wrong> {
        self.of_large(world, day, format!("{day:?} {wanted:?}"), |register| Ok(register.outline(wanted, day)?))
    }

    /// What the register holds of what is wanted, with every claim.
    pub(crate) fn claims_about(&self, world: &World, day: Option<PartialDate>, wanted: &Wanted) -> Result<Arc<Held>, Wrong> {
        self.of_large(world, day, format!("{day:?} claims {wanted:?}"), |register| Ok(register.part(wanted, day)?))
    }

    /// A part of a large register, which is held for a while, or the whole of one that is not.
    fn of_large(
        &self,
        world: &World,
        day: Option<PartialDate>,
        key: String,
        load: impl FnOnce(&Register) -> Result<Snapshot, Wrong>,
    ) -> Result<Arc<Held>, Wrong> {
        let entry = self.entry(world)?;
        if entry < LARGE {
            return self.held(world, day);
        }
        let today = world.today();
        let fresh = |held: &Held| held.entry == entry && (held.earlier || held.as_of == today);
        if let Some(held) = self.part_held(&key, fresh) {
            return Ok(held);
        }
        let lane = key.bytes().fold(0, |sum, byte| sum + usize::from(byte)) % LOADERS;
        let _loading = locked(&self.loading[lane]);
        if let Some(held) = self.part_held(&key, fresh) {
            return Ok(held);
        }
        self.wait_for_room()?;
        let snapshot = self.with(world, load)?;
        let as_of = day.and_then(last_day).unwrap_or(today);
        let made = Arc::new(Held { size: weight(&snapshot), snapshot, entry, as_of, earlier: day.is_some() });
        locked(&self.living).push((made.size, Arc::downgrade(&made)));
        let mut parts = locked(&self.parts);
        parts.retain(|(_, held)| fresh(held));
        parts.push((key, Arc::clone(&made)));
        // The one that was asked for longest ago goes first; the last stays, however large.
        let mut all: usize = parts.iter().map(|(_, held)| held.size).sum();
        while all > PARTS_HELD && parts.len() > 1 {
            all -= parts.remove(0).1.size;
        }
        Ok(made)
    }

    /// Waits until answers that are being written let go of so much that another part may be loaded. What nobody uses goes at once.
    fn wait_for_room(&self) -> Result<(), Wrong> {
        let mut looks = 0;
        while self.living() > PARTS_HELD + PARTS_IN_USE {
            if self.let_go_of_the_oldest() {
                continue;
            }
            if looks == LOOKS {
                let hint = "ask again in a minute, or ask about two parties and not one";
                return Err(Wrong::new(503, "the site is answering many large questions", hint));
            }
            looks += 1;
            std::thread::sleep(LOOK_AGAIN);
        }
        Ok(())
    }

    /// Holds the part no longer that was asked for longest ago, where any is held.
    fn let_go_of_the_oldest(&self) -> bool {
        let mut parts = locked(&self.parts);
        let some = !parts.is_empty();
        parts.drain(..usize::from(some));
        some
    }

    /// How much the parts weigh that are held or in use.
    fn living(&self) -> usize {
        let mut living = locked(&self.living);
        living.retain(|(_, part)| part.strong_count() > 0);
        living.iter().map(|(size, _)| size).sum()
    }

    /// A part that is held, which was asked for last from now on.
    fn part_held(&self, key: &str, fresh: impl Fn(&Held) -> bool) -> Option<Arc<Held>> {
        let mut parts = locked(&self.parts);
        let at = parts.iter().position(|(held, part)| held == key && fresh(part))?;
        let part = parts.remove(at);
        let held = Arc::clone(&part.1);
        parts.push(part);
        Some(held)
    }

    /// A document with its text.
    pub(crate) fn document(&self, world: &World, id: &DocumentId) -> Option<Arc<Document>> {
        if let Some(known) = locked(&self.texts).get(id) {
            return known.clone();
        }
        let read = self.with(world, |register| Ok(register.document(id)?)).ok()?.map(Arc::new);
        let mut texts = locked(&self.texts);
        if texts.len() >= TEXTS_HELD {
            texts.clear();
        }
        texts.insert(id.clone(), read.clone());
        read
    }

    /// Asks what is held, with its texts and the names of parties within reach.
    pub(crate) fn ask<T>(&self, world: &World, held: &Held, limit: usize, ask: impl FnOnce(&Book<'_>) -> T) -> T {
        let text = |id: &DocumentId| self.document(world, id).map(|d| d.text.clone());
        let source = Shelved { shelf: self, world };
        let mut book = Book::new(&held.snapshot, held.as_of, limit, &text, &world.called, &world.party);
        book.spelled = true;
        book.source = &source;
        ask(&book)
    }
}

/// The register behind a shelf, for what an outline leaves out.
struct Shelved<'s> {
    shelf: &'s Shelf,
    world: &'s World,
}

impl Source for Shelved<'_> {
    fn claims(&self, entity: &Entity, limit: usize) -> Vec<KeptClaim> {
        self.shelf.with(self.world, |register| Ok(register.told(entity, limit)?)).unwrap_or_default()
    }

    fn document(&self, id: &DocumentId) -> Option<KeptDocument> {
        self.shelf.with(self.world, |register| Ok(register.known_of(id)?)).ok().flatten()
    }

    fn read_until(&self, publisher: &str, until: Option<PartialDate>) -> Option<Moment> {
        self.shelf.with(self.world, |register| Ok(register.read_until(publisher, until)?)).ok().flatten()
    }

    fn published(&self, publisher: &str, until: Option<PartialDate>) -> Vec<(Moment, usize)> {
        self.shelf.with(self.world, |register| Ok(register.published(publisher, until)?)).unwrap_or_default()
    }
}

/// The last day that a date may mean.
fn last_day(date: PartialDate) -> Option<PartialDate> {
    let last = date.upper()?;
    PartialDate::day(last.year, last.month, last.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_uses_makes_room_for_what_is_asked() {
        let shelf = Shelf::default();
        let day = PartialDate::day(2026, 1, 2).unwrap();
        let part = |size| Arc::new(Held { size, snapshot: Snapshot::default(), entry: 1, as_of: day, earlier: false });
        let hold = |name: &str, size| {
            let made = part(size);
            locked(&shelf.living).push((size, Arc::downgrade(&made)));
            locked(&shelf.parts).push((name.to_owned(), Arc::clone(&made)));
            made
        };
        drop(hold("larger than all that may be held", PARTS_HELD + PARTS_IN_USE + 1));
        let in_use = hold("in use", PARTS_IN_USE);
        assert!(shelf.wait_for_room().is_ok());
        assert_eq!(locked(&shelf.parts).len(), 1, "the one that was asked for last stays");
        assert_eq!(shelf.living(), in_use.size);
    }
}
