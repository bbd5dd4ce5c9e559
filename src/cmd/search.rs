use super::book::{Asking, open, print, with};
use crate::config::Common;
use crate::report::Outcome;
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
    #[command(flatten)]
    asking: Asking,
}

impl Search {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let words = self.words.join(" ");
        let opened = open(common, &self.asking)?;
        let found = opened.register.search(&words, self.limit)?;
        with(&opened, self.limit, |book| {
            let answer = reports::search(book, &words, &found);
            print(&answer, &self.asking, true, &format!("no document and no name holds {words:?}\nhint: fewer words find more"))
        })
    }
}
