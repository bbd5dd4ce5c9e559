//! **Who does what to whom in a clause?** Verbs with their arguments, as runs of words.
//!
//! In → Out: [`Words`] → [`Frame`]s, one a verb, in the order of the text.
//!
//! A frame is built from the dependency tree. Arguments are runs of words, so that a rule may quote them as they stand.
//!
//! Never: decides who is meant, nor what a frame claims.

mod arguments;
mod groups;

pub(crate) use groups::Form;

use crate::tree::Tree;
use crate::words::Words;
use std::ops::Range;

/// How sure or how far what the verb says is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Modality {
    /// It is so, or was.
    Held,
    /// It is to be: `will`, `is to`, `plans to`.
    Planned,
    /// `would`, `could`, `may`
    Possible,
    /// `must`, `should`
    Required,
    /// After `if`, `unless`.
    Conditional,
}

/// How a clause hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// `said that …`, `said …`
    That,
    /// `agreed to …`
    Infinitive,
    /// `which …`, or a participle after its noun
    Relative,
    /// `after …`
    Adverbial,
    /// `and …`
    Conjunct,
}

/// A verb with what belongs to it; every range counts words of the document.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) sentence: usize,
    /// Auxiliaries and verb.
    pub(crate) group: Range<usize>,
    pub(crate) head: usize,
    pub(crate) lemma: Box<str>,
    pub(crate) form: Form,
    pub(crate) passive: bool,
    pub(crate) negated: bool,
    pub(crate) modality: Modality,
    /// Whether the verb stands in the past or the perfect.
    pub(crate) past: bool,
    /// Who acts: the subject, or what follows `by`.
    pub(crate) agent: Option<Range<usize>>,
    /// Whom or what it is done to: the bare object, or the subject of a passive.
    pub(crate) object: Option<Range<usize>>,
    /// All that follows the verb in its clause.
    pub(crate) right: Range<usize>,
    /// Prepositional phrases in `right`: the preposition and what it governs, up to the next one.
    pub(crate) preps: Vec<(usize, Range<usize>)>,
    /// The frame of the infinitive it governs.
    pub(crate) infinitive: Option<usize>,
    /// The clause it governs.
    pub(crate) that: Option<Range<usize>>,
    /// The frame it hangs on, and how.
    pub(crate) parent: Option<(usize, Link)>,
    /// The frame of the clause that says who says so: `…, he said`.
    pub(crate) tail: Option<usize>,
    /// From the first word of its subject to its last.
    pub(crate) clause: Range<usize>,
    /// Its first word, with what stands before the subject.
    pub(crate) opens: usize,
}

/// All frames of a document.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    pub(crate) all: Vec<Frame>,
    /// The frames of each sentence.
    pub(crate) of_sentence: Vec<Range<usize>>,
}

/// Longer sentences are read so far and no farther.
pub(crate) const SENTENCE_WORDS: usize = 400;

impl Frames {
    pub(crate) fn build(words: &Words<'_>) -> Frames {
        let mut out = Frames::default();
        for (number, sentence) in words.ann.sentences.iter().enumerate() {
            let first = out.all.len();
            let range = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + SENTENCE_WORDS);
            let groups = groups::groups(words, &range);
            if !groups.is_empty() {
                arguments::frames(&Tree::new(words, range), number, &groups, &mut out.all);
            }
            out.of_sentence.push(first..out.all.len());
        }
        out
    }

    /// The frame whose verb is the word.
    pub(crate) fn at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.of_sentence.get(sentence)?.clone().find(|f| self.all[*f].head == head)
    }

    /// The frames that govern one, the nearest first.
    pub(crate) fn above(&self, frame: usize) -> impl Iterator<Item = (usize, Link)> + '_ {
        let mut at = frame;
        let mut steps = 0;
        std::iter::from_fn(move || {
            steps += 1;
            let (parent, link) = self.all[at].parent.filter(|_| steps < 12)?;
            at = parent;
            Some((parent, link))
        })
    }
}

impl Frame {
    /// What follows the first of the prepositions that the frame has.
    pub(crate) fn prep(&self, words: &Words<'_>, wanted: &[&str]) -> Option<Range<usize>> {
        self.preps.iter().find(|(p, _)| wanted.contains(&words.low(*p))).map(|(_, r)| r.clone())
    }
}
