//! What do you know that no document says? A claim by hand: its source is the person's own record, and it can be rejected like
//! any other claim.

use crate::asking::{Asking, short};
use crate::book::locked;
use crate::page::{Block, Html, Page};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;
use model::claim as said;
use model::{ClaimKind, PartialDate};
use register::Mode;
use serde_json::{Map, Value, json};

/// What a slot takes, and so how it is asked for.
#[derive(Clone, Copy)]
enum Takes {
    Text,
    Date,
    Number,
    /// A party, by its name or its code.
    Party,
    /// Parties or persons, one a line.
    Names,
    /// Texts, one a line.
    Lines,
    /// Somebody who took part a line: `person; post; party`.
    People,
    Words(fn() -> Vec<&'static str>),
}

macro_rules! words {
    ($of:ty) => {
        Takes::Words(|| <$of>::ALL.iter().map(|w| w.as_str()).collect())
    };
}

/// The kinds that can be filed, with the slots of each in the words of the claims contract. A political event is coded by who
/// did what to whom, which no slot of a form holds.
const KINDS: &[(&str, &[(&str, Takes)])] = &[
    (
        "meeting",
        &[
            ("mechanism", Takes::Text),
            ("ordinal", Takes::Number),
            ("title", Takes::Text),
            ("level", words!(said::Level)),
            ("date", Takes::Date),
            ("place", Takes::Text),
            ("mode", words!(said::Mode)),
            ("parties", Takes::Names),
            ("status", words!(said::MeetingStatus)),
            ("participants", Takes::People),
        ],
    ),
    (
        "mechanism",
        &[
            ("name", Takes::Text),
            ("level", words!(said::Level)),
            ("parties", Takes::Names),
            ("established", Takes::Date),
            ("established_by", Takes::Text),
            ("cadence", words!(said::Cadence)),
            ("field", Takes::Text),
            ("reports_to", Takes::Text),
        ],
    ),
    (
        "visit",
        &[
            ("visitors", Takes::Names),
            ("count", Takes::Number),
            ("from", Takes::Party),
            ("to", Takes::Names),
            ("date", Takes::Date),
            ("purpose", Takes::Text),
            ("status", words!(said::MeetingStatus)),
        ],
    ),
    (
        "instrument",
        &[
            ("name", Takes::Text),
            ("type", words!(said::InstrumentType)),
            ("action", words!(said::InstrumentAction)),
            ("date", Takes::Date),
            ("period", Takes::Date),
            ("parties", Takes::Names),
            ("pillars", Takes::Lines),
            ("at", Takes::Text),
        ],
    ),
    (
        "commitment",
        &[
            ("by", Takes::Names),
            ("to", Takes::Names),
            ("action", Takes::Text),
            ("field", Takes::Text),
            ("date", Takes::Date),
            ("due", Takes::Date),
            ("status", words!(said::CommitmentStatus)),
        ],
    ),
    (
        "stance",
        &[("by", Takes::Names), ("to", Takes::Names), ("stance", words!(said::StanceType)), ("about", Takes::Text), ("date", Takes::Date)],
    ),
    (
        "measure",
        &[
            ("type", words!(said::MeasureType)),
            ("by", Takes::Names),
            ("on", Takes::Lines),
            ("against", Takes::Names),
            ("since", Takes::Date),
            ("until", Takes::Date),
            ("status", words!(said::MeasureStatus)),
        ],
    ),
    (
        "project",
        &[
            ("name", Takes::Text),
            ("description", Takes::Text),
            ("under", Takes::Text),
            ("parties", Takes::Names),
            ("count", Takes::Number),
            ("status", words!(said::ProjectStatus)),
            ("field", Takes::Text),
            ("date", Takes::Date),
            ("due", Takes::Date),
            ("amount", Takes::Text),
        ],
    ),
    (
        "figure",
        &[
            ("value", Takes::Number),
            ("max", Takes::Number),
            ("bound", words!(said::Bound)),
            ("unit", Takes::Text),
            ("of", Takes::Text),
            ("date", Takes::Date),
            ("type", words!(said::FigureType)),
        ],
    ),
    ("post", &[("person", Takes::Text), ("post", Takes::Text), ("party", Takes::Party), ("date", Takes::Date)]),
];

/// Characters of a statement.
const LONGEST: usize = 5_000;

/// A slot as a field of the form.
struct Field {
    slot: &'static str,
    label: String,
    hint: &'static str,
    lines: bool,
    words: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "file.html")]
