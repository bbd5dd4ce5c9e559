// Comfort only: every page and form works without this.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("q").focus();
    return;
  }
  if (typing && typing.type !== "submit") return;
  // Keys of the review queue: a button names its key.
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
// A choice of how the site looks is taken at once.
for (const choice of document.querySelectorAll(".look select")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
