//! The arguments as a lazy sequence of inputs.

use crate::config::Sources;
use acquire::fetch::{Fetched, Fetcher, Options};
use acquire::{Error, Limits};
use model::{Document, Validators};
use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, ErrorKind, Stdin};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// One thing to read.
pub(crate) struct Input {
    /// As given, or as found in a folder.
    pub(crate) name: String,
    /// Where its bytes are.
    pub(crate) place: Place,
}

/// Where bytes are.
pub(crate) enum Place {
    /// A file.
    File(PathBuf),
    /// An http(s) address.
    Address(String),
    /// Nowhere: why.
    Missing(String),
}

/// What an address gave.
pub(crate) enum Answer {
    /// Nothing: it has not changed since it was last read.
    Unchanged,
    /// All its documents, and what to ask it with the next time.
    Whole(Validators),
    /// No documents, or not all that it holds.
    Wanting,
}

/// The inputs that arguments name, found as they are asked for.
pub(crate) struct Inputs {
    pending: Mutex<Pending>,
    fetcher: OnceLock<Fetcher>,
    allow_hosts: Vec<String>,
    timeout: Duration,
    known: BTreeMap<String, Validators>,
}

struct Pending {
    names: VecDeque<String>,
    /// Folders that are being walked: their entries in the order of their names, folders among them.
    folders: Vec<VecDeque<PathBuf>>,
    stdin: Option<std::io::Lines<BufReader<Stdin>>>,
}

impl Inputs {
    /// The inputs that arguments name: paths, folders, addresses, `-` for a list on standard input.
    pub(crate) fn new(sources: &Sources) -> Inputs {
        let pending = Pending { names: sources.sources.iter().cloned().collect(), folders: Vec::new(), stdin: None };
        Inputs {
            pending: Mutex::new(pending),
            fetcher: OnceLock::new(),
            allow_hosts: sources.allow_host.clone(),
            timeout: Duration::from_secs(sources.timeout),
            known: BTreeMap::new(),
        }
    }

    /// The same inputs; addresses that `known` holds are fetched only if they changed since.
    pub(crate) fn unless_unchanged(self, known: BTreeMap<String, Validators>) -> Inputs {
        Inputs { known, ..self }
    }

    /// The next input.
    pub(crate) fn next(&self) -> Option<Input> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(found) = pending.walk() {
                return Some(found);
            }
            let name = pending.next_name()?;
            if let Some(input) = pending.resolve(name) {
                return Some(input);
            }
        }
    }

    /// Fetches an address and reads the documents it holds.
    pub(crate) fn fetch(&self, url: &str, limits: &Limits, each: &mut dyn FnMut(Result<Document, Error>)) -> Answer {
        let fetcher = self.fetcher.get_or_init(|| {
            let allow_hosts = self.allow_hosts.clone();
            Fetcher::new(Options { max_bytes: limits.document_bytes, timeout: self.timeout, allow_hosts, ..Options::default() })
        });
        match fetcher.fetch(url, self.known.get(url)) {
            Ok(Fetched::Unchanged) => Answer::Unchanged,
            Ok(Fetched::Page(page)) => {
                let mut whole = true;
                acquire::read(&mut page.bytes.as_slice(), &page.origin(url), limits, &mut |read| {
                    whole &= read.is_ok();
                    each(read);
                });
                if whole { Answer::Whole(page.validators) } else { Answer::Wanting }
            }
            Err(e) => {
                each(Err(Error::new(url, e.into())));
                Answer::Wanting
            }
        }
    }
}

impl Pending {
    fn next_name(&mut self) -> Option<String> {
        if let Some(lines) = &mut self.stdin {
            for line in lines.by_ref() {
                let line = line.unwrap_or_default();
                let line = line.trim();
                if !line.is_empty() && !line.starts_with('#') {
                    return Some(line.to_owned());
                }
            }
            self.stdin = None;
        }
        let name = self.names.pop_front()?;
        if name == "-" {
            self.stdin = Some(BufReader::new(std::io::stdin()).lines());
            return self.next_name();
        }
        Some(name)
    }

    /// The input a name stands for; a folder stands for what is in it.
    fn resolve(&mut self, name: String) -> Option<Input> {
        if name.starts_with("http://") || name.starts_with("https://") {
            return Some(Input { place: Place::Address(name.clone()), name });
        }
        let path = Path::new(&name);
        match path.metadata() {
            Ok(found) if found.is_dir() => {
                let unreadable = self.enter(path, &name);
                let is_empty = || self.folders.last().is_some_and(VecDeque::is_empty);
                if unreadable.is_none() && is_empty() {
                    return Some(Input { place: Place::Missing("the folder is empty".to_owned()), name });
                }
                unreadable
            }
            Ok(_) => Some(Input { place: Place::File(path.to_owned()), name }),
            Err(_) if name.contains("://") => {
                Some(Input { place: Place::Missing("only http and https addresses are fetched".to_owned()), name })
            }
            Err(e) if e.kind() == ErrorKind::NotFound => {
                Some(Input { place: Place::Missing("there is no such file or folder".to_owned()), name })
            }
            Err(e) => Some(Input { place: Place::Missing(e.to_string()), name }),
        }
    }

    fn enter(&mut self, path: &Path, name: &str) -> Option<Input> {
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let mut found: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| !is_hidden(p)).collect();
                found.sort();
                self.folders.push(found.into());
                None
            }
            Err(e) => Some(Input { name: name.to_owned(), place: Place::Missing(e.to_string()) }),
        }
    }

    /// The next file of the folders that are being walked, depth first. Links to folders are not followed, so
    /// that no walk is endless.
    fn walk(&mut self) -> Option<Input> {
        while let Some(folder) = self.folders.last_mut() {
            let Some(path) = folder.pop_front() else {
                self.folders.pop();
                continue;
            };
            let name = path.to_string_lossy().into_owned();
            let Ok(found) = path.symlink_metadata() else { continue };
            if found.is_dir() {
                if let Some(unreadable) = self.enter(&path, &name) {
                    return Some(unreadable);
                }
            } else if !(found.is_symlink() && path.is_dir()) {
                return Some(Input { name, place: Place::File(path) });
            }
        }
        None
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'))
}
