//! Who says so, and in which words? A claim with its evidence, what rests on it, and what other sources say instead.

use crate::access::Right;
use crate::asking::{Asking, badge, file_name, short};
use crate::page::{Block, Cell, Html, Labelled, List, Page, Row, Table};
use crate::reply::Wrong;
use crate::words::Words;
use askama::Template;
use model::{ClaimId, Span};
use register::{Entity, KeptClaim, Wanted};
use reports::Book;
use serde_json::{Value, json};

/// Words around the evidence that are shown with it, in bytes on either side.
const AROUND: usize = 320;

/// The words that say a claim, within what stands around them.
pub(crate) struct Said {
    pub(crate) before: String,
    pub(crate) words: String,
    pub(crate) after: String,
    pub(crate) from: String,
    pub(crate) href: String,
    pub(crate) language: String,
}

/// A claim on a card, with what can be decided about it.
#[derive(Template)]
#[template(path = "claim.html")]
pub(crate) struct Card<'p> {
    pub(crate) w: &'p Words,
    pub(crate) digits: String,
    pub(crate) kind: &'static str,
    pub(crate) facts: Vec<Labelled>,
    pub(crate) said: Vec<Said>,
    /// Whether it can be judged here.
    pub(crate) open: bool,
    /// Whether it was judged before.
    pub(crate) judged: bool,
    /// Whether the keys are for it.
    pub(crate) current: bool,
    pub(crate) back: String,
    pub(crate) skip: String,
}

impl Card<'_> {
    fn plain(&self, cell: &Cell) -> String {
        cell.text.clone()
    }
}

/// The claim's words as a card shows them.
pub(crate) fn said(asking: &Asking<'_>, kept: &KeptClaim) -> Vec<Said> {
    let site = asking.site;
    let Some(document) = site.shelf.document(&site.world, &kept.claim.doc) else { return Vec::new() };
    let from = document.publisher.clone().or_else(|| document.title.clone()).unwrap_or_else(|| file_name(&document.source));
    let published = document.published.map(|d| format!(", {}", asking.words.date(d))).unwrap_or_default();
    let text = document.text.as_str();
    let near = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        let from = text.floor_char_boundary(start.saturating_sub(AROUND));
        let to = text.ceil_char_boundary((end + AROUND).min(text.len()));
        let (before, after) = (text.get(from..start).unwrap_or_default(), text.get(end..to).unwrap_or_default());
        // No word is cut in two, where words stand apart.
        let before = if from > 0 { before.split_once(' ').map_or(before, |(_, whole)| whole) } else { before };
        let after = if to < text.len() { after.rsplit_once(' ').map_or(after, |(whole, _)| whole) } else { after };
        (before, after)
    };
    let one = |(n, span): (usize, &Span)| {
        let (before, after) = if n == 0 { near(*span) } else { ("", "") };
        Said {
            before: share::plain::one_line(before),
            words: share::plain::one_line(document.quote(*span)),
            after: share::plain::one_line(after),
            from: format!("{from}{published}"),
            href: asking.words_href(&kept.claim.doc, Some(&kept.id)),
            language: document.language.clone().unwrap_or_default(),
        }
    };
    kept.claim.evidence.iter().enumerate().map(one).collect()
}

/// The slots of a claim, in the words of the contract.
pub(crate) fn slots(asking: &Asking<'_>, kept: &KeptClaim) -> Vec<Labelled> {
    let value = serde_json::to_value(&kept.claim.kind).unwrap_or_default();
    let slots = value.as_object().into_iter().flatten().filter(|(slot, _)| *slot != "kind");
    let mut facts: Vec<Labelled> =
        slots.map(|(slot, value)| Labelled { label: asking.words.said(&slot.replace('_', " ")), value: cells(asking, value) }).collect();
    if let Some(who) = &kept.claim.attributed_to {
        facts.push(Labelled { label: asking.words.said("attributed to"), value: vec![Cell::text(asking.party_name(who.as_str()))] });
    }
    if kept.claim.polarity.is_some() {
        facts.push(Labelled { label: asking.words.said("polarity"), value: vec![Cell::text(asking.words.said("denied"))] });
    }
    facts
}

/// A slot's values, with parties and dates as they are read.
pub(crate) fn cells(asking: &Asking<'_>, value: &Value) -> Vec<Cell> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| cells(asking, item)).collect(),
        Value::Object(fields) => {
            let words = fields.values().flat_map(|v| cells(asking, v)).map(|c| c.text).filter(|t| !t.is_empty());
            vec![Cell::text(words.collect::<Vec<_>>().join(", "))]
        }
        Value::String(text) => {
            if let Some(date) = text.parse().ok().filter(|_| text.len() >= 4) {
                return vec![Cell::when(Some(asking.when(date)))];
            }
            let party = model::Party::new(text.as_str());
            let known = party.state().is_some_and(|s| (asking.site.world.called)(s).is_some());
            vec![Cell::text(if known { asking.party_name(text) } else { asking.words.said(text) })]
        }
        Value::Number(number) => vec![Cell::text(number.to_string())],
        Value::Bool(true) => vec![Cell::text("✓")],
        Value::Null | Value::Bool(false) => Vec::new(),
    }
}

