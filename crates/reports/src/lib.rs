//! **What is asked of the register?** One file per question.
//!
//! In → Out: a folded register and a question's parameters → an [`Answer`], with the words that say each item.
//!
//! Never: reads a document or a store; picks one of two contradicting values without showing the other; formats.
//!
//! Source: the questions of desk officers, secretariats, political scientists and journalists that the register
//! is kept for.

mod answer;
mod book;
mod brief;
mod checks;
mod compare;
mod derive;
mod diff;
mod document;
mod dyad;
mod find;
mod health;
mod irritants;
mod ledger;
mod line;
mod list;
mod matrix;
mod mechanism;
mod meeting;
mod party;
mod person;
mod proposals;
mod scope;
mod search;
mod summary;
mod thing;
mod timeline;

pub use answer::{Answer, Detail, Evidence, Item, Section};
pub use book::Book;
pub use brief::brief;
pub use checks::checks;
pub use compare::compare;
pub use diff::diff;
pub use document::document;
pub use dyad::dyad;
pub use find::{Asked, find};
pub use health::health;
pub use irritants::irritants;
pub use ledger::ledger;
pub use line::{count, line, ordinal, status, when};
pub use list::{Filter, KINDS, kind_of, list};
pub use matrix::{Matrix, Pair, matrix};
pub use mechanism::mechanism;
pub use meeting::meeting;
pub use party::party;
pub use person::person;
pub use proposals::proposals;
pub use scope::Scope;
pub use search::search;
pub use summary::Summary;
pub use thing::thing;
pub use timeline::timeline;
