"""views.*: modals and App Home."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.api.call import Call, Method, Refused, refuse
from sandbox.limits import faults_of_view
from sandbox.messages import Json
from sandbox.triggers import Trigger
from sandbox.views import View


def open_view(call: Call) -> Json:
    content = _content(call, "modal")
    trigger = _trigger(call)
    view = call.workspace.views.open(trigger.user, content)
    return {"view": call.workspace.show_modal(view).payload()}


def push(call: Call) -> Json:
    content = _content(call, "modal")
    trigger = _trigger(call)
    if call.workspace.views.modal(trigger.user) is None:
        raise Refused("not_found")
    view = call.workspace.views.push(trigger.user, content)
    if view is None:
        raise Refused("push_limit_reached")
    return {"view": call.workspace.show_modal(view).payload()}


def update(call: Call) -> Json:
    views = call.workspace.views
    external = call.text("external_id")
    view = views.by_external_id(external) if external else views.get(call.needed("view_id"))
    if view is None or (not view.is_home and view not in views.stack(view.user)):
        raise Refused("not_found")
    content = _content(call, str(view.content.get("type")))
    if call.text("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict")
    return {"view": _shown(call, views.update(view, content)).payload()}


def publish(call: Call) -> Json:
    if not call.workspace.manifest.home_tab:
        raise Refused("not_enabled")
    user = call.user("user_id")
    content = _content(call, "home")
    home = call.workspace.views.home(user.id)
    if home is not None and call.text("hash") and call.text("hash") != home.hash:
        raise Refused("hash_conflict")
    view = call.workspace.views.publish(user.id, content)
    return {"view": call.workspace.show_home(view).payload()}


def _content(call: Call, kind: str) -> Json:
    content = call.data("view")
    if content is None:
        raise Refused("invalid_arguments", "[ERROR] missing required field: view")
    refuse(faults_of_view(content))
    if content["type"] != kind:
        sentence = f"[ERROR] must be a {kind} view [json-pointer:/view/type]"
        raise Refused("invalid_arguments", sentence)
    shape: Json = content
    return shape


def _trigger(call: Call) -> Trigger:
    trigger = call.workspace.triggers.redeem(call.needed("trigger_id"), call.workspace.clock.now())
    if isinstance(trigger, str):
        raise Refused(trigger)
    return trigger


def _shown(call: Call, view: View) -> View:
    return call.workspace.show_home(view) if view.is_home else call.workspace.show_modal(view)


METHODS: Mapping[str, Method] = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
