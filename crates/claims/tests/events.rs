//! Invented news sentences keep the type of their main event, and where it was, as `tests/gold/SCORES.md` says.
//! `cargo run -p claims --example events` scores the rest: tuples, sides, sectors and modes.

use claims::Reader;
use model::claim::Occurrence;
use model::{Claim, ClaimKind, Document};
use std::path::Path;

fn table(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.filter_map(|l| l.split_once('\t')).map(|(sentence, gold)| (sentence.to_owned(), gold.to_owned())).collect()
}

fn read(reader: &Reader, sentence: &str) -> Vec<Claim> {
    reader.read(&Document::of_text(sentence)).0
}

#[test]
fn most_types_are_right() {
    let reader = Reader::default();
    let floors = [
        ("first", 0.95),
        ("second", 0.84),
        ("third", 0.88),
        ("fourth", 0.91),
        ("fifth", 0.9),
        ("sixth", 0.86),
        ("seventh", 0.78),
        ("eighth", 0.82),
        ("ninth", 0.92),
    ];
    for (part, floor) in floors {
        let rows = table(&format!("events/{part}.tsv"));
        let right = rows.iter().filter(|(sentence, gold)| {
            let kind = gold.split(['/', '\t']).next().unwrap_or_default();
            read(&reader, sentence).iter().find_map(|c| c.event.as_ref()).is_some_and(|e| e.kind.to_string() == kind)
        });
        let share = right.count() as f64 / rows.len() as f64;
        assert!(share >= floor, "{part}: {share:.3} of {} types right, wanted {floor}", rows.len());
    }
}

#[test]
fn most_places_are_right() {
    let reader = Reader::default();
    let (mut right, mut given, mut wanted) = (0, 0, 0);
    for (sentence, gold) in table("places.tsv") {
        let scene = read(&reader, &sentence).into_iter().find_map(|c| match c.kind {
            ClaimKind::Event(Occurrence { place, .. }) => Some(place),
            _ => None,
        });
        let Some(place) = scene else { continue };
        wanted += usize::from(!gold.is_empty());
        given += usize::from(place.is_some());
        right += usize::from(place.is_some_and(|p| gold.split('|').any(|g| !g.is_empty() && (g.contains(&p) || p.contains(g)))));
    }
    let (precision, recall) = (right as f64 / given as f64, right as f64 / wanted as f64);
    assert!(precision >= 0.7 && recall >= 0.8, "places: precision {precision:.3}, recall {recall:.3} of {wanted}");
}
