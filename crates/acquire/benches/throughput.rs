//! How many documents a second, how many bytes? Pages and plain text, on one core and on two.
//!
//! `cargo bench -p acquire --bench throughput`; `benches/articles/others --time` times html5ever on the same pages.

mod pages;

use acquire::{Limits, Origin};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// Reads each document, shared out over `cores` threads.
fn read(documents: &[String], name: &str, cores: usize) {
    let origin = Origin { source: name.to_owned(), ..Origin::default() };
    std::thread::scope(|scope| {
        for share in documents.chunks(documents.len().div_ceil(cores)) {
            let origin = &origin;
            scope.spawn(move || {
                for document in share {
                    acquire::read(&mut document.as_bytes(), origin, &Limits::default(), &mut |read| {
                        divan::black_box(read).expect("a page is read");
                    });
                }
            });
        }
    });
}

/// The articles of the pages, as plain text.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for page in pages::generate() {
        let origin = Origin { source: "page.html".to_owned(), ..Origin::default() };
        acquire::read(&mut page.as_bytes(), &origin, &Limits::default(), &mut |read| texts.push(read.expect("a page is read").text));
    }
    texts
}

fn bench(bencher: Bencher<'_, '_>, documents: Vec<String>, name: &str, cores: usize) {
    // Several times over, so that starting threads weighs nothing.
    let documents: Vec<String> = std::iter::repeat_n(documents, 8).flatten().collect();
    let bytes: usize = documents.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(documents.len())).bench_local(|| read(&documents, name, cores));
}

#[divan::bench(args = [1, 2])]
fn html(bencher: Bencher<'_, '_>, cores: usize) {
    bench(bencher, pages::generate(), "page.html", cores);
}

#[divan::bench(args = [1, 2])]
fn text(bencher: Bencher<'_, '_>, cores: usize) {
    bench(bencher, texts(), "page.txt", cores);
}
