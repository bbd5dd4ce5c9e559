//! How much of the processor does it take to read a log, to copy a register, and to make its tables anew?
//!
//! `cargo run --release -p register --example fold -- FILE`. FILE is left as it is, but for its tables; the copy lies beside it
//! until it is measured.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used, reason = "it measures and prints")]

use register::{Mode, Register, open};
use std::path::{Path, PathBuf};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Seconds that the processor worked for this process, as Linux tells them.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn measure(what: &str, register: &mut Register, work: impl FnOnce(&mut Register)) {
    let before = processor();
    work(register);
    let took = processor() - before;
    let [_, (claims, _)] = register.counts().unwrap();
    println!("{what}: {claims} claims, {took:.2} s of processor time, {:.0} claims a second", claims as f64 / took);
}

fn main() {
    let path: PathBuf = std::env::args_os().nth(1).expect("FILE").into();
    let mut register = open(&path, Mode::Write).unwrap();
    measure("read the log", &mut register, |register| {
        register.entries(1, |entry| entry.decode().map(drop).map_err(|e| panic!("{e}"))).unwrap();
    });
    measure("copy", &mut register, |register| {
        let copy = path.with_added_extension("copy");
        open(&copy, Mode::Create).unwrap().take_over(register).unwrap();
        remove(&copy);
    });
    measure("rebuild", &mut register, |register| register.rebuild().unwrap());
    println!("digest: {}", register.digest().unwrap());
}

fn remove(path: &Path) {
    for file in [path.to_owned(), with(path, "-wal"), with(path, "-shm")] {
        let _ = std::fs::remove_file(file);
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
