//! What is known of what happened, was run, was written or answered.

use super::{Kind, PropertyDef, def};

pub(super) const EVENT: &[PropertyDef] = &[
    def("count", Kind::Int, "how many the selector finds"),
    def("actions", Kind::Texts, "Docker's words, in order: create, start, die"),
    def("containers", Kind::Texts, "names of the containers concerned, in order"),
    def("details", Kind::Texts, "what follows the colon of an action, in order: the command of an exec"),
    def("exit_codes", Kind::Ints, "exit codes, in order"),
    def("signals", Kind::Texts, "signals by name, in order: TERM"),
];

pub(super) const RUN: &[PropertyDef] = &[
    def("exit_code", Kind::Int, "exit code"),
    def("output", Kind::Text, "what it wrote, without the last line end"),
    def("lines", Kind::Texts, "lines of the output"),
    def("timed_out", Kind::Bool, "whether it was still running at the time-out"),
    def("error", Kind::Text, "the engine's words when it could not start, or why Docker refuses the Dockerfile"),
    def("failed", Kind::Text, "the instruction of the Dockerfile that failed; empty if none did"),
    def("took", Kind::Span, "from its start to its end"),
    def("pause", Kind::Span, "the longest silence between its first and its last words"),
];

pub(super) const SERVE: &[PropertyDef] = &[
    def("status", Kind::Int, "status code"),
    def("body", Kind::Text, "body"),
    def("headers", Kind::Map, "headers, names in lower case"),
    def(
        "failure",
        Kind::Text,
        "why it did not answer: refused, loopback (on 127.0.0.1 only), timeout, ended, protocol",
    ),
    def("listening", Kind::Ints, "ports that it listens on"),
    def("exit_code", Kind::Int, "exit code, if it ended"),
    def("output", Kind::Text, "what it wrote, without the last line end"),
    def("lines", Kind::Texts, "lines of the output"),
    def("error", Kind::Text, "the engine's words when it could not start"),
];

pub(super) const CALLS: &[PropertyDef] = &[
    def("count", Kind::Int, "requests for that name, until enough were seen"),
    def("paths", Kind::Texts, "paths that it asked for, in order"),
    def("hosts", Kind::Texts, "names that it called on that port, each once"),
    def("heard", Kind::Bool, "whether it wrote what the server says: a random word"),
    def("running", Kind::Bool, "whether it still runs after that"),
    def("interval", Kind::Span, "between the first two calls; with `times = 2`"),
    def("exit_code", Kind::Int, "exit code, if it ended"),
    def("output", Kind::Text, "what it wrote, without the last line end"),
    def("lines", Kind::Texts, "lines of the output"),
    def("error", Kind::Text, "the engine's words when it could not start"),
];

pub(super) const LOGS: &[PropertyDef] = &[
    def("output", Kind::Text, "what it wrote, without the last line end"),
    def("lines", Kind::Texts, "lines of the output"),
];

pub(super) const HTTP: &[PropertyDef] = &[
    def("status", Kind::Int, "status code"),
    def("body", Kind::Text, "body"),
    def("headers", Kind::Map, "headers, names in lower case"),
    def("failure", Kind::Text, "why nobody answered: refused, reset, timeout, resolve, protocol"),
    def("served_by", Kind::Text, "the container that publishes the port asked"),
];

pub(super) const ASK: &[PropertyDef] = &[def("answer", Kind::Text, "the learner's answer")];
