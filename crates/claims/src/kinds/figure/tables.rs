//! Numbers in the cells of tables.

use crate::reading::Reading;
use annotate::MentionKind;
use model::claim::{Figure, FigureType};
use model::{ClaimKind, Role, Span};

/// Numbers in tables: the row's label says of what, the column's head when or of which kind.
pub(super) fn tables(reading: &mut Reading<'_, '_>) {
    let document = reading.document();
    let cells: Vec<(usize, u16, u16, u16, bool, Span)> = document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(i, b)| match b.role {
            Role::TableCell { table, row, column, header } => Some((i, table, row, column, header, b.span)),
            _ => None,
        })
        .collect();
    let mut places: std::collections::BTreeMap<(u16, u16, u16), Span> = std::collections::BTreeMap::new();
    for cell in &cells {
        places.entry((cell.1, cell.2, cell.3)).or_insert(cell.5);
    }
    let text = |table: u16, row: u16, column: u16| places.get(&(table, row, column)).copied();
    for (block, table, row, column, header, span) in cells {
        if header || row == 0 || column == 0 {
            continue;
        }
        let raw = span.of(&document.text).trim();
        // `EUR 39 million`
        let priced = raw.len() > 4
            && raw.is_char_boundary(3)
            && raw[..3].bytes().all(|b| b.is_ascii_uppercase())
            && raw[3..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if !priced && !raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '¥' | '£')) && !raw.contains('$') {
            continue;
        }
        let (Some(label), Some(head)) = (text(table, row, 0), text(table, 0, column)) else { continue };
        let caption = caption_of(reading, block);
        push_cell(reading, span, label, head, caption);
    }
}

/// The caption that stands over a table.
fn caption_of(reading: &Reading<'_, '_>, block: usize) -> Option<Span> {
    let blocks = &reading.document().blocks;
    (0..block)
        .rev()
        .take(60)
        .find(|b| !matches!(blocks[*b].role, Role::TableCell { .. }))
        .map(|b| blocks[b])
        .filter(|b| matches!(b.role, Role::Caption))
        .map(|b| b.span)
}

fn push_cell(reading: &mut Reading<'_, '_>, span: Span, label: Span, head: Span, caption: Option<Span>) {
    let document = reading.document();
    let of = |s: Span| s.of(&document.text).trim();
    let words = reading.words.words_of(span);
    let quantity = reading.words.mentions_in(&words).find_map(|(_, m)| match &m.kind {
        MentionKind::Quantity(q) => Some(q.clone()),
        _ => None,
    });
    let plain: Option<f64> = of(span).replace([',', ' '], "").parse().ok();
    let Some((mut value, mut unit)) = quantity.as_ref().map(|q| (q.value, q.unit.clone())).or(plain.map(|v| (v, None))) else { return };
    let date_in = |reading: &Reading<'_, '_>, s: Span| {
        let times = reading.times(&reading.words.words_of(s));
        times.at.or(times.until).or(times.since).or(times.due)
    };
    let (label_date, head_date) = (date_in(reading, label), date_in(reading, head));
    if value.fract() == 0.0 && (1900.0..2200.0).contains(&value) && of(span).len() == 4 && unit.is_none() {
        return;
    }
    // `Exports (US$ million)` in head, label or caption scales the cell.
    let scale_text = [Some(head), Some(label), caption].into_iter().flatten().find(|s| of(*s).contains("illion") || of(*s).contains("000"));
    if let (Some(text), None) = (scale_text, &unit) {
        let low = of(text).to_lowercase();
        value *= if low.contains("trillion") {
            1e12
        } else if low.contains("billion") {
            1e9
        } else if low.contains("million") {
            1e6
        } else {
            1e3
        };
        unit = spoken_money(reading, &low).or_else(|| currency(&low).map(str::to_owned));
    }
    // `Freight carried (tonnes)`
    unit = unit.or_else(|| [label, head].into_iter().find_map(|s| measured_in(of(s))));
    let head_low = of(head).to_lowercase();
    let kind = if head_low.contains("target") || head_low.contains("goal") || head_low.contains("plan") {
        FigureType::Target
    } else if head_low.contains("estimate") || head_low.contains("forecast") {
        FigureType::Estimate
    } else if unit.as_deref() == Some("percent") || head_low.contains("share") {
        FigureType::Share
    } else {
        FigureType::Actual
    };
    // Whichever of label and head is no date says what is counted.
    let subject = if label_date.is_some() { of(head) } else { of(label) };
    let subject = subject.split('(').next().unwrap_or(subject).trim().to_owned();
    // `Main imports, 2014` over the table dates what has no other date.
    let date = label_date.or(head_date).or_else(|| caption.and_then(|c| date_in(reading, c)));
    let figure = Figure { value, unit, of: Some(subject), date, kind: Some(kind), ..Figure::default() };
    let draft = reading.push(ClaimKind::Figure(figure), words, "figure/cell");
    draft.evidence = vec![span];
}

fn currency(low: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("us$", "USD"),
        ("usd", "USD"),
        ("a$", "AUD"),
        ("nz$", "NZD"),
        ("dollar", "USD"),
        ("euro", "EUR"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("yen", "JPY"),
        ("¥", "JPY"),
        ("won", "KRW"),
        ("yuan", "CNY"),
        ("rmb", "CNY"),
        ("rupee", "INR"),
        ("inr", "INR"),
        ("£", "GBP"),
        ("pound", "GBP"),
        ("$", "USD"),
    ];
    CODES.iter().find(|(word, _)| low.contains(word)).map(|(_, code)| *code)
}

/// The money that the text calls by the name which a table's head has: `million dirhams`.
fn spoken_money(reading: &Reading<'_, '_>, low: &str) -> Option<String> {
    let ann = reading.words.ann;
    // The first amounts say in which money the text counts.
    ann.mentions.iter().take(4 * crate::read::RECENT).find_map(|m| match &m.kind {
        MentionKind::Quantity(q) => {
            let code = q.unit.as_deref().filter(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()))?;
            let said = m.span.of(&ann.document.text);
            let name = said.rsplit(' ').next().filter(|w| w.len() > 3 && w.chars().all(|c| c.is_lowercase()))?;
            low.contains(name).then(|| code.to_owned())
        }
        _ => None,
    })
}

/// The unit in the brackets of a label or a head: `Average waiting time (days)`.
fn measured_in(text: &str) -> Option<String> {
    let inside = text.strip_suffix(')')?.rsplit_once('(')?.1.trim();
    let percent = matches!(inside, "%" | "per cent" | "percent");
    let noun = (3..=24).contains(&inside.len()) && inside.chars().all(|c| c.is_lowercase() || c == ' ') && inside.ends_with('s');
    let short = matches!(inside, "km" | "kg" | "MW" | "GWh" | "MWh" | "ha" | "GW" | "kWh");
    if percent { Some("percent".to_owned()) } else { (noun || short).then(|| inside.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::measured_in;

    #[test]
    fn brackets_say_in_what_a_row_is_measured() {
        assert_eq!(measured_in("Freight carried (tonnes)").as_deref(), Some("tonnes"));
        assert_eq!(measured_in("Share of imports (%)").as_deref(), Some("percent"));
        assert_eq!(measured_in("Exports (provisional)"), None);
        assert_eq!(measured_in("Exports (2023)"), None);
    }
}
