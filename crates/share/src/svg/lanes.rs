//! Meetings in the lanes of their mechanisms, on a line of years: a band where the day is not known.

use super::{Class, Drawing, Frame, Scale, cut};
use reports::Lanes;

/// Lanes that are drawn; the table holds the rest.
const MOST: usize = 40;

/// The lanes.
#[must_use]
pub fn lanes(lanes: &Lanes, frame: &Frame<'_>) -> String {
    const ROW: f64 = 26.0;
    const LEFT: f64 = 330.0;
    const TOP: f64 = 26.0;
    let shown = &lanes.lanes[..lanes.lanes.len().min(MOST)];
    let dates = shown.iter().flat_map(|l| l.marks.iter().map(|m| m.date));
    let height = TOP + shown.len() as f64 * ROW + 8.0;
    let mut drawing = Drawing::new(980.0, height);
    let Some(scale) = Scale::of(dates, LEFT, 640.0) else { return drawing.finish(frame, "lanes", "") };
    scale.draw(&mut drawing, TOP - 4.0, height, Some(lanes.as_of));
    for (n, lane) in shown.iter().enumerate() {
        let y = TOP + (n as f64 + 0.5) * ROW;
        drawing.line(Class::Grid, (LEFT, y), (LEFT + 640.0, y));
        let name = if lane.name.is_empty() { "–".to_owned() } else { lane.name.clone() };
        let href = lane.entity.as_ref().map(|e| (frame.href)(e.as_str())).unwrap_or_default();
        drawing.words(&href, |d| d.text(Class::Text, (LEFT - 12.0, y + 4.5), "end", &cut(&name, 40)));
        for mark in &lane.marks {
            let (x, from, to) = scale.place(mark.date);
            let told = format!("{}, {}, {}", mark.name, (frame.date)(mark.date), (frame.said)(&mark.status));
            drawing.link(&(frame.href)(mark.entity.as_str()), &told, |d| {
                if to - from > 8.0 {
                    d.rect(Class::Band, (from, y - 4.0), (to - from, 8.0));
                }
                d.mark(&mark.status, (x, y), 5.0);
            });
        }
    }
    let meetings: usize = lanes.lanes.iter().map(|l| l.marks.len()).sum();
    drawing.finish(
        frame,
        "lanes",
        &format!("{}: {}; {}: {meetings}", (frame.said)("mechanisms"), lanes.lanes.len(), (frame.said)("meetings")),
    )
}
