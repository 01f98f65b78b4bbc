//! Rebuilds the crate when an embedded asset changes; it must not generate code.

fn main() {
    println!("cargo:rerun-if-changed=assets");
    println!("cargo:rerun-if-changed=templates");
}
