//! The properties of `file` and `dockerfile`.

use super::{Kind, PropertyDef, def};

pub(super) const FILE: &[PropertyDef] = &[
    def("kind", Kind::Text, "file, folder, link, other"),
    def("mode", Kind::Int, "permission bits"),
    def("executable", Kind::Bool, "whether the owner may execute it"),
    def("uid", Kind::Int, "owner"),
    def("size", Kind::Size, "bytes"),
    def("hash", Kind::Text, "SHA-256 of the content"),
    def("content", Kind::Text, "the text"),
    def("encoding", Kind::Text, "utf-8, utf-8-bom, utf-16le, utf-16be, binary, other"),
    def("lines", Kind::Texts, "lines without their ends"),
    def("entries", Kind::Texts, "names in a folder"),
];

pub(super) const DOCKERFILE: &[PropertyDef] = &[
    def("instructions", Kind::Texts, "instruction words in order: FROM, RUN, CMD"),
    def("base", Kind::ImageRef, "what the last stage stands on in the end"),
    def("bases", Kind::Texts, "every FROM, build arguments filled in"),
    def("stages", Kind::Texts, "stage names; the number where there is none"),
    def(
        "depends_on_stages",
        Kind::Texts,
        "the stages that the last one, or the one named, is made of or copies from; the builder skips others",
    ),
    def("run", Kind::Texts, "RUN commands of the last stage"),
    def("recipe", Kind::Texts, "what makes its layers, and those of the stages that it begins with: as of an image"),
    def("copies", Kind::Records(COPY), "COPY and ADD of the last stage"),
    def("cmd", Kind::Text, "the last CMD's words"),
    def("cmd_form", Kind::Text, "shell, exec or none"),
    def("entrypoint", Kind::Text, "the last ENTRYPOINT's words"),
    def("entrypoint_form", Kind::Text, "shell, exec or none"),
    def("command", Kind::Text, "ENTRYPOINT and CMD together, as a container gets them, in one line"),
    def("program", Kind::Text, "the first word of the exec form; empty in shell form"),
    def("user", Kind::Text, "USER"),
    def("workdir", Kind::Text, "WORKDIR"),
    def("healthcheck", Kind::Bool, "whether the last stage has a HEALTHCHECK"),
    def("hash", Kind::Text, "SHA-256 of the file"),
    def("text", Kind::Text, "the file"),
    def("error", Kind::Text, "why it can't be parsed; empty if it can"),
];

const COPY: &[PropertyDef] = &[
    def("from", Kind::Text, "stage or image; empty for the build context"),
    def("sources", Kind::Texts, "what is copied"),
    def("to", Kind::Text, "where to"),
];
