"""Whether a text can be an e-mail address. Only a message that arrives shows that it is one."""

import re

LONGEST, LONGEST_LOCAL, LONGEST_LABEL = 254, 64, 63
"""In characters (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4)."""
LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]]+")
LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")


def is_address(text: str) -> bool:
    """Whether `text` has the form of an address: something, one at sign, a domain with a dot."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) <= LONGEST
        and len(local) <= LONGEST_LOCAL
        and LOCAL.fullmatch(local) is not None
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(len(label) <= LONGEST_LABEL and LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
        and encoded(text) is not None
    )


def canonical(text: str) -> str:
    """`text` as it is stored: the domain, which has no case, in small letters."""
    local, at, domain = text.rpartition("@")
    return f"{local}{at}{domain.lower()}"


def encoded(text: str) -> str | None:
    """The address with its domain as mail servers know it; None where the domain cannot be one."""
    local, at, domain = text.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None
