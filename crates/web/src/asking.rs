//! A request on its way to its page: who asks, in which language, about which day, and how answers become blocks.

use crate::access::Person;
use crate::ask::encoded;
use crate::book::Held;
use crate::page::{Badge, Block, Cell, Labelled, List, Page, Quote, Row, Tab, Table, When};
use crate::reply::Wrong;
use crate::words::Words;
use crate::{Ask, Site};
use model::{ClaimId, DocumentId, PartialDate};
use register::{Entity, EntityId, Wanted};
use reports::{Answer, Book, Detail, Item, Saying, Scope};
use serde_json::Value;
use std::sync::Arc;

/// Items that a section shows where the request does not say.
const SHOWN: usize = 25;
/// Items that a section shows at most.
const MOST: usize = 1000;

/// The form in which an answer is wanted: the page itself, or one of its twins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Html,
    Json,
    Csv,
    Atom,
    JsonFeed,
    Ical,
    Svg,
}

impl Form {
    /// The endings of addresses, the longer first.
    pub(crate) const ENDINGS: [(&'static str, Form); 6] = [
        (".feed.json", Form::JsonFeed),
        (".json", Form::Json),
        (".csv", Form::Csv),
        (".atom", Form::Atom),
        (".ics", Form::Ical),
        (".svg", Form::Svg),
    ];

    pub(crate) fn ending(self) -> &'static str {
        Form::ENDINGS.iter().find(|(_, form)| *form == self).map_or("", |(ending, _)| ending)
    }
}

/// A request on its way.
pub(crate) struct Asking<'s> {
    pub(crate) site: &'s Site,
    pub(crate) ask: &'s Ask,
    pub(crate) form: Form,
    /// What the route's variable segments hold.
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) words: &'static Words,
    pub(crate) person: Person,
    /// Whether the page is to stand in a page of another site.
    pub(crate) embedded: bool,
}

