#![allow(clippy::unwrap_used)]

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read_all(bytes: &[u8]) -> (Vec<u8>, Vec<io::Error>) {
    let mut members = Members::new(bytes, 200);
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let mut buffer = [0; 997];
    loop {
        match members.read(&mut buffer) {
            Ok(0) => return (out, errors),
            Ok(n) => out.extend_from_slice(&buffer[..n]),
            Err(error) => errors.push(error),
        }
    }
}

#[test]
fn members_follow_one_another() {
    let all = [gzip(b"one "), gzip(b""), gzip(b"two")].concat();
    let (out, errors) = read_all(&all);
    assert_eq!((out.as_slice(), errors.len()), (&b"one two"[..], 0));
}

#[test]
fn a_broken_member_is_said_and_the_next_is_read() {
    let mut broken = gzip(&b"abcdefgh".repeat(1000));
    let middle = broken.len() / 2;
    for byte in &mut broken[middle..middle + 4] {
        *byte ^= 0x5A;
    }
    let (out, errors) = read_all(&[gzip(b"first "), broken, gzip(b"last")].concat());
    let out = String::from_utf8_lossy(&out);
    assert!(out.starts_with("first ") && out.ends_with("last"), "{out}");
    assert_eq!(errors.len(), 1);
}

#[test]
fn what_is_cut_short_is_said() {
    let whole = gzip(b"some text that is long enough to be cut");
    let (_, errors) = read_all(&whole[..whole.len() - 12]);
    assert_eq!(errors[0].kind(), io::ErrorKind::UnexpectedEof);
}

#[test]
fn a_member_that_expands_too_far_is_left_and_the_next_is_read() {
    let (out, errors) = read_all(&[gzip(&vec![0; 50 << 20]), gzip(b"after")].concat());
    assert!(errors[0].get_ref().is_some_and(|inner| inner.is::<Bomb>()));
    assert!(out.len() < 4 << 20 && out.ends_with(b"after"), "{}", out.len());
}

#[test]
fn the_magic_is_found_across_the_ends_of_buffers() {
    struct Single<'a>(&'a [u8]);
    impl Read for Single<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1);
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }
    let bytes = [&b"\x1F\x1F\x8B\x1Fgarbage\x1F"[..], &gzip(b"text"), b"\0\0\x1F\x8B"].concat();
    let mut out = Vec::new();
    Members::new(Single(&bytes), 200).read_to_end(&mut out).unwrap();
    assert_eq!(out, b"text");
}
