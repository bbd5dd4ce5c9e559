//! Prints the `document` record of each file given, one JSON object a line; what fails goes to standard error.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use acquire::{Limits, Origin};
use serde_json::{Map, Value};
use std::fs::File;

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
                let mut line = Map::new();
                line.insert("kind".to_owned(), "document".into());
                if let Ok(Value::Object(fields)) = serde_json::to_value(&document) {
                    line.extend(fields);
                }
                println!("{}", Value::Object(line));
            }
            Err(error) => eprintln!("{error}"),
        });
    }
}
