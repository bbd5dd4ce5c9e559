//! **Which political events does a sentence tell, and who takes part?** One reading for all PLOVER types.
//!
//! In → Out: the tree of a sentence and the rules of kind `event` → [`Act`]s, the main one first.
//!
//! An act is found by its verb or its noun, takes its sides from the tree, and is reduced by what governs it: what
//! somebody promises, asks for, refuses or threatens is a promise, a request, a refusal or a threat, not yet the deed.
//!
//! Never: codes what is denied as done, nor a side that nobody names.
//!
//! Source: the PLOVER 2.0 manual, in words of our own.

mod noun;
mod place;
mod reduce;
mod sides;
mod trigger;

use crate::reading::Reading;
use crate::tree::Tree;
use annotate::Deprel;
use model::Party;
use model::claim::EventType;
use sides::Cast;
pub(crate) use sides::Player;

/// A political event as a sentence tells it.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) kind: EventType,
    pub(crate) mode: Option<String>,
    /// The word that tells it.
    pub(crate) at: usize,
    pub(crate) rule: String,
    pub(crate) actors: Vec<Player>,
    pub(crate) recipients: Vec<Player>,
    /// Told beside the point: in a relative clause, after `after`, or by a noun that another event governs.
    pub(crate) aside: bool,
    /// Told by a noun that no verb carries, or in a relative clause.
    pub(crate) background: bool,
    /// The words of its clause.
    pub(crate) scope: std::ops::Range<usize>,
    /// The type of the verb or noun itself, before what governs it was looked at.
    pub(crate) word: EventType,
}

/// An act as found, before what governs it has been looked at.
#[derive(Debug, Clone)]
struct Found {
    kind: EventType,
    mode: Option<String>,
    /// The verb or noun that triggered it.
    at: usize,
    /// The verb by which it hangs in the sentence: the light verb of a noun.
    node: usize,
    rule: String,
    actors: Vec<Player>,
    recipients: Vec<Player>,
    /// By a noun that no verb carries.
    bare: bool,
    /// Both sides act: whom it is done with is an actor too.
    mutual: bool,
    /// It is an event only where it is still to come.
    only_future: bool,
    /// The verb commands.
    order: bool,
}

/// The political events of a sentence, the main one first.
pub(crate) fn of_sentence(reading: &Reading<'_, '_>, number: usize) -> Vec<Act> {
    let words = reading.words;
    let range = words.ann.sentences[number].tokens.clone();
    let range = range.start..range.end.min(range.start + 200);
    if range.len() < 2 {
        return Vec::new();
    }
    let tree = Tree::new(words, range.clone());
    let cast = Cast { tree: &tree, naming: &words.lex.naming };
    let found = trigger::find(reading, &tree, &cast);
    if found.is_empty() {
        return Vec::new();
    }
    let mut acts = reduce::reduce(&tree, &cast, found);
    let setting = place::Setting::of(reading, &cast, number);
    for act in &mut acts {
        place::settle(&cast, &setting, act);
    }
    acts.retain(|a| !a.actors.is_empty() || !a.recipients.is_empty());
    acts
}

/// The relations by which a clause or a noun completes what it hangs on.
fn completes(rel: Deprel) -> bool {
    matches!(rel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Csubj | Deprel::Acl | Deprel::Obl | Deprel::Nmod | Deprel::Iobj)
}

/// Whether a party is a state or what stands for one.
fn same_state(a: &Player, b: &Party) -> bool {
    a.party.as_ref().is_some_and(|p| p.root() == b.root())
}
