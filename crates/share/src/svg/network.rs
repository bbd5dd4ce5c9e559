//! Parties on the left, mechanisms on the right, a line where one belongs to the other, an arc where one reports to another.

use super::{Class, Drawing, Frame, cut, number};
use reports::{Knot, Network};

/// Mechanisms and parties that are drawn; the table holds the rest.
const MOST: usize = 32;

/// The lines.
#[must_use]
pub fn network(network: &Network, frame: &Frame<'_>) -> String {
    const ROW: f64 = 26.0;
    const LEFT: f64 = 230.0;
    const RIGHT: f64 = 560.0;
    let parties = &network.parties[..network.parties.len().min(MOST)];
    let mechanisms = &network.mechanisms[..network.mechanisms.len().min(MOST)];
    let rows = parties.len().max(mechanisms.len()) as f64;
    let mut drawing = Drawing::new(1000.0, rows * ROW + 16.0);
    let at = |n: usize, of: usize| 8.0 + (n as f64 + 0.5) * ROW * rows / (of.max(1) as f64);
    for (party, mechanism) in &network.members {
        if *party < parties.len() && *mechanism < mechanisms.len() {
            let (y1, y2) = (at(*party, parties.len()), at(*mechanism, mechanisms.len()));
            let path =
                format!("M{LEFT} {}C{} {} {} {} {RIGHT} {}", number(y1), LEFT + 120.0, number(y1), RIGHT - 120.0, number(y2), number(y2));
            drawing.raw(&format!("<path {} opacity=\".55\" d=\"{path}\"/>", Class::Line.attributes()));
        }
    }
    for (from, to) in &network.reports {
        if *from < mechanisms.len() && *to < mechanisms.len() {
            let (y1, y2) = (number(at(*from, mechanisms.len())), number(at(*to, mechanisms.len())));
            let bend = number(RIGHT - 60.0);
            drawing.raw(&format!(
                "<path {} stroke-width=\"1.6\" d=\"M{RIGHT} {y1}C{bend} {y1} {bend} {y2} {RIGHT} {y2}\" fill=\"none\"/>",
                Class::Now.attributes()
            ));
        }
    }
    let knot = |drawing: &mut Drawing, knot: &Knot, href: &str, x: f64, y: f64, anchor: &str| {
        drawing.words(href, |d| {
            d.mark("held", (x, y), 3.0 + (knot.ties as f64).sqrt());
            let at = if anchor == "end" { x - 14.0 } else { x + 14.0 };
            d.text(Class::Text, (at, y + 4.5), anchor, &cut(&knot.name, if anchor == "end" { 28 } else { 52 }));
        });
    };
    for (n, party) in parties.iter().enumerate() {
        knot(&mut drawing, party, &(frame.href)(&format!("party:{}", party.id)), LEFT, at(n, parties.len()), "end");
    }
    for (n, mechanism) in mechanisms.iter().enumerate() {
        knot(&mut drawing, mechanism, &(frame.href)(&mechanism.id), RIGHT, at(n, mechanisms.len()), "start");
    }
    let told =
        format!("{}: {}; {}: {}", (frame.said)("parties"), network.parties.len(), (frame.said)("mechanisms"), network.mechanisms.len());
    drawing.finish(frame, "network", &told)
}
