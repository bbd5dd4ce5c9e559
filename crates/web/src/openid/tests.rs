use super::pretended::{CLIENT, Pretended, SECRET, Signs, Ways};
use super::*;
use crate::access::Role;
use crate::fixture;
use crate::people::{Known, People};
use crate::{Reply, Site};
use serde_json::{Value, json};
use std::sync::atomic::AtomicI64;

const ISSUER: &str = "https://id.ministry.example/realm";
/// The subject of the provider's one visitor.
const SUBJECT: &str = "248289761001";

/// A site with a provider, a clock that can be moved, and a folder that goes with it.
struct House {
    site: Site,
    provider: Arc<Pretended>,
    clock: Arc<AtomicI64>,
    folder: tempfile::TempDir,
}

/// A site on which Ann is known by her address.
fn house() -> House {
    house_of(|people, world| {
        people.put("ann", Role::Reviewer, "", Some(Known::Email("Ann@Ministry.example".to_owned())), world).unwrap();
        people.put("bob", Role::Admin, "correct horse battery", None, world).unwrap();
    })
}

fn house_of(fill: impl FnOnce(&People, &World)) -> House {
    let folder = tempfile::tempdir().unwrap();
    let mut world = fixture::world(folder.path());
    let now = (world.now)().epoch_seconds();
    let clock = Arc::new(AtomicI64::new(now));
    let told = Arc::clone(&clock);
    world.now = Box::new(move || register::Timestamp::from_epoch_seconds(told.load(Ordering::SeqCst)));
    fixture::fill(&world);
    let people = People::open(&folder.path().join("people"), true).unwrap();
    fill(&people, &world);
    let provider = Arc::new(Pretended::new(ISSUER, now));
    let asked = Arc::clone(&provider);
    let ask: Asked = Box::new(move |q| asked.answer(q.address, q.authorization, q.form));
    let site = Site::shared(world, people, vec!["register.example".to_owned()], false);
    let site = site.with_provider(Provider::new(ISSUER, CLIENT, SECRET, Some("the Ministry"), ask).unwrap());
    House { site, provider, clock, folder }
}

/// The cookies that a reply sets, as the browser sends them.
fn cookies(reply: &Reply) -> Vec<String> {
    let set = reply.headers.iter().filter(|(name, _)| *name == "set-cookie");
    set.filter(|(_, cookie)| !cookie.contains("Max-Age=0")).map(|(_, cookie)| cookie.split(';').next().unwrap().to_owned()).collect()
}

impl House {
    fn get(&self, target: &str, cookie: &str) -> Reply {
        self.site.answer(&Ask::get(target).with("host", "register.example").with("cookie", cookie))
    }

    /// Goes to the provider and through: the way back, with the browser's cookie.
    fn through(&self) -> (String, String) {
        let reply = self.get("/sign-in/with?next=/parties", "");
        assert_eq!(reply.status, 303, "{}", reply.text());
        let back = self.provider.pass(reply.header("location").unwrap());
        (back.replacen("https://register.example", "", 1), cookies(&reply).remove(0))
    }

    fn sign_in(&self) -> Reply {
        let (back, cookie) = self.through();
        self.get(&back, &cookie)
    }

    /// Why a provider that does so lets nobody in, by the audit log.
    fn refused(&self, ways: impl FnOnce(&mut Ways)) -> (u16, String) {
        self.provider.set(ways);
        let reply = self.sign_in();
        assert_eq!(cookies(&reply), Vec::<String>::new());
        assert!(reply.text().contains("role=\"alert\"") && reply.text().contains("<form"), "it is said on the page, which asks again");
        (reply.status, self.last()["why"].as_str().unwrap_or_default().to_owned())
    }

    fn log(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("people")).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn last(&self) -> Value {
        self.log().pop().unwrap()
    }

    fn pass_time(&self, seconds: i64) {
        let now = self.clock.fetch_add(seconds, Ordering::SeqCst) + seconds;
        self.provider.set(|ways| ways.now = now);
    }

    fn people(&self) -> &People {
        self.site.people().unwrap()
    }
}

