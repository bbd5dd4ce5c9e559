//! A request's way from its path to its page.

use crate::book::Shelf;
use crate::reply::{HTML, Wrong};
use crate::world::World;
use crate::{Ask, Reply};

/// The web site over one register.
pub struct Site {
    world: World,
    shelf: Shelf,
}

impl Site {
    /// A site for one person on this machine, who may do everything.
    #[must_use]
    pub fn alone(world: World) -> Site {
        Site { world, shelf: Shelf::default() }
    }

    /// Whether people sign in.
    #[must_use]
    pub fn has_accounts(&self) -> bool {
        false
    }

    /// Answers a request.
    #[must_use]
    pub fn answer(&self, ask: &Ask) -> Reply {
        self.page(ask).unwrap_or_else(|wrong| wrong.problem())
    }

    fn page(&self, _ask: &Ask) -> Result<Reply, Wrong> {
        let held = self.shelf.held(&self.world, None)?;
        let count = self.shelf.ask(&self.world, &held, 10, |book| book.snapshot.documents.len());
        Ok(Reply::of(HTML, format!("<!doctype html>\n<title>Chancery</title>\n<h1>Chancery</h1>\n<p>{count} documents\n")))
    }
}
