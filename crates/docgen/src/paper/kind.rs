//! The kinds of papers, their names and marks; it must not hold their content.

use lantoa_i18n::{Locale, Say, Word, word};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $id:literal $mark:literal $word:expr;)*) => {
        /// A kind of paper.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind, in the order in which a programme meets them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its name in addresses, data files and file names.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)*
                }
            }

            /// Its mark in numbers (Decree 30/2020/NĐ-CP, appendix III): `QĐ` in 18/QĐ-BDT; empty where it bears no number of its own.
            #[must_use]
            pub const fn mark(self) -> &'static str {
                match self {
                    $(Self::$kind => $mark,)*
                }
            }

            /// Its name on the screen.
            #[must_use]
            pub const fn name(self) -> Word {
                match self {
                    $(Self::$kind => $word,)*
                }
            }

            /// The kind with an id.
            #[must_use]
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.id() == id)
            }
        }
    };
}

kinds! {
    /// Kế hoạch.
    Plan "plan" "KH" word!("paper-plan");
    /// Kế hoạch of a unit below.
    UnitPlan "unit-plan" "KH" word!("paper-unit-plan");
    /// Bản đăng ký.
    Registration "registration" "" word!("paper-registration");
    /// Danh sách đăng ký.
    RegistrationList "registration-list" "" word!("paper-registration-list");
    /// Bản mô tả of a model, initiative or practice.
    Description "description" "" word!("paper-description");
    /// Biên bản họp xét of a unit.
    Endorsement "endorsement" "BB" word!("paper-endorsement");
    /// Báo cáo thành tích of a person.
    ReportPerson "report-person" "" word!("paper-report-person");
    /// Báo cáo thành tích of a collective.
    ReportCollective "report-collective" "BC" word!("paper-report-collective");
    /// Báo cáo thành tích of a household.
    ReportHousehold "report-household" "" word!("paper-report-household");
    /// Phiếu thẩm định.
    Appraisal "appraisal" "" word!("paper-appraisal");
    /// Giấy mời with the agenda.
    Invitation "invitation" "GM" word!("paper-invitation");
    /// Giấy mời, a sheet for each of those invited.
    Invitations "invitations" "GM" word!("paper-invitations");
    /// Tài liệu họp Hội đồng.
    CouncilPack "council-pack" "" word!("paper-council-pack");
    /// Phiếu bầu.
    Ballot "ballot" "" word!("paper-ballot");
    /// Slips with codes for envelopes.
    Slips "slips" "" word!("paper-slips");
    /// The key sheet of a member of the counting team.
    KeySheet "key-sheet" "" word!("paper-key-sheet");
    /// Biên bản kiểm phiếu.
    Counting "counting" "BB" word!("paper-counting");
    /// Biên bản họp Hội đồng.
    Minutes "minutes" "BB" word!("paper-minutes");
    /// Tờ trình.
    Submission "submission" "TTr" word!("paper-submission");
    /// Quyết định công nhận.
    Recognition "recognition" "QĐ" word!("paper-recognition");
    /// Quyết định khen thưởng.
    Award "award" "QĐ" word!("paper-award");
    /// Danh sách chi tiền thưởng.
    AwardList "award-list" "" word!("paper-award-list");
    /// Giấy công nhận, giấy khen.
    Certificate "certificate" "" word!("paper-certificate");
    /// Danh sách gương tháng.
    Monthly "monthly" "" word!("paper-monthly");
    /// Kế hoạch bồi dưỡng.
    Fostering "fostering" "KH" word!("paper-fostering");
    /// Giấy xác nhận hiệu quả áp dụng.
    Confirmation "confirmation" "" word!("paper-confirmation");
    /// Phiếu ghi nhận học tập kinh nghiệm.
    Visit "visit" "" word!("paper-visit");
    /// Báo cáo năm, sơ kết, tổng kết.
    Report "report" "BC" word!("paper-report");
    /// Danh sách đại biểu.
    Delegates "delegates" "" word!("paper-delegates");
    /// Kỷ yếu.
    Handbook "handbook" "" word!("paper-handbook");
    /// Công văn: corrections and recalls too.
    Letter "letter" "" word!("paper-letter");
    /// Bản sao y.
    Copy "copy" "SY" word!("paper-copy");
    /// Bản trích sao.
    Excerpt "excerpt" "TrS" word!("paper-excerpt");
}

impl Kind {
    /// The name of its type as other papers speak of it: “Quyết định”, “Tờ trình”.
    #[must_use]
    pub fn printed(self) -> String {
        match self {
            Self::Recognition | Self::Award => "Quyết định".to_owned(),
            other => other.name().say(Locale::Vi).into_owned(),
        }
    }
}
