/* The search: words of a question in, facts and pages out, or the word that there is nothing. It comes when a reader reaches
   for it, and so does what it knows: first what every question needs, then the parts that have the words of this one, then
   the rows that are shown. Nothing that is typed leaves the device but which of these parts are asked for. */
(function () {
  "use strict";

  var LIMIT = 12; // results that are shown,
  var OF_PAGE = 3; // and of one page
  var TAIL = 0.2; // what scores less than this share of the best is left out
  var COVER = 0.5; // this share of what the words tell has to be there: else it is no answer
  var NEAR = 1.5; // what a question adds that is nearly the reader's
  var ASIDE = 0.6; // what is said in the text only tells less of what it is about
  var NEARBY = 0.4; // and still less where another row of the page says it
  var BESIDE = [1, 0.7, 0]; // what a pair that is missing tells where none, one, or both pairs beside it are there
  var FAINT = 0.1; // what a word that is often added to a question tells where it is missing
  var FOREIGN = 2; // what is of another subject tells more than what nobody wrote
  var SYNONYM = 0.4; // another name counts less than the reader's own,
  var SLIP = 0.8; // and so does a word that was mistyped
  var MINOR = 0.6; // what is for those who want to know all
  var OTHER = 0.4; // what is about another product than the reader's
  var PAUSE = 150; // milliseconds without a key before anything is asked for
  var HALF = 45, STEPS = 200; // how numbers are written: see hooks/guide/site/search/packed.py
  var HAN = /[\u3400-\u9fff]/;

  var dialog = document.getElementById("search");
  var query = document.getElementById("query");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var doors = document.getElementById("search-doors");
  var base = document.body.getAttribute("data-base");
  var NOTHING = Object.create(null);
  var index = null; // what every question needs
  var lines = Object.create(null); // where each term stands, by the part, as it has come
  var postings = Object.create(null); // the same, read
  var blocks = Object.create(null); // rows, by the part
  var asked = Object.create(null); // the parts that have been asked for
  var waiting = 0; // how many of them are to come
  var missing = []; // the parts that are wanted for what is in the field
  var timer = 0;
  var shown = null; // what the results answer
  var lost = false; // whether the index is of another build than the parts that come now
  var eager = false; // whether the first of them is to be followed when they are there
  var starts = []; // the first row of each page,
  var things = Object.create(null); // the number of the thing that a term is in a name of
  var pageOf = []; // the page of each row,
  var kinds = []; // and what sort of row it is
  var phrases = []; // the row of each question
  var isAsked = Object.create(null); // rows that answer one
  var names = []; // what things of the app are called, and what else
  var traditional = Object.create(null);
  var idle = Object.create(null);
  var faint = Object.create(null); // what tells something only where it is found
  var idleRuns = /($^)/g;
  var elsewhere = []; // what people ask that is about something else

  /* Words and numbers, each as a reader may write it */

  /* Letter for letter, so that a place in one is the same place in the other. */
  function fold(text) {
    return text.replace(/[A-Z\uff01-\uff5e\u4e00-\u9fff\u2019]/g, function (letter) {
      var code = letter.charCodeAt(0);
      if (code > 0xff00) { return fold(String.fromCharCode(code - 0xfee0)); }
      return letter === "\u2019" ? "'" : traditional[letter] || (code < 128 ? letter.toLowerCase() : letter);
    });
  }

  /* Endings fall, and British and American spellings fall together. */
  function stem(word) {
    if (!/^[a-z']{4,}$/.test(word)) { return word; }
    return word.replace(/'s?$/, "").replace(/isation/, "ization").replace(/ise(d|s)?$/, "ize$1").replace(/(..)our/, "$1or")
      .replace(/grey/, "gray").replace(/licence/, "license").replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1")
      .replace(/([^su])s$/, "$1").replace(/(..)(?:ation|ion|ing|ed)$/, "$1").replace(/([a-z])\1$/, "$1").replace(/(..)e$/, "$1");
  }

  var DIGITS = { "\u4e00": 1, "\u4e8c": 2, "\u4e24": 2, "\u4e09": 3, "\u56db": 4, "\u4e94": 5, "\u516d": 6, "\u4e03": 7, "\u516b": 8, "\u4e5d": 9 };
  var ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
  var TENS = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };
  var UNITS = [["\u5929|\u65e5|days?", "d"], ["\u5468|\u661f\u671f|\u793c\u62dc|weeks?", "w"], ["\u4e2a?\u6708|months?", "m"],
    ["\u5e74|years?", "y"], ["\u4e2a?\u5c0f\u65f6|hours?", "h"], ["\u5143|\u5757|yuan", "cny"], ["\u5206\u94b1|fen", "fen"]];
  var TIMES = new RegExp("(\\d+(?:\\.\\d+)?|[\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]+|" +
    ENGLISH.join("|") + "|" + Object.keys(TENS).join("|") + ")[ -]?(?:" +
    UNITS.map(function (unit) { return "(" + unit[0] + ")"; }).join("|") + ")", "g");

  function readNumber(written) {
    if (/\d/.test(written)) { return written; }
    if (/[a-z]/.test(written)) { return TENS[written] || ENGLISH.indexOf(written); }
    var parts = /^(?:(.)?\u767e)?(?:(.)?(\u5341))?(.)?$/.exec(written) || [];
    var tens = parts[3] ? (DIGITS[parts[2]] || 1) * 10 : 0;
    return (/\u767e/.test(written) ? (DIGITS[parts[1]] || 1) * 100 : 0) + tens + (DIGITS[parts[4]] || 0);
  }

  function findTimes(text) {
    var found = [];
    text.replace(TIMES, function (run, number) {
      var units = [].slice.call(arguments, 2, 2 + UNITS.length);
      var unit = units.map(function (one, place) { return one ? UNITS[place][1] : ""; }).join("");
      var start = arguments[arguments.length - 2];
      found.push({ term: "#" + readNumber(number) + unit, start: start, end: start + run.length, share: 1 });
    });
    return found;
  }

  /* The terms of a text, each with its place. A Latin word is one; of Chinese text every two neighbouring characters are one,
     so no dictionary is needed; a number with its unit is one, however it is written. */
  function cut(text) {
    var found = [];
    function add(term, start, end, share) { found.push({ term: term, start: start, end: end, share: share || 1 }); }
    text.replace(/[a-z0-9.%']*[a-z0-9%]|[\u3400-\u9fff]+/g, function (run, start) {
      if (!HAN.test(run) || run.length === 1) { add(stem(run), start, start + run.length); }
      for (var i = 0; HAN.test(run) && i + 1 < run.length; i++) { add(run.substr(i, 2), start + i, start + i + 2, run.length / 2 / (run.length - 1)); }
    });
    var times = findTimes(text);
    return times.concat(found.filter(function (one) {
      return !times.some(function (time) { return one.start >= time.start && one.end <= time.end; });
    }));
  }

  function listTerms(text) {
    var seen = Object.create(null);
    cut(text).forEach(function (one) { seen[one.term] = true; });
    return Object.keys(seen);
  }

  /* What has come */

  /* Numbers are letters: one of the upper half is followed by another. */
  function readNumbers(text) {
    var numbers = [], number = 0, times = 1;
    for (var i = 0; i < text.length; i++) {
      var digit = text.charCodeAt(i) - 35;
      if (digit > 57) { digit -= 1; } // no backslash
      number += (digit % HALF) * times;
      if (digit < HALF) { numbers.push(number); number = 0; times = 1; } else { times *= HALF; }
    }
    return numbers;
  }

  /* Each as what it is more than the one before. */
  function readRising(text) {
    var sum = 0;
    return readNumbers(text).map(function (more) { sum += more; return sum; });
  }

  function readWeight(number) {
    return Math.exp(number / STEPS) - 1;
  }

  /* Terms of the names of one thing, which are looked for together, stand together; else they are sorted by letters. */
  function findKey(term) {
    return things[term] === undefined ? term : "&" + String.fromCharCode(48 + things[term]) + term;
  }

  function findPart(key) {
    var part = 0;
    for (var i = 1; i < index.bounds.length; i++) { if (index.bounds[i] <= key) { part = i; } }
    return part;
  }

  /* The lines of a part; none where it is not here, which is noted. */
  function readLines(part) {
    if (!lines[part]) { want("terms-" + part); }
    return lines[part] || NOTHING;
  }

  function want(name) {
    if (missing.indexOf(name) < 0) { missing.push(name); }
  }

  /* All terms that begin with some letters. */
  function listBeginning(letters) {
    var found = Object.keys(things).filter(function (term) { return term.indexOf(letters) === 0; });
    for (var part = findPart(letters); part <= findPart(letters + "\uffff"); part++) {
      found = found.concat(Object.keys(readLines(part)).filter(function (term) { return term.indexOf(letters) === 0 && things[term] === undefined; }));
    }
    return found;
  }

  function readFields(term) {
    return term[0] === "!" ? [] : (readLines(findPart(findKey(term)))[term] || "").split(" "); // a word of another subject
  }

  /* Where a term stands: in the titles, texts and questions of rows, and in what a page is about, which all its rows have. */
  function look(term) {
    if (postings[term]) { return postings[term]; }
    var fields = readFields(term);
    var found = { titles: {}, texts: {}, questions: readRising(fields[2] || ""), asked: {}, ofPages: {}, near: {}, has: {}, letters: {}, spread: 0 };
    readRising(fields[0] || "").forEach(function (row) { found.titles[row] = found.has[row] = true; });
    readRising(fields[1] || "").forEach(function (row) { found.texts[row] = (found.texts[row] || 0) + 1; found.has[row] = true; });
    found.questions.forEach(function (number) { found.asked[phrases[number]] = found.has[phrases[number]] = true; });
    Object.keys(found.has).forEach(function (row) {
      var page = pageOf[row];
      if (starts[page] !== +row || !(found.titles[row] || found.asked[row])) { return; }
      found.ofPages[page] = true;
      for (var one = starts[page]; one < starts[page + 1]; one++) { found.has[one] = true; }
    });
    Object.keys(found.has).forEach(function (row) { if (!kinds[row].minor) { found.near[pageOf[row]] = true; } });
    if (isLetter(term)) { addLetter(term, found); }
    found.spread = Object.keys(found.has).length + Object.keys(found.letters).filter(function (row) { return !found.has[row]; }).length;
    if (!missing.length) { postings[term] = found; }
    return found;
  }

  function isLetter(term) {
    return term.length === 1 && HAN.test(term);
  }

  /* One character of a title or a question is found inside of its words, too. */
  function addLetter(letter, found) {
    listBeginning(letter).forEach(function (term) {
      var fields = readFields(term);
      if (term === letter) { return; }
      readRising(fields[0] || "").forEach(function (row) { found.letters[row] = true; });
      readRising(fields[2] || "").forEach(function (number) { found.letters[phrases[number]] = true; });
    });
  }

  function readRow(number) {
    var size = Math.ceil(pageOf.length / index.blocks);
    var block = blocks[Math.floor(number / size)];
    if (!block) { want("rows-" + Math.floor(number / size)); }
    return block ? block[number % size] : null;
  }

  function makeHit(page, row) {
    return {
      address: page[0] + (row[0] ? "#" + row[0] : ""), page: page[1], title: row[1] || "", text: row[2] || "", figure: row[3] || "",
      mark: row[4] || 0, products: row[5] || []
    };
  }

  /* A name that has the word of another script behind it, in brackets, is two. */
  function listNames(name) {
    var parts = /^(.+) \((.+)\)$/.exec(fold(name));
    return parts && HAN.test(parts[1]) !== HAN.test(parts[2]) ? [parts[1], parts[2]] : [fold(name)];
  }

  function readIndex(received) {
    lines = Object.create(null); postings = Object.create(null); blocks = Object.create(null); asked = Object.create(null);
    index = received;
    index.bounds = received.bounds.split(" ");
    received.traditional[0].split("").forEach(function (letter, place) { traditional[letter] = received.traditional[1][place]; });
    received.idle.split("|").forEach(function (word) { idle[word] = idle[stem(word)] = true; });
    elsewhere = received.elsewhere.split("|").filter(Boolean).sort(function (a, b) { return b.length - a.length; });
    received.faint.split("|").forEach(function (word) { cut(word).forEach(function (one) { faint[one.term] = true; }); });
    var runs = Object.keys(idle).filter(function (word) { return HAN.test(word) && word.length > 1; });
    runs.sort(function (a, b) { return b.length - a.length; });
    if (runs.length) { idleRuns = new RegExp("(" + runs.join("|") + ")", "g"); }
    readRows(received);
    names = [];
    things = Object.create(null);
    received.names.forEach(function (group, number) {
      [].concat.apply([], group.map(listNames)).forEach(function (name) {
        names.push([name, group]);
        listTerms(name).forEach(function (term) { if (things[term] === undefined) { things[term] = number; } });
      });
    });
    names.sort(function (a, b) { return b[0].length - a[0].length; });
  }

  function readRows(received) {
    starts = []; pageOf = []; isAsked = Object.create(null);
    readNumbers(received.sizes).forEach(function (size, page) {
      starts.push(pageOf.length);
      while (size--) { pageOf.push(page); }
    });
    starts.push(pageOf.length);
    kinds = readNumbers(received.sorts).map(function (sort) {
      return { products: received.kinds[sort][0], minor: received.kinds[sort][1] };
    });
    index.lengths = readNumbers(received.lengths);
    index.titles = readNumbers(received.titles).map(readWeight);
    index.questions = readNumbers(received.questions).map(readWeight);
    phrases = readRising(received.phrases);
    phrases.forEach(function (row) { isAsked[row] = true; });
  }

  function readTerms(text) {
    var read = Object.create(null);
    text.split("!").forEach(function (line) {
      var end = (line + " ").indexOf(" ");
      read[line.slice(0, end)] = line.slice(end + 1);
    });
    return read;
  }

  function readBlock(pages) {
    return [].concat.apply([], pages.map(function (page) {
      return page[2].map(function (row) { return makeHit(page, row); });
    }));
  }

  /* The index, or a part of it. One of another build than the index would tell of other rows. */
  window.guide.receive = function (received) {
    if (received.bounds) {
      readIndex(received);
    } else {
      waiting -= 1;
      if (!index || received.version !== index.version) { index = null; lost = true; fail(); return; }
      var number = received.part.split("-")[1];
      if (received.terms === undefined) { blocks[number] = readBlock(received.pages); } else { lines[number] = readTerms(received.terms); }
    }
    if (!waiting && !timer) { update(); }
  };

  function fail() {
    results.textContent = "";
    doors.textContent = "";
    shown = null;
    results.removeAttribute("aria-busy");
    status.textContent = dialog.getAttribute("data-failed");
  }

  function bring(name) {
    if (asked[name]) { return; }
    asked[name] = true;
    waiting += 1;
    var known = asked;
    window.guide.load(base + "/search/" + document.body.getAttribute("data-language") + "/" + name + ".js?" + index.version, function () {
      known[name] = false;
      waiting -= 1;
      fail();
    });
  }

  /* How much finding a term tells: the rarer, the more. What nobody wrote of tells most. */
  function weigh(term) {
    return Math.log(1 + pageOf.length / (look(term).spread || 1));
  }

  /* What was asked for */

  /* Latin letters that spell names of the app are these names: Pinyin. */
  function spell(run) {
    if (index.typed[run]) { return index.typed[run]; }
    return Object.keys(index.typed).reduce(function (found, one) {
      var rest = found || run.indexOf(one) ? "" : spell(run.slice(one.length));
      return rest ? index.typed[one] + " " + rest : found;
    }, "");
  }

  function readPinyin(text) {
    return text.replace(/[a-z]+(?: [a-z]+)*/g, function (run) {
      return spell(run.replace(/ /g, "")) || run.split(" ").map(function (word) { return spell(word) || word; }).join(" ");
    });
  }

  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) { return false; }
    for (var i = 0; i < a.length && a[i] === b[i];) { i += 1; }
    var x = a.slice(i), y = b.slice(i);
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) ||
      (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  }

  /* A word that nobody wrote, and that is one letter off a known one: the known one that is written most. */
  function mendWord(word) {
    if (look(stem(word)).spread) { return word; }
    var known = [].concat.apply([], names.map(function (pair) { return pair[0].split(" "); }));
    listBeginning(word[0]).filter(function (term) { return things[term] === undefined; }).forEach(function (term) {
      known = known.concat((readFields(term)[3] || ",").split("|").map(function (end) { return end.replace(",", term); }));
    });
    var near = known.filter(function (one) { return one[0] === word[0] && /^[a-z]+$/.test(one) && isNear(word, one); });
    return near.sort(function (a, b) { return look(stem(b)).spread - look(stem(a)).spread; }).concat([word])[0];
  }

  /* Four characters of which one is wrong: no pair that it is in is known, and with another one all are. */
  function mendHan(run) {
    for (var at = 0; at < run.length; at++) {
      for (var start = Math.max(0, at - 3); !idle[run[at]] && !knowsPairs(run, at) && start <= Math.min(at, run.length - 4); start++) {
        var mended = replaceAt(run, at, findLetter(run, at, start));
        if (knowsPairs(mended, at) && isTelling(mended, at)) { run = mended; }
      }
    }
    return run;
  }

  function replaceAt(run, at, letter) {
    return letter ? run.slice(0, at) + letter + run.slice(at + 1) : run;
  }

  function knowsPairs(run, at) {
    return [at - 1, at].every(function (i) { return i < 0 || i + 1 >= run.length || look(run.substr(i, 2)).spread; });
  }

  /* Nobody means a word that is everywhere by one that is not. */
  function isTelling(run, at) {
    return [at - 1, at].every(function (i) { return i < 0 || i + 1 >= run.length || look(run.substr(i, 2)).spread < pageOf.length / 8; });
  }

  /* What stands most often in our texts among the other three, unless these are just the name of something. A slip is taken
     for one only where a name comes out: another word that nobody wrote may be just another word. */
  function findLetter(run, at, start) {
    var four = run.substr(start, 4), wrong = at - start;
    var left = names.reduce(function (text, pair) { return text.split(pair[0]).join(""); }, four.slice(0, wrong) + "\n" + four.slice(wrong + 1));
    if ([wrong - 1, wrong].some(function (i) { return i >= 0 && i < 3 && look(four.substr(i, 2)).spread; }) || left === "\n") { return ""; }
    var counted = listLetters(run, at).map(function (letter) { return [letter, countRows(replaceAt(four, wrong, letter))]; });
    return counted.sort(function (a, b) { return b[1] - a[1]; }).concat([["", 0]]).filter(function (one) { return one[1] || !one[0]; })[0][0];
  }

  /* The characters with which a name comes out. */
  function listLetters(run, at) {
    var found = [];
    names.forEach(function (pair) {
      for (var start = Math.max(0, at + 1 - pair[0].length); HAN.test(pair[0]) && pair[0].length > 1 && start <= at; start++) {
        var letter = pair[0][at - start];
        if (found.indexOf(letter) < 0 && replaceAt(run, at, letter).substr(start, pair[0].length) === pair[0]) { found.push(letter); }
      }
    });
    return found;
  }

  /* How many rows have all pairs of four characters. */
  function countRows(four) {
    var pairs = [0, 1, 2].map(function (i) { return look(four.substr(i, 2)).has; });
    return Object.keys(pairs[0]).filter(function (row) { return pairs[1][row] && pairs[2][row]; }).length;
  }

  function mendRun(run) {
    return HAN.test(run) ? mendHan(run) : idle[run] ? run : mendWord(run);
  }

  function mend(text) {
    return text.split(idleRuns).map(function (piece, i) {
      return i % 2 ? piece : piece.replace(/[a-z]{6,}|[\u3400-\u9fff]{4,}/g, mendRun); // every other one is an idle run
    }).join("");
  }

  /* The names in a text by which things of the app are called, longer ones first. A Latin name is a word of its own. */
  function findNames(text) {
    var found = [];
    var left = " " + text + " ";
    names.forEach(function (pair) {
      var name = HAN.test(pair[0]) ? pair[0] : " " + pair[0] + " ";
      if (pair[0].length > 1 && left.indexOf(name) >= 0) {
        found.push({ name: pair[0], others: pair[1] });
        left = left.split(name).join(HAN.test(name) ? "\n" : " \n ");
      }
    });
    return { names: found, left: left };
  }

  /* Words of other subjects are answered by nothing here, whatever else a question says. */
  function leaveOut(text) {
    var found = elsewhere.filter(function (word) {
      var written = HAN.test(word) ? word : " " + word + " ";
      var there = text.indexOf(written) >= 0;
      if (there) { text = text.split(written).join(HAN.test(word) ? "\n" : " \n "); }
      return there;
    });
    return { found: found, left: text };
  }

  /* What the words of a question ask for: parts, of which each tells something, and can be said in some ways. */
  function understand(text, typed) {
    var near = leaveOut(" " + text.replace(/[^a-z0-9.%'\u3400-\u9fff]+/g, " ") + " ");
    var read = findNames(near.left);
    var parts = near.found.map(function (word) { return { ways: [["!" + word]], weight: FOREIGN * Math.log(1 + pageOf.length) }; });
    read.names.forEach(function (one) {
      parts.push({ ways: [one.name].concat.apply([one.name], one.others.map(listNames)).map(listTerms), weight: weighAll(listTerms(one.name)) });
    });
    cut(read.left.replace(idleRuns, "\n")).forEach(function (one) {
      var weight = idle[one.term] ? 0 : one.share * weighPair(one.term);
      if (weight) { parts.push({ ways: [[one.term]], weight: weight, start: one.start, end: one.end, faint: faint[one.term], mended: typed.indexOf(one.term) < 0 }); }
    });
    return parts;
  }

  /* A pair with a character that says nothing tells little, and nothing where nobody wrote it; one character tells half. */
  function weighPair(term) {
    if (!HAN.test(term)) { return weigh(term); }
    if (term.length === 1) { return weigh(term) / (look(term).spread ? 2 : 1); }
    var dull = idle[term[0]] || idle[term[1]];
    return dull ? (look(term).spread ? 0.3 * weigh(term) : 0) : weigh(term);
  }

  function weighAll(terms) {
    return Math.max.apply(null, terms.map(weigh).concat(0));
  }

  function has(row, term) {
    return look(term).has[row] || look(term).letters[row];
  }

  /* Rare terms weigh more; a title and a reader's question weigh more than text, a long text less than a short one (BM25). */
  function scoreTerm(row, term) {
    var found = look(term);
    var times = found.texts[row] || 0;
    if (!found.has[row]) { return 1; } // one character of a title
    return (found.titles[row] ? 2.2 : 0) + (found.ofPages[pageOf[row]] ? 1 : 0) + (found.asked[row] ? 1.8 : 0) +
      2 * times / (times + 0.3 + 1.2 * index.lengths[row] / index.average);
  }

  /* The best way in which a hit says a part: its own name counts in full, another one less. */
  function scorePart(row, part) {
    return part.ways.reduce(function (best, terms, way) {
      var mean = terms.every(function (term) { return has(row, term); }) ? terms.reduce(function (sum, term) { return sum + scoreTerm(row, term); }, 0) / terms.length : 0;
      return Math.max(best, mean * (way && terms.join() !== part.ways[0].join() ? SYNONYM : 1));
    }, 0);
  }

  /* Of neighbouring pairs of characters each covers its own two: a pair across two words need not be there. */
  function countBeside(parts, covered, i) {
    return [i - 1, i + 1].filter(function (near) {
      return covered[near] && parts[i].end && parts[near].end > parts[i].start && parts[near].start < parts[i].end;
    }).length;
  }

  function isHead(row, part) {
    return part.ways.some(function (terms) {
      return terms.every(function (term) {
        var found = look(term);
        return found.titles[row] || found.asked[row] || found.ofPages[pageOf[row]] || !found.has[row];
      });
    });
  }

  /* What the other rows of a page speak of; a register speaks of everything, and has nothing to add. */
  function isNearby(row, part) {
    return part.ways[0].every(function (term) { return kinds[row].minor ? look(term).has[row] : look(term).near[pageOf[row]]; });
  }

  function judge(row, parts) {
    var judged = { row: row, points: 0, cover: 0 };
    var covered = parts.map(function (part) { return scorePart(row, part); });
    var told = 0;
    parts.forEach(function (part, i) {
      judged.points += covered[i] * part.weight;
      judged.cover += part.weight * (part.mended ? SLIP : 1) * (covered[i] ? isHead(row, part) ? 1 : ASIDE : isNearby(row, part) ? NEARBY : 0);
      told += part.weight * (covered[i] ? 1 : part.faint ? FAINT : BESIDE[countBeside(parts, covered, i)]);
    });
    judged.cover /= told || 1;
    return judged;
  }

  /* How near a question comes to the titles and to the questions that are answered: what they share of what both say. */
  function compareAll(wanted) {
    var titles = {}, questions = {}, near = {};
    function add(sums, key, weight) { sums[key] = (sums[key] || 0) + weight; }
    function note(row, shared, own) { near[row] = Math.max(near[row] || 0, shared / (total + Math.max(own, shared) - shared)); }
    var total = Object.keys(wanted).reduce(function (sum, term) { return sum + wanted[term]; }, 0);
    Object.keys(wanted).forEach(function (term) {
      Object.keys(look(term).titles).forEach(function (row) { add(titles, row, wanted[term]); });
      look(term).questions.forEach(function (number) { add(questions, number, wanted[term]); });
    });
    Object.keys(titles).forEach(function (row) { note(row, titles[row], index.titles[row]); });
    Object.keys(questions).forEach(function (number) { note(phrases[number], questions[number], index.questions[number]); });
    return near;
  }

  function weighRow(row) {
    var product = window.guide.choice ? window.guide.choice().product : null;
    var kind = kinds[row];
    var other = product && kind.products.length && kind.products.indexOf(product.number) < 0;
    return (kind.minor ? MINOR : 1) * (other ? OTHER : 1) * (index.often.indexOf(+row) >= 0 ? 1.3 : isAsked[row] ? 1.1 : 1);
  }

  function listRows(parts) {
    var rows = {};
    parts.forEach(function (part) {
      [].concat.apply([], part.ways).forEach(function (term) {
        [look(term).has, look(term).letters].forEach(function (some) { Object.keys(some).forEach(function (row) { rows[row] = true; }); });
      });
    });
    return Object.keys(rows); // in order: they are numbers
  }

  function rank(parts) {
    var wanted = Object.create(null);
    parts.forEach(function (part) { part.ways[0].forEach(function (term) { wanted[term] = weigh(term); }); });
    var near = compareAll(wanted);
    return listRows(parts).map(function (row) {
      var judged = judge(row, parts);
      judged.points *= judged.points && weighRow(row) * (0.4 + 0.6 * judged.cover) * (1 + NEAR * (near[row] || 0));
      return judged;
    }).filter(function (judged) { return judged.points > 0; }).sort(function (a, b) { return b.points - a.points; });
  }

  function choose(ranked) {
    var ofPage = Object.create(null);
    var enough = ranked.filter(function (judged) { return judged.cover >= COVER; });
    return enough.filter(function (judged) {
      var page = pageOf[judged.row];
      ofPage[page] = (ofPage[page] || 0) + 1;
      return ofPage[page] <= OF_PAGE && judged.points >= TAIL * enough[0].points;
    }).slice(0, LIMIT).map(function (judged) { return judged.row; });
  }

  /* What the reader sees */

  function make(name, parent) {
    return parent.appendChild(document.createElement(name));
  }

  /* The terms of a question that a hit has. Of another name it has to have all. */
  function listFound(row, parts) {
    var words = Object.create(null);
    parts.forEach(function (part) {
      part.ways.forEach(function (terms, way) {
        if (!way || terms.every(function (term) { return has(row, term); })) { terms.forEach(function (term) { words[term] = true; }); }
      });
    });
    return words;
  }

  /* A text with the words of the question marked in it. */
  function write(text, words, parent) {
    var end = 0;
    cut(fold(text)).filter(function (one) { return words[one.term]; }).sort(function (a, b) { return a.start - b.start; })
      .forEach(function (one) {
        if (one.end <= end) { return; }
        if (one.start > end) { parent.appendChild(document.createTextNode(text.slice(end, one.start))); }
        var last = one.start < end ? parent.lastChild : make("mark", parent);
        last.textContent += text.slice(Math.max(end, one.start), one.end);
        end = one.end;
      });
    parent.appendChild(document.createTextNode(text.slice(end)));
  }

  function showHit(hit, words) {
    var link = make("a", make("li", results));
    link.href = base + "/" + hit.address;
    if (hit.page !== hit.title) { make("small", link).textContent = hit.page; }
    write(hit.title, words, make("strong", link));
    if (hit.figure) { make("b", link).textContent = hit.figure; }
    if (hit.text) { write(hit.text, words, make("span", link)); }
    if (!hit.mark && !hit.products.length) { return; }
    var foot = make("span", link);
    foot.className = "search-foot";
    foot.innerHTML = index.marks[hit.mark];
    hit.products.forEach(function (number) { make("small", foot).textContent = index.products[number - 1]; });
  }

  function showDoor(label, address, title) {
    var item = make("li", doors);
    item.appendChild(document.createTextNode(label));
    var link = make("a", item);
    link.href = base + "/" + address;
    link.textContent = title;
  }

  /* Where there is no answer: the page that comes nearest, and where questions are gathered. */
  function showDoors(near) {
    if (near) { showDoor(index.words.nearest, near.address.split("#")[0], near.page); }
    index.open.forEach(function (page) { showDoor(index.words.open, page[0], page[1]); });
    index.all.forEach(function (page) { showDoor(index.words.all, page[0], page[1]); });
  }

  function showOften() {
    index.offered.forEach(function (offered) {
      var link = make("a", make("li", results));
      link.href = base + "/" + offered[1];
      make("strong", link).textContent = offered[0];
    });
    status.textContent = results.firstChild ? index.words.often : "";
    index.all.forEach(function (page) { showDoor(index.words.all, page[0], page[1]); });
  }

  /* The parts of a question, of which each term has been looked for. */
  function readParts(text, typed) {
    var parts = understand(text, listTerms(typed));
    parts.forEach(function (part) { part.ways.forEach(weighAll); });
    return parts;
  }

  /* What answers a question, as far as it is here: what is not, is among what is missing then. */
  function find(typed) {
    var text = readPinyin(fold(typed));
    var found = { mended: text, told: text, rows: [], hits: [], near: null, parts: readParts(text, text) };
    if (!missing.length) { found.mended = mend(text); }
    if (!missing.length && found.mended !== text) { found.parts = readParts(found.mended, text); }
    if (missing.length) { return found; }
    var ranked = rank(found.parts);
    found.rows = found.parts.length ? choose(ranked) : [];
    found.hits = found.rows.map(readRow);
    var near = !found.rows.length && found.parts.length && ranked.filter(function (judged) { return !kinds[judged.row].minor; })[0];
    if (near) { found.near = readRow(near.row); }
    return found;
  }

  function show(found) {
    found.hits.forEach(function (hit, i) { showHit(hit, listFound(found.rows[i], found.parts)); });
    if (!found.hits.length) { showDoors(found.near); }
    var told = index.words[found.hits.length ? "found" : "empty"].replace("{n}", found.hits.length);
    var note = found.hits.length && found.mended !== found.told ? " " + index.words.corrected.replace("{words}", found.mended) : "";
    status.textContent = told + note;
  }

  /* Answers what is in the field, now or when all is here that it takes. */
  function update(pause) {
    clearTimeout(timer);
    timer = 0;
    if (!index) { return; }
    missing = [];
    var typed = query.value.trim();
    var found = typed ? find(typed) : null;
    if (missing.length) {
      results.setAttribute("aria-busy", "true");
      timer = setTimeout(bringMissing, pause || 0);
      return;
    }
    results.removeAttribute("aria-busy");
    if (shown !== typed) { showAll(found, typed); }
    if (eager && results.querySelector("a")) { results.querySelector("a").click(); }
    eager = false;
  }

  function bringMissing() {
    timer = 0;
    missing.forEach(bring);
    if (!waiting) { update(); } // while the reader typed, all of it has come
  }

  function showAll(found, typed) {
    shown = typed;
    results.textContent = "";
    doors.textContent = "";
    if (found) { show(found); } else { showOften(); }
  }

  /* The arrow keys go through what was found, and back to the field. */
  function step(by) {
    var links = [].slice.call(dialog.querySelectorAll("#search-results a, #search-doors a"));
    var next = links.indexOf(document.activeElement) + by;
    if (next < 0) { query.focus(); } else if (links[next]) { links[next].focus(); }
  }

  dialog.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  query.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { dialog.close(); } // Chromium before 93 only empties the field
    if (event.key === "Enter") {
      event.preventDefault();
      eager = true; // what is shown may still be what was typed before
      update();
    }
  });
  query.addEventListener("input", function () {
    eager = false;
    update(PAUSE);
  });
  document.addEventListener("guide-choice", function () {
    shown = null;
    update();
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a")) { dialog.close(); }
  });

  /* The dialog has been opened again: what did not come is asked for once more. */
  window.guide.search = function () {
    if (!lost) { update(); return; }
    lost = false;
    window.guide.load(base + "/search/" + document.body.getAttribute("data-language") + ".js", function () {
      lost = true;
      fail();
    });
  };
})();