#[test]
fn who_is_known_by_a_verified_address_comes_in_with_the_role_that_is_theirs() {
    let house = house();
    let page = house.get("/sign-in?next=/parties", "").text();
    assert!(page.contains("Sign in with the Ministry") && page.contains("href=\"/sign-in/with?next=%2Fparties\""), "{page}");
    let went = house.get("/sign-in/with?next=/parties", "");
    let cookie = went.header("set-cookie").unwrap();
    for mark in ["__Host-begun=", "Max-Age=600", "HttpOnly", "SameSite=Lax", "; Secure", "Path=/;"] {
        assert!(cookie.contains(mark), "{cookie}");
    }
    let address = went.header("location").unwrap();
    assert!(address.starts_with("https://id.ministry.example/realm/authorize?"), "{address}");
    assert!(address.contains("redirect_uri=https%3A%2F%2Fregister.example%2Fsign-in%2Fback"), "{address}");
    let came = house.sign_in();
    assert_eq!((came.status, came.header("location")), (303, Some("/parties")), "{}", came.text());
    let stay = cookies(&came).remove(0);
    assert_eq!(house.get("/parties", &stay).status, 200);
    assert_eq!((house.get("/review", &stay).status, house.get("/people", &stay).status), (200, 403), "Ann reviews, and no more");
    let log = house.log();
    let acts: Vec<&str> = log.iter().filter_map(|line| line["act"].as_str()).collect();
    assert_eq!(acts, ["person", "person", "bound", "signed-in"]);
    assert_eq!((&log[2]["subject"], &log[3]["by"], &log[3]["who"]), (&json!(SUBJECT), &json!(ISSUER), &json!("ann")));
    let left = Ask::post("/sign-out", "").with("host", "register.example").with("sec-fetch-site", "same-origin").with("cookie", &stay);
    assert_eq!(house.site.answer(&left).status, 303);
    assert_eq!(house.get("/parties", &stay).status, 303, "who leaves has left");
}

#[test]
fn every_signature_that_is_believed_is_checked() {
    for signs in [Signs::Rs256, Signs::Ps256, Signs::Es256, Signs::EdDsa] {
        let house = house();
        house.provider.set(|ways| ways.signs = signs);
        assert_eq!(house.sign_in().status, 303, "{signs:?}");
        // The same token with one sign of it changed.
        let (back, cookie) = house.through();
        let provider = Arc::clone(&house.provider);
        let asked: Asked = Box::new(move |q| {
            let (status, body) = provider.answer(q.address, q.authorization, q.form)?;
            let body = String::from_utf8(body).unwrap();
            let token = body.split("\"id_token\":\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            let body = token.map_or(body.clone(), |token| {
                let parts: Vec<&str> = token.split('.').collect();
                let said = Base64UrlUnpadded::decode_vec(parts[1]).unwrap();
                let said = String::from_utf8(said).unwrap().replace("248289761001", "248289761002");
                body.replace(&token, &format!("{}.{}.{}", parts[0], Base64UrlUnpadded::encode_string(said.as_bytes()), parts[2]))
            });
            Ok((status, body.into_bytes()))
        });
        let House { mut site, folder, .. } = house;
        site.provider.as_mut().unwrap().ask = asked;
        let reply = site.answer(&Ask::get(&back).with("host", "register.example").with("cookie", &cookie));
        assert_eq!(reply.status, 403, "{signs:?}");
        assert!(std::fs::read_to_string(folder.path().join("people")).unwrap().contains("the signature does not hold"));
    }
}

