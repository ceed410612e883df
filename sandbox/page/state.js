// What one person sees, kept up to date by a stream of changes; and the verbs they have.

import { toast } from "./dom.js";

export const state = {
  me: "dana", place: null, thread: null, tab: "messages",
  users: [], channels: [], messages: new Map(), stack: [], home: null, unread: new Set(),
};

const listeners = new Set();
export const onChange = (listener) => listeners.add(listener);
const tell = (what) => listeners.forEach((listener) => listener(what));

const keyOf = (message) => `${message.channel}/${message.ts}`;
let stream = null;

export async function load() {
  const answer = await fetch(`/ui/state?as=${encodeURIComponent(state.me)}`);
  if (!answer.ok) return toast("The sandbox does not answer.");
  const whole = await answer.json();
  Object.assign(state, {
    me: whole.me, app: whole.app, users: whole.users, channels: whole.channels,
    commands: whole.commands, shortcuts: whole.shortcuts, examples: whole.examples,
    homeTab: whole.home_tab, connected: whole.connected, stack: whole.stack, home: whole.home,
    messages: new Map(whole.messages.map((message) => [keyOf(message), message])),
  });
  if (!channel(state.place)) state.place = state.channels[0].id;
  listen(whole.revision);
  tell({ all: true });
}

function listen(revision) {
  if (stream) stream.onclose = null;
  stream?.close();
  const query = new URLSearchParams({ as: state.me, since: revision });
  stream = new WebSocket(`ws://${location.host}/ui/stream?${query}`);
  stream.onmessage = (event) => apply(JSON.parse(event.data));
  stream.onclose = () => {
    clearTimeout(listen.timer);
    listen.timer = setTimeout(again, 1000);
  };
}

// After a break everything is loaded anew: the sandbox may be another one by then.
function again() {
  load().catch(() => (listen.timer = setTimeout(again, 2000)));
}

function apply(batch) {
  if (batch.reload) return void load();
  for (const [place, ts] of batch.gone) state.messages.delete(`${place}/${ts}`);
  for (const message of batch.messages) {
    const isNew = !state.messages.has(keyOf(message));
    state.messages.set(keyOf(message), message);
    if (isNew && message.channel !== state.place) state.unread.add(message.channel);
  }
  state.connected = batch.connected;
  if (batch.stack) state.stack = batch.stack;
  if ("home" in batch) state.home = batch.home;
  for (const note of batch.notes ?? []) toast(note);
  tell({
    messages: batch.messages, gone: batch.gone,
    stack: Boolean(batch.stack), home: "home" in batch,
  });
}

export async function post(verb, body) {
  const answer = await fetch(`/ui/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: state.me, ...body }),
  }).catch(() => null);
  if (!answer) {
    toast("The sandbox does not answer. Is it still running?");
    return { ok: false, error: "unreachable" };
  }
  const shape = await answer.json().catch(() => ({ ok: false, error: answer.statusText }));
  if (answer.status >= 400) toast(shape.error);
  return shape;
}

export async function postFile(file, text) {
  const query = new URLSearchParams({ as: state.me, channel: state.place, name: file.name, text });
  const answer = await fetch(`/ui/file?${query}`, {
    method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file,
  });
  if (!answer.ok) toast(`The file was not taken: ${answer.statusText}`);
}

export const channel = (id) => state.channels.find((one) => one.id === id);
export const user = (id) => state.users.find((one) => one.id === id);
export const bot = () => state.users.find((one) => one.bot);

const byTime = (one, other) => (one.ts < other.ts ? -1 : 1);
export const inPlace = (id) =>
  [...state.messages.values()].filter((one) => one.channel === id && (!one.thread_ts || one.broadcast)).sort(byTime);
export const inThread = (id, ts) =>
  [...state.messages.values()].filter((one) => one.channel === id && (one.ts === ts || one.thread_ts === ts)).sort(byTime);

export function go(id, tab = "messages") {
  Object.assign(state, { place: id, thread: null, tab });
  state.unread.delete(id);
  tell({ all: true });
  if (tab === "home") post("home", { tab: "home" });
}

export function openThread(ts) {
  state.thread = ts;
  tell({ thread: true });
}

export async function actAs(handle) {
  Object.assign(state, { me: handle, thread: null, tab: "messages", unread: new Set() });
  await load();
}
