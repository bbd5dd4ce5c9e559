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
mod calendar;
mod checks;
mod compare;
mod coverage;
mod derive;
mod diff;
mod document;
mod dyad;
mod explain;
mod find;
mod health;
mod index;
mod irritants;
mod judgement;
mod lanes;
mod ledger;
mod line;
mod list;
mod matrix;
mod mechanism;
mod meeting;
mod network;
mod outcomes;
mod party;
mod person;
mod places;
mod programmes;
mod proposals;
mod saying;
mod scope;
mod search;
mod sessions;
mod sides;
mod standing;
mod stands;
mod strips;
mod summary;
mod thing;
mod timeline;
mod versions;

pub use answer::{Answer, Detail, Evidence, Item, Section};
pub use book::{Book, Known, Source};
pub use brief::brief;
pub use calendar::{Occasion, calendar};
pub use checks::checks;
pub use compare::compare;
pub use coverage::{Coverage, Month, Publisher, coverage, pulse};
pub use derive::checks::KINDS_OF_CHECKS;
pub use derive::{is_to_come, lasting};
pub use diff::diff;
pub use document::document;
pub use dyad::dyad;
pub use explain::explain;
pub use find::{Asked, find, pair};
pub use health::{HEALTH_OF, health};
pub use irritants::irritants;
pub use judgement::judgement;
pub use lanes::{Lane, Lanes, Mark, lanes};
pub use ledger::ledger;
pub use line::{count, line, ordinal, status, when};
pub use list::{Filter, KINDS, kind_of, list};
pub use matrix::{Matrix, Tie, matrix};
pub use mechanism::mechanism;
pub use meeting::meeting;
pub use network::{Knot, Network, network};
pub use outcomes::{Proposal, outcomes};
pub use party::party;
pub use person::person;
pub use places::{Located, Place, places};
pub use programmes::programmes;
pub(crate) use proposals::outcome_of;
pub use proposals::proposals;
pub use saying::{English, Joint, Saying, Tongue, english};
pub use scope::Scope;
pub use search::search;
pub use sessions::{Gap, Rung, Sessions, sessions};
pub use sides::{Attendee, Sitting, sides};
pub use standing::{Bar, Standings, standings};
pub use stands::{Stand, Stands, Topic, stands};
pub use strips::{Strip, Strips, strips};
pub use summary::Summary;
pub use thing::thing;
pub use timeline::timeline;
pub use versions::versions;
