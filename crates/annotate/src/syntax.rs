//! **Where do sentences and words begin and end, and which word depends on which?**
//!
//! In → Out: a text, its blocks and the spans that stand as one word → sentences, tokens, candidate names.
//!
//! Never: looks outside the text; lets a sentence cross a block; cuts a protected span.
//!
//! Source: Universal Dependencies 2 as English EWT and GUM apply it.

mod analyse;
mod atom;
mod feature;
mod kernel;
mod lemma;
mod lists;
mod model;
mod numeric;
mod segment;
mod shape;
#[cfg(feature = "train")]
pub mod train;
mod tree;
mod weights;

pub use analyse::{Analysis, analyse};

use ::model::{Document, Span};

/// A sentence before its words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// The block that holds it, as an index into the blocks it was cut from.
    pub block: usize,
}

/// A span that stands as one word in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protected {
    /// Where it stands, without articles, honorifics and possessive endings.
    pub span: Span,
    /// What it behaves like.
    pub class: Class,
}

/// What a protected span behaves like in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A day, month, year or other time: a noun that often stands adverbially.
    Date,
    /// A number with its unit: a noun.
    Quantity,
    /// A number alone: a numeral.
    Number,
    /// A state, body, organisation or company: a proper noun.
    Party,
    /// A person's name: a proper noun.
    Person,
    /// A place: a proper noun.
    Place,
    /// An office: a noun that often stands before a name.
    Post,
    /// A named text, series or work: a proper noun.
    Title,
}

impl Class {
    /// Every class; its place here is its number.
    pub(crate) const ALL: &'static [Class] =
        &[Class::Date, Class::Quantity, Class::Number, Class::Party, Class::Person, Class::Place, Class::Post, Class::Title];

    /// The name under which the class was learnt.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Class::Date => "date",
            Class::Quantity => "quantity",
            Class::Number => "number",
            Class::Party => "party",
            Class::Person => "person",
            Class::Place => "place",
            Class::Post => "post",
            Class::Title => "title",
        }
    }

    /// The part of speech of a span of this class.
    pub(crate) fn upos(self) -> crate::Upos {
        match self {
            Class::Number => crate::Upos::Num,
            Class::Date | Class::Quantity | Class::Post => crate::Upos::Noun,
            Class::Party | Class::Person | Class::Place | Class::Title => crate::Upos::Propn,
        }
    }
}

/// What a name that the syntax layer suggests may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

/// Cuts a document into sentences: in order, none overlapping, none across a block.
///
/// Cheap (the syntax layer's words and trees are not needed), so callers may ask before names and dates are found.
#[must_use]
pub fn sentences(document: &Document) -> Vec<Stretch> {
    let blocks: Vec<Span> = document.blocks.iter().map(|b| b.span).collect();
    segment::cut(&document.text, &blocks, &[]).stretches().collect()
}

/// Cuts a stretch of text into words; contractions are two (`do`, `n't`), white space belongs to none.
#[must_use]
pub fn words(text: &str, span: Span) -> Vec<Span> {
    segment::cut(text, &[span], &[]).words
}
