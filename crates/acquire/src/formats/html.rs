//! HTML.

use crate::Origin;
use crate::draft::Draft;
use model::Role;

/// Reads a decoded page.
pub(crate) fn read(html: &str, origin: &Origin) -> Draft {
    read_fragment(html, origin)
}

/// Reads a decoded fragment, all of which is article.
pub(crate) fn read_fragment(html: &str, _origin: &Origin) -> Draft {
    let mut draft = Draft::default();
    for paragraph in html.split('<').filter_map(|tag| tag.split_once('>')) {
        draft.push(Role::Paragraph, paragraph.1);
    }
    draft
}
