//! How fast does the register take documents in, fold its log, and answer?
//!
//! `cargo bench -p register`. Documents are made up: 300 words and 15 claims each, half of them on series and
//! parties that many documents share.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use model::claim::{Commitment, Figure, Instrument, InstrumentAction, Meeting, Participant, ParticipantRole, Stance, StanceType};
use model::{Claim, ClaimKind, Document, DocumentId, Party, Span, Who};
use register::{EntityFilter, Mode, Register, Timestamp, in_memory, open};
use std::fmt::Write as _;

fn main() {
    divan::main();
}

const CLAIMS: usize = 15;
const STATES: [&str; 8] = ["JPN", "CHN", "KOR", "IND", "KEN", "DEU", "BRA", "LAO"];

/// A sequence that looks random and is the same on every machine.
fn mixed(n: usize) -> usize {
    let mut h = (n as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    h = (h ^ h >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ h >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (h ^ h >> 31) as usize
}

fn document(n: usize) -> (Document, Vec<Claim>) {
    let mut text = String::new();
    for i in 0..300 {
        let _ = write!(text, "word{} ", mixed(n * 1000 + i) % 5000);
    }
    let id = DocumentId::of(text.as_bytes());
    let document = Document {
        id: id.clone(),
        source: format!("https://site.example/{n}"),
        media_type: "text/html".to_owned(),
        title: Some(format!("Release {n}")),
        published: format!("20{:02}-{:02}-{:02}", n % 25, n % 12 + 1, n % 28 + 1).parse().ok(),
        publisher: Some("Ministry".to_owned()),
        language: Some("en".to_owned()),
        text,
        ..Document::of_text("")
    };
    let claims = (0..CLAIMS).map(|i| claim(&document, n, i)).collect();
    (document, claims)
}

fn claim(document: &Document, n: usize, i: usize) -> Claim {
    let state = |k: usize| Party::new(STATES[mixed(n * 31 + i * 7 + k) % STATES.len()]);
    let date = format!("20{:02}-{:02}", (n + i) % 25, (n + i) % 12 + 1).parse().ok();
    let series = mixed(n + i) % 200;
    let kind = match i % 5 {
        0 => ClaimKind::Meeting(Meeting {
            mechanism: Some(format!("Series{series}-Region Ministers' Meeting")),
            ordinal: Some((n % 20) as u32 + 1),
            date,
            parties: vec![state(0), state(1)],
            participants: vec![Participant {
                person: Some(format!("Given{} Family{}", mixed(n) % 50, mixed(i + n) % 60)),
                post: Some("Minister".to_owned()),
                party: Some(state(0)),
                role: ParticipantRole::Chair,
            }],
            ..Meeting::default()
        }),
        1 => ClaimKind::Instrument(Instrument {
            name: Some(format!("Agreement {} on Goods", mixed(n * 3 + i) % 3000)),
            action: Some(InstrumentAction::Signed),
            date,
            parties: vec![state(0), state(1)],
            ..Instrument::default()
        }),
        2 => ClaimKind::Commitment(Commitment {
            by: vec![state(0), state(1)],
            action: Some(format!("cooperate on matter number{n} and {i} in the region")),
            date,
            ..Commitment::default()
        }),
        3 => ClaimKind::Stance(Stance {
            by: vec![Who::from(state(0))],
            to: vec![Who::from(state(1))],
            stance: Some(StanceType::Request),
            about: Some(format!("the lifting of measure number{n} and {i}")),
            date,
        }),
        _ => ClaimKind::Figure(Figure { value: n as f64, of: Some("bilateral trade volume".to_owned()), ..Figure::default() }),
    };
    let at = i * 8;
    Claim {
        kind,
        doc: document.id.clone(),
        evidence: vec![Span::new(at, at + 40)],
        attributed_to: None,
        polarity: None,
        confidence: 0.9,
        rule: "bench/generated".to_owned(),
        event: None,
    }
}

fn documents(count: usize) -> Vec<(Document, Vec<Claim>)> {
    (0..count).map(document).collect()
}

fn now() -> Timestamp {
    Timestamp::from_epoch_seconds(1_790_000_000)
}

fn filled(mut register: Register, count: usize) -> Register {
    for batch in documents(count).chunks(200) {
        register.ingest(batch, "bench", now()).expect("the documents are sound");
    }
    register
}

/// Documents into a register on disk, in batches of the size given.
#[divan::bench(args = [1, 20, 200], sample_count = 5)]
fn ingest_200_on_disk(bencher: Bencher<'_, '_>, batch: usize) {
    let read = documents(200);
    bencher.counter(ItemsCount::new(200usize)).with_inputs(|| tempfile::tempdir().expect("a folder can be made")).bench_values(|folder| {
        let mut register = open(&folder.path().join("x"), Mode::Create).expect("a register can be made");
        for batch in read.chunks(batch) {
            register.ingest(batch, "bench", now()).expect("the documents are sound");
        }
        (register, folder)
    });
}

/// The whole log folded anew; counted in claims.
#[divan::bench(args = [200, 1000], sample_count = 5)]
fn fold_in_memory(bencher: Bencher<'_, '_>, count: usize) {
    let mut register = filled(in_memory(), count);
    bencher.counter(ItemsCount::new(count * CLAIMS)).bench_local(|| register.rebuild().expect("the log can be folded"));
}

/// The whole log folded anew on disk; counted in claims.
#[divan::bench(args = [200, 1000], sample_count = 5)]
fn fold_on_disk(bencher: Bencher<'_, '_>, count: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut register = filled(open(&folder.path().join("x"), Mode::Create).expect("a register can be made"), count);
    bencher.counter(ItemsCount::new(count * CLAIMS)).bench_local(|| register.rebuild().expect("the log can be folded"));
}

/// What a command does to show something: open, load everything, filter.
#[divan::bench(args = [200, 1000], sample_count = 20)]
fn open_and_snapshot(bencher: Bencher<'_, '_>, count: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("x");
    drop(filled(open(&path, Mode::Create).expect("a register can be made"), count));
    let filter = EntityFilter { party: Some("JPN".to_owned()), other: Some("CHN".to_owned()), ..EntityFilter::default() };
    bencher.bench_local(|| {
        let register = open(&path, Mode::Read).expect("the register is there");
        let snapshot = register.snapshot().expect("the tables can be read");
        black_box(snapshot.entities(&filter).len())
    });
}

/// Two words looked up among a thousand documents.
#[divan::bench(sample_count = 20)]
fn search_1000(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let register = filled(open(&folder.path().join("x"), Mode::Create).expect("a register can be made"), 1000);
    bencher.bench_local(|| register.search("word17 word4711", 20).expect("the index can be read"));
}

/// Every hash, quote and row of two hundred documents.
#[divan::bench(sample_count = 5)]
fn verify_200(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let register = filled(open(&folder.path().join("x"), Mode::Create).expect("a register can be made"), 200);
    bencher.bench_local(|| register.verify().expect("a temporary database can be made"));
}
