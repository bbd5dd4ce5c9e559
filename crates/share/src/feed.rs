//! Items as a feed: Atom (RFC 4287) and JSON Feed 1.1.

use crate::plain::one_line;
use model::Moment;
use serde_json::json;
use std::fmt::Write as _;

/// A feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// The question.
    pub title: String,
    /// The page it is a feed of.
    pub address: String,
    /// Its own address.
    pub itself: String,
    /// When it was last new.
    pub updated: Option<Moment>,
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// An item of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// A name that stays.
    pub id: String,
    /// What it is, in a line.
    pub title: String,
    /// Where it stands.
    pub address: String,
    /// When it was.
    pub updated: Option<Moment>,
    /// Where it stands and why.
    pub summary: String,
    /// The words that say it, and whose they are.
    pub quote: Option<(String, String)>,
}

/// A moment as feeds write it; a date alone is its first second in UTC.
fn time(moment: Option<Moment>) -> String {
    moment.map_or_else(
        || "1970-01-01T00:00:00Z".to_owned(),
        |m| format!("{:04}-{:02}-{:02}T{:02}:{:02}:00Z", m.year, m.month, m.day, m.hour, m.minute),
    )
}

/// As Atom.
#[must_use]
pub fn atom(feed: &Feed) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n<id>{2}</id>\n\
         <link rel=\"alternate\" href=\"{1}\"/>\n<link rel=\"self\" href=\"{2}\"/>\n<updated>{3}</updated>\n<author><name>Chancery</name></author>\n",
        escaped(&feed.title),
        escaped(&feed.address),
        escaped(&feed.itself),
        time(feed.updated)
    );
    for entry in &feed.entries {
        let quote = entry.quote.as_ref().map(|(words, from)| format!(" “{words}” ({from})")).unwrap_or_default();
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            escaped(&entry.title),
            escaped(&entry.id.replace(' ', "-")),
            escaped(&entry.address),
            time(entry.updated),
            escaped(&format!("{}{quote}", entry.summary))
        );
    }
    out.push_str("</feed>\n");
    out
}

/// As JSON Feed.
#[must_use]
pub fn json(feed: &Feed) -> String {
    let item = |entry: &Entry| {
        let quote = entry.quote.as_ref().map(|(words, from)| format!(" “{words}” ({from})")).unwrap_or_default();
        json!({
            "id": entry.id, "url": entry.address, "title": one_line(&entry.title),
            "content_text": format!("{}{quote}", entry.summary), "date_published": time(entry.updated),
        })
    };
    let whole = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.address, "feed_url": feed.itself,
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    whole.to_string()
}

/// Text on one line in which no character has a meaning of its own.
fn escaped(text: &str) -> String {
    one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
