"""Rådslag: resident dialogue for municipalities."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import extensions
from webapp.accessibility.routes import bp as accessibility
from webapp.accounts.people import bp as people
from webapp.accounts.routes import bp as accounts
from webapp.answering.changing import bp as changing
from webapp.answering.entering import bp as entering
from webapp.answering.identity import bp as identity
from webapp.answering.own_idea import bp as own_idea
from webapp.answering.preview import bp as previewing
from webapp.answering.receipts import bp as receipts
from webapp.answering.routes import bp as answering
from webapp.answering.subscriptions import bp as subscriptions
from webapp.config import Settings
from webapp.dialogues.routes import bp as dialogues
from webapp.editing.routes import bp as editing
from webapp.follow_up.routes import bp as follow_up
from webapp.ideas.routes import bp as ideas
from webapp.interchange.leaving import bp as leaving
from webapp.interchange.routes import bp as interchange
from webapp.interchange.translations import bp as translations
from webapp.outreach.codes import bp as codes
from webapp.outreach.routes import bp as outreach
from webapp.oversight.routes import BLUEPRINTS as OVERSIGHT
from webapp.pictures.routes import bp as pictures_shown
from webapp.planning.routes import bp as planning
from webapp.proposals.routes import bp as proposals
from webapp.recordings.routes import bp as recordings_shown
from webapp.results.raw import bp as responses
from webapp.results.routes import bp as results
from webapp.web import (
    assets,
    bodies,
    content,
    corrections,
    ease_words,
    errors,
    idea_pictures,
    kept,
    locale,
    look,
    mail,
    mode_words,
    navigation,
    pages,
    pictures,
    plan_words,
    policy,
    promises,
    quoting,
    recordings,
    shelf,
    timeline,
    told,
)
from webapp.yearly.routes import bp as yearly

FEATURES = (
    *(
        dialogues,
        accessibility,
        proposals,
        answering,
        receipts,
        own_idea,
        identity,
        subscriptions,
        previewing,
        changing,
        entering,
        ideas,
        outreach,
        codes,
        planning,
        editing,
        pictures_shown,
        recordings_shown,
        interchange,
        leaving,
        translations,
        results,
        responses,
        follow_up,
        yearly,
    ),
    *(accounts, people),
    *OVERSIGHT,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application, with `settings` or those of the environment.

    Raises:
        WrongConfiguration: a setting is missing or wrong; the message says what to do.
    """
    settings = settings or Settings.from_environment()
    settings.check()
    app = Flask("webapp", template_folder=str(settings.templates), static_folder=None)
    app.config.update(settings.flask())
    app.extensions["settings"] = settings
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.session_interface = extensions.StaffSessions()
    extensions.db.init_app(app, settings.database_url)
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)
    extensions.compress.init_app(app)
    extensions.htmx.init_app(app)
    for part in (
        bodies,
        locale,
        assets,
        pages,
        content,
        ease_words,
        pictures,
        idea_pictures,
        look,
        recordings,
        shelf,
        navigation,
        timeline,
        kept,
        policy,
        plan_words,
        mode_words,
        quoting,
        told,
        mail,
        corrections,
        promises,
        errors,
    ):
        part.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature)
    return app
