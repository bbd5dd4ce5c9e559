use super::book::{Reach, about, finding};
use crate::config::Common;
use crate::report::Outcome;
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use model::ClaimId;
use register::{Decision, EntityId, Mode, Progress, Register, Timestamp, Verdict};
use reports::Asked;

/// Records a decision, with who took it and why.
#[derive(Debug, Args)]
pub(crate) struct Decide {
    #[command(flatten)]
    pub(crate) author: Author,
    #[command(subcommand)]
    what: What,
}

/// Who decides, and why.
#[derive(Debug, Args)]
pub(crate) struct Author {
    /// Who decides
    #[arg(long, value_name = "NAME", env = "CHANCERY_AUTHOR", global = true)]
    author: Option<String>,
    /// Why
    #[arg(long, short = 'm', value_name = "WORDS", default_value = "", global = true)]
    reason: String,
}

impl Author {
    pub(crate) fn decision(&self, verdict: Verdict) -> anyhow::Result<Decision> {
        Ok(Decision { verdict, author: self.name()?.to_owned(), reason: self.reason.clone() })
    }

    pub(crate) fn name(&self) -> anyhow::Result<&str> {
        let name = self.author.as_deref().map(str::trim).filter(|name| !name.is_empty());
        name.context("a decision needs an author\nhint: give --author NAME, or set CHANCERY_AUTHOR")
    }
}

/// What is decided. A claim is named by its id or the beginning of it, as `chancery review --list` prints it.
#[derive(Debug, Subcommand)]
enum What {
    /// The claim is what its text says
    Accept {
        /// Its id
        claim: String,
    },
    /// The claim was misread and counts for nothing
    Reject {
        /// Its id
        claim: String,
    },
    /// Take back what was decided about the claim
    Reopen {
        /// Its id
        claim: String,
    },
    /// The text says something else: SLOT=VALUE replaces a slot, SLOT= empties it; no slot takes a correction back
    Correct {
        /// Its id
        claim: String,
        /// As the claims contract writes them; a value is JSON, or text as it stands
        #[arg(value_name = "SLOT=VALUE")]
        slots: Vec<String>,
    },
    /// Two entities are one
    Same {
        /// Name or id of one
        one: String,
        /// Name or id of the other
        other: String,
    },
    /// Two entities are two; takes `same` back
    Different {
        /// Id of one, as `same` printed it
        one: String,
        /// Id of the other
        other: String,
    },
    /// Whether two entities are one cannot be said
    Unsure {
        /// Name or id of one
        one: String,
        /// Name or id of the other
        other: String,
    },
    /// Claims speak of another thing than the entity they were put to
    Split {
        /// Their ids
        #[arg(required = true)]
        claims: Vec<String>,
        /// What tells the other thing apart; empty to put them back
        #[arg(long)]
        name: String,
    },
    /// A document bears out a claim that another document, or a person's record, gives
    Attach {
        /// The claim's id
        claim: String,
        /// Address, title or id of the document
        document: String,
    },
    /// It does not after all; takes `attach` back
    Detach {
        /// The claim's id
        claim: String,
        /// Address, title or id of the document
        document: String,
    },
    /// A check does not matter for an entity
    Dismiss {
        /// Kind of check, as `chancery checks` heads it
        check: String,
        /// Its name or id
        entity: String,
    },
    /// A dismissed check matters after all
    Restore {
        /// Kind of check
        check: String,
        /// Its name or id
        entity: String,
    },
    /// Say how far a commitment is
    Assess {
        /// Its words or id
        commitment: String,
        /// unassessed (takes it back), not-started, started, partial, substantial, done, done-differently, stalled, reversed, withdrawn, superseded
        #[arg(value_parser = progress)]
        progress: Progress,
    },
}

fn progress(word: &str) -> Result<Progress, String> {
    let known = Progress::ALL.into_iter().find(|p| p.as_str() == word);
    known.ok_or_else(|| format!("use one of {}", Progress::ALL.map(Progress::as_str).join(", ")))
}

impl Decide {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        self.author.name()?;
        let mut register = register::open(&common.register, Mode::Write)?;
        let verdict = self.verdict(&register)?;
        let told = tell(&verdict);
        register.decide(self.author.decision(verdict)?, now(common))?;
        let entry = register.head()?.seq;
        if !common.quiet {
            anstream::println!("{told}, entry {entry} of the log");
        }
        Ok(Outcome::Done)
    }

    fn verdict(&self, register: &Register) -> anyhow::Result<Verdict> {
        let claim = |beginning: &String| named(register, beginning);
        let entity = |name: &String| called(register, name);
        let id = |id: &String| EntityId::from_printed(id.as_str());
        Ok(match &self.what {
            What::Accept { claim: id } => Verdict::Accept { claim: claim(id)? },
            What::Reject { claim: id } => Verdict::Reject { claim: claim(id)? },
            What::Reopen { claim: id } => Verdict::Reopen { claim: claim(id)? },
            What::Correct { claim: id, slots } => Verdict::Correct { claim: claim(id)?, slots: read_slots(slots)? },
            What::Same { one, other } => Verdict::Same { one: entity(one)?, other: entity(other)? },
            What::Different { one, other } => Verdict::Different { one: id(one), other: id(other) },
            What::Unsure { one, other } => Verdict::Unsure { one: entity(one)?, other: entity(other)? },
            What::Split { claims, name } => {
                Verdict::Split { claims: claims.iter().map(claim).collect::<anyhow::Result<_>>()?, name: name.clone() }
            }
            What::Attach { claim: id, document: asked } => {
                let (document, source) = document(register, asked)?;
                Verdict::Attach { claim: claim(id)?, document, source }
            }
            What::Detach { claim: id, document: asked } => Verdict::Detach { claim: claim(id)?, document: document(register, asked)?.0 },
            What::Dismiss { check, entity: name } => {
                let check = check.to_lowercase();
                if !reports::KINDS_OF_CHECKS.contains(&check.as_str()) {
                    bail!("there is no check {check:?}\nhint: one of {}", reports::KINDS_OF_CHECKS.join(", "));
                }
                Verdict::Dismiss { check, entity: entity(name)? }
            }
            What::Restore { check, entity: name } => Verdict::Restore { check: check.to_lowercase(), entity: entity(name)? },
            What::Assess { commitment, progress } => Verdict::Assess { commitment: entity(commitment)?, progress: *progress },
        })
    }
}

