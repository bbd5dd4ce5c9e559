//! How long a document takes to read, from its text to its claims, by its length and by its worst shapes.
//!
//! `cargo bench -p claims`; a name after it chooses: `cargo bench -p claims -- prose`.

use claims::Reader;
use divan::counter::BytesCount;
use model::Document;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

const PROSE: &str = include_str!("../../../examples/wire-india-china.txt");

/// A document of a length, made of one text again and again; each line is a block.
fn document(unit: &str, bytes: usize) -> Document {
    let text: String = unit.chars().cycle().take(bytes.max(1)).collect();
    Document::of_text(&text)
}

fn read(bencher: divan::Bencher<'_, '_>, unit: &str, bytes: usize) {
    let document = document(unit, bytes);
    bencher.counter(BytesCount::new(document.text.len())).bench(|| READER.read(&document));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], sample_count = 1, sample_size = 1)]
fn prose(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    read(bencher, PROSE, bytes);
}

/// One sentence that never ends.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn sentence(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    read(bencher, "Japan and China agreed to hold the 12th Meeting of the Joint Committee in Tokyo on 3 May 2024 and ", bytes);
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn coordinated_names(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    read(bencher, "Ken Sato, Li Hua, ", bytes);
}

#[divan::bench(args = [10_000, 100_000], sample_count = 1, sample_size = 1)]
fn nested_brackets(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    read(bencher, "(", bytes);
}

/// As many series as sentences.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn many_series(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let unit: String = (0..bytes / 80)
        .map(|n| format!("The {n}th Arda{n} Beta{n} Dialogue was held in Tokyo and adopted the Gama{n} Delta{n} Plan.\n"))
        .collect();
    read(bencher, &unit, bytes);
}
