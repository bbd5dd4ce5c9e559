#![no_main]

use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

// A fuzzer does not find its way into a zip, so that its bytes are put there; each part is fuzzed with the same.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"] {
        zip.start_file(name, stored).expect("memory takes a file");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    let package = zip.finish().expect("memory takes a directory").into_inner();
    chancery_fuzz::read(&package, "docx");
});
