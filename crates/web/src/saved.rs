//! Which questions does a person keep asking, and what had the person seen of each? One file of JSON Lines that only grows
//! while the site runs, and is written anew, without what was overtaken, when the site opens it.
//!
//! Never: keeps the key of a feed itself; keeps what a page says, beyond marks by which what is new is told from what was seen.

use crate::book::locked;
use register::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Searches that a person can save.
pub(crate) const MOST: usize = 30;

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Search {
    pub(crate) id: String,
    /// Who saved it; empty on a site without accounts, where there is one person.
    pub(crate) owner: String,
    pub(crate) title: String,
    /// The page that answers it, with its query.
    pub(crate) address: String,
    pub(crate) saved: Timestamp,
    /// The digest of the key of its feed.
    pub(crate) digest: String,
    /// When it was last looked at.
    pub(crate) looked: Timestamp,
    /// What was seen then: a mark of each item with a mark of what it said.
    pub(crate) seen: BTreeMap<String, String>,
}

/// A line of the file: a search as it stands now, or that it is gone.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    Search(Search),
    Gone(String),
}

/// The saved searches of a site.
pub(crate) struct Saved {
    path: PathBuf,
    searches: Mutex<BTreeMap<String, Search>>,
}

impl Saved {
    /// Opens the file; there need not be one yet.
    pub(crate) fn open(path: &Path) -> Result<Saved, String> {
        let wrong = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(wrong(&error)),
        };
        let mut searches = BTreeMap::new();
        let mut lines = 0;
        for line in text.lines() {
            lines += 1;
            match serde_json::from_str(line).map_err(|e| wrong(&format!("line {lines}: {e}")))? {
                Line::Search(search) => drop(searches.insert(search.id.clone(), search)),
                Line::Gone(id) => drop(searches.remove(&id)),
            }
        }
        let saved = Saved { path: path.to_owned(), searches: Mutex::new(searches) };
        if lines > locked(&saved.searches).len() {
            saved.compact().map_err(|e| wrong(&e))?;
        }
        Ok(saved)
    }

    /// Writes the file anew, in one step, so that it is never half there.
    fn compact(&self) -> std::io::Result<()> {
        let searches = locked(&self.searches);
        let lines = searches.values().filter_map(|s| serde_json::to_string(&Line::Search(s.clone())).ok());
        let beside = self.path.with_extension("new");
        std::fs::write(&beside, lines.map(|line| line + "\n").collect::<String>())?;
        std::fs::rename(&beside, &self.path)
    }

    fn append(&self, line: &Line) -> Result<(), String> {
        let mut text = serde_json::to_string(line).map_err(|e| e.to_string())?;
        text.push('\n');
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&self.path).and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_data()));
        written.map_err(|e| format!("write {}: {e}", self.path.display()))
    }

    /// The searches of a person, the first saved first.
    pub(crate) fn of(&self, owner: &str) -> Vec<Search> {
        let mut own: Vec<Search> = locked(&self.searches).values().filter(|s| s.owner == owner).cloned().collect();
        own.sort_by(|a, b| (a.saved, &a.id).cmp(&(b.saved, &b.id)));
        own
    }

    /// One search of a person.
    pub(crate) fn one(&self, owner: &str, id: &str) -> Option<Search> {
        locked(&self.searches).get(id).filter(|s| s.owner == owner).cloned()
    }

    /// The search to whose feed a key leads.
    pub(crate) fn keyed(&self, key: &str) -> Option<Search> {
        let digest = crate::people::digest(key);
        locked(&self.searches).values().find(|s| s.digest == digest).cloned()
    }

    /// Keeps a search as it stands.
    pub(crate) fn put(&self, search: Search) -> Result<(), String> {
        let mut searches = locked(&self.searches);
        let own = searches.values().filter(|s| s.owner == search.owner && s.id != search.id).count();
        if own >= MOST {
            return Err(format!("{MOST} searches are saved already"));
        }
        self.append(&Line::Search(search.clone()))?;
        searches.insert(search.id.clone(), search);
        Ok(())
    }

    /// Forgets a search of a person.
    pub(crate) fn remove(&self, owner: &str, id: &str) -> Result<bool, String> {
        let mut searches = locked(&self.searches);
        if searches.get(id).is_none_or(|s| s.owner != owner) {
            return Ok(false);
        }
        self.append(&Line::Gone(id.to_owned()))?;
        searches.remove(id);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(id: &str, owner: &str) -> Search {
        let now: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let text = |t: &str| t.to_owned();
        Search {
            id: text(id),
            owner: text(owner),
            title: text("x"),
            address: text("/health"),
            saved: now,
            digest: crate::people::digest(id),
            looked: now,
            seen: BTreeMap::new(),
        }
    }

    #[test]
    fn what_is_saved_outlives_the_site_and_is_only_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved");
        let saved = Saved::open(&path).unwrap();
        assert!(!path.exists(), "nothing is written before anything is saved");
        saved.put(search("a", "ann")).unwrap();
        saved.put(search("b", "bob")).unwrap();
        saved.put(Search { title: "y".to_owned(), ..search("a", "ann") }).unwrap();
        assert_eq!(saved.remove("ann", "b"), Ok(false), "nobody removes another's");
        assert_eq!(saved.one("ann", "b"), None);
        let again = Saved::open(&path).unwrap();
        assert_eq!(again.of("ann").iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["y"]);
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 2, "what was overtaken is left out");
        assert_eq!(again.keyed("b").map(|s| s.owner), Some("bob".to_owned()));
        assert!(again.keyed(&crate::people::digest("b")).is_none(), "the digest in the file opens nothing");
        assert_eq!(again.remove("bob", "b"), Ok(true));
        assert!(Saved::open(&path).unwrap().of("bob").is_empty());
    }

    #[test]
    fn there_is_an_end_to_what_one_person_saves() {
        let folder = tempfile::tempdir().unwrap();
        let saved = Saved::open(&folder.path().join("saved")).unwrap();
        for n in 0..MOST {
            saved.put(search(&n.to_string(), "ann")).unwrap();
        }
        assert!(saved.put(search("more", "ann")).is_err() && saved.put(search("other", "bob")).is_ok());
    }
}
