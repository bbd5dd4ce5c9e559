//! The time between sessions as bars, beside the time that is declared or usual.

use super::{Class, Drawing, Frame};
use reports::Sessions;

/// The bars.
#[must_use]
pub fn cadence(sessions: &Sessions, frame: &Frame<'_>) -> String {
    const ROW: f64 = 28.0;
    const LEFT: f64 = 270.0;
    const WIDE: f64 = 400.0;
    let longest = sessions.gaps.iter().map(|g| g.days).chain(sessions.rhythm).max().unwrap_or(1).max(1) as f64;
    let height = sessions.gaps.len() as f64 * ROW + 34.0;
    let mut drawing = Drawing::new(760.0, height);
    for (n, gap) in sessions.gaps.iter().enumerate() {
        let y = 8.0 + n as f64 * ROW;
        let width = gap.days as f64 / longest * WIDE;
        let late = sessions.rhythm.is_some_and(|usual| gap.days * 4 > usual * 5);
        let span = months(gap.days);
        drawing.text(Class::Text, (LEFT - 10.0, y + 15.0), "end", &format!("{} – {}", (frame.date)(gap.from), (frame.date)(gap.to)));
        drawing.rect(if late { Class::Warn } else { Class::Held }, (LEFT, y + 3.0), (width, ROW - 10.0));
        // A late bar ends in an open notch, so that it is told without colour too.
        if late {
            drawing.rect(Class::OnDark, (LEFT + width - 6.0, y + 6.0), (3.0, ROW - 16.0));
        }
        drawing.text(Class::Soft, (LEFT + width + 7.0, y + 15.0), "start", &span);
    }
    if let Some(usual) = sessions.rhythm {
        let x = LEFT + usual as f64 / longest * WIDE;
        drawing.line(Class::Now, (x, 2.0), (x, height - 22.0));
        drawing.text(Class::Soft, (x, height - 6.0), "middle", &format!("{}: {}", (frame.said)("declared"), months(usual)));
    }
    drawing.finish(frame, "cadence", &sessions.mechanism)
}

/// Days as years and months in figures: `5.9 y`, `11 m`.
fn months(days: i64) -> String {
    if days >= 730 { format!("{:.1} y", days as f64 / 365.2425) } else { format!("{:.0} m", days as f64 / 30.4369) }
}