#[test]
fn a_token_that_does_not_hold_lets_nobody_in() {
    type Change = fn(&mut Ways);
    let cases: [(Change, &str); 20] = [
        (|w| w.says = json!({ "nonce": "another" }), "lacks something"),
        (|w| w.says = json!({ "sub": SUBJECT, "nonce": "another" }), "of another sign-in"),
        (|w| w.says = json!({ "sub": SUBJECT, "nonce": null }), "lacks something"),
        (|w| w.says = json!({ "sub": SUBJECT, "iss": "https://id.ministry.example" }), "of another issuer"),
        (|w| w.says = json!({ "sub": SUBJECT, "aud": "another client" }), "for another site"),
        (|w| w.says = json!({ "sub": SUBJECT, "aud": ["another client"] }), "for another site"),
        (|w| w.says = json!({ "sub": SUBJECT, "aud": [CLIENT, "another client"] }), "given to another site"),
        (|w| w.says = json!({ "sub": SUBJECT, "azp": "another client" }), "given to another site"),
        (|w| w.says = json!({ "sub": SUBJECT, "exp": w.now - 61 }), "expired"),
        (|w| w.says = json!({ "sub": SUBJECT, "exp": "never" }), "lacks something"),
        (|w| w.says = json!({ "sub": SUBJECT, "exp": null }), "lacks something"),
        (|w| w.says = json!({ "sub": SUBJECT, "iat": w.now + 61 }), "of the future"),
        (|w| w.says = json!({ "sub": SUBJECT, "iat": w.now - 661 }), "too old"),
        (|w| w.says = json!({ "sub": SUBJECT, "nbf": w.now + 61 }), "not valid yet"),
        (|w| w.says = json!({ "sub": SUBJECT, "nbf": "9999999999" }), "lacks something"),
        (|w| w.says = json!({ "sub": "" }), "who it is about"),
        (|w| w.signs = Signs::None, "not signed in a way that is believed"),
        (|w| w.signs = Signs::Hs256, "not signed in a way that is believed"),
        (|w| w.head = json!({ "alg": "RS256" }), "a key that is not the provider's"),
        (|w| w.head = json!({ "crit": ["b64"] }), "wants something understood"),
    ];
    for (change, why) in cases {
        let house = house();
        let (status, told) = house.refused(change);
        assert!(status == 403 && told.contains(why), "{status} {told}, and not: {why}");
    }
}

#[test]
fn clocks_may_be_a_minute_apart_and_a_token_for_several_sites() {
    let house = house();
    house.provider.set(|ways| {
        ways.says["aud"] = json!([CLIENT, "another client"]);
        ways.says["azp"] = json!(CLIENT);
        for (name, time) in [("nbf", ways.now + 59), ("iat", ways.now + 59), ("exp", ways.now - 59)] {
            ways.says[name] = json!(time);
        }
    });
    assert_eq!(house.sign_in().status, 303);
}

#[test]
fn a_key_that_is_not_known_is_asked_for_once() {
    let house = house();
    assert_eq!(house.sign_in().status, 303);
    let keys = |house: &House| house.provider.ways.lock().unwrap().asked.iter().filter(|path| *path == "/keys").count();
    assert_eq!(keys(&house), 1, "what was discovered holds for an hour");
    house.pass_time(120);
    house.provider.set(|ways| (ways.signs, ways.key) = (Signs::Rs256, "two"));
    assert_eq!(house.sign_in().status, 303, "the provider changed its key");
    assert_eq!(keys(&house), 2);
    let (_, why) = house.refused(|ways| (ways.key, ways.head) = ("three", json!({ "kid": "four" })));
    assert!(why.contains("not the provider's"), "{why}");
    assert_eq!(keys(&house), 2, "keys were asked for a moment ago");
    house.pass_time(61);
    let (_, why) = house.refused(|_| ());
    assert!(why.contains("not the provider's"), "{why}");
    assert_eq!(keys(&house), 3, "and are asked for again, once");
    house.provider.set(|ways| (ways.head, ways.shows, ways.key) = (json!({}), false, "five"));
    house.pass_time(61);
    assert_eq!(house.sign_in().status, 403, "a set without a public key vouches for nobody");
}

#[test]
fn a_sign_in_is_finished_once_by_the_browser_that_began_it_and_in_time() {
    let house = house();
    let stale = |target: &str, cookie: &str| {
        let reply = house.get(target, cookie);
        assert_eq!((reply.status, cookies(&reply).len()), (400, 0), "{target}");
        assert!(reply.text().contains("was not begun in this browser"));
    };
    let (back, cookie) = house.through();
    stale(&back, "");
    stale(&back, "__Host-begun=00");
    let (other, other_cookie) = house.through();
    for target in ["/sign-in/back", "/sign-in/back?code=code%2F0&state=00", &other] {
        let reply = house.get(target, &cookie);
        assert_eq!((reply.status, cookies(&reply).len()), (403, 0), "{target}");
        assert_eq!(house.last()["why"], "the state is of another sign-in");
    }
    let lines = house.log().len();
    assert_eq!(house.get(&back, &cookie).status, 303, "none of these ended what its owner began");
    stale(&back, &cookie);
    house.pass_time(WITHIN);
    stale(&other, &other_cookie);
    assert_eq!(house.log().len(), lines + 2, "what was not begun leaves no trace");
}

