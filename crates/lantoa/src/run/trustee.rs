//! `lantoa ballot key` and `lantoa ballot open`: a trustee's own program, which no server can change. It must not send anything, and writes nothing but the key file and its memory.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::ArgMatches;
use lantoa_ballot::ceremony::{Confirmation, Round1, Round2};
use lantoa_ballot::hash::{hex, unhex};
use lantoa_ballot::{
    Bundle, CeremonyPlan, KeyFile, Refused, TrusteeInCeremony, TrusteeKey, TrusteeMemory, TrusteeSeed,
    fingerprint_words,
};
use lantoa_i18n::{Locale, Message, Say, word};
use serde_json::Value;

use super::{say, say_error};
use crate::clock::seed;

/// What cannot be gone on with, in a sentence.
type Told<T> = Result<T, Message>;

/// `lantoa ballot key`: the next message of the key ceremony, from the ceremony's file and the key file.
pub(crate) fn key(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    answered(locale, key_told(locale, matches))
}

/// `lantoa ballot open`: this trustee's share of the sums of a closed board.
pub(crate) fn open(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    answered(locale, open_told(locale, matches))
}

/// The answer alone stands on standard output: it is what gets copied.
fn answered(locale: Locale, told: anyhow::Result<Told<String>>) -> anyhow::Result<ExitCode> {
    Ok(match told? {
        Ok(answer) => {
            say(&answer);
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            say_error(&sentence.say(locale));
            ExitCode::from(2)
        }
    })
}

/// A ceremony as its page gives it.
struct Ceremony {
    plan: CeremonyPlan,
    own: u8,
    rounds: [Vec<Option<Vec<u8>>>; 3],
}

impl Ceremony {
    fn read(path: &Path) -> Told<Self> {
        let wrong = || word!("cli-key-no-ceremony").with("path", path.display().to_string());
        let text = std::fs::read_to_string(path).map_err(|_| wrong())?;
        let value: Value = serde_json::from_str(&text).map_err(|_| wrong())?;
        let small = |name: &str| value[name].as_u64().and_then(|number| u8::try_from(number).ok()).ok_or_else(wrong);
        let number = value["number"].as_str().and_then(unhex).ok_or_else(wrong)?;
        let plan = CeremonyPlan::new(number, small("trustees")?, small("threshold")?).map_err(|_| wrong())?;
        let message = |one: &Value| match one {
            Value::Null => Some(None),
            Value::String(text) => bytes(text).map(Some),
            _ => None,
        };
        let round = |at: usize| -> Told<Vec<Option<Vec<u8>>>> {
            let all = value["rounds"][at].as_array().ok_or_else(wrong)?;
            all.iter().map(message).collect::<Option<_>>().ok_or_else(wrong)
        };
        let own = small("own").map_err(|_| word!("cli-key-not-yours"))?;
        Ok(Self { plan, own, rounds: [round(0)?, round(1)?, round(2)?] })
    }

    /// The messages of a round, once all are there.
    fn whole(&self, round: usize) -> Option<Vec<Vec<u8>>> {
        self.rounds[round].iter().cloned().collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
    }

    fn posted(&self, round: usize) -> bool {
        self.rounds[round].get(usize::from(self.own) - 1).is_some_and(Option::is_some)
    }
}

/// Bytes from hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim().as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if digits.len().is_multiple_of(2) { digits.chunks(2).map(pair).collect() } else { None }
}

fn key_told(locale: Locale, matches: &ArgMatches) -> anyhow::Result<Told<String>> {
    let ceremony = match Ceremony::read(path(matches, "file")) {
        Ok(ceremony) => ceremony,
        Err(told) => return Ok(Err(told)),
    };
    let own = match own_seed(locale, matches, &ceremony)? {
        Ok(own) => own,
        Err(told) => return Ok(Err(told)),
    };
    let trustee = match TrusteeInCeremony::new(ceremony.plan, ceremony.own, own) {
        Ok(trustee) => trustee,
        Err(why) => return Ok(Err(refused(why))),
    };
    Ok(next_message(locale, &ceremony, &trustee, matches.get_flag("words-agree")))
}

/// The message that comes next. That of the third round is given only once the words were compared aloud.
fn next_message(locale: Locale, ceremony: &Ceremony, trustee: &TrusteeInCeremony, agree: bool) -> Told<String> {
    let tell = |message: Message| say_error(&message.say(locale));
    let Some(first) = ceremony.whole(0) else {
        tell(word!("cli-key-round").with("round", 1));
        return Ok(hex(&trustee.round1().to_bytes()));
    };
    let first: Vec<Round1> = first.iter().map(|one| Round1::read(one)).collect::<Result<_, _>>().map_err(refused)?;
    let Some(second) = ceremony.whole(1) else {
        tell(word!("cli-key-round").with("round", 2));
        return trustee.round2(&first).map(|message| hex(&message.to_bytes())).map_err(refused);
    };
    let second: Vec<Round2> =
        second.iter().map(|one| Round2::read(&ceremony.plan, one)).collect::<Result<_, _>>().map_err(refused)?;
    let (print, confirmation, _) = trustee.round3(&first, &second).map_err(refused)?;
    tell(word!("cli-key-words").with("words", fingerprint_words(&print).join(" · ")));
    if ceremony.posted(2) {
        return Err(word!("cli-key-done").into());
    }
    if !agree {
        return Err(word!("cli-key-compare").into());
    }
    tell(word!("cli-key-round").with("round", 3));
    Ok(hex(&Confirmation::to_bytes(&confirmation)))
}

