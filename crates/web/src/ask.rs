//! A request as the site sees it: decoded once, by rules that leave nothing to be decoded twice.

use std::net::IpAddr;

/// What a request wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// To be shown something; changes nothing.
    Get,
    /// To change something.
    Post,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What it wants done.
    pub method: Method,
    /// The segments of its path, decoded.
    pub path: Vec<String>,
    /// The fields of its query, in order.
    pub query: Vec<(String, String)>,
    /// The fields of the form it brings, in order.
    pub form: Vec<(String, String)>,
    /// Its headers: names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// Where it comes from.
    pub from: IpAddr,
}

impl Ask {
    /// A request for `target`, a path with or without a query.
    #[must_use]
    pub fn get(target: &str) -> Ask {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Ask {
            method: Method::Get,
            path: segments(path),
            query: fields(query),
            form: Vec::new(),
            headers: Vec::new(),
            from: IpAddr::from([127, 0, 0, 1]),
        }
    }

    /// A form sent to `target`.
    #[must_use]
    pub fn post(target: &str, form: &str) -> Ask {
        Ask { method: Method::Post, form: fields(form), ..Ask::get(target) }
    }

    /// The same with a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Ask {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The first header of a name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The first field of the query with a name, where it is not empty.
    #[must_use]
    pub fn queried(&self, name: &str) -> Option<&str> {
        first(&self.query, name)
    }

    /// The first field of the form with a name, where it is not empty.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        first(&self.form, name)
    }

    /// A cookie that the browser sent.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.iter().filter(|(n, _)| n == "cookie").flat_map(|(_, v)| v.split(';'));
        cookies.filter_map(|c| c.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, value)| value)
    }
}

fn first<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// The segments of a path, decoded one by one, so that a slash that stands encoded in one parts nothing.
pub(crate) fn segments(path: &str) -> Vec<String> {
    path.split('/').filter(|s| !s.is_empty()).map(|s| decoded(s, false)).collect()
}

/// The fields of a query or a form.
pub(crate) fn fields(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name, true), decoded(value, true))
        })
        .collect()
}

fn decoded(text: &str, plus: bool) -> String {
    let hex = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let coded = (bytes[at] == b'%').then(|| Some(hex(*bytes.get(at + 1)?)? * 16 + hex(*bytes.get(at + 2)?)?)).flatten();
        match coded {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if plus && bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Text as one segment of a path, or one value of a query.
#[must_use]
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(b as char);
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests;
