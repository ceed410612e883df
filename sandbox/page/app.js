// The page: draws what changed, and does once what the address asks for.

import { byId, fill, h, icon, ICONS } from "./dom.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { keepFocus } from "./focus.js";
import { drawModal, searchFor } from "./forms.js";
import { listenToKeys } from "./keys.js";
import { drawMessages, drawThread, patch, readAloud, wordsOf } from "./messages.js";
import { closeRail, drawRail, openRail } from "./rail.js";
import { bot, channel, go, inPlace, load, onChange, openThread, post, state } from "./state.js";

function drawHead() {
  const place = channel(state.place);
  const direct = place.kind === "im";
  const tab = (name, label) => h("button", {
    type: "button", role: "tab", "data-key": `tab/${name}`, "aria-controls": name,
    "aria-selected": state.tab === name, tabindex: state.tab === name ? 0 : -1, onclick: () => go(state.place, name),
  }, label);
  keepFocus(byId("room-head"), () => fill(byId("room-head"),
    h("button", { type: "button", class: "plain menu-button", "aria-label": "Places", title: "Places", onclick: openRail }, icon(ICONS.menu)),
    h("div", { class: "room-title" },
      h("h1", {}, direct ? place.name : `${place.kind === "group" ? "◍ " : "#"}${place.name}`),
      place.topic && h("p", { class: "muted small" }, place.topic)),
    direct && state.homeTab && h("div", { class: "tabs", role: "tablist", "aria-label": "Of the app" }, tab("home", "Home"), tab("messages", "Messages"))));
  document.title = `${direct ? place.name : "#" + place.name} · Sandbox: a local workspace`;
}

function drawHome() {
  const box = byId("home");
  const view = state.home;
  const context = {
    inputs: new Map(), state: view?.state, errors: view?.errors,
    act: (block_id, action_id, choice) => post("act", { view: view.id, block_id, action_id, choice }),
    search: searchFor({ view: view?.id }),
  };
  keepFocus(box, () => fill(box, h("div", { class: "home-page" }, view
    ? blocks(view.blocks, context)
    : h("div", { class: "empty" }, h("h2", {}, bot().name), h("p", {}, "The bot has published no Home yet.")))));
}

function drawBanner() {
  const box = byId("banner");
  box.hidden = state.connected;
  if (!state.connected) {
    fill(box, "No bot is connected yet. Start it with ", h("code", {}, `${location.origin}/api/`),
      " as the base URL of its client and the app token ", h("code", {}, "xapp-sandbox"), ".");
  }
}

let heard = new Map(); // what was read aloud, or was there at first
let shownPlace = null;

function drawAll() {
  const home = state.tab === "home";
  const moved = shownPlace !== `${state.me}/${state.place}/${state.tab}`;
  shownPlace = `${state.me}/${state.place}/${state.tab}`;
  heard = new Map([...state.messages].map(([key, one]) => [key, wordsOf(one)]));
  byId("messages").hidden = home;
  byId("home").hidden = !home;
  drawRail();
  drawHead();
  drawBanner();
  drawThread(false);
  if (home) drawHome();
  else keepFocus(byId("messages"), drawMessages);
  const old = byId("composer");
  keepFocus(old.parentElement, () => {
    const fresh = composer({ draft: moved ? "" : byId("composer-text")?.value ?? "" });
    fresh.id = "composer";
    fresh.hidden = home;
    old.replaceWith(fresh);
  });
  drawModal();
  history.replaceState(null, "", address());
  if (moved) arrive(home);
}

// Where the focus is after going somewhere: where one writes; on a touch screen that would open
// the keyboard. Who pressed a tab or chose a person stays there.
function arrive(home) {
  if (document.querySelector("dialog[open]") || document.activeElement?.closest("[role=tab], #act-as")) return;
  if (home) byId("home").focus();
  else if (!matchMedia("(pointer: coarse)").matches) byId("composer-text").focus();
  else byId("messages").focus({ preventScroll: true });
}

const placeName = (one) => (one.kind === "im" ? "@app" : one.name);
const address = () => `#${placeName(channel(state.place))}`;

onChange((what) => {
  if (what.all) return drawAll();
  if (what.thread) return drawThread();
  drawBanner();
  if (what.stack) drawModal();
  if (what.home && state.tab === "home") drawHome();
  if (state.tab === "messages") {
    patch(what);
    readAloud(what, heard);
  }
  drawRail();
});

// #newsroom?say=/who-said%20preposterous sends once; press=Next then presses a button of the
// answer, thread=1 opens the last thread, as=robin says who one is, tab=home opens Home.
function asked() {
  const [name, query = ""] = decodeURI(location.hash.slice(1)).split(/\?(.*)/s);
  return { name, query: new URLSearchParams(location.hash.split(/\?(.*)/s)[1] ?? query) };
}

async function visit() {
  const { name, query } = asked();
  if (query.get("as")) state.me = query.get("as");
  await load();
  const place = state.channels.find((one) => placeName(one) === name);
  if (place) go(place.id, query.get("tab") ?? "messages");
  if (query.get("say")) {
    if (state.stack.length) await post("close", { view: state.stack.at(-1).id, everything: true });
    await post("send", { channel: state.place, text: query.get("say") });
    for (const label of query.getAll("press")) await press(label);
  }
  if (query.get("thread")) await when(() => inPlace(state.place).some((one) => one.replies > 0)).then(() =>
    openThread(inPlace(state.place).filter((one) => one.replies > 0).at(-1)?.ts ?? null));
  if (query.get("at")) document.querySelector(`li[data-ts="${CSS.escape(query.get("at"))}"]`)?.scrollIntoView({ block: "center" });
}

function when(condition) {
  return new Promise((resolve) => {
    if (condition()) return resolve();
    const check = () => condition() && resolve();
    onChange(check);
    setTimeout(resolve, 10000);
  });
}

async function press(label) {
  const button = () => [...document.querySelectorAll("#messages .button, dialog .button")].filter((one) => one.textContent.trim() === label).at(-1);
  await when(button);
  button()?.click();
}

byId("scrim").addEventListener("click", closeRail);
listenToKeys();
window.addEventListener("hashchange", visit);

visit();
