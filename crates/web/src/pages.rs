//! One file a matter, each page a function from a request to its page.

pub(crate) mod admin;
pub(crate) mod calendar;
pub(crate) mod chart;
pub(crate) mod claim;
pub(crate) mod codebook;
pub(crate) mod correct;
pub(crate) mod exports;
pub(crate) mod file;
pub(crate) mod grid;
pub(crate) mod home;
pub(crate) mod list;
pub(crate) mod mechanism;
pub(crate) mod meeting;
pub(crate) mod party;
pub(crate) mod question;
pub(crate) mod review;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod source;
pub(crate) mod thing;
pub(crate) mod together;
