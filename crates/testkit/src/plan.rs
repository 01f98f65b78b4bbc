//! The smallest plan that can run, for tests whose matter is something else: one movement, one yearly track from the unit to the head. It must not grow: what a test is about stands in the test.

/// Such a plan file for the years from the first to the last, with more items of a plan behind it: quotas, criteria, obligations.
#[must_use]
pub fn small((from, to): (i16, i16), more: &str) -> String {
    let before = from - 1;
    format!(
        r#"
[document]
agency = "Sở Thử nghiệm"
number = "18/KH-STN"
issued = "{before}-12-31"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến"
from = {from}
to = {to}

[[movements]]
key = "chung"
name = "Thi đua chung"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
steps = [{{ kind = "nominate", who = "unit" }}, {{ kind = "decide", who = "head" }}]
{more}"#
    )
}
