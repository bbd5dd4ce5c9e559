//! Who may come in? Accounts, tokens and the audit log: one hash-chained file that only grows, from which who may do what
//! is folded.
//!
//! Never: keeps a password or a token itself; forgets what was done. Who is signed in is held in memory, and ends with the
//! process.

mod file;
mod guard;
mod vouched;

use crate::access::{Person, Right, Role};
use crate::ask::Ask;
use crate::book::locked;
use crate::reply::Wrong;
use crate::world::World;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use file::File;
use guard::Guard;
use register::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
pub use vouched::Known;

/// How long somebody stays signed in without asking for anything, and at most.
const IDLE: i64 = 2 * 3600;
const LONGEST: i64 = 12 * 3600;
/// A password shorter than this is refused; a longer one than this would only cost time.
const SHORTEST_PASSWORD: usize = 10;
const LONGEST_PASSWORD: usize = 512;

/// What was done, as the file keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub(crate) enum Act {
    /// A person was added, or given another role, password or account elsewhere; what is left out stays as it was.
    Person {
        name: String,
        role: Role,
        password: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<Known>,
    },
    /// A person came in by a provider's word for the first time, and is from then on whoever it calls so.
    Bound { name: String, issuer: String, subject: String },
    /// A person was removed, with every token.
    Removed { name: String },
    /// A token was made.
    Token { id: String, name: String, digest: String, scope: Vec<Right>, expires: Timestamp, purpose: String },
    /// A token was revoked.
    Revoked { id: String },
    /// Somebody came in: by password, or by the word of a provider.
    SignedIn {
        name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by: String,
    },
    /// Somebody tried to.
    Refused {
        name: String,
        from: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// Somebody left.
    SignedOut { name: String },
    /// Something was decided, exported or changed.
    Did { what: String, about: String },
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) seq: u64,
    pub(crate) time: Timestamp,
    /// Who did it; empty for the command line.
    pub(crate) who: String,
    #[serde(flatten)]
    pub(crate) act: Act,
    pub(crate) previous: String,
    pub(crate) hash: String,
}

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Account {
    role: Role,
    /// The hash of the password; empty for one who comes in by a provider's word alone.
    password: String,
    /// The account elsewhere that an administrator named.
    known: Option<Known>,
    /// The provider by whose word the person came in, and what it calls the person.
    bound: Option<(String, String)>,
}

/// Somebody with an account, as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Under which decisions stand.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The account elsewhere, where there is one.
    pub known: Option<Known>,
}

/// A key for a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) name: String,
    digest: String,
    pub(crate) scope: Vec<Right>,
    pub(crate) expires: Timestamp,
    pub(crate) purpose: String,
}

/// Who is signed in, under the digest of the cookie.
struct Stay {
    name: String,
    since: i64,
    last: i64,
}

/// The people of a site.
pub struct People {
    inside: Mutex<Inside>,
    guard: Mutex<Guard>,
    /// Whether browsers reach the site over TLS.
    secure: bool,
}

struct Inside {
    file: File,
    accounts: BTreeMap<String, Account>,
    tokens: BTreeMap<String, Token>,
    stays: BTreeMap<String, Stay>,
}

impl People {
    /// Opens the file of people, and makes it where there is none.
    ///
    /// # Errors
    /// The file cannot be read or written, or its chain is broken.
    pub fn open(path: &Path, secure: bool) -> Result<People, String> {
        let (file, lines) = File::open(path)?;
        let mut inside = Inside { file, accounts: BTreeMap::new(), tokens: BTreeMap::new(), stays: BTreeMap::new() };
        for line in lines {
            inside.fold(line.act);
        }
        Ok(People { inside: Mutex::new(inside), guard: Mutex::default(), secure })
    }

