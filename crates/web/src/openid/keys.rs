//! With which keys does the provider sign? A JSON Web Key Set (RFC 7517), as far as it is for signatures that are believed
//! here: RSA, P-256 and Ed25519.
//!
//! Never: takes a secret for a public key. A key's own type says which signatures it can check, whatever a token says.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;

/// How a token is signed. What is not here is not believed: `none` least of all, and nothing that rests on a shared secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Algorithm {
    #[serde(rename = "RS256")]
    Rs256,
    #[serde(rename = "PS256")]
    Ps256,
    #[serde(rename = "ES256")]
    Es256,
    #[serde(rename = "EdDSA", alias = "Ed25519")]
    EdDsa,
}

/// A key of the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) kid: Option<String>,
    /// The one algorithm that it is for, where it says so; `None` in it for one that is not believed.
    only: Option<Option<Algorithm>>,
    public: Public,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Public {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// A key as it is written.
#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    alg: Option<Value>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys of a set that are for signatures and of a kind that is known here; the others are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Key>, String> {
    #[derive(Deserialize)]
    struct Set {
        keys: Vec<Value>,
    }
    let set: Set = serde_json::from_slice(bytes).map_err(|e| format!("its keys cannot be read: {e}"))?;
    Ok(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).filter_map(key).collect())
}

fn key(written: Written) -> Option<Key> {
    let signs =
        written.purpose.is_none_or(|purpose| purpose == "sig") && written.key_ops.is_none_or(|ops| ops.iter().any(|op| op == "verify"));
    let bytes = |text: Option<String>| text.and_then(|text| Base64UrlUnpadded::decode_vec(&text).ok());
    let public = match (written.kty.as_str(), written.crv.as_deref()) {
        ("RSA", _) => Public::Rsa { n: bytes(written.n)?, e: bytes(written.e)? },
        ("EC", Some("P-256")) => {
            let (x, y) = (bytes(written.x)?, bytes(written.y)?);
            // An uncompressed point (SEC 1, 2.3.3).
            (x.len() == 32 && y.len() == 32).then(|| Public::P256([&[4], x.as_slice(), y.as_slice()].concat()))?
        }
        ("OKP", Some("Ed25519")) => Public::Ed25519(bytes(written.x)?),
        _ => return None,
    };
    let only = written.alg.map(|alg| serde_json::from_value(alg).ok());
    signs.then_some(Key { kid: written.kid, only, public })
}

impl Key {
    /// Whether tokens that are signed so can be checked with it.
    pub(super) fn is_for(&self, algorithm: Algorithm) -> bool {
        self.only.is_none_or(|only| only == Some(algorithm))
            && matches!(
                (&self.public, algorithm),
                (Public::Rsa { .. }, Algorithm::Rs256 | Algorithm::Ps256)
                    | (Public::P256(_), Algorithm::Es256)
                    | (Public::Ed25519(_), Algorithm::EdDsa)
            )
    }

    /// Whether it signed these bytes so. An RSA key shorter than 2048 bits signs nothing.
    pub(super) fn signed(&self, algorithm: Algorithm, bytes: &[u8], signature: &[u8]) -> bool {
        if !self.is_for(algorithm) {
            return false;
        }
        let checked = match &self.public {
            Public::Rsa { n, e } => {
                let how = match algorithm {
                    Algorithm::Ps256 => &signature::RSA_PSS_2048_8192_SHA256,
                    _ => &signature::RSA_PKCS1_2048_8192_SHA256,
                };
                // ring takes a number without zeros before it.
                let bare = |number: &[u8]| number.iter().copied().skip_while(|b| *b == 0).collect::<Vec<u8>>();
                RsaPublicKeyComponents { n: bare(n), e: bare(e) }.verify(how, bytes, signature)
            }
            Public::P256(point) => UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point).verify(bytes, signature),
            Public::Ed25519(point) => UnparsedPublicKey::new(&signature::ED25519, point).verify(bytes, signature),
        };
        checked.is_ok()
    }
}
