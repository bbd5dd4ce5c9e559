#![allow(clippy::unwrap_used)]

use super::super::tests::{error_of, read_all, read_one};
use super::*;
use model::{Document, DocumentId};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<atom:link href="https://gazette.example/feed" rel="self"/>
<image><title>Logo</title></image>
<item>
 <title>Ministers &amp;#8220;agree&amp;#8221; on &lt;em&gt;fish&lt;/em&gt; quotas</title>
 <media:title>A picture of fish</media:title>
 <link>https://gazette.example/fish</link>
 <guid isPermaLink="false">g-1</guid>
 <pubDate>Fri, 01 Aug 2025 00:10:00 +1200</pubDate>
 <dc:creator>Mere Tane</dc:creator>
 <category>Fisheries gossip</category>
 <description>A short teaser [&#8230;]</description>
 <content:encoded><![CDATA[<p>The fisheries ministers of the two countries agreed on quotas for the coming season on Thursday.</p><p>The next meeting will be held in Suva in March.</p>]]></content:encoded>
</item>
<item>
 <title>Port talks resume</title>
 <link>https://gazette.example/port</link>
 <pubDate>Thu, 31 Jul 2025 09:00:00 GMT</pubDate>
 <author>desk@gazette.example (The Desk)</author>
 <description>&lt;p&gt;Talks on the port resumed on Wednesday after a break of two years.&lt;/p&gt;</description>
</item>
</channel></rss>"#;

fn entries(feed: &str) -> Vec<Document> {
    let (documents, errors) = read_all(feed.as_bytes(), "feed.xml");
    assert!(errors.is_empty(), "{errors:?}");
    documents
}

#[test]
fn each_entry_of_rss_is_a_document() {
    let [fish, port] = entries(RSS).try_into().unwrap();
    assert_eq!(fish.title.as_deref(), Some("Ministers “agree” on fish quotas"));
    assert_eq!(fish.source, "feed.xml#https://gazette.example/fish");
    assert_eq!(fish.media_type, "application/rss+xml");
    // The day is the one of the sender's zone; in Greenwich it was still July.
    assert_eq!(fish.published.unwrap().to_string(), "2025-08-01");
    assert_eq!((fish.publisher.as_deref(), fish.author.as_deref()), (Some("Harbour Gazette"), Some("Mere Tane")));
    assert_eq!(fish.language.as_deref(), Some("en-GB"));
    assert!(fish.text.contains("agreed on quotas") && fish.text.contains("Suva in March"), "{}", fish.text);
    assert!(!fish.text.contains("teaser") && !fish.text.contains("gossip") && !fish.text.contains("picture"));
    assert_eq!((port.author.as_deref(), port.notices[0].code.as_str()), (Some("The Desk"), "acquire/summary-only"));
    assert!(port.text.contains("after a break of two years"));
}

#[test]
fn an_entry_keeps_its_id_when_the_feed_moves_on() {
    let first = entries(RSS);
    let item = RSS.find("<item>").unwrap();
    let longer = format!(
        "{}<item><title>New</title><description>Something else happened on Friday in the capital.</description></item>{}",
        &RSS[..item],
        &RSS[item..]
    );
    let later = entries(&longer);
    assert_eq!(later.len(), 3);
    assert_eq!((&first[0].id, &first[1].id), (&later[1].id, &later[2].id));
}

#[test]
fn a_feed_of_one_entry_is_named_by_the_file() {
    let second = RSS.rfind("<item>").unwrap();
    let single = format!("{}</channel></rss>", &RSS[..second]);
    let document = read_one(single.as_bytes(), "one.xml");
    assert_eq!((document.id, document.source.as_str()), (DocumentId::of(single.as_bytes()), "one.xml"));
}

#[test]
fn atom_gives_its_dates_authors_and_markup() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="text">Amtsblatt</title>
      <author><name>Presseamt</name></author>
      <entry><title type="html">Gespr&amp;#228;che &amp;amp; Vertr&amp;#228;ge</title><id>urn:1</id>
        <link rel="enclosure" href="https://amt.example/bild"/><link href="https://amt.example/1"/>
        <published>2025-02-28T23:30:00-05:00</published><updated>2025-03-02T10:00:00Z</updated>
        <author><name>A. Weber</name></author><author><name>B. Kurz</name></author>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Minister trafen sich am Freitag in Wien.</p><p>Sie vereinbarten ein weiteres Treffen im Herbst.</p></div></content></entry>
      <entry><title>Kurz</title><id>urn:2</id><updated>2025-03-03T00:00:00Z</updated><summary>Die Verhandlungen wurden am Montag vertagt.</summary></entry>
    </feed>"#;
    let [first, second] = entries(feed).try_into().unwrap();
    assert_eq!(first.title.as_deref(), Some("Gespräche & Verträge"));
    assert_eq!((first.published.unwrap().to_string().as_str(), first.updated.unwrap().to_string().as_str()), ("2025-02-28", "2025-03-02"));
    assert_eq!((first.author.as_deref(), second.author.as_deref()), (Some("A. Weber, B. Kurz"), Some("Presseamt")));
    assert_eq!((first.source.as_str(), second.source.as_str()), ("feed.xml#https://amt.example/1", "feed.xml#urn:2"));
    assert_eq!(second.published.unwrap().to_string(), "2025-03-03");
    assert!(first.text.contains("in Wien.") && first.text.contains("im Herbst."), "{}", first.text);
    assert_eq!((first.language.as_deref(), first.media_type.as_str()), (Some("de"), "application/atom+xml"));
}

