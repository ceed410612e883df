// Messages of a channel and of a thread.

import { byId, fill, h, icon, ICONS, prose } from "./dom.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { menu } from "./floating.js";
import { announce, describe, keepFocus, restore } from "./focus.js";
import { searchFor } from "./forms.js";
import { bot, channel, inPlace, inThread, openThread, post, state } from "./state.js";

const SIZES = [[1048576, "MB"], [1024, "kB"]];
const size = (bytes) => {
  const [unit, name] = SIZES.find(([each]) => bytes >= each) ?? [1, "bytes"];
  return `${Math.round(bytes / unit)} ${name}`;
};

const counted = (replies) => (replies === 1 ? "1 reply" : `${replies} replies`);

export function drawMessages() {
  const box = byId("messages");
  const list = inPlace(state.place);
  if (!list.length) {
    fill(box, emptyRoom());
    return;
  }
  fill(box, h("ol", { class: "list" }, withDays(list, false)));
  toEnd(box);
}

// To the last message; where it is taller than the window, to its first line.
function toEnd(box) {
  box.scrollTop = box.scrollHeight;
  const last = [...box.querySelectorAll("li.message")].at(-1);
  const over = last ? box.getBoundingClientRect().top - last.getBoundingClientRect().top : 0;
  if (over > 0) box.scrollTop -= over + 12;
}

function withDays(list, threaded) {
  let day = null;
  return list.flatMap((message) => {
    const node = item(message, threaded);
    if (message.day === day) return [node];
    day = message.day;
    return [h("li", { class: "day" }, h("span", {}, day)), node];
  });
}

// Changed messages are replaced where they stand and new ones appended, so that what one is
// doing, and what is being read aloud, is not disturbed.
export function patch(batch) {
  const box = byId("messages");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 160;
  const top = box.scrollTop;
  const here = (one) => one.channel === state.place;
  const changed = (batch.messages ?? []).filter((one) => here(one) && (!one.thread_ts || one.broadcast));
  const old = changed.filter((one) => find(box, one.ts));
  const fresh = changed.filter((one) => !old.includes(one)).sort((one, other) => (one.ts < other.ts ? -1 : 1));
  for (const [, ts] of batch.gone ?? []) remove(find(box, ts));
  for (const one of old) keepFocus(box, () => find(box, one.ts).replaceWith(item(one, false)));
  const list = box.querySelector("ol.list");
  const last = [...box.querySelectorAll("li.message")].at(-1);
  if (!list || !inPlace(state.place).length || (fresh.length && last && last.dataset.ts > fresh[0].ts)) {
    if (fresh.length || (batch.gone ?? []).length) keepFocus(box, drawMessages);
  } else {
    for (const one of fresh) {
      const before = [...list.querySelectorAll("li.day")].at(-1)?.textContent;
      if (before !== one.day) list.append(h("li", { class: "day" }, h("span", {}, one.day)));
      list.append(item(one, false));
    }
  }
  if (fresh.length && (atEnd || fresh.some((one) => one.ephemeral || one.author_id === state.me))) toEnd(box);
  else box.scrollTop = top;
  const threaded = (batch.messages ?? []).some((one) => here(one) && [one.ts, one.thread_ts].includes(state.thread));
  if (state.thread && (threaded || (batch.gone ?? []).length)) drawThread(false);
}

// Whoever was in a message that goes is in the one before it, or where one writes.
function remove(node) {
  if (!node) return;
  const had = node.contains(document.activeElement);
  const before = node.previousElementSibling?.querySelector("article") ?? byId("composer-text");
  node.remove();
  if (had) before.focus();
}

export const wordsOf = (one) =>
  one.shown.map((line) => line.runs.map((run) => run.text).join("")).join(" ") || one.plain;

