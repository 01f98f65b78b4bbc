//! The pages as a browser meets them, through the real router on both engines. One program, because each one links the whole product.

mod administration;
mod ballot;
#[path = "../../../app/tests/it/booth.rs"]
mod booth;
mod browser;
mod calendar;
mod cascade;
mod check;
mod closed;
mod conference;
mod contest;
mod deadlines;
mod discovery;
mod dispatch;
mod dossier;
mod elsewhere;
mod excel;
#[path = "../../../app/tests/it/contest/fair.rs"]
mod fair;
mod job;
mod lists;
#[path = "../../../app/tests/it/mailing.rs"]
mod mailing;
mod obstacle;
mod paper;
mod portal;
mod practice;
mod reminder;
mod report;
mod samples;
mod second_factor;
mod site;
#[path = "../../../app/tests/it/stage.rs"]
mod stage;
