//! How does a program ask? A few collections and questions under `/api/v1`, described by OpenAPI 3.1 from the same table
//! that answers.
//!
//! One shape for lists (`items`, `next`, `entry`), one for errors (RFC 9457), tokens that say nothing to page with.

use crate::access::Right;
use crate::asking::{Asking, place_token, short, token_place};
use crate::page::{Block, Cell, Page, Table};
use crate::reply::{Reply, Wrong};
use crate::{Ask, Method};
use model::{ClaimId, DocumentId};
use register::{ClaimFilter, EntityFilter, EntityId, Standing, Wanted};
use reports::{Answer, Book, Scope};
use serde_json::{Value, json};

/// What the API can be asked.
pub(crate) struct Operation {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    /// Its name for client generators.
    pub(crate) id: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) needs: Right,
    pub(crate) parameters: &'static [Parameter],
    /// The name of the schema of its answer.
    pub(crate) gives: &'static str,
}

/// A field of a query, a path or a form.
#[derive(Clone, Copy)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) of: Of,
    pub(crate) says: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Form,
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Text,
    /// EDTF.
    Date,
    /// 1 to 1000.
    Limit,
    Words(&'static [&'static str]),
}

const fn query(name: &'static str, of: Of, says: &'static str) -> Parameter {
    Parameter { name, place: Place::Query, of, says }
}

const AS_OF: Parameter = query("as_of", Of::Date, "answer as of this day: leave out what was published later");
const PARTY: Parameter = query("party", Of::Text, "concerning this party: a code or a name");
const OTHER: Parameter = query("other", Of::Text, "concerning this party too");
const LIMIT: Parameter = query("limit", Of::Limit, "how many; 100 where it is left out");
const NEXT: Parameter = query("page", Of::Text, "the token that the part before gave as `next`");
const ID: Parameter = Parameter { name: "id", place: Place::Path, of: Of::Text, says: "its id" };
const MECHANISM: Parameter = query("mechanism", Of::Text, "about this mechanism");
const QUESTIONS: &[&str] = &["brief", "timeline", "ledger", "irritants", "proposals", "health", "checks"];
const KINDS: &[&str] =
    &["party", "person", "mechanism", "meeting", "instrument", "visit", "measure", "project", "commitment", "stance", "figure", "event"];
const CLAIM_KINDS: &[&str] =
    &["meeting", "mechanism", "visit", "instrument", "commitment", "stance", "measure", "project", "figure", "post", "event"];

const fn get(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
    gives: &'static str,
) -> Operation {
    Operation { method: Method::Get, path, id, summary, needs: Right::Read, parameters, gives }
}

pub(crate) const OPERATIONS: &[Operation] = &[
    get("/api/v1/documents", "listDocuments", "Documents that were read, by id", &[AS_OF, LIMIT, NEXT], "List"),
    get("/api/v1/documents/{id}", "getDocument", "A document with its text, its claims, and readers' comments apart", &[ID], "Document"),
    get(
        "/api/v1/claims",
        "listClaims",
        "Claims that count, by id",
        &[
            query("kind", Of::Words(CLAIM_KINDS), "of this kind"),
            PARTY,
            OTHER,
            query("document", Of::Text, "read from this document"),
            query("standing", Of::Words(&["read", "accepted", "rejected"]), "standing thus"),
            AS_OF,
            LIMIT,
            NEXT,
        ],
        "List",
    ),
    get("/api/v1/claims/{id}", "getClaim", "A claim with its quotes and what was decided about it", &[ID], "Claim"),
    get(
        "/api/v1/entities",
        "listEntities",
        "What claims are about, by date",
        &[
            query("kind", Of::Words(KINDS), "of this kind"),
            PARTY,
            OTHER,
            query("within", Of::Date, "dated within this date or interval"),
            query("part_of", Of::Text, "belonging to this entity: the meetings of a mechanism"),
            AS_OF,
            LIMIT,
            NEXT,
        ],
        "List",
    ),
    get("/api/v1/entities/{id}", "getEntity", "An entity with every value that sources give", &[ID, AS_OF], "Entity"),
    get(
        "/api/v1/questions/{id}",
        "ask",
        "A question about everything, a party, two parties or a mechanism, answered with evidence",
        &[
            Parameter { name: "id", place: Place::Path, of: Of::Words(QUESTIONS), says: "the question" },
            PARTY,
            OTHER,
            MECHANISM,
            AS_OF,
            LIMIT,
        ],
        "Answer",
    ),
    get("/api/v1/search", "search", "Documents and names that hold every word", &[query("q", Of::Text, "the words"), LIMIT], "Answer"),
    Operation {
        method: Method::Post,
        path: "/api/v1/decisions",
        id: "decide",
        summary: "Accept, reject or reopen a claim",
        needs: Right::Review,
        parameters: &[
            Parameter { name: "claim", place: Place::Form, of: Of::Text, says: "its id" },
            Parameter { name: "verdict", place: Place::Form, of: Of::Words(&["accept", "reject", "reopen"]), says: "what is decided" },
            Parameter { name: "reason", place: Place::Form, of: Of::Text, says: "why" },
        ],
        gives: "Decided",
    },
];

