//! Claims that are more than memory should hold, handed back in the order of a key: sorted runs wait in files that nobody else
//! sees, and are merged.

use crate::Error;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

/// Something that can wait in a file.
pub(crate) trait Kept: Sized {
    fn write(&self) -> String;
    fn read(row: &str) -> Result<Self, serde_json::Error>;
}

/// Items with keys, as many as there may be.
#[derive(Debug)]
pub(crate) struct Sorted<T> {
    items: Vec<(String, T)>,
    runs: Vec<File>,
    /// How many items memory holds.
    most: usize,
}

impl<T: Kept> Sorted<T> {
    pub(crate) fn new(most: usize) -> Sorted<T> {
        Sorted { items: Vec::new(), runs: Vec::new(), most }
    }

    pub(crate) fn add(&mut self, key: String, item: T) -> Result<(), Error> {
        self.items.push((key, item));
        if self.items.len() < self.most { Ok(()) } else { self.spill().map_err(lost) }
    }

    fn spill(&mut self) -> std::io::Result<()> {
        self.items.sort_by(|a, b| a.0.cmp(&b.0));
        let mut run = BufWriter::new(tempfile::tempfile()?);
        for (key, item) in self.items.drain(..) {
            for field in [key.as_str(), &item.write()] {
                run.write_all(&(field.len() as u64).to_le_bytes())?;
                run.write_all(field.as_bytes())?;
            }
        }
        let mut run = run.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        run.rewind()?;
        self.runs.push(run);
        Ok(())
    }

    /// Hands on the items of each key together, the keys in order; those of one key as they were added.
    pub(crate) fn each(mut self, mut visit: impl FnMut(String, Vec<T>) -> Result<(), Error>) -> Result<(), Error> {
        let mut group: Option<(String, Vec<T>)> = None;
        let mut next = |key: String, item: T| match &mut group {
            Some((last, items)) if *last == key => {
                items.push(item);
                Ok(())
            }
            _ => match group.replace((key, vec![item])) {
                Some((key, items)) => visit(key, items),
                None => Ok(()),
            },
        };
        if self.runs.is_empty() {
            self.items.sort_by(|a, b| a.0.cmp(&b.0));
            self.items.into_iter().try_for_each(|(key, item)| next(key, item))?;
        } else {
            self.spill().map_err(lost)?;
            merge(self.runs, &mut next)?;
        }
        match group {
            Some((key, items)) => visit(key, items),
            None => Ok(()),
        }
    }
}

fn lost(source: std::io::Error) -> Error {
    Error::Temporary { source }
}

/// Hands on the items of all runs in the order of keys; the earlier of two runs comes first where both have a key.
fn merge<T: Kept>(runs: Vec<File>, next: &mut impl FnMut(String, T) -> Result<(), Error>) -> Result<(), Error> {
    let mut runs: Vec<BufReader<File>> = runs.into_iter().map(|run| BufReader::with_capacity(1 << 17, run)).collect();
    let mut heads: BinaryHeap<Reverse<(String, usize, String)>> = BinaryHeap::new();
    for (at, run) in runs.iter_mut().enumerate() {
        heads.extend(row(run).map_err(lost)?.map(|(key, item)| Reverse((key, at, item))));
    }
    while let Some(mut head) = heads.peek_mut() {
        let at = head.0.1;
        let Reverse((key, _, item)) = match row(&mut runs[at]).map_err(lost)? {
            Some((key, item)) => std::mem::replace(&mut *head, Reverse((key, at, item))),
            None => PeekMut::pop(head),
        };
        let item = T::read(&item).map_err(|source| Error::Row { table: "temporary", key: key.clone(), source })?;
        next(key, item)?;
    }
    Ok(())
}

/// The next row of a run.
fn row(run: &mut impl Read) -> std::io::Result<Option<(String, String)>> {
    let Some(key) = field(run)? else { return Ok(None) };
    let item = field(run)?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    Ok(Some((key, item)))
}

fn field(run: &mut impl Read) -> std::io::Result<Option<String>> {
    let mut length = [0; 8];
    match run.read_exact(&mut length) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let mut text = String::new();
    run.take(u64::from_le_bytes(length)).read_to_string(&mut text)?;
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::{Kept, Sorted};

    impl Kept for u64 {
        fn write(&self) -> String {
            self.to_string()
        }

        fn read(row: &str) -> Result<u64, serde_json::Error> {
            serde_json::from_str(row)
        }
    }

    #[test]
    fn memory_makes_no_difference_to_the_order() {
        let keys = ["b", "a\tx", "a", "", "日", "é", "ab", "c"];
        let groups = |most: usize| {
            let mut sorted = Sorted::new(most);
            for n in 0..1000u64 {
                sorted.add(keys[(n * n % 31) as usize % keys.len()].to_owned(), n).unwrap();
            }
            let mut groups = Vec::new();
            let each = sorted.each(|key, items| {
                groups.push((key, items));
                Ok(())
            });
            each.unwrap();
            groups
        };
        let whole = groups(usize::MAX);
        assert!(whole.windows(2).all(|pair| pair[0].0 < pair[1].0), "each key once, in order");
        assert!(whole.iter().all(|(_, items)| items.is_sorted()), "items as they were added");
        for most in [1, 2, 7, 100, 999, 1000, 1001] {
            assert_eq!(groups(most), whole, "{most}");
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        Sorted::<u64>::new(1).each(|key, _| panic!("{key}")).unwrap();
    }
}
