// Messages can be put away.
export function startMessages() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-message-close]");
    if (button) button.closest(".message").remove();
  });
  for (const button of document.querySelectorAll("[data-message-close]")) button.hidden = false;
}
