//! The form for a new factor, new or corrected, with what it may be the same as; it must not send anything.

use super::{ANOTHER, AlikeRow, KIND, UNIT};
use crate::{
    filters,
    kernel::{Choice, FormState, Input, InputKind, Shell},
    page::dossier::say::{KINDS, of_slug, slug_of},
    ui::{Action, Field},
    words,
};
use askama::Template;
use lantoa_app::prospect::{Choices, LONGEST_LINE, NewProspect, View};
use lantoa_domain::{id::ProgrammeId, plan::Key};
use lantoa_i18n::{Word, word};

const NAME: Input = Input::text("ten", word!("prospect-name")).required().max_chars(LONGEST_LINE);
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("prospect-movement")).required();
const SCOPE: Input =
    Input::text("pham-vi", word!("prospect-scope")).max_chars(LONGEST_LINE).hint(word!("prospect-scope-hint"));
const DEED: Input = Input::new(InputKind::Lines, "viec", word!("prospect-deed")).required().max_chars(4000);

/// Where refusals of the rules belong.
pub(in crate::page) const FIELDS: [(&str, Input); 5] =
    [("name", NAME), ("unit", UNIT), ("movement", MOVEMENT), ("programme", MOVEMENT), ("scope", SCOPE)];

/// `/nhan-to/moi`, `/nhan-to/{id}/sua` and the taking up of a suggestion.
#[derive(Template)]
#[template(path = "prospect/form.html")]
pub(in crate::page) struct FormPage {
    shell: Shell,
    title: Word,
    form: FormState,
    fields: Vec<Field>,
    another: Field,
    alike: Vec<AlikeRow>,
    /// Whether the person has to say that it is another.
    decides: bool,
    /// Place and deed as somebody told them.
    told: Option<(String, String)>,
    address: String,
    version: i64,
    /// Whether a programme takes new factors now.
    is_open: bool,
    submit: Action,
    back: Action,
}

impl FormPage {
    pub(in crate::page) fn new(shell: Shell, title: Word, choices: &Choices, form: FormState) -> Self {
        let kinds: Vec<Choice> = KINDS.iter().map(|(code, kind)| Choice::new(*code, words::kind(*kind))).collect();
        let units: Vec<Choice> =
            choices.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        let several = choices.movements.windows(2).any(|two| two[0].0 != two[1].0);
        let movement = |(programme, title, key, name): &(ProgrammeId, String, Key, String)| {
            let label = if several { format!("{name} ({title})") } else { name.clone() };
            Choice::new(format!("{programme}.{key}"), label)
        };
        let movements: Vec<Choice> = choices.movements.iter().map(movement).collect();
        Self {
            shell,
            title,
            fields: vec![
                form.show_choices(KIND.required(), &kinds),
                form.show(NAME),
                form.show_choices(UNIT.required(), &units),
                form.show_choices(MOVEMENT, &movements),
                form.show(SCOPE),
                form.show(DEED),
            ],
            another: form.show(ANOTHER),
            alike: Vec::new(),
            decides: false,
            told: None,
            address: String::new(),
            version: 0,
            is_open: !choices.movements.is_empty(),
            submit: Action::submit(word!("prospect-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), "/nhan-to"),
            form,
        }
    }

    pub(in crate::page) fn sent_to(mut self, address: impl Into<String>, back: impl Into<String>) -> Self {
        self.address = address.into();
        self.back = Action::link(word!("ui-confirm-back"), back);
        self
    }

    pub(in crate::page) fn version(mut self, version: i64) -> Self {
        self.version = version;
        self
    }

    pub(in crate::page) fn alike(mut self, rows: Vec<AlikeRow>) -> Self {
        self.decides = !rows.is_empty() && self.version == 0;
        self.alike = rows;
        self
    }

    pub(in crate::page) fn about(mut self, place: String, deed: String) -> Self {
        self.told = Some((place, deed));
        self
    }
}

/// The form as a suggestion fills it in.
pub(in crate::page) fn filled(name: &str, deed: &str) -> FormState {
    FormState::filled([(NAME.name, name.to_owned()), (DEED.name, deed.to_owned())])
}

/// The form of one that is there.
pub(super) fn of(view: &View) -> FormState {
    FormState::filled([
        (KIND.name, slug_of(&KINDS, view.row.kind).to_owned()),
        (NAME.name, view.row.name.clone()),
        (UNIT.name, view.unit.to_string()),
        (MOVEMENT.name, format!("{}.{}", view.programme.0, view.movement)),
        (SCOPE.name, view.scope.clone()),
        (DEED.name, view.deed.clone()),
    ])
}

/// What the form says; every mistake is noted.
pub(in crate::page) fn read(form: &mut FormState) -> Option<NewProspect> {
    let kind = form.choice(KIND.required(), |text| of_slug(&KINDS, text));
    let (name, scope, deed) = (form.text(NAME), form.text(SCOPE), form.text(DEED));
    let unit = form.choice(UNIT.required(), |text| text.parse().ok());
    let movement = form.choice(MOVEMENT, |text| {
        let (programme, key) = text.split_once('.')?;
        Some((programme.parse().ok()?, key.parse().ok()?))
    });
    let (programme, movement) = movement?;
    Some(NewProspect { programme, movement, kind: kind?, name: name?, unit: unit?, scope: scope?, deed: deed? })
}
