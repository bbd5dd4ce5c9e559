//! How does the site bear many visitors at once? Starts a site over a register and lets clients walk over its pages, each after
//! the other's answer, for some minutes; prints requests a second, how long each kind of page took, and the site's memory.
//!
//! `cargo run --release -p web --example load -- PROGRAM REGISTER MINUTES [CLIENTS]`

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program that measures time"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Pages that are asked for as they are.
const PAGES: &[&str] = &[
    "/",
    "/parties",
    "/persons",
    "/mechanisms",
    "/meetings",
    "/visits",
    "/instruments",
    "/projects",
    "/measures",
    "/stances",
    "/commitments",
    "/irritants",
    "/proposals",
    "/outcomes",
    "/stands",
    "/programmes",
    "/health",
    "/checks",
    "/timeline",
    "/calendar",
    "/matrix",
    "/network",
    "/map",
    "/coverage",
    "/sources",
    "/codebook",
    "/exports",
    "/api/v1/openapi.json",
    "/search?q=economic+dialogue",
];
/// Questions that are asked about each party that is found.
const ABOUT: &[&str] =
    &["/party/{}", "/commitments?party={}", "/timeline?party={}", "/health?party={}", "/irritants?party={}", "/meetings?party={}"];
/// Things of a kind that are looked at.
const OF_A_KIND: usize = 12;

/// An answer: its status, how long it took, and its text.
fn get(stream: &mut Option<BufReader<TcpStream>>, host: &str, target: &str) -> std::io::Result<(u16, Duration, String)> {
    let started = Instant::now();
    if stream.is_none() {
        *stream = Some(BufReader::new(TcpStream::connect(host)?));
    }
    let reader = stream.as_mut().unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: identity\r\n\r\n");
    reader.get_mut().write_all(request.as_bytes())?;
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let mut length = 0;
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok((status, started.elapsed(), String::from_utf8_lossy(&body).into_owned()))
}

/// Addresses of things that pages lead to: some of each kind.
fn things(host: &str, seeds: &[String]) -> Vec<String> {
    let mut stream = None;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for seed in seeds {
        let Ok((200, _, text)) = get(&mut stream, host, seed) else {
            stream = None;
            continue;
        };
        for href in text.split(" href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let href = href.replace("&amp;", "&").replace("&#38;", "&");
            let kind = href.split('/').nth(1).unwrap_or_default().to_owned();
            let kinds = [
                "party",
                "dyad",
                "meeting",
                "mechanism",
                "commitment",
                "measure",
                "instrument",
                "person",
                "source",
                "claim",
                "stance",
                "project",
            ];
            let of_kind = found.entry(kind.clone()).or_default();
            if kinds.contains(&kind.as_str()) && of_kind.len() < OF_A_KIND && !href.contains('?') && !of_kind.contains(&href) {
                of_kind.push(href);
            }
        }
    }
    found.into_values().flatten().collect()
}

/// What a page is counted under: its first segment, and whether it is about a party.
fn kind(target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match segments.as_slice() {
        [list] if query.contains("party=") => format!("/{list}?party="),
        [list] => format!("/{list}"),
        ["api", ..] => path.to_owned(),
        [first, ..] => format!("/{first}/…"),
        [] => "/".to_owned(),
    }
}

