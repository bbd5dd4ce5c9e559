//! Filled by the reading of visible text.
