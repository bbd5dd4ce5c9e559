#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    chancery_fuzz::read(&chancery_fuzz::after(b"<rss version=\"2.0\">", bytes), "xml");
    chancery_fuzz::read(&chancery_fuzz::after(b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", bytes), "xml");
    chancery_fuzz::read(&chancery_fuzz::after(b"{\"version\":\"https://jsonfeed.org/version/1\",", bytes), "json");
});
