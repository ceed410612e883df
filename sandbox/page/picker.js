// One choice of a list, or several: typed words narrow it, arrows move, Enter takes, Escape closes.

import { h, icon, ICONS } from "./dom.js";
import { freshId, place, show } from "./floating.js";

// groups: [{ label, options: [{ value, text, about }] }]; search(words) asks the bot for them.
// `chosen` is a list of options. What is chosen is told once it is certain, never on the way.
export function picker({ common, placeholder, groups = [], search = null, many = false, chosen = [], changed }) {
  let known = groups;
  let shown = [];
  let active = -1;
  let hide = null;
  let asked = 0;
  const list = h("div", { class: "menu pick-list", role: "listbox", popover: "manual", id: freshId(),
    "aria-label": common["aria-label"], "aria-multiselectable": many ? "true" : null, tabindex: -1 });
  const input = h("input", {
    ...common, type: "text", role: "combobox", id: freshId(), autocomplete: "off", placeholder: placeholder || "Choose…",
    "aria-expanded": false, "aria-controls": list.id, "aria-autocomplete": "list", "aria-haspopup": "listbox",
    value: many ? "" : chosen[0]?.text ?? "",
  });
  list.dataset.of = input.id;
  const chips = h("span", { class: "chips" });

  const isChosen = (one) => chosen.some((each) => each.value === one.value);
  const words = () => (!many && input.value === (chosen[0]?.text ?? "") ? "" : input.value.trim().toLowerCase());
  const drawChips = () => {
    if (!many) return;
    chips.replaceChildren(...chosen.map((one) => h("span", { class: "chip-one" }, one.text,
      h("button", { type: "button", class: "plain", "aria-label": `Remove ${one.text}`, onclick: () => { drop(one); input.focus(); } }, "×"))));
  };
  const draw = () => {
    shown = [];
    const rows = known.flatMap((group) => {
      const fitting = group.options.filter((one) => search || `${one.text} ${one.about ?? ""}`.toLowerCase().includes(words()));
      if (!fitting.length) return [];
      const nodes = fitting.map((one) => {
        shown.push(one);
        const index = shown.length - 1;
        return h("div", {
          role: "option", id: `${list.id}-${index}`, class: "pick-option", "aria-selected": isChosen(one),
          onpointerdown: (event) => event.preventDefault(), onclick: () => take(one),
        }, h("span", { class: "tick", "aria-hidden": "true" }, isChosen(one) ? "✓" : ""),
        h("span", {}, one.text, one.about && h("span", { class: "hint" }, one.about)));
      });
      return group.label ? [h("div", { role: "group", "aria-label": group.label }, h("div", { class: "pick-group", "aria-hidden": "true" }, group.label), nodes)] : nodes;
    });
    list.replaceChildren(...(rows.length ? rows : [h("p", { class: "pick-none muted" }, "Nothing fits.")]));
    mark(Math.min(active, shown.length - 1));
    if (hide) place(list, input);
  };
  const mark = (index) => {
    active = index;
    list.querySelector(".active")?.classList.remove("active");
    const node = index >= 0 ? list.querySelector(`#${list.id}-${index}`) : null;
    node?.classList.add("active");
    if (node) input.setAttribute("aria-activedescendant", node.id);
    else input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView({ block: "nearest" });
  };
  const ask = async () => {
    const turn = ++asked;
    const found = await search(words());
    if (turn !== asked) return;
    known = found;
    draw();
    mark(shown.length ? 0 : -1);
  };
  const start = () => {
    if (!hide) hide = show(list, input, close);
    input.setAttribute("aria-expanded", "true");
    draw();
    mark(Math.max(0, shown.findIndex(isChosen)));
    if (search) ask();
  };
  const close = () => {
    hide?.();
    hide = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.value = many ? "" : chosen[0]?.text ?? "";
  };
  const tell = () => changed(chosen.map((one) => one.value));
  const drop = (one) => {
    chosen = chosen.filter((each) => each.value !== one.value);
    drawChips();
    tell();
  };
  const take = (one) => {
    const again = isChosen(one);
    if (many) chosen = again ? chosen.filter((each) => each.value !== one.value) : [...chosen, one];
    else chosen = [one];
    if (many) {
      input.value = "";
      drawChips();
      draw();
    } else close();
    if (many || !again) tell();
  };

  input.addEventListener("input", () => {
    if (!hide) start();
    active = 0;
    if (search) ask();
    else {
      draw();
      mark(shown.length ? 0 : -1);
    }
  });
  input.addEventListener("click", () => hide || start());
  input.addEventListener("focus", () => many || input.select());
  input.addEventListener("blur", () => {
    if (!many && !input.value.trim() && chosen.length) {
      chosen = []; // emptied by hand
      tell();
    }
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hide) start();
      else if (shown.length) mark((active + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (hide && shown[active]) take(shown[active]);
      else if (!hide) start();
    } else if (event.key === "Escape" && hide) close();
    else if (event.key === "Backspace" && many && !input.value && chosen.length) drop(chosen.at(-1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  drawChips();
  return {
    node: h("div", { class: many ? "pick many" : "pick" }, chips, input, icon(ICONS.down), list),
    values: () => chosen.map((one) => one.value),
  };
}
