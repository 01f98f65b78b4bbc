//! The figures against a slow computation that follows their words.

use proptest::prelude::*;

use super::*;
use crate::id::Id;

fn today() -> Date {
    jiff::civil::date(2028, 6, 15)
}

fn first() -> Date {
    jiff::civil::date(2025, 1, 10)
}

fn on(days: u16) -> Date {
    first().checked_add(i64::from(days).days()).unwrap()
}

/// A copy: whom it learned from (a place, maybe a wrong one), when it began, and what came then.
type Raw = (Option<u8>, u16, u8, u16, u16);

fn copy(place: usize, raw: &Raw) -> Copied {
    let (from, began, way, used, stopped) = *raw;
    let (used, stopped) = (on(began + used), on(began + used + stopped));
    let none =
        Course { stage: Stage::Visited, since: on(began), used_from: None, first_used: None, first_stopped: None };
    let in_use = Course { stage: Stage::InUse, since: used, used_from: Some(used), first_used: Some(used), ..none };
    let course = match way % 5 {
        0 => none,
        1 => Course { stage: Stage::Trying, ..none },
        2 => in_use,
        3 => Course { stage: Stage::Sustained, ..in_use },
        _ => Course { stage: Stage::Stopped, since: stopped, used_from: None, first_stopped: Some(stopped), ..in_use },
    };
    Copied {
        id: AdoptionId::from_raw(place as i64 + 1),
        unit: (!way.is_multiple_of(7)).then(|| UnitId::from_raw(place as i64 + 100)),
        from: from.map(|from| AdoptionId::from_raw(i64::from(from) + 1)),
        began: on(began),
        course,
    }
}

fn copies() -> impl Strategy<Value = Vec<Copied>> {
    let raw = (proptest::option::weighted(0.8, 0_u8..40), 0_u16..900, any::<u8>(), 0_u16..300, 0_u16..600);
    proptest::collection::vec(raw, 0..40).prop_map(|all| {
        let copies = all.iter().enumerate().map(|(place, raw)| copy(place, raw));
        copies.collect()
    })
}

/// The way to the origin, one teacher after the other; `None` where it never ends.
fn way_up(copies: &[Copied], place: usize) -> Option<u32> {
    let (mut at, mut steps) = (copies[place], 1);
    while let Some(teacher) = at.from.and_then(|from| copies.iter().find(|one| one.id == from)) {
        steps += 1;
        if steps > copies.len() as u32 + 1 {
            return None;
        }
        at = *teacher;
    }
    Some(steps)
}

