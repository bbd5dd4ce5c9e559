//! The file of people: JSON Lines, each with the hash of the one before it, so that none can be changed or taken out unseen.

use super::{Act, Line, digest};
use register::Timestamp;
use std::fs::{File as Handle, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// The open file, and where its chain ends.
pub(super) struct File {
    path: PathBuf,
    handle: Handle,
    seq: u64,
    last: String,
}

impl File {
    /// Opens the file, or makes an empty one that only its owner may read.
    pub(super) fn open(path: &Path) -> Result<(File, Vec<Line>), String> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let handle = options.open(path).map_err(|e| format!("open {}: {e}", path.display()))?;
        let mut file = File { path: path.to_owned(), handle, seq: 0, last: String::new() };
        let lines = file.read()?;
        if let Some(line) = lines.last() {
            file.seq = line.seq;
            file.last.clone_from(&line.hash);
        }
        Ok((file, lines))
    }

    /// Every line, where the chain holds.
    pub(super) fn read(&mut self) -> Result<Vec<Line>, String> {
        let broken = |n: usize| format!("{}: line {n} does not follow the one before it", self.path.display());
        let mut text = String::new();
        self.handle
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.handle.read_to_string(&mut text))
            .map_err(|e| format!("read {}: {e}", self.path.display()))?;
        let mut lines: Vec<Line> = Vec::new();
        for (n, row) in text.lines().enumerate() {
            let line: Line = serde_json::from_str(row).map_err(|_| broken(n + 1))?;
            let previous = lines.last().map_or("", |l| l.hash.as_str());
            if line.previous != previous || line.hash != hash(&line) || line.seq != n as u64 + 1 {
                return Err(broken(n + 1));
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// Adds a line; when this returns it is on disk.
    pub(super) fn append(&mut self, time: Timestamp, who: &str, act: &Act) -> Result<(), String> {
        let mut line =
            Line { seq: self.seq + 1, time, who: who.to_owned(), act: act.clone(), previous: self.last.clone(), hash: String::new() };
        line.hash = hash(&line);
        let mut text = serde_json::to_string(&line).map_err(|e| e.to_string())?;
        text.push('\n');
        let written = self.handle.write_all(text.as_bytes()).and_then(|()| self.handle.sync_data());
        written.map_err(|e| format!("write {}: {e}", self.path.display()))?;
        self.seq = line.seq;
        self.last = line.hash;
        Ok(())
    }
}

/// The hash of a line: over everything it says but itself.
fn hash(line: &Line) -> String {
    let bare = Line { hash: String::new(), ..line.clone() };
    digest(&serde_json::to_string(&bare).unwrap_or_default())
}
