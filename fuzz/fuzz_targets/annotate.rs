#![no_main]

#[path = "../../crates/annotate/tests/sound/mod.rs"]
mod sound;

use annotate::Annotator;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(Annotator::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sound::check(&ANNOTATOR, &String::from_utf8_lossy(bytes));
});
