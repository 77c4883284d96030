// Runs before the first paint, so that a chosen theme never flashes. Not a module: modules wait.
(() => {
  try {
    const chosen = localStorage.getItem("desk-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage can be forbidden by the browser; the system's preference then stands.
  }
})();
