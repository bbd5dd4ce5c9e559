//! The site as people meet it: in a browser, by mouse, by keys, without script, on a phone, in Japanese.
//!
//! Pictures of every page are kept in the folder `browser` of the target directory's `tmp`.

mod driver;
mod provider;

use crate::program::{Desk, examples, root};
use driver::Browser;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};

/// The site over the examples, on a port of its own.
struct Served {
    base: String,
    process: Child,
    desk: Desk,
}

impl Served {
    fn start(flags: &[&str]) -> Served {
        let desk = Desk::new();
        desk.ok(&["ingest".into(), examples().into_os_string()]);
        Served::of(desk, flags)
    }

    fn of(desk: Desk, flags: &[&str]) -> Served {
        let args: Vec<&str> = ["serve", "--at", "127.0.0.1:0"].iter().chain(flags).copied().collect();
        let mut process = desk.command(&args).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut first = String::new();
        BufReader::new(process.stdout.take().expect("its output is piped")).read_line(&mut first).expect("it says where it is");
        let base = first.split_whitespace().last().expect("it says where it is").trim_end_matches('/').to_owned();
        assert!(base.starts_with("http://127.0.0.1:"), "{first}");
        Served { base, process, desk }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where pictures are kept.
fn pictures() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Pages without a subject, and the first page of each kind that they lead to.
fn pages(browser: &Browser, base: &str) -> Vec<String> {
    let fixed = [
        "/",
        "/search?q=semiconductors",
        "/parties",
        "/persons",
        "/mechanisms",
        "/meetings",
        "/visits",
        "/instruments",
        "/projects",
        "/measures",
        "/stances",
        "/figures",
        "/events",
        "/sources",
        "/commitments",
        "/irritants",
        "/proposals",
        "/outcomes",
        "/stands",
        "/programmes",
        "/health",
        "/checks",
        "/timeline",
        "/calendar",
        "/matrix",
        "/network",
        "/map",
        "/diff?since=2024-09-01",
        "/coverage",
        "/review",
        "/exports",
        "/codebook",
        "/one-or-two",
        "/file?kind=meeting",
        "/api",
        "/people",
        "/tokens",
        "/saved",
        "/saved?address=/health",
        "/audit",
        "/settings",
        "/accessibility",
        "/dyad/JPN/IND",
        "/party/JPN",
        "/compare",
        "/nothing-here",
    ];
    let mut pages: Vec<String> = fixed.map(str::to_owned).to_vec();
    for (list, kind) in [
        ("/meetings", "meeting"),
        ("/mechanisms", "mechanism"),
        ("/persons", "person"),
        ("/instruments", "instrument"),
        ("/commitments", "commitment"),
        ("/measures", "measure"),
        ("/projects", "project"),
        ("/visits", "visit"),
        ("/stances", "stance"),
        ("/figures", "figure"),
        ("/sources", "source"),
    ] {
        browser.go(&format!("{base}{list}"));
        let script = format!("const a = document.querySelector('main a[href^=\"/{kind}/\"]'); return a && a.getAttribute('href');");
        let href = browser.run(&script);
        pages.push(href.as_str().unwrap_or_else(|| panic!("{list} leads to no {kind}")).to_owned());
    }
    browser.go(&format!("{base}{}", pages.last().expect("there is a source")));
    pages.push(
        browser.run("return document.querySelector('mark a').getAttribute('href')").as_str().expect("words lead to their claim").to_owned(),
    );
    pages
}

/// Everything that WCAG 2.2 AA asks for, and what axe thinks good besides.
const ALL_RULES: &str = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";
/// What depends on colours and on the width of the window.
const LOOKS: &str = "{ runOnly: { type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable'] } }";

/// What axe finds wrong in the page.
fn violations(browser: &Browser, axe: &str, rules: &str) -> Vec<String> {
    browser.run(axe);
    let script = "axe.run(document, RULES).then(r => done(r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))))";
    browser
        .run_async(&script.replace("RULES", rules))
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|v| v.as_str().map(str::to_owned))
        .collect()
}

/// How much of the page moved while it loaded, when it first showed something (in milliseconds), and its bytes as they came.
fn calm(browser: &Browser) -> (f64, f64, u64, String) {
    let script = "let moved = 0, what = ''; const named = s => s.node ? `${s.node.nodeName}.${s.node.className || ''} ${JSON.stringify(s.previousRect)} to ${JSON.stringify(s.currentRect)}` : '';
        new PerformanceObserver(list => { for (const e of list.getEntries()) { moved += e.value; what += e.sources.map(named).join('; '); } }).observe({ type: 'layout-shift', buffered: true });
        const page = performance.getEntriesByType('navigation')[0]; let left = 30;
        const look = () => { const paint = performance.getEntriesByName('first-contentful-paint')[0];
            if (paint || left-- === 0) done([moved, paint ? paint.startTime : 0, page.encodedBodySize, what]); else setTimeout(look, 20); };
        setTimeout(look, 60)";
    let told = browser.run_async(script);
    let what = told[3].as_str().unwrap_or_default().to_owned();
    (told[0].as_f64().unwrap_or(1.0), told[1].as_f64().unwrap_or_default(), told[2].as_u64().unwrap_or_default(), what)
}

/// The most that a page may weigh as it comes.
const HEAVIEST: u64 = 100 * 1024;

/// What the browser complained of, and what it fetched from elsewhere, since it was last asked.
fn complaints(browser: &Browser, base: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entry in browser.log("browser") {
        let message = entry["message"].as_str().unwrap_or_default();
        // A page that is not there is asked for on purpose.
        if entry["level"] == "SEVERE" && !message.contains("404") {
            found.push(message.to_owned());
        }
    }
    for entry in browser.log("performance") {
        let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or_default()).unwrap_or_default();
        let url = message["message"]["params"]["request"]["url"].as_str().unwrap_or_default();
        if message["message"]["method"] == "Network.requestWillBeSent" && url.starts_with("http") && !url.starts_with(base) {
            found.push(format!("fetched {url}"));
        }
    }
    found
}

