# The help of the command line. In English it stands in `cli.rs`: the doc comments are the help texts.
