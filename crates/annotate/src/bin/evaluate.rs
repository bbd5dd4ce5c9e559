//! Scores the syntax layer on the test sets: `evaluate --treebanks DIR [--weights FILE] [--set test|dev]`, or how fast
//! it reads a plain text on one core: `evaluate --speed FILE`.
#![allow(clippy::disallowed_methods, reason = "speed is measured with the clock")]
#![allow(clippy::print_stdout, reason = "a program for developers")]

use annotate::syntax::analyse;
use annotate::syntax::train::{Judged, names_of_layer};
use model::Span;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut treebanks, mut judged, mut set) = (PathBuf::new(), None, "test".to_owned());
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        match name.as_str() {
            "--treebanks" => treebanks = value.into(),
            "--weights" => {
                judged = Some(Judged::open(std::fs::read(&value)?).ok_or(format!("{value}: not a weights file of this layout"))?)
            }
            "--set" => set = value,
            "--speed" => return speed(&std::fs::read_to_string(value)?),
            other => {
                return Err(format!("unknown option {other}; use --treebanks DIR [--weights FILE] [--set test|dev] or --speed FILE").into());
            }
        }
    }
    let judged = judged.unwrap_or_else(Judged::shared);
    println!(
        "| set | words | UPOS | feats | lemma (folded) | UAS | LAS | nsubj | obj | PP | sentence ends (whole) | tokens | names strict (PER ORG LOC) | of the whole layer |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (bank, names) in [("ewt", Some("uner-ewt")), ("gum", None), ("pud", Some("uner-pud"))] {
        let read = |name: String| std::fs::read_to_string(treebanks.join(name));
        let Ok(text) = read(format!("{bank}-{set}.conllu")) else { continue };
        let names = names.map(|n| read(format!("{n}-{set}.iob2"))).transpose()?;
        let s = judged.scores(&text, names.as_deref())?;
        let shown =
            |n: Option<[f64; 4]>| n.map_or_else(|| "-".to_owned(), |n| format!("{:.1} ({:.1} {:.1} {:.1})", n[0], n[1], n[2], n[3]));
        let (named, layer) = (shown(s.names), shown(names.map(|n| names_of_layer(&text, &n)).transpose()?));
        println!(
            "| {bank} {set} | {} | {:.2} | {:.2} | {:.2} ({:.2}) | {:.2} | {:.2} | {:.1} | {:.1} | {:.1} | {:.2} ({:.2}) | {:.2} | {named} | {layer} |",
            s.words, s.upos, s.feats, s.lemma, s.lemma_folded, s.uas, s.las, s.nsubj, s.obj, s.pp, s.sentence_ends, s.sentences, s.tokens
        );
    }
    Ok(())
}

/// Seconds that this process has computed: the processor's, where the system tells, as the clock counts others' work too.
fn seconds(since: Instant) -> f64 {
    let ran = std::fs::read_to_string("/proc/self/schedstat").ok();
    let ran = ran.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
    ran.map_or_else(|| since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Reads a text, a paragraph a line, before and after the words in it are known.
fn speed(text: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut at = 0;
    let whole = |line: &str| {
        at += line.len() + 1;
        Span::new(at - line.len() - 1, at - 1)
    };
    let blocks: Vec<Span> = text.lines().map(whole).collect();
    let clock = Instant::now();
    let start = seconds(clock);
    let _ = analyse("Now.", &[Span::new(0, 4)], &[]);
    println!("load and first sentence: {:.1} ms", (seconds(clock) - start) * 1e3);
    let read = || {
        let start = seconds(clock);
        let tokens = analyse(text, &blocks, &[]).tokens.len();
        (tokens, tokens as f64 / (seconds(clock) - start))
    };
    let (tokens, first) = read();
    let known = (0..10).map(|_| read().1).fold(0.0, f64::max);
    println!(
        "{tokens} tokens, {} bytes: {first:.0} tokens/s at first, {known:.0} tokens/s when the words are known (best of ten)",
        text.len()
    );
    Ok(())
}
