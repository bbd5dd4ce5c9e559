//! Claims per month of publication as bars; months from which nothing was read are hatched, as silence means nothing there.

use super::{Class, Drawing, Frame, number};
use reports::Month;

const HATCH: &str = r##"<defs><pattern id="months-unread" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="c-grid" x1="0" y1="0" x2="0" y2="6" stroke="#d9d4c8" stroke-width="3"/></pattern></defs>"##;
/// Months that are drawn: the last ones.
const MOST: usize = 240;

/// The bars in small, for a page about something else.
#[must_use]
pub fn spark(months: &[Month], frame: &Frame<'_>) -> String {
    const HIGH: f64 = 34.0;
    let months = &months[months.len().saturating_sub(MOST)..];
    let most = months.iter().map(|m| m.claims).max().unwrap_or(1).max(1) as f64;
    let step = (420.0 / (months.len().max(1) as f64)).min(14.0);
    let wide = step * months.len() as f64;
    let mut drawing = Drawing::new(560.0, HIGH + 20.0);
    drawing.raw(HATCH);
    for (n, month) in months.iter().enumerate() {
        let x = 60.0 + n as f64 * step;
        if month.documents == 0 {
            let (x, step) = (number(x), number(step));
            drawing.raw(&format!("<rect x=\"{x}\" y=\"4\" width=\"{step}\" height=\"{HIGH}\" fill=\"url(#months-unread)\"/>"));
        } else if month.claims > 0 {
            let height = (month.claims as f64 / most * HIGH).max(2.0);
            let told = format!("{}: {} {}", month.month, month.claims, (frame.said)("claims"));
            drawing.link("", &told, |d| d.rect(Class::Held, (x + step * 0.1, 4.0 + HIGH - height), ((step * 0.8).max(1.0), height)));
        }
    }
    drawing.line(Class::Axis, (60.0, 4.0 + HIGH), (60.0 + wide, 4.0 + HIGH));
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        drawing.text(Class::Soft, (56.0, 4.0 + HIGH), "end", &first.month);
        drawing.text(Class::Soft, (64.0 + wide, 4.0 + HIGH), "start", &last.month);
    }
    drawing.finish(frame, "spark", &format!("{}: {}", (frame.said)("month"), months.len()))
}

/// The bars.
#[must_use]
pub fn months(months: &[Month], frame: &Frame<'_>) -> String {
    const HIGH: f64 = 140.0;
    let months = &months[months.len().saturating_sub(MOST)..];
    let most = months.iter().map(|m| m.claims).max().unwrap_or(1).max(1) as f64;
    let mut drawing = Drawing::new(960.0, HIGH + 50.0);
    drawing.raw(HATCH);
    let step = 900.0 / (months.len().max(1) as f64);
    let mut labelled = f64::MIN;
    for (n, month) in months.iter().enumerate() {
        let x = 40.0 + n as f64 * step;
        if month.documents == 0 {
            drawing.raw(&format!(
                "<rect x=\"{}\" y=\"20\" width=\"{}\" height=\"{HIGH}\" fill=\"url(#months-unread)\"/>",
                number(x),
                number(step)
            ));
        } else {
            let height = (month.claims as f64 / most * HIGH).max(1.5);
            let told =
                format!("{}: {} {}, {} {}", month.month, month.claims, (frame.said)("claims"), month.documents, (frame.said)("documents"));
            drawing.link("", &told, |d| d.rect(Class::Held, (x + step * 0.1, 20.0 + HIGH - height), ((step * 0.8).max(1.0), height)));
        }
        if let Some(year) = month.month.strip_suffix("-01").filter(|_| x - labelled > 44.0) {
            labelled = x;
            drawing.line(Class::Axis, (x, 20.0 + HIGH), (x, 26.0 + HIGH));
            drawing.text(Class::Soft, (x + 2.0, 40.0 + HIGH), "start", year);
        }
    }
    drawing.line(Class::Axis, (40.0, 20.0 + HIGH), (940.0, 20.0 + HIGH));
    drawing.text(Class::Soft, (34.0, 30.0), "end", &number(most));
    drawing.text(Class::Soft, (34.0, 20.0 + HIGH), "end", "0");
    drawing.finish(frame, "months", &format!("{}: {}", (frame.said)("month"), months.len()))
}
