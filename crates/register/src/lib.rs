//! **What is known, and how is it known?** Claims and decisions in one register.
//!
//! In → Out: documents with their claims, and decisions → a [`Snapshot`] of documents, claims and entities.
//!
//! Never: changes or forgets what was recorded; asks the clock; reads a text; picks one of two contradicting claims.
//!
//! Source: the register's model. The log is the register; everything else is folded from it and can be made again.
//!
//! ```
//! use register::{Mode, Timestamp};
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("example.register");
//! # let read: Vec<(model::Document, Vec<model::Claim>)> = Vec::new();
//! let mut register = register::open(&path, Mode::Create)?;
//! let now: Timestamp = "2026-10-07T09:30:00Z".parse().unwrap();
//! let outcomes = register.ingest(&read, "chancery 0.1.0", now)?;
//! assert_eq!(outcomes.len(), read.len());
//! assert!(register.snapshot()?.entities.is_empty());
//! assert!(register.verify()?.is_sound());
//! # Ok::<(), register::Error>(())
//! ```
//!
//! The parts, in the order in which an entry passes them: [`log`] chains it, a store keeps it, the fold brings the
//! tables up to date with it, the resolvers tell which claims speak of one thing, and [`Snapshot`] and
//! [`search`] answer.

pub mod log;

mod ahead;
mod calibration;
mod decision;
mod duplicate;
pub mod entity;
mod error;
mod explain;
#[cfg(test)]
mod fixture;
mod fold;
mod part;
mod past;
mod record;
mod register;
mod resolve;
pub mod search;
mod snapshot;
mod store;
mod timestamp;
mod verify;

pub use crate::register::{Mode, Outcome, Register, in_memory, open, shown};
pub use calibration::Reviewed;
pub use decision::{Decision, Progress, Ruling, Standing, Verdict};
pub use entity::{Entity, EntityId, EntityKind, initials};
pub use error::Error;
pub use explain::{Apart, Explained};
pub use part::Wanted;
pub use past::Known;
pub use record::record;
pub use resolve::spoken_of;
pub use snapshot::{Attached, ClaimFilter, Clash, Conflict, EntityFilter, KeptClaim, KeptDocument, Snapshot};
pub use timestamp::{Timestamp, TimestampError};
pub use verify::{Difference, Verified};
