//! A browser driven over WebDriver, with the little of HTTP and base64 that this needs.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How often a page is asked again whether it is as wanted: for half a minute, as machines may be slow.
const PATIENCE: usize = 300;
const TICK: Duration = Duration::from_millis(100);

/// A browser without a window; it goes when it is dropped.
pub(crate) struct Browser {
    process: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one; `None`, with a word on standard error, where Chromium or its driver is not installed.
    pub(crate) fn start() -> Option<Browser> {
        let chromium =
            ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].into_iter().find(|p| Path::new(p).exists());
        let driver = ["/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver"].into_iter().find(|p| Path::new(p).exists());
        let (Some(chromium), Some(driver)) = (chromium, driver) else {
            eprintln!("skipped: the browser tests, as Chromium or its driver is missing (apt-get install chromium chromium-driver)");
            return None;
        };
        let mut process =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the driver starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let port = loop {
            let line = lines.next().expect("the driver says its port").expect("its output is text");
            if let Some(port) = line.split("successfully on port ").nth(1).and_then(|rest| rest.trim_end_matches('.').parse().ok()) {
                break port;
            }
        };
        // What it prints later must go somewhere, or it stands still.
        std::thread::spawn(move || for _ in lines.by_ref() {});
        let profile = tempfile::tempdir().expect("a folder can be made");
        let mut browser = Browser { process, port, session: String::new(), _profile: profile };
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1280,1000",
        ];
        let mut flags: Vec<String> = flags.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", browser._profile.path().display()));
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": chromium, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let made = browser.send("POST", "/session", &wanted);
        browser.session = made["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {made}")).to_owned();
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).expect("the driver takes a request");
        let mut reader = BufReader::new(stream);
        let mut length = None;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("the driver answers");
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse::<usize>().ok();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut text = vec![0; length.expect("the driver says how long its answer is")];
        reader.read_exact(&mut text).expect("the driver answers whole");
        let value: Value = serde_json::from_slice(&text).expect("the driver answers in JSON");
        value["value"].clone()
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.send(method, &format!("/session/{}{path}", self.session), body);
        assert!(value["error"].is_null(), "{path} {body}: {}: {}", value["error"], value["message"]);
        value
    }

    pub(crate) fn go(&self, address: &str) {
        self.ask("POST", "/url", &json!({ "url": address }));
    }

    pub(crate) fn address(&self) -> String {
        self.ask("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// What a script gives that runs in the page.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The same of a script that calls `done` with its result.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.ask("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// A command of the browser's own protocol.
    pub(crate) fn tell(&self, command: &str, with: &Value) -> Value {
        self.ask("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": with }))
    }

    /// What an act on an element gives. A page may be replaced between finding the element and acting on it, or not be
    /// there yet: both are asked again for as long as a person would wait.
    fn on(&self, selector: &str, method: &str, act: &str, body: &Value) -> Value {
        let once = || {
            let found =
                self.send("POST", &format!("/session/{}/element", self.session), &json!({ "using": "css selector", "value": selector }));
            match found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str) {
                Some(element) if found["error"].is_null() => {
                    self.send(method, &format!("/session/{}/element/{element}/{act}", self.session), body)
                }
                _ => found,
            }
        };
        let mut last = once();
        for _ in 0..PATIENCE {
            if !matches!(last["error"].as_str(), Some("stale element reference" | "no such element")) {
                break;
            }
            std::thread::sleep(TICK);
            last = once();
        }
        assert!(last["error"].is_null(), "{act} of {selector} at {}: {}: {}", self.address(), last["error"], last["message"]);
        last
    }

    pub(crate) fn click(&self, selector: &str) {
        self.on(selector, "POST", "click", &json!({}));
    }

    /// Types into a field.
    pub(crate) fn fill(&self, selector: &str, text: &str) {
        self.on(selector, "POST", "value", &json!({ "text": text }));
    }

    /// Presses keys wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let each = |c: char| [json!({ "type": "keyDown", "value": c.to_string() }), json!({ "type": "keyUp", "value": c.to_string() })];
        let actions: Vec<Value> = keys.chars().flat_map(each).collect();
        self.ask("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// Waits until something is so, for as long as a person would.
    pub(crate) fn until(&self, what: &str, so: impl Fn(&Browser) -> bool) {
        for _ in 0..PATIENCE {
            if so(self) {
                return;
            }
            std::thread::sleep(TICK);
        }
        panic!("{what}: still at {}", self.address());
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.on(selector, "GET", "text", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// What the browser logged since it was last asked: `browser` for the console, `performance` for the network.
    pub(crate) fn log(&self, kind: &str) -> Vec<Value> {
        self.ask("POST", "/se/log", &json!({ "type": kind })).as_array().cloned().unwrap_or_default()
    }

    /// Keeps a picture of the page, as far as a reader scrolls.
    pub(crate) fn picture(&self, path: &Path) {
        let size = self.run("return [window.innerWidth, Math.min(document.documentElement.scrollHeight, 2400)]");
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let shot = self.tell("Page.captureScreenshot", &json!({ "captureBeyondViewport": true, "format": "png", "clip": clip }));
        let text = shot["data"].as_str().unwrap_or_default();
        std::fs::write(path, unpacked(text)).expect("the picture can be kept");
    }
}

impl Drop for Browser {
    /// Ends the browser after a test that failed too: the driver alone would leave it behind.
    fn drop(&mut self) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let head = format!("DELETE /session/{} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n\r\n", self.session, self.port);
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.read(&mut [0; 64]));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The bytes of a base64 text.
fn unpacked(text: &str) -> Vec<u8> {
    let value = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut held) = (Vec::with_capacity(text.len() * 3 / 4), 0u32, 0);
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}
