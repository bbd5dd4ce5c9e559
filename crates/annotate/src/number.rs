//! Numbers in digits and in words, with their magnitudes: "1,870", "14.3 billion", "twenty-one", "two crore".

use crate::words::{Shape, Words};

/// A number as the text writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// One past its last word.
    pub(crate) end: usize,
    /// Whether digits write it.
    pub(crate) digits: bool,
    /// Whether a magnitude follows ("million"), so that it is no ordinal, year or label.
    pub(crate) scaled: bool,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ORDINAL_TENS: [&str; 8] = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];

/// The power of ten that a magnitude word stands for.
fn magnitude(word: &str, joined: bool) -> Option<u32> {
    Some(match word {
        "hundred" => 2,
        "thousand" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "millions" | "mn" | "mln" => 6,
        "crore" | "crores" => 7,
        "billion" | "billions" | "bn" | "bln" => 9,
        "trillion" | "trillions" | "tn" | "trn" => 12,
        "k" if joined => 3,
        "m" if joined => 6,
        "b" if joined => 9,
        _ => return None,
    })
}

/// A number below a hundred in words; with its end.
fn below_hundred(words: &Words<'_>, i: usize) -> Option<(u32, usize)> {
    let word = words.folded(i);
    if let Some(n) = SMALL.iter().position(|w| *w == word) {
        return Some((n as u32, i + 1));
    }
    let tens = (TENS.iter().position(|w| *w == word)? as u32 + 2) * 10;
    let unit = |at: usize| SMALL[1..10].iter().position(|w| *w == words.folded(at)).map(|n| n as u32 + 1);
    let after = if words.is(i + 1, "-") { i + 2 } else { i + 1 };
    Some(unit(after).map_or((tens, i + 1), |n| (tens + n, after + 1)))
}

/// Digits with grouping and a decimal part, as a plain decimal; with its end.
fn digits(words: &Words<'_>, i: usize) -> Option<(String, usize)> {
    if words.shape(i) != Shape::Digits {
        return None;
    }
    let mut text = words.written(i).to_owned();
    let mut end = i + 1;
    let part = |at: usize, mark: &str| {
        words.written(at) == mark && words.is_joined(at) && words.shape(at + 1) == Shape::Digits && words.is_joined(at + 1)
    };
    while text.len() <= 40 && part(end, ",") && matches!(words.written(end + 1).len(), 2 | 3) && words.written(i).len() <= 3 {
        text.push_str(words.written(end + 1));
        end += 2;
    }
    if part(end, ".") && !part(end + 2, ".") {
        text.push('.');
        text.push_str(words.written(end + 1));
        end += 2;
    }
    (text.len() <= 40).then_some((text, end))
}

/// The number that starts at word `i`, with the half after it: "two and a half".
pub(crate) fn number_at(words: &Words<'_>, i: usize) -> Option<Number> {
    let number = plain_number_at(words, i)?;
    let half = words.is(number.end, "and") && words.is(number.end + 1, "a") && words.is(number.end + 2, "half");
    if !half || number.scaled {
        return Some(number);
    }
    let mut end = number.end + 3;
    let mut value = number.value + 0.5;
    let mut scaled = false;
    if let Some(power) = magnitude(words.folded(end), false) {
        value *= 10f64.powi(power as i32);
        (end, scaled) = (end + 1, true);
    }
    Some(Number { value, end, scaled, ..number })
}

fn plain_number_at(words: &Words<'_>, i: usize) -> Option<Number> {
    if let Some((text, mut end)) = digits(words, i) {
        let mut exponent = 0;
        while let Some(power) = magnitude(words.folded(after_hyphen(words, end)), words.is_joined(end)).filter(|_| exponent < 15) {
            exponent += power;
            end = after_hyphen(words, end) + 1;
        }
        let value = format!("{text}e{exponent}").parse().ok()?;
        return Some(Number { value, end, digits: true, scaled: exponent > 0 });
    }
    in_words(words, i)
}

