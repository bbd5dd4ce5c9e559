//! The words of a document as names, dates and numbers see them: runs of letters, runs of digits, single marks.
//!
//! Finer than the tokens of the tree ("Lao-PDR" is three, "17th" two), so that one form matches however it is
//! set. Each word also stands in lower case without accents in one long string, with a space between words:
//! a phrase of several words is a slice of it, and looking it up costs no copy.

use model::{Document, Span};
use std::ops::Range;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters, the first one small.
    Lower,
    /// Letters, the first one a capital, or letters that know no case.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Digits.
    Digits,
    /// One other character.
    Mark,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    end: u32,
    folded: (u32, u32),
    block: u32,
    shape: Shape,
}

/// The words of all blocks, in order.
#[derive(Debug, Clone)]
pub(crate) struct Words<'t> {
    text: &'t str,
    list: Vec<Word>,
    folded: String,
    blocks: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    pub(crate) fn of_document(document: &'t Document) -> Words<'t> {
        let mut words = Words { text: &document.text, list: Vec::new(), folded: String::new(), blocks: Vec::new() };
        for (i, block) in document.blocks.iter().enumerate() {
            words.push_block(i, block.span);
        }
        words
    }

    /// The words of a name in a data file.
    pub(crate) fn of_text(text: &'t str) -> Words<'t> {
        let mut words = Words { text, list: Vec::new(), folded: String::new(), blocks: Vec::new() };
        words.push_block(0, Span::new(0, text.len()));
        words
    }

    fn push_block(&mut self, block: usize, span: Span) {
        let first = self.list.len();
        let text = span.of(self.text);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let from = self.folded.len() as u32;
            fold_into(c, &mut self.folded);
            let class = class_of(c);
            let mut end = at + c.len_utf8();
            let (mut letters, mut capitals) = (1, usize::from(c.is_uppercase()));
            while let Some(&(next, d)) = chars.peek() {
                if class == Class::Mark || class_of(d) != class {
                    break;
                }
                fold_into(d, &mut self.folded);
                letters += 1;
                capitals += usize::from(d.is_uppercase());
                end = next + d.len_utf8();
                chars.next();
            }
            let shape = match class {
                Class::Digit => Shape::Digits,
                Class::Mark => Shape::Mark,
                Class::Letter if letters > 1 && capitals == letters => Shape::Upper,
                Class::Letter if c.is_lowercase() => Shape::Lower,
                Class::Letter => Shape::Capital,
            };
            let base = span.start as usize;
            self.list.push(Word {
                start: (base + at) as u32,
                end: (base + end) as u32,
                folded: (from, self.folded.len() as u32),
                block: block as u32,
                shape,
            });
            self.folded.push(' ');
        }
        self.blocks.push(first..self.list.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The words of block `index`.
    pub(crate) fn block(&self, index: usize) -> Range<usize> {
        self.blocks.get(index).cloned().unwrap_or(0..0)
    }

    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The block that holds word `i`; one past the last block for a word past the end.
    pub(crate) fn block_of(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.blocks.len(), |w| w.block as usize)
    }

    /// One past the last word of the block that holds word `i`.
    pub(crate) fn block_end(&self, i: usize) -> usize {
        self.block(self.block_of(i)).end
    }

    /// As written; empty past the end.
    pub(crate) fn written(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |w| &self.text[w.start as usize..w.end as usize])
    }

    /// In lower case without accents; empty past the end.
    pub(crate) fn folded(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |w| &self.folded[w.folded.0 as usize..w.folded.1 as usize])
    }

    /// Several words in lower case, a space between them.
    pub(crate) fn phrase(&self, words: Range<usize>) -> &str {
        match (self.list.get(words.start), words.end.checked_sub(1).and_then(|i| self.list.get(i))) {
            (Some(first), Some(last)) if words.start < words.end => &self.folded[first.folded.0 as usize..last.folded.1 as usize],
            _ => "",
        }
    }

    pub(crate) fn shape(&self, i: usize) -> Shape {
        self.list.get(i).map_or(Shape::Mark, |w| w.shape)
    }

    pub(crate) fn is_name_like(&self, i: usize) -> bool {
        matches!(self.shape(i), Shape::Capital | Shape::Upper)
    }

    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.folded(i) == word
    }

    pub(crate) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.folded(i))
    }

    /// Whether no white space stands between word `i` and the one before it.
    pub(crate) fn is_joined(&self, i: usize) -> bool {
        i > 0 && self.list.get(i).is_some_and(|w| self.list[i - 1].end == w.start)
    }

    /// Whether a line break stands between word `i` and the one before it.
    pub(crate) fn starts_line(&self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|p| self.list.get(p)), self.list.get(i)) {
            (Some(p), Some(w)) => p.block != w.block || self.text[p.end as usize..w.start as usize].contains('\n'),
            _ => true,
        }
    }

    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        match (self.list.get(words.start), words.end.checked_sub(1).and_then(|i| self.list.get(i))) {
            (Some(first), Some(last)) if words.start < words.end => Span { start: first.start, end: last.end },
            _ => Span { start: 0, end: 0 },
        }
    }

    pub(crate) fn text_of(&self, words: Range<usize>) -> &'t str {
        self.span(words).of(self.text)
    }

    /// Whether the block of word `i` is written in capitals throughout.
    pub(crate) fn is_shouting(&self, i: usize) -> bool {
        let block = self.block(self.block_of(i));
        let letters = |i: &usize| matches!(self.shape(*i), Shape::Lower | Shape::Capital | Shape::Upper) && self.written(*i).len() > 1;
        let near = block.start.max(i.saturating_sub(12))..block.end.min(i + 12);
        let all = near.clone().filter(letters).count();
        let upper = near.filter(letters).filter(|&i| self.shape(i) == Shape::Upper).count();
        all > 3 && upper * 10 >= all * 8
    }

    /// Whether word `i` is the first of its block, its line's item or its sentence.
    pub(crate) fn starts_sentence(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|&b| self.block_of(b) == self.block_of(i)) else { return true };
        let mark = self.written(before);
        match mark {
            "!" | "?" | ":" | ";" => true,
            "." => !self.is_abbreviation(before),
            "\"" | "“" | "”" | ")" | "'" | "’" => before > 0 && matches!(self.written(before - 1), "." | "!" | "?"),
            _ => false,
        }
    }

    /// Whether the full stop at `i` ends an abbreviation or an initial: "U.S.", "Gov.", "Mr.", "No."
    fn is_abbreviation(&self, i: usize) -> bool {
        let Some(word) = i.checked_sub(1).filter(|_| self.is_joined(i)) else { return false };
        const SHORT: &[&str] = &[
            "mr", "mrs", "ms", "dr", "prof", "hon", "gov", "gen", "sen", "rep", "st", "no", "vs", "co", "inc", "ltd", "corp", "dept",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "e", "messrs", "lt", "col", "capt", "amb",
            "min", "pres", "smt", "mt", "approx", "art", "vol", "pp", "etc", "al", "eg", "ie", "rev", "jr", "sr",
        ];
        SHORT.contains(&self.folded(word)) || (self.written(word).chars().count() == 1 && self.is_name_like(word))
    }

    /// Whether a sentence starts at word `i`, which a colon alone does not make.
    fn opens_sentence(&self, i: usize) -> bool {
        self.starts_sentence(i) && !matches!(self.written(i.wrapping_sub(1)), ":" | ";")
    }

    /// The first word of the sentence that holds word `i`, at most `reach` words back.
    pub(crate) fn sentence_start(&self, i: usize, reach: usize) -> usize {
        let floor = self.block(self.block_of(i)).start.max(i.saturating_sub(reach));
        let mut at = i;
        while at > floor && !self.opens_sentence(at) {
            at -= 1;
        }
        at
    }

    /// One past the last word of the sentence that holds word `i`, at most `reach` words on.
    pub(crate) fn sentence_end(&self, i: usize, reach: usize) -> usize {
        let ceiling = self.block_end(i).min(i + reach);
        let mut at = i + 1;
        while at < ceiling && !self.opens_sentence(at) {
            at += 1;
        }
        at.min(ceiling)
    }
}

