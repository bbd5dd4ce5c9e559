//! What is acknowledged outlives whatever happens to the writers, on both stores.
//!
//! Writers are this test program again, started with an environment variable that tells them what to do, and killed without a
//! word (SIGKILL). `CHANCERY_TEST_POSTGRES` names a server for the second store; `cargo test -p register --release --test
//! faults -- --ignored` kills two hundred times on each.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the test starts itself again, and its writers print"
)]

mod made;

use made::account;
use model::DocumentId;
use register::{Error, Known, Mode, Register, Timestamp, open};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Tells a writer where to write and which of the writers it is.
const WRITER: &str = "CHANCERY_TEST_WRITER";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_epoch_seconds(1_790_000_000 + seconds)
}

/// What a writer does until it is killed: documents and decisions, each told once it is acknowledged.
#[test]
#[ignore = "the tests below start it"]
fn writer() {
    let Ok(told) = std::env::var(WRITER) else { return };
    let (name, address) = told.split_once(' ').unwrap();
    let mut out = std::io::stdout();
    let patiently = |work: &mut dyn FnMut() -> Result<(), Error>| loop {
        match work() {
            Err(Error::Locked { .. }) => std::thread::sleep(Duration::from_millis(5)),
            Err(error) => {
                println!("stopped {error}");
                std::process::exit(1);
            }
            Ok(()) => return,
        }
    };
    let mut register = loop {
        match open(Path::new(address), Mode::Create) {
            Err(Error::Locked { .. }) => std::thread::sleep(Duration::from_millis(5)),
            opened => break opened.unwrap(),
        }
    };
    let first = register.head().unwrap().seq as usize * 1_000;
    for batch in 0..10_000 {
        let documents: Vec<_> = (0..1 + batch % 4).map(|i| account(name, first + batch * 4 + i, 5)).collect();
        patiently(&mut || register.ingest(&documents, "test", at(0)).map(drop));
        for (document, _) in &documents {
            writeln!(out, "document {}", document.id).unwrap();
        }
        let (document, claims) = &documents[0];
        let claim = claims[0].id(&document.text_id());
        patiently(&mut || register.accept(claim.clone(), name, "seen", at(1)));
        writeln!(out, "decision {claim}").unwrap();
        out.flush().unwrap();
    }
}

/// What a filler does until it is killed: it fills an empty register with so many documents, and tells the first and the last once
/// all are acknowledged.
#[test]
#[ignore = "the tests below start it"]
fn filler() {
    let Ok(told) = std::env::var(WRITER) else { return };
    let (documents, path) = told.split_once(' ').unwrap();
    let documents: usize = documents.parse().unwrap();
    let long = |n| {
        let (mut document, claims) = account("filler", n, 50);
        document.text.push_str(&format!("More of number {n}, and of {}. ", n * 7919 % 10_007).repeat(100));
        (document, claims)
    };
    open(Path::new(path), Mode::Create).unwrap().fill((0..documents).map(long), "test", at(0)).unwrap();
    println!("\ndocument {}\ndocument {}\n", long(0).0.id, long(documents - 1).0.id);
}

fn start(name: &str, address: &str) -> Child {
    start_by(this_program(), "writer", name, address)
}

fn this_program() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

