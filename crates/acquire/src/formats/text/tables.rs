//! Tables in plain text: cells parted by tabs, bars or wide gaps.

use super::lists::marker;
use super::units::is_row;

/// The cells of a line, if it has several.
pub(super) fn cells(raw: &str) -> Option<Vec<&str>> {
    let text = raw.trim();
    if marker(&text[..text.floor_char_boundary(40)]).is_some() || !is_row(raw) && !text.contains(" | ") && !text.contains("  ") {
        return None;
    }
    let cells: Vec<&str> = if text.contains('\t') {
        text.split('\t').map(str::trim).collect()
    } else if text.starts_with('|') || text.contains(" | ") {
        text.trim_matches('|').split('|').map(str::trim).collect()
    } else {
        text.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
    };
    (cells.len() >= 2).then_some(cells)
}

/// Whether the line only rules a table: `|---|---|`, `+----+`.
pub(super) fn is_ruler(raw: &str) -> bool {
    let text = raw.trim();
    text.len() >= 3 && text.contains('-') && text.chars().all(|c| "|+-=: \t".contains(c))
}

/// The lines from the first on that are rows of one table; none where they are too few for one.
pub(super) fn rows<'a>(mut raws: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let Some(first) = raws.next() else { return Vec::new() };
    let Some(columns) = cells(first).map(|cells| cells.len()) else { return Vec::new() };
    let fits =
        |raw: &&str| is_ruler(raw) || cells(raw).is_some_and(|cells| cells.len() == columns || columns > 2 && cells.len() + 1 == columns);
    let rows: Vec<&str> = std::iter::once(first).chain(raws.take_while(fits)).collect();
    let sure = first.contains('\t') || first.trim().starts_with('|') || cells(first).is_some_and(|cells| cells[0].ends_with([':', '：']));
    let real = rows.iter().filter(|raw| !is_ruler(raw)).count();
    if real >= if sure || columns >= 3 { 2 } else { 3 } { rows } else { Vec::new() }
}

/// Whether the first row heads the columns: a rule follows it, or the rows below have numbers and it has none.
pub(super) fn is_headed(raws: &[&str]) -> bool {
    if raws.get(1).is_some_and(|raw| is_ruler(raw)) {
        return true;
    }
    let numbers = |raw: &str| {
        cells(raw)
            .is_some_and(|cells| cells.iter().skip(1).any(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || "-−+$€¥£".contains(c))))
    };
    let rows = raws.len().saturating_sub(1);
    rows > 0 && !numbers(raws[0]) && raws[1..].iter().filter(|raw| numbers(raw)).count() * 2 > rows
}

/// Whether the rows are labels with their values: "Venue:      Room 4".
pub(super) fn is_outline(raws: &[&str]) -> bool {
    raws.iter().all(|raw| cells(raw).is_some_and(|cells| cells.len() == 2 && cells[0].ends_with([':', '：'])))
}
