//! Scores the coding of political events against the sentences of tables, or draws how sentences are read.
//!
//!     events [--rules DIR] [--verbose] FILE.tsv…    type accuracy, tuples, actors and recipients
//!     events --tree < sentences                     the dependency tree of each line
//!     events --read < sentences                     the claims of each line
//!
//! Sides count by their states alone, as the gold of the corpus does; a tuple is right when type, actors and recipients are.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use model::Document;
use model::claim::{Actor, PoliticalEvent};
use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

fn document(text: &str) -> Document {
    Document::of_text(text)
}

/// Type, mode, states of actors and of recipients, and the same with sectors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Coded {
    kind: String,
    mode: String,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    sectors: BTreeSet<String>,
}

impl Coded {
    fn of(event: &PoliticalEvent) -> Coded {
        let states = |list: &[Actor]| list.iter().filter_map(|a| a.party.as_ref()).map(|p| p.root()).map(coded).collect();
        let sector = |a: &Actor| Some(format!("{}:{}", coded(a.party.as_ref()?.root()), a.sector.clone()?));
        Coded {
            kind: event.kind.to_string(),
            mode: event.mode.clone().unwrap_or_default(),
            actors: states(&event.actors),
            recipients: states(&event.recipients),
            sectors: event.actors.iter().chain(&event.recipients).filter_map(sector).collect(),
        }
    }

    fn gold(fields: &[&str]) -> Coded {
        let (kind, mode) = fields[0].split_once('/').unwrap_or((fields[0], ""));
        let list = |i: usize| fields.get(i).copied().unwrap_or_default().split(',').filter(|f| !f.is_empty()).map(str::to_owned);
        let state = |f: String| coded(f.split(':').next().unwrap_or_default());
        Coded {
            kind: kind.to_owned(),
            mode: mode.to_owned(),
            actors: list(1).map(state).filter(|s| !s.is_empty()).collect(),
            recipients: list(2).map(state).filter(|s| !s.is_empty()).collect(),
            sectors: list(1).chain(list(2)).filter(|f| f.contains(':')).collect(),
        }
    }
}

/// PLOVER has one code for the United Nations, one for the European Union; other bodies, of states or not, count as one here.
fn coded(party: &str) -> String {
    let code = match party {
        "" => "",
        "NGO" => "IGO",
        state if state.len() == 3 && state.bytes().all(|b| b.is_ascii_uppercase()) => state,
        union if union.contains("European Union") || union == "European Commission" || union == "European Parliament" => "EUR",
        united if united.starts_with("United Nations") || united.starts_with("UN ") => "UNO",
        _ => "IGO",
    };
    code.to_owned()
}

/// Counts of right, read and wanted.
#[derive(Debug, Default)]
struct Tally(usize, usize, usize);

impl Tally {
    fn add<T: Ord>(&mut self, read: &BTreeSet<T>, gold: &BTreeSet<T>) {
        self.0 += read.intersection(gold).count();
        self.1 += read.len();
        self.2 += gold.len();
    }

    fn f1(&self) -> f64 {
        2.0 * self.0 as f64 / (self.1 + self.2).max(1) as f64
    }
}

fn rules(folder: &Path, prefix: &str, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            rules(&path, &format!("{prefix}{name}/"), out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push((format!("{prefix}{name}"), text));
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let (mut files, mut verbose, mut more) = (Vec::new(), false, Vec::new());
    let mut lines = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rules" => rules(Path::new(&arguments.next().unwrap_or_default()), "", &mut more),
            "--verbose" => verbose = true,
            "--tree" | "--read" => lines = Some(argument),
            file => files.push(file.to_owned()),
        }
    }
    let reader = match claims::Reader::with_rules(&more) {
        Ok(reader) => reader,
        Err(error) => return eprintln!("{error}"),
    };
    match lines.as_deref() {
        Some("--tree") => draw(),
        Some(_) => {
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                println!("{line}");
                reader.read(&document(&line)).0.iter().for_each(|c| println!("    {}", serde_json::to_string(c).unwrap_or_default()));
            }
        }
        None => files.iter().for_each(|f| score(&reader, f, verbose)),
    }
}

fn draw() {
    let annotator = annotate::Annotator::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let document = document(&line);
        let (a, _) = annotator.annotate(&document);
        for (i, t) in a.tokens.iter().enumerate() {
            let mention = t.mention.map(|m| format!("{:?} {:?}", a.mentions[m].kind, a.mentions[m].form)).unwrap_or_default();
            let word = t.span.of(&document.text);
            println!("{i}\t{word}\t{}\t{}\t{}\t{}\t{}\t{mention}", t.lemma, t.upos.as_str(), t.head, t.deprel.as_str(), t.feats);
        }
        println!();
    }
}

fn score(reader: &claims::Reader, file: &str, verbose: bool) {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let (mut right, mut all, mut modes, mut moded) = (0, 0, 0, 0);
    let (mut tuples, mut types, mut actors, mut recipients, mut sectors) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default(), Tally::default());
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let gold: Vec<Coded> = fields[1..].chunks(3).map(Coded::gold).collect();
        let claims = reader.read(&document(fields[0])).0;
        let coded = || claims.iter().filter_map(|c| c.event.as_ref().map(|e| (c, e)));
        let read: Vec<Coded> = coded().map(|(_, e)| Coded::of(e)).collect();
        let first = read.first().is_some_and(|r| gold.first().is_some_and(|g| g.kind == r.kind));
        all += 1;
        right += usize::from(first);
        if first && !gold[0].mode.is_empty() {
            moded += 1;
            modes += i32::from(gold[0].mode == read[0].mode);
        }
        let whole =
            |list: &[Coded]| -> BTreeSet<_> { list.iter().map(|c| (c.kind.clone(), c.actors.clone(), c.recipients.clone())).collect() };
        let kinds = |list: &[Coded]| -> BTreeSet<_> { list.iter().map(|c| c.kind.clone()).collect() };
        let union =
            |list: &[Coded], of: fn(&Coded) -> &BTreeSet<String>| -> BTreeSet<String> { list.iter().flat_map(of).cloned().collect() };
        let hit = tuples.0;
        tuples.add(&whole(&read), &whole(&gold));
        types.add(&kinds(&read), &kinds(&gold));
        actors.add(&union(&read, |c| &c.actors), &union(&gold, |c| &c.actors));
        recipients.add(&union(&read, |c| &c.recipients), &union(&gold, |c| &c.recipients));
        sectors.add(&union(&read, |c| &c.sectors), &union(&gold, |c| &c.sectors));
        if verbose && (!first || tuples.0 == hit || read.len() > gold.len()) {
            println!("{} {}", if first { "     " } else { "TYPE " }, fields[0]);
            println!("        gold {}", fields[1..].join(" | "));
            for (r, (claim, _)) in read.iter().zip(coded()) {
                println!("        read {}/{} {:?} {:?} {:?} {}", r.kind, r.mode, r.actors, r.recipients, r.sectors, claim.rule);
            }
        }
    }
    println!(
        "{file}: {all} sentences, first type right {:.3}, type F1 {:.3}, tuple F1 {:.3}, actors F1 {:.3}, recipients F1 {:.3}, sectors F1 {:.3}, modes {:.3}; {:.2} events a sentence",
        right as f64 / f64::from(all.max(1)),
        types.f1(),
        tuples.f1(),
        actors.f1(),
        recipients.f1(),
        sectors.f1(),
        f64::from(modes) / f64::from(moded.max(1)),
        types.1 as f64 / f64::from(all.max(1)),
    );
}
