//! The words of the app outside its page, in the languages of the page: the tray, notifications, the question for the passphrase, and
//! what the doctor finds.
//!
//! Rules: each language has a folder of Project Fluent in `words/`, whose files are checked against English by the tests below; `page/` in
//! it is read by the page. Here and in [`doctor`] stands only which messages there are and what each of them names. What is told in a
//! language of its own is no error's sentence: those are the engine's, and English.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language that somebody wrote the words of.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Japanese.
    Ja,
}

impl Language {
    /// Every one of them.
    pub const ALL: [Self; 5] = [Self::En, Self::De, Self::Fr, Self::Es, Self::Ja];

    /// The one that is spoken where a system prefers `tags` (BCP 47, the best first): the first that is known, or else English.
    pub fn preferred(tags: impl IntoIterator<Item = String>) -> Self {
        tags.into_iter().find_map(|tag| Self::of_tag(&tag)).unwrap_or_default()
    }

    fn of_tag(tag: &str) -> Option<Self> {
        let spoken = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| spoken.eq_ignore_ascii_case(language.tag()))
    }

    /// Its tag of BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ja => "ja",
        }
    }

    fn of_app(self) -> &'static str {
        match self {
            Self::En => include_str!("words/en/app.ftl"),
            Self::De => include_str!("words/de/app.ftl"),
            Self::Fr => include_str!("words/fr/app.ftl"),
            Self::Es => include_str!("words/es/app.ftl"),
            Self::Ja => include_str!("words/ja/app.ftl"),
        }
    }

    fn of_doctor(self) -> &'static str {
        match self {
            Self::En => include_str!("words/en/doctor.ftl"),
            Self::De => include_str!("words/de/doctor.ftl"),
            Self::Fr => include_str!("words/fr/doctor.ftl"),
            Self::Es => include_str!("words/es/doctor.ftl"),
            Self::Ja => include_str!("words/ja/doctor.ftl"),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The words of one language.
pub struct Words {
    language: Language,
    app: Bundle,
    /// Read when somebody is first told of a finding: the tray does without.
    doctor: OnceLock<Bundle>,
}

impl Words {
    /// Those of `language`, read once.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static READ: [OnceLock<Words>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        READ[language as usize].get_or_init(|| {
            let app = read(language, language.of_app());
            Self { language, app, doctor: OnceLock::new() }
        })
    }

    /// Whose words these are.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    fn app(&self) -> &Bundle {
        &self.app
    }

    fn doctor(&self) -> &Bundle {
        self.doctor.get_or_init(|| read(self.language, self.language.of_doctor()))
    }
}

fn read(language: Language, messages: &str) -> Bundle {
    let tag: Option<LanguageIdentifier> = language.tag().parse().ok();
    let mut bundle = FluentBundle::new_concurrent(tag.into_iter().collect());
    // Panels, menus and notification daemons are others' programs, and not each of them hides the marks (U+2068, U+2069). All our
    // languages run from left to right, and names are cleaned of marks before they come here.
    bundle.set_use_isolating(false);
    let messages = FluentResource::try_new(messages.to_owned());
    bundle.add_resource_overriding(messages.unwrap_or_else(|(understood, _)| understood));
    bundle
}

fn tell<const N: usize>(bundle: &Bundle, id: &str, named: [(&'static str, FluentValue<'_>); N]) -> String {
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return id.to_owned();
    };
    let named: FluentArgs<'_> = named.into_iter().collect();
    bundle.format_pattern(pattern, Some(&named), &mut Vec::new()).into_owned()
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

/// Each message is a method of the same name, which takes what the message names.
macro_rules! message {
    ($of:ident $id:ident()) => {
        #[doc = concat!("The message `", stringify!($id), "`.")]
        #[must_use]
        pub fn $id(&self) -> String {
            tell(self.$of(), stringify!($id), [])
        }
    };
    ($of:ident $id:ident($($name:ident),+)) => {
        #[doc = concat!("The message `", stringify!($id), "`.")]
        #[must_use]
        pub fn $id<'a>(&'a self, $($name: impl Into<FluentValue<'a>>),+) -> String {
            tell(self.$of(), stringify!($id), [$((stringify!($name), $name.into())),+])
        }
    };
}

macro_rules! messages {
    ($of:ident: $($id:ident($($name:ident),*))*) => {
        impl Words {
            $(message! { $of $id($($name),*) })*
        }

        #[cfg(test)]
        pub(super) const MESSAGES: &[(&str, &[&str])] = &[$((stringify!($id), &[$(stringify!($name)),*])),*];
    };
}

messages! { app:
    // The tray: sessions.
    portal_state(portal, state)
    signed_out()
    awaiting_browser()
    awaiting_code(code)
    ends_in(span)
    signed_in()
    signed_in_offline()
    signed_in_for_this_run()
    signed_in_about(span)
    through_region(state, region)
    session_ended()
    session_ended_by_portal()
    less_than_a_minute()
    minutes(minutes)
    hours(hours)
    hours_and_minutes(hours, minutes)

    // The tray: what is under way.
    stepped_up(account, role, span)
    end_step_up()
    serving(account, role)
    asked_by(program)
    asked_by_somebody()
    asked_by_nobody()
    copy_serving()
    stop_serving()

    // The tray: what can be done.
    favourites()
    recents()
    serve()
    pick()
    pick_copied()
    search()
    sign_in_to(portal)
    sign_out_of(portal)
    renew_session(portal)
    reopen_sign_in(portal)
    quit()
    settings()
    needs_you()
    role_of_class(role, class)
    class_read()
    class_unknown()
    class_write()
    class_admin()

    // Notifications.
    show()
    sign_in()
    renew()
    session_ends(portal, minutes)
    session_ends_about(portal, minutes)
    session_ends_body()
    session_has_ended(portal)
    session_has_ended_body()
    sign_in_wanted(portal)
    sign_in_wanted_body()
    access_arrived(portal)
    access_arrived_body(what)
    access_arrived_body_more(what, more)
    show_access()
    role_in_account(role, account)
    not_signed_in(portal)
    not_signed_in_body()
    not_done()
    cannot_start()

    // Updates.
    updates_off()
    updates_off_body()
    up_to_date()
    up_to_date_body(version)
    updated(version)
    updated_body()
    not_updated()

    // The passphrase of the encrypted file.
    passphrase()
    passphrase_after_wrong()
    new_passphrase()
    new_passphrase_after_short()
    passphrase_label()
    passphrase_empty()
    passphrase_again()
    passphrases_differ()

    // Windows.
    picker_title()
}

mod doctor;
#[cfg(test)]
mod tests;
