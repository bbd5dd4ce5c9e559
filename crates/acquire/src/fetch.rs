//! **What does this address answer, without harm to either side?** The one part of this crate that meets the network.
//!
//! In → Out: an address, and what was kept of its last answer → bytes with what the server declared of them.
//!
//! Never: connects to a private network unless its host was listed; fetches what robots.txt closes; asks one
//! host faster than it wants; reads past a limit; runs, renders or follows anything inside a page.
//!
//! Source: RFC 9110 and 9111 for conditional requests, RFC 9309 for robots.txt, the special-purpose address
//! registries of IANA (RFC 6890) for what is no public host.

mod address;
mod error;
mod pace;

pub use error::FetchError;

use crate::Origin;
use address::{Guard, Listed};
use model::Validators;
use pace::Pace;
use robotxt::{AccessResult, Robots};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::http::{Response, StatusCode, header};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// The name under which robots.txt speaks of this program.
pub const ROBOT: &str = "chancery";
/// RFC 9309 2.3.1.2: at least five.
const ROBOTS_REDIRECTS: u32 = 5;

/// How to fetch.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address or mailbox of whoever runs this program; it stands in the user agent, so that a site can complain.
    pub contact: Option<String>,
    /// Largest answer that is read, in bytes, after decompression.
    pub max_bytes: u64,
    /// How long one request may take in all.
    pub timeout: Duration,
    /// How many redirects are followed.
    pub redirects: u32,
    /// Least time between two requests to one host.
    pub delay: Duration,
    /// The longest `Crawl-delay` of a robots.txt that is honoured in full; a longer one counts as this.
    pub max_crawl_delay: Duration,
    /// Where not empty, only these hosts (`host` or `host:port`) are fetched, on a private network as well, as
    /// somebody named them. Where empty, every public host is.
    pub allow_hosts: Vec<String>,
    /// Ports that may be asked, apart from those of `allow_hosts`.
    pub ports: Vec<u16>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            contact: None,
            max_bytes: 64 << 20,
            timeout: Duration::from_secs(60),
            redirects: 5,
            delay: Duration::from_secs(1),
            max_crawl_delay: Duration::from_secs(60),
            allow_hosts: Vec::new(),
            ports: vec![80, 443],
        }
    }
}

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing changed since the validators were given.
    Unchanged,
    /// The bytes.
    Page(Page),
}

/// The bytes of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Decompressed.
    pub bytes: Vec<u8>,
    /// As the server declared it, parameters included.
    pub media_type: Option<String>,
    /// The address after redirects.
    pub address: String,
    /// To be kept for the next time.
    pub validators: Validators,
}

impl Page {
    /// Where its bytes come from, for [`crate::read`]; `asked` is the address that was fetched.
    #[must_use]
    pub fn origin(&self, asked: &str) -> Origin {
        Origin { source: asked.to_owned(), media_type: self.media_type.clone(), address: Some(self.address.clone()) }
    }
}

/// Fetches addresses; one of it serves many threads, and keeps what each host's robots.txt says for its lifetime.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: Options,
    listed: Vec<Listed>,
    robots: Mutex<BTreeMap<String, Arc<Rules>>>,
    pace: Pace,
}

#[derive(Debug)]
struct Rules {
    robots: Robots,
    /// The status with which robots.txt failed, which closes the host.
    down: Option<u16>,
}

impl Fetcher {
    /// A fetcher for public hosts, or for the hosts that `options` lists.
    #[must_use]
    pub fn new(options: Options) -> Fetcher {
        let listed: Vec<Listed> = options.allow_hosts.iter().map(|host| Listed::new(host)).collect();
        let guard = Guard { inner: DefaultResolver::default(), listed: listed.clone() };
        Fetcher::with_guard(options, listed, guard)
    }

    fn with_guard(options: Options, listed: Vec<Listed>, guard: Guard<impl Resolver>) -> Fetcher {
        let contact = options.contact.as_deref().map(|contact| format!(" (+{contact})")).unwrap_or_default();
        let config = Agent::config_builder()
            .user_agent(format!("Chancery/{}{contact}", env!("CARGO_PKG_VERSION")))
            // Each hop is checked here, by name, port and robots.txt, before it is followed.
            .max_redirects(0)
            .http_status_as_error(false)
            // A proxy would resolve names itself and so go round the guard.
            .proxy(None)
            .timeout_global(Some(options.timeout))
            .max_response_header_size(64 << 10)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Fetcher { agent, options, listed, robots: Mutex::default(), pace: Pace::default() }
    }

    /// Fetches `address`, or learns that it has not changed since `known` was given.
    ///
    /// Waits as long as the host wants between two requests.
    pub fn fetch(&self, address: &str, known: Option<&Validators>) -> Result<Fetched, FetchError> {
        let mut url = self.check(address)?;
        for _ in 0..=self.options.redirects {
            let rules = self.rules(&url)?;
            if let Some(status) = rules.down {
                return Err(FetchError::RobotsDown { status });
            }
            if !rules.robots.is_url_allowed(&url) {
                return Err(FetchError::Robots);
            }
            let wanted = rules.robots.crawl_delay().unwrap_or_default().min(self.options.max_crawl_delay);
            self.pace.wait(url.host_str().unwrap_or_default(), self.options.delay.max(wanted));
            let response = self.ask(&url, known)?;
            match self.redirect(&url, &response)? {
                Some(next) => url = next,
                None => return self.take(response, &url),
            }
        }
        Err(FetchError::Redirects { limit: self.options.redirects })
    }

