use super::read;
use crate::Origin;
use crate::draft::Draft;
use model::Role;
use proptest::prelude::*;

fn draft(text: &str) -> Draft {
    read(text, &Origin::default())
}

/// The blocks in short: a letter for the role (with level, depth or place) and the text.
fn shape(text: &str) -> Vec<String> {
    let draft = draft(text);
    let name = |role: Role| match role {
        Role::Heading { level } => format!("h{level}"),
        Role::Paragraph => "p".to_owned(),
        Role::ListItem { depth } => format!("i{depth}"),
        Role::TableCell { row, column, header, .. } => format!("c{row}.{column}{}", if header { "h" } else { "" }),
        Role::Term => "t".to_owned(),
        Role::Definition => "d".to_owned(),
        Role::Caption => "f".to_owned(),
    };
    draft.blocks().iter().map(|b| format!("{} {}", name(b.role), b.span.of(draft.text()))).collect()
}

/// `blocks` after a headline and a sentence that make the text an article.
fn check(text: &str, blocks: &[&str]) {
    let sentence = "The ministers of both countries agreed to meet again in the spring of next year.";
    let found = shape(&format!("Ministers of both countries meet\n\n{sentence}\n\n{text}"));
    assert_eq!(found[0], "h1 Ministers of both countries meet");
    assert_eq!(found[2..], *blocks, "in {text:?}");
}

#[test]
fn numbered_headings_nest() {
    check(
        "1. Outline\n\n(1) Date and time\nJune 19 (Wed.), 2024, from 10:00 to 12:30\n\n(2) Venue\nArts Hall\n(East City)\n\n2. Results\n\nThe ministers agreed on a plan for the coming years of cooperation.\n",
        &[
            "h2 1. Outline",
            "h3 (1) Date and time",
            "p June 19 (Wed.), 2024, from 10:00 to 12:30",
            "h3 (2) Venue",
            "p Arts Hall (East City)",
            "h2 2. Results",
            "p The ministers agreed on a plan for the coming years of cooperation.",
        ],
    );
}

#[test]
fn labels_and_values_are_terms_and_definitions() {
    check(
        "Date and time:\nMay 16 (Wed.), 2018, from 14:00 to 16:30\nMinami Village, Kawa Prefecture\nMajor participants:\nMr. A. B., Director, Service Division\nMs. C. D., Deputy Director\n",
        &[
            "t Date and time:",
            "d May 16 (Wed.), 2018, from 14:00 to 16:30",
            "d Minami Village, Kawa Prefecture",
            "t Major participants:",
            "d Mr. A. B., Director, Service Division",
            "d Ms. C. D., Deputy Director",
        ],
    );
    check(
        "Release date\n\nNovember 9, 2017\n\nDivision in Charge\n\nTrade Division, Policy Bureau\n",
        &["t Release date", "d November 9, 2017", "t Division in Charge", "d Trade Division, Policy Bureau"],
    );
    check("Venue: Hotel Example\nChair: A. B.\n", &["t Venue", "d Hotel Example", "t Chair", "d A. B."]);
    check(
        "Date:      16 May 2024\nVenue:     Room 4\nChair:     Ms. E. F.\n",
        &["t Date:", "d 16 May 2024", "t Venue:", "d Room 4", "t Chair:", "d Ms. E. F."],
    );
    check(
        "2004  First meeting (Astana). A statement was issued.\n\n2006  Second meeting (Tokyo)\n",
        &["t 2004", "d First meeting (Astana). A statement was issued.", "t 2006", "d Second meeting (Tokyo)"],
    );
}

#[test]
fn lists_nest_by_their_marks() {
    check(
        "1.  The ministers noted that trade between the two sides had grown by a tenth.\n\n2.  The ministers agreed to:\n\n    (a) start a dialogue;\n\n    (b) exchange lists of\n        contact points; and\n\n      - by mail\n\n    (c) meet again.\n",
        &[
            "p The ministers noted that trade between the two sides had grown by a tenth.",
            "p The ministers agreed to:",
            "i1 start a dialogue;",
            "i1 exchange lists of contact points; and",
            "i2 by mail",
            "i1 meet again.",
        ],
    );
    check(
        "Both sides agreed to:\n- launch a pilot;\n- draw up a list; and\n- go on.\n",
        &["p Both sides agreed to:", "i0 launch a pilot;", "i0 draw up a list; and", "i0 go on."],
    );
}

#[test]
fn names_stand_under_the_name_of_their_side() {
    check(
        "Japan\nMr. A. B., Director for Industry,\nPolicy Bureau (co-chair)\nMs. C. D., Director\n\nObservers\nTrade Organization of Japan\nEquipment Association of Japan\n",
        &[
            "h2 Japan",
            "i0 Mr. A. B., Director for Industry, Policy Bureau (co-chair)",
            "i0 Ms. C. D., Director",
            "h2 Observers",
            "i0 Trade Organization of Japan",
            "i0 Equipment Association of Japan",
        ],
    );
}

