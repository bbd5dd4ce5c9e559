mod provider;

use super::book::{located, party, state};
use crate::config::{Common, clock};
use crate::report::Outcome;
use crate::terminal::say_wrong;
use anyhow::{Context as _, anyhow, ensure};
use clap::Args;
use register::Timestamp;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use web::{People, Site, World, listen, may_listen};

/// Shows the register in a browser, on this machine.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address to listen at; port 0 takes one that is free
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8420")]
    at: SocketAddr,
    /// Name under which decisions are recorded, where the site is for one person
    #[arg(long, value_name = "NAME", env = "CHANCERY_AUTHOR")]
    author: Option<String>,
    /// File of people who may sign in, made by chancery people; without it the site is for this machine alone
    #[arg(long, value_name = "FILE", env = "CHANCERY_PEOPLE")]
    people: Option<PathBuf>,
    /// Name under which browsers reach the site, besides localhost; may be given several times
    #[arg(long, value_name = "HOST", requires = "people")]
    name: Vec<String>,
    /// Let those who did not sign in read
    #[arg(long, requires = "people")]
    open: bool,
    /// File in which people's saved searches are kept; it is made when the first is saved
    #[arg(long, value_name = "FILE", env = "CHANCERY_SAVED", default_value = "chancery.saved")]
    saved: PathBuf,
    /// Site in whose pages these pages may stand, as https://HOST; may be given several times
    #[arg(long, value_name = "ORIGIN")]
    embed_in: Vec<String>,
    /// Browsers reach the site over TLS, through a proxy: cookies are for TLS only
    #[arg(long, requires = "people")]
    behind_tls: bool,
    #[command(flatten)]
    provider: provider::Flags,
}

impl Serve {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        ready(common)?;
        let site = self.site(common)?;
        may_listen(&site, &self.at).map_err(|why| anyhow!(why))?;
        let listener = TcpListener::bind(self.at)
            .with_context(|| format!("listen at {}\nhint: --at 127.0.0.1:0 takes a port that is free", self.at))?;
        if !common.quiet {
            anstream::println!("{} is at http://{}/\nControl-C ends it", register::shown(&common.register), listener.local_addr()?);
        }
        listen(Arc::new(site), listener)?;
        Ok(Outcome::Done)
    }

    fn site(&self, common: &Common) -> anyhow::Result<Site> {
        let site = self.door(common)?.keeping(&self.saved).and_then(|site| site.framed_by(&self.embed_in));
        site.map_err(|why| anyhow!(why))
    }

    fn door(&self, common: &Common) -> anyhow::Result<Site> {
        let Some(file) = &self.people else { return Ok(Site::alone(world(common), self.author.as_deref().unwrap_or("local"))) };
        let people = People::open(file, self.behind_tls).map_err(|why| anyhow!(why))?;
        let somebody = !people.list().is_empty();
        ensure!(somebody, "{} names nobody\nhint: chancery people add NAME --role admin --people {0}", file.display());
        let site = Site::shared(world(common), people, self.name.clone(), self.open);
        let Some(provider) = self.provider.provider()? else { return Ok(site) };
        // The site is there for those with a password even when the provider is not.
        if let Err(why) = provider.greet(&world(common)) {
            say_wrong("warning", &format!("nobody can sign in by the word of the provider: {why}"));
        }
        Ok(site.with_provider(provider))
    }
}

/// A register that cannot be opened is told at once, not on the first page; one that another version folded is rebuilt.
fn ready(common: &Common) -> anyhow::Result<()> {
    match register::open(&common.register, register::Mode::Read) {
        Err(register::Error::Stale { .. }) => drop(register::open(&common.register, register::Mode::Write)?),
        opened => drop(opened?),
    }
    Ok(())
}

/// The world as the site sees it: the register, the clock, randomness, the names of parties.
pub(crate) fn world(common: &Common) -> World {
    let path = common.register.clone();
    let fixed = common.now;
    World {
        open: Box::new(move |mode| register::open(&path, mode)),
        now: Box::new(move || Timestamp::from_epoch_seconds(fixed.unwrap_or_else(clock).as_second())),
        random: |bytes| getrandom::fill(bytes).expect("the system gives random bytes"),
        called: state,
        party,
        located,
    }
}
