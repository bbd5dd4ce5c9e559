//! A register opened for asking, on the day asked for, with names for parties.

use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use annotate::Parties;
use clap::{Args, ValueEnum};
use model::{DocumentId, PartialDate};
use register::{EntityId, Known, Mode, Register, Snapshot, Wanted};
use reports::{Answer, Asked, Book};
use std::sync::OnceLock;

/// How a question is asked and answered.
#[derive(Debug, Args)]
pub(crate) struct Asking {
    /// Answer as of this day: leave out what was published later, and judge by it what is late; today where it is left out
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<PartialDate>,
    /// Answer from what the register held after an entry of its log, or at a time (RFC 3339)
    #[arg(long, value_name = "ENTRY|TIME", value_parser = known)]
    pub(crate) known: Option<Known>,
    /// How to print the answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Print JSON; short for --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// In which form an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For a program
    Json,
    /// For a note
    Markdown,
    /// A page that needs nothing else
    Html,
}

fn known(text: &str) -> Result<Known, String> {
    if let Ok(entry) = text.parse::<u64>() {
        return Ok(Known::Entry(entry));
    }
    let time = text.parse::<register::Timestamp>();
    time.map(Known::Time).map_err(|_| format!("{text:?} is neither the number of an entry nor a time such as 2026-10-07T09:30:00Z"))
}

/// A register and what it held on the day asked for.
pub(crate) struct Opened {
    pub(crate) register: Register,
    pub(crate) snapshot: Snapshot,
    pub(crate) as_of: PartialDate,
}

/// Opens the register for asking about everything.
pub(crate) fn open(common: &Common, asking: &Asking) -> anyhow::Result<Opened> {
    let register = open_register(common, asking)?;
    let snapshot = whole(&register, asking.as_of)?;
    Ok(opened(common, asking, register, snapshot))
}

/// How much of what is said around a thing comes along with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Nothing.
    Itself,
    /// What the documents say besides that tell of it.
    Accounts,
    /// That, and what either of two parties says by itself wherever it is told: it may raise what stands between them.
    Raised,
    /// Of what concerns parties only these kinds.
    Kinds(&'static [&'static str]),
}

/// Opens the register for asking about what `words` name, or about everything where there are none.
pub(crate) fn open_on(common: &Common, asking: &Asking, words: &[String], reach: Reach) -> anyhow::Result<Opened> {
    let register = open_register(common, asking)?;
    let snapshot = if words.is_empty() { whole(&register, asking.as_of)? } else { about(&register, words, asking.as_of, reach)? };
    Ok(opened(common, asking, register, snapshot))
}

/// What was asked for, by the id that it has now: one that was made one with another keeps its old name for whoever wrote it down.
pub(crate) fn by_its_id_now(register: &Register, words: &[String]) -> anyhow::Result<Vec<String>> {
    let [id] = words else { return Ok(words.to_vec()) };
    let now = register.current(&EntityId::from_printed(id.as_str()))?;
    Ok(vec![now.map_or_else(|| id.clone(), |now| now.to_string())])
}

/// Opens the register for asking about things that are known by id.
pub(crate) fn open_part(
    common: &Common,
    asking: &Asking,
    wanted: impl FnOnce(&Register) -> anyhow::Result<Vec<Wanted>>,
) -> anyhow::Result<Opened> {
    let register = open_register(common, asking)?;
    let mut snapshot = Snapshot::default();
    for wanted in wanted(&register)? {
        snapshot.extend(register.outline(&wanted, asking.as_of)?);
    }
    Ok(opened(common, asking, register, snapshot))
}

fn opened(common: &Common, asking: &Asking, register: Register, snapshot: Snapshot) -> Opened {
    Opened { register, snapshot, as_of: last_day(asking.as_of).unwrap_or_else(|| today(common)) }
}

fn open_register(common: &Common, asking: &Asking) -> anyhow::Result<Register> {
    let register = register::open(&common.register, Mode::Read)?;
    let Some(known) = asking.known else { return Ok(register) };
    let last = register.head()?.seq;
    if let Known::Entry(entry) = known {
        anyhow::ensure!(
            entry <= last,
            "the log has {last} entries, and none numbered {entry}\nhint: leave --known out to ask what is known now"
        );
    }
    Ok(register.known(known)?)
}

