use crate::Annotator;
use model::Document;

fn document(text: &str) -> Document {
    Document { published: Some("2025-06-18".parse().unwrap()), ..Document::of_text(text) }
}

/// `whole` is one word of the tree, which opens to `words`.
fn stands_as_one(text: &str, whole: &str, words: &str) {
    let document = document(text);
    let annotated = Annotator::new().annotate(&document).0;
    let spans: Vec<&str> = annotated.tokens.iter().map(|t| t.span.of(text)).collect();
    let at = spans.iter().position(|s| *s == whole).unwrap_or_else(|| panic!("{whole:?} is not one of {spans:?}"));
    let opened: Vec<&str> = annotated.words_of(at).into_iter().map(|w| w.of(text)).collect();
    assert_eq!(opened.join(" | "), words, "in {text:?}");
    assert!(annotated.tokens[at].mention.is_some());
}

#[test]
fn a_date_with_its_weekday() {
    stands_as_one("On March 3 (Fri.), 2017, the council met.", "March 3 (Fri.), 2017", "March | 3 | ( | Fri | . | ) | , | 2017");
    stands_as_one("The council met on Monday, 3 March 2025.", "Monday, 3 March 2025", "Monday | , | 3 | March | 2025");
}

#[test]
fn money_and_shares() {
    stands_as_one("Japan will lend 3.5 billion yen to Peru.", "3.5 billion yen", "3.5 | billion | yen");
    stands_as_one("The tariff rose to 25 percent in May.", "25 percent", "25 | percent");
    stands_as_one("Kenya borrowed $1.2 million.", "$1.2 million", "$ | 1.2 | million");
}

#[test]
fn a_quoted_title() {
    let quoted = "They launched the “Partnership for Resilient Supply Chains” on Friday.";
    stands_as_one(quoted, "Partnership for Resilient Supply Chains", "Partnership | for | Resilient | Supply | Chains");
    stands_as_one("The film \"A Long Way Home\" was shown.", "A Long Way Home", "A | Long | Way | Home");
}

#[test]
fn what_is_said_is_no_title() {
    let text = "The minister called the plan \"dead\" and \"not ready for a vote\".";
    let document = document(text);
    let annotated = Annotator::new().annotate(&document).0;
    let one = |word: &str| annotated.tokens.iter().any(|t| t.span.of(text) == word);
    assert!(one("dead") && one("ready") && one("vote"));
}

#[test]
fn an_institution_with_its_acronym() {
    stands_as_one(
        "The Ministry of Economy, Trade and Industry (METI) held talks.",
        "Ministry of Economy, Trade and Industry (METI)",
        "Ministry | of | Economy | , | Trade | and | Industry | ( | METI | )",
    );
    stands_as_one(
        "The loan of the Asian Development Bank (ADB) grew.",
        "Asian Development Bank (ADB)",
        "Asian | Development | Bank | ( | ADB | )",
    );
}

#[test]
fn a_name_with_its_title() {
    stands_as_one("H.E. Mr. Somchai Prasert opened the forum.", "H.E. Mr. Somchai Prasert", "H.E. | Mr. | Somchai | Prasert");
    stands_as_one("In the meeting, Dr. Rahman spoke.", "Dr. Rahman", "Dr. | Rahman");
    stands_as_one("Foreign Minister Amina Okello spoke.", "Foreign Minister", "Foreign | Minister");
    stands_as_one("Foreign Minister Amina Okello spoke.", "Amina Okello", "Amina | Okello");
}

#[test]
fn sri_lanka_is_a_state() {
    stands_as_one("Sri Lanka owes the bank money.", "Sri Lanka", "Sri | Lanka");
}

#[test]
fn a_dateline_is_no_part_of_its_sentence() {
    let first = |text: &str| {
        let document = document(text);
        let annotated = Annotator::new().annotate(&document).0;
        annotated.sentences[0].span.of(text).to_owned()
    };
    assert_eq!(first("BEIJING - China on Thursday suspended imports."), "BEIJING -");
    assert_eq!(first("NAIROBI, March 3 (Agency) — Kenya will host the talks."), "NAIROBI, March 3 (Agency) —");
    for whole in ["Japan - Kenya talks resume.", "Tokyo is calm - for now.", "BEIJING"] {
        assert_eq!(first(whole), whole);
    }
}
