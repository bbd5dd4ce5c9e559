//! What do other extractors take for the article, and how fast is another parser?
//!
//! `others PAGE…`: one JSON line for each page and extractor. `others --time`: html5ever alone on the pages of
//! `benches/throughput.rs`.
#![allow(clippy::print_stdout)]

#[path = "../../../pages/mod.rs"]
mod pages;

use dom_smoothie::{Config, Readability, TextMode};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::RcDom;
use std::path::Path;
use std::time::Instant;
use trafilatura::options::Options;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.first().is_some_and(|first| first == "--time") {
        return time();
    }
    for path in paths {
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

fn time() {
    let pages = pages::generate();
    let bytes: usize = pages.iter().map(String::len).sum();
    let report = |name: &str, each: &dyn Fn(&str)| {
        let mut best = f64::MAX;
        for _ in 0..40 {
            let start = Instant::now();
            pages.iter().for_each(|page| each(page));
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!("{name}: {:.0} pages/s, {:.1} MB/s (best of 40)", pages.len() as f64 / best, bytes as f64 / best / 1e6);
    };
    report("html5ever to RcDom", &|page| drop(html5ever::parse_document(RcDom::default(), Default::default()).one(page)));
    report("trafilatura", &|page| drop(trafilatura::extract(page, &Options::default().with_fallback(false))));
    report("dom_smoothie", &|page| drop(Readability::new(page, None, None).and_then(|mut r| r.parse())));
}
