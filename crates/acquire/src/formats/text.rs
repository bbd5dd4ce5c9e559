//! Plain text: paragraphs are what stands between empty lines.

use crate::Origin;
use crate::draft::Draft;
use model::Role;

/// Reads decoded text.
pub(crate) fn read(text: &str, _origin: &Origin) -> Draft {
    let mut draft = Draft::default();
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        draft.push(Role::Paragraph, paragraph);
    }
    draft
}
