use super::book::{Asking, located, open, say_not_found, with};
use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use clap::{Args, ValueEnum};
use reports::{Asked, Book, Scope};
use share::svg::{self, Frame};

/// Draws a chart as SVG.
#[derive(Debug, Args)]
pub(crate) struct Chart {
    /// Which
    #[arg(value_enum)]
    name: Name,
    /// Two parties (`JPN CHN`), a party, or the name or id of a mechanism; the whole register where it is left out
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
    #[command(flatten)]
    asking: Asking,
}

/// The charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// The sessions of a mechanism
    Ladder,
    /// The time between its sessions
    Cadence,
    /// Meetings by mechanism, on a line of years
    Lanes,
    /// Commitments by progress
    Standing,
    /// Irritants over time
    Strips,
    /// What pairs of parties have in common
    Matrix,
    /// Parties and mechanisms
    Network,
    /// Places of meetings and visits
    Map,
    /// Claims by month of publication; months from which nothing was read are hatched
    Months,
}

impl Chart {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let opened = open(common, &self.asking)?;
        with(&opened, usize::MAX, |book| {
            let asked = (!self.what.is_empty()).then(|| reports::find(book, &self.what));
            let scope = match &asked {
                None => Scope::All,
                Some(asked) => match Scope::of(asked) {
                    Some(scope) => scope,
                    None => return Ok(say_not_found(&self.what, asked)),
                },
            };
            let title = if self.what.is_empty() { "Chancery".to_owned() } else { self.what.join(" ") };
            let frame = Frame { title: &title, href: &|_| String::new(), said: &str::to_owned, date: &reports::when };
            let Some(drawing) = self.draw(book, &scope, asked.as_ref(), &frame) else {
                terminal::say_wrong(
                    "not found",
                    "this chart is of one mechanism\nhint: chancery list mechanisms shows those that there are",
                );
                return Ok(Outcome::No);
            };
            anstream::println!("{drawing}");
            Ok(Outcome::Done)
        })
    }

    fn draw(&self, book: &Book<'_>, scope: &Scope, asked: Option<&Asked<'_>>, frame: &Frame<'_>) -> Option<String> {
        let sessions = || match asked {
            Some(Asked::Entity(entity)) => reports::sessions(book, entity),
            _ => None,
        };
        Some(match self.name {
            Name::Ladder => svg::ladder::ladder(&sessions()?, frame),
            Name::Cadence => svg::cadence::cadence(&sessions()?, frame),
            Name::Lanes => svg::lanes::lanes(&reports::lanes(book, scope), frame),
            Name::Standing => svg::standing::standings(&reports::standings(book, scope), frame),
            Name::Strips => svg::strips::strips(&reports::strips(book, scope), frame),
            Name::Matrix => {
                let name = |party: &str| super::book::state(party).unwrap_or_else(|| party.to_owned());
                svg::matrix::matrix(&reports::matrix(book, scope), &name, &|_, _| String::new(), frame)
            }
            Name::Network => svg::network::network(&reports::network(book, scope), frame),
            Name::Map => svg::map::map(&reports::places(book, scope, &located).0, frame),
            Name::Months => match scope {
                Scope::All => svg::months::months(&reports::coverage(book).months, frame),
                _ => svg::months::months(&reports::pulse(book, scope), frame),
            },
        })
    }
}
