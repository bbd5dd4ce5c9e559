//! How does a register of the size of a ministry's behave? A generated one: documents are taken in, the log is folded anew, and
//! questions are asked.
//!
//! `cargo run --release -p reports --example load -- FILE DOCUMENTS [QUESTIONS]` makes the register FILE, unless it is there,
//! and asks each question so often, or with `only=show` those whose name begins so. `at-once` fills the register in one
//! transaction; `rebuild` makes its tables anew.
//!
//! Its documents are skewed as real ones are. Each tells of an occasion, a few of which very many documents tell of; states,
//! mechanisms and persons are the rarer the further down their list they stand; most documents are short and some are long.
//! Fifteen claims a document, seven documents an occasion.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used, reason = "it measures and prints")]

use model::claim::{
    Commitment, CommitmentStatus, Figure, Instrument, InstrumentAction, Measure, MeasureStatus, MeasureType, Meeting, MeetingStatus,
    Participant, ParticipantRole, Post, Stance, StanceType,
};
use model::{Claim, ClaimKind, Document, DocumentId, PartialDate, Party, Span, Who};
use register::{Mode, Register, Snapshot, Timestamp, Wanted, open};
use reports::{Answer, Book, Scope};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STATES: [&str; 40] = [
    "JPN", "CHN", "USA", "KOR", "IND", "VNM", "THA", "DEU", "RUS", "AUS", "IDN", "FRA", "GBR", "LAO", "KHM", "MMR", "MYS", "SGP", "PHL",
    "BRA", "ITA", "CAN", "MEX", "TUR", "SAU", "ARE", "EGY", "KEN", "NGA", "ZAF", "ETH", "PAK", "BGD", "LKA", "NPL", "MNG", "KAZ", "UZB",
    "POL", "UKR",
];
const TOPICS: [&str; 24] = [
    "Economic",
    "Energy",
    "Trade",
    "Fisheries",
    "Digital",
    "Health",
    "Transport",
    "Tourism",
    "Security",
    "Climate",
    "Education",
    "Agriculture",
    "Investment",
    "Customs",
    "Space",
    "Maritime",
    "Water",
    "Finance",
    "Labour",
    "Culture",
    "Mining",
    "Housing",
    "Science",
    "Disaster",
];

