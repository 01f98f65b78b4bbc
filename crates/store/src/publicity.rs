//! Publicity as rows: consent, stories, activities, visits, movements to follow, requests, readings, handbooks. It must not decide what anybody may read.

pub mod activity;
pub mod consent;
pub mod follow;
pub mod handbook;
pub mod media;
pub mod portal;
pub mod reading;
pub mod request;
pub mod story;
pub mod visit;
