//! **Is this the same article on another site?** Marks of a text by which near copies are found.
//!
//! In → Out: a text → its [`Marks`]; two marks → whether one text is a copy of the other.
//!
//! Never: reads a text to compare it. The simhashes of all texts lie in memory, and a text's is compared with one in 32 of them.
//!
//! Source: Charikar, Similarity Estimation Techniques from Rounding Algorithms (2002), for the simhash; Manku, Jain
//! and Das Sarma, Detecting Near-Duplicates for Web Crawling (2007), for telling copies by it. Their 3 bits are too few here:
//! articles of 300 to 420 words with a byline added differ in up to 7, with a paragraph left out in up to 11, other
//! articles in 26 and more (`docs/performance.md` has the table). What both papers lack is the guard: press releases on
//! two sessions of one series are nearly the same text, and it is the numbers in them that differ.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many bits of the simhash two copies may differ in.
const NEAR: u32 = 7;
/// Shorter texts say too little: only the same words make a copy of them.
const FEWEST_WORDS: usize = 40;

/// The marks of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Close for close texts; `None` for short ones.
    pub(crate) simhash: Option<u64>,
    /// The numbers in it, sorted, with repetitions.
    pub(crate) numbers: Vec<String>,
}

/// Takes the marks of a text. Each pair of words that follow each other votes for the bits of its hash.
pub(crate) fn mark(text: &str) -> Marks {
    let mut numbers: Vec<String> = Vec::new();
    let mut votes = Votes::default();
    let mut words = 0;
    let mut before: Option<u64> = None;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = lower(word);
        if word.contains(|c: char| c.is_ascii_digit()) {
            numbers.push(word.clone().into_owned());
        }
        let hash =
            |from: u64| word.bytes().chain([b' ']).fold(from, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        if let Some(pair) = before.map(hash).map(scatter) {
            votes.add(pair);
        }
        before = Some(hash(0xcbf2_9ce4_8422_2325));
        words += 1;
    }
    numbers.sort_unstable();
    let simhash = (words >= FEWEST_WORDS).then(|| votes.majority());
    Marks { simhash, numbers }
}

/// How often each bit was set in so many hashes.
#[derive(Default)]
struct Votes {
    hashes: u32,
    /// Eight counters of a byte each for every byte of a hash, which are told to the sums before one runs over.
    counters: [u64; 8],
    sums: [[u32; 8]; 8],
}

/// The bits of a byte, each in a byte of its own.
const SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut at = 0;
    while at < 256 * 8 {
        let (byte, bit) = (at / 8, at % 8);
        spread[byte] |= ((byte >> bit & 1) as u64) << (bit * 8);
        at += 1;
    }
    spread
};

impl Votes {
    fn add(&mut self, hash: u64) {
        for (counters, byte) in self.counters.iter_mut().zip(hash.to_le_bytes()) {
            *counters += SPREAD[usize::from(byte)];
        }
        self.hashes += 1;
        if self.hashes.is_multiple_of(255) {
            self.tell();
        }
    }

    fn tell(&mut self) {
        for (counters, sums) in self.counters.iter_mut().zip(&mut self.sums) {
            let counted = std::mem::take(counters).to_le_bytes();
            sums.iter_mut().zip(counted).for_each(|(sum, counted)| *sum += u32::from(counted));
        }
    }

    /// The bits that more than half of the hashes have.
    fn majority(mut self) -> u64 {
        self.tell();
        let bits = self.sums.as_flattened().iter().enumerate();
        bits.fold(0, |all, (bit, sum)| if sum * 2 > self.hashes { all | 1 << bit } else { all })
    }
}

/// A word in lower case.
fn lower(word: &str) -> Cow<'_, str> {
    let small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Spreads the last bytes of FNV-1a over all bits (the finish of MurmurHash3), since every bit votes alike.
fn scatter(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

/// Whether the words are nearly the same.
fn near(a: &Marks, b: &Marks) -> bool {
    matches!((a.simhash, b.simhash), (Some(a), Some(b)) if (a ^ b).count_ones() <= NEAR)
}

/// Whether one text is a copy of the other: nearly the same words, and no number exchanged for another. A copy may
/// leave a number out or add one, such as the time of posting.
pub(crate) fn copies(a: &Marks, b: &Marks) -> bool {
    near(a, b) && (lacking(&a.numbers, &b.numbers) == 0 || lacking(&b.numbers, &a.numbers) == 0)
}

/// Whether two states of one page are one article, corrected: nearly the same words, and few numbers exchanged. A
/// page that holds this month's release, and next month another in the same words, exchanges most of them.
pub(crate) fn corrects(a: &Marks, b: &Marks) -> bool {
    let exchanged = lacking(&a.numbers, &b.numbers).min(lacking(&b.numbers, &a.numbers));
    near(a, b) && (exchanged <= 1 || exchanged * 5 <= a.numbers.len().min(b.numbers.len()))
}

/// How many elements of sorted `some` sorted `all` lacks, repetitions counted.
fn lacking(all: &[String], some: &[String]) -> usize {
    let mut rest = all.iter().peekable();
    let mut lacking = 0;
    for wanted in some {
        while rest.next_if(|found| *found < wanted).is_some() {}
        if rest.next_if(|found| *found == wanted).is_none() {
            lacking += 1;
        }
    }
    lacking
}

/// The simhashes of all texts, under each of their eight bytes: of two that differ in fewer bits than they have bytes, one byte
/// is the same.
#[derive(Debug)]
pub(crate) struct Simhashes {
    by_byte: Vec<Vec<u64>>,
}

const _: () = assert!(NEAR < 8);

impl Default for Simhashes {
    fn default() -> Simhashes {
        Simhashes { by_byte: vec![Vec::new(); 8 * 256] }
    }
}

impl Simhashes {
    fn places(simhash: u64) -> impl Iterator<Item = usize> {
        simhash.to_le_bytes().into_iter().enumerate().map(|(at, byte)| at * 256 + usize::from(byte))
    }

    pub(crate) fn add(&mut self, simhash: u64) {
        Simhashes::places(simhash).for_each(|place| self.by_byte[place].push(simhash));
    }

    /// Those that are near to one.
    pub(crate) fn near(&self, simhash: u64) -> BTreeSet<u64> {
        let alike = Simhashes::places(simhash).flat_map(|place| &self.by_byte[place]);
        alike.copied().filter(|other| (simhash ^ other).count_ones() <= NEAR).collect()
    }
}

impl Marks {
    /// As stored: the simhash in hex, then the numbers.
    pub(crate) fn write(&self) -> String {
        let simhash = self.simhash.map_or_else(|| "-".to_owned(), |h| format!("{h:016x}"));
        format!("{simhash} {}", self.numbers.join(" "))
    }

    /// The reverse of [`Marks::write`]; what is no marks is near to nothing.
    pub(crate) fn read(stored: &str) -> Marks {
        let (simhash, numbers) = stored.split_once(' ').unwrap_or((stored, ""));
        Marks { simhash: u64::from_str_radix(simhash, 16).ok(), numbers: numbers.split_whitespace().map(str::to_owned).collect() }
    }
}

#[cfg(test)]
mod tests;
