//! Consent and stories told on both engines, and what the public reads of them.

use crate::stage::{self, dossier_at, recognise, refusal};
use crate::told::{PICTURE, invalid, on_paper, open, plan, published, recognised, titles, words};
use jiff::civil::Date;
use lantoa_app::account::{Give as GiveRole, give_role};
use lantoa_app::people::private::{self, Private};
use lantoa_app::portal::{self, Search};
use lantoa_app::publicity::activity::{self, Channel};
use lantoa_app::publicity::consent::{self, Give, Giver, How, Purpose, Reach};
use lantoa_app::publicity::handbook::{self, Contents};
use lantoa_app::publicity::story::{self, Looked, Photo, Standing, Words};
use lantoa_app::{Error, exemplar};
use lantoa_domain::Refusal;
use lantoa_domain::id::StoryId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::policy::Role;
use lantoa_domain::subject::Subject;
use lantoa_store::Query;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// R121, R169, R175, R209, R220: the publishing queue of the website, by day, checked by a second pair of eyes, only with consent.
#[tokio::test]
async fn a_story_is_read_from_its_day_on_and_never_without_consent() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        let officer = world.acting(world.officers[1]).await;
        assert!(matches!(
            refusal(story::write(&officer, exemplar, words("A"), Photo::Keep).await),
            Refusal::NotAllowed { .. }
        ));
        let empty = Words { body: " ".into(), ..words("A") };
        assert_eq!(invalid(story::write(&clerk, exemplar, empty, Photo::Keep).await), ("body", "empty"));
        let unseen = Words { photo_alt: String::new(), ..words("A") };
        let picture = || Photo::New(PICTURE.to_vec());
        assert_eq!(invalid(story::write(&clerk, exemplar, unseen, picture()).await), ("photo_alt", "empty"));
        let program = Photo::New(b"MZ program".to_vec());
        assert_eq!(refusal(story::write(&clerk, exemplar, words("A"), program).await), Refusal::FileKind);

        let id = story::write(&clerk, exemplar, words("Lớp học chiều thứ Bảy"), picture()).await.unwrap();
        assert_eq!(refusal(story::release(&clerk, id, 1, clerk.today()).await), Refusal::InUse, "nobody checked it");
        story::check(&clerk, id, 1, Looked::No).await.unwrap();
        let tomorrow: Date = "2017-12-21".parse().unwrap();
        assert_eq!(invalid(story::release(&clerk, id, 2, tomorrow).await), ("consent", "missing"));
        assert_eq!(invalid(story::release(&clerk, id, 2, "2017-12-19".parse().unwrap()).await), ("on", "in-past"));
        // Consent to print is none to the public pages.
        consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Printed])).await.unwrap();
        assert_eq!(invalid(story::release(&clerk, id, 2, tomorrow).await), ("consent", "missing"));
        consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])).await.unwrap();
        story::release(&clerk, id, 2, tomorrow).await.unwrap();
        let queue = story::list(&clerk, Some(Standing::Scheduled)).await.unwrap();
        assert_eq!((queue.len(), queue[0].publish_on), (1, Some(tomorrow)));
        assert!(titles(&world).await.is_empty(), "its day has not come");
        assert_eq!(refusal(portal::story(&world.app, id).await), Refusal::NotFound);

        world.clock.set("2017-12-21");
        assert_eq!(titles(&world).await, ["Lớp học chiều thứ Bảy"]);
        let told = portal::story(&world.app, id).await.unwrap();
        assert_eq!((told.paragraphs.len(), told.line.photo_alt), (2, None), "there is no consent to the picture");
        assert_eq!(refusal(portal::photo(&world.app, id).await), Refusal::NotFound);
        let found = |words: &str| portal::list(&world.app, Search { words: words.into(), ..Search::default() }, None);
        assert_eq!(found("tre em ngheo").await.unwrap().rows.len(), 1, "without diacritics");
        assert!(found("khong co").await.unwrap().rows.is_empty());
        let clerk = world.acting(world.secretary).await;
        assert_eq!(refusal(story::edit(&clerk, id, 3, words("B"), Photo::Keep).await), Refusal::InUse);
        assert_eq!(refusal(story::take_down(&clerk, id, 3, " ".into()).await), Refusal::ReasonMissing);
        story::take_down(&clerk, id, 3, "Sửa số liệu".into()).await.unwrap();
        assert!(titles(&world).await.is_empty());
    })
    .await;
}

