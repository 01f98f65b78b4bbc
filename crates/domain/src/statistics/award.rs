//! Names of awards as columns of the forms; it must not know who received one.
//!
//! Kinds of award as the Law on Emulation and Commendation 06/2022/QH15 has them.

use super::{Form, Side};
use crate::text::fold;

/// A column of the award forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Orders and medals: one column each.
    Order,
    /// The Hồ Chí Minh prize.
    HoChiMinhPrize,
    /// The state prize.
    StatePrize,
    /// State honours: one column each.
    Honour,
    /// The government's flag.
    GovernmentFlag,
    /// The Prime Minister's certificate.
    PremierCertificate,
    /// National emulation fighter.
    NationalFighter,
    /// Any other award of the state.
    OtherState,
    /// A certificate of a ministry or province.
    Certificate,
    /// Emulation fighter of a ministry or province.
    Fighter,
    /// Flag of a ministry or province.
    Flag,
    /// Badge or commemorative medal of a ministry or province.
    Badge,
}

impl Column {
    /// All columns in the order of the forms.
    pub const ALL: [Self; 12] = [
        Self::Order,
        Self::HoChiMinhPrize,
        Self::StatePrize,
        Self::Honour,
        Self::GovernmentFlag,
        Self::PremierCertificate,
        Self::NationalFighter,
        Self::OtherState,
        Self::Certificate,
        Self::Fighter,
        Self::Flag,
        Self::Badge,
    ];

    /// The form it stands in.
    #[must_use]
    pub const fn form(self) -> Form {
        match self {
            Self::Certificate | Self::Fighter | Self::Flag | Self::Badge => Form::Province,
            _ => Form::State,
        }
    }

    /// Its number in its form. Column 1 is the total.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Order | Self::Certificate => 2,
            Self::HoChiMinhPrize | Self::Fighter => 3,
            Self::StatePrize | Self::Flag => 4,
            Self::Honour | Self::Badge => 5,
            Self::GovernmentFlag => 6,
            Self::PremierCertificate => 7,
            Self::NationalFighter => 8,
            Self::OtherState => 9,
        }
    }

    /// Whether it stands for many awards that have a column each.
    #[must_use]
    pub const fn is_of_many(self) -> bool {
        matches!(self, Self::Order | Self::Honour | Self::OtherState)
    }

    /// The columns it is divided into.
    #[must_use]
    pub const fn sides(self) -> &'static [Side] {
        match self {
            Self::Order | Self::Honour | Self::PremierCertificate | Self::OtherState => {
                &[Side::Collectives, Side::People]
            }
            _ => &[Side::All],
        }
    }
}

/// Words with which state honours begin.
const HONOURS: [&str; 14] = [
    "anh hung",
    "tinh anh hung",
    "thanh pho anh hung",
    "ba me viet nam anh hung",
    "danh hieu anh hung",
    "nha giao nhan dan",
    "nha giao uu tu",
    "thay thuoc nhan dan",
    "thay thuoc uu tu",
    "nghe si nhan dan",
    "nghe si uu tu",
    "nghe nhan nhan dan",
    "nghe nhan uu tu",
    "danh hieu vinh du nha nuoc",
];

/// Other awards of the state: letters of the state's leaders.
const LETTERS: [&str; 2] = ["thu khen cua chu tich nuoc", "thu khen cua thu tuong"];

/// Where an award is counted by its name; `None` for awards below ministries and provinces, which the forms do not ask for.
#[must_use]
pub fn column_of(name: &str) -> Option<Column> {
    let name = fold(name);
    let is = |start: &str| name.starts_with(start);
    let has = |word: &str| format!(" {name} ").contains(&format!(" {word} "));
    // Military regions give flags and certificates below the height of a ministry; a title of the base (cơ sở) stays one in a ministry.
    let top = (has("bo") || has("tinh") || has("thanh pho") || has("nganh") || has("doan the") || has("quoc hoi"))
        && !has("quan khu")
        && !has("co so");
    Some(match () {
        () if is("huan chuong") || is("huy chuong") => Column::Order,
        () if is("giai thuong ho chi minh") => Column::HoChiMinhPrize,
        () if is("giai thuong nha nuoc") => Column::StatePrize,
        () if HONOURS.into_iter().any(is) => Column::Honour,
        () if is("co thi dua") && has("chinh phu") => Column::GovernmentFlag,
        () if is("bang khen") && has("thu tuong") => Column::PremierCertificate,
        () if is("chien si thi dua toan quoc") => Column::NationalFighter,
        () if LETTERS.into_iter().any(is) => Column::OtherState,
        () if is("bang khen") && top => Column::Certificate,
        () if is("chien si thi dua") && top => Column::Fighter,
        () if is("co thi dua") && top => Column::Flag,
        () if (is("ky niem chuong") || is("huy hieu")) && top => Column::Badge,
        () => return None,
    })
}
