// Inputs of forms and selects of messages; the modal on top; a question before an action.

import { byId, fill, h, icon, ICONS, plain, prose } from "./dom.js";
import { blocks } from "./blocks.js";
import { announce, describe, restore, trap, usable } from "./focus.js";
import { picker } from "./picker.js";
import { bot, post, state, user } from "./state.js";

const optionsOf = (one) => [
  ...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options),
];
const toPick = (one) => ({ value: one.value, text: plain(one.text), about: plain(one.description) });
const groupsOf = (one) => (one.option_groups
  ? one.option_groups.map((group) => ({ label: plain(group.label), options: group.options.map(toPick) }))
  : [{ label: "", options: (one.options ?? []).map(toPick) }]);

// What stands in an input at first: what was typed before, else what the bot proposes.
function initial(one, blockId, id, context) {
  const typed = context.typed?.get(`${blockId}\n${id}`);
  if (typed !== undefined) return typed;
  const kept = context.state?.[blockId]?.[id];
  const source = kept ?? one;
  const name = (key) => source[kept ? `selected_${key}` : `initial_${key}`];
  const many = name("options") ?? name("users") ?? name("conversations") ?? name("channels");
  if (many) return many.map((each) => each.value ?? each);
  return name("option")?.value ?? name("user") ?? name("conversation") ?? name("channel")
    ?? name("date") ?? name("time") ?? name("date_time") ?? (kept ? kept.value : one.initial_value) ?? "";
}

export function field(one, blockId, id, context, label, dispatch, more = {}) {
  const start = initial(one, blockId, id, context);
  const changed = (choice) => dispatch && context.act(blockId, id, choice);
  const keep = (getter) => context.inputs?.set(`${blockId}\n${id}`, getter);
  const search = (words) => context.search(blockId, id, words);
  const common = { "aria-label": label, "data-action": id, "data-key": `${blockId}/${id}`, ...more };
  const draw = FIELDS[one.type] ?? FIELDS.plain_text_input;
  return draw({ one, start, changed, keep, common, search, picked: pickedBefore(one, blockId, id, context) });
}

// The options whose words only the bot knows: those it proposed or a person took before.
const pickedBefore = (one, blockId, id, context) => {
  const kept = context.state?.[blockId]?.[id];
  const known = [kept?.selected_option, kept?.selected_options, one.initial_option, one.initial_options].flat();
  return known.filter(Boolean).map(toPick);
};

function choiceBox(type) {
  return ({ one, start, changed, keep, common }) => {
    const name = `group-${Math.random().toString(36).slice(2)}`;
    const boxes = optionsOf(one).map((option) => h("input", {
      type, name, value: option.value, checked: [start].flat().includes(option.value),
      "data-key": `${common["data-key"]}/${option.value}`,
      onchange: () => changed(type === "radio" ? getter()[0] : getter()),
    }));
    const getter = () => boxes.filter((box) => box.checked).map((box) => box.value);
    keep(() => (type === "radio" ? getter()[0] ?? null : getter()));
    return h("fieldset", { class: "choices", role: type === "radio" ? "radiogroup" : "group", ...common }, optionsOf(one).map((option, index) =>
      h("label", {}, boxes[index], h("span", {}, prose(option.text.shown, "prose inline"),
        option.description && h("span", { class: "hint" }, plain(option.description))))));
  };
}

// A list to pick from: one of it or many, its options known, or asked of the bot.
const pick = (groupsFor, many = false) => ({ one, start, changed, keep, common, search, picked }) => {
  const groups = groupsFor ? groupsFor(one) : [];
  const known = [...groups.flatMap((group) => group.options), ...picked];
  const chosen = [start].flat().map((value) => known.find((each) => each.value === value)).filter(Boolean);
  const box = picker({
    common, placeholder: plain(one.placeholder), groups, many, chosen, search: groupsFor ? null : search,
    changed: (values) => (many ? changed(values) : values.length && changed(values[0])),
  });
  keep(() => (many ? box.values() : box.values()[0] ?? null));
  return box.node;
};
const named = (listOf) => (one) => [{ label: "", options: listOf(one).map(([value, text]) => ({ value, text })) }];