/// Everything the public can get hold of, as one text.
async fn public(world: &World, id: StoryId) -> String {
    let app = &world.app;
    let list = portal::list(app, Search::default(), None).await.unwrap();
    let searched =
        portal::list(app, Search { words: "chieu thu bay".into(), ..Search::default() }, None).await.unwrap();
    let all = (
        list,
        searched,
        portal::front(app).await.unwrap(),
        portal::feed(app).await.unwrap(),
        portal::everything(app).await.unwrap(),
        portal::decisions(app, None, None).await.unwrap(),
        portal::story(app, id).await.ok(),
        portal::photo(app, id).await.ok(),
    );
    format!("{all:?}")
}

/// Withdrawal takes a story from every page, feed, map, search and handbook at once, and no index keeps it.
#[tokio::test]
async fn a_withdrawn_consent_leaves_nothing_to_read() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        let name = exemplar::page(&clerk, exemplar).await.unwrap().name;
        consent::give(&clerk, on_paper(exemplar, &Purpose::ALL, &Reach::ALL)).await.unwrap();
        let id = published(&clerk, exemplar, "Lớp học chiều thứ Bảy").await;
        let new =
            Contents { title: "Kỷ yếu".into(), imprint: String::new(), foreword: String::new(), stories: vec![id] };
        let book = handbook::begin(&clerk, new).await.unwrap();
        let before = public(&world, id).await;
        for known in [name.as_str(), "Lớp học", "Ba năm liền"] {
            assert!(before.contains(known), "the control: {known} in\n{before}");
        }
        assert!(portal::photo(&world.app, id).await.is_ok());
        let printed = handbook::book(&clerk, book).await.unwrap();
        assert!(printed.stories[0].who.contains(&name) && printed.stories[0].consent.contains("20/12/2017"));
        let mark = portal::mark(&world.app).await.unwrap();

        // The person alone, with the own account, and without a reason.
        let person = world.acting(world.officers[0]).await;
        consent::withdraw(&person, exemplar, None).await.unwrap();
        let after = public(&world, id).await;
        assert!(!after.contains(&name) && !after.contains("Lớp học") && !after.contains("Ba năm liền"), "{after}");
        assert_eq!(invalid(handbook::book(&clerk, book).await), ("stories", "nothing-to-say"));
        assert_ne!(mark, portal::mark(&world.app).await.unwrap(), "no copy is taken for the new state");
        let query = "SELECT title FROM search_doc WHERE title LIKE '%lop hoc%' OR title LIKE '%chieu thu bay%'";
        let indexed: Vec<String> = db.read(async |cx| cx.list(&Query::new("test", query, &[])).await).await.unwrap();
        assert!(indexed.is_empty(), "{indexed:?}");
        assert_eq!(story::page(&clerk, id).await.unwrap().standing, Standing::Withheld);
        assert_eq!(refusal(consent::withdraw(&person, exemplar, None).await), Refusal::InUse, "nothing is left");

        // What was withdrawn stays on record, and may be given again.
        let rows = consent::page(&clerk, exemplar).await.unwrap().rows;
        assert!(rows.len() == 8 && rows.iter().all(|row| row.withdrawn_on.is_some()));
        consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])).await.unwrap();
        assert_eq!(titles(&world).await.len(), 1);
        let view = exemplar::page(&clerk, exemplar).await.unwrap();
        let head = world.acting(world.head).await;
        exemplar::withdraw(&head, exemplar, view.version, "Sai thành tích".into()).await.unwrap();
        assert!(titles(&world).await.is_empty(), "a withdrawn recognition is told no more");
    })
    .await;
}

/// The picture has a consent of its own, and each reach is withdrawn alone.
#[tokio::test]
async fn purposes_and_reaches_are_given_and_withdrawn_one_by_one() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        consent::give(&clerk, on_paper(exemplar, &Purpose::ALL, &[Reach::Portal])).await.unwrap();
        let id = published(&clerk, exemplar, "Lớp học").await;
        assert_eq!(portal::photo(&world.app, id).await.unwrap().1, PICTURE);
        let likeness = consent::page(&clerk, exemplar).await.unwrap().rows.into_iter();
        let likeness = likeness.filter(|row| row.purpose == Purpose::Likeness).map(|row| row.id).next();
        consent::withdraw(&clerk, exemplar, likeness).await.unwrap();
        assert_eq!(refusal(portal::photo(&world.app, id).await), Refusal::NotFound);
        assert_eq!(titles(&world).await.len(), 1, "the words stay");
        assert_eq!(
            refusal(consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])).await),
            Refusal::Taken { field: "reaches" }
        );
        let scan = consent::page(&clerk, exemplar).await.unwrap().rows[0].id;
        assert_eq!(consent::paper(&clerk, exemplar, scan).await.unwrap().1, b"%PDF-1.7 signed");
    })
    .await;
}