#[test]
fn every_page_is_accessible_quiet_and_fits_its_window() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&[]);
    let base = &served.base;
    let axe = std::fs::read_to_string(root().join("tests/axe/axe.min.js")).expect("axe stands beside the tests");
    let folder = pictures();
    browser.log("performance");
    let mut wrong: Vec<String> = Vec::new();
    let all = pages(&browser, base);
    let mut paints: Vec<String> = Vec::new();
    for (mode, width, scheme, lang) in [("wide", 1280, "light", "en"), ("dark", 1280, "dark", "zh"), ("phone", 390, "light", "ja")] {
        browser.tell(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 }),
        );
        browser.tell("Emulation.setEmulatedMedia", &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }));
        // In the dark and on a phone one page of each shape tells for the others.
        let shapes = [
            "/",
            "/search",
            "/parties",
            "/sources",
            "/commitments",
            "/irritants",
            "/calendar",
            "/matrix",
            "/map",
            "/stands",
            "/outcomes",
            "/coverage",
            "/review",
            "/tokens",
            "/dyad/JPN/IND",
            "/nothing-here",
        ];
        let shaped = |path: &&String| {
            mode == "wide"
                || shapes.contains(&path.split('?').next().unwrap_or_default())
                || ["/meeting/", "/mechanism/", "/source/", "/claim/", "/commitment/"].iter().any(|p| path.starts_with(p))
        };
        for path in all.iter().filter(shaped) {
            let address = format!("{base}{path}{}lang={lang}", if path.contains('?') { '&' } else { '?' });
            browser.go(&address);
            let (moved, painted, bytes, what) = calm(&browser);
            paints.push(format!("{mode}\t{path}\t{painted:.0}\t{bytes}"));
            // A font that comes in a thousandth of a pixel wider is no movement that anybody sees.
            if moved > 0.001 {
                wrong.push(format!("{mode} {path}: moves by {moved} while it loads: {what}"));
            }
            if bytes > HEAVIEST || bytes == 0 {
                wrong.push(format!("{mode} {path}: comes in {bytes} bytes"));
            }
            let name: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
            browser.picture(&folder.join(format!("{mode}{name}.png")));
            let over = browser.run("return document.documentElement.scrollWidth - window.innerWidth").as_i64().unwrap_or_default();
            if over > 0 {
                wrong.push(format!("{mode} {path}: is {over} pixels wider than its window"));
            }
            let rules = if mode == "wide" { ALL_RULES } else { LOOKS };
            wrong.extend(violations(&browser, &axe, rules).into_iter().map(|v| format!("{mode} {path}: {v}")));
            wrong.extend(complaints(&browser, base).into_iter().map(|c| format!("{mode} {path}: {c}")));
        }
    }
    // When each page first showed something, for whoever wants to know; how fast a machine is, is no matter of right or wrong.
    std::fs::write(folder.join("paints.tsv"), paints.join("\n")).expect("the list can be kept");
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_desk_officer_finds_who_promised_what_and_sees_the_sentence() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&[]);
    browser.go(&format!("{}/", served.base));
    browser.fill("#q", "Japan and India\u{e007}");
    browser.until("words are looked for", |b| b.address().contains("/search"));
    browser.click("main .rows a");
    browser.until("two names lead to the pair", |b| b.address().ends_with("/dyad/JPN/IND"));
    assert_eq!(browser.text("h1"), "What is between Japan and India?");
    browser.click(".tabs a[href^='/commitments']");
    assert!(browser.text("main").contains("launch a pilot exchange of 50 engineers"));
    browser.click("main blockquote footer a");
    assert!(browser.address().contains("/source/"), "the quote leads to its document");
    let target = browser.run("return document.querySelector(':target') !== null").as_bool();
    assert_eq!(target, Some(true), "and there to the words");
    browser.click("mark a");
    assert!(browser.address().contains("/claim/") && browser.text("main").contains("Accept"));
}

