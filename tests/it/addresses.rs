//! Addresses: read politely, and not again while they do not change.

use crate::program::Desk;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, channel};

/// A server on this machine that gives `body` with two validators unless the request names one of them, and hands
/// on each request for a page.
fn serve(body: &'static str) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let (send, requests) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
            let request = lines.join("\n").to_lowercase();
            let (status, headers, body) = if request.starts_with("get /robots.txt") {
                ("404 Not Found", "", "")
            } else if request.contains("if-none-match: \"v1\"") {
                ("304 Not Modified", "", "")
            } else {
                ("200 OK", "Content-Type: text/html\r\nETag: \"v1\"\r\nLast-Modified: Thu, 02 May 2024 07:30:00 GMT\r\n", body)
            };
            let length = body.len();
            let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
            if !request.starts_with("get /robots.txt") && send.send(request).is_err() {
                return;
            }
        }
    });
    (at, requests)
}

const PAGE: &str = "<html><head><title>Trade ministers meet</title></head><body><article><h1>Trade ministers meet</h1>\
    <p>The trade ministers of Chile and Peru met in Lima on 3 May 2024 and agreed to lower tariffs on fruit.</p></article></body></html>";

#[test]
fn an_address_is_asked_whether_it_changed_with_what_its_server_gave() {
    let (at, requests) = serve(PAGE);
    let desk = Desk::new();
    let (host, page) = (at.to_string(), format!("http://{at}/page.html"));
    let ingest = ["ingest", "--allow-host", &host, &page];
    assert!(desk.ok(&ingest).contains("1 new"));
    let first = requests.recv().unwrap();
    assert!(!first.contains("if-none-match") && !first.contains("if-modified-since"), "{first}");
    assert!(desk.ok(&ingest).contains("1 read before"));
    let second = requests.recv().unwrap();
    assert!(second.contains("if-none-match: \"v1\"") && second.contains("if-modified-since: thu, 02 may 2024 07:30:00 gmt"), "{second}");
    assert!(desk.ok(&["verify"]).contains("sound"));
    desk.ok(&["rebuild"]);
    assert!(desk.ok(&ingest).contains("1 read before"));
    let third = requests.recv().unwrap();
    assert!(!third.contains("if-none-match"), "tables made anew remember no answers: {third}");
}

#[test]
fn an_address_that_could_not_be_read_is_asked_for_all_of_it_again() {
    let (at, requests) = serve("\u{feff} \n");
    let desk = Desk::new();
    let (host, page) = (at.to_string(), format!("http://{at}/page.html"));
    for _ in 0..2 {
        let answer = desk.run(&["ingest", "--allow-host", &host, &page]);
        assert_eq!(answer.code, 2, "{}", answer.out);
        assert!(answer.err.contains(&page), "{}", answer.err);
        let request = requests.recv().unwrap();
        assert!(!request.contains("if-none-match"), "{request}");
    }
}