proptest! {
    #[test]
    fn figures_are_what_their_words_say(copies in copies(), validated in proptest::option::of(0_u16..900)) {
        let validated = validated.map(on);
        let found = figures(&copies, validated, today());
        for stage in Stage::ALL {
            let naive = copies.iter().filter(|copy| copy.course.stage == stage).count();
            prop_assert_eq!(found.at(stage), naive as u32);
        }
        prop_assert_eq!(found.all() as usize, copies.len());
        prop_assert_eq!(found.outside as usize, copies.iter().filter(|copy| copy.unit.is_none()).count());
        for month in &found.curve {
            let last = jiff::civil::date(month.year, month.month, 1).last_of_month();
            let begun = copies.iter().filter(|copy| copy.began <= last).count();
            let used = copies.iter().filter(|copy| copy.course.first_used.is_some_and(|on| on <= last)).count();
            prop_assert_eq!((month.begun as usize, month.used as usize), (begun, used));
        }
        prop_assert_eq!(found.curve.is_empty(), copies.is_empty());
        let mut days: Vec<i32> = copies
            .iter()
            .filter_map(|copy| Some((copy.course.first_used? - validated?).get_days().max(0)))
            .collect();
        // The lower median by taking the smallest and the largest away until one or two are left.
        prop_assert_eq!(found.first_days.map(|n| n as i32), days.iter().min().copied());
        while days.len() > 2 {
            let (small, large) = (*days.iter().min().unwrap(), *days.iter().max().unwrap());
            let at = days.iter().position(|n| *n == small).unwrap();
            days.remove(at);
            let at = days.iter().position(|n| *n == large).unwrap();
            days.remove(at);
        }
        prop_assert_eq!(found.median_days.map(|n| n as i32), days.iter().min().copied());
        let old = |copy: &&Copied| copy.course.first_used.is_some_and(|from| from.checked_add(1.year()).unwrap() <= today());
        let all = copies.iter().filter(old).count();
        let lost = |copy: &&Copied| {
            let year = copy.course.first_used.unwrap().checked_add(1.year()).unwrap();
            copy.course.first_stopped.is_some_and(|on| on < year)
        };
        let kept = all - copies.iter().filter(old).filter(lost).count();
        prop_assert_eq!(found.kept_a_year, (kept as u32, all as u32));
    }

    #[test]
    fn the_tree_holds_everybody_once_below_their_teacher(copies in copies()) {
        let nodes = tree(&copies);
        let mut places: Vec<usize> = nodes.iter().map(|node| node.copy).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..copies.len()).collect::<Vec<_>>());
        let ways: Vec<Option<u32>> = (0..copies.len()).map(|place| way_up(&copies, place)).collect();
        for (at, node) in nodes.iter().enumerate() {
            if let Some(steps) = ways[node.copy] {
                prop_assert_eq!(node.depth, steps);
            }
            let below = nodes[at + 1..].iter().take_while(|other| other.depth > node.depth);
            let own: Vec<&Node> = below.collect();
            prop_assert_eq!(node.below as usize, own.len());
            prop_assert_eq!(node.children as usize, own.iter().filter(|one| one.depth == node.depth + 1).count());
            for child in own.iter().filter(|one| one.depth == node.depth + 1) {
                prop_assert_eq!(copies[child.copy].from, Some(copies[node.copy].id));
            }
        }
        if ways.iter().all(Option::is_some) {
            let deepest = ways.iter().copied().flatten().max().unwrap_or(0);
            prop_assert_eq!(figures(&copies, None, today()).depth, deepest);
        }
    }

    #[test]
    fn whoever_is_not_reached_has_no_copy(copies in copies(), owner in 90_i64..150) {
        let units: Vec<Peer> = (90..150)
            .map(|n| Peer { id: UnitId::from_raw(n), parent: Some(UnitId::from_raw(n % 3)), kind: UnitKind::ALL[(n % 4) as usize] })
            .collect();
        let owner = UnitId::from_raw(owner);
        let left = unreached(&units, owner, &copies);
        for unit in &units {
            let naive = unit.id != owner && copies.iter().all(|copy| copy.unit != Some(unit.id));
            prop_assert_eq!(left.contains(&unit.id), naive);
        }
        let mine = units[4];
        let like = alike(&units, mine.id, &copies);
        for (place, copy) in copies.iter().enumerate() {
            let other = units.iter().find(|unit| copy.unit == Some(unit.id) && unit.id != mine.id);
            let naive = other.and_then(|other| match (other.kind == mine.kind, other.parent == mine.parent) {
                (true, true) => Some(Likeness::Both),
                (true, false) => Some(Likeness::Kind),
                (false, true) => Some(Likeness::Superior),
                _ => None,
            });
            prop_assert_eq!(like.iter().find(|(_, at)| *at == place).map(|found| found.0), naive);
        }
        prop_assert!(like.is_sorted());
    }
}

#[test]
fn a_small_story_by_hand() {
    let used = |days: u16| (None, days, 2, 0, 0);
    // Two learn at the origin, two from the first of them, one from the last of these; one of them gives up after a month.
    let raws: [Raw; 5] =
        [used(31), (None, 40, 0, 0, 0), (Some(0), 62, 2, 0, 0), (Some(0), 90, 4, 0, 30), (Some(3), 400, 2, 0, 0)];
    let copies: Vec<Copied> = raws.iter().enumerate().map(|(place, raw)| copy(place, raw)).collect();
    let found = figures(&copies, Some(on(1)), on(500));
    assert_eq!(found.by_stage, [1, 0, 3, 0, 1]);
    assert_eq!((found.first_days, found.median_days), (Some(30), Some(61)));
    assert_eq!(found.kept_a_year, (2, 3));
    assert_eq!((found.branching, found.depth), (60, 3));
    let places: Vec<(usize, u32, u32)> = tree(&copies).iter().map(|node| (node.copy, node.depth, node.below)).collect();
    assert_eq!(places, [(0, 1, 3), (2, 2, 0), (3, 2, 1), (4, 3, 0), (1, 1, 0)]);
}

/// Neither a chain of a thousand nor ten thousand copies overflow anything: nothing goes down the tree by calling itself.
#[test]
fn ten_thousand_copies_are_counted() {
    let raw = |n: usize| -> Raw { (None, (n % 800) as u16, (n % 251) as u8, (n % 200) as u16, (n % 500) as u16) };
    let mut copies: Vec<Copied> = (0..10_000).map(|n| copy(n, &raw(n))).collect();
    // One long chain of a thousand, the rest in a tree of threes.
    for n in 1..copies.len() {
        let from = if n < 1000 { n - 1 } else { n / 3 };
        copies[n].from = Some(copies[from].id);
    }
    let found = figures(&copies, Some(first()), today());
    assert!(found.depth >= 1000 && found.all() == 10_000);
    assert_eq!(tree(&copies).len(), 10_000);
}