impl Asking<'_> {
    /// A variable segment of the path.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value.as_str())
    }

    /// The path, as it is asked for, without the ending of a twin.
    pub(crate) fn path(&self) -> String {
        let path: String = self.ask.path.iter().map(|segment| format!("/{}", encoded(segment))).collect();
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// The day asked for, where one is.
    pub(crate) fn day(&self) -> Result<Option<PartialDate>, Wrong> {
        let Some(text) = self.ask.queried("as_of") else { return Ok(None) };
        self.date(text).map(Some)
    }

    pub(crate) fn date(&self, text: &str) -> Result<PartialDate, Wrong> {
        text.parse().map_err(|error: model::DateError| Wrong::new(400, error.to_string(), "write a day as 2024-06-19"))
    }

    /// How many items a section is to show.
    pub(crate) fn limit(&self) -> Result<usize, Wrong> {
        let Some(text) = self.ask.queried("limit") else { return Ok(if self.form == Form::Html { SHOWN } else { MOST }) };
        let limit = text.parse::<usize>().ok().filter(|n| (1..=MOST).contains(n));
        limit.ok_or_else(|| Wrong::new(400, format!("limit={text} is no number from 1 to {MOST}"), ""))
    }

    /// What the register holds, on the day asked for.
    pub(crate) fn held(&self) -> Result<Arc<Held>, Wrong> {
        self.site.shelf.whole(&self.site.world, self.day()?)
    }

    /// Asks the register.
    pub(crate) fn book<T>(&self, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let held = self.held()?;
        self.ask_of(&held, ask)
    }

    /// Asks the register about what is wanted.
    pub(crate) fn book_about<T>(&self, wanted: &Wanted, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let held = self.site.shelf.about(&self.site.world, self.day()?, wanted)?;
        self.ask_of(&held, ask)
    }

    /// Asks the register about the entity that the path names.
    pub(crate) fn book_of<T>(&self, kind: &str, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let id = self.id_of(kind)?;
        // What came of a meeting, and of what was asked for, stands in the accounts of it.
        let wanted = if matches!(kind, "person" | "mechanism") { Wanted::Entities(vec![id]) } else { Wanted::Accounts(vec![id]) };
        self.book_about(&wanted, ask)
    }

    /// Asks the register about what the query names: a party, two of them, a mechanism, or everything.
    pub(crate) fn book_in_scope<T>(&self, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        match self.wanted_in_scope() {
            Some(wanted) => self.book_about(&wanted, ask),
            None => self.book(ask),
        }
    }

    /// The same of a question that needs but some kinds of things, where they are given.
    pub(crate) fn book_of_kinds<T>(
        &self,
        kinds: Option<&'static [&'static str]>,
        ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        match (self.wanted_in_scope(), kinds) {
            (Some(Wanted::Party(party)), Some(kinds)) => self.book_about(&Wanted::OfKinds(vec![party], kinds), ask),
            (Some(Wanted::Between(one, other)), Some(kinds)) => self.book_about(&Wanted::OfKinds(vec![one, other], kinds), ask),
            _ => self.book_in_scope(ask),
        }
    }

    /// The same with what either of two parties says by itself, which may raise what stands between them.
    pub(crate) fn book_with_raised<T>(&self, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        match self.wanted_in_scope() {
            Some(Wanted::Between(one, other)) => self.book_about(&Wanted::Parties(one, other), ask),
            _ => self.book_in_scope(ask),
        }
    }

    /// The same of what stands in the way and who raised it, and nothing else.
    pub(crate) fn book_of_barriers<T>(&self, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        match self.wanted_in_scope() {
            Some(Wanted::Party(_)) => self.book_of_kinds(Some(&["measure", "stance", "person"]), ask),
            _ => self.book_with_raised(ask),
        }
    }

    /// What the query names; `None` where it is everything.
    pub(crate) fn wanted_in_scope(&self) -> Option<Wanted> {
        let known = |name: &str| (self.site.world.party)(name).unwrap_or_else(|| name.to_owned());
        let queried = |name| self.ask.queried(name);
        Some(match (queried("mechanism"), queried("party"), queried("other")) {
            (Some(id), ..) => {
                Wanted::Accounts(vec![EntityId::from_printed(if id.contains(':') { id.to_owned() } else { format!("mechanism:{id}") })])
            }
            (None, Some(one), Some(other)) => Wanted::Between(known(one), known(other)),
            (None, Some(one), None) | (None, None, Some(one)) => Wanted::Party(known(one)),
            (None, None, None) => return None,
        })
    }

    pub(crate) fn ask_of<T>(&self, held: &Held, ask: impl FnOnce(&Book<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let limit = self.limit()?;
        self.site.shelf.ask(&self.site.world, held, limit, ask)
    }

    /// Where this site is, for what is read elsewhere: feeds and calendars.
    pub(crate) fn base(&self) -> String {
        let scheme = if self.site.is_behind_tls() { "https" } else { "http" };
        format!("{scheme}://{}", self.ask.header("host").unwrap_or_default())
    }

    /// The part of a table that the request asks for, with the way to the next. A token says where the last part ended.
    pub(crate) fn part(&self, table: &mut Table) -> Result<(), Wrong> {
        const ROWS: usize = 100;
        if self.form != Form::Html && self.ask.queried("limit").is_none() {
            return Ok(());
        }
        let rows = if self.ask.queried("limit").is_some() { self.limit()? } else { ROWS };
        let from = self
            .ask
            .queried("page")
            .map(|token| token_place(token).ok_or_else(|| Wrong::new(400, "page is no token of this site", "")))
            .transpose()?;
        let from = from.unwrap_or(0).min(table.rows.len());
        let rest = table.rows.split_off(from);
        let more = rest.len() > rows;
        table.rows = rest.into_iter().take(rows).collect();
        if more {
            table.next = self.with("page", &place_token(from + rows));
        }
        Ok(())
    }

    /// A text of the interface.
    pub(crate) fn t<'k>(&self, key: &'k str) -> &'k str {
        self.words.t(key)
    }

    /// A path with the day that is asked for, so that one stays on it while going about.
    pub(crate) fn link(&self, path: &str) -> String {
        match self.ask.queried("as_of") {
            Some(day) => format!("{path}{}as_of={}", if path.contains('?') { '&' } else { '?' }, encoded(day)),
            None => path.to_owned(),
        }
    }

    /// Where an entity stands.
    pub(crate) fn entity_href(&self, id: &EntityId) -> String {
        self.link(&address(id))
    }

    /// Where a document stands, at the words of a claim.
    pub(crate) fn words_href(&self, document: &DocumentId, claim: Option<&ClaimId>) -> String {
        let at = claim.map(|c| format!("#c-{}", short(c.as_str()))).unwrap_or_default();
        self.link(&format!("/source/{}", short(document.as_str()))) + &at
    }

    /// What a party is called in the language of the page.
    pub(crate) fn party_name(&self, party: &str) -> String {
        let whole = model::Party::new(party);
        let root = self.words.state(whole.root()).map(str::to_owned).or_else(|| (self.site.world.called)(whole.root()));
        let root = root.unwrap_or_else(|| whole.root().to_owned());
        match whole.body_name() {
            Some(body) => format!("{body} ({root})"),
            None => root,
        }
    }

    pub(crate) fn when(&self, date: PartialDate) -> When {
        When { edtf: date.to_string(), shown: self.words.date(date) }
    }

    /// What the question is about: the party, the two parties or the mechanism that the query names; everything where it
    /// names none.
    pub(crate) fn scope(&self, book: &Book<'_>) -> Result<Scope, Wrong> {
        // What is neither a state nor told of by anybody is a mistake, and not a party of which there is nothing to say.
        let told_of = |name: &str| book.snapshot.entities.values().any(|e| e.name == name || e.concerns(name));
        let known = |name: &str| match (self.site.world.party)(name) {
            Some(party) => Ok(party),
            None if told_of(name) => Ok(name.to_owned()),
            None => Err(Wrong::missing("party")),
        };
        if let Some(id) = self.ask.queried("mechanism") {
            let id = EntityId::from_printed(if id.contains(':') { id.to_owned() } else { format!("mechanism:{id}") });
            let found = book.snapshot.entities.get(&id).filter(|e| e.kind.name() == "mechanism");
            return found.map(|e| Scope::Mechanism(Box::new(e.clone()))).ok_or_else(|| Wrong::missing("mechanism"));
        }
        Ok(match (self.ask.queried("party"), self.ask.queried("other")) {
            (Some(one), other) => Scope::Parties(known(one)?, other.map(known).transpose()?),
            (None, Some(one)) => Scope::Parties(known(one)?, None),
            (None, None) => Scope::All,
        })
    }

    /// An answer as a page: its details, its sections, its notes.
    pub(crate) fn answered(&self, book: &Book<'_>, kind: &'static str, title: impl Into<String>, answer: &Answer) -> Page {
        let mut page = Page::new(kind, title);
        page.value = serde_json::to_value(answer).unwrap_or(Value::Null);
        self.put(book, answer, &mut page.blocks);
        if answer.sections.is_empty() && answer.details.is_empty() {
            page.blocks.push(Block::Note(self.t("nothing").to_owned()));
        }
        page
    }

    /// An answer's details, sections and notes as blocks.
    pub(crate) fn put(&self, book: &Book<'_>, answer: &Answer, blocks: &mut Vec<Block>) {
        let facts: Vec<Labelled> =
            answer.details.iter().map(|d| Labelled { label: self.words.said(&d.label), value: self.detail(book, d) }).collect();
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        for section in &answer.sections {
            blocks.push(Block::List(self.list(book, &section.heading, &section.items, section.more)));
        }
        blocks.extend(answer.notes.iter().filter(|n| !n.contains("--limit")).map(|n| Block::Note(n.clone())));
    }

    /// A detail's value: parties and mechanisms lead to their pages, and health begins with its sign.
    fn detail(&self, book: &Book<'_>, detail: &Detail) -> Vec<Cell> {
        let value = match &detail.value {
            Saying::Text(value) => value,
            Saying::Phrase("line.health", parts) => {
                let sign = parts.first().map(|state| Cell::badge(Some(badge(&state.to_string()))));
                let reason = parts.get(1).map(|reason| Cell::text(reason.told(self.words)));
                return sign.into_iter().chain(reason).collect();
            }
            derived => return vec![Cell::text(derived.told(self.words))],
        };
        match detail.label.as_str() {
            "parties" | "members" => {
                let party = |name: &str| {
                    let code = (self.site.world.party)(name).unwrap_or_else(|| name.to_owned());
                    let known = book.snapshot.entities.values().any(|e| e.kind.name() == "party" && e.name == code);
                    let href = if known { self.link(&format!("/party/{}", encoded(&code))) } else { String::new() };
                    Cell::link(self.party_name(&code), href)
                };
                value.split(", ").map(party).collect()
            }
            "series" | "reports to" => {
                let mechanism = |name: &str| {
                    let found = book.snapshot.entities.values().find(|e| e.kind.name() == "mechanism" && e.name.eq_ignore_ascii_case(name));
                    Cell::link(name, found.map(|e| self.entity_href(&e.id)).unwrap_or_default())
                };
                value.split(" / ").map(mechanism).collect()
            }
            _ => value.split(" / ").map(|v| Cell::text(self.value(v))).collect(),
        }
    }

    /// A value that sources state: a date as it is read, a word of a vocabulary in the language of the page.
    fn value(&self, value: &str) -> String {
        match value.parse::<PartialDate>() {
            Ok(date) if value.len() >= 4 => self.words.date(date),
            _ => self.spelled(&self.words.said(value)),
        }
    }

    /// Items under a heading; what is left out can be asked for.
    pub(crate) fn list(&self, book: &Book<'_>, heading: &str, items: &[Item], more: usize) -> List {
        let rows = items.iter().map(|item| self.row(book, item)).collect();
        let more_href = if more > 0 { self.with("limit", &(items.len() + more).min(MOST).to_string()) } else { String::new() };
        List { heading: self.heading(heading), rows, more, more_href, level: 2 }
    }

    /// What stands over a list: a word of the reports, or whose list it is.
    pub(crate) fn heading(&self, heading: &str) -> String {
        match (self.site.world.party)(heading) {
            Some(party) => self.party_name(&party),
            None => self.words.heading(heading),
        }
    }

    /// An entity in a line, in the language of the page.
    pub(crate) fn line(&self, book: &Book<'_>, entity: &Entity) -> String {
        book.saying(entity).told(self.words)
    }

    /// The entity with an id in a line, in the language of the page; what it is called in English where it is not at hand.
    pub(crate) fn called(&self, book: &Book<'_>, id: &EntityId, english: &str) -> String {
        book.snapshot.entities.get(id).map_or_else(|| self.spelled(english), |entity| self.line(book, entity))
    }

    /// What an item is: the line of its entity in the language of the page, or what stands there.
    fn said_of(&self, book: &Book<'_>, item: &Item) -> String {
        let Some(entity) = item.entity.as_ref().and_then(|id| book.snapshot.entities.get(id)) else {
            // A document without a publisher is told by its headline, and not by where somebody kept it.
            let source = item.evidence.as_ref().filter(|e| e.source == item.text);
            let title = |e: &reports::Evidence| book.document(&e.document).and_then(|d| d.title.clone());
            return source.map_or_else(|| self.spelled(&item.text), |e| title(e).unwrap_or_else(|| file_name(&e.source)));
        };
        let saying = book.saying(entity);
        let before = item.text.strip_suffix(&saying.to_string());
        match before.map(|kind| kind.strip_suffix(": ").unwrap_or(kind)) {
            Some("") => saying.told(self.words),
            Some(kind) => format!("{}: {}", self.words.said(kind), saying.told(self.words)),
            None => self.spelled(&item.text),
        }
    }

    /// The address asked for with one field of its query set otherwise.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        let others = self.ask.query.iter().filter(|(n, v)| n != name && !v.is_empty());
        let mut fields: Vec<String> = others.map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        if !value.is_empty() {
            fields.push(format!("{name}={}", encoded(value)));
        }
        let query = if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) };
        format!("{}{query}", self.path())
    }

    pub(crate) fn row(&self, book: &Book<'_>, item: &Item) -> Row {
        let quote = item.evidence.as_ref().map(|evidence| {
            let document = book.document(&evidence.document);
            let document = document.as_deref();
            let published = document.and_then(|d| d.published).map(|d| format!(", {}", self.words.date(d))).unwrap_or_default();
            let from = evidence
                .publisher
                .clone()
                .or_else(|| document.and_then(|d| d.title.clone()))
                .unwrap_or_else(|| file_name(&evidence.source));
            Quote {
                words: share::plain::one_line(&evidence.quote),
                from: format!("{from}{published}"),
                href: self.words_href(&evidence.document, Some(&evidence.claim).filter(|c| !c.as_str().is_empty())),
                language: document.and_then(|d| d.language.clone()).unwrap_or_default(),
            }
        });
        let href = match (&item.entity, &item.evidence) {
            (Some(id), _) => self.entity_href(id),
            (None, Some(evidence)) => self.words_href(&evidence.document, None),
            (None, None) => String::new(),
        };
        Row {
            when: item.date.map(|d| self.when(d)),
            text: self.said_of(book, item),
            href,
            badge: item.status.as_deref().map(badge),
            reason: item.reason.as_ref().map(|r| r.told(self.words)).unwrap_or_default(),
            quote,
            others: item.documents.saturating_sub(1),
            id: item.entity.as_ref().map(|e| e.as_str().to_owned()).unwrap_or_default(),
            dismiss: None,
        }
    }

    /// English words with their dates as they are read.
    pub(crate) fn spelled(&self, text: &str) -> String {
        spelled(text)
    }

    /// The pages on a pair of parties, a party or a mechanism, as tabs; `first` is the page of the thing itself.
    pub(crate) fn tabs(&self, first: (&str, String), query: &str, current: &str) -> Vec<Tab> {
        let of = |name: &'static str, path: &str| (name, self.link(&format!("{path}?{query}")));
        let pages = [
            of("page.timeline", "/timeline"),
            of("menu.commitments", "/commitments"),
            of("menu.irritants", "/irritants"),
            of("page.proposals", "/proposals"),
            of("page.outcomes", "/outcomes"),
            of("page.stands", "/stands"),
            of("page.health", "/health"),
            of("menu.calendar", "/calendar"),
            of("page.checks", "/checks"),
        ];
        let first = [(first.0, first.1)];
        first.into_iter().chain(pages).map(|(name, href)| Tab { name: self.t(name).to_owned(), current: name == current, href }).collect()
    }

    /// The tabs of a page whose query says what it is about.
    pub(crate) fn tabs_of(&self, scope: &Scope, current: &str) -> Vec<Tab> {
        match scope {
            Scope::All => Vec::new(),
            Scope::Parties(one, Some(other)) => {
                let path = format!("/dyad/{}/{}", encoded(one), encoded(other));
                self.tabs(("page.brief", self.link(&path)), &format!("party={}&other={}", encoded(one), encoded(other)), current)
            }
            Scope::Parties(one, None) => {
                self.tabs(("filter.party", self.link(&format!("/party/{}", encoded(one)))), &format!("party={}", encoded(one)), current)
            }
            Scope::Mechanism(entity) => {
                let query = format!("mechanism={}", encoded(short(entity.id.as_str())));
                self.tabs(("ladder", self.entity_href(&entity.id)), &query, current)
            }
        }
    }

    /// What a scope is called.
    pub(crate) fn scope_name(&self, scope: &Scope) -> String {
        match scope {
            Scope::All => String::new(),
            Scope::Parties(one, None) => self.party_name(one),
            Scope::Parties(one, Some(other)) => format!("{} – {}", self.party_name(one), self.party_name(other)),
            Scope::Mechanism(entity) => entity.name.clone(),
        }
    }

    /// The entity that the path names.
    pub(crate) fn entity<'b>(&self, book: &Book<'b>, kind: &str) -> Result<&'b Entity, Wrong> {
        book.snapshot.entities.get(&self.id_of(kind)?).ok_or_else(|| Wrong::missing(kind))
    }

    /// The id of what the path names: by its id, by one that it had before it was made one with another, or by the name of one
    /// thing alone.
    fn id_of(&self, kind: &str) -> Result<EntityId, Wrong> {
        let name = self.param("name");
        let id = EntityId::from_printed(format!("{kind}:{name}"));
        self.site.shelf.with(&self.site.world, |register| {
            if let Some(now) = register.current(&id)? {
                return Ok(now);
            }
            let mut called = Vec::new();
            for candidate in register.named(name, 20)?.into_iter().filter(|candidate| candidate.kind() == kind) {
                called.extend(register.entity(&candidate)?.filter(|e| e.name.eq_ignore_ascii_case(name)).map(|e| e.id));
            }
            match called.as_slice() {
                [only] => Ok(only.clone()),
                _ => Ok(id),
            }
        })
    }
}

