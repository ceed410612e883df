// Blocks of a message, modal or Home, as elements that can be used.

import { anchor, h, icon, ICONS, plain, prose } from "./dom.js";
import { askFirst, field } from "./forms.js";
import { menu } from "./floating.js";

// context: { act(block_id, action_id, choice), inputs: Map, state, errors }
export function blocks(list, context) {
  return list.map((block, index) => {
    const id = block.block_id ?? `b${index}`;
    const draw = KINDS[block.type];
    if (!draw) return h("p", { class: "unknown" }, `(a block of type ${block.type})`);
    const node = draw(block, id, context);
    const wrong = context.errors?.[id];
    if (wrong && block.type !== "input") node.append(h("p", { class: "wrong" }, wrong));
    return node;
  });
}

const KINDS = {
  section(block, id, context) {
    return h("div", { class: "block section" },
      h("div", { class: "section-main" },
        block.text && prose(block.text.shown),
        block.fields && h("div", { class: "fields" }, block.fields.map((one) => prose(one.shown)))),
      block.accessory && h("div", { class: "accessory" }, element(block.accessory, id, 0, context)));
  },
  header: (block) => h("h3", { class: "block header" }, plain(block.text)),
  divider: () => h("hr", { class: "block" }),
  context: (block) => h("div", { class: "block context" }, block.elements.map((one) =>
    one.type === "image" ? picture(one, "tiny") : prose(one.shown))),
  actions: (block, id, context) => h("div", { class: "block actions" },
    block.elements.map((one, index) => element(one, id, index, context))),
  rich_text: (block) => h("div", { class: "block" }, prose(block.shown)),
  markdown: (block) => h("div", { class: "block" }, prose(block.shown)),
  image: (block) => h("figure", { class: "block" },
    block.title && h("figcaption", {}, plain(block.title)), picture(block, "wide")),
  table(block) {
    const settings = block.column_settings ?? [];
    const [head, ...rows] = block.rows;
    const names = head.map((one) => plain(one));
    // The roles are named: a narrow window draws the rows as cards, which would take them away.
    const cell = (tag) => (one, column) => h(tag, {
      class: [settings[column]?.align ?? "left", settings[column]?.is_wrapped ? "wrapped" : "", plain(one).trim() ? "" : "blank"].join(" "),
      scope: tag === "th" ? "col" : null, role: tag === "th" ? "columnheader" : "cell",
      "data-name": tag === "td" ? names[column] : null,
    }, prose(one.shown));
    // A first cell left empty means the value above: a card, which stands alone, says it again.
    let above = null;
    const line = (row, tag) => {
      const cells = row.map(cell(tag));
      const blank = tag === "td" && !plain(row[0]).trim();
      if (blank && above) {
        cells[0].classList.add("repeats");
        cells[0].append(h("div", { class: "again" }, prose(above.shown)));
      } else above = tag === "td" ? row[0] : null;
      return h("tr", { role: "row" }, cells);
    };
    return h("div", { class: "block table", tabindex: "0", role: "region", "aria-label": `Table: ${names.filter(Boolean).join(", ")}` },
      h("table", { role: "table" }, h("thead", { role: "rowgroup" }, line(head, "th")),
        h("tbody", { role: "rowgroup" }, rows.map((row) => line(row, "td")))));
  },
  input(block, id, context) {
    const wrong = context.errors?.[id];
    const label = plain(block.label);
    const said = [block.hint && `hint-${id}`, wrong && `wrong-${id}`].filter(Boolean).join(" ");
    const node = field(block.element, id, actionId(block.element, id, 0), context, label, block.dispatch_action ?? false, {
      "aria-describedby": said || null, "aria-invalid": wrong ? "true" : null, "aria-required": block.optional ? null : "true",
    });
    return h("div", { class: wrong ? "block input is-wrong" : "block input" },
      h("div", { class: "label", id: `label-${id}` }, label,
        block.optional && h("span", { class: "optional" }, " (optional)")),
      node,
      block.hint && h("p", { class: "hint", id: `hint-${id}` }, plain(block.hint)),
      wrong && h("p", { class: "wrong", id: `wrong-${id}`, role: "alert" }, wrong));
  },
  file: () => h("p", { class: "unknown" }, "(a remote file)"),
  video: (block) => h("p", { class: "block" }, anchor(block.title_url ?? "", plain(block.title))),
};

export function picture(one, size) {
  const source = one.slack_file?.id ? `/ui/files/${encodeURIComponent(one.slack_file.id)}` : one.image_url;
  return source
    ? h("img", { class: `picture ${size}`, src: source, alt: one.alt_text ?? "", loading: "lazy" })
    : h("span", { class: "unknown" }, one.alt_text);
}

const actionId = (one, blockId, index) => one.action_id ?? `${blockId}-${index}`;

function element(one, blockId, index, context) {
  const id = actionId(one, blockId, index);
  if (one.type === "image") return picture(one, "thumb");
  if (one.type === "button") return button(one, blockId, id, context);
  if (one.type === "overflow") return overflow(one, blockId, id, context);
  return field(one, blockId, id, context, plain(one.placeholder) || one.type.replaceAll("_", " "), true);
}

function button(one, blockId, id, context) {
  const label = plain(one.text);
  const node = h("button", {
    type: "button", class: `button ${one.style ?? ""}`, "data-action": id, "data-key": `${blockId}/${id}`,
    "aria-label": one.accessibility_label ?? null,
    onclick: async () => {
      if (one.confirm && !(await askFirst(one.confirm))) return;
      if (one.url) window.open(one.url, "_blank", "noopener,noreferrer");
      node.classList.add("busy");
      node.setAttribute("aria-busy", "true");
      await context.act(blockId, id, null);
      node.classList.remove("busy");
      node.removeAttribute("aria-busy");
    },
  }, label, one.url && h("span", { class: "out", "aria-hidden": "true" }, " ↗"));
  return node;
}

function overflow(one, blockId, id, context) {
  return menu("More actions", icon(ICONS.more), one.options.map((option) => ({
    text: plain(option.text),
    run: async () => {
      if (one.confirm && !(await askFirst(one.confirm))) return;
      if (option.url) window.open(option.url, "_blank", "noopener,noreferrer");
      await context.act(blockId, id, option.value);
    },
  })), { "data-action": id, "data-key": `${blockId}/${id}` });
}