/// A number that looks random and is the same on every machine.
fn mixed(seed: u64) -> u64 {
    let mut h = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    h = (h ^ h >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ h >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ h >> 31
}

/// One of `n`, the earlier the likelier: a thing twice as far down the list comes half as often.
fn skewed(seed: u64, n: usize) -> usize {
    let unit = (mixed(seed) >> 11) as f64 / (1u64 << 53) as f64;
    let at = ((n as f64 + 1.0).powf(unit) - 1.0) as usize;
    at.min(n - 1)
}

/// What happened once, and is told by many.
struct Occasion {
    n: u64,
    one: &'static str,
    other: &'static str,
    topic: &'static str,
    year: u64,
    date: PartialDate,
}

fn occasion(n: u64) -> Occasion {
    let one = skewed(n * 7 + 1, STATES.len());
    let other = skewed(n * 7 + 2, STATES.len());
    let other = if one == other { (other + 1) % STATES.len() } else { other };
    let topic = TOPICS[skewed(n * 7 + 3, TOPICS.len())];
    let year = 2005 + mixed(n * 7 + 4) % 21;
    let date = format!("{year}-{:02}-{:02}", mixed(n * 7 + 5) % 12 + 1, mixed(n * 7 + 6) % 28 + 1);
    let (one, other) = (one.min(other), one.max(other));
    Occasion { n, one: STATES[one], other: STATES[other], topic, year, date: date.parse().unwrap() }
}

impl Occasion {
    fn person(&self, side: u64) -> (String, Party) {
        let state = if side == 0 { self.one } else { self.other };
        let which = skewed(self.n * 31 + side, 200);
        (format!("Given{}{} Family{}", which % 17, state.to_lowercase(), which), Party::new(state))
    }

    /// The claim that a document may make of it in its `k`th place.
    fn claim(&self, k: u64, told: u64) -> ClaimKind {
        let seed = self.n * 101 + k;
        let (one, other) = (Party::new(self.one), Party::new(self.other));
        let (first, second) = if mixed(seed).is_multiple_of(2) { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) };
        match k % 12 {
            0 => ClaimKind::Meeting(Meeting {
                mechanism: Some(format!("{}-{} {} Dialogue", self.one, self.other, self.topic)),
                ordinal: (!told.is_multiple_of(3)).then_some((self.year - 2004) as u32),
                date: Some(self.date),
                place: Some("Tokyo".to_owned()),
                parties: vec![one.clone(), other],
                status: Some(MeetingStatus::Held),
                participants: (0..2)
                    .map(|side| {
                        let (person, party) = self.person(side);
                        Participant {
                            person: Some(person),
                            post: Some("Minister".to_owned()),
                            party: Some(party),
                            role: ParticipantRole::Chair,
                        }
                    })
                    .collect(),
                ..Meeting::default()
            }),
            1 => ClaimKind::Instrument(Instrument {
                name: Some(format!("{}-{} Agreement on {} Matter {}", self.one, self.other, self.topic, self.n % 40)),
                action: Some(InstrumentAction::Signed),
                date: Some(self.date),
                parties: vec![one, other],
                ..Instrument::default()
            }),
            2 | 3 | 8 => ClaimKind::Commitment(Commitment {
                by: vec![first],
                to: vec![second],
                action: Some(format!("carry out {} project {k} of number{} in the region", self.topic.to_lowercase(), self.n)),
                date: Some(self.date),
                due: format!("{}", self.year + 1 + k % 4).parse().ok(),
                status: Some(CommitmentStatus::Agreed),
                ..Commitment::default()
            }),
            4 | 5 => ClaimKind::Stance(Stance {
                by: vec![Who::new(first.as_str())],
                to: vec![Who::new(second.as_str())],
                stance: Some(StanceType::Request),
                about: Some(format!("the early lifting of the {} measure number{}", self.topic.to_lowercase(), mixed(seed) % 50)),
                date: Some(self.date),
            }),
            6 => ClaimKind::Stance(Stance {
                by: vec![Who::new(self.person(0).0)],
                stance: Some(StanceType::Concern),
                about: Some(format!("delays in {} number{} at the border", self.topic.to_lowercase(), self.n % 3000)),
                date: Some(self.date),
                ..Stance::default()
            }),
            7 => ClaimKind::Measure(Measure {
                kind: Some(MeasureType::Ban),
                by: vec![first],
                against: vec![second],
                on: vec![format!("{} goods number{}", self.topic.to_lowercase(), mixed(seed) % 50)],
                since: format!("{}", self.year).parse().ok(),
                status: Some(if told.is_multiple_of(5) { MeasureStatus::Eased } else { MeasureStatus::InForce }),
                ..Measure::default()
            }),
            9 => {
                let (person, party) = self.person(1);
                ClaimKind::Post(Post { person: Some(person), post: Some("Minister".to_owned()), party: Some(party), ..Post::default() })
            }
            10 => ClaimKind::Figure(Figure {
                value: (mixed(seed) % 1000) as f64,
                of: Some(format!("{} trade of {} and {}", self.topic, self.one, self.other)),
                date: format!("{}", self.year).parse().ok(),
                ..Figure::default()
            }),
            // What nobody else tells.
            _ => ClaimKind::Figure(Figure { value: told as f64, of: Some("participants".to_owned()), ..Figure::default() }),
        }
    }
}

fn document(n: u64, documents: u64) -> (Document, Vec<Claim>) {
    let occasions = documents as usize / 7 + 1;
    // Half of the documents tell of the occasions that everybody tells of.
    let occasion = occasion(if n.is_multiple_of(2) { skewed(n * 3, occasions) as u64 } else { mixed(n * 3) % occasions as u64 });
    let mut text = format!("Document number {n} tells of it. ");
    let words = 120 + skewed(n * 5, 1200);
    for i in 0..words as u64 {
        let _ = write!(text, "word{} ", skewed(n * 10_007 + i, 20_000));
    }
    let id = DocumentId::of(text.as_bytes());
    let published = occasion.date.upper().map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day.min(27) + 1));
    let document = Document {
        id: id.clone(),
        source: format!("https://site{}.example/{n}", skewed(n * 11, 300)),
        media_type: "text/html".to_owned(),
        title: Some(format!("Release {n} on {}", occasion.topic)),
        published: published.and_then(|p| p.parse().ok()),
        publisher: Some(format!("Publisher {}", skewed(n * 11, 300))),
        language: Some("en".to_owned()),
        text,
        ..Document::of_text("")
    };
    let count = 4 + skewed(n * 13, 48) as u64;
    let claims = (0..count)
        .map(|i| {
            // A long document tells of other occasions, too.
            let kind = if i < 12 { occasion.claim(i, n) } else { self::occasion(mixed(n * 17 + i / 12) % occasions as u64).claim(i, n) };
            let at = (i as usize * 8) % 600;
            Claim {
                kind,
                doc: id.clone(),
                evidence: vec![Span::new(at, at + 40)],
                attributed_to: None,
                polarity: None,
                confidence: 0.5 + (mixed(n + i) % 50) as f32 / 100.0,
                rule: "load/generated".to_owned(),
                event: None,
            }
        })
        .collect();
    (document, claims)
}

