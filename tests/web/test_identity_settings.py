"""The provider of e-identities is set whole or not at all."""

import pytest

from tests.web.test_mail_settings import BASE
from webapp.config import Settings, WrongConfiguration

WHOLE = {
    "OIDC_METADATA": "https://eid.example.se/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "radslag",
    "OIDC_CLIENT_SECRET": "hemligt",
}


def test_without_settings_there_is_no_provider():
    assert Settings.from_environment(BASE).identity_provider is None


def test_a_provider_is_read_and_its_secret_is_not_shown():
    settings = Settings.from_environment(BASE | WHOLE)
    assert settings.identity_provider.client_id == "radslag"
    assert "hemligt" not in repr(settings) + repr(settings.identity_provider)


@pytest.mark.parametrize("missing", WHOLE)
@pytest.mark.parametrize("how", ["left out", "empty"])
def test_half_a_provider_is_refused_in_one_sentence(missing, how):
    half = {name: value for name, value in WHOLE.items() if name != missing}
    with pytest.raises(WrongConfiguration) as refused:
        Settings.from_environment(BASE | half | ({} if how == "left out" else {missing: ""}))
    assert str(refused.value) == (
        "Set all of OIDC_METADATA, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none of them"
    )


@pytest.mark.parametrize(
    "address", ["http://eid.example.se/x", "eid.example.se", "ftp://127.0.0.1/", "https://"]
)
def test_an_address_that_cannot_be_trusted_is_refused(address):
    with pytest.raises(WrongConfiguration, match="OIDC_METADATA"):
        Settings.from_environment(BASE | WHOLE | {"OIDC_METADATA": address})