    /// What the file says by now: the command line may have written to it.
    fn inside(&self) -> Result<MutexGuard<'_, Inside>, String> {
        let mut inside = locked(&self.inside);
        for line in inside.file.news()? {
            inside.fold(line.act);
        }
        Ok(inside)
    }

    /// Adds a person who comes in by a password, by an account elsewhere, or by both; or gives one another role. An empty
    /// password, and no account elsewhere, leave what there was.
    ///
    /// # Errors
    /// The name, the password or the account will not do, nobody would be left to administer, or the file cannot be written.
    pub fn put(&self, name: &str, role: Role, password: &str, known: Option<Known>, world: &World) -> Result<(), String> {
        let hash = hashed(name, password, world)?;
        let mut inside = self.inside()?;
        if role != Role::Admin {
            inside.leaves_an_admin(name)?;
        }
        let act = inside.person(name, role, hash, known)?;
        inside.write((world.now)(), "", act)
    }

    /// Removes a person.
    ///
    /// # Errors
    /// There is no such person, nobody would be left to administer, or the file cannot be written.
    pub fn remove(&self, name: &str, world: &World) -> Result<(), String> {
        let mut inside = self.inside()?;
        if !inside.accounts.contains_key(name) {
            return Err(format!("nobody is called {name:?}"));
        }
        inside.leaves_an_admin(name)?;
        inside.write((world.now)(), "", Act::Removed { name: name.to_owned() })
    }

    /// Everybody, by name.
    #[must_use]
    pub fn list(&self) -> Vec<Listed> {
        let listed = |(name, account): (&String, &Account)| Listed { name: name.clone(), role: account.role, known: account.known.clone() };
        locked(&self.inside).accounts.iter().map(listed).collect()
    }

    /// Somebody by name, as a reader only; `None` where there is no such person any more.
    pub(crate) fn reader(&self, name: &str) -> Option<Person> {
        let inside = self.inside().ok()?;
        inside.accounts.get(name).map(|account| Person::with(name, account.role, Some(&[Right::Read])))
    }

    /// Whether browsers reach the site over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    /// Checks the chain of the file; gives how many lines it has.
    ///
    /// # Errors
    /// The chain is broken, or the file cannot be read.
    pub fn verify(&self) -> Result<u64, String> {
        locked(&self.inside).file.read().map(|lines| lines.len() as u64)
    }

    /// The lines of the audit log, the last first.
    pub(crate) fn lines(&self) -> Result<Vec<Line>, Wrong> {
        let mut lines = locked(&self.inside).file.read().map_err(unkept)?;
        lines.reverse();
        Ok(lines)
    }

    /// Who asks: by cookie or by token.
    pub(crate) fn person(&self, ask: &Ask, now: Timestamp) -> Result<Option<Person>, Wrong> {
        let seconds = now.epoch_seconds();
        let mut inside = self.inside().map_err(unkept)?;
        if let Some(given) = ask.header("authorization") {
            let refused = || Wrong::new(401, "the token is unknown, revoked or expired", "make another at /tokens");
            let token = given.strip_prefix("Bearer ").map(digest).ok_or_else(refused)?;
            let token = inside.tokens.values().find(|t| t.digest == token && t.expires > now).ok_or_else(refused)?;
            let account = inside.accounts.get(&token.name).ok_or_else(refused)?;
            return Ok(Some(Person { by_token: true, ..Person::with(&token.name, account.role, Some(&token.scope)) }));
        }
        inside.stays.retain(|_, s| seconds - s.last < IDLE && seconds - s.since < LONGEST);
        let Some(key) = ask.cookie(self.cookie()).map(digest) else { return Ok(None) };
        let Some(stay) = inside.stays.get_mut(&key) else { return Ok(None) };
        stay.last = seconds;
        let name = stay.name.clone();
        // The role is looked up each time: what is taken away ends at once.
        Ok(inside.accounts.get(&name).map(|account| Person::with(&name, account.role, None)))
    }

    fn cookie(&self) -> &'static str {
        if self.secure { "__Host-stay" } else { "stay" }
    }

    /// Lets somebody in who knows the password; gives the cookie.
    pub(crate) fn sign_in(&self, ask: &Ask, world: &World) -> Result<String, Wrong> {
        let (name, password) = (ask.filled("name").unwrap_or_default(), ask.filled("password").unwrap_or_default());
        let now = (world.now)();
        let from = ask.from.to_string();
        if !locked(&self.guard).admits(name, &from, now.epoch_seconds()) {
            return Err(Wrong::new(429, "too many tries", "wait a quarter of an hour"));
        }
        let known = self.inside().map_err(unkept)?.accounts.get(name).map(|a| a.password.clone()).filter(|hash| !hash.is_empty());
        // Nobody learns by the time it takes whether there is such a person.
        let right = verified(password, known.as_deref().unwrap_or(NOBODY)) && known.is_some();
        let mut inside = locked(&self.inside);
        if !right {
            locked(&self.guard).failed(name, &from, now.epoch_seconds());
            let name = if known.is_some() { name.to_owned() } else { String::new() };
            inside.write(now, "", Act::Refused { name, from, why: String::new() }).map_err(unkept)?;
            return Err(Wrong::new(401, "wrong name or password", ""));
        }
        locked(&self.guard).succeeded(name);
        inside.write(now, name, Act::SignedIn { name: name.to_owned(), by: String::new() }).map_err(unkept)?;
        Ok(self.kept(self.cookie(), &inside.stay(name, world), LONGEST))
    }

    /// Lets somebody go; gives the cookie that takes the other's place.
    pub(crate) fn sign_out(&self, ask: &Ask, world: &World) -> Result<String, Wrong> {
        let mut inside = locked(&self.inside);
        if let Some(stay) = ask.cookie(self.cookie()).and_then(|key| inside.stays.remove(&digest(key))) {
            inside.write((world.now)(), &stay.name, Act::SignedOut { name: stay.name.clone() }).map_err(unkept)?;
        }
        Ok(self.kept(self.cookie(), "", 0))
    }

    fn kept(&self, cookie: &str, key: &str, seconds: i64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{cookie}={key}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }

    /// Notes what somebody did.
    pub(crate) fn noted(&self, who: &str, what: &str, about: &str, now: Timestamp) -> Result<(), Wrong> {
        let act = Act::Did { what: what.to_owned(), about: about.to_owned() };
        locked(&self.inside).write(now, who, act).map_err(unkept)
    }

    /// Does what a form of the page of people asks for.
    pub(crate) fn administer(&self, ask: &Ask, by: &Person, world: &World) -> Result<(), Wrong> {
        let refused = |why: String| Wrong::new(400, why, "");
        let name = ask.filled("name").unwrap_or_default();
        let act = match ask.filled("do") {
            Some("put") => {
                let role = ask.filled("role").and_then(Role::named).ok_or_else(|| refused("there is no such role".to_owned()))?;
                let known = match (ask.filled("email"), ask.filled("subject")) {
                    (Some(_), Some(_)) => {
                        return Err(refused("one address or one identifier names an account elsewhere, and not both".to_owned()));
                    }
                    (Some(email), None) => Some(Known::Email(email.to_owned())),
                    (None, subject) => subject.map(|subject| Known::Subject(subject.to_owned())),
                };
                let hash = hashed(name, ask.filled("password").unwrap_or_default(), world).map_err(refused)?;
                locked(&self.inside).person(name, role, hash, known).map_err(refused)?
            }
            Some("remove") if name == by.name => return Err(refused("nobody can remove themselves".to_owned())),
            Some("remove") if locked(&self.inside).accounts.contains_key(name) => Act::Removed { name: name.to_owned() },
            _ => return Err(refused(format!("nobody is called {name:?}"))),
        };
        locked(&self.inside).write((world.now)(), &by.name, act).map_err(unkept)
    }

    /// The tokens of a person, by id.
    pub(crate) fn tokens(&self, name: &str) -> Vec<(String, Token)> {
        let inside = locked(&self.inside);
        inside.tokens.iter().filter(|(_, t)| t.name == name).map(|(id, t)| (id.clone(), t.clone())).collect()
    }

    /// Makes a token that may do no more than the person, and gives it once.
    pub(crate) fn make_token(&self, ask: &Ask, by: &Person, world: &World) -> Result<String, Wrong> {
        let days: i64 = ask.filled("days").and_then(|d| d.parse().ok()).filter(|d| (1..=366).contains(d)).unwrap_or(30);
        let wanted: Vec<&str> = ask.form.iter().filter(|(n, _)| n == "scope").map(|(_, v)| v.as_str()).collect();
        let scope: Vec<Right> = Right::ALL
            .into_iter()
            .filter(|r| wanted.contains(&r.as_str()) && by.may(*r) && !matches!(r, Right::Administer | Right::Nothing))
            .collect();
        if scope.is_empty() {
            return Err(Wrong::new(400, "a token without a scope can do nothing", "choose at least one"));
        }
        let key = format!("chy_{}", secret(world));
        let now = (world.now)();
        let act = Act::Token {
            id: key[..12].to_owned(),
            name: by.name.clone(),
            digest: digest(&key),
            scope,
            expires: Timestamp::from_epoch_seconds(now.epoch_seconds() + days * 86_400),
            purpose: ask.filled("purpose").unwrap_or_default().chars().take(100).collect(),
        };
        locked(&self.inside).write(now, &by.name, act).map_err(unkept)?;
        Ok(key)
    }

    /// Revokes a token of the person; an administrator's word ends anybody's.
    pub(crate) fn revoke(&self, id: &str, by: &Person, world: &World) -> Result<(), Wrong> {
        let mut inside = locked(&self.inside);
        let own = inside.tokens.get(id).is_some_and(|t| t.name == by.name || by.may(Right::Administer));
        if !own {
            return Err(Wrong::missing("token"));
        }
        inside.write((world.now)(), &by.name, Act::Revoked { id: id.to_owned() }).map_err(unkept)
    }
}

