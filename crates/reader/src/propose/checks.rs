//! Criteria that recorded facts can decide, told from their wording. Must not check what only a person can judge.

use lantoa_domain::plan::{Applies, Body, Check, DisciplineLevel, Link, Rating, Test};

use crate::grammar::links::{self, Hangs};
use crate::reading::Criterion;
use crate::text::{number, pattern};

/// Reports handed in so promptly count as "strict reporting" where the plan gives no figure.
const USUAL_PROMPTNESS: u8 = 90;
/// Points of a hundred from which a score counts as excellent or good where the plan gives only the grade.
const EXCELLENT_SCORE: i64 = 9000;
const GOOD_SCORE: i64 = 8000;

pattern!(AGE, r"\b(?:khong qua|toi da|duoi|den|tu)\s+([0-9lo]{2})\s+tuoi\b");
pattern!(NO_DISCIPLINE, r"\bkhong (?:co |bi |de |vi pham )?[^.;]{0,60}\bky luat\b|\bkhong vi pham ky luat\b");
pattern!(
    YEARS,
    r"\b([0-9]{1,2})\s+nam (?:lien tuc|lien tiep|lien ke|lien|gan nhat|tro len|gan day)\b|\b(?:trong|it nhat) ([0-9]{1,2}) nam\b"
);
pattern!(EXCELLENT, r"\bhoan thanh xuat sac (?:cac )?nhiem vu\b|\bhoan thanh xuat sac\b");
pattern!(GOOD, r"\bhoan thanh tot (?:cac )?nhiem vu\b");
pattern!(RATED, r"\b(?:hang nam|lien tuc|xep loai|danh gia|binh xet dat|phan loai|luon|nam lien|tro len)\b");
pattern!(PARTY, r"\bto chuc dang\b|\bchi bo\b|\bdang bo\b");
pattern!(MASS, r"\bdoan the\b|\bcong doan\b");
pattern!(CLEAN, r"\btrong sach,? vung manh\b");
pattern!(
    OWN_UNIT,
    r"\b(?:tap the|don vi|phong|co quan|khoa)\b[^.;]{0,60}\bhoan thanh\b|\blanh dao tap the hoan thanh\b"
);
pattern!(WITH_COLLECTIVE, r"\bgan voi thanh tich cua tap the\b");
pattern!(
    SCORE,
    r"\b(?:cham diem|diem|chi so)\s+(?P<name>[a-z ]{2,40}?)\s*(?:dat|tu)\s+(?:(?:loai )?(?P<grade>hoan thanh xuat sac|xuat sac|tot)|(?:tu )?(?P<n>[0-9]{1,3})(?:[.,](?P<f>[0-9]{1,2}))?\s*diem)"
);
pattern!(
    SHARE,
    r"\b(?P<n>[0-9lo]{1,3})\s?% (?:so |tong so )?(?:cbcc[a-z]*|can bo|cong chuc|vien chuc|nguoi lao dong|nhan vien|thanh vien|doan vien|hoi vien|dang vien|ho|giao vien|cong nhan|nguoi)\b"
);
pattern!(PRIZE, r"\b(?:dat|doat|duoc) (?:cac )?giai\b");
pattern!(TARGET, r"\bhoan thanh vuot muc\b|\bvuot (?:chi tieu|ke hoach|muc ke hoach)\b");
pattern!(INITIATIVE, r"\bco (?:[a-z ,]{0,30})?sang kien\b");
pattern!(TITLE, r#"\b(?:dat|duoc cong nhan|giu vung) danh hieu (?:"(?P<quoted>[^"]{3,60})"|(?P<plain>[a-z ]{4,40}))"#);
pattern!(
    PROMPT,
    r"\b(?:nghiem|nghiem tuc|tot|dung|day du)[a-z ]{0,20}\bche do[a-z ,]{0,30}\bbao cao\b|\bbao cao (?:dung han|kip thoi|dung quy dinh)\b|\bche do [a-z, ]{0,24}bao cao dung quy dinh\b"
);
pattern!(
    HIGHEST,
    r"\bcao nhat\b[^.;]{0,60}\b(?:dia phuong|trong xa|trong thon|trong phuong|trong so cac ho|trong xom)\b"
);

/// A rule and whether the plan itself gives every figure in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recognised {
    pub test: Test,
    pub figures_given: bool,
}

