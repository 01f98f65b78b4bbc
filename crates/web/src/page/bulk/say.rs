//! Words of acts that are given to many: on the button, on the page that asks, in addresses; it must not carry one out.

use lantoa_app::bulk::{Deed, Kind, Need, Why};
use lantoa_domain::dossier::Command;
use lantoa_domain::policy::As;
use lantoa_i18n::{Locale, Message, Say, Word, word};

use crate::kernel::{Input, InputKind, any_of, told};
use crate::words;

/// The act in addresses and forms.
#[must_use]
pub const fn slug(deed: Deed) -> &'static str {
    match deed {
        Deed::TaskAssign => "giao-nhiem-vu",
        Deed::TaskTakeBack => "rut-nhiem-vu",
        Deed::TaskZero => "bao-khong-co",
        Deed::TaskExtend => "gia-han",
        Deed::TaskExempt => "mien",
        Deed::DossierRegister => "dang-ky",
        Deed::DossierNominate => "de-nghi",
        Deed::DossierResubmit => "gui-lai",
        Deed::DossierScreen => "ra-soat",
        Deed::DossierAppraise => "tham-dinh",
        Deed::DossierReturn => "tra-lai",
        Deed::DossierPublicise => "tuyen-truyen",
        Deed::DossierAssign => "giao-tham-dinh",
        Deed::DossierTakeBack => "rut-tham-dinh",
        Deed::SuggestionLook => "xem-xet",
        Deed::SuggestionDecline => "khong-tiep-nhan",
        Deed::ProspectInvite => "moi-dang-ky",
        Deed::ProspectLetGo => "thoi-theo-doi",
        Deed::ProspectTakeBack => "theo-doi-lai",
        Deed::PersonMove => "chuyen-don-vi",
        Deed::PersonDeactivate => "nghi-viec",
        Deed::PersonReactivate => "tro-lai",
        Deed::StoryRelease => "dang",
        Deed::StoryTakeDown => "go",
        Deed::DispatchAgain => "gui-lai-van-ban",
        Deed::LetterAgain => "gui-lai-thu",
        Deed::UnitPlanReceive => "tiep-nhan",
    }
}

/// The act of an address.
#[must_use]
pub fn of_slug(text: &str) -> Option<Deed> {
    Deed::ALL.into_iter().find(|deed| slug(*deed) == text)
}

/// The act on its button and over its page.
#[must_use]
pub const fn label(deed: Deed) -> Word {
    match deed {
        Deed::TaskAssign => word!("bulk-task-assign"),
        Deed::TaskTakeBack => word!("bulk-task-take-back"),
        Deed::TaskZero => word!("bulk-task-zero"),
        Deed::TaskExtend => word!("bulk-task-extend"),
        Deed::TaskExempt => word!("bulk-task-exempt"),
        Deed::DossierRegister => words::command(Command::Register),
        Deed::DossierNominate => words::command(Command::Nominate),
        Deed::DossierResubmit => words::command(Command::Resubmit),
        Deed::DossierScreen => words::command(Command::Screen),
        Deed::DossierAppraise => words::command(Command::Appraise),
        Deed::DossierReturn => words::command(Command::Return),
        Deed::DossierPublicise => words::command(Command::Publicise),
        Deed::DossierAssign => word!("bulk-dossier-assign"),
        Deed::DossierTakeBack => word!("bulk-dossier-take-back"),
        Deed::SuggestionLook => word!("bulk-suggestion-look"),
        Deed::SuggestionDecline => word!("bulk-suggestion-decline"),
        Deed::ProspectInvite => word!("bulk-prospect-invite"),
        Deed::ProspectLetGo => word!("bulk-prospect-let-go"),
        Deed::ProspectTakeBack => word!("bulk-prospect-take-back"),
        Deed::PersonMove => word!("bulk-person-move"),
        Deed::PersonDeactivate => word!("bulk-person-deactivate"),
        Deed::PersonReactivate => word!("bulk-person-reactivate"),
        Deed::StoryRelease => word!("bulk-story-release"),
        Deed::StoryTakeDown => word!("bulk-story-take-down"),
        Deed::DispatchAgain | Deed::LetterAgain => word!("bulk-dispatch-again"),
        Deed::UnitPlanReceive => word!("bulk-unit-plan-receive"),
    }
}