fn whole(register: &Register, until: Option<PartialDate>) -> anyhow::Result<Snapshot> {
    Ok(match until {
        Some(day) => register.said_by(day)?,
        None => register.snapshot()?,
    })
}

/// In a register of no more entries words that are nothing's name are looked for in what everything is described by.
const SMALL: u64 = 20_000;

/// What the register holds of what words name.
pub(crate) fn about(register: &Register, words: &[String], until: Option<PartialDate>, reach: Reach) -> anyhow::Result<Snapshot> {
    let in_register =
        |name: &str| register.entity(&EntityId::from_printed(format!("party:{name}"))).ok().flatten().map(|_| name.to_owned());
    let known = |name: &str| party(name).or_else(|| in_register(name));
    let asked = words.join(" ");
    let of = |ids: Vec<EntityId>| if reach == Reach::Itself { Wanted::Entities(ids) } else { Wanted::Accounts(ids) };
    let both = |one, other| match reach {
        Reach::Raised => Wanted::Parties(one, other),
        Reach::Kinds(kinds) => Wanted::OfKinds(vec![one, other], kinds),
        Reach::Itself | Reach::Accounts => Wanted::Between(one, other),
    };
    let id = register.current(&EntityId::from_printed(asked.as_str()))?;
    let wanted = if let [_, _] = words
        && let Some((one, other)) = reports::pair(words, &known)
    {
        both(one, other)
    } else if let Some(id) = id {
        of(vec![id])
    } else if let Some(document) = document(register, &asked)? {
        Wanted::Documents(vec![document])
    } else if let Some((one, other)) = reports::pair(words, &known) {
        both(one, other)
    } else if let Some(party) = known(&asked) {
        return of_party(register, &party, until, reach);
    } else {
        return named(register, words, until, reach);
    };
    Ok(register.outline(&wanted, until)?)
}

/// What the register holds of a party. What a body does is kept with its state's.
fn of_party(register: &Register, name: &str, until: Option<PartialDate>, reach: Reach) -> anyhow::Result<Snapshot> {
    let party = model::Party::new(name);
    let root = party.root().to_owned();
    let wanted = if let Reach::Kinds(kinds) = reach { Wanted::OfKinds(vec![root], kinds) } else { Wanted::Party(root) };
    let mut part = register.outline(&wanted, until)?;
    if party.body_name().is_some() {
        let id = register.current(&EntityId::from_printed(format!("party:{name}").to_lowercase()))?;
        part.extend(register.part(&Wanted::Entities(id.into_iter().collect()), until)?);
    }
    Ok(part)
}

/// What the register holds of what is called so.
fn named(register: &Register, words: &[String], until: Option<PartialDate>, reach: Reach) -> anyhow::Result<Snapshot> {
    let candidates = register.named(&words.join(" "), 64)?;
    let part = register.part(&Wanted::Entities(candidates), until)?;
    let found = match finding(&part, words) {
        Asked::Entity(entity) => Some(entity.id.clone()),
        _ if register.head()?.seq <= SMALL => return whole(register, until),
        _ => None,
    };
    match found {
        Some(id) if id.kind() == "party" => {
            let name = part.entities.get(&id).map(|e| e.name.clone()).unwrap_or_default();
            of_party(register, &name, until, reach)
        }
        Some(id) if reach != Reach::Itself || id.kind() == "meeting" => Ok(register.part(&Wanted::Accounts(vec![id]), until)?),
        _ => Ok(part),
    }
}

pub(crate) fn finding<'s>(snapshot: &'s Snapshot, words: &[String]) -> Asked<'s> {
    let day = PartialDate::day(2000, 1, 1).expect("the day is in the calendar");
    reports::find(&Book::new(snapshot, day, 0, &|_| None, &state, &party), words)
}

