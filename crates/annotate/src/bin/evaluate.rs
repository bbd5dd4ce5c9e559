//! Scores the syntax layer on the test sets: `evaluate --treebanks DIR [--weights FILE] [--set test|dev]`.
#![allow(clippy::print_stdout, reason = "a program for developers")]

use annotate::syntax::train::Judged;
use std::path::PathBuf;

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
            other => return Err(format!("unknown option {other}; use --treebanks DIR [--weights FILE] [--set test|dev]").into()),
        }
    }
    let judged = judged.unwrap_or_else(Judged::shared);
    println!(
        "| set | words | UPOS | feats | lemma (folded) | UAS | LAS | nsubj | obj | PP | sentence ends (whole) | tokens | names strict (PER ORG LOC) |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (bank, names) in [("ewt", Some("uner-ewt")), ("gum", None), ("pud", Some("uner-pud"))] {
        let read = |name: String| std::fs::read_to_string(treebanks.join(name));
        let Ok(text) = read(format!("{bank}-{set}.conllu")) else { continue };
        let names = names.map(|n| read(format!("{n}-{set}.iob2"))).transpose()?;
        let s = judged.scores(&text, names.as_deref())?;
        let named = s.names.map_or_else(|| "-".to_owned(), |n| format!("{:.1} ({:.1} {:.1} {:.1})", n[0], n[1], n[2], n[3]));
        println!(
            "| {bank} {set} | {} | {:.2} | {:.2} | {:.2} ({:.2}) | {:.2} | {:.2} | {:.1} | {:.1} | {:.1} | {:.2} ({:.2}) | {:.2} | {named} |",
            s.words, s.upos, s.feats, s.lemma, s.lemma_folded, s.uas, s.las, s.nsubj, s.obj, s.pp, s.sentence_ends, s.sentences, s.tokens
        );
    }
    Ok(())
}