struct Form<'p> {
    w: &'p Words,
    kinds: Vec<(&'static str, bool)>,
    kind: &'p str,
    today: String,
    fields: Vec<Field>,
}

fn slots(kind: &str) -> Option<&'static [(&'static str, Takes)]> {
    KINDS.iter().find(|(name, _)| *name == kind).map(|(_, slots)| *slots)
}

pub(crate) fn form(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.file"));
    page.judged = false;
    page.lead = asking.t("file.note").to_owned();
    let kind = asking.ask.queried("kind").unwrap_or_default();
    let field = |(slot, takes): &(&'static str, Takes)| Field {
        slot,
        label: asking.words.said(&slot.replace('_', " ")),
        hint: match takes {
            Takes::Date => asking.t("file.date"),
            Takes::Names | Takes::Lines => asking.t("file.lines"),
            Takes::People => asking.t("file.people"),
            Takes::Text | Takes::Number | Takes::Party | Takes::Words(_) => "",
        },
        lines: matches!(takes, Takes::Names | Takes::Lines | Takes::People),
        words: if let Takes::Words(words) = takes { words() } else { Vec::new() },
    };
    page.value = json!({ "kinds": KINDS.iter().map(|(kind, slots)| json!({ "kind": kind, "slots": slots.iter().map(|(s, _)| *s).collect::<Vec<_>>() })).collect::<Vec<_>>() });
    page.blocks.push(Block::Own(Html::of(&Form {
        w: asking.words,
        kinds: KINDS.iter().map(|(one, _)| (*one, *one == kind)).collect(),
        kind,
        today: asking.site.world.today().to_string(),
        fields: slots(kind).into_iter().flatten().map(field).collect(),
    })));
    Ok(page)
}

/// Records the claim that the form brings, and shows it.
pub(crate) fn file(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let kind = asking.ask.filled("kind").unwrap_or_default();
    let statement =
        asking.ask.filled("statement").ok_or_else(|| Wrong::new(400, "the statement is empty", "say in a sentence what happened"))?;
    if statement.chars().count() > LONGEST {
        return Err(Wrong::new(400, format!("the statement is longer than {LONGEST} characters"), "a sentence will do"));
    }
    let claim = read(asking, kind)?;
    let world = &asking.site.world;
    let said = asking.ask.filled("said").map(|day| asking.date(day)).transpose()?.unwrap_or_else(|| world.today());
    let written = serde_json::to_string(&claim).unwrap_or_default();
    let (document, claim) = register::record(&asking.person.name, statement, claim, &written, said);
    let (id, source) = (document.id.clone(), document.source.clone());
    let _turn = locked(&asking.site.shelf.writing);
    let mut register = (world.open)(Mode::Write)?;
    // What cannot be noted is not done.
    asking.site.noted(&asking.person, "file", &source)?;
    register.ingest(&[(document, vec![claim])], "by hand", (world.now)())?;
    Ok(Reply::to(&format!("/source/{}?done=file", short(id.as_str()))))
}

/// The claim that the fields of a form make.
fn read(asking: &Asking<'_>, kind: &str) -> Result<ClaimKind, Wrong> {
    let known = slots(kind).ok_or_else(|| Wrong::new(400, format!("{kind:?} is no kind of claim that can be filed"), ""))?;
    let mut claim = Map::from_iter([("kind".to_owned(), Value::from(kind))]);
    for (slot, takes) in known {
        let Some(text) = asking.ask.filled(&format!("slot.{slot}")) else { continue };
        claim.insert((*slot).to_owned(), value(asking, slot, *takes, text)?);
    }
    if claim.len() == 1 {
        return Err(Wrong::new(400, "every field is empty", "fill in what is known"));
    }
    serde_json::from_value(Value::Object(claim)).map_err(|why| Wrong::new(400, why.to_string(), "docs/claims.md says what a slot takes"))
}

