use super::book::{Asking, open, party, print, with};
use crate::config::Common;
use crate::report::Outcome;
use clap::Args;
use clap::builder::PossibleValuesParser;
use model::PartialDate;
use reports::Filter;

/// Lists what the register holds of one kind.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(reports::KINDS))]
    kind: String,
    /// Only what concerns this party; give it twice for a dyad
    #[arg(long, value_name = "PARTY")]
    party: Vec<String>,
    /// Only what is dated within this date or interval: 2024, 2024-05, 2019/2024
    #[arg(long, value_name = "DATE")]
    within: Option<PartialDate>,
    /// Only what stands thus: held, planned, in-force, lifted, agreed, under-way, …
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only what is called so, in part
    #[arg(long, value_name = "WORDS")]
    name: Option<String>,
    /// Only what a publisher tells whose name holds these words
    #[arg(long, value_name = "WORDS")]
    publisher: Option<String>,
    /// Items to list
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    asking: Asking,
    /// Print the words that say each item too
    #[arg(long)]
    quotes: bool,
}

impl List {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let opened = open(common, &self.asking)?;
        let parties: Vec<String> = self.party.iter().map(|name| party(name).unwrap_or_else(|| name.clone())).collect();
        let held = |name: &String| opened.snapshot.entities.values().any(|e| e.concerns(name));
        let unknown = parties.iter().zip(&self.party).find(|(party, _)| !held(party)).map(|(_, name)| name.clone());
        let (within, status) = (self.within, self.status.clone());
        let filter = Filter { parties, within, status, words: self.name.clone(), publisher: self.publisher.clone() };
        with(&opened, self.limit, |book| {
            let answer = reports::list(book, &self.kind, &filter);
            let hint = match &unknown {
                Some(name) => format!("nothing in the register concerns {name:?}: chancery list parties shows those that there are"),
                None => "leave out a filter, or see chancery list documents".to_owned(),
            };
            let nothing = format!("no {} that fit\nhint: {hint}", self.kind);
            print(&answer, &self.asking, self.quotes, &nothing)
        })
    }
}
