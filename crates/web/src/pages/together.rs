//! Are these one, or two? Two things beside each other with what brought each together, and the claims of one thing with
//! those that speak of another.

use super::review::told;
use super::thing::slots;
use crate::ask::encoded;
use crate::asking::{Asking, short};
use crate::page::{Block, Column, Html, Labelled, List, Page, Row};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;
use model::ClaimId;
use register::{Apart, Entity, EntityId, Explained, KeptClaim, Register, Ruling, Verdict, Wanted};
use reports::Book;
use serde_json::json;

/// The judgements of two things, by the word that a form sends.
const JUDGEMENTS: [&str; 3] = ["same", "different", "unsure"];

#[derive(Template)]
#[template(path = "pair.html")]
struct Judge<'p> {
    w: &'p Words,
    one: String,
    other: String,
    back: String,
    judged: String,
}

#[derive(Template)]
#[template(path = "choose-other.html")]
struct ChooseOther<'p> {
    w: &'p Words,
    one: String,
    other: String,
}

/// The way from a thing's page to the judgements about it.
#[derive(Template)]
#[template(path = "judge-links.html")]
struct Links<'p> {
    w: &'p Words,
    pair: String,
    apart: String,
}

/// Links to the judgements of a thing, for those who may take them.
pub(crate) fn links(asking: &Asking<'_>, entity: &Entity) -> Option<Block> {
    let named = !matches!(entity.kind.name(), "party" | "person");
    let id = encoded(entity.id.as_str());
    let apart = if named { format!("/apart?entity={id}") } else { String::new() };
    let links = Links { w: asking.words, pair: format!("/one-or-two?one={id}"), apart };
    asking.may(crate::access::Right::Edit).then(|| Block::Own(Html::of(&links)))
}

/// The thing that an id or a name means, of one kind where that is known.
fn named(register: &Register, kind: Option<&str>, text: &str) -> Result<EntityId, Wrong> {
    if let Some(id) = register.current(&EntityId::from_printed(text))? {
        return Ok(id);
    }
    let mut found: Vec<Entity> = Vec::new();
    for id in register.named(text, 50)? {
        found.extend(register.entity(&id)?.filter(|e| kind.is_none_or(|k| e.kind.name() == k)));
    }
    if let [exact] = found.iter().filter(|e| e.name.eq_ignore_ascii_case(text)).collect::<Vec<_>>().as_slice() {
        return Ok(exact.id.clone());
    }
    match found.as_slice() {
        [only] => Ok(only.id.clone()),
        [] => Err(Wrong::new(404, format!("nothing is called {text:?}"), "give its name, or the id at the end of its address")),
        several => {
            let ids: Vec<&str> = several.iter().take(8).map(|e| e.id.as_str()).collect();
            Err(Wrong::new(400, format!("{text:?} may mean several things"), ids.join(", ")))
        }
    }
}

/// Two things beside each other, and what was judged of them.
pub(crate) fn pair(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.pair"));
    page.judged = false;
    let (given, other_given) = (asking.ask.queried("one"), asking.ask.queried("other"));
    let Some(given) = given else {
        page.blocks.push(Block::Own(Html::of(&ChooseOther { w: asking.words, one: String::new(), other: String::new() })));
        return Ok(page);
    };
    let site = asking.site;
    let (one, other) = site.shelf.with(&site.world, |register| {
        let one = named(register, None, given)?;
        let other = other_given.map(|other| named(register, Some(one.kind()), other)).transpose()?;
        let told = |id: &EntityId| register.explain(id)?.ok_or_else(|| Wrong::missing("entity"));
        let other = other.filter(|o| *o != one).map(|o| told(&o)).transpose()?;
        Ok((told(&one)?, other))
    })?;
    let ids: Vec<EntityId> = std::iter::once(&one).chain(&other).map(|t| t.entity.id.clone()).collect();
    page.value = json!({ "things": ids, "judged": one.judged });
    asking.book_about(&Wanted::Entities(ids), |book| {
        let gone = other.is_none() && other_given.is_some();
        match (&other, other_given) {
            (Some(other), _) => {
                let columns = [&one, other].map(|t| Column { heading: asking.line(book, &t.entity), blocks: side(asking, book, t) });
                page.blocks.push(Block::Sides(columns.into()));
                page.blocks.push(judge(asking, &one.entity.id, &other.entity.id, &one.judged));
            }
            // A person made them one: the page stays, and takes it back.
            (None, Some(other)) => {
                page.lead = asking.words.fill("pair.one", &[&asking.line(book, &one.entity)]);
                page.blocks.push(judge(asking, &EntityId::from_printed(given), &EntityId::from_printed(other), &one.judged));
            }
            (None, None) => page.lead = asking.line(book, &one.entity),
        }
        if !gone {
            let chosen = other_given.unwrap_or_default().to_owned();
            let choose = ChooseOther { w: asking.words, one: one.entity.id.to_string(), other: chosen };
            page.blocks.push(Block::Own(Html::of(&choose)));
        }
        page.blocks.extend(alike(asking, book, &one));
        page.blocks.extend(judged(asking, &one.judged));
        Ok(())
    })?;
    Ok(page)
}

