//! Does the weekday fit the date that stands beside it?

use model::{Part, PartialDate};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/// How many words a weekday may stand from the day of the month that it belongs to.
const BESIDE: usize = 3;

/// The weekday that words give to a date, and the one that the calendar gives, where those are two.
pub(crate) fn mismatch(words: &str, date: PartialDate) -> Option<(&'static str, &'static str)> {
    let PartialDate::At(point) = date else { return None };
    let (Part::Day(month, day) | Part::Minute(month, day, ..)) = point.part else { return None };
    // Day 0 is 1 March of the year 0, a Wednesday.
    let real = DAYS[usize::try_from((point.first().day_number() + 2).rem_euclid(7)).unwrap_or(0)];
    let tokens: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_lowercase).collect();
    let is_day = |t: &String| t.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse() == Ok(day);
    let name = MONTHS[usize::from(month).checked_sub(1)?];
    let is_month = |t: &String| t.len() > 2 && name.starts_with(t.as_str());
    let given = tokens.iter().enumerate().find_map(|(at, token)| {
        let named = DAYS.into_iter().find(|d| token.len() > 2 && d.starts_with(token.as_str()))?;
        let beside = &tokens[at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(tokens.len())];
        (beside.iter().any(is_day) && beside.iter().any(is_month)).then_some(named)
    })?;
    (given != real).then_some((given, real))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_held_against_the_calendar() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert_eq!(mismatch("held on Tuesday, December 6, 2016", date("2016-12-06")), None);
        assert_eq!(mismatch("held on December 6 (Wed.)", date("2016-12-06")), Some(("wednesday", "tuesday")));
        assert_eq!(mismatch("on 6 December, a Tuesday", date("2016-12-06")), None);
        assert_eq!(mismatch("they met on Monday and again on 6 December", date("2016-12-06")), None, "it belongs to no date");
        assert_eq!(mismatch("on Friday, December 6", date("2016-12")), None, "a month has no weekday");
        assert_eq!(mismatch("Sunday 1 March 2020", date("2020-03-01")), None);
    }
}
