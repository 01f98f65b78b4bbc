//! Who marks what: entries are dealt out evenly, the same way every time, and never to somebody in conflict. Must not know an author.

use std::collections::BTreeMap;

use crate::id::{EntryId, JurorId};

/// An entry that needs jurors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The entry.
    pub entry: EntryId,
    /// Those who have it already.
    pub has: Vec<JurorId>,
    /// Those who may not have it.
    pub barred: Vec<JurorId>,
}

/// Who marks which entry, and which entries lack jurors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dealt {
    /// What is new, in the order of the entries.
    pub new: Vec<(EntryId, JurorId)>,
    /// Entries that too few may mark, with how many are missing.
    pub short: Vec<(EntryId, usize)>,
}

/// Deals entries out to `each` jurors: those with the fewest entries first, then in the order of the seats. What somebody has stays.
#[must_use]
pub fn deal(entries: &[Open], jurors: &[JurorId], each: usize) -> Dealt {
    let mut load: BTreeMap<JurorId, usize> = jurors.iter().map(|juror| (*juror, 0)).collect();
    for juror in entries.iter().flat_map(|one| &one.has) {
        if let Some(count) = load.get_mut(juror) {
            *count += 1;
        }
    }
    let mut out = Dealt::default();
    for one in entries {
        let mut free: Vec<(usize, usize, JurorId)> = jurors
            .iter()
            .enumerate()
            .filter(|(_, juror)| !one.has.contains(juror) && !one.barred.contains(juror))
            .map(|(seat, juror)| (load.get(juror).copied().unwrap_or_default(), seat, *juror))
            .collect();
        free.sort_unstable();
        let needs = each.saturating_sub(one.has.len());
        for (_, _, juror) in free.iter().take(needs) {
            *load.entry(*juror).or_default() += 1;
            out.new.push((one.entry, *juror));
        }
        if free.len() < needs {
            out.short.push((one.entry, needs - free.len()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;

    fn jurors(count: usize) -> Vec<JurorId> {
        (1..).take(count).map(JurorId::from_raw).collect()
    }

    fn entries(count: usize) -> Vec<Open> {
        (1..).take(count).map(|n| Open { entry: EntryId::from_raw(n), has: vec![], barred: vec![] }).collect()
    }

    #[test]
    fn what_somebody_has_stays_and_a_missing_juror_is_told() {
        let (all, mut open) = (jurors(3), entries(2));
        open[0].has = vec![all[2]];
        open[1].barred = vec![all[0], all[1]];
        let dealt = deal(&open, &all, 2);
        assert_eq!(dealt.new, [(open[0].entry, all[0]), (open[1].entry, all[2])]);
        assert_eq!(dealt.short, [(open[1].entry, 1)]);
    }

    proptest! {
        #[test]
        fn without_conflicts_loads_differ_by_one_at_most(seats in 1_usize..12, count in 0_usize..60, each in 1_usize..9) {
            let (all, open) = (jurors(seats), entries(count));
            let dealt = deal(&open, &all, each.min(seats));
            prop_assert!(dealt.short.is_empty());
            prop_assert_eq!(dealt.new.len(), count * each.min(seats));
            let loads: Vec<usize> =
                all.iter().map(|juror| dealt.new.iter().filter(|(_, one)| one == juror).count()).collect();
            let spread = loads.iter().max().unwrap() - loads.iter().min().unwrap();
            prop_assert!(spread <= 1, "{loads:?}");
            prop_assert_eq!(deal(&open, &all, each.min(seats)), dealt);
        }

        #[test]
        fn nobody_is_given_what_they_may_not_have_nor_one_thing_twice(
            seats in 1_usize..6,
            each in 1_usize..5,
            barred in proptest::collection::vec(proptest::collection::vec(0_usize..6, 0..4), 0..20),
        ) {
            let all = jurors(seats);
            let mut open = entries(barred.len());
            for (one, bars) in open.iter_mut().zip(&barred) {
                one.barred = bars.iter().filter_map(|at| all.get(*at).copied()).collect();
            }
            let dealt = deal(&open, &all, each);
            for one in &open {
                let mut given: Vec<JurorId> =
                    dealt.new.iter().filter(|(entry, _)| *entry == one.entry).map(|(_, juror)| *juror).collect();
                prop_assert!(given.iter().all(|juror| !one.barred.contains(juror)));
                let missing = dealt.short.iter().find(|(entry, _)| *entry == one.entry).map_or(0, |found| found.1);
                prop_assert_eq!(given.len() + missing, each);
                given.sort_unstable();
                given.dedup();
                prop_assert_eq!(given.len() + missing, each);
            }
        }
    }
}
