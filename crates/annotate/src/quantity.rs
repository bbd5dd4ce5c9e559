//! Quantities: what number, of what, and how sure.
//!
//! A number that labels (an article, a page, a telephone, a version, an item of a list) is no quantity.

use crate::annotated::Quantity;
use crate::gazetteer::rows;
use crate::number::{Number, number_at};
use crate::words::{Shape, Words};
use model::claim::Bound;
use std::ops::Range;
use std::sync::LazyLock;

/// A quantity and its words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    pub(crate) words: Range<usize>,
    pub(crate) quantity: Quantity,
}

/// How amounts of money are written, longest form first.
struct Money {
    signs: Vec<(Vec<String>, Codes)>,
    names: Vec<(Vec<String>, Codes)>,
    codes: Vec<&'static str>,
}

/// The currencies that go by a name, the one meant where the document says nothing else first; `-` where none is.
type Codes = Vec<&'static str>;

/// Whose money a document counts in where it does not say.
pub(crate) struct Purse<'a> {
    /// What a bare "$" means.
    pub(crate) dollar: &'static str,
    /// The currencies of the states that the document is about, its own state's first.
    pub(crate) near: Vec<&'static str>,
    /// The currency of the state whose adjective a word is, and where that ends: "Nepalese".
    pub(crate) owned: &'a dyn Fn(usize) -> Option<(&'static str, usize)>,
}

static MONEY: LazyLock<Money> = LazyLock::new(|| {
    let mut money = Money { signs: Vec::new(), names: Vec::new(), codes: Vec::new() };
    let split = |form: &str| {
        let words = Words::of_text(form);
        (0..words.len()).map(|i| words.folded(i).to_owned()).collect::<Vec<_>>()
    };
    for row in rows(include_str!("../data/currencies.tsv")) {
        let [code, signs, names] = row[..] else { continue };
        let codes: Codes = code.split('|').collect();
        let each = |list: &'static str| list.split('|').filter(|f| !f.is_empty()).map(|f| (split(f), codes.clone())).collect::<Vec<_>>();
        money.signs.extend(each(signs));
        money.names.extend(each(names));
        money.codes.extend(codes.iter().filter(|c| **c != "-").copied());
    }
    for forms in [&mut money.signs, &mut money.names] {
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    }
    money
});

