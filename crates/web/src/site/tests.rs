use super::*;
use crate::access::Role;
use crate::fixture::{self, HOSTILE};
use crate::reply::Body;

mod doors;
mod kept;

fn asked(site: &Site, target: &str) -> Reply {
    site.answer(&Ask::get(target).with("host", "127.0.0.1:8420"))
}

/// Every address of the site that has something to show: the routes without a variable, and whatever pages lead to.
fn addresses(site: &Site) -> Vec<String> {
    let mut found: Vec<String> = vec!["/".to_owned()];
    let fixed =
        routes::ROUTES.iter().filter(|r| matches!(r.serve, Serve::Page(_)) && !r.path.contains('{') && r.forms.contains(&Form::Html));
    found.extend(fixed.map(|r| r.path.to_owned()));
    let mut at = 0;
    while at < found.len() {
        let page = asked(site, &found[at]);
        at += 1;
        if page.kind != HTML {
            continue;
        }
        for link in page.text().split(" href=\"").skip(1) {
            let href = link.split(['"', '#']).next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            let plain = href.starts_with('/') && !href.starts_with("/static/") && !href.starts_with("/export/") && !href.contains(['?']);
            if plain && !found.contains(&href) && found.len() < 400 {
                found.push(href);
            }
        }
    }
    found
}

/// A route's address; what its variables hold does not matter to whether it may be asked.
fn target(route: &routes::Route) -> String {
    let values = [("{name}", "x"), ("{one}", "JPN"), ("{other}", "CHN"), ("{id}", "x"), ("{file}", "x"), ("{key}", "x")];
    values.iter().fold(route.path.to_owned(), |path, (variable, value)| path.replace(variable, value))
}

#[test]
fn every_page_that_is_led_to_is_there_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let all = addresses(&site);
    for kind in
        ["meeting", "mechanism", "commitment", "stance", "measure", "project", "instrument", "visit", "claim", "source", "party", "dyad"]
    {
        assert!(all.iter().any(|a| a.starts_with(&format!("/{kind}/"))), "no page leads to a {kind}");
    }
    for address in &all {
        let reply = asked(&site, address);
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        if reply.kind != HTML || address.contains('.') {
            continue;
        }
        let page = reply.text();
        assert_eq!(page.matches("<h1>").count(), 1, "{address} has one title");
        let name = if address == "/" { "/index" } else { address };
        let json: serde_json::Value = serde_json::from_str(&asked(&site, &format!("{name}.json")).text()).unwrap();
        assert!(json.is_object(), "{address}");
        assert_eq!(asked(&site, &format!("{name}.csv")).kind, "text/csv; charset=utf-8", "{address}");
        assert_eq!(asked(&site, &format!("{name}.atom")).status, 200, "{address}");
    }
}

/// What stands between two signs, wherever it does.
fn between<'p>(page: &'p str, from: &str, to: &str) -> Vec<&'p str> {
    page.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

#[test]
fn what_is_derived_is_said_in_the_language_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    // Words of the English sentences that are long enough to be no name.
    let english: Vec<&str> =
        reports::english().flat_map(|(_, words)| words.split(['{', '}', '[', ']'])).map(str::trim).filter(|w| w.len() > 6).collect();
    let (mut reasons, mut badges) = (0, 0);
    for address in addresses(&site) {
        for lang in ["ja", "zh"] {
            let page = asked(&site, &format!("{address}?lang={lang}")).text();
            for reason in between(&page, "class=\"reason\"><bdi>", "</bdi>") {
                reasons += 1;
                let slipped = english.iter().find(|words| reason.contains(**words));
                assert_eq!(slipped, None, "{address} in {lang}: {reason}");
            }
            for badge in between(&page, "</span> ", "</span>").into_iter().filter(|b| !b.contains('<')) {
                badges += 1;
                assert!(!badge.trim().is_ascii(), "{address} in {lang}: {badge}");
            }
        }
    }
    assert!(reasons > 20 && badges > 20, "{reasons} reasons, {badges} badges");
}

