"""Every error that Tallybook raises on purpose, in one tree.

    TallybookError                 something that a person can act on
    ├── UsageError                 the command or the question is wrong          (exit 2)
    │   ├── QuestionError          a filter, a date or a place that cannot be read
    │   └── ConfigError            an unknown coder, reader or setting
    ├── InputError                 something that was read failed                (exit 1)
    │   ├── SourceError            a file or page that cannot be read as a report
    │   │   └── UnreachableError   a page that cannot be had now; a retry may help
    │   ├── EvidenceError          a span that does not say what it should
    │   ├── RecordError            a field of a record that breaks its type's rules
    │   └── KnowledgeError         a table of the user's own that cannot be used
    ├── NothingFoundError          what was looked up is in no table             (exit 1)
    ├── BookError                  the book cannot be opened, read or written    (exit 1)
    │   ├── NotABookError          the file is something else
    │   ├── NewerBookError         written by a newer Tallybook
    │   ├── BusyBookError          another process is writing; a retry helps
    │   ├── ReleasedBookError      the book is a release, which never changes
    │   └── UnknownIdError         no such tally, incident, claim, document or judgement
    ├── ModelError                 a model is missing or was altered             (exit 1)
    └── MissingExtraError          an optional part is not installed             (exit 1)

Each message says what is wrong, where (file, line or field) and what to do next.
The command line prints the message alone; a traceback means a defect in Tallybook.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial


class TallybookError(Exception):
    """Something that a person can act on; `exit_status` is what the command line returns."""

    exit_status = 1
    retry_helps = False


class UsageError(TallybookError):
    """The command or the question is wrong."""

    exit_status = 2


class QuestionError(UsageError):
    """A filter, a date or a place of a question cannot be read."""


class ConfigError(UsageError):
    """An unknown coder, reader, format or setting."""


class InputError(TallybookError):
    """Something that was read failed."""


class SourceError(InputError):
    """A file or page cannot be read as a report. `code` names the reason for a Rejection."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[Callable[..., SourceError], tuple[str, ...]]:
        # Exceptions are pickled as their message alone, and a worker's must reach its parent.
        return partial(SourceError, code=self.code), (str(self),)


class UnreachableError(SourceError):
    """A page cannot be had now, for a reason that may pass; `wait_seconds` is what its server
    asks to wait before the next try, where it says so."""

    retry_helps = True

    def __init__(self, message: str, *, code: str, wait_seconds: float | None = None) -> None:
        super().__init__(message, code=code)
        self.wait_seconds = wait_seconds


class EvidenceError(InputError):
    """A span does not say what the record says that it says."""


class RecordError(InputError):
    """A field of a record breaks its type's rules."""


class KnowledgeError(InputError):
    """A table of the user's own cannot be read, or a field of it breaks its rules."""


class NothingFoundError(TallybookError):
    """What was looked up is in no table and makes no reading."""


class BookError(TallybookError):
    """The book cannot be opened, read or written."""


class NotABookError(BookError):
    """The file exists and is something other than a book."""


class NewerBookError(BookError):
    """The book was written by a newer version of Tallybook."""


class BusyBookError(BookError):
    """Another process holds the book for writing."""

    retry_helps = True


class ReleasedBookError(BookError):
    """The book is a release, which never changes."""


class UnknownIdError(BookError):
    """The book holds no tally, incident, claim, document or judgement of that id."""


class ModelError(TallybookError):
    """A language model is missing, or its files are not the ones that were pinned."""


class MissingExtraError(TallybookError):
    """An optional part of Tallybook is not installed; the message names the extra."""
