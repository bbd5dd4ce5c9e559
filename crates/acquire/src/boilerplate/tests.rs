use super::lexicon::{cue, fold, pieces, rows};
use super::{Cue, Line, Page};

#[test]
fn each_cue_is_known_by_its_example() {
    let wrong: Vec<_> = rows()
        .map(|(kind, how, text, example)| {
            assert!(how == "is" || !example.is_empty(), "{text:?} has no example");
            (kind, if example.is_empty() { text } else { example })
        })
        .filter(|(kind, example)| cue(example) != Some(*kind))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn cues_are_in_the_form_in_which_they_are_looked_up() {
    for (_, how, text, _) in rows() {
        assert!(["is", "starts", "has", "ends"].contains(&how), "{how}");
        assert_eq!(text.trim_start(), fold(text) + if text.ends_with(' ') { " " } else { "" });
    }
}

#[test]
fn lines_of_an_article_give_no_cue() {
    for text in [
        "Date and time:",
        "Minami Village, Kawa Prefecture",
        "Mr. A. B., Director, Trade Policy Division",
        "Related to this, the ministers agreed on a plan for the coming year.",
        "Copyright law was discussed by the ministers, who agreed to meet again.",
        "Share prices fell in Tokyo after the ministers said that the talks had failed.",
        "(c) explore the mutual recognition of electronic invoices.",
        "The project will save up to 30 percent of the energy used by the port.",
        "Next year the ministers will meet in Bangkok.",
        "Page after page of the report tells the same story.",
        "2016  11th Senior Officials' Meeting (Tokyo, March 25)",
        "Comments by the Minister of Trade",
        "1. Outline",
        "Release date",
        "Division in Charge",
        "Print media were asked to leave the room before the talks began.",
        "In Lake Road, 1200 houses, a school, and a mill were lost, the ministers said.",
        "Other matters: the ministers also discussed fees.",
        "Follow the river on foot and you reach the border.",
        "The minister takes no responsibility for the delay, he said.",
        "12 square kilometres of forest, 4000 trees in all, will be planted",
        "Advertising of tobacco was also on the agenda of the ministers.",
    ] {
        assert_eq!(cue(text), None, "{text:?}");
    }
}

#[test]
fn patterns_are_furniture_too() {
    for (text, kind) in [
        ("12 Comments", Cue::Comments),
        ("2 thoughts on \"What it means\"", Cue::Comments),
        ("7 weeks ago", Cue::Rail),
        ("Page 2 of 14", Cue::PageNumber),
        ("*****", Cue::Rule),
        ("# # #", Cue::End),
        ("###", Cue::End),
        ("Home > News > Press Conference", Cue::Navigation),
        ("Local  Business  Sports  Weather", Cue::Navigation),
        ("Print | Close", Cue::Tool),
        ("Facebook | X | WhatsApp channel", Cue::Tool),
        ("EN | FR | ES", Cue::Navigation),
        ("1,284 views", Cue::Tool),
        ("0:00 / 2:43", Cue::Tool),
        ("#Water #Energy", Cue::Keywords),
        ("-- EXAMPLE WIRE", Cue::Credit),
        ("Communiqué (PDF, 120 kB)", Cue::Attachment),
        ("1-2-3 High Street, Tokyo 100-0000 Tel: +81-(0)3-0000-0000", Cue::Legal),
        ("Prev  Minister inspects shelter", Cue::Related),
        ("Photo gallery (6)", Cue::Navigation),
        ("Other notes: Appointment of consuls (29 April 2025)", Cue::Related),
        ("More on the topic: Fisheries", Cue::Related),
        ("Follow the Service on social media", Cue::Prompt),
        ("Weekend edition", Cue::Section),
        ("[English version]", Cue::Navigation),
        ("The Institute takes no responsibility for their accuracy.", Cue::Disclaimer),
        ("12 Square of Peace, 100000 Ostgrad", Cue::Legal),
        ("AK/RS/MN", Cue::Credit),
        ("Previous question | Next question | Full record of the sitting", Cue::Related),
        ("press@example.org", Cue::Legal),
        ("www.example.org", Cue::Legal),
        ("Association of Lake Ports, Harbour Street 1, 10000 Lakeside", Cue::Legal),
        ("1.2K followers", Cue::Tool),
        ("Print    Send to a friend", Cue::Tool),
    ] {
        assert_eq!(cue(text), Some(kind), "{text:?}");
    }
}

#[test]
fn wide_gaps_part_pieces() {
    assert_eq!(pieces("Date  2026. 2. 4.     Department  Trade Division"), ["Date", "2026. 2. 4.", "Department", "Trade Division"]);
    assert_eq!(pieces("14/06/2024 / Investment"), ["14/06/2024", "Investment"]);
}

const SENTENCE: &str = "The ministers of both countries agreed to meet again in the spring of next year.";

fn kept(lines: &[&str]) -> Vec<String> {
    let lines = lines.iter().map(|text| Line { text: text.trim_start_matches('^'), gap: !text.starts_with('^') }).collect();
    let page = Page::of(lines);
    (page.first..page.end).filter(|&i| page.keeps(i)).map(|i| page.lines[i].text.chars().take(12).collect()).collect()
}

#[test]
fn an_aside_is_passed_over_and_the_article_goes_on() {
    assert_eq!(kept(&[SENTENCE, SENTENCE, "Related Article", "^Premier signs pact", SENTENCE]).len(), 3);
}

#[test]
fn what_follows_the_last_heading_of_links_is_no_article() {
    let teaser = "The mayor of the city said on Friday that the bridge would be closed for a year.";
    assert_eq!(kept(&[SENTENCE, SENTENCE, "Recent Posts", "Bridge closed", teaser, "2 weeks ago"]).len(), 2);
}

#[test]
fn a_list_at_the_end_of_an_article_stays() {
    assert_eq!(
        kept(&[
            SENTENCE,
            SENTENCE,
            "LIST OF MINISTERS",
            "A. B., Minister of Trade",
            "C. D., Minister of Industry",
            "Copyright Ministry of Trade"
        ])
        .len(),
        5
    );
}
