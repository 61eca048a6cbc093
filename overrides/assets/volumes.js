/* A page whose records go on in volumes leads on whoever comes for one that is not on it; a file knows which volume has it.
   Both frames have this. */
(function () {
  "use strict";

  var volumes = document.querySelector("[data-places]");
  function leadOn() {
    var place = "";
    try { place = decodeURIComponent(location.hash.slice(1)); } catch (error) { /* no place */ }
    if (!volumes || !place || document.getElementById(place)) { return; }
    window.guide.lead = function (places) {
      var name = Object.keys(places).filter(function (one) { return places[one].split(" ").indexOf(place) >= 0; })[0];
      var link = name && (document.querySelector('[data-volume="' + name + '"] a') || document.querySelector(".crumb a"));
      if (link) { location.replace(link.href + "#" + place); }
    };
    var script = document.createElement("script");
    script.src = volumes.getAttribute("data-places");
    document.head.appendChild(script);
  }

  leadOn();
  window.addEventListener("hashchange", leadOn);
})();
