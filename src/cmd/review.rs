use super::decide::{Author, now};
use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use clap::Args;
use model::ClaimId;
use register::{ClaimFilter, KeptClaim, Mode, Register, Standing, Verdict};
use std::io::{BufRead, IsTerminal as _};

/// Works through claims that nobody has looked at, the least sure first.
#[derive(Debug, Args)]
pub(crate) struct Review {
    #[command(flatten)]
    author: Author,
    /// Only claims of this kind: meeting, commitment, measure, …
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only claims that name this party
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Only claims no surer than this
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 1.0)]
    below: f32,
    /// Print the queue with ids and leave it at that
    #[arg(long)]
    list: bool,
    /// Print for each rule how many of its claims were accepted and rejected, and how sure that makes its others
    #[arg(long, conflicts_with_all = ["list", "kind", "party"])]
    rules: bool,
    /// Claims to list or to work through
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

impl Review {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        if self.rules {
            return by_rule(&register::open(&common.register, Mode::Read)?);
        }
        let mode = if self.list { Mode::Read } else { Mode::Write };
        if !self.list {
            self.author.name()?;
        }
        let mut register = register::open(&common.register, mode)?;
        let queue = self.queue(&register)?;
        if queue.is_empty() {
            terminal::say_wrong("nothing", "no claim waits for review\nhint: leave out a filter, or read more documents");
            return Ok(Outcome::No);
        }
        if self.list {
            for kept in &queue {
                show(&register, kept, "");
            }
            return Ok(Outcome::Done);
        }
        let done = self.work(common, &mut register, &queue)?;
        if !common.quiet {
            anstream::println!("{done} of {} decided", queue.len());
        }
        Ok(Outcome::Done)
    }

    /// Claims that count and were never decided on, the least sure first.
    fn queue(&self, register: &Register) -> anyhow::Result<Vec<KeptClaim>> {
        let party = self.party.as_ref().map(|name| super::book::party(name).unwrap_or_else(|| name.clone()));
        let filter =
            ClaimFilter { kind: self.kind.clone(), party, standing: Some(Standing::Read), counting: true, ..ClaimFilter::default() };
        let mut queue = register.claims(&filter)?;
        queue.retain(|kept| kept.as_read.is_none() && kept.claim.confidence <= self.below);
        queue.sort_by(|a, b| a.claim.confidence.total_cmp(&b.claim.confidence).then_with(|| a.id.cmp(&b.id)));
        queue.truncate(self.limit);
        Ok(queue)
    }

    /// Shows one claim after another and takes a key for each; every decision is recorded at once.
    fn work(&self, common: &Common, register: &mut Register, queue: &[KeptClaim]) -> anyhow::Result<usize> {
        let mut keys = Keys::new();
        let mut decided: Vec<(usize, ClaimId)> = Vec::new();
        let mut at = 0;
        while at < queue.len() {
            let kept = &queue[at];
            show(register, kept, &format!("{}/{}  ", at + 1, queue.len()));
            anstream::println!("  a accept · r reject · s skip · u undo · q quit");
            let verdict = match keys.next()? {
                Some('a') => Verdict::Accept { claim: kept.id.clone() },
                Some('r') => Verdict::Reject { claim: kept.id.clone() },
                Some('s' | '\n' | '\r') => {
                    at += 1;
                    continue;
                }
                Some('u') => {
                    let Some((was, claim)) = decided.pop() else {
                        terminal::say_wrong("nothing", "nothing was decided yet");
                        continue;
                    };
                    register.decide(self.author.decision(Verdict::Reopen { claim })?, now(common))?;
                    at = was;
                    continue;
                }
                Some('q') | None => break,
                Some(other) => {
                    terminal::say_wrong("key", &format!("{other:?} means nothing here"));
                    continue;
                }
            };
            register.decide(self.author.decision(verdict)?, now(common))?;
            decided.push((at, kept.id.clone()));
            at += 1;
        }
        Ok(decided.len())
    }
}

/// What people made of each rule's claims, and how sure the others of the rule are before and after.
fn by_rule(register: &Register) -> anyhow::Result<Outcome> {
    let reviewed = register.reviewed()?;
    if reviewed.is_empty() {
        terminal::say_wrong("nothing", "no claim was accepted or rejected yet\nhint: chancery review --author NAME works through them");
        return Ok(Outcome::No);
    }
    anstream::println!("rule\taccepted\trejected\tconfidence\tbefore");
    for (rule, judged) in reviewed {
        let before = claims::confidence(&rule);
        anstream::println!("{rule}\t{}\t{}\t{:.2}\t{before:.2}", judged.accepted, judged.rejected, judged.confidence(before));
    }
    Ok(Outcome::Done)
}

/// A claim with its id, how sure it is, and the words it rests on.
fn show(register: &Register, kept: &KeptClaim, lead: &str) {
    let document = register.document(&kept.claim.doc).ok().flatten();
    let quote = document.as_ref().and_then(|d| kept.claim.evidence.first().map(|&span| d.quote(span).to_owned())).unwrap_or_default();
    let from = document.as_ref().and_then(|d| d.publisher.clone().or_else(|| d.title.clone())).unwrap_or_default();
    let digits: String = kept.id.as_str().trim_start_matches("claim:").chars().take(12).collect();
    anstream::println!(
        "{lead}{digits}  {:.2}  {}",
        kept.claim.confidence,
        share::plain::one_line(&share::plain::claim_line(&kept.claim.kind))
    );
    anstream::println!("    “{}” ({})", share::plain::one_line(&quote), share::plain::one_line(&from));
}

/// One key after another: as they are pressed on a terminal, else the first letter of each line.
enum Keys {
    Pressed(console::Term),
    Lines(std::io::Lines<std::io::StdinLock<'static>>),
}

impl Keys {
    fn new() -> Keys {
        let stdin = std::io::stdin();
        if stdin.is_terminal() { Keys::Pressed(console::Term::stdout()) } else { Keys::Lines(stdin.lock().lines()) }
    }

    fn next(&mut self) -> anyhow::Result<Option<char>> {
        Ok(match self {
            Keys::Pressed(terminal) => Some(terminal.read_char()?),
            Keys::Lines(lines) => lines.next().transpose()?.map(|line| line.trim().chars().next().unwrap_or('s')),
        })
    }
}
