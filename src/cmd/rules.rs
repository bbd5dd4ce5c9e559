use crate::config::OwnRules;
use crate::report::Outcome;
use crate::terminal;
use anyhow::Context as _;
use claims::Reader;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// Lists the rules, or checks them by their examples.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print each rule's name and reason
    List {
        #[command(flatten)]
        rules: OwnRules,
    },
    /// Check that each rule fires in its own examples and not in what it must not read
    Check {
        #[command(flatten)]
        rules: OwnRules,
    },
}

impl Rules {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        match &self.what {
            What::List { rules } => {
                for (name, _, reason) in reader(rules)?.rules() {
                    anstream::println!("{name}\t{reason}");
                }
                Ok(Outcome::Done)
            }
            What::Check { rules } => check(rules),
        }
    }
}

/// Checks the rules of the folder that is named, or those that come with the program.
fn check(rules: &OwnRules) -> anyhow::Result<Outcome> {
    let reader = reader(rules)?;
    let own: Vec<String> = match &rules.folder {
        Some(folder) => files(folder)?.into_iter().map(|(name, _)| name).collect(),
        None => reader.rules().map(|(name, ..)| name.to_owned()).collect(),
    };
    let wrong = reader.check_examples(|name| own.iter().any(|o| o == name));
    for line in &wrong {
        anstream::println!("{line}");
    }
    let s = if own.len() == 1 { "" } else { "s" };
    if wrong.is_empty() {
        anstream::println!("{} rule{s} checked: all read their examples", own.len());
        return Ok(Outcome::Done);
    }
    terminal::say_wrong(
        "error",
        &format!(
            "{} examples of {} rule{s} are read otherwise\nhint: `chancery explain RULE SENTENCE` shows where a rule stops",
            wrong.len(),
            own.len()
        ),
    );
    Ok(Outcome::No)
}

/// A reader with the rules that come with the program and those of the user's folder.
pub(crate) fn reader(rules: &OwnRules) -> anyhow::Result<Reader> {
    let Some(folder) = &rules.folder else { return Ok(Reader::new()) };
    let read = files(folder)?
        .into_iter()
        .map(|(name, path)| Ok((name, std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?)))
        .collect::<anyhow::Result<Vec<(String, String)>>>()?;
    Reader::with_rules(&read).map_err(|e| {
        let line = e.line.map(|l| format!(":{l}")).unwrap_or_default();
        anyhow::anyhow!("{}{line}: {}", folder.join(format!("{}.toml", e.rule)).display(), e.problem)
    })
}

/// The rule files of a folder, each by its name: the path below the folder without its ending.
fn files(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((at, prefix)) = folders.pop() {
        let entries = std::fs::read_dir(&at).with_context(|| format!("reading the rules of {}", at.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("reading the rules of {}", at.display()))?.path();
            let Some(stem) = path.file_stem().map(|s| s.to_string_lossy().into_owned()) else { continue };
            if path.is_dir() {
                folders.push((path, format!("{prefix}{stem}/")));
            } else if path.extension().is_some_and(|e| e == "toml") {
                found.push((format!("{prefix}{stem}"), path));
            }
        }
    }
    found.sort();
    if found.is_empty() {
        anyhow::bail!("no rules in {}\nhint: a rule is a TOML file such as stance/pleads.toml; docs/rules.md shows one", folder.display());
    }
    Ok(found)
}
