//! Near misses of Compose files, each in its precise state and beside its neighbours.

use super::judging::table;
use super::world::World;

const RIGHT: &str = "\
services:
  web:
    image: server
    networks:
      front:
        aliases: [site]
  ping:
    image: pinger
    depends_on: [web]
    networks: [front]
networks:
  front:
";

const FILE: &str = r#"compose = { file = "compose.yaml" }
expect.error = ""
expect.services.has = [
  { name = "web", image = "server", networks.has = [{ name = "front", aliases.has = ["site"] }] },
  { name = "ping", depends_on.any.service = "web" },
]"#;

fn it(text: &str) -> World {
    World::default().file("compose.yaml", text)
}

fn changed(from: &str, to: &str) -> World {
    assert!(RIGHT.contains(from), "{from}");
    it(&RIGHT.replace(from, to))
}

#[test]
fn what_is_wrong_with_a_compose_file() {
    let named = |name: &str, text: &str| World::default().file(name, text);
    table(
        FILE,
        &[
            ("right", "pass", it(RIGHT)),
            ("the older name", "pass", named("docker-compose.yml", RIGHT)),
            ("with a version", "pass", it(&format!("version: '3'\n{RIGHT}"))),
            ("CRLF", "pass", it(&RIGHT.replace('\n', "\r\n"))),
            ("tabs in a comment", "pass", it(&format!("\t# tab\n{RIGHT}"))),
            ("an unknown key", "pass", changed("    image: server", "    image: server\n    gizmo: 1")),
            ("an extension", "pass", it(&format!("x-all: &all\n  init: true\n{RIGHT}"))),
            ("tag, alias as a list", "pass", changed("image: server", "image: docker.io/library/server:latest")),
            ("with a default", "pass", changed("image: server", "image: ${SERVER:-server}")),
            ("from .env", "pass", changed("image: server", "image: $S").file(".env", "S=server")),
            (
                "over it",
                "pass",
                changed("image: server", "image: other")
                    .file("compose.override.yaml", "services: {web: {image: server}}"),
            ),
            ("included", "pass", it("include: [more.yaml]").file("more.yaml", RIGHT)),
            ("included from beyond", "pass", it("include: [../more.yaml]")),
            ("included and not there", "fail undeclared", it("include: [more.yaml]")),
            (
                "extended",
                "pass",
                changed("    image: server", "    extends: {service: base, file: base.yaml}")
                    .file("base.yaml", "services: {base: {image: server, depends_on: [x]}}"),
            ),
        ],
    );
    table(
        FILE,
        &[
            ("none", "fail missing", World::default().file("notes.txt", "")),
            ("a slip in the name", "fail close-name", named("compsoe.yaml", RIGHT)),
            ("capitals", "fail other-case", named("Compose.yaml", RIGHT)),
            ("an ending", "fail other-extension", named("compose.yaml.txt", RIGHT)),
            ("empty", "fail empty", it("# soon\n\n")),
            ("the other one", "fail two-files", it("services: {x: {image: y}}").file("docker-compose.yml", RIGHT)),
            ("neither", "fail no-service", it("services: {x: {image: y}}").file("docker-compose.yml", "services:")),
            ("tabs", "fail tabs", it(&RIGHT.replace("    image: server", "\timage: server"))),
            (
                "a tab elsewhere",
                "fail unparsable",
                it(&RIGHT.replace("services:\n", "services: [\n").replace("web", "\"\tweb")),
            ),
            ("out of line", "fail unparsable", changed("    image: server", "   image: server")),
            ("no space after the colon", "fail unparsable", changed("image: server", "image:server")),
        ],
    );
    table(
        FILE,
        &[
            ("at the margin", "fail wrong-key", it("services:\nweb:\n  image: server\n")),
            (
                "one inside the other",
                "fail wrong-key",
                it("services:\n  web:\n    image: server\n    ping:\n      image: pinger\n"),
            ),
            ("their settings mixed", "fail unparsable", changed("  ping:\n    image", "    ping:\n    image")),
            ("settings beside", "fail wrong-key", it("services:\n  web:\n  image: server\n")),
            ("a slip in a key", "fail wrong-key", changed("depends_on", "depend_on")),
            ("a slip at the top", "fail wrong-key", changed("services:", "service:")),
            ("a list of services", "fail wrong-key", it("services:\n  - web\n")),
            ("a map in a list", "fail wrong-key", changed("      front:\n", "      - front:\n")),
            ("aliases too far out", "fail wrong-key", changed("        aliases: [site]", "      aliases: [site]")),
            ("no such condition", "fail wrong-key", changed("[web]", "{web: {condition: healthy}}")),
            ("nothing to run", "fail no-image", changed("    image: server\n", "    init: true\n")),
            ("no networks", "fail undeclared", changed("networks:\n  front:\n", "")),
            ("no such service", "fail undeclared", changed("[web]", "[wbe]")),
            ("waits for itself", "fail wrong-value", changed("image: server", "image: server\n    depends_on: [web]")),
            ("no such volume", "fail undeclared", changed("image: server", "image: server\n    volumes: ['data:/d']")),
            ("curly", "fail curly-quotes", changed("image: server", "image: “server”")),
            ("a dash", "fail long-dash", changed("image: server", "image: other\n    command: ls —all")),
            ("no alias", "fail", changed("        aliases: [site]\n", "")),
            ("one is missing", "fail no-service", it("services: {web: {image: x}}")),
            ("one is nearly there", "fail close-service", it("services: {web: {image: x}, pnig: {image: y}}")),
            ("another image", "fail", changed("image: server", "image: server:2")),
            ("waits for nobody", "fail", changed("    depends_on: [web]\n", "")),
        ],
    );
    table(
        "compose = { file = \"compose.yaml\", service = \"web\" }\nexpect.services.has = [{ image = \"server\" }]",
        &[
            ("right", "pass", it(RIGHT)),
            ("not there", "fail no-service", it("services: {x: {image: server}}")),
            ("nearly", "fail close-service", it("services: {wab: {image: server}}")),
            ("other image", "fail", changed("image: server", "image: x")),
        ],
    );
}

#[test]
fn what_stands_behind_a_key_of_a_compose_file_in_the_wrong_shape() {
    table(
        FILE,
        &[
            ("a word for a list", "fail wrong-value", changed("depends_on: [web]", "depends_on: web")),
            ("an alias that is no list", "fail wrong-value", changed("aliases: [site]", "aliases: site")),
            (
                "a network with a word",
                "fail wrong-value",
                changed("networks:\n  front:\n", "networks:\n  front: bridge\n"),
            ),
            ("no truth value", "fail wrong-value", changed("    image: server", "    image: server\n    init: tini")),
            ("a number for a text", "fail wrong-value", it(&format!("version: 3.8\n{RIGHT}"))),
            (
                "a space after the colon",
                "fail wrong-value",
                changed("[web]\n", "[web]\n    volumes:\n      - ./a: /b\n"),
            ),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    what_is_wrong_with_a_compose_file();
    what_stands_behind_a_key_of_a_compose_file_in_the_wrong_shape();
}
