//! Certificates in the background: asked for, made file by file, called off, taken up again after a fall, kept for a week.

use crate::stage::{PLAN, recognise, refusal, to_decide};
use lantoa_app::job::{self, Choice, JobState, Step, Work};
use lantoa_app::{App, Cx, Db, Error};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, JobId};
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// Two files for the two certificates of these tests.
const ONE: usize = 1;

async fn decided(world: &World) -> DecisionId {
    let running = world.run(PLAN, 2017).await;
    let first = to_decide(world, &running, "nam", 0).await;
    let second = to_decide(world, &running, "nam", 1).await;
    recognise(world, &running, &[first, second]).await
}

/// A decision whose certificates were asked for.
async fn asked(db: &Db) -> (World, DecisionId, Cx, JobId) {
    let world = World::found(db, "2017-12-20").await;
    let decision = decided(&world).await;
    let clerk = world.acting(world.secretary).await;
    let id = job::ask(&clerk, decision, Choice::Blank).await.unwrap();
    (world, decision, clerk, id)
}

async fn take(app: &App) -> Work {
    job::take(app).await.unwrap().expect("a job waits")
}

/// Draws and keeps the next file, as the program's worker does.
async fn next(app: &App, work: &mut Work) -> Step {
    let sheets = job::sheets(app, work, ONE).await.unwrap();
    assert_eq!(sheets.len(), 1);
    let pdf = format!("%PDF {}", sheets[0].title).into_bytes();
    job::keep(app, work, ONE, Some(pdf)).await.unwrap()
}

async fn events(world: &World, id: JobId) -> Vec<String> {
    use lantoa_domain::id::Id;
    let root = world.root;
    let filter = Filter { subject: Some((JobId::PREFIX.to_owned(), id.raw())), ..Filter::default() };
    let lines = world.app.db().read(async move |cx| journal::list(cx, root, &filter, None, 50).await).await.unwrap();
    lines.rows.into_iter().rev().map(|line| line.action).collect()
}

#[tokio::test]
async fn all_certificates_of_a_decision_are_made_and_taken() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let decision = decided(&world).await;
        let clerk = world.acting(world.secretary).await;
        let before = job::before(&clerk, decision).await.unwrap();
        assert_eq!((before.sheets, before.shift, before.jobs.len()), (2, (0, 0), 0));

        let id = job::ask(&clerk, decision, Choice::Blank).await.unwrap();
        assert_eq!(job::ask(&clerk, decision, Choice::Blank).await.unwrap(), id, "asking twice makes them once");
        assert_eq!(job::page(&clerk, id).await.unwrap().state, JobState::Waiting);

        assert!(job::is_any(&world.app).await.unwrap());
        let mut work = take(&world.app).await;
        assert!(!job::is_any(&world.app).await.unwrap() && job::take(&world.app).await.unwrap().is_none());
        assert_eq!(next(&world.app, &mut work).await, Step::On);
        let seen = job::page(&clerk, id).await.unwrap();
        assert_eq!((seen.state, seen.done, seen.total, seen.parts.len()), (JobState::Running, 1, 2, 0));
        assert_eq!(refusal(job::file(&clerk, id, 0).await), Refusal::NotFound, "what is not done is not taken");
        assert_eq!(next(&world.app, &mut work).await, Step::On);
        job::done(&world.app, work).await.unwrap();

        let seen = job::page(&clerk, id).await.unwrap();
        assert_eq!((seen.state, seen.done, seen.parts.len()), (JobState::Done, 2, 2));
        let (part, bytes) = job::file(&clerk, id, 1).await.unwrap();
        assert_eq!((part.first, part.last), (2, 2));
        assert!(bytes.starts_with(b"%PDF ") && bytes.len() > 8);
        assert_eq!(events(&world, id).await, ["job.asked", "job.done"]);
    })
    .await;
}

