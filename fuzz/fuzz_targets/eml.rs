#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    chancery_fuzz::read(&chancery_fuzz::after(b"Message-ID: <a@b>\r\nMIME-Version: 1.0\r\n", bytes), "eml");
});
