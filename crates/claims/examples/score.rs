//! Reads documents as `documents` of `acquire` prints them, one JSON object a line on standard input, and prints
//! them with their claims, so that the scorer can compare them with the gold; with `--frames`, draws their verbs instead.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use model::{Claim, Document, Span};
use serde_json::{Value, json};
use std::io::BufRead;

fn main() {
    let reader = claims::Reader::new();
    let frames = std::env::args().any(|a| a == "--frames");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        match serde_json::from_str::<Document>(&line) {
            Ok(document) if frames => println!("== {}\n{}", document.source, reader.frames(&document)),
            Ok(document) => print(&reader, &document, &line),
            Err(error) => eprintln!("no document: {error}"),
        }
    }
}

fn print(reader: &claims::Reader, document: &Document, line: &str) {
    println!("{line}");
    let offsets = Offsets::new(&document.text);
    for claim in reader.read(document).0 {
        println!("{}", record(&claim, document, &offsets));
    }
}

fn record(claim: &Claim, document: &Document, offsets: &Offsets) -> Value {
    let mut value = serde_json::to_value(claim).unwrap_or_default();
    let evidence: Vec<Value> = claim
        .evidence
        .iter()
        .map(|s| json!({ "start": offsets.of(s.start), "end": offsets.of(s.end), "quote": quote(document, *s) }))
        .collect();
    value["evidence"] = Value::Array(evidence);
    value
}

fn quote(document: &Document, span: Span) -> &str {
    document.quote(span)
}

/// Bytes to Unicode scalar values.
struct Offsets(Vec<u32>);

impl Offsets {
    fn new(text: &str) -> Offsets {
        let mut out = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            out[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        out[text.len()] = count;
        Offsets(out)
    }

    fn of(&self, byte: u32) -> u32 {
        self.0[byte as usize]
    }
}