/// The seed from the key file; a new one, sealed and written down first, when there is no file.
fn own_seed(locale: Locale, matches: &ArgMatches, ceremony: &Ceremony) -> anyhow::Result<Told<TrusteeSeed>> {
    let file = path(matches, "key");
    let passphrase = passphrase(locale, matches)?;
    if file.exists() {
        return Ok(unsealed(file, &passphrase)?.and_then(|key| {
            let same = key.ceremony == ceremony.plan.number() && key.index == ceremony.own;
            if same { Ok(key.seed) } else { Err(word!("cli-key-other").into()) }
        }));
    }
    if ceremony.posted(0) {
        return Ok(Err(word!("cli-key-missing").with("path", file.display().to_string())));
    }
    let fresh = seed().0;
    let key = KeyFile { ceremony: ceremony.plan.number(), index: ceremony.own, seed: TrusteeSeed::from_random(fresh) };
    let random: [u8; 40] =
        [seed().0.as_slice(), &seed().0[..8]].concat().try_into().expect("invariant: 32 and 8 bytes");
    let Ok(sealed) = key.seal(&passphrase, &random) else { return Ok(Err(word!("cli-key-short").into())) };
    write_new(file, &sealed).with_context(|| file.display().to_string())?;
    say_error(&word!("cli-key-made").with("path", file.display().to_string()).say(locale));
    say_error(&word!("cli-key-letters").with("letters", key.seed.write().to_string()).say(locale));
    Ok(Ok(key.seed))
}

fn unsealed(file: &Path, passphrase: &str) -> anyhow::Result<Told<KeyFile>> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    Ok(KeyFile::open(&bytes, passphrase).map_err(|_| word!("cli-key-closed").into()))
}

/// A file that only its owner reads, and that replaces no other.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn open_told(locale: Locale, matches: &ArgMatches) -> anyhow::Result<Told<String>> {
    let file = path(matches, "file");
    let board = std::fs::read(file).ok().and_then(|bytes| Bundle::read(&bytes).ok()?.replay().ok());
    let Some(board) = board else {
        return Ok(Err(word!("cli-open-no-bundle").with("path", file.display().to_string())));
    };
    let Some(close) = board.close() else { return Ok(Err(word!("cli-open-not-closed").into())) };
    say_error(&word!("cli-ballot-head").with("value", hex(&close.head)).say(locale));
    let told = matches.get_one::<String>("head").and_then(|text| unhex(text.trim()));
    if told != Some(close.head) {
        return Ok(Err(word!("cli-open-other-head").into()));
    }
    let key = match unsealed(path(matches, "key"), &passphrase(locale, matches)?)? {
        Ok(key) => key,
        Err(told) => return Ok(Err(told)),
    };
    let memory_file = path(matches, "memory");
    let kept = std::fs::read(memory_file).ok();
    let mut memory: TrusteeMemory = match kept.as_deref().map(serde_json::from_slice) {
        None => TrusteeMemory::default(),
        Some(Ok(memory)) => memory,
        Some(Err(_)) => return Ok(Err(word!("cli-open-no-memory").with("path", memory_file.display().to_string()))),
    };
    let ceremony = board.ceremony().expect("invariant: a closed board has its ceremony");
    let partial =
        TrusteeKey::restore(ceremony, key.index, key.seed).and_then(|key| key.open(&board, &mut memory, &seed().0));
    let partial = match partial {
        Ok(partial) => partial,
        Err(why) => return Ok(Err(refused(why))),
    };
    // What was opened is remembered before the share leaves this program.
    std::fs::write(memory_file, serde_json::to_vec(&memory)?).with_context(|| memory_file.display().to_string())?;
    Ok(Ok(hex(&partial.to_bytes())))
}

fn refused(why: Refused) -> Message {
    match why {
        Refused::Culprit(number) => word!("cli-key-culprit").with("number", number),
        Refused::TooFew => word!("cli-open-too-few").into(),
        Refused::Contradiction => word!("cli-open-contradiction").into(),
        Refused::OtherElection => word!("cli-key-other").into(),
        other => word!("cli-key-refused").with("why", other.to_string()),
    }
}

fn passphrase(locale: Locale, matches: &ArgMatches) -> anyhow::Result<String> {
    if let Some(file) = matches.get_one::<PathBuf>("passphrase-file") {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        return Ok(text.lines().next().unwrap_or_default().to_owned());
    }
    Ok(rpassword::prompt_password(format!("{} ", word!("cli-key-passphrase").say(locale)))?)
}

fn path<'a>(matches: &'a ArgMatches, name: &str) -> &'a Path {
    matches.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}
