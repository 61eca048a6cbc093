/* What the pages can do beyond being read: remember on this device, and open the search. Everything else works without it. */
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

  var themeButton = document.getElementById("theme");
  themeButton.hidden = false;
  themeButton.addEventListener("click", function () {
    var chosen = root.getAttribute("data-theme");
    var isDark = chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    var next = isDark ? "light" : "dark";
    root.setAttribute("data-theme", next);
    window.guide.remember("guide-theme", next); // theme.js reads it on the next page
  });

  /* What the reader chose once: {product: {word, number}, platform: {word, number}}. Style sheets go by the number, which
     is the word's place in the subject; the link carries the words (?for=word,word), so that it can be passed on. */
  var choiceForm = document.getElementById("choice");
  var choice = window.guide.recall("guide-choice") || {};
  function listWords(name) {
    var of = name === "product" ? "[data-choose]" : "option:not([value=''])";
    return [].map.call(choiceForm ? choiceForm.querySelectorAll(of) : [], function (item) {
      return item.getAttribute("data-choose") || item.value;
    });
  }
  function choose(name, word) {
    if (!choiceForm) { return; }
    var number = listWords(name).indexOf(word) + 1;
    if (number) { choice[name] = { word: word, number: number }; } else { delete choice[name]; }
    window.guide.remember("guide-choice", choice);
    showChoice();
    document.dispatchEvent(new CustomEvent("guide-choice"));
  }
  function showChoice() {
    ["product", "platform"].forEach(function (name) {
      if (choice[name]) { root.setAttribute("data-" + name, choice[name].number); } else { root.removeAttribute("data-" + name); }
    });
    [].forEach.call(choiceForm.querySelectorAll("[data-choose]"), function (button) {
      var pressed = Boolean(choice.product) && choice.product.word === button.getAttribute("data-choose");
      button.setAttribute("aria-pressed", String(pressed));
    });
    var platform = document.getElementById("choice-platform");
    if (platform) { platform.value = choice.platform ? choice.platform.word : ""; }
  }
  window.guide.choice = function () { return choice; };
  window.guide.choose = choose;
  if (choiceForm) {
    (new URLSearchParams(location.search).get("for") || "").split(",").forEach(function (word) {
      ["product", "platform"].forEach(function (name) {
        if (listWords(name).indexOf(word) >= 0) { choose(name, word); }
      });
    });
    showChoice();
    choiceForm.hidden = false;
    choiceForm.addEventListener("click", function (event) {
      var word = event.target.getAttribute("data-choose");
      if (word) { choose("product", choice.product && choice.product.word === word ? "" : word); }
    });
    choiceForm.addEventListener("change", function (event) { choose("platform", event.target.value); });
  }

  /* What a link leads to is opened, and stays open when the link is used again. It shows whatever was chosen. */
  function openTarget() {
    var target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { /* no place */ }
    var proof = target && target.querySelector(".proof");
    if (proof) { proof.open = true; }
    var limited = target && target.closest("[data-products]");
    if (limited) { limited.classList.add("led-to"); target.scrollIntoView(); }
  }
  openTarget();
  window.addEventListener("hashchange", openTarget);

  /* The other language is read at the same place. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("header a[hreflang]") : null;
    if (link && location.hash) { link.href = link.href.replace(/#.*$/, "") + location.hash; }
  });

  /* A site opened from the disk has no server that finds the page of a folder. */
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a[href]") : null;
      if (link && link.protocol === "file:") { link.href = link.href.replace(/\/(#.*)?$/, "/index.html$1"); }
    });
  }

  /* The menu opens where the reader is. */
  var menu = document.getElementById("menu");
  function showPlace() {
    var here = menu.querySelector("[aria-current]");
    var hidden = here && here.offsetTop > menu.clientHeight - here.offsetHeight;
    if (hidden) { menu.scrollTop = here.offsetTop - menu.clientHeight / 2; }
  }
  showPlace();
  window.addEventListener("hashchange", showPlace);

  /* The search is a file of its own, which comes when a reader reaches for it. */
  var dialog = document.getElementById("search");
  var opener = document.getElementById("search-open");
  var searching = false;
  if (!dialog.showModal) { return; }
  opener.hidden = false;
  if (document.getElementById("search-link")) { document.getElementById("search-link").hidden = true; }

  window.guide.load = function (address) {
    var script = document.createElement("script");
    script.src = address;
    script.onerror = function () {
      searching = false;
      document.getElementById("search-status").textContent = dialog.getAttribute("data-failed");
    };
    document.head.appendChild(script);
  };

  function open() {
    dialog.showModal();
    document.getElementById("query").focus();
    if (!searching) { window.guide.load(dialog.getAttribute("data-script")); }
    searching = true;
  }
  opener.addEventListener("click", open);
  [].forEach.call(document.querySelectorAll(".ask a"), function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      open();
    });
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
})();