/// What will happen to each.
#[must_use]
pub const fn then(deed: Deed) -> Word {
    match deed {
        Deed::TaskAssign => word!("bulk-then-task-assign"),
        Deed::TaskTakeBack => word!("bulk-then-task-take-back"),
        Deed::TaskZero => word!("bulk-then-task-zero"),
        Deed::TaskExtend => word!("bulk-then-task-extend"),
        Deed::TaskExempt => word!("bulk-then-task-exempt"),
        Deed::DossierReturn => word!("bulk-then-dossier-return"),
        Deed::DossierAssign => word!("bulk-then-dossier-assign"),
        Deed::DossierTakeBack => word!("bulk-then-dossier-take-back"),
        Deed::DossierRegister
        | Deed::DossierNominate
        | Deed::DossierResubmit
        | Deed::DossierScreen
        | Deed::DossierAppraise
        | Deed::DossierPublicise => word!("bulk-then-dossier"),
        Deed::SuggestionLook => word!("bulk-then-suggestion-look"),
        Deed::SuggestionDecline => word!("bulk-then-suggestion-decline"),
        Deed::ProspectInvite => word!("bulk-then-prospect-invite"),
        Deed::ProspectLetGo => word!("bulk-then-prospect-let-go"),
        Deed::ProspectTakeBack => word!("bulk-then-prospect-take-back"),
        Deed::PersonMove => word!("bulk-then-person-move"),
        Deed::PersonDeactivate => word!("bulk-then-person-deactivate"),
        Deed::PersonReactivate => word!("bulk-then-person-reactivate"),
        Deed::StoryRelease => word!("bulk-then-story-release"),
        Deed::StoryTakeDown => word!("bulk-then-story-take-down"),
        Deed::DispatchAgain => word!("bulk-then-dispatch-again"),
        Deed::LetterAgain => word!("bulk-then-letter-again"),
        Deed::UnitPlanReceive => word!("bulk-then-unit-plan-receive"),
    }
}

/// What a thing is called in an address of its kind.
#[must_use]
pub const fn home(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "/nhiem-vu",
        Kind::Dossier => "/ho-so",
        Kind::Suggestion => "/nhan-to/gop-y",
        Kind::Prospect => "/nhan-to",
        Kind::Person => "/quan-tri/nguoi",
        Kind::Story => "/tuyen-truyen/cau-chuyen",
        Kind::Dispatch => "/lien-thong",
        Kind::Letter => "/quan-tri/thu/so",
        Kind::UnitPlan => "/ke-hoach-don-vi",
    }
}

/// The page of a thing; nothing where it has none of its own.
#[must_use]
pub fn page(kind: Kind, thing: &str) -> Option<String> {
    (!matches!(kind, Kind::Dispatch | Kind::Letter)).then(|| format!("{}/{thing}", home(kind)))
}

/// The field that an act asks for.
#[must_use]
pub const fn field(deed: Deed, need: Need) -> Input {
    const WHO: Input = Input::new(InputKind::Select, "nguoi", word!("bulk-person")).required();
    const WHERE: Input = Input::new(InputKind::Select, "toi-don-vi", word!("bulk-unit")).required();
    const UNTIL: Input = Input::new(InputKind::Date, "ngay", word!("bulk-until")).required();
    const RELEASED: Input = Input::new(InputKind::Date, "ngay", word!("bulk-on")).required();
    const WANTED: Input = Input::new(InputKind::Date, "ngay", word!("bulk-wanted")).hint(word!("bulk-wanted-hint"));
    const NOTE: Input = Input::new(InputKind::Lines, "loi-dan", word!("bulk-note")).max_chars(1000);
    const WHY: Input = Input::new(InputKind::Lines, "loi-dan", word!("bulk-why")).required().max_chars(1000);
    match (need, deed) {
        (Need::Person, _) => WHO,
        (Need::Unit, _) => WHERE,
        (Need::Day, Deed::StoryRelease) => RELEASED,
        (Need::Day, _) => UNTIL,
        (Need::MaybeDay, _) => WANTED,
        (Need::Note, _) => NOTE,
        (Need::Reason, _) => WHY,
    }
}

