//! The socket: bytes to [`Ask`], [`Reply`] to bytes, and the limits that keep one visitor from the others' share.

use crate::ask::{fields, segments};
use crate::reply::{Body, PROBLEM, Wrong};
use crate::{Ask, Method, Reply, Site};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use sha2::{Digest as _, Sha256};
use std::convert::Infallible;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc};

/// Connections that are served at a time; further ones wait.
const CONNECTIONS: usize = 512;
/// Requests that are answered at a time. Those that ask for much wait for each other, and the others are not to wait for them.
const WORKERS: usize = 64;
/// Time in which a browser must have sent the head of its request.
const HEAD_WITHIN: Duration = Duration::from_secs(15);
/// Time in which a request must be answered.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// Bytes of a form.
const LARGEST_FORM: usize = 256 * 1024;
/// Bytes of an address.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// Smaller answers are not worth packing.
const WORTH_PACKING: usize = 1024;

/// Whether the site may be heard at an address: without accounts only by this machine.
///
/// # Errors
/// The address is not of this machine, and there are no accounts.
pub fn may_listen(site: &Site, address: &SocketAddr) -> Result<(), String> {
    if site.has_accounts() || address.ip().is_loopback() {
        return Ok(());
    }
    Err(format!(
        "without accounts the site is for this machine alone, and {} is not\nhint: use 127.0.0.1, or give --people FILE to sign in with",
        address.ip()
    ))
}

/// Answers requests until the process ends.
///
/// # Errors
/// The listener or the threads fail.
pub fn listen(site: Arc<Site>, listener: TcpListener) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().max_blocking_threads(WORKERS).enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let place = Arc::clone(&places).acquire_owned().await.expect("the places are never closed");
            let Ok((stream, from)) = listener.accept().await else {
                // No descriptor is left: connections that end will free some.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let _ = stream.set_nodelay(true);
            let site = Arc::clone(&site);
            tokio::spawn(async move {
                let service = service_fn(move |request| answer(Arc::clone(&site), request, from.ip()));
                let mut server = http1::Builder::new();
                server.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN).max_buf_size(64 * 1024);
                // A browser that went away is no matter for the others.
                let _ = server.serve_connection(TokioIo::new(stream), service).await;
                drop(place);
            });
        }
    })
}

async fn answer(site: Arc<Site>, request: Request<Incoming>, from: IpAddr) -> Result<Response<Outgoing>, Infallible> {
    let (parts, body) = request.into_parts();
    let head = parts.method == hyper::Method::HEAD;
    let method = match parts.method {
        hyper::Method::GET | hyper::Method::HEAD => Some(Method::Get),
        hyper::Method::POST => Some(Method::Post),
        _ => None,
    };
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let mut headers: Vec<(String, String)> = parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    if let Some(host) = parts.uri.authority() {
        headers.retain(|(name, _)| name != "host");
        headers.push(("host".to_owned(), host.to_string()));
    }
    let address = parts.uri.path_and_query().map_or("/", |p| p.as_str());
    let Some(method) = method else {
        return Ok(sent(
            Wrong::new(405, "this site answers GET, HEAD and POST", "").problem().with("allow", "GET, HEAD, POST"),
            None,
            head,
        ));
    };
    if address.len() > LONGEST_ADDRESS {
        return Ok(sent(Wrong::new(400, "the address is longer than 8 KiB", "").problem(), None, head));
    }
    let bytes = match Limited::new(body, LARGEST_FORM).collect().await {
        Ok(whole) => whole.to_bytes(),
        Err(_) => return Ok(sent(Wrong::new(413, "what was sent is larger than 256 KiB, or did not arrive", "").problem(), None, head)),
    };
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let from = if site.is_behind_tls() { visitor(&headers).unwrap_or(from) } else { from };
    let ask = Ask { method, path: segments(path), query: fields(query), form: form(&headers, &bytes), headers, from };
    let had = ask.header("if-none-match").map(str::to_owned);
    let packs = ask.header("accept-encoding").is_some_and(|e| e.contains("gzip"));
    let work = tokio::task::spawn_blocking(move || packed(site.answer(&ask), packs));
    let reply = match tokio::time::timeout(ANSWER_WITHIN, work).await {
        Ok(Ok(reply)) => reply,
        Ok(Err(_)) => Wrong::new(500, "the page failed", "this is a defect of chancery; please report it with the address").problem(),
        Err(_) => Wrong::new(504, "the answer took longer than a minute", "ask for less").problem(),
    };
    Ok(sent(reply, had.as_deref(), head))
}