/// Which of the currencies that share a name is meant.
fn at_home(codes: &[&'static str], purse: &Purse<'_>) -> Option<String> {
    if codes.contains(&"USD") && codes.len() > 1 {
        return Some(purse.dollar.to_owned());
    }
    let near = purse.near.iter().find(|c| codes.len() > 1 && codes.contains(c));
    near.or(codes.first()).filter(|c| **c != "-").map(|c| (*c).to_owned())
}

/// The quantity whose first word, comparator and currency sign aside, is word `i` or the sign there.
///
/// `purse` says whose money is meant in this document.
pub(crate) fn quantity_at(words: &Words<'_>, i: usize, purse: &Purse<'_>) -> Option<Counted> {
    let end = words.block_end(i);
    if let Some(counted) = share_at(words, i) {
        return Some(counted);
    }
    let (sign, first) = match sign_at(words, i, purse) {
        Some((code, after)) => (Some(code), after),
        None => (None, i),
    };
    let number = number_at(words, first).filter(|n| n.end <= end)?;
    if sign.is_none() && is_label(words, i, &number) {
        return None;
    }
    let mut quantity = Quantity { value: number.value, max: None, approximate: false, bound: None, unit: sign };
    let mut last = number.end;
    if let Some((upper, after)) = range_end(words, &number, last, purse).filter(|(u, _)| u.end <= end) {
        if upper.scaled && !number.scaled {
            quantity.value *= upper.value / unscaled(words, after, &upper);
        }
        quantity.max = Some(upper.value);
        last = upper.end;
    }
    if quantity.unit.is_none() {
        if let Some((unit, after)) = unit_at(words, last, end, purse) {
            quantity.unit = Some(unit);
            last = after;
        } else if !number.digits && !number.scaled {
            return None;
        }
    }
    last = trailing_bound(words, last, &mut quantity);
    leading_bound(words, i, &mut quantity);
    quantity.max = quantity.max.filter(|max| *max > quantity.value);
    Some(Counted { words: i..last, quantity })
}

/// The value of `number` without its magnitude, to carry the magnitude over to the lower end: "2 to 3 million".
fn unscaled(words: &Words<'_>, first: usize, number: &Number) -> f64 {
    let plain = (first..number.end).take_while(|&w| words.shape(w) != Shape::Lower).last().map_or(first + 1, |w| w + 1);
    words.text_of(first..plain).replace(',', "").parse().ok().filter(|v: &f64| *v > 0.0).unwrap_or(number.value)
}

fn sign_at(words: &Words<'_>, i: usize, purse: &Purse<'_>) -> Option<(String, usize)> {
    if words.shape(i + 1) == Shape::Digits
        && words.shape(i) == Shape::Upper
        && let Some(code) = MONEY.codes.iter().find(|c| **c == words.written(i))
    {
        return Some(((*code).to_owned(), i + 1));
    }
    if words.shape(i) == Shape::Lower {
        return None;
    }
    let written = |sign: &[String]| {
        sign.iter().enumerate().all(|(n, s)| words.is(i + n, s) && (n == 0 || words.is_joined(i + n)))
            && words.shape(i + sign.len()) == Shape::Digits
    };
    let (sign, codes) = MONEY.signs.iter().find(|(sign, _)| written(sign))?;
    Some((at_home(codes, purse)?, i + sign.len()))
}

/// "three-quarters", "a fifth", "two thirds", "half of", "more than half".
fn share_at(words: &Words<'_>, i: usize) -> Option<Counted> {
    const PARTS: &[(&str, f64)] = &[
        ("half", 2.0),
        ("halves", 2.0),
        ("third", 3.0),
        ("thirds", 3.0),
        ("quarter", 4.0),
        ("quarters", 4.0),
        ("fifth", 5.0),
        ("fifths", 5.0),
        ("sixth", 6.0),
        ("sixths", 6.0),
        ("seventh", 7.0),
        ("eighth", 8.0),
        ("eighths", 8.0),
        ("ninth", 9.0),
        ("tenth", 10.0),
        ("tenths", 10.0),
    ];
    let part = |at: usize| PARTS.iter().find(|(name, _)| words.is(at, name)).map(|p| p.1);
    let (over, last) = if words.is(i, "half") {
        (1.0, i)
    } else {
        let over = if words.is_any(i, &["a", "one"]) { 1.0 } else { f64::from(below_ten(words, i)?) };
        (over, if words.is(i + 1, "-") { i + 2 } else { i + 1 })
    };
    let under = part(last).filter(|_| last < words.block_end(i))?;
    let plural = words.folded(last).ends_with('s') || words.is(last, "half");
    let of_what = words.is_any(last + 1, &["of", "the", "its", "their", "as"])
        || words.is(last, "half") && !words.is_any(last + 1, &["-", "a", "an"]);
    if (over > 1.0) != (plural && over > 1.0) || !(of_what || plural || words.is(i + 1, "-")) || over >= under {
        return None;
    }
    // "the second half of", "the first half" count halves and are no share.
    if i > 0 && (crate::number::ordinal_at(words, i - 1).is_some() || words.is_any(i - 1, &["this", "latter", "other", "and"])) {
        return None;
    }
    // "a quarter of a century" is a share; "a quarter of 2026" is a date, found before.
    let mut quantity = Quantity { value: over / under, max: None, approximate: false, bound: None, unit: Some("share".to_owned()) };
    leading_bound(words, i, &mut quantity);
    Some(Counted { words: i..last + 1, quantity })
}

fn below_ten(words: &Words<'_>, i: usize) -> Option<u32> {
    number_at(words, i).filter(|n| n.end == i + 1 && !n.digits && n.value < 10.0).map(|n| n.value as u32)
}

/// The upper end of a range that starts with `lower`, and where it starts.
fn range_end(words: &Words<'_>, lower: &Number, at: usize, purse: &Purse<'_>) -> Option<(Number, usize)> {
    let dash = words.is(at, "-") && words.shape(at + 1) == Shape::Digits && lower.digits;
    let between = at > 0 && words.is(at, "and") && lower_start(words, at).is_some_and(|f| words.is(f, "between"));
    let to = words.is(at, "to") || between;
    if !dash && !to {
        return None;
    }
    let first = lower_start(words, at);
    if to && first.is_some_and(|f| words.is(f, "from")) {
        return None;
    }
    let after = sign_at(words, at + 1, purse).map_or(at + 1, |s| s.1);
    let upper = number_at(words, after).filter(|u| u.digits == lower.digits && u.value > 0.0)?;
    (upper.scaled || upper.value > lower.value).then_some((upper, after))
}

/// The word before the number that ends at `end`.
fn lower_start(words: &Words<'_>, end: usize) -> Option<usize> {
    (0..end).rev().take(6).find(|&w| words.shape(w) == Shape::Lower && number_at(words, w).is_none())
}

/// The unit that follows a number: percent, a currency, a measure or the counted noun; with its end.
fn unit_at(words: &Words<'_>, at: usize, end: usize, purse: &Purse<'_>) -> Option<(String, usize)> {
    let is = |i: usize, word: &str| i < end && words.is(i, word);
    if is(at, "%") || is(at, "pct") || is(at, "percent") {
        let points = is(at + 1, "points") || is(at + 1, "point");
        return Some(if points { ("percentage points".into(), at + 2) } else { ("percent".into(), at + 1) });
    }
    if is(at, "per") && is(at + 1, "cent") {
        return Some(("percent".into(), at + 2));
    }
    if is(at, "percentage") && (is(at + 1, "points") || is(at + 1, "point")) {
        return Some(("percentage points".into(), at + 2));
    }
    let money = |from: usize| MONEY.names.iter().find(|(name, _)| name.iter().enumerate().all(|(n, w)| is(from + n, w)));
    if let Some((name, codes)) = money(at)
        && let Some(code) = at_home(codes, purse)
    {
        return Some((code, at + name.len()));
    }
    // "12 Nepalese rupees"
    if let Some((code, after)) = (purse.owned)(at).filter(|(_, after)| *after < end)
        && let Some((name, _)) = money(after).filter(|(_, codes)| codes.contains(&code))
    {
        return Some((code.to_owned(), after + name.len()));
    }
    if words.shape(at) == Shape::Upper
        && at < end
        && let Some(code) = MONEY.codes.iter().find(|c| **c == words.written(at))
    {
        return Some(((*code).to_owned(), at + 1));
    }
    counted_noun(words, at, end)
}

/// Words that end a noun phrase before its noun is found.
const STOPS: &[&str] = &[
    "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are", "was", "were", "has", "have", "had", "will", "would",
    "and", "or", "the", "a", "an", "that", "which", "who", "than", "but", "this", "its", "their", "his", "per", "between", "after",
    "before", "since", "until", "under", "against", "into", "during", "years'", "does", "says", "plus", "times", "vs", "versus",
];

/// Plurals and measures that do not end in s.
const NOUNS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "fishermen",
    "policemen",
    "trawlermen",
    "businessmen",
    "staff",
    "personnel",
    "km",
    "kg",
    "mw",
    "gw",
    "kw",
    "ha",
    "mt",
    "gwh",
    "mwh",
    "kwh",
    "tonne",
    "ton",
    "tcf",
    "bcm",
    "mmt",
    "sq",
    "aircraft",
    "personel",
    "cattle",
    "feet",
    "troops",
    "million-strong",
    "delegates",
    "crew",
    "megawatt",
    "kilometre",
    "kilometer",
    "hectare",
    "barrel",
    "head",
];

