# The menu. `just` lists it; the logic lives in the program and its tests.

_default:
    @just --list

# All that a commit must pass
check:
    scripts/test

# Run the program: `just run show JPN CHN`
run *ARGS:
    cargo run --release -- {{ARGS}}

# One end-to-end test by name
case NAME:
    cargo test --test it -- {{NAME}}

# Score the reading of the development corpus, where it lies beside the checkout
gold:
    scripts/gold

# Throughput beside the limits
bench:
    cargo bench -p acquire -p register -p annotate

# Licences and sources of what is built in
deny:
    cargo deny check licenses bans sources

# Fuzz one parser for a minute: `just fuzz html`
fuzz TARGET:
    RUSTC_BOOTSTRAP=1 cargo fuzz run {{TARGET}} -- -max_total_time=60 -max_len=16384
