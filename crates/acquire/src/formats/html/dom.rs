//! **What stands inside what?** The tree of a page, as an array in reading order.
//!
//! In → Out: tokens → nodes; the descendants of node `i` are the nodes after it up to its `end`, so that every
//! walk is a loop over a range and nothing recurses.
//!
//! Never: nests deeper than [`DEEPEST`] (what is deeper stays, flattened); moves text out of tables; runs longer
//! than the page is long times that constant.
//!
//! Source: HTML Living Standard, section 13.2.6, reduced to the implied end tags that change what belongs
//! together. Formatting that overlaps is not repaired: nothing here depends on what is bold.

use super::tokens::{Attribute, Token, Tokens, decode};
use std::borrow::Cow;
use std::ops::Range;

/// How deep elements nest before their tags are ignored. Browsers draw such a line too, at 512.
const DEEPEST: usize = 256;

/// A page as a tree.
pub(super) struct Dom<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
}

/// An element or a piece of text.
#[derive(Debug)]
struct Node<'a> {
    parent: u32,
    end: u32,
    kind: Kind<'a>,
}

#[derive(Debug)]
enum Kind<'a> {
    Element { name: Name<'a>, attributes: Range<usize> },
    Text(&'a str),
    Raw(&'a str),
}

/// Name of an element, in lower case where the page writes it so, else borrowed as written and compared without
/// regard to case.
type Name<'a> = Cow<'a, str>;

/// What ends a search for an open element: nothing inside a cell closes anything outside its table.
fn is_scope(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "object" | "marquee" | "template" | "svg" | "math")
}

/// Elements that have no content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements of the flow of a page, each on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Level of a heading element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Builds the tree: the stack of open elements with what their tags imply.
struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    open: Vec<u32>,
    /// Open elements that were not pushed because they stand too deep.
    too_deep: usize,
}

impl<'a> Builder<'a> {
    fn name(&self, node: u32) -> &str {
        match &self.nodes[node as usize].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) | Kind::Raw(_) => "",
        }
    }

    fn append(&mut self, kind: Kind<'a>) -> u32 {
        let index = u32::try_from(self.nodes.len()).expect("a page has fewer nodes than bytes, and fewer bytes than 4 GiB");
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node { parent, end: index + 1, kind });
        index
    }

    /// Closes the open elements from `depth` upwards.
    fn close_from(&mut self, depth: usize) {
        let end = u32::try_from(self.nodes.len()).expect("checked when the node was appended");
        for node in self.open.drain(depth..) {
            self.nodes[node as usize].end = end;
        }
    }

    /// Depth of the innermost open element that `wanted` accepts, with none that `barrier` names above it.
    fn find(&self, wanted: impl Fn(&str) -> bool, barrier: impl Fn(&str) -> bool) -> Option<usize> {
        for depth in (1..self.open.len()).rev() {
            let name = self.name(self.open[depth]);
            if wanted(name) {
                return Some(depth);
            }
            if barrier(name) {
                return None;
            }
        }
        None
    }

    fn close(&mut self, wanted: impl Fn(&str) -> bool, barrier: impl Fn(&str) -> bool) {
        if let Some(depth) = self.find(wanted, barrier) {
            self.close_from(depth);
        }
    }

    /// Closes what the start tag of `name` ends.
    fn imply_ends(&mut self, name: &str) {
        match name {
            "li" => self.close(|n| n == "li", |n| matches!(n, "ul" | "ol" | "menu" | "dir") || is_scope(n)),
            "dt" | "dd" => self.close(|n| matches!(n, "dt" | "dd"), |n| n == "dl" || is_scope(n)),
            "td" | "th" => self.close(|n| matches!(n, "td" | "th" | "caption"), |n| matches!(n, "tr" | "table")),
            "tr" => self.close(|n| matches!(n, "tr" | "caption" | "colgroup"), |n| n == "table"),
            "thead" | "tbody" | "tfoot" => {
                self.close(|n| matches!(n, "thead" | "tbody" | "tfoot" | "caption" | "colgroup"), |n| n == "table")
            }
            "option" | "optgroup" => self.close(|n| n == "option", |n| n == "select"),
            "a" | "button" => self.close(|n| n == name, |n| is_block(n) || is_scope(n)),
            "rt" | "rp" => self.close(|n| matches!(n, "rt" | "rp"), |n| n == "ruby" || is_block(n)),
            _ => {}
        }
        if heading_level(name).is_some() {
            self.close(|n| heading_level(n).is_some(), |n| is_block(n) || is_scope(n));
        }
        if is_block(name) && !matches!(name, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption") {
            self.close(|n| n == "p", |n| is_block(n) || is_scope(n) || n == "button");
        }
    }

    fn start(&mut self, name: Name<'a>, attributes: Range<usize>, closed: bool) {
        if name == "head" {
            return;
        }
        // The attributes of these two are wanted, but an open one would only stand around everything.
        let leaf = is_void(&name)
            || matches!(&*name, "html" | "body")
            || (closed && !is_block(&name) && !matches!(&*name, "script" | "style" | "title"));
        self.imply_ends(&name);
        let node = self.append(Kind::Element { name, attributes });
        if leaf {
            return;
        }
        if self.open.len() < DEEPEST {
            self.open.push(node);
        } else {
            self.too_deep += 1;
        }
    }

    fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match name {
            "html" | "body" | "head" => {}
            "br" => {
                self.append(Kind::Element { name: Cow::Borrowed("br"), attributes: 0..0 });
            }
            "table" => self.close(|n| n == "table", |_| false),
            "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption" => self.close(|n| n == name, |n| n == "table"),
            _ if heading_level(name).is_some() => self.close(|n| heading_level(n).is_some(), is_scope),
            // A link that is left open would make links of all that follows.
            "a" => self.close(|n| n == "a", is_scope),
            "svg" | "math" | "template" | "object" | "marquee" => self.close(|n| n == name, |n| matches!(n, "table" | "td" | "th")),
            _ if is_block(name) => self.close(|n| n == name, is_scope),
            _ => self.close(|n| n == name, |n| is_block(n) || is_scope(n)),
        }
    }
}

