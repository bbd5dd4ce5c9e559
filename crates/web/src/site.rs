//! A request's way from its path to its page.

use crate::access::{Person, Right};
use crate::asking::{Asking, Form};
use crate::book::Shelf;
use crate::kept::Kept;
use crate::openid::Provider;
use crate::page::{Blocks, Cell, Page, When, rows_of};
use crate::people::People;
use crate::reply::{HTML, Wrong};
use crate::routes::{self, Route, Serve};
use crate::saved::Saved;
use crate::words::{LANGUAGES, Words};
use crate::world::World;
use crate::{Ask, Method, Reply};
use askama::Template;
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, OnceLock};

/// The web site over one register.
pub struct Site {
    pub(crate) world: Arc<World>,
    pub(crate) shelf: Shelf,
    pub(crate) door: Door,
    pub(crate) saved: Option<Saved>,
    /// By whose word people come in besides.
    pub(crate) provider: Option<Provider>,
    /// Origins in whose pages these pages may stand.
    framed_by: Vec<String>,
    kept: Kept,
}

/// How people come in.
pub(crate) enum Door {
    /// One person on this machine, under whose name decisions are recorded.
    Alone(String),
    /// Those who have an account, and readers without one where the site is open to them.
    Accounts { people: Box<People>, names: Vec<String>, open: bool },
}

impl Site {
    /// A site for one person on this machine, who may do everything; decisions bear the person's name.
    #[must_use]
    pub fn alone(world: World, name: &str) -> Site {
        Site::behind(world, Door::Alone(name.to_owned()))
    }

    /// A site for those who have an account. It answers to the names given and to those of this machine; where it is `open`,
    /// strangers may read.
    #[must_use]
    pub fn shared(world: World, people: People, names: Vec<String>, open: bool) -> Site {
        Site::behind(world, Door::Accounts { people: Box::new(people), names, open })
    }

    fn behind(world: World, door: Door) -> Site {
        Site {
            world: Arc::new(world),
            shelf: Shelf::default(),
            door,
            saved: None,
            provider: None,
            framed_by: Vec::new(),
            kept: Kept::default(),
        }
    }

