//! What goes wrong is said in French to who speaks French: the error, its causes and its hints, without an engine.

use std::fs;

use super::kesako::Machine;

#[test]
fn errors_their_causes_and_their_hints_are_french() {
    let machine = Machine::debian();
    let here = |name: &str| machine.path("here").join(name);
    fs::write(here("file"), "x").unwrap();
    fs::create_dir_all(here("closed/.kesako/log.jsonl")).unwrap();
    let no_engine = ["--host", "unix:///no/such.sock"];
    let closed = here("closed").display().to_string();
    for (line, code, expected) in [
        (&["show", "99"][..], 2, &["erreur\u{a0}: aucune étape ne s'appelle `99`", "piste\u{a0}: `kesako list`"][..]),
        (&["show", "1/buid"], 2, &["piste\u{a0}: tu voulais dire `01-kesako/build`\u{a0}?"]),
        (&["--course", "/nope", "list"], 4, &["erreur\u{a0}: le cours n'est pas valable"]),
        (&["answer", "1/build", "3"], 2, &["`01-kesako/build` ne pose pas de question"]),
        (
            &["show", "--nope"],
            2,
            &["erreur\u{a0}: il n'y a pas d'argument `--nope` ici", "Utilisation\u{a0}: kesako show"],
        ),
        (&["--host", "ftp://x", "images"], 3, &["l'adresse du moteur, `ftp://x`, n'est pas valable"]),
        (&["--context", "lab", "images"], 3, &["le contexte `lab` est inconnu", "piste\u{a0}: `docker context ls`"]),
        (&["images"], 3, &["aucun moteur ne répond à", "à cause de\u{a0}: ce fichier ou ce dossier n'existe pas"]),
        (&["reset", "1"], 3, &["aucun moteur ne répond à", "piste\u{a0}: `kesako doctor`"]),
        (&["images", "load", "file"], 3, &["`file` n'est pas un kit d'images", "`kesako images save FICHIER`"]),
        (&["import", "file"], 5, &["`file` n'est pas un export", "de la ligne 1, colonne 1"]),
        (
            &["--workspace", &closed, "list"],
            5,
            &["impossible de lire le journal", "à cause de\u{a0}: c'est un dossier"],
        ),
    ] {
        let given = line.iter().any(|word| ["--host", "--context"].contains(word));
        let engine = if given { &[][..] } else { &no_engine[..] };
        let line: Vec<&str> = ["--lang", "fr"].iter().chain(engine).chain(line).copied().collect();
        let ran = machine.run(&line);
        assert_eq!(ran.code, code, "{line:?}: {ran:#?}");
        for expected in expected {
            assert!(ran.err.contains(expected), "{line:?}: `{expected}` in {}", ran.err);
        }
        for english in ["error", "hint:", "caused by", "No such", "denied"] {
            assert!(!ran.err.contains(english) || ran.err.contains("error: this file"), "{line:?}: {}", ran.err);
        }
    }
}
