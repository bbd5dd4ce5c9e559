//! **What is each word?** Its class and lemma.
//!
//! In → Out: [`Annotated`] → one [`Word`] a token.
//!
//! Never: looks beyond the sentence.

use crate::lexicon::{Function, Inflection, Lexicon};
use annotate::{Annotated, Deprel, MentionKind, Upos};
use model::Span;
use std::ops::Range;

/// What a word does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Verb,
    Aux,
    Modal,
    Not,
    To,
    Prep,
    Det,
    /// `its`, `'s`
    Poss,
    Pron,
    Cc,
    Rel,
    Sub,
    Adv,
    Noun,
    Adj,
    Num,
    Punct,
}

/// A token with its class.
#[derive(Debug, Clone)]
pub(crate) struct Word<'d> {
    pub(crate) text: &'d str,
    /// Lower case, quotes and dashes plain.
    pub(crate) low: Box<str>,
    pub(crate) lemma: Box<str>,
    pub(crate) class: Class,
    pub(crate) inflection: Option<Inflection>,
}

/// An annotated document with the class of every word.
#[derive(Debug)]
pub(crate) struct Words<'d> {
    pub(crate) ann: &'d Annotated<'d>,
    pub(crate) lex: &'d Lexicon,
    pub(crate) words: Vec<Word<'d>>,
    /// The subject that the tree gives each word.
    subjects: Vec<Option<u32>>,
}

/// A word in lower case with typographic quotes and dashes made plain.
pub(crate) fn fold(text: &str) -> Box<str> {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{2010}'..='\u{2013}' => '-',
            '\u{201c}' | '\u{201d}' => '"',
            c => c,
        })
        .collect()
}

impl<'d> Words<'d> {
    pub(crate) fn new(ann: &'d Annotated<'d>, lex: &'d Lexicon) -> Words<'d> {
        let text = &ann.document.text;
        let words = ann
            .tokens
            .iter()
            .map(|t| {
                let text = t.span.of(text);
                Word { text, low: fold(text), lemma: t.lemma.clone(), class: Class::Noun, inflection: None }
            })
            .collect();
        let mut subjects = vec![None; ann.tokens.len()];
        for (i, token) in ann.tokens.iter().enumerate().filter(|(i, t)| t.head != *i) {
            if matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass) {
                subjects[token.head] = subjects[token.head].or(Some(i as u32));
            }
        }
        let mut out = Words { ann, lex, words, subjects };
        for sentence in &ann.sentences {
            for i in sentence.tokens.clone() {
                let class = out.class_of(i);
                if class == Class::Verb || class == Class::Aux {
                    if let Some((lemma, inflection)) = lex.verb(&out.words[i].low) {
                        out.words[i].lemma = lemma.into();
                        out.words[i].inflection = Some(inflection);
                    } else {
                        out.words[i].inflection = Some(guess_inflection(&out.words[i].low));
                    }
                }
                out.words[i].class = class;
            }
        }
        out
    }

    fn is(&self, i: usize, function: Function) -> bool {
        self.lex.is(&self.words[i].low, function)
    }

