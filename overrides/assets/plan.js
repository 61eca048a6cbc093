/* Makes steps of the questions on the plan page, and keeps the answers on this device. The page reads without it. */
(function () {
  "use strict";

  var plan = document.getElementById("plan");
  var KEY = "guide-plan";
  var MARK = "#answers=";
  var queries = all(".query").map(function (item) {
    return {
      item: item,
      heading: item.querySelector(".query-text"),
      name: item.getAttribute("data-question"),
      askedIf: listWords(item, "data-asked-if")
    };
  });
  var tasks = all("[data-task]").map(function (item) {
    return { item: item, name: item.getAttribute("data-task"), reasons: all(".reasons > li", item) };
  });
  var openEnds = all(".open-end").map(function (item) { return { item: item, reasons: [item] }; });
  var state = recall();
  var shared = false;
  var place = null; // where the reader is: the name of a question, "list", or "all"
  var depth = 0; // how many steps back are our own
  var whole = false; // whether a long list stands there to its end
  var SHOWN = 6; // how many tasks of a long list are shown at first

  var choices = {}; // by their answers
  queries.forEach(function (query) { query.choices = all(".choice", query.item).map(readChoice); });
  queries.forEach(function (query) { query.ways = findWays(query); });

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

  function show(element, visible) { if (element) { element.hidden = !visible; } }

  /* Only what is on the screen is in the page: a phone need not lay out the rest. What is there stays where it is. */
  function keep(list, parts, isKept) {
    var next = list.firstElementChild;
    parts.forEach(function (part) {
      var stays = isKept(part);
      if (part.item === next) {
        next = next.nextElementSibling;
        if (!stays) { list.removeChild(part.item); }
      } else if (stays) {
        list.insertBefore(part.item, next);
      }
    });
  }

  function isThere(part) { return Boolean(part.item.parentNode); }

  function listWords(element, attribute) { return (element.getAttribute(attribute) || "").split(" ").filter(Boolean); }

  /* Answers: "question/answer" of every question that was asked. */

  function readChoice(item) {
    var answer = item.getAttribute("data-answer");
    var ending = Boolean(item.querySelector(".choice-end"));
    choices[answer] = { answer: answer, item: item, ends: ending, words: listWords(item, "data-chosen") };
    return choices[answer];
  }

  function exists(answer) { return Object.prototype.hasOwnProperty.call(choices, answer); }

  function findChoice(answer) { return choices[answer].item; }

  function find(name) { return queries.filter(function (query) { return query.name === name; })[0]; }

  function ends(answer) { return choices[answer].ends; }

  /* What the reader chose once, on top of the page, is not asked again. A link tells of somebody else. */
  function chosen(query) {
    var choice = shared ? {} : window.guide.choice();
    var words = Object.keys(choice).map(function (name) { return name + "/" + choice[name].word; });
    var fits = query.choices.filter(function (one) {
      return one.words.some(function (word) { return words.indexOf(word) >= 0; });
    });
    return fits.length ? fits[0].answer : "";
  }

  function answerOf(query) {
    var kept = query.name + "/" + state.answers[query.name];
    return chosen(query) || (exists(kept) ? kept : "");
  }

  function isAsked(query, answers) {
    return !query.askedIf.length || query.askedIf.some(function (answer) { return answers.indexOf(answer) >= 0; });
  }

  /* What is asked of this reader, as far as the answers tell. One that ends the questions is the last. */
  function asked() {
    var answers = [];
    return queries.filter(function (query) {
      if (answers.some(ends) || !isAsked(query, answers)) { return false; }
      answers = answers.concat(answerOf(query) || []);
      return true;
    });
  }

  function given() { return asked().map(answerOf).filter(Boolean); }

  function nextQuery() { return asked().filter(function (query) { return !answerOf(query); })[0]; }

  function nextPlace() { return nextQuery() ? nextQuery().name : "list"; }

  /* The answers of a question that make a difference to what is asked next, and one of the others. */
  function findWays(query) {
    var answers = query.choices.map(function (one) { return one.answer; });
    var deciding = answers.filter(function (answer) {
      return queries.some(function (other) { return other.askedIf.indexOf(answer) >= 0; });
    });
    return deciding.concat(answers.filter(function (answer) { return deciding.indexOf(answer) < 0 && !ends(answer); }).slice(0, 1));
  }

  /* The longest way ahead, so that what is left never grows while a reader answers. `open` counts as not yet answered. */
  function countLeft(index, answers, open) {
    var query = queries[index];
    if (!query) { return 0; }
    if (!isAsked(query, answers)) { return countLeft(index + 1, answers, open); }
    var known = query === open ? "" : answerOf(query);
    if (known) { return ends(known) ? 0 : countLeft(index + 1, answers.concat(known), open); }
    return 1 + query.ways.reduce(function (most, way) {
      return Math.max(most, countLeft(index + 1, answers.concat(way), open));
    }, 0);
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
    if (location.hash.indexOf(MARK) === 0) { history.replaceState(history.state, "", location.href.split("#")[0]); }
  }

  /* Each question is an entry of the browser's history, so that its back button goes one question back. */

  function note(next) {
    place = next;
    history.replaceState({ plan: place, depth: depth }, "");
  }

  function go(next) {
    depth += 1;
    history.pushState({ plan: next, depth: depth }, "");
    place = next;
    draw(place, true);
  }

  function canStand(next) {
    return next === "all" || (next === "list" ? !nextQuery() : asked().indexOf(find(next)) >= 0);
  }

  function start(focus) {
    note(nextPlace());
    draw(place, focus);
  }

  /* What is on the screen: "ask" one question, "list" what the answers call for, or "all" as without scripts. */

  function draw(next, focus) {
    var query = find(next);
    var mode = query ? "ask" : next;
    var answers = mode === "all" ? null : given();
    plan.className = "view plan plan-ready plan-" + mode;
    show(one(".plan-bar"), true);
    show(one(".plan-shared"), shared && mode !== "all");
    show(one(".plan-back"), mode !== "all" && depth > 0);
    show(one(".plan-all"), mode !== "all");
    show(one(".plan-steps"), mode === "all");
    keep(one(".queries"), queries, function (other) { return mode === "all" || other === query; });
    queries.filter(isThere).forEach(function (other) {
      var answered = answerOf(other);
      fold(other, mode === "all");
      other.choices.forEach(function (one) {
        one.item.querySelector(".choice-button").setAttribute("aria-pressed", String(answered === one.answer));
      });
    });
    [".outcome", ".given", ".plan-tools"].forEach(function (part) { show(one(part), mode === "list"); });
    drawTasks(mode, answers);
    one(".plan-progress").textContent = query
      ? one(".plan-progress").getAttribute("data-text").replace("{n}", countLeft(0, [], query)) : "";
    if (mode === "list") { drawOutcome(answers); drawGiven(answers); }
    if (focus) { focusOn(query ? query.heading : mode === "list" ? one(".outcome-title") : one(".plan-steps")); }
  }

  /* One question at a time stands open; among all of them, its text is what opens it. */
  function fold(query, folded) {
    var line = query.item.querySelector(".unfold");
    if (folded) {
      query.heading.removeAttribute("tabindex");
      line.querySelector("summary").appendChild(query.heading);
    } else {
      query.heading.tabIndex = -1;
      query.item.insertBefore(query.heading, line);
    }
    show(line, folded);
  }

  function focusOn(element) {
    element.focus({ preventScroll: true });
    window.scrollTo(0, plan.getBoundingClientRect().top + window.pageYOffset - document.getElementById("top").offsetHeight - 4);
  }

  function drawTasks(mode, answers) {
    function calls(reason) { return !answers || answers.indexOf(reason.getAttribute("data-answer")) >= 0; }
    function isCalled(part) { return mode !== "ask" && part.reasons.some(calls); }
    keep(one(".goals"), tasks, isCalled);
    tasks.filter(isThere).forEach(function (task) {
      task.reasons.forEach(function (reason) { show(reason, calls(reason)); });
      tick(task.item, state.done.indexOf(task.name) >= 0);
      drawEffect(task.item, task.reasons);
    });
    show(one(".tasks-title"), tasks.some(isThere));
    cutList(mode);
    if (openEnds.length) {
      keep(one(".open-ends ul"), openEnds, isCalled);
      show(one(".open-ends"), openEnds.some(isThere));
    }
  }

  /* A long list is cut where its end is far off, and says so. */
  function cutList(mode) {
    var listed = tasks.filter(isThere);
    var cut = mode === "list" && !whole && listed.length > SHOWN;
    var button = one(".plan-more");
    listed.forEach(function (task, index) { task.item.classList[cut && index >= SHOWN ? "add" : "remove"]("later"); });
    button.textContent = button.getAttribute("data-text").replace("{n}", listed.length - SHOWN);
    show(button, cut);
  }

  function showWhole() {
    whole = true;
    draw(place, false);
  }

  function tick(task, done) {
    task.querySelector("input").checked = done;
    task.classList[done ? "add" : "remove"]("done");
  }

  /* The worst that stands behind a task, on its line. */
  function drawEffect(task, reasons) {
    var tags = reasons.filter(function (reason) { return !reason.hidden; }).map(function (reason) { return reason.querySelector(".tag"); });
    var worst = all(".outcome-line .tag").map(function (effect) {
      return tags.filter(function (tag) { return tag.className === effect.className; })[0];
    }).filter(Boolean)[0];
    var line = task.querySelector("summary");
    var old = line.querySelector(".effect-mark");
    if (old) { line.removeChild(old); }
    if (worst) { line.insertBefore(makeMark(worst), line.firstChild); }
  }

  function makeMark(tag) {
    var mark = document.createElement("span");
    mark.className = tag.className.replace("tag", "effect-mark");
    mark.appendChild(document.createElement("span")).className = "hidden";
    mark.firstChild.textContent = tag.textContent;
    return mark;
  }

  function drawOutcome(answers) {
    var last = answers.filter(ends)[0];
    var title = one(".outcome-title");
    var worst = all(".outcome-line").filter(function (line) {
      var effect = line.getAttribute("data-effect");
      var number = answers.filter(function (answer) { return findChoice(answer).getAttribute("data-effect") === effect; }).length;
      line.querySelector("b").textContent = number;
      show(line, number > 0);
      return number > 0 && effect !== "costs";
    });
    title.textContent = title.getAttribute(last ? "data-end" : "data-list");
    show(one(".outcome-clear"), !worst.length);
    show(one(".outcome-list"), !last);
    show(one(".plan-link"), false);
    drawEnd(last);
    drawNext();
  }

  function drawEnd(answer) {
    var end = one(".outcome-end");
    end.textContent = "";
    if (answer) { end.appendChild(findChoice(answer).querySelector(".choice-end").cloneNode(true)); }
  }

  function findNext() {
    return tasks.filter(isThere).map(function (task) { return task.item; }).filter(function (item) {
      return !item.classList.contains("done");
    })[0];
  }

  function drawNext() {
    var task = findNext();
    var button = one(".next-task");
    button.textContent = task ? task.querySelector(".task-title").textContent : "";
    show(button, task);
    show(one(".next-page"), !task);
    show(one(".next"), task || one(".next-page"));
  }

  function openNext() {
    var task = findNext();
    if (task.classList.contains("later")) { showWhole(); }
    task.querySelector(".unfold").open = true;
    task.querySelector("summary").focus();
    task.scrollIntoView();
  }

  function drawGiven(answers) {
    var list = one(".given-list");
    list.textContent = "";
    answers.forEach(function (answer) {
      var choice = findChoice(answer);
      var query = find(answer.split("/")[0]);
      var row = document.createElement("li");
      var button = document.createElement("button");
      row.textContent = query.heading.textContent + " ";
      row.appendChild(document.createElement("b")).textContent = choice.querySelector(".choice-text").textContent;
      button.type = "button";
      button.className = "button";
      button.textContent = list.getAttribute("data-change");
      button.setAttribute("aria-label", button.textContent + " " + query.heading.textContent);
      button.addEventListener("click", function () { go(query.name); });
      row.appendChild(document.createTextNode(" "));
      row.appendChild(button);
      list.appendChild(row);
    });
  }

  function makeButton(choice) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button choice-button";
    button.textContent = choice.querySelector(".choice-text").textContent;
    return choice.insertBefore(button, choice.firstChild);
  }

  function answer(query, name) {
    var before = place;
    state.answers[query.name] = name;
    save();
    choose(query.name + "/" + name);
    if (place === before) { go(nextPlace()); }
  }

  /* An answer that says what the reader uses is a choice for all pages. */
  function choose(answer) {
    var query = find(answer.split("/")[0]);
    var offered = query.choices.filter(function (one) { return one.words.length; })[0];
    var words = choices[answer].words;
    if (shared || !offered || chosen(query) === answer) { return; }
    window.guide.choose(offered.words[0].split("/")[0], words.length === 1 ? words[0].split("/")[1] : "");
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
    query.choices.forEach(function (one) {
      var button = one.item.querySelector(".choice-button") || makeButton(one.item);
      button.addEventListener("click", function () { answer(query, one.answer.split("/")[1]); });
    });
  });
  tasks.forEach(function (task) {
    var box = task.item.querySelector("input");
    box.addEventListener("change", function () {
      tick(task.item, box.checked);
      state.done = state.done.filter(function (other) { return other !== task.name; }).concat(box.checked ? [task.name] : []);
      save();
      drawNext();
    });
  });
  one(".plan-back").addEventListener("click", function () { history.back(); });
  one(".plan-steps").addEventListener("click", function () { go(nextPlace()); });
  one(".plan-all").addEventListener("click", function () { go("all"); });
  one(".plan-share").addEventListener("click", copy);
  one(".next-task").addEventListener("click", openNext);
  one(".plan-more").addEventListener("click", function () {
    showWhole();
    tasks.filter(isThere)[SHOWN].item.querySelector("summary").focus();
  });
  one(".plan-keep").addEventListener("click", function () {
    var answers = given();
    leaveLink();
    save();
    answers.forEach(choose);
    start(true);
  });
  one(".plan-own").addEventListener("click", function () {
    leaveLink();
    state = recall();
    start(true);
  });
  one(".plan-erase").addEventListener("click", function () {
    if (!window.confirm(one(".plan-erase").getAttribute("data-confirm"))) { return; }
    leaveLink();
    window.guide.forget(KEY);
    state = { answers: {}, done: [] };
    start(true);
  });
  /* Paper holds the list, or all questions where there is no list yet. */
  window.addEventListener("beforeprint", function () {
    if (nextQuery()) { draw("all", false); }
  });
  window.addEventListener("afterprint", function () { draw(place, false); });
  window.addEventListener("popstate", function (event) {
    var next = event.state && event.state.plan;
    if (!next || next === place) { return; }
    depth = event.state.depth;
    place = canStand(next) ? next : nextPlace();
    draw(place, true);
  });
  /* A link may lead to a question or a task, whether it is on the screen or not. */
  function findTarget() {
    return queries.concat(tasks).map(function (part) { return part.item; }).filter(function (item) {
      return "#" + item.id === location.hash;
    })[0];
  }

  function leadTo(target) {
    if (!target) { return; }
    target.querySelector(".unfold").open = true;
    target.scrollIntoView();
  }

  window.addEventListener("hashchange", function () {
    var other = shared;
    readLink();
    if (other && location.hash.indexOf(MARK) !== 0) { shared = false; state = recall(); }
    if (other || shared) { start(true); }
    if (findTarget() && !findTarget().parentNode) { go("all"); }
    leadTo(findTarget());
  });
  /* What is chosen on top of the page answers a question, or asks another one. */
  document.addEventListener("guide-choice", function () {
    var query = find(place);
    if (!canStand(place) || (query && chosen(query))) { go(nextPlace()); } else { draw(place, false); }
  });

  var before = history.state && history.state.plan;
  readLink();
  depth = before ? history.state.depth : 0;
  note(before && canStand(before) ? before : findTarget() ? "all" : nextPlace());
  draw(place, false);
  leadTo(findTarget());
})();