impl Inside {
    /// Refuses what would leave nobody to administer: to take the right from the one who has it.
    fn leaves_an_admin(&self, without: &str) -> Result<(), String> {
        let mut admins = self.accounts.iter().filter(|(_, account)| account.role == Role::Admin).map(|(name, _)| name);
        match (admins.next(), admins.next()) {
            (Some(only), None) if only == without => {
                Err(format!("{without} is the only administrator\nhint: make another one first: chancery people add NAME --role admin"))
            }
            _ => Ok(()),
        }
    }

    /// Begins a stay; gives its key.
    fn stay(&mut self, name: &str, world: &World) -> String {
        let key = secret(world);
        let now = (world.now)().epoch_seconds();
        self.stays.insert(digest(&key), Stay { name: name.to_owned(), since: now, last: now });
        key
    }

    /// A person as the file keeps one: new with a way to come in, or changed.
    fn person(&self, name: &str, role: Role, password: String, known: Option<Known>) -> Result<Act, String> {
        if password.is_empty() && known.is_none() && !self.accounts.contains_key(name) {
            return Err(format!("nobody is called {name:?} yet, and a new person needs a password or an account elsewhere"));
        }
        if let Some(known) = &known {
            self.may_be_known(name, known)?;
        }
        Ok(Act::Person { name: name.to_owned(), role, password, known })
    }

