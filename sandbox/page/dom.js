// Elements from names, attributes and children. Text only ever becomes text nodes.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-") && typeof value === "boolean") {
      element.setAttribute(name, String(value));
      continue;
    }
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
  return parent;
}

export const byId = (id) => document.getElementById(id);

const SAFE = /^(https?:\/\/|mailto:)/i;

export function anchor(url, ...children) {
  if (!SAFE.test(url)) return h("span", {}, ...children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

const DISCS = { "🔴": "red", "🟠": "orange", "🟡": "yellow", "🟢": "green", "🔵": "blue", "⚪": "white" };

// Text whose coloured circles are drawn: not every machine has a font that holds them.
function drawn(text) {
  const parts = text.split(/(🔴|🟠|🟡|🟢|🔵|⚪)/u).filter(Boolean);
  return parts.map((part) => (DISCS[part] ? h("span", { class: `disc disc-${DISCS[part]}` }, part) : part));
}

function run(one) {
  const parts = drawn(one.text);
  let node = parts.length === 1 && typeof parts[0] === "string"
    ? document.createTextNode(parts[0]) : h("span", {}, ...parts);
  for (const style of one.styles) {
    if (style === "mention") node = h("span", { class: "mention" }, node);
    else node = h(STYLE_TAGS[style] ?? "span", {}, node);
  }
  return one.url ? anchor(one.url, node) : node;
}

// The paragraphs that the server parsed: lines of one kind that follow one another share an element.
export function prose(paragraphs, className = "prose") {
  const box = h("div", { class: className });
  let last = null;
  for (const one of paragraphs ?? []) {
    const runs = one.runs.map(run);
    if (one.kind === "pre") box.append(h("pre", {}, runs));
    else if (one.kind === "heading") box.append(h("p", { class: "heading" }, runs));
    else if (one.kind === "item") {
      const item = h("p", { class: "item" }, h("span", { class: "marker" }, one.marker), h("span", {}, runs));
      item.style.setProperty("--indent", one.indent);
      box.append(item);
    } else if (one.kind === "quote") {
      if (last !== "quote") box.append(h("blockquote"));
      const quote = box.lastElementChild;
      if (quote.childNodes.length) quote.append(h("br"));
      add(quote, runs);
    } else {
      const empty = !one.runs.some((each) => each.text);
      box.append(h("p", { class: empty ? "gap" : null }, runs));
    }
    last = one.kind;
  }
  return box;
}

export const plain = (textObject) =>
  (textObject?.shown ?? []).map((one) => one.runs.map((each) => each.text).join("")).join(" ");

export function icon(path, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  reply: "M4 4h12v9H9l-4 3v-3H4z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 100 4 2 2 0 000-4",
  clip: "M13 6l-5.5 5.5a1.6 1.6 0 002.3 2.3L15 8.500a3 3 0 00-4.300-4.300L5 10a4.500 4.500 0 006.400 6.400L16 12",
  send: "M3 10l14-6-5 13-3-5z",
  bolt: "M11 2L4 11h5l-1 7 8-10h-6z",
  down: "M5 8l5 5 5-5",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  file: "M5 2h7l4 4v12H5zM12 2v4h4",
  smile: "M10 3a7 7 0 100 14 7 7 0 000-14M7 8h.01M13 8h.01M6.500 11.500c1 2 6 2 7 0",
};

export function toast(sentence) {
  const box = byId("toast");
  box.textContent = sentence;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => (box.hidden = true), 6000);
}
