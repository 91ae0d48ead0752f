// The scorecard of one phase: scores on top, a row per KPI with a slider on its bullet chart.
//
// One element instead of a dozen per row, because everything on a Streamlit page is compared anew after every
// move. The page sends numbers and words, this file lays them out and reports what somebody moved; status
// and scores are computed by the page alone. Text is only ever set as text.

const boards = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".board");
  const known = boards.get(root);
  if (known && known.layout === data.layout) {
    known.setStateValue = setStateValue;
    renew(known, data);
    return;
  }
  boards.set(root, build(root, data, setStateValue));
}

function build(root, data, setStateValue) {
  const board = { layout: data.layout, setStateValue, sent: 0, touched: {}, rows: {}, heads: [] };
  root.replaceChildren();
  board.scores = data.scores.map(() => score());
  const strip = make("div", "board-scores");
  strip.append(...board.scores.map((cell) => cell.element));
  root.append(strip);
  for (const perspective of data.perspectives) {
    const box = make("section", "board-perspective");
    const head = make("header");
    board.heads.push({ score: make("span"), objective: make("em") });
    head.append(make("h3", "", perspective.name), board.heads.at(-1).score, board.heads.at(-1).objective);
    box.append(head);
    for (const kpi of perspective.rows) {
      const row = build_row(board, kpi);
      board.rows[kpi.subject] = row;
      box.append(row.element);
    }
    if (perspective.missing) box.append(make("p", "board-missing", perspective.missing));
    root.append(box);
  }
  renew(board, data);
  return board;
}

function build_row(board, kpi) {
  const row = { kpi, element: make("article", "board-row") };
  const name = make("div", "board-name");
  row.about = make("small");
  name.append(make("strong", "", kpi.name), row.about);
  const value = make("div", "board-value");
  value.append(make("strong", "", kpi.value), make("small", "", kpi.interval), make("small", "", kpi.since));
  const course = make("img", "board-course");
  Object.assign(course, { src: kpi.course, alt: "course over the months" });
  const verdict = make("div", "board-verdict");
  row.status = make("span", "board-status");
  row.score = make("strong");
  row.note = make("small");
  verdict.append(row.status, row.score, row.note);
  row.element.append(name, value, course, kpi.slider ? steering(board, row) : make("small", "", kpi.instead), verdict);
  const more = details(board, row);
  const toggle = make("button", "board-toggle", "⋯");
  toggle.type = "button";
  toggle.title = "Formula, threshold and weight";
  toggle.setAttribute("aria-label", `Details of ${kpi.name}`);
  toggle.setAttribute("aria-expanded", "false");
  toggle.onclick = () => {
    more.hidden = !more.hidden;
    toggle.setAttribute("aria-expanded", String(!more.hidden));
  };
  row.element.append(toggle, more);
  return row;
}

// The slider stands on the bullet chart: its thumb is the target, the bands are what the value would be called.
function steering(board, row) {
  const { slider, name } = row.kpi;
  const place = make("div", "board-steering");
  row.target = make("span");
  row.was = make("small");
  const words = make("div", "board-target");
  words.append(row.target, row.was);
  const track = make("div", "board-track");
  row.bands = ["left", "between", "right"].map((side) => make("i", side));
  row.interval = make("i", "interval");
  row.dot = make("i", "dot");
  row.input = make("input");
  Object.assign(row.input, { type: "range", min: slider.low, max: slider.high, step: slider.step });
  row.input.setAttribute("aria-label", `Target for ${name}`);
  row.input.onkeydown = (event) => turn_page(board, event);
  row.input.oninput = () => draw(row, Number(row.input.value));
  row.input.onchange = () => move(board, row, "target", row.input.value === row.home ? row.kpi.agreed.target : Number(row.input.value));
  track.append(...row.bands, row.interval, row.dot, row.input);
  row.arrival = make("small");
  row.worth = make("small", "board-worth");
  place.append(words, track, row.arrival, row.worth);
  return place;
}

// In a meeting page up and page down turn to another phase, also while a slider has the keyboard.
function turn_page(board, event) {
  if (!board.meeting || !["PageUp", "PageDown"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.blur();
  const { key, code } = event;
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode: event.keyCode, bubbles: true }));
}

function details(board, row) {
  const more = make("div", "board-details");
  more.hidden = true;
  more.append(make("p", "", row.kpi.formula), make("p", "", row.kpi.provenance));
  row.trend = make("p");
  more.append(row.trend);
  if (row.kpi.suggestions.length) more.append(suggested(board, row));
  const fields = make("div", "board-fields");
  row.fields = {};
  for (const field of row.kpi.fields) {
    const label = make("label", "", `${field.label} `);
    const input = field.text ? text_input(board, row, field) : number_input(board, row, field);
    label.append(input, make("span", "", field.suffix));
    fields.append(label);
    row.fields[field.name] = { input, factor: field.factor };
  }
  more.append(fields);
  return more;
}

function number_input(board, row, field) {
  const input = make("input");
  Object.assign(input, { type: "number", min: field.low, max: field.high, step: field.step });
  input.onchange = () => {
    const said = Math.min(Math.max(Number(input.value), field.low), field.high);
    if (input.value !== "" && Number.isFinite(said)) move(board, row, field.name, said / field.factor);
  };
  return input;
}

