//! Head and foot of the document. Must not invent a year.

use jiff::civil::Date;
use lantoa_domain::plan::{Document, LegalBasis};

use super::source;
use crate::reading::{Confidence, Found, Reading};

pub(super) fn document(reading: &Reading) -> Document {
    let read = &reading.document;
    let value = |found: Option<&Found<String>>| found.map(|found| found.value.clone());
    let prefix = value(read.signer.authority_prefix.as_ref());
    let title = value(read.signer.title.as_ref());
    let years = read.period.as_ref().map(|period| period.value);
    Document {
        agency: value(read.agency.as_ref()).unwrap_or_default(),
        number: value(read.number_symbol.as_ref()),
        place: value(read.place.as_ref()),
        issued: read.issue_date.as_ref().and_then(|date| date.value.parse::<Date>().ok()),
        title: value(read.title.as_ref()).unwrap_or_default(),
        from: years.map_or(0, |years| years.from),
        to: years.map_or(0, |years| years.to),
        signer: value(read.signer.name.as_ref()),
        signer_title: match (prefix, title) {
            (Some(prefix), Some(title)) => Some(format!("{prefix} {title}")),
            (_, title) => title,
        },
        bases: read.legal_bases.iter().map(basis).collect(),
        recipients: read.recipients.iter().map(|found| found.value.clone()).collect(),
        source: read.title.as_ref().and_then(|title| source(title.source, sure(reading))),
    }
}

/// As sure as the least sure of the parts that were found.
fn sure(reading: &Reading) -> Confidence {
    let read = &reading.document;
    let parts = [read.agency.as_ref(), read.title.as_ref(), read.number_symbol.as_ref(), read.issue_date.as_ref()];
    let least = parts.into_iter().flatten().map(|found| found.confidence).min();
    least
        .into_iter()
        .chain(read.period.as_ref().map(|period| period.confidence))
        .min()
        .unwrap_or(Confidence::percent(0))
}

fn basis(base: &crate::reading::LegalBase) -> LegalBasis {
    LegalBasis {
        kind: base.kind.clone(),
        number: base.number.clone(),
        date: base.date.as_ref().and_then(|date| date.parse().ok()),
        issuer: base.issuer.clone(),
        subject: base.subject.clone(),
        source: source(base.source, base.confidence),
    }
}
