//! The steps of a procedure told from sentences: what is done and who does it. Must not put them into an order of their own.

use lantoa_domain::plan::{Paper, Performer, StepKind};

use crate::text::pattern;

pattern!(REGISTER, r"\bdang ky\b");
pattern!(ENDORSE, r"\bsuy ton\b|\btap the thua nhan\b|\bhop dan\b|\blay y kien (?:tap the|noi cu tru|cu tri)\b");
pattern!(
    FOSTER,
    r"\bboi duong, (?:xay dung|giup do|ho tro)\b|^boi duong\b|\bgiup (?:do|hoan thien) (?:dien hinh|mo hinh)\b|\bke hoach xay dung thanh cac guong\b"
);
pattern!(
    NOMINATE,
    r"\bde nghi (?:xet |hoi dong )?cong nhan\b|\bgioi thieu\b|\bgui (?:danh sach|ho so|dang ky|bien ban)\b|\bde xuat\b|\bnop (?:ho so|phieu)\b|\bban tom tat thanh tich\b|\bde cu\b|\bghi vao so\b|\bbao ve (?:xa|phuong|huyen)\b|\bbinh (?:bau|chon), gui\b"
);
pattern!(SCREEN, r"\btong hop\b|\bra soat\b");
pattern!(APPRAISE, r"\btham dinh\b|\btham tra\b|\bxac minh\b|\bkiem tra (?:ho so|thuc te)\b|\btim hieu\b");
pattern!(
    DELIBERATE,
    r"\bhoi dong[^.;]{0,90}\b(?:binh xet|binh chon|xet|hop|bo phieu|bieu quyet|lua chon|thao luan)\b|\bde nghi hoi dong thi dua,? ?-? ?khen thuong[a-z ]{0,30} (?:xet|khen thuong)\b|\bhop (?:xet|binh)\b|\bbinh chon tai\b|\bbieu quyet\b|\bbo phieu\b|\bbinh xet\b"
);
pattern!(
    DECIDE,
    r"\bra quyet dinh\b|\bquyet dinh (?:cong nhan|khen|tang|bieu duong)\b|\bky quyet dinh\b|\bxem xet,? quyet dinh\b|\bcong nhan va\b|\bto chuc (?:binh xet|bieu duong)\b|\bquyet dinh\s*[.;]?$"
);
pattern!(
    FORWARD,
    r"\b(?:gui|trinh|bao cao|gioi thieu gui) (?:ve )?(?P<to>(?:ban thi dua|so noi vu|ubnd|ban tdkt|ban bien tap|tinh|cap tren|hoi dong thi dua[a-z ,-]* tinh|bo |tap doan|trung uong|tong )[a-z ,&-]{0,60})|\bde nghi (?P<up>(?:cac cap|cap tren|ubnd|chu tich ubnd|tinh|so |bo |trung uong|tap doan|hoi |lien doan|giam doc so|ban [a-z ]{3,40}(?:trung uong|tinh))[a-z &-]{0,50}?) (?:tang|khen|cong nhan|bieu duong|xem xet|xet|phong tang)"
);
pattern!(
    PUBLICISE,
    r"\bcong bo\b|\bdang tai\b|\bdang tin\b|^(?:to chuc )?(?:le )?(?:bieu duong|tuyen duong|ton vinh) (?:nhan|tai|vao|dip)\b"
);
pattern!(ASKED_TO_PUBLISH, r"\bde nghi[^.;]{0,80}\bcong bo\b");
pattern!(ASKS_COUNCIL, r"\bde nghi hoi dong[a-z ,-]{0,50} (?:xet|binh xet|lua chon|khen thuong)\b");
pattern!(COUNCIL_SITS, r"\bhoi dong\b");
pattern!(
    DECIDER,
    r"\b(?P<who>(?:chanh|giam doc|tong giam doc|chu tich|truong ban|hieu truong|thu truong|bi thu|truong khoi)[a-z ]{0,30}?) (?:ky |ra |xem xet,? )?quyet dinh\b"
);
pattern!(OWN_UNIT_BODY, r"^hoi dong\b");
pattern!(
    HEAD,
    r"^(?:truong ban|giam doc|tong giam doc|chu tich|chanh|hieu truong|lanh dao|bi thu|truong khoi|truong cum|thu truong|ban giam)"
);
pattern!(
    STANDING,
    r"^(?:thuong truc|van phong|phong noi vu|to thu ky|to giup viec|phong to chuc|bo phan thi dua|ban to chuc|phong thi dua|to tham dinh|cong chuc|bo phan)"
);
pattern!(COUNCIL, r"^(?:hoi dong|tap the lanh dao|khoi|ban chap hanh)");
pattern!(OWN_COUNCIL, r"\bhoi dong[a-z ,-]{0,40}\bcua (?:don vi|minh|phong|tung don vi)\b");
pattern!(
    SELF,
    r"^(?:cac )?tap the, ca nhan\b|\bca nhan (?:tu )?dang ky\b|\btap the, ca nhan (?:tien hanh )?(?:tu )?dang ky\b"
);
pattern!(OR_STANDING, r"\bhoac do (?:thuong truc|van phong|bo phan)[a-z ]{0,50}(?:de xuat|gioi thieu)\b");