/// The most memory that was resident, in MB, as Linux tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Documents taken in with one call, as somebody does who has very many.
const TOGETHER: usize = 2000;

fn fill(path: &Path, documents: u64, at_once: bool) -> Register {
    let mut register = open(path, Mode::Create).unwrap();
    let now = Timestamp::from_epoch_seconds(1_790_000_000);
    let begun = Instant::now();
    if at_once {
        register.fill((0..documents).map(|n| document(n, documents)), "load", now).unwrap();
    } else {
        for first in (0..documents).step_by(TOGETHER) {
            let batch: Vec<_> = (first..(first + TOGETHER as u64).min(documents)).map(|n| document(n, documents)).collect();
            register.ingest(&batch, "load", now).unwrap();
            let done = first + batch.len() as u64;
            if done.is_multiple_of((documents / 10).max(TOGETHER as u64)) {
                println!("  {done} documents: {}", spent(begun, &register));
            }
        }
        register.settle().unwrap();
    }
    println!("ingest: {documents} documents, {}", spent(begun, &register));
    register
}

/// What was taken in since, by the clock and by the processor; making the documents is part of it.
fn spent(begun: Instant, register: &Register) -> String {
    let [_, (claims, _)] = register.counts().unwrap();
    let (clock, processor) = (begun.elapsed().as_secs_f64(), processor());
    let per = |seconds: f64| claims as f64 / seconds;
    format!(
        "{claims} claims in {clock:.0} s, {processor:.0} s of processor time: {:.0} and {:.0} claims/s, peak {} MB",
        per(clock),
        per(processor),
        peak()
    )
}

/// Seconds that the processor worked for this process, as Linux tells them.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Milliseconds that the processor worked for this thread, as Linux tells them.
fn on_processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

