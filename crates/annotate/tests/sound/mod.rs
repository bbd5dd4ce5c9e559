//! What the annotation of any text promises; shared by the property test and the fuzzer.

use annotate::{Annotated, Annotator, Deprel};
use model::{Block, Document, Role, Span};

/// A document with a block for every line.
pub(crate) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), role: Role::Paragraph });
        }
        start += line.len() + 1;
    }
    Document { blocks, ..Document::of_text(text) }
}

/// Annotates a text and panics where a promise is broken.
pub(crate) fn check(annotator: &Annotator, text: &str) {
    let document = document(text);
    let annotated = annotator.annotate(&document).0;
    sentences_and_words(&annotated);
    trees(&annotated);
    mentions(&annotated);
}

/// Spans lie on characters, in order, each inside what holds it.
fn sentences_and_words(a: &Annotated<'_>) {
    let text = &a.document.text;
    let (mut end, mut words) = (0, 0);
    for s in &a.sentences {
        assert!(s.span.start >= end && a.document.blocks[s.block].span.contains(s.span), "{s:?}");
        assert!(s.tokens.start == words && s.tokens.end > words, "{s:?}");
        for t in &a.tokens[s.tokens.clone()] {
            assert!(t.span.start >= end && s.span.contains(t.span), "{t:?}");
            assert!(text.get(t.span.range()).is_some_and(|w| !w.trim().is_empty()), "{t:?}");
            end = t.span.end;
        }
        words = s.tokens.end;
    }
    assert_eq!(words, a.tokens.len());
    assert!((0..a.tokens.len()).all(|t| a.words_of(t).iter().all(|w| a.tokens[t].span.contains(*w))));
}

/// Every sentence is a tree with one root.
fn trees(a: &Annotated<'_>) {
    for s in &a.sentences {
        assert_eq!(s.tokens.clone().filter(|&t| a.tokens[t].head == t).count(), 1, "{s:?}");
        // Each word is walked once: a walk ends at a word that is known to lead to the root.
        let mut leads = vec![false; s.tokens.len()];
        for t in s.tokens.clone() {
            let mut path = vec![t];
            loop {
                let v = path[path.len() - 1];
                assert!(s.tokens.contains(&v) && path.len() <= s.tokens.len(), "{s:?}");
                assert_eq!(a.tokens[v].head == v, a.tokens[v].deprel == Deprel::Root);
                if a.tokens[v].head == v || leads[v - s.tokens.start] {
                    break;
                }
                path.push(a.tokens[v].head);
            }
            path.iter().for_each(|v| leads[v - s.tokens.start] = true);
        }
    }
}

/// Mentions are in order, and words know theirs.
fn mentions(a: &Annotated<'_>) {
    assert!(a.mentions.windows(2).all(|m| m[0].span.end <= m[1].span.start), "{:?}", a.mentions);
    for m in &a.mentions {
        assert!(a.document.text.get(m.span.range()).is_some_and(|w| !w.is_empty()), "{m:?}");
        assert!(m.entity.is_none_or(|e| e < a.entities.len()));
    }
    for t in &a.tokens {
        assert!(t.mention.is_none_or(|m| a.mentions[m].span.overlaps(t.span)), "{t:?}");
    }
    for office in a.entities.iter().flat_map(|e| &e.offices) {
        assert!(office.mention < a.mentions.len());
    }
}