fn value(asking: &Asking<'_>, slot: &str, takes: Takes, text: &str) -> Result<Value, Wrong> {
    let party = |name: &str| (asking.site.world.party)(name.trim()).unwrap_or_else(|| name.trim().to_owned());
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let wrong = |what: &str| Wrong::new(400, format!("{text:?} is no {what} for {slot}"), "");
    Ok(match takes {
        Takes::Text => Value::from(text),
        Takes::Date => json!(text.parse::<PartialDate>().map_err(|_| wrong("date"))?),
        Takes::Number => {
            let number: f64 = text.replace([',', ' '], "").parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(|| wrong("number"))?;
            if number.fract() == 0.0 && number.abs() < 1e15 { json!(number as i64) } else { json!(number) }
        }
        Takes::Party => Value::from(party(text)),
        Takes::Names => lines().map(|name| Value::from(party(name))).collect(),
        Takes::Lines => lines().map(Value::from).collect(),
        Takes::People => lines().map(|line| person(line, &party)).collect(),
        Takes::Words(words) => Value::from(words().into_iter().find(|w| *w == text).ok_or_else(|| wrong("word"))?),
    })
}

/// Somebody who took part: `person; post; party`.
fn person(line: &str, party: &dyn Fn(&str) -> String) -> Value {
    let mut parts = line.split(';').map(str::trim);
    let mut next = || parts.next().filter(|p| !p.is_empty());
    let (name, post, side) = (next(), next(), next());
    let mut person = Map::from_iter([("role".to_owned(), Value::from(said::ParticipantRole::Participant.as_str()))]);
    person.extend(name.map(|n| ("person".to_owned(), Value::from(n))));
    person.extend(post.map(|p| ("post".to_owned(), Value::from(p))));
    person.extend(side.map(|s| ("party".to_owned(), Value::from(party(s)))));
    Value::Object(person)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a slot of a shape may hold, as somebody types it.
    fn typed(takes: Takes) -> String {
        match takes {
            Takes::Text => "something said".to_owned(),
            Takes::Date => "2024-06/2024-09".to_owned(),
            Takes::Number => "1,200".to_owned(),
            Takes::Party => "Japan".to_owned(),
            Takes::Names => "Japan\r\nCHN\r\n".to_owned(),
            Takes::Lines => "first\nsecond".to_owned(),
            Takes::People => "A. Person; Minister; Japan\n; Director;".to_owned(),
            Takes::Words(words) => words()[0].to_owned(),
        }
    }

    #[test]
    fn every_slot_of_the_form_is_one_of_the_claim() {
        let folder = tempfile::tempdir().unwrap();
        let site = crate::fixture::site(folder.path());
        for (kind, slots) in KINDS {
            let fields = slots.iter().map(|(slot, takes)| (format!("slot.{slot}"), typed(*takes)));
            let ask = crate::Ask { form: fields.collect(), ..crate::Ask::post("/file", "") };
            let asking = Asking {
                site: &site,
                ask: &ask,
                form: crate::asking::Form::Html,
                params: Vec::new(),
                words: Words::of("en"),
                person: crate::access::Person::alone("ann"),
                embedded: false,
            };
            let claim = read(&asking, kind).unwrap();
            let kept = serde_json::to_value(&claim).unwrap();
            for (slot, _) in *slots {
                assert!(!kept[*slot].is_null(), "{kind} keeps {slot}: {kept}");
            }
            if *kind == "meeting" {
                assert_eq!(kept["parties"], json!(["JPN", "CHN"]));
                assert_eq!((&kept["participants"][0]["party"], &kept["participants"][1]["post"]), (&json!("JPN"), &json!("Director")));
            }
        }
    }
}