fn is_plural(word: &str) -> bool {
    NOUNS.contains(&word)
        || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is"))
}

fn counted_noun(words: &Words<'_>, at: usize, end: usize) -> Option<(String, usize)> {
    let mut i = if words.is(at, "-") { return None } else { at };
    let reach = end.min(at + 7);
    while i < reach {
        let word = words.folded(i);
        let skipped = words.is(i, "and") && i > at && number_at(words, i + 1).is_some() || number_at(words, i).is_some() && i > at;
        if words.shape(i) == Shape::Mark && !(words.is(i, "-") && i > at)
            || STOPS.contains(&word) && !skipped
            || words.shape(i) == Shape::Digits
        {
            return None;
        }
        if words.shape(i) == Shape::Lower && is_plural(word) || (words.is_name_like(i) && NOUNS.contains(&word)) {
            break;
        }
        i += 1;
    }
    if i >= reach {
        return None;
    }
    let first = i;
    // "customs posts": a plural that only marks the next one.
    while i + 1 < end
        && words.shape(i + 1) == Shape::Lower
        && is_plural(words.folded(i + 1))
        && !STOPS.contains(&words.folded(i + 1))
        && i < first + 2
    {
        i += 1;
    }
    let mut last = i + 1;
    let and_more = words.is(last, "and") && words.shape(last + 1) == Shape::Lower && is_plural(words.folded(last + 1));
    let of_text = words.is(last, "of") && words.is_any(last + 1, &["understanding", "cooperation", "intent"]);
    if (and_more || of_text) && last + 1 < end {
        last += 2;
    }
    Some((words.text_of(first..last).to_owned(), last))
}

