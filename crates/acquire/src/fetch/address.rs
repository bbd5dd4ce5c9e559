//! Which addresses may be asked: by how they are written, and by where their host turns out to lie.
//!
//! The second check stands in the resolver, so that the very addresses that were judged are connected to; a
//! name that changes its mind between two look-ups gains nothing.

use super::FetchError;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// A host that somebody named, with the one port that is meant or any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    host: String,
    port: Option<u16>,
}

impl Listed {
    /// Takes `host`, `host:port`, `[::1]` or `[::1]:port`.
    pub(super) fn new(written: &str) -> Listed {
        let written = written.trim().to_ascii_lowercase();
        let port = written.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
        match port {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => Listed { host, port: Some(port) },
            _ => Listed { host: written, port: None },
        }
    }

    fn holds(&self, host: &str, port: Option<u16>) -> bool {
        self.host == host.to_ascii_lowercase() && (self.port.is_none() || self.port == port)
    }
}

/// Judges an address by how it is written.
pub(super) fn check(address: &str, listed: &[Listed], ports: &[u16]) -> Result<Url, FetchError> {
    let wrong = |detail: &str| FetchError::Address { detail: detail.to_owned() };
    let address = address.trim();
    // Browsers read a backslash as a slash and drop line ends; other programs do not, and so see another host.
    if address.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace()) {
        return Err(wrong("it holds a backslash, a space or a control character"));
    }
    let url = Url::parse(address).map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong(&format!("{} is no scheme of the web", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() || authority(address).contains('@') {
        return Err(wrong("it holds a user name"));
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("it names no host"))?;
    let port = url.port_or_known_default();
    if !listed.is_empty() {
        let found = listed.iter().any(|entry| entry.holds(host, port));
        return if found { Ok(url) } else { Err(FetchError::NotListed { host: host.to_owned() }) };
    }
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(_)) | None => None,
    };
    if literal.is_some_and(|address| !is_public(address)) {
        return Err(FetchError::Private { host: host.to_owned() });
    }
    match port {
        Some(port) if !ports.contains(&port) => Err(FetchError::Port { port }),
        _ => Ok(url),
    }
}

/// What stands between the slashes and the path, as written.
fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// The address that a redirect from `base` names.
pub(super) fn resolve(base: &Url, target: &str) -> Result<String, FetchError> {
    // What is written to mislead is judged before it is joined, as joining tidies it up.
    if target.contains(|c: char| c == '\\' || c.is_control()) {
        return Err(FetchError::Address { detail: "it redirects to an address with a backslash or a control character".to_owned() });
    }
    let joined = base.join(target.trim()).map_err(|error| FetchError::Address { detail: format!("it redirects wrongly: {error}") })?;
    Ok(joined.to_string())
}

/// A host turned out to be none that may be asked.
#[derive(Debug)]
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no public host")
    }
}

impl std::error::Error for Private {}

/// A resolver that gives public addresses alone, unless the host was listed.
#[derive(Debug)]
pub(super) struct Guard<R> {
    pub(super) inner: R,
    pub(super) listed: Vec<Listed>,
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // What the system says of a name it cannot resolve is no failure of the connection.
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            other => other,
        })?;
        let port = uri.port_u16().or(match uri.scheme_str() {
            Some("http") => Some(80),
            Some("https") => Some(443),
            _ => None,
        });
        if uri.host().is_some_and(|host| self.listed.iter().any(|entry| entry.holds(host, port))) {
            return Ok(found);
        }
        // One private address among public ones is no mistake of an honest host.
        if found.iter().all(|address| is_public(address.ip())) { Ok(found) } else { Err(ureq::Error::Other(Box::new(Private))) }
    }
}

/// Whether an address is one of the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    /// Network and length of its prefix.
    const CLOSED: &[([u8; 4], u32)] = &[
        ([0, 0, 0, 0], 8),        // this network
        ([10, 0, 0, 0], 8),       // private
        ([100, 64, 0, 0], 10),    // carriers' own
        ([127, 0, 0, 0], 8),      // this machine
        ([168, 63, 129, 16], 32), // a cloud's own services
        ([169, 254, 0, 0], 16),   // link-local, and the clouds' metadata
        ([172, 16, 0, 0], 12),    // private
        ([192, 0, 0, 0], 24),     // protocol assignments
        ([192, 0, 2, 0], 24),     // documentation
        ([192, 88, 99, 0], 24),   // relays of 6to4
        ([192, 168, 0, 0], 16),   // private
        ([198, 18, 0, 0], 15),    // benchmarks
        ([198, 51, 100, 0], 24),  // documentation
        ([203, 0, 113, 0], 24),   // documentation
        ([224, 0, 0, 0], 3),      // multicast, reserved, broadcast
    ];
    let bits = address.to_bits();
    !CLOSED.iter().any(|(network, length)| (bits ^ u32::from_be_bytes(*network)) >> (32 - length) == 0)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let s = address.segments();
    let v4 = |high: u16, low: u16| is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match s {
        // An address of version 4 in one of its disguises is judged as what it is.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => v4(high, low),
        // Teredo and other protocols, documentation.
        [0x2001, 0..=0x01FF, ..] | [0x2001, 0x0DB8, ..] | [0x3FFF, 0..=0x0FFF, ..] => false,
        // All that is assigned to the public lies here.
        [0x2000..=0x3FFF, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
