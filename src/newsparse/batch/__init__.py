"""Many documents: `parse_many` in Python, `run` from files to files, on every core and safe against being killed."""

from newsparse.batch.many import parse_many
from newsparse.batch.run import Report, run

__all__ = ["Report", "parse_many", "run"]
