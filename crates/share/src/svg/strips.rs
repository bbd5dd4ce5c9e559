//! Irritants on a line of years: a bar from since to until, a tick each time one was raised.

use super::{Class, Drawing, Frame, Scale, cut};
use reports::Strips;

/// Strips that are drawn; the table holds the rest.
const MOST: usize = 40;

/// The strips.
#[must_use]
pub fn strips(strips: &Strips, frame: &Frame<'_>) -> String {
    const ROW: f64 = 30.0;
    const LEFT: f64 = 360.0;
    const TOP: f64 = 26.0;
    const WIDE: f64 = 600.0;
    let dated: Vec<_> = strips.strips.iter().filter(|s| s.since.is_some() || !s.raised.is_empty()).take(MOST).collect();
    let dates = dated.iter().flat_map(|s| s.since.iter().chain(s.until.iter()).chain(s.raised.iter()).copied()).chain([strips.as_of]);
    let height = TOP + dated.len() as f64 * ROW + 8.0;
    let mut drawing = Drawing::new(LEFT + WIDE + 30.0, height);
    let Some(scale) = Scale::of(dates, LEFT, WIDE) else { return drawing.finish(frame, "strips", "") };
    scale.draw(&mut drawing, TOP - 4.0, height, Some(strips.as_of));
    let now = strips.as_of.upper().map_or(LEFT + WIDE, |m| scale.at(m));
    for (n, strip) in dated.iter().enumerate() {
        let y = TOP + (n as f64 + 0.5) * ROW;
        let status = (frame.said)(&strip.status);
        let since = strip.since.map(|d| (frame.date)(d)).unwrap_or_default();
        let told = format!("{}, {since}, {status}, {}: {}", strip.name, (frame.said)("times raised"), strip.raised.len());
        let href = (frame.href)(strip.entity.as_str());
        drawing.words(&href, |d| d.text(Class::Text, (LEFT - 12.0, y + 4.5), "end", &cut(&strip.name, 44)));
        drawing.link(&href, &told, |d| {
            if let Some(since) = strip.since {
                let (_, from, _) = scale.place(since);
                let to = strip.until.map_or(now, |until| scale.place(until).2);
                d.rect(Class::Band, (from, y - 7.0), (to - from, 14.0));
                d.line(Class::Axis, (from, y - 9.0), (from, y + 9.0));
                if strip.until.is_some() || strip.status == "resolved" {
                    d.line(Class::Axis, (to, y - 9.0), (to, y + 9.0));
                }
            }
            for raised in &strip.raised {
                let (x, ..) = scale.place(*raised);
                d.raw(&format!("<path {} d=\"M{} {}l5 9h-10z\"/>", Class::Bad.attributes(), super::number(x), super::number(y - 4.0)));
            }
        });
    }
    drawing.finish(frame, "strips", &format!("{}: {}", (frame.said)("measures"), strips.strips.len()))
}
