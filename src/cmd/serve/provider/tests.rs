use super::*;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::sync::mpsc;

/// Somebody who answers one request on this machine: the address, and what was asked.
fn answering(answer: impl Fn(&mut dyn std::io::Write) + Send + 'static) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    let (told, asked) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let from = head.len();
            reader.read_line(&mut head).unwrap();
            let line = head[from..].to_ascii_lowercase();
            length = line.strip_prefix("content-length:").map_or(length, |n| n.trim().parse().unwrap());
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        told.send(head + &String::from_utf8(body).unwrap()).unwrap();
        answer(&mut stream);
    });
    (address, asked)
}

fn plain(address: &str) -> Question<'_> {
    Question { address, authorization: None, form: None }
}

#[test]
fn a_form_is_sent_with_its_head_and_a_fault_is_an_answer() {
    let (address, asked) = answering(|stream| {
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 25\r\n\r\n{\"error\":\"invalid_grant\"}").unwrap();
    });
    let question = Question { authorization: Some("Basic eDp5"), form: Some("code=a%20b"), ..plain(&address) };
    let answer = super::asked(None).unwrap()(&question).unwrap();
    assert_eq!(answer, (400, br#"{"error":"invalid_grant"}"#.to_vec()));
    let asked = asked.recv().unwrap();
    assert!(asked.starts_with("POST /token ") && asked.ends_with("\r\n\r\ncode=a%20b"), "{asked}");
    assert!(asked.to_lowercase().contains("authorization: basic edp5") && asked.contains("application/x-www-form-urlencoded"), "{asked}");
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let (address, _asked) = answering(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10485760\r\n\r\n");
        // Whoever stops reading ends it.
        while stream.write_all(&[b' '; 4096]).is_ok() {}
    });
    let why = asked(None).unwrap()(&plain(&address)).unwrap_err();
    assert!(why.contains("more than 256 KiB"), "{why}");
}

#[test]
fn a_provider_that_is_away_or_sends_elsewhere_is_not_followed() {
    let (address, _asked) = answering(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n");
    });
    assert_eq!(asked(None).unwrap()(&plain(&address)), Ok((302, Vec::new())));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let why = asked(None).unwrap()(&plain(&format!("http://{nobody}/"))).unwrap_err();
    assert!(why.starts_with(&format!("ask http://{nobody}/: ")), "{why}");
}
