//! A provider for tests, which tells the truth until it is told otherwise. It knows nothing of the site but what a provider
//! is told, so that what it takes is what another would take.

use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

pub(crate) const CLIENT: &str = "chancery client";
pub(crate) const SECRET: &str = "a secret: 100% so";

/// How the provider signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signs {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
    /// Not at all.
    None,
    /// As if its public RSA key were a secret that both sides share.
    Hs256,
}

/// What the provider does; a test changes what it wants otherwise.
pub(crate) struct Ways {
    pub(crate) issuer: String,
    /// Seconds since 1970.
    pub(crate) now: i64,
    pub(crate) signs: Signs,
    /// What stands in the token besides or instead; `null` leaves it out.
    pub(crate) says: Value,
    /// What stands in the token's head besides or instead.
    pub(crate) head: Value,
    /// What the provider's description holds besides or instead.
    pub(crate) describes: Value,
    /// What is told of the person to whoever has an access token.
    pub(crate) userinfo: Value,
    /// The id of the key that it signs with, and of those that it shows.
    pub(crate) key: &'static str,
    /// Whether it shows the key that it signs with.
    pub(crate) shows: bool,
    /// What it answers to everything, where it answers nothing right.
    pub(crate) broken: Option<Result<(u16, Vec<u8>), String>>,
    /// What it was asked: paths with the forms.
    pub(crate) asked: Vec<String>,
}

/// A visitor who was let through: what the token must say, and what the code is worth.
struct Passed {
    nonce: String,
    challenge: String,
    redirect: String,
}

pub(crate) struct Pretended {
    pub(crate) ways: Mutex<Ways>,
    passed: Mutex<BTreeMap<String, Passed>>,
    rsa: RsaKeyPair,
    ec: EcdsaKeyPair,
    ed: Ed25519KeyPair,
}

impl Pretended {
    pub(crate) fn new(issuer: &str, now: i64) -> Pretended {
        let random = SystemRandom::new();
        let how = &signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let ec = EcdsaKeyPair::generate_pkcs8(how, &random).expect("a key is made");
        let ed = Ed25519KeyPair::generate_pkcs8(&random).expect("a key is made");
        Pretended {
            ways: Mutex::new(Ways {
                issuer: issuer.to_owned(),
                now,
                signs: Signs::Es256,
                says: json!({ "sub": "248289761001", "email": "ann@ministry.example", "email_verified": true }),
                head: json!({}),
                describes: json!({}),
                userinfo: Value::Null,
                key: "one",
                shows: true,
                broken: None,
                asked: Vec::new(),
            }),
            passed: Mutex::default(),
            // ring makes no RSA keys; this one is for tests and opens nothing.
            rsa: RsaKeyPair::from_der(include_bytes!("pretended.der")).expect("the key is whole"),
            ec: EcdsaKeyPair::from_pkcs8(how, ec.as_ref(), &random).expect("the key is whole"),
            ed: Ed25519KeyPair::from_pkcs8(ed.as_ref()).expect("the key is whole"),
        }
    }

