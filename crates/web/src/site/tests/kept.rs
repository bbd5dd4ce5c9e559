//! Saved searches, their feeds, and pages that stand in frames.

use super::*;

#[test]
fn a_saved_search_tells_what_came_since_it_was_looked_at_and_its_feed_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("saved");
    let site = fixture::site(folder.path()).keeping(&file).unwrap();
    assert!(asked(&site, "/visits").text().contains("/saved?address=%2Fvisits"), "every list can be saved");
    let form = |rest: &str| {
        let ask = Ask::post("/saved", rest).with("host", "127.0.0.1").with("sec-fetch-site", "same-origin");
        site.answer(&ask)
    };
    for wrong in ["/saved", "/tokens", "/people", "//evil.example", "https://evil.example/", "/nothing", "/review"] {
        assert_eq!(form(&format!("do=save&title=x&address={}", crate::ask::encoded(wrong))).status, 400, "{wrong}");
    }
    let made = form("do=save&title=Journeys&address=%2Fvisits");
    assert_eq!((made.status, made.header("cache-control")), (200, Some("no-store")));
    let text = made.text();
    let key = text.split("/feed/").nth(1).and_then(|t| t.split(".atom").next()).unwrap().to_owned();
    assert_eq!(key.len(), 64);
    assert!(!std::fs::read_to_string(&file).unwrap().contains(&key), "only the digest of the key is kept");
    let id = text.split("/saved/").nth(1).and_then(|t| t.split('"').next()).unwrap().to_owned();
    let news = |site: &Site| asked(site, &format!("/saved/{id}")).text();
    assert!(news(&site).contains("0 new, 0 changed"), "{}", news(&site));
    sent(&site, "/file", "kind=visit&statement=She+went.&slot.visitors=A.+Person&slot.to=China&slot.date=2025-03").unwrap();
    let page = news(&site);
    assert!(
        page.contains("1 new, 0 changed") && page.contains("A. Person to China") && page.contains("which you saved on 2 January 2026"),
        "{page}"
    );
    assert!(asked(&site, "/saved").text().contains("1 new"));
    let feed = asked(&site, &format!("/feed/{key}.atom"));
    assert_eq!((feed.status, feed.header("cache-control")), (200, Some("private, no-store")));
    assert!(feed.text().contains("A. Person to China") && feed.text().contains("Journeys"), "the feed says why: {}", feed.text());
    for nothing in [format!("/feed/{id}.atom"), "/feed/x.atom".to_owned(), format!("/feed/{}.atom", crate::people::digest(&key))] {
        assert_eq!(asked(&site, &nothing).status, 404, "{nothing}");
    }
    assert_eq!(form(&format!("do=key&id={id}")).status, 200);
    assert_eq!(asked(&site, &format!("/feed/{key}.atom")).status, 404, "the old address is no more");
    assert_eq!(form(&format!("do=seen&id={id}")).status, 303);
    assert!(news(&site).contains("0 new, 0 changed"));
    assert_eq!(form(&format!("do=remove&id={id}")).status, 303);
    assert_eq!(asked(&site, &format!("/saved/{id}")).status, 404);
}

