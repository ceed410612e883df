// The list of places, the app, and who one is.

import { byId, fill, h } from "./dom.js";
import { keepFocus } from "./focus.js";
import { avatar } from "./messages.js";
import { actAs, go, state, user } from "./state.js";

export const drawRail = () => keepFocus(byId("rail"), draw);

function draw() {
  const me = user(state.me);
  const place = (one, label) => h("li", {}, h("button", {
    type: "button", "data-key": one.id,
    class: state.unread.has(one.id) ? "place unread" : "place",
    "aria-current": one.id === state.place ? "page" : null,
    onclick: () => { closeRail(); go(one.id); },
  }, label, state.unread.has(one.id) && h("span", { class: "dot", "aria-label": "new" })));
  fill(byId("rail"),
    h("header", { class: "brand" },
      h("img", { src: "/page/icon.svg", alt: "", width: 30, height: 30 }),
      h("div", {}, h("strong", {}, "Sandbox"), h("span", {}, "a local workspace"))),
    h("h2", {}, "Channels"),
    h("ul", {}, state.channels.filter((one) => one.kind !== "im").map((one) => place(one, [
      h("span", { class: "mark", "aria-hidden": "true" }, one.kind === "group" ? "◍" : "#"),
      h("span", { class: "name" }, one.name),
      !one.with_app && h("span", { class: "aside" }, "without bot"),
    ]))),
    h("h2", {}, "App"),
    h("ul", {}, state.channels.filter((one) => one.kind === "im").map((one) => place(one, [
      avatar(one.name, true), h("span", { class: "name" }, one.name)]))),
    h("div", { class: "about" }, h("p", {}, state.app.about),
      h("p", { class: "keys" }, h("kbd", {}, "/"), " commands  ", h("kbd", {}, "↑"), " messages\n",
        h("kbd", {}, "Alt ↑↓"), " places  ", h("kbd", {}, "F6"), " panes\n", h("kbd", {}, "Esc"), " closes, or back to writing")),
    h("div", { class: "self" },
      h("label", { for: "act-as" }, "You are"),
      h("div", { class: "self-row" }, avatar(me.name, false),
        h("select", { id: "act-as", onchange: (event) => actAs(event.target.value) },
          state.users.filter((one) => !one.bot).map((one) => h("option", { value: one.handle, selected: one.id === state.me },
    one.name)))),
      h("p", { class: "muted small" }, `${me.role && me.role + " · "}${me.clock} · ${me.zone.split("/").at(-1).replaceAll("_", " ")}`)));
}

// In a narrow window it covers the room, which cannot be reached meanwhile.
export function openRail() {
  document.body.classList.add("rail-open");
  byId("scrim").hidden = false;
  byId("room").inert = true;
  byId("rail").querySelector("[aria-current]")?.focus();
}

export function closeRail() {
  if (!document.body.classList.contains("rail-open")) return;
  document.body.classList.remove("rail-open");
  byId("scrim").hidden = true;
  byId("room").inert = false;
  document.querySelector(".menu-button")?.focus();
}
