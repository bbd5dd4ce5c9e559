//! **Who does what to whom in this text, and when?** The words, syntax, names and dates of a document.
//!
//! In → Out: [`model::Document`] → [`Annotated`].
//!
//! Never: decides what a sentence claims; reads a file; guesses a date that the text does not fix.
//!
//! Source: Universal Dependencies for words and syntax, EDTF (ISO 8601-2) for dates.

mod annotated;
mod gazetteer;
mod number;
mod quantity;
pub mod syntax;
mod words;

pub use annotated::{
    Annotated, Connective, DateMention, Deprel, Entity, EntityKind, Form, Mention, MentionKind, Office, Quantity, Sentence, Token, Upos,
};