    fn check(&self, address: &str) -> Result<Url, FetchError> {
        address::check(address, &self.listed, &self.options.ports)
    }

    fn ask(&self, url: &Url, known: Option<&Validators>) -> Result<Response<Body>, FetchError> {
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = known.and_then(|known| known.etag.as_deref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = known.and_then(|known| known.last_modified.as_deref()) {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        request.call().map_err(|error| self.explain(error, url))
    }

    fn explain(&self, error: ureq::Error, url: &Url) -> FetchError {
        let host = || url.host_str().unwrap_or_default().to_owned();
        match error {
            ureq::Error::Timeout(_) => FetchError::TooSlow { seconds: self.options.timeout.as_secs() },
            ureq::Error::HostNotFound => FetchError::HostUnknown { host: host() },
            ureq::Error::Other(inner) if inner.is::<address::Private>() => FetchError::Private { host: host() },
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                FetchError::TooSlow { seconds: self.options.timeout.as_secs() }
            }
            other => FetchError::Connection { detail: other.to_string() },
        }
    }

    /// The next hop, checked as the first was; `None` where the answer is no redirect.
    fn redirect(&self, from: &Url, response: &Response<Body>) -> Result<Option<Url>, FetchError> {
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let Some(target) = text_of(response, &header::LOCATION) else {
            return Err(FetchError::Connection { detail: "it redirects to nowhere".to_owned() });
        };
        let target = address::resolve(from, &target)?;
        self.check(&target).map(Some)
    }

    /// What the host's robots.txt says, asked once.
    fn rules(&self, url: &Url) -> Result<Arc<Rules>, FetchError> {
        let key = url.origin().ascii_serialization();
        if let Some(rules) = self.robots.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(self.ask_rules(url)?);
        self.robots.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&rules));
        Ok(rules)
    }

    fn ask_rules(&self, url: &Url) -> Result<Rules, FetchError> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        let rules = |access: AccessResult<'_>| Rules { robots: Robots::from_access(access, ROBOT), down: None };
        for _ in 0..=ROBOTS_REDIRECTS {
            self.pace.wait(at.host_str().unwrap_or_default(), self.options.delay);
            let response = self.ask(&at, None)?;
            if let Some(next) = self.redirect(&at, &response)? {
                at = next;
                continue;
            }
            let status = response.status();
            if status.is_success() {
                let mut bytes = Vec::new();
                let most = robotxt::BYTE_LIMIT as u64 + 1;
                let read = response.into_body().into_reader().take(most).read_to_end(&mut bytes);
                read.map_err(|error| self.explain(error.into(), &at))?;
                return Ok(rules(AccessResult::Successful(&bytes)));
            }
            // RFC 9309 2.3.1: absent rules allow all, rules that a broken server withholds allow nothing.
            let is_down = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            let access = if is_down { AccessResult::Unreachable } else { AccessResult::Unavailable };
            return Ok(Rules { down: is_down.then(|| status.as_u16()), ..rules(access) });
        }
        Ok(rules(AccessResult::TooManyRedirects))
    }

    /// The answer's bytes, where it is one that can be read.
    fn take(&self, response: Response<Body>, url: &Url) -> Result<Fetched, FetchError> {
        match response.status().as_u16() {
            200 | 203 => {}
            304 => return Ok(Fetched::Unchanged),
            status @ (429 | 503) => {
                let after = text_of(&response, &header::RETRY_AFTER).and_then(|after| after.trim().parse().ok());
                return Err(FetchError::Busy { status, after });
            }
            status => return Err(FetchError::Status { status }),
        }
        let media_type = text_of(&response, &header::CONTENT_TYPE);
        if let Some(media_type) = media_type.as_deref().filter(|media_type| !is_document(media_type)) {
            return Err(FetchError::Type { media_type: media_type.to_owned() });
        }
        let too_large = || FetchError::TooLarge { limit_mib: self.options.max_bytes.div_ceil(1 << 20) };
        let declared = text_of(&response, &header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if declared.is_some_and(|length| length > self.options.max_bytes) {
            return Err(too_large());
        }
        let validators = Validators { etag: text_of(&response, &header::ETAG), last_modified: text_of(&response, &header::LAST_MODIFIED) };
        let mut bytes = Vec::new();
        let read = response.into_body().into_reader().take(self.options.max_bytes.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| self.explain(error.into(), url))?;
        if bytes.len() as u64 > self.options.max_bytes {
            return Err(too_large());
        }
        Ok(Fetched::Page(Page { bytes, media_type, address: url.to_string(), validators }))
    }
}

fn text_of(response: &Response<Body>, name: &header::HeaderName) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Media types that may hold a document: those that are read, and those that servers send for want of a better one.
fn is_document(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = crate::FORMATS.iter().any(|format| format.media_type == essence || format.also.contains(&essence.as_str()));
    let text = essence.strip_prefix("text/").is_some_and(|sub| !matches!(sub, "css" | "javascript" | "ecmascript" | "calendar" | "csv"));
    known
        || text
        || matches!(
            essence.as_str(),
            "" | "application/octet-stream" | "binary/octet-stream" | "application/json" | "application/x-download"
        )
}

#[cfg(test)]
mod tests;
