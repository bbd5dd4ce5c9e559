//! What do other extractors take for the article? Pages → one JSON line for each page and extractor.
#![allow(clippy::print_stdout)]

use dom_smoothie::{Config, Readability, TextMode};
use std::path::Path;
use trafilatura::options::Options;

fn main() {
    for path in std::env::args().skip(1) {
        let page = Path::new(&path).file_stem().expect("a page is a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the page can be read");
        let html = String::from_utf8_lossy(&bytes);
        let options = Options::default().with_fallback(false).with_exclude_comments(true);
        let found = trafilatura::extract(&html, &options).map(|r| r.content_text).unwrap_or_default();
        print("trafilatura", &page, &found);
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let found = Readability::new(&*html, None, Some(config)).and_then(|mut r| r.parse()).map(|a| a.text_content.to_string()).unwrap_or_default();
        print("dom_smoothie", &page, &found);
    }
}

fn print(system: &str, page: &str, text: &str) {
    println!("{}", serde_json::json!({ "system": system, "page": page, "text": text }));
}
