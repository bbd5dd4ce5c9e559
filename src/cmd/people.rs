use super::serve::world;
use crate::config::Common;
use crate::report::Outcome;
use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use web::{Known, People as Accounts, Role};

/// Says who may sign in to the site.
#[derive(Debug, Args)]
pub(crate) struct People {
    /// File of people, which is also the audit log
    #[arg(long = "people", value_name = "FILE", env = "CHANCERY_PEOPLE", default_value = "chancery.people", global = true)]
    file: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a person, or give one another role and password; the password is read from standard input, and an empty one leaves
    /// the old one
    Add {
        /// Name to sign in with
        name: String,
        /// viewer, contributor, reviewer, editor, admin or auditor
        #[arg(long, value_parser = role)]
        role: Role,
        /// Address of the person at the provider (chancery serve --oidc-issuer); no password is read
        #[arg(long, value_name = "ADDRESS", conflicts_with = "subject")]
        email: Option<String>,
        /// What the provider calls the person (sub), instead of an address
        #[arg(long, value_name = "SUB")]
        subject: Option<String>,
    },
    /// Remove a person, with every token
    Remove {
        /// Whom
        name: String,
    },
    /// List who there is
    List,
    /// Check that no line of the audit log was changed or taken out
    Verify,
}

fn role(word: &str) -> Result<Role, String> {
    Role::named(word).ok_or_else(|| format!("use one of {}", Role::ALL.map(Role::as_str).join(", ")))
}

impl People {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let people = Accounts::open(&self.file, false).map_err(|why| anyhow!(why))?;
        match &self.what {
            What::Add { name, role, email, subject } => {
                let known = email.clone().map(Known::Email).or_else(|| subject.clone().map(Known::Subject));
                let password = if known.is_none() { password()? } else { String::new() };
                people.put(name, *role, &password, known, &world(common)).map_err(|why| anyhow!(why))?;
                say(common, &format!("{name} is {} in {}", role.as_str(), self.file.display()));
            }
            What::Remove { name } => {
                people.remove(name, &world(common)).map_err(|why| anyhow!(why))?;
                say(common, &format!("{name} is removed from {}", self.file.display()));
            }
            What::List => {
                for person in people.list() {
                    let known = person.known.map(|known| format!(" ({known})")).unwrap_or_default();
                    anstream::println!("{:<12} {}{known}", person.role.as_str(), person.name);
                }
            }
            What::Verify => {
                let lines = people.verify().map_err(|why| anyhow!(why))?;
                anstream::println!("{}: {lines} lines, sound", self.file.display());
            }
        }
        Ok(Outcome::Done)
    }
}

fn say(common: &Common, what: &str) {
    if !common.quiet {
        anstream::println!("{what}");
    }
}

/// A password: typed unseen on a terminal, else the first line of standard input.
fn password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        anstream::eprintln!("Password:");
        return console::Term::stderr().read_secure_line().context("read the password");
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("read the password")?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
