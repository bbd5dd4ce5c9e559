//! What the site answers, and how an error is told: one shape for programs, one page for people.

use serde::Serialize;
use tokio::sync::mpsc;

/// An answer to a request.
#[derive(Debug)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// What it holds.
    pub body: Body,
}

/// What an answer holds.
#[derive(Debug)]
pub enum Body {
    /// Everything at once.
    Whole(Vec<u8>),
    /// Piece by piece, so that an answer of any size needs little memory.
    Pieces(mpsc::Receiver<Vec<u8>>),
}

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const PROBLEM: &str = "application/problem+json";

impl Reply {
    /// An answer that holds `body`.
    pub(crate) fn of(kind: &'static str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status: 200, kind, headers: Vec::new(), body: Body::Whole(body.into()) }
    }

    /// A value as JSON.
    pub(crate) fn json(value: &impl Serialize) -> Reply {
        let mut body = serde_json::to_vec_pretty(value).expect("answers are plain data with string keys");
        body.push(b'\n');
        Reply::of(JSON, body)
    }

    /// Sends the browser to another page of this site. Whatever is no path of this site leads home.
    pub(crate) fn to(path: &str) -> Reply {
        let mut reply = Reply { status: 303, ..Reply::of(HTML, "") };
        reply.headers.push(("location", inside(path).to_owned()));
        reply
    }

    /// Sends the browser to a provider that vouches for people. Its address comes from the provider itself, and nothing that
    /// a visitor says becomes its host.
    pub(crate) fn to_provider(address: String) -> Reply {
        let mut reply = Reply { status: 303, ..Reply::of(HTML, "") };
        reply.headers.push(("location", address));
        reply
    }

    /// The same with a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    /// What it holds, where it comes at once.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.body {
            Body::Whole(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Body::Pieces(_) => String::new(),
        }
    }

    /// The first further header of a name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// A path of this site, or the home page where it is none: no scheme, no host, no backslash that a browser takes for a
/// slash, no control character.
pub(crate) fn inside(path: &str) -> &str {
    let plain = path.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\');
    if plain && path.starts_with('/') && !path.starts_with("//") { path } else { "/" }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Wrong {
    /// The status of HTTP.
    pub status: u16,
    /// What is wrong, in a few words; the same words for every error of its kind.
    pub title: &'static str,
    /// What is wrong here.
    pub detail: String,
    /// What to try.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
}

impl Wrong {
    /// Why a question about everything has no answer.
    pub(crate) const TOO_LARGE: &str = "the register is too large for this question about everything at once";

    pub(crate) fn new(status: u16, detail: impl Into<String>, hint: impl Into<String>) -> Wrong {
        let title = match status {
            400 => "bad request",
            401 => "not signed in",
            403 => "not allowed",
            404 => "not found",
            405 => "method not allowed",
            409 => "conflict",
            413 => "too large",
            421 => "wrong host",
            429 => "too many requests",
            503 => "not available",
            504 => "took too long",
            _ => "failed",
        };
        Wrong { status, title, detail: detail.into(), hint: hint.into() }
    }

    /// There is no such page, or nobody may know that there is.
    pub(crate) fn missing(what: &str) -> Wrong {
        Wrong::new(404, format!("there is no {what} of that name"), "search for it by its words")
    }

    /// The error as a program reads it (RFC 9457).
    pub(crate) fn problem(&self) -> Reply {
        let mut reply = Reply::json(self);
        (reply.status, reply.kind) = (self.status, PROBLEM);
        reply
    }
}

impl From<register::Error> for Wrong {
    fn from(error: register::Error) -> Wrong {
        use register::Error as E;
        let status = match error {
            E::NoSuchClaim { .. } | E::NoSuchEntity { .. } => 404,
            E::Correction { .. } | E::NeverOne { .. } => 400,
            _ => 503,
        };
        Wrong::new(status, error.to_string(), "")
    }
}

#[cfg(test)]
mod tests;
