#![allow(clippy::unwrap_used)]

use super::super::compressed::tests::gzip;
use super::super::tests::{read_all, read_declared};
use crate::{ErrorKind, Limits};
use model::Document;

const PAGE: &str = "<!doctype html><title>Talks</title><article><h1>Talks held</h1><p>The ministers of the two countries met on Monday and agreed on a plan of work.</p><p>They will meet again in the autumn.</p></article>";

fn record(kind: &str, uri: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    record.extend_from_slice(body);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(uri: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let mut message = format!("HTTP/1.1 {header}\r\n\r\n").into_bytes();
    message.extend_from_slice(body);
    record("response", uri, "application/http; msgtype=response", &message)
}

fn page(uri: &str) -> Vec<u8> {
    response(uri, "200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes())
}

fn sources(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| document.source.as_str()).collect()
}

#[test]
fn a_crawl_gives_its_pages_and_nothing_else() {
    let crawl = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", "https://a.example/", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        page("https://a.example/1"),
        response("https://a.example/x.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n"),
        response("https://a.example/gone", "404 Not Found\r\nContent-Type: text/html", PAGE.as_bytes()),
        response("https://a.example/moved", "301 Moved\r\nLocation: /1", b""),
        response("https://a.example/robots.txt", "200 OK\r\nContent-Type: text/plain", b"User-agent: *"),
        record("conversion", "https://a.example/2", "text/plain", b"The committee met on Friday.\n\nIt adopted the report."),
        record("resource", "https://a.example/3", "text/html", PAGE.as_bytes()),
    ]
    .concat();
    let (documents, errors) = read_all(&crawl, "crawl.warc");
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(sources(&documents), ["https://a.example/1", "https://a.example/2", "https://a.example/3"]);
    assert_eq!(documents[0].media_type, "text/html");
    assert_eq!(documents[0].id, model::DocumentId::of(PAGE.as_bytes()));
}

#[test]
fn what_the_server_wrapped_is_unwrapped() {
    let chunked =
        [b"4\r\n<!do\r\n" as &[u8], format!("{:x}\r\n", PAGE.len() - 4).as_bytes(), &PAGE.as_bytes()[4..], b"\r\n0\r\n\r\n"].concat();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut zlib, PAGE.as_bytes()).unwrap();
    let zlib = zlib.finish().unwrap();
    let html = "200 OK\r\nContent-Type: text/html";
    let crawl = [
        response("https://a.example/chunked", &format!("{html}\r\nTransfer-Encoding: chunked"), &chunked),
        response("https://a.example/not-chunked", &format!("{html}\r\nTransfer-Encoding: chunked"), PAGE.as_bytes()),
        response("https://a.example/gzip", &format!("{html}\r\nContent-Encoding: gzip"), &gzip(PAGE.as_bytes())),
        response("https://a.example/not-gzip", &format!("{html}\r\nContent-Encoding: gzip"), PAGE.as_bytes()),
        response("https://a.example/deflate", &format!("{html}\r\nContent-Encoding: deflate"), &zlib),
        response("https://a.example/br", &format!("{html}\r\nContent-Encoding: br"), b"\x8b\x03\x80"),
    ]
    .concat();
    let (documents, errors) = read_all(&crawl, "crawl.warc");
    assert_eq!(documents.len(), 5);
    let id = model::DocumentId::of(PAGE.as_bytes());
    assert!(documents.iter().all(|document| document.id == id));
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].source_name, "https://a.example/br");
}

#[test]
fn a_broken_record_is_said_and_the_next_is_read() {
    let mut lying = page("https://a.example/lying");
    let length = format!("Content-Length: {}", lying.len());
    let text = String::from_utf8(lying).unwrap();
    let own = text.lines().find(|line| line.starts_with("Content-Length")).unwrap().to_owned();
    lying = text.replace(&own, &length).into_bytes();
    let crawl = [
        page("https://a.example/1"),
        b"garbage\r\nmore garbage WARC/1.0\r\n".to_vec(),
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/no-length\r\n\r\n".to_vec(),
        lying,
        page("https://a.example/2"),
        page("https://a.example/cut")[..400].to_vec(),
    ]
    .concat();
    let (documents, errors) = read_all(&crawl, "crawl.warc");
    assert_eq!(sources(&documents), ["https://a.example/1", "https://a.example/2"]);
    let broken: Vec<&str> = errors.iter().map(|error| error.source_name.as_str()).collect();
    assert_eq!(broken, ["crawl.warc#2", "https://a.example/no-length", "https://a.example/lying", "https://a.example/cut"]);
}

#[test]
fn a_broken_member_of_a_compressed_crawl_costs_one_record() {
    let mut broken = gzip(&page("https://a.example/broken"));
    let middle = broken.len() / 2;
    for byte in &mut broken[middle..middle + 6] {
        *byte ^= 0x5A;
    }
    let crawl = [gzip(&page("https://a.example/1")), broken, gzip(&page("https://a.example/2"))].concat();
    let (documents, errors) = read_all(&crawl, "crawl.warc.gz");
    assert_eq!(sources(&documents), ["https://a.example/1", "https://a.example/2"]);
    assert!(!errors.is_empty());
}

#[test]
fn a_record_beyond_the_limit_is_passed_over() {
    let large = record("resource", "https://a.example/large", "text/plain", &vec![b'a'; 2 << 20]);
    let crawl = [large, page("https://a.example/1")].concat();
    let limits = Limits { document_bytes: 1 << 20, ..Limits::default() };
    let (documents, errors) = read_declared(&crawl, "crawl.warc", None, &limits);
    assert_eq!(sources(&documents), ["https://a.example/1"]);
    assert!(matches!(errors[0].kind, ErrorKind::TooLarge { limit_mib: 1 }));
}

#[test]
fn a_record_that_was_cut_by_the_crawler_says_so() {
    let whole = String::from_utf8(page("https://a.example/1")).unwrap();
    let crawl = whole.replacen("WARC-Type: response\r\n", "WARC-Type: response\r\nWARC-Truncated: length\r\n", 1);
    let (documents, _) = read_all(crawl.as_bytes(), "crawl.warc");
    assert!(documents[0].notices.iter().any(|notice| notice.code == "acquire/truncated"));
}

#[test]
fn lengths_that_lie_without_end_cost_no_square() {
    // Each record claims all that follows it.
    let mut crawl = Vec::new();
    for _ in 0..20_000 {
        crawl.extend_from_slice(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9999999\r\n\r\nx\r\n\r\n");
    }
    let (documents, errors) = read_declared(&crawl, "crawl.warc", None, &Limits { document_bytes: 10 << 20, ..Limits::default() });
    assert!(documents.is_empty() && !errors.is_empty());
}
