//! **Which lines of a page are the article, and which are furniture around it?**
//!
//! In → Out: the visible lines of a page in reading order → a [`Page`]: each line with its [`Cue`], where the
//! article begins and ends, and what lies outside it.
//!
//! Never: reads markup; drops a line inside the article for being short. A line goes only if a cue names it, or
//! if it stands before the headline or after the last of the article where nothing but furniture follows.
//!
//! Source: `cues.tsv`, composed for this program from the habits of ministry, newspaper, wire and newsletter
//! pages. The walk over the lines is after Kohlschütter, Fankhauser and Nejdl (2010), "Boilerplate Detection
//! using Shallow Text Features": length and punctuation of a block and of its neighbours tell most.

mod lexicon;
mod page;

pub(crate) use lexicon::{cue, fold, pieces};
pub(crate) use page::{Line, Page, ends_sentence, is_caption, is_running, words};

/// What kind of furniture a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Font size, print, share, reading time.
    Tool,
    /// Menus, breadcrumbs, skip links.
    Navigation,
    /// The name of a section or a genre: furniture before the headline, perhaps a heading after it.
    Section,
    /// Consent to cookies.
    Cookie,
    /// Log in, subscribe, follow.
    Prompt,
    /// An advertisement, or the word that stands over one.
    Advert,
    /// Copyright, postal address, telephone.
    Legal,
    /// Keywords and tags.
    Keywords,
    /// Attached files.
    Attachment,
    /// "Was this page useful?"
    Survey,
    /// Why the reader gets this letter and how to stop it.
    Unsubscribe,
    /// What the site does not answer for.
    Disclaimer,
    /// "Page 1 of 3".
    PageNumber,
    /// Stands over links to other pages on the matter.
    Related,
    /// Stands over recent, popular or sponsored items, or is one.
    Rail,
    /// Stands over the readers' comments, or counts them.
    Comments,
    /// Who reported and edited, after the article.
    Credit,
    /// "###", "ENDS": nothing of the article follows but notes.
    End,
    /// A rule of stars or dashes.
    Rule,
}

impl Cue {
    /// Whether the lines that follow belong to it too, where the cue's own line holds nothing else.
    pub(crate) fn opens_section(self) -> bool {
        matches!(self, Cue::Related | Cue::Rail | Cue::Comments | Cue::Keywords | Cue::Attachment | Cue::Survey)
    }

    /// Whether an article may still go on below it as if it were not there.
    pub(crate) fn passes(self) -> bool {
        matches!(self, Cue::Rule | Cue::Section | Cue::Advert | Cue::PageNumber | Cue::Navigation)
    }
}

#[cfg(test)]
mod tests;
