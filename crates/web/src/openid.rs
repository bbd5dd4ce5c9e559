//! Who is this, by another site's word? Sign-in through an OpenID Connect provider: the authorization code flow with PKCE.
//!
//! In → Out: somebody who wants in → the provider's address to go to; who comes back from there → who that is.
//!
//! Never: believes what a browser brings without the provider's signature; asks an address that the provider does not name;
//! decides whom that lets in, which is [`People`](crate::people::People)'s to know.
//!
//! Source: OpenID Connect Core 1.0 and Discovery 1.0; RFC 6749, 7636, 9207 and 9700.

mod begun;
mod discovery;
mod keys;
#[cfg(test)]
pub(crate) mod pretended;
mod token;

use crate::ask::{Ask, encoded};
use crate::book::locked;
use crate::world::World;
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use begun::{Beginnings, Begun, OtherState};
use discovery::{Discovered, Written, asked, safe};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use token::{Doubt, Person, Wanted, believed};

pub(crate) use begun::WITHIN;
pub(crate) use token::is_subject;

/// Sign-ins that ask the provider at a time: where it is slow, the site's other pages go on.
const AT_ONCE: usize = 4;

/// What a provider is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// Where.
    pub address: &'q str,
    /// The `Authorization` header, where there is one.
    pub authorization: Option<&'q str>,
    /// The form that is sent with POST; without one it is a GET.
    pub form: Option<&'q str>,
}

impl<'q> Question<'q> {
    fn of(address: &'q str) -> Question<'q> {
        Question { address, authorization: None, form: None }
    }
}

/// Asks a provider: gives the status and the body, or why there is none. It bounds both size and time, and follows no
/// redirect.
pub type Asked = Box<dyn Fn(&Question<'_>) -> Result<(u16, Vec<u8>), String> + Send + Sync>;

/// A site by whose word people come in.
pub struct Provider {
    issuer: String,
    client: String,
    secret: String,
    name: String,
    ask: Asked,
    discovered: Mutex<Option<Arc<Discovered>>>,
    begun: Mutex<Beginnings>,
    asking: AtomicUsize,
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vouched {
    /// The provider.
    pub(crate) issuer: String,
    /// What it calls the person, and will never call another.
    pub(crate) subject: String,
    /// The person's address.
    pub(crate) email: Option<String>,
    /// Whether the provider knows the address to be theirs.
    pub(crate) verified: bool,
}

/// Why somebody who came back is not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// This browser began no sign-in, or one that took too long or is finished. Any page can send a browser here so: it is no
    /// try, is not counted as one, and leaves no trace.
    Stale,
    /// The provider lets nobody through, and says why in a word of its own.
    Declined(String),
    /// The provider cannot be asked, or answers what is no answer.
    Silent(String),
    /// What the provider says is not to be believed.
    Doubtful(&'static str),
    /// The provider vouches for somebody who has no account here.
    Stranger(Vouched),
    /// Too many tries failed.
    TooMany,
    /// It could not be kept in the audit log, without which nobody comes in.
    Unkept(String),
}

/// As the audit log tells it.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Stale => f.write_str("no sign-in that this browser began"),
            Refusal::Declined(word) => write!(f, "the provider declined: {word}"),
            Refusal::Silent(why) | Refusal::Unkept(why) => f.write_str(why),
            Refusal::Doubtful(why) => f.write_str(why),
            Refusal::Stranger(Vouched { issuer, subject, email, verified }) => {
                write!(f, "nobody here is {subject:?} of {issuer}")?;
                let doubt = if *verified { "" } else { ", not verified" };
                email.as_ref().map_or(Ok(()), |email| write!(f, " ({email}{doubt})"))
            }
            Refusal::TooMany => f.write_str("too many tries"),
        }
    }
}

/// What an attempt at the provider's token address may answer.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    #[serde(default)]
    access_token: String,
}

