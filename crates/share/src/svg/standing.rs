//! Commitments by progress, stacked by how they keep their time: each part has a filling of its own.

use super::{Class, Drawing, Frame};
use reports::Standings;

const FILLINGS: &str = r##"<defs><pattern id="standing-soon" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="c-planned" width="6" height="6" fill="#fdfcf9" stroke="none"/><line class="c-warn" x1="0" y1="0" x2="0" y2="6" stroke="#774b00" stroke-width="4"/></pattern><pattern id="standing-ahead" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="c-on" width="6" height="6" fill="#fdfcf9"/><circle class="c-held" cx="3" cy="3" r="1.3" fill="#34506e"/></pattern></defs>"##;

/// The bars.
#[must_use]
pub fn standings(standings: &Standings, frame: &Frame<'_>) -> String {
    const ROW: f64 = 34.0;
    const LEFT: f64 = 150.0;
    const WIDE: f64 = 540.0;
    let most = standings.bars.iter().map(reports::Bar::all).max().unwrap_or(1).max(1) as f64;
    let height = standings.bars.len() as f64 * ROW + 40.0;
    let mut drawing = Drawing::new(760.0, height);
    drawing.raw(FILLINGS);
    for (n, bar) in standings.bars.iter().enumerate() {
        let y = 6.0 + n as f64 * ROW;
        drawing.text(Class::Text, (LEFT - 12.0, y + 18.0), "end", &(frame.said)(&bar.progress));
        let mut x = LEFT;
        for (part, word, count) in parts(bar) {
            if count == 0 {
                continue;
            }
            let width = count as f64 / most * WIDE;
            let told = format!("{}, {}: {count}", (frame.said)(&bar.progress), (frame.said)(word));
            drawing.link("", &told, |d| {
                filled(d, part, (x, y), (width, ROW - 10.0));
                if width > 24.0 {
                    // The number stands on a ground of its own, readable over every filling.
                    d.rect(Class::Paper, (x + width / 2.0 - 11.0, y + 4.0), (22.0, ROW - 18.0));
                    d.text(Class::Text, (x + width / 2.0, y + 16.5), "middle", &count.to_string());
                }
            });
            x += width;
        }
        drawing.text(Class::Soft, (x + 8.0, y + 17.0), "start", &bar.all().to_string());
    }
    let mut x = LEFT;
    for (part, word) in ["overdue", "due soon", "not due", "no due date", "closed"].into_iter().enumerate() {
        filled(&mut drawing, part, (x, height - 24.0), (16.0, 12.0));
        let word = (frame.said)(word);
        drawing.text(Class::Text, (x + 22.0, height - 13.5), "start", &word);
        x += 50.0 + word.chars().map(|c| if c > '\u{2e80}' { 13.0 } else { 7.2 }).sum::<f64>();
    }
    let all: usize = standings.bars.iter().map(reports::Bar::all).sum();
    drawing.finish(frame, "standing", &format!("{}: {all}", (frame.said)("commitments")))
}

fn parts(bar: &reports::Bar) -> [(usize, &'static str, usize); 5] {
    [
        (0, "overdue", bar.overdue),
        (1, "due soon", bar.due_soon),
        (2, "not due", bar.not_due),
        (3, "no due date", bar.no_due),
        (4, "closed", bar.closed),
    ]
}

/// Full for what is overdue, hatched for soon, dotted for ahead, empty without a day, green for what is done.
fn filled(drawing: &mut Drawing, part: usize, at: (f64, f64), size: (f64, f64)) {
    match part {
        0 => drawing.rect(Class::Bad, at, size),
        4 => drawing.rect(Class::Good, at, size),
        _ => {
            drawing.rect(Class::Paper, at, size);
            let pattern = match part {
                1 => "standing-soon",
                2 => "standing-ahead",
                _ => return,
            };
            let n = super::number;
            drawing.raw(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{pattern})\" stroke=\"none\"/>",
                n(at.0),
                n(at.1),
                n(size.0),
                n(size.1)
            ));
        }
    }
}