/// Markup that a hostile document's words would become.
fn breaks_out(page: &str) -> Option<&'static str> {
    ["<script>alert", "<img src=x", "onclick=\"alert", "href=\"javascript", "\u{202e}"].into_iter().find(|sign| page.contains(sign))
}

#[test]
fn nothing_that_a_document_says_becomes_markup() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let mut seen = 0;
    for address in addresses(&site) {
        for ending in ["", ".atom", ".svg"] {
            let reply = asked(&site, &format!("{address}{ending}"));
            let text = reply.text();
            if !["text/html", "xml"].iter().any(|kind| reply.kind.contains(kind)) {
                // What no browser takes for markup may hold the words as they are.
                continue;
            }
            seen += usize::from(text.contains("onerror"));
            assert_eq!(breaks_out(&text), None, "{address}{ending}");
        }
    }
    assert!(seen > 10, "the hostile words are shown, as words");
    let search = asked(&site, &format!("/search?q={}", crate::ask::encoded(HOSTILE)));
    assert_eq!(breaks_out(&search.text()), None);
}

#[test]
fn spreadsheets_get_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    for address in addresses(&site) {
        let reply = asked(&site, &format!("{address}.csv"));
        if reply.kind.starts_with("text/csv") {
            for line in reply.text().lines() {
                assert!(!line.split(',').any(|f| f.starts_with(['=', '+', '@']) || f.starts_with("\"=")), "{address}: {line}");
            }
        }
    }
}

#[test]
fn a_role_may_ask_what_the_table_of_routes_says() {
    let folder = tempfile::tempdir().unwrap();
    let world = fixture::world(folder.path());
    fixture::fill(&world);
    let people = People::open(&folder.path().join("people"), false).unwrap();
    for role in Role::ALL {
        people.put(role.as_str(), role, "correct horse battery", None, &world).unwrap();
    }
    let site = Site::shared(world, people, Vec::new(), false);
    let host = |ask: Ask| ask.with("host", "127.0.0.1").with("sec-fetch-site", "same-origin");
    let stranger = site.answer(&host(Ask::get("/parties")));
    assert_eq!((stranger.status, stranger.header("location")), (303, Some("/sign-in?next=%2Fparties")));
    for role in Role::ALL {
        let form = format!("name={}&password=correct+horse+battery", role.as_str());
        let entered = site.answer(&host(Ask::post("/sign-in", &form)));
        let cookie = entered.header("set-cookie").expect("the password is right").split(';').next().unwrap().to_owned();
        for route in routes::ROUTES {
            let target = target(route);
            let ending = route.forms.first().map_or("", |f| f.ending());
            let ask = match route.method {
                Method::Get => Ask::get(&format!("{target}{ending}")),
                Method::Post if target == "/sign-out" => continue,
                Method::Post => Ask::post(&target, ""),
            };
            let refused = site.answer(&host(ask.with("cookie", &cookie))).status == 403;
            assert_eq!(refused, !role.may(route.needs), "{} {target}", role.as_str());
        }
    }
}

#[test]
fn a_stranger_sees_nothing_unless_the_site_is_open() {
    let folder = tempfile::tempdir().unwrap();
    for open in [false, true] {
        let world = fixture::world(folder.path());
        fixture::fill(&world);
        let people = People::open(&folder.path().join("people"), false).unwrap();
        let site = Site::shared(world, people, vec!["register.example".to_owned()], open);
        for route in routes::ROUTES.iter().filter(|r| r.needs != Right::Nothing) {
            let target = target(route);
            let ending = route.forms.first().map_or("", |f| f.ending());
            let target = format!("{target}{ending}");
            let ask = if route.method == Method::Get { Ask::get(&target) } else { Ask::post(&target, "") };
            let reply = site.answer(&ask.with("host", "register.example").with("sec-fetch-site", "same-origin"));
            let kept_out = reply.status == 401 || reply.header("location").is_some_and(|l| l.starts_with("/sign-in"));
            assert_eq!(kept_out, !(open && route.needs == Right::Read), "{target}, open: {open}, {}", reply.status);
        }
    }
}

