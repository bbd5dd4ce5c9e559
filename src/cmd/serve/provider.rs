//! By whose word do people come in? The flags that name an OpenID Connect provider, and the way to it.
//!
//! Never: takes a secret from the command line, which everybody on the machine can read; goes through a proxy, follows a
//! redirect, or reads an answer without end.

use anyhow::{Context as _, anyhow, ensure};
use clap::Args;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use ureq::http::Response;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};
use web::{Asked, Provider, Question};

/// Bytes of an answer: keys and tokens are a few thousand.
const LARGEST: u64 = 256 << 10;
/// How long an answer may take, with somebody waiting for it.
const WITHIN: Duration = Duration::from_secs(10);

/// Sign-in through an OpenID Connect provider.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// OpenID Connect provider by whose word people sign in besides: its issuer, as https://HOST
    #[arg(long = "oidc-issuer", value_name = "URL", requires = "people", requires = "client", requires = "secret")]
    issuer: Option<String>,
    /// Client id under which the provider knows this site
    #[arg(long = "oidc-client", value_name = "ID", requires = "issuer")]
    client: Option<String>,
    /// File whose first line is the secret that the provider gave for the client id
    #[arg(long = "oidc-secret", value_name = "FILE", requires = "issuer")]
    secret: Option<PathBuf>,
    /// What people know the provider as; its host where it is left out
    #[arg(long = "oidc-name", value_name = "NAME", requires = "issuer")]
    called: Option<String>,
    /// Certificates (PEM) of the authorities that vouch for the provider's own, where they are not those of the web
    #[arg(long = "oidc-ca", value_name = "FILE", requires = "issuer")]
    authorities: Option<PathBuf>,
}

impl Flags {
    /// The provider, where one is named.
    pub(super) fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let (Some(issuer), Some(client), Some(secret)) = (&self.issuer, &self.client, &self.secret) else { return Ok(None) };
        let text = read(secret)?;
        let secret = text.lines().next().unwrap_or_default().trim();
        let ask = asked(self.authorities.as_deref())?;
        Provider::new(issuer, client, secret, self.called.as_deref(), ask).map(Some).map_err(|why| anyhow!(why))
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}

/// The way to the provider, which the administrator names: it may stand on this machine or in a private network.
fn asked(authorities: Option<&Path>) -> anyhow::Result<Asked> {
    let mut tls = TlsConfig::builder();
    if let Some(path) = authorities {
        let text = read(path)?;
        let certificates: Vec<Certificate<'static>> =
            parse_pem(text.as_bytes()).filter_map(|item| if let Ok(PemItem::Certificate(one)) = item { Some(one) } else { None }).collect();
        ensure!(!certificates.is_empty(), "{} holds no certificate", path.display());
        tls = tls.root_certs(RootCerts::new_with_certs(&certificates));
    }
    let config = Agent::config_builder()
        .user_agent(concat!("Chancery/", env!("CARGO_PKG_VERSION")))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(WITHIN))
        .max_response_header_size(64 << 10)
        .tls_config(tls.build())
        .build();
    let agent = Agent::new_with_config(config);
    Ok(Box::new(move |question| {
        let asked = send(&agent, question).map_err(|why| format!("ask {}: {why}", question.address))?;
        let status = asked.status().as_u16();
        let mut body = Vec::new();
        let read = asked.into_body().into_reader().take(LARGEST + 1).read_to_end(&mut body);
        read.map_err(|why| format!("read the answer of {}: {why}", question.address))?;
        if body.len() as u64 > LARGEST {
            return Err(format!("{} answered more than {} KiB", question.address, LARGEST >> 10));
        }
        Ok((status, body))
    }))
}

fn send(agent: &Agent, question: &Question<'_>) -> Result<Response<Body>, ureq::Error> {
    match question.form {
        Some(form) => {
            let request = agent.post(question.address).header("accept", "application/json");
            let request = question.authorization.iter().fold(request, |request, value| request.header("authorization", *value));
            request.content_type("application/x-www-form-urlencoded").send(form)
        }
        None => {
            let request = agent.get(question.address).header("accept", "application/json");
            question.authorization.iter().fold(request, |request, value| request.header("authorization", *value)).call()
        }
    }
}

#[cfg(test)]
mod tests;
