"""The command line: the same product without a screen. ``python -m analytics COMMAND --help`` tells more."""

from analytics.commands import cli

if __name__ == "__main__":
    cli(prog_name="python -m analytics")