    /// The same, keeping people's searches in a file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn keeping(mut self, searches: &std::path::Path) -> Result<Site, String> {
        self.saved = Some(Saved::open(searches)?);
        Ok(self)
    }

    /// The same, to which people who have an account come by the word of a provider too.
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Site {
        self.provider = Some(provider);
        self
    }

    /// The same, whose pages may stand in pages of these origins.
    ///
    /// # Errors
    /// One is no origin: `https://HOST`, with or without a port.
    pub fn framed_by(mut self, origins: &[String]) -> Result<Site, String> {
        for origin in origins {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
            let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
            if host.is_empty() || !host.chars().all(plain) {
                return Err(format!("{origin:?} is no origin; write it as https://HOST"));
            }
        }
        self.framed_by = origins.to_vec();
        Ok(self)
    }

    /// The people, where there are accounts.
    pub(crate) fn people(&self) -> Option<&People> {
        match &self.door {
            Door::Alone(_) => None,
            Door::Accounts { people, .. } => Some(people),
        }
    }

    /// Whether a proxy stands before the site, which alone is heard and says who asks.
    pub(crate) fn is_behind_tls(&self) -> bool {
        self.people().is_some_and(People::is_secure)
    }

    /// Whether people sign in.
    #[must_use]
    pub fn has_accounts(&self) -> bool {
        !matches!(self.door, Door::Alone(_))
    }

    /// Answers a request.
    #[must_use]
    pub fn answer(&self, ask: &Ask) -> Reply {
        let (mut path, form) = parted(&ask.path);
        let embedded = path.first().is_some_and(|p| p == "embed");
        if embedded {
            path.remove(0);
        }
        let asked = Ask { path, ..ask.clone() };
        let tag = asked.cookie("lang").unwrap_or_else(|| Words::wanted(asked.header("accept-language").unwrap_or_default()));
        let words = Words::of(asked.queried("lang").unwrap_or(tag));
        let mut asking = Asking { site: self, ask: &asked, form, params: Vec::new(), words, person: Person::stranger(false), embedded };
        let reply = self.host(&asked).and_then(|()| self.routed(&mut asking));
        reply.unwrap_or_else(|wrong| asking.told_wrong(&wrong))
    }

    /// Whether the request names this site: a page of another that had its name point here must not read it.
    fn host(&self, ask: &Ask) -> Result<(), Wrong> {
        let host = ask.header("host").unwrap_or_default();
        let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() }.unwrap_or_default();
        let named = match &self.door {
            Door::Alone(_) => false,
            Door::Accounts { names, .. } => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
        };
        if named || ["127.0.0.1", "localhost", "[::1]"].contains(&name) {
            return Ok(());
        }
        Err(Wrong::new(421, format!("this site is not called {host:?}"), "open it as http://127.0.0.1, or start it with --name"))
    }

    fn routed(&self, asking: &mut Asking<'_>) -> Result<Reply, Wrong> {
        let ask = asking.ask;
        if let [folder, file] = ask.path.as_slice()
            && folder == "static"
        {
            return asset(&format!("{file}{}", asking.form.ending()));
        }
        asking.person = if asking.embedded { self.passer_by() } else { self.person(ask)? };
        let mut other_method = false;
        let found = routes::ROUTES.iter().find_map(|route| {
            let params = route.takes(&ask.path)?;
            other_method |= route.method != ask.method;
            (route.method == ask.method && route.forms.contains(&asking.form)).then_some((route, params))
        });
        let Some((route, params)) = found else {
            return Err(if other_method {
                Wrong::new(405, "this address is not asked that way", "")
            } else {
                Wrong::new(404, "there is no such page", "search for what you look for, or begin at the home page")
            });
        };
        asking.params = params;
        self.admit(asking, route)?;
        if asking.embedded {
            return self.embedded(asking, route);
        }
        if ask.method == Method::Post {
            own_form(ask)?;
        }
        match route.serve {
            Serve::Raw(serve) => serve(asking),
            Serve::Page(serve) => self.kept.page(asking, route, || asking.shown(&serve(asking)?)),
        }
    }

    /// A page for a frame in another site's page: without script and forms, of a day that is named, and no more than a
    /// stranger may read, whoever looks at the other page.
    fn embedded(&self, asking: &Asking<'_>, route: &Route) -> Result<Reply, Wrong> {
        let Serve::Page(serve) = route.serve else { return Err(Wrong::missing("page")) };
        if route.needs != Right::Read || !matches!(asking.form, Form::Html | Form::Svg) {
            return Err(Wrong::missing("page"));
        }
        if asking.ask.queried("as_of").is_none() {
            return Ok(Reply::to(&embed(&asking.with("as_of", &self.world.today().to_string()), asking.form)));
        }
        let reply = self.kept.page(asking, route, || {
            let page = serve(asking)?;
            if asking.form == Form::Svg { asking.shown(&page) } else { asking.frame(page) }
        })?;
        let ancestors = if self.framed_by.is_empty() { "'none'".to_owned() } else { self.framed_by.join(" ") };
        let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'";
        Ok(reply.with("content-security-policy", format!("{policy}; frame-ancestors {ancestors}")))
    }

    /// Whoever looks at another site's page in which one of these stands.
    fn passer_by(&self) -> Person {
        Person::stranger(match &self.door {
            Door::Alone(_) => true,
            Door::Accounts { open, .. } => *open,
        })
    }

    /// Somebody by name, as a reader only.
    pub(crate) fn reader(&self, name: &str) -> Option<Person> {
        match &self.door {
            Door::Alone(_) => Some(Person::stranger(true)),
            Door::Accounts { people, .. } => people.reader(name),
        }
    }

    /// Who asks.
    fn person(&self, ask: &Ask) -> Result<Person, Wrong> {
        match &self.door {
            Door::Alone(name) => Ok(Person::alone(name)),
            Door::Accounts { people, open, .. } => Ok(people.person(ask, (self.world.now)())?.unwrap_or_else(|| Person::stranger(*open))),
        }
    }

    /// Notes in the audit log what a person did, where there is one.
    pub(crate) fn noted(&self, person: &Person, what: &str, about: &str) -> Result<(), Wrong> {
        self.people().map_or(Ok(()), |people| people.noted(&person.name, what, about, (self.world.now)()))
    }

    /// Whether the person may ask so; what is not allowed by name is refused.
    fn admit(&self, asking: &Asking<'_>, route: &Route) -> Result<(), Wrong> {
        if asking.person.may(route.needs) {
            return Ok(());
        }
        Err(if asking.person.name.is_empty() {
            Wrong::new(401, "sign in to see this", "")
        } else {
            Wrong::new(403, format!("this needs the right to {}", route.needs.as_str()), "an administrator can give it")
        })
    }
}

