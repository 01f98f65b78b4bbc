//! A plan file goes there and back, and what is wrong in it is found with its place.

use lantoa_domain::plan::{Plan, Severity};

const FILE: &str = r#"
[document]
agency = "Sở Thử nghiệm"
number = "18/KH-STN"
issued = "2021-12-31"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình"
from = 2021
to = 2025

[[movements]]
key = "chung"
name = "Toàn kế hoạch"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"

[[tracks.steps]]
kind = "nominate"
who = "unit"
papers = ["list", "description"]
deadline = { every = "year", month = 11, day = 30, edge = "before" }

[[tracks.steps]]
kind = "deliberate"
who = "council"
vote = { method = "secret", num = 2, den = 3, base = "all_members" }

[[tracks.steps]]
kind = "decide"
who = "head"
names = ["Giám đốc"]
source = "120..188 90%"

[[quotas]]
key = "q1"
subject = "individual"
bound = "max"
count = 4
per = "year"

[[criteria]]
key = "c1"
applies = "individual"
text = "Không quá 35 tuổi"
test = { checked = { age_at_most = { years = 35 } } }

[[criteria]]
key = "c2"
applies = "leader"
text = "Tập thể do người đó đứng đầu được công nhận"
test = { linked = "leader_needs_collective" }

[[obligations]]
key = "o1"
what = "Gửi danh sách"
who = "every_unit"
form = "list"
deadline = { every = "month", day = 20, edge = "at_latest", until = "2025-Q1" }

[[obligations]]
key = "o2"
what = "Hội nghị"
who = { kinds = ["commune", "enterprise"] }
deadline = { every = "once", on = "2025-Q1", edge = "during" }
"#;

#[test]
fn a_plan_file_is_readable_and_goes_there_and_back() {
    let plan: Plan = toml::from_str(FILE).unwrap();
    assert!(plan.can_run(), "{:?}", plan.check());
    let written = toml::to_string_pretty(&plan).unwrap();
    assert_eq!(toml::from_str::<Plan>(&written).unwrap(), plan);
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
}

#[test]
fn a_misspelt_field_is_not_passed_over() {
    let wrong = FILE.replace("agency =", "agencyy =");
    assert!(toml::from_str::<Plan>(&wrong).is_err());
}

#[test]
fn what_keeps_a_programme_from_running_is_found_with_its_place() {
    let broken = [
        (r#"from = 2021"#, "from = 2035", "years-wrong"),
        (r#"vote = { method = "secret", num = 2, den = 3, base = "all_members" }"#, "", "vote-rule-missing"),
        (r#"num = 2, den = 3"#, "num = 4, den = 3", "vote-share-wrong"),
        (r#"kind = "decide""#, r#"kind = "publicise""#, "one-decision"),
        (r#"kind = "nominate""#, r#"kind = "appraise""#, "first-step-wrong"),
        ("count = 4", "count = 0", "quota-zero"),
        ("key = \"c2\"", "key = \"c1\"", "key-twice"),
        ("key = \"q1\"", "key = \"q1\"\nmovement = \"khac\"", "movement-unknown"),
    ];
    for (was, is, code) in broken {
        let plan: Plan = toml::from_str(&FILE.replace(was, is)).unwrap();
        let found = plan.check();
        assert!(found.iter().any(|f| f.code == code && f.severity == Severity::Error), "{code}: {found:?}");
    }
}