/// A place in a table as a token that says nothing to whoever holds it.
pub(crate) fn place_token(place: usize) -> String {
    format!("{:012x}", (place as u64 ^ 0x5eed_c0de).wrapping_mul(0x9e37_79b1) & 0xffff_ffff_ffff)
}

/// The place that a token names.
pub(crate) fn token_place(token: &str) -> Option<usize> {
    // The factor is odd, so each place has one token; no table is longer than this.
    let value = u64::from_str_radix(token, 16).ok().filter(|_| token.len() == 12)?;
    let inverse = inverse(0x9e37_79b1);
    let place = (value.wrapping_mul(inverse) & 0xffff_ffff_ffff) ^ 0x5eed_c0de;
    usize::try_from(place).ok().filter(|p| *p < 1 << 31)
}

/// The inverse of an odd number modulo a power of two, by Newton's steps.
fn inverse(odd: u64) -> u64 {
    (0..6).fold(odd, |x, _| x.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(x))))
}

/// The path of an entity: its kind, then its name.
pub(crate) fn address(id: &EntityId) -> String {
    let (kind, name) = id.as_str().split_once(':').unwrap_or(("", id.as_str()));
    format!("/{kind}/{}", encoded(name))
}

/// The digits or the name of an id, without the kind that stands before them.
pub(crate) fn short(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, digits)| digits)
}

