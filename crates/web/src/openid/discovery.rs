//! Where is the provider asked for what, and with which keys does it sign? OpenID Connect Discovery 1.0.

use super::keys::{self, Key};
use super::{Asked, Question};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::{Host, Url};

/// How long what was discovered holds, in seconds.
const HOLDS: i64 = 3600;
/// How often keys are asked for again because a token names one that is not known, in seconds.
const KEYS_AGAIN: i64 = 60;

/// What a provider says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Discovered {
    pub(super) written: Written,
    pub(super) keys: Vec<Key>,
    since: i64,
    keys_since: i64,
}

/// The provider's own description, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Written {
    issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// Whether it says who answers when it sends a browser back (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl Written {
    /// Whether the client's secret goes into the form, as the provider does not take it in the head.
    pub(super) fn takes_secret_in_form(&self) -> bool {
        let takes = |method: &str| self.token_endpoint_auth_methods_supported.as_ref().is_some_and(|all| all.iter().any(|m| m == method));
        takes("client_secret_post") && !takes("client_secret_basic")
    }
}

impl Discovered {
    /// Asks the provider about itself.
    pub(super) fn of(issuer: &str, ask: &Asked, now: i64) -> Result<Discovered, String> {
        let at = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let written: Written = asked(ask, &Question::of(&at))?;
        if written.issuer != issuer {
            return Err(format!("{at} is of the issuer {:?}, and not of {issuer:?}", written.issuer));
        }
        let further = [&written.authorization_endpoint, &written.token_endpoint, &written.jwks_uri];
        for address in further.into_iter().chain(written.userinfo_endpoint.as_ref()) {
            safe(address)?;
        }
        let keys = keys_at(&written.jwks_uri, ask)?;
        Ok(Discovered { written, keys, since: now, keys_since: now })
    }

    /// Whether it is fresh enough to be used without asking again.
    pub(super) fn holds(&self, now: i64) -> bool {
        (self.since..self.since + HOLDS).contains(&now)
    }

    /// The same with the keys of today; `None` where they were asked for a moment ago.
    pub(super) fn with_new_keys(&self, ask: &Asked, now: i64) -> Result<Option<Discovered>, String> {
        if (self.keys_since..self.keys_since + KEYS_AGAIN).contains(&now) {
            return Ok(None);
        }
        Ok(Some(Discovered { keys: keys_at(&self.written.jwks_uri, ask)?, keys_since: now, ..self.clone() }))
    }
}

fn keys_at(address: &str, ask: &Asked) -> Result<Vec<Key>, String> {
    keys::read(&whole(ask, &Question::of(address))?)
}

/// The body of an answer that is one.
fn whole(ask: &Asked, question: &Question<'_>) -> Result<Vec<u8>, String> {
    match ask(question)? {
        (200, body) => Ok(body),
        (status, _) => Err(format!("{} answered {status}", question.address)),
    }
}

/// The JSON of an answer that is one.
pub(super) fn asked<T: DeserializeOwned>(ask: &Asked, question: &Question<'_>) -> Result<T, String> {
    serde_json::from_slice(&whole(ask, question)?).map_err(|e| format!("{} answered what cannot be read: {e}", question.address))
}

/// Whether secrets may go to an address: over TLS, or on this machine.
pub(super) fn safe(address: &str) -> Result<Url, String> {
    let url = Url::parse(address).map_err(|e| format!("{address:?} is no address: {e}"))?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(format!("{address:?} names no host")),
    };
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(format!("{address:?} holds more than an address may: a name, a password or a fragment"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err(format!("{address:?} is not safe: https:// is needed, or http:// on this machine")),
    }
}