/// The command of a dossier that an act is.
const fn command(deed: Deed) -> Command {
    match deed {
        Deed::DossierRegister => Command::Register,
        Deed::DossierNominate => Command::Nominate,
        Deed::DossierResubmit => Command::Resubmit,
        Deed::DossierAppraise => Command::Appraise,
        Deed::DossierReturn => Command::Return,
        Deed::DossierPublicise => Command::Publicise,
        _ => Command::Screen,
    }
}

fn count(why: &Why, at: usize) -> u32 {
    why.counts.get(at).copied().unwrap_or_default()
}

fn needs(needs: &[As], locale: Locale) -> Message {
    word!("domain-refusal-not-allowed").with("who", any_of(needs, locale))
}

/// Why one of many was not done, in a sentence.
#[must_use]
pub fn why(deed: Deed, why: &Why, locale: Locale) -> Message {
    match why.code.as_str() {
        "not-found" => word!("bulk-not-found").into(),
        "not-allowed" => needs(&why.needs, locale),
        "conflicted" => word!("domain-refusal-conflicted").into(),
        "wrong-step" => word!("domain-refusal-wrong-step").with("command", words::command(command(deed))),
        "round-closed" => word!("domain-refusal-round-closed").into(),
        "not-yet-open" => match why.day {
            Some(day) => word!("domain-refusal-not-yet-open").with("from", day),
            None => word!("domain-refusal-invalid").into(),
        },
        "reason-missing" => word!("domain-refusal-reason-missing").into(),
        "papers-missing" => {
            let papers: Vec<_> = why.papers.iter().map(|one| words::paper(*one).say(locale)).collect();
            word!("domain-refusal-papers-missing").with("papers", papers.join(", "))
        }
        "not-acclaimed" => {
            word!("domain-refusal-not-acclaimed").with("agree", count(why, 0)).with("present", count(why, 1))
        }
        "criteria-open" => word!("domain-refusal-criteria-open").with("count", count(why, 0)),
        "criteria-failed" => word!("domain-refusal-criteria-failed").with("count", count(why, 0)),
        "linked-rule" => word!("domain-refusal-linked-rule").into(),
        "quota-full" => word!("domain-refusal-quota-full").with("counted", count(why, 0)).with("bound", count(why, 1)),
        "duplicate" => word!("domain-refusal-duplicate").into(),
        "taken" => word!("domain-refusal-taken").into(),
        "invalid" => told(&why.field, &why.wrong),
        "in-use" => word!("bulk-in-use").into(),
        "last-administrator" => word!("refusal-last-administrator").into(),
        "overtaken" => match why.at {
            Some(at) if !why.by.is_empty() => word!("domain-overtaken").with("by", &why.by).with("at", at),
            _ => word!("domain-overtaken-unknown").into(),
        },
        _ => word!("domain-refusal-invalid").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_act_has_a_name_of_its_own() {
        let slugs: BTreeSet<&str> = Deed::ALL.into_iter().map(slug).collect();
        assert_eq!(slugs.len(), Deed::ALL.len());
        assert!(Deed::ALL.into_iter().all(|deed| of_slug(slug(deed)) == Some(deed)));
        assert_eq!(of_slug("khac"), None);
    }

    #[test]
    fn a_wrong_value_is_told_as_at_its_own_field() {
        let invalid = |field: &str, wrong: &str| Why {
            code: "invalid".to_owned(),
            field: field.to_owned(),
            wrong: wrong.to_owned(),
            ..Why::default()
        };
        let said = |why: &Why| super::why(Deed::TaskAssign, why, Locale::Vi).say(Locale::Vi).into_owned();
        assert_eq!(said(&invalid("task", "met")), word!("refusal-task-met").say(Locale::Vi));
        assert_eq!(said(&invalid("person", "other-unit")), word!("wrong-other-unit").say(Locale::Vi));
    }
}