impl Provider {
    /// A provider under its issuer's address, to which this site is known as `client` with a secret; on the page of sign-in
    /// it is called `name`, or by its host.
    ///
    /// # Errors
    /// The issuer is no address to which a secret may go, or the client or its secret is empty.
    pub fn new(issuer: &str, client: &str, secret: &str, name: Option<&str>, ask: Asked) -> Result<Provider, String> {
        let url = safe(issuer)?;
        if url.query().is_some() {
            return Err(format!("{issuer:?} is no issuer: it has a query"));
        }
        if client.is_empty() || secret.is_empty() {
            return Err("a provider knows this site by a client id and a secret: neither may be empty".to_owned());
        }
        let name = name.or(url.host_str()).unwrap_or_default().to_owned();
        let (issuer, client, secret) = (issuer.to_owned(), client.to_owned(), secret.to_owned());
        let (discovered, begun, asking) = (Mutex::default(), Mutex::default(), AtomicUsize::default());
        Ok(Provider { issuer, client, secret, name, ask, discovered, begun, asking })
    }

    /// Asks the provider about itself, so that what is wrong with its settings is known before somebody wants in.
    ///
    /// # Errors
    /// The provider cannot be asked, or is another than it should be.
    pub fn greet(&self, world: &World) -> Result<(), String> {
        self.discovered((world.now)().epoch_seconds()).map(drop)
    }

    /// What people know it as.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Begins a sign-in that ends at `redirect` and then at the page `next`: where to send the browser, and the key by which
    /// it is known again.
    pub(crate) fn begin(&self, redirect: String, next: &str, world: &World) -> Result<(String, String), String> {
        let found = self.discovered((world.now)().epoch_seconds())?;
        let mut address = safe(&found.written.authorization_endpoint)?;
        let (begun, key) = locked(&self.begun).begin(redirect, next, world);
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("scope", "openid email")
            .append_pair("client_id", &self.client)
            .append_pair("redirect_uri", &begun.redirect)
            .append_pair("state", &begun.state)
            .append_pair("nonce", &begun.nonce)
            .append_pair("code_challenge", &Base64UrlUnpadded::encode_string(&Sha256::digest(begun.verifier.as_bytes())))
            .append_pair("code_challenge_method", "S256");
        Ok((address.into(), key))
    }

    /// Finishes a sign-in that the browser with this key began: whom the provider vouches for, and the page that was asked
    /// for. Of one who is `known` without an address none is asked.
    pub(crate) fn finish(&self, ask: &Ask, key: &str, now: i64, known: impl Fn(&Vouched) -> bool) -> Result<(Vouched, String), Refusal> {
        let begun = locked(&self.begun).take(key, ask.queried("state").unwrap_or_default(), now).ok_or(Refusal::Stale)?;
        let begun = begun.map_err(|OtherState| Refusal::Doubtful("the state is of another sign-in"))?;
        let found = self.discovered(now).map_err(Refusal::Silent)?;
        let answers = ask.queried("iss");
        if answers.map_or(found.written.authorization_response_iss_parameter_supported, |issuer| issuer != self.issuer) {
            return Err(Refusal::Doubtful("another than the provider answers"));
        }
        if let Some(error) = ask.queried("error") {
            return Err(Refusal::Declined(word(error)));
        }
        let code = ask.queried("code").ok_or(Refusal::Doubtful("the provider gave no code"))?;
        let tokens = self.tokens(&found.written, &begun, code)?;
        let person = self.person(&found, &tokens, &begun, now)?;
        let vouched = self.vouched(person);
        let Some(address) = found.written.userinfo_endpoint.as_ref().filter(|_| vouched.email.is_none() && !known(&vouched)) else {
            return Ok((vouched, begun.next));
        };
        let bearer = format!("Bearer {}", tokens.access_token);
        let question = Question { authorization: Some(&bearer), ..Question::of(address) };
        let told: Person = self.turn(|ask| asked(ask, &question)).map_err(Refusal::Silent)?;
        if told.sub != vouched.subject {
            return Err(Refusal::Doubtful("the provider tells of another person"));
        }
        Ok((self.vouched(told), begun.next))
    }

