//! No text, however odd, breaks what the annotation promises.

mod sound;

use annotate::Annotator;
use proptest::prelude::*;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(Annotator::new);

/// Pieces that mean something to one of the stages, and characters that upset those who count letters.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Foreign Minister Amina Okello",
        "H.E. Mr. ",
        "Ministry of Trade (MOT)",
        " (",
        ")",
        "Sri Lanka",
        "On March 3 (Fri.), 2017, ",
        "3.5 billion yen",
        "$",
        "25 percent",
        "the two sides",
        "he ",
        "signed",
        " the “Green Ports Initiative”",
        "\"",
        "BEIJING - ",
        "NAIROBI, March 3 (Agency) — ",
        "U.S.",
        "Gov. ",
        "don't",
        "1.",
        "(a)",
        "\n",
        "\t",
        " ",
        ". ",
        ", ",
        "— ",
        "\u{200f}",
        "\u{200b}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{ad}",
        "\u{a0}",
        "\u{2028}",
        "e\u{301}",
        "İ",
        "ß",
        "ﬁ",
        "东京",
        "מִשְׂרָד",
        "وزارة",
        "🇯🇵",
        "👩‍👩‍👧",
        "\u{1}",
        "\u{fffd}",
        "Ǆ",
        "²",
        "½",
        "١٢",
        "http://x.y/z?a=b",
        "a@b.c",
        "-",
        "/",
        "&",
    ];
    prop_oneof![6 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[ -~]{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_annotated_soundly(pieces in proptest::collection::vec(piece(), 0..40)) {
        sound::check(&ANNOTATOR, &pieces.concat());
    }
}

#[test]
fn marks_of_direction_and_width_do_not_hide_words() {
    for text in ["\u{200f}Japan\u{200f} met\u{200b} Kenya.", "\u{202e}\u{202c}", "\u{feff}Kenya met Japan.", "\u{200b}", ""] {
        sound::check(&ANNOTATOR, text);
    }
}

#[test]
fn a_very_long_sentence_is_annotated_soundly() {
    sound::check(&ANNOTATOR, &"and the ministers of all the parties met, ".repeat(800));
}
