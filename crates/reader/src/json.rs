//! A reading in the schema of the plan corpus. Must not add what was not read.

use serde_json::{Map, Value, json};

use crate::reading::{Criterion, Deadline, Document, Found, LegalBase, Movement, Quota, Reading, Scope, Subject, When};

/// The first characters by which the schema quotes an item.
const QUOTE: usize = 60;

impl Reading {
    /// The reading as one JSON object in the corpus's schema.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "document": document(&self.document),
            "goals_requirements": {
                "goals": self.goals.goals,
                "requirements": self.goals.requirements,
                "joint": self.goals.joint,
            },
            "plan_wide": scope(&self.plan_wide),
            "movements": self.movements.iter().map(movement).collect::<Vec<_>>(),
            "process_steps": self.process_steps.iter().map(|step| json!({
                "name": step.name,
                "quote": quote(&step.text),
                "actor": step.actor,
                "deadline": step.deadline,
            })).collect::<Vec<_>>(),
            "vote_rule": self.vote_rule.as_ref().map(|rule| json!({
                "ballot": rule.ballot,
                "threshold_num": rule.threshold.map(|(num, _)| num),
                "threshold_den": rule.threshold.map(|(_, den)| den),
                "of": rule.of,
                "strict": rule.strict,
                "text": rule.text,
            })),
            "quorum": self.quorum.as_ref().map(|quorum| json!({"num": quorum.num, "den": quorum.den, "text": quorum.text})),
            "deadlines": self.deadlines.iter().map(deadline).collect::<Vec<_>>(),
            "responsibilities": self.responsibilities.iter().map(|entry| json!({
                "unit": entry.unit,
                "duties_count": entry.duties.iter().map(|duty| duty.count).sum::<usize>(),
                "duties_first_60_chars": entry.duties.iter().map(|duty| quote(&duty.text)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "rewards": self.rewards.iter().map(|reward| json!({
                "form": reward.form, "by": reward.by, "amount": reward.amount, "text": reward.text,
            })).collect::<Vec<_>>(),
            "funding": self.funding.iter().map(|funding| json!({
                "source": funding.from,
                "amount": funding.amount,
                "per": funding.per_unit.then_some("unit"),
                "text": funding.from,
            })).collect::<Vec<_>>(),
        })
    }
}

fn quote(text: &str) -> String {
    text.chars().take(QUOTE).collect::<String>().trim_end().to_owned()
}

fn value(found: Option<&Found<String>>) -> Option<&str> {
    found.map(|found| found.value.as_str())
}

fn document(document: &Document) -> Value {
    json!({
        "agency": value(document.agency.as_ref()),
        "number_symbol": value(document.number_symbol.as_ref()),
        "place": value(document.place.as_ref()),
        "issue_date": value(document.issue_date.as_ref()),
        "kind": value(document.kind.as_ref()),
        "title": value(document.title.as_ref()),
        "period": {
            "from": document.period.as_ref().map(|period| period.value.from),
            "to": document.period.as_ref().map(|period| period.value.to),
        },
        "signer": {
            "authority_prefix": value(document.signer.authority_prefix.as_ref()),
            "title": value(document.signer.title.as_ref()),
            "name": value(document.signer.name.as_ref()),
        },
        "legal_bases": document.legal_bases.iter().map(legal_base).collect::<Vec<_>>(),
        "recipients": document.recipients.iter().map(|found| &found.value).collect::<Vec<_>>(),
    })
}

fn legal_base(base: &LegalBase) -> Value {
    json!({
        "kind": base.kind, "number": base.number, "date": base.date, "issuer": base.issuer, "subject": base.subject,
        "where": "preamble",
    })
}

fn scope(scope: &Scope) -> Value {
    let mut criteria = Map::new();
    for subject in Subject::ALL {
        let items: Vec<&Criterion> = scope.criteria.iter().filter(|item| item.subject == subject).collect();
        let quotes: Vec<String> = items.iter().map(|item| quote(&item.text)).collect();
        criteria.insert(subject.name().to_owned(), json!({"count": items.len(), "quotes": quotes}));
    }
    json!({"criteria": criteria, "quotas": scope.quotas.iter().map(quota).collect::<Vec<_>>()})
}

fn quota(quota: &Quota) -> Value {
    json!({
        "subject": quota.subject, "bound": quota.bound, "count": quota.count, "per": quota.per,
        "condition": quota.condition, "text": quota.text,
    })
}

fn movement(movement: &Movement) -> Value {
    let mut out = json!({
        "ordinal": movement.ordinal,
        "name": movement.name,
        "lead_agency": value(movement.lead_agency.as_ref()),
        "cooperating_agencies": movement.cooperating_agencies.iter().map(|found| &found.value).collect::<Vec<_>>(),
    });
    if let (Value::Object(out), Value::Object(inner)) = (&mut out, scope(&movement.scope)) {
        out.extend(inner);
    }
    out
}

fn deadline(deadline: &Deadline) -> Value {
    let mut out = when(&deadline.when);
    if let Value::Object(out) = &mut out {
        out.insert("text".into(), json!(deadline.text));
        out.insert("what".into(), json!(deadline.what));
        out.insert("who".into(), json!(deadline.who));
    }
    out
}

fn when(when: &When) -> Value {
    match when {
        When::Once { year, month: Some(month), day: Some(day), time } => {
            json!({"kind": "once", "date": format!("{year:04}-{month:02}-{day:02}"), "time": time})
        }
        When::Once { year, month, .. } => json!({"kind": "once", "year": year, "month": month}),
        When::Monthly { day } => json!({"kind": "monthly", "day": day}),
        When::Yearly { month, day, quarter, quarter_from } => {
            json!({"kind": "yearly", "month": month, "day": day, "quarter": quarter, "quarter_from": quarter_from})
        }
        When::Quarter { year, quarter, quarter_from, day } => {
            let recurring = year.is_none() && quarter.is_none();
            json!({"kind": "quarter", "year": year, "quarter": quarter, "quarter_from": quarter_from, "day": day, "recurring": recurring})
        }
        When::Period { from, to, recurring } => {
            json!({"kind": "period", "from": from, "to": to, "recurring": recurring})
        }
        When::Relative { days, working } => json!({"kind": "relative", "days": days, "working": working}),
    }
}
