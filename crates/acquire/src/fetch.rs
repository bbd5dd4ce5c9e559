//! Polite fetching.

/// Why an address could not be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Neither `http` nor `https`.
    #[error("has no http or https address\n  hint: fetch it by hand and read the file")]
    Scheme,
}
