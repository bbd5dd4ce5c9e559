//! **What is the syntax of this text?**

use super::model::{Answer, Model, Scratch};
use super::segment;
use super::{Class, NameClass, Protected};
use crate::{Deprel, Sentence, Token};
use ::model::Span;
use std::cell::RefCell;
use std::ops::Range;

#[cfg(test)]
mod tests;

/// Sentences with their words and trees, and the spans that look like names.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// Sentences in the order of the text, none overlapping.
    pub sentences: Vec<Sentence>,
    /// Words of all sentences, in order; every sentence is a tree with one root.
    pub tokens: Vec<Token>,
    /// Candidate names outside protected spans, in order, none overlapping.
    pub names: Vec<(Span, NameClass)>,
}

/// Words that one pass of the net takes; a longer sentence is taken in parts, of which later ones hang on the first.
pub(super) const LONGEST: usize = 160;

/// Words of short sentences that run through the net together.
const BATCH: usize = 192;

thread_local! {
    static SCRATCH: RefCell<(Scratch, Answer)> = RefCell::default();
}

/// Finds sentences, words, trees and candidate names.
///
/// `blocks` are in order and do not overlap; a sentence stays inside its block. Each protected span becomes one token; those
/// that overlap an earlier one or cross a block are passed over. Time is linear in the length of the text.
#[must_use]
pub fn analyse(text: &str, blocks: &[Span], protected: &[Protected]) -> Analysis {
    let mut sorted: Vec<Protected> =
        protected.iter().copied().filter(|p| !p.span.is_empty() && text.get(p.span.range()).is_some()).collect();
    sorted.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
    let mut end = 0;
    sorted.retain(|p| {
        p.span.start >= end && {
            end = p.span.end;
            true
        }
    });
    let spans: Vec<Span> = sorted.iter().map(|p| p.span).collect();
    let cut = segment::cut(text, blocks, &spans);
    let class_of =
        |w: Span| sorted.binary_search_by_key(&w.start, |p| p.span.start).ok().filter(|&i| sorted[i].span == w).map(|i| sorted[i].class);
    let forms: Vec<(&str, Option<Class>)> = cut.words.iter().map(|w| (w.of(text), class_of(*w))).collect();
    let mut analysis = Analysis::default();
    analysis.tokens.reserve(forms.len());
    for (i, &(first, block)) in cut.starts.iter().enumerate() {
        let end = cut.starts.get(i + 1).map_or(forms.len(), |s| s.0);
        let span = cut.words[first].cover(cut.words[end - 1]);
        analysis.sentences.push(Sentence { span, block, tokens: first..end });
    }
    let parts: Vec<Range<usize>> = analysis.sentences.iter().flat_map(|s| windows(&forms, s.tokens.clone())).collect();
    SCRATCH.with_borrow_mut(|(scratch, answer)| {
        let model = Model::shared();
        let mut at = 0;
        while at < parts.len() {
            let start = parts[at].start;
            let mut last = at + 1;
            while last < parts.len() && parts[last].end - start <= BATCH {
                last += 1;
            }
            let batch: Vec<Range<usize>> = parts[at..last].iter().map(|p| p.start - start..p.end - start).collect();
            let range = start..parts[last - 1].end;
            model.run(&forms[range.clone()], &batch, scratch, answer);
            take(model, &forms[range.clone()], &cut.words[range], &batch, answer, &mut analysis);
            at = last;
        }
    });
    hang_windows(&mut analysis);
    analysis
}

/// The parts of a sentence that go through the net one by one: all of it unless it is very long.
fn windows(forms: &[(&str, Option<Class>)], sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let latest = start + LONGEST;
        // The best place to part is after a mark in the last third.
        let mark = |k: &usize| matches!(forms[k - 1].0, ";" | "," | "." | ":" | ")" | "—");
        let end = (start + 2 * LONGEST / 3..=latest).rev().find(mark).unwrap_or(latest);
        parts.push(start..end);
        start = end;
    }
    parts.push(start..sentence.end);
    parts
}

/// Turns the answers for a batch into tokens and names.
fn take(model: &Model, forms: &[(&str, Option<Class>)], words: &[Span], batch: &[Range<usize>], answer: &Answer, analysis: &mut Analysis) {
    let base = analysis.tokens.len();
    for part in batch {
        for t in part.clone() {
            let (form, class) = forms[t];
            let upos = class.map_or(answer.upos[t], Class::upos);
            let feats = if class.is_some() { "" } else { model.feats[answer.feats[t] as usize] };
            let lemma = if class.is_some() { form.into() } else { model.lemmas.lemma(form, upos, feats) };
            let head = match answer.heads[t] {
                0 => t,
                h => part.start + h - 1,
            };
            let token =
                Token { span: words[t], lemma, upos, feats: feats.into(), head: base + head, deprel: answer.labels[t], mention: None };
            analysis.tokens.push(token);
        }
        let mut t = part.start;
        while t < part.end {
            let tag = answer.names[t];
            let inside = tag + tag % 2;
            let mut end = t + 1;
            while tag > 0 && end < part.end && answer.names[end] == inside {
                end += 1;
            }
            if tag > 0 && forms[t..end].iter().all(|f| f.1.is_none()) {
                let class = match inside {
                    2 => NameClass::Person,
                    4 => NameClass::Organisation,
                    _ => NameClass::Place,
                };
                analysis.names.push((words[t].cover(words[end - 1]), class));
            }
            t = end;
        }
    }
}

/// Makes one tree of a sentence that was taken in parts.
fn hang_windows(analysis: &mut Analysis) {
    for sentence in analysis.sentences.iter().filter(|s| s.tokens.len() > LONGEST) {
        let mut first = None;
        for t in sentence.tokens.clone() {
            if analysis.tokens[t].head == t {
                match first {
                    None => first = Some(t),
                    Some(root) => {
                        analysis.tokens[t].head = root;
                        analysis.tokens[t].deprel = Deprel::Parataxis;
                    }
                }
            }
        }
    }
}
