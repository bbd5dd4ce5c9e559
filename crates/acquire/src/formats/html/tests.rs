#![allow(clippy::unwrap_used)]

use super::dom::Dom;
use super::{read, read_fragment};
use crate::Origin;
use crate::draft::Draft;
use model::{Comment, Role};
use proptest::prelude::*;

fn page(body: &str) -> Draft {
    read(&format!("<html><head><title>Talks held</title></head><body>{body}</body></html>"), &Origin::default())
}

/// Roles and texts of a fragment, one part a line: `h2 …`, `p …`, `li0 …`, `0.1.2 …` for a cell (`*` marks a header).
fn parts(html: &str) -> String {
    let draft = read_fragment(html, &Origin::default());
    let lines = draft.blocks().iter().map(|block| {
        let role = match block.role {
            Role::Heading { level } => format!("h{level}"),
            Role::Paragraph => "p".to_owned(),
            Role::ListItem { depth } => format!("li{depth}"),
            Role::TableCell { table, row, column, header } => format!("{table}.{row}.{column}{}", if header { "*" } else { "" }),
            Role::Term => "dt".to_owned(),
            Role::Definition => "dd".to_owned(),
            Role::Caption => "cap".to_owned(),
        };
        format!("{role} {}", block.span.of(draft.text()).replace('\n', "/"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(parts(html), expected);
}

#[test]
fn inline_markup_parts_no_words() {
    check(
        "<p>on the 17<sup>th</sup> of Feb<b>ruary</b>, C&ocirc;te&nbsp;d&#8217;Ivoire co&shy;operation</p>",
        "p on the 17th of February, Côte d’Ivoire cooperation",
    );
    check("a<span> b</span>c<p>d", "p a bc\np d");
    check("x <script>var a = '<p>no</p>';</script>y<!-- <p>no --> z", "p x y z");
}

#[test]
fn references_are_decoded_and_what_is_none_stays() {
    check("<p>AT&T &amp; R&D &eacute &lt;b&gt; &#x20AC;5 &#150; &nosuch; &#0;x &", "p AT&T & R&D é <b> €5 – &nosuch; x &");
}

#[test]
fn headings_items_terms_and_captions_have_their_roles() {
    check("<h2>Out<br>line</h2><ul><li>one<ul><li>two</ul><li><p>three</ul>", "h2 Out line\nli0 one\nli1 two\nli0 three");
    check(
        "<dl><dt>Date<dd>May 5<dd>May 6</dl><figure><img><figcaption>Hands</figcaption></figure>",
        "dt Date\ndd May 5\ndd May 6\ncap Hands",
    );
    check("<div role=heading aria-level=3>Quotes</div>", "h3 Quotes");
}

#[test]
fn line_breaks_part_lines_and_two_part_paragraphs() {
    check("one<br>two<br><br>three<br>• four<br>• five", "p one/two\np three\nli0 four\nli0 five");
    check("<pre>first\nline\n\nsecond</pre>", "p first/line\np second");
}

#[test]
fn cells_are_numbered_past_spans() {
    let table =
        "<table><caption>Trade</caption><thead><tr><td>Year<td>In</thead><tr><th rowspan=2>2023<td>1<tr><td colspan=2>2<td>3</table>";
    check(table, "cap Trade\n0.0.0* Year\n0.0.1* In\n0.1.0* 2023\n0.1.1 1\n0.2.1 2\n0.2.3 3");
    check("<table><tr><td>AHN Seok-ju<td>Minister</table>", "0.0.0 AHN Seok-ju\n0.0.1 Minister");
    check("<table><tr><td><b>Left</b><td><h1>Title</h1><p>Text.</table>", "p Left\nh1 Title\np Text.");
}

#[test]
fn what_is_hidden_is_not_read() {
    check("<p>a<p hidden>b<p aria-hidden=true>c<p style='color:red; DISPLAY : none !important'>d<p class=sr-only>e<p>f", "p a\np f");
}

#[test]
fn feed_tails_are_clutter() {
    check("<p>Both agreed.</p><p>The post <a href=x>Talks</a> appeared first on <a href=y>Daily</a>.</p>", "p Both agreed.");
    check("Both agreed on Friday. [&#8230;]", "p Both agreed on Friday.");
    check("<p>Both agreed.</p><div class=sharedaddy><h3>Share this:</h3><ul><li><a href=x>Facebook</a></ul></div>", "p Both agreed.");
}

const PROSE: &str = "<p>The ministers met in Lusaka on Friday and agreed to open a joint office by the end of the year.</p>\
    <p>They also asked their officials to finish the draft of the agreement before the next session in Harare.</p>";

#[test]
fn navigation_around_the_article_is_left_out() {
    let draft = page(&format!(
        "<nav><a href=/>Home</a></nav><div class=cookie-banner><p>We use cookies to make this site better for all of our readers.</p></div>\
         <div class=content><h1>Talks held</h1>{PROSE}<div class=related><h3>Related</h3><ul><li><a href=/x>Maize price up</a></ul></div></div>\
         <div class=sidebar><h3>Most read</h3><p>Rain is expected in the whole of the country over the weekend, forecasters said.</p></div>"
    ));
    assert!(draft.text().starts_with("Talks held\n\nThe ministers met"));
    assert!(draft.text().ends_with("session in Harare."));
}

#[test]
fn a_class_name_does_not_outweigh_the_text() {
    let draft = page(&format!("<div class='has-sidebar share-layout'><div class=print><h1>Talks held</h1>{PROSE}</div></div>"));
    assert!(draft.text().contains("agreed to open"));
}

#[test]
fn a_headline_in_the_site_header_is_kept() {
    let draft = page(&format!("<header><h1>Talks held</h1><a href=/>Home</a></header><main>{PROSE}</main>"));
    assert_eq!(draft.blocks()[0].role, Role::Heading { level: 1 });
    assert_eq!(draft.title.as_deref(), Some("Talks held"));
}

#[test]
fn dates_stay_as_they_are_written() {
    let html = |value: &str| format!("<meta property=article:published_time content='{value}'>{PROSE}");
    for (written, expected) in
        [("2025-07-24T00:30:00+09:00", "2025-07-24"), ("20250724", "2025-07-24"), ("Thu, 24 Jul 2025 23:30:00 -0800", "2025-07-24")]
    {
        let draft = read(&html(written), &Origin::default());
        assert_eq!(draft.published.map(|d| d.to_string()).as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn names_come_from_linked_data_wherever_it_is_nested() {
    let script = r##"<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"Firth Echo"},
        {"@type":["NewsArticle"],"headline":"Talks &amp; more","datePublished":"2025-01-02","publisher":{"@id":"#o"},"author":["A B",{"name":"C D"}]}]}</script>"##;
    let draft = page(&format!("{script}<h1>Talks &amp; more</h1>{PROSE}"));
    assert_eq!(draft.publisher.as_deref(), Some("Firth Echo"));
    assert_eq!(draft.author.as_deref(), Some("A B and C D"));
    assert_eq!(draft.title.as_deref(), Some("Talks & more"));
}

#[test]
fn a_publisher_is_a_body_and_not_its_section() {
    for (written, expected) in [
        ("European Commission - International Partnerships", "European Commission"),
        ("Department of Trade (Australia)", "Department of Trade"),
        ("News | Ministry of Ports", "Ministry of Ports"),
        ("Press Bureau, Government of India", "Press Bureau, Government of India"),
    ] {
        assert_eq!(super::head::site(written), expected);
    }
}

#[test]
fn an_acronym_in_the_title_is_spelt_out_by_the_foot() {
    let html = format!(
        "<title>Talks held | MPH</title><h1>Talks held</h1>{PROSE}<footer>Copyright Ministry of Ports and Harbours. All rights reserved.</footer>"
    );
    assert_eq!(read(&html, &Origin::default()).publisher.as_deref(), Some("Ministry of Ports and Harbours"));
}

fn comments(html: &str) -> Vec<Comment> {
    page(&format!("<h1>Talks held</h1>{PROSE}<div id=comments>{html}</div>")).comments
}

#[test]
fn answers_are_comments_of_their_own() {
    let found = comments(
        "<ul><li><b>A</b> <i>2024-06-27 19:10</i><p>First.</p><span class=up>21</span><span class=down>4</span>\
        <ul class=replies><li><b>B</b><p>Second.</p></li></ul></li></ul>",
    );
    let expected = Comment {
        author: Some("A".into()),
        posted: Some("2024-06-27 19:10".into()),
        text: "First.".into(),
        up: Some(21),
        down: Some(4),
        score: None,
    };
    assert_eq!(found[0], expected);
    assert_eq!((found[1].author.as_deref(), found[1].text.as_str(), found.len()), (Some("B"), "Second.", 2));
}

#[test]
fn votes_are_read_in_the_ways_pages_show_them() {
    for (html, up, down, score) in [
        ("<button>Respect 12</button>", Some(12), None, None),
        ("<span class=votes>+7 / -4</span>", Some(7), Some(4), None),
        ("<a class=like>Like 3</a>", Some(3), None, None),
        ("<span class=score>-2</span>", None, None, Some(-2)),
        ("<span class=points>1,204 points</span>", None, None, Some(1204)),
        ("<button>Reply</button>", None, None, None),
    ] {
        let found = comments(&format!("<div class=comment><span class=user>A</span><p>Well said.</p>{html}</div>"));
        assert_eq!((found[0].up, found[0].down, found[0].score, found[0].text.as_str()), (up, down, score, "Well said."), "{html}");
    }
}

#[test]
fn twins_in_a_place_for_comments_are_comments() {
    let found = comments("<h3>2 comments</h3><div class=c><b>Ann</b><p>At last.</p></div><div class=c><b>Bo</b><p>Too late.</p></div>");
    assert_eq!(found.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["At last.", "Too late."]);
    assert!(comments("<h3>Comments</h3><div class=login><p>Sign in to comment.</p></div>").is_empty());
}

#[test]
fn a_form_is_no_comment() {
    assert!(comments("<h3>Leave a comment</h3><form><p>Name</p><textarea></textarea></form>").is_empty());
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    // Small, since tests run unoptimised: at this size a quadratic step already takes minutes.
    let size = 1 << 17;
    for hostile in [
        "<div>".repeat(size / 5),
        "<b>".repeat(size / 3) + "x",
        format!("{}<p>x", "<span>".repeat(300)) + &"<p>".repeat(size / 3),
        format!("<p title='{}'>x</p>", "y".repeat(50 << 20)),
        format!("<a {}>x</a>", "z ".repeat(size / 2)),
        "<!--".repeat(size / 4),
        "<!-->".repeat(size / 5),
        "<title>".repeat(size / 7),
        "<".repeat(size),
        "&".repeat(size) + &"&a".repeat(size / 2),
        "<table><tr><td>".repeat(size / 15),
        "<ul><li>x".repeat(size / 9),
        "<h2><a href=x>x</a></h2>".repeat(size / 24),
        "<p>Share</p>".repeat(size / 12),
        format!("{PROSE}<div class=comments>{}</div>", "<div class=comment><p>x</p>".repeat(size / 27)),
        "<td rowspan=65000 colspan=65000>".repeat(size / 32),
        "\0\u{fffd}<\0>".repeat(size / 7),
    ] {
        let _ = read(&hostile, &Origin::default());
    }
}

/// Bits of pages, whole and broken.
fn soup() -> impl Strategy<Value = String> {
    let tags = [
        "div",
        "p",
        "a",
        "b",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h3",
        "article",
        "nav",
        "aside",
        "pre",
        "title",
        "script",
        "style",
        "textarea",
        "figcaption",
        "caption",
        "template",
        "svg",
        "body",
        "html",
        "button",
        "time",
        "x-y",
    ];
    let bit = prop_oneof![
        4 => proptest::sample::select(tags.to_vec()).prop_map(|t| format!("<{t}>")),
        3 => proptest::sample::select(tags.to_vec()).prop_map(|t| format!("</{t}>")),
        2 => ("[a-z]{1,6}", "[a-z\"'<>= -]{0,12}").prop_map(|(n, v)| format!("<div class=comment {n}={v}>")),
        4 => "[A-Za-z ,.]{0,40}",
        1 => Just("The two sides agreed to hold the next meeting in Harare before the end of the year.".to_owned()),
        1 => proptest::sample::select(vec!["&amp;", "&#x1F600;", "&#99999999;", "&nope", "<!--", "-->", "<![CDATA[", "<!", "</", "<?", "\0", "\u{a0}", "é", "日本", "<br>", "<a href=/x>", "<td colspan=9>"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(bit, 0..80).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_soup_becomes_blocks_in_order(html in soup()) {
        for draft in [read(&html, &Origin::default()), read_fragment(&html, &Origin::default())] {
            let mut end = 0;
            for block in draft.blocks() {
                prop_assert!(block.span.start >= end && block.span.start < block.span.end);
                end = block.span.end;
                let text = block.span.of(draft.text());
                prop_assert_eq!(text.trim(), text);
            }
        }
    }

    #[test]
    fn the_tree_nests(html in soup()) {
        let dom = Dom::parse(&html);
        for node in 1..dom.len() {
            let parent = dom.parent(node);
            prop_assert!(parent < node && dom.end(node) <= dom.end(parent) && dom.end(node) > node);
        }
    }

    #[test]
    fn any_text_is_read(html in "\\PC{0,200}") {
        let _ = read(&html, &Origin::default());
    }
}

#[test]
fn lists_of_cues_are_sorted() {
    for list in super::cues::LISTS {
        assert!(list.is_sorted_by(|a, b| a < b), "{:?}", list.first());
    }
}
