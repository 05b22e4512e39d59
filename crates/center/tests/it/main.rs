//! Everything here talks HTTP to a started center, as a client, a browser or a person would. Time is a manual clock.

mod device;
mod federation;
mod oidc;
mod pages;
mod portal;
mod store;
mod sts;
mod world;