#[test]
fn tables_are_told_by_tabs_bars_and_gaps() {
    let cells = ["c0.0h Member", "c0.1h 2024", "c0.2h 2025", "c1.0 Aitu", "c1.1 1.2", "c1.2 1.4"];
    check("Member\t2024\t2025\nAitu\t1.2\t1.4\n", &cells.map(|c| c.replace('h', "")).each_ref().map(String::as_str));
    check("| Member | 2024 | 2025 |\n|---|---|---|\n| Aitu | 1.2 | 1.4 |\n", &cells);
    check(
        "Country     Trade   Industry\nAitu            1.2        1.4\n",
        &["c0.0h Country", "c0.1h Trade", "c0.2h Industry", "c1.0 Aitu", "c1.1 1.2", "c1.2 1.4"],
    );
    check(
        "Member     Year one   Year two\nAitu            1.2        1.4\n",
        &["c0.0h Member", "c0.1h Year one", "c0.2h Year two", "c1.0 Aitu", "c1.1 1.2", "c1.2 1.4"],
    );
}

#[test]
fn turns_of_an_interview_are_paragraphs() {
    check(
        "Q: What came out of it?\n\nA: Three things.\n\nHarbour TV: Could you confirm?\n",
        &["p Q: What came out of it?", "p A: Three things.", "p Harbour TV: Could you confirm?"],
    );
}

#[test]
fn lines_broken_for_width_are_one_paragraph() {
    let text = "River commission meets\n\nThe Commission held its 31st meeting on 7 October. Ministers adopted\nthe strategy and approved a budget of 18.4 million dollars, but did\nnot agree on how to share data about the dam.\n\nOne country demanded that daily figures be published. Another said\nthat it would consider the request after the rainy season.\n";
    assert_eq!(
        shape(text),
        [
            "h1 River commission meets",
            "p The Commission held its 31st meeting on 7 October. Ministers adopted the strategy and approved a budget of 18.4 million dollars, but did not agree on how to share data about the dam.",
            "p One country demanded that daily figures be published. Another said that it would consider the request after the rainy season.",
        ]
    );
}

#[test]
fn empty_and_odd_texts_are_read() {
    for text in ["", "\n\n\n", "\u{feff}", "***", "a", "\0", "Q:", "1.", "(", "|", "\t\t", "©", "2004  ", "By ", "Date:", "=="] {
        assert!(draft(text).text().len() <= text.len(), "{text:?}");
    }
}

#[test]
fn a_long_text_takes_no_more_than_linear_time() {
    let size = 64 << 10;
    for line in [
        "Related\nx y\n\nThe ministers of both countries agreed to meet again in the spring.\n\n",
        "ad\n",
        "12 Comments\n",
        "a  b\n",
        "Ab\n",
        "1. Do it\n",
        "Ministry of Trade\n",
        "(",
        "3 May 2025 ",
        "Date: 3 May 2025\n",
        "a  b  c\nd  e\n",
    ] {
        let _ = draft(&line.repeat(size / line.len()));
    }
}

/// Lines as pages have them, and some that none has.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "Home > News",
        "Print | Close",
        "1. Outline",
        "(a) start a dialogue;",
        "- launch",
        "Related",
        "12 Comments",
        "5 ( +8 / -3 )",
        "By A. B.",
        "May 3, 2025",
        "Release date",
        "Venue: Hotel",
        "a\tb\tc",
        "| a | b |",
        "2004  First meeting here",
        "Copyright Ministry of Trade.",
        "The ministers of both countries agreed to meet again in the spring of next year.",
        "Date  2026. 2. 4.     Department  Trade",
        "JOINT STATEMENT OF THE",
        "*****",
        "--",
        "Q: What?",
        "2 weeks ago",
        "Photo: A. B.",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "\\PC{0,60}", 1 => "[ a-zA-Z0-9.,:;()|\t•-]{0,90}"]
}

proptest! {
    #[test]
    fn any_text_gives_blocks_in_order_of_its_own_words(lines in prop::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        let draft = draft(&text);
        let mut end = 0;
        for block in draft.blocks() {
            prop_assert!(block.span.start as usize >= end && !block.span.is_empty());
            prop_assert!(draft.text().get(block.span.range()).is_some());
            end = block.span.end as usize;
        }
        // Words are compared without white space: a word broken after its hyphen is one again.
        let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
        let mut input = letters(&text).into_iter();
        for letter in letters(draft.text()) {
            prop_assert!(input.any(|c| c == letter), "{letter:?} of {:?} is not in its place", draft.text());
        }
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        let _ = draft(&text);
    }
}

#[test]
fn a_dateline_does_not_go_on_with_the_headline() {
    let wrapped = "The ministers of the two countries met in the old harbour on Tuesday and went\nthrough the work of the past year, which they called rich, and through the plans\nfor the next one, which they called richer still than all those before.\n";
    let head = "Second Ministerial Meeting on the Ferry Line between Port Amber and the Isles\nPort Amber, 3 May 2024\n\n";
    let found = shape(&format!("{head}{wrapped}\n{wrapped}"));
    assert_eq!(found[0], "h1 Second Ministerial Meeting on the Ferry Line between Port Amber and the Isles");
    assert_eq!(found[1], "p Port Amber, 3 May 2024");
}