/// The rule that a clause of a criterion states; `clause` is folded, `text` is the clause as printed.
pub(super) fn of_clause(clause: &str, text: &str, applies: Applies) -> Option<Recognised> {
    let given = |check| Some(Recognised { test: Test::Checked(check), figures_given: true });
    let assumed = |check| Some(Recognised { test: Test::Checked(check), figures_given: false });
    if let Some(years) =
        AGE.captures(clause).and_then(|g| number(g.get(1)?.as_str())).and_then(|n| u8::try_from(n).ok())
    {
        return given(Check::AgeAtMost { years });
    }
    if NO_DISCIPLINE.is_match(clause) {
        let window = years_named(clause);
        let check = Check::NoDiscipline { at_or_above: discipline(clause), window_years: window.unwrap_or(1) };
        return if window.is_some() { given(check) } else { assumed(check) };
    }
    if HIGHEST.is_match(clause) {
        return given(Check::HighestInLocality);
    }
    if let Some(title) = title(clause, text) {
        return given(Check::HoldsTitle { title });
    }
    if let Some(check) = score(clause, text) {
        return assumed(check);
    }
    if let Some(percent) =
        SHARE.captures(clause).and_then(|g| number(g.name("n")?.as_str())).and_then(|n| u8::try_from(n).ok())
    {
        return (1..=100).contains(&percent).then(|| given(Check::RosterShare { percent })).flatten();
    }
    if TARGET.is_match(clause) {
        return given(Check::TargetExceeded);
    }
    if INITIATIVE.is_match(clause) {
        return given(Check::InitiativeRecorded);
    }
    if PRIZE.is_match(clause) {
        return given(Check::PrizeWon);
    }
    if PROMPT.is_match(clause) {
        return assumed(Check::OnTimeReporting { percent: USUAL_PROMPTNESS });
    }
    rating(clause, applies)
}

/// The link that a whole criterion sets.
pub(super) fn link(criterion: &Criterion) -> Option<Recognised> {
    let link = match links::of(criterion)? {
        Hangs::LeaderOnCollective => Link::LeaderNeedsCollective,
        Hangs::CollectiveOnIndividual => Link::CollectiveNeedsIndividual,
    };
    Some(Recognised { test: Test::Linked(link), figures_given: true })
}

fn years_named(clause: &str) -> Option<u8> {
    let groups = YEARS.captures(clause)?;
    groups.get(1).or(groups.get(2))?.as_str().parse().ok().filter(|years| (1..=30).contains(years))
}

fn discipline(clause: &str) -> DisciplineLevel {
    let levels = [
        ("phe binh", DisciplineLevel::Criticism),
        ("khien trach", DisciplineLevel::Reprimand),
        ("canh cao", DisciplineLevel::Warning),
        ("ha bac luong", DisciplineLevel::Demotion),
        ("giang chuc", DisciplineLevel::Demotion),
        ("cach chuc", DisciplineLevel::RemovalFromPost),
        ("buoc thoi viec", DisciplineLevel::Dismissal),
    ];
    levels.iter().find(|(word, _)| clause.contains(word)).map_or(DisciplineLevel::Reprimand, |(_, level)| *level)
}

fn title(clause: &str, text: &str) -> Option<String> {
    let groups = TITLE.captures(clause)?;
    let name = groups.name("quoted").or(groups.name("plain"))?;
    let letters: String = text.chars().skip(name.start()).take(name.len()).collect();
    let letters = letters.trim().trim_end_matches(['.', ',', ';']).to_owned();
    // "danh hiệu" without a name in capitals or marks is any title.
    (letters.starts_with(char::is_uppercase) || groups.name("quoted").is_some()).then_some(letters)
}

fn score(clause: &str, text: &str) -> Option<Check> {
    let groups = SCORE.captures(clause)?;
    let name = groups.name("name")?;
    let score: String = text.chars().skip(name.start()).take(name.len()).collect::<String>().trim().to_owned();
    let hundredths = match (groups.name("grade").map(|m| m.as_str()), groups.name("n")) {
        (Some("tot"), _) => GOOD_SCORE,
        (Some(_), _) => EXCELLENT_SCORE,
        (None, Some(n)) => {
            let whole: i64 = n.as_str().parse().ok()?;
            let part = groups.name("f").map_or("0", |m| m.as_str());
            let part: i64 = format!("{part:0<2}").parse().ok()?;
            whole * 100 + part
        }
        (None, None) => return None,
    };
    Some(Check::ScoreAtLeast { score, hundredths })
}