/// Where a request came from that a proxy hands on. Each proxy puts whom it was asked by behind what it was told, so the last one
/// is what ours saw, and whatever stands before it a visitor may have made up.
fn visitor(headers: &[(String, String)]) -> Option<IpAddr> {
    let (_, told) = headers.iter().rev().find(|(name, _)| name == "x-forwarded-for")?;
    told.rsplit(',').next()?.trim().parse().ok()
}

/// The fields of a form; of JSON, its members that are plain values.
fn form(headers: &[(String, String)], bytes: &[u8]) -> Vec<(String, String)> {
    let kind = headers.iter().find(|(name, _)| name == "content-type").map_or("", |(_, v)| v.as_str());
    if !kind.starts_with("application/json") {
        return fields(&String::from_utf8_lossy(bytes));
    }
    let plain = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let members = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(bytes).unwrap_or_default();
    members.into_iter().map(|(name, value)| (name, plain(value))).collect()
}

/// The answer with its tag, and packed where the browser can unpack it.
fn packed(mut reply: Reply, packs: bool) -> Reply {
    let tagged = reply.header("etag").is_some();
    let Body::Whole(bytes) = &mut reply.body else { return reply };
    if reply.status == 200 && !tagged {
        let digest = Sha256::digest(&*bytes);
        let tag = digest.iter().take(12).fold(String::new(), |tag, b| tag + &format!("{b:02x}"));
        reply.headers.push(("etag", format!("W/\"{tag}\"")));
    }
    let text =
        reply.kind.starts_with("text/") || reply.kind.contains("json") || reply.kind.contains("xml") || reply.kind.contains("javascript");
    if packs && text && bytes.len() >= WORTH_PACKING {
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(4));
        if encoder.write_all(bytes).is_ok()
            && let Ok(small) = encoder.finish()
        {
            *bytes = small;
            reply.headers.push(("content-encoding", "gzip".to_owned()));
        }
    }
    reply
}

/// What every answer says about how it may be used: nothing is taken from elsewhere, framed, guessed at or told on.
const GUARDS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
];

fn sent(reply: Reply, had: Option<&str>, head: bool) -> Response<Outgoing> {
    let same = reply.status == 200 && reply.header("etag").zip(had).is_some_and(|(tag, had)| had.split(',').any(|h| h.trim() == tag));
    let mut response = Response::builder().status(if same { 304 } else { reply.status }).header("content-type", reply.kind);
    // A page for a frame brings a policy of its own, which says whose.
    let framed = reply.header("content-security-policy").is_some();
    for (name, value) in GUARDS {
        if !(framed && matches!(name, "content-security-policy" | "x-frame-options")) {
            response = response.header(name, value);
        }
    }
    if reply.header("cache-control").is_none() {
        response = response.header("cache-control", "private, no-cache");
    }
    response = response.header("vary", "accept-encoding, cookie");
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    let body = match reply.body {
        Body::Whole(bytes) if !same => {
            response = response.header("content-length", bytes.len());
            Outgoing::Whole((!head).then(|| Bytes::from(bytes)))
        }
        Body::Pieces(pieces) if !same && !head => Outgoing::Pieces(pieces),
        Body::Whole(_) | Body::Pieces(_) => Outgoing::Whole(None),
    };
    response.body(body).unwrap_or_else(|_| {
        // Only a header that cannot be written leads here.
        let mut plain = Response::new(Outgoing::Whole(None));
        *plain.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        plain.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static(PROBLEM));
        plain
    })
}

/// A body on its way out.
enum Outgoing {
    Whole(Option<Bytes>),
    Pieces(mpsc::Receiver<Vec<u8>>),
}

impl hyper::body::Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Outgoing::Whole(bytes) => Poll::Ready(bytes.take().map(|b| Ok(Frame::data(b)))),
            Outgoing::Pieces(pieces) => pieces.poll_recv(context).map(|piece| piece.map(|p| Ok(Frame::data(Bytes::from(p))))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Outgoing::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Outgoing::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |b| b.len() as u64)),
            Outgoing::Pieces(_) => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests;
