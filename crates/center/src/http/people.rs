//! Who the people of the demonstration company are, said on their own sign-in pages: whoever looks around has no other
//! way to know. Their credentials are fixtures that the documentation prints too.

use maud::{Markup, html};

use crate::mfa;
use crate::seed::demo_people;
use crate::store::Millis;

/// Names and passwords, folded away below the form that asks for them.
pub(super) fn passwords() -> Markup {
    html! {
        details .people {
            summary { "Who can sign in here?" }
            p .quiet { "The people of a demonstration company. Take any of them; the next page tells the code." }
            table {
                thead { tr { th scope="col" { "User name" } th scope="col" { "Password" } th scope="col" { "Groups" } } }
                tbody {
                    @for person in demo_people() {
                        tr {
                            td { code { (person.name) } }
                            td { code { (person.password) } }
                            td { (person.groups.join(", ").replace("SecureCart-", "")) }
                        }
                    }
                }
            }
        }
    }
}

/// What the authenticator app of `name` shows at `now`.
pub(super) fn code(name: &str, now: Millis) -> Markup {
    let person = demo_people().into_iter().find(|person| person.name == name);
    let code = person.and_then(|person| mfa::code_at(&person.totp_secret, now));
    html! {
        @if let Some(code) = code {
            details .people {
                summary { "No authenticator at hand?" }
                p .quiet { "This is a demonstration company. The app of " (name) " shows " code { (code) } " now." }
            }
        }
    }
}
