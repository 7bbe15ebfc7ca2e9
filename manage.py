#!/usr/bin/env python
"""Command line of Anamnesis."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    if sys.argv[1:2] == ["make_keys"]:  # production settings cannot be read before there are keys
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
    os.umask(0o077)  # whatever is written here is for this account alone
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
