//! Near misses of Compose files, each in its precise state and beside its neighbours.

use super::judging::table;
use super::world::World;
use crate::probe::{Cause, Probe};

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
            ("a key that nobody here knows", "pass", changed("image: server", "image: server\n    gizmo: 1")),
            ("the whole name of an image", "pass", changed("image: server", "image: docker.io/library/server:latest")),
            (
                "a part from a network",
                "unknown ComposeRemote",
                it(&format!("include: ['https://x.org/a.git']\n{RIGHT}")),
            ),
            ("no Compose", "unknown NoCompose", it(RIGHT).blind(is_compose, Cause::NoCompose)),
            ("none, and no Compose", "fail missing", World::default().blind(is_compose, Cause::NoCompose)),
        ],
    );
    table(
        FILE,
        &[
            ("none", "fail missing", World::default().file("notes.txt", "")),
            ("a slip in the name", "fail close-name", named("compsoe.yaml", RIGHT)),
            ("capitals", "fail other-case", named("Compose.yaml", RIGHT)),
            ("an ending", "fail other-extension", named("compose.yaml.txt", RIGHT)),
            ("the other one", "fail two-files", it("services: {x: {image: y}}").file("docker-compose.yml", RIGHT)),
            ("neither", "fail no-service", it("services: {x: {image: y}}").file("docker-compose.yml", "services:")),
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
            ("refused", "fail refused", it(RIGHT).compose_refuses("no")),
        ],
    );
}

#[test]
fn what_compose_refuses_fails_with_the_slip_that_its_words_mean() {
    let refused = |text: &str, words: &'static str| it(text).compose_refuses(words);
    let edited = |from: &str, to: &str, words: &'static str| changed(from, to).compose_refuses(words);
    let yaml = "yaml: line 3: mapping values are not allowed in this context";
    table(
        FILE,
        &[
            ("nothing that is known", "fail refused", refused(RIGHT, "something new")),
            ("another slip than is meant", "fail refused", edited("[web]", "[wbe]", "services.web.gizmo must be blue")),
            ("empty", "fail empty", refused("# soon\n\n", "empty compose file")),
            ("tabs", "fail tabs", edited("    image: server", "\timage: server", "yaml: line 3: found character")),
            ("out of line", "fail unparsable", edited("    image: server", "   image: server", yaml)),
            ("no space after the colon", "fail unparsable", edited("image: server", "image:server", yaml)),
            ("no colon", "fail unparsable", edited("  web:", "  web", yaml)),
            ("a key twice", "fail wrong-key", edited("image: server", "image: server\n    image: x", yaml)),
            (
                "at the margin",
                "fail wrong-key",
                refused("services:\nweb:\n  image: server\n", "(root) Additional property web is not allowed"),
            ),
            (
                "one inside the other",
                "fail wrong-key",
                refused(
                    "services:\n  web:\n    image: server\n    ping:\n      image: pinger\n",
                    "services.web Additional property ping is not allowed",
                ),
            ),
            (
                "a slip in a key",
                "fail wrong-key",
                edited("depends_on", "depend_on", "services.ping Additional property depend_on is not allowed"),
            ),
            (
                "a key of one's own",
                "fail wrong-key",
                refused(&format!("me: 1\n{RIGHT}"), "(root) Additional property me"),
            ),
            (
                "no such condition",
                "fail wrong-key",
                edited("[web]", "{web: {condition: healthy}}", "services.ping.depends_on.web.condition must be one of"),
            ),
            (
                "nothing to run",
                "fail no-image",
                edited(
                    "    image: server\n",
                    "    init: true\n",
                    "service \"web\" has neither an image nor a build context",
                ),
            ),
            (
                "no networks",
                "fail undeclared",
                edited("networks:\n  front:\n", "", "service \"web\" refers to undefined network front"),
            ),
            (
                "no such service",
                "fail undeclared",
                edited("[web]", "[wbe]", "service \"ping\" depends on undefined service wbe"),
            ),
            (
                "no such file",
                "fail undeclared",
                edited("image: server", "image: server\n    env_file: no.env", "env file no.env not found"),
            ),
            (
                "waits for itself",
                "fail wrong-value",
                edited("image: server", "image: server\n    depends_on: [ping]", "dependency cycle detected: web"),
            ),
            (
                "twice in a list",
                "fail wrong-value",
                edited("[web]", "[web, web]", "services.ping.depends_on array items[0,1] must be unique"),
            ),
            (
                "a word for a list",
                "fail wrong-value",
                edited("depends_on: [web]", "depends_on: web", "services.ping.depends_on must be a array"),
            ),
            (
                "no truth value",
                "fail wrong-value",
                edited("image: server", "image: server\n    init: tini", "services.web.init: invalid boolean: tini"),
            ),
            (
                "the right work in another file",
                "fail refused",
                refused("services: {x: {image: y}}", "no").file("docker-compose.yml", RIGHT),
            ),
        ],
    );
}

fn is_compose(probe: &Probe) -> bool {
    matches!(probe, Probe::Compose { .. })
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    what_is_wrong_with_a_compose_file();
    what_compose_refuses_fails_with_the_slip_that_its_words_mean();
}
