"""One file a command, each with `run(asked)`, which returns an exit status or raises a refusal."""
