//! Scores names and dates against gold files: `cargo run --release --example names -- GOLD DOCUMENTS.jsonl [--verbose]`.
//!
//! DOCUMENTS holds one `model::Document` a line, as `acquire`'s example `documents` prints them. GOLD is a folder of gold
//! files in the corpus's format; a document's gold is the one with the same file stem. Counted are, per document, distinct
//! offices (person, title, party), parties and dates that the gold names in any slot, and how many of the offices found are
//! in the gold. Parties and dates found beyond the gold are no errors: no slot asked for them.

use annotate::{Annotator, EntityKind, MentionKind};
use model::Document;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Tally {
    right: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    fn show(&self) -> String {
        let ratio = |n: usize, d: usize| if d == 0 { 0.0 } else { n as f64 / d as f64 };
        let (p, r) = (ratio(self.right, self.found), ratio(self.right, self.gold));
        format!(
            "P {p:.3} R {r:.3} F1 {:.3} ({} of {} gold, {} found)",
            if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 },
            self.right,
            self.gold,
            self.found
        )
    }
}

type Office = (BTreeSet<String>, String, String);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (gold, documents) = (args.next().ok_or("which gold folder?")?, args.next().ok_or("which documents?")?);
    let verbose = args.next().is_some();
    let mut files = Vec::new();
    collect(Path::new(&gold), &mut files)?;
    let annotator = Annotator::new();
    let mut out = std::io::stdout().lock();
    let (mut offices, mut parties, mut dates) = (Tally::default(), Tally::default(), Tally::default());
    let (mut figures, mut series, mut texts) = (Tally::default(), Tally::default(), Tally::default());
    for line in std::fs::read_to_string(&documents)?.lines().filter(|l| !l.is_empty()) {
        let document: Document = serde_json::from_str(line)?;
        let stem = |p: &Path| p.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let name = stem(Path::new(&document.source));
        let Some(file) = files.iter().find(|f| stem(f) == name) else { continue };
        let value: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let annotated = annotator.names(&document);
        let gold = Gold::of(&value);
        let mut found_offices: Vec<Office> = Vec::new();
        for e in annotated.entities.iter().filter(|e| e.kind == EntityKind::Person) {
            for o in &e.offices {
                found_offices.push((
                    tokens(&e.name),
                    o.title.to_lowercase(),
                    o.party.as_ref().map_or(String::new(), |p| p.as_str().to_owned()),
                ));
            }
        }
        let fits = |a: &Office, b: &Office| (a.0.is_subset(&b.0) || b.0.is_subset(&a.0)) && a.1 == b.1 && a.2 == b.2;
        let mut report = |what: &str, text: String| if verbose { writeln!(out, "{name} {what} {text}") } else { Ok(()) };
        for g in &gold.offices {
            if found_offices.iter().any(|f| fits(f, g)) {
                offices.right += 1;
            } else {
                let near: Vec<&Office> = found_offices.iter().filter(|f| f.0.is_subset(&g.0) || g.0.is_subset(&f.0)).collect();
                report("office missed", format!("{g:?}, near {near:?}"))?;
            }
        }
        for f in found_offices.iter().filter(|f| !gold.offices.iter().any(|g| fits(f, g))) {
            report("office extra", format!("{f:?}"))?;
        }
        offices.gold += gold.offices.len();
        offices.found += found_offices.len();
        let mut found_parties: BTreeSet<String> = BTreeSet::new();
        let mut found_dates: BTreeSet<String> = BTreeSet::new();
        for m in &annotated.mentions {
            match &m.kind {
                MentionKind::Party(p) => found_parties.extend(p.iter().map(|p| p.as_str().to_owned())),
                MentionKind::Date(d) => found_dates.extend(d.value.map(|v| v.to_string())),
                _ => {}
            }
        }
        found_parties.extend(
            annotated
                .entities
                .iter()
                .flat_map(|e| e.parties.iter().chain(e.offices.iter().filter_map(|o| o.party.as_ref())))
                .map(|p| p.as_str().to_owned()),
        );
        let values: Vec<f64> = annotated
            .mentions
            .iter()
            .flat_map(|m| match &m.kind {
                MentionKind::Quantity(q) => [Some(q.value), q.max],
                _ => [None, None],
            })
            .flatten()
            .collect();
        for value in &gold.figures {
            figures.gold += 1;
            if values.iter().any(|v| (v - value).abs() <= value.abs() * 1e-9) {
                figures.right += 1;
            } else {
                report("figure missed", value.to_string())?;
            }
        }
        for (kind, wanted, tally) in [(EntityKind::Mechanism, &gold.series, &mut series), (EntityKind::Instrument, &gold.texts, &mut texts)]
        {
            let names: Vec<BTreeSet<String>> = annotated.entities.iter().filter(|e| e.kind == kind).map(|e| tokens(&e.name)).collect();
            for name in wanted {
                tally.gold += 1;
                let want = tokens(name);
                let same = |n: &BTreeSet<String>| {
                    2 * n.intersection(&want).count() * 10 >= 7 * (n.len() + want.len())
                        || n.is_subset(&want) && n.len() > 1
                        || want.is_subset(n)
                };
                if names.iter().any(same) {
                    tally.right += 1;
                } else {
                    report("name missed", format!("{kind:?} {name}"))?;
                }
            }
        }
        tally(&mut parties, &gold.parties, &found_parties, &mut |t| report("party missed", t.to_owned()))?;
        tally(&mut dates, &gold.dates, &found_dates, &mut |t| report("date missed", t.to_owned()))?;
    }
    writeln!(out, "offices  {}", offices.show())?;
    writeln!(out, "parties  recall {:.3} ({} of {})", parties.right as f64 / parties.gold.max(1) as f64, parties.right, parties.gold)?;
    writeln!(out, "dates    recall {:.3} ({} of {})", dates.right as f64 / dates.gold.max(1) as f64, dates.right, dates.gold)?;
    for (what, tally) in [("figures", figures), ("series", series), ("texts", texts)] {
        writeln!(out, "{what:8} recall {:.3} ({} of {})", tally.right as f64 / tally.gold.max(1) as f64, tally.right, tally.gold)?;
    }
    Ok(())
}

