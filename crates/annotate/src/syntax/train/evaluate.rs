//! **How often is the syntax layer right on text that it never saw?**
//!
//! In → Out: a test set → scores in percent.

use super::conllu::{self, Paragraph, Sentence, paragraphs};
use super::names;
use crate::syntax::model::{Answer, Model, Scratch};
use crate::syntax::segment::cut_by;
use crate::{Deprel, Upos};
use model::Span;
use std::collections::BTreeSet;

/// Right, found and wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    pub(super) fn add<T: Ord>(&mut self, found: &BTreeSet<T>, wanted: &BTreeSet<T>) {
        self.right += found.intersection(wanted).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }

    pub(super) fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// Scores of one test set, in percent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scores {
    /// Words of the test set.
    pub words: usize,
    /// Part of speech.
    pub upos: f64,
    /// All features.
    pub feats: f64,
    /// Lemma, letter for letter.
    pub lemma: f64,
    /// Lemma, capitals aside.
    pub lemma_folded: f64,
    /// Head.
    pub uas: f64,
    /// Head and universal relation.
    pub las: f64,
    /// F1 of subjects of verbs.
    pub nsubj: f64,
    /// F1 of objects of verbs.
    pub obj: f64,
    /// F1 of what a prepositional phrase hangs on.
    pub pp: f64,
    /// F1 of sentence ends in running text.
    pub sentence_ends: f64,
    /// F1 of whole sentences in running text.
    pub sentences: f64,
    /// F1 of words in running text.
    pub tokens: f64,
    /// Strict F1 of names, where the set has them: all, person, organisation, place.
    pub names: Option<[f64; 4]>,
}

/// The model to be judged.
#[derive(Debug)]
pub struct Judged(&'static Model);

impl Judged {
    /// The model that is compiled in.
    #[must_use]
    pub fn shared() -> Judged {
        Judged(Model::shared())
    }

    /// A weights file; `None` if it does not fit the net.
    #[must_use]
    pub fn open(bytes: Vec<u8>) -> Option<Judged> {
        let model = Model::open(Box::leak(bytes.into_boxed_slice()), crate::syntax::kernel::Path::fastest())?;
        Some(Judged(Box::leak(Box::new(model))))
    }

    /// Judges a test set in CoNLL-U, with the names of an IOB2 file where there is one.
    pub fn scores(&self, test: &str, names_by_hand: Option<&str>) -> Result<Scores, String> {
        let mut sentences = conllu::read(test)?;
        if let Some(names) = names_by_hand {
            conllu::read_names(names, &mut sentences);
        }
        // GUM's own brackets stand in where nobody tagged names by hand.
        for s in sentences.iter_mut().filter(|s| names_by_hand.is_none() && s.id.starts_with("GUM_")) {
            s.names = Some(names::tag(s).into_iter().map(|t| if t == names::UNKNOWN { 0 } else { t }).collect());
        }
        let named = sentences.iter().any(|s| s.names.is_some());
        let mut scores = on_given_words(self.0, &sentences, named);
        let (words, ends, whole) = on_running_text(self.0, &paragraphs(&sentences));
        (scores.tokens, scores.sentence_ends, scores.sentences) = (words.f1(), ends.f1(), whole.f1());
        Ok(scores)
    }
}

/// Pairs of a kind: dependents and heads, both counted from 1.
type Pairs = BTreeSet<(usize, usize)>;

fn pairs(gold: &Sentence, heads: &[usize], labels: &[Deprel]) -> [Pairs; 3] {
    let mut all = [Pairs::new(), Pairs::new(), Pairs::new()];
    for (i, (&head, label)) in heads.iter().zip(labels).enumerate() {
        let label = universal(*label);
        let verb = head > 0 && gold.words[head - 1].upos == Upos::Verb;
        match label {
            "nsubj" if verb => all[0].insert((i + 1, head)),
            "obj" if verb => all[1].insert((i + 1, head)),
            "obl" | "nmod" if heads.iter().zip(labels).any(|(&h, l)| h == i + 1 && *l == Deprel::Case) => all[2].insert((i + 1, head)),
            _ => false,
        };
    }
    all
}

fn universal(label: Deprel) -> &'static str {
    label.as_str().split(':').next().unwrap_or_default()
}

