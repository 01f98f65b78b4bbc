//! What people do with one dossier of a story, in short words. It must not write a row itself.

use lantoa_app::dossier::{self, Acclaim, Attachment, Judging, Verdict};
use lantoa_app::{Cx, Error};
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, PersonId};
use lantoa_domain::plan::Paper;

use crate::scene::{Scene, key};

impl Scene {
    /// Gives a command with the version of today's page.
    pub(crate) async fn give_command<T>(
        &self,
        by: PersonId,
        id: DossierId,
        command: impl AsyncFnOnce(&Cx, DossierId, i64) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let seen = self.page(self.clerk, id).await.version;
        let cx = self.acting(by).await;
        command(&cx, id, seen).await
    }

    pub(crate) async fn register(&self, by: PersonId, id: DossierId) -> Result<State, Error> {
        self.give_command(by, id, async |cx, id, seen| dossier::register(cx, id, seen).await).await
    }

    pub(crate) async fn nominate(&self, by: PersonId, id: DossierId) -> Result<State, Error> {
        self.give_command(by, id, async |cx, id, seen| dossier::nominate(cx, id, seen).await).await
    }

    pub(crate) async fn screen(&self, id: DossierId) -> Result<State, Error> {
        self.give_command(self.clerk, id, async |cx, id, seen| dossier::screen(cx, id, seen).await).await
    }

    pub(crate) async fn appraise(&self, by: PersonId, id: DossierId) -> Result<State, Error> {
        self.give_command(by, id, async |cx, id, seen| dossier::appraise(cx, id, seen).await).await
    }

    /// The own collective, or the unit's own council, votes.
    pub(crate) async fn acclaim(&self, by: PersonId, id: DossierId, agree: u32, present: u32) -> Result<State, Error> {
        let acclaim = Acclaim { on: self.app.today(), present, agree, words: "Họp đơn vị".into() };
        self.give_command(by, id, async |cx, id, seen| dossier::endorse(cx, id, seen, acclaim).await).await
    }

    /// Attaches papers.
    pub(crate) async fn attach(&self, by: PersonId, id: DossierId, papers: &[Paper]) {
        let files = papers.iter().map(|paper| Attachment {
            paper: *paper,
            name: "tep.pdf".into(),
            bytes: format!("%PDF-1.4\n{paper:?}").into_bytes(),
        });
        let files = files.collect();
        let attached = self.give_command(by, id, async |cx, id, seen| dossier::attach(cx, id, seen, files).await);
        attached.await.unwrap();
    }

    /// Settles one criterion as met.
    pub(crate) async fn met(&self, by: PersonId, id: DossierId, criterion: &str) -> Result<(), Error> {
        self.judge(by, id, criterion, Verdict::Met).await
    }

    /// Settles one criterion.
    pub(crate) async fn judge(
        &self,
        by: PersonId,
        id: DossierId,
        criterion: &str,
        verdict: Verdict,
    ) -> Result<(), Error> {
        let note = "Đã đối chiếu hồ sơ.".to_owned();
        let judging = Judging { criterion: key(criterion), verdict, note, evidence: None };
        self.give_command(by, id, async |cx, id, seen| dossier::judge(cx, id, seen, judging).await).await
    }

    /// Settles whatever is open of a dossier as met.
    pub(crate) async fn all_met(&self, by: PersonId, id: DossierId) {
        use lantoa_app::dossier::page::How;
        use lantoa_domain::appraisal::Standing;
        let page = self.page(by, id).await;
        for one in page.criteria.iter().filter(|one| one.how != How::ByOther && one.standing == Some(Standing::Open)) {
            self.met(by, id, one.key.as_str()).await.unwrap();
        }
    }
}
