use std::fmt;

/// Why a document could not be read: what was being done, to what, and what to try.
#[derive(Debug)]
pub struct Error {
    /// Path or address.
    pub source_name: String,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing in it.
    #[error("is empty\n  hint: fetch or copy it again")]
    Empty,
    /// No text in it that a reader could read.
    #[error("holds no text\n  hint: if it is a scan, its text must be recognised first")]
    NoText,
    /// Bytes of no format that is read.
    #[error("is no document that is read here ({looks_like})\n  hint: formats read: {known}")]
    UnknownFormat {
        /// What the bytes look like: `PNG image`, `binary`.
        looks_like: String,
        /// The formats that are read.
        known: String,
    },
    /// Larger than the limit.
    #[error("is larger than the limit of {limit_mib} MiB\n  hint: split it, or raise the limit with --max-document")]
    TooLarge {
        /// The limit in MiB.
        limit_mib: u64,
    },
    /// A compressed part that unpacks to far more than it should.
    #[error("unpacks to more than {times} times its size\n  hint: this is how a decompression bomb looks; it was not opened further")]
    Bomb {
        /// The factor at which reading stopped.
        times: u64,
    },
    /// A password stands before the text.
    #[error("is encrypted\n  hint: save a copy without a password and read that")]
    Encrypted,
    /// The format's own structure is broken.
    #[error("is damaged: {detail}\n  hint: fetch or copy it again; it may have been cut short")]
    Damaged {
        /// What the format's reader found, lower case, no full stop.
        detail: String,
    },
    /// Reading did not come to an end within its time.
    #[error("took longer than {seconds} seconds to read\n  hint: split it, or save it anew from the program that made it")]
    TooSlow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The bytes could not be had.
    #[error("could not be read: {0}\n  hint: check the name, and whether you may read it")]
    Io(#[source] std::io::Error),
    /// The address could not be fetched.
    #[error(transparent)]
    Fetch(#[from] crate::fetch::FetchError),
}

impl Error {
    /// An error about `source`.
    #[must_use]
    pub fn new(source: &str, kind: ErrorKind) -> Error {
        Error { source_name: source.to_owned(), kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.source_name, self.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.kind)
    }
}

#[cfg(test)]
mod tests;
