//! The properties of `registry` and `login`.

use super::{Kind, PropertyDef, def};

pub(super) const REGISTRY: &[PropertyDef] = &[
    def("status", Kind::Int, "status of /v2/ without a credential: 200 lets everybody in, 401 asks for a login"),
    def("auth", Kind::Text, "how it asks for a login: none, basic, bearer, other"),
    def("account", Kind::Bool, "whether it takes the account that the course gives for it"),
    def("digest", Kind::Text, "of an image: digest of its manifest, or of its index"),
    def("config", Kind::Text, "of an image: digest of its configuration, which most engines call the image's id"),
    def("platforms", Kind::Records(PLATFORM), "of an image: one entry per platform"),
    def("image", Kind::ImageRef, "of an image: equal when that reference names the same image on the engine now"),
    def("current", Kind::Bool, "of an image: whether it is the engine's of this name; true where the engine has none"),
    def("origin", Kind::Text, "of an image: how it came about, as the engine's own of this configuration"),
    def("tags", Kind::Texts, "of an image: the tags of its repository"),
];

const PLATFORM: &[PropertyDef] = &[
    def("platform", Kind::Text, "linux/amd64; empty if the manifest stands alone"),
    def("digest", Kind::Text, "digest of its manifest"),
    def("config", Kind::Text, "digest of its configuration"),
];

pub(super) const LOGIN: &[PropertyDef] = &[
    def("stored", Kind::Bool, "whether a credential is stored"),
    def("helper", Kind::Bool, "whether a credential helper keeps it, and not the configuration file"),
    def("user", Kind::Text, "name of the account"),
    def("works", Kind::Bool, "whether the registry takes the credential"),
    def("failure", Kind::Text, "why that can't be told: down; empty otherwise"),
    def("others", Kind::Texts, "registries of this machine that a credential is stored for under another name"),
];