const places = (one) => state.channels.map((each) => [each.id, each.kind === "im" ? each.name : `#${each.name}`]);
const rooms = (one) => places(one).filter(([, name]) => name.startsWith("#"));
const people = () => state.users.filter((one) => one.id !== bot().id).map((one) => [one.id, one.name]);

// What is typed key by key is told when one is done with it; what is picked, at once.
function settled(node, tell) {
  let byKey = false;
  let told = node.value;
  const now = () => {
    if (node.value === told) return;
    told = node.value;
    tell();
  };
  node.addEventListener("keydown", (event) => { byKey = true; if (event.key === "Enter") now(); });
  node.addEventListener("pointerdown", () => { byKey = false; });
  node.addEventListener("change", () => byKey || now());
  node.addEventListener("blur", now);
  return node;
}

const typedInput = (type) => ({ start, changed, keep, common }) => {
  const node = h("input", { ...common, type, value: start });
  keep(() => node.value || null);
  return settled(node, () => changed(node.value));
};

// Seconds since 1970 as the clock on the wall of whoever sits there, and back.
const wall = (seconds) => {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: user(state.me).zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit",
  }).format(new Date(seconds * 1000));
  return parts.replace(" ", "T");
};
const instant = (shown) => {
  const asUtc = Date.parse(`${shown}:00Z`) / 1000;
  const ahead = Date.parse(`${wall(asUtc)}:00Z`) / 1000 - asUtc;
  return String(asUtc - ahead);
};

const FIELDS = {
  plain_text_input({ one, start, changed, keep, common }) {
    const shape = {
      ...common, placeholder: plain(one.placeholder), value: start,
      maxlength: one.max_length ?? 3000, autofocus: one.focus_on_load ?? false,
      onchange: () => changed(node.value),
    };
    const node = one.multiline ? h("textarea", { ...shape, rows: 5 }) : h("input", { ...shape, type: "text" });
    keep(() => node.value || null);
    return node;
  },
  number_input: typedInput("number"),
  email_text_input: typedInput("email"),
  url_text_input: typedInput("url"),
  datepicker: typedInput("date"),
  timepicker: typedInput("time"),
  datetimepicker({ start, changed, keep, common }) {
    const value = start ? wall(Number(start)) : "";
    const read = () => (node.value ? instant(node.value) : null);
    const node = h("input", { ...common, type: "datetime-local", value });
    keep(read);
    return settled(node, () => changed(read()));
  },
  static_select: pick(groupsOf),
  multi_static_select: pick(groupsOf, true),
  external_select: pick(null),
  multi_external_select: pick(null, true),
  checkboxes: choiceBox("checkbox"),
  radio_buttons: choiceBox("radio"),
  users_select: pick(named(people)),
  conversations_select: pick(named(places)),
  channels_select: pick(named(rooms)),
  multi_users_select: pick(named(people), true),
  multi_conversations_select: pick(named(places), true),
  multi_channels_select: pick(named(rooms), true),
};

const valuesOf = (inputs) => [...inputs].map(([key, getter]) => [...key.split("\n"), getter()]);

let drawn = null; // { id, inputs } of the modal that is open
let opener = null; // what had the focus when the first modal opened
const left = new Map(); // where one was in a modal that another one covers
const FIRST = ".modal-body input, .modal-body textarea, .modal-body select, .modal-body button, .modal-body a[href]";

