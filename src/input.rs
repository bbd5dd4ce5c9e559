//! **Which documents do the arguments name, in which order?** Files, folders, lists and addresses are read by
//! several threads and handed on in the order of the arguments.
//!
//! Never: holds more than a bounded number of inputs and documents that wait for an earlier one, so that memory
//! does not grow with the number of documents.

mod queue;
mod sources;

pub(crate) use sources::Inputs;

use acquire::{Limits, Origin};
use claims::Reader;
use model::{Claim, Document, Validators};
use queue::{Cell, Queue, Work};
use sources::{Answer, Input, Place};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
/// An archive's documents are read by all threads too: one of them takes it apart, and helps to read whenever the
/// others do not keep up.
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
                while let Some(work) = queue.take(|| inputs.next()) {
                    match work {
                        Work::Acquire(number, input) => {
                            acquire(&input, inputs, limits, &mut |cell| queue.put(number, cell, reading));
                            queue.finish(number);
                        }
                        Work::Read(place, document) => queue.done(place, read(*document, reading)),
                    }
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

/// Takes an input apart into its documents; what cannot be one is done at once.
fn acquire(input: &Input, inputs: &Inputs, limits: &Limits, put: &mut dyn FnMut(Cell) -> bool) {
    let mut wanted = true;
    let mut each = |acquired: Result<Document, acquire::Error>| {
        wanted = wanted
            && put(match acquired {
                Ok(document) => Cell::Acquired(Box::new(document)),
                Err(error) => Cell::Done(Read::Failed(error.to_string())),
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
    if let Some(last) = outcome.unwrap_or_else(|_| Some(defect(&input.name))) {
        put(Cell::Done(last));
    }
}

/// Reads what was acquired.
fn read(mut document: Document, reading: &dyn Reading) -> Read {
    match catch_unwind(AssertUnwindSafe(|| reading.read(&mut document))) {
        Ok(claims) => Read::Document(Box::new(document), claims),
        Err(_) => defect(&document.source),
    }
}

fn defect(name: &str) -> Read {
    Read::Failed(format!(
        "{name} could not be read: the reader failed on it\nhint: this is a defect of chancery; please report it with the document"
    ))
}
