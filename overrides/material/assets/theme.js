/* What Material keeps on the device, and reads before the page is painted. Its own script has the address of the root
   in it; here that stands beside it, so that the policy can name one script for all pages. */
window.__md_scope = new URL(document.querySelector("meta[name=guide-base]").content.replace(/\/?$/, "/"), location);
window.__md_hash = function (text) {
  "use strict";
  return Array.prototype.reduce.call(text, function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
};
window.__md_get = function (key, storage, scope) {
  "use strict";
  try { return JSON.parse((storage || localStorage).getItem((scope || window.__md_scope).pathname + "." + key)); } catch (error) { return null; }
};
window.__md_set = function (key, value, storage, scope) {
  "use strict";
  try { (storage || localStorage).setItem((scope || window.__md_scope).pathname + "." + key, JSON.stringify(value)); } catch (error) { /* lasts for the page */ }
};

/* Light or dark as the reader chose, or as the device is: Material's script comes later, and the page would flash. */
(function () {
  "use strict";
  var kept = window.__md_get("__palette");
  var device = window.matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  var scheme = kept && kept.color ? kept.color.scheme : device;
  new MutationObserver(function (_, observer) {
    if (!document.body) { return; }
    document.body.setAttribute("data-md-color-scheme", scheme);
    document.body.setAttribute("data-scheme", "set"); // "no-js", which tells the style that nobody is there to set it, goes later
    observer.disconnect();
  }).observe(document.documentElement, { childList: true });
})();
