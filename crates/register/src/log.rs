//! **What was recorded, in which order, and is it still what was recorded?** An append-only chain of entries.
//!
//! In → Out: payloads → [`Entry`]; rows of a store → [`Entry`], or the reason why a row is none.
//!
//! Never: forgets or changes an entry; reads the clock.
//!
//! # Encoding, version 1
//!
//! An entry's hash is the SHA-256 of these bytes, in this order:
//!
//! | bytes | what |
//! | --- | --- |
//! | 1 | version of the encoding, `01` |
//! | 8 | `seq`, unsigned, big-endian; the first entry is 1 and there are no holes |
//! | 8 + n | `recorded`: length, unsigned, big-endian; then RFC 3339 in UTC to the second, `2026-10-07T09:30:00Z` |
//! | 8 + n | `kind`: length; then `snapshot`, `reading` or `decision` |
//! | 8 + n | hash of the previous entry: length; then 32 bytes, all zero before the first |
//! | 8 + n | payload: length; then JSON in UTF-8, exactly as stored |
//!
//! Each field carries its length, so no two entries share an encoding. The payload is hashed as stored and never
//! written anew, so a program that writes JSON in another way still verifies an old register. Version 1 is read
//! for ever: `tests/frozen/` holds a register of it.

use crate::{Decision, Timestamp};
use model::{Claim, Document, DocumentId, TextId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The version of the encoding that new entries have.
pub const ENCODING: u8 = 1;

/// SHA-256 of an entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub const ZERO: Hash = Hash([0; 32]);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What an entry records.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// A document as it was read.
    Snapshot(Box<Snapped>),
    /// What a reader found in a document's text.
    Reading(Reading),
    /// What a person decided.
    Decision(Decision),
}

/// A document as it was read, whole, with the time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapped {
    /// When it was fetched or read.
    pub read: Timestamp,
    /// The document with its text.
    pub document: Document,
}

/// The claims that one reader found in one text. A later reading of the same document replaces it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Which document.
    pub document: DocumentId,
    /// Which text of it; the claims' spans are bytes of that text.
    pub text: TextId,
    /// Name and version of the reader.
    pub reader: String,
    /// What it found, in the order of first evidence.
    pub claims: Vec<Claim>,
}

impl Payload {
    /// The word in the entry's `kind`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Payload::Snapshot(_) => "snapshot",
            Payload::Reading(_) => "reading",
            Payload::Decision(_) => "decision",
        }
    }

    /// The payload as stored.
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Payload::Snapshot(p) => serde_json::to_string(p),
            Payload::Reading(p) => serde_json::to_string(p),
            Payload::Decision(p) => serde_json::to_string(p),
        }
        .expect("a payload is plain data with string keys")
    }

    /// The reverse of [`Payload::to_json`], for a payload of that kind.
    pub(crate) fn decode(kind: &str, json: &str) -> Result<Payload, Undecodable> {
        let wrong = |source| Undecodable::Payload { kind: kind.to_owned(), source };
        match kind {
            "snapshot" => serde_json::from_str(json).map(|p| Payload::Snapshot(Box::new(p))).map_err(wrong),
            "reading" => serde_json::from_str(json).map(Payload::Reading).map_err(wrong),
            "decision" => serde_json::from_str(json).map(Payload::Decision).map_err(wrong),
            _ => Err(Undecodable::Kind { kind: kind.to_owned() }),
        }
    }
}

/// One entry as a store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1, without holes.
    pub seq: u64,
    /// When it was recorded, as written.
    pub recorded: String,
    /// The word for what it records.
    pub kind: String,
    /// JSON in UTF-8.
    pub payload: String,
    /// Hash of the entry before it.
    pub previous: Hash,
    /// Its own hash.
    pub hash: Hash,
}

/// The last entry of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its `seq`; 0 where the log is empty.
    pub seq: u64,
    /// Its hash; zero where the log is empty.
    pub hash: Hash,
}

impl Head {
    /// The head of a log without entries.
    pub const EMPTY: Head = Head { seq: 0, hash: Hash::ZERO };

    /// The entry that records `payload` next.
    #[must_use]
    pub fn next(self, payload: &Payload, recorded: Timestamp) -> Entry {
        self.followed_by(payload.kind(), payload.to_json(), recorded)
    }

    /// The same of a payload given by its kind and as stored.
    pub(crate) fn followed_by(self, kind: &str, payload: String, recorded: Timestamp) -> Entry {
        let mut entry = Entry {
            seq: self.seq + 1,
            recorded: recorded.to_string(),
            kind: kind.to_owned(),
            payload,
            previous: self.hash,
            hash: Hash::ZERO,
        };
        entry.hash = entry.digest();
        entry
    }
}

impl Entry {
    /// The hash that its fields give, whatever `hash` says.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut digest = Sha256::new();
        digest.update([ENCODING]);
        digest.update(self.seq.to_be_bytes());
        for field in [self.recorded.as_bytes(), self.kind.as_bytes(), &self.previous.0, self.payload.as_bytes()] {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        Hash(digest.finalize().into())
    }

    /// As the head that a next entry follows.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }

    /// What it records.
    ///
    /// # Errors
    /// The payload is not what its kind says, or the kind is unknown: a newer program wrote it, or it was changed.
    pub fn decode(&self) -> Result<Payload, Undecodable> {
        Payload::decode(&self.kind, &self.payload)
    }
}

/// Why an entry's payload cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Undecodable {
    /// No such kind.
    #[error("kind {kind:?} is unknown to this version")]
    Kind {
        /// The word found.
        kind: String,
    },
    /// Not what the kind says.
    #[error("the payload is no {kind}")]
    Payload {
        /// The word found.
        kind: String,
        /// What the JSON lacks.
        source: serde_json::Error,
    },
}

#[cfg(test)]
mod tests;
