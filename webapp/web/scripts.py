"""Making scripts smaller without changing what they do."""

import re


def squeezed(script: str) -> str:
    """`script` without comments that stand on lines of their own, indentation and empty lines.

    Our scripts have no text that runs over several lines, so what is left means the same.
    """
    without_comments = re.sub(r"^\s*/\*.*?\*/$", "", script, flags=re.S | re.M)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip())
