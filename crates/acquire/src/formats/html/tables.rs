//! **Which row and column does this cell stand in?** Tables that hold data, told from those that lay out a page.
//!
//! In → Out: a table element → whether it is data; its cells in order → their rows and columns.
//!
//! Never: repairs a table; a cell that spans several columns or rows stands at its first.
//!
//! Source: HTML Living Standard, section 4.9.12 (forming a table).

use super::dom::{Dom, heading_level};
use model::Role;

/// Columns counted at most: a span may claim any number.
const WIDEST: usize = 1000;

/// A cell longer than this many bytes is a page's column rather than a datum; a third is enough where it has
/// paragraphs.
const LONGEST_CELL: usize = 1200;

/// A single row longer than this many bytes lays out a page.
const LONGEST_ROW: usize = 300;

/// Whether the table at `node` holds data.
pub(super) fn is_data(dom: &Dom<'_>, node: usize) -> bool {
    if dom.attribute(node, "role").is_some_and(|r| matches!(&*r, "presentation" | "none")) {
        return false;
    }
    let (mut rows, mut cells, mut widest, mut heads) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut length, mut whole, mut breaks) = (0_usize, 0_usize, 0_usize);
    for inner in node + 1..dom.end(node) {
        if let Some(text) = dom.text(inner) {
            length += text.trim().len();
            whole += text.trim().len();
            if length > LONGEST_CELL || (length > LONGEST_CELL / 3 && breaks > 2) {
                return false;
            }
            continue;
        }
        match dom.name(inner) {
            "table" | "form" | "nav" | "article" | "main" | "aside" | "footer" => return false,
            "caption" => heads += 1,
            "tr" => {
                rows += 1;
                cells = 0;
            }
            name @ ("td" | "th") => {
                heads += usize::from(name == "th");
                cells += 1;
                widest = widest.max(cells);
                (length, breaks) = (0, 0);
            }
            "p" | "div" | "br" => breaks += 1,
            name if heading_level(name).is_some_and(|level| level < 4) => return false,
            _ => {}
        }
    }
    heads > 0 || (widest > 1 && (rows > 1 || whole < LONGEST_ROW))
}

/// Numbers the cells of data tables.
#[derive(Debug, Default)]
pub(super) struct Cells {
    tables: usize,
    row: Option<usize>,
    column: usize,
    /// For every column the first row that no cell from above reaches into.
    free_from: Vec<usize>,
    in_head: usize,
}

impl Cells {
    /// Begins a table and returns its number.
    pub(super) fn begin(&mut self) -> usize {
        *self = Cells { tables: self.tables + 1, ..Cells::default() };
        self.tables - 1
    }

    /// Takes note of a table's element; a cell gets its role.
    pub(super) fn enter(&mut self, dom: &Dom<'_>, node: usize) -> Option<Role> {
        match dom.name(node) {
            "thead" => self.in_head = dom.end(node),
            "tr" => {
                self.row = Some(self.row.map_or(0, |row| row + 1));
                self.column = 0;
            }
            name @ ("td" | "th") => return Some(self.cell(dom, node, name == "th")),
            _ => {}
        }
        None
    }

    fn cell(&mut self, dom: &Dom<'_>, node: usize, is_head: bool) -> Role {
        let span = |name: &str| dom.attribute(node, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, WIDEST);
        let row = *self.row.get_or_insert(0);
        while self.free_from.get(self.column).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        let column = self.column;
        self.column = (column + span("colspan")).min(WIDEST);
        if self.free_from.len() < self.column {
            self.free_from.resize(self.column, 0);
        }
        let free = row + span("rowspan");
        for reached in self.free_from.get_mut(column..self.column).unwrap_or_default() {
            *reached = free;
        }
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Role::TableCell { table: number(self.tables - 1), row: number(row), column: number(column), header: is_head || node < self.in_head }
    }
}
