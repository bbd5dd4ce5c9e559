//! **In which bytes do answers leave the program?** One file per format.
//!
//! In → Out: documents and claims → JSON Lines, JSON, PLOVER records, text, Markdown, HTML.
//!
//! Never: decides what is said or true; drops anything without saying so.
//!
//! Source: the claims contract, which fixes field names and vocabularies.

pub mod contract;
pub mod csv;
pub mod feed;
#[cfg(test)]
mod fixture;
pub mod html;
pub mod ical;
pub mod markdown;
pub mod plain;
pub mod plover;
pub mod svg;