#[test]
fn an_answer_of_another_provider_is_not_taken() {
    let house = house();
    let (back, cookie) = house.through();
    let reply = house.get(&format!("{back}&iss=https%3A%2F%2Fevil.example"), &cookie);
    assert_eq!(reply.status, 403);
    let (back, cookie) = house.through();
    assert_eq!(house.get(&format!("{back}&iss={}", encoded(ISSUER)), &cookie).status, 303);
    house.pass_time(4000);
    house.provider.set(|ways| ways.describes = json!({ "authorization_response_iss_parameter_supported": true }));
    assert_eq!(house.sign_in().status, 403, "a provider that says who answers says so each time");
}

#[test]
fn the_provider_s_no_is_told_calmly() {
    let house = house();
    let (back, cookie) = house.through();
    let state = back.split("state=").nth(1).unwrap();
    let reply =
        house.get(&format!("/sign-in/back?error=access_denied%0A&error_description=<script>alert(1)</script>&state={state}"), &cookie);
    assert_eq!(reply.status, 403);
    let page = reply.text();
    assert!(!page.contains(state), "the page leads nowhere back to what is over");
    assert!(page.contains("not let through by the Ministry") && !page.contains("alert(1)"), "{page}");
    assert_eq!(house.last()["why"], "the provider declined: access_denied");
}

#[test]
fn nobody_comes_in_whom_no_administrator_named() {
    let unknown = house_of(|people, world| people.put("bob", Role::Admin, "correct horse battery", None, world).unwrap());
    let reply = unknown.sign_in();
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains(SUBJECT), "the page says what an administrator must know");
    assert_eq!(unknown.last()["why"], format!("nobody here is {SUBJECT:?} of {ISSUER} (ann@ministry.example)"));
    for verified in [json!(false), json!("true"), json!(1), Value::Null] {
        let house = house();
        let says = json!({ "sub": SUBJECT, "email": "ann@ministry.example", "email_verified": verified });
        let (status, why) = house.refused(|ways| ways.says = says);
        assert!(status == 403 && why.ends_with("not verified)"), "{verified}: {status} {why}");
    }
    let house = house();
    house.people().remove("ann", &house.site.world).unwrap();
    assert_eq!(house.sign_in().status, 403, "who was removed stays out");
}

#[test]
fn who_came_in_once_is_known_by_what_the_provider_calls_them() {
    let house = house();
    assert_eq!(house.sign_in().status, 303);
    house.provider.set(|ways| ways.says = json!({ "sub": SUBJECT, "email": "ann@new.example", "email_verified": true }));
    assert_eq!(house.sign_in().status, 303, "Ann's address changed");
    let successor = json!({ "sub": "7", "email": "ann@ministry.example", "email_verified": true });
    let (status, _) = house.refused(|ways| ways.says = successor);
    assert_eq!(status, 403, "her old address was given to somebody else, who is not Ann");
    let again = People::open(&house.folder.path().join("people"), true).unwrap();
    assert_eq!(again.list()[0].known, Some(Known::Email("Ann@Ministry.example".to_owned())), "the file keeps it");
    let known = Known::Email("ann@ministry.example".to_owned());
    house.people().put("ann", Role::Reviewer, "", Some(known.clone()), &house.site.world).unwrap();
    assert_eq!(house.sign_in().status, 303, "an administrator may say that it is");
    assert!(house.people().put("bob", Role::Admin, "", Some(known), &house.site.world).unwrap_err().contains("is ann already"));
}