#[test]
fn rss_1_keeps_its_items_outside_the_channel() {
    let feed = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://p.example/"><title>プレスリリース</title><dc:language>ja</dc:language></channel>
      <item rdf:about="https://p.example/1"><title>会談</title><link>https://p.example/1</link><dc:date>2024-10-29T18:00:00+09:00</dc:date>
      <description>経済産業大臣は本日、商務部長と会談しました。</description></item></rdf:RDF>"#;
    let document = read_one(feed.as_bytes(), "a.rdf");
    assert_eq!((document.title.as_deref(), document.publisher.as_deref()), (Some("会談"), Some("プレスリリース")));
    assert_eq!((document.published.unwrap().to_string().as_str(), document.language.as_deref()), ("2024-10-29", Some("ja")));
}

#[test]
fn json_feed_is_read() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Council","language":"en","authors":[{"name":"Press Desk"}],"items":[
      {"id":"1","url":"https://c.example/1","title":"Accord","date_published":"2025-05-05T08:00:00+02:00","content_html":"<p>The council adopted the accord on Monday.</p>","tags":["x"]},
      {"id":2,"content_text":"The second reading was put off until June.","authors":[{"name":"I. Novak"}]}]}"#;
    let [first, second] = entries(feed).try_into().unwrap();
    assert_eq!((first.title.as_deref(), first.published.unwrap().to_string().as_str()), (Some("Accord"), "2025-05-05"));
    assert_eq!((first.author.as_deref(), second.author.as_deref()), (Some("Press Desk"), Some("I. Novak")));
    assert_eq!(second.source, "feed.xml#2");
    assert!(second.text.contains("put off until June"));
}

#[test]
fn a_feed_that_breaks_off_gives_what_came_before() {
    let cut = &RSS[..RSS.rfind("<description>").unwrap() + 20];
    let document = read_one(cut.as_bytes(), "cut.xml");
    assert!(document.notices.iter().any(|notice| notice.code == "acquire/broken-feed"));
    assert!(matches!(error_of(b"<rss><channel><item><title>x", "a.xml"), ErrorKind::Damaged { .. }));
    assert!(matches!(error_of(b"<rss><channel></channel></rss>", "a.xml"), ErrorKind::NoText));
}

#[test]
fn prefixes_that_nobody_declared_mean_what_they_usually_mean() {
    let feed = "<rss><channel><title>T</title><item><title>A</title><dc:creator>N. N.</dc:creator><content:encoded>&lt;p&gt;The talks were held on Monday.&lt;/p&gt;</content:encoded></item></channel></rss>";
    let document = read_one(feed.as_bytes(), "a.xml");
    assert_eq!(document.author.as_deref(), Some("N. N."));
    assert!(document.text.contains("held on Monday"));
}

#[test]
fn entities_of_a_document_type_are_not_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>T</title><description>The &b; talks &x; were held.</description></item></channel></rss>"#;
    let document = read_one(bomb.as_bytes(), "a.xml");
    assert!(!document.text.contains("aaaa") && !document.text.contains("root:"), "{}", document.text);
}
