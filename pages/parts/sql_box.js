// The box in which a query is written: suggests the names of tables and columns while somebody types.
//
// Tab or Enter takes the marked suggestion, the arrows choose, Escape closes; Ctrl+Enter reports what stands there at once.
// Text is only ever set as text.

const boxes = new WeakMap();
const MOST = 8;

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".sql");
  const known = boxes.get(root);
  if (known) {
    Object.assign(known, { names: data.names, setStateValue });
    return;
  }
  boxes.set(root, build(root, data, setStateValue));
}

function build(root, data, setStateValue) {
  const area = document.createElement("textarea");
  const list = document.createElement("ul");
  Object.assign(area, { value: data.sql, spellcheck: false, rows: 8, placeholder: "SELECT … FROM …" });
  area.setAttribute("aria-label", "SELECT");
  list.hidden = true;
  const box = { area, list, names: data.names, setStateValue, chosen: 0, told: data.sql };
  area.addEventListener("input", () => suggest(box));
  area.addEventListener("keydown", (event) => press(box, event));
  area.addEventListener("blur", () => { setTimeout(() => { list.hidden = true; }, 150); tell(box); });
  root.replaceChildren(area, list);
  return box;
}

function word(area) {
  const before = area.value.slice(0, area.selectionStart);
  return before.match(/[\p{L}_][\p{L}\p{N}_]*$/u)?.[0] ?? "";
}

function suggest(box) {
  const begun = word(box.area).toLowerCase();
  const fits = begun ? box.names.filter((name) => name.text.toLowerCase().startsWith(begun) && name.text.toLowerCase() !== begun) : [];
  box.chosen = 0;
  box.list.replaceChildren(...fits.slice(0, MOST).map((name, place) => option(box, name, place)));
  box.list.hidden = fits.length === 0;
}

function option(box, name, place) {
  const item = document.createElement("li");
  const of = document.createElement("small");
  of.textContent = name.of;
  item.append(document.createTextNode(name.text + " "), of);
  item.setAttribute("aria-selected", String(place === box.chosen));
  item.dataset.text = name.text;
  item.addEventListener("mousedown", (event) => { event.preventDefault(); take(box, name.text); });
  return item;
}

function press(box, event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    tell(box);
  } else if (!box.list.hidden && (event.key === "Tab" || event.key === "Enter")) {
    event.preventDefault();
    take(box, box.list.children[box.chosen].dataset.text);
  } else if (!box.list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const many = box.list.children.length;
    box.chosen = (box.chosen + (event.key === "ArrowDown" ? 1 : many - 1)) % many;
    [...box.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === box.chosen)));
  } else if (event.key === "Escape") {
    box.list.hidden = true;
  }
}

function take(box, text) {
  const { area } = box;
  const end = area.selectionStart;
  const name = /^[\p{Ll}_][\p{Ll}\p{N}_]*$/u.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
  area.setRangeText(name, end - word(area).length, end, "end");
  box.list.hidden = true;
  area.focus();
}

function tell(box) {
  if (box.told === box.area.value) return;
  box.told = box.area.value;
  box.setStateValue("sql", box.told);
}
