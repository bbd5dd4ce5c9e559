//! Every address of the site, in one table: what it is asked, what it needs, who answers.

use crate::access::Right;
use crate::api;
use crate::asking::{Asking, Form};
use crate::page::Page;
use crate::pages;
use crate::reply::Wrong;
use crate::{Method, Reply};

/// An address.
pub(crate) struct Route {
    pub(crate) method: Method,
    /// Its segments; one in braces stands for any.
    pub(crate) path: &'static str,
    /// The right that it needs.
    pub(crate) needs: Right,
    pub(crate) serve: Serve,
    /// The forms in which it answers.
    pub(crate) forms: &'static [Form],
}

/// Who answers.
pub(crate) enum Serve {
    /// A page, written in the form that is wanted.
    Page(fn(&Asking<'_>) -> Result<Page, Wrong>),
    /// The whole answer.
    Raw(fn(&Asking<'_>) -> Result<Reply, Wrong>),
}

impl Route {
    /// What the variable segments hold, where a path is one of this route.
    pub(crate) fn takes(&self, path: &[String]) -> Option<Vec<(&'static str, String)>> {
        matched(self.path, path)
    }
}

/// What the variable segments of a pattern hold, where a path is one of it.
pub(crate) fn matched(pattern: &'static str, path: &[String]) -> Option<Vec<(&'static str, String)>> {
    let mut params = Vec::new();
    let mut segments = path.iter();
    for wanted in pattern.split('/').filter(|s| !s.is_empty()) {
        let segment = segments.next()?;
        match wanted.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
            Some(name) => params.push((name, segment.clone())),
            None if wanted == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(params)
}

const PAGE: &[Form] = &[Form::Html, Form::Json, Form::Csv, Form::Atom, Form::JsonFeed, Form::Svg];
const ONLY: &[Form] = &[Form::Html];

const fn page(path: &'static str, serve: fn(&Asking<'_>) -> Result<Page, Wrong>) -> Route {
    Route { method: Method::Get, path, needs: Right::Read, serve: Serve::Page(serve), forms: PAGE }
}

/// An operation of the API.
const fn asked(path: &'static str) -> Route {
    Route { method: Method::Get, path, needs: Right::Read, serve: Serve::Raw(api::answer), forms: ONLY }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    page("/", pages::home::home),
    page("/search", pages::search::search),
    page("/dyad/{one}/{other}", pages::party::dyad),
    page("/party/{name}", pages::party::party),
    page("/person/{name}", pages::party::person),
    page("/mechanism/{name}", pages::mechanism::mechanism),
    page("/meeting/{name}", pages::meeting::meeting),
    page("/instrument/{name}", pages::thing::thing),
    page("/commitment/{name}", pages::thing::thing),
    page("/measure/{name}", pages::thing::thing),
    page("/project/{name}", pages::thing::thing),
    page("/visit/{name}", pages::thing::thing),
    page("/stance/{name}", pages::thing::thing),
    page("/figure/{name}", pages::thing::thing),
    page("/event/{name}", pages::thing::thing),
    page("/parties", pages::list::list),
    page("/persons", pages::list::list),
    page("/mechanisms", pages::list::list),
    page("/meetings", pages::list::list),
    page("/visits", pages::list::list),
    page("/instruments", pages::list::list),
    page("/stances", pages::list::list),
    page("/measures", pages::list::list),
    page("/projects", pages::list::list),
    page("/figures", pages::list::list),
    page("/events", pages::list::list),
    page("/commitments", pages::question::ledger),
    page("/irritants", pages::question::irritants),
    page("/proposals", pages::question::proposals),
    page("/outcomes", pages::grid::outcomes),
    page("/stands", pages::grid::stands),
    page("/programmes", pages::grid::programmes),
    page("/health", pages::question::health),
    page("/checks", pages::question::checks),
    page("/matrix", pages::chart::matrix),
    page("/network", pages::chart::network),
    page("/map", pages::chart::map),
    page("/coverage", pages::chart::coverage),
    page("/calendar", pages::calendar::calendar),
    Route { serve: Serve::Raw(pages::calendar::ical), forms: &[Form::Ical], ..page("/calendar", pages::calendar::calendar) },
    page("/codebook", pages::codebook::codebook),
    page("/exports", pages::exports::exports),
    Route {
        needs: Right::Export,
        serve: Serve::Raw(pages::exports::export),
        forms: &[Form::Html, Form::Csv],
        ..page("/export/{file}", pages::exports::exports)
    },
    page("/timeline", pages::question::timeline),
    page("/diff", pages::question::diff),
    page("/compare", pages::question::compare),
    page("/sources", pages::source::sources),
    page("/source/{id}", pages::source::source),
    page("/claim/{id}", pages::claim::claim),
    Route { needs: Right::Review, ..page("/review", pages::review::review) },
    Route {
        method: Method::Post,
        needs: Right::Review,
        serve: Serve::Raw(pages::review::judge),
        forms: ONLY,
        ..page("/judge", pages::review::review)
    },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::correct::correct),
        forms: ONLY,
        ..page("/correct", pages::claim::claim)
    },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::thing::assess),
        forms: ONLY,
        ..page("/assess", pages::thing::thing)
    },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::thing::dismiss),
        forms: ONLY,
        ..page("/dismiss", pages::thing::thing)
    },
    Route { needs: Right::Edit, ..page("/one-or-two", pages::together::pair) },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::together::decide),
        forms: ONLY,
        ..page("/one-or-two", pages::together::pair)
    },
    Route { needs: Right::Edit, ..page("/apart", pages::together::apart) },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::together::split),
        forms: ONLY,
        ..page("/apart", pages::together::apart)
    },
    Route { needs: Right::Edit, ..page("/file", pages::file::form) },
    Route {
        method: Method::Post,
        needs: Right::Edit,
        serve: Serve::Raw(pages::file::file),
        forms: ONLY,
        ..page("/file", pages::file::form)
    },
    page("/api", api::reader),
    Route { serve: Serve::Raw(api::openapi), forms: &[Form::Json], ..page("/api/v1/openapi", api::reader) },
    asked("/api/v1/documents"),
    asked("/api/v1/documents/{id}"),
    asked("/api/v1/claims"),
    asked("/api/v1/claims/{id}"),
    asked("/api/v1/entities"),
    asked("/api/v1/entities/{id}"),
    asked("/api/v1/questions/{id}"),
    asked("/api/v1/search"),
    Route { method: Method::Post, needs: Right::Review, ..asked("/api/v1/decisions") },
    Route { needs: Right::Nothing, ..page("/sign-in", pages::sign_in::sign_in) },
    Route {
        method: Method::Post,
        needs: Right::Nothing,
        serve: Serve::Raw(pages::sign_in::enter),
        forms: ONLY,
        ..page("/sign-in", pages::sign_in::sign_in)
    },
    Route {
        method: Method::Post,
        needs: Right::Nothing,
        serve: Serve::Raw(pages::sign_in::leave),
        forms: ONLY,
        ..page("/sign-out", pages::sign_in::sign_in)
    },
    Route {
        needs: Right::Nothing,
        serve: Serve::Raw(pages::sign_in::leave_for),
        forms: ONLY,
        ..page("/sign-in/with", pages::sign_in::sign_in)
    },
    Route {
        needs: Right::Nothing,
        serve: Serve::Raw(pages::sign_in::come_back),
        forms: ONLY,
        ..page("/sign-in/back", pages::sign_in::sign_in)
    },
    Route { needs: Right::Administer, ..page("/people", pages::admin::list) },
    Route {
        method: Method::Post,
        needs: Right::Administer,
        serve: Serve::Raw(pages::admin::administer),
        forms: ONLY,
        ..page("/people", pages::admin::list)
    },
    page("/saved", pages::saved::list),
    page("/saved/{id}", pages::saved::one),
    Route { method: Method::Post, serve: Serve::Raw(pages::saved::change), forms: ONLY, ..page("/saved", pages::saved::list) },
    Route {
        needs: Right::Nothing,
        serve: Serve::Raw(pages::saved::feed),
        forms: &[Form::Atom, Form::JsonFeed],
        ..page("/feed/{key}", pages::saved::list)
    },
    page("/tokens", pages::admin::tokens),
    Route { method: Method::Post, serve: Serve::Raw(pages::admin::change_tokens), forms: ONLY, ..page("/tokens", pages::admin::tokens) },
    Route { needs: Right::Audit, ..page("/audit", pages::admin::audit) },
    Route { needs: Right::Nothing, ..page("/accessibility", pages::settings::accessibility) },
    Route { needs: Right::Nothing, ..page("/settings", pages::settings::settings) },
    Route {
        method: Method::Post,
        needs: Right::Nothing,
        serve: Serve::Raw(pages::settings::set),
        forms: ONLY,
        ..page("/settings", pages::settings::settings)
    },
];

