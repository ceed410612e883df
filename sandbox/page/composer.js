// Where one writes: commands and names are offered while typing; Enter sends.

import { h, icon, ICONS } from "./dom.js";
import { menu } from "./floating.js";
import { channel, post, postFile, state } from "./state.js";

export function composer({ thread = null, draft = "" }) {
  const place = channel(state.place);
  const list = h("ul", { class: "offers", role: "listbox", id: thread ? "offers-thread" : "offers", hidden: true });
  const where = thread ? "Reply in thread" : place.kind === "im" ? `Write to ${place.name}` : `Write to #${place.name}`;
  const text = h("textarea", {
    id: thread ? "thread-text" : "composer-text", rows: 1, placeholder: where, "aria-label": where,
    "aria-controls": list.id, "aria-autocomplete": "list", "aria-multiline": "true", autocomplete: "off", value: draft,
  });
  let chosen = -1;
  let pending = null;

  const offers = () => {
    const typed = text.value;
    if (!thread && /^\/[\w-]*$/.test(typed)) {
      return state.commands.filter((one) => one.name.startsWith(typed))
        .map((one) => ({ put: `${one.name} `, name: one.name, hint: one.hint, about: one.about }));
    }
    const at = /(^|\s)@(\w*)$/.exec(typed);
    if (!at) return [];
    return state.users.filter((one) => one.handle.startsWith(at[2].toLowerCase()))
      .map((one) => ({ put: typed.slice(0, typed.length - at[2].length) + one.handle + " ", name: `@${one.handle}`, about: one.name }));
  };
  const offer = () => {
    const known = offers();
    chosen = known.length ? Math.max(0, Math.min(chosen, known.length - 1)) : -1;
    list.replaceChildren(...known.map((one, index) => h("li", {
      role: "option", id: `${list.id}-${index}`, "aria-selected": index === chosen,
      onmousedown: (event) => { event.preventDefault(); take(one); },
    }, h("b", {}, one.name), one.hint && h("code", {}, one.hint), h("span", {}, one.about))));
    list.hidden = known.length === 0;
    if (chosen >= 0) text.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
    else text.removeAttribute("aria-activedescendant");
  };
  const take = (one) => {
    text.value = one.put;
    chosen = -1;
    grow();
    offer();
    text.focus();
  };
  const grow = () => {
    text.style.setProperty("height", "auto");
    text.style.setProperty("height", `${Math.min(text.scrollHeight, 220)}px`);
  };
  const send = async () => {
    const typed = text.value.trim();
    if (!typed && !pending) return;
    text.value = "";
    grow();
    offer();
    if (pending) {
      const file = pending;
      setFile(null);
      await postFile(file, typed);
    } else await post("send", { channel: state.place, text: typed, thread_ts: thread });
  };
  const chip = h("span", { class: "chip", hidden: true });
  const setFile = (file) => {
    pending = file;
    chip.hidden = !file;
    chip.replaceChildren(...(file ? [file.name, h("button", { type: "button", class: "plain", "aria-label": "Remove the file", onclick: () => { setFile(null); text.focus(); } }, "×")] : []));
  };
  const picker = h("input", { type: "file", hidden: true, onchange: () => {
    setFile(picker.files[0] ?? null);
    picker.value = "";
    text.focus();
  } });
  const globals = state.shortcuts.filter((one) => !one.on_message);
  const more = globals.length > 0 && menu("Shortcuts", icon(ICONS.bolt), globals.map((one) => ({
    text: one.name, run: () => post("shortcut", { callback_id: one.id }),
  })), { class: "plain", "data-key": "shortcuts" });

  text.addEventListener("input", () => { chosen = 0; grow(); offer(); });
  text.addEventListener("blur", () => { list.hidden = true; });
  text.addEventListener("keydown", (event) => {
    const known = list.hidden ? [] : offers();
    if (known.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : known.length - 1)) % known.length;
      offer();
    } else if (known.length && event.key === "Tab") {
      event.preventDefault();
      take(known[Math.max(chosen, 0)]);
    } else if (event.key === "Escape" && known.length) {
      event.stopPropagation(); // the thread stays open
      list.hidden = true;
      text.removeAttribute("aria-activedescendant");
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const exact = known.some((one) => one.put.trim() === text.value.trim());
      if (known.length && !exact) take(known[Math.max(chosen, 0)]);
      else send();
    }
  });
  return h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); send(); } },
    list,
    h("div", { class: "composer-box" }, chip, text,
      h("div", { class: "composer-tools" },
        more,
        !thread && h("button", { type: "button", class: "plain", "data-key": "attach", "aria-label": "Attach a file", title: "Attach a file", onclick: () => picker.click() }, icon(ICONS.clip)),
        picker,
        h("button", { type: "submit", class: "plain send", "aria-label": "Send" }, icon(ICONS.send)))));
}
