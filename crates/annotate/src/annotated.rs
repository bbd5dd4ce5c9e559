//! What the annotation layer knows of a document: one owner, everything else by index or byte span.

use model::{Document, PartialDate, Party, Span};
use std::ops::Range;

/// A document with its words, syntax, names and dates.
#[derive(Debug, Clone)]
pub struct Annotated<'d> {
    /// What was annotated.
    pub document: &'d Document,
    /// Sentences in the order of the text, none overlapping.
    pub sentences: Vec<Sentence>,
    /// Words of all sentences, in order.
    pub tokens: Vec<Token>,
    /// Names, dates and quantities, in order of their spans; of two that overlap the longer is kept.
    pub mentions: Vec<Mention>,
    /// Which mentions stand for the same thing.
    pub entities: Vec<Entity>,
}

/// A sentence, a heading, a list item or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The block that holds it, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its words, as indices into [`Annotated::tokens`].
    pub tokens: Range<usize>,
}

/// A word, or a protected span that stands as one word in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form, lower case except for names.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features as `Key=Value|Key=Value`, `_` where there are none.
    pub feats: Box<str>,
    /// The word it depends on, as an index into [`Annotated::tokens`]; its own index for a root.
    pub head: usize,
    /// Universal dependency relation, without subtype except `nsubj:pass`, `obl:agent`, `aux:pass`,
    /// `nmod:poss`, `acl:relcl`, `compound:prt`.
    pub deprel: Deprel,
    /// The mention it is part of, as an index into [`Annotated::mentions`].
    pub mention: Option<usize>,
}
