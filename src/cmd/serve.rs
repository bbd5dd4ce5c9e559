use super::book::{party, state};
use crate::config::{Common, clock};
use crate::report::Outcome;
use anyhow::{Context as _, anyhow};
use clap::Args;
use register::Timestamp;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use web::{Site, World, listen, may_listen};

/// Shows the register in a browser, on this machine.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address to listen at; port 0 takes one that is free
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8420")]
    at: SocketAddr,
    /// Name under which decisions are recorded
    #[arg(long, value_name = "NAME", env = "CHANCERY_AUTHOR")]
    author: Option<String>,
}

impl Serve {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let site = Site::alone(world(common)?, self.author.as_deref().unwrap_or("local"));
        may_listen(&site, &self.at).map_err(|why| anyhow!(why))?;
        let listener = TcpListener::bind(self.at)
            .with_context(|| format!("listen at {}", self.at))
            .context("another program may be listening there\nhint: --at 127.0.0.1:0 takes a port that is free")?;
        if !common.quiet {
            anstream::println!("{} is at http://{}/\nControl-C ends it", register::shown(&common.register), listener.local_addr()?);
        }
        listen(Arc::new(site), listener)?;
        Ok(Outcome::Done)
    }
}

/// The world as the site sees it: the register, the clock, randomness, the names of parties.
fn world(common: &Common) -> anyhow::Result<World> {
    // A register that cannot be opened is told at once, not on the first page; one that another version folded is
    // rebuilt.
    match register::open(&common.register, register::Mode::Read) {
        Err(register::Error::Stale { .. }) => drop(register::open(&common.register, register::Mode::Write)?),
        opened => drop(opened?),
    }
    let path = common.register.clone();
    let fixed = common.now;
    Ok(World {
        open: Box::new(move |mode| register::open(&path, mode)),
        now: Box::new(move || Timestamp::from_epoch_seconds(fixed.unwrap_or_else(clock).as_second())),
        random: |bytes| getrandom::fill(bytes).expect("the system gives random bytes"),
        called: |code| state(code),
        party: |name| party(name),
        located: |town, state| super::book::located(town, state),
    })
}
