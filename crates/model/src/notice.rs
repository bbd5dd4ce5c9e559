use crate::Span;
use serde::{Deserialize, Serialize};

/// Something a reader should know about a document that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Stable code, `stage/what`: `acquire/truncated`, `read/undated-meeting`.
    pub code: String,
    /// Where in the text, if it has a place there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// One sentence for a person.
    pub message: String,
}

impl Notice {
    /// A notice about the whole document.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Notice {
        Notice { code: code.to_owned(), span: None, message: message.into() }
    }

    /// A notice about a place in the text.
    #[must_use]
    pub fn at(code: &str, span: Span, message: impl Into<String>) -> Notice {
        Notice { code: code.to_owned(), span: Some(span), message: message.into() }
    }
}
