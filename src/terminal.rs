//! What a person sees: colours, progress, errors.

use crate::config::When;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

const WRONG: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// Colours on, off, or by what the terminal can do.
pub(crate) fn set_colour(when: When) {
    match when {
        When::Auto => {}
        When::Always => anstream::ColorChoice::Always.write_global(),
        When::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// `chancery … | head` ends without a complaint, as other tools do.
pub(crate) fn end_quietly_when_the_reader_goes() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>().map_or("", String::as_str);
        if message.contains("Broken pipe") {
            std::process::exit(0);
        }
        default(info);
    }));
}

/// Prints an error with what led to it; lines that start with `hint:` stand on their own.
pub(crate) fn fail(error: &anyhow::Error) {
    if error.chain().any(|e| e.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)) {
        std::process::exit(0);
    }
    let chain: Vec<String> = error.chain().map(ToString::to_string).collect();
    say_wrong("error", &chain.join(": "));
}

/// Prints what is wrong with one input, and goes on.
pub(crate) fn say_wrong(label: &str, message: &str) {
    let (first, hints) = message.split_once('\n').unwrap_or((message, ""));
    anstream::eprintln!("{WRONG}{label}:{WRONG:#} {}", share::plain::one_line(first));
    for line in hints.lines() {
        let line = line.trim();
        match line.strip_prefix("hint:") {
            Some(hint) => anstream::eprintln!("  {HINT}hint:{HINT:#}{hint}"),
            None => anstream::eprintln!("  {}", share::plain::one_line(line)),
        }
    }
}

/// A counter of documents on standard error; it draws only on a terminal.
pub(crate) fn counter(quiet: bool, what: &'static str) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} {prefix} ({per_sec}) {wide_msg}").expect("the template is well-formed");
    ProgressBar::new_spinner().with_style(style).with_prefix(what)
}

/// Prints an answer, as wide as the terminal.
pub(crate) fn print_answer(answer: &reports::Answer, quotes: bool) {
    let width = terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0).clamp(60, 120));
    anstream::print!("{}", share::plain::answer(answer, width, quotes));
}

/// Prints an answer as JSON.
pub(crate) fn print_json(answer: &reports::Answer) -> anyhow::Result<()> {
    anstream::println!("{}", serde_json::to_string_pretty(answer)?);
    Ok(())
}
