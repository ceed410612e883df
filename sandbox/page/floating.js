// A menu, and the list of a picker: they float beside their control, above everything.

import { h } from "./dom.js";

let count = 0;
export const freshId = () => `float-${++count}`;
const open = new Set();

export function show(box, control, close) {
  box.showPopover();
  place(box, control);
  const entry = { box, control, close };
  open.add(entry);
  return () => {
    open.delete(entry);
    if (box.isConnected && box.matches(":popover-open")) box.hidePopover();
  };
}

// Below the control, or above it where there is more room; never beyond the window.
export function place(box, control) {
  const rect = control.getBoundingClientRect();
  const below = innerHeight - rect.bottom - 12;
  const above = rect.top - 12;
  const up = box.scrollHeight > below && above > below;
  box.style.setProperty("max-height", `${Math.max(96, up ? above : below)}px`);
  box.style.setProperty("min-width", `${Math.min(rect.width, innerWidth - 16)}px`);
  const left = Math.min(rect.left, innerWidth - box.offsetWidth - 8);
  box.style.setProperty("left", `${Math.max(8, left)}px`);
  box.style.setProperty("top", `${up ? rect.top - 4 - box.offsetHeight : rect.bottom + 4}px`);
}

const closeAll = (except) => [...open].forEach((one) => except(one) || one.close(false));
document.addEventListener("pointerdown", (event) =>
  closeAll((one) => one.box.contains(event.target) || one.control.contains(event.target)));
document.addEventListener("scroll", (event) => closeAll((one) => one.box.contains(event.target)), true);
window.addEventListener("resize", () => closeAll(() => false));

// items: [{ text, run }]. Arrows, Home, End and first letters move; Escape goes back to the button.
export function menu(label, face, items, shape = {}) {
  const box = h("div", { class: "menu", role: "menu", popover: "manual", "aria-label": label, id: freshId() });
  let hide = null;
  const button = h("button", {
    type: "button", class: "button", id: freshId(), ...shape, "aria-label": label, "aria-haspopup": "menu",
    "aria-expanded": false, "aria-controls": box.id, title: label,
    onclick: () => (hide ? close(true) : start(0)),
    onkeydown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      start(event.key === "ArrowDown" ? 0 : items.length - 1);
    },
  }, face);
  box.dataset.of = button.id;
  const entries = items.map((one) => h("button", {
    type: "button", role: "menuitem", tabindex: -1,
    onclick: () => { close(true); one.run(); },
  }, one.text));
  box.append(...entries);
  const start = (index) => {
    if (!hide) hide = show(box, button, close);
    button.setAttribute("aria-expanded", "true");
    entries[index]?.focus();
  };
  const close = (back) => {
    hide?.();
    hide = null;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  box.addEventListener("keydown", (event) => {
    const here = entries.indexOf(document.activeElement);
    const step = { ArrowDown: here + 1, ArrowUp: here - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    const letter = event.key.length === 1 && event.key !== " " ? [...entries.slice(here + 1), ...entries.slice(0, here + 1)]
      .find((one) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase())) : null;
    if (step !== undefined) entries[step % entries.length].focus();
    else if (letter) letter.focus();
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") {
      close(true);
      return; // and on from the button
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return h("span", { class: "has-menu" }, button, box);
}