/// What is known of one of two things, and what its claims share.
fn side(asking: &Asking<'_>, book: &Book<'_>, told: &Explained) -> Vec<Block> {
    let mut facts = slots(asking, &told.entity);
    let fact = |label: &str, value: String| Labelled { label: asking.words.said(label), value: vec![crate::page::Cell::text(value)] };
    facts.push(fact("claims", told.entity.claims.len().to_string()));
    if told.shared.0 != "alone" {
        facts.push(fact("its claims share", told.shared.1.clone()));
    }
    facts.push(fact("id", told.entity.id.to_string()));
    let claims = book.claims_of(&told.entity);
    let rows = claims.iter().filter_map(|kept| Some(asking.row(book, &book.said_by(kept)?))).take(5).collect();
    let list = List { heading: asking.t("accounts").to_owned(), rows, more: 0, more_href: String::new(), level: 3 };
    vec![Block::Facts(facts), Block::List(list)]
}

fn judge(asking: &Asking<'_>, one: &EntityId, other: &EntityId, judged: &[Ruling]) -> Block {
    let of_pair = judged.iter().rfind(|r| {
        let about = r.decision.verdict.entities();
        about.contains(&one) && about.contains(&other)
    });
    let back = format!("/one-or-two?one={}&other={}", encoded(one.as_str()), encoded(other.as_str()));
    let judge = Judge {
        w: asking.words,
        one: one.to_string(),
        other: other.to_string(),
        back,
        judged: of_pair.map(|r| word(&r.decision.verdict).to_owned()).unwrap_or_default(),
    };
    Block::Own(Html::of(&judge))
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Same { .. } => "same",
        Verdict::Different { .. } => "different",
        _ => "unsure",
    }
}

/// Things that are nearly called so, each with the way to the two beside each other.
fn alike(asking: &Asking<'_>, book: &Book<'_>, told: &Explained) -> Option<Block> {
    let quoted = |words: &[String]| if words.is_empty() { "–".to_owned() } else { format!("“{}”", words.join(" ")) };
    let rows: Vec<Row> = told
        .apart
        .iter()
        .map(|(other, why)| Row {
            text: asking.line(book, other),
            href: format!("/one-or-two?one={}&other={}", encoded(told.entity.id.as_str()), encoded(other.id.as_str())),
            reason: match why {
                Apart::Divided => asking.t("pair.divided").to_owned(),
                Apart::Words(own, theirs) => format!("{} / {}", quoted(own), quoted(theirs)),
            },
            id: other.id.to_string(),
            ..Row::default()
        })
        .collect();
    (!rows.is_empty())
        .then(|| Block::List(List { heading: asking.t("pair.alike").to_owned(), rows, more: 0, more_href: String::new(), level: 2 }))
}

/// What persons judged of the thing and others.
fn judged(asking: &Asking<'_>, judged: &[Ruling]) -> Option<Block> {
    let row = |ruling: &Ruling| {
        let about: Vec<&str> = ruling.decision.verdict.entities().into_iter().map(EntityId::as_str).collect();
        let reason = [ruling.decision.author.as_str(), ruling.decision.reason.as_str()];
        Row {
            text: about.join(" – "),
            href: format!("/one-or-two?one={}&other={}", encoded(about[0]), encoded(about[about.len() - 1])),
            badge: Some(crate::asking::badge(word(&ruling.decision.verdict))),
            reason: reason.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": "),
            ..Row::default()
        }
    };
    let rows: Vec<Row> = judged.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| Block::List(List { heading: asking.t("decisions").to_owned(), rows, more: 0, more_href: String::new(), level: 2 }))
}

/// Records what the form judges of two things.
pub(crate) fn decide(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let (Some(one), Some(other)) = (asking.ask.filled("one"), asking.ask.filled("other")) else {
        return Err(Wrong::new(400, "the form names no two things", ""));
    };
    let (one, other) = (EntityId::from_printed(one), EntityId::from_printed(other));
    let word = asking.ask.filled("verdict").unwrap_or_default();
    let verdict = match word {
        "same" => Verdict::Same { one, other },
        "different" => Verdict::Different { one, other },
        "unsure" => Verdict::Unsure { one, other },
        _ => return Err(Wrong::new(400, format!("{word:?} is no judgement of two things"), JUDGEMENTS.join(", "))),
    };
    asking.decide(verdict)?;
    Ok(Reply::to(&told(asking.ask.filled("back").unwrap_or("/checks"), &format!("done={word}"))))
}

