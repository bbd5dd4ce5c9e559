use super::book::{Opened, open, party, with};
use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use clap::Args;
use reports::Asked;

/// Shows a dyad, a mechanism, a meeting, a party, a person or a document.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Two parties (`JPN CHN`, `Japan China`), or the name or id of a mechanism, meeting, party, person or document
    #[arg(required = true, value_name = "WHAT")]
    what: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Leave out the words that say each item
    #[arg(long)]
    no_quotes: bool,
    /// Items to show of each kind
    #[arg(long, value_name = "N", default_value_t = 15)]
    limit: usize,
}

impl Show {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let Opened { register, snapshot } = open(common)?;
        with(&register, &snapshot, self.limit, |book| {
            let asked = reports::find(book, &self.what, &party);
            if let Some(answer) = asked.answer(book) {
                if answer.is_empty() {
                    let what = &answer.title;
                    terminal::say_wrong(
                        "nothing",
                        &format!("the register holds nothing on {what}\nhint: chancery list documents shows what was read"),
                    );
                    return Ok(Outcome::No);
                }
                if self.json {
                    terminal::print_json(&answer)?;
                } else {
                    terminal::print_answer(&answer, !self.no_quotes);
                }
                return Ok(Outcome::Done);
            }
            let words = self.what.join(" ");
            let (message, entities) = match asked {
                Asked::Several(entities) => (format!("{words:?} may mean several things"), entities),
                Asked::Nothing(entities) => (format!("nothing in the register is called {words:?}"), entities),
                Asked::Dyad(..) | Asked::Party(_) | Asked::Entity(_) | Asked::Document(_) => unreachable!("these have an answer"),
            };
            let hints: String = entities
                .iter()
                .map(|e| format!("\nhint: did you mean {:?} ({}): chancery show {}", reports::line(e), e.kind.name(), e.id))
                .collect();
            terminal::say_wrong("nothing", &format!("{message}{hints}"));
            Ok(Outcome::No)
        })
    }
}
