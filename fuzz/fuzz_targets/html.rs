#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    chancery_fuzz::read(&chancery_fuzz::after(b"<!doctype html>", bytes), "html");
});
