// The grid by keys: arrows go from cell to cell, Enter types into a row, Escape leaves it, a pasted column is previewed.
// All of it presses links and sends forms that are on the page, which works without it.
const CELL = "[data-money-cell]";
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
// Which cell of which row gets the focus when a row comes in.
let wanted = null;

const table = () => document.querySelector("[data-money-grid]");
const rows = () => [...(table()?.querySelectorAll("tr[id^='line-']") ?? [])];
const cells = (row) => [...row.querySelectorAll("td[data-at]")];

function walkable() {
  for (const row of rows()) cells(row).forEach((cell) => { cell.tabIndex = -1; });
  const first = rows().map((row) => cells(row)[0]).find(Boolean);
  if (first) first.tabIndex = 0;
}

function focus(row, at) {
  const target = row && (row.matches("[data-money-editing]") ? row.querySelectorAll(CELL)[at] : cells(row)[at]);
  if (!target) return false;
  target.focus();
  if (target.select) target.select();
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

function step(row, at, [down, right]) {
  const all = rows();
  for (let next = all.indexOf(row) + down; all[next]; next += down) {
    if (focus(all[next], at + right) || !down) return;
  }
}

function typeInto(row, at) {
  const link = row.querySelector("[data-money-edit]");
  if (!link) return;
  wanted = { row: row.id, at };
  link.click();
}

function inCell(event, cell) {
  const row = cell.closest("tr");
  const at = cells(row).indexOf(cell);
  if (event.key in MOVES) step(row, at, MOVES[event.key]);
  else if (event.key === "Enter") typeInto(row, at);
  else return;
  event.preventDefault();
}

function leave(input, key) {
  const row = input.closest("tr");
  const at = row ? [...row.querySelectorAll(CELL)].indexOf(input) : 0;
  const all = rows();
  const to = row && key in MOVES ? all[all.indexOf(row) + MOVES[key][0]] : row;
  wanted = { row: (to ?? row)?.id, at };
  (input.form ?? document).querySelector("[data-money-cancel]")?.click();
}

function inInput(event, input) {
  const inputs = [...document.querySelectorAll(CELL)].filter((one) => one.form === input.form);
  const at = inputs.indexOf(input);
  const atEnd = input.selectionStart === input.selectionEnd || input.selectionEnd - input.selectionStart === input.value.length;
  if (event.key === "Escape") leave(input, event.key);
  else if (event.key === "ArrowLeft" && atEnd && input.selectionStart === 0) inputs[at - 1]?.select();
  else if (event.key === "ArrowRight" && atEnd && input.selectionEnd === input.value.length) inputs[at + 1]?.select();
  else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && input.closest("tr")) {
    // What was typed is never lost by leaving: only an untouched row is left.
    if (inputs.some((one) => one.value !== one.defaultValue)) return;
    leave(input, event.key);
  } else return;
  event.preventDefault();
}

function paste(event) {
  const input = event.target.closest?.(CELL);
  const row = input?.closest("tr[id^='line-']");
  const form = document.querySelector("[data-money-paste]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!row || !form || !text.trim().includes("\n")) return;
  event.preventDefault();
  form.elements.text.value = text;
  form.elements.line.value = row.id.slice("line-".length);
  form.elements.column.value = input.dataset.moneyCell;
  for (const name of ["document", "page", "url"]) form.elements[name].value = input.form.elements[name].value;
  form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(CELL)) inInput(event, event.target);
  else if (event.target.matches("[data-money-grid] td[data-at]")) inCell(event, event.target);
  else if (event.key === "Escape" && event.target.closest("[data-money-row]")) {
    event.target.closest("[data-money-row]").querySelector("[data-money-cancel]")?.click();
  }
});
document.addEventListener("paste", paste);
document.addEventListener("htmx:afterSettle", () => {
  walkable();
  const came = wanted && document.getElementById(wanted.row);
  if (came && focus(came, wanted.at)) {
    if (!came.matches("[data-money-editing]")) wanted = null;
    else wanted = { row: came.id, at: wanted.at };
    return;
  }
  document.querySelector(`[data-money-editing] ${CELL}`)?.focus();
});

walkable();
if (!table()) document.querySelector(CELL)?.focus();
