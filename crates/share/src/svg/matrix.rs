//! Parties by parties: a square grows with what the two have in common, and holds the number.

use super::{Class, Drawing, Frame, cut};
use reports::Matrix;
use std::collections::BTreeMap;

/// Parties that are drawn, those with most in common.
const MOST: usize = 16;

/// The squares.
#[must_use]
pub fn matrix(matrix: &Matrix, names: &dyn Fn(&str) -> String, pair: &dyn Fn(&str, &str) -> String, frame: &Frame<'_>) -> String {
    const CELL: f64 = 40.0;
    const LEFT: f64 = 190.0;
    let mut weight: BTreeMap<&str, usize> = BTreeMap::new();
    for p in &matrix.pairs {
        *weight.entry(&p.one).or_default() += p.count;
        *weight.entry(&p.other).or_default() += p.count;
    }
    let mut parties: Vec<(&str, usize)> = weight.into_iter().collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    parties.truncate(MOST);
    let place: BTreeMap<&str, usize> = parties.iter().enumerate().map(|(n, (p, _))| (*p, n)).collect();
    let most = matrix.pairs.iter().map(|p| p.count).max().unwrap_or(1) as f64;
    let side = parties.len() as f64 * CELL;
    let mut drawing = Drawing::new(LEFT + side + 150.0, side + 8.0);
    for (n, (party, _)) in parties.iter().enumerate() {
        let y = 4.0 + n as f64 * CELL;
        drawing.words(&(frame.href)(&format!("party:{party}")), |d| {
            d.text(Class::Text, (LEFT - 10.0, y + CELL / 2.0 + 4.5), "end", &cut(&names(party), 26));
        });
        // Above the diagonal stands the name of the column, where nothing else is.
        drawing.text(Class::Soft, (LEFT + n as f64 * CELL + 6.0, y + CELL / 2.0 + 4.5), "start", &cut(&names(party), 26));
    }
    for p in &matrix.pairs {
        let (Some(a), Some(b)) = (place.get(p.one.as_str()), place.get(p.other.as_str())) else { continue };
        let (row, column) = (*a.max(b), *a.min(b));
        let (x, y) = (LEFT + column as f64 * CELL, 4.0 + row as f64 * CELL);
        // The smallest square still holds its number.
        let size = 22.0 + (p.count as f64 / most).sqrt() * (CELL - 26.0);
        let told = format!("{} – {}: {}", names(&p.one), names(&p.other), p.count);
        drawing.link(&pair(&p.one, &p.other), &told, |d| {
            let at = (x + (CELL - 2.0 - size) / 2.0, y + (CELL - 2.0 - size) / 2.0);
            d.rect(Class::Paper, (x, y), (CELL - 2.0, CELL - 2.0));
            d.rect(Class::Held, at, (size, size));
            d.text(Class::OnDark, (x + CELL / 2.0 - 1.0, y + CELL / 2.0 + 3.5), "middle", &p.count.to_string());
        });
    }
    drawing.finish(frame, "matrix", &format!("{}: {}", (frame.said)("parties"), parties.len()))
}
