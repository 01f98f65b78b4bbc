//! Prints the outline of a text file.
fn main() {
    for path in std::env::args().skip(1) {
        println!("{}", lantoa_reader::debug_outline(&std::fs::read_to_string(path).unwrap()));
    }
}