    /// Changes what it does.
    pub(crate) fn set(&self, change: impl FnOnce(&mut Ways)) {
        change(&mut self.ways.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets the visitor through who comes with an address of sign-in: where it sends the browser back to.
    pub(crate) fn pass(&self, address: &str) -> String {
        let fields = fields(address.split_once('?').expect("an address of sign-in has a query").1);
        let field = |name: &str| fields.get(name).unwrap_or_else(|| panic!("{address} lacks {name}")).clone();
        assert_eq!((field("response_type"), field("client_id")), ("code".to_owned(), CLIENT.to_owned()));
        assert!(field("scope").split(' ').any(|scope| scope == "openid"));
        assert_eq!(field("code_challenge_method"), "S256");
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let code = format!("code/{}", passed.len());
        let redirect = field("redirect_uri");
        let back = format!("{redirect}?code={}&state={}", code.replace('/', "%2F"), field("state"));
        passed.insert(code, Passed { nonce: field("nonce"), challenge: field("code_challenge"), redirect });
        back
    }

    /// Answers the site.
    pub(crate) fn answer(&self, address: &str, authorization: Option<&str>, form: Option<&str>) -> Result<(u16, Vec<u8>), String> {
        let mut ways = self.ways.lock().unwrap_or_else(PoisonError::into_inner);
        let path = address.strip_prefix(ways.issuer.as_str()).unwrap_or(address).to_owned();
        ways.asked.push(form.map_or(path.clone(), |form| format!("{path} {form}")));
        if let Some(answer) = &ways.broken {
            return answer.clone();
        }
        let json = |value: Value| Ok((200, value.to_string().into_bytes()));
        match (path.as_str(), form) {
            ("/.well-known/openid-configuration", None) => json(self.description(&ways)),
            ("/keys", None) => json(self.keys(&ways)),
            ("/me", None) if authorization == Some("Bearer pass") => json(ways.userinfo.clone()),
            ("/token", Some(form)) => match self.token(&ways, authorization, &fields(form)) {
                Ok(token) => json(json!({ "access_token": "pass", "token_type": "Bearer", "id_token": token })),
                Err(error) => Ok((400, json!({ "error": error }).to_string().into_bytes())),
            },
            _ => Ok((404, Vec::new())),
        }
    }

    fn description(&self, ways: &Ways) -> Value {
        let at = |path: &str| format!("{}{path}", ways.issuer);
        let mut description = json!({
            "issuer": ways.issuer, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"), "jwks_uri": at("/keys"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
        });
        merge(&mut description, &ways.describes);
        description
    }

    fn keys(&self, ways: &Ways) -> Value {
        if !ways.shows {
            return json!({ "keys": [{ "kty": "oct", "k": "AAAA", "kid": ways.key }] });
        }
        let written = |bytes: &[u8]| Base64UrlUnpadded::encode_string(bytes);
        let public = signature::RsaPublicKeyComponents::<Vec<u8>>::from(self.rsa.public());
        let point = self.ec.public_key().as_ref();
        let key = match ways.signs {
            Signs::Rs256 | Signs::Ps256 | Signs::None | Signs::Hs256 => {
                json!({ "kty": "RSA", "n": written(&public.n), "e": written(&public.e) })
            }
            Signs::Es256 => json!({ "kty": "EC", "crv": "P-256", "x": written(&point[1..33]), "y": written(&point[33..]) }),
            Signs::EdDsa => json!({ "kty": "OKP", "crv": "Ed25519", "x": written(self.ed.public_key().as_ref()) }),
        };
        let mut key = key;
        merge(&mut key, &json!({ "kid": ways.key, "use": "sig" }));
        let other = json!({ "kty": "RSA", "kid": "for encryption", "use": "enc", "n": written(&public.n), "e": written(&public.e) });
        json!({ "keys": [other, { "kty": "unheard of" }, key] })
    }

    /// What a code is worth, to who knows the secret and began the sign-in.
    fn token(&self, ways: &Ways, authorization: Option<&str>, form: &BTreeMap<String, String>) -> Result<String, &'static str> {
        let text = |name: &str| form.get(name).map_or("", String::as_str);
        let head = authorization.and_then(|head| head.strip_prefix("Basic ")).and_then(|text| Base64::decode_vec(text).ok());
        let head = head.map(|head| String::from_utf8(head).expect("a head is text"));
        let given = head.as_deref().and_then(|head| head.split_once(':')).map(|(id, secret)| (decoded(id), decoded(secret)));
        let given = given.unwrap_or_else(|| (text("client_id").to_owned(), text("client_secret").to_owned()));
        if given != (CLIENT.to_owned(), SECRET.to_owned()) {
            return Err("invalid_client");
        }
        let passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner).remove(text("code")).ok_or("invalid_grant")?;
        let challenge = ring::digest::digest(&ring::digest::SHA256, text("code_verifier").as_bytes());
        if Base64UrlUnpadded::encode_string(challenge.as_ref()) != passed.challenge || text("redirect_uri") != passed.redirect {
            return Err("invalid_grant");
        }
        let mut said = json!({
            "iss": ways.issuer, "aud": CLIENT, "iat": ways.now, "exp": ways.now + 300, "nonce": passed.nonce,
        });
        merge(&mut said, &ways.says);
        Ok(self.signed(ways, &said))
    }

    fn signed(&self, ways: &Ways, said: &Value) -> String {
        let alg = match ways.signs {
            Signs::Rs256 => "RS256",
            Signs::Ps256 => "PS256",
            Signs::Es256 => "ES256",
            Signs::EdDsa => "EdDSA",
            Signs::None => "none",
            Signs::Hs256 => "HS256",
        };
        let mut head = json!({ "alg": alg, "kid": ways.key, "typ": "JWT" });
        merge(&mut head, &ways.head);
        let part = |value: &Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
        let text = format!("{}.{}", part(&head), part(said));
        let random = SystemRandom::new();
        let rsa = |how: &'static dyn signature::RsaEncoding| {
            let mut signature = vec![0; self.rsa.public().modulus_len()];
            self.rsa.sign(how, &random, text.as_bytes(), &mut signature).expect("it signs");
            signature
        };
        let signature = match ways.signs {
            Signs::Rs256 => rsa(&signature::RSA_PKCS1_SHA256),
            Signs::Ps256 => rsa(&signature::RSA_PSS_SHA256),
            Signs::Es256 => self.ec.sign(&random, text.as_bytes()).expect("it signs").as_ref().to_vec(),
            Signs::EdDsa => self.ed.sign(text.as_bytes()).as_ref().to_vec(),
            Signs::None => Vec::new(),
            Signs::Hs256 => {
                let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, self.rsa.public().as_ref());
                ring::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
            }
        };
        format!("{text}.{}", Base64UrlUnpadded::encode_string(&signature))
    }
}

/// Puts the members of one object into another; `null` takes one out.
fn merge(into: &mut Value, from: &Value) {
    let (Some(into), Some(from)) = (into.as_object_mut(), from.as_object()) else { return };
    let (gone, set): (Map<String, Value>, Map<String, Value>) = from.clone().into_iter().partition(|(_, value)| value.is_null());
    into.retain(|name, _| !gone.contains_key(name));
    into.extend(set);
}

fn fields(text: &str) -> BTreeMap<String, String> {
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.replace('+', " ");
    let mut parts = bytes.split('%');
    let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        out.push(u8::from_str_radix(&part[..2], 16).expect("two digits follow"));
        out.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(out).expect("it is text")
}
