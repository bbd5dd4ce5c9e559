//! Who may do what? Roles are sets of rights; what a role does not name, it may not do.

use serde::{Deserialize, Serialize};

/// What a route asks of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Right {
    /// Nothing: signing in, the look of the site.
    Nothing,
    /// To read pages.
    Read,
    /// To take answers away in bulk.
    Export,
    /// To accept and reject claims.
    Review,
    /// To join, part, correct, dismiss and assess.
    Edit,
    /// To read the audit log.
    Audit,
    /// To say who may do what.
    Administer,
}

impl Right {
    pub(crate) const ALL: [Right; 7] =
        [Right::Nothing, Right::Read, Right::Export, Right::Review, Right::Edit, Right::Audit, Right::Administer];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Right::Nothing => "nothing",
            Right::Read => "read",
            Right::Export => "export",
            Right::Review => "review",
            Right::Edit => "edit",
            Right::Audit => "audit",
            Right::Administer => "administer",
        }
    }
}

/// What a person is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Reads and takes answers away.
    Contributor,
    /// Judges claims too.
    Reviewer,
    /// Corrects and assesses too.
    Editor,
    /// Does everything.
    Admin,
    /// Reads everything, the audit log too, and changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [Role::Viewer, Role::Contributor, Role::Reviewer, Role::Editor, Role::Admin, Role::Auditor];

    /// The word for the role.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Contributor => "contributor",
            Role::Reviewer => "reviewer",
            Role::Editor => "editor",
            Role::Admin => "admin",
            Role::Auditor => "auditor",
        }
    }

    /// The role that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }

    fn rights(self) -> &'static [Right] {
        use Right::{Administer, Audit, Edit, Export, Nothing, Read, Review};
        match self {
            Role::Viewer => &[Nothing, Read],
            Role::Contributor => &[Nothing, Read, Export],
            Role::Reviewer => &[Nothing, Read, Export, Review],
            Role::Editor => &[Nothing, Read, Export, Review, Edit],
            Role::Admin => &[Nothing, Read, Export, Review, Edit, Audit, Administer],
            Role::Auditor => &[Nothing, Read, Export, Audit],
        }
    }

    /// Whether the role has a right.
    pub(crate) fn may(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The name that decisions bear; empty for somebody who did not sign in.
    pub(crate) name: String,
    /// What the person may do.
    pub(crate) rights: Vec<Right>,
    /// Whether there is an account behind it that can be left.
    pub(crate) signed_in: bool,
    /// Whether a program asks with a token.
    pub(crate) by_token: bool,
}

impl Person {
    /// The one person of a site without accounts.
    pub(crate) fn alone(name: &str) -> Person {
        Person { name: name.to_owned(), rights: Right::ALL.to_vec(), signed_in: false, by_token: false }
    }

    /// Somebody who did not sign in; `reads` where the site is open to readers.
    pub(crate) fn stranger(reads: bool) -> Person {
        let rights = if reads { vec![Right::Nothing, Right::Read] } else { vec![Right::Nothing] };
        Person { name: String::new(), rights, signed_in: false, by_token: false }
    }

    /// Somebody with a role, as far as `scope` leaves it.
    pub(crate) fn with(name: &str, role: Role, scope: Option<&[Right]>) -> Person {
        let left = |right: &Right| *right == Right::Nothing || scope.is_none_or(|scope| scope.contains(right));
        Person { name: name.to_owned(), rights: role.rights().iter().copied().filter(left).collect(), signed_in: true, by_token: false }
    }

    pub(crate) fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }
}

#[cfg(test)]
mod tests;