/// Whether the number labels something.
fn is_label(words: &Words<'_>, i: usize, number: &Number) -> bool {
    if number.scaled {
        return false;
    }
    let block = words.block(words.block_of(i));
    let before = |n: usize| i.checked_sub(n).filter(|&b| b >= block.start);
    let is_before = |n: usize, list: &[&str]| before(n).is_some_and(|b| words.is_any(b, list));
    if !number.digits {
        return is_before(1, &["no", "phase", "article", "chapter", "level"]);
    }
    let joined_name = words.is_joined(i) && before(1).is_some_and(|b| words.shape(b) != Shape::Mark);
    let joined_mark = words.is_joined(i) && is_before(1, &["-", "/", ".", ":", "#", "+", "@", "_", "'", "=", "&"]);
    let goes_on = number.end < block.end
        && words.is_joined(number.end)
        && (words.is_any(number.end, &["/", ":", "_", "@", "st", "nd", "rd", "th"])
            || words.is(number.end, "-")
                && words.shape(number.end + 1) == Shape::Digits
                && words.shape(number.end + 2) == Shape::Mark
                && words.is(number.end + 2, "-"));
    const LABELS: &[&str] = &[
        "no",
        "nos",
        "article",
        "articles",
        "page",
        "pages",
        "chapter",
        "section",
        "annex",
        "phase",
        "tel",
        "fax",
        "paragraph",
        "para",
        "table",
        "figure",
        "floor",
        "room",
        "line",
        "id",
        "number",
        "item",
        "part",
        "volume",
        "version",
        "category",
        "level",
        "track",
        "pillar",
        "appendix",
        "counter",
        "type",
        "route",
        "step",
    ];
    let labelled = is_before(1, LABELS) || (is_before(1, &[".", ":"]) && is_before(2, LABELS));
    let enumerates = (i == block.start || words.starts_line(i) || is_before(1, &["("]))
        && words.is_any(number.end, &[".", ")"])
        && number.value < 100.0
        && number.end == i + 1
        && (number.end + 1 < block.end || is_before(1, &["("]));
    let name = |b: usize| words.shape(b) == Shape::Upper || words.is_name_like(b) && !words.starts_sentence(b);
    let after_name = before(1).is_some_and(name) && number.end == i + 3 && words.is(i + 1, ".") && number.value < 10.0;
    joined_name || joined_mark || goes_on || labelled || enumerates || after_name
}