// What a screen reader says of it: who, and the text that stands for the whole message.
export function readAloud(batch, known) {
  for (const one of batch.messages ?? []) {
    if (one.author_id === state.me || one.channel !== state.place) continue;
    if (one.thread_ts && one.thread_ts !== state.thread && !one.broadcast) continue;
    const words = wordsOf(one);
    if (known.get(`${one.channel}/${one.ts}`) === words) continue; // only a count of replies changed
    known.set(`${one.channel}/${one.ts}`, words);
    const cut = words.length > 400 ? `${words.slice(0, 400).replace(/\s+\S*$/, "")} …` : words;
    announce(`${one.author}${one.ephemeral ? ", only visible to you" : ""}${one.edited ? ", edited" : ""}: ${cut}`);
  }
}

const find = (box, ts) => box.querySelector(`li[data-ts="${CSS.escape(ts)}"]`);

function emptyRoom() {
  const place = channel(state.place);
  const direct = place.kind === "im";
  const send = (text) => post("send", { channel: state.place, text });
  return h("div", { class: "empty" },
    h("h2", {}, direct ? `You and ${place.name}` : `#${place.name}`),
    h("p", {}, place.with_app
      ? (direct ? "Ask in plain words, or try one of these:" : "Nothing has been said here yet. Try one of these:")
      : `${bot().name} is not in this channel. Commands still work; to be heard, invite it:`),
    h("div", { class: "examples" },
      !place.with_app && h("button", { type: "button", class: "example", onclick: () => send(`/invite @${bot().handle}`) },
        `/invite @${bot().handle}`),
      state.examples.map((one) => h("button", { type: "button", class: "example", onclick: () => send(one) }, one))));
}

export function initials(name) {
  return name.split(/\s+/).slice(0, 2).map((part) => part[0]).join("").toUpperCase();
}

export function avatar(name, isBot) {
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  return h("span", { class: isBot ? "avatar bot" : `avatar av-${hue}`, "aria-hidden": "true" }, initials(name));
}

export function item(message, threaded) {
  const source = { channel: message.channel, ts: message.ts };
  const context = {
    act: (block_id, action_id, choice) => post("act", { ...source, block_id, action_id, choice }),
    search: searchFor(source),
  };
  const kinds = ["message"];
  if (message.ephemeral) kinds.push("ephemeral");
  if (message.from_system) kinds.push("system");
  const body = message.blocks.length ? blocks(message.blocks, context) : message.shown.length > 0 && prose(message.shown);
  return h("li", { class: kinds.join(" "), "data-ts": message.ts },
    message.from_system ? h("span", { class: "avatar sys", "aria-hidden": "true" }, "!") : avatar(message.author, message.from_bot),
    h("article", { tabindex: -1, "aria-label": `${message.author}, ${message.time}` },
      h("header", {},
        h("span", { class: "author" }, message.author),
        message.from_bot && h("span", { class: "tag" }, "bot"),
        h("time", {}, message.time),
        message.edited && h("span", { class: "muted" }, "edited"),
        message.ephemeral && h("span", { class: "only" }, icon(ICONS.eye), "Only visible to you")),
      message.broadcast && !threaded && h("p", { class: "muted small" }, "replied to a thread, and here"),
      body,
      message.attachments.map((one) => attachment(one, context)),
      message.files.map(file),
      message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map((one) => h("button", {
        type: "button", class: one.mine ? "reaction mine" : "reaction", "data-key": `react/${one.name}`,
        "aria-label": `${one.name.replaceAll("_", " ")}, ${one.count}`, "aria-pressed": Boolean(one.mine),
        onclick: () => post("react", { ...source, name: one.name }),
      }, EMOJI[one.name] ?? `:${one.name}:`, h("span", {}, one.count)))),
      !threaded && message.replies > 0 && h("button", {
        type: "button", class: "replies", "data-key": "replies", onclick: () => openThread(message.ts),
        "aria-label": counted(message.replies),
      }, counted(message.replies), h("span", { "aria-hidden": "true" }, " →"))),
    !message.ephemeral && tools(message, threaded, source));
}

const EMOJI = { "+1": "👍", eyes: "👀", white_check_mark: "✅", x: "❌", hourglass_flowing_sand: "⏳",
  thumbsup: "👍", thumbsdown: "👎", "-1": "👎", tada: "🎉", warning: "⚠️", newspaper: "📰", heart: "❤️" };

