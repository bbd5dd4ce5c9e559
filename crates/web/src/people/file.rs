//! The file of people: JSON Lines, each with the hash of the one before it, so that none can be changed or taken out unseen.

use super::{Act, Line, digest};
use register::Timestamp;
use std::fs::{File as Handle, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// The open file, and how far it is known: the command line writes to it beside the site.
pub(super) struct File {
    path: PathBuf,
    handle: Handle,
    seq: u64,
    last: String,
    end: u64,
}

impl File {
    /// Opens the file, or makes an empty one that only its owner may read.
    pub(super) fn open(path: &Path) -> Result<(File, Vec<Line>), String> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let handle = options.open(path).map_err(|e| format!("open {}: {e}", path.display()))?;
        let mut file = File { path: path.to_owned(), handle, seq: 0, last: String::new(), end: 0 };
        let lines = file.news()?;
        Ok((file, lines))
    }

    /// Every line, where the chain holds.
    pub(super) fn read(&mut self) -> Result<Vec<Line>, String> {
        let known = (self.seq, std::mem::take(&mut self.last), self.end);
        (self.seq, self.end) = (0, 0);
        let lines = self.news();
        (self.seq, self.last, self.end) = known;
        lines
    }

    /// The lines that were written since the file was last looked at.
    pub(super) fn news(&mut self) -> Result<Vec<Line>, String> {
        if self.length()? == self.end {
            return Ok(Vec::new());
        }
        self.handle.lock_shared().map_err(|e| self.cannot("lock", &e))?;
        let lines = self.rest();
        self.handle.unlock().map_err(|e| self.cannot("unlock", &e))?;
        lines
    }

    /// Adds a line after those of others, which it gives; when this returns it is on disk.
    pub(super) fn append(&mut self, time: Timestamp, who: &str, act: &Act) -> Result<Vec<Line>, String> {
        self.handle.lock().map_err(|e| self.cannot("lock", &e))?;
        let written = self.rest().and_then(|others| self.add(time, who, act).map(|()| others));
        self.handle.unlock().map_err(|e| self.cannot("unlock", &e))?;
        written
    }

    fn add(&mut self, time: Timestamp, who: &str, act: &Act) -> Result<(), String> {
        let mut line =
            Line { seq: self.seq + 1, time, who: who.to_owned(), act: act.clone(), previous: self.last.clone(), hash: String::new() };
        line.hash = hash(&line);
        let mut text = serde_json::to_string(&line).map_err(|e| e.to_string())?;
        text.push('\n');
        let written = self.handle.write_all(text.as_bytes()).and_then(|()| self.handle.sync_data());
        written.map_err(|e| self.cannot("write", &e))?;
        (self.seq, self.last, self.end) = (line.seq, line.hash, self.end + text.len() as u64);
        Ok(())
    }

    /// The lines from where the file is known to its end, which must follow those before.
    fn rest(&mut self) -> Result<Vec<Line>, String> {
        if self.length()? < self.end {
            return Err(format!("{}: lines were taken out", self.path.display()));
        }
        let mut text = String::new();
        let read = self.handle.seek(SeekFrom::Start(self.end)).and_then(|_| self.handle.read_to_string(&mut text));
        read.map_err(|e| self.cannot("read", &e))?;
        let (mut seq, mut last, mut lines) = (self.seq, self.last.clone(), Vec::new());
        for row in text.lines() {
            let line = serde_json::from_str(row).ok().filter(|l: &Line| l.previous == last && l.seq == seq + 1 && l.hash == hash(l));
            let line = line.ok_or_else(|| format!("{}: line {} does not follow the one before it", self.path.display(), seq + 1))?;
            seq = line.seq;
            last.clone_from(&line.hash);
            lines.push(line);
        }
        (self.seq, self.last, self.end) = (seq, last, self.end + text.len() as u64);
        Ok(lines)
    }

    fn length(&self) -> Result<u64, String> {
        self.handle.metadata().map(|of| of.len()).map_err(|e| self.cannot("read", &e))
    }

    fn cannot(&self, what: &str, why: &std::io::Error) -> String {
        format!("{what} {}: {why}", self.path.display())
    }
}

/// The hash of a line: over everything it says but itself.
fn hash(line: &Line) -> String {
    let bare = Line { hash: String::new(), ..line.clone() };
    digest(&serde_json::to_string(&bare).unwrap_or_default())
}
