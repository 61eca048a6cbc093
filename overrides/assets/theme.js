/* Runs before the page is painted, so that a reader who chose light or dark, or a product, sees no flash of the other. */
(function () {
  "use strict";
  var root = document.documentElement;
  function recall(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; /* storage may be switched off */ }
  }
  var theme = recall("guide-theme");
  if (theme === "dark" || theme === "light") { root.setAttribute("data-theme", theme); }
  var choice = recall("guide-choice") || {};
  ["product", "platform"].forEach(function (name) {
    if (choice[name] && choice[name].number > 0) { root.setAttribute("data-" + name, choice[name].number); }
  });
})();
