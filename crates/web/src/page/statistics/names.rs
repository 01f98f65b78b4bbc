//! Lines and columns of the ministry's forms in words; it must not count.

use lantoa_app::statistics::form::{
    Column, Form, Group, Head, Launcher, Length, Rank, Row, Scope, Side, Submitter, Way,
};
use lantoa_i18n::{Locale, Say, Word, word};

/// What a form is called on paper.
pub(super) fn title(form: Form) -> Word {
    match form {
        Form::Movements => word!("statistics-form-0601"),
        Form::State => word!("statistics-form-0602"),
        Form::Province => word!("statistics-form-0603"),
    }
}

/// What a form is called on a tab.
pub(super) fn short(form: Form) -> Word {
    match form {
        Form::Movements => word!("statistics-form-0601"),
        Form::State => word!("statistics-form-0602-short"),
        Form::Province => word!("statistics-form-0603-short"),
    }
}

/// A line as a form prints it: groups are numbered, what is in them is marked.
pub(super) fn row(row: Row, form: Form, locale: Locale) -> String {
    let text = row_word(row).say(locale);
    match row {
        Row::Total | Row::Enterprises => text.into_owned(),
        Row::Group(_) => {
            let groups = form.rows().into_iter().filter(|one| matches!(one, Row::Group(_)));
            let before = groups.take_while(|one| *one != row).count();
            format!("{}. {text}", before + 1)
        }
        Row::Rank(_) => format!("+ {text}"),
        _ => format!("- {text}"),
    }
}

/// A line by its words alone.
pub(super) fn plain(row: Row, locale: Locale) -> String {
    row_word(row).say(locale).into_owned()
}

fn row_word(row: Row) -> Word {
    match row {
        Row::Total => word!("statistics-form-total"),
        Row::Group(group) => group_word(group),
        Row::Scope(scope) => scope_word(scope),
        Row::Length(length) => length_word(length),
        Row::Thematic => word!("statistics-form-thematic"),
        Row::EveryYear => word!("statistics-form-every-year"),
        Row::Submitted(Submitter::Ministry) => word!("statistics-form-submitter-ministry"),
        Row::Submitted(Submitter::Province) => word!("statistics-form-submitter-province"),
        Row::Collectives => word!("statistics-form-collectives"),
        Row::Enterprises => word!("statistics-form-enterprises"),
        Row::Households => word!("statistics-form-households"),
        Row::Individuals => word!("statistics-form-individuals"),
        Row::Rank(rank) => rank_word(rank),
        Row::Way(way) => way_word(way),
    }
}

fn group_word(group: Group) -> Word {
    match group {
        Group::Scope => word!("statistics-form-by-scope"),
        Group::Length => word!("statistics-form-by-length"),
        Group::Manner => word!("statistics-form-by-manner"),
        Group::Submitter => word!("statistics-form-by-submitter"),
        Group::Recipient => word!("statistics-form-by-recipient"),
        Group::Way => word!("statistics-form-by-way"),
    }
}

fn scope_word(scope: Scope) -> Word {
    match scope {
        Scope::Nation => word!("statistics-form-scope-nation"),
        Scope::Top => word!("statistics-form-scope-top"),
        Scope::Cluster => word!("statistics-form-scope-cluster"),
        Scope::Unit => word!("statistics-form-scope-unit"),
    }
}

fn length_word(length: Length) -> Word {
    match length {
        Length::UnderOne => word!("statistics-form-length-under-one"),
        Length::One => word!("statistics-form-length-one"),
        Length::UnderThree => word!("statistics-form-length-under-three"),
        Length::UnderFive => word!("statistics-form-length-under-five"),
        Length::Longer => word!("statistics-form-length-longer"),
    }
}

fn rank_word(rank: Rank) -> Word {
    match rank {
        Rank::Top => word!("statistics-form-rank-top"),
        Rank::Department => word!("statistics-form-rank-department"),
        Rank::Entrepreneur => word!("statistics-form-rank-entrepreneur"),
        Rank::Leader => word!("statistics-form-rank-leader"),
        Rank::Worker => word!("statistics-form-rank-worker"),
    }
}

fn way_word(way: Way) -> Word {
    match way {
        Way::Regular => word!("statistics-form-way-regular"),
        Way::Thematic => word!("statistics-form-way-thematic"),
        Way::Sudden => word!("statistics-form-way-sudden"),
        Way::External => word!("statistics-form-way-external"),
        Way::Devotion => word!("statistics-form-way-devotion"),
        Way::Years => word!("statistics-form-way-years"),
        Way::War => word!("statistics-form-way-war"),
    }
}

/// What a line of an award form counts.
pub(super) fn measure(row: Row) -> Option<Word> {
    Some(match row {
        Row::Submitted(Submitter::Ministry) => word!("statistics-form-measure-ministry"),
        Row::Submitted(Submitter::Province) => word!("statistics-form-measure-province"),
        Row::Collectives => word!("statistics-form-measure-collective"),
        Row::Enterprises => word!("statistics-form-measure-enterprise"),
        Row::Households => word!("statistics-form-measure-household"),
        Row::Individuals | Row::Rank(_) => word!("statistics-form-measure-person"),
        _ => return None,
    })
}

/// A column's own heading.
pub(super) fn column(column: Column) -> Word {
    match column {
        Column::Order => word!("statistics-form-orders"),
        Column::HoChiMinhPrize => word!("statistics-form-prize-hcm"),
        Column::StatePrize => word!("statistics-form-prize-state"),
        Column::Honour => word!("statistics-form-honours"),
        Column::GovernmentFlag => word!("statistics-form-flag-government"),
        Column::PremierCertificate => word!("statistics-form-certificate-premier"),
        Column::NationalFighter => word!("statistics-form-fighter-nation"),
        Column::OtherState => word!("statistics-form-other-state"),
        Column::Certificate => word!("statistics-form-certificate"),
        Column::Fighter => word!("statistics-form-fighter"),
        Column::Flag => word!("statistics-form-flag"),
        Column::Badge => word!("statistics-form-badge"),
    }
}

/// Who launched the movements of a column.
pub(super) fn launcher(launcher: Launcher) -> Word {
    match launcher {
        Launcher::Nation => word!("statistics-form-launched-nation"),
        Launcher::Top => word!("statistics-form-launched-top"),
        Launcher::Unit => word!("statistics-form-launched-unit"),
    }
}

/// Who can have the awards of a column.
pub(super) fn side(side: Side, of: Column) -> Word {
    match (side, of) {
        (Side::Collectives, _) | (Side::All, Column::GovernmentFlag) => word!("statistics-form-collectives"),
        (Side::People | Side::All, _) => word!("statistics-form-individuals"),
    }
}

/// A column in one line, as a screen reader and the page behind a number say it.
pub(super) fn head(head: &Head, locale: Locale) -> String {
    match head {
        Head::Total => word!("statistics-form-total").say(locale).into_owned(),
        Head::Launched(one) => launcher(*one).say(locale).into_owned(),
        Head::Award { column: of, name, side: whose } => {
            let name = name.clone().unwrap_or_else(|| column(*of).say(locale).into_owned());
            if *whose == Side::All { name } else { format!("{name}: {}", side(*whose, *of).say(locale).to_lowercase()) }
        }
    }
}
