/* Puts a text block into the message that is being written, where the cursor is. Without this file it can be copied. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-block]");
  if (!button) return;
  const message = document.getElementById(button.dataset.into);
  const block = document.getElementById(button.dataset.block).textContent.trim();
  const before = message.value.slice(0, message.selectionStart);
  const gap = before && !before.endsWith("\n\n") ? "\n\n" : "";
  message.setRangeText(gap + block, message.selectionStart, message.selectionEnd, "end");
  message.focus();
});
for (const button of document.querySelectorAll("[data-block]")) button.hidden = false;