/// The pages that every page leads to, by the key of their name.
pub(crate) const MENU: &[(&str, &str)] = &[
    ("menu.parties", "/parties"),
    ("menu.mechanisms", "/mechanisms"),
    ("menu.meetings", "/meetings"),
    ("menu.commitments", "/commitments"),
    ("menu.irritants", "/irritants"),
    ("menu.calendar", "/calendar"),
    ("menu.sources", "/sources"),
    ("menu.review", "/review"),
];

/// Every page that has no subject of its own, by group.
pub(crate) const MAP: &[(&str, &[(&str, &str)])] = &[
    (
        "group.register",
        &[
            ("menu.parties", "/parties"),
            ("page.persons", "/persons"),
            ("menu.mechanisms", "/mechanisms"),
            ("menu.meetings", "/meetings"),
            ("page.visits", "/visits"),
            ("page.instruments", "/instruments"),
            ("page.projects", "/projects"),
            ("page.programmes", "/programmes"),
            ("page.measures", "/measures"),
            ("page.stances", "/stances"),
            ("page.figures", "/figures"),
            ("page.events", "/events"),
            ("menu.sources", "/sources"),
        ],
    ),
    (
        "group.judged",
        &[
            ("menu.commitments", "/commitments"),
            ("menu.irritants", "/irritants"),
            ("page.proposals", "/proposals"),
            ("page.outcomes", "/outcomes"),
            ("page.health", "/health"),
            ("page.checks", "/checks"),
        ],
    ),
    (
        "group.seen",
        &[
            ("page.timeline", "/timeline"),
            ("menu.calendar", "/calendar"),
            ("page.stands", "/stands"),
            ("page.matrix", "/matrix"),
            ("page.network", "/network"),
            ("page.map", "/map"),
            ("page.diff", "/diff"),
            ("page.compare", "/compare"),
            ("page.coverage", "/coverage"),
        ],
    ),
    (
        "group.kept",
        &[
            ("menu.review", "/review"),
            ("page.file", "/file"),
            ("page.pair", "/one-or-two"),
            ("page.exports", "/exports"),
            ("page.codebook", "/codebook"),
            ("page.api", "/api"),
            ("page.people", "/people"),
            ("page.saved", "/saved"),
            ("page.tokens", "/tokens"),
            ("page.audit", "/audit"),
            ("page.settings", "/settings"),
            ("page.accessibility", "/accessibility"),
        ],
    ),
];

#[cfg(test)]
mod tests;