#[test]
fn claims_are_judged_by_keys_and_taken_back() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&["--author", "Ann"]);
    browser.go(&format!("{}/review", served.base));
    let script = "const l = document.querySelector('.lead'); return l && parseInt(l.textContent)";
    let waiting = || browser.run(script).as_i64();
    let first = waiting().expect("it says how many wait");
    for (key, left, told) in [("a", first - 1, "a accepts"), ("r", first - 2, "r rejects"), ("u", first - 1, "u takes the last back")] {
        browser.press(key);
        browser.until(told, |_| waiting() == Some(left));
    }
    browser.press("s");
    browser.until("s skips", |b| b.address().contains("skip=1"));
    browser.press("/");
    assert_eq!(browser.run("return document.activeElement.id").as_str(), Some("q"), "/ leads to the search");
    let log = served.desk.ok(&["verify"]);
    assert!(log.contains("3 decisions"), "{log}");
}

#[test]
fn an_editor_joins_parts_and_files_and_takes_it_back() {
    let Some(browser) = Browser::start() else { return };
    let desk = Desk::new();
    desk.ok(&["ingest".into(), examples().into_os_string()]);
    for (name, role) in [("eve", "editor"), ("rob", "reviewer"), ("ada", "auditor")] {
        let added = desk.run_with_input(&["people", "add", name, "--role", role, "--people", "people"], "correct horse battery\n");
        assert_eq!(added.code, 0, "{}", added.err);
    }
    let served = Served::of(desk, &["--people", "people"]);
    let base = &served.base;
    let enter = |name: &str, page: &str| {
        browser.tell("Network.clearBrowserCookies", &json!({}));
        browser.go(&format!("{base}{page}"));
        browser.fill("#name", name);
        browser.fill("#password", "correct horse battery\u{e007}");
        browser.until("signed in", |b| !b.address().contains("sign-in"));
    };
    // Two mechanisms of nearly one name, known at first hand.
    enter("eve", "/file?kind=mechanism");
    for name in ["Harbour Talks", "Harbour Dialogue"] {
        browser.go(&format!("{base}/file?kind=mechanism"));
        browser.fill("#statement", &format!("The {name} exist."));
        browser.fill("#slot-name", name);
        browser.fill("#slot-parties", "Japan\nIndia");
        browser.click("form[method=post][action='/file'] button");
        browser.until("filed", |b| b.address().contains("done=file"));
        assert!(browser.text("h1 + .lead").contains("Record by eve"), "the source is the person's own record");
    }
    browser.go(&format!("{base}/mechanisms?name=harbour"));
    browser.click("main .rows a");
    browser.click(".judging a[href^='/one-or-two']");
    browser.click("main .list .rows a");
    browser.until("side by side", |b| b.address().contains("other="));
    browser.fill("#reason", "one is the old name");
    browser.click("button[value=same]");
    browser.until("one", |b| b.address().contains("done=same"));
    assert!(browser.text("main").contains("They are one now"));
    browser.click("button[value=different]");
    browser.until("two again", |b| b.address().contains("done=different"));
    // A claim is set apart and put back.
    browser.go(&format!("{base}/mechanisms?name=harbour"));
    browser.click("main .rows a");
    browser.click(".judging a[href^='/apart']");
    browser.click(".apart .member input");
    browser.fill(".apart #name", "another one");
    browser.click(".apart button.main");
    browser.until("apart", |b| b.address().contains("done=split"));
    browser.click("main form[action='/apart'] button");
    browser.until("back", |b| b.address().contains("done=put"));
    let log = served.desk.ok(&["verify"]);
    assert!(log.contains("4 decisions"), "{log}");
    enter("rob", "/file");
    assert!(browser.text("main").contains("right to edit"), "a reviewer files nothing");
    enter("ada", "/audit");
    let log = browser.text("main");
    assert!(log.contains("file") && log.contains("record:eve/") && log.contains("same") && log.contains("split"), "{log}");
}

