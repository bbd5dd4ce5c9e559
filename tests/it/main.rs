//! End to end: the program as its users meet it, and the house as its builders keep it.

mod bad_input;
mod corpus;
mod extract;
mod program;
mod readme;
mod register;
mod tidy;
