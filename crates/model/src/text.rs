//! Values that are written as texts, read from where the text stands and not from a copy of it.

use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;

/// Reads a text, of which `parse` makes the value.
pub(crate) fn read<'de, T, E: fmt::Display, D: Deserializer<'de>>(d: D, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, D::Error> {
    struct Written<F>(F);
    impl<T, E: fmt::Display, F: Fn(&str) -> Result<T, E>> Visitor<'_> for Written<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<R: Error>(self, text: &str) -> Result<T, R> {
            (self.0)(text).map_err(R::custom)
        }
    }
    d.deserialize_str(Written(parse))
}
