//! The rules of Lan Tỏa: plans, procedure, quotas, criteria, votes, money, units over time and who may do what. Pure: no clock, randomness, SQL, HTTP, files, async, nor a word for the screen.

pub mod id;
pub mod plan;
pub mod subject;
pub mod text;
pub mod time;
pub mod unit;
