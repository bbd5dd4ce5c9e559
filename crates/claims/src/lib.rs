//! **What does this document claim?** Meetings, mechanisms, visits, instruments, commitments, stances,
//! measures, projects, figures, posts and political events, each with the words that say it.
//!
//! In → Out: [`model::Document`] → [`model::Claim`]s in the order of their first evidence, and notices.
//!
//! Never: guesses a slot that the text does not state; reads a file; depends on the clock; calls a reader's
//! comment or a page's furniture a claim.
//!
//! Source: the claims contract; PLOVER 2.0 for the coding of events.

mod code;
mod confidence;
mod contexts;
mod cues;
mod error;
mod events;
mod explain;
mod frame;
mod kinds;
mod lexicon;
mod merge;
mod mood;
mod read;
mod reading;
mod resolve;
mod rules;
mod series;
mod slots;
mod tree;
mod words;

pub use confidence::confidence;
pub use error::{Error, Problem};

use lexicon::Lexicon;
use model::{Claim, Document, Notice};
use rules::Rulebook;

/// Reads claims out of documents; one serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    annotator: annotate::Annotator,
    lexicon: Lexicon,
    rules: Rulebook,
}

impl Reader {
    /// A reader with the rules that come with the program.
    #[must_use]
    pub fn new() -> Reader {
        Reader { annotator: annotate::Annotator::new(), lexicon: Lexicon::new(), rules: Rulebook::built_in() }
    }

    /// A reader with further rules: pairs of a name such as `stance/pleads` and the text of its TOML file.
    ///
    /// # Errors
    /// The first rule that does not pass [`Error`]'s checks.
    pub fn with_rules(files: &[(String, String)]) -> Result<Reader, Error> {
        Ok(Reader { annotator: annotate::Annotator::new(), lexicon: Lexicon::new(), rules: Rulebook::with(files)? })
    }

    /// What a document claims, in the order of the first evidence, and what a person should know about the reading.
    #[must_use]
    pub fn read(&self, document: &Document) -> (Vec<Claim>, Vec<Notice>) {
        let (annotated, mut notices) = self.annotator.annotate(document);
        let (claims, more) = self.read_annotated(&annotated);
        notices.extend(more);
        (claims, notices)
    }

    /// What an annotated document claims.
    #[must_use]
    pub fn read_annotated(&self, annotated: &annotate::Annotated<'_>) -> (Vec<Claim>, Vec<Notice>) {
        read::read(annotated, &self.lexicon, &self.rules)
    }
}

impl Reader {
    /// Why a rule fires in a sentence, or where it stops; `None` where there is no such rule.
    #[must_use]
    pub fn explain(&self, rule: &str, sentence: &str) -> Option<String> {
        let document = plain(sentence);
        let (annotated, _) = self.annotator.annotate(&document);
        let words = words::Words::new(&annotated, &self.lexicon);
        explain::rule(&reading::Reading::new(&words, &self.rules), rule)
    }

    /// The rules by name, each with its kind and its reason.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.rules.rules.iter().map(|r| (r.name.as_str(), r.kind.as_str(), r.reason.as_str()))
    }

    /// What is claimed in a text that stands alone.
    #[must_use]
    pub fn read_text(&self, text: &str) -> Vec<Claim> {
        self.read(&plain(text)).0
    }

    /// What is wrong with the examples of the rules whose names are `wanted`: a rule that does not fire in its own, or fires in
    /// what it must not read.
    #[must_use]
    pub fn check_examples(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let read = |text: &str| -> Vec<serde_json::Value> {
            let claims = self.read(&plain(text)).0;
            claims.iter().filter_map(|c| serde_json::to_value(c).ok()).collect()
        };
        let mut wrong = Vec::new();
        for rule in self.rules.rules.iter().filter(|r| wanted(&r.name)) {
            for example in &rule.yes {
                let claims = read(&example.text);
                let wanted = serde_json::to_value(&example.slots).unwrap_or_default();
                let types: Vec<&str> = rule.when.iter().filter_map(|w| w.set.get("type")).map(String::as_str).collect();
                let shows = |c: &serde_json::Value| {
                    // What a rule of events finds may be told by a claim of a more specific kind.
                    if rule.kind == "event" {
                        return c["event"]["type"].as_str().is_some_and(|t| types.contains(&t));
                    }
                    c["kind"] == rule.kind.as_str()
                        && wanted.as_object().is_none_or(|slots| {
                            slots.iter().all(|(slot, value)| c[slot] == *value || c[slot] == serde_json::json!([value]))
                        })
                };
                if !claims.iter().any(shows) {
                    let found: Vec<String> = claims.iter().map(ToString::to_string).collect();
                    wrong.push(format!("{}: {:?} should give {wanted}, gave {}", rule.name, example.text, found.join(" ")));
                }
            }
            for example in &rule.no {
                if read(&example.text).iter().any(|c| c["rule"] == rule.name.as_str()) {
                    wrong.push(format!("{}: fires in {:?}", rule.name, example.text));
                }
            }
        }
        wrong
    }

    /// A drawing of all verbs of a document with their arguments, for people who write rules.
    #[must_use]
    pub fn frames(&self, document: &Document) -> String {
        let (annotated, _) = self.annotator.annotate(document);
        let words = words::Words::new(&annotated, &self.lexicon);
        explain::frames(&reading::Reading::new(&words, &self.rules))
    }
}

/// A document that is one paragraph.
fn plain(text: &str) -> Document {
    Document::of_text(text)
}

impl Default for Reader {
    fn default() -> Reader {
        Reader::new()
    }
}
