//! **Which words do lists of names know?**
//!
//! In → Out: the gazetteer's files and the names that `scripts/fetch-names.py` gathers → the bits of every listed word.

use crate::gazetteer::rows;
use crate::syntax::lists::Drawn;

/// Places of the lists of whole names; the next two after each are for the first and the later words of longer names.
const STATE: usize = 0;
const CITY: usize = 3;
const REGION: usize = 6;
const BODY: usize = 9;
/// Lists of single words.
const ADJECTIVE: usize = 12;
const TOWN: usize = 13;
const FIRST: usize = 14;
const LAST: usize = 15;
const CUES: usize = 16;
/// Classes of `heads.tsv` in the order of their lists.
const CLASSES: [&str; 8] = ["body", "unit", "institution", "company", "mechanism", "instrument", "post", "place"];

/// Draws the lists up; `names` holds a kind and a name in each line.
pub(super) fn draw(names: &str) -> Drawn {
    let mut drawn = Drawn::default();
    for row in rows(include_str!("../../../data/states.tsv")) {
        each(row[2], |n| whole(&mut drawn, STATE, n));
        each(row[3], |n| drawn.add(n, ADJECTIVE));
        each(row[4], |n| whole(&mut drawn, CITY, n));
        each(row[5], |n| whole(&mut drawn, CITY, n));
    }
    rows(include_str!("../../../data/subdivisions.tsv")).for_each(|row| each(row[3], |n| whole(&mut drawn, REGION, n)));
    rows(include_str!("../../../data/cities.tsv")).for_each(|row| whole(&mut drawn, CITY, row[0]));
    for row in rows(include_str!("../../../data/organisations.tsv")) {
        whole(&mut drawn, BODY, row[0]);
        each(row[1], |n| whole(&mut drawn, BODY, n));
    }
    for row in rows(include_str!("../../../data/bodies.tsv")) {
        whole(&mut drawn, BODY, row[0]);
        whole(&mut drawn, BODY, row[2]);
    }
    for row in rows(include_str!("../../../data/heads.tsv")) {
        let Some(class) = CLASSES.iter().position(|c| *c == row[0]) else { continue };
        each(row[1], |head| {
            let word = head.rsplit(' ').next().unwrap_or(head);
            drawn.add(word, CUES + class);
            drawn.add(&format!("{word}s"), CUES + class);
        });
    }
    for (kind, name) in names.lines().filter_map(|l| l.split_once('\t')) {
        match kind {
            "first" => each_word(name, |w| drawn.add(w, FIRST)),
            "last" => each_word(name, |w| drawn.add(w, LAST)),
            "organisation" | "team" => whole(&mut drawn, BODY, name),
            "city" => whole(&mut drawn, CITY, name),
            _ => each_word(name, |w| drawn.add(w, TOWN)),
        }
    }
    drawn
}

fn each(list: &str, act: impl FnMut(&str)) {
    list.split('|').filter(|n| !n.is_empty()).for_each(act);
}

/// The words of a name that have a capital; "de" and "of" tell nothing.
fn each_word(name: &str, act: impl FnMut(&str)) {
    name.split([' ', '-']).filter(|w| w.starts_with(char::is_uppercase)).for_each(act);
}

/// A name of one word stands in the list itself, the words of a longer one in the two after it.
fn whole(drawn: &mut Drawn, list: usize, name: &str) {
    if !name.contains([' ', '-']) {
        return drawn.add(name, list);
    }
    let mut place = list + 1;
    each_word(name, |w| {
        drawn.add(w, place);
        place = list + 2;
    });
}
