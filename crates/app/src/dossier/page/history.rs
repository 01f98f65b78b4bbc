//! The history of a dossier from its journal. Must not show how criteria were judged, nor name files, to those who may not see them.

use jiff::Timestamp;
use lantoa_domain::dossier::State;
use lantoa_domain::policy::Lens;
use lantoa_store::dossier::page::HistoryLine;
use serde::Deserialize;
use serde_json::Value;

use super::Case;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who; `None` is the system.
    pub by: Option<String>,
    /// The event's name: "dossier.nominated".
    pub action: String,
    /// The reason that was given.
    pub why: Option<String>,
    /// What it was about, in the data's own words: names of files, the words of a criterion, votes of a meeting.
    pub about: Option<String>,
}

/// What the journal keeps of a command.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    /// Where the dossier stood.
    pub(super) before: Option<State>,
    /// Where it stands since.
    pub(super) after: Option<State>,
    /// The reason that was given.
    pub(super) why: Option<String>,
}

/// A line of the journal and what it keeps, read once for everything on the page that looks at it.
pub(super) type Read<'a> = (&'a HistoryLine, Line);

/// Reads the lines.
pub(super) fn read(history: &[HistoryLine]) -> Vec<Read<'_>> {
    history.iter().map(|line| (line, serde_json::from_str(&line.detail).unwrap_or_default())).collect()
}

/// The events of a page.
pub(super) fn events(history: &[Read<'_>], case: &Case, lens: Lens) -> Vec<Event> {
    const OF_APPRAISAL: [&str; 3] = ["dossier.criterion-judged", "dossier.assigned", "dossier.taken-back"];
    let shown = history.iter().filter(|(line, _)| lens.appraisal || !OF_APPRAISAL.contains(&line.action.as_str()));
    shown
        .map(|(line, read)| {
            let named = lens.files || !line.action.starts_with("dossier.file");
            Event {
                at: line.at,
                by: line.by.clone(),
                action: line.action.clone(),
                about: about(line, case).filter(|_| named),
                why: read.why.clone(),
            }
        })
        .collect()
}

/// What only a few lines are asked for.
#[derive(Deserialize)]
struct Detailed {
    detail: Value,
}

fn about(line: &HistoryLine, case: &Case) -> Option<String> {
    let detail = || serde_json::from_str(&line.detail).ok().map(|read: Detailed| read.detail);
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    match line.action.as_str() {
        "dossier.files-attached" => {
            let names: Vec<String> = detail()?.as_array()?.iter().filter_map(|file| text(file, "name")).collect();
            Some(names.join(", "))
        }
        "dossier.file-removed" => text(&detail()?, "name"),
        "dossier.criterion-judged" => {
            let key = text(&detail()?, "criterion")?;
            case.plan.criteria.iter().find(|one| one.key.as_str() == key).map(|one| one.text.clone())
        }
        "dossier.endorsed" => {
            let detail = detail()?;
            let figure = |name| detail.get(name).and_then(Value::as_u64);
            Some(format!("{}/{}", figure("agree")?, figure("present")?))
        }
        _ => None,
    }
}