#[test]
fn a_search_is_saved_and_tells_what_is_new() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&["--embed-in", "https://ministry.example"]);
    let base = &served.base;
    browser.go(&format!("{base}/visits?party=Japan"));
    browser.click(".twins a[href^='/saved']");
    browser.click("form[action='/saved'] button.main");
    browser.until("saved", |b| b.text("main").contains("/feed/"));
    let told = browser.text("[role=status]");
    let feed = told.split_whitespace().find(|w| w.contains("/feed/")).expect("the feed's address is shown").to_owned();
    browser.go(&format!("{base}/file?kind=visit"));
    browser.fill("#statement", "She went to see the port.");
    browser.fill("#slot-visitors", "A. Person");
    browser.fill("#slot-from", "Japan");
    browser.click("form[method=post][action='/file'] button");
    browser.until("filed", |b| b.address().contains("done=file"));
    browser.go(&format!("{base}/saved"));
    assert!(browser.text("main").contains("1 new"));
    browser.click("main .rows a");
    assert!(browser.text("main").contains("Here because it answers") && browser.text("main").contains("A. Person"));
    browser.go(&feed);
    browser.until("the feed has it", |b| b.run("return document.documentElement.textContent.includes('A. Person')") == true);
    browser.go(&format!("{base}/saved"));
    browser.click("main .rows a");
    browser.click("button[value=seen]");
    browser.until("seen", |b| b.address().contains("done=seen"));
    assert!(!browser.text("main").contains("1 new"));
    // A page for a frame stands by itself.
    browser.go(&format!("{base}/visits"));
    browser.click(".twins a[href^='/embed/']");
    browser.until("framed", |b| b.address().contains("as_of="));
    assert_eq!(
        browser.run("return [document.scripts.length, document.forms.length, document.querySelectorAll('nav').length]"),
        json!([0, 0, 0])
    );
    assert!(browser.text("main").contains("As of"));
}

#[test]
fn the_keyboard_alone_is_enough() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&[]);
    // A browser without a window has no focus of its own.
    browser.tell("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
    browser.go(&format!("{}/mechanisms", served.base));
    browser.press("\u{e004}");
    assert_eq!(browser.run("return document.activeElement.className").as_str(), Some("skip"), "the first stop skips to the content");
    browser.press("\u{e007}");
    assert!(browser.address().ends_with("#main"));
    // Every further stop can be seen, and none is a trap.
    let mut stops = Vec::new();
    for _ in 0..40 {
        browser.press("\u{e004}");
        let stop = browser.run(
            "const e = document.activeElement, s = getComputedStyle(e); return [e.outerHTML.slice(0, 120), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1]",
        );
        assert_eq!(stop[1], true, "the focus is seen on {}", stop[0]);
        stops.push(stop[0].to_string());
    }
    stops.dedup();
    assert!(stops.len() > 30, "the focus goes on");
}

#[test]
fn nothing_needs_script() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::start(&[]);
    browser.tell("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&format!("{}/meetings", served.base));
    browser.fill("#f-party", "Japan");
    browser.click("main form.fields button");
    browser.until("filtered", |b| b.address().contains("party=Japan"));
    browser.click(".look #theme option[value=dark]");
    browser.click(".look #lang option[value=ja]");
    browser.click(".look button");
    browser.until("in Japanese", |b| b.text("h1").contains("会合"));
    assert!(browser.address().contains("party=Japan"), "one comes back to the page one was on");
    browser.go(&format!("{}/review", served.base));
    browser.click(".claimcard.current button[value=accept]");
    browser.until("accepted", |b| b.address().contains("done=accept"));
}

