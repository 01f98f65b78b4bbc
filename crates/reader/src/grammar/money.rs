//! Amounts of money in đồng. Must not guess what an amount is for.

use crate::text::{Cut, Doc, pattern};

pattern!(
    AMOUNT,
    r"\b(?P<n>[0-9lo]{1,3}(?:[.,][0-9lo]{3})+|[0-9]+(?:[.,][0-9]{1,2})?)\s*(?P<unit>ty|trieu|nghin|ngan)?\s*(?P<coin>dong|vnd|d)\b"
);

/// An amount and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    pub dong: i64,
    pub cut: Cut,
}

/// All amounts of a stretch.
pub(crate) fn amounts(doc: &Doc, cut: Cut) -> Vec<Amount> {
    doc.groups_all(&AMOUNT, cut)
        .filter_map(|groups| {
            let raw = groups.name("n")?;
            let factor = match groups.name("unit") {
                Some("ty") => 1_000_000_000,
                Some("trieu") => 1_000_000,
                Some("nghin" | "ngan") => 1_000,
                _ => 1,
            };
            let dong = value(raw, factor)?;
            // "5 đ" beside no thousand is a list mark or a score, not money.
            (dong >= 1_000).then_some(Amount { dong, cut: groups.all() })
        })
        .collect()
}

/// "1.500.000" with factor 1; "2,5" with factor a million.
fn value(raw: &str, factor: i64) -> Option<i64> {
    let clean: String = raw
        .chars()
        .map(|c| {
            if c == 'l' {
                '1'
            } else if c == 'o' {
                '0'
            } else {
                c
            }
        })
        .collect();
    let groups: Vec<&str> = clean.split(['.', ',']).collect();
    if groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) {
        return groups.concat().parse::<i64>().ok()?.checked_mul(factor);
    }
    match groups.as_slice() {
        [whole] => whole.parse::<i64>().ok()?.checked_mul(factor),
        [whole, part] if factor > 1 => {
            let whole: i64 = whole.parse().ok()?;
            let digits: i64 = part.parse().ok()?;
            let scale = if part.len() == 1 { 10 } else { 100 };
            whole.checked_mul(factor)?.checked_add(digits * factor / scale)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    #[test]
    fn amounts_are_counted_in_dong() {
        let doc = doc("thưởng 1.500.000 đồng, 2 triệu đồng, 2,5 triệu đồng, 300 nghìn đồng, mục 5 đ và 500.000đ");
        let found: Vec<i64> = amounts(&doc, doc.all()).into_iter().map(|amount| amount.dong).collect();
        assert_eq!(found, [1_500_000, 2_000_000, 2_500_000, 300_000, 500_000]);
    }
}
