//! **Who reads what next?** Inputs are given out in order, their documents are read by whoever is free, and what was
//! read is handed on in the order of the inputs.

use super::sources::Input;
use super::{Read, Reading, read};
use model::Document;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem::replace;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many inputs may be taken apart before the one that is next in order.
const AHEAD: usize = 64;
/// How many documents of one input may wait to be handed on, before no more are taken from it…
const WAITING: usize = 64;

/// … or so many bytes of text.
const WAITING_BYTES: usize = 8 << 20;

/// What a thread does next.
pub(super) enum Work {
    /// Take this input apart.
    Acquire(usize, Input),
    /// Read this document of an input.
    Read(Place, Box<Document>),
}

/// The number of an input, and of a document in it.
pub(super) type Place = (usize, usize);

/// A document on its way.
pub(super) enum Cell {
    /// It waits to be read.
    Acquired(Box<Document>),
    /// A thread reads it.
    InHand,
    /// It waits to be handed on.
    Done(Read),
}

/// The documents on their way.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    given: usize,
    drained: bool,
    stopped: bool,
    next: usize,
    slots: BTreeMap<usize, Slot>,
    unread: BTreeSet<Place>,
}

/// An input's documents.
#[derive(Default)]
struct Slot {
    /// How many were handed on.
    gone: usize,
    /// Each with the length of its text.
    waiting: VecDeque<(Cell, usize)>,
    /// Of all texts that wait.
    bytes: usize,
    finished: bool,
}

impl State {
    /// The first document that waits to be read.
    fn first_unread(&mut self) -> Option<(Place, Box<Document>)> {
        let place = self.unread.pop_first()?;
        let cell = self.cell(place)?;
        match replace(cell, Cell::InHand) {
            Cell::Acquired(document) => Some((place, document)),
            other => {
                *cell = other;
                None
            }
        }
    }

    fn cell(&mut self, (number, index): Place) -> Option<&mut Cell> {
        let slot = self.slots.get_mut(&number)?;
        slot.waiting.get_mut(index - slot.gone).map(|(cell, _)| cell)
    }

    /// Whether no more should be taken from an input until some of it is handed on.
    fn is_full(&self, number: usize) -> bool {
        self.slots.get(&number).is_some_and(|slot| slot.waiting.len() >= WAITING || slot.bytes >= WAITING_BYTES)
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// What to do next: read what waits, else take apart the next input, once it is not too far ahead of the one
    /// whose turn it is. `None` when nothing is left and nothing can come.
    pub(super) fn take(&self, mut inputs: impl FnMut() -> Option<Input>) -> Option<Work> {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return None;
            }
            if let Some((place, document)) = state.first_unread() {
                return Some(Work::Read(place, document));
            }
            if state.drained && state.slots.values().all(|slot| slot.finished) {
                return None;
            }
            if !state.drained && state.given < state.next + AHEAD {
                // The inputs are asked under the lock: the order in which they are given out is their order.
                match inputs() {
                    Some(input) => {
                        let number = state.given;
                        state.given += 1;
                        state.slots.insert(number, Slot::default());
                        return Some(Work::Acquire(number, input));
                    }
                    None => {
                        state.drained = true;
                        self.changed.notify_all();
                    }
                }
            } else {
                state = self.wait(state);
            }
        }
    }

    /// Puts a document of an input behind its others; false where nobody wants more. Where too many wait, it reads
    /// them itself, so that one thread alone gets on as well.
    pub(super) fn put(&self, number: usize, cell: Cell, reading: &dyn Reading) -> bool {
        let mut state = self.lock();
        while !state.stopped && state.is_full(number) {
            match state.first_unread() {
                Some((place, document)) => {
                    drop(state);
                    self.done(place, read(*document, reading));
                    state = self.lock();
                }
                None => state = self.wait(state),
            }
        }
        let unread = matches!(cell, Cell::Acquired(_));
        let length = if let Cell::Acquired(document) = &cell { document.text.len() } else { 0 };
        if let Some(slot) = state.slots.get_mut(&number) {
            slot.waiting.push_back((cell, length));
            slot.bytes += length;
            let place = (number, slot.gone + slot.waiting.len() - 1);
            if unread {
                state.unread.insert(place);
            }
        }
        self.changed.notify_all();
        !state.stopped
    }

    /// Puts what was read in its place.
    pub(super) fn done(&self, place: Place, read: Read) {
        if let Some(cell) = self.lock().cell(place) {
            *cell = Cell::Done(read);
        }
        self.changed.notify_all();
    }

    /// Says that an input has no more documents.
    pub(super) fn finish(&self, number: usize) {
        if let Some(slot) = self.lock().slots.get_mut(&number) {
            slot.finished = true;
        }
        self.changed.notify_all();
    }

    /// Says that nobody wants more.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// What was read next, in the order of the inputs; `None` when all is read.
    pub(super) fn next(&self) -> Option<Read> {
        let mut state = self.lock();
        loop {
            let next = state.next;
            let Some(slot) = state.slots.get_mut(&next) else {
                if state.drained {
                    return None;
                }
                state = self.wait(state);
                continue;
            };
            match slot.waiting.pop_front() {
                Some((Cell::Done(read), length)) => {
                    slot.gone += 1;
                    slot.bytes -= length;
                    self.changed.notify_all();
                    return Some(read);
                }
                Some(other) => slot.waiting.push_front(other),
                None if slot.finished => {
                    state.slots.remove(&next);
                    state.next += 1;
                    self.changed.notify_all();
                    continue;
                }
                None => {}
            }
            state = self.wait(state);
        }
    }
}

#[cfg(test)]
mod tests;