/// Words, one past them, and the tag inside of each name.
pub(super) fn spans(tags: &[u8]) -> BTreeSet<(usize, usize, u8)> {
    let mut all = BTreeSet::new();
    let mut i = 0;
    while i < tags.len() {
        let inside = tags[i] + tags[i] % 2;
        let mut end = i + 1;
        if tags[i] > 0 {
            while end < tags.len() && tags[end] == inside {
                end += 1;
            }
            all.insert((i, end, inside));
        }
        i = end;
    }
    all
}

fn on_given_words(model: &Model, sentences: &[Sentence], with_names: bool) -> Scores {
    let (mut scratch, mut answer) = (Scratch::default(), Answer::default());
    let mut hits = [0usize; 6];
    let mut counts = [Count::default(); 3];
    let mut names = [Count::default(); 4];
    let mut n = 0;
    for s in sentences {
        let forms: Vec<_> = s.words.iter().map(|w| (w.form.as_str(), None)).collect();
        model.run(&forms, std::slice::from_ref(&(0..forms.len())), &mut scratch, &mut answer);
        n += forms.len();
        for (i, w) in s.words.iter().enumerate() {
            let feats = model.feats[answer.feats[i] as usize];
            let lemma = model.lemmas.lemma(&w.form, answer.upos[i], feats);
            let head = answer.heads[i] == w.head;
            let right = [
                answer.upos[i] == w.upos,
                feats == w.feats,
                *lemma == *w.lemma,
                lemma.to_lowercase() == w.lemma.to_lowercase(),
                head,
                head && universal(answer.labels[i]) == universal(w.deprel),
            ];
            for (hit, r) in hits.iter_mut().zip(right) {
                *hit += usize::from(r);
            }
        }
        let found = pairs(s, &answer.heads, &answer.labels);
        let heads: Vec<usize> = s.words.iter().map(|w| w.head).collect();
        let labels: Vec<Deprel> = s.words.iter().map(|w| w.deprel).collect();
        for ((count, found), wanted) in counts.iter_mut().zip(&found).zip(&pairs(s, &heads, &labels)) {
            count.add(found, wanted);
        }
        if let Some(tags) = &s.names {
            let (found, wanted) = (spans(&answer.names), spans(tags));
            for (k, count) in names.iter_mut().enumerate() {
                let of = |all: &BTreeSet<(usize, usize, u8)>| {
                    all.iter().filter(|s| k == 0 || s.2 == 2 * k as u8).copied().collect::<BTreeSet<_>>()
                };
                count.add(&of(&found), &of(&wanted));
            }
        }
    }
    let [upos, feats, lemma, lemma_folded, uas, las] = hits.map(|h| 100.0 * h as f64 / n.max(1) as f64);
    let [nsubj, obj, pp] = counts.map(Count::f1);
    let names = with_names.then(|| names.map(Count::f1));
    Scores { words: n, upos, feats, lemma, lemma_folded, uas, las, nsubj, obj, pp, names, ..Scores::default() }
}

/// Words, sentence ends and whole sentences.
fn on_running_text(model: &Model, paragraphs: &[Paragraph]) -> (Count, Count, Count) {
    let mut counts = [Count::default(); 3];
    for p in paragraphs {
        let cut = cut_by(&mut &model.borders, &p.text, &[Span::new(0, p.text.len())], &[]);
        let found: Pairs = cut.words.iter().map(|w| (w.start as usize, w.end as usize)).collect();
        let wanted: Pairs = p.words.iter().copied().filter(|w| w.0 < w.1).collect();
        counts[0].add(&found, &wanted);
        let found: Pairs = cut.stretches().map(|s| (s.span.start as usize, s.span.end as usize)).collect();
        let mut first = 0;
        let mut wanted = Pairs::new();
        for &end in &p.ends {
            wanted.insert((p.words[first].0, p.words[end - 1].1));
            first = end;
        }
        let ends = |all: &Pairs| all.iter().map(|s| s.1).collect::<BTreeSet<usize>>();
        counts[1].add(&ends(&found), &ends(&wanted));
        counts[2].add(&found, &wanted);
    }
    counts.into()
}
