//! Who comes in by the word of a provider? Whom an administrator gave an account here and named by an account there.
//!
//! The first time, the person is who has the address that the administrator named, where the provider knows it to be theirs,
//! or whom the provider calls so. From then on the person is whom that provider calls so, whatever their address: addresses
//! are given to others when people leave, and what a provider calls somebody is not.

use super::{Act, Inside, LONGEST, People};
use crate::ask::Ask;
use crate::book::locked;
use crate::openid::{Provider, Refusal, Vouched, WITHIN, is_subject};
use crate::world::World;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An account at the provider, as an administrator names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// Whoever has this address.
    Email(String),
    /// Whom the provider calls so (`sub`).
    Subject(String),
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Known::Email(text) | Known::Subject(text) => f.write_str(text),
        }
    }
}

impl Known {
    /// Whether it names whom the provider vouches for.
    fn is(&self, vouched: &Vouched) -> bool {
        match self {
            Known::Email(email) => vouched.verified && vouched.email.as_ref().is_some_and(|given| given.eq_ignore_ascii_case(email)),
            Known::Subject(subject) => *subject == vouched.subject,
        }
    }
}

impl Inside {
    /// Whether a person may be known so: as nobody else is.
    pub(super) fn may_be_known(&self, name: &str, known: &Known) -> Result<(), String> {
        let well = match known {
            Known::Email(email) => {
                let parts = email.split_once('@').filter(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'));
                parts.is_some() && email.len() <= 254 && !email.contains(|c: char| c.is_whitespace() || c.is_control())
            }
            Known::Subject(subject) => is_subject(subject),
        };
        if !well {
            return Err(format!(
                "{:?} will not do as an account elsewhere: give an address, or what the provider calls the person",
                known.to_string()
            ));
        }
        let same = |other: &Known| match (known, other) {
            (Known::Email(one), Known::Email(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        };
        match self.accounts.iter().find(|(other, account)| *other != name && account.known.as_ref().is_some_and(same)) {
            Some((other, _)) => Err(format!("{known} is {other} already")),
            None => Ok(()),
        }
    }

    /// Who it is that a provider vouches for, and whether that is known for the first time.
    fn named(&self, vouched: &Vouched) -> Option<(String, bool)> {
        let bound = |bound: &(String, String)| bound.0 == vouched.issuer && bound.1 == vouched.subject;
        let known = self.accounts.iter().find(|(_, account)| account.bound.as_ref().is_some_and(bound));
        let new =
            || self.accounts.iter().find(|(_, account)| account.bound.is_none() && account.known.as_ref().is_some_and(|k| k.is(vouched)));
        known.map(|(name, _)| (name.clone(), false)).or_else(|| new().map(|(name, _)| (name.clone(), true)))
    }
}

impl People {
    fn begun_cookie(&self) -> &'static str {
        if self.secure { "__Host-begun" } else { "begun" }
    }

    /// Begins a sign-in at a provider: where to send the browser, and the cookie by which it is known again.
    pub(crate) fn leave_for(&self, provider: &Provider, ask: &Ask, world: &World) -> Result<(String, String), Refusal> {
        if !locked(&self.guard).admits("", &ask.from.to_string(), (world.now)().epoch_seconds()) {
            return Err(Refusal::TooMany);
        }
        let scheme = if self.secure { "https" } else { "http" };
        // The site looked whether the host is one of its names.
        let redirect = format!("{scheme}://{}/sign-in/back", ask.header("host").unwrap_or_default());
        let (address, key) = provider.begin(redirect, ask.queried("next").unwrap_or("/"), world).map_err(Refusal::Silent)?;
        Ok((address, self.kept(self.begun_cookie(), &key, WITHIN)))
    }

    /// Lets somebody in who comes back from a provider: gives the cookie, and the page that was asked for. What comes of a
    /// sign-in that was begun is in the audit log either way.
    pub(crate) fn come_back(&self, provider: &Provider, ask: &Ask, world: &World) -> Result<(String, String), Refusal> {
        let (now, from) = ((world.now)(), ask.from.to_string());
        let seconds = now.epoch_seconds();
        if !locked(&self.guard).admits("", &from, seconds) {
            return Err(Refusal::TooMany);
        }
        let known = |vouched: &Vouched| locked(&self.inside).named(vouched).is_some();
        let vouched = provider.finish(ask, ask.cookie(self.begun_cookie()).unwrap_or_default(), seconds, known);
        let came = vouched.and_then(|(vouched, next)| Ok((self.welcome(vouched, world)?, next)));
        came.or_else(|refusal| {
            if refusal == Refusal::Stale {
                return Err(refusal);
            }
            locked(&self.guard).failed("", &from, seconds);
            let act = Act::Refused { name: String::new(), from, why: refusal.to_string() };
            locked(&self.inside).write(now, "", act).map_err(Refusal::Unkept)?;
            Err(refusal)
        })
    }

    fn welcome(&self, vouched: Vouched, world: &World) -> Result<String, Refusal> {
        let now = (world.now)();
        let mut inside = self.inside().map_err(Refusal::Unkept)?;
        let Some((name, first)) = inside.named(&vouched) else { return Err(Refusal::Stranger(vouched)) };
        if first {
            let act = Act::Bound { name: name.clone(), issuer: vouched.issuer.clone(), subject: vouched.subject };
            inside.write(now, &name, act).map_err(Refusal::Unkept)?;
        }
        inside.write(now, &name, Act::SignedIn { name: name.clone(), by: vouched.issuer }).map_err(Refusal::Unkept)?;
        Ok(self.kept(self.cookie(), &inside.stay(&name, world), LONGEST))
    }

    /// The cookie that ends a sign-in at a provider.
    pub(crate) fn finished(&self) -> String {
        self.kept(self.begun_cookie(), "", 0)
    }
}
