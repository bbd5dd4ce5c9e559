use super::Visible;
use crate::boilerplate::{Line, Page};

const BODY: &str = "The ministers of both countries agreed to meet again in the spring of next year, officials said.";

/// Reads lines; `^` marks one that no empty line parts from the one before.
fn read(lines: &[&str]) -> Visible {
    let lines = lines.iter().map(|text| Line { text: text.trim_start_matches('^'), gap: !text.starts_with('^') }).collect();
    super::read(&Page::of(lines))
}

fn published(lines: &[&str]) -> Option<String> {
    read(lines).published.map(|d| d.to_string())
}

#[test]
fn the_date_of_publication_is_read_in_every_place() {
    for lines in [
        &["Ministers meet in Tokyo to talk about trade", BODY, "Release date", "November 9, 2017"][..],
        &["Ministers meet in Tokyo to talk about trade", "^Nov 9, 2017 21:10 (JST)", BODY],
        &["09.11.2017 - Press release", "Ministers meet in Tokyo to talk about trade", BODY],
        &["Ministers meet in Tokyo to talk about trade", "Date  2017. 11. 9.     Department  Trade Division     Views  1,284", BODY],
        &["Ministers meet in Tokyo to talk about trade", "Issued 9 November 2017 by the Follow-up Secretariat", BODY],
        &["Ministers meet in Tokyo to talk about trade", "Posted On: 09 NOV 2017 6:31PM by Press Bureau", BODY],
        &["Ministers meet in Tokyo to talk about trade", "By A. B.", "^November 9, 2017 5:42 PM UTC | Updated November 10, 2017", BODY],
        &[
            "Ministers meet in Tokyo to talk about trade",
            "Tokyo, Thursday 9 November 2017. The ministers of both countries agreed to meet again next year.",
        ],
        &["Ministers' Regular Press Conference (November 9, 2017)", BODY],
        &["Media briefing by the Spokesperson, 9 November 2017", BODY],
        &["Ministers meet in Tokyo to talk about trade", BODY, "Published by", "^The Example Post", "^November 9, 2017"],
    ] {
        assert_eq!(published(lines).as_deref(), Some("2017-11-09"), "{lines:?}");
    }
}

#[test]
fn the_date_of_what_is_told_is_none_of_publication() {
    for lines in [
        &["THE NINTH CONSULTATION OF MINISTERS", "^24 September 2025, Kuala Lumpur, Malaysia", "JOINT MEDIA STATEMENT", BODY][..],
        &["Chair's Statement", "^Trade Ministers Meeting, Suva, 13–14 August 2025", BODY],
        &["Ministers meet in Tokyo to talk about trade", BODY, "1. Outline", "Date: May 16, 2018", "^Venue: Tokyo", BODY],
        &[
            "Ministers meet in Tokyo to talk about trade",
            "TOKYO, Aug 19 (Example Wire) - The ministers of both countries agreed to meet again next year.",
        ],
    ] {
        assert_eq!(published(lines), None, "{lines:?}");
    }
}

#[test]
fn an_office_stands_before_the_date_of_the_last_change() {
    for foot in ["Rail and Ports Division. Last updated: 5 March 2021", "Rail and Ports Division | Last updated March 5, 2021"] {
        let seen = read(&["Two-River Cooperation", "Outline", BODY, foot]);
        assert_eq!(seen.office.as_deref(), Some("Rail and Ports Division"), "{foot}");
        assert_eq!(seen.updated.map(|d| d.to_string()).as_deref(), Some("2021-03-05"), "{foot}");
    }
}

#[test]
fn the_headline_of_a_briefing_dates_it_but_not_beside_a_date_of_change() {
    assert_eq!(published(&["Decree on the harbours of the north, 9 November 2017", BODY]), None);
    let changed = ["Media briefing by the Spokesperson, 9 November 2017", "^Updated: November 9, 2017 20:52", BODY];
    assert_eq!(published(&changed), None);
}

#[test]
fn an_address_under_the_body_is_no_headline() {
    let head = ["Government of Freedonia", "^Ministry of Transport", "^Castle Road, Port Amber", "Press Release", "^3 May 2024"];
    let lines: Vec<&str> = head.into_iter().chain(["Freedonia and Sylvania open a second ferry line", BODY]).collect();
    assert_eq!(read(&lines).title.as_deref(), Some("Freedonia and Sylvania open a second ferry line"));
}

#[test]
fn updated_is_read_apart_from_published() {
    let seen = read(&["Two-River Cooperation", "Outline", BODY, "Trade Division, Policy Bureau", "^Last updated:2021-03-05"]);
    assert_eq!((seen.published, seen.updated.map(|d| d.to_string()).as_deref()), (None, Some("2021-03-05")));
    assert_eq!(seen.office.as_deref(), Some("Trade Division, Policy Bureau"));
    assert_eq!(seen.title.as_deref(), Some("Two-River Cooperation"));
}

#[test]
fn the_headline_is_told_from_the_masthead() {
    for (lines, title, publisher) in [
        (
            &["THE HILL REVIEW", "^Business | Opinion", "Ministers meet in Tokyo to talk about trade", BODY][..],
            "Ministers meet in Tokyo to talk about trade",
            Some("THE HILL REVIEW"),
        ),
        (
            &["Northern Trade Monitor - daily digest", "Ministers meet in Tokyo to talk about trade", BODY],
            "Ministers meet in Tokyo to talk about trade",
            Some("Northern Trade Monitor"),
        ),
        (
            &["Fox & Crane Notes", "^Weekly: 10 to 16 March 2024", BODY, "(c) Fox & Crane Ltd."],
            "Weekly: 10 to 16 March 2024",
            Some("Fox & Crane Notes"),
        ),
        (
            &["Ministers meet in Tokyo | Hill Times", "Hill Times", "Ministers meet in Tokyo", BODY],
            "Ministers meet in Tokyo",
            Some("Hill Times"),
        ),
        (
            &["JOINT ACTION PLAN OF THE MINISTERS", "^First Progress Report", BODY],
            "JOINT ACTION PLAN OF THE MINISTERS First Progress Report",
            None,
        ),
    ] {
        let seen = read(lines);
        assert_eq!((seen.title.as_deref(), seen.publisher.as_deref()), (Some(title), publisher), "{lines:?}");
    }
}