pub(crate) fn claim(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let id = ClaimId::from_printed(format!("claim:{}", short(asking.param("id"))));
    let site = asking.site;
    let found = site.shelf.with(&site.world, |register| Ok((register.claim(&id)?, register.decision(&id)?, register.set_apart(&id)?)))?;
    let (Some(kept), ruling, set_apart) = found else { return Err(Wrong::missing("claim")) };
    asking.book_about(&Wanted::Documents(vec![kept.claim.doc.clone()]), |book| {
        let mut page = Page::new("claim", asking.t("q.claim"));
        page.value = value(asking, &kept, ruling.as_ref());
        let card = Card {
            w: asking.words,
            digits: short(kept.id.as_str()).to_owned(),
            kind: kept.claim.kind.name(),
            facts: slots(asking, &kept),
            said: said(asking, &kept),
            open: asking.may(Right::Review),
            judged: ruling.is_some(),
            current: false,
            back: asking.with("done", ""),
            skip: String::new(),
        };
        page.blocks.push(Block::Own(Html::of(&card)));
        if asking.may(Right::Edit) {
            page.blocks.push(Block::Own(super::correct::form(asking, &kept)));
        }
        let mut facts = vec![
            Labelled { label: asking.words.said("standing"), value: vec![Cell::badge(Some(badge(standing(&kept))))] },
            Labelled { label: asking.words.said("confidence"), value: vec![Cell::text(format!("{:.0} %", kept.claim.confidence * 100.0))] },
            Labelled { label: asking.words.said("rule"), value: vec![Cell::text(&kept.claim.rule)] },
            Labelled { label: asking.words.said("id"), value: vec![Cell::text(kept.id.as_str())] },
        ];
        facts.push(Labelled {
            label: asking.t("decisions").to_owned(),
            value: vec![Cell::text(ruling.as_ref().map_or_else(
                || asking.t("no decision").to_owned(),
                |r| {
                    let why = if r.decision.reason.is_empty() { String::new() } else { format!(" – {}", r.decision.reason) };
                    format!("{}, {}{why}", standing(&kept), r.decision.author)
                },
            ))],
        });
        if let Some(name) = set_apart {
            let href = asking.link(&format!("/apart?claim={}", short(kept.id.as_str())));
            let cell = Cell::link(asking.words.fill("apart.set", &[&name]), if asking.may(Right::Edit) { href } else { String::new() });
            facts.push(Labelled { label: asking.words.said("split"), value: vec![cell] });
        }
        page.blocks.push(Block::Facts(facts));
        let entities: Vec<&Entity> = book.snapshot.entities.values().filter(|e| e.claims.binary_search(&kept.id).is_ok()).collect();
        let rests = entities.iter().filter(|e| e.kind.name() != "party");
        let rows: Vec<Row> = rests
            .map(|e| Row {
                text: asking.line(book, e),
                href: asking.entity_href(&e.id),
                reason: asking.words.said(e.kind.name()),
                id: e.id.to_string(),
                ..Row::default()
            })
            .collect();
        if !rows.is_empty() {
            page.blocks.push(Block::List(List {
                heading: asking.t("rests on it").to_owned(),
                rows,
                more: 0,
                more_href: String::new(),
                level: 2,
            }));
        }
        let competing = competing(asking, book, &kept, &entities);
        if !competing.rows.is_empty() {
            page.blocks.push(Block::Table(competing));
        }
        Ok(page)
    })
}

/// The claim for a program.
pub(crate) fn value(asking: &Asking<'_>, kept: &KeptClaim, ruling: Option<&register::Ruling>) -> Value {
    let document = asking.site.shelf.document(&asking.site.world, &kept.claim.doc);
    let record = document.as_ref().and_then(|d| {
        let mut records = share::contract::claim_records(d, std::slice::from_ref(&kept.claim));
        records.next().and_then(|r| serde_json::to_value(r).ok())
    });
    json!({ "id": kept.id, "standing": kept.standing, "counts": kept.counts, "as_read": kept.as_read, "decision": ruling, "claim": record })
}

fn standing(kept: &KeptClaim) -> &'static str {
    match kept.standing {
        register::Standing::Read => "read",
        register::Standing::Accepted => "accepted",
        register::Standing::Rejected => "rejected",
    }
}

/// What other claims say of the same entities where this one says something else.
fn competing(asking: &Asking<'_>, book: &Book<'_>, kept: &KeptClaim, entities: &[&Entity]) -> Table {
    let mut table = Table::new(asking.t("competing"), &["what", "value", "source"]);
    for entity in entities.iter().filter(|e| !matches!(e.kind.name(), "party" | "person")) {
        let value = serde_json::to_value(&entity.kind).unwrap_or_default();
        for (slot, stated) in value["stated"].as_object().into_iter().flatten() {
            let values: Vec<&Value> = stated.as_array().into_iter().flatten().collect();
            let own =
                |row: &&&Value| row["claims"].as_array().is_none_or(|claims| claims.iter().any(|c| c.as_str() == Some(kept.id.as_str())));
            if values.iter().filter(own).count() == 0 || values.iter().all(|row| own(&row)) {
                continue;
            }
            for row in values.iter().filter(|row| !own(row)) {
                let claims = row["claims"].as_array().into_iter().flatten().filter_map(|c| c.as_str());
                for claim in claims.take(3) {
                    let id = ClaimId::from_printed(claim);
                    let document = book.snapshot.claims.get(&id).and_then(|k| book.snapshot.documents.get(&k.claim.doc));
                    let from =
                        document.and_then(|d| d.publisher.clone().or_else(|| d.title.clone())).unwrap_or_else(|| short(claim).to_owned());
                    let shown = cells(asking, &row["value"]).into_iter().map(|c| c.text).collect::<Vec<_>>().join(", ");
                    table.rows.push(vec![
                        Cell::text(asking.words.said(&slot.replace('_', " "))),
                        Cell::text(shown),
                        Cell::link(from, asking.link(&format!("/claim/{}", short(claim)))),
                    ]);
                }
            }
        }
    }
    table
}
