//! Why one of many was not done, as it is kept: a code and what its sentence needs. It must not hold the sentence.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::plan::Paper;
use lantoa_domain::policy::As;
use serde::{Deserialize, Serialize};

use crate::Error;

/// What stood in the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Why {
    /// The refusal's code; `overtaken` when somebody was faster; empty when nothing stood in the way.
    pub code: String,
    /// The field a value of which cannot be right.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wrong: String,
    /// Who could do it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<As>,
    /// Papers that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// Figures of the sentence, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<u32>,
    /// A day of the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Who was faster.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

impl Why {
    /// What is kept of a failure that a person can do something about; `None` when the machine failed.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Refused(refusal) => Some(Self::refused(refusal)),
            Error::Overtaken { by, at } => {
                Some(Self { code: "overtaken".to_owned(), by: by.clone(), at: *at, ..Self::default() })
            }
            Error::Broken(_) => None,
        }
    }

    fn refused(refusal: &Refusal) -> Self {
        let mut why = Self { code: refusal.code().to_owned(), ..Self::default() };
        match refusal {
            Refusal::NotAllowed { needs } => why.needs.clone_from(needs),
            Refusal::NotYetOpen { from } => why.day = Some(*from),
            Refusal::PapersMissing { papers } => why.papers.clone_from(papers),
            Refusal::NotAcclaimed { agree, present } => why.counts = vec![*agree, *present],
            Refusal::CriteriaOpen { criteria } | Refusal::CriteriaFailed { criteria } => {
                why.counts = vec![count(criteria.len())];
            }
            Refusal::QuotaFull { counted, bound, .. } => why.counts = vec![*counted, *bound],
            Refusal::Taken { field } => (*field).clone_into(&mut why.field),
            Refusal::Invalid { field, why: wrong } => {
                (*field).clone_into(&mut why.field);
                (*wrong).clone_into(&mut why.wrong);
            }
            _ => {}
        }
        why
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let refused = Refusal::NotAllowed { needs: vec![As::StandingBody, As::UnitHead] };
        let why = Why::of(&Error::Refused(refused)).expect("a refusal");
        let text = serde_json::to_string(&why).expect("JSON");
        assert_eq!(text, r#"{"code":"not-allowed","needs":["standing_body","unit_head"]}"#);
        assert_eq!(serde_json::from_str::<Why>(&text).expect("the same"), why);
        assert_eq!(serde_json::from_str::<Why>("{}").expect("nothing"), Why::default());
    }
}
