//! What is a page made of? A title, and blocks of a few kinds; each page composes them, and one template shows them.

use crate::words::Words;
use askama::Template;
use serde_json::Value;

/// A page before it is written in some form.
pub(crate) struct Page {
    /// What kind of thing it is about: a key of the interface's texts.
    pub(crate) kind: &'static str,
    /// The question that it answers.
    pub(crate) title: String,
    /// One sentence under the title.
    pub(crate) lead: String,
    /// The neighbouring pages on the same matter.
    pub(crate) tabs: Vec<Tab>,
    /// What it shows.
    pub(crate) blocks: Vec<Block>,
    /// The same for a program.
    pub(crate) value: Value,
    /// Address of its calendar, where it has one.
    pub(crate) calendar: Option<String>,
    /// Whether the day on which it is asked matters.
    pub(crate) judged: bool,
}

impl Page {
    pub(crate) fn new(kind: &'static str, title: impl Into<String>) -> Page {
        Page {
            kind,
            title: title.into(),
            lead: String::new(),
            tabs: Vec::new(),
            blocks: Vec::new(),
            value: Value::Null,
            calendar: None,
            judged: true,
        }
    }

    /// Everything in it that can stand in rows: its tables, else its lists.
    pub(crate) fn table(&self) -> Option<Table> {
        let tables = self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Chart(chart) => Some(&chart.table),
            Block::Grid(grid) => Some(&grid.table),
            _ => None,
        });
        let rows: Vec<(&str, &Row)> = self.rows().collect();
        if rows.is_empty() {
            return tables.max_by_key(|t| t.rows.len()).cloned();
        }
        let mut table = Table::new("", &["section", "date", "text", "status", "reason", "quote", "publisher", "address", "source"]);
        for (heading, row) in rows {
            let quote = row.quote.as_ref();
            let of = |value: Option<&String>| Cell::text(value.cloned().unwrap_or_default());
            table.rows.push(vec![
                Cell::text(heading),
                Cell::text(row.when.as_ref().map(|w| w.edtf.clone()).unwrap_or_default()),
                Cell::text(&row.text),
                of(row.badge.as_ref().map(|b| &b.word)),
                Cell::text(&row.reason),
                of(quote.map(|q| &q.words)),
                of(quote.map(|q| &q.from)),
                Cell::text(&row.href),
                of(quote.map(|q| &q.href)),
            ]);
        }
        Some(table)
    }

    /// Every row of every list, with its heading.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        fn lists(blocks: &[Block]) -> Vec<(&str, &Row)> {
            let mut found = Vec::new();
            for block in blocks {
                match block {
                    Block::List(list) => found.extend(list.rows.iter().map(|row| (list.heading.as_str(), row))),
                    Block::Sides(sides) => found.extend(sides.iter().flat_map(|side| lists(&side.blocks))),
                    _ => {}
                }
            }
            found
        }
        lists(&self.blocks).into_iter()
    }
}

/// A neighbouring page.
pub(crate) struct Tab {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// A part of a page.
pub(crate) enum Block {
    /// Labels with values.
    Facts(Vec<Labelled>),
    /// A list under a heading.
    List(List),
    /// A table.
    Table(Table),
    /// A drawing with its table.
    Chart(Chart),
    /// Rows and columns with several things in a cell.
    Grid(Grid),
    /// A sentence.
    Note(String),
    /// Columns beside each other.
    Sides(Vec<Column>),
    /// A part with a template of its own, written already.
    Own(Html),
}

/// Markup that a template wrote, in which foreign text is escaped.
pub(crate) struct Html(pub(crate) String);

impl Html {
    pub(crate) fn of(template: &impl Template) -> Html {
        Html(template.render().expect("a template writes to memory"))
    }
}

/// A label with its value.
pub(crate) struct Labelled {
    pub(crate) label: String,
    pub(crate) value: Vec<Cell>,
}

impl Labelled {
    /// Whether it needs a line of its own.
    pub(crate) fn is_long(&self) -> bool {
        self.value.iter().map(|c| c.text.chars().count() + 3).sum::<usize>() > 60
    }
}

/// A list under a heading.
pub(crate) struct List {
    pub(crate) heading: String,
    pub(crate) rows: Vec<Row>,
    /// How many more there are, and where they are.
    pub(crate) more: usize,
    pub(crate) more_href: String,
    /// How high its heading is: 2, or 3 inside a side.
    pub(crate) level: u8,
}

impl List {
    /// Whether an item has a date: those without one keep its place free, so that all begin on one line.
    fn is_dated(&self) -> bool {
        self.rows.iter().any(|row| row.when.is_some())
    }

