"""What the command line's exit statuses mean: the same for every command."""

from __future__ import annotations

DONE = 0
FAILED = 1  # understood, but it could not be done; the sentence on stderr says why
MISTYPED = 2  # the command line or what was asked in it cannot be understood
INTERRUPTED = 130  # Control-C

EPILOG = f"""exit status:
  {DONE}    done
  {FAILED}    understood, but it could not be done: a sentence on stderr says why
  {MISTYPED}    what was typed cannot be understood
  {INTERRUPTED}  interrupted by Control-C

Settings come from the environment and from .env in the current folder; .env.example names all.
"""