fn start_by(mut command: Command, role: &str, name: &str, address: &str) -> Child {
    command.args(["--exact", role, "--ignored", "--nocapture", "--test-threads", "1"]).env(WRITER, format!("{name} {address}"));
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// What a writer was told that is acknowledged; what it was about to say when it was killed is left out.
fn told(writer: Child) -> (BTreeSet<String>, String) {
    let said = String::from_utf8_lossy(&writer.wait_with_output().unwrap().stdout).into_owned();
    let whole = said.rsplit_once('\n').map_or("", |(lines, _)| lines);
    let acknowledged = whole.lines().filter(|l| l.starts_with("document ") || l.starts_with("decision ")).map(str::to_owned);
    let stopped = whole.lines().find_map(|l| l.strip_prefix("stopped ")).unwrap_or_default().to_owned();
    (acknowledged.collect(), stopped)
}

/// Numbers in a fixed order that looks like none.
fn shuffled(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 29;
    x.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32
}

/// Kills two writers of one register so often, and holds the register each time to what they were told.
fn killed(address: &str, kills: u64) {
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    for round in 0..kills / 2 {
        let mut writers = [start("north", address), start("south", address)];
        for (n, writer) in writers.iter_mut().enumerate() {
            std::thread::sleep(Duration::from_millis(40 + shuffled(round * 2 + n as u64) % 200));
            writer.kill().unwrap();
        }
        for writer in writers {
            acknowledged.extend(told(writer).0);
        }
        let register = match open(Path::new(address), Mode::Read) {
            Ok(register) => register,
            Err(error) => {
                assert!(acknowledged.is_empty(), "round {round}: {error}");
                continue;
            }
        };
        let lost: Vec<&String> = acknowledged.iter().filter(|told| !holds(&register, told)).collect();
        assert!(lost.is_empty(), "round {round}: acknowledged and lost: {lost:?}");
        if round % 10 == 9 || round + 1 == kills / 2 {
            let verified = register.verify().unwrap();
            assert!(verified.is_sound(), "round {round}: {verified:?}");
        }
    }
    println!("{} acknowledgements outlived {kills} kills", acknowledged.len());
}

fn holds(register: &Register, told: &str) -> bool {
    let (kind, id) = told.split_once(' ').unwrap();
    match kind {
        "document" => register.document(&DocumentId::from_printed(id)).unwrap().is_some(),
        _ => register.decision(&model::ClaimId::from_printed(id)).unwrap().is_some(),
    }
}

/// Kills so many fillers of an empty register, by turns after some time and when the file has grown so far: the whole file is
/// written at the end, or as soon as memory holds no more of it, and what stood there before waits in a journal beside it.
fn killed_while_filling(documents: usize, kills: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.register");
    let start = || start_by(this_program(), "filler", &documents.to_string(), &path.to_string_lossy());
    let size = || std::fs::metadata(&path).map_or(0, |file| file.len());
    let begun = Instant::now();
    let (all, _) = told(start());
    let (whole, took) = (size(), begun.elapsed());
    assert_eq!(all.len(), 2, "a filler that nobody kills fills the register");
    let (mut opened, mut left) = (0, 0);
    for round in 0..kills {
        if round == 0 || left == documents {
            std::fs::remove_file(&path).unwrap();
        }
        let share = (shuffled(u64::from(round)) % 1000) as f64 / 1000.0;
        let (mut filler, begun) = (start(), Instant::now());
        let is_time = || if round % 2 == 0 { begun.elapsed() >= took.mul_f64(share) } else { size() as f64 > whole as f64 * share };
        while !is_time() && filler.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        filler.kill().unwrap();
        let (acknowledged, _) = told(filler);
        let register = match open(&path, Mode::Read) {
            Ok(register) => register,
            Err(error @ (Error::Missing { .. } | Error::Blank { .. })) => {
                assert!(acknowledged.is_empty(), "round {round}: {error}");
                left = 0;
                continue;
            }
            Err(error) => panic!("round {round}: {error}"),
        };
        opened += 1;
        left = register.documents().unwrap().len();
        assert!(left == 0 || left == documents, "round {round}: {left} of all or none");
        assert!(acknowledged.iter().all(|told| holds(&register, told)), "round {round}: acknowledged and lost");
        let verified = register.verify().unwrap();
        assert!(verified.is_sound(), "round {round}: {verified:?}");
    }
    assert!(opened > 0, "some fillers were killed after they had begun");
    println!("{opened} of {kills} killed fillers left a register, and each a sound one");
}

/// A schema of its own on the server for tests; `None`, and a word about it, where none is named.
fn database() -> Option<String> {
    let Ok(server) = std::env::var("CHANCERY_TEST_POSTGRES") else {
        println!("skipped on PostgreSQL: CHANCERY_TEST_POSTGRES names no server");
        return None;
    };
    let database = format!("chancery_faults_{}", std::process::id());
    let made = Command::new("psql").args([&server, "-qc", &format!("CREATE SCHEMA {database}")]).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped on PostgreSQL: psql could not make a schema");
        return None;
    }
    Some(format!("{server}?options=-csearch_path%3D{database}"))
}

#[test]
fn killed_writers_of_one_file_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    killed(&folder.path().join("x.register").to_string_lossy(), 8);
}

#[test]
fn killed_fillers_of_an_empty_register_leave_all_or_nothing() {
    killed_while_filling(150, 8);
}

/// More than memory holds of a file while it is filled, so that parts of it are written long before the end.
#[test]
#[ignore = "takes minutes; run it with --release"]
fn killed_fillers_of_a_large_register_leave_all_or_nothing() {
    killed_while_filling(40_000, 16);
}

