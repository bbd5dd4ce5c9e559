use std::fmt;

/// Why a rule file was refused.
#[derive(Debug, thiserror::Error)]
#[error("reading rule {rule}{}: {problem}", .line.map(|l| format!(", line {l}")).unwrap_or_default())]
pub struct Error {
    /// The rule's name: kind, slash, file name without its ending.
    pub rule: String,
    /// The line of its file, counted from 1, where the problem has a place.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a rule.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// It is no TOML, or a field is missing or misspelt.
    Form(Box<toml::de::Error>),
    /// The kind is none of the contract's.
    Kind(String),
    /// A slot is none of those that a rule of the kind may fill.
    Slot {
        /// The kind.
        kind: String,
        /// The slot.
        slot: String,
    },
    /// A role is none that a frame has.
    Role(String),
    /// A word is not in the vocabulary of its slot.
    Word {
        /// The slot.
        slot: String,
        /// The word.
        word: String,
    },
    /// A pattern lists a word twice.
    Doubled(String),
    /// It would never fire: no verb and no noun.
    Idle,
    /// It has no example that shows it firing.
    Unshown,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Form(e) => write!(f, "{}", e.message()),
            Problem::Kind(k) => write!(f, "{k:?} is no kind of claim; it is one of {}", model::ClaimKind::NAMES.join(", ")),
            Problem::Slot { kind, slot } => match crate::slots::of(kind) {
                [] => write!(f, "{slot:?} cannot be filled: no rule fills the slots of a {kind}, which is read by code"),
                known => write!(f, "{slot:?} is no slot that a rule of {kind} fills; it fills {}", known.join(", ")),
            },
            Problem::Role(r) => {
                write!(f, "{r:?} is no role; it is agent, object, whole, infinitive, that, right, or prep with prepositions")
            }
            Problem::Word { slot, word } => write!(f, "{word:?} is not in the vocabulary of {slot}; docs/claims.md lists its words"),
            Problem::Doubled(word) => write!(f, "a pattern lists {word:?} twice; once is enough"),
            Problem::Idle => f.write_str("a pattern names neither verbs nor nouns, so it would never fire"),
            Problem::Unshown => f.write_str("there is no [[yes]] example; add a sentence in which it fires"),
        }
    }
}