/// Megabytes of memory that a process holds, and the most that it held.
fn memory(pid: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [program, register, minutes, rest @ ..] = args.as_slice() else {
        eprintln!("load PROGRAM REGISTER MINUTES [CLIENTS]");
        std::process::exit(2);
    };
    let minutes: f64 = minutes.parse().unwrap();
    let clients: usize = rest.first().map_or(50, |n| n.parse().unwrap());
    let started = Instant::now();
    let mut site =
        Command::new(program).args(["--register", register, "serve", "--at", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(site.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let host = first.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
    let mut stream = None;
    let home = get(&mut stream, &host, "/").unwrap();
    println!("the first page came {:?} after the start, {} bytes, status {}", started.elapsed(), home.2.len(), home.0);

    let mut seeds: Vec<String> = vec!["/".to_owned(), "/search?q=economic+dialogue".to_owned()];
    let parties: Vec<String> = things(&host, &seeds).into_iter().filter_map(|t| t.strip_prefix("/party/").map(str::to_owned)).collect();
    let parties = if parties.is_empty() { ["JPN", "CHN", "IND"].map(str::to_owned).to_vec() } else { parties };
    let about: Vec<String> = parties.iter().flat_map(|p| ABOUT.iter().map(move |a| a.replace("{}", p))).collect();
    seeds.extend(about.iter().take(12).cloned());
    let mut targets: Vec<String> = PAGES.iter().map(|p| (*p).to_owned()).chain(about).collect();
    seeds.extend(things(&host, &seeds).into_iter().filter(|t| t.starts_with("/source/")).take(3));
    targets.extend(things(&host, &seeds));
    targets.extend(parties.windows(2).map(|p| format!("/dyad/{}/{}", p[0], p[1])));
    println!("{} addresses, {clients} clients, {minutes} minutes", targets.len());

    type Times = BTreeMap<String, (Vec<Duration>, BTreeMap<u16, usize>)>;
    let (times, over) = (Arc::new(Mutex::new(Times::new())), Arc::new(AtomicBool::new(false)));
    let began = Instant::now();
    let walkers: Vec<_> = (0..clients)
        .map(|n| {
            let (host, targets, times, over) = (host.clone(), targets.clone(), Arc::clone(&times), Arc::clone(&over));
            std::thread::spawn(move || {
                let mut stream = None;
                // Each begins elsewhere, and steps so that all pages are met in another order.
                let mut at = n * 7919;
                while !over.load(Ordering::Relaxed) {
                    at += 37 + n;
                    let target = &targets[at % targets.len()];
                    let (status, took) = match get(&mut stream, &host, target) {
                        Ok((status, took, _)) => (status, took),
                        Err(_) => {
                            stream = None;
                            (0, Duration::ZERO)
                        }
                    };
                    let mut times = times.lock().unwrap();
                    let (of_kind, statuses) = times.entry(kind(target)).or_default();
                    of_kind.push(took);
                    *statuses.entry(status).or_default() += 1;
                }
            })
        })
        .collect();
    while began.elapsed().as_secs_f64() < minutes * 60.0 {
        std::thread::sleep(Duration::from_secs(30).min(Duration::from_secs_f64(minutes * 60.0)));
        let (now, most) = memory(site.id());
        let asked: usize = times.lock().unwrap().values().map(|(t, _)| t.len()).sum();
        println!("{:>4} s  {asked:>8} requests  {now:>6} MB, at most {most} MB", began.elapsed().as_secs());
    }
    over.store(true, Ordering::Relaxed);
    for walker in walkers {
        let _ = walker.join();
    }
    let seconds = began.elapsed().as_secs_f64();
    let _ = site.kill();
    let _ = site.wait();
    let times = times.lock().unwrap();
    let asked: usize = times.values().map(|(t, _)| t.len()).sum();
    println!("{asked} requests in {seconds:.0} s: {:.0} a second", asked as f64 / seconds);
    println!("{:<28} {:>8} {:>9} {:>9} {:>9} {:>9}  statuses", "page", "requests", "p50 ms", "p95 ms", "p99 ms", "most ms");
    for (kind, (of_kind, statuses)) in times.iter() {
        let mut sorted = of_kind.clone();
        sorted.sort_unstable();
        let of = |share: f64| sorted[((sorted.len() as f64 * share) as usize).min(sorted.len() - 1)].as_secs_f64() * 1000.0;
        let told: Vec<String> = statuses.iter().map(|(status, n)| format!("{status}×{n}")).collect();
        println!(
            "{kind:<28} {:>8} {:>9.1} {:>9.1} {:>9.1} {:>9.1}  {}",
            sorted.len(),
            of(0.5),
            of(0.95),
            of(0.99),
            of(1.0),
            told.join(" ")
        );
    }
}