/// The address of a page for a frame.
fn embed(address: &str, form: Form) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = if path == "/" && form != Form::Html { "/index" } else { path };
    format!("/embed{path}{}?{query}", form.ending())
}

/// A form must come from a page of this site. Browsers say where a form comes from; what says nothing is no browser, and
/// has no cookies to misuse.
fn own_form(ask: &Ask) -> Result<(), Wrong> {
    let host = ask.header("host").unwrap_or_default();
    let own = match (ask.header("sec-fetch-site"), ask.header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").is_some_and(|(_, named)| named == host),
        (None, None) => ask.header("cookie").is_none(),
    };
    if own {
        Ok(())
    } else {
        Err(Wrong::new(403, "the form does not come from a page of this site", "open the page here and send it again"))
    }
}

/// A path without the ending of a twin, and the form that the ending asks for.
fn parted(path: &[String]) -> (Vec<String>, Form) {
    let mut path = path.to_vec();
    let Some(last) = path.last_mut() else { return (path, Form::Html) };
    for (ending, form) in Form::ENDINGS {
        if let Some(name) = last.strip_suffix(ending).filter(|name| !name.is_empty()) {
            let name = name.to_owned();
            *last = name;
            if path == ["index"] {
                path.clear();
            }
            return (path, form);
        }
    }
    (path, Form::Html)
}

/// Signs that turn the direction of what follows would let foreign words dress up the page's own. Names are isolated by
/// markup, and no language needs these.
fn turns_no_text(c: char) -> bool {
    !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The files of the site, each under an address that changes with it.
struct Asset {
    address: String,
    kind: &'static str,
    bytes: &'static [u8],
}

fn assets() -> &'static [Asset; 3] {
    static ASSETS: OnceLock<[Asset; 3]> = OnceLock::new();
    ASSETS.get_or_init(|| {
        [
            ("css", "text/css; charset=utf-8", include_bytes!("look/site.css") as &[u8]),
            ("js", "text/javascript; charset=utf-8", include_bytes!("look/site.js")),
            ("svg", "image/svg+xml", include_bytes!("look/icon.svg")),
        ]
        .map(|(ending, kind, bytes)| {
            let digest = Sha256::digest(bytes);
            let mark = digest.iter().take(6).fold(String::new(), |mark, b| mark + &format!("{b:02x}"));
            Asset { address: format!("/static/{mark}.{ending}"), kind, bytes }
        })
    })
}

fn asset(file: &str) -> Result<Reply, Wrong> {
    let address = format!("/static/{file}");
    let found = assets().iter().find(|a| a.address == address).ok_or_else(|| Wrong::missing("file"))?;
    Ok(Reply::of(found.kind, found.bytes).with("cache-control", "public, max-age=31536000, immutable"))
}

/// How a person wants the site to look; kept in cookies.
pub(crate) struct Look {
    theme: String,
    contrast: String,
    size: String,
}

