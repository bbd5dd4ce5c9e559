#![allow(clippy::unwrap_used)]

use super::*;
use crate::input;
use acquire::{Limits, Origin};
use model::Claim;

struct Silent;

impl Reading for Silent {
    fn read(&self, document: &mut Document) -> Vec<Claim> {
        assert!(!document.source.ends_with("bad"), "a defect");
        Vec::new()
    }
}

fn document(source: String) -> Cell {
    let mut found = None;
    let origin = Origin { source, ..Origin::default() };
    acquire::read(&mut "The ministers met.".as_bytes(), &origin, &Limits::default(), &mut |read| found = Some(read.unwrap()));
    Cell::Acquired(Box::new(found.unwrap()))
}

/// Reads inputs of so many documents each with `threads` threads; the sources in the order in which they came, until
/// `most` came.
fn sources(threads: usize, sizes: &[usize], most: usize) -> Vec<String> {
    let queue = Queue::default();
    let given = Mutex::new(0..sizes.len());
    let input = |number: usize| Input { name: number.to_string(), place: input::Place::Missing(String::new()) };
    let mut came = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(work) = queue.take(|| given.lock().unwrap().next().map(input)) {
                    match work {
                        Work::Acquire(number, input) => {
                            let wanted = (0..sizes[number]).all(|n| queue.put(number, document(format!("{}/{n}", input.name)), &Silent));
                            if wanted {
                                queue.put(number, Cell::Done(Read::Unchanged), &Silent);
                            }
                            queue.finish(number);
                        }
                        Work::Read(place, document) => queue.done(place, read(*document, &Silent)),
                    }
                }
            });
        }
        while let Some(read) = queue.next() {
            came.push(match read {
                Read::Document(document, _) => document.source,
                _ => "end".to_owned(),
            });
            if came.len() == most {
                queue.stop();
                break;
            }
        }
    });
    came
}

#[test]
fn documents_come_in_order_with_any_number_of_threads() {
    let sizes = [3, 0, 3 * WAITING, 1, 1, 0, WAITING];
    let expected: Vec<String> =
        sizes.iter().enumerate().flat_map(|(i, n)| (0..*n).map(move |k| format!("{i}/{k}")).chain(["end".to_owned()])).collect();
    for threads in [1, 2, 7] {
        assert_eq!(sources(threads, &sizes, usize::MAX), expected, "{threads} threads");
    }
}

#[test]
fn more_inputs_than_may_be_ahead_are_read_by_one_thread() {
    assert_eq!(sources(1, &[1; 3 * AHEAD], usize::MAX).len(), 6 * AHEAD);
}

#[test]
fn reading_ends_where_nobody_wants_more() {
    assert_eq!(sources(2, &[10 * WAITING, 10 * WAITING], 5).len(), 5);
}

#[test]
fn a_document_on_which_the_reader_fails_is_an_error_and_the_rest_is_read() {
    let queue = Queue::default();
    let mut inputs = Some(Input { name: "0".to_owned(), place: input::Place::Missing(String::new()) });
    assert!(matches!(queue.take(|| inputs.take()), Some(Work::Acquire(0, _))));
    for source in ["bad", "good"] {
        queue.put(0, document(source.to_owned()), &Silent);
    }
    queue.finish(0);
    while let Some(Work::Read(place, document)) = queue.take(|| None) {
        queue.done(place, read(*document, &Silent));
    }
    assert!(matches!(queue.next(), Some(Read::Failed(message)) if message.contains("bad could not be read")));
    assert!(matches!(queue.next(), Some(Read::Document(document, _)) if document.source == "good"));
    assert!(queue.next().is_none());
}
