//! What a learner reads, in both languages: slips in words, and differences of which only one side has words.

use std::fmt::Write as _;

use crate::check::tests::judging::step_of;
use crate::check::{CheckReport, Mismatch, NearMiss, Shown, Verdict};
use crate::course::tests::reading::checks_of;
use crate::course::{Language, StepWords};

use super::*;

/// What is said of one near miss of one check.
fn said(check: &str, near_miss: NearMiss) -> String {
    let step = step_of(checks_of(&format!("[[check]]\nid = \"check\"\n{check}")));
    let mut report = CheckReport::new("check", String::new(), Verdict::Fail);
    report.near_miss = Some(near_miss);
    Language::ALL.into_iter().fold(String::new(), |mut said, language| {
        let explained = explain(&step, &report, Words::new(language)).unwrap();
        writeln!(said, "{}", explained.says).unwrap();
        said
    })
}

#[test]
fn a_file_that_can_not_be_read_is_told_by_its_cause() {
    let near_miss = |id: &str, line: &str| {
        NearMiss::new(id).with("path", "Dockerfile").with("number", "3").with("line", line).with("key", "COMMAND")
    };
    let cases = [
        near_miss("utf16", ""),
        near_miss("binary", ""),
        near_miss("html", ""),
        near_miss("rich-text", ""),
        near_miss("markdown-fence", "~~~"),
        near_miss("prompt", "$ FROM alpine"),
        near_miss("no-break-space", "FROM␣alpine"),
        near_miss("invisible-sign", "·FROM alpine"),
        near_miss("only-comments", ""),
        near_miss("escape-directive", "x").with("how", "sign"),
        near_miss("escape-directive", "&& b").with("how", "backslash"),
        near_miss("escape-directive", "&& b").with("how", "backtick"),
        near_miss("escape-directive", "").with("how", "twice"),
        near_miss("unparsable", "").with("how", "close").with("found", "CMD"),
        near_miss("unparsable", "").with("how", "instruction"),
    ];
    let all: Vec<String> = cases.into_iter().map(|it| said("dockerfile = \"Dockerfile\"", it)).collect();
    insta::assert_snapshot!(all.join("\n"), @r##"
    `Dockerfile` is saved as UTF-16, as PowerShell's `>` does it: a zero stands beside every letter, and neither Docker nor a shell can read that. Save it as UTF-8; in PowerShell: `(Get-Content Dockerfile) | Set-Content -Encoding ascii Dockerfile`.
    `Dockerfile` est enregistré en UTF-16, comme le fait le `>` de PowerShell : un zéro accompagne chaque lettre, et ni Docker ni un shell ne savent le lire. Enregistre-le en UTF-8 ; dans PowerShell : `(Get-Content Dockerfile) | Set-Content -Encoding ascii Dockerfile`.

    `Dockerfile` is no text: another file has got its name. Write it anew.
    `Dockerfile` n'est pas du texte : un autre fichier a pris son nom. Réécris-le.

    `Dockerfile` is a whole web page (HTML): the page was saved, and not the text on it. Copy the text alone into the file.
    `Dockerfile` est une page web entière (HTML) : c'est la page qui a été enregistrée, pas le texte qu'elle montre. Copie le texte seul dans le fichier.

    `Dockerfile` is a formatted document (RTF), as word processors save it. Save it as plain text (in TextEdit: Format, Make Plain Text).
    `Dockerfile` est un document mis en forme (RTF), comme en font les traitements de texte. Enregistre-le en texte brut (dans TextEdit : Format, Convertir au format Texte).

    Line 3 begins or ends a block of code on the page that the text was copied from, and says nothing here. Take it out, and its counterpart.
    La ligne 3 délimite un bloc de code sur la page d'où le texte a été copié, et n'a pas de sens ici. Enlève-la, ainsi que sa jumelle.

    Line 3 begins with a shell's prompt: `$ FROM alpine`. It was copied along; take it away there, and from the lines below.
    La ligne 3 commence par l'invite d'un shell, copiée avec le reste : `$ FROM alpine`. Enlève-la, là et sur les lignes suivantes.

    Line 3 has a no-break space, as web pages and word processors make it (shown as `␣`): `FROM␣alpine`. It looks like a blank and is none: type a blank in its place.
    La ligne 3 contient une espace insécable, comme en font les pages web et les traitements de texte (montrée ici par `␣`) : `FROM␣alpine`. Elle ressemble à une espace, mais n'en est pas une : tape une espace ordinaire à la place.

    Line 3 has a sign that nobody sees, copied along from somewhere (shown as `·`): `·FROM alpine`. Type the line anew.
    La ligne 3 contient un signe invisible, copié on ne sait d'où (montré ici par `·`) : `·FROM alpine`. Retape la ligne.

    `Dockerfile` has comments only: Docker passes over every line that begins with `#`. Take the `#` away.
    `Dockerfile` ne contient que des commentaires : Docker passe sur toute ligne qui commence par `#`. Enlève le `#`.

    Line 3: `# escape=` takes a backslash or a backtick, not "x". Take the line out, and the backslash is the sign that lets a line go on.
    Ligne 3 : `# escape=` prend une barre oblique inverse ou un accent grave, pas « x ». Enlève cette ligne : c'est alors la barre oblique inverse qui prolonge une ligne.

    The file begins with an `# escape=` line: since then a backtick lets a line go on, and no backslash does. Line 3 is therefore cut off from the one before: `&& b`. Take the `# escape=` line out.
    Le fichier commence par une ligne `# escape=` : depuis, c'est l'accent grave qui prolonge une ligne, et non plus la barre oblique inverse. La ligne 3 est donc coupée de la précédente : `&& b`. Enlève la ligne `# escape=`.

    Line 3 is cut off from the one before: `&& b`. A backtick lets a line go on in PowerShell; in a Dockerfile that is the backslash, `\`.
    La ligne 3 est coupée de la précédente : `&& b`. L'accent grave prolonge une ligne dans PowerShell ; dans un Dockerfile, c'est la barre oblique inverse, `\`.

    Line 3: a second `# escape=`. One is enough.
    Ligne 3 : un deuxième `# escape=`. Un seul suffit.

    Line 3 begins with `COMMAND`, and no instruction is called that. Is `CMD` meant?
    La ligne 3 commence par `COMMAND`, qui n'est pas une instruction. Voulais-tu dire `CMD` ?

    Line 3 begins with `COMMAND`, and no instruction is called that. If it belongs to the line before, that one must end with `\`.
    La ligne 3 commence par `COMMAND`, qui n'est pas une instruction. Si elle prolonge la précédente, celle-ci doit finir par `\`.
    "##);
}

#[test]
fn a_start_that_failed_is_told_by_what_was_missing() {
    let exited = |how: &str, key: &str| {
        let near_miss = NearMiss::new("exited").with("name", "pinger").with("code", "127").with("how", how);
        near_miss.with("key", key).with("line", "last words")
    };
    let no_shell = |how: &str, key: &str| NearMiss::new("no-shell").with("how", how).with("key", key);
    let cases = [
        exited("ended", ""),
        exited("no-program", "lls"),
        exited("not-executable", "/x.sh"),
        exited("no-interpreter", "/x.sh"),
        exited("not-started", ""),
        no_shell("sentence", "while true; do"),
        no_shell("word", "cd"),
        no_shell("sign", "&&"),
    ];
    let all: Vec<String> = cases.into_iter().map(|it| said("container = \"pinger\"", it)).collect();
    insta::assert_snapshot!(all.join("\n"), @r##"
    `pinger` has ended with exit code 127. The command was not found in the image: is the path right, and the name? Its last words: `last words`
    `pinger` s'est terminé avec le code 127. La commande est introuvable dans l'image : le chemin est-il bon, et le nom ? Ses derniers mots : `last words`

    `pinger` could not be started: its image has no program called `lls`. Is the path right, and the name?
    `pinger` n'a pas pu démarrer : son image n'a pas de programme `lls`. Le chemin est-il bon, et le nom ?

    `pinger` could not be started: `/x.sh` may not be executed. `chmod +x` allows it, before the file is copied or in a `RUN` after it.
    `pinger` n'a pas pu démarrer : `/x.sh` n'est pas exécutable. `chmod +x` y remédie, avant de copier le fichier ou dans un `RUN` qui suit.

    `pinger` could not carry out `/x.sh`. A script begins with `#!` and a program of the image, such as `#!/bin/sh`, and its lines end in LF, not in CRLF.
    `pinger` n'a pas pu exécuter `/x.sh`. Un script commence par `#!` et un programme de l'image, comme `#!/bin/sh`, et ses lignes finissent en LF, pas en CRLF.

    `pinger` could not be started. Docker says: `last words`
    `pinger` n'a pas pu démarrer. Docker dit : `last words`

    There is no program called `while true; do`. Given in brackets, or in quotes behind the image, a text is one word, and no shell takes it apart. Give each word for itself, or leave it to a shell: `sh -c`.
    Aucun programme ne s'appelle `while true; do`. Entre crochets, ou entre guillemets derrière l'image, un texte est un seul mot, et aucun shell ne le découpe. Donne chaque mot à part, ou laisse faire un shell : `sh -c`.

    `cd` is a word of the shell, and no program. In brackets there is no shell: write the command without them, or begin it with `"sh", "-c"`.
    `cd` est un mot du shell, pas un programme. Entre crochets, il n'y a pas de shell : écris la commande sans eux, ou commence-la par `"sh", "-c"`.

    `&&` means something to a shell only. In brackets there is none, so the program got it as a word. Write the command without brackets, or begin it with `"sh", "-c"`.
    `&&` n'a de sens que pour un shell. Entre crochets, il n'y en a pas : le programme l'a reçu comme un simple mot. Écris la commande sans crochets, ou commence-la par `"sh", "-c"`.
    "##);
}

/// The differences of a check, a line for each language, with the lesson's label of it or none.
fn differs(check: &str, property: &str, actual: &str, label: Option<&str>) -> String {
    let mut step = step_of(checks_of(&format!("[[check]]\nid = \"check\"\n{check}")));
    for language in Language::ALL {
        let labels = label.map(|label| ("check".to_owned(), label.to_owned())).into_iter().collect();
        step.words.insert(language, StepWords { labels, ..StepWords::default() });
    }
    let mut report = CheckReport::new("check", String::new(), Verdict::Fail);
    let (expected, actual) = (Shown::Present, Shown::Value(actual.to_owned()));
    report.mismatches.push(Mismatch { property: property.to_owned(), expected, actual });
    Language::ALL.into_iter().fold(String::new(), |mut said, language| {
        let explained = explain(&step, &report, Words::new(language)).unwrap();
        let Difference { label, expected, actual } = &explained.differences[0];
        let expected = expected.as_ref().map_or("-", Side::text);
        writeln!(said, "{label} | {expected} | {} | {}", actual.text(), explained.says).unwrap();
        said
    })
}

#[test]
fn a_pattern_is_told_by_its_text_or_by_the_lessons_label_or_not_at_all() {
    let pattern = "dockerfile = \"Dockerfile\"\nexpect.command.matches = '(?i)hello\\W+world'";
    let text = "dockerfile = \"Dockerfile\"\nexpect.workdir.matches = '^/app/?$'";
    let all = [
        differs(pattern, "command", "echo hi", None),
        differs(pattern, "command", "echo hi", Some("it says `hello world`")),
        differs(text, "workdir", "/usr", None),
        differs("container = \"c\"\nexpect.state = \"running\"", "state", "exited", None),
        differs("container = \"c\"\nexpect.image = \"pinger\"", "image", "pinger", None),
        differs(
            "event = { kind = \"volume\", action = \"destroy\", volume = \"v\" }\nexpect.count = 0",
            "count",
            "1",
            None,
        ),
        differs("event = { kind = \"image\", action = \"prune\" }\nexpect.count.ge = 1", "count", "0", None),
    ];
    insta::assert_snapshot!(all.join("\n"), @r##"
    command | - | echo hi | Dockerfile: not yet as expected (command).
    commande | - | echo hi | Dockerfile : pas encore comme attendu (commande).

    command | it says hello world | echo hi | Dockerfile: not yet as expected (command).
    commande | it says hello world | echo hi | Dockerfile : pas encore comme attendu (commande).

    working directory | /app | /usr | Dockerfile: not yet as expected (working directory).
    dossier de travail | /app | /usr | Dockerfile : pas encore comme attendu (dossier de travail).

    state | running | exited | container c: not yet as expected (state).
    état | en marche (running) | terminé (exited) | conteneur c : pas encore comme attendu (état).

    image | pinger | pinger, but an older build of it | container c: not yet as expected (image).
    image | pinger | pinger, mais un ancien build | conteneur c : pas encore comme attendu (image).

    how many | 0 | 1 | no removal: volume v: not yet as expected (how many).
    combien | 0 | 1 | pas de suppression : volume v : pas encore comme attendu (combien).

    how many | 1 or more | 0 | pruning: images: not yet as expected (how many).
    combien | 1 ou plus | 0 | nettoyage (prune) : images : pas encore comme attendu (combien).
    "##);
}
