//! PDFs as readers and checkers meet them. One program, because each one links the engine that sets them again.

mod archive;
mod layout;
mod outside;
mod pdf;
mod pictures;
