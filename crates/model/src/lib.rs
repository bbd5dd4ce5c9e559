//! **Which nouns do reading and keeping share?**
//!
//! In → Out: nothing; these are values. The reader (`acquire`, `annotate`, `claims`) makes them, the
//! keeper (`register`, `reports`, `share`) uses them, and they meet nowhere else.
//!
//! Never: reads a file, asks the clock, decides what a text means.
//!
//! Source: the claims contract for what leaves the program; EDTF level 0 and 1 (ISO 8601-2) for dates;
//! PLOVER for political events; Popolo for persons and posts.

pub mod claim;
mod date;
mod document;
mod id;
mod notice;
mod party;
mod span;
mod text;
mod validators;
mod vocabulary;

pub use claim::{Claim, ClaimKind};
pub use date::{DateError, Moment, Part, PartialDate, Point, Qualifier};
pub use document::{Block, Comment, Document, Role};
pub use id::{ClaimId, DocumentId, TextId};
pub use notice::Notice;
pub use party::{Party, Who};
pub use span::Span;
pub use validators::Validators;
pub use vocabulary::UnknownWord;
