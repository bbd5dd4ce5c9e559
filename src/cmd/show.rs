use super::book::{Asking, Reach, by_its_id_now, open_on, print, say_not_found, with};
use crate::config::Common;
use crate::report::Outcome;
use clap::Args;

/// Shows a dyad, a mechanism, a meeting, a party, a person or a document.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Two parties (`JPN CHN`, `Japan China`), or the name or id of a mechanism, meeting, party, person or document
    #[arg(required = true, value_name = "WHAT")]
    what: Vec<String>,
    #[command(flatten)]
    asking: Asking,
    /// Leave out the words that say each item
    #[arg(long)]
    no_quotes: bool,
    /// Items to show of each kind
    #[arg(long, value_name = "N", default_value_t = 15)]
    limit: usize,
}

impl Show {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let opened = open_on(common, &self.asking, &self.what, Reach::Itself)?;
        let what = by_its_id_now(&opened.register, &self.what)?;
        with(&opened, self.limit, |book| {
            let asked = reports::find(book, &what);
            let Some(answer) = asked.answer(book) else { return Ok(say_not_found(&self.what, &asked)) };
            let nothing = format!("the register holds nothing on {}\nhint: chancery list documents shows what was read", answer.title);
            print(&answer, &self.asking, !self.no_quotes, &nothing)
        })
    }
}
