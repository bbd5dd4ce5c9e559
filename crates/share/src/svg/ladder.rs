//! The sessions of a mechanism as rungs: full where held, hollow where planned, dashed where no document was read.

use super::{Class, Drawing, Frame, cut};
use reports::Sessions;

/// The ladder.
#[must_use]
pub fn ladder(sessions: &Sessions, frame: &Frame<'_>) -> String {
    const ROW: f64 = 30.0;
    let height = sessions.rungs.len() as f64 * ROW + 24.0;
    let mut drawing = Drawing::new(760.0, height);
    if sessions.rungs.len() > 1 {
        drawing.line(Class::Axis, (62.0, 12.0 + ROW / 2.0), (62.0, height - 12.0 - ROW / 2.0));
    }
    for (n, rung) in sessions.rungs.iter().enumerate() {
        let y = 12.0 + (n as f64 + 0.5) * ROW;
        let date = rung.date.map(|d| (frame.date)(d)).unwrap_or_default();
        let place = rung.place.clone().unwrap_or_default();
        let status = (frame.said)(&rung.status);
        let href = rung.entity.as_ref().map(|e| (frame.href)(e.as_str())).unwrap_or_default();
        drawing.words(&href, |d| {
            d.text(Class::Text, (46.0, y + 4.5), "end", &rung.number());
            d.mark(&rung.status, (62.0, y), 7.0);
            d.text(Class::Text, (84.0, y + 4.5), "start", &date);
            d.text(Class::Text, (310.0, y + 4.5), "start", &cut(&place, 38));
            d.text(Class::Soft, (600.0, y + 4.5), "start", &status);
        });
    }
    let held = sessions.rungs.iter().filter(|r| r.status == "held").count();
    let unseen = sessions.rungs.iter().filter(|r| r.entity.is_none());
    let missing: u32 = unseen.map(|r| r.through.zip(r.ordinal).map_or(1, |(to, from)| to - from + 1)).sum();
    drawing.finish(
        frame,
        "ladder",
        &format!("{}: {held} {}, {missing} {}", sessions.mechanism, (frame.said)("held"), (frame.said)("not seen")),
    )
}
