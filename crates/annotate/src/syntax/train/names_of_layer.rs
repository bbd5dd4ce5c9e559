//! **How many names does the whole layer find, lists and rules with the net?**
//!
//! In → Out: a test set with names tagged by hand → strict F1 of persons, organisations and places.
//!
//! Never: counts what the layer calls otherwise (adjectives, offices, texts, words that point back) as a name.

use super::conllu::{self, Paragraph, paragraphs};
use super::evaluate::{Count, spans};
use crate::{Annotator, Form, Mention, MentionKind};
use model::Document;
use std::collections::BTreeSet;

/// Where a name stands in its document, and which class it has: 1 person, 2 organisation, 3 place.
type Name = (usize, usize, usize);

/// Strict F1 in percent: all, person, organisation, place. Every paragraph of the set is a document of its own.
pub fn names_of_layer(test: &str, names_by_hand: &str) -> Result<[f64; 4], String> {
    let mut sentences = conllu::read(test)?;
    conllu::read_names(names_by_hand, &mut sentences);
    let annotator = Annotator::new();
    let mut counts = [Count::default(); 4];
    let mut left = sentences.iter();
    for paragraph in paragraphs(&sentences) {
        let tags: Vec<u8> =
            left.by_ref().take(paragraph.ends.len()).flat_map(|s| s.names.clone().unwrap_or_else(|| vec![0; s.words.len()])).collect();
        let wanted: BTreeSet<Name> =
            spans(&tags).into_iter().map(|(a, b, tag)| (paragraph.words[a].0, paragraph.words[b - 1].1, usize::from(tag) / 2)).collect();
        let document = document(&paragraph);
        let found: BTreeSet<Name> = annotator.annotate(&document).0.mentions.iter().filter_map(name).collect();
        for (k, count) in counts.iter_mut().enumerate() {
            let of = |all: &BTreeSet<Name>| all.iter().filter(|n| k == 0 || n.2 == k).copied().collect::<BTreeSet<_>>();
            count.add(&of(&found), &of(&wanted));
        }
    }
    Ok(counts.map(Count::f1))
}

/// The name that a mention is to Universal NER, where states and their parts are places.
fn name(mention: &Mention) -> Option<Name> {
    let class = match (&mention.kind, mention.form) {
        (_, Form::Description | Form::Adjective) => return None,
        (MentionKind::Person, _) => 1,
        (MentionKind::Party(parties), _) if parties.iter().all(|p| p.body_name().is_none() && p.state().is_some()) => 3,
        (MentionKind::Party(_), _) => 2,
        (MentionKind::Place, _) => 3,
        _ => return None,
    };
    Some((mention.span.start as usize, mention.span.end as usize, class))
}

fn document(paragraph: &Paragraph) -> Document {
    Document::of_text(&paragraph.text)
}