#[test]
fn a_page_of_another_site_can_neither_read_nor_send() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    // A name of somebody else's that points to this machine.
    for host in ["evil.example", "evil.example:8420", "127.0.0.1.evil.example", "", "localhost.evil.example"] {
        assert_eq!(site.answer(&Ask::get("/").with("host", host)).status, 421, "{host}");
    }
    for host in ["127.0.0.1", "localhost:1", "[::1]:8420"] {
        assert_eq!(site.answer(&Ask::get("/").with("host", host)).status, 200, "{host}");
    }
    let form = |headers: &[(&str, &str)]| {
        let ask = Ask::post("/settings", "theme=dark").with("host", "127.0.0.1:8420");
        site.answer(&headers.iter().fold(ask, |ask, (n, v)| ask.with(n, v))).status
    };
    assert_eq!(form(&[("sec-fetch-site", "cross-site")]), 403);
    assert_eq!(form(&[("sec-fetch-site", "same-site")]), 403);
    assert_eq!(form(&[("origin", "http://evil.example")]), 403);
    assert_eq!(form(&[("origin", "null")]), 403);
    assert_eq!(form(&[("cookie", "theme=light")]), 403);
    assert_eq!(form(&[("sec-fetch-site", "same-origin")]), 303);
    assert_eq!(form(&[("origin", "http://127.0.0.1:8420")]), 303);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    for path in [
        "/static/../Cargo.toml",
        "/static/%2e%2e%2fsite.rs",
        "/static/..%5c..",
        "/export/..%2fregister",
        "/export/register",
        "/source/..",
        "/claim/%00",
        "/party/%ff",
    ] {
        assert_eq!(asked(&site, path).status, 404, "{path}");
    }
}

#[test]
fn a_decision_is_recorded_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let queue: serde_json::Value = serde_json::from_str(&asked(&site, "/review.json").text()).unwrap();
    let waiting = queue["waiting"].as_u64().unwrap();
    let id = queue["claims"][0]["id"].as_str().unwrap().replace("claim:", "");
    let judge = |verdict: &str| {
        site.answer(
            &Ask::post("/judge", &format!("claim={id}&verdict={verdict}&back=/review&reason=why"))
                .with("host", "127.0.0.1")
                .with("sec-fetch-site", "same-origin"),
        )
    };
    let reply = judge("reject");
    assert_eq!((reply.status, reply.header("location").map(str::to_owned)), (303, Some(format!("/review?done=reject&undo={id}"))));
    let left = |site: &Site| serde_json::from_str::<serde_json::Value>(&asked(site, "/review.json").text()).unwrap()["waiting"].as_u64();
    assert_eq!(left(&site), Some(waiting - 1));
    assert!(asked(&site, &format!("/claim/{id}")).text().contains("rejected"));
    assert!(asked(&site, "/audit").text().contains("reject"), "without accounts the audit log shows the decisions");
    assert_eq!(judge("reopen").status, 303);
    assert_eq!(left(&site), Some(waiting));
    assert_eq!(judge("burn").status, 400);
}

/// A form sent by the browser of somebody who is at the site; where it leads, or why not.
fn sent(site: &Site, target: &str, form: &str) -> Result<String, String> {
    let reply = site.answer(&Ask::post(target, form).with("host", "127.0.0.1").with("sec-fetch-site", "same-origin"));
    reply.header("location").map(str::to_owned).ok_or_else(|| format!("{} {}", reply.status, reply.text()))
}

