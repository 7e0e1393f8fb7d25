/* Shows a question of a sheet only while what it depends on was answered so. Without this file all questions stand there,
   and the server leaves out what wasn't asked. */
(() => {
  const parts = [...document.querySelectorAll("[data-when]")].map((part) => [part, JSON.parse(part.dataset.when)]);
  if (!parts.length) return;
  const form = parts[0][0].closest("form");

  const given = (question) => {
    if (form.querySelector(`[data-question="${question}"]`)?.hidden) return [];
    return new FormData(form).getAll(question).filter((answer) => answer !== "");
  };
  // Beside a step stand several sheets: the names of each begin with its own.
  const holds = (when, before = "") => {
    if (when.all) return when.all.every((one) => holds(one, before));
    if (when.any) return when.any.some((one) => holds(one, before));
    const chosen = given(before + when.question);
    if ("answered" in when) return (chosen.length > 0) === when.answered;
    if ("at_least" in when) return chosen.some((number) => Number(number) >= when.at_least);
    if ("is_not" in when) return !chosen.includes(when.is_not);
    return (when.any_of || [when.is]).some((code) => chosen.includes(code));
  };
  const look = () => {
    for (const [part, when] of parts) part.hidden = !holds(when, part.dataset.before);
  };

  form.addEventListener("change", look);
  look();
})();