#[test]
fn people_sign_in_and_see_what_is_theirs() {
    let Some(browser) = Browser::start() else { return };
    let desk = Desk::new();
    desk.ok(&["ingest".into(), examples().into_os_string()]);
    for (name, role) in [("ann", "admin"), ("vic", "viewer")] {
        let added = desk.run_with_input(&["people", "add", name, "--role", role, "--people", "people"], "correct horse battery\n");
        assert_eq!(added.code, 0, "{}", added.err);
    }
    let served = Served::of(desk, &["--people", "people"]);
    browser.go(&format!("{}/parties", served.base));
    assert!(browser.address().contains("/sign-in?next="), "a stranger is asked who it is");
    let enter = |name: &str, password: &str| {
        browser.fill("#name", name);
        browser.fill("#password", &format!("{password}\u{e007}"));
    };
    enter("vic", "wrong horse battery");
    browser.until("refused", |b| b.address().contains("wrong=password"));
    assert!(browser.text("[role=alert]").contains("Wrong name or password"));
    enter("vic", "correct horse battery");
    browser.until("and comes to what it asked for", |b| b.address().ends_with("/parties"));
    browser.go(&format!("{}/review", served.base));
    assert!(browser.text("main").contains("right to review"), "a viewer judges nothing");
    browser.go(&format!("{}/settings", served.base));
    browser.click("main form[action='/sign-out'] button");
    browser.until("signed out", |b| b.address().ends_with("/sign-in"));
    enter("ann", "correct horse battery");
    browser.until("signed in", |b| b.address().ends_with("/"));
    browser.go(&format!("{}/tokens", served.base));
    browser.fill("#purpose", "a program");
    browser.click("main form button.main");
    browser.until("a token is made", |b| b.run("return document.querySelector('[role=status]') !== null") == true);
    assert!(browser.text("[role=status]").contains("chy_"), "a token is shown once");
    browser.go(&format!("{}/audit", served.base));
    let log = browser.text("main");
    assert!(log.contains("refused") && log.contains("signed in") && log.contains("token") && !log.contains("argon2"), "{log}");
}

#[test]
fn people_sign_in_by_the_word_of_a_provider() {
    let Some(browser) = Browser::start() else { return };
    let desk = Desk::new();
    desk.ok(&["ingest".into(), examples().into_os_string()]);
    desk.ok(&["people", "add", "ann", "--role", "viewer", "--email", "ann@ministry.example", "--people", "people"]);
    let secret = desk.write("secret", format!("{}\n", provider::SECRET));
    let provider = provider::Provider::start();
    let named = ["--oidc-issuer", &provider.issuer, "--oidc-client", provider::CLIENT, "--oidc-name", "Ministry"];
    let secret = ["--oidc-secret", secret.to_str().expect("the folder has a plain name"), "--people", "people"];
    let served = Served::of(desk, &[&named[..], &secret].concat());
    let axe = std::fs::read_to_string(root().join("tests/axe/axe.min.js")).expect("axe stands beside the tests");
    let through = || {
        assert!(browser.text(".elsewhere").contains("Sign in with Ministry"));
        browser.click(".elsewhere a");
        browser.until("at the provider", |b| b.address().starts_with(&provider.issuer));
        browser.click("a");
    };
    browser.go(&format!("{}/parties", served.base));
    browser.picture(&pictures().join("wide-sign-in.png"));
    assert_eq!(violations(&browser, &axe, ALL_RULES), Vec::<String>::new());
    through();
    browser.until("and back at what it asked for", |b| b.address().ends_with("/parties"));
    assert_eq!(browser.text(".who"), "ann");
    browser.go(&format!("{}/settings", served.base));
    browser.click("main form[action='/sign-out'] button");
    browser.until("signed out", |b| b.address().ends_with("/sign-in"));
    provider.pretended.set(|ways| ways.says = json!({ "sub": "7", "email": "ann@ministry.example", "email_verified": true }));
    through();
    browser.until("somebody else with her address", |b| b.address().contains("/sign-in/back"));
    assert!(browser.text("[role=alert]").contains("identifier: 7"));
    browser.picture(&pictures().join("wide-sign-in-refused.png"));
    assert_eq!(violations(&browser, &axe, ALL_RULES), Vec::<String>::new());
    let refused: Vec<Value> =
        browser.log("browser").into_iter().filter(|e| e["message"].to_string().contains("Content Security")).collect();
    assert_eq!(refused, Vec::<Value>::new(), "the way there and back is open");
}
