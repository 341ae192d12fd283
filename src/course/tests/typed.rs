//! Matchers of names of images and words of commands: where they go, and where not.

use super::checks::check;

#[test]
fn what_does_not_fit_is_reported() {
    for (lines, message) in [
        (
            "image = \"a\"\nexpect.cmd.repository = \"a\"",
            "`repository` does not go with `cmd`, which is a list of words",
        ),
        ("image = \"a\"\nexpect.id.program = \"a\"", "`program` does not go with `id`, which is text"),
        ("image = \"a\"\nexpect.cmd.program.has = []", "`has` does not go with `program`, which is text"),
        ("container = \"a\"\nexpect.image.repository = \"\"", "`repository = \"\"` can't fail"),
    ] {
        let found = check(lines).expect_err(lines);
        assert!(found.contains(message), "{lines}: {found}");
    }
}

#[test]
fn fields_of_json_may_be_called_like_them() {
    assert!(check("image = \"a\"\nexpect.inspect.\"/Steps\".has = [{ program = \"cat\", args = \"x\" }]").is_ok());
}
