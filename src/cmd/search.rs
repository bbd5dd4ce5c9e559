use super::book::{Opened, open, with};
use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use clap::Args;

/// Finds documents and claims by their words.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words that must all stand in the document, or in a name
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Documents and names to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let words = self.words.join(" ");
        let Opened { register, snapshot } = open(common)?;
        let found = register.search(&words, self.limit)?;
        with(&register, &snapshot, self.limit, |book| {
            let answer = reports::search(book, &words, &found);
            if self.json {
                terminal::print_json(&answer)?;
            } else if answer.is_empty() {
                terminal::say_wrong("nothing", &format!("no document and no name holds {words:?}\nhint: fewer words find more"));
            } else {
                terminal::print_answer(&answer, true);
            }
            Ok(if answer.is_empty() { Outcome::No } else { Outcome::Done })
        })
    }
}
