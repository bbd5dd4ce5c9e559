//! Prints the `document` record of each file given, one JSON object a line; what fails goes to standard error.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use acquire::{Limits, Origin};
use model::Document;
use serde::Serialize;
use std::fs::File;

#[derive(Serialize)]
struct Line<'d> {
    kind: &'static str,
    #[serde(flatten)]
    document: &'d Document,
}

fn main() {
    for path in std::env::args().skip(1) {
        let origin = Origin { source: path.clone(), ..Origin::default() };
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        acquire::read(&mut file, &origin, &Limits::default(), &mut |read| match read {
            Ok(document) => {
                let line = Line { kind: "document", document: &document };
                println!("{}", serde_json::to_string(&line).expect("a document is plain data"));
            }
            Err(error) => eprintln!("{error}"),
        });
    }
}