/// Who consents: the person, the head of a collective, a parent for a child; the words have versions that stay.
#[tokio::test]
async fn a_consent_is_given_by_whoever_may_and_to_the_words_of_its_day() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let grown = recognised(&world, &running, world.officers[0]).await;
        let give = |exemplar, giver, name: &str, relation: &str| Give {
            giver,
            name: name.into(),
            relation: relation.into(),
            ..on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])
        };
        let refused = async |new: Give| invalid(consent::give(&clerk, new).await);
        assert_eq!(refused(give(grown, Giver::Guardian, "Bố", "bố")).await, ("giver", "of-age"));
        assert_eq!(
            refused(Give { purposes: vec![], ..give(grown, Giver::Oneself, "", "") }).await,
            ("purposes", "empty")
        );
        let later = Give { on: "2017-12-21".parse().unwrap(), ..give(grown, Giver::Oneself, "", "") };
        assert_eq!(refused(later).await, ("on", "future"));
        let own = || Give { how: How::Own, ..give(grown, Giver::Oneself, "", "") };
        assert_eq!(refused(own()).await, ("way", "own"), "nobody presses the button for somebody else");
        let wrong = Give { how: How::Paper(b"MZ".to_vec()), ..give(grown, Giver::Oneself, "", "") };
        assert_eq!(refusal(consent::give(&clerk, wrong).await), Refusal::FileKind);
        consent::give(&world.acting(world.officers[0]).await, own()).await.unwrap();
        let colleague = world.acting(world.officers[1]).await;
        assert!(matches!(refusal(consent::give(&colleague, own()).await), Refusal::NotAllowed { .. }));

        let unknown = recognised(&world, &running, stage::new_person(&world, 1).await).await;
        assert_eq!(refused(give(unknown, Giver::Oneself, "", "")).await, ("giver", "born-unknown"));
        assert_eq!(refused(give(unknown, Giver::Guardian, "Trần Thị Mẹ", " ")).await, ("relation", "empty"));
        consent::give(&clerk, give(unknown, Giver::Guardian, "Trần Thị Mẹ", "mẹ")).await.unwrap();

        let unit = Subject::Unit(world.rooms[2]);
        let dossier = dossier_at(&world, &running, "nam", StepKind::Decide, unit, world.rooms[2]).await;
        recognise(&world, &running, &[dossier]).await;
        let room = exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id;
        assert_eq!(refused(give(room, Giver::Oneself, "", "")).await, ("giver", "not-a-person"));
        assert_eq!(refused(give(room, Giver::Representative, "", "")).await, ("name", "empty"));

        assert_eq!(consent::texts(&clerk).await.unwrap()[0].ordinal, 1, "kept with the first consent");
        assert_eq!(
            refusal(consent::write_text(&clerk, 1, consent::STANDARD.into()).await),
            Refusal::Taken { field: "body" }
        );
        consent::write_text(&clerk, 1, "Tôi đồng ý theo mẫu mới.".into()).await.unwrap();
        assert!(matches!(consent::write_text(&clerk, 1, "Khác".into()).await, Err(Error::Overtaken { .. })));
        let chief = world.acting(world.room_heads[2]).await;
        consent::give(&chief, give(room, Giver::Representative, "Hoàng Văn Tam", "")).await.unwrap();
        let all = consent::list(&clerk).await.unwrap();
        let ordinals: Vec<i64> = all.iter().map(|row| row.ordinal).collect();
        assert_eq!(ordinals, [2, 1, 1]);
        assert_eq!(consent::texts(&clerk).await.unwrap()[1].body, consent::STANDARD);
    })
    .await;
}

