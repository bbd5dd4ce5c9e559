use super::*;
use crate::fixture;

const GOOD: &str = "correct horse battery";

fn people(folder: &Path) -> People {
    People::open(&folder.join("people"), false).unwrap()
}

fn sign_in(people: &People, world: &World, name: &str, password: &str) -> Result<String, Wrong> {
    people.sign_in(&Ask::post("/sign-in", &format!("name={name}&password={}", password.replace(' ', "+"))), world)
}

fn as_of_cookie(cookie: &str) -> Ask {
    Ask::get("/").with("cookie", cookie.split(';').next().unwrap())
}

#[test]
fn who_knows_the_password_comes_in_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let (world, people) = (fixture::world(folder.path()), people(folder.path()));
    people.put("ann", Role::Reviewer, GOOD, None, &world).unwrap();
    assert_eq!(sign_in(&people, &world, "ann", "wrong horse battery").unwrap_err().status, 401);
    assert_eq!(sign_in(&people, &world, "bob", GOOD).unwrap_err().status, 401);
    let cookie = sign_in(&people, &world, "ann", GOOD).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    let ann = people.person(&as_of_cookie(&cookie), (world.now)()).unwrap().unwrap();
    assert!(ann.may(Right::Review) && !ann.may(Right::Administer));
    assert_eq!(people.person(&Ask::get("/").with("cookie", "stay=0000"), (world.now)()).unwrap(), None);
    let later = Timestamp::from_epoch_seconds((world.now)().epoch_seconds() + IDLE);
    assert_eq!(people.person(&as_of_cookie(&cookie), later).unwrap(), None, "who is idle is let go");
}

#[test]
fn what_is_taken_away_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (world, people) = (fixture::world(folder.path()), people(folder.path()));
    people.put("ann", Role::Editor, GOOD, None, &world).unwrap();
    let cookie = sign_in(&people, &world, "ann", GOOD).unwrap();
    people.remove("ann", &world).unwrap();
    assert_eq!(people.person(&as_of_cookie(&cookie), (world.now)()).unwrap(), None);
    assert!(people.put("x", Role::Viewer, "short", None, &world).is_err() && people.put("<b>", Role::Viewer, GOOD, None, &world).is_err());
}

#[test]
fn tries_are_counted_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut guard = Guard::default();
    for n in 0..10 {
        assert!(guard.admits("ann", "10.0.0.1", n));
        guard.failed("ann", "10.0.0.1", n);
    }
    assert!(!guard.admits("ann", "10.0.0.2", 20), "from anywhere");
    assert!(guard.admits("bob", "10.0.0.1", 20));
    assert!(guard.admits("ann", "10.0.0.1", 20 + 15 * 60));
    drop(folder);
}

#[test]
fn a_token_may_what_its_scope_and_its_person_may() {
    let folder = tempfile::tempdir().unwrap();
    let (world, people) = (fixture::world(folder.path()), people(folder.path()));
    people.put("ann", Role::Reviewer, GOOD, None, &world).unwrap();
    let ann = Person::with("ann", Role::Reviewer, None);
    let form = Ask::post("/tokens", "scope=read&scope=edit&scope=administer&days=1&purpose=x");
    let key = people.make_token(&form, &ann, &world).unwrap();
    let ask = Ask::get("/api/v1/claims").with("authorization", &format!("Bearer {key}"));
    let by = people.person(&ask, (world.now)()).unwrap().unwrap();
    assert!(by.may(Right::Read) && !by.may(Right::Review) && !by.may(Right::Edit) && !by.may(Right::Administer) && by.by_token);
    let tomorrow = Timestamp::from_epoch_seconds((world.now)().epoch_seconds() + 86_400);
    assert_eq!(people.person(&ask, tomorrow).unwrap_err().status, 401, "expired");
    let file = std::fs::read_to_string(folder.path().join("people")).unwrap();
    assert!(!file.contains(&key) && !file.contains(GOOD), "neither tokens nor passwords are kept");
    people.revoke(&key[..12], &ann, &world).unwrap();
    assert_eq!(people.person(&ask, (world.now)()).unwrap_err().status, 401, "revoked");
    assert!(people.make_token(&Ask::post("/tokens", "scope=administer"), &ann, &world).is_err());
}

#[test]
fn the_file_tells_who_did_what_and_no_line_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (world, people) = (fixture::world(folder.path()), people(folder.path()));
    people.put("ann", Role::Admin, GOOD, None, &world).unwrap();
    sign_in(&people, &world, "ann", GOOD).unwrap();
    people.noted("ann", "export", "claims.jsonl", (world.now)()).unwrap();
    assert_eq!(people.verify(), Ok(3));
    let path = folder.path().join("people");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(People::open(&path, false).is_ok());
    for broken in [text.replace("claims.jsonl", "nothing"), text.lines().skip(1).collect::<Vec<_>>().join("\n"), format!("{text}{{}}\n")] {
        std::fs::write(&path, broken).unwrap();
        assert!(People::open(&path, false).is_err_and(|why| why.contains("does not follow")));
    }
}

#[test]
fn the_command_line_and_the_site_write_to_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let (world, site, line) = (fixture::world(folder.path()), people(folder.path()), people(folder.path()));
    line.put("ann", Role::Viewer, GOOD, None, &world).unwrap();
    let cookie = sign_in(&site, &world, "ann", GOOD).unwrap();
    line.put("bob", Role::Admin, GOOD, None, &world).unwrap();
    site.noted("ann", "export", "claims.jsonl", (world.now)()).unwrap();
    sign_in(&site, &world, "bob", GOOD).unwrap();
    assert!(site.person(&as_of_cookie(&cookie), (world.now)()).unwrap().is_some());
    line.remove("ann", &world).unwrap();
    assert_eq!(site.person(&as_of_cookie(&cookie), (world.now)()).unwrap(), None, "who is removed is out at once");
    assert_eq!((site.verify(), line.verify()), (Ok(6), Ok(6)));
    let path = folder.path().join("people");
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(100).unwrap();
    assert!(site.noted("bob", "export", "claims.jsonl", (world.now)()).unwrap_err().detail.contains("taken out"));
}

#[test]
fn one_who_may_administer_is_always_left() {
    let folder = tempfile::tempdir().unwrap();
    let (world, people) = (fixture::world(folder.path()), people(folder.path()));
    people.put("ann", Role::Admin, GOOD, None, &world).unwrap();
    let refused = people.put("ann", Role::Viewer, GOOD, None, &world).unwrap_err();
    assert!(refused.contains("the only administrator"), "{refused}");
    assert!(people.remove("ann", &world).is_err());
    people.put("bob", Role::Admin, GOOD, None, &world).unwrap();
    people.put("ann", Role::Viewer, GOOD, None, &world).unwrap();
    assert!(people.remove("bob", &world).is_err());
}