/// Answers whichever operation the path names.
pub(crate) fn answer(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let operation = operation(asking.ask).ok_or_else(|| Wrong::missing("operation"))?;
    check(asking, operation)?;
    Ok(Reply::json(&match operation.id {
        "listDocuments" => documents(asking)?,
        "getDocument" => document(asking)?,
        "listClaims" => claims(asking)?,
        "getClaim" => claim(asking)?,
        "listEntities" => entities(asking)?,
        "getEntity" => {
            let id = EntityId::from_printed(asking.param("id"));
            let held = asking.site.shelf.about(&asking.site.world, asking.day()?, &Wanted::Entities(vec![id.clone()]))?;
            json!(held.snapshot.entities.get(&id).ok_or_else(|| Wrong::missing("entity"))?)
        }
        "ask" => question(asking)?,
        "search" => search(asking)?,
        _ => decide(asking)?,
    }))
}

fn operation(ask: &Ask) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|o| o.method == ask.method && crate::routes::matched(o.path, &ask.path).is_some())
}

/// What the register holds of the parties that the query names, or everything.
fn of_party(asking: &Asking<'_>) -> Result<std::sync::Arc<crate::book::Held>, Wrong> {
    match asking.wanted_in_scope() {
        Some(wanted) => asking.site.shelf.about(&asking.site.world, asking.day()?, &wanted),
        None => asking.held(),
    }
}

/// The same with its claims.
fn of_party_with_claims(asking: &Asking<'_>) -> Result<std::sync::Arc<crate::book::Held>, Wrong> {
    match asking.wanted_in_scope() {
        Some(wanted) => asking.site.shelf.claims_about(&asking.site.world, asking.day()?, &wanted),
        None => asking.held(),
    }
}

/// Whether every field that is given is one that the operation has, and holds what it may hold.
fn check(asking: &Asking<'_>, operation: &Operation) -> Result<(), Wrong> {
    for (name, _) in &asking.ask.query {
        if !operation.parameters.iter().any(|p| p.place == Place::Query && p.name == name) {
            return Err(Wrong::new(400, format!("{name} is no field of this operation"), "see /api"));
        }
    }
    for p in operation.parameters {
        let value = match p.place {
            Place::Query => asking.ask.queried(p.name),
            Place::Form => asking.ask.filled(p.name),
            Place::Path => Some(asking.param(p.name)),
        };
        let Some(value) = value else { continue };
        let fits = match p.of {
            Of::Text => !value.contains('\0'),
            Of::Date => value.parse::<model::PartialDate>().is_ok(),
            Of::Limit => value.parse::<usize>().is_ok_and(|n| (1..=1000).contains(&n)),
            Of::Words(words) => words.contains(&value),
        };
        if !fits {
            let hint = match p.of {
                Of::Words(words) => format!("one of {}", words.join(", ")),
                Of::Date => "write a date as 2024-06-19, 2024 or 2019/2024".to_owned(),
                Of::Limit => "a number from 1 to 1000".to_owned(),
                Of::Text => String::new(),
            };
            return Err(Wrong::new(400, format!("{}={value} cannot be", p.name), hint));
        }
    }
    Ok(())
}

/// A part of a list, with the way to the next.
fn list(asking: &Asking<'_>, items: Vec<Value>) -> Result<Value, Wrong> {
    let limit = asking.ask.queried("limit").and_then(|n| n.parse().ok()).unwrap_or(100usize);
    let from = match asking.ask.queried("page") {
        Some(token) => token_place(token).ok_or_else(|| Wrong::new(400, "page is no token of this site", "take it from `next`"))?,
        None => 0,
    };
    let all = items.len();
    let part: Vec<Value> = items.into_iter().skip(from).take(limit).collect();
    let next = (from + part.len() < all).then(|| place_token(from + part.len()));
    Ok(json!({ "items": part, "total": all, "next": next, "entry": asking.site.shelf.entry(&asking.site.world)? }))
}