/// Whether a word in lower case is an everyday word, so that a capital at the start of a sentence makes no name of it.
pub(crate) fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "will", "may", "mark", "bill", "rich", "grant", "frank", "grace", "hope", "joy", "long", "young", "white", "black", "brown",
        "green", "gray", "king", "page", "rose", "art", "pat", "may", "june", "april", "august", "sun", "so", "an", "do", "he", "she",
        "no", "to", "in", "on", "at", "by", "is", "are", "the", "of", "and", "or", "we", "you", "law", "song", "low", "man", "can", "ten",
        "van", "de", "la", "el", "al", "da", "von", "bin", "go", "you", "ha", "a", "i", "as", "it",
    ];
    COMMON.contains(&word)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
}

fn class_of(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '\u{300}'..='\u{36f}' => Class::Letter,
        c if c.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

/// Adds `c` in lower case without its accent, so that "Brasília" and "Brasilia" are one word.
fn fold_into(c: char, out: &mut String) {
    let plain = match c {
        '\u{300}'..='\u{36f}' => return,
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | '\u{1ea0}'..='\u{1eb7}' | 'ǎ' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' | 'Ð' | 'ð' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | '\u{1eb8}'..='\u{1ec7}' | 'Ə' | 'ə' => 'e',
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => 'g',
        'Ĥ'..='ħ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | '\u{1ec8}'..='\u{1ecb}' => 'i',
        'Ķ'..='ĸ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'Ș' | 'ș' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | '\u{1ef2}'..='\u{1ef9}' => 'y',
        'Ź'..='ž' => 'z',
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => '\'',
        '–' | '—' | '‐' | '‑' | '−' | '―' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        c => return out.extend(c.to_lowercase()),
    };
    out.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_a_slice_whatever_its_accents() {
        let words = Words::of_text("Côte d’Ivoire, Lao-PDR");
        assert_eq!(words.phrase(0..4), "cote d ' ivoire");
        assert_eq!(words.phrase(5..8), "lao - pdr");
        assert_eq!(words.text_of(0..4), "Côte d’Ivoire");
    }

    #[test]
    fn digits_and_letters_part() {
        let words = Words::of_text("17th G20 US$1.9bn");
        let all: Vec<&str> = (0..words.len()).map(|i| words.written(i)).collect();
        assert_eq!(all, ["17", "th", "G", "20", "US", "$", "1", ".", "9", "bn"]);
        assert_eq!((words.shape(4), words.shape(1), words.shape(2)), (Shape::Upper, Shape::Lower, Shape::Capital));
    }

    #[test]
    fn sentences_do_not_end_at_abbreviations() {
        let words = Words::of_text("Gov. Denny met U.S. officials. They agreed.");
        let they = (0..words.len()).find(|&i| words.is(i, "they")).unwrap();
        assert!(words.starts_sentence(they));
        assert_eq!(words.sentence_start(they + 1, 100), they);
        assert_eq!(words.sentence_start(they - 1, 100), 0);
    }
}
