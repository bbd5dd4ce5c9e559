//! **Who does what to whom in this text, and when?** The words, syntax, names and dates of a document.
//!
//! In → Out: [`model::Document`] → [`Annotated`].
//!
//! Never: decides what a sentence claims; reads a file; guesses a date that the text does not fix.
//!
//! Source: Universal Dependencies for words and syntax, EDTF (ISO 8601-2) for dates.

mod annotated;
mod annotator;
mod coref;
mod date;
mod gazetteer;
mod mention;
mod naming;
mod number;
mod office;
mod person;
mod phrase;
mod protect;
mod quantity;
mod scene;
pub mod syntax;
mod words;

pub use annotated::{
    Annotated, Connective, DateMention, Deprel, Entity, EntityKind, Form, Mention, MentionKind, Office, Quantity, Sentence, Token, Upos,
};
pub use annotator::{Annotator, Names};
pub use naming::Parties;
