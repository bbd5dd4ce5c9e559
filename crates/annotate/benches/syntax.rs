//! How many words a second the syntax layer reads, from raw text to trees, names and lemmas.

use annotate::syntax::{analyse, words};
use divan::counter::ItemsCount;
use model::Span;

fn main() {
    divan::main();
}

/// Sentences of the genre, without the marks of the snapshot test.
fn text() -> String {
    let marked = include_str!("../src/syntax/analyse/sentences.txt");
    marked.split(['<', '>']).map(|p| p.split_once('|').map_or(p, |m| m.1)).collect()
}

fn blocks(text: &str) -> Vec<Span> {
    let mut at = 0;
    let whole = |l: &str| {
        at += l.len() + 1;
        Span::new(at - l.len() - 1, at - 1)
    };
    text.lines().map(whole).collect()
}

fn count(text: &str) -> ItemsCount {
    ItemsCount::new(words(text, Span::new(0, text.len())).len())
}

#[divan::bench]
fn known_words(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let blocks = blocks(&text);
    bencher.counter(count(&text)).bench(|| analyse(&text, &blocks, &[]));
}

/// On a thread of its own, where every word form is met for the first time.
#[divan::bench]
fn new_words(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let blocks = blocks(&text);
    bencher.counter(count(&text)).bench(|| std::thread::scope(|s| s.spawn(|| analyse(&text, &blocks, &[])).join().map(|a| a.tokens.len())));
}

#[divan::bench]
fn borders_only(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let whole = Span::new(0, text.len());
    bencher.counter(count(&text)).bench(|| words(&text, whole).len());
}

/// One sentence without end: the speed at four times the length says whether time is linear.
#[divan::bench(args = [250_000, 1_000_000], sample_count = 3, sample_size = 1)]
fn one_sentence(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let unit = "and the ministers of all the parties met, ";
    let text = unit.repeat(bytes / unit.len());
    let block = [Span::new(0, text.len())];
    bencher.counter(count(&text)).bench(|| analyse(&text, &block, &[]));
}
