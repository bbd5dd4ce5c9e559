//! Pages as long as real ones: each page of `tests/pages/markup-*` with its first paragraph told many times.

/// Paragraphs that are added to a page.
const MORE: usize = 60;

const PAGES: [&str; 15] = [
    include_str!("../../tests/pages/markup-first/board-view.html"),
    include_str!("../../tests/pages/markup-first/govuk-style.html"),
    include_str!("../../tests/pages/markup-first/joomla-ministry.html"),
    include_str!("../../tests/pages/markup-first/local-paper-votes.html"),
    include_str!("../../tests/pages/markup-first/media-note.html"),
    include_str!("../../tests/pages/markup-first/ministry-table-layout.html"),
    include_str!("../../tests/pages/markup-first/mofa-style.html"),
    include_str!("../../tests/pages/markup-first/wordpress-comments.html"),
    include_str!("../../tests/pages/markup-second/agency-article.html"),
    include_str!("../../tests/pages/markup-second/app-shell.html"),
    include_str!("../../tests/pages/markup-second/bundesministerium.html"),
    include_str!("../../tests/pages/markup-second/diplomatie.html"),
    include_str!("../../tests/pages/markup-second/govbr.html"),
    include_str!("../../tests/pages/markup-second/newsletter-blog.html"),
    include_str!("../../tests/pages/markup-second/old-embassy.html"),
];

/// The pages, none of them anybody else's.
pub(crate) fn generate() -> Vec<String> {
    let paragraph = "<p>The two sides reviewed the <a href=\"/plan\">plan of action</a> and agreed that officials of both \
        ministries would meet in Nairobi before the end of the year to settle what remained open.</p>\n";
    let grow = |page: &&str| {
        let last = page.rfind("</p>").map_or_else(|| page.rfind("<BR>").unwrap_or(0), |at| at + 4);
        format!("{}{}{}", &page[..last], paragraph.repeat(MORE), &page[last..])
    };
    PAGES.iter().map(grow).collect()
}
