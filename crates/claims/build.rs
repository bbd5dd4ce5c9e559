//! Lists the rule files, so that adding a rule is adding a file.

use std::path::{Path, PathBuf};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "toml") {
            out.push(path);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script where to write by a variable")]
fn main() {
    println!("cargo::rerun-if-changed=rules");
    // Asked for when it runs: a build script compiled in another checkout would list that one's rules.
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the crate")).join("rules");
    let mut found = Vec::new();
    files(&root, &mut found);
    found.sort();
    let mut code = String::from("&[\n");
    for path in &found {
        let name = path.strip_prefix(&root).expect("found below the root").with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        code += &format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string());
    }
    code += "]\n";
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets the output folder"));
    std::fs::write(out.join("rules.rs"), code).expect("the output folder can be written");
}
