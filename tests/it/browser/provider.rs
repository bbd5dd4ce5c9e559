//! A provider on this machine, where a visitor is let through by a click.

#[path = "../../../crates/web/src/openid/pretended.rs"]
#[expect(dead_code, reason = "the site's own tests ask for more")]
mod pretended;

pub(crate) use pretended::{CLIENT, SECRET};

use pretended::Pretended;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// The day on which the program is started (`Desk::command`).
const NOW: i64 = 1_767_323_045;

pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) pretended: Arc<Pretended>,
}

impl Provider {
    /// Starts one, which answers until the tests end.
    pub(crate) fn start() -> Provider {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let issuer = format!("http://{}", listener.local_addr().expect("it listens"));
        let pretended = Arc::new(Pretended::new(&issuer, NOW));
        let (at, answers) = (issuer.clone(), Arc::clone(&pretended));
        std::thread::spawn(move || {
            // A browser may open a connection and say nothing on it.
            for stream in listener.incoming().flatten() {
                let (at, answers) = (at.clone(), Arc::clone(&answers));
                std::thread::spawn(move || answer(&at, &answers, stream));
            }
        });
        Provider { issuer, pretended }
    }
}

fn answer(at: &str, pretended: &Pretended, stream: TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().map(|_| line.trim_end().to_owned())
    };
    let first = line()?;
    let mut parts = first.split(' ');
    let (method, path) = (parts.next()?, parts.next()?);
    let (mut length, mut authorization) = (0, None);
    while let Some((name, value)) = line()?.split_once(": ") {
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" => authorization = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut form = vec![0; length];
    reader.read_exact(&mut form).ok()?;
    let form = String::from_utf8(form).ok()?;
    let address = format!("{at}{path}");
    let (status, kind, body) = if path.starts_with("/authorize?") {
        let page = format!(
            "<!doctype html><title>Ministry</title><a href=\"{}\">Go on as Ann</a>",
            pretended.pass(&address).replace('&', "&amp;")
        );
        (200, "text/html", page.into_bytes())
    } else {
        let (status, body) = pretended.answer(&address, authorization.as_deref(), (method == "POST").then_some(form.as_str())).ok()?;
        (status, "application/json", body)
    };
    let head = format!("HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let mut stream = stream;
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok()
}