    fn class_of(&self, i: usize) -> Class {
        let token = &self.ann.tokens[i];
        let low = self.words[i].low.as_ref();
        if low == "'s" || low == "'" {
            return if token.upos == Upos::Aux || token.upos == Upos::Verb { Class::Aux } else { Class::Poss };
        }
        if low == "understanding" || token.upos == Upos::Verb && low.starts_with("d'") || self.is_thing(i) {
            return Class::Noun;
        }
        // `was last held in`
        if low == "last"
            && i > 0
            && matches!(self.words[i - 1].class, Class::Aux | Class::Verb)
            && self.lex.verb(self.low(i + 1)).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Participle))
        {
            return Class::Adv;
        }
        if matches!(low, "according" | "following" | "including" | "regarding" | "concerning" | "based")
            && matches!(self.low(i + 1), "to" | "on" | "the" | "a" | "an" | "in" | "those" | "its")
            || matches!(low, "according" | "regarding" | "concerning") && token.head != i
        {
            return Class::Prep;
        }
        match token.upos {
            // `treated water`, `a shared office`: what only modifies a noun opens no clause.
            Upos::Verb
                if matches!(token.deprel, Deprel::Amod | Deprel::Compound)
                    && token.head > i
                    && !self.after_actor(i)
                    && self.lex.verb(low).is_none_or(|(_, f)| f != Inflection::Base) =>
            {
                Class::Adj
            }
            // `identify target sectors`: a base form inside an object is a noun.
            Upos::Verb
                if self.lex.verb(low).is_some_and(|(_, f)| f == Inflection::Base)
                    && i > 0
                    && self.words[i - 1].class == Class::Verb
                    && matches!(
                        token.deprel,
                        Deprel::Compound | Deprel::Amod | Deprel::Obj | Deprel::Nmod | Deprel::Xcomp | Deprel::Conj
                    )
                    && !matches!(&*self.words[i - 1].lemma, "help" | "let" | "make") =>
            {
                Class::Noun
            }
            Upos::Verb => Class::Verb,
            // After a name a past form is a verb, whatever the tagger makes of it.
            Upos::Adj | Upos::Noun | Upos::X | Upos::Propn
                if self.after_actor(i)
                    && self.words[i].text.starts_with(char::is_lowercase)
                    && self.lex.verb(low).is_some_and(|(_, f)| matches!(f, Inflection::Past | Inflection::Preterite)) =>
            {
                Class::Verb
            }
            Upos::Aux if self.is(i, Function::Modal) => Class::Modal,
            Upos::Aux => Class::Aux,
            Upos::Part if self.is(i, Function::Not) => Class::Not,
            Upos::Part => Class::To,
            // `offered to host`: before a verb in its base form it is no preposition.
            Upos::Adp
                if low == "to"
                    && self.ann.tokens.get(i + 1).is_some_and(|t| t.upos == Upos::Verb)
                    && self.lex.verb(self.low(i + 1)).is_some_and(|(_, f)| f == Inflection::Base) =>
            {
                Class::To
            }
            Upos::Adp => Class::Prep,
            Upos::Det if self.is(i, Function::Poss) => Class::Poss,
            Upos::Det => Class::Det,
            Upos::Pron if self.is(i, Function::Poss) => Class::Poss,
            Upos::Pron if matches!(low, "which" | "who" | "whom" | "whose") => Class::Rel,
            Upos::Pron if low == "that" && token.feats.contains("PronType=Rel") => Class::Rel,
            Upos::Pron => Class::Pron,
            Upos::Cconj => Class::Cc,
            // `of understanding`: a tagger may take what it governs for a gerund.
            Upos::Sconj if low == "of" => Class::Prep,
            Upos::Sconj => Class::Sub,
            Upos::Adv if matches!(low, "where" | "when") => Class::Rel,
            Upos::Adv if matches!(low, "not" | "never" | "neither") => Class::Not,
            Upos::Adv | Upos::Intj => Class::Adv,
            Upos::Noun | Upos::Propn | Upos::X => Class::Noun,
            Upos::Sym if low.chars().all(|c| !c.is_alphanumeric()) && low.len() == 1 && !matches!(low, "%" | "$") => Class::Punct,
            Upos::Sym => Class::Noun,
            Upos::Adj => Class::Adj,
            Upos::Num => Class::Num,
            Upos::Punct => Class::Punct,
        }
    }

    /// Whether a word that may be a verb names a thing: `the Amber crossing`, `regretted that works on the pier have stopped`.
    pub(crate) fn is_thing(&self, i: usize) -> bool {
        let tokens = &self.ann.tokens;
        let low = self.low(i);
        if tokens[i].upos != Upos::Verb || i == 0 || !(self.lex.has("named-place", low) || matches!(low, "work" | "works")) {
            return false;
        }
        let before = self.low(i - 1);
        if matches!(low, "work" | "works") {
            let opens = matches!(self.low(i + 1), "on" | "at") && matches!(before, "that" | ";" | "," | "and" | "but");
            let helped = |k: usize| matches!(self.low(k), "has" | "have" | "had" | "is" | "are" | "was" | "were");
            return opens && (i + 1..self.words.len().min(i + 20)).any(helped);
        }
        let name = if matches!(before, "border" | "river" | "road" | "rail" | "land" | "frontier" | "ferry") { i - 1 } else { i };
        name >= 2 && tokens[name - 1].upos == Upos::Propn && matches!(tokens[name - 2].upos, Upos::Det | Upos::Adp)
    }

    /// Whether the word before names a person, a party or what stands for them.
    pub(crate) fn after_actor(&self, i: usize) -> bool {
        let Some(mention) = i.checked_sub(1).and_then(|p| self.ann.tokens[p].mention) else { return false };
        let mention = &self.ann.mentions[mention];
        mention.form != annotate::Form::Adjective
            && matches!(mention.kind, MentionKind::Person | MentionKind::Party(_))
            && mention.span.end <= self.ann.tokens[i].span.start
    }

    /// The head of the subject that the tree gives a verb.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.subjects.get(verb).copied().flatten().map(|s| s as usize)
    }

    /// The sentence that holds a word.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.ann.sentences.partition_point(|s| s.tokens.end <= i)
    }

    /// Byte span of a run of words.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        match (self.ann.tokens.get(range.start), range.end.checked_sub(1).and_then(|e| self.ann.tokens.get(e))) {
            (Some(a), Some(b)) if range.start < range.end => Span { start: a.span.start, end: b.span.end.max(a.span.end) },
            _ => Span::new(0, 0),
        }
    }

    /// The text of a run of words, white space made single.
    pub(crate) fn text(&self, range: &Range<usize>) -> String {
        self.span(range).of(&self.ann.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn low(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.low.as_ref())
    }

    pub(crate) fn class(&self, i: usize) -> Class {
        self.words.get(i).map_or(Class::Punct, |w| w.class)
    }

    /// Mentions that lie in a run of words, in order.
    pub(crate) fn mentions_in(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &'d annotate::Mention)> + use<'d> {
        let span = self.span(range);
        let ann = self.ann;
        let first = ann.mentions.partition_point(|m| m.span.end <= span.start);
        ann.mentions[first..].iter().enumerate().map(move |(i, m)| (first + i, m)).take_while(move |(_, m)| m.span.start < span.end)
    }

    /// The words of a byte span.
    pub(crate) fn words_of(&self, span: Span) -> Range<usize> {
        let start = self.ann.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.ann.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }
}

fn guess_inflection(low: &str) -> Inflection {
    if low.ends_with("ing") {
        Inflection::Gerund
    } else if low.ends_with("ed") {
        Inflection::Past
    } else if low.ends_with('s') {
        Inflection::Third
    } else {
        Inflection::Base
    }
}
