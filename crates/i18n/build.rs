//! Rebuilds the crate when a word changes; it must not generate code.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
