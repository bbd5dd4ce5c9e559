use super::*;
use model::claim::Figure;

fn document(text: &str) -> Document {
    Document { source: "page.txt".to_owned(), published: PartialDate::day(2024, 5, 3), ..Document::of_text(text) }
}

fn claim(document: &Document, quote: &str) -> Claim {
    let start = document.text.find(quote).unwrap();
    Claim {
        kind: ClaimKind::Figure(Figure { value: 12.9, unit: Some("percent".to_owned()), ..Figure::default() }),
        doc: document.id.clone(),
        evidence: vec![Span::new(start, start + quote.len())],
        attributed_to: None,
        polarity: None,
        confidence: 0.75,
        rule: "figure/percent".to_owned(),
        event: None,
    }
}

#[test]
fn offsets_count_scalar_values_and_the_quote_is_the_slice() {
    let long = "Côte d’Ivoire — 富山県. ".repeat(40) + "Exports rose 12.9 per cent.";
    let document = document(&long);
    let claims = [claim(&document, "12.9 per cent")];
    let mut out = Vec::new();
    write_lines(&mut out, &document, &claims).unwrap();
    let lines: Vec<serde_json::Value> = std::str::from_utf8(&out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let evidence = &lines[1]["evidence"][0];
    let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
    let scalars: Vec<char> = lines[0]["text"].as_str().unwrap().chars().collect();
    assert_eq!(scalars[start..end].iter().collect::<String>(), "12.9 per cent");
    assert_eq!(evidence["quote"], "12.9 per cent");
}

#[test]
fn an_absent_slot_is_left_out_and_never_null() {
    let document = document("12.9 per cent");
    let claims = [claim(&document, "12.9 per cent")];
    let mut out = Vec::new();
    write_lines(&mut out, &document, &claims).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.contains("null"), "{text}");
    assert!(text.contains(r#""published":"2024-05-03""#) && text.contains(r#""kind":"figure""#));
}
