// The account menu closes on Escape or a click elsewhere. (Source marks are popovers: the browser's own.)
const OPEN = "details.menu[open]";

function closeOthers(kept) {
  for (const details of document.querySelectorAll(OPEN)) {
    if (details !== kept) details.open = false;
  }
}

export function startMenus() {
  document.addEventListener("click", (event) => closeOthers(event.target.closest(OPEN)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector(OPEN);
    closeOthers(null);
    if (open) open.querySelector("summary").focus();
  });
}