/// "200+", "200 or more", "200 or so".
fn trailing_bound(words: &Words<'_>, at: usize, quantity: &mut Quantity) -> usize {
    if words.is(at, "+") && words.is_joined(at) {
        quantity.bound = Some(Bound::AtLeast);
        return at + 1;
    }
    if words.is(at, "or") {
        let bound = match words.folded(at + 1) {
            "more" | "above" | "over" => Some(Bound::AtLeast),
            "less" | "fewer" | "below" => Some(Bound::AtMost),
            "so" => {
                quantity.approximate = true;
                return at + 2;
            }
            _ => None,
        };
        if bound.is_some() {
            quantity.bound = bound;
            return at + 2;
        }
    }
    at
}

/// "about", "more than", "at least", "up to" before word `i`; some stand together: "an estimated".
fn leading_bound(words: &Words<'_>, i: usize, quantity: &mut Quantity) {
    const BOUNDS: &[(&[&str], Bound)] = &[
        (&["more", "than"], Bound::MoreThan),
        (&["greater", "than"], Bound::MoreThan),
        (&["higher", "than"], Bound::MoreThan),
        (&["in", "excess", "of"], Bound::MoreThan),
        (&["upwards", "of"], Bound::MoreThan),
        (&["over"], Bound::MoreThan),
        (&["above"], Bound::MoreThan),
        (&["exceeding"], Bound::MoreThan),
        (&["exceeds"], Bound::MoreThan),
        (&["exceeded"], Bound::MoreThan),
        (&["exceed"], Bound::MoreThan),
        (&["at", "least"], Bound::AtLeast),
        (&["no", "less", "than"], Bound::AtLeast),
        (&["no", "fewer", "than"], Bound::AtLeast),
        (&["not", "less", "than"], Bound::AtLeast),
        (&["minimum", "of"], Bound::AtLeast),
        (&["up", "to"], Bound::AtMost),
        (&["at", "most"], Bound::AtMost),
        (&["no", "more", "than"], Bound::AtMost),
        (&["not", "more", "than"], Bound::AtMost),
        (&["maximum", "of"], Bound::AtMost),
        (&["within"], Bound::AtMost),
        (&["less", "than"], Bound::LessThan),
        (&["fewer", "than"], Bound::LessThan),
        (&["lower", "than"], Bound::LessThan),
        (&["under"], Bound::LessThan),
        (&["below"], Bound::LessThan),
    ];
    const ABOUT: &[&[&str]] = &[
        &["about"],
        &["some"],
        &["around"],
        &["roughly"],
        &["approximately"],
        &["nearly"],
        &["almost"],
        &["an", "estimated"],
        &["estimated"],
        &["close", "to"],
        &["circa"],
        &["~"],
        &["approx"],
        &["approx", "."],
        &["as", "many", "as"],
    ];
    let floor = words.block(words.block_of(i)).start;
    let ends = |phrase: &[&str], at: usize| {
        phrase.len() <= at - floor && phrase.iter().enumerate().all(|(n, w)| words.is(at - phrase.len() + n, w))
    };
    let mut at = i;
    if at > floor && words.is_any(at - 1, &["a", "the"]) {
        at -= 1;
    }
    // "handed over 12 lorries": the word is the verb's.
    let handed = at > floor + 1
        && words.is(at - 1, "over")
        && words.is_any(at - 2, &["hand", "hands", "handed", "handing", "took", "take", "taken", "taking", "takes"]);
    if handed {
        return;
    }
    // "no more than" must win over "more than", so the longest is taken.
    if let Some((phrase, bound)) = BOUNDS.iter().filter(|(p, _)| ends(p, at)).max_by_key(|(p, _)| p.len()) {
        quantity.bound = Some(*bound);
        at -= phrase.len();
    }
    if let Some(phrase) = ABOUT.iter().find(|p| ends(p, at)) {
        let many = phrase.len() == 3;
        quantity.approximate = !many;
        if many {
            quantity.bound = Some(Bound::AtMost);
        }
    }
}

#[cfg(test)]
mod tests;