/// A claim of a thing that may speak of another.
struct Member {
    id: String,
    line: String,
    said: String,
    from: String,
    href: String,
    /// What a person called the other thing it speaks of.
    apart: String,
}

#[derive(Template)]
#[template(path = "apart.html")]
struct SetApart<'p> {
    w: &'p Words,
    members: Vec<Member>,
    set: Vec<String>,
}

/// The claims of a thing, to set some apart as those of another.
pub(crate) fn apart(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let site = asking.site;
    let wanted = match (asking.ask.queried("entity"), asking.ask.queried("claim")) {
        (Some(entity), _) => Wanted::Entities(vec![EntityId::from_printed(entity)]),
        (None, Some(claim)) => {
            let id = ClaimId::from_printed(format!("claim:{}", short(claim)));
            let kept = site.shelf.with(&site.world, |register| Ok(register.claim(&id)?))?.ok_or_else(|| Wrong::missing("claim"))?;
            Wanted::Documents(vec![kept.claim.doc])
        }
        (None, None) => {
            let mut page = Page::new("site", asking.t("q.apart"));
            page.judged = false;
            page.blocks.push(Block::Note(asking.t("apart.none").to_owned()));
            return Ok(page);
        }
    };
    asking.book_about(&wanted, |book| {
        let entity = thing(asking, book)?;
        let mut page = Page::new("site", asking.t("q.apart"));
        page.judged = false;
        page.lead = asking.line(book, entity);
        let claims = book.claims_of(entity);
        let members = site
            .shelf
            .with(&site.world, |register| claims.iter().map(|k| member(asking, book, register, k)).collect::<Result<Vec<_>, Wrong>>())?;
        page.value = json!({ "entity": entity.id, "claims": claims.iter().map(|k| &k.id).collect::<Vec<_>>() });
        let set = members.iter().filter(|m| !m.apart.is_empty()).map(|m| m.id.clone()).collect();
        page.blocks.push(Block::Own(Html::of(&SetApart { w: asking.words, members, set })));
        Ok(page)
    })
}

/// The thing that is asked about: by its id, or as what a claim speaks of.
fn thing<'b>(asking: &Asking<'_>, book: &Book<'b>) -> Result<&'b Entity, Wrong> {
    let entities = &book.snapshot.entities;
    let found = match asking.ask.queried("entity") {
        Some(id) => entities.get(&EntityId::from_printed(id)),
        None => {
            let claim = ClaimId::from_printed(format!("claim:{}", short(asking.ask.queried("claim").unwrap_or_default())));
            let kind = book.snapshot.claims.get(&claim).map_or("", |k| k.claim.kind.name());
            entities.values().find(|e| e.kind.name() == kind && e.claims.binary_search(&claim).is_ok())
        }
    };
    found.filter(|e| !matches!(e.kind.name(), "party" | "person")).ok_or_else(|| Wrong::missing("thing"))
}

fn member(asking: &Asking<'_>, book: &Book<'_>, register: &Register, kept: &KeptClaim) -> Result<Member, Wrong> {
    let row = book.said_by(kept).map(|item| asking.row(book, &item));
    let quote = row.and_then(|r| r.quote);
    let digits = short(kept.id.as_str());
    Ok(Member {
        id: digits.to_owned(),
        line: super::source::in_short(asking, book, kept),
        said: quote.as_ref().map(|q| q.words.clone()).unwrap_or_default(),
        from: quote.map(|q| q.from).unwrap_or_default(),
        href: format!("/claim/{digits}"),
        apart: register.set_apart(&kept.id)?.unwrap_or_default(),
    })
}

/// Records that claims speak of another thing, or puts them back.
pub(crate) fn split(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let ids =
        asking.ask.form.iter().filter(|(name, _)| name == "claim").map(|(_, id)| ClaimId::from_printed(format!("claim:{}", short(id))));
    let claims: Vec<ClaimId> = ids.collect();
    let Some(first) = claims.first().map(|c| short(c.as_str()).to_owned()) else {
        return Err(Wrong::new(400, "no claim is chosen", "tick the claims that speak of another thing"));
    };
    let name = if asking.ask.filled("do") == Some("back") { "" } else { asking.ask.filled("name").unwrap_or_default() };
    if name.is_empty() && asking.ask.filled("do") != Some("back") {
        return Err(Wrong::new(400, "the other thing has no name", "say what tells it apart"));
    }
    asking.decide(Verdict::Split { claims, name: name.chars().take(200).collect() })?;
    Ok(Reply::to(&format!("/apart?claim={first}&done={}", if name.is_empty() { "put-back" } else { "split" })))
}
