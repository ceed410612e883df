"""The desk in; a Bolt app with every listener of the manifest, out."""

from __future__ import annotations

import logging
from concurrent.futures import Executor

from slack_bolt import App
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from handlers import (
    acknowledgement,
    actions,
    commands,
    decisions,
    drafts,
    exports,
    faults,
    feed_buttons,
    guests,
    home,
    mentions,
    onboarding,
    once,
    people,
    removal,
    searches,
    shortcuts,
    stories,
    subscribing,
    timelines,
    verdicts,
)
from handlers.reception import Reception

NOT_INSTALLED = (
    "Parallax is not installed in this workspace any more. Install it again where you did: at the "
    "bot's address, under /slack/install."
)
LONGEST_WAIT = 60  # seconds; Slack asks for 1 to 30 as a rule

_log = logging.getLogger("slack_bolt.parallax")


def make_app(
    client: WebClient,
    reception: Reception,
    signing_secret: str = "",
    executor: Executor | None = None,
    oauth: OAuthSettings | None = None,
) -> App:
    """`signing_secret` is needed over HTTP only; Socket Mode signs nothing. `executor`
    runs the listeners, Bolt's own if None. With `oauth` the client has no token of its own: each
    workspace has one, and Bolt serves the pages on which it is installed.

    Raises slack_bolt's BoltError where Slack does not take the client's token.
    """
    app = App(
        name="parallax",
        logger=_log,
        client=client,
        signing_secret=signing_secret,
        request_verification_enabled=bool(signing_secret),
        listener_executor=executor,
        oauth_settings=oauth,
        user_facing_authorize_error_message=NOT_INSTALLED,
        raise_error_for_unhandled_request=False,
    )
    acknowledgement.register(app)
    once.register(app, reception)
    guests.register(app, reception)
    commands.register(app, reception)
    mentions.register(app, reception)
    actions.register(app, reception)
    decisions.register(app, reception)
    verdicts.register(app, reception)
    subscribing.register(app, reception)
    people.register(app, reception)
    stories.register(app, reception)
    drafts.register(app, reception)
    exports.register(app, reception)
    timelines.register(app, reception)
    searches.register(app, reception)
    shortcuts.register(app, reception)
    home.register(app, reception)
    onboarding.register(app, reception)
    feed_buttons.register(app, reception)
    removal.register(app, reception)
    faults.register(app)
    return app


def make_client(token: str, base_url: str) -> WebClient:
    """A client that waits when Slack says that it is asked too often."""
    # The default handler, which sends again after a lost connection, could post twice.
    waiting = BriefWait(max_retry_count=2)
    return WebClient(token=token or None, base_url=base_url, timeout=15, retry_handlers=[waiting])


class BriefWait(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks for, but not past LONGEST_WAIT: then the call fails.

    Who slept through the lease of an edition would post it a second time.
    """

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        headers = {name.lower(): values for name, values in response.headers.items()}
        asked = headers.get("retry-after", ["1"])
        seconds = asked if isinstance(asked, str) else asked[0]
        return seconds.isdigit() and int(seconds) <= LONGEST_WAIT
