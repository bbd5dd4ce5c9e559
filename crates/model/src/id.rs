//! Names that follow from content alone, so that the same bytes have the same name on every machine.

use crate::text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Takes an id that was printed earlier; it is not checked.
            #[must_use]
            pub fn from_printed(id: impl Into<String>) -> Self {
                Self(id.into().into())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                text::read(d, |id| Ok::<_, std::convert::Infallible>(Self(id.into())))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id! {
    /// `sha256:` and the hex digest of the bytes a document was read from.
    ///
    /// An entry of a feed or a record of an archive is a document of its own: its bytes are the entry's.
    DocumentId
}
id! {
    /// `text:` and the hex digest of a document's article text; equal for the same article on two sites.
    TextId
}
id! {
    /// `claim:` and the first 32 hex digits of the digest of text, evidence, kind and slots.
    ClaimId
}

/// A prefix, and bytes in hex.
fn printed(prefix: &str, bytes: &[u8]) -> Arc<str> {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    let mut out = String::with_capacity(prefix.len() + bytes.len() * 2);
    out.push_str(prefix);
    out.extend(bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]));
    out.into()
}

impl DocumentId {
    /// The id of a document with these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> DocumentId {
        DocumentId(printed("sha256:", &Sha256::digest(bytes)))
    }
}

impl TextId {
    /// The id of an article with this text; runs of white space count as one space.
    #[must_use]
    pub fn of(text: &str) -> TextId {
        let mut words = String::with_capacity(text.len() + 1);
        for word in text.split_whitespace() {
            words.push_str(word);
            words.push(' ');
        }
        TextId(printed("text:", &Sha256::digest(words)))
    }
}

impl ClaimId {
    /// The id of a claim: it depends on the text, the evidence, the kind and the slots, and on neither the
    /// reader's version nor the time of fetching, so that decisions about a claim survive both.
    pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> ClaimId {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        ClaimId(printed("claim:", &digest.finalize()[..16]))
    }
}
