// The page: draws what changed, and does once what the address asks for.

import { byId, fill, h, icon, ICONS } from "./dom.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { drawModal } from "./forms.js";
import { drawMessages, drawThread, patch } from "./messages.js";
import { closeRail, drawRail, openRail } from "./rail.js";
import { bot, channel, go, inPlace, load, onChange, openThread, post, state } from "./state.js";

function drawHead() {
  const place = channel(state.place);
  const direct = place.kind === "im";
  const tab = (name, label) => h("button", {
    type: "button", role: "tab", "aria-selected": state.tab === name, onclick: () => go(state.place, name),
  }, label);
  fill(byId("room-head"),
    h("button", { type: "button", class: "plain menu-button", "aria-label": "Places", onclick: openRail }, icon(ICONS.menu)),
    h("div", { class: "room-title" },
      h("h1", {}, direct ? place.name : `${place.kind === "group" ? "◍ " : "#"}${place.name}`),
      place.topic && h("p", { class: "muted small" }, place.topic)),
    direct && state.homeTab && h("div", { class: "tabs", role: "tablist" }, tab("home", "Home"), tab("messages", "Messages")));
  document.title = `${direct ? place.name : "#" + place.name} · Sandbox: a local workspace`;
}

function drawHome() {
  const box = byId("home");
  const view = state.home;
  const context = {
    inputs: new Map(), state: view?.state, errors: view?.errors,
    act: (block_id, action_id, choice) => post("act", { view: view.id, block_id, action_id, choice }),
  };
  fill(box, h("div", { class: "home-page" }, view
    ? blocks(view.blocks, context)
    : h("div", { class: "empty" }, h("h2", {}, bot().name), h("p", {}, "The bot has published no Home yet.")))) ;
}

function drawBanner() {
  const box = byId("banner");
  box.hidden = state.connected;
  if (!state.connected) {
    fill(box, "No bot is connected yet. Start it with ", h("code", {}, `${location.origin}/api/`),
      " as the base URL of its client and the app token ", h("code", {}, "xapp-sandbox"), ".");
  }
}

function drawAll() {
  const home = state.tab === "home";
  byId("messages").hidden = home;
  byId("home").hidden = !home;
  drawRail();
  drawHead();
  drawBanner();
  drawThread(false);
  if (home) drawHome();
  else drawMessages();
  const old = byId("composer");
  const fresh = composer({ draft: "" });
  fresh.id = "composer";
  fresh.hidden = home;
  old.replaceWith(fresh);
  drawModal();
  history.replaceState(null, "", address());
  if (!home && matchMedia("(min-width: 48rem)").matches && !document.querySelector("dialog[open]")) byId("composer-text").focus();
}

const placeName = (one) => (one.kind === "im" ? "@app" : one.name);
const address = () => `#${placeName(channel(state.place))}`;

onChange((what) => {
  if (what.all) return drawAll();
  if (what.thread) return drawThread();
  drawBanner();
  if (what.stack) drawModal();
  if (what.home && state.tab === "home") drawHome();
  if (state.tab === "messages") patch(what);
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
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.overflow[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.overflow[open]");
    if (menu) menu.open = false;
    else if (document.body.classList.contains("rail-open")) closeRail();
    else if (state.thread && !document.querySelector("dialog[open]")) openThread(null);
  }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const index = state.channels.findIndex((one) => one.id === state.place);
    const step = event.key === "ArrowDown" ? 1 : state.channels.length - 1;
    go(state.channels[(index + step) % state.channels.length].id);
  }
});
window.addEventListener("hashchange", visit);

visit();
