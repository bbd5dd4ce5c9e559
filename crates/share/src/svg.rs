//! **How do answers look as drawings?** One file per chart: values of a report → SVG.
//!
//! Never: tells something by colour alone: shape, filling and words say it first. Every mark that stands for an entity is
//! a link with a title, every drawing has a title and a description; the table beside it says the same in words.
//!
//! Colours are attributes, which a style sheet may override by the classes; a drawing by itself needs nothing else.

pub mod cadence;
pub mod ladder;
pub mod lanes;
pub mod map;
pub mod matrix;
pub mod months;
pub mod network;
pub mod standing;
pub mod strips;

use crate::plain::one_line;
use model::{Moment, PartialDate};
use std::fmt::Write as _;

/// What a drawing needs from its page: where entities stand, and the texts of its language.
pub struct Frame<'f> {
    /// Its title.
    pub title: &'f str,
    /// The page of an entity, by its id; of a party, by `party:` and its code or name.
    pub href: &'f dyn Fn(&str) -> String,
    /// A word in the language of the page.
    pub said: &'f dyn Fn(&str) -> String,
    /// A date in the language of the page.
    pub date: &'f dyn Fn(PartialDate) -> String,
}

/// A drawing that is being made.
pub(crate) struct Drawing {
    width: f64,
    height: f64,
    body: String,
}

impl Drawing {
    pub(crate) fn new(width: f64, height: f64) -> Drawing {
        Drawing { width, height, body: String::new() }
    }

    /// The whole, with what it is and what it shows for those who do not see it.
    pub(crate) fn finish(self, frame: &Frame<'_>, name: &str, description: &str) -> String {
        let (title, description) = (escaped(frame.title), escaped(description));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"group\" \
             aria-labelledby=\"{name}-title {name}-desc\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\
             <title id=\"{name}-title\">{title}</title><desc id=\"{name}-desc\">{description}</desc>{}</svg>",
            self.body,
            w = number(self.width),
            h = number(self.height),
        )
    }

    pub(crate) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    pub(crate) fn line(&mut self, class: Class, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = write!(
            self.body,
            "<line {} x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            class.attributes(),
            number(x1),
            number(y1),
            number(x2),
            number(y2)
        );
    }

    pub(crate) fn rect(&mut self, class: Class, (x, y): (f64, f64), (w, h): (f64, f64)) {
        let _ = write!(
            self.body,
            "<rect {} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            class.attributes(),
            number(x),
            number(y),
            number(w.max(0.0)),
            number(h.max(0.0))
        );
    }

    pub(crate) fn text(&mut self, class: Class, (x, y): (f64, f64), anchor: &str, text: &str) {
        let _ = write!(
            self.body,
            "<text {} x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            class.attributes(),
            number(x),
            number(y),
            escaped(text)
        );
    }

    /// Something that leads to a page, with what it is.
    pub(crate) fn link(&mut self, href: &str, title: &str, draw: impl FnOnce(&mut Drawing)) {
        if href.is_empty() {
            let _ = write!(self.body, "<g><title>{}</title>", escaped(title));
            draw(self);
            self.body.push_str("</g>");
            return;
        }
        let _ = write!(self.body, "<a href=\"{}\" aria-label=\"{}\"><title>{1}</title>", escaped(href), escaped(title));
        draw(self);
        self.body.push_str("</a>");
    }

    /// Words that lead to a page, and are its name.
    pub(crate) fn words(&mut self, href: &str, draw: impl FnOnce(&mut Drawing)) {
        if href.is_empty() {
            return draw(self);
        }
        let _ = write!(self.body, "<a href=\"{}\">", escaped(href));
        draw(self);
        self.body.push_str("</a>");
    }

    /// The mark of a meeting: full where it was held, hollow where it is planned, crossed where it was not to be.
    pub(crate) fn mark(&mut self, status: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, r) = (number(x), number(y), number(radius));
        let _ = match status {
            "held" => write!(self.body, "<circle {} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>", Class::Held.attributes()),
            "cancelled" | "postponed" | "denied" => write!(
                self.body,
                "<g {}><circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/><path d=\"M{x} {y}m-{r} -{r}l{d} {d}m0 -{d}l-{d} {d}\"/></g>",
                Class::Off.attributes(),
                d = number(radius * 2.0)
            ),
            "not seen" => {
                write!(self.body, "<circle {} stroke-dasharray=\"2 2\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>", Class::Paper.attributes())
            }
            _ => write!(self.body, "<circle {} stroke-width=\"2\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>", Class::Planned.attributes()),
        };
    }
}

/// What a mark is; its colour where no style sheet says another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Axis,
    Grid,
    Text,
    Soft,
    Held,
    Planned,
    Off,
    Band,
    Good,
    Warn,
    Bad,
    Now,
    Land,
    Paper,
    Line,
    OnDark,
}