    /// Writes what was done, and lets it take effect once it is on disk.
    fn write(&mut self, now: Timestamp, who: &str, act: Act) -> Result<(), String> {
        for line in self.file.append(now, who, &act)? {
            self.fold(line.act);
        }
        self.fold(act);
        Ok(())
    }

    fn fold(&mut self, act: Act) {
        match act {
            Act::Person { name, role, password, known } => {
                // A new password ends every stay under the old one.
                self.stays.retain(|_, s| s.name != name);
                let account = self.accounts.entry(name).or_insert(Account { role, password: String::new(), known: None, bound: None });
                account.role = role;
                if !password.is_empty() {
                    account.password = password;
                }
                if known.is_some() {
                    (account.known, account.bound) = (known, None);
                }
            }
            Act::Bound { name, issuer, subject } => {
                if let Some(account) = self.accounts.get_mut(&name) {
                    account.bound = Some((issuer, subject));
                }
            }
            Act::Removed { name } => {
                self.stays.retain(|_, s| s.name != name);
                self.tokens.retain(|_, t| t.name != name);
                self.accounts.remove(&name);
            }
            Act::Token { id, name, digest, scope, expires, purpose } => {
                self.tokens.insert(id, Token { name, digest, scope, expires, purpose });
            }
            Act::Revoked { id } => {
                self.tokens.remove(&id);
            }
            Act::SignedIn { .. } | Act::Refused { .. } | Act::SignedOut { .. } | Act::Did { .. } => {}
        }
    }
}

/// The hash of a password, where name and password will do; empty where there is none.
fn hashed(name: &str, password: &str, world: &World) -> Result<String, String> {
    let plain = |c: char| c.is_alphanumeric() || " .-_'@".contains(c);
    if name.is_empty() || name.len() > 100 || !name.chars().all(plain) {
        return Err(format!("{name:?} will not do as a name: letters, digits, spaces and . - _ ' @, 100 at most"));
    }
    if password.is_empty() {
        return Ok(String::new());
    }
    if password.chars().count() < SHORTEST_PASSWORD || password.len() > LONGEST_PASSWORD {
        return Err(format!("a password has {SHORTEST_PASSWORD} characters at least and {LONGEST_PASSWORD} at most"));
    }
    let mut salt = [0; 16];
    (world.random)(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|e| e.to_string())?;
    let hash = hasher().hash_password(password.as_bytes(), &salt).map_err(|e| e.to_string())?;
    Ok(hash.to_string())
}

/// What is not in the file did not happen, and without the file nobody is known.
fn unkept(why: String) -> Wrong {
    Wrong::new(503, why, "")
}

/// Argon2id as OWASP advises it: 19 MiB, two passes.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).expect("the parameters are in range"))
}

/// A hash that no password has, for names that nobody has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn verified(password: &str, hash: &str) -> bool {
    password.len() <= LONGEST_PASSWORD
        && PasswordHash::new(hash).is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
}

/// 32 bytes that nobody can guess, in hex.
pub(crate) fn secret(world: &World) -> String {
    let mut bytes = [0; 32];
    (world.random)(&mut bytes);
    hex(&bytes)
}

pub(crate) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |out, b| out + &format!("{b:02x}"))
}

#[cfg(test)]
mod tests;
