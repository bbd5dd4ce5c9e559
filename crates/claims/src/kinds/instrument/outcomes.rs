//! Texts that a list or a table names below a heading that says what became of them: `Documents signed`.

use super::listed::item;
use crate::cues;
use crate::reading::Reading;
use model::claim::InstrumentAction;
use std::collections::BTreeMap;

/// What became of the texts below a heading: `Documents signed`, `List of agreements adopted`.
pub(super) fn headed(low: &str) -> Option<InstrumentAction> {
    if low.len() > 80 || !cues::speaks("heading", low, "texts") {
        return None;
    }
    let said = |list: &[&str]| low.split(|c: char| !c.is_alphabetic()).any(|w| list.contains(&w));
    if said(&["signed", "concluded", "exchanged", "inked", "signing"]) {
        Some(InstrumentAction::Signed)
    } else if said(&["adopted"]) {
        Some(InstrumentAction::Adopted)
    } else {
        None
    }
}

/// A row of a table of texts: what became of them, and its cells by column.
struct Row {
    action: InstrumentAction,
    cells: Vec<(u16, model::Span)>,
}

/// Texts in the lists and tables below a heading that says what became of them.
pub(crate) fn outcomes(reading: &mut Reading<'_, '_>) {
    let document = reading.document();
    let mut under: Option<InstrumentAction> = None;
    let mut heads: BTreeMap<(u16, u16), String> = BTreeMap::new();
    let mut rows: BTreeMap<(u16, u16), Row> = BTreeMap::new();
    for block in &document.blocks {
        let low = block.span.of(&document.text).trim().to_lowercase();
        match block.role {
            model::Role::Heading { .. } | model::Role::Caption => under = headed(&low),
            model::Role::ListItem { .. } => {
                if let Some(action) = under {
                    let range = reading.words.words_of(block.span);
                    // An item that tells what was done is read by its verb.
                    let told = reading.frames.of_sentence[reading.words.sentence_of(range.start)].clone();
                    if !told.map(|f| &reading.frames.all[f]).any(|f| f.form == crate::frame::Form::Finite) {
                        item(reading, &range, action, &[]);
                    }
                }
            }
            model::Role::TableCell { table, row, column, header } => {
                if row == 0 || header {
                    heads.entry((table, column)).or_insert(low);
                } else if let Some(action) = under {
                    rows.entry((table, row)).or_insert_with(|| Row { action, cells: Vec::new() }).cells.push((column, block.span));
                }
            }
            // `Agreements signed:`, without a verb of its own.
            model::Role::Paragraph if low.len() <= 60 && low.ends_with(':') => under = headed(&low),
            model::Role::Paragraph | model::Role::Term | model::Role::Definition => {}
        }
    }
    for ((table, _), Row { action, cells }) in rows {
        let cell = |wanted: &str| {
            let named = |(c, _): &&(u16, model::Span)| heads.get(&(table, *c)).is_some_and(|h| cues::speaks("column", h, wanted));
            cells.iter().find(named).map(|(_, span)| *span)
        };
        let Some(name) = cell("text") else { continue };
        let by = cell("sides");
        let sides = by.map(|span| sides_of(reading, span)).unwrap_or_default();
        let range = reading.words.words_of(name);
        item(reading, &range, action, &sides);
    }
}

/// Those whom a cell names, parted by commas, semicolons or `and`; whoever is not known stands by its name.
fn sides_of(reading: &Reading<'_, '_>, span: model::Span) -> Vec<model::Party> {
    let text = span.of(&reading.document().text);
    let mut at = span.start;
    let mut out = Vec::new();
    for piece in text.split_inclusive([';', ',']) {
        let end = at + piece.len() as u32;
        let known = reading.who.parties_in(&reading.words.words_of(model::Span { start: at, end }));
        let name = piece.trim().trim_end_matches([';', ',']).trim();
        match known.into_iter().next() {
            Some(party) => out.push(party),
            None if !name.is_empty() => out.push(model::Party::new(name)),
            None => {}
        }
        at = end;
    }
    out
}
