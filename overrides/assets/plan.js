/* Makes steps of the questions on the plan page, and keeps the answers on this device. The page reads without it. */
(function () {
  "use strict";

  var plan = document.getElementById("plan");
  var KEY = "guide-plan";
  var MARK = "#answers=";
  var queries = all(".query").map(function (item) {
    return {
      item: item,
      name: item.getAttribute("data-question"),
      askedIf: (item.getAttribute("data-asked-if") || "").split(" ").filter(Boolean)
    };
  });
  var state = recall();
  var shared = false;
  var past = [];

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || plan).querySelectorAll(selector));
  }

  function one(selector) { return plan.querySelector(selector); }

  /* Whatever stands in the storage, the state has the right form. */
  function recall() {
    var kept = window.guide.recall(KEY) || {};
    var answers = kept.answers && typeof kept.answers === "object" ? kept.answers : {};
    return { answers: answers, done: Array.isArray(kept.done) ? kept.done : [] };
  }

  function show(element, visible) { element.hidden = !visible; }

  /* Answers: "question/answer" of every question that was asked. */

  function exists(answer) {
    return queries.some(function (query) {
      return all(".choice", query.item).some(function (choice) { return choice.getAttribute("data-answer") === answer; });
    });
  }

  function given() {
    var found = [];
    queries.forEach(function (query) {
      var answer = query.name + "/" + state.answers[query.name];
      if (isAsked(query, found) && exists(answer)) { found.push(answer); }
    });
    return found;
  }

  function isAsked(query, answers) {
    return !query.askedIf.length || query.askedIf.some(function (answer) { return answers.indexOf(answer) >= 0; });
  }

  function asked() {
    var answers = given();
    return queries.filter(function (query) { return isAsked(query, answers); });
  }

  function nextQuery() {
    var answers = given();
    return asked().filter(function (query) {
      return !answers.some(function (answer) { return answer.split("/")[0] === query.name; });
    })[0];
  }

  function save() {
    if (!shared) { window.guide.remember(KEY, state); }
  }

  /* A link holds answers and nothing else: #answers=question.answer,question.answer */

  function writeLink() {
    return location.href.split("#")[0] + MARK + given().map(function (answer) { return answer.replace("/", "."); }).join(",");
  }

  function readLink() {
    if (location.hash.indexOf(MARK) !== 0) { return; }
    var answers = {};
    location.hash.slice(MARK.length).split(",").forEach(function (pair) {
      var parts = pair.split(".");
      if (parts.length === 2 && exists(parts.join("/"))) { answers[parts[0]] = parts[1]; }
    });
    if (Object.keys(answers).length) {
      shared = true;
      state = { answers: answers, done: [] };
    }
  }

  function leaveLink() {
    shared = false;
    if (location.hash.indexOf(MARK) === 0) { history.replaceState(null, "", location.href.split("#")[0]); }
  }

  /* What is on the screen: "ask" one question, "list" what the answers call for, or "all" as without scripts. */

  function draw(mode, query, focus) {
    var answers = mode === "all" ? null : given();
    plan.className = "view plan plan-" + mode;
    show(one(".plan-bar"), true);
    show(one(".plan-shared"), shared && mode !== "all");
    show(one(".plan-back"), mode !== "all" && past.length > 0);
    show(one(".plan-all"), mode !== "all");
    show(one(".plan-steps"), mode === "all");
    queries.forEach(function (other) { show(other.item, mode === "all" || other === query); });
    all(".choice-button").forEach(function (button) {
      var answer = button.parentNode.getAttribute("data-answer").split("/");
      button.setAttribute("aria-pressed", String(state.answers[answer[0]] === answer[1]));
    });
    show(one(".outcome"), mode === "list");
    show(one(".given"), mode === "list");
    drawTasks(mode, answers);
    drawProgress(mode, query);
    if (mode === "list") { drawOutcome(answers); drawGiven(answers); }
    if (focus) { focusOn(mode === "ask" ? query.item.querySelector(".query-text") : one(".outcome-title")); }
  }

  function focusOn(element) {
    element.focus({ preventScroll: true });
    window.scrollTo(0, plan.getBoundingClientRect().top + window.pageYOffset - document.getElementById("top").offsetHeight - 4);
  }

  function drawProgress(mode, query) {
    var line = asked();
    one(".plan-progress").textContent = mode === "ask" ? line.indexOf(query) + 1 + " / " + line.length : "";
  }

  function drawTasks(mode, answers) {
    var tasks = 0;
    var ends = 0;
    all("[data-task]").forEach(function (task) {
      var reasons = all(".reasons > li", task);
      reasons.forEach(function (reason) { show(reason, !answers || answers.indexOf(reason.getAttribute("data-answer")) >= 0); });
      show(task, mode !== "ask" && reasons.some(function (reason) { return !reason.hidden; }));
      tasks += task.hidden ? 0 : 1;
      task.querySelector("input").checked = state.done.indexOf(task.getAttribute("data-task")) >= 0;
    });
    all(".open-end").forEach(function (end) {
      show(end, mode !== "ask" && (!answers || answers.indexOf(end.getAttribute("data-answer")) >= 0));
      ends += end.hidden ? 0 : 1;
    });
    show(one(".tasks-title"), tasks > 0);
    if (one(".open-ends")) { show(one(".open-ends"), ends > 0); }
  }

  function drawOutcome(answers) {
    var worst = false;
    all(".outcome-line").forEach(function (line) {
      var effect = line.getAttribute("data-effect");
      var number = answers.filter(function (answer) {
        return one('.choice[data-answer="' + answer + '"]').getAttribute("data-effect") === effect;
      }).length;
      line.textContent = line.getAttribute("data-text").replace("{n}", number);
      show(line, number > 0);
      worst = worst || (number > 0 && effect !== "costs");
    });
    show(one(".outcome-clear"), !worst);
    show(one(".plan-link"), false);
  }

  function drawGiven(answers) {
    var list = one(".given-list");
    list.textContent = "";
    answers.forEach(function (answer) {
      var choice = one('.choice[data-answer="' + answer + '"]');
      var query = queries.filter(function (other) { return other.name === answer.split("/")[0]; })[0];
      var row = document.createElement("li");
      var button = document.createElement("button");
      row.textContent = query.item.querySelector(".query-text").textContent + " ";
      row.appendChild(document.createElement("b")).textContent = choice.querySelector(".choice-text").textContent;
      button.type = "button";
      button.className = "button";
      button.textContent = list.getAttribute("data-change");
      button.setAttribute("aria-label", button.textContent + " " + query.item.querySelector(".query-text").textContent);
      button.addEventListener("click", function () { past.push("list"); draw("ask", query, true); });
      row.appendChild(document.createTextNode(" "));
      row.appendChild(button);
      list.appendChild(row);
    });
  }

  function goOn(focus) {
    var query = nextQuery();
    draw(query ? "ask" : "list", query, focus);
  }

  function answer(query, name) {
    past.push(query.name);
    state.answers[query.name] = name;
    save();
    goOn(true);
  }

  function goBack() {
    var last = past.pop();
    var query = queries.filter(function (other) { return other.name === last; })[0];
    var before = asked();
    draw(last === "list" ? "list" : "ask", query || nextQuery() || before[before.length - 1], true);
  }

  function copy() {
    var field = document.getElementById("plan-address");
    var told = one(".plan-copied");
    field.value = writeLink();
    told.textContent = "";
    show(one(".plan-link"), true);
    field.focus();
    field.select();
    field.scrollLeft = 0;
    try {
      told.textContent = document.execCommand("copy") ? told.getAttribute("data-text") : "";
    } catch (error) {
      // the address stands there, selected, to be copied by hand
    }
  }

  queries.forEach(function (query) {
    all(".choice", query.item).forEach(function (choice) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button choice-button";
      button.textContent = choice.querySelector(".choice-text").textContent;
      button.addEventListener("click", function () { answer(query, choice.getAttribute("data-answer").split("/")[1]); });
      choice.insertBefore(button, choice.firstChild);
    });
  });
  all("[data-task] input").forEach(function (box) {
    box.addEventListener("change", function () {
      var name = box.id.replace("done-", "");
      state.done = state.done.filter(function (other) { return other !== name; }).concat(box.checked ? [name] : []);
      save();
    });
  });
  one(".plan-back").addEventListener("click", goBack);
  one(".plan-steps").addEventListener("click", function () { goOn(true); });
  one(".plan-all").addEventListener("click", function () { draw("all", null, false); });
  one(".plan-share").addEventListener("click", copy);
  one(".plan-keep").addEventListener("click", function () { leaveLink(); save(); goOn(true); });
  one(".plan-own").addEventListener("click", function () {
    leaveLink();
    state = recall();
    goOn(true);
  });
  one(".plan-erase").addEventListener("click", function () {
    if (!window.confirm(one(".plan-erase").getAttribute("data-confirm"))) { return; }
    leaveLink();
    window.guide.forget(KEY);
    state = { answers: {}, done: [] };
    past = [];
    goOn(true);
  });
  /* Paper holds the list, or all questions where there is no list yet. */
  window.addEventListener("beforeprint", function () {
    if (nextQuery()) { draw("all", null, false); }
  });
  window.addEventListener("afterprint", function () {
    if (nextQuery()) { goOn(false); }
  });
  window.addEventListener("hashchange", function () { readLink(); if (shared) { past = []; goOn(true); } });

  readLink();
  if (/^#task-/.test(location.hash)) { draw("all", null, false); } else { goOn(false); }
})();
