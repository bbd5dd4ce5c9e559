//! `extract`: documents in, the contract's lines out.

use crate::program::{Desk, examples};
use serde_json::Value;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn every_example_is_read_and_every_quote_is_the_slice_it_names() {
    let desk = Desk::new();
    let out = desk.ok(&["extract", &examples().to_string_lossy()]);
    let (mut documents, mut claims) = (0, 0);
    let mut text: Vec<char> = Vec::new();
    let mut id = Value::Null;
    for line in lines(&out) {
        if line["kind"] == "document" {
            documents += 1;
            text = line["text"].as_str().unwrap().chars().collect();
            id = line["id"].clone();
            let english = line["language"].as_str().is_some_and(|l| l == "en" || l.starts_with("en-"));
            assert!(line["title"].is_string() && english, "{}", line["source"]);
            continue;
        }
        claims += 1;
        assert_eq!(line["doc"], id);
        let evidence = line["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty());
        for piece in evidence {
            let (start, end) = (piece["start"].as_u64().unwrap() as usize, piece["end"].as_u64().unwrap() as usize);
            assert_eq!(piece["quote"], text[start..end].iter().collect::<String>());
        }
        let confidence = line["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence) && line["rule"].is_string());
    }
    assert_eq!(documents, std::fs::read_dir(examples()).unwrap().count());
    assert!(claims > documents * 3, "{claims} claims in {documents} documents");
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let desk = Desk::new();
    let folder = examples().to_string_lossy().into_owned();
    let one = desk.ok(&["extract", "--threads", "1", &folder]);
    assert_eq!(one, desk.ok(&["extract", "--threads", "8", &folder]));
}

#[test]
fn the_three_forms_hold_the_same_documents() {
    let desk = Desk::new();
    let folder = examples().to_string_lossy().into_owned();
    let titles = |docs: &[Value]| docs.iter().map(|d| d["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let by_line: Vec<Value> = lines(&desk.ok(&["extract", &folder])).into_iter().filter(|l| l["kind"] == "document").collect();
    let nested: Value = serde_json::from_str(&desk.ok(&["extract", "--format", "json", &folder])).unwrap();
    assert_eq!(titles(&by_line), titles(nested.as_array().unwrap()));
    let text = desk.ok(&["extract", "--format", "text", &folder]);
    for title in titles(&by_line) {
        assert!(text.contains(&title), "{title}");
    }
}

#[test]
fn political_events_come_as_plover_records() {
    let desk = Desk::new();
    desk.write("digest.txt", "Turkish warplanes bombed rebel positions in northern Iraq on Tuesday.\n\nThe talks lasted two hours.\n");
    let records = lines(&desk.ok(&["extract", "--format", "plover", "digest.txt"]));
    assert_eq!(records.len(), 1, "{records:?}");
    let record = &records[0];
    assert_eq!((record["event"][0].as_str(), record["mode"][0].as_str()), (Some("ASSAULT"), Some("aerial")));
    assert_eq!((record["actor"][0]["code"].as_str(), record["quad_code"].as_u64()), (Some("TUR"), Some(4)));
    assert!(record["text"].as_str().unwrap().contains("bombed"));
}

#[test]
fn a_list_on_standard_input_names_what_to_read() {
    let desk = Desk::new();
    desk.write("a/one.txt", "Ministers meet\n\nThe ministers of Kenya and Ghana met in Accra on 4 May 2024.\n");
    desk.write("two.md", "# Ministers part\n\nThe ministers of Kenya and Ghana left Accra on 5 May 2024.\n");
    let answer = desk.run_with_input(&["extract", "-"], "# a comment\ntwo.md\n\na\n");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let sources: Vec<String> = lines(&answer.out).iter().filter_map(|l| l["source"].as_str().map(str::to_owned)).collect();
    assert_eq!(sources, ["two.md", "a/one.txt"]);
}

#[test]
fn what_a_document_says_cannot_redraw_the_terminal() {
    let desk = Desk::new();
    let page = "<html><head><title>Ministers meet&#27;[2J in Lima&#x202E;</title></head><body><article><h1>Ministers meet&#27;[2J in Lima&#x202E;</h1>\
        <p>The ministers of Chile and Peru met in Lima on 4 May 2024&#7;.</p></article></body></html>";
    desk.write("page.html", page);
    let out = desk.ok(&["extract", "--format", "text", "page.html"]);
    assert!(out.contains("in Lima") && !out.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{out:?}");
}
