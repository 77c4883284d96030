// The triage by keys; every key presses a button that is on the page, which works without it.
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const PLACE = "triage-at";
const list = document.querySelector("[data-triage]");
const items = list ? [...list.querySelectorAll("[data-item]")] : [];
const bulk = document.querySelector("[data-bulk]");
let at = -1;

function go(to) {
  if (!items.length) return;
  at = Math.max(0, Math.min(items.length - 1, to));
  items[at].focus();
  items[at].scrollIntoView({ block: "nearest" });
}

function chosen() {
  return items.map((one) => one.querySelector("[data-choose]")).filter((box) => box?.checked);
}

function remember() {
  try {
    sessionStorage.setItem(PLACE, String(at));
  } catch {
    // Without storage the next page starts at its first bill.
  }
}

function press(act) {
  if (chosen().length && bulk && act === "track") {
    bulk.querySelector(`[value="${act}"]`)?.click();
  } else if (chosen().length && bulk && act === "dismiss") {
    bulk.querySelector("[data-reason]").focus();
  } else if (act === "dismiss") {
    const details = items[at]?.querySelector(".dismissal");
    if (!details) return;
    details.open = true;
    details.querySelector("[data-reason]").focus();
  } else {
    items[at]?.querySelector(`[data-act="${act}"]`)?.click();
  }
}

function choose() {
  items[at]?.querySelector("[data-choose]")?.click();
}

const KEYS = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  x: choose,
  t: () => press("track"),
  d: () => press("dismiss"),
  e: () => press("elevate"),
  u: () => press("undo"),
  o: () => items[at]?.querySelector("[data-open]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

function count() {
  const number = chosen().length;
  const said = bulk?.querySelector("[data-chosen]");
  if (said) said.textContent = number === 1 ? "1 bill chosen:" : `${number} bills chosen:`;
  const all = bulk?.querySelector("[data-all]");
  if (all) all.checked = number > 0 && number === items.length;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && event.target.matches("[data-reason]")) {
    event.target.closest("details")?.removeAttribute("open");
    go(at);
    return;
  }
  if (event.target.closest(TYPING) || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("focusin", (event) => {
  const found = items.indexOf(event.target.closest("[data-item]"));
  if (found >= 0) at = found;
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) {
    for (const one of items) one.querySelector("[data-choose]").checked = event.target.checked;
  }
  count();
});

for (const form of document.querySelectorAll(".one-bill, [data-bulk]")) {
  form.addEventListener("submit", remember);
  // Enter in a reason dismisses; by itself it would press the first button, which tracks.
  form.querySelector("[data-reason]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector('[value="dismiss"]').click();
  });
}

for (const one of document.querySelectorAll(".keys-only, [data-all]")) one.hidden = false;
count();
try {
  const last = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (last !== null) go(Number(last));
} catch {
  // As above.
}