impl Look {
    fn of(ask: &Ask) -> Look {
        let one = |name: &str, known: &[&str]| {
            let wanted = ask.cookie(name).filter(|value| known.contains(value));
            wanted.unwrap_or(known[0]).to_owned()
        };
        Look {
            theme: one("theme", &["auto", "light", "dark"]),
            contrast: one("contrast", &["normal", "high"]),
            size: one("size", &["100", "115", "130", "150", "200"]),
        }
    }

    fn scheme(&self) -> &str {
        if self.theme == "auto" { "light dark" } else { &self.theme }
    }
}

/// Names of pages with their addresses.
type Links = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'p> {
    w: &'p Words,
    page: &'p Page,
    body: String,
    look: Look,
    css: &'static str,
    js: &'static str,
    icon: &'static str,
    asking: &'p Asking<'p>,
    menu: Vec<(String, String, bool)>,
    map: Vec<(&'static str, Links)>,
    searched: String,
    person: String,
    as_of: When,
    earlier: bool,
    here: String,
    now: String,
    kept: Vec<(String, String)>,
    back: String,
    told: String,
    entry: String,
    languages: [(&'static str, &'static str); 3],
    tabular: bool,
    listed: bool,
    /// Where this page is saved as a search.
    save: Option<String>,
    /// The page for a frame, where the site may stand in others' pages.
    embed: Option<String>,
}

/// A page by itself, for a frame.
#[derive(Template)]
#[template(path = "embed.html")]
struct Framed<'p> {
    w: &'p Words,
    page: &'p Page,
    body: String,
    css: &'static str,
    as_of: When,
    /// The page in the site.
    whole: String,
}

impl Layout<'_> {
    fn link(&self, path: &str) -> String {
        self.asking.link(path)
    }

    /// The address of a twin of this page.
    fn twin(&self, ending: &str) -> String {
        let address = self.asking.with("", "");
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let path = if path == "/" { "/index" } else { path };
        if query.is_empty() { format!("{path}{ending}") } else { format!("{path}{ending}?{query}") }
    }
}

