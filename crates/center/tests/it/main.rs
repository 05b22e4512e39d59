//! Everything here talks HTTP to a started center, as a client, a browser or a person would. Time is a manual clock.

mod consoles;
mod control;
mod device;
mod faults;
mod federation;
mod listing;
mod oidc;
mod pages;
mod portal;
mod regions;
mod rotation;
mod store;
mod sts;
mod wire;
mod world;
