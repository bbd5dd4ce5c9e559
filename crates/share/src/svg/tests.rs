use super::*;
use register::EntityId;
use reports::{Bar, Gap, Lane, Lanes, Mark, Matrix, Month, Network, Place, Rung, Sessions, Standings, Strip, Strips, Tie};

const HOSTILE: &str = "</text><script>alert(1)</script>\" onload=\"x\u{202e}";

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn check(svg: &str, marks: &[&str]) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
    assert!(svg.contains("<title id=") && svg.contains("<desc id="), "every drawing says what it is");
    assert!(!svg.contains("<script") && !svg.contains("onload=\"") && !svg.contains('\u{202e}') && !svg.contains("style="), "{svg}");
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    for mark in marks {
        assert!(svg.contains(mark), "{mark} in {svg}");
    }
    let mut reader = quick_xml::Reader::from_str(svg);
    while reader.read_event().expect("a drawing is well-formed") != quick_xml::events::Event::Eof {}
}

fn framed(draw: impl Fn(&Frame<'_>) -> String) -> String {
    let frame = Frame { title: HOSTILE, href: &|id| format!("/{id}"), said: &str::to_owned, date: &|d| d.to_string() };
    draw(&frame)
}

fn id(text: &str) -> EntityId {
    EntityId::from_printed(text)
}

fn sessions() -> Sessions {
    let rung = |ordinal, status: &str, entity: Option<&str>, when: Option<&str>| Rung {
        ordinal,
        through: None,
        entity: entity.map(id),
        date: when.map(date),
        place: Some(HOSTILE.to_owned()),
        status: status.to_owned(),
    };
    Sessions {
        mechanism: HOSTILE.to_owned(),
        rungs: vec![
            rung(Some(1), "held", Some("meeting:a"), Some("2009")),
            rung(Some(2), "not seen", None, None),
            rung(None, "planned", Some("meeting:c"), None),
        ],
        gaps: vec![Gap { from: date("2009"), to: date("2011"), days: 700 }, Gap { from: date("2011"), to: date("2012"), days: 0 }],
        rhythm: Some(365),
    }
}

#[test]
fn the_ladder_tells_held_planned_and_not_seen_by_shape() {
    check(&framed(|f| ladder::ladder(&sessions(), f)), &["c-held", "c-planned", "stroke-dasharray=\"2 2\"", "href=\"/meeting:a\""]);
    check(&framed(|f| cadence::cadence(&sessions(), f)), &["23 m", "declared"]);
}

#[test]
fn dates_that_are_not_known_to_the_day_are_bands() {
    let mark =
        |when: &str, status: &str| Mark { entity: id("meeting:m"), name: HOSTILE.to_owned(), date: date(when), status: status.to_owned() };
    let lane = Lane {
        name: HOSTILE.to_owned(),
        entity: None,
        marks: vec![mark("2016", "held"), mark("2018-05-03", "cancelled"), mark("2019/..", "planned")],
    };
    check(&framed(|f| lanes::lanes(&Lanes { as_of: date("2020-01-01"), lanes: vec![lane.clone()] }, f)), &["c-band", "c-off", ">2017<"]);
    check(&framed(|f| lanes::lanes(&Lanes { as_of: date("2020-01-01"), lanes: Vec::new() }, f)), &[]);
    let strip = |since: Option<&str>, until: Option<&str>| Strip {
        entity: id("measure:x"),
        name: HOSTILE.to_owned(),
        since: since.map(date),
        until: until.map(date),
        status: "raised".to_owned(),
        raised: vec![date("2019-04"), date("2021")],
    };
    let all =
        Strips { as_of: date("2022-01-01"), strips: vec![strip(Some("2001"), None), strip(Some("2010"), Some("2012")), strip(None, None)] };
    check(&framed(|f| strips::strips(&all, f)), &["c-band", "c-bad"]);
}

#[test]
fn counts_stand_in_the_drawing_as_numbers() {
    let pair = |one: &str, other: &str, count| Tie { one: one.to_owned(), other: other.to_owned(), count, meetings: 0 };
    let pairs = Matrix { pairs: vec![pair("JPN", "CHN", 48), pair("JPN", HOSTILE, 1)] };
    check(&framed(|f| matrix::matrix(&pairs, &str::to_owned, &|a, b| format!("/dyad/{a}/{b}"), f)), &[">48<", "href=\"/dyad/JPN/CHN\""]);
    let bar = Bar { progress: "started".to_owned(), overdue: 30, due_soon: 20, not_due: 9, no_due: 8, closed: 7 };
    check(&framed(|f| standing::standings(&Standings { bars: vec![bar.clone()] }, f)), &[">30<", ">74<", "standing-soon"]);
    let month = |month: &str, documents, claims| Month { month: month.to_owned(), documents, claims };
    check(
        &framed(|f| months::months(&[month("2024-01", 1, 9), month("2024-02", 0, 0)], f)),
        &["2024-01: 9 claims, 1 documents", "months-unread"],
    );
    check(&framed(|f| months::months(&[], f)), &[]);
    let small = framed(|f| months::spark(&[month("2024-01", 1, 9), month("2024-02", 0, 0), month("2024-03", 2, 0)], f));
    check(&small, &["2024-01: 9 claims", "months-unread", ">2024-03<"]);
    check(&framed(|f| months::spark(&[], f)), &[]);
}

#[test]
fn the_network_and_the_map_link_what_they_show() {
    let knot = |name: &str, id: &str| reports::Knot { name: name.to_owned(), id: id.to_owned(), ties: 2 };
    let net = Network {
        mechanisms: vec![knot(HOSTILE, "mechanism:a"), knot("b", "mechanism:b")],
        parties: vec![knot("Japan", "JPN")],
        members: vec![(0, 0), (0, 1), (9, 9)],
        reports: vec![(0, 1)],
    };
    check(&framed(|f| network::network(&net, f)), &["href=\"/mechanism:a\"", "href=\"/party:JPN\""]);
    let place = Place { name: "Tokyo".to_owned(), latitude: 35.7, longitude: 139.7, meetings: vec![id("meeting:a")], visits: Vec::new() };
    check(&framed(|f| map::map(std::slice::from_ref(&place), f)), &[">Tokyo<", "c-land", "href=\"/meeting:a\""]);
}
