//! Publicity as rows: consent, stories, activities, visits, movements to follow, requests, readings, handbooks. It must not decide what anybody may read.

pub mod activity;
pub mod consent;
pub mod follow;
pub mod handbook;
pub mod media;
pub mod portal;
pub mod practice;
pub mod reading;
pub mod request;
pub mod story;
pub mod visit;

/// Every statement of these modules.
pub(crate) fn statements() -> Vec<&'static crate::Sql> {
    let modules: [&[&crate::Sql]; 11] = [
        activity::ALL,
        consent::ALL,
        follow::ALL,
        handbook::ALL,
        media::ALL,
        portal::ALL,
        practice::ALL,
        reading::ALL,
        request::ALL,
        story::ALL,
        visit::ALL,
    ];
    modules.concat()
}
