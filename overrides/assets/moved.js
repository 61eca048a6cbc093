/* At an address of earlier times: leads on with the place that the reader asked for, which the page's own refresh forgets.
   It runs before the page is loaded, and so before the refresh. */
(function () {
  "use strict";

  var link = document.querySelector("a");
  if (location.hash) { link.hash = location.hash; }
  location.replace(link.href);
})();
