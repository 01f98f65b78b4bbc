//! The rules of Lan Tỏa: plans, procedure, quotas, criteria, votes, money, units over time and who may do what. Pure: no clock, randomness, SQL, HTTP, files, async, nor a word for the screen.

pub mod adoption;
pub mod alike;
pub mod appraisal;
pub mod contest;
pub mod document;
pub mod dossier;
pub mod election;
pub mod exemplar;
pub mod facts;
pub mod fostering;
pub mod id;
pub mod linked;
pub mod lunar;
pub mod money;
pub mod password;
pub mod plan;
pub mod policy;
pub mod practice;
pub mod prospect;
pub mod publicity;
pub mod quota;
pub mod recur;
pub mod refusal;
pub mod review;
pub mod round;
pub mod session;
pub mod spread;
pub mod subject;
pub mod task;
pub mod text;
pub mod time;
pub mod unit;
pub mod vote;
pub mod workday;

pub use refusal::Refusal;