impl Class {
    pub(crate) fn attributes(self) -> &'static str {
        match self {
            Class::Axis => r##"class="c-axis" stroke="#8d8778""##,
            Class::Grid => r##"class="c-grid" stroke="#d9d4c8""##,
            Class::Text => r##"class="c-text" fill="#1c2430""##,
            Class::Soft => r##"class="c-soft" fill="#4d5868""##,
            Class::Held => r##"class="c-held" fill="#34506e" stroke="#34506e""##,
            Class::Planned => r##"class="c-planned" fill="#fdfcf9" stroke="#34506e""##,
            Class::Off => r##"class="c-off" fill="none" stroke="#8c1d18" stroke-width="1.6""##,
            Class::Band => r##"class="c-band" fill="#34506e" opacity=".28""##,
            Class::Good => r##"class="c-good" fill="#1f5f3c" stroke="#1f5f3c""##,
            Class::Warn => r##"class="c-warn" fill="#774b00" stroke="#774b00""##,
            Class::Bad => r##"class="c-bad" fill="#8c1d18" stroke="#8c1d18""##,
            Class::Now => r##"class="c-now" stroke="#8a3324" stroke-dasharray="4 3""##,
            Class::Land => r##"class="c-land" fill="#d9d4c8""##,
            Class::Paper => r##"class="c-paper" fill="#fdfcf9" stroke="#8d8778""##,
            Class::Line => r##"class="c-line" fill="none" stroke="#8d8778""##,
            Class::OnDark => r##"class="c-on" fill="#fdfcf9""##,
        }
    }
}

/// Days on a line.
pub(crate) struct Scale {
    first: i64,
    last: i64,
    left: f64,
    width: f64,
}

impl Scale {
    /// From the first to the last of some dates, whole years, between two places; `None` where there is no date.
    pub(crate) fn of(dates: impl Iterator<Item = PartialDate>, left: f64, width: f64) -> Option<Scale> {
        let (mut first, mut last) = (u16::MAX, 0);
        for date in dates {
            first = first.min(date.lower().or(date.upper())?.year);
            last = last.max(date.upper().or(date.lower())?.year);
        }
        let begin = |year: u16| Moment { year, month: 1, day: 1, hour: 0, minute: 0 }.day_number();
        (first <= last).then(|| Scale { first: begin(first), last: begin(last.saturating_add(1)), left, width })
    }

    pub(crate) fn at(&self, moment: Moment) -> f64 {
        let days = (moment.day_number() - self.first) as f64 / (self.last - self.first).max(1) as f64;
        self.left + days.clamp(0.0, 1.0) * self.width
    }

    /// The place of a date: the middle of what it may mean, and from where to where that is.
    pub(crate) fn place(&self, date: PartialDate) -> (f64, f64, f64) {
        let from = date.lower().map_or(self.left, |m| self.at(m));
        let to = date.upper().map_or(self.left + self.width, |m| self.at(m));
        (f64::midpoint(from, to), from, to)
    }

    /// Years with their places: each, or each fifth, or each tenth, as there is room.
    pub(crate) fn years(&self) -> Vec<(u16, f64)> {
        let year_of = |day: i64| (day as f64 / 365.2425).round() as u16;
        let (first, last) = (year_of(self.first), year_of(self.last));
        let room = (self.width / 46.0).max(1.0);
        let count = f64::from(last - first);
        let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|s| count / f64::from(*s) <= room).unwrap_or(200);
        let begin = |year: u16| Moment { year, month: 1, day: 1, hour: 0, minute: 0 };
        (first..last).filter(|y| y % step == 0).map(|y| (y, self.at(begin(y)))).collect()
    }

    /// The years as lines with their numbers over them, and today as a dashed line.
    pub(crate) fn draw(&self, drawing: &mut Drawing, top: f64, bottom: f64, now: Option<PartialDate>) {
        for (year, x) in self.years() {
            drawing.line(Class::Grid, (x, top), (x, bottom));
            drawing.text(Class::Soft, (x + 3.0, top - 5.0), "start", &year.to_string());
        }
        if let Some(x) = now.and_then(|d| d.lower()).map(|m| self.at(m)).filter(|x| *x < self.left + self.width) {
            drawing.line(Class::Now, (x, top), (x, bottom));
        }
    }
}

/// A number without decimals that nobody sees.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Text with what is too long cut: `most` small letters, or fewer of those that take more room.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let tenths = |c: char| match c {
        '\u{1100}'..='\u{ffef}' => 20,
        'A'..='Z' => 13,
        _ => 10,
    };
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += tenths(c);
        if used > most * 10 {
            return out.trim_end().to_owned() + "…";
        }
        out.push(c);
    }
    out
}

pub(crate) fn escaped(text: &str) -> String {
    one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests;