/// The document of an address, an id or a title.
pub(crate) fn document(register: &Register, asked: &str) -> anyhow::Result<Option<DocumentId>> {
    if let Some(id) = register.document_at(asked)? {
        return Ok(Some(id));
    }
    let found = register.search(asked, 8)?.documents;
    Ok(found.into_iter().find(|hit| hit.title.as_deref() == Some(asked)).map(|hit| hit.document))
}

/// The last day that a date may mean.
fn last_day(date: Option<PartialDate>) -> Option<PartialDate> {
    let last = date?.upper()?;
    PartialDate::day(last.year, last.month, last.day)
}

pub(crate) fn today(common: &Common) -> PartialDate {
    let now = common.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let [year, month, day] = [i32::from(now.year()), i32::from(now.month()), i32::from(now.day())];
    let whole = |n: i32| u16::try_from(n).unwrap_or(0);
    PartialDate::day(whole(year), whole(month) as u8, whole(day) as u8).expect("the clock gives days of the calendar")
}

/// Asks what was opened, with its texts and the names of states within reach.
pub(crate) fn with<T>(opened: &Opened, limit: usize, ask: impl FnOnce(&Book<'_>) -> T) -> T {
    let text = |id: &DocumentId| opened.register.document(id).ok().flatten().map(|d| d.text);
    let mut book = Book::new(&opened.snapshot, opened.as_of, limit, &text, &state, &party);
    book.spelled = true;
    book.source = &opened.register;
    ask(&book)
}

/// Prints an answer, or says `nothing` on standard error where it has none.
pub(crate) fn print(answer: &Answer, asking: &Asking, quotes: bool, nothing: &str) -> anyhow::Result<Outcome> {
    let form = if asking.json { Format::Json } else { asking.format };
    match form {
        Format::Json => terminal::print_json(answer)?,
        _ if answer.is_empty() => terminal::say_wrong("nothing", nothing),
        Format::Text => terminal::print_answer(answer, quotes),
        Format::Markdown => anstream::print!("{}", share::markdown::answer(answer, quotes)),
        Format::Html => anstream::print!("{}", share::html::answer(answer, quotes)),
    }
    Ok(if answer.is_empty() { Outcome::No } else { Outcome::Done })
}

/// Says that words name nothing, or several things, and what they may mean.
pub(crate) fn say_not_found(what: &[String], asked: &Asked<'_>) -> Outcome {
    // Two names of which one alone is a party's: the other is what was mistyped.
    if let [one, other] = what
        && let (Some(known), None, unknown) | (None, Some(known), unknown) =
            (party(one), party(other), if party(one).is_some() { other } else { one })
    {
        terminal::say_wrong(
            "not found",
            &format!("{known} is a party, and none is called {unknown:?}\nhint: chancery list parties shows those that there are"),
        );
        return Outcome::No;
    }
    let words = what.join(" ");
    let (message, entities) = match asked {
        Asked::Several(entities) => (format!("{words:?} may mean several things"), entities.as_slice()),
        Asked::Nothing(entities) => (format!("nothing in the register is called {words:?}"), entities.as_slice()),
        Asked::Dyad(..) | Asked::Party(_) | Asked::Entity(_) | Asked::Document(_) => {
            (format!("{words:?} is no party, pair of parties or mechanism\nhint: chancery show {words:?} shows what it is"), &[][..])
        }
    };
    let hints: String = entities
        .iter()
        .map(|e| format!("\nhint: did you mean {:?} ({}): chancery show {}", reports::line(e), e.kind.name(), e.id))
        .collect();
    terminal::say_wrong("not found", &format!("{message}{hints}"));
    Outcome::No
}

/// The party that a user's word names: a state by its code or any of its names.
pub(crate) fn party(name: &str) -> Option<String> {
    parties().named(name).map(|p| p.as_str().to_owned())
}

/// What a state with a code is called.
pub(crate) fn state(code: &str) -> Option<String> {
    parties().state(code).map(str::to_owned)
}

/// Where a town lies: latitude and longitude.
pub(crate) fn located(town: &str, state: Option<&str>) -> Option<(f64, f64)> {
    parties().located(town, state)
}

fn parties() -> &'static Parties {
    static PARTIES: OnceLock<Parties> = OnceLock::new();
    PARTIES.get_or_init(Parties::new)
}