fn ask(register: &Register, snapshot: &Snapshot, question: impl FnOnce(&Book<'_>) -> Answer) -> Answer {
    let none = |_: &str| None;
    let text = |id: &DocumentId| register.document(id).unwrap().map(|document| document.text);
    let mut book = Book::new(snapshot, "2026-01-01".parse().unwrap(), 30, &text, &none, &none);
    book.source = register;
    question(&book)
}

type Question = (&'static str, fn(&Register, u64, Option<PartialDate>) -> Option<Answer>);

/// A dyad by how much is told of it.
fn dyad(n: u64) -> (String, String) {
    let one = skewed(n * 3 + 1, STATES.len());
    let other = skewed(n * 3 + 2, STATES.len());
    (STATES[one].to_owned(), STATES[if one == other { (one + 1) % STATES.len() } else { other }].to_owned())
}

fn of_dyad(register: &Register, n: u64, until: Option<PartialDate>, question: fn(&Book<'_>, &Scope) -> Answer) -> Option<Answer> {
    let (one, other) = dyad(n);
    let snapshot = register.outline(&Wanted::Between(one.clone(), other.clone()), until).ok()?;
    Some(ask(register, &snapshot, |book| question(book, &Scope::Parties(one, Some(other)))))
}

/// The same with what either says by itself, which may raise what stands between them.
fn of_raised(register: &Register, n: u64, until: Option<PartialDate>, question: fn(&Book<'_>, &Scope) -> Answer) -> Option<Answer> {
    let (one, other) = dyad(n);
    let snapshot = register.outline(&Wanted::Parties(one.clone(), other.clone()), until).ok()?;
    Some(ask(register, &snapshot, |book| question(book, &Scope::Parties(one, Some(other)))))
}

const QUESTIONS: &[Question] = &[
    ("show DYAD", |r, n, until| {
        let (one, other) = dyad(n);
        let snapshot = r.outline(&Wanted::Between(one.clone(), other.clone()), until).ok()?;
        Some(ask(r, &snapshot, |book| reports::dyad(book, &one, &other)))
    }),
    ("brief DYAD", |r, n, until| of_raised(r, n, until, reports::brief)),
    ("timeline DYAD", |r, n, until| of_dyad(r, n, until, reports::timeline)),
    ("ledger DYAD", |r, n, until| of_dyad(r, n, until, reports::ledger)),
    ("irritants DYAD", |r, n, until| of_raised(r, n, until, reports::irritants)),
    ("proposals DYAD", |r, n, until| of_dyad(r, n, until, reports::proposals)),
    ("checks DYAD", |r, n, until| of_dyad(r, n, until, reports::checks)),
    ("health DYAD", |r, n, until| of_dyad(r, n, until, reports::health)),
    ("show MECHANISM", |r, n, until| {
        let (one, other) = dyad(n);
        let id = r.named(&format!("{one} {other} Dialogue"), 1).ok()?.pop()?;
        let snapshot = r.outline(&Wanted::Entities(vec![id.clone()]), until).ok()?;
        let entity = snapshot.entities.get(&id)?;
        Some(ask(r, &snapshot, |book| reports::mechanism(book, entity)))
    }),
    ("show PERSON", |r, n, until| {
        let id = r.named(&occasion(n).person(0).0, 1).ok()?.pop()?;
        let snapshot = r.outline(&Wanted::Entities(vec![id.clone()]), until).ok()?;
        let entity = snapshot.entities.get(&id)?;
        Some(ask(r, &snapshot, |book| reports::person(book, entity)))
    }),
    ("search WORDS", |r, n, _| {
        let found = r.search(&format!("word{} word{}", n % 400 + 30, n % 90), 20).ok()?;
        Some(ask(r, &Snapshot::default(), |book| reports::search(book, "", &found)))
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, documents, rest @ ..] = &arguments[..] else { panic!("FILE DOCUMENTS [QUESTIONS]") };
    let (path, documents): (&Path, u64) = (path.as_ref(), documents.parse().unwrap());
    let at_once = rest.iter().any(|r| r == "at-once");
    let mut register = if path.exists() { open(path, Mode::Write).unwrap() } else { fill(path, documents, at_once) };
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len() >> 20);
    println!("on disk: {} MB", size(path));
    if rest.iter().any(|r| r == "rebuild") {
        let (begun, before) = (Instant::now(), processor());
        register.rebuild().unwrap();
        let (clock, processor) = (begun.elapsed().as_secs_f64(), processor() - before);
        let [_, (claims, _)] = register.counts().unwrap();
        println!("rebuild: {claims} claims in {clock:.1} s, {processor:.1} s of processor time, peak {} MB", peak());
    }
    drop(register);
    let begun = Instant::now();
    let register = open(path, Mode::Read).unwrap();
    println!("open: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let times: u64 = rest.iter().find_map(|r| r.parse().ok()).unwrap_or(0);
    let only = rest.iter().find_map(|r| r.strip_prefix("only="));
    for (name, question) in QUESTIONS.iter().filter(|(name, _)| only.is_none_or(|only| name.starts_with(only))) {
        for (when, until) in [("", None), (" as of 2016", Some("2016".parse().unwrap()))] {
            let mut took: Vec<[f64; 2]> = Vec::new();
            for n in 0..times {
                let (begun, before) = (Instant::now(), on_processor());
                let answer = question(&register, n, until);
                if answer.is_some() {
                    took.push([begun.elapsed().as_secs_f64() * 1e3, on_processor() - before]);
                }
            }
            let told = |which: usize| {
                let mut took: Vec<f64> = took.iter().map(|t| t[which]).collect();
                took.sort_by(f64::total_cmp);
                let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).copied().unwrap_or(0.0);
                format!("{:.1}, {:.1}, {:.1} ms", at(0.5), at(0.95), at(0.99))
            };
            println!("{name}{when}: median, 95th, 99th percentile {} by the clock, {} of processor time", told(0), told(1));
        }
    }
    println!("peak {} MB", peak());
}
