use super::*;
use crate::fixture::article;
use proptest::prelude::*;

fn is_copy(a: &str, b: &str) -> bool {
    copies(&mark(a), &mark(b))
}

#[test]
fn a_byline_and_a_line_at_the_end_leave_an_article_what_it_was() {
    let text = article("fish");
    assert!(is_copy(&text, &format!("TOKYO (Agency) By a staff reporter. {text} All rights reserved 2024.")));
}

#[test]
fn another_article_is_no_copy() {
    assert!(!is_copy(&article("fish"), &article("tea")));
}

#[test]
fn the_release_on_the_next_session_is_no_copy() {
    let twelfth = format!("The 12th session was held on 27 August 2020. {}", article("fish"));
    let thirteenth = twelfth.replace("12th", "13th").replace("27 August 2020", "26 August 2021");
    assert!(near(&mark(&twelfth), &mark(&thirteenth)), "the words are nearly the same");
    assert!(!is_copy(&twelfth, &thirteenth));
}

#[test]
fn a_corrected_number_corrects_and_a_new_release_does_not() {
    let figures = "In 2020 there were 12 cases, 34 in 2021, 56 in 2022 and 78 in 2023.";
    let page = mark(&format!("{figures} {}", article("fish")));
    let corrected = mark(&format!("{} {}", figures.replace("56", "57"), article("fish")));
    assert!(corrects(&page, &corrected) && !copies(&page, &corrected));
    let short = "On 3 May 2021 the 4th session met for 2 days.";
    let release = mark(&format!("{short} {}", remove_digits(&article("fish"))));
    let next = mark(&format!("On 9 June 2022 the 5th session met for 1 days. {}", remove_digits(&article("fish"))));
    assert!(near(&release, &next) && !corrects(&release, &next));
}

fn remove_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn a_short_text_has_no_simhash() {
    assert_eq!(mark("Only a few words of 2024.").simhash, None);
    assert!(!is_copy("Only a few words", "Only a few words"));
}

/// The table of `docs/performance.md`: in how many bits the simhash of an example differs from that of its copies,
/// and of other examples.
#[test]
#[ignore = "prints a table: cargo test -p register distances -- --ignored --nocapture"]
#[allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)]
fn distances_of_copies_and_of_other_articles() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let bits = |a: &str, b: &str| (mark(a).simhash.unwrap() ^ mark(b).simhash.unwrap()).count_ones();
    let without = |text: &str, at: fn(usize) -> usize| {
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        paragraphs.remove(at(paragraphs.len()));
        paragraphs.join("\n\n")
    };
    let copy = |name: &str, change: &dyn Fn(&str) -> String| {
        let mut found: Vec<u32> = texts.iter().map(|text| bits(text, &change(text))).collect();
        found.sort_unstable();
        println!("| {name} | {} | {} | {} of {} |", found[found.len() / 2], found.last().unwrap(), count(&found), found.len());
    };
    copy("a byline before, a copyright line behind", &|t| format!("By a staff reporter\n\n{t}\n\nAll rights reserved. Lake Review"));
    copy("without the last paragraph", &|t| without(t, |n| n - 1));
    copy("without the middle paragraph", &|t| without(t, |n| n / 2));
    copy("one sentence added", &|t| format!("{t} The ministry had announced the talks a week before on its own pages."));
    let pairs = texts.iter().enumerate().flat_map(|(i, a)| texts[..i].iter().map(move |b| bits(a, b)));
    let mut other: Vec<u32> = pairs.collect();
    other.sort_unstable();
    println!("| another article (least, median) | {} | {} | {} of {} |", other[0], other[other.len() / 2], count(&other), other.len());
    assert_eq!(count(&other), 0, "no example is a copy of another");
}

fn count(distances: &[u32]) -> usize {
    distances.iter().filter(|bits| **bits <= NEAR).count()
}

proptest! {
    #[test]
    fn marks_read_as_they_were_written(text in "([a-z0-9]{1,6} ){0,80}") {
        let marks = mark(&text);
        prop_assert_eq!(Marks::read(&marks.write()), marks);
    }

    #[test]
    fn simhashes_are_near_that_differ_in_seven_bits(simhash: u64, flips in proptest::collection::btree_set(0u32..64, 0..=9)) {
        let other = flips.iter().fold(simhash, |h, bit| h ^ 1 << bit);
        let mut known = Simhashes::default();
        known.add(other);
        prop_assert_eq!(known.near(simhash).contains(&other), flips.len() <= 7);
    }

    #[test]
    fn a_simhash_has_the_bits_of_most_pairs(hashes in proptest::collection::vec(any::<u64>(), 0..600)) {
        let mut votes = Votes::default();
        hashes.iter().for_each(|hash| votes.add(*hash));
        let most = |bit: &u32| hashes.iter().filter(|hash| *hash >> bit & 1 == 1).count() * 2 > hashes.len();
        prop_assert_eq!(votes.majority(), (0..64u32).filter(most).fold(0, |all, bit| all | 1 << bit));
    }

    #[test]
    fn any_text_is_marked_without_panic(text in ".{0,400}") {
        let _ = mark(&text);
        let _ = Marks::read(&text);
    }
}
