//! What every target does with its bytes: read them, and hold the documents to what they promise.

use acquire::{Limits, Origin};

/// Reads `bytes` under a name that ends in `extension`; panics where a document breaks its promises.
pub fn read(bytes: &[u8], extension: &str) {
    let origin = Origin { source: format!("input.{extension}"), ..Origin::default() };
    let limits = Limits { document_bytes: 1 << 20, ..Limits::default() };
    acquire::read(&mut &*bytes, &origin, &limits, &mut |read| {
        let Ok(document) = read else {
            return;
        };
        assert!(document.blocks.is_sorted_by_key(|block| block.span.start));
        for block in &document.blocks {
            assert!(!document.quote(block.span).trim().is_empty());
        }
    });
}

/// `start` and then `rest`, so that detection leads to the reader that is meant.
pub fn after(start: &[u8], rest: &[u8]) -> Vec<u8> {
    [start, rest].concat()
}
