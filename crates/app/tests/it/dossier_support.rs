//! A plan with every step and ways to open dossiers in it; no test of its own.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write as _;

use lantoa_app::dossier::{self, Attachment, NewDossier, NewSubject};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, PersonId, UnitId};
use lantoa_domain::plan::{Key, Paper};
use lantoa_testkit::world::{Running, World};

/// Every step of the vocabulary, a per-unit cap, a checked, two judged and a linked criterion.
pub(crate) const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
number = "18/KH-STN"
issued = "2016-12-31"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến"
from = 2017
to = 2020

[[movements]]
key = "chung"
name = "Thi đua chung"

[[movements]]
key = "dan-van"
name = "Dân vận khéo"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"

[[tracks.steps]]
kind = "register"
who = "unit_or_candidate"

[[tracks.steps]]
kind = "endorse"
who = "unit"
papers = ["endorsement_minutes"]

[[tracks.steps]]
kind = "foster"
who = "unit"

[[tracks.steps]]
kind = "nominate"
who = "unit"
papers = ["achievement_report"]
deadline = { every = "year", month = 11, day = 30, edge = "before" }

[[tracks.steps]]
kind = "screen"
who = "standing_body"

[[tracks.steps]]
kind = "appraise"
who = "standing_body"

[[tracks.steps]]
kind = "deliberate"
who = "council"
vote = { method = "secret", num = 2, den = 3, base = "all_members" }

[[tracks.steps]]
kind = "decide"
who = "head"

[[tracks.steps]]
kind = "publicise"
who = "standing_body"

[[tracks]]
key = "nhanh"
name = "Đề nghị nhanh"
rhythm = "at_any_time"
subjects = ["individual", "practice"]
movements = ["dan-van"]

[[tracks.steps]]
kind = "nominate"
who = "unit"

[[tracks.steps]]
kind = "screen"
who = "standing_body"

[[tracks.steps]]
kind = "decide"
who = "head"

[[quotas]]
key = "moi-phong"
subject = "individual"
bound = "max"
count = 1
per = "unit"

[[criteria]]
key = "tuoi"
applies = "individual"
text = "Không quá 40 tuổi"
test = { checked = { age_at_most = { years = 40 } } }

[[criteria]]
key = "ky-luat"
applies = "individual"
text = "Không bị kỷ luật"
test = { checked = { no_discipline = { at_or_above = "reprimand", window_years = 2 } } }

[[criteria]]
key = "uy-tin"
applies = "general"
text = "Có uy tín trong tập thể"

[[criteria]]
key = "tap-the"
applies = "leader"
text = "Tập thể do người đó đứng đầu được công nhận"
test = { linked = "leader_needs_collective" }
"#;

/// A key that is known to be one.
pub(crate) fn key(text: &str) -> Key {
    text.parse().expect("a key")
}

/// The round of a track.
pub(crate) fn round(running: &Running, track: &str) -> lantoa_domain::id::RoundId {
    running.rounds.iter().find(|(name, _)| name.as_str() == track).expect("a round of the track").1
}

/// A dossier about somebody in the yearly track.
pub(crate) fn about(running: &Running, subject: NewSubject) -> NewDossier {
    NewDossier {
        round: round(running, "nam"),
        movement: key("chung"),
        subject,
        unit: None,
        leader: None,
        sector: None,
        scope: "Toàn diện".into(),
        achievement: "Cải tiến cách tiếp dân, giảm nửa thời gian chờ.".into(),
    }
}

pub(crate) fn person(running: &Running, person: PersonId) -> NewDossier {
    about(running, NewSubject::Person(person))
}

pub(crate) fn unit(running: &Running, unit: UnitId) -> NewDossier {
    about(running, NewSubject::Unit(unit))
}

/// The version a page shows now.
pub(crate) async fn version(cx: &Cx, id: DossierId) -> i64 {
    dossier::page::page(cx, id).await.expect("a readable dossier").version
}

/// A small PDF.
pub(crate) fn pdf(paper: Paper, name: &str) -> Attachment {
    Attachment { paper, name: name.into(), bytes: b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF".to_vec() }
}

/// Attaches one paper.
pub(crate) async fn attach(cx: &Cx, id: DossierId, paper: Paper) {
    let seen = version(cx, id).await;
    dossier::attach(cx, id, seen, vec![pdf(paper, "giấy tờ.pdf")]).await.expect("attach a paper");
}

/// The meeting of the own collective, eight of ten.
pub(crate) fn acclaim(agree: u32, present: u32) -> dossier::Acclaim {
    dossier::Acclaim { on: "2017-02-01".parse().expect("a date"), present, agree, words: "Họp toàn phòng".into() }
}

/// Takes a freshly opened dossier of the yearly track to its nomination, exclusive.
pub(crate) async fn to_nomination(cx: &Cx, id: DossierId) {
    dossier::register(cx, id, version(cx, id).await).await.expect("register");
    attach(cx, id, Paper::EndorsementMinutes).await;
    dossier::endorse(cx, id, version(cx, id).await, acclaim(8, 10)).await.expect("endorse");
    dossier::finish_fostering(cx, id, version(cx, id).await).await.expect("finish fostering");
    attach(cx, id, Paper::AchievementReport).await;
}

/// Takes a freshly opened dossier of the yearly track past its nomination.
pub(crate) async fn nominated(cx: &Cx, id: DossierId) {
    to_nomination(cx, id).await;
    dossier::nominate(cx, id, version(cx, id).await).await.expect("nominate");
}

/// A Word document with these parts.
pub(crate) fn zipped(parts: &[&str]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in parts {
        writer.start_file(*part, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(b"<x/>").expect("a part's content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The refusal's code of something that was not done.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code(),
        other => panic!("not refused: {other:?}"),
    }
}

/// The field and reason of a value that was not taken.
pub(crate) fn invalid<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, &'static str) {
    match result {
        Err(Error::Refused(Refusal::Invalid { field, why })) => (field, why),
        other => panic!("not refused as invalid: {other:?}"),
    }
}

/// Journal lines of a dossier, by the inspector's page.
pub(crate) async fn lines(world: &World, id: DossierId) -> Vec<String> {
    let page = dossier::page::page(&world.acting(world.inspector).await, id).await.expect("readable");
    page.history.into_iter().rev().map(|event| event.action).collect()
}
