//! What the site needs from outside: the register, the clock, randomness, and what parties are called.

use model::PartialDate;
use register::{Mode, Register, Timestamp};

/// What the program hands to the site.
pub struct World {
    /// Opens the register.
    pub open: Box<dyn Fn(Mode) -> Result<Register, register::Error> + Send + Sync>,
    /// The time.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Fills a buffer with bytes that nobody can guess.
    pub random: fn(&mut [u8]),
    /// What a state with a code is called.
    pub called: fn(&str) -> Option<String>,
    /// The party that a name or an adjective stands for.
    pub party: fn(&str) -> Option<String>,
    /// Where a town lies, given its state where that is known: latitude and longitude.
    pub located: Located,
}

/// Where a town lies, given its state where that is known: latitude and longitude.
pub type Located = fn(&str, Option<&str>) -> Option<(f64, f64)>;

impl World {
    /// The day of the clock, in UTC.
    #[must_use]
    pub fn today(&self) -> PartialDate {
        let now = (self.now)().to_string();
        now.get(..10).and_then(|day| day.parse().ok()).expect("a timestamp begins with a day of the calendar")
    }
}