pub(crate) fn now(common: &Common) -> Timestamp {
    Timestamp::from_epoch_seconds(common.now().as_second())
}

/// The claim that an id, or the beginning of one, names.
fn named(register: &Register, beginning: &str) -> anyhow::Result<ClaimId> {
    let found = register.claims_called(beginning)?;
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => bail!("no claim's id begins with {beginning:?}\nhint: chancery review --list prints the claims with their ids"),
        several => bail!("{beginning:?} begins the ids of {} claims or more\nhint: give more of it", several.len()),
    }
}

/// The document that an address, a title or an id means, and where it was read from.
fn document(register: &Register, asked: &String) -> anyhow::Result<(model::DocumentId, String)> {
    let found = super::book::document(register, asked)?;
    let id = found.with_context(|| {
        format!("no document is called {asked:?}\nhint: chancery list documents prints their addresses; chancery ingest FILE reads one")
    })?;
    let part = register.part(&register::Wanted::Documents(vec![id.clone()]), None)?;
    let source = part.documents.get(&id).and_then(|d| d.sources.first().cloned());
    Ok((id.clone(), source.unwrap_or_else(|| id.to_string())))
}

/// The entity that an id or a name means.
fn called(register: &Register, name: &String) -> anyhow::Result<EntityId> {
    let part = about(register, std::slice::from_ref(name), None, Reach::Itself)?;
    match finding(&part, std::slice::from_ref(name)) {
        Asked::Entity(entity) => Ok(entity.id.clone()),
        Asked::Several(entities) => {
            let hints: String = entities.iter().map(|e| format!("\nhint: {}", e.id)).collect();
            bail!("{name:?} may mean several things; give an id{hints}")
        }
        Asked::Dyad(..) | Asked::Party(_) | Asked::Document(_) | Asked::Nothing(_) => {
            bail!("no entity is called {name:?}\nhint: chancery list KIND --json prints what there is, with ids")
        }
    }
}

fn read_slots(given: &[String]) -> anyhow::Result<serde_json::Map<String, serde_json::Value>> {
    let mut slots = serde_json::Map::new();
    for slot in given {
        let Some((name, value)) = slot.split_once('=') else {
            bail!("{slot:?} is no SLOT=VALUE\nhint: date=2019-11, or 'parties=[\"JPN\",\"CHN\"]'")
        };
        let value = match value {
            "" => serde_json::Value::Null,
            // A date is text, though a year would read as a number.
            text if text.starts_with(['[', '{', '"']) => serde_json::from_str(text).with_context(|| format!("read {slot:?} as JSON"))?,
            text if matches!(name, "ordinal" | "count" | "value" | "max") => {
                serde_json::from_str(text).with_context(|| format!("{slot:?} is no number"))?
            }
            "true" => serde_json::Value::Bool(true),
            text => serde_json::Value::from(text),
        };
        slots.insert(name.to_owned(), value);
    }
    Ok(slots)
}

fn tell(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Accept { claim } => format!("accepted {claim}"),
        Verdict::Reject { claim } => format!("rejected {claim}"),
        Verdict::Reopen { claim } => format!("reopened {claim}"),
        Verdict::Correct { claim, slots } if slots.is_empty() => format!("took back the correction of {claim}"),
        Verdict::Correct { claim, .. } => format!("corrected {claim}"),
        Verdict::Same { one, other } => format!("made {one} and {other} one"),
        Verdict::Different { one, other } => format!("set {one} and {other} apart"),
        Verdict::Unsure { one, other } => format!("left open whether {one} and {other} are one"),
        Verdict::Split { claims, name } if name.is_empty() => format!("put {} claims back", claims.len()),
        Verdict::Split { claims, name } => format!("set {} claims apart as {name:?}", claims.len()),
        Verdict::Attach { claim, source, .. } => format!("attached {source} to {claim}"),
        Verdict::Detach { claim, document } => format!("took {document} off {claim}"),
        Verdict::Dismiss { check, entity } => format!("dismissed {check:?} for {entity}"),
        Verdict::Restore { check, entity } => format!("restored {check:?} for {entity}"),
        Verdict::Assess { commitment, progress } => format!("assessed {commitment} as {progress}"),
        _ => "recorded".to_owned(),
    }
}
