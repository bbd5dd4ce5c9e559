//! Who is kept out: by scope, after too many tries, by what a form or an address says.

use super::*;

const GOOD: &str = "correct horse battery";

fn shared(folder: &std::path::Path, roles: &[Role]) -> Site {
    let world = fixture::world(folder);
    fixture::fill(&world);
    let people = People::open(&folder.join("people"), false).unwrap();
    for role in roles {
        people.put(role.as_str(), *role, GOOD, None, &world).unwrap();
    }
    Site::shared(world, people, Vec::new(), false).keeping(&folder.join("saved")).unwrap()
}

fn host(ask: Ask) -> Ask {
    ask.with("host", "127.0.0.1").with("sec-fetch-site", "same-origin")
}

fn enter(site: &Site, name: &str, password: &str) -> Reply {
    site.answer(&host(Ask::post("/sign-in", &format!("name={name}&password={}", password.replace(' ', "+")))))
}

fn cookie(site: &Site, name: &str) -> String {
    enter(site, name, GOOD).header("set-cookie").expect("the password is right").split(';').next().unwrap().to_owned()
}

#[test]
fn a_token_of_one_scope_opens_no_route_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let site = shared(folder.path(), &[Role::Admin]);
    let admin = cookie(&site, "admin");
    for scope in [Right::Read, Right::Export, Right::Review, Right::Edit, Right::Audit] {
        let made =
            site.answer(&host(Ask::post("/tokens", &format!("scope={}&days=1&purpose=x", scope.as_str())).with("cookie", &admin))).text();
        let token = made.split("chy_").nth(1).map(|rest| format!("chy_{}", &rest[..64])).expect("a token is shown once");
        for route in routes::ROUTES.iter().filter(|r| r.path != "/sign-out") {
            let target = target(route);
            let ending = route.forms.first().map_or("", |f| f.ending());
            let ask = if route.method == Method::Get { Ask::get(&format!("{target}{ending}")) } else { Ask::post(&target, "") };
            let status = site.answer(&host(ask.with("authorization", &format!("Bearer {token}")))).status;
            // What only a person does in a browser is closed to every token.
            let own = route.method == Method::Post && matches!(route.path, "/tokens" | "/people" | "/saved");
            let open = matches!(route.needs, Right::Nothing) || route.needs == scope;
            assert_eq!(status == 403, !open || own, "{} at {target}: {status}", scope.as_str());
        }
    }
}

#[test]
fn whoever_guesses_is_kept_out_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let site = shared(folder.path(), &[Role::Viewer, Role::Editor]);
    for n in 0..10 {
        let location = enter(&site, "viewer", &format!("guess number {n}")).header("location").map(str::to_owned);
        assert!(location.is_some_and(|l| l.starts_with("/sign-in?wrong=password")), "try {n}");
    }
    assert_eq!(enter(&site, "viewer", GOOD).status, 429, "the right password comes too late");
    assert_eq!(enter(&site, "editor", GOOD).status, 303, "of another name nothing was guessed");
    let tries: Vec<Reply> = (0..60).map(|n| enter(&site, &format!("nobody {n}"), "guess number one")).collect();
    assert!(tries.iter().any(|r| r.status == 429), "an address that tries many names is kept out too");
    for (name, password) in [("editor", ""), ("", GOOD), ("editor", &"x".repeat(100_000)), ("editor\0", GOOD)] {
        assert!(enter(&site, name, password).header("set-cookie").is_none(), "{name:?}");
    }
}

#[test]
fn each_stay_has_a_key_of_its_own_which_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let site = shared(folder.path(), &[Role::Viewer]);
    let (one, other) = (cookie(&site, "viewer"), cookie(&site, "viewer"));
    assert_ne!(one, other);
    let status = |cookie: &str| site.answer(&host(Ask::get("/parties").with("cookie", cookie))).status;
    assert_eq!((status(&one), status(&other)), (200, 200));
    assert_eq!(site.answer(&host(Ask::post("/sign-out", "").with("cookie", &one))).status, 303);
    assert_eq!((status(&one), status(&other)), (303, 200), "leaving ends one stay and not the other");
    for forged in ["stay=", "stay=0", "stay=%00", "stay=../../etc/passwd", "__Host-stay=1"] {
        assert_eq!(status(forged), 303, "{forged}");
    }
}

#[test]
fn no_form_leads_to_another_site() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let claims: serde_json::Value = serde_json::from_str(&asked(&site, "/api/v1/claims?kind=meeting").text()).unwrap();
    let id = claims["items"][0]["id"].as_str().unwrap().replace("claim:", "");
    let entity = entities(&site, "commitment").remove(0);
    for away in
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nset-cookie: x=1", "https:evil.example"]
    {
        let back = crate::ask::encoded(away);
        for (target, form) in [
            ("/judge", format!("claim={id}&verdict=accept")),
            ("/correct", format!("claim={id}&slot.ordinal=5")),
            ("/assess", format!("entity={}&progress=started", crate::ask::encoded(&entity))),
            ("/dismiss", format!("check=ordinal+gap&entity={}", crate::ask::encoded(&entity))),
            ("/one-or-two", format!("one={0}&other={0}&verdict=unsure", crate::ask::encoded(&entity))),
            ("/settings", "theme=dark".to_owned()),
        ] {
            let led = sent(&site, target, &format!("{form}&back={back}"));
            // A judgement may be refused for another reason; wherever it leads, it stays here.
            if let Ok(led) = led {
                assert!(
                    led.starts_with('/') && !led.starts_with("//") && !led.contains("evil") && !led.contains('\n'),
                    "{target} {away}: {led}"
                );
            }
        }
    }
}
