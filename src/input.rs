//! **Which documents do the arguments name, in which order?** Files, folders, lists and addresses are read by
//! several threads and handed on in the order of the arguments.
//!
//! Never: holds more than [`AHEAD`] inputs that wait for an earlier one, so that memory does not grow with the
//! number of documents.

mod sources;

pub(crate) use sources::Inputs;

use acquire::{Limits, Origin};
use claims::Reader;
use model::{Claim, Document, Validators};
use sources::{Answer, Input, Place};
use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many inputs may be read before the one that is next in order.
const AHEAD: usize = 64;
/// How many documents of one input may wait to be handed on, before its reader pauses.
const WAITING: usize = 256;

/// What came of an input.
pub(crate) enum Read {
    /// A document with what it says.
    Document(Box<Document>, Vec<Claim>),
    /// An address that has not changed since it was last read.
    Unchanged,
    /// After the last document of an address: what to ask it with the next time.
    Answered(String, Validators),
    /// Why a document could not be read.
    Failed(String),
}

/// What is done with each document that was acquired.
pub(crate) trait Reading: Sync {
    /// The claims of a document; notices are added to the document itself.
    fn read(&self, document: &mut Document) -> Vec<Claim>;
}

impl Reading for Reader {
    fn read(&self, document: &mut Document) -> Vec<Claim> {
        let (claims, notices) = Reader::read(self, document);
        document.notices.extend(notices);
        claims
    }
}

/// Reads every input with `threads` threads and hands each document on in the order of the inputs.
///
/// `each` says whether to go on; where it errs, reading stops and its error is returned.
pub(crate) fn read_all(
    inputs: &Inputs,
    threads: usize,
    limits: &Limits,
    reading: &dyn Reading,
    mut each: impl FnMut(Read) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let queue = Queue::default();
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                while let Some((number, input)) = queue.take(inputs) {
                    read_one(&input, inputs, limits, reading, &mut |read| queue.put(number, read));
                    queue.finish(number);
                }
            });
        }
        let mut result = Ok(());
        while let Some(read) = queue.next() {
            result = each(read);
            if result.is_err() {
                queue.stop();
                break;
            }
        }
        result
    })
}

fn read_one(input: &Input, inputs: &Inputs, limits: &Limits, reading: &dyn Reading, put: &mut dyn FnMut(Read) -> bool) {
    let mut wanted = true;
    let mut each = |acquired: Result<Document, acquire::Error>| {
        if !wanted {
            return;
        }
        wanted = put(match acquired {
            Ok(mut document) => match catch_unwind(AssertUnwindSafe(|| reading.read(&mut document))) {
                Ok(claims) => Read::Document(Box::new(document), claims),
                Err(_) => defect(input),
            },
            Err(error) => Read::Failed(error.to_string()),
        });
    };
    let origin = Origin { source: input.name.clone(), ..Origin::default() };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        match &input.place {
            Place::File(path) => match File::open(path) {
                Ok(mut file) => acquire::read(&mut file, &origin, limits, &mut each),
                Err(e) => each(Err(acquire::Error::new(&input.name, e.into()))),
            },
            Place::Address(url) => match inputs.fetch(url, limits, &mut each) {
                Answer::Unchanged => return Some(Read::Unchanged),
                Answer::Whole(validators) if !validators.is_empty() => return Some(Read::Answered(url.clone(), validators)),
                Answer::Whole(_) | Answer::Wanting => {}
            },
            Place::Missing(why) => {
                each(Err(acquire::Error::new(&input.name, std::io::Error::new(std::io::ErrorKind::NotFound, why.clone()).into())))
            }
        }
        None
    }));
    if let Some(last) = outcome.unwrap_or_else(|_| Some(defect(input))) {
        put(last);
    }
}

fn defect(input: &Input) -> Read {
    Read::Failed(format!(
        "{} could not be read: the reader failed on it\nhint: this is a defect of chancery; please report it with the document",
        input.name
    ))
}

/// Inputs given out in order, and what was read of them, handed on in the same order.
#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    given: usize,
    drained: bool,
    stopped: bool,
    next: usize,
    readers: BTreeMap<usize, Slot>,
}

#[derive(Default)]
struct Slot {
    waiting: VecDeque<Read>,
    finished: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next input, once it is not too far ahead of the one whose turn it is.
    fn take(&self, inputs: &Inputs) -> Option<(usize, Input)> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.drained {
                return None;
            }
            if state.given < state.next + AHEAD {
                break;
            }
            state = self.wait(state);
        }
        // The inputs are asked under the lock: the order in which they are given out is their order.
        let Some(input) = inputs.next() else {
            state.drained = true;
            self.changed.notify_all();
            return None;
        };
        let number = state.given;
        state.given += 1;
        state.readers.insert(number, Slot::default());
        Some((number, input))
    }

    /// Hands on what was read; false where nobody wants more.
    fn put(&self, number: usize, read: Read) -> bool {
        let mut state = self.lock();
        while !state.stopped && state.readers.get(&number).is_some_and(|slot| slot.waiting.len() >= WAITING) {
            state = self.wait(state);
        }
        let wanted = !state.stopped;
        if let Some(slot) = state.readers.get_mut(&number) {
            slot.waiting.push_back(read);
        }
        self.changed.notify_all();
        wanted
    }

    fn finish(&self, number: usize) {
        if let Some(slot) = self.lock().readers.get_mut(&number) {
            slot.finished = true;
        }
        self.changed.notify_all();
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// What was read next, in the order of the inputs; `None` when all is read.
    fn next(&self) -> Option<Read> {
        let mut state = self.lock();
        loop {
            let next = state.next;
            let drained = state.drained;
            match state.readers.get_mut(&next) {
                Some(slot) => {
                    if let Some(read) = slot.waiting.pop_front() {
                        self.changed.notify_all();
                        return Some(read);
                    }
                    if slot.finished {
                        state.readers.remove(&next);
                        state.next += 1;
                        self.changed.notify_all();
                        continue;
                    }
                }
                None if drained => return None,
                None => {}
            }
            state = self.wait(state);
        }
    }
}