    /// How it is laid out, besides: names alone stand in columns where there are many.
    pub(crate) fn layout(&self) -> &'static str {
        let bare = self.rows.iter().all(|row| row.when.is_none() && row.quote.is_none() && row.dismiss.is_none());
        match self.rows.len() {
            9.. if bare => " plain many",
            _ if bare => " plain",
            _ if self.is_dated() => " dated",
            _ => "",
        }
    }
}

/// An item of a list.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) when: Option<When>,
    pub(crate) text: String,
    pub(crate) href: String,
    pub(crate) badge: Option<Badge>,
    pub(crate) reason: String,
    pub(crate) quote: Option<Quote>,
    /// How many documents say so besides.
    pub(crate) others: usize,
    /// A name that stays, for feeds.
    pub(crate) id: String,
    /// The kind of check that can be dismissed here, and where one comes back to.
    pub(crate) dismiss: Option<(String, String)>,
}

/// A date for people and for programs.
#[derive(Clone)]
pub(crate) struct When {
    pub(crate) edtf: String,
    pub(crate) shown: String,
}

/// A word about where something stands, with a sign so that colour never tells it alone.
#[derive(Clone)]
pub(crate) struct Badge {
    pub(crate) word: String,
    pub(crate) tone: &'static str,
    pub(crate) sign: &'static str,
}

/// Words of a document.
#[derive(Clone)]
pub(crate) struct Quote {
    pub(crate) words: String,
    pub(crate) from: String,
    pub(crate) href: String,
    pub(crate) language: String,
}

/// A column.
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block>,
}

impl Column {
    pub(crate) fn html(&self, w: &Words) -> String {
        Html::of(&Blocks { blocks: &self.blocks, w }).0
    }
}

/// A drawing with what it shows as a table.
pub(crate) struct Chart {
    pub(crate) heading: String,
    pub(crate) svg: String,
    pub(crate) table: Table,
}

/// Rows and columns with several things in a cell, and the same one thing a row.
pub(crate) struct Grid {
    pub(crate) caption: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(Cell, Vec<Vec<Row>>)>,
    /// Where the next rows are.
    pub(crate) next: String,
    pub(crate) table: Table,
}

impl Grid {
    /// What stands over a cell, for a narrow window in which the columns stand under each other.
    fn column(&self, at: &usize) -> &str {
        self.columns.get(*at).map_or("", String::as_str)
    }
}

/// A table.
#[derive(Clone, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Where the next rows are.
    pub(crate) next: String,
}

impl Table {
    pub(crate) fn new(caption: impl Into<String>, columns: &[&str]) -> Table {
        Table { caption: caption.into(), columns: columns.iter().map(|c| (*c).to_owned()).collect(), ..Table::default() }
    }

    /// Whether a column holds numbers, over which its heading stands to the right as they do.
    pub(crate) fn counts(&self, column: &usize) -> bool {
        self.rows.iter().filter_map(|row| row.get(*column)).any(|cell| cell.number)
    }
}

/// What stands in a cell of a table, or beside a label.
#[derive(Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) href: String,
    pub(crate) number: bool,
    pub(crate) badge: Option<Badge>,
    pub(crate) edtf: String,
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    pub(crate) fn link(text: impl Into<String>, href: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: href.into(), ..Cell::default() }
    }

    pub(crate) fn number(number: impl ToString) -> Cell {
        Cell { text: number.to_string(), number: true, ..Cell::default() }
    }

    pub(crate) fn when(when: Option<When>) -> Cell {
        when.map_or_else(Cell::default, |w| Cell { text: w.shown, edtf: w.edtf, ..Cell::default() })
    }

    pub(crate) fn badge(badge: Option<Badge>) -> Cell {
        Cell { badge, ..Cell::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.badge.is_none()
    }

    /// What a program reads in it.
    pub(crate) fn plain(&self) -> &str {
        match &self.badge {
            Some(badge) => &badge.word,
            None if !self.edtf.is_empty() => &self.edtf,
            None => &self.text,
        }
    }
}

/// Blocks as markup.
#[derive(Template)]
#[template(path = "blocks.html")]
pub(crate) struct Blocks<'p> {
    pub(crate) blocks: &'p [Block],
    pub(crate) w: &'p Words,
}

/// A table as JSON: rows as objects.
pub(crate) fn rows_of(table: &Table) -> Value {
    let row = |cells: &Vec<Cell>| {
        let named = table.columns.iter().zip(cells).map(|(column, cell)| {
            let number = cell.number.then(|| cell.text.replace(',', "").parse::<f64>().ok()).flatten();
            (
                column.clone(),
                number.map_or_else(|| Value::from(cell.plain()), |n| if n.fract() == 0.0 { Value::from(n as i64) } else { Value::from(n) }),
            )
        });
        Value::Object(named.collect())
    };
    Value::Array(table.rows.iter().map(row).collect())
}
