/* What is typed on a page of the questionnaire goes to our side before the page goes away, so that the browser's own Back loses nothing.
   Nothing is kept on the device. Without this file only the buttons of the page keep what was typed. */
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  let changed = false, done = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { done = true; });
  document.addEventListener("gehoor:left", () => { done = true; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  addEventListener("pagehide", keep);

  function keep() {
    if (!changed || done) return;
    const kept = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) kept.delete(input.name);
    kept.set("go", "keep");
    if (navigator.sendBeacon(form.action, kept)) changed = false;
  }
})();
