//! Letters over TLS: a server whose certificate the machine trusts gets the letter, hidden from the start or from STARTTLS on; any other gets neither password nor letter.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use crate::mailing::{agency, server};
use crate::post::{Hidden, PostOffice};
use crate::stage::PLAN;
use lantoa_app::mail::{self, Password, Set, TestState};
use lantoa_courier::mail::round;
use lantoa_domain::reminder::{Fault, Security};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

const NAME: &str = "nhac-viec";
const PASSWORD: &str = "mật khẩu đúng";
/// The folder with the certificates, for the process that trusts them.
const FOLDER: &str = "LANTOA_TEST_CERTIFICATES";

/// Writes `authority.pem`, which the machine shall trust, and the certificates and keys of three servers: one for this
/// machine, one for another name, one for this machine that a stranger signed.
fn write(folder: &Path) {
    let authority = || {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    };
    let (trusted, stranger) = (authority(), authority());
    std::fs::write(folder.join("authority.pem"), trusted.pem()).unwrap();
    for (server, host, issuer) in
        [("own", "localhost", &trusted), ("other", "thu.khac.vi.du", &trusted), ("strange", "localhost", &stranger)]
    {
        let key = KeyPair::generate().unwrap();
        let made = CertificateParams::new([host.to_owned()]).unwrap().signed_by(&key, issuer).unwrap();
        std::fs::write(folder.join(format!("{server}.der")), made.der()).unwrap();
        std::fs::write(folder.join(format!("{server}.key")), key.serialize_der()).unwrap();
    }
}

fn config(server: &str) -> Arc<ServerConfig> {
    let folder = PathBuf::from(std::env::var(FOLDER).expect("the folder"));
    let read = |end: &str| std::fs::read(folder.join(format!("{server}.{end}"))).unwrap();
    let (chain, key) = (vec![CertificateDer::from(read("der"))], PrivatePkcs8KeyDer::from(read("key")));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_no_client_auth().with_single_cert(chain, PrivateKeyDer::Pkcs8(key)).unwrap())
}

/// What a test letter to a server came to.
async fn tried(world: &World, office: &PostOffice, security: Security) -> (TestState, Option<Fault>) {
    let admin = world.acting(world.admin).await;
    let seen = mail::setting(&admin).await.unwrap().setting.version;
    let set = Set {
        host: "localhost".into(),
        security,
        login: NAME.into(),
        password: Password::New(PASSWORD.into()),
        active: false,
        ..server(office.port, seen)
    };
    mail::set(&admin, set).await.unwrap();
    mail::ask_test(&admin).await.unwrap();
    round(&world.app).await.unwrap();
    let test = mail::setting(&admin).await.unwrap().test.unwrap();
    (test.state.0, test.fault.map(|why| why.0))
}

/// F72: runs the test below in a process that trusts our authority and nobody else.
#[test]
fn letters_go_over_tls_to_servers_the_machine_trusts_alone() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "mail_tls::in_a_process_that_trusts_the_authority", "--ignored", "--nocapture"])
        .env("SSL_CERT_FILE", folder.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by the test above, with a trust of its own"]
async fn in_a_process_that_trusts_the_authority() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let open = |hidden| PostOffice::open_with(0, &[], Some((NAME, PASSWORD)), hidden);
        let sent = (TestState::Sent, None);
        let not = (TestState::Failed, Some(Fault::Handshake));
        for (hidden, security) in [
            (Hidden::FromTheStart(config("own")), Security::Tls),
            (Hidden::OnceAsked(config("own")), Security::StartTls),
        ] {
            let office = open(hidden);
            assert_eq!(tried(&world, &office, security).await, sent);
            assert_eq!(office.taken().len(), 1);
            assert_eq!(office.told(), [format!("{NAME}:{PASSWORD}")]);
        }
        let bad = [
            (Hidden::FromTheStart(config("other")), Security::Tls),
            (Hidden::OnceAsked(config("other")), Security::StartTls),
            (Hidden::FromTheStart(config("strange")), Security::Tls),
            (Hidden::OnceAsked(config("strange")), Security::StartTls),
            // Somebody on the way took STARTTLS out of the answer.
            (Hidden::Never, Security::StartTls),
        ];
        for (place, (hidden, security)) in bad.into_iter().enumerate() {
            let office = open(hidden);
            assert_eq!(tried(&world, &office, security).await, not, "{place}");
            assert!(office.taken().is_empty() && office.told().is_empty(), "{place}: something was said");
        }
    })
    .await;
}
