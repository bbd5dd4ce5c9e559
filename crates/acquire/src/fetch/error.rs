/// Why an address could not be fetched, and what to try.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// No address of the web, or one that is written to mislead.
    #[error("cannot be fetched: {detail}\n  hint: give an http or https address without user name and password")]
    Address {
        /// What is wrong with it.
        detail: String,
    },
    /// A port on which no public page is served.
    #[error("names port {port}, which is not asked\n  hint: list the host with its port by --allow-host if it is meant")]
    Port {
        /// The port.
        port: u16,
    },
    /// Only listed hosts are fetched, and this is none.
    #[error("leads to {host}, which is not among the hosts that may be asked\n  hint: name it with --allow-host if it is meant")]
    NotListed {
        /// The host.
        host: String,
    },
    /// The host lies on a private network or on this machine.
    #[error("leads to {host}, which is no public host\n  hint: list it with --allow-host if a private network is meant")]
    Private {
        /// The host.
        host: String,
    },
    /// The site's robots.txt closes it.
    #[error("is closed to robots by its site (robots.txt)\n  hint: ask the publisher, or save the page and read the file")]
    Robots,
    /// The site's robots.txt could not be had, which closes the site for now.
    #[error("was not asked for, as its site could not show its robots.txt (status {status})\n  hint: try again later")]
    RobotsDown {
        /// The answer's status.
        status: u16,
    },
    /// More redirects than are followed.
    #[error("redirects more than {limit} times\n  hint: give the address that the last redirect leads to")]
    Redirects {
        /// The limit.
        limit: u32,
    },
    /// Larger than the limit.
    #[error("answers with more than the limit of {limit_mib} MiB\n  hint: raise the limit with --max-document, or save it and read a part")]
    TooLarge {
        /// The limit in MiB.
        limit_mib: u64,
    },
    /// No whole answer within the time.
    #[error("did not answer in full within {seconds} seconds\n  hint: try again later, or raise the limit with --timeout")]
    TooSlow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// Of a media type that holds no document.
    #[error("answers with {media_type}, which is no document\n  hint: give the address of the page or file itself")]
    Type {
        /// As the server declared it.
        media_type: String,
    },
    /// An answer other than success.
    #[error("answers with status {status}\n  hint: {}", hint_for(*status))]
    Status {
        /// The answer's status.
        status: u16,
    },
    /// The server asks to be left alone for a while.
    #[error("is busy (status {status})\n  hint: try again {}", .after.map_or_else(|| "later".to_owned(), |s| format!("in {s} seconds")))]
    Busy {
        /// The answer's status.
        status: u16,
        /// After how many seconds the server wants to be asked again.
        after: Option<u64>,
    },
    /// No such host.
    #[error("names the host {host}, which does not exist\n  hint: check the spelling, and whether this machine reaches the network")]
    HostUnknown {
        /// The host.
        host: String,
    },
    /// No connection, or one that broke.
    #[error("could not be fetched: {detail}\n  hint: try again later, or open it in a browser to see whether it answers")]
    Connection {
        /// What happened, lower case.
        detail: String,
    },
}

fn hint_for(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 | 451 => "it is not open to everybody; save the page and read the file",
        404 | 410 => "the page has moved or is gone; look for it on the site or in an archive",
        500.. => "the server has a fault; try again later",
        _ => "open it in a browser to see what it answers",
    }
}
