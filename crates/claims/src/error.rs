use std::fmt;

/// Why a rule file was refused.
#[derive(Debug, thiserror::Error)]
#[error("reading rule {rule}: {problem}")]
pub struct Error {
    /// The rule's name: kind, slash, file name without its ending.
    pub rule: String,
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
    /// A slot is none of the kind's.
    Slot(String),
    /// A role is none that a frame has.
    Role(String),
    /// A word is not in the vocabulary of its slot.
    Word {
        /// The slot.
        slot: String,
        /// The word.
        word: String,
    },
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
            Problem::Slot(s) => write!(f, "{s:?} is no slot of this kind"),
            Problem::Role(r) => {
                write!(f, "{r:?} is no role; it is agent, object, whole, infinitive, that, right, or prep with prepositions")
            }
            Problem::Word { slot, word } => write!(f, "{word:?} is not in the vocabulary of {slot}"),
            Problem::Idle => f.write_str("a pattern names neither verbs nor nouns, so it would never fire"),
            Problem::Unshown => f.write_str("there is no [[yes]] example; add a sentence in which it fires"),
        }
    }
}
