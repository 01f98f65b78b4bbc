//! The numbers of a plan as a table: each movement and kind of subject with what is given, "giao" and "phấn đấu"; it must not hold them against the minimum.

use lantoa_app::unit_plan::{NewPart, View};
use lantoa_domain::plan::{Key, QuotaSubject};
use lantoa_domain::unit_plan::Target;
use lantoa_i18n::{Locale, Say, word};

use super::{Column, FormState, Kind, Rows};
use crate::words;

const SUBJECTS: [(&str, QuotaSubject); 5] = [
    ("tap-the", QuotaSubject::Collective),
    ("ca-nhan", QuotaSubject::Individual),
    ("ho", QuotaSubject::Household),
    ("mo-hinh", QuotaSubject::Practice),
    ("chung", QuotaSubject::Any),
];

/// A row per movement for collectives and individuals, and for whatever else is given or set.
fn places(view: &View) -> Vec<(Option<Key>, QuotaSubject)> {
    let mut out: Vec<(Option<Key>, QuotaSubject)> = Vec::new();
    let here = view.plan.movements.iter().filter(|one| view.movement.as_ref().is_none_or(|name| *name == one.name));
    for movement in here {
        out.push((Some(movement.key.clone()), QuotaSubject::Collective));
        out.push((Some(movement.key.clone()), QuotaSubject::Individual));
    }
    let given = view.ground.given.iter().map(|one| (one.movement.clone(), one.subject));
    let set = view.content.targets.iter().map(|one| (one.movement.clone(), one.subject));
    for place in given.chain(set) {
        if !out.contains(&place) {
            out.push(place);
        }
    }
    out
}

/// A movement and what is counted in it.
pub(in crate::page::cascade) fn name(
    view: &View,
    movement: Option<&Key>,
    subject: QuotaSubject,
    locale: Locale,
) -> String {
    let movement = movement.and_then(|key| view.plan.movement(key)).map(|one| format!("{}: ", one.name));
    format!("{}{}", movement.unwrap_or_default(), words::quota_subject(subject).say(locale))
}

/// The table with what is on record.
pub(super) fn table(view: &View, locale: Locale) -> Rows {
    let columns = vec![
        Column::new("ct-phong-trao", word!("cascade-movement"), Kind::Hidden),
        Column::new("ct-loai", word!("cascade-movement"), Kind::Hidden),
        Column::new("ct-ten", word!("cascade-target-name"), Kind::Shown),
        Column::new("ct-giao-xuong", word!("cascade-target-given"), Kind::Shown),
        Column::new("ct-giao", word!("cascade-target-assigned"), Kind::Text),
        Column::new("ct-phan-dau", word!("cascade-target-aimed"), Kind::Text),
    ];
    let row = |(movement, subject): (Option<Key>, QuotaSubject)| {
        let given = view.ground.given.iter().find(|one| one.movement == movement && one.subject == subject);
        let given = given.map(|one| {
            let aimed = if one.aimed > one.assigned { format!(" ({})", one.aimed) } else { String::new() };
            let most = one.most.map(|most| format!(" ≤ {most}")).unwrap_or_default();
            format!("{}{aimed}{most}", one.assigned)
        });
        let own = view.content.targets.iter().find(|one| one.movement == movement && one.subject == subject);
        let typed = |n: u32| if n == 0 { String::new() } else { n.to_string() };
        let code = SUBJECTS.iter().find(|(_, known)| *known == subject).map_or("", |found| found.0);
        vec![
            movement.as_ref().map(ToString::to_string).unwrap_or_default(),
            code.to_owned(),
            name(view, movement.as_ref(), subject, locale),
            given.unwrap_or_else(|| "–".to_owned()),
            own.map(|own| typed(own.assigned)).unwrap_or_default(),
            own.map(|own| typed(own.aimed)).unwrap_or_default(),
        ]
    };
    let rows = places(view).into_iter().map(row).collect();
    Rows::new(word!("cascade-targets"), word!("cascade-targets-hint"), columns, rows)
}

/// What was typed; a cell that is no number is noted at its row.
pub(super) fn read(form: &mut FormState, table: &mut Rows) -> Option<NewPart> {
    let mut out = Vec::new();
    let mut right = true;
    for (at, cells) in table.cells().to_vec().iter().enumerate() {
        let [movement, code, _, _, assigned, aimed] = cells.as_slice() else { continue };
        let subject = SUBJECTS.iter().find(|(known, _)| known == code).map(|found| found.1);
        let whole =
            |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u32>().ok().filter(|n| *n <= 100_000) };
        let key = if movement.is_empty() { Some(None) } else { movement.parse::<Key>().ok().map(Some) };
        match (key, subject, whole(assigned), whole(aimed)) {
            (Some(movement), Some(subject), Some(assigned), Some(aimed)) => {
                out.push(Target { movement, subject, assigned, aimed });
            }
            _ => {
                right = false;
                table.refuse(form, at, word!("cascade-target-wrong").with("row", at + 1));
            }
        }
    }
    right.then_some(NewPart::Quotas(out))
}
