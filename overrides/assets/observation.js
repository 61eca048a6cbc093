/* Asks what a reader saw, one thing at a time, and makes a short text of it. The page sends nothing: the reader does. */
(function () {
  "use strict";

  var KEY = "guide-observation"; // the device's mark and the version: so that what one device tells counts once
  var form = document.getElementById("observation");
  var status = document.getElementById("observation-status");
  var back = document.getElementById("observation-back");
  var text = document.getElementById("observation-text");
  var steps = all(".observation-step");
  var refused = JSON.parse(form.getAttribute("data-refused"));
  var told = {};
  var here = 0;

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || form).querySelectorAll(selector));
  }

  function fieldOf(step) { return step.getAttribute("data-field"); }

  function find(field) {
    return steps.filter(function (step) { return fieldOf(step) === field; })[0];
  }

  function input(step) { return step.querySelector("input, textarea"); }

  /* What was chosen on top of the pages, or what nobody could choose otherwise, is not asked again. */
  function recallChoices() {
    var choice = window.guide.choice();
    ["product", "platform"].forEach(function (field) {
      var only = all("[data-value]", find(field));
      var word = choice[field] ? choice[field].word : only.length === 1 ? only[0].getAttribute("data-value") : "";
      var given = only.filter(function (button) { return button.getAttribute("data-value") === word; })[0];
      if (given) { told[field] = { word: word, text: given.textContent, known: true }; }
      else if (told[field] && told[field].known) { delete told[field]; }
    });
  }

  function isAsked(step) {
    var given = told[fieldOf(step)];
    return !(given && given.known);
  }

  function asked() { return steps.filter(isAsked); }

  function pad(number) { return ("0" + number).slice(-2); }

  function writeDay(ago) {
    var day = new Date();
    day.setDate(day.getDate() - ago);
    return day.getFullYear() + "-" + pad(day.getMonth() + 1) + "-" + pad(day.getDate());
  }

  /* The same as guide.observations.fold and personal: what gives a person away goes no further than this field. */
  function findPersonal(words) {
    var plain = words.normalize("NFKC").toLowerCase().replace(/(\d) ?\u3002 ?(?=\d)/g, "$1.");
    plain = plain.replace(/[\u2010-\u2014\u2212]/g, "-").replace(new RegExp(form.getAttribute("data-day"), "g"), ".");
    return Object.keys(refused).map(function (name) {
      var found = new RegExp(refused[name]).exec(plain);
      return found ? status.getAttribute("data-" + name).replace("{found}", found[0].trim()) : "";
    }).filter(Boolean)[0] || "";
  }

  function readValue(field, written) {
    var version = /\d+(?:\s*\.\s*\d+){1,3}/.exec(written.normalize("NFKC").replace(/\u3002/g, "."));
    if (field === "version") { return version && !/\d{6}/.test(version[0]) ? version[0].replace(/\s/g, "") : ""; }
    if (field === "day") { return /^\d{4}-\d\d-\d\d$/.test(written) && written <= writeDay(0) ? written : ""; }
    if (field === "days") { return /^\d+$/.test(written) && +written > 0 && +written <= +form.getAttribute("data-most") ? String(+written) : ""; }
    return written.replace(/\s+/g, " ").trim();
  }

  function take(step) {
    var written = input(step).value.trim();
    var field = fieldOf(step);
    var value = readValue(field, written);
    var fault = field === "day" ? "" : findPersonal(field === "version" ? written.replace(/\./g, " . ") : written);
    status.textContent = fault || (value ? "" : step.getAttribute("data-fault"));
    if (status.textContent) { return input(step).focus(); }
    give(step, value, value);
  }

  function give(step, word, words) {
    told[fieldOf(step)] = { word: word, text: words };
    status.textContent = "";
    show(here + 1);
  }

  function kept() {
    var own = window.guide.recall(KEY) || {};
    return { mark: /^[a-z0-9]{6}$/.test(own.mark) ? own.mark : makeMark(), version: typeof own.version === "string" ? own.version : "" };
  }

  function makeMark() {
    var letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    return Array.from(crypto.getRandomValues(new Uint8Array(6))).map(function (one) { return letters[one % letters.length]; }).join("");
  }

  function writeText() {
    var own = kept();
    var colon = form.getAttribute("data-colon");
    var marks = colon === "\uff1a" ? "\u300c\u300d" : "\u201c\u201d";
    own.version = told.version.word;
    window.guide.remember(KEY, own);
    var lines = steps.filter(fieldOf).map(function (step) {
      var field = fieldOf(step);
      var given = told[field] || { word: "", text: "" };
      var value = field === "step" && given.word ? given.text + " (" + given.word + ")" : given.text;
      return [field, step.getAttribute("data-name") + colon + (field === "words" ? marks[0] + value + marks[1] : value)];
    });
    lines.splice(lines.length - 1, 0, ["mark", form.getAttribute("data-mark") + colon + own.mark]);
    return [form.getAttribute("data-title")].concat(lines.map(function (line) { return line[1]; })).join("\n");
  }

  function show(number, quietly) {
    var list = asked();
    here = Math.max(0, Math.min(number, list.length - 1));
    var step = list[here];
    steps.forEach(function (one) { one.hidden = one !== step; });
    back.hidden = !here;
    document.getElementById("observation-progress").textContent = form.getAttribute("data-progress")
      .replace("{n}", here + 1).replace("{whole}", list.length);
    if (fieldOf(step) === "step") { offerScreens(step); }
    if (fieldOf(step) === "version" && !input(step).value) { input(step).value = kept().version; }
    if (step.hasAttribute("data-result")) { finish(); }
    if (!quietly) { (input(step) && fieldOf(step) !== "day" && fieldOf(step) ? input(step) : step.querySelector("legend")).focus(); }
  }

  function offerScreens(step) {
    all("[data-of]", step).forEach(function (button) {
      button.hidden = button.getAttribute("data-of").split(" ").indexOf(told.product.word) < 0;
    });
  }

  function finish() {
    text.value = writeText();
    ["observation-mail", "observation-issue"].forEach(function (id) {
      var link = document.getElementById(id);
      var name = id === "observation-mail" ? "?body=" : "&text=";
      if (link) { link.href = link.getAttribute("data-to") + name + encodeURIComponent(text.value); }
    });
    document.getElementById("observation-share").hidden = !navigator.share;
  }

  function tellCopied() { status.textContent = document.getElementById("observation-copy").getAttribute("data-done"); }

  function copy() {
    text.focus();
    text.select();
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text.value).then(tellCopied, copyOld);
    } else { copyOld(); }
  }

  function copyOld() { if (document.execCommand("copy")) { tellCopied(); } }

  function restart() {
    window.guide.forget(KEY);
    told = {};
    all("input, textarea").forEach(function (field) { field.value = ""; });
    status.textContent = "";
    recallChoices();
    show(0);
  }

  form.addEventListener("click", function (event) {
    var button = event.target;
    var step = button.closest(".observation-step");
    if (button.hasAttribute("data-value")) {
      give(step, button.getAttribute("data-value"), button.getAttribute("data-value") ? button.textContent : "");
    } else if (button.hasAttribute("data-ago")) {
      give(step, writeDay(+button.getAttribute("data-ago")), writeDay(+button.getAttribute("data-ago")));
    } else if (button.hasAttribute("data-next")) { take(step); }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (fieldOf(asked()[here]) && input(asked()[here])) { take(asked()[here]); }
  });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      take(event.target.closest(".observation-step"));
    }
  });
  back.addEventListener("click", function () {
    status.textContent = "";
    show(here - 1);
  });
  document.getElementById("observation-copy").addEventListener("click", copy);
  document.getElementById("observation-share").addEventListener("click", function () {
    navigator.share({ text: text.value }).catch(function () { /* the reader thought better of it */ });
  });
  document.getElementById("observation-again").addEventListener("click", restart);
  document.addEventListener("guide-choice", function () {
    var step = asked()[here];
    recallChoices();
    show(Math.max(0, asked().indexOf(step)), true);
  });

  recallChoices();
  document.getElementById("observation-blank").hidden = true;
  form.hidden = false;
  show(0, true);
})();
