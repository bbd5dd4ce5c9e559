//! Which format are these bytes, and which reader reads it?

mod html;
mod text;

use crate::{Error, ErrorKind, Limits, Origin};
use model::Document;
use std::io::Read;

/// A format that is read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// Its registered media type.
    pub media_type: &'static str,
    /// Endings of file names, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether the first bytes of a document are this format's.
    pub looks_like: fn(&[u8]) -> bool,
}
