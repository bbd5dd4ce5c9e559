//! The program in a folder of its own.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that goes when it is dropped, and the program run in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a run printed, and how it ended.
pub(crate) struct Answer {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }

    /// The command, with the clock stopped so that what it records is the same on every run.
    pub(crate) fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.current_dir(self.folder.path()).args(args).env_remove("CHANCERY_REGISTER").env("CHANCERY_NOW", "2026-01-02T03:04:05Z");
        command
    }

    pub(crate) fn run(&self, args: &[impl AsRef<OsStr>]) -> Answer {
        Answer::of(self.command(args).output().expect("the program starts"))
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &str) -> Answer {
        let mut child =
            self.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        child.stdin.take().expect("stdin is piped").write_all(input.as_bytes()).expect("the program reads its input");
        Answer::of(child.wait_with_output().expect("the program ends"))
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn ok(&self, args: &[impl AsRef<OsStr>]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        answer.out
    }
}

impl Answer {
    fn of(output: Output) -> Answer {
        Answer {
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// The checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The examples that ship with the program.
pub(crate) fn examples() -> PathBuf {
    root().join("examples")
}
