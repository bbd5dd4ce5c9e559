#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::ResolvedSocketAddrs;
use ureq::unversioned::transport::NextTimeout;

/// A server of one thread on this machine; `answer` is given the request's lines and gives the whole answer.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str, &[String]) -> Vec<u8> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines: Vec<String> =
                    BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let Some(path) = lines.first().and_then(|line| line.split(' ').nth(1)).map(str::to_owned) else {
                    continue;
                };
                log.lock().unwrap().push(path.clone());
                for piece in answer(&path, &lines).chunks(64 << 10) {
                    if piece == b"SLOW" {
                        std::thread::sleep(Duration::from_secs(5));
                    }
                    if stream.write_all(piece).is_err() {
                        break;
                    }
                }
            }
        });
        Server { at, asked }
    }

    fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.options())
    }

    fn options(&self) -> Options {
        Options { allow_hosts: vec![self.at.to_string()], delay: Duration::ZERO, timeout: Duration::from_secs(2), ..Options::default() }
    }
}

fn reply(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn html(body: &str) -> Vec<u8> {
    reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

fn none() -> Vec<u8> {
    reply("404 Not Found", "", "")
}

fn page(fetched: Fetched) -> Page {
    match fetched {
        Fetched::Page(page) => page,
        Fetched::Unchanged => panic!("unchanged"),
    }
}

#[test]
fn a_page_is_fetched_with_what_the_server_says_of_it() {
    let server = Server::start(|path, lines| match path {
        "/a" => {
            assert!(lines.iter().any(|line| line.to_ascii_lowercase().starts_with("user-agent: chancery/")), "{lines:?}");
            reply(
                "200 OK",
                "Content-Type: text/html; charset=gbk\r\nETag: \"1\"\r\nLast-Modified: Thu, 24 Jul 2025 07:30:00 GMT\r\n",
                "<p>x",
            )
        }
        _ => none(),
    });
    let page = page(server.fetcher().fetch(&server.address("/a"), None).unwrap());
    assert_eq!(page.bytes, b"<p>x");
    assert_eq!(page.media_type.as_deref(), Some("text/html; charset=gbk"));
    assert_eq!(page.validators.etag.as_deref(), Some("\"1\""));
    assert_eq!(page.validators.last_modified.as_deref(), Some("Thu, 24 Jul 2025 07:30:00 GMT"));
    assert_eq!(server.asked(), ["/robots.txt", "/a"]);
}

#[test]
fn what_has_not_changed_is_not_fetched_again() {
    let server = Server::start(|path, lines| match path {
        "/a" if lines.iter().any(|line| line.eq_ignore_ascii_case("if-none-match: \"1\"")) => reply("304 Not Modified", "", ""),
        "/a" => html("new"),
        _ => none(),
    });
    let known = Validators { etag: Some("\"1\"".into()), last_modified: None };
    assert_eq!(server.fetcher().fetch(&server.address("/a"), Some(&known)).unwrap(), Fetched::Unchanged);
    let known = Validators { etag: Some("\"0\"".into()), last_modified: None };
    assert_eq!(page(server.fetcher().fetch(&server.address("/a"), Some(&known)).unwrap()).bytes, b"new");
}

#[test]
fn robots_txt_is_asked_once_and_obeyed() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => reply("200 OK", "", "User-agent: *\nDisallow: /\n\nUser-agent: Chancery\nDisallow: /private\nAllow: /\n"),
        _ => html("open"),
    });
    let fetcher = server.fetcher();
    assert_eq!(fetcher.fetch(&server.address("/private/x"), None).unwrap_err(), FetchError::Robots);
    assert_eq!(fetcher.fetch(&server.address("/%70rivate/x"), None).unwrap_err(), FetchError::Robots);
    assert!(fetcher.fetch(&server.address("/open"), None).is_ok());
    assert_eq!(server.asked(), ["/robots.txt", "/open"]);
}

#[test]
fn a_broken_robots_txt_closes_the_site_and_a_missing_one_opens_it() {
    let down = Server::start(|path, _| if path == "/robots.txt" { reply("503 Busy", "", "") } else { html("x") });
    assert_eq!(down.fetcher().fetch(&down.address("/a"), None).unwrap_err(), FetchError::RobotsDown { status: 503 });
    let missing = Server::start(|path, _| if path == "/robots.txt" { reply("403 Forbidden", "", "") } else { html("x") });
    assert!(missing.fetcher().fetch(&missing.address("/a"), None).is_ok());
}

#[test]
fn a_crawl_delay_is_waited_for_up_to_the_cap() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => reply("200 OK", "", "User-agent: *\nCrawl-delay: 3600\n"),
        _ => html("x"),
    });
    let fetcher = Fetcher::new(Options { max_crawl_delay: Duration::from_millis(300), ..server.options() });
    let start = Instant::now();
    fetcher.fetch(&server.address("/a"), None).unwrap();
    fetcher.fetch(&server.address("/b"), None).unwrap();
    let took = start.elapsed();
    assert!(took >= Duration::from_millis(300) && took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn redirects_are_followed_within_the_limit() {
    let server = Server::start(|path, _| match path {
        "/1" => reply("302 Found", "Location: /2\r\n", ""),
        "/2" => reply("301 Moved", "Location: 3?x\r\n", ""),
        "/3?x" => html("arrived"),
        "/loop" => reply("302 Found", "Location: /loop\r\n", ""),
        _ => none(),
    });
    let page = page(server.fetcher().fetch(&server.address("/1"), None).unwrap());
    assert_eq!((page.bytes.as_slice(), page.address), (&b"arrived"[..], server.address("/3?x")));
    assert_eq!(server.fetcher().fetch(&server.address("/loop"), None).unwrap_err(), FetchError::Redirects { limit: 5 });
}

/// Knows one name, which lies on this machine, and counts how often it is asked; after the first time the name
/// lies elsewhere.
#[derive(Debug)]
struct Names {
    first: SocketAddr,
    later: SocketAddr,
    asked: AtomicUsize,
}

impl Resolver for Names {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        found.push(if self.asked.fetch_add(1, Ordering::Relaxed) == 0 { self.first } else { self.later });
        Ok(found)
    }
}

