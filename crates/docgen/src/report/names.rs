//! Names of figures and headings of sections by their codes. It must not know a number.

use lantoa_i18n::{Locale, Say, Word, word};

/// The name of a figure on the screen; `None` for a code there is none of.
#[must_use]
pub fn name(code: &str) -> Option<Word> {
    Some(match code {
        "suggestions" => word!("report-figure-suggestions"),
        "prospects" => word!("report-figure-prospects"),
        "prospects-registered" => word!("report-figure-prospects-registered"),
        "registered" => word!("report-figure-registered"),
        "fostered" => word!("report-figure-fostered"),
        "goals-reached" => word!("report-figure-goals-reached"),
        "difficulties-closed" => word!("report-figure-difficulties-closed"),
        "difficulties-open" => word!("report-figure-difficulties-open"),
        "recognised" => word!("report-figure-recognised"),
        "collectives" => word!("report-figure-collectives"),
        "people" => word!("report-figure-people"),
        "households" => word!("report-figure-households"),
        "models" => word!("report-figure-models"),
        "leader-share" => word!("report-figure-leader-share"),
        "worker-share" => word!("report-figure-worker-share"),
        "women-share" => word!("report-figure-women-share"),
        "units-named" => word!("report-figure-units-named"),
        "units-unnamed" => word!("report-figure-units-unnamed"),
        "top-three" => word!("report-figure-top-three"),
        "days-median" => word!("report-figure-days-median"),
        "days-ninetieth" => word!("report-figure-days-ninetieth"),
        "awarded" => word!("report-figure-awarded"),
        "award-money" => word!("report-figure-award-money"),
        other => return spread(other),
    })
}

fn spread(code: &str) -> Option<Word> {
    Some(match code {
        "activities" => word!("report-figure-activities"),
        "audience" => word!("report-figure-audience"),
        "stories" => word!("report-figure-stories"),
        "practices" => word!("report-figure-practices"),
        "adoptions" => word!("report-figure-adoptions"),
        "in-use" => word!("report-figure-in-use"),
        "kept-a-year" => word!("report-figure-kept-a-year"),
        "accepted" => word!("report-figure-accepted"),
        "reviews" => word!("report-figure-reviews"),
        "confirmed" => word!("report-figure-confirmed"),
        "faded" => word!("report-figure-faded"),
        "tasks" => word!("report-figure-tasks"),
        "in-time" => word!("report-figure-in-time"),
        "late" => word!("report-figure-late"),
        "zero" => word!("report-figure-zero"),
        "missing" => word!("report-figure-missing"),
        "units-late" => word!("report-figure-units-late"),
        _ => return None,
    })
}

/// The name of a figure as papers print it; the code itself where there is none.
#[must_use]
pub fn printed_name(code: &str) -> String {
    name(code).map_or_else(|| code.to_owned(), |word| word.say(Locale::Vi).into_owned())
}

/// The heading of a section, without its number; a movement's is its name.
#[must_use]
pub fn heading(code: &str) -> &'static str {
    match code {
        "direction" => "CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI THỰC HIỆN",
        "discovery" => "CÔNG TÁC PHÁT HIỆN",
        "fostering" => "CÔNG TÁC BỒI DƯỠNG",
        "selection" => "CÔNG TÁC BÌNH XÉT, CÔNG NHẬN",
        "rewards" => "CÔNG TÁC KHEN THƯỞNG",
        "publicity" => "CÔNG TÁC TUYÊN TRUYỀN",
        "replication" => "CÔNG TÁC NHÂN RỘNG",
        "review" => "CÔNG TÁC SƠ KẾT, TỔNG KẾT, ĐÁNH GIÁ LẠI ĐIỂN HÌNH",
        "obligations" => "VIỆC THỰC HIỆN NHIỆM VỤ, CHẾ ĐỘ BÁO CÁO",
        "difficulties" => "KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "lessons" => "BÀI HỌC KINH NGHIỆM",
        "proposals" => "PHƯƠNG HƯỚNG, ĐỀ XUẤT, KIẾN NGHỊ",
        _ => "",
    }
}
