//! Rows as comma-separated values (RFC 4180), such that no spreadsheet takes a text for a formula.

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Field<'f> {
    /// Text, which may come from anybody.
    Text(&'f str),
    /// A number as the program wrote it: its sign is a sign.
    Number(&'f str),
}

/// A table with its header line. A text that a spreadsheet would take for a formula gets an apostrophe before it, unless
/// `raw`, which is for programs.
#[must_use]
pub fn table(columns: &[&str], rows: &[Vec<Field<'_>>], raw: bool) -> String {
    let mut out = String::new();
    line(&mut out, &columns.iter().map(|c| Field::Text(c)).collect::<Vec<_>>(), raw);
    for row in rows {
        line(&mut out, row, raw);
    }
    out
}

/// One line.
pub fn line(out: &mut String, fields: &[Field<'_>], raw: bool) {
    for (n, field) in fields.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        match field {
            Field::Number(number) => out.push_str(number),
            Field::Text(text) => {
                let formula = !raw && may_be_formula(text);
                let quoted = formula || text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ');
                if quoted {
                    out.push('"');
                }
                if formula {
                    out.push('\'');
                }
                if quoted {
                    out.push_str(&text.replace('"', "\"\""))
                } else {
                    out.push_str(text)
                }
                if quoted {
                    out.push('"');
                }
            }
        }
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet may take a text for a formula: full-width signs count, and white space before them does not help.
fn may_be_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\u{2212}'])
}

#[cfg(test)]
mod tests;
