// Keys that work everywhere: from pane to pane, from message to message, from place to place.

import { byId } from "./dom.js";
import { usable } from "./focus.js";
import { closeRail } from "./rail.js";
import { go, openThread, state } from "./state.js";

// In the order they stand: the places, what is read, where one writes, the thread.
const panes = () => [
  byId("rail").querySelector("[aria-current]"),
  state.tab === "home" ? byId("home") : lastMessage(byId("messages")) ?? byId("messages"),
  byId("composer-text"), byId("thread").querySelector("textarea"),
].filter((one) => one && one.checkVisibility({ visibilityProperty: true }));

const paneOf = (node) => ["rail", "messages", "home", "composer", "thread"].find((id) => byId(id).contains(node));
const articles = (box) => [...box.querySelectorAll("li.message > article")];
const lastMessage = (box) => articles(box).at(-1);

function toMessage(article) {
  if (!article) return;
  article.focus({ preventScroll: true });
  const tall = article.offsetHeight > article.closest(".scroll").clientHeight;
  article.scrollIntoView({ block: tall ? "start" : "nearest" });
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

// From message to message; Tab goes into one, Escape back to it and then to where one writes.
function amongMessages(event) {
  const here = event.target.closest("li.message > article");
  const box = here?.closest(".scroll");
  if (!here || event.target !== here) return false;
  const all = articles(box);
  const index = all.indexOf(here);
  if (event.key in STEPS) {
    const next = all[index + STEPS[event.key]];
    if (next) toMessage(next);
    else if (event.key === "ArrowDown") box.closest(".thread, .room").querySelector("textarea").focus();
  } else if (event.key === "Home") toMessage(all[0]);
  else if (event.key === "End") toMessage(all.at(-1));
  else return false;
  return true;
}

function escape(event) {
  if (document.body.classList.contains("rail-open")) closeRail();
  else if (event.target.closest?.("li.message") && !event.target.matches("article")) event.target.closest("li.message").querySelector("article").focus();
  else if (state.thread) openThread(null);
  else if (event.target.closest?.("#messages, #rail") && usable(byId("composer-text"))) byId("composer-text").focus();
  else return false;
  return true;
}

function toPane(back) {
  const all = panes();
  const here = all.findIndex((one) => paneOf(one) === paneOf(document.activeElement));
  const next = all[(here + (back ? all.length - 1 : 1)) % all.length];
  if (next?.matches("article")) toMessage(next);
  else next?.focus();
  return true;
}

function toPlace(step) {
  const index = state.channels.findIndex((one) => one.id === state.place);
  go(state.channels[(index + step + state.channels.length) % state.channels.length].id);
  return true;
}

// Arrows move among the tabs of the app, as they do in any list of tabs.
function amongTabs(event) {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  if (!["ArrowLeft", "ArrowRight"].includes(event.key) || !tabs.includes(event.target)) return false;
  const other = tabs[(tabs.indexOf(event.target) + 1) % tabs.length];
  other.focus();
  other.click();
  return true;
}

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const writing = event.target.closest?.("form.composer");
    let done = false;
    if (event.key === "F6") done = toPane(event.shiftKey);
    else if (event.altKey && event.key in STEPS) done = toPlace(STEPS[event.key]);
    else if (event.key === "Escape") done = escape(event);
    else if (writing && event.key === "ArrowUp" && event.target.value === "") {
      toMessage(lastMessage(event.target.closest(".thread, .room")));
      done = true;
    } else done = amongMessages(event) || amongTabs(event);
    if (done) event.preventDefault();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("composer-text").focus();
  });
}
