//! Do two phrases speak of one thing? By the words that carry meaning.

use crate::Book;
use std::collections::{BTreeMap, BTreeSet};

/// Words that carry no subject: of grammar, of diplomacy's own actions, and of any matter whatever.
const EMPTY: &str = include_str!("alike/empty.txt");

/// Words that stand for one kind of thing, a kind a line.
const SAME: &str = include_str!("alike/same.txt");

/// The stems of a phrase's words that carry meaning; names and adjectives of parties do not, being said apart.
pub(crate) fn subject(book: &Book<'_>, phrase: &str) -> BTreeSet<String> {
    let of_nobody = |w: &&str| !w.starts_with(char::is_uppercase) || book.party(w.trim_end_matches("'s")).is_none();
    let words = phrase.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\'')).filter(of_nobody);
    meaning(words)
}

/// The states and organisations that a phrase names.
pub(crate) fn named(book: &Book<'_>, phrase: &str) -> BTreeSet<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
    words.filter_map(|w| book.party(w)).map(|party| model::Party::new(party).root().to_owned()).collect()
}

fn meaning<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
    let stems = words.filter(|w| w.chars().count() > 1).map(|w| stem(&w.to_lowercase()));
    TABLE.with(|table| stems.filter(|w| !table.empty.contains(w)).map(|w| table.same.get(&w).cloned().unwrap_or(w)).collect())
}

/// The word lists by stem.
struct Table {
    empty: BTreeSet<String>,
    same: BTreeMap<String, String>,
}

thread_local! {
    static TABLE: Table = {
        let lines = |text: &'static str| text.lines().filter(|l| !l.starts_with('#'));
        let empty = lines(EMPTY).flat_map(str::split_whitespace).map(stem).collect();
        let mut same = BTreeMap::new();
        for line in lines(SAME) {
            let mut stems = line.split_whitespace().map(stem);
            if let Some(first) = stems.next() {
                same.extend(stems.map(|other| (other, first.clone())));
            }
        }
        Table { empty, same }
    };
}

/// A word without the endings by which English inflects and derives: enough to tell that `imports` and `importing`
/// are of one kind, no more.
fn stem(word: &str) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("'s", ""),
        ("ies", "y"),
        ("ations", "at"),
        ("ation", "at"),
        ("ating", "at"),
        ("ated", "at"),
        ("ates", "at"),
        ("ate", "at"),
        ("ments", ""),
        ("ment", ""),
        ("ings", ""),
        ("ing", ""),
        ("ions", ""),
        ("ion", ""),
        ("ers", ""),
        ("ed", ""),
        ("es", ""),
        ("e", ""),
        ("s", ""),
    ];
    let long = |rest: &str| rest.chars().count() >= 3;
    let cut = ENDINGS.iter().find_map(|(end, put)| word.strip_suffix(end).filter(|rest| long(rest)).map(|rest| format!("{rest}{put}")));
    cut.unwrap_or_else(|| word.to_owned())
}

/// How much of the smaller of two subjects the other shares, from 0 to 1, which are of so many words and share so many; nothing
/// where either has none.
pub(crate) fn share(shared: usize, one: usize, other: usize) -> f64 {
    let smaller = one.min(other);
    if smaller == 0 { 0.0 } else { shared as f64 / smaller as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_one_subject_are_alike_however_they_are_put() {
        let like = |a: &str, b: &str| {
            let (a, b) = (meaning(a.split_whitespace()), meaning(b.split_whitespace()));
            share(a.intersection(&b).count(), a.len(), b.len())
        };
        assert!(like("imports of marine products", "importing seafood") > 0.9);
        assert!(like("the early lifting of the ban on beef", "beef from the prefecture") > 0.4);
        assert!(like("beef imports", "import ban on fishery products") < 0.1, "imports are no subject");
        assert!(like("cooperation on energy", "cooperation on visas") < 0.1, "cooperation says nothing of the subject");
        assert!(like("", "energy") < 0.1);
    }
}