export function drawModal() {
  const dialog = byId("modal");
  const view = state.stack.at(-1);
  if (!view) return closeModal(dialog);
  if (!dialog.open) opener = describe(document.body);
  const same = drawn?.id === view.id;
  const typed = same ? new Map([...drawn.inputs].map(([key, getter]) => [key, getter()])) : null;
  const was = dialog.open ? describe(dialog) : null;
  const top = same ? dialog.querySelector(".modal-body").scrollTop : 0;
  if (drawn && !same) left.set(drawn.id, was);
  const inputs = new Map();
  drawn = { id: view.id, inputs };
  fill(dialog, formOf(view, inputs, typed));
  dialog.setAttribute("aria-labelledby", "modal-title");
  dialog.oncancel = (event) => event.preventDefault(); // Escape is a key like others here
  dialog.onclose = () => state.stack.length && !dialog.open && drawModal();
  if (!dialog.open) dialog.showModal();
  const body = dialog.querySelector(".modal-body");
  if (body.scrollHeight > body.clientHeight + 1) {
    body.tabIndex = 0; // so that keys scroll it
    body.setAttribute("role", "region");
    body.setAttribute("aria-label", view.title);
  }
  body.scrollTop = top;
  const wrong = dialog.querySelector(".is-wrong input, .is-wrong textarea");
  const before = same ? was : left.get(view.id);
  if (wrong && Object.keys(view.errors).length) wrong.focus();
  else if (before) restore(dialog, before, dialog.querySelector(FIRST));
  else (firstOf(dialog) ?? dialog.querySelector("footer .button.primary, footer .button"))?.focus();
}

const firstOf = (dialog) => [...dialog.querySelectorAll("[autofocus]"), ...dialog.querySelectorAll(FIRST)].find(usable);

// Back to what opened it, or to what took its place meanwhile.
function closeModal(dialog) {
  drawn = null;
  left.clear();
  if (!dialog.open) return;
  dialog.close();
  const fallback = byId("composer-text");
  if (opener) restore(document.body, opener, fallback);
  else if (usable(fallback)) fallback.focus();
  opener = null;
}

function formOf(view, inputs, typed) {
  const context = {
    inputs, typed, state: view.state, errors: view.errors,
    act: (block_id, action_id, choice) =>
      post("act", { view: view.id, block_id, action_id, choice, values: valuesOf(inputs) }),
    search: searchFor({ view: view.id }),
  };
  const close = (everything) => post("close", { view: view.id, everything });
  const submit = async () => {
    const button = form.querySelector("footer .primary");
    if (!button || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    button.classList.add("busy");
    const answer = await post("submit", { view: view.id, values: valuesOf(inputs) });
    if (answer.error) announce(answer.error);
    button.removeAttribute("aria-busy");
    button.classList.remove("busy");
  };
  const form = h("form", {
    method: "dialog", novalidate: true,
    onsubmit: (event) => { event.preventDefault(); submit(); },
    onkeydown: (event) => {
      if (event.key === "Escape") close(false);
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
  h("header", {}, h("h2", { id: "modal-title" }, view.title),
    state.stack.length > 1 && h("span", { class: "depth" }, `${state.stack.length} of 3`),
    h("button", { type: "button", class: "plain", "aria-label": "Close all", title: "Close all", onclick: () => close(true) }, icon(ICONS.close))),
  h("div", { class: "modal-body" },
    view.errors[""] && h("p", { class: "wrong", role: "alert" }, view.errors[""]),
    blocks(view.blocks, context)),
  h("footer", {},
    h("button", { type: "button", class: "button", onclick: () => close(false) }, view.close),
    view.submit && h("button", { type: "submit", class: "button primary" }, view.submit)));
  return form;
}

// The options that a bot gives for typed words: groups of them.
export const searchFor = (source) => async (block_id, action_id, words) => {
  const answer = await post("options", { ...source, block_id, action_id, text: words });
  return (answer.groups ?? []).map((group) => ({ label: plain(group.label), options: group.options.map(toPick) }));
};

for (const id of ["modal", "confirm"]) trap(byId(id));

export function askFirst(question) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close(); // the focus goes back by itself: nothing was drawn anew meanwhile
      resolve(yes);
    };
    fill(dialog, h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); answer(true); } },
      h("header", {}, h("h2", { id: "confirm-title" }, plain(question.title))),
      h("div", { class: "modal-body", id: "confirm-text" }, prose(question.text?.shown)),
      h("footer", {},
        h("button", { type: "button", class: "button", onclick: () => answer(false) }, plain(question.deny) || "Cancel"),
        h("button", { type: "submit", class: `button ${question.style ?? "primary"}` }, plain(question.confirm) || "Yes"))));
    dialog.setAttribute("aria-labelledby", "confirm-title");
    dialog.setAttribute("aria-describedby", "confirm-text");
    dialog.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      answer(false);
    };
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
  });
}
