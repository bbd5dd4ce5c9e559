//! What does the identity token say, and may it be believed? A signed JSON Web Token (RFC 7515, 7519), checked as OpenID
//! Connect Core 1.0 §3.1.3.7 wants it.
//!
//! In → Out: a token, the provider's keys, what it must say → who it vouches for, or why it is not believed.
//!
//! Never: reads a word of what a token says before its signature holds; lets a token choose how it is checked.

use super::keys::{Algorithm, Key};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A longer token is not looked at.
const LONGEST: usize = 32 * 1024;
/// How far the clocks may be apart, in seconds.
const SKEW: f64 = 60.0;
/// How long ago a token may have been made: as long as a sign-in may take.
const OLDEST: f64 = super::begun::WITHIN as f64;

/// What a token must say.
pub(super) struct Wanted<'w> {
    pub(super) issuer: &'w str,
    pub(super) client: &'w str,
    pub(super) nonce: &'w str,
    /// Seconds since 1970.
    pub(super) now: i64,
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is signed with a key that is not known; the provider may have changed its keys.
    UnknownKey,
    /// Whatever the keys.
    Because(&'static str),
}

/// What a token says of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Person {
    /// What the provider calls the person; never given to another.
    pub(super) sub: String,
    pub(super) email: Option<String>,
    /// Anything but `true` is no.
    #[serde(default)]
    pub(super) email_verified: Value,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Said {
    iss: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: String,
    #[serde(flatten)]
    person: Person,
}

/// For whom a token is: one, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Who a token vouches for.
pub(super) fn believed(token: &str, keys: &[Key], wanted: &Wanted<'_>) -> Result<Person, Doubt> {
    let because = |why| Err(Doubt::Because(why));
    if token.len() > LONGEST {
        return because("the token is too long");
    }
    let parts: Vec<&str> = token.split('.').collect();
    let [head, body, signature] = parts.as_slice() else { return because("the token has no three parts") };
    let signed = &token[..head.len() + 1 + body.len()];
    let head: Head = decoded(head).ok_or(Doubt::Because("the token's head cannot be read"))?;
    let Ok(signature) = Base64UrlUnpadded::decode_vec(signature) else { return because("the signature cannot be read") };
    let Ok(algorithm) = serde_json::from_value::<Algorithm>(Value::String(head.alg)) else {
        return because("the token is not signed in a way that is believed");
    };
    if head.crit.is_some() {
        return because("the token wants something understood that is not");
    }
    let suitable: Vec<&Key> = keys.iter().filter(|key| key.is_for(algorithm) && (head.kid.is_none() || key.kid == head.kid)).collect();
    if suitable.is_empty() || (head.kid.is_none() && suitable.len() > 1) {
        return Err(Doubt::UnknownKey);
    }
    if !suitable.iter().any(|key| key.signed(algorithm, signed.as_bytes(), &signature)) {
        return because("the signature does not hold");
    }
    let said: Said = decoded(body).ok_or(Doubt::Because("the token lacks something that it must say"))?;
    said.held_to(wanted).map_err(Doubt::Because)?;
    Ok(said.person)
}

impl Said {
    /// Whether it says what it must.
    fn held_to(&self, wanted: &Wanted<'_>) -> Result<(), &'static str> {
        let now = wanted.now as f64;
        let (named, alone) = match &self.aud {
            Audience::One(one) => (one == wanted.client, true),
            Audience::Several(all) => (all.iter().any(|one| one == wanted.client), all.len() == 1),
        };
        let holds = [
            (self.iss == wanted.issuer, "the token is of another issuer"),
            (named, "the token is for another site"),
            (self.azp.as_ref().map_or(alone, |party| party == wanted.client), "the token was given to another site"),
            (now < self.exp + SKEW, "the token has expired"),
            (self.iat <= now + SKEW, "the token is of the future"),
            (now <= self.iat + OLDEST + SKEW, "the token is too old"),
            (self.nbf.is_none_or(|from| from <= now + SKEW), "the token is not valid yet"),
            (self.nonce == wanted.nonce, "the token is of another sign-in"),
            (is_subject(&self.person.sub), "the token does not say who it is about"),
        ];
        holds.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, why)| Err(why))
    }
}

/// What the provider may call somebody: 255 ASCII characters at most, as OpenID Connect has it.
pub(crate) fn is_subject(sub: &str) -> bool {
    !sub.is_empty() && sub.len() <= 255 && sub.bytes().all(|b| (0x20..0x7f).contains(&b))
}

fn decoded<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).ok()?).ok()
}