function text_input(board, row, field) {
  const input = make("input", "text");
  Object.assign(input, { type: "text", maxLength: field.longest });
  input.onchange = () => move(board, row, field.name, input.value);
  return input;
}

// What the KPI's own history suggests: one click puts it on the slider, nothing more.
function suggested(board, row) {
  const place = make("div", "board-suggestions");
  place.append(make("span", "", "Put on the slider:"));
  for (const suggestion of row.kpi.suggestions) {
    const button = make("button", "", `${suggestion.name} ${suggestion.shown}`);
    Object.assign(button, { type: "button", title: suggestion.reason });
    button.onclick = () => move(board, row, "target", suggestion.value);
    const one = make("span");
    one.append(button, make("small", "", suggestion.reason));
    place.append(one);
  }
  return place;
}

function move(board, row, field, value) {
  const now = board.touched[row.kpi.subject] ?? { ...row.kpi.moved };
  board.touched[row.kpi.subject] = { ...now, [field]: value };
  board.sent += 1;
  row.said = "";
  board.setStateValue("moves", { sent: board.sent, touched: board.touched });
}

function renew(board, data) {
  board.meeting = data.meeting;
  data.scores.forEach((said, number) => renew_score(board.scores[number], said));
  data.perspectives.forEach((perspective, number) => {
    set(board.heads[number].score, perspective.score);
    set(board.heads[number].objective, perspective.objective);
  });
  // While moves are on their way, what the hand holds counts and not what the page knew before them.
  const answered = data.sent >= board.sent;
  if (answered) board.touched = {};
  for (const perspective of data.perspectives) {
    for (const kpi of perspective.rows) renew_row(board.rows[kpi.subject], kpi, answered);
  }
}

function renew_row(row, kpi, answered) {
  // Most rows are as they were: writing them again would have the browser lay them out again.
  const said = JSON.stringify(kpi);
  if (said === row.said) return;
  row.said = answered ? said : "";
  row.kpi = kpi;
  set(row.status, kpi.status.words);
  row.status.dataset.status = kpi.status.id;
  set(row.score, kpi.score);
  set(row.about, kpi.about);
  set(row.note, kpi.trouble || kpi.note);
  row.note.classList.toggle("trouble", Boolean(kpi.trouble));
  if (!answered) return;
  for (const [name, field] of Object.entries(row.fields)) {
    const value = kpi.moved[name];
    field.input.value = value === null ? "" : field.factor ? String(Number((value * field.factor).toFixed(6))) : value;
  }
  if (!kpi.slider) return;
  set(row.arrival, kpi.arrival);
  set(row.trend, kpi.course_words);
  set(row.worth, kpi.worth.words);
  row.worth.classList.toggle("unseen", !kpi.worth.seen);
  row.input.value = kpi.agreed.target;
  row.home = row.input.value;
  row.input.value = kpi.moved.target;
  draw(row, kpi.moved.target);
}

function draw(row, target) {
  const { slider, agreed, moved } = row.kpi;
  const { value, low, high, better } = row.kpi.bullet;
  const at = (number) => `${(100 * Math.min(Math.max((number - slider.low) / (slider.high - slider.low), 0), 1)).toFixed(2)}%`;
  const [first, second] = [target, moved.threshold].sort((a, b) => a - b);
  const edges = ["0%", at(first), at(second), "100%"];
  row.bands.forEach((band, number) => {
    band.style.left = edges[number];
    band.style.right = `calc(100% - ${edges[number + 1]})`;
  });
  row.bands[0].dataset.status = better === "up" ? "red" : "green";
  row.bands[1].dataset.status = "amber";
  row.bands[2].dataset.status = better === "up" ? "green" : "red";
  row.dot.hidden = value === null;
  row.interval.hidden = low === null || high === null;
  if (value !== null) row.dot.style.left = at(value);
  if (low !== null && high !== null) {
    row.interval.style.left = at(low);
    row.interval.style.right = `calc(100% - ${at(high)})`;
  }
  set(row.target, spoken(target, slider));
  set(row.was, target === agreed.target ? row.kpi.agreement : `was ${spoken(agreed.target, slider)}, ${row.kpi.agreement}`);
  row.input.setAttribute("aria-valuetext", spoken(target, slider));
}

// As the page writes values of the same unit (analytics/charts/numbers.py).
function spoken(number, { unit, prefix, factor, digits, suffix }) {
  if (unit === "minutes" && Math.abs(number) >= 120) {
    const hours = Math.floor(Math.round(number) / 60);
    if (hours >= 48) return `${figure(number / 1440, 1)} days`;
    return `${hours} h ${String(Math.round(number) % 60).padStart(2, "0")} min`;
  }
  return `${prefix}${figure(number * factor, digits)}${suffix}`;
}

function figure(number, digits) {
  return number.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function score() {
  const cell = { element: make("div"), label: make("span"), number: make("strong"), change: make("small") };
  cell.element.append(cell.label, cell.number, cell.change);
  return cell;
}

function renew_score(cell, said) {
  set(cell.label, said.label);
  set(cell.number, said.score);
  set(cell.change, said.change);
  cell.change.dataset.status = said.change.startsWith("▲") ? "green" : "red";
}

function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

// Setting what is there already would paint it again.
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
