//! Reports on the plans: drafted from the play's own records, given lessons, submitted and sent; one is left half-edited. It must not write a figure.

use lantoa_app::guidance;
use lantoa_app::report::{self, New, Sending};
use lantoa_app::{Cx, Result};
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Level, ReportKind, Section};

use crate::cast::Cast;
use crate::round::Run;
use crate::stage::Stage;

const LESSONS: &str = "Phát hiện nhân tố mới ngay từ cơ sở, giao người theo dõi và hạn cụ thể thì việc bồi dưỡng mới đi vào nền nếp.\n\
                       Công nhận, khen thưởng kịp thời có tác dụng động viên hơn là chờ đến cuối năm.";
const MORE: &str = "Đơn vị nào chủ động gửi danh sách hằng tháng thì chất lượng điển hình cao hơn.";
const PROPOSALS: &str = "Tiếp tục nhân rộng các mô hình đã có đơn vị áp dụng ổn định; đề nghị cấp trên sớm có hướng dẫn khen thưởng của năm sau.";

async fn seen(cx: &Cx, id: ReportId) -> Result<i64> {
    Ok(report::page(cx, id).await?.row.version)
}

async fn write(cx: &Cx, id: ReportId, section: Section, text: &str) -> Result<()> {
    report::edit(cx, id, seen(cx, id).await?, section, text.to_owned()).await
}

/// Begins a report of the agency with lessons and proposals.
///
/// # Errors
/// The product's.
pub(crate) async fn draft(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &Run,
    (kind, year): (ReportKind, i16),
) -> Result<ReportId> {
    let cx = stage.acting(cast.secretary()).await?;
    let new = New { programme: run.programme, unit: None, kind, level: Level::Subtree, year, month: 0 };
    let id = report::begin(&cx, new).await?;
    write(&cx, id, Section::Lessons, LESSONS).await?;
    write(&cx, id, Section::Proposals, PROPOSALS).await?;
    let section = Section::Difficulties;
    let drafted = report::page(&cx, id).await?.parts.into_iter().find(|part| part.section == section);
    let drafted = drafted.map(|part| part.text).unwrap_or_default();
    write(&cx, id, section, &format!("{drafted}\nCán bộ làm công tác thi đua ở một số đơn vị còn kiêm nhiệm.")).await?;
    Ok(id)
}

/// Submits a report and notes that it was sent under a number.
///
/// # Errors
/// The product's.
pub(crate) async fn send(stage: &mut Stage<'_>, cast: &Cast, id: ReportId, number: &str) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    // What became known since the difficulties were written is looked at once more.
    let view = report::page(&cx, id).await?;
    if view.undecided() > 0 {
        report::keep(&cx, id, view.row.version, Section::Difficulties).await?;
    }
    report::submit(&cx, id, seen(&cx, id).await?).await?;
    let head = stage.acting(cast.head).await?;
    let view = report::page(&head, id).await?;
    let named: Vec<String> = view.row.addressees.lines().map(str::to_owned).collect();
    let to = if named.is_empty() { vec!["Ban Thi đua - Khen thưởng tỉnh".to_owned()] } else { named };
    let sending = Sending { to, on: stage.today(), number: number.to_owned() };
    report::send(&head, id, view.row.version, sending).await
}

/// Sends a second version with what came in after the first.
///
/// # Errors
/// The product's.
pub(crate) async fn send_again(stage: &mut Stage<'_>, cast: &Cast, id: ReportId, number: &str) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    report::reopen(&cx, id, seen(&cx, id).await?).await?;
    report::refresh(&cx, id, seen(&cx, id).await?).await?;
    write(&cx, id, Section::Lessons, &format!("{LESSONS}\n{MORE}")).await?;
    send(stage, cast, id, number).await
}

/// Enters the guidance on the awards of a year.
///
/// # Errors
/// The product's.
pub(crate) async fn guide(stage: &mut Stage<'_>, cast: &Cast, run: &Run, (year, number): (i16, &str)) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let title = format!("Hướng dẫn công tác khen thưởng năm {year}");
    let bytes = crate::papers::pdf(&title, "Hướng dẫn hồ sơ, thời hạn và hình thức khen thưởng trong năm.");
    let new = guidance::New {
        programme: run.programme,
        year,
        title,
        number: number.to_owned(),
        on: stage.today(),
        issuer: "Thường trực Hội đồng Thi đua - Khen thưởng".to_owned(),
        address: String::new(),
        file: Some((format!("huong-dan-{year}.pdf"), bytes)),
        replaces: None,
    };
    guidance::enter(&cx, new).await.map(drop)
}
