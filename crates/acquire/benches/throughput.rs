//! How many documents a second, how many bytes? Pages and plain text, on one core and on two.
//!
//! `cargo bench -p acquire --bench throughput`; `benches/articles/others --time` times html5ever on the same pages.
//! The clock's times come first; then, on Linux, processor time, which holds on a machine that does other things too.

mod pages;

use acquire::{Limits, Origin};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
    for (name, documents) in [("page.html", pages::generate()), ("page.txt", texts())] {
        for cores in [1, 2] {
            tell_processor_time(&several(documents.clone()), name, cores);
        }
    }
}

/// Reads each document, shared out over `cores` threads; the processor time of all of them in nanoseconds, where the
/// system tells it.
fn read(documents: &[String], name: &str, cores: usize) -> Option<u64> {
    let origin = Origin { source: name.to_owned(), ..Origin::default() };
    let read = |share: &[String]| -> Option<u64> {
        for document in share {
            acquire::read(&mut document.as_bytes(), &origin, &Limits::default(), &mut |read| {
                divan::black_box(read).expect("a page is read");
            });
        }
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    };
    std::thread::scope(|scope| {
        let shares = documents.chunks(documents.len().div_ceil(cores));
        let threads: Vec<_> = shares.map(|share| scope.spawn(|| read(share))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a page is read")).sum()
    })
}

/// The least processor time of many readings.
#[allow(clippy::print_stdout, reason = "a bench tells what it measured")]
fn tell_processor_time(documents: &[String], name: &str, cores: usize) {
    let Some(least) = (0..40).filter_map(|_| read(documents, name, cores)).min() else { return };
    let bytes: usize = documents.iter().map(String::len).sum();
    let seconds = least as f64 / 1e9;
    let (rate, megabytes) = (documents.len() as f64 / seconds, bytes as f64 / 1e6 / seconds);
    println!("{name}, {cores} threads: {rate:.0} documents and {megabytes:.1} MB a second of processor time");
}

/// The documents several times over, so that starting threads weighs nothing.
fn several(documents: Vec<String>) -> Vec<String> {
    std::iter::repeat_n(documents, 8).flatten().collect()
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
    let documents = several(documents);
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
