/* Leave at once. Without this file the link does it alone: it ends the session and leads to a site that everybody visits.
   With it the page is covered first, the form emptied, and this tab's entry in the history replaced. */
(() => {
  const link = document.getElementById("exit");
  addEventListener("pageshow", (event) => {
    // A page that the browser kept in memory: show nothing of it, ask for it anew.
    if (event.persisted) { cover(); location.reload(); }
  });
  if (!link) return;

  const speaks = document.createElement("div");
  speaks.className = "sr";
  speaks.setAttribute("role", "status");
  document.body.append(speaks);

  let presses = 0, waiting, wasForCapital = false;

  function cover() {
    document.title = "\u2003";
    document.documentElement.classList.add("left");
  }

  function leave() {
    cover();
    speaks.textContent = link.dataset.now;
    document.dispatchEvent(new Event("gehoor:left"));
    for (const input of document.querySelectorAll("input, textarea, select")) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = false;
      else if (input.type !== "submit" && input.type !== "hidden") input.value = "";
    }
    try { navigator.sendBeacon(link.href); } catch { /* the link's own way is left */ }
    location.replace(link.dataset.to);
  }

  function count(number) {
    presses = number;
    link.dataset.pressed = number;
  }

  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    if (wasForCapital) { wasForCapital = false; return; }
    clearTimeout(waiting);
    count(presses + 1);
    if (presses === 3) { leave(); return; }
    speaks.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
    waiting = setTimeout(() => { count(0); speaks.textContent = link.dataset.over; }, 5000);
  });
  // Shift that makes a capital is no press.
  // Any other key between starts the counting anew: somebody is typing.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") return;
    wasForCapital = event.shiftKey;
    if (presses) { clearTimeout(waiting); count(0); speaks.textContent = ""; }
  });
})();
