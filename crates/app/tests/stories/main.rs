//! Stories of the five real plans, told through the product's own commands on both engines: each names the requirements it shows.

mod asked;
mod cascade;
mod cascade_numbers;
mod conference;
mod conference_refused;
mod deadlines;
mod discovery;
mod documents;
mod duties;
mod fostering;
mod lists;
mod obstacle;
mod papers;
mod papers_of_work;
mod plan_000;
mod plan_001;
mod plan_002;
mod plan_003;
mod plan_004;
mod practice;
mod random;
mod replication;
mod report;
mod scene;
mod walk;
