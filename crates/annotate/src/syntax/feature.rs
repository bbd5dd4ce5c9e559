//! **What does the form of a word say, before any context?**
//!
//! In → Out: a word form → hashes of the form, its beginnings and endings and its shape.
//!
//! Never: allocates once its buffers have grown; tells two digits apart, or straight quotes from curly ones.

use super::Class;

/// Buffers for the features of one word after another.
#[derive(Debug, Default)]
pub(super) struct Features {
    exact: String,
    lower: String,
    ends: Vec<usize>,
    /// The hashes of the word last asked for.
    pub(super) hashes: Vec<u32>,
}

/// Longest part of a word that is looked at, in characters; what follows changes nothing.
const LONGEST: usize = 48;

const EXACT: u8 = 0;
const LOWER: u8 = 1;
const SHAPE: u8 = 2;
const SUFFIX: u8 = 10;
const PREFIX: u8 = 20;
const CLASS: u8 = 30;

impl Features {
    /// Fills `hashes` with what `form` shows.
    pub(super) fn read(&mut self, form: &str) {
        self.hashes.clear();
        self.exact.clear();
        self.lower.clear();
        self.ends.clear();
        for c in form.chars().filter(|&c| c != '\u{ad}').take(LONGEST) {
            let c = plain(c);
            self.exact.push(c);
            self.lower.extend(c.to_lowercase());
        }
        self.ends.extend(self.lower.char_indices().map(|(i, _)| i));
        self.hashes.push(hash(LOWER, &self.lower));
        if self.exact != self.lower {
            self.hashes.push(hash(EXACT, &self.exact));
        }
        let n = self.ends.len();
        for k in 1..=4 {
            let suffix = &self.lower[if n > k { self.ends[n - k] } else { 0 }..];
            self.hashes.push(hash(SUFFIX + k as u8, suffix));
        }
        for k in 1..=4 {
            let prefix = &self.lower[..if n > k { self.ends[k] } else { self.lower.len() }];
            self.hashes.push(hash(PREFIX + k as u8, prefix));
        }
        self.hashes.push(shape(&self.exact));
    }

    /// How many of the hashes name the whole word; they stand first.
    #[cfg(feature = "train")]
    pub(super) fn whole(&self) -> usize {
        1 + usize::from(self.exact != self.lower)
    }

    /// Fills `hashes` with what a protected span of a class shows.
    pub(super) fn read_class(&mut self, class: Class) {
        self.hashes.clear();
        self.hashes.push(hash(CLASS, class.as_str()));
    }
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '«' | '»' | '„' => '"',
        '–' | '‑' => '-',
        c if c.is_numeric() => '0',
        c => c,
    }
}

/// The key under which pretrained vectors know a word.
pub(super) fn vector_key(form: &str, key: &mut String) {
    key.clear();
    for c in form.chars().take(LONGEST) {
        let c = if c.is_numeric() { c } else { plain(c) };
        key.extend(c.to_lowercase());
    }
}

/// `X` for capitals, `x` for small letters, `0` for digits, marks as they are; runs count up to two.
fn shape(exact: &str) -> u32 {
    let mut h = SEED ^ u64::from(SHAPE);
    let (mut last, mut run, mut kept) = (' ', 0, 0);
    for c in exact.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 && kept < 8 {
            h = step(h, class as u32 as u8);
            kept += 1;
        }
    }
    finish(h)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(h: u64, byte: u8) -> u64 {
    (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
}

fn finish(h: u64) -> u32 {
    let h = (h ^ (h >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (h >> 32) as u32
}

/// FNV-1a with a final mix; the kind keeps a prefix from meeting the same letters as a suffix.
pub(super) fn hash(kind: u8, text: &str) -> u32 {
    finish(text.bytes().fold(step(SEED, kind), step))
}
