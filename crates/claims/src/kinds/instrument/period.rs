//! From when to when a text runs: `(2014-2017)`, `which runs from 2021 to 2025`.

use crate::reading::Reading;
use model::{Part, PartialDate, Point};
use std::ops::Range;

/// `(2014-2017)`, `2026–2030`, `to 2040`: how long the text runs.
pub(super) fn period(reading: &Reading<'_, '_>, name: &Range<usize>) -> Option<PartialDate> {
    let text = crate::words::fold(&reading.words.text(name));
    let years: Vec<u16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4)
        .filter_map(|d| d.parse().ok())
        .filter(|y| (1900..2200).contains(y))
        .collect();
    match years.as_slice() {
        [a, b] if a < b => Some(PartialDate::Between(Some(Point::year(*a)), Some(Point::year(*b)))),
        [y] if text.contains(&format!(" to {y}")) || text.contains(&format!("until {y}")) => {
            Some(PartialDate::Between(None, Some(Point::year(*y))))
        }
        _ => None,
    }
}

/// `which runs from 2021 to 2025`, `a plan for 2017-2020`, `The memorandum runs until 2030`.
pub(super) fn runs(reading: &Reading<'_, '_>, frame: usize) -> Option<PartialDate> {
    let number = reading.frames.all[frame].sentence;
    let run = |n: usize| {
        let frames = reading.frames.of_sentence.get(n)?.clone();
        frames.map(|f| &reading.frames.all[f]).find(|f| matches!(f.lemma.as_ref(), "run" | "last" | "extend" | "remain")).and_then(|f| {
            let times = reading.times(&(f.head..f.right.end));
            times.at.filter(|d| matches!(d, PartialDate::Between(..))).or(times.until).or(times.due)
        })
    };
    let here = &reading.frames.all[frame];
    let span = here.object.clone().unwrap_or(here.right.clone());
    let own = reading.times(&span).at.filter(|d| matches!(d, PartialDate::Between(Some(a), Some(b)) if is_year(a) && is_year(b)));
    own.or_else(|| run(number)).or_else(|| run(number + 1))
}

/// A year as a point, for periods.
pub(crate) fn is_year(point: &Point) -> bool {
    point.part == Part::Year
}
