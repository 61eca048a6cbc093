/* Runs before the page is painted, so that a reader who chose light or dark, or a product, sees no flash of the other. */
window.guide = {
  /* Storage may be switched off or full: then a choice lasts for the page, and nothing breaks. */
  remember: function (key, value) {
    "use strict";
    try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* lasts for the page */ }
  },
  recall: function (key) {
    "use strict";
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  },
  forget: function (key) {
    "use strict";
    try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
  }
};

(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-scripts", "");
  setTimeout(function () { if (!window.guide.choice) { root.removeAttribute("data-scripts"); } }, 3000); // none has come
  var theme = window.guide.recall("guide-theme");
  if (!root.hasAttribute("data-theme") && (theme === "dark" || theme === "light")) { root.setAttribute("data-theme", theme); }
  if (location.hash || window.guide.recall("guide-plan")) { root.setAttribute("data-begun", ""); } // there is more than a beginning to show
  if (/[?&]print=evidence(&|$)/.test(location.search)) { root.setAttribute("data-print", "evidence"); }
  var choice = window.guide.recall("guide-choice") || {};
  ["product", "platform"].forEach(function (name) {
    if (choice[name] && choice[name].number > 0) { root.setAttribute("data-" + name, choice[name].number); }
  });
})();