fn after_hyphen(words: &Words<'_>, i: usize) -> usize {
    if words.is(i, "-") && words.is_joined(i) && magnitude(words.folded(i + 1), false).is_some() { i + 1 } else { i }
}

/// "two hundred and fifty thousand", "a million", "three dozen".
fn in_words(words: &Words<'_>, i: usize) -> Option<Number> {
    let article = words.is_any(i, &["a", "an"]) && (magnitude(words.folded(i + 1), false).is_some() || words.is(i + 1, "dozen"));
    let (mut current, mut end) = if article { (1.0, i + 1) } else { below_hundred(words, i).map(|(n, e)| (f64::from(n), e))? };
    let (mut total, mut scaled) = (0.0, false);
    for _ in 0..12 {
        let at = after_hyphen(words, end);
        if words.is(at, "dozen") {
            current *= 12.0;
            end = at + 1;
        } else if let Some(power) = magnitude(words.folded(at), false) {
            scaled = true;
            end = at + 1;
            if power == 2 {
                current *= 100.0;
                let and = if words.is(end, "and") { end + 1 } else { end };
                if let Some((n, after)) = below_hundred(words, and) {
                    current += f64::from(n);
                    end = after;
                }
            } else {
                total += current * 10f64.powi(power as i32);
                current = below_hundred(words, end).map_or(0.0, |(n, after)| {
                    end = after;
                    f64::from(n)
                });
            }
        } else {
            break;
        }
    }
    Some(Number { value: total + current, end, digits: false, scaled })
}

/// The ordinal that starts at word `i` ("12th", "21 st", "twenty-first"), with its end.
pub(crate) fn ordinal_at(words: &Words<'_>, i: usize) -> Option<(u32, usize)> {
    if words.shape(i) == Shape::Digits {
        let fits = words.is_any(i + 1, &["st", "nd", "rd", "th"]);
        return words.written(i).parse().ok().filter(|n| fits && *n < 1000).map(|n| (n, i + 2));
    }
    let word = words.folded(i);
    if let Some(n) = ORDINALS[1..].iter().position(|w| *w == word) {
        return Some((n as u32 + 1, i + 1));
    }
    if let Some(n) = ORDINAL_TENS.iter().position(|w| *w == word) {
        return Some(((n as u32 + 2) * 10, i + 1));
    }
    let tens = (TENS.iter().position(|w| *w == word)? as u32 + 2) * 10;
    let after = if words.is(i + 1, "-") { i + 2 } else { i + 1 };
    let unit = ORDINALS[1..10].iter().position(|w| *w == words.folded(after))?;
    Some((tens + unit as u32 + 1, after + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_words_give_the_same_number() {
        for (text, value) in [
            ("1,870", 1870.0),
            ("14.3 billion", 14.3e9),
            ("127.7bn", 127.7e9),
            ("12,34,567", 1_234_567.0),
            ("600 trillion", 600e12),
            ("two crore", 2e7),
            ("twenty-one", 21.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("a million", 1e6),
            ("three dozen", 36.0),
            ("5m", 5e6),
            ("100-million", 1e8),
            ("seven", 7.0),
            ("two and a half", 2.5),
            ("one and a half million", 1_500_000.0),
            ("five billion", 5e9),
            ("2.5 lakh crore", 2.5e12),
            ("0.4", 0.4),
        ] {
            let words = Words::of_text(text);
            let number = number_at(&words, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((number.value, number.end), (value, words.len()), "{text}");
        }
    }

    #[test]
    fn ordinals() {
        for (text, value) in [("12th", 12), ("21 st", 21), ("Twenty-First", 21), ("first", 1), ("thirtieth", 30)] {
            let words = Words::of_text(text);
            assert_eq!(ordinal_at(&words, 0), Some((value, words.len())), "{text}");
        }
    }
}