/// Sensitive words of the person's record do not get out, and refusing them tells nobody what stands there.
#[tokio::test]
async fn what_stands_on_record_is_never_published() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        let record = Private {
            ethnicity: "Raglai".into(),
            religion: "Bà-la-môn".into(),
            party_since: Some("2012-02-03".parse().unwrap()),
        };
        private::set(&clerk, world.officers[0], record).await.unwrap();
        consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])).await.unwrap();
        for telling in [
            "Chị là người Raglai.",
            "Chị theo đạo Bà la môn.",
            "Chị là đảng viên từ năm 2012.",
            "Chị từng bị khiển trách.",
        ] {
            let told = Words { body: telling.into(), ..words("Lớp học") };
            let id = story::write(&clerk, exemplar, told, Photo::Keep).await.unwrap();
            assert_eq!(invalid(story::check(&clerk, id, 1, Looked::Again).await), ("body", "sensitive"), "{telling}");
        }
        // The same is refused of somebody of whom nothing is recorded.
        let other = recognised(&world, &running, world.officers[1]).await;
        let told = Words { quote: "Tôi là đảng viên.".into(), ..words("Khác") };
        let id = story::write(&clerk, other, told, Photo::Keep).await.unwrap();
        assert_eq!(invalid(story::check(&clerk, id, 1, Looked::Again).await), ("body", "sensitive"));
        // What may be about something else is looked at again.
        let told = Words { body: "Chị dạy trẻ khuyết tật.".into(), ..words("Lớp học") };
        let id = story::write(&clerk, exemplar, told, Photo::Keep).await.unwrap();
        assert_eq!(invalid(story::check(&clerk, id, 1, Looked::No).await), ("looked", "look-again"));
        story::check(&clerk, id, 1, Looked::Again).await.unwrap();
        story::release(&clerk, id, 2, clerk.today()).await.unwrap();
        let all = public(&world, id).await;
        assert!(all.contains("khuyết tật"), "the control");
        for secret in ["Raglai", "Bà-la-môn", "2012-02-03", "đảng viên"] {
            assert!(!all.contains(secret), "{secret}");
        }
    })
    .await;
}

/// Another agency on the same installation is told nothing, whatever role is held there.
#[tokio::test]
async fn another_agency_finds_nothing_of_ours() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        consent::give(&clerk, on_paper(exemplar, &[Purpose::Story], &[Reach::Portal])).await.unwrap();
        let story = published(&clerk, exemplar, "Lớp học").await;
        let event = activity::plan(&clerk, plan(Channel::Press, clerk.today())).await.unwrap();
        let new = lantoa_app::agency::NewAgency {
            name: "Sở Khác".into(),
            symbol: "SK".into(),
            from: "2010-01-01".parse().unwrap(),
            administrator: "Người Khác".into(),
        };
        let (root, admin) = lantoa_app::agency::found(&world.app, new).await.unwrap();
        let role = GiveRole {
            person: admin,
            role: Role::StandingBody,
            unit: root,
            movement: None,
            from: world.app.today(),
            to: None,
        };
        give_role(&world.acting(admin).await, role).await.unwrap();
        let stranger = world.acting(admin).await;
        assert_eq!(refusal(story::page(&stranger, story).await), Refusal::NotFound);
        assert_eq!(refusal(consent::page(&stranger, exemplar).await), Refusal::NotFound);
        assert_eq!(refusal(consent::withdraw(&stranger, exemplar, None).await), Refusal::NotFound);
        assert_eq!(refusal(activity::page(&stranger, event).await), Refusal::NotFound);
        assert_eq!(refusal(story::take_down(&stranger, story, 3, "x".into()).await), Refusal::NotFound);
        let ours = activity::Plan { unit: Some(world.rooms[0]), ..plan(Channel::Press, stranger.today()) };
        assert_eq!(refusal(activity::plan(&stranger, ours).await), Refusal::NotFound);
        assert!(story::list(&stranger, None).await.unwrap().is_empty());
        assert_eq!(portal::list(&world.app, Search::default(), None).await.unwrap().rows[0].agency, "Sở Thử nghiệm");
    })
    .await;
}

/// F83: number, day, agency, and a title only where it names nobody.
#[tokio::test]
async fn the_public_list_of_decisions_names_nobody() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        recognised(&world, &running, world.officers[0]).await;
        let (rows, _) = portal::decisions(&world.app, Some(2017), None).await.unwrap();
        assert_eq!(
            (rows[0].number.as_str(), rows[0].title.as_deref()),
            ("01/QĐ-STN", Some("Công nhận điển hình tiên tiến"))
        );
        let person =
            dossier_at(&world, &running, "nam", StepKind::Decide, Subject::Person(world.officers[1]), world.rooms[1])
                .await;
        let page = lantoa_app::dossier::page::page(&clerk, person).await.unwrap();
        let named = stage::words(&format!("Công nhận {}", page.name), None);
        let head = world.acting(world.head).await;
        let kind = lantoa_app::decision::DecisionKind::Recognition;
        let id = lantoa_app::decision::draft(&clerk, running.programme, kind, named, vec![person]).await.unwrap();
        lantoa_app::decision::issue(&head, stage::as_shown(&head, id, "").await).await.unwrap();
        let (rows, _) = portal::decisions(&world.app, None, None).await.unwrap();
        assert_eq!((rows.len(), rows[0].title.as_deref()), (2, None));
        assert!(!format!("{rows:?}").contains(&page.name));
        assert!(portal::decisions(&world.app, Some(2016), None).await.unwrap().0.is_empty());
    })
    .await;
}