/// The last part of a path or an address.
pub(crate) fn file_name(source: &str) -> String {
    let trimmed = source.trim_end_matches('/');
    trimmed.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or(trimmed).to_owned()
}

/// A word about where something stands, with its tone and its sign.
pub(crate) fn badge(word: &str) -> Badge {
    // Of several words the last judges: `unassessed, overdue`.
    let last = word.rsplit(", ").next().unwrap_or(word);
    let (tone, sign) = match last {
        "held" | "done" | "completed" | "active" | "resumed" | "lifted" | "resolved" | "accepted" | "done on time"
        | "entered into force" | "signed" | "adopted" => ("good", "●"),
        "overdue" | "lapsed" | "cancelled" | "rejected" | "stalled" | "withdrawn" | "reversed" | "denied" | "dropped" | "in-force"
        | "open" | "imposed" => ("bad", "▲"),
        "late" | "stale" | "dormant" | "due soon" | "postponed" | "raised" | "threatened" | "due" | "eased" | "partially resolved"
        | "none seen" | "done late" | "superseded" | "superseded early" | "period over" => ("warn", "◆"),
        _ => ("calm", "○"),
    };
    Badge { word: word.to_owned(), tone, sign }
}

/// Text with its dates as they are read: whole days wherever they stand, months after a word of time.
fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = "";
    for (n, word) in text.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let bare = word.trim_matches(|c: char| !c.is_ascii_digit());
        let day = bare.len() >= 10 && bare.parse::<PartialDate>().is_ok();
        let month = bare.len() == 7
            && matches!(before, "due" | "since" | "until" | "in" | "signed" | "adopted" | "held" | "for" | "launched" | "issued");
        match bare.parse::<PartialDate>().ok().filter(|_| day || month) {
            Some(date) => {
                let at = word.find(bare).unwrap_or(0);
                out.push_str(&word[..at]);
                out.push_str(&Words::of("en").date(date));
                out.push_str(&word[at + bare.len()..]);
            }
            None => out.push_str(word),
        }
        before = word;
    }
    out
}

#[cfg(test)]
mod tests;
