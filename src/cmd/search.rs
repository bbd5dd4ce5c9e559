use super::book::{Asking, open_part, print, with};
use crate::config::Common;
use crate::report::Outcome;
use clap::Args;
use register::Wanted;
use register::search::Found;

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
        let mut found = Found::default();
        let opened = open_part(common, &self.asking, |register| {
            found = register.search(&words, self.limit)?;
            let entities = found.entities.iter().map(|e| e.id.clone()).collect();
            Ok(vec![Wanted::Found(entities, found.documents.iter().map(|hit| hit.document.clone()).collect())])
        })?;
        with(&opened, self.limit, |book| {
            let answer = reports::search(book, &words, &found);
            print(&answer, &self.asking, true, &format!("no document and no name holds {words:?}\nhint: fewer words find more"))
        })
    }
}
