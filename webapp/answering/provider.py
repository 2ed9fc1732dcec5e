"""The e-identity provider: asked over OpenID Connect, authorization code flow with PKCE.

Sources: OpenID Connect Core 1.0, section 3.1 (nonce, checks of the identity token); RFC 7636 (PKCE); RFC 9207
(the issuer in the answer).
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from webapp.config import IdentityProvider

TIMEOUT_SECONDS = 8
LEEWAY_SECONDS = 120
"""By how much the provider's clock may differ from ours."""
KEPT_SECONDS = 3600
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]
"""Those that need the provider's private key: never ``none``, and none keyed with a shared secret."""
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderAway(Exception):
    """The provider cannot be reached, or its answer cannot be read."""


class NotProved(Exception):
    """The provider's answer does not prove who it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one sign-in is recognised by when the browser comes back."""

    state: str
    nonce: str
    verifier: str


def address_to_sign_in(asked: Asked, back: str) -> str:
    """Where the browser goes to sign in.

    Raises:
        ProviderAway: it cannot be reached.
    """
    found = metadata()
    session = _session(back)
    address, _state = session.create_authorization_url(
        found["authorization_endpoint"], state=asked.state, nonce=asked.nonce, code_verifier=asked.verifier
    )
    return str(address)


def identity(code: str, asked: Asked, back: str) -> tuple[str, str]:
    """(issuer, subject) of whoever signed in and came back with `code`.

    Raises:
        ProviderAway: it cannot be reached.
        NotProved: the code is not good, or the identity token is of another sign-in, forged or too old.
    """
    found = metadata()
    try:
        token = _session(back).fetch_token(
            found["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=asked.verifier,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except AuthlibBaseError as refusal:
        raise NotProved from refusal
    except (RequestException, ValueError) as failure:
        raise ProviderAway from failure
    claims = _claims(str(token.get("id_token", "")), found, asked.nonce)
    return str(claims["iss"]), str(claims["sub"])


def _claims(id_token: str, found: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
    client_id = _provider().client_id
    rules = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": found["issuer"]},
        aud={"essential": True, "value": client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(id_token, _keys(found["jwks_uri"]), algorithms=ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError) as forged:
        raise NotProved from forged
    if claims.get("azp", client_id) != client_id:
        raise NotProved
    return claims


def metadata() -> Mapping[str, Any]:
    """The provider's own description of itself, asked for once an hour at most.

    Raises:
        ProviderAway: it cannot be reached, or says what cannot be right.
    """
    kept: tuple[float, Mapping[str, Any]] | None = current_app.extensions.get("identity_metadata")
    if kept is not None and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    found = _fetch(_provider().metadata)
    if not all(_trusted(str(found.get(name, ""))) for name in NEEDED):
        raise ProviderAway
    current_app.extensions["identity_metadata"] = (time.monotonic(), found)
    return found


def _trusted(address: str) -> bool:
    """Whether it is encrypted; on this machine, as when trying things out, it need not be."""
    scheme = urlsplit(address).scheme
    return scheme == "https" or (scheme == "http" and _provider().metadata.startswith("http://"))


def _keys(address: str) -> KeySet:
    """The provider's public keys, fetched anew each time: it may change them at any moment."""
    try:
        return KeySet.import_key_set(cast(Any, _fetch(address)))
    except (JoseError, ValueError, KeyError, TypeError) as unreadable:
        raise ProviderAway from unreadable


def _fetch(address: str) -> Mapping[str, Any]:
    try:
        with OAuth2Session() as session:
            answer = session.request(
                "GET", address, withhold_token=True, timeout=TIMEOUT_SECONDS, allow_redirects=False
            )
            answer.raise_for_status()
            found = answer.json()
    except (RequestException, ValueError) as failure:
        raise ProviderAway from failure
    if not isinstance(found, dict) or answer.is_redirect:
        raise ProviderAway
    return found


def _session(back: str) -> OAuth2Session:
    known = _provider()
    return OAuth2Session(
        known.client_id,
        known.client_secret,
        scope="openid",
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _provider() -> IdentityProvider:
    found: IdentityProvider | None = current_app.extensions["settings"].identity_provider
    if found is None:
        raise ProviderAway
    return found