fn entities(site: &Site, kind: &str) -> Vec<String> {
    let list: serde_json::Value = serde_json::from_str(&asked(site, &format!("/api/v1/entities?kind={kind}")).text()).unwrap();
    list["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn two_things_are_judged_one_and_taken_apart_again() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let filed = |name: &str| {
        sent(&site, "/file", &format!("kind=mechanism&statement={name}+exists&slot.name={name}&slot.parties=Japan%0D%0AChina"))
    };
    filed("Harbour+Talks").unwrap();
    filed("Harbour+Dialogue").unwrap();
    let before = entities(&site, "mechanism");
    let pair: Vec<&String> = before.iter().filter(|id| id.contains("harbour")).collect();
    let [one, other] = pair.as_slice() else { panic!("{before:?}") };
    let (one, other) = (crate::ask::encoded(one), crate::ask::encoded(other));
    let address = format!("/one-or-two?one={one}&other={other}");
    let page = asked(&site, &address).text();
    assert!(page.contains("Harbour Talks") && page.contains("Harbour Dialogue") && page.contains("value=\"same\""), "{page}");
    let judge = |verdict: &str| {
        sent(
            &site,
            "/one-or-two",
            &format!("one={one}&other={other}&verdict={verdict}&reason=minutes&back={}", crate::ask::encoded(&address)),
        )
    };
    assert!(judge("same").unwrap().ends_with("done=same"));
    assert_eq!(entities(&site, "mechanism").len(), before.len() - 1);
    let page = asked(&site, &address).text();
    assert!(page.contains("They are one now") && page.contains("value=\"different\""), "the same page takes it back");
    judge("different").unwrap();
    assert_eq!(entities(&site, "mechanism"), before);
    judge("unsure").unwrap();
    assert!(asked(&site, "/checks").text().contains("could not say whether"));
    assert!(judge("equal").unwrap_err().starts_with("400"));
    assert!(sent(&site, "/one-or-two", &format!("one={one}&other=stance:x&verdict=same")).is_err(), "two kinds are never one");
}

#[test]
fn claims_are_set_apart_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    for place in ["Osaka", "Kobe"] {
        let form = format!(
            "kind=mechanism&statement=They+meet+in+{place}&slot.name=Harbour+Talks&slot.parties=Japan%0D%0AChina&slot.field={place}"
        );
        sent(&site, "/file", &form).unwrap();
    }
    let before = entities(&site, "mechanism");
    let own = before.iter().find(|id| id.contains("harbour")).unwrap();
    let claims: serde_json::Value =
        serde_json::from_str(&asked(&site, &format!("/apart.json?entity={}", crate::ask::encoded(own))).text()).unwrap();
    let claims: Vec<&str> = claims["claims"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    assert_eq!(claims.len(), 2);
    assert!(sent(&site, "/apart", &format!("claim={}", claims[0])).is_err(), "the other thing needs a name");
    let led = sent(&site, "/apart", &format!("claim={}&name=second+track", claims[0])).unwrap();
    assert_eq!(entities(&site, "mechanism").len(), before.len() + 1);
    let page = asked(&site, &led).text();
    assert!(page.contains("second track") && page.contains("Put 1 claims back"), "{page}");
    assert!(asked(&site, &format!("/claim/{}", claims[0].replace("claim:", ""))).text().contains("second track"));
    sent(&site, "/apart", &format!("claim={}&do=back", claims[0])).unwrap();
    assert_eq!(entities(&site, "mechanism"), before);
}

#[test]
fn a_claim_by_hand_is_the_record_of_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let form = "kind=visit&statement=She+went+to+see+the+port.&slot.visitors=A.+Person&slot.from=Japan&slot.to=China&slot.date=2025-03&said=2025-04-01";
    let led = sent(&site, "/file", form).unwrap();
    assert!(led.starts_with("/source/") && led.ends_with("done=file"), "{led}");
    let page = asked(&site, &led).text();
    assert!(
        page.contains("Record by ann") && page.contains("She went to see the port.") && page.contains("A. Person (Japan) to China"),
        "{page}"
    );
    for wrong in
        ["kind=visit&slot.date=2025-03", "kind=visit&statement=x&slot.date=soon", "kind=rumour&statement=x", "kind=visit&statement=x"]
    {
        assert!(sent(&site, "/file", wrong).unwrap_err().starts_with("400"), "{wrong}");
    }
}

