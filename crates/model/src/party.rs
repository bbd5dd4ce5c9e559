use serde::{Deserialize, Serialize};

/// A party as the contract writes it: `JPN`, `JPN:Ministry of Finance`, `JPN:Toyama Prefecture`, `ASEAN`,
/// `European Union:European Commission`, or the name of a company or association.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Party(String);

impl Party {
    /// A state by its ISO 3166-1 alpha-3 code, or an organisation by its usual name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Party {
        Party(name.into())
    }

    /// A body or a subnational government of `root`.
    #[must_use]
    pub fn body(root: &str, name: &str) -> Party {
        Party(format!("{root}:{name}"))
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The state or organisation, without the body: `JPN` of `JPN:Ministry of Finance`.
    #[must_use]
    pub fn root(&self) -> &str {
        match self.0.split_once(':') {
            Some((root, body)) if !root.is_empty() && !body.starts_with(' ') => root,
            _ => &self.0,
        }
    }

    /// The body alone: `Ministry of Finance` of `JPN:Ministry of Finance`.
    #[must_use]
    pub fn body_name(&self) -> Option<&str> {
        let root = self.root();
        (root.len() < self.0.len()).then(|| &self.0[root.len() + 1..])
    }

    /// The state's code, where the party is a state or belongs to one.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        let root = self.root();
        (root.len() == 3 && root.bytes().all(|b| b.is_ascii_uppercase())).then_some(root)
    }
}

impl std::fmt::Display for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// Who speaks or is addressed: a person by name, else a party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Who(String);

impl Who {
    /// A person's name or a party as printed.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Who {
        Who(name.into())
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Party> for Who {
    fn from(party: Party) -> Who {
        Who(party.0)
    }
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}
