//! One page of a listing, and the token of the next.
//!
//! Rules: a token is opaque to clients and good for the listing and the person it was given to; what it holds is a key of
//! the listing's order, so that a page costs what it holds, wherever it is. How pages may hang together when they should
//! not is [`Paging`]'s.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portico_model::portal::MAX_PAGE;

use super::super::{App, value};
use super::{Params, PortalError};
use crate::access::Slice;
use crate::faults::Paging;
use crate::mint;

/// A page somebody asks for.
pub(super) struct Page {
    at: Place,
    limit: u32,
    tag: String,
    paging: Paging,
}

/// Where in a listing a page starts.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Place {
    /// How often the listing began anew without ending: always 0 but for [`Paging`].
    round: u64,
    /// The key of the last row before it; empty at the start.
    after: String,
}

impl Page {
    /// The page that `params` ask for of the listing called `listing`, whose name says for whom it is.
    ///
    /// # Errors
    /// [`PortalError::Request`] when they make no sense, or the token is of another listing.
    pub(super) fn read(
        app: &App,
        params: &Params,
        listing: &str,
        paging: Paging,
    ) -> Result<Self, PortalError> {
        let limit = match value(params, "max_result") {
            None | Some("") => app.config.page_size.clamp(1, MAX_PAGE),
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=MAX_PAGE).contains(limit))
                .ok_or(PortalError::Request("max_result is not a number from 1 to 100."))?,
        };
        let tag = mint::digest(listing);
        let at = match value(params, "next_token") {
            None | Some("") => Place::default(),
            Some(token) => Place::of(token, &tag)
                .ok_or(PortalError::Request("next_token is not one this listing gave out."))?,
        };
        Ok(Self { at, limit, tag, paging })
    }

    /// Whether the listing starts here.
    pub(super) fn is_first(&self) -> bool {
        self.at.after.is_empty()
    }

    /// One row more than the page, to know whether another follows.
    pub(super) fn slice(&self) -> Slice<'_> {
        Slice { after: &self.at.after, limit: self.limit + 1 }
    }

    /// Cuts the extra row off and gives the token of the page that starts with it.
    pub(super) fn next<T>(&self, rows: &mut Vec<T>, key: fn(&T) -> &String) -> Option<String> {
        let limit = self.limit as usize;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().map_or_else(|| self.at.after.clone(), |row| key(row).clone());
        Some(self.onward(last, has_more)?.token(&self.tag))
    }

    /// Where the page leads that ends with `last`; nowhere after the end of an honest listing.
    fn onward(&self, last: String, has_more: bool) -> Option<Place> {
        let round = self.at.round;
        let on = has_more.then(|| Place { round, after: last.clone() });
        match self.paging {
            Paging::Sound => on,
            Paging::RepeatsFirst if self.at == Place::default() => {
                Some(Place { round: 1, ..Place::default() })
            }
            Paging::RepeatsFirst => on,
            Paging::StuckAtFirst => Some(Place::default()),
            Paging::StuckAtLast => on.or_else(|| Some(self.at.clone())),
            Paging::Circles => on.or_else(|| Some(Place::default())),
            Paging::NeverEnds => on.or_else(|| Some(Place { round: round + 1, ..Place::default() })),
            Paging::NeverEndsEmpty => on.or(Some(Place { round: round + 1, after: last })),
        }
    }
}

impl Place {
    /// The token that leads here in the listing of `tag`.
    fn token(&self, tag: &str) -> String {
        let Self { round, after } = self;
        let seal = mint::digest(&format!("{tag} {round} {after}"));
        URL_SAFE_NO_PAD.encode(format!("{seal} {round} {after}"))
    }

    /// Where `token` leads, if the listing of `tag` gave it out.
    fn of(token: &str, tag: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
        let (_, place) = text.split_once(' ')?;
        let (round, after) = place.split_once(' ')?;
        let place = Self { round: round.parse().ok()?, after: after.to_owned() };
        (place.token(tag) == token).then_some(place)
    }
}
