//! The shape of every answer: a title, what is known at a glance, and sections of items, each with its evidence.

use crate::Saying;
use model::{ClaimId, DocumentId, PartialDate};
use register::EntityId;
use serde::Serialize;

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// What was asked about.
    pub title: String,
    /// The day by which it was judged what is late, open or to come; `None` where nothing was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// What is known at a glance, as label and value.
    pub details: Vec<Detail>,
    /// What there is to say, by kind.
    pub sections: Vec<Section>,
    /// What the answer leaves out, or what its reader should bear in mind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// `published`, `level`, …
    pub label: String,
    /// As a person reads it; several values that sources state differently are parted by ` / `.
    pub value: Saying,
}

/// Items of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// What the items are.
    pub heading: String,
    /// In the order of the section: by date, or by name.
    pub items: Vec<Item>,
    /// How many more there are than are shown.
    pub more: usize,
}

/// One item: an entity or a claim in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The entity, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// When it was, is or is to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// What it is, in a line.
    pub text: String,
    /// Where it stands: `held`, `in-force`, `agreed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Why it stands so, where that was derived and not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Saying>,
    /// How many claims state it, in how many documents.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// The words that say it best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The claim they state.
    pub claim: ClaimId,
    /// Where they stand.
    pub document: DocumentId,
    /// Path or address of the document.
    pub source: String,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The words.
    pub quote: String,
}

impl Item {
    /// A line that rests on no claim of its own.
    pub(crate) fn plain(text: impl Into<String>) -> Item {
        Item { entity: None, date: None, text: text.into(), status: None, reason: None, claims: 0, documents: 0, evidence: None }
    }
}

impl Answer {
    /// An answer with nothing in it yet.
    #[must_use]
    pub fn about(title: impl Into<String>) -> Answer {
        Answer { title: title.into(), as_of: None, details: Vec::new(), sections: Vec::new(), notes: Vec::new() }
    }

    /// An answer that is judged by the day on which `book` is asked.
    pub(crate) fn judged(title: impl Into<String>, book: &crate::Book<'_>) -> Answer {
        Answer { as_of: Some(book.as_of), ..Answer::about(title) }
    }

    /// Adds a detail, where there is a value.
    pub(crate) fn detail(&mut self, label: &str, value: Option<impl Into<Saying>>) {
        if let Some(value) = value.map(Into::into).filter(|v| *v != Saying::NOTHING) {
            self.details.push(Detail { label: label.to_owned(), value });
        }
    }

    /// Adds a section, where it has items; as many are kept as the book shows, with the words that say them, and the rest
    /// counted.
    pub(crate) fn section(&mut self, heading: &str, items: Vec<Item>, book: &crate::Book<'_>) {
        self.section_of(heading, &items, book, Item::clone);
    }

    /// The same of things in their order, of which only those that are shown are made into items.
    pub(crate) fn section_of<T>(&mut self, heading: &str, things: &[T], book: &crate::Book<'_>, make: impl Fn(&T) -> Item) {
        let shown = things.len().min(book.limit);
        if shown > 0 {
            self.whole(heading, things[..shown].iter().map(make).collect(), book);
            self.sections.last_mut().expect("it was just added").more = things.len() - shown;
        }
    }

    /// Adds a section with every item there is.
    pub(crate) fn whole(&mut self, heading: &str, items: Vec<Item>, book: &crate::Book<'_>) {
        let items: Vec<Item> = items.into_iter().map(|item| book.quoted(item)).collect();
        if !items.is_empty() {
            self.sections.push(Section { heading: heading.to_owned(), items, more: 0 });
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.details.is_empty() && self.sections.is_empty()
    }
}
