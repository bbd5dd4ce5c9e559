//! What a paragraph style means: a heading and its level, a list, a caption, a table of contents.

use super::{attribute, next, reader_of};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Styles that are based on each other are followed this far.
const MAX_ANCESTORS: usize = 20;

/// What a style makes of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Title,
    /// 1 to 6.
    Heading(u8),
    /// With its depth.
    List(u8),
    Caption,
    /// An entry of a table of contents or an index.
    Contents,
    Plain,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list_depth: Option<u8>,
    in_list: bool,
    hidden: bool,
}

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads `word/styles.xml` as far as it is well-formed.
    pub(super) fn read(part: &str) -> Styles {
        let mut styles = Styles::default();
        let mut reader = reader_of(part);
        let mut open: Option<(String, Style)> = None;
        while let Ok(event) = next(&mut reader) {
            match event {
                Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "style" => {
                    let id = attribute(&start, "styleId").unwrap_or_default();
                    if let Some((id, style)) = open.replace((id, Style::default())) {
                        styles.0.insert(id, style);
                    }
                }
                Event::Start(start) | Event::Empty(start) => {
                    if let Some((_, style)) = &mut open {
                        style.take(&start);
                    }
                }
                Event::End(end) if end.local_name().as_ref() == "style" => styles.0.extend(open.take()),
                Event::Eof => break,
                _ => {}
            }
        }
        styles
    }

    /// What the style `id` means. A style that is not defined still tells by its id.
    pub(super) fn meaning(&self, id: &str) -> Meaning {
        let (mut list, mut outline) = (None, None);
        let mut at = id;
        for _ in 0..MAX_ANCESTORS {
            let Some(style) = self.0.get(at) else {
                let by_id = meaning_of_name(at);
                return if by_id == Meaning::Plain { settled(outline, list) } else { by_id };
            };
            let by_name = meaning_of_name(&style.name);
            if by_name != Meaning::Plain {
                return by_name;
            }
            outline = outline.or(style.outline);
            list = list.or(style.in_list.then(|| style.list_depth.unwrap_or(0)));
            if style.based_on.is_empty() {
                break;
            }
            at = &style.based_on;
        }
        settled(outline, list)
    }

    /// Whether characters of the style `id` are not shown.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|style| style.hidden)
    }
}

fn settled(outline: Option<u8>, list: Option<u8>) -> Meaning {
    match (outline, list) {
        (Some(level @ 0..=5), _) => Meaning::Heading(level + 1),
        (_, Some(depth)) => Meaning::List(depth),
        _ => Meaning::Plain,
    }
}

impl Style {
    fn take(&mut self, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        match start.local_name().as_ref() {
            "name" => self.name = value().unwrap_or_default(),
            "basedOn" => self.based_on = value().unwrap_or_default(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "ilvl" => self.list_depth = value().and_then(|level| level.parse().ok()),
            "numId" => self.in_list = value().is_some_and(|id| id != "0"),
            "vanish" => self.hidden = super::is_on(start),
            _ => {}
        }
    }
}

/// Word writes the names of its own styles in English whatever the language of the program.
fn meaning_of_name(name: &str) -> Meaning {
    let name: String = name.to_lowercase().chars().filter(|c| *c != ' ' && *c != '-').collect();
    let number = |prefix: &str| name.strip_prefix(prefix).and_then(|level| level.parse::<u8>().ok());
    if let Some(level @ 1..=9) = number("heading") {
        return Meaning::Heading(level.min(6));
    }
    if number("toc").is_some() || number("index").is_some() || name == "tocheading" || name == "tableoffigures" {
        return Meaning::Contents;
    }
    let list = ["listbullet", "listnumber"].iter().find_map(|prefix| name.strip_prefix(prefix));
    match (name.as_str(), list) {
        ("title", _) => Meaning::Title,
        ("subtitle", _) => Meaning::Heading(2),
        ("caption", _) => Meaning::Caption,
        (_, Some("")) => Meaning::List(0),
        (_, Some(depth)) => depth.parse::<u8>().map_or(Meaning::Plain, |depth| Meaning::List(depth.saturating_sub(1))),
        _ => Meaning::Plain,
    }
}