fn documents(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let site = asking.site;
    if asking.day()?.is_none() && site.shelf.is_large(&site.world)? {
        let kept = site.shelf.with(&site.world, |register| Ok(register.documents()?))?;
        return list(asking, kept.iter().map(|d| json!(d)).collect());
    }
    list(asking, asking.held()?.snapshot.documents.values().map(|d| json!(d)).collect())
}

fn document(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let id = DocumentId::from_printed(format!("sha256:{}", short(asking.param("id"))));
    let site = asking.site;
    let held = site.shelf.about(&site.world, asking.day()?, &Wanted::Documents(vec![id.clone()]))?;
    let kept = held.snapshot.documents.get(&id).ok_or_else(|| Wrong::missing("document"))?;
    let document = site.shelf.document(&site.world, &id).ok_or_else(|| Wrong::missing("document"))?;
    let filter = ClaimFilter { document: Some(id), ..ClaimFilter::default() };
    let claims = site.shelf.with(&site.world, |register| Ok(register.claims(&filter)?))?;
    Ok(crate::pages::source::value(kept, &document, &claims))
}

fn named(asking: &Asking<'_>, field: &str) -> Option<String> {
    asking.ask.queried(field).map(|name| (asking.site.world.party)(name).unwrap_or_else(|| name.to_owned()))
}

fn claims(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let standing = asking.ask.queried("standing").map(|word| match word {
        "accepted" => Standing::Accepted,
        "rejected" => Standing::Rejected,
        _ => Standing::Read,
    });
    let filter = ClaimFilter {
        document: asking.ask.queried("document").map(|id| DocumentId::from_printed(format!("sha256:{}", short(id)))),
        kind: asking.ask.queried("kind").map(str::to_owned),
        party: named(asking, "party"),
        other: named(asking, "other"),
        standing,
        counting: standing != Some(Standing::Rejected),
    };
    let value = |k: &register::KeptClaim| json!({ "id": k.id, "standing": k.standing, "said": k.said, "claim": k.claim });
    if standing == Some(Standing::Rejected) {
        // What was struck out is no part of a snapshot.
        let site = asking.site;
        let found = site.shelf.with(&site.world, |register| Ok(register.claims(&filter)?))?;
        return list(asking, found.iter().map(value).collect());
    }
    let held = of_party_with_claims(asking)?;
    list(asking, held.snapshot.claims.values().filter(|k| filter.admits(k)).map(value).collect())
}

fn claim(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let id = ClaimId::from_printed(format!("claim:{}", short(asking.param("id"))));
    let site = asking.site;
    let (kept, ruling) = site.shelf.with(&site.world, |register| Ok((register.claim(&id)?, register.decision(&id)?)))?;
    let kept = kept.ok_or_else(|| Wrong::missing("claim"))?;
    Ok(crate::pages::claim::value(asking, &kept, ruling.as_ref()))
}

fn entities(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let filter = EntityFilter {
        kind: asking.ask.queried("kind").map(str::to_owned),
        party: named(asking, "party"),
        other: named(asking, "other"),
        document: None,
        part_of: asking.ask.queried("part_of").map(EntityId::from_printed),
        within: asking.ask.queried("within").map(|text| asking.date(text)).transpose()?,
    };
    let held = of_party(asking)?;
    list(asking, held.snapshot.entities(&filter).into_iter().map(|e| json!(e)).collect())
}