/// A step recognised in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recognised {
    pub kind: StepKind,
    pub who: Performer,
    /// Where in the sentence it is said.
    pub at: usize,
}

/// Where the sentences are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// The section that sets out the procedure.
    Procedure,
    /// The whole plan, which has no such section.
    Anywhere,
}

/// The steps that a folded sentence names, in the order of its words. `actor` is the folded name of who acts.
pub(super) fn of_sentence(text: &str, actor: &str, setting: Setting) -> Vec<Recognised> {
    let mut out = steps_in(text, actor);
    let registers = out.iter().any(|step| step.kind == StepKind::Register);
    out.retain(|step| match (setting, step.kind) {
        (_, StepKind::Publicise) => !ASKED_TO_PUBLISH.is_match(text),
        (Setting::Procedure, _) => true,
        // Outside a procedure only the wording that leaves no doubt counts.
        (Setting::Anywhere, StepKind::Foster) => false,
        (Setting::Anywhere, StepKind::Nominate) => !registers && text.contains("de nghi cong nhan"),
        (Setting::Anywhere, StepKind::Deliberate) => COUNCIL_SITS.is_match(text),
        (Setting::Anywhere, StepKind::Forward) => {
            !FORWARD.find(text).is_some_and(|found| found.as_str().starts_with("bao cao"))
        }
        (Setting::Anywhere, _) => true,
    });
    out
}