/// A yearly rating: whose, at least which, for how many years.
fn rating(clause: &str, applies: Applies) -> Option<Recognised> {
    let own = match applies {
        Applies::Collective => Body::Unit,
        _ => Body::Own,
    };
    let years = years_named(clause);
    let found = |of, level, years: u8, given| {
        Some(Recognised { test: Test::Checked(Check::RatingAtLeast { of, level, years }), figures_given: given })
    };
    if CLEAN.is_match(clause) && (PARTY.is_match(clause) || MASS.is_match(clause)) {
        let of = if PARTY.is_match(clause) { Body::PartyBody } else { Body::MassBodies };
        return found(of, Rating::Good, years.unwrap_or(1), years.is_some());
    }
    if WITH_COLLECTIVE.is_match(clause) {
        return found(Body::Unit, Rating::Good, 1, false);
    }
    let level = if EXCELLENT.is_match(clause) {
        Rating::Excellent
    } else if GOOD.is_match(clause) {
        Rating::Good
    } else {
        return None;
    };
    let of = if PARTY.is_match(clause) {
        Body::PartyBody
    } else if MASS.is_match(clause) && !OWN_UNIT.is_match(clause) {
        Body::MassBodies
    } else if applies == Applies::Leader && OWN_UNIT.is_match(clause) {
        Body::Unit
    } else {
        own
    };
    let rated = RATED.is_match(clause) || years.is_some() || of != own;
    if !rated {
        return None;
    }
    let span = years.unwrap_or(if clause.contains("lien tuc") { 2 } else { 1 });
    found(of, level, span, years.is_some() || !clause.contains("lien tuc"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn of(text: &str, applies: Applies) -> Option<Check> {
        match of_clause(&fold(text), text, applies)?.test {
            Test::Checked(check) => Some(check),
            _ => None,
        }
    }

    #[test]
    fn wordings_that_facts_decide() {
        use Applies::{Collective, Individual, Leader};
        assert_eq!(of("là đoàn viên (không quá 35 tuổi)", Individual), Some(Check::AgeAtMost { years: 35 }));
        let discipline = Check::NoDiscipline { at_or_above: DisciplineLevel::Warning, window_years: 1 };
        assert_eq!(of("không có cá nhân bị kỷ luật từ hình thức cảnh cáo trở lên", Collective), Some(discipline));
        let criticism = Check::NoDiscipline { at_or_above: DisciplineLevel::Criticism, window_years: 3 };
        assert_eq!(of("không có ai bị kỷ luật, phê bình trong 3 năm", Collective), Some(criticism));
        let rated = |of, level, years| Some(Check::RatingAtLeast { of, level, years });
        assert_eq!(
            of("hằng năm luôn hoàn thành xuất sắc nhiệm vụ", Individual),
            rated(Body::Own, Rating::Excellent, 1)
        );
        assert_eq!(
            of("02 năm liên tục hoàn thành tốt nhiệm vụ trở lên", Collective),
            rated(Body::Unit, Rating::Good, 2)
        );
        assert_eq!(
            of("tổ chức đảng, đoàn thể trong sạch vững mạnh", Collective),
            rated(Body::PartyBody, Rating::Good, 1)
        );
        assert_eq!(
            of("lãnh đạo tập thể hoàn thành xuất sắc nhiệm vụ", Leader),
            rated(Body::Unit, Rating::Excellent, 1)
        );
        assert_eq!(
            of("Được chấm điểm PAR đạt từ 85,5 điểm", Collective),
            Some(Check::ScoreAtLeast { score: "PAR".into(), hundredths: 8550 })
        );
        assert_eq!(of("100% nhân viên ký cam kết", Collective), Some(Check::RosterShare { percent: 100 }));
        assert_eq!(of("Hoàn thành vượt mức kế hoạch", Collective), Some(Check::TargetExceeded));
        assert_eq!(of("Có nhiều sáng kiến", Individual), Some(Check::InitiativeRecorded));
        assert_eq!(of("tích cực tham gia và đạt giải", Individual), Some(Check::PrizeWon));
        assert_eq!(
            of("đạt danh hiệu “Gia đình văn hóa”", Individual),
            Some(Check::HoldsTitle { title: "Gia đình văn hóa".into() })
        );
        assert_eq!(
            of("thực hiện nghiêm chế độ thông tin, báo cáo", Collective),
            Some(Check::OnTimeReporting { percent: 90 })
        );
        assert_eq!(of("thu nhập cao nhất trong số các hộ tại địa phương", Individual), Some(Check::HighestInLocality));
        assert_eq!(of("Có tinh thần trách nhiệm cao", Individual), None);
        assert_eq!(of("phấn đấu hoàn thành tốt nhiệm vụ", Individual), None);
    }
}