#[test]
#[ignore = "takes minutes"]
fn two_hundred_kills_lose_nothing_on_either_store() {
    let folder = tempfile::tempdir().unwrap();
    killed(&folder.path().join("x.register").to_string_lossy(), 200);
    if let Some(address) = database() {
        killed(&address, 200);
    }
}

/// The system lets no file of the writer grow beyond some megabytes, as a disk without room would.
#[test]
fn a_file_that_may_not_grow_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.register");
    drop(open(&path, Mode::Create).unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 16384; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap());
    let (acknowledged, stopped) = told(start_by(shell, "writer", "north", &path.to_string_lossy()));
    assert!(acknowledged.len() > 20, "something was written before: {stopped}");
    assert!(stopped.contains("free some space") && stopped.contains("nothing was half written"), "{stopped}");
    let mut register = open(&path, Mode::Write).unwrap();
    assert!(acknowledged.iter().all(|told| holds(&register, told)));
    assert!(register.verify().unwrap().is_sound());
    register.ingest(&[account("later", 1, 5)], "test", at(9)).unwrap();
}

#[test]
fn two_writers_of_one_file_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.register");
    let mut writers = [start("north", &path.to_string_lossy()), start("south", &path.to_string_lossy())];
    let both = |register: &Register| {
        let documents = register.documents().unwrap();
        ["north", "south"].iter().all(|w| documents.iter().filter(|d| d.sources.iter().any(|s| s.contains(w))).count() > 8)
    };
    loop {
        match open(&path, Mode::Read) {
            Ok(register) if both(&register) => break,
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    writers.iter_mut().for_each(|writer| writer.kill().unwrap());
    let acknowledged: BTreeSet<String> = writers.into_iter().flat_map(|writer| told(writer).0).collect();
    let register = open(&path, Mode::Read).unwrap();
    assert!(acknowledged.iter().all(|told| holds(&register, told)));
    assert!(register.verify().unwrap().is_sound());
}

/// A byte exchanged anywhere in the log is told with its entry, and in the tables with the way to make them again.
#[test]
fn a_flipped_byte_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.register");
    let mut register = open(&path, Mode::Create).unwrap();
    let read: Vec<_> = (0..40).map(|n| account("north", n, 5)).collect();
    register.ingest(&read, "test", at(0)).unwrap();
    drop(register);
    let whole = std::fs::read(&path).unwrap();
    let wanted = b"of series 3 was held, says north";
    let found: Vec<usize> = (0..whole.len() - wanted.len()).filter(|at| whole[*at..].starts_with(wanted)).collect();
    assert!(!found.is_empty(), "the log holds texts as they were read");
    let mut torn = whole.clone();
    // Some of them may stand where a page was and is no more.
    found.iter().for_each(|at| torn[at + 10] ^= 1);
    std::fs::write(&path, &torn).unwrap();
    let verified = open(&path, Mode::Read).unwrap().verify().unwrap();
    assert!(verified.differences.iter().any(|d| d.to_string().contains("changed after it was recorded")), "{verified:?}");
}

#[test]
fn a_copy_is_taken_while_somebody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.register");
    let mut writer = start("north", &path.to_string_lossy());
    let from = loop {
        match open(&path, Mode::Read) {
            Ok(register) if register.head().unwrap().seq > 4 => break register,
            _ => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let mut copy = open(&folder.path().join("copy"), Mode::Create).unwrap();
    copy.take_over(&from).unwrap();
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert!(copy.verify().unwrap().is_sound());
    let head = copy.head().unwrap();
    let mut same = false;
    from.entries(head.seq, |entry| {
        same = same || (entry.seq == head.seq && entry.hash == head.hash);
        Ok(())
    })
    .unwrap();
    assert!(head.seq > 4 && same, "the copy ends in an entry of the register");
}

#[test]
fn a_clock_set_back_breaks_nothing() {
    let mut register = register::in_memory();
    for (n, seconds) in [(0, 500), (1, 900), (2, 100)] {
        register.ingest(&[account("clock", n, 5)], "test", at(seconds)).unwrap();
    }
    assert!(register.verify().unwrap().is_sound());
    let known = |seconds| register.known(Known::Time(at(seconds))).unwrap().documents().unwrap().len();
    // What stands before an entry in the log was recorded before it, whatever the clock said.
    assert_eq!([known(50), known(100), known(600), known(900)], [0, 3, 3, 3]);
}
