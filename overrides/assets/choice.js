/* What the reader chose once: {product: {word, number}, platform: {word, number}}. Style sheets go by the number, which
   is the word's place in the subject; the address carries the words (?for=word,word), so that it can be passed on. The
   one-file edition holds this script, too. */
(function () {
  "use strict";

  var root = document.documentElement;
  var form = document.getElementById("choice");
  var choice = window.guide.recall("guide-choice") || {};
  var NAMES = ["product", "platform"];

  /* Storage may be switched off or full: then a choice lasts for the page, and nothing breaks. */
  window.guide.remember = function (key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* lasts for the page */ }
  };
  window.guide.forget = function (key) {
    try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
  };

  function listWords(name) {
    var of = name === "product" ? "[data-choose]" : "option:not([value=''])";
    return [].map.call(form ? form.querySelectorAll(of) : [], function (item) {
      return item.getAttribute("data-choose") || item.value;
    });
  }

  function choose(name, word) {
    if (!form) { return; }
    var number = listWords(name).indexOf(word) + 1;
    if (number) { choice[name] = { word: word, number: number }; } else { delete choice[name]; }
    window.guide.remember("guide-choice", choice);
    show();
    document.dispatchEvent(new CustomEvent("guide-choice"));
  }

  function show() {
    NAMES.forEach(function (name) {
      if (choice[name]) { root.setAttribute("data-" + name, choice[name].number); } else { root.removeAttribute("data-" + name); }
    });
    [].forEach.call(form.querySelectorAll("[data-choose]"), function (button) {
      var pressed = Boolean(choice.product) && choice.product.word === button.getAttribute("data-choose");
      button.setAttribute("aria-pressed", String(pressed));
    });
    var platform = document.getElementById("choice-platform");
    if (platform) { platform.value = choice.platform ? choice.platform.word : ""; }
    turnTabs();
  }

  /* Tabs in prose: that of the choice is turned up, the others can be. */
  function turnTabs() {
    [].forEach.call(document.querySelectorAll("input[data-for]"), function (tab) {
      var words = tab.getAttribute("data-for").split(" ");
      NAMES.forEach(function (name) {
        if (choice[name] && words.indexOf(choice[name].word) >= 0) { tab.checked = true; }
      });
    });
  }

  /* The address says what is chosen, as long as it is this page that was chosen on. Some browsers leave it alone. */
  function writeAddress() {
    var words = NAMES.filter(function (name) { return choice[name]; }).map(function (name) { return choice[name].word; });
    var address = location.href.split("#")[0].split("?")[0] + (words.length ? "?for=" + words.join(",") : "") + location.hash;
    try { history.replaceState(history.state, "", address); } catch (error) { /* a file that may not */ }
  }

  function readAddress() {
    var words = new URLSearchParams(location.search).get("for") || "";
    words.split(",").forEach(function (word) {
      NAMES.forEach(function (name) {
        if (listWords(name).indexOf(word) >= 0) { choose(name, word); }
      });
    });
  }

  window.guide.choice = function () { return choice; };
  window.guide.choose = choose;
  if (form) {
    readAddress();
    show();
    form.hidden = false;
    form.addEventListener("click", function (event) {
      var word = event.target.getAttribute("data-choose");
      if (!word) { return; }
      choose("product", choice.product && choice.product.word === word ? "" : word);
      writeAddress();
    });
    form.addEventListener("change", function (event) {
      choose("platform", event.target.value);
      writeAddress();
    });
  }

  /* What a link leads to is opened, and stays open when the link is used again. It shows whatever was chosen. */
  function openTarget() {
    var target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { /* no place */ }
    var proof = target && target.querySelector(".proof");
    if (proof && !target.classList.contains("chapter")) { proof.open = true; }
    for (var box = target; box; box = box.parentNode) {
      if (/^(note|tip|warning|danger)$/.test(box.className) && box.tagName === "DETAILS") { box.open = true; }
    }
    var limited = target && target.closest("[data-products]");
    if (limited) { limited.classList.add("led-to"); target.scrollIntoView(); }
  }
  openTarget();

  /* Paper has what is folded; younger browsers know it from the style sheet. */
  window.addEventListener("beforeprint", function () {
    [].forEach.call(document.querySelectorAll("details.note, details.tip, details.warning, details.danger"), function (fold) {
      fold.open = true;
    });
  });
  window.addEventListener("hashchange", openTarget);
})();
