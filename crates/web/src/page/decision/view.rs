//! Words and badges for what decisions show; it must not decide what is shown.

use crate::{
    filters::Holds,
    ui::{Badge, Label, Tone},
    words,
};
use lantoa_app::decision::{CapView, DecisionKind, DecisionStatus, Paid};
use lantoa_domain::plan::Bound;
use lantoa_i18n::{Dong, Hundredths, Message, Word, word};

/// What a decision does.
pub(super) fn kind(kind: DecisionKind) -> Word {
    match kind {
        DecisionKind::Recognition => word!("decision-kind-recognition"),
        DecisionKind::Award => word!("decision-kind-award"),
    }
}

/// Where it stands.
pub(super) fn status(status: DecisionStatus) -> Badge {
    match status {
        DecisionStatus::Draft => Badge::new(word!("decision-state-draft"), Tone::Note),
        DecisionStatus::Issued => Badge::new(word!("decision-state-issued"), Tone::Good).icon("stamp"),
        DecisionStatus::Dropped => Badge::new(word!("decision-state-dropped"), Tone::Plain),
        DecisionStatus::Replaced => Badge::new(word!("document-state-replaced"), Tone::Plain),
        DecisionStatus::Recalled => Badge::new(word!("document-state-recalled"), Tone::Bad),
    }
}

/// `05/QĐ-STN`: numbers below ten have a leading zero, as the rules of documents ask.
pub(in crate::page) fn number(number: impl Holds<i64>, symbol: &str) -> String {
    format!("{:02}/{symbol}", number.held())
}

/// Where a cap stands with a line: “3/4, không quá 4 mỗi năm”.
pub(super) fn cap(cap: &CapView) -> Message {
    let sentence = match (cap.over, cap.bound) {
        (true, _) => word!("decision-cap-over"),
        (false, Bound::Exact) => word!("decision-cap-exact"),
        (false, _) => word!("decision-cap-max"),
    };
    sentence.with("counted", cap.counted + 1).with("limit", cap.limit).with("per", words::per(cap.per))
}

/// Both operands of an amount in one line: “0,3 × 1.490.000 đ × 2 = 894.000 đ, làm tròn”.
pub(super) fn operands(paid: &Paid) -> Vec<Label> {
    let amount = &paid.amount;
    let exact = amount.coefficient * amount.base_salary * amount.factor / 10_000;
    let mut out = vec![
        word!("decision-operands")
            .with("coefficient", Hundredths(amount.coefficient))
            .with("salary", Dong(amount.base_salary))
            .with("factor", Hundredths(amount.factor))
            .into(),
    ];
    if exact != amount.amount {
        out.push(word!("decision-rounded").with("exact", Dong(exact)).with("amount", Dong(amount.amount)).into());
    }
    if paid.pays != amount.amount {
        out.push(word!("decision-less").with("amount", Dong(amount.amount)).into());
    }
    out.push(word!("decision-acts").with("rate", &amount.rate_act).with("salary", &amount.salary_act).into());
    out
}
