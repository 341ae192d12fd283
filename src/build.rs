//! Tells cargo to build again when a file is added to the course that is embedded, not only when a known one changes.

fn main() {
    for folder in ["lessons", "checks", "exercises"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