#[tokio::test]
async fn a_job_called_off_stops_after_the_file_it_is_at() {
    both(async |db| {
        let (world, decision, clerk, id) = asked(db).await;
        let mut work = take(&world.app).await;
        assert_eq!(next(&world.app, &mut work).await, Step::On);
        job::cancel(&clerk, id).await.unwrap();
        assert_eq!(next(&world.app, &mut work).await, Step::Stop);
        let seen = job::page(&clerk, id).await.unwrap();
        assert_eq!((seen.state, seen.parts.len()), (JobState::Cancelled, 0));
        assert_eq!(refusal(job::file(&clerk, id, 0).await), Refusal::NotFound);
        assert!(matches!(job::cancel(&clerk, id).await, Err(Error::Overtaken { .. })), "it has ended");
        assert!(job::done(&world.app, work).await.is_err(), "what was called off is never done");
        assert_eq!(events(&world, id).await, ["job.asked", "job.cancelled"]);
        assert_ne!(job::ask(&clerk, decision, Choice::Blank).await.unwrap(), id, "and can be asked for again");
    })
    .await;
}

#[tokio::test]
async fn a_fallen_program_goes_on_where_it_was_and_not_for_ever() {
    both(async |db| {
        let (world, _, clerk, id) = asked(db).await;
        let mut first = take(&world.app).await;
        assert_eq!(next(&world.app, &mut first).await, Step::On);

        // Its worker is gone; nobody takes it from one that only thinks.
        assert!(job::take(&world.app).await.unwrap().is_none());
        world.clock.advance_seconds(180);
        let mut second = take(&world.app).await;
        assert_eq!(second.progress(), (1, 2), "the first file is not made again");
        assert_eq!(next(&world.app, &mut first).await, Step::Stop, "whoever comes back finds another at it");

        // A program that is asked to stop puts it back, and that is no try.
        job::put_back(&world.app, second).await.unwrap();
        second = take(&world.app).await;
        world.clock.advance_seconds(180);
        let third = take(&world.app).await;
        world.clock.advance_seconds(180);
        assert!(job::take(&world.app).await.unwrap().is_none(), "three falls are enough");
        let seen = job::page(&clerk, id).await.unwrap();
        assert_eq!((seen.state, seen.why.as_str()), (JobState::Failed, "gave-up"));
        assert_eq!(events(&world, id).await, ["job.asked", "job.failed"]);
        drop((second, third));
    })
    .await;
}

#[tokio::test]
async fn a_result_is_kept_for_a_week() {
    both(async |db| {
        let (world, _, _, id) = asked(db).await;
        let mut work = take(&world.app).await;
        next(&world.app, &mut work).await;
        next(&world.app, &mut work).await;
        job::done(&world.app, work).await.unwrap();

        world.clock.set("2017-12-26");
        assert!(!job::is_any(&world.app).await.unwrap());
        job::tidy(&world.app).await.unwrap();
        let clerk = world.acting(world.secretary).await;
        assert_eq!(job::page(&clerk, id).await.unwrap().parts.len(), 2);
        world.clock.set("2017-12-28");
        assert!(job::is_any(&world.app).await.unwrap());
        job::tidy(&world.app).await.unwrap();
        assert!(!job::is_any(&world.app).await.unwrap());
        let seen = job::page(&clerk, id).await.unwrap();
        assert_eq!((seen.state, seen.parts.len(), seen.kept_until), (JobState::Done, 0, None));
        assert_eq!(events(&world, id).await, ["job.asked", "job.done", "job.result-deleted"]);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_and_what_cannot() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let decision = decided(&world).await;
        let (clerk, officer) = (world.acting(world.secretary).await, world.acting(world.officers[0]).await);
        assert!(job::may_ask(&clerk) && !job::may_ask(&officer));
        let refused = refusal(job::ask(&officer, decision, Choice::Blank).await);
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
        let far = job::ask(&clerk, decision, Choice::Printed { right: 301, down: 0 }).await;
        assert_eq!(refusal(far), Refusal::Invalid { field: "shift", why: "out-of-range" });

        // The shift of the agency's printer is remembered.
        let mut jobs = Vec::new();
        for right in -2..3 {
            jobs.push(job::ask(&clerk, decision, Choice::Printed { right, down: 15 }).await.unwrap());
        }
        assert_eq!(job::before(&clerk, decision).await.unwrap().shift, (2, 15));
        assert_eq!(refusal(job::ask(&clerk, decision, Choice::Blank).await), Refusal::InUse, "five are open");
        job::cancel(&clerk, jobs[0]).await.unwrap();
        job::ask(&clerk, decision, Choice::Blank).await.unwrap();
        assert_eq!(
            take(&world.app).await.choice(),
            Choice::Printed { right: -1, down: 15 },
            "first come, first served"
        );
    })
    .await;
}