fn steps_in(text: &str, actor: &str) -> Vec<Recognised> {
    let standing = STANDING.is_match(actor);
    let head = HEAD.is_match(actor) && !actor.contains("cac ");
    let council = COUNCIL.is_match(actor) && !standing;
    let mut out: Vec<Recognised> = Vec::new();
    let mut add = |kind, who, pattern: &regex::Regex| {
        // "tổng hợp" is no meeting ("họp").
        if let Some(found) =
            pattern.find(text).filter(|found| !found.as_str().ends_with("tong hop") || kind == StepKind::Screen)
        {
            out.push(Recognised { kind, who, at: found.start() });
        }
    };
    let unit = if SELF.is_match(text) || SELF.is_match(actor) { Performer::UnitOrCandidate } else { Performer::Unit };
    let nominator = if OR_STANDING.is_match(text) {
        Performer::UnitOrStandingBody
    } else if standing {
        Performer::StandingBody
    } else {
        unit
    };
    if !(standing || head || council) {
        add(StepKind::Register, unit, &REGISTER);
        add(StepKind::Endorse, Performer::Unit, &ENDORSE);
        add(StepKind::Foster, Performer::Unit, &FOSTER);
        add(StepKind::Nominate, nominator, &NOMINATE);
    }
    if !head && !council {
        add(StepKind::Screen, Performer::StandingBody, &SCREEN);
    }
    let appraiser = if standing { Performer::StandingBody } else { Performer::MovementLeadOrStandingBody };
    add(StepKind::Appraise, appraiser, &APPRAISE);
    if !head {
        let own_meeting = !standing
            && !council
            && !actor.is_empty()
            && !COUNCIL_SITS.is_match(text)
            && !text.contains("ban chap hanh");
        if own_meeting {
            // "Khoa, phòng họp bình chọn": the own collective's meeting.
            add(StepKind::Endorse, Performer::Unit, &DELIBERATE);
        } else {
            let who = if OWN_COUNCIL.is_match(text) { Performer::Unit } else { Performer::Council };
            add(StepKind::Deliberate, who, &DELIBERATE);
        }
    } else {
        add(StepKind::Deliberate, Performer::Council, &ASKS_COUNCIL);
    }
    if !council || DECIDE.is_match(text) && text.contains("ra quyet dinh") {
        add(StepKind::Decide, Performer::Head, &DECIDE);
    }
    add(StepKind::Forward, Performer::StandingBody, &FORWARD);
    add(StepKind::Publicise, Performer::StandingBody, &PUBLICISE);
    out.sort_by_key(|step| step.at);
    out
}

/// The bodies above to which a folded sentence forwards, with their places in it.
pub(super) fn forwarded_to(text: &str) -> Vec<(usize, usize)> {
    let named = FORWARD.captures_iter(text).filter_map(|groups| groups.name("to").or(groups.name("up")));
    named
        .filter(|to| !OWN_UNIT_BODY.is_match(to.as_str()) || to.as_str().contains("tinh"))
        .map(|to| (to.start(), to.end()))
        .collect()
}

/// The office that a folded sentence says decides, with its place in it.
pub(super) fn decider(text: &str) -> Option<(usize, usize)> {
    let who = DECIDER.captures(text)?.name("who")?;
    Some((who.start(), who.end()))
}

/// Whether a folded name is that of the head of an agency.
pub(super) fn is_head(actor: &str) -> bool {
    HEAD.is_match(actor) && !actor.contains("cac ")
}

pattern!(LIST, r"\bdanh sach\b");
pattern!(DESCRIPTION, r"\bban mo ta\b|\bmo ta sang kien\b");
pattern!(ACHIEVEMENT, r"\b(?:bao cao|ban tom tat|tom tat) thanh tich\b");
pattern!(MINUTES, r"\bbien ban\b");

/// The papers that a folded sentence asks for.
pub(super) fn papers(text: &str) -> Vec<Paper> {
    let table = [
        (&LIST, Paper::List),
        (&DESCRIPTION, Paper::Description),
        (&ACHIEVEMENT, Paper::AchievementReport),
        (&MINUTES, Paper::EndorsementMinutes),
    ];
    table.iter().filter(|(pattern, _)| pattern.is_match(text)).map(|(_, paper)| *paper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn kinds(text: &str, actor: &str) -> Vec<StepKind> {
        of_sentence(&fold(text), &fold(actor), Setting::Procedure).into_iter().map(|step| step.kind).collect()
    }

    #[test]
    fn sentences_name_their_steps() {
        use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate, Screen};
        assert_eq!(kinds("Các tổ giới thiệu, gửi danh sách về Văn phòng", "Các tổ"), [Nominate]);
        assert_eq!(
            kinds(
                "Thường trực Hội đồng tổng hợp, rà soát, thẩm định và đề nghị Hội đồng lựa chọn",
                "Thường trực Hội đồng"
            ),
            [Deliberate, Screen, Appraise]
        );
        assert_eq!(kinds("Giám đốc ra quyết định công nhận", "Giám đốc"), [Decide]);
        assert_eq!(kinds("đề nghị UBND tỉnh tặng Bằng khen", ""), [Forward]);
    }
}
