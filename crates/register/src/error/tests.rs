use super::*;
use std::collections::BTreeSet;

fn failure() -> rusqlite::Error {
    rusqlite::Error::InvalidQuery
}

fn every() -> Vec<Error> {
    let path = || PathBuf::from("x.register");
    let json = || serde_json::from_str::<u8>("x").unwrap_err();
    let document = || DocumentId::from_printed("sha256:1");
    vec![
        Error::Missing { path: path() },
        Error::Blank { path: path() },
        Error::NotARegister { path: path() },
        Error::Newer { path: path(), found: 3, known: 1 },
        Error::Stale { path: path() },
        Error::Locked { path: path() },
        Error::ReadOnly { path: path() },
        Error::Full { path: path() },
        Error::Disk { path: path(), source: failure() },
        Error::Corrupt { path: path(), source: failure() },
        Error::Refused { path: path(), source: failure() },
        Error::Temporary { source: std::io::ErrorKind::StorageFull.into() },
        Error::Database { path: path(), source: failure() },
        Error::Entry { seq: 7, source: Undecodable::Kind { kind: "merger".to_owned() } },
        Error::Row { table: "entity", key: "meeting:x".to_owned(), source: json() },
        Error::Evidence { document: document(), rule: "meeting/held".to_owned() },
        Error::Stray { document: document(), named: DocumentId::from_printed("sha256:2"), rule: "meeting/held".to_owned() },
        Error::NoSuchClaim { claim: ClaimId::from_printed("claim:1") },
        Error::NotEmpty { entries: 4 },
        Error::Broken { seq: 4 },
        Error::Correction { claim: ClaimId::from_printed("claim:1"), source: json() },
        Error::NoSuchEntity { entity: EntityId::from_printed("meeting:x") },
        Error::NeverTwo { entity: EntityId::from_printed("meeting:x") },
        Error::NeverOne { one: EntityId::from_printed("meeting:x"), other: EntityId::from_printed("meeting:y") },
    ]
}

#[test]
fn every_message_says_what_was_done_to_what_and_what_to_try() {
    let messages: Vec<String> = every().iter().map(Error::to_string).collect();
    let expected = include_str!("messages.txt");
    assert_eq!(messages.join("\n") + "\n", expected);
    assert_eq!(messages.iter().collect::<BTreeSet<_>>().len(), messages.len(), "no message stands twice");
    for message in &messages {
        assert!(message.starts_with(char::is_lowercase) && !message.ends_with('.') && message.contains("; "), "{message}");
    }
}