/// A fetcher without a list of hosts, for which `news.example` lies at the server all the same.
fn public_fetcher(server: &Server, names: Names) -> Fetcher {
    let port = server.at.port();
    let guard = Guard { inner: names, listed: vec![Listed::new(&format!("news.example:{port}"))] };
    let options = Options { allow_hosts: Vec::new(), ports: vec![80, 443, port], ..server.options() };
    Fetcher::with_guard(options, Vec::new(), guard)
}

#[test]
fn a_redirect_into_a_private_network_is_refused() {
    let inside = Server::start(|_, _| html("secret"));
    for target in [
        inside.address("/"),
        format!("http://localhost:{}/", inside.at.port()),
        format!("http://[::ffff:127.0.0.1]:{}/", inside.at.port()),
        format!("http://2130706433:{}/", inside.at.port()),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "//inside.example\\@127.0.0.1/".to_owned(),
    ] {
        let location = format!("Location: {target}\r\n");
        let server = Server::start(move |path, _| if path == "/" { reply("302 Found", &location, "") } else { none() });
        let names = Names { first: server.at, later: server.at, asked: AtomicUsize::new(0) };
        let mut fetcher = public_fetcher(&server, names);
        fetcher.options.ports.push(inside.at.port());
        let error = fetcher.fetch(&format!("http://news.example:{}/", server.at.port()), None).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. } | FetchError::Address { .. }), "{target}: {error:?}");
    }
    assert_eq!(inside.asked(), [""; 0]);
}

#[test]
fn a_name_that_moves_inside_after_the_first_look_up_is_refused() {
    let server = Server::start(|_, _| html("x"));
    let inside: SocketAddr = "127.0.0.1:80".parse().unwrap();
    let outside: SocketAddr = "93.184.216.34:80".parse().unwrap();
    let fetcher = |first, later| {
        let guard = Guard { inner: Names { first, later, asked: AtomicUsize::new(0) }, listed: Vec::new() };
        Fetcher::with_guard(Options { allow_hosts: Vec::new(), timeout: Duration::from_millis(300), ..server.options() }, Vec::new(), guard)
    };
    // The first look-up is for robots.txt, the second for the page: each is judged by the addresses it connects to.
    let moving = fetcher(outside, inside);
    let url = moving.check("http://rebind.example/").unwrap();
    moving.robots.lock().unwrap().insert(url.origin().ascii_serialization(), Arc::new(Rules { robots: Robots::allow_all(), down: None }));
    let _first = moving.fetch("http://rebind.example/", None);
    assert!(matches!(moving.fetch("http://rebind.example/", None).unwrap_err(), FetchError::Private { .. }));
    assert!(matches!(fetcher(inside, inside).fetch("http://rebind.example/", None).unwrap_err(), FetchError::Private { .. }));
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn what_is_too_large_too_slow_or_no_document_is_refused() {
    let server = Server::start(|path, _| match path {
        "/declared" => b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\nx".to_vec(),
        "/endless" => {
            let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n".to_vec();
            answer.resize(3 << 20, b'x');
            answer
        }
        "/cut" => b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nx".to_vec(),
        "/slow" => b"SLOW".to_vec(),
        "/picture" => reply("200 OK", "Content-Type: image/png\r\n", "x"),
        "/busy" => reply("429 Too Many", "Retry-After: 7\r\n", ""),
        _ => none(),
    });
    let fetcher = Fetcher::new(Options { max_bytes: 1 << 20, ..server.options() });
    let error = |path: &str| fetcher.fetch(&server.address(path), None).unwrap_err();
    assert_eq!(error("/declared"), FetchError::TooLarge { limit_mib: 1 });
    assert_eq!(error("/endless"), FetchError::TooLarge { limit_mib: 1 });
    assert!(matches!(error("/cut"), FetchError::Connection { .. }));
    assert_eq!(error("/picture"), FetchError::Type { media_type: "image/png".into() });
    assert_eq!(error("/busy"), FetchError::Busy { status: 429, after: Some(7) });
    assert_eq!(error("/gone"), FetchError::Status { status: 404 });
    assert_eq!(error("/slow"), FetchError::TooSlow { seconds: 2 });
}

#[test]
fn a_host_that_is_not_there_is_named() {
    let fetcher = Fetcher::new(Options { allow_hosts: vec!["127.0.0.1:9".into()], delay: Duration::ZERO, ..Options::default() });
    assert!(matches!(fetcher.fetch("http://127.0.0.1:9/", None).unwrap_err(), FetchError::Connection { .. }));
}
