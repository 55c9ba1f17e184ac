"""The one exception: the request cannot be met as asked."""


class Stop(Exception):  # noqa: N818 - it is not an error of the program: it ends a request that cannot be met
    """The request cannot be met: no such folder, no such rule, nothing to check.

    The message is one or more full sentences for the person who asked. The command line catches it once, prints it
    on stderr and exits with 2. Trouble in the user's files is never a Stop; it is a finding.
    """
