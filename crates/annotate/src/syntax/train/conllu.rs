//! **What does a treebank say of its sentences?**
//!
//! In → Out: CoNLL-U and IOB2 files as text → sentences with words, trees, paragraphs and names.
//!
//! Never: reads a file itself; keeps enhanced or empty nodes.
//!
//! Source: <https://universaldependencies.org/format.html>.

use crate::{Deprel, Upos};
use std::collections::BTreeMap;

/// A word of a treebank.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: Upos,
    pub(crate) feats: String,
    /// The word it depends on, counted from 1; 0 for the root.
    pub(crate) head: usize,
    pub(crate) deprel: Deprel,
    /// White space follows in the text.
    pub(crate) spaced: bool,
    /// `Entity=` of the last column.
    pub(crate) entity: String,
}

/// A written word that holds several words: `don't`.
#[derive(Debug, Clone)]
pub(crate) struct Surface {
    first: usize,
    end: usize,
    form: String,
    spaced: bool,
}

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) id: String,
    pub(crate) words: Vec<Word>,
    /// Surface words that hold several words.
    pub(crate) surface: Vec<Surface>,
    /// A paragraph begins here.
    pub(crate) paragraph: bool,
    /// `B-PER` and the like, one a word, where the sentence is annotated with names.
    pub(crate) names: Option<Vec<u8>>,
}

/// Reads a whole CoNLL-U file; a line that does not fit is an error that names it.
pub(crate) fn read(text: &str) -> Result<Vec<Sentence>, String> {
    let mut sentences = Vec::new();
    let mut now = Sentence::default();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            if !now.words.is_empty() {
                sentences.push(std::mem::take(&mut now));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            if let Some(id) = comment.strip_prefix("sent_id = ") {
                now.id = id.to_owned();
            }
            now.paragraph |= comment.starts_with("newpar") || comment.starts_with("newdoc");
        } else {
            word_line(line, &mut now).ok_or_else(|| format!("line {}: not a CoNLL-U word: {line}", number + 1))?;
        }
    }
    if !now.words.is_empty() {
        sentences.push(now);
    }
    Ok(sentences)
}

fn word_line(line: &str, sentence: &mut Sentence) -> Option<()> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns.as_slice() else { return None };
    let spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
    if let Some((first, last)) = id.split_once('-') {
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        sentence.surface.push(Surface { first: first - 1, end: last, form: form.to_owned(), spaced });
        return Some(());
    }
    if id.contains('.') {
        return Some(());
    }
    let entity = misc.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or_default();
    let index = sentence.words.len();
    let surface = sentence.surface.last().filter(|s| (s.first..s.end).contains(&index));
    let spaced = surface.map_or(spaced, |s| s.spaced && index + 1 == s.end);
    sentence.words.push(Word {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: Upos::parse(upos)?,
        feats: if feats == "_" { String::new() } else { feats.to_owned() },
        head: head.parse().ok()?,
        deprel: relation(deprel, lemma)?,
        spaced,
        entity: entity.to_owned(),
    });
    Some(())
}

/// The treebanks call adverbial nouns `obl:unmarked`; those that tell the time keep the older name.
fn relation(deprel: &str, lemma: &str) -> Option<Deprel> {
    const TIMES: &[&str] = &[
        "day",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "hour",
        "minute",
        "time",
        "decade",
        "century",
        "weekend",
        "summer",
        "winter",
        "spring",
        "fall",
        "autumn",
        "quarter",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "moment",
        "second",
        "season",
        "date",
    ];
    let lemma = lemma.to_lowercase();
    if deprel == "obl:unmarked" && (TIMES.contains(&lemma.as_str()) || lemma.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(Deprel::OblTmod);
    }
    Deprel::parse(deprel)
}

/// Adds the names of an IOB2 file to the sentences with the same words; the ids of the two differ in places.
pub(crate) fn read_names(text: &str, sentences: &mut [Sentence]) {
    let mut by_words: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for part in text.split("\n\n") {
        let (mut words, mut tags) = (String::new(), Vec::new());
        for line in part.lines().filter(|l| !l.starts_with("# ")) {
            let mut columns = line.split('\t').skip(1);
            if let (Some(form), Some(tag)) = (columns.next(), columns.next()) {
                words.push_str(form);
                words.push(' ');
                tags.push(tag_number(tag));
            }
        }
        by_words.insert(words, tags);
    }
    for sentence in sentences {
        let words: String = sentence.words.iter().flat_map(|w| [w.form.as_str(), " "]).collect();
        sentence.names = by_words.get(&words).cloned().filter(|tags| tags.len() == sentence.words.len());
    }
}

/// `O` is 0, `B` and `I` of person, organisation and place follow.
fn tag_number(tag: &str) -> u8 {
    match tag {
        "B-PER" => 1,
        "I-PER" => 2,
        "B-ORG" => 3,
        "I-ORG" => 4,
        "B-LOC" => 5,
        "I-LOC" => 6,
        _ => 0,
    }
}

/// A paragraph as text, with the byte span of every word; words that the text does not spell out are empty spans.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) words: Vec<(usize, usize)>,
    /// One past the last word of each sentence.
    pub(crate) ends: Vec<usize>,
}

/// Rebuilds the running text.
pub(crate) fn paragraphs(sentences: &[Sentence]) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    for sentence in sentences {
        if sentence.paragraph || all.is_empty() {
            all.push(Paragraph::default());
        }
        let Some(paragraph) = all.last_mut() else { continue };
        let mut i = 0;
        while i < sentence.words.len() {
            let start = paragraph.text.len();
            let surface = sentence.surface.iter().find(|s| s.first == i);
            let last = match surface {
                Some(Surface { first, end, form, .. }) => {
                    paragraph.text.push_str(form);
                    spread(&sentence.words[*first..*end], form, start, &mut paragraph.words);
                    *end
                }
                None => {
                    paragraph.text.push_str(&sentence.words[i].form);
                    paragraph.words.push((start, paragraph.text.len()));
                    i + 1
                }
            };
            if sentence.words[last - 1].spaced {
                paragraph.text.push(' ');
            }
            i = last;
        }
        paragraph.ends.push(paragraph.words.len());
    }
    all
}

/// Shares the letters of a surface word between its words, by the lengths of their forms.
fn spread(words: &[Word], form: &str, start: usize, out: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    for (k, word) in words.iter().enumerate() {
        let want = word.form.chars().count();
        let rest = &form[at..];
        let len = if k + 1 == words.len() { rest.len() } else { rest.char_indices().nth(want).map_or(rest.len(), |(i, _)| i) };
        out.push((start + at, start + at + len));
        at += len;
    }
}