#[test]
fn an_administrator_names_people_on_the_page_of_people() {
    let house = house();
    let post = |target: &str, form: &str, cookie: &str| {
        let ask = Ask::post(target, form).with("host", "register.example").with("sec-fetch-site", "same-origin");
        house.site.answer(&ask.with("cookie", cookie))
    };
    let bob = cookies(&post("/sign-in", "name=bob&password=correct+horse+battery", "")).remove(0);
    let put = |form: &str| post("/people", &format!("do=put&role=viewer&{form}"), &bob).status;
    assert_eq!(put("name=carl"), 400, "nobody can come in without a way to");
    assert_eq!(put("name=carl&email=carl@ministry.example&subject=7"), 400);
    assert_eq!(put("name=carl&email=ann@ministry.example"), 400, "that is Ann");
    assert_eq!(put("name=carl&email=carl"), 400);
    assert_eq!(put("name=carl&email=carl@ministry.example"), 303);
    assert_eq!(put("name=bob"), 303, "another role leaves the password");
    let bob = cookies(&post("/sign-in", "name=bob&password=correct+horse+battery", "")).remove(0);
    house.provider.set(|ways| ways.says = json!({ "sub": "7", "email": "carl@ministry.example", "email_verified": true }));
    assert_eq!(house.sign_in().status, 303);
    let form = "name=carl&password=";
    assert!(post("/sign-in", form, "").header("location").unwrap().contains("wrong"), "who has no password comes in with none");
    house.people().put("bob", Role::Admin, "", None, &house.site.world).unwrap();
    assert_eq!(house.get("/people", &bob).status, 303, "a change ends every stay");
    let bob = cookies(&post("/sign-in", "name=bob&password=correct+horse+battery", "")).remove(0);
    assert!(house.get("/people", &bob).text().contains("carl@ministry.example"));
    let log = house.get("/audit", &bob).text();
    assert!(log.contains("carl: viewer, carl@ministry.example") && log.contains(&format!("carl: 7 of {ISSUER}")), "{log}");
}

#[test]
fn a_person_may_be_named_by_what_the_provider_calls_them() {
    let house = house_of(|people, world| people.put("ann", Role::Viewer, "", Some(Known::Subject(SUBJECT.to_owned())), world).unwrap());
    house.provider.set(|ways| ways.says = json!({ "sub": SUBJECT }));
    assert_eq!(house.sign_in().status, 303);
    let (status, _) = house.refused(|ways| ways.says = json!({ "sub": "248289761002" }));
    assert_eq!(status, 403);
}

#[test]
fn an_address_that_the_token_does_not_tell_is_asked_for() {
    let house = house();
    house.provider.set(|ways| {
        ways.says = json!({ "sub": SUBJECT });
        ways.describes =
            json!({ "userinfo_endpoint": format!("{ISSUER}/me"), "token_endpoint_auth_methods_supported": ["client_secret_post"] });
        ways.userinfo = json!({ "sub": "7", "email": "ann@ministry.example", "email_verified": true });
    });
    let (status, why) = house.refused(|_| ());
    assert!(status == 403 && why.contains("another person"), "{status} {why}");
    house.provider.set(|ways| ways.userinfo["sub"] = json!(SUBJECT));
    assert_eq!(house.sign_in().status, 303);
    let asked = |house: &House| house.provider.ways.lock().unwrap().asked.iter().filter(|path| *path == "/me").count();
    assert_eq!(asked(&house), 2);
    assert_eq!(house.sign_in().status, 303);
    assert_eq!(asked(&house), 2, "who is bound needs no address");
}

#[test]
fn a_provider_that_fails_closes_no_other_door() {
    type Broken = Result<(u16, Vec<u8>), String>;
    let cases: [Broken; 5] = [
        Err("connection refused".to_owned()),
        Ok((500, Vec::new())),
        Ok((302, Vec::new())),
        Ok((200, vec![b' '; 300_000])),
        Ok((200, b"{}".to_vec())),
    ];
    for broken in cases {
        let house = house();
        house.provider.set(|ways| ways.broken = Some(broken.clone()));
        let reply = house.get("/sign-in/with", "");
        assert_eq!((reply.status, reply.header("location"), cookies(&reply).len()), (503, None, 0), "{broken:?}");
        assert!(reply.text().contains("No usable answer came from the Ministry") && house.log().len() == 2);
        house.provider.set(|ways| ways.broken = None);
        let (back, cookie) = house.through();
        house.provider.set(|ways| ways.broken = Some(broken.clone()));
        assert_eq!(house.get(&back, &cookie).status, 503, "{broken:?}");
        assert!(house.last()["why"].as_str().unwrap().contains(if broken.is_err() { "refused" } else { "answered" }), "{}", house.last());
        let form = Ask::post("/sign-in", "name=bob&password=correct+horse+battery").with("host", "register.example");
        assert_eq!(house.site.answer(&form).header("location"), Some("/"), "a password still opens");
    }
}

