//! JSON Feed 1 and 1.1.

use super::{Channel, Entry};
use crate::formats::Reading;
use crate::{ErrorKind, Origin, charset};
use serde_json::Value;

/// Reads the entries of a JSON Feed.
pub(in crate::formats) fn read(bytes: &[u8], origin: &Origin, reading: &mut Reading<'_>) -> Result<(), ErrorKind> {
    let text = charset::decode(bytes, None).text;
    let feed: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|error| ErrorKind::Damaged { detail: format!("JSON: {error}") })?;
    let channel = Channel { title: string(&feed, "title"), language: string(&feed, "language"), author: author(&feed) };
    // An entry's own bytes are its JSON without white space, so that its id does not hang on the layout.
    let (mut entries, mut canonical) = (Vec::new(), String::new());
    for item in feed["items"].as_array().into_iter().flatten() {
        let start = canonical.len();
        canonical.push_str(&item.to_string());
        entries.push(entry(item, start..canonical.len()));
        canonical.push('\n');
    }
    super::deliver(&channel, &entries, bytes, &canonical, "application/feed+json", origin, reading)
}

fn entry(item: &Value, raw: std::ops::Range<usize>) -> Entry {
    let html = string(item, "content_html");
    let is_plain = html.is_empty();
    Entry {
        id: string(item, "id"),
        title: string(item, "title"),
        link: [string(item, "url"), string(item, "external_url")].into_iter().find(|url| !url.is_empty()).unwrap_or_default(),
        published: string(item, "date_published"),
        updated: string(item, "date_modified"),
        author: author(item),
        content: if is_plain { string(item, "content_text") } else { html },
        summary: string(item, "summary"),
        language: string(item, "language"),
        is_plain,
        raw,
    }
}

/// `authors` of version 1.1, `author` of version 1.
fn author(value: &Value) -> String {
    let names: Vec<String> = value["authors"].as_array().into_iter().flatten().map(|author| string(author, "name")).collect();
    let names = names.join(", ");
    if names.is_empty() { string(&value["author"], "name") } else { names }
}

fn string(value: &Value, key: &str) -> String {
    match &value[key] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
