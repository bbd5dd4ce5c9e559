use super::book::{Asking, Opened, Reach, about, by_its_id_now, document, open_on, open_part, print, say_not_found, with};
use crate::config::Common;
use crate::report::Outcome;
use clap::Args;
use register::Wanted;
use reports::{Answer, Book, Scope};

/// How much of an answer is shown, and how.
#[derive(Debug, Args)]
struct Shown {
    #[command(flatten)]
    asking: Asking,
    /// Print the words that say each item too
    #[arg(long)]
    quotes: bool,
    /// Items to show of each section
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
}

/// A question about everything, a party, a pair of parties, or a mechanism.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// Two parties (`JPN CHN`), a party, or the name or id of a mechanism; the whole register where it is left out
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
    #[command(flatten)]
    shown: Shown,
}

impl Question {
    /// Answers the question that `ask` puts to what reaches so far.
    pub(crate) fn run(&self, common: &Common, reach: Reach, ask: fn(&Book<'_>, &Scope) -> Answer) -> anyhow::Result<Outcome> {
        let opened = open_on(common, &self.shown.asking, &self.what, reach)?;
        let what = by_its_id_now(&opened.register, &self.what)?;
        with(&opened, self.shown.limit, |book| match scope(book, &what) {
            Ok(scope) => {
                let answer = ask(book, &scope);
                let nothing =
                    format!("{}: the register holds nothing of the kind\nhint: chancery list documents shows what was read", answer.title);
                print(&answer, &self.shown.asking, self.shown.quotes, &nothing)
            }
            Err(outcome) => Ok(outcome),
        })
    }
}

fn scope(book: &Book<'_>, what: &[String]) -> Result<Scope, Outcome> {
    if what.is_empty() {
        return Ok(Scope::All);
    }
    let asked = reports::find(book, what);
    Scope::of(&asked).ok_or_else(|| say_not_found(what, &asked))
}

/// A question about what changed between two days.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The earlier day; the later is --as-of, or today
    #[arg(long, value_name = "DATE")]
    since: model::PartialDate,
    #[command(flatten)]
    question: Question,
}

impl Diff {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let Question { what, shown: Shown { asking, quotes, limit } } = &self.question;
        let later = open_on(common, asking, what, Reach::Accounts)?;
        let snapshot = if what.is_empty() {
            later.register.said_by(self.since)?
        } else {
            about(&later.register, what, Some(self.since), Reach::Accounts)?
        };
        let earlier = Opened { register: open_part(common, asking, |_| Ok(Vec::new()))?.register, snapshot, as_of: self.since };
        with(&later, *limit, |after| {
            with(&earlier, *limit, |before| match scope(after, what) {
                Ok(scope) => {
                    let answer = reports::diff(before, after, &scope);
                    let nothing = format!("{}: nothing was published in between that says anything new", answer.title);
                    print(&answer, asking, *quotes, &nothing)
                }
                Err(outcome) => Ok(outcome),
            })
        })
    }
}

/// A question about two accounts.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Address, title or id of a document
    #[arg(value_name = "DOCUMENT")]
    one: String,
    /// Address, title or id of another
    #[arg(value_name = "OTHER")]
    other: String,
    #[command(flatten)]
    shown: Shown,
}

impl Compare {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let opened = open_part(common, &self.shown.asking, |register| {
            let both = [document(register, &self.one)?, document(register, &self.other)?];
            Ok(vec![Wanted::Documents(both.into_iter().flatten().collect())])
        })?;
        with(&opened, self.shown.limit, |book| {
            let find = |words: &String| match reports::find(book, std::slice::from_ref(words)) {
                reports::Asked::Document(kept) => Some(kept),
                _ => None,
            };
            let (Some(one), Some(other)) = (find(&self.one), find(&self.other)) else {
                let missing = if find(&self.one).is_none() { &self.one } else { &self.other };
                let hint = "hint: chancery list documents shows what was read, each with its address";
                crate::terminal::say_wrong("nothing", &format!("no document in the register is called {missing:?}\n{hint}"));
                return Ok(Outcome::No);
            };
            print(&reports::compare(book, one, other), &self.shown.asking, self.shown.quotes, "neither document says anything")
        })
    }
}
