/* Runs before the page is painted, so that a reader who chose light or dark sees no flash of the other. */
(function () {
  "use strict";
  var chosen = null;
  try { chosen = JSON.parse(localStorage.getItem("guide-theme")); } catch (error) { /* storage may be switched off */ }
  if (chosen === "dark" || chosen === "light") { document.documentElement.setAttribute("data-theme", chosen); }
})();