function tools(message, threaded, source) {
  const shortcuts = state.shortcuts.filter((one) => one.on_message);
  const more = shortcuts.length > 0 && menu("Message shortcuts", icon(ICONS.more), shortcuts.map((one) => ({
    text: one.name, run: () => post("shortcut", { ...source, callback_id: one.id }),
  })), { class: "plain", "data-key": "shortcuts" });
  return h("div", { class: "tools", role: "toolbar", "aria-label": "This message" },
    h("button", { type: "button", class: "plain", "data-key": "react", "aria-label": "React with eyes", title: "React", onclick: () => post("react", { ...source, name: "eyes" }) }, icon(ICONS.smile)),
    !threaded && h("button", {
      type: "button", class: "plain", "data-key": "reply", "aria-label": "Reply in thread", title: "Reply in thread",
      onclick: () => openThread(message.thread_ts ?? message.ts),
    }, icon(ICONS.reply)),
    more);
}

function attachment(one, context) {
  const node = h("div", { class: "attachment" }, one.shown.length > 0 && prose(one.shown), blocks(one.blocks, context));
  if (one.color) node.style.setProperty("--edge", one.color);
  return node;
}

function file(one) {
  const place = `/ui/files/${encodeURIComponent(one.id)}`;
  const link = h("a", { href: `${place}?download=1`, download: one.name, class: "file-name" }, one.title || one.name);
  return h("div", { class: one.picture ? "file picture-file" : "file" },
    one.picture
      ? h("a", { href: place, target: "_blank", rel: "noopener" }, h("img", { src: place, alt: one.alt || one.title, class: "picture wide", loading: "lazy" }))
      : h("span", { class: "file-icon", "aria-hidden": "true" }, icon(ICONS.file)),
    h("div", {}, link, h("span", { class: "muted small" }, ` ${one.title && one.title !== one.name ? `${one.name}, ` : ""}${size(one.size)}`),
      one.preview && h("pre", { class: "preview" }, one.preview)));
}

let before = null; // where one was when the thread was opened
let drawn = null; // the thread that is shown

export function drawThread(focus = true) {
  const box = byId("thread");
  const list = state.thread ? inThread(state.place, state.thread) : [];
  const room = byId("messages");
  const atEnd = room.scrollHeight - room.scrollTop - room.clientHeight < 160;
  const opens = list.length > 0 && drawn !== state.thread;
  if (opens && !box.contains(document.activeElement)) before = describe(room);
  byId("frame").classList.toggle("with-thread", list.length > 0);
  if (atEnd) toEnd(room);
  if (!list.length) return closeThread(box, room);
  const was = describe(box);
  const old = box.querySelector(".scroll");
  const stay = !opens && old && old.scrollHeight - old.scrollTop - old.clientHeight > 40 ? old.scrollTop : null;
  const draft = opens ? "" : box.querySelector("textarea")?.value ?? "";
  drawn = state.thread;
  box.hidden = false;
  fill(box,
    h("header", { class: "room-head" }, h("h2", {}, "Thread"),
      h("button", { type: "button", class: "plain", "aria-label": "Close thread", title: "Close thread", onclick: () => openThread(null) }, icon(ICONS.close))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Thread: messages" }, h("ol", { class: "list" },
      item(list[0], true),
      h("li", { class: "day" }, h("span", {}, list.length === 1 ? "No replies yet" : counted(list.length - 1))),
      list.slice(1).map((one) => item(one, true)))),
    composer({ thread: state.thread, draft }));
  const scroll = box.querySelector(".scroll");
  if (stay === null) toEnd(scroll);
  else scroll.scrollTop = stay;
  if (opens && focus) box.querySelector("textarea").focus();
  else if (was) restore(box, was, box.querySelector("textarea"));
}

// The focus goes back to what opened the thread.
function closeThread(box, room) {
  const had = !box.hidden && box.contains(document.activeElement);
  drawn = null;
  box.hidden = true;
  fill(box);
  if (had) restore(room, before ?? {}, byId("composer-text"));
  before = null;
}
