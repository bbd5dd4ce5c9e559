use crate::entity::EntityId;
use crate::log::Undecodable;
use model::{ClaimId, DocumentId};
use std::path::PathBuf;

/// Why the register could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no file.
    #[error("open register {}: there is no such file; check the path, or make it with chancery ingest", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Nothing was recorded in it yet: it was about to be created when the program was stopped.
    #[error("open register {}: the file is empty, nothing was recorded in it; read a document into it first", path.display())]
    Blank {
        /// Which file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("open register {}: the file is not a register; choose another path", path.display())]
    NotARegister {
        /// Which file.
        path: PathBuf,
    },
    /// A newer program made it.
    #[error("open register {}: it has format {found} and this program knows formats up to {known}; use a newer program", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// The folded tables were made by other rules than this program's.
    #[error("open register {}: its tables were folded by another version; open it for writing once, which rebuilds them", path.display())]
    Stale {
        /// Which file.
        path: PathBuf,
    },
    /// Another process holds the write lock.
    #[error("write register {}: another process is writing to it; try again when it is done", path.display())]
    Locked {
        /// Which file.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("write register {}: the file is read-only, or was opened for reading; check its permissions and its folder's", path.display())]
    ReadOnly {
        /// Which file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("write register {}: the disk is full; free some space and repeat the command, nothing was half written", path.display())]
    Full {
        /// Which file.
        path: PathBuf,
    },
    /// The system fails to read or write the file, as where it may grow no further.
    #[error("use register {}: the system failed to read or write it; free some space, look to the disk, and repeat the command; nothing was half written", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// The file is damaged.
    #[error("read register {}: the file is damaged; run `verify` to see what is lost and restore it from a copy", path.display())]
    Corrupt {
        /// Which file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// The operating system refused the file.
    #[error("open register {}: the system refused; check that the folder exists and may be entered", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// What does not fit into memory finds no other place.
    #[error(
        "fold register: no temporary file can be written; free some space where the system keeps them and repeat the command, nothing was half written"
    )]
    Temporary {
        /// What the system says.
        source: std::io::Error,
    },
    /// Any other failure of the database.
    #[error("use register {}: the database failed; run `verify`", path.display())]
    Database {
        /// Which file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// No database answers at an address.
    #[cfg(feature = "postgres")]
    #[error("open register {address}: the server does not let us in; check the address, the user and that it runs")]
    Unreachable {
        /// The address without its password.
        address: String,
        /// What the server, or the system, says.
        source: postgres::Error,
    },
    /// An address asks for an encrypted connection.
    #[cfg(feature = "postgres")]
    #[error(
        "open register {address}: it asks for an encrypted connection, which this program does not make; lead it through an SSH tunnel, or let sslmode=require go where the network is trusted"
    )]
    Unencrypted {
        /// The address without its password.
        address: String,
    },
    /// Any failure of a database server.
    #[cfg(feature = "postgres")]
    #[error("use register {address}: the server failed; see its log, and repeat the command, nothing was half written")]
    Server {
        /// The address without its password.
        address: String,
        /// What the server says.
        source: postgres::Error,
    },
    /// The program was built without PostgreSQL.
    #[cfg(not(feature = "postgres"))]
    #[error("open register {address}: this program was built without PostgreSQL; build it with the feature `postgres`, or use a file")]
    NoPostgres {
        /// The address asked for.
        address: String,
    },
    /// A register that is to take over another's log holds something itself.
    #[error("copy register: the one to copy to holds {entries} entries; name one that does not exist yet")]
    NotEmpty {
        /// How many.
        entries: u64,
    },
    /// An entry does not follow the one before it.
    #[error("copy register: entry {seq} of the log is not what was recorded; run `verify` on it")]
    Broken {
        /// Which entry.
        seq: u64,
    },
    /// An entry of the log cannot be read.
    #[error("fold register: entry {seq} of the log cannot be read; run `verify`")]
    Entry {
        /// Which entry.
        seq: u64,
        /// What is wrong with it.
        source: Undecodable,
    },
    /// A folded row cannot be read.
    #[error("read register: row {key:?} of table {table} cannot be read; rebuild the tables from the log")]
    Row {
        /// Which table.
        table: &'static str,
        /// Which row.
        key: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A claim that its document does not bear out.
    #[error(
        "ingest {document}: a claim of rule {rule} has no evidence, or evidence outside the text or inside a character; this is a defect of the reader, nothing was recorded"
    )]
    Evidence {
        /// The document.
        document: DocumentId,
        /// The rule that made the claim.
        rule: String,
    },
    /// A claim that names another document than the one it came with.
    #[error("ingest {document}: a claim of rule {rule} names document {named}; hand every claim in with its own document")]
    Stray {
        /// The document it came with.
        document: DocumentId,
        /// The document it names.
        named: DocumentId,
        /// The rule that made the claim.
        rule: String,
    },
    /// A correction that the claim's kind cannot have.
    #[error("correct {claim}: the slots given are none that the claim could have; give them as the claims contract writes them")]
    Correction {
        /// Which claim.
        claim: ClaimId,
        /// What is wrong with the slots.
        source: serde_json::Error,
    },
    /// A decision about an entity that is not there.
    #[error("decide on {entity}: the register has no such entity; list its kind with --json to find its id")]
    NoSuchEntity {
        /// Which entity.
        entity: EntityId,
    },
    /// Two entities that no decision can make one.
    #[error(
        "make {one} and {other} one: they are of two kinds, parties, or stand apart for what their claims state otherwise; correct the claims instead"
    )]
    NeverOne {
        /// One of them.
        one: EntityId,
        /// The other.
        other: EntityId,
    },
    /// Two names of one entity, which cannot be set apart from itself.
    #[error("judge {entity} against itself: both names lead to it; name the two by their ids, as `same` printed them")]
    NeverTwo {
        /// Which entity.
        entity: EntityId,
    },
    /// A decision about a claim that is not there.
    #[error("decide on {claim}: the register has no such claim; list the claims to find its id")]
    NoSuchClaim {
        /// Which claim.
        claim: ClaimId,
    },
}

#[cfg(test)]
mod tests;