#[test]
fn a_provider_is_who_it_should_be_and_at_a_safe_address() {
    for (describes, why) in [
        (json!({ "issuer": "https://id.ministry.example/realm/" }), "is of the issuer"),
        (json!({ "token_endpoint": "http://id.ministry.example/token" }), "not safe"),
        (json!({ "jwks_uri": "file:///etc/passwd" }), "names no host"),
        (json!({ "authorization_endpoint": "javascript:alert(1)" }), "names no host"),
        (json!({ "userinfo_endpoint": "https://a:b@id.ministry.example/" }), "more than an address may"),
    ] {
        let house = house();
        house.provider.set(|ways| ways.describes = describes);
        let told = house.site.provider.as_ref().unwrap().greet(&house.site.world).unwrap_err();
        assert!(told.contains(why), "{told}");
        assert_eq!(house.get("/sign-in/with", "").status, 503);
    }
    let of = |issuer: &str| Provider::new(issuer, "a", "b", None, Box::new(|_| Err(String::new()))).map(|p| p.name().to_owned());
    for issuer in [
        "http://id.example",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
        "id.example",
        "https://id.example/?a=b",
        "",
    ] {
        assert!(of(issuer).is_err(), "{issuer}");
    }
    for (issuer, name) in [
        ("http://localhost:8080/realm", "localhost"),
        ("http://[::1]:1", "[::1]"),
        ("http://127.0.0.1", "127.0.0.1"),
        ("https://id.example", "id.example"),
    ] {
        assert_eq!(of(issuer).as_deref(), Ok(name));
    }
    assert!(Provider::new(ISSUER, "a", "", None, Box::new(|_| Err(String::new()))).is_err());
}

#[test]
fn too_many_tries_close_the_door_for_an_address() {
    let house = house();
    let (_, cookie) = house.through();
    let guess = |cookie: &str| house.get("/sign-in/back?state=guessed&code=guessed", cookie).status;
    for _ in 0..60 {
        assert_eq!(guess(""), 400, "any page can send a browser here so, which closes no door");
    }
    for _ in 0..50 {
        assert_eq!(guess(&cookie), 403);
    }
    let lines = house.log().len();
    assert_eq!(guess(&cookie), 429);
    assert_eq!(house.get("/sign-in/with", "").status, 429);
    assert_eq!(house.log().len(), lines, "the log does not grow without end");
    house.pass_time(15 * 60);
    assert_eq!(house.sign_in().status, 303);
}

#[test]
fn what_is_no_token_is_not_believed() {
    let wanted = Wanted { issuer: ISSUER, client: CLIENT, nonce: "n", now: 0 };
    let long = format!("{}.e30.", "A".repeat(40_000));
    for text in
        ["", ".", "..", "...", "e30.e30.e30", "e30.e30", "é.é.é", "eyJhbGciOiJFUzI1NiJ9.e30.é", "bnVsbA.bnVsbA.bnVsbA", " . . ", &long]
    {
        assert!(believed(text, &[], &wanted).is_err(), "{text:.20}");
    }
    for set in ["", "{}", "[]", "{\"keys\":{}}"] {
        assert!(keys::read(set.as_bytes()).is_err(), "{set}");
    }
    let bad = r#"{"keys":[null,1,{},{"kty":"RSA"},{"kty":"RSA","n":"!","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kty":"EC","crv":"P-521"}]}"#;
    assert_eq!(keys::read(bad.as_bytes()), Ok(Vec::new()));
}

#[test]
fn nobody_is_sent_elsewhere_afterwards() {
    let house = house();
    for away in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let went = house.get(&format!("/sign-in/with?next={}", encoded(away)), "");
        let back = house.provider.pass(went.header("location").unwrap()).replacen("https://register.example", "", 1);
        let came = house.get(&back, &cookies(&went)[0]);
        assert_eq!((came.status, came.header("location")), (303, Some("/")), "{away}");
    }
    let other = house.site.answer(&Ask::get("/sign-in/with").with("host", "evil.example"));
    assert_eq!(other.status, 421, "the way back leads to a name of this site alone");
}

#[test]
fn without_a_provider_there_is_no_such_way() {
    let folder = tempfile::tempdir().unwrap();
    let world = fixture::world(folder.path());
    let people = People::open(&folder.path().join("people"), false).unwrap();
    let site = Site::shared(world, people, Vec::new(), false);
    let get = |target: &str| site.answer(&Ask::get(target).with("host", "localhost"));
    assert_eq!((get("/sign-in/with").status, get("/sign-in/back").status), (404, 404));
    assert!(!get("/sign-in").text().contains("/sign-in/with"));
}
