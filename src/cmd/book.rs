//! A register opened for asking, with names for parties.

use crate::config::Common;
use annotate::Parties;
use model::DocumentId;
use register::{Mode, Register, Snapshot};
use reports::Book;
use std::sync::OnceLock;

/// A register and what it holds now.
pub(crate) struct Opened {
    pub(crate) register: Register,
    pub(crate) snapshot: Snapshot,
}

/// Opens the register for reading.
pub(crate) fn open(common: &Common) -> anyhow::Result<Opened> {
    let register = register::open(&common.register, Mode::Read)?;
    let snapshot = register.snapshot()?;
    Ok(Opened { register, snapshot })
}

/// Asks the register with its texts and the names of states within reach.
pub(crate) fn with<T>(register: &Register, snapshot: &Snapshot, limit: usize, ask: impl FnOnce(&Book<'_>) -> T) -> T {
    let text = |id: &DocumentId| register.document(id).ok().flatten().map(|d| d.text);
    let called = |code: &str| parties().state(code).map(str::to_owned);
    ask(&Book::new(snapshot, limit, &text, &called))
}

/// The party that a user's word names: a state by its code or any of its names.
pub(crate) fn party(name: &str) -> Option<String> {
    parties().named(name).map(|p| p.as_str().to_owned())
}

fn parties() -> &'static Parties {
    static PARTIES: OnceLock<Parties> = OnceLock::new();
    PARTIES.get_or_init(Parties::new)
}