impl Asking<'_> {
    /// A page in the form that is wanted.
    pub(crate) fn shown(&self, page: &Page) -> Result<Reply, Wrong> {
        Ok(match self.form {
            Form::Html => Reply::of(HTML, self.html(page)?),
            Form::Json if page.value.is_null() => {
                let table = page.table().unwrap_or_default();
                Reply::json(&serde_json::json!({ "title": page.title, "rows": rows_of(&table) }))
            }
            Form::Json => Reply::json(&page.value),
            Form::Csv => {
                let table = page.table().unwrap_or_default();
                let raw = self.ask.queried("raw") == Some("1");
                let rows: Vec<Vec<share::csv::Field<'_>>> = table.rows.iter().map(|row| row.iter().map(field).collect()).collect();
                let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
                Reply::of("text/csv; charset=utf-8", share::csv::table(&columns, &rows, raw))
            }
            Form::Atom | Form::JsonFeed => crate::feed::feed(self, page)?,
            Form::Svg => crate::pages::chart::alone(self, page)?,
            Form::Ical => return Err(Wrong::missing("page")),
        })
    }

    fn html(&self, page: &Page) -> Result<String, Wrong> {
        let entry = self.site.shelf.entry(&self.site.world).unwrap_or_default();
        let day = self.day().ok().flatten();
        let (as_of, earlier) = (day.unwrap_or_else(|| self.site.world.today()), day.is_some());
        let [css, js, icon] = assets();
        let path = self.path();
        let menu = routes::MENU.iter().filter(|(_, path)| self.may_see(path));
        let layout = Layout {
            w: self.words,
            page,
            body: Blocks { blocks: &page.blocks, w: self.words }.render().expect("a template writes to memory"),
            look: Look::of(self.ask),
            css: &css.address,
            js: &js.address,
            icon: &icon.address,
            asking: self,
            menu: menu.map(|(name, at)| (self.t(name).to_owned(), self.link(at), path == *at)).collect(),
            map: self.map(),
            searched: if path == "/search" { self.ask.queried("q").unwrap_or_default().to_owned() } else { String::new() },
            person: self.person.name.clone(),
            as_of: self.when(as_of),
            earlier,
            here: path.clone(),
            now: self.with("as_of", ""),
            kept: self.ask.query.iter().filter(|(name, value)| name != "as_of" && !value.is_empty()).cloned().collect(),
            back: self.with("", ""),
            told: self.told(),
            entry: entry.to_string(),
            languages: LANGUAGES,
            tabular: page.table().is_some(),
            listed: page.rows().next().is_some(),
            save: crate::pages::saved::href(self),
            embed: (!self.site.framed_by.is_empty()).then(|| embed(&self.with("as_of", &as_of.to_string()), Form::Html)),
        };
        let mut html = layout.render().expect("a template writes to memory");
        html.retain(turns_no_text);
        Ok(html)
    }

    /// A page for a frame: what it shows, the day, and the way to the site.
    fn frame(&self, mut page: Page) -> Result<Reply, Wrong> {
        page.blocks.retain(|block| !matches!(block, crate::page::Block::Own(html) if html.0.contains("<form")));
        let as_of = self.day()?.unwrap_or_else(|| self.site.world.today());
        let framed = Framed {
            w: self.words,
            body: Blocks { blocks: &page.blocks, w: self.words }.render().expect("a template writes to memory"),
            page: &page,
            css: &assets()[0].address,
            as_of: self.when(as_of),
            whole: self.with("", ""),
        };
        let mut html = framed.render().expect("a template writes to memory");
        html.retain(turns_no_text);
        Ok(Reply::of(HTML, html))
    }

    /// What was done by the form that led here.
    fn told(&self) -> String {
        self.ask
            .queried("done")
            .map(|done| self.words.fill("decided", &[&self.words.said(&share::plain::one_line(done))]))
            .unwrap_or_default()
    }

    fn may_see(&self, path: &str) -> bool {
        let segments = crate::ask::segments(path);
        routes::ROUTES.iter().find(|r| r.method == Method::Get && r.takes(&segments).is_some()).is_some_and(|r| self.person.may(r.needs))
    }

    /// Every page that has no subject of its own, by group.
    fn map(&self) -> Vec<(&'static str, Links)> {
        let links = |pages: &[(&str, &str)]| {
            let seen = pages.iter().filter(|(_, path)| self.may_see(path));
            seen.map(|(name, path)| (self.t(name).to_owned(), self.link(path))).collect::<Links>()
        };
        routes::MAP.iter().map(|(group, pages)| (*group, links(pages))).filter(|(_, links)| !links.is_empty()).collect()
    }

    /// An error in the form that was asked for.
    fn told_wrong(&self, wrong: &Wrong) -> Reply {
        if self.form != Form::Html || self.ask.path.first().is_some_and(|p| p == "api") {
            return wrong.problem();
        }
        if wrong.status == 401 && self.ask.method == Method::Get {
            return Reply::to(&format!("/sign-in?next={}", crate::ask::encoded(&self.with("", ""))));
        }
        let mut page = Page::new("site", self.t("q.error"));
        page.lead.clone_from(&wrong.detail);
        page.judged = false;
        if wrong.detail == Wrong::TOO_LARGE {
            page.blocks.push(crate::page::Block::Own(crate::pages::list::form(self, &["party", "other"])));
        }
        if !wrong.hint.is_empty() {
            page.blocks.push(crate::page::Block::Note(wrong.hint.clone()));
        }
        let mut reply = self.html(&page).map_or_else(|wrong| wrong.problem(), |html| Reply::of(HTML, html));
        reply.status = wrong.status;
        reply
    }

    /// Whether the person has a right; for what a page offers to do.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.person.may(right)
    }
}

fn field(cell: &Cell) -> share::csv::Field<'_> {
    if cell.number { share::csv::Field::Number(&cell.text) } else { share::csv::Field::Text(cell.plain()) }
}

#[cfg(test)]
mod tests;
