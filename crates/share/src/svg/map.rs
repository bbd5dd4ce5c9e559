//! Where was met: a disc for meetings, a square for visits, on the outlines of the land.

use super::{Class, Drawing, Frame, number};
use reports::Place;

/// The outlines of the land as one path, in degrees east and south of 180° W, 90° N, tenths of a degree.
const LAND: &str = include_str!("land.txt");

/// The map.
#[must_use]
pub fn map(places: &[Place], frame: &Frame<'_>) -> String {
    // Two pixels and a half a degree; the poles, where nobody meets, are left out.
    const SCALE: f64 = 2.75;
    const NORTH: f64 = 84.0;
    const SOUTH: f64 = -58.0;
    let mut drawing = Drawing::new(360.0 * SCALE, (NORTH - SOUTH) * SCALE);
    let land = LAND.lines().filter(|l| !l.starts_with('#')).collect::<String>();
    drawing.raw(&format!(
        "<g transform=\"scale({}) translate(0 {})\"><path {} d=\"{land}\"/></g>",
        SCALE / 10.0,
        number((NORTH - 90.0) * 10.0),
        Class::Land.attributes()
    ));
    for place in places.iter().rev() {
        let (x, y) = ((place.longitude + 180.0) * SCALE, (NORTH - place.latitude) * SCALE);
        let (meetings, visits) = (place.meetings.len(), place.visits.len());
        let told = format!("{}: {meetings} {}, {visits} {}", place.name, (frame.said)("meetings"), (frame.said)("visits"));
        let href = place.meetings.first().or(place.visits.first()).map(|e| (frame.href)(e.as_str())).unwrap_or_default();
        let href = if meetings + visits > 1 { String::new() } else { href };
        drawing.link(&href, &told, |d| {
            if meetings > 0 {
                d.mark("held", (x, y), 3.0 + (meetings as f64).sqrt() * 1.6);
            }
            if visits > 0 {
                let side = 5.0 + (visits as f64).sqrt() * 2.5;
                d.rect(Class::Warn, (x - side / 2.0, y - side / 2.0), (side, side));
            }
        });
    }
    // A name that would stand on another is left to the title of its mark.
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for place in places {
        let (x, y) = ((place.longitude + 180.0) * SCALE + 9.0, (NORTH - place.latitude) * SCALE + 4.0);
        let width = place.name.chars().count() as f64 * 7.5;
        let clear = |at: f64| taken.iter().all(|(l, r, y)| (y - at).abs() > 14.0 || *l > x + width || *r < x);
        let Some(at) = [y, y - 13.0, y + 13.0].into_iter().find(|at| clear(*at)).filter(|_| x + width < 360.0 * SCALE) else { continue };
        taken.push((x, x + width, at));
        drawing.text(Class::Text, (x, at), "start", &place.name);
    }
    drawing.finish(frame, "map", &format!("{}: {}", (frame.said)("place"), places.len()))
}
