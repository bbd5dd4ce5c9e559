//! gzip: members one after the other, each within the limit of expansion.
//!
//! In → Out: compressed bytes → the members' contents as one stream.
//!
//! Never: ends at a broken member. It says so once, as an error of `read`, and goes on with the next member
//! that the bytes show, so that one bad record does not cost an archive.
//!
//! Source: RFC 1952; the practice of one member per WARC record.

use flate2::bufread::GzDecoder;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

/// Below this a member may expand as it likes.
const FREE: u64 = 1 << 20;
const MAGIC: [u8; 3] = [0x1F, 0x8B, 0x08];

/// A member expanded further than is allowed.
#[derive(Debug)]
pub(crate) struct Bomb {
    pub(crate) times: u64,
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unpacks to more than {} times its size", self.times)
    }
}

impl std::error::Error for Bomb {}

/// The contents of the members, one after the other.
pub(crate) struct Members<R: Read> {
    state: State<R>,
    expansion: u64,
}

enum State<R: Read> {
    /// Between members.
    Between(Counted<R>),
    /// Inside one that began at `start` and has given `out` bytes.
    Inside { decoder: GzDecoder<Counted<R>>, start: u64, out: u64 },
    /// Only while a state is being changed.
    Moving,
}

impl<R: Read> Members<R> {
    pub(crate) fn new(input: R, expansion: u64) -> Members<R> {
        Members { state: State::Between(Counted { inner: BufReader::with_capacity(64 << 10, input), consumed: 0, ahead: 0 }), expansion }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, out_to: &mut [u8]) -> io::Result<usize> {
        if out_to.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Moving) {
                State::Moving => return Ok(0),
                State::Between(mut input) => {
                    let found = seek_magic(&mut input);
                    if !matches!(found, Ok(true)) {
                        self.state = State::Between(input);
                        return found.map(|_| 0);
                    }
                    let start = input.consumed;
                    self.state = State::Inside { decoder: GzDecoder::new(input), start, out: 0 };
                }
                State::Inside { mut decoder, start, out } => match decoder.read(out_to) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(n) => {
                        let out = out + n as u64;
                        let took = decoder.get_ref().consumed - start;
                        if out > FREE && out > took.saturating_mul(self.expansion) {
                            self.state = State::Between(decoder.into_inner());
                            return Err(io::Error::other(Bomb { times: self.expansion }));
                        }
                        self.state = State::Inside { decoder, start, out };
                        return Ok(n);
                    }
                    Err(error) => {
                        self.state = State::Between(decoder.into_inner());
                        return Err(error);
                    }
                },
            }
        }
    }
}

/// Goes to the next member; `false` at the end of the input.
fn seek_magic<R: Read>(input: &mut Counted<R>) -> io::Result<bool> {
    let mut matched = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let mut used = 0;
        for &byte in buffer {
            used += 1;
            matched = match byte {
                b if b == MAGIC[matched] => matched + 1,
                b if b == MAGIC[0] => 1,
                _ => 0,
            };
            if matched == MAGIC.len() {
                break;
            }
        }
        input.consume(used);
        if matched == MAGIC.len() {
            input.put_magic_back();
            return Ok(true);
        }
    }
}

/// A buffered reader that counts what was taken from it.
struct Counted<R: Read> {
    inner: BufReader<R>,
    consumed: u64,
    /// How many last bytes of [`MAGIC`] come before what `inner` gives next.
    ahead: usize,
}

impl<R: Read> Counted<R> {
    fn put_magic_back(&mut self) {
        self.ahead = MAGIC.len();
        self.consumed = self.consumed.saturating_sub(MAGIC.len() as u64);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead > 0 { Ok(&MAGIC[MAGIC.len() - self.ahead..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, n: usize) {
        self.consumed += n as u64;
        let of_magic = n.min(self.ahead);
        self.ahead -= of_magic;
        self.inner.consume(n - of_magic);
    }
}

#[cfg(test)]
pub(crate) mod tests;
