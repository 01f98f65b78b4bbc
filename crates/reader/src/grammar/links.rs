//! Criteria that hang on another dossier: a leader on the own collective, a collective on its individuals. Must not follow the links.

use crate::reading::{Criterion, Subject};
use crate::text::fold::fold;
use crate::text::pattern;

/// What a criterion hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hangs {
    /// The collective that the leader heads.
    LeaderOnCollective,
    /// An individual of the collective.
    CollectiveOnIndividual,
}

pattern!(
    ON_COLLECTIVE,
    r"\bkhi tap the [^.;]{0,60}(?:dung dau|phu trach|lanh dao|quan ly)[^.;]{0,40}\bla (?:tap the |mo hinh |don vi )?(?:dien hinh|tieu bieu|kieu mau|mo hinh)|\b(?:tap the|don vi|phong|co quan)[^.;]{0,40}(?:dung dau|phu trach|lanh dao|quan ly)[^.;]{0,30}\b(?:la|duoc cong nhan|phai la|dat)[^.;]{0,12}(?:tap the |mo hinh )?(?:dien hinh|tieu bieu|kieu mau)"
);
pattern!(
    ON_INDIVIDUAL,
    r"^(?:co|phai co)[^.;]{0,30}\bca nhan (?:la |duoc cong nhan )?(?:guong )?(?:dien hinh|tieu bieu)"
);

/// The link a criterion sets, if any.
pub(crate) fn of(criterion: &Criterion) -> Option<Hangs> {
    let text = fold(&criterion.text);
    match criterion.subject {
        Subject::Leader | Subject::Individual | Subject::General if ON_COLLECTIVE.is_match(&text) => {
            Some(Hangs::LeaderOnCollective)
        }
        Subject::Collective if ON_INDIVIDUAL.is_match(&text) => Some(Hangs::CollectiveOnIndividual),
        _ => None,
    }
}
