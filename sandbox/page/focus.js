// Where the focus is, in words that outlive a redraw; and back to it.

const CONTROLS = "button, select, input:not([type=file]), textarea, a[href], summary, [tabindex]";

export const usable = (node) =>
  !node.disabled && node.tabIndex >= 0 && node.checkVisibility({ visibilityProperty: true });

export const controls = (box) => [...box.querySelectorAll(CONTROLS)].filter((one) => !one.closest("[role=menu], [role=listbox]"));

const nameOf = (node) => (node.getAttribute("aria-label") ?? node.textContent).trim();

// The first element that can be reached within a message, else the whole box: what to count in.
const scopeOf = (node, box) => node.closest("li[data-ts]") ?? box;

// What stands in place of a menu or list that floats: the control it belongs to.
const owner = (node) => {
  const floating = node.closest("[role=menu], [role=listbox]");
  return floating ? document.getElementById(floating.dataset.of) ?? node : node;
};

export function describe(box, node = document.activeElement) {
  if (!node || node === document.body || !box.contains(node)) return null;
  const control = owner(node);
  const scope = scopeOf(control, box);
  const text = control.matches("input:not([type=checkbox], [type=radio]), textarea");
  let caret = null;
  try {
    caret = text ? [control.selectionStart, control.selectionEnd] : null;
  } catch { /* a date has no caret */ }
  return {
    itself: control === box, ts: scope.dataset?.ts ?? null, id: control.id, key: control.dataset.key ?? null, action: control.dataset.action ?? null,
    name: nameOf(control), tag: control.tagName, value: text ? control.value : null, caret,
    index: controls(scope).indexOf(control), inRow: Boolean(control.closest(".actions")),
    others: new Set(controls(scope).map(nameOf)),
  };
}

// The control that was meant, or the one that took its place. Null where the message is gone.
export function locate(box, was) {
  if (was.itself) return box;
  const scope = was.ts ? box.querySelector(`li[data-ts="${CSS.escape(was.ts)}"]`) : box;
  if (!scope) return null;
  const all = controls(scope);
  const reachable = all.filter(usable);
  const like = (test) => reachable.find(test);
  return (was.id && like((one) => one.id === was.id))
    || (was.key && like((one) => one.dataset.key === was.key && nameOf(one) === was.name))
    || (was.key && was.tag !== "BUTTON" && like((one) => one.dataset.key === was.key))
    || like((one) => one.tagName === was.tag && nameOf(one) === was.name && one.dataset.action === (was.action ?? undefined))
    || (was.tag === "ARTICLE" && scope.querySelector("article"))
    || fresh(all, was)
    || nearest(all, was.index)
    || scope.querySelector("article");
}

// The pressed button is gone: the first that is new in the row nearest to it, as Undo where there
// was Resolve.
function fresh(all, was) {
  if (!was.inRow) return null;
  const far = (one) => Math.abs(all.indexOf(one) - was.index);
  const news = all.filter((one) => usable(one) && one.closest(".actions") && !was.others.has(nameOf(one)));
  const [nearby] = [...news].sort((one, other) => far(one) - far(other));
  return nearby && news.find((one) => one.closest(".actions") === nearby.closest(".actions"));
}

// Nothing is new: what stands at its place now, else what stands before it.
function nearest(all, index) {
  const after = all.slice(Math.max(index, 0)).find(usable);
  return after && !after.closest(".tools") ? after : all.slice(0, Math.max(index, 0)).findLast((one) => usable(one) && !one.closest(".tools"));
}

export function keepFocus(box, redraw, fallback = null) {
  const was = describe(box);
  redraw();
  if (was) restore(box, was, fallback);
}

export function restore(box, was, fallback = null) {
  const node = locate(box, was) ?? fallback;
  if (!node) return;
  if (was.value !== null && was.tag === node.tagName && !node.value && node.id === was.id) node.value = was.value;
  node.focus({ preventScroll: true });
  if (was.caret && node.setSelectionRange && was.tag === node.tagName) {
    try {
      node.setSelectionRange(...was.caret);
    } catch { /* a date has no caret */ }
  }
  node.scrollIntoView({ block: "nearest" });
}

// Tab stays within a dialog; of a group of radio buttons only the chosen one is a stop.
export function trap(dialog) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = controls(dialog).filter(usable).filter((one) =>
      one.type !== "radio" || one.checked || !dialog.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`));
    if (!stops.length) return;
    const here = document.activeElement;
    const [first, last] = [stops[0], stops.at(-1)];
    if (event.shiftKey && (here === first || !dialog.contains(here))) last.focus();
    else if (!event.shiftKey && (here === last || !dialog.contains(here))) first.focus();
    else return;
    event.preventDefault();
  });
}

// Read aloud once, by a region of its own: the log itself would read whole tables again.
export function announce(sentence) {
  const box = document.getElementById("said");
  const line = document.createElement("p");
  line.textContent = sentence;
  box.append(line);
  setTimeout(() => line.remove(), 15000);
}
