//! **What do most people see of Chancery?** Pages, their machine twins, feeds, and the review of claims in a browser.
//!
//! In → Out: a request → a page, or the same as JSON, CSV, SVG, a feed or a calendar.
//!
//! Never: reads a document's text for meaning; renders foreign text as markup; fetches anything; sends a browser to
//! another host, but to the [`Provider`] that an administrator names. The listener and the file of people are the only
//! places that touch the world; the clock, randomness, the register and the way to a provider come in as functions
//! ([`World`], [`Asked`]).
//!
//! Source: the questions that the site's pages answer; WCAG 2.2 AA; the register's roles and limits in `SECURITY.md`.
//!
//! The way of a request: [`listen`](listen()) takes it from the socket as an [`Ask`], [`Site::answer`] finds its route in
//! one table, looks whether the person may ask so, lets the page compose itself over the register, and gives a [`Reply`].

mod access;
mod api;
mod ask;
mod asking;
mod book;
mod feed;
#[cfg(test)]
mod fixture;
mod kept;
mod listen;
mod openid;
mod page;
mod pages;
mod people;
mod reply;
mod routes;
mod saved;
mod site;
mod words;
mod world;

pub use access::Role;
pub use ask::{Ask, Method};
pub use listen::{listen, may_listen};
pub use openid::{Asked, Provider, Question};
pub use people::{Known, Listed, People};
pub use reply::{Body, Reply};
pub use site::Site;
pub use world::{Located, World};