/// Lower case, borrowed where it is so already.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }
}

impl<'a> Dom<'a> {
    /// The tree of `html`.
    pub(super) fn parse(html: &'a str) -> Dom<'a> {
        let root = Node { parent: 0, end: 0, kind: Kind::Element { name: Cow::Borrowed(""), attributes: 0..0 } };
        let mut builder = Builder { nodes: vec![root], open: vec![0], too_deep: 0 };
        let mut tokens = Tokens::new(html);
        for token in tokens.by_ref() {
            match token {
                Token::Start { name, attributes, closed } => builder.start(lower(name), attributes, closed),
                Token::End { name } => builder.end(&lower(name)),
                Token::Text(text) => {
                    builder.append(Kind::Text(text));
                }
                Token::Raw(text) => {
                    builder.append(Kind::Raw(text));
                }
            }
        }
        builder.close_from(0);
        Dom { nodes: builder.nodes, attributes: tokens.attributes }
    }

    /// How many nodes there are; node 0 is the page itself.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element around `node`.
    pub(super) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent as usize
    }

    /// One past the last descendant of `node`.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes[node].end as usize
    }

    /// Lower-case name of an element; empty for text and for the page.
    pub(super) fn name(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) | Kind::Raw(_) => "",
        }
    }

    /// Whether `node` is text.
    pub(super) fn is_text(&self, node: usize) -> bool {
        !matches!(self.nodes[node].kind, Kind::Element { .. })
    }

    /// The decoded text of a text node.
    pub(super) fn text(&self, node: usize) -> Option<Cow<'a, str>> {
        match self.nodes[node].kind {
            Kind::Text(text) => Some(decode(text)),
            Kind::Raw(_) | Kind::Element { .. } => None,
        }
    }

    /// What stands undecoded in a script or a title.
    pub(super) fn raw(&self, node: usize) -> Option<&'a str> {
        match self.nodes.get(node + 1).map(|n| &n.kind) {
            Some(Kind::Raw(text)) if self.end(node) > node + 1 => Some(text),
            _ => None,
        }
    }

    /// Value of the attribute `name`, decoded; the first where there are several.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<Cow<'a, str>> {
        let Kind::Element { attributes, .. } = &self.nodes[node].kind else { return None };
        let found = self.attributes[attributes.clone()].iter().find(|a| a.name.eq_ignore_ascii_case(name))?;
        Some(decode(found.value))
    }

    /// Whether the attribute stands there, with or without a value.
    pub(super) fn has_attribute(&self, node: usize, name: &str) -> bool {
        self.attribute(node, name).is_some()
    }

    /// The elements among the descendants of `node`, in order.
    pub(super) fn elements(&self, node: usize) -> impl Iterator<Item = usize> {
        (node + 1..self.end(node)).filter(|n| !self.is_text(*n))
    }

    /// The text of `node` and of all it holds, white space collapsed, blocks and breaks parted by a space.
    pub(super) fn text_of(&self, node: usize) -> String {
        let mut text = String::new();
        let mut at = node;
        while at < self.end(node).max(node + 1) {
            let name = self.name(at);
            if matches!(name, "script" | "style" | "template" | "noscript" | "svg") {
                at = self.end(at);
                continue;
            }
            if is_block(name) || name == "br" {
                text.push(' ');
            }
            if let Some(piece) = self.text(at) {
                text.push_str(&piece);
            }
            at += 1;
        }
        collapse(&text)
    }
}

/// `text` on one line: every run of white space one space, characters that do not show left out.
pub(super) fn collapse(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut pending = false;
    for c in text.chars() {
        match c {
            _ if c.is_whitespace() => pending = !line.is_empty(),
            _ if is_invisible(c) => {}
            _ => {
                if std::mem::take(&mut pending) {
                    line.push(' ');
                }
                line.push(c);
            }
        }
    }
    line
}

/// Characters that take no room: soft hyphen, zero-width space and marks of direction, controls. Joiners stay,
/// since scripts of South Asia need them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
        || (c.is_control() && !c.is_whitespace())
}
