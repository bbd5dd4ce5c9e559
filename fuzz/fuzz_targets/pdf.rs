#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    chancery_fuzz::read(&chancery_fuzz::after(b"%PDF-1.7\n", bytes), "pdf");
});