#[test]
fn the_publisher_is_read_at_the_foot_and_spelled_out() {
    let title = "Ministers meet in Tokyo to talk about trade";
    for (foot, publisher) in [
        ("Ministry of Economy and Trade1-2-3 High Street, Tokyo Tel: +81-(0)3-0000-0000", "Ministry of Economy and Trade"),
        ("Copyright Ministry of Economy and Trade. All Rights Reserved.", "Ministry of Economy and Trade"),
        ("© 2009-2024 River Business Daily. When using materials a link is required.", "River Business Daily"),
    ] {
        assert_eq!(read(&[title, BODY, foot]).publisher.as_deref(), Some(publisher), "{foot}");
    }
    let body = "The Ministry of Trade, Industry and Energy (MOTIE) said that the ministers would meet again next year.";
    assert_eq!(read(&["MOTIE Press Center", title, body]).publisher.as_deref(), Some("Ministry of Trade, Industry and Energy"));
}

#[test]
fn who_wrote_it() {
    let title = "Ministers meet in Tokyo to talk about trade";
    for (lines, author) in [
        (&[title, "By Ann Bell and Cy Dow", "^May 3, 2025", BODY][..], Some("Ann Bell and Cy Dow")),
        (&[title, "By ANN BELL Staff Writer", BODY], Some("ANN BELL")),
        (&[title, "By Our Correspondent", BODY], None),
        (&[title, "By our trade correspondent Ann de Bell", BODY], Some("Ann de Bell")),
        (&[title, "Ann Bell - Hill Times Reporter", BODY], Some("Ann Bell")),
        (&[title, "By Hill Press Agency, Tokyo", BODY], Some("Hill Press Agency")),
        (&[title, "Posted by admin", BODY], None),
        (&[title, BODY, "Reporting by Ann Bell in Delhi and Cy Dow in Beijing; Editing by Eve Fox"], Some("Ann Bell and Cy Dow")),
        (&["Hill Times", title, BODY, "© EXAMPRESS", "^©2025 Hill Media Inc."], Some("EXAMPRESS")),
    ] {
        assert_eq!(read(lines).author.as_deref(), author, "{lines:?}");
    }
}

#[test]
fn a_name_over_a_menu_or_an_issue_is_no_headline() {
    let headline = "Who pays for the tunnel?";
    for lines in [
        &["The Salt Road", "^Letters from afar", "^Home  About  Archive", headline, "^Posted by Ann Bell on 4 March 2025", BODY][..],
        &["The Salt Road", "About | Archive | RSS", headline, "^by Ann Bell on March 4, 2025", BODY],
        &["The Salt Road", "^Tuesday, 4 March 2025", headline, "By Ann Bell", BODY],
        &["The Salt Road - English edition", "^4 March 2025", headline, "^By Ann Bell", BODY],
        &["The Salt Road: letters from afar", headline, "^Posted by Ann Bell on 4 March 2025", BODY],
    ] {
        let seen = read(lines);
        assert_eq!(seen.title.as_deref(), Some(headline), "{lines:?}");
        assert!(seen.publisher.is_some_and(|name| name.starts_with("The Salt Road")), "{lines:?}");
        assert_eq!(seen.author.as_deref(), Some("Ann Bell"), "{lines:?}");
        assert_eq!(seen.published.map(|d| d.to_string()).as_deref(), Some("2025-03-04"), "{lines:?}");
    }
}

#[test]
fn a_bulletin_without_a_headline_is_its_own() {
    for lines in [
        ["TARIFF WATCH", "^Confederation of Steel Users", "^No. 12, 3 February 2026", BODY],
        ["Confederation of Steel Users", "^TARIFF WATCH", "^Vol. 3 No. 12 | 3 February 2026", BODY],
    ] {
        let seen = read(&lines);
        assert_eq!((seen.title.as_deref(), seen.publisher.as_deref()), (Some("TARIFF WATCH"), Some("Confederation of Steel Users")));
        assert_eq!(seen.published.map(|d| d.to_string()).as_deref(), Some("2026-02-03"));
    }
}

#[test]
fn a_dateline_under_a_joint_text_says_when_it_was_issued() {
    let seen =
        read(&["Republic of Ardovia – Republic of Kestria", "^Joint Statement", "^Orsk, 7 March 2025", "Fifth Dialogue on Railways", BODY]);
    assert_eq!(seen.published.map(|d| d.to_string()).as_deref(), Some("2025-03-07"));
    assert_eq!((seen.title.as_deref(), seen.publisher), (Some("Fifth Dialogue on Railways"), None));
}

#[test]
fn an_outlet_behind_the_name_in_a_byline_publishes() {
    for byline in ["By Ann Bell, Lake Wire", "By Ann Bell in Port Elba, Lake Wire", "By Ann Bell | Lake Wire"] {
        let seen = read(&["Ministers meet in Tokyo to talk about trade", byline, BODY]);
        assert_eq!((seen.author.as_deref(), seen.publisher.as_deref()), (Some("Ann Bell"), Some("Lake Wire")), "{byline}");
    }
}
