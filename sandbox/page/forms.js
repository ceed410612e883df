// Inputs of forms and selects of messages; the modal on top; a question before an action.

import { byId, fill, h, icon, ICONS, plain, prose } from "./dom.js";
import { blocks } from "./blocks.js";
import { bot, post, state, user } from "./state.js";

const optionsOf = (one) => [
  ...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options),
];
const optionNode = (one, chosen) =>
  h("option", { value: one.value, selected: one.value === chosen }, plain(one.text));

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

export function field(one, blockId, id, context, label, dispatch) {
  const start = initial(one, blockId, id, context);
  const changed = (choice) => dispatch && context.act(blockId, id, choice);
  const keep = (getter) => context.inputs?.set(`${blockId}\n${id}`, getter);
  const common = { "aria-label": label, "data-action": id };
  const draw = FIELDS[one.type] ?? FIELDS.plain_text_input;
  return draw({ one, start, changed, keep, common });
}

function choiceBox(type) {
  return ({ one, start, changed, keep, common }) => {
    const name = `group-${Math.random().toString(36).slice(2)}`;
    const boxes = optionsOf(one).map((option) => h("input", {
      type, name, value: option.value, checked: [start].flat().includes(option.value),
      onchange: () => changed(type === "radio" ? getter()[0] : getter()),
    }));
    const getter = () => boxes.filter((box) => box.checked).map((box) => box.value);
    keep(() => (type === "radio" ? getter()[0] ?? null : getter()));
    return h("fieldset", { class: "choices", ...common }, optionsOf(one).map((option, index) =>
      h("label", {}, boxes[index], h("span", {}, prose(option.text.shown, "prose inline"),
        option.description && h("span", { class: "hint" }, plain(option.description))))));
  };
}

const nameSelect = (listOf) => ({ one, start, changed, keep, common }) => {
  const known = listOf(one);
  const node = h("select", { ...common, onchange: () => changed(node.value) },
    h("option", { value: "" }, plain(one.placeholder) || "Choose…"),
    known.map(([value, name]) => h("option", { value, selected: value === start }, name)));
  keep(() => node.value || null);
  return node;
};

const manyNames = (listOf) => (parts) => choiceBox("checkbox")({
  ...parts,
  one: { options: listOf(parts.one).map(([value, name]) => ({
    value, text: { shown: [{ kind: "text", runs: [{ text: name, styles: [], url: "" }] }] } })) },
});

const places = (one) => state.channels.map((each) => [each.id, each.kind === "im" ? each.name : `#${each.name}`]);
const rooms = (one) => places(one).filter(([, name]) => name.startsWith("#"));
const people = () => state.users.filter((one) => one.id !== bot().id).map((one) => [one.id, one.name]);

const typedInput = (type) => ({ one, start, changed, keep, common }) => {
  const node = h("input", { ...common, type, value: start, onchange: () => changed(node.value) });
  keep(() => node.value || null);
  return node;
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
    const node = h("input", { ...common, type: "datetime-local", value, onchange: () => changed(read()) });
    keep(read);
    return node;
  },
  static_select({ one, start, changed, keep, common }) {
    const groups = one.option_groups;
    const node = h("select", { ...common, onchange: () => node.value && changed(node.value) },
      h("option", { value: "" }, plain(one.placeholder) || "Choose…"),
      groups
        ? groups.map((group) => h("optgroup", { label: plain(group.label) },
          group.options.map((each) => optionNode(each, start))))
        : optionsOf(one).map((each) => optionNode(each, start)));
    keep(() => node.value || null);
    return node;
  },
  multi_static_select: choiceBox("checkbox"),
  checkboxes: choiceBox("checkbox"),
  radio_buttons: choiceBox("radio"),
  users_select: nameSelect(people),
  conversations_select: nameSelect(places),
  channels_select: nameSelect(rooms),
  multi_users_select: manyNames(people),
  multi_conversations_select: manyNames(places),
  multi_channels_select: manyNames(rooms),
};

const valuesOf = (inputs) => [...inputs].map(([key, getter]) => [...key.split("\n"), getter()]);

let drawn = null; // { id, hash, inputs } of the modal that is open

export function drawModal() {
  const dialog = byId("modal");
  const view = state.stack.at(-1);
  if (!view) {
    drawn = null;
    if (dialog.open) dialog.close();
    return;
  }
  const typed = drawn?.id === view.id
    ? new Map([...drawn.inputs].map(([key, getter]) => [key, getter()])) : null;
  const focused = dialog.contains(document.activeElement) ? document.activeElement?.dataset.action : null;
  const inputs = new Map();
  drawn = { id: view.id, inputs };
  const context = {
    inputs, typed, state: view.state, errors: view.errors,
    act: (block_id, action_id, choice) =>
      post("act", { view: view.id, block_id, action_id, choice, values: valuesOf(inputs) }),
  };
  const close = (everything) => post("close", { view: view.id, everything });
  const form = h("form", {
    method: "dialog",
    onsubmit: async (event) => {
      event.preventDefault();
      const button = form.querySelector(".primary");
      button?.setAttribute("aria-busy", "true");
      button?.classList.add("busy");
      await post("submit", { view: view.id, values: valuesOf(inputs) });
      button?.removeAttribute("aria-busy");
      button?.classList.remove("busy");
    },
  },
  h("header", {}, h("h2", { id: "modal-title" }, view.title),
    state.stack.length > 1 && h("span", { class: "depth" }, `${state.stack.length} of 3`),
    h("button", { type: "button", class: "plain", "aria-label": "Close all", onclick: () => close(true) }, icon(ICONS.close))),
  h("div", { class: "modal-body" },
    view.errors[""] && h("p", { class: "wrong", role: "alert" }, view.errors[""]),
    blocks(view.blocks, context)),
  h("footer", {},
    h("button", { type: "button", class: "button", onclick: () => close(false) }, view.close),
    view.submit && h("button", { type: "submit", class: "button primary" }, view.submit)));
  fill(dialog, form);
  dialog.setAttribute("aria-labelledby", "modal-title");
  dialog.oncancel = (event) => {
    event.preventDefault();
    close(false);
  };
  if (!dialog.open) dialog.showModal();
  const again = focused && dialog.querySelector(`[data-action="${CSS.escape(focused)}"]`);
  (again || dialog.querySelector(".is-wrong input, .is-wrong textarea, .is-wrong select")
    || dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body select, .modal-body button"))?.focus();
}

export function askFirst(question) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close();
      resolve(yes);
    };
    fill(dialog, h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); answer(true); } },
      h("header", {}, h("h2", {}, plain(question.title))),
      h("div", { class: "modal-body" }, prose(question.text?.shown)),
      h("footer", {},
        h("button", { type: "button", class: "button", onclick: () => answer(false) }, plain(question.deny) || "Cancel"),
        h("button", { type: "submit", class: `button ${question.style ?? "primary"}` }, plain(question.confirm) || "Yes"))));
    dialog.oncancel = (event) => {
      event.preventDefault();
      answer(false);
    };
    dialog.showModal();
  });
}