fn question(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let asked = |ask: fn(&Book<'_>, &Scope) -> Answer| move |book: &Book<'_>| Ok(json!(ask(book, &asking.scope(book)?)));
    let ask: fn(&Book<'_>, &Scope) -> Answer = match asking.param("id") {
        "brief" => return asking.book_with_raised(asked(reports::brief)),
        "irritants" => return asking.book_of_barriers(asked(reports::irritants)),
        "timeline" => reports::timeline,
        "ledger" => reports::ledger,
        "proposals" => reports::proposals,
        "health" => return asking.book_of_kinds(Some(reports::HEALTH_OF), asked(reports::health)),
        _ => reports::checks,
    };
    asking.book_in_scope(asked(ask))
}

fn search(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let words = asking.ask.queried("q").ok_or_else(|| Wrong::new(400, "q is missing", "give the words to look for"))?;
    let limit = asking.ask.queried("limit").and_then(|n| n.parse().ok()).unwrap_or(100);
    let found = asking.site.shelf.with(&asking.site.world, |register| Ok(register.search(words, limit)?))?;
    let entities = found.entities.iter().map(|e| e.id.clone()).collect();
    let documents = found.documents.iter().map(|hit| hit.document.clone()).collect();
    asking.book_about(&Wanted::Found(entities, documents), |book| Ok(json!(reports::search(book, words, &found))))
}

fn decide(asking: &Asking<'_>) -> Result<Value, Wrong> {
    let claim = crate::pages::review::judged(asking)?;
    Ok(json!({ "claim": claim, "verdict": asking.ask.filled("verdict") }))
}

/// The description of the API for programs, from the table that answers.
pub(crate) fn openapi(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let mut paths = serde_json::Map::new();
    for o in OPERATIONS {
        let given = o.parameters.iter().filter(|p| p.place != Place::Form).map(|p| {
            json!({ "name": p.name, "in": if p.place == Place::Path { "path" } else { "query" }, "required": p.place == Place::Path || p.name == "q",
                    "description": p.says, "schema": schema(p.of) })
        });
        let mut operation = json!({
            "operationId": o.id, "summary": o.summary, "parameters": given.collect::<Vec<_>>(),
            "security": [{ "token": [o.needs.as_str()] }],
            "responses": {
                "200": { "description": "the answer", "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{}", o.gives) } } } },
                "default": { "description": "why there is no answer", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
            },
        });
        let form: Vec<&Parameter> = o.parameters.iter().filter(|p| p.place == Place::Form).collect();
        if !form.is_empty() {
            let properties: serde_json::Map<String, Value> = form.iter().map(|p| (p.name.to_owned(), schema(p.of))).collect();
            operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": {
                "type": "object", "required": ["claim", "verdict"], "properties": properties } } } });
        }
        let method = if o.method == Method::Get { "get" } else { "post" };
        paths.entry(o.path).or_insert_with(|| json!({}))[method] = operation;
    }
    let object = |properties: Value| json!({ "type": "object", "properties": properties });
    let text = json!({ "type": "string" });
    let whole = json!({
        "openapi": "3.1.0",
        "info": { "title": "Chancery", "version": "1", "description": "The register of what governments agreed, did and left undone. Limits: answers of at most 1000 items, addresses of 8 KiB, forms of 256 KiB, a minute for an answer; exports at /exports have no limit." },
        "servers": [{ "url": asking.base() }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "a token from /tokens; none is needed where the site is for one person on this machine" } },
            "schemas": {
                "List": object(json!({ "items": { "type": "array", "items": { "type": "object" } }, "total": { "type": "integer" }, "next": { "type": ["string", "null"] }, "entry": { "type": "integer" } })),
                "Document": object(json!({ "document": { "type": "object" }, "text": text, "claims": { "type": "array" }, "comments": { "type": "array" }, "notices": { "type": "array" } })),
                "Claim": object(json!({ "id": text, "standing": text, "counts": { "type": "boolean" }, "claim": { "type": ["object", "null"] } })),
                "Entity": object(json!({ "id": text, "name": text, "is": { "type": "object" } })),
                "Answer": object(json!({ "title": text, "details": { "type": "array" }, "sections": { "type": "array" } })),
                "Decided": object(json!({ "claim": text, "verdict": text })),
                "Problem": object(json!({ "status": { "type": "integer" }, "title": text, "detail": text, "hint": text })),
            },
        },
    });
    Ok(Reply::json(&whole))
}

fn schema(of: Of) -> Value {
    match of {
        Of::Text => json!({ "type": "string" }),
        Of::Date => json!({ "type": "string", "description": "EDTF: 2024-06-19, 2024, 2019/2024" }),
        Of::Limit => json!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
        Of::Words(words) => json!({ "type": "string", "enum": words }),
    }
}

/// The same for people.
pub(crate) fn reader(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.api"));
    page.judged = false;
    page.blocks.push(Block::Note(asking.t("api.note").to_owned()));
    let mut links = Table::new("OpenAPI 3.1", &["name", "address"]);
    links.rows.push(vec![Cell::text("openapi.json"), Cell::link("/api/v1/openapi.json", "/api/v1/openapi.json")]);
    page.blocks.push(Block::Table(links));
    for o in OPERATIONS {
        let method = if o.method == Method::Get { "GET" } else { "POST" };
        let mut table = Table::new(format!("{method} {} – {}", o.path, o.summary), &["name", "where", "meaning"]);
        for p in o.parameters {
            let place = match p.place {
                Place::Path => "path",
                Place::Query => "query",
                Place::Form => "body",
            };
            let words = if let Of::Words(words) = p.of { format!("{}: {}", p.says, words.join(", ")) } else { p.says.to_owned() };
            table.rows.push(vec![Cell::text(p.name), Cell::text(place), Cell::text(words)]);
        }
        page.blocks.push(Block::Table(table));
    }
    Ok(page)
}

#[cfg(test)]
mod tests;