#[test]
fn a_feed_ends_with_its_owner_and_nobody_sees_anothers_searches() {
    let folder = tempfile::tempdir().unwrap();
    let world = fixture::world(folder.path());
    fixture::fill(&world);
    let people = People::open(&folder.path().join("people"), false).unwrap();
    for name in ["ann", "bob"] {
        people.put(name, Role::Viewer, "correct horse battery", None, &world).unwrap();
    }
    let site = Site::shared(world, people, Vec::new(), true).keeping(&folder.path().join("saved")).unwrap();
    let host = |ask: Ask| ask.with("host", "127.0.0.1").with("sec-fetch-site", "same-origin");
    let cookie = |name: &str| {
        let entered = site.answer(&host(Ask::post("/sign-in", &format!("name={name}&password=correct+horse+battery"))));
        entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    };
    let (ann, bob) = (cookie("ann"), cookie("bob"));
    let save = Ask::post("/saved", "do=save&title=x&address=%2Fhealth");
    assert_eq!(site.answer(&host(save.clone())).status, 403, "a stranger keeps nothing");
    let text = site.answer(&host(save.with("cookie", &ann))).text();
    let key = text.split("/feed/").nth(1).and_then(|t| t.split(".atom").next()).unwrap().to_owned();
    let id = text.split("/saved/").nth(1).and_then(|t| t.split('"').next()).unwrap().to_owned();
    for of_bob in [Ask::get(&format!("/saved/{id}")), Ask::post("/saved", &format!("do=remove&id={id}"))] {
        assert_eq!(site.answer(&host(of_bob.with("cookie", &bob))).status, 404);
    }
    let feed = || site.answer(&host(Ask::get(&format!("/feed/{key}.feed.json")))).status;
    assert_eq!(feed(), 200);
    site.people().unwrap().remove("ann", &site.world).unwrap();
    assert_eq!(feed(), 404);
}

#[test]
fn a_page_for_a_frame_is_still_and_of_a_day_and_says_who_may_frame_it() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path()).framed_by(&["https://ministry.example".to_owned()]).unwrap();
    let today = asked(&site, "/embed/commitments?party=Japan");
    assert_eq!(today.header("location"), Some("/embed/commitments?party=Japan&as_of=2026-01-02"), "the day is pinned");
    for address in ["/embed/commitments?as_of=2026-01-02", "/embed/?as_of=2025-06-01", "/embed/matrix.svg?as_of=2026-01-02"] {
        let reply = asked(&site, address);
        let (text, policy) = (reply.text(), reply.header("content-security-policy").unwrap_or_default().to_owned());
        assert_eq!(reply.status, 200, "{address}");
        assert!(policy.ends_with("frame-ancestors https://ministry.example") && !policy.contains("script"), "{policy}");
        assert!(!text.contains("<script") && !text.contains("<form"), "{address}");
        assert!(address.contains(".svg") || text.contains("As of <time"), "{address} shows its day");
    }
    for kept in [
        "/embed/review?as_of=2026-01-02",
        "/embed/people?as_of=2026-01-02",
        "/embed/commitments.json?as_of=2026-01-02",
        "/embed/api/v1/claims",
    ] {
        assert_eq!(asked(&site, kept).status, if kept.contains("review") || kept.contains("people") { 303 } else { 404 }, "{kept}");
    }
    let folder = tempfile::tempdir().unwrap();
    let alone = fixture::site(folder.path());
    assert!(
        asked(&alone, "/embed/health?as_of=2026-01-02")
            .header("content-security-policy")
            .is_some_and(|p| p.ends_with("frame-ancestors 'none'"))
    );
    for origin in ["*", "ministry.example", "https://a.example; script-src *", "https://a.example b.example", "https://"] {
        let site = Site::alone(fixture::world(folder.path()), "ann");
        assert!(site.framed_by(&[origin.to_owned()]).is_err(), "{origin}");
    }
}

#[test]
fn what_stands_in_a_frame_is_what_a_stranger_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let world = fixture::world(folder.path());
    fixture::fill(&world);
    let people = People::open(&folder.path().join("people"), false).unwrap();
    people.put("ann", Role::Admin, "correct horse battery", None, &world).unwrap();
    let site = Site::shared(world, people, Vec::new(), false);
    let host = |ask: Ask| ask.with("host", "127.0.0.1").with("sec-fetch-site", "same-origin");
    let entered = site.answer(&host(Ask::post("/sign-in", "name=ann&password=correct+horse+battery")));
    let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let framed = site.answer(&host(Ask::get("/embed/health?as_of=2026-01-02")).with("cookie", &cookie));
    assert_eq!(framed.status, 303, "whoever looks is a stranger there");
}
