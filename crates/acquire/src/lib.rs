//! **What does this page say, and who says it when?** Bytes of whatever format become documents.
//!
//! In → Out: bytes with their [`Origin`] → [`model::Document`]s, one by one: the article alone with its
//! blocks, what its page says of it, and the readers' comments apart.
//!
//! Never: decides what the text means; executes or renders what it reads; opens a file (the program does);
//! holds more of an archive than the record at hand.
//!
//! Source: the formats' standards, named in each file of `formats/`.

mod boilerplate;
mod charset;
mod comments;
mod draft;
mod error;
pub mod fetch;
mod formats;
mod language;
mod stamp;
mod visible;

pub use error::{Error, ErrorKind};
pub use formats::{FORMATS, Format};

use model::Document;
use std::io::Read;

/// Where bytes come from, and what was said of them on the way.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Path or address as given; it becomes the document's `source`.
    pub source: String,
    /// Media type as a server or an archive declared it, parameters included (`text/html; charset=gbk`).
    pub media_type: Option<String>,
    /// Address of the page, where it is known apart from `source`: it resolves nothing, it only names.
    pub address: Option<String>,
}

/// What is refused, so that no input takes the machine down.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Largest document that is read, in bytes, after decompression.
    pub document_bytes: u64,
    /// How many times larger than its compressed form a part may become.
    pub expansion: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document_bytes: 64 << 20, expansion: 200 }
    }
}

/// Reads every document in `input` and hands each on as soon as it is read.
///
/// A feed and an archive hold several; what cannot be read of them is handed on as an error and the rest goes
/// on. Memory stays bounded by [`Limits::document_bytes`], not by the length of an archive.
pub fn read(input: &mut dyn Read, origin: &Origin, limits: &Limits, each: &mut dyn FnMut(Result<Document, Error>)) {
    formats::read(input, origin, limits, each);
}
