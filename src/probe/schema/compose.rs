//! The properties of `compose`: of a file, and of a project.

use super::{ATTACHMENT, Kind, PropertyDef, def};

pub(super) const FILE: &[PropertyDef] = &[
    def("file", Kind::Text, "which file it is, of the four that Compose looks for"),
    def("project", Kind::Text, "the project's name, from the file, its .env or the folder"),
    def("services", Kind::Records(SERVICE), "services, by name"),
    def("networks", Kind::Texts, "networks that services are on, without `default`"),
    def("volumes", Kind::Texts, "volumes that services mount"),
    def("hash", Kind::Text, "SHA-256 of the file"),
    def("text", Kind::Text, "the file"),
    def("error", Kind::Text, "why Compose refuses it, in its own words; empty if it does not"),
];

const SERVICE: &[PropertyDef] = &[
    def("name", Kind::Text, "service"),
    def("image", Kind::Text, "image, without `:latest`; empty if none is given"),
    def("built_image", Kind::Text, "image that Compose runs: the one named, else the name of the one that it builds"),
    def("build", Kind::Text, "folder that it is built from; empty if it is not built"),
    def("dockerfile", Kind::Text, "the build's Dockerfile, `Dockerfile` if none is named; empty if it is not built"),
    def("command", Kind::Text, "command, as one line"),
    def("entrypoint", Kind::Text, "entrypoint, as one line"),
    def("environment", Kind::Texts, "NAME=value lines, those of an `env_file` too"),
    def("networks", Kind::Records(FILE_ATTACHMENT), "networks it is on; `default` if it names none"),
    def("depends_on", Kind::Records(DEPENDENCY), "services it waits for"),
    def("ports", Kind::Texts, "published ports: 9001:9001"),
    def("volumes", Kind::Texts, "mounts: SOURCE:TARGET"),
    def("healthcheck", Kind::Text, "command that tells whether it is well; empty if there is none"),
    def("init", Kind::Bool, "init: true"),
    def("container_name", Kind::Text, "fixed name of its container; empty if none is given"),
    def("profiles", Kind::Texts, "profiles"),
];

const FILE_ATTACHMENT: &[PropertyDef] =
    &[def("name", Kind::Text, "network"), def("aliases", Kind::Texts, "aliases on that network")];

const DEPENDENCY: &[PropertyDef] = &[
    def("service", Kind::Text, "service waited for"),
    def("condition", Kind::Text, "service_started, service_healthy, service_completed_successfully"),
];

pub(super) const PROJECT: &[PropertyDef] = &[
    def("name", Kind::Text, "project"),
    def("services", Kind::Records(RUNNING), "services that have a container, by name; without those of `compose run`"),
    def("running", Kind::Texts, "names of services with a running container, by name"),
    def("start_order", Kind::Texts, "names of services in the order of their last starts"),
    def("networks", Kind::Texts, "its networks, by the names that the file gives them"),
    def("volumes", Kind::Texts, "its volumes, by the names that the file gives them"),
    def("left", Kind::Texts, "names of its containers and networks, those of `compose run` among them"),
    def("count", Kind::Int, "how many containers"),
    def("fresh", Kind::Bool, "all containers were created since the step began"),
    def("started_fresh", Kind::Bool, "all containers were started since the step began"),
];

const RUNNING: &[PropertyDef] = &[
    def("name", Kind::Text, "service"),
    def("state", Kind::Text, "state of its container; of several, of one that does not run if there is one"),
    def("exit_code", Kind::Int, "exit code of the last run, once it ended"),
    def("health", Kind::Text, "none, starting, healthy, unhealthy"),
    def("healthcheck", Kind::Text, "command that tells whether it is well, of the service or its image; empty if none"),
    def("image", Kind::Text, "image as it was named at creation, without `:latest`"),
    def("networks", Kind::Records(ATTACHMENT), "networks it is on, by the names that the file gives them"),
    def("count", Kind::Int, "how many containers it has"),
    def("created", Kind::Time, "creation time"),
];