    fn vouched(&self, person: Person) -> Vouched {
        let plain = |email: &String| email.len() <= 254 && !email.contains(char::is_control);
        Vouched {
            issuer: self.issuer.clone(),
            subject: person.sub,
            email: person.email.filter(plain),
            verified: person.email_verified == true,
        }
    }

    /// What the provider gives for a code.
    fn tokens(&self, written: &Written, begun: &Begun, code: &str) -> Result<Tokens, Refusal> {
        let mut form = format!(
            "grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}",
            encoded(code),
            encoded(&begun.redirect),
            begun.verifier
        );
        let (client, secret) = (encoded(&self.client), encoded(&self.secret));
        let mut head = None;
        if written.takes_secret_in_form() {
            form.push_str(&format!("&client_id={client}&client_secret={secret}"));
        } else {
            // Both are encoded before they are put together (RFC 6749, 2.3.1).
            head = Some(format!("Basic {}", Base64::encode_string(format!("{client}:{secret}").as_bytes())));
        }
        let address = written.token_endpoint.as_str();
        let (status, body) =
            self.turn(|ask| ask(&Question { address, authorization: head.as_deref(), form: Some(&form) })).map_err(Refusal::Silent)?;
        #[derive(Deserialize)]
        struct Fault {
            error: String,
        }
        match (status, serde_json::from_slice(&body), serde_json::from_slice::<Fault>(&body)) {
            (200, Ok(tokens), _) => Ok(tokens),
            (400, _, Ok(Fault { error })) if error == "invalid_grant" => Err(Refusal::Doubtful("the provider does not know the code")),
            (_, _, Ok(Fault { error })) => Err(Refusal::Silent(format!("{address} answered {status}: {}", word(&error)))),
            _ => Err(Refusal::Silent(format!("{address} answered {status} and no tokens"))),
        }
    }

    /// Who the identity token vouches for. Where it is signed with a key that is not known, the keys are asked for once more.
    fn person(&self, found: &Discovered, tokens: &Tokens, begun: &Begun, now: i64) -> Result<Person, Refusal> {
        let wanted = Wanted { issuer: &self.issuer, client: &self.client, nonce: &begun.nonce, now };
        let mut person = believed(&tokens.id_token, &found.keys, &wanted);
        if person == Err(Doubt::UnknownKey)
            && let Some(renewed) = self.turn(|ask| found.with_new_keys(ask, now)).map_err(Refusal::Silent)?
        {
            person = believed(&tokens.id_token, &renewed.keys, &wanted);
            *locked(&self.discovered) = Some(Arc::new(renewed));
        }
        person.map_err(|doubt| match doubt {
            Doubt::UnknownKey => Refusal::Doubtful("the token is signed with a key that is not the provider's"),
            Doubt::Because(why) => Refusal::Doubtful(why),
        })
    }

    /// What the provider says of itself.
    fn discovered(&self, now: i64) -> Result<Arc<Discovered>, String> {
        if let Some(found) = locked(&self.discovered).as_ref().filter(|found| found.holds(now)) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(self.turn(|ask| Discovered::of(&self.issuer, ask, now))?);
        *locked(&self.discovered) = Some(Arc::clone(&found));
        Ok(found)
    }

    /// Asks the provider when it is one's turn.
    fn turn<T>(&self, ask: impl FnOnce(&Asked) -> Result<T, String>) -> Result<T, String> {
        let before = self.asking.fetch_add(1, Ordering::SeqCst);
        let answer = if before < AT_ONCE { ask(&self.ask) } else { Err("too many sign-ins wait for the provider".to_owned()) };
        self.asking.fetch_sub(1, Ordering::SeqCst);
        answer
    }
}

/// A word of the provider's, as it may stand in the audit log.
fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c)).take(40).collect()
}

#[cfg(test)]
mod tests;
