use super::*;
use proptest::prelude::*;

fn sentences(text: &str) -> Vec<&str> {
    cut(text, &[Span::new(0, text.len())], &[]).stretches().map(|s| s.span.of(text)).collect()
}

fn words(text: &str) -> Vec<&str> {
    cut(text, &[Span::new(0, text.len())], &[]).words.iter().map(|s| s.of(text)).collect()
}

/// `|` marks where the sentences must part.
#[track_caller]
fn check(marked: &str) {
    let parts: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(sentences(&marked.replace('|', "")), parts);
}

#[test]
fn sentences_survive_abbreviations_of_the_genre() {
    check("H.E. Mr. Okello met Gov. Sato on Dec. 6 (Tue.), 2016. |They spoke for an hour.");
    check("The U.S. delegation arrived at 9 a.m. and left at noon. |The talks went on.");
    check("It was adopted as Resolution No. 3 of the council. |No. 4 was not.");
    check("Prof. A. B. Costa of St. Lucia spoke first. |Dr. Ito followed.");
    check("\"We will sign it.\" |The minister then left.");
    check("1. Opening of the meeting");
    check("(a) The parties agree to meet each year. |They will report (see Annex 2). |It ends there.");
}

#[test]
fn a_line_break_inside_a_block_is_white_space() {
    check("The two ministers met\nin Nairobi on Monday. |They agreed\non a plan.");
}

#[test]
fn words_split_contractions_and_keep_numbers() {
    assert_eq!(words("They don't pay $1,250.50."), ["They", "do", "n't", "pay", "$", "1,250.50", "."]);
    assert_eq!(words("Japan's aid (JPY 3.5bn) won’t end"), ["Japan", "'s", "aid", "(", "JPY", "3.5bn", ")", "wo", "n’t", "end"]);
    assert_eq!(words("See https://example.org/a_b?c=1. Or a@b.org"), ["See", "https://example.org/a_b?c=1", ".", "Or", "a@b.org"]);
}

#[test]
fn a_protected_span_is_one_word_and_holds_no_border() {
    let text = "On Dec. 6. The day they met.";
    let cut = cut(text, &[Span::new(0, text.len())], &[Span::new(3, 14)]);
    let words: Vec<&str> = cut.words.iter().map(|s| s.of(text)).collect();
    assert_eq!(words, ["On", "Dec. 6. The", "day", "they", "met", "."]);
    assert_eq!(cut.starts.len(), 1);
}

proptest! {
    #[test]
    fn words_are_in_order_and_cover_all_but_white_space(text in "\\PC{0,80}|[a-zA-Z .'’\n()0-9@:/-]{0,120}") {
        let cut = cut(&text, &[Span::new(0, text.len())], &[]);
        let mut at = 0;
        for w in &cut.words {
            prop_assert!(w.start as usize >= at && w.end > w.start);
            let between = text[at..w.start as usize].chars().all(|c| c.is_whitespace() || atom::is_blank(c));
            prop_assert!(between);
            prop_assert!(text.get(w.range()).is_some());
            at = w.end as usize;
        }
        prop_assert_eq!(cut.words.is_empty(), cut.starts.is_empty());
        prop_assert!(cut.stretches().all(|s| !s.span.is_empty()));
    }
}