fn tally(
    tally: &mut Tally,
    gold: &BTreeSet<String>,
    found: &BTreeSet<String>,
    missed: &mut dyn FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    tally.gold += gold.len();
    tally.right += gold.intersection(found).count();
    gold.difference(found).try_for_each(|g| missed(g))
}

fn tokens(name: &str) -> BTreeSet<String> {
    name.to_lowercase().split([' ', '-']).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

#[derive(Default)]
struct Gold {
    offices: Vec<Office>,
    parties: BTreeSet<String>,
    dates: BTreeSet<String>,
    figures: Vec<f64>,
    series: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Gold {
    fn of(value: &Value) -> Gold {
        let mut gold = Gold::default();
        for claim in value["claims"].as_array().into_iter().flatten() {
            let text = |k: &str| claim[k].as_str().unwrap_or_default().to_owned();
            if claim["kind"] == "post" {
                gold.offices.push((tokens(&text("person")), text("post").to_lowercase(), text("party")));
            }
            if claim["kind"] == "figure" {
                gold.figures.extend(claim["value"].as_f64());
            }
            let capital = |s: &String| s.chars().next().is_some_and(char::is_uppercase) && s.contains(' ');
            match claim["kind"].as_str() {
                Some("mechanism") => gold.series.extend(Some(text("name")).filter(capital)),
                Some("meeting") => gold.series.extend(Some(text("mechanism")).filter(capital)),
                Some("instrument") => gold.texts.extend(Some(text("name")).filter(capital)),
                _ => {}
            }
            gold.walk("", claim);
        }
        let persons: BTreeSet<String> =
            value["claims"].as_array().into_iter().flatten().filter_map(|c| c["person"].as_str().map(str::to_owned)).collect();
        gold.parties.retain(|p| !persons.contains(p));
        gold
    }

    fn walk(&mut self, key: &str, value: &Value) {
        match value {
            Value::Object(map) => map.iter().for_each(|(k, v)| self.walk(k, v)),
            Value::Array(list) => list.iter().for_each(|v| self.walk(key, v)),
            Value::String(s) => {
                let code = s.len() == 3 && s.bytes().all(|b| b.is_ascii_uppercase());
                match key {
                    "party" | "parties" | "from" | "against" | "by" | "to"
                        if code || s.contains(':') || matches!(key, "party" | "parties") =>
                    {
                        self.parties.insert(s.clone());
                    }
                    // Open ends are put on by claims, not by dates.
                    "date" | "due" | "since" | "until" | "established" | "period" if !s.contains("..") => {
                        self.dates.insert(s.clone());
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}
