//! Markdown.

use crate::Origin;
use crate::draft::Draft;

/// Reads decoded Markdown.
pub(crate) fn read(text: &str, origin: &Origin) -> Draft {
    super::text::read(text, origin)
}
