//! Rows, units of work and the journal on both engines. One program, because each one links both engines again.

mod counters;
mod journal;
mod many_rows;
mod migrations;
mod proxy;
mod retry;
mod search;
mod statements;
mod tamper;
mod units;
