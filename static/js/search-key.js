// The key / leads to the search of the page; without scripts, one tabs there.
const TYPING = "input, textarea, select, [contenteditable]";

export function startSearchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("[data-search]");
    if (!search || event.target.closest(TYPING)) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}