#[test]
fn a_correction_changes_what_the_form_changes_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let claims: serde_json::Value = serde_json::from_str(&asked(&site, "/api/v1/claims?kind=meeting").text()).unwrap();
    let id = claims["items"][0]["id"].as_str().unwrap().replace("claim:", "");
    let correct = |form: &str| {
        let form = format!("claim={id}&back=/claim/{id}&reason=misread&{form}");
        site.answer(&Ask::post("/correct", &form).with("host", "127.0.0.1").with("sec-fetch-site", "same-origin")).status
    };
    assert_eq!(correct("slot.ordinal=4&slot.mechanism=Talks"), 303);
    let after: serde_json::Value = serde_json::from_str(&asked(&site, &format!("/claim/{id}.json")).text()).unwrap();
    assert_eq!((&after["claim"]["ordinal"], &after["as_read"]["ordinal"]), (&serde_json::json!(4), &serde_json::json!(3)), "{after}");
    assert_eq!(after["claim"]["mechanism"], "Talks");
    assert_eq!(correct("slot.ordinal=four"), 400);
    assert_eq!(correct("slot.ordinal=4"), 400, "nothing is changed");
}

#[test]
fn an_export_comes_in_pieces_and_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    for file in ["claims.jsonl", "entities.jsonl", "documents.csv", "decisions.jsonl", "plover.jsonl"] {
        let reply = asked(&site, &format!("/export/{file}"));
        let Body::Pieces(mut pieces) = reply.body else { panic!("{file} is streamed") };
        let mut text = Vec::new();
        while let Some(piece) = pieces.blocking_recv() {
            text.extend(piece);
        }
        if file == "claims.jsonl" {
            assert_eq!(String::from_utf8(text).unwrap().lines().count(), 9, "a document and eight claims");
        }
    }
    assert_eq!(asked(&site, "/export/nothing").status, 404);
}

#[test]
fn errors_have_one_shape() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    for (target, status) in [
        ("/nothing.json", 404),
        ("/api/v1/nothing", 404),
        ("/meeting/none.json", 404),
        ("/parties.json?as_of=yesterday", 400),
        ("/parties.json?limit=0", 400),
        ("/api/v1/claims?kind=rumour", 400),
        ("/api/v1/claims?what=x", 400),
        ("/api/v1/claims?page=x", 400),
        ("/api/v1/decisions", 405),
    ] {
        let reply = asked(&site, target);
        assert_eq!((reply.status, reply.kind), (status, crate::reply::PROBLEM), "{target}");
        let value: serde_json::Value = serde_json::from_str(&reply.text()).unwrap();
        assert!(value["title"].is_string() && value["detail"].is_string() && value["status"] == status, "{target}");
    }
}

/// Somebody types an address, or two names into the field for words.
#[test]
fn things_are_found_by_their_names_and_what_nobody_tells_of_is_said_to_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let form =
        "kind=mechanism&statement=The+Lakes+Fishery+Council+meets.&slot.name=Lakes+Fishery+Council&slot.parties=Japan&said=2025-04-01";
    sent(&site, "/file", form).unwrap();
    let page = asked(&site, "/mechanism/lakes-fishery-council.json");
    let named = asked(&site, "/mechanism/LAKES%20fishery%20Council.json");
    assert_eq!((page.status, named.status, named.text()), (200, 200, page.text()));
    let search = asked(&site, "/search?q=Japan+China").text();
    assert!(search.contains("/dyad/JPN/CHN") && search.matches(">By name").count() == 1, "{search}");
    for address in
        ["/mechanism/Talks", "/person/Nobody%20At%20All", "/commitments?party=Atlantis", "/timeline.json?party=JPN&other=Atlantis"]
    {
        assert_eq!(asked(&site, address).status, 404, "{address}");
    }
}
